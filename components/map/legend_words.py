"""What the legend of every map says of circles: on the page, in a picture and in a file."""

from __future__ import annotations

from typing import Final

from data.filters.on_map.shade_classes import is_measured
from data.language import N_, _
from data.tables.dataset import Dataset
from data.tables.vocabulary import Outcome

_KILLED: Final = N_("someone killed")
_INJURED: Final = {
    True: N_("injured, nobody killed"),
    False: N_("injured; killed not recorded"),
}
"""By whether killed are recorded."""
_NEUTRAL: Final = {
    (True, True): N_("no casualties known"),
    (True, False): N_("nobody killed; injured not recorded"),
    (False, True): N_("nobody injured; killed not recorded"),
    (False, False): N_("casualties not recorded"),
}
"""By whether killed, and whether injured are recorded."""
_SIZES: Final = {
    (True, True): N_("Size: killed and injured"),
    (True, False): N_("Size: killed"),
    (False, True): N_("Size: injured"),
    (False, False): "",
}
_SIZES_OF_CHOSEN: Final = {
    (True, True): N_("Size: killed and injured of the people chosen"),
    (True, False): N_("Size: killed of the people chosen"),
    (False, True): N_("Size: injured of the people chosen"),
    (False, False): "",
}


def outcomes_in_words(dataset: Dataset) -> dict[str, str]:
    """What the colours of circles mean, by the worst outcome of an incident: those that these data can have."""
    killed, injured = recorded = _recorded(dataset)
    words = {Outcome.KILLED.value: _(_KILLED)} if killed else {}
    if injured:
        words[Outcome.INJURED.value] = _(_INJURED[killed])
    return words | {"": _(_NEUTRAL[recorded])}


def size_heading(dataset: Dataset, chooses_people: bool) -> str:
    """What the size of circles means; "" where it means nothing, because no casualties are recorded."""
    words = (_SIZES_OF_CHOSEN if chooses_people else _SIZES)[_recorded(dataset)]
    return _(words) if words else ""


def colour_note(chooses_people: bool) -> str:
    """That colours are of whole incidents, where the filter chooses people; "" elsewhere."""
    return _("Colour: the worst outcome of the whole incident.") if chooses_people else ""


def shade_heading(measure: str, chooses_people: bool) -> str:
    """What the shade of districts means."""
    is_of_people = chooses_people and measure != "incidents"
    return _((_SHADES_OF_CHOSEN if is_of_people else _SHADES)[measure])


_SHADES: Final = {
    "incidents": N_("District: incidents"),
    "casualties": N_("District: casualties"),
    "killed": N_("District: killed"),
    "injured": N_("District: injured"),
}
_SHADES_OF_CHOSEN: Final = {
    "casualties": N_("District: casualties of the people chosen"),
    "killed": N_("District: killed of the people chosen"),
    "injured": N_("District: injured of the people chosen"),
}


def nothing_shaded(dataset: Dataset, measure: str) -> str:
    """What stands in place of shades where there are none."""
    return _("none in these data") if is_measured(dataset, measure) else _("not recorded")


def _recorded(dataset: Dataset) -> tuple[bool, bool]:
    return Outcome.KILLED not in dataset.not_recorded, Outcome.INJURED not in dataset.not_recorded
