"""What a page's query string asks for: a filter, a selected incident and a view.

Every address of the atlas takes the same keys; this is where they are distinguished and checked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import parse_qsl, urlencode

from components.measures import MEASURES
from components.server.visit import OWN
from data.errors import FilterError
from data.filters.filter_keys import LONGEST_VALUE
from data.filters.filter_values import has_control
from data.filters.incident_filter import IncidentFilter
from data.filters.unknown_values import districts_near, unanswerable, unknown_columns, unknown_values
from data.folders.edition_difference import difference
from data.folders.editions import Editions
from data.ground_maps.ground_map import KEY_PATTERN, NO_GROUND_MAPS, GroundMaps
from data.language import LANGUAGES, N_, _, number_text
from data.recorded_areas.members import unknown_areas
from data.tables.dataset import Dataset
from data.tables.layers.districts import NAME_LANGUAGES

IGNORED: Final = ("fbclid", "gclid")
"""Keys that other services add to a link, beside those that begin with `utm_`."""

OTHER_EDITION: Final = N_(
    "This link was made for another edition of the data; its figures may differ from these."
)

HXL: Final = "hxl"
"""Key of the files that can have a row of HXL tags."""

MORE_THAN_ONCE: Final = N_("“{key}” occurs more than once; give it once.")
ZERO_OR_ONE: Final = N_("“{value}” is not a value of “{key}”; use 0 or 1.")

DEFAULT_ZOOM: Final = 8.0
"""For an address that gives a place but no zoom."""

LONGEST_QUERY: Final = 20_000
"""Characters of a query string."""


@dataclass(frozen=True)
class View:
    """How a page shows its rows; nothing of it changes which rows match."""

    incident: str = ""
    """Identifier of the selected incident."""
    lon: float | None = None
    """Degrees east of the map's centre."""
    lat: float | None = None
    """Degrees north of the map's centre."""
    zoom: float | None = None
    """MapLibre zoom, 0 to 22."""
    measure: str = "incidents"
    """What districts are shaded by."""
    lang: str = "en"
    """Language of the page and, unless `names` says otherwise, of the names on the map."""
    names: str = ""
    """Language of the names on the map; "" for that of the page."""
    level: str = ""
    """Level of the boundaries by which districts are shaded and ranked; "" for the one that is shaded first."""
    ground: str = ""
    """Key of the ground map; "" for the one that the atlas shows first."""
    graticule: bool = True
    """Whether the map has meridians and parallels."""
    lines: bool = False
    """Whether the historical reference lines are drawn."""
    controls: bool = False
    """Whether an embedded map has controls."""
    data: str = ""
    """Beginning of the hash of the dataset for which the link was made."""

    @property
    def map_names(self) -> str:
        """The language of the names on the map."""
        return self.names or self.lang


@dataclass(frozen=True)
class Address:
    """A query string, understood."""

    incident_filter: IncidentFilter
    view: View
    errors: tuple[FilterError, ...]
    """One sentence for each key that was not understood; the rest holds."""
    flags: frozenset[str] = frozenset()
    """Of the keys that only some addresses know those that are 1."""


def read_address(query: str, flags: Collection[str] = ()) -> Address:
    """The filter and view of a query string, with or without its question mark.

    `flags` are further keys that this address knows, each 0 or 1.
    """
    try:
        pairs = parse_qsl(query[:LONGEST_QUERY].removeprefix("?"), keep_blank_values=True, errors="strict")
    except ValueError:
        sentence = _("The address has characters that are not UTF-8; copy it again.")
        pairs, unreadable = [], [FilterError("", sentence)]
    else:
        unreadable = []
    if len(query) > LONGEST_QUERY:
        sentence = _("The address is longer than {number} characters and was cut.")
        unreadable.append(FilterError("", sentence.format(number=number_text(LONGEST_QUERY))))
    address = read_query(pair for pair in pairs if pair[0] not in flags)
    flagged, wrong = _read_flags(pair for pair in pairs if pair[0] in flags)
    return replace(address, errors=(*unreadable, *address.errors, *wrong), flags=flagged)


def sent_text(sent: object) -> str:
    """A text that a page sends with a callback, as it can be encoded; "" for what is no text."""
    return sent.encode(errors="replace").decode() if isinstance(sent, str) else ""


def read_query(pairs: Iterable[tuple[str, str]]) -> Address:
    """The filter and view of a query string's keys and values."""
    # The token of a visitor's own data is read before, in components.server.visit, and written into nothing.
    passed = (*IGNORED, OWN)
    meant = [(key, value) for key, value in pairs if key not in passed and not key.startswith("utm_")]
    incident_filter, errors = IncidentFilter.from_query(pair for pair in meant if pair[0] not in _VIEW_KEYS)
    view, view_errors = _read_view(pair for pair in meant if pair[0] in _VIEW_KEYS)
    return Address(incident_filter, view, (*errors, *view_errors))


def refused(address: Address, dataset: Dataset) -> FilterError | None:
    """The first thing that an address asks for and that a dataset cannot answer; None where it can."""
    if problem := level_problem(address.view, dataset):
        return next(iter(address.errors), FilterError("level", problem))
    return next(iter((*address.errors, *unanswerable(dataset, address.incident_filter))), None)


def answerable_part(address: Address, dataset: Dataset) -> Address:
    """The address without the values of own columns and the areas that a dataset has not: for a page, where the rest holds."""
    columns, areas = address.incident_filter.column, address.incident_filter.area
    known = tuple(text for text in columns if not unknown_columns(dataset, IncidentFilter(column=(text,))))
    there = tuple(choice for choice in areas if not unknown_areas(dataset, [choice]))
    if (known, there) == (columns, areas):
        return address
    return replace(address, incident_filter=replace(address.incident_filter, column=known, area=there))


def camera_of(view: View) -> dict[str, float]:
    """Where the map looks: `lon`, `lat` and `zoom`; nothing when the view leaves it to the data."""
    if view.lon is None or view.lat is None:
        return {}
    return {"lon": view.lon, "lat": view.lat, "zoom": DEFAULT_ZOOM if view.zoom is None else view.zoom}


def ground_problem(view: View, ground_maps: GroundMaps) -> str:
    """Why the ground map that a view names cannot be shown; "" when it can."""
    if not view.ground or view.ground in ground_maps.keys:
        return ""
    sentence = _("The ground map “{ground}” is not offered here; use {known}.")
    return sentence.format(ground=view.ground, known=", ".join(ground_maps.keys))


def level_problem(view: View, dataset: Dataset) -> str:
    """Why districts of the level that a view names cannot be shaded; "" when they can."""
    # The bundled districts are of the first level.
    known = [1] if dataset.levels is None else [*dataset.levels.numbers]
    if not view.level or int(view.level) in known:
        return ""
    sentence = _("The boundaries have no level {level}; use {known}.")
    return sentence.format(level=view.level, known=", ".join(map(str, known)))


def problems_of(
    address: Address, dataset: Dataset, editions: Editions, ground_maps: GroundMaps = NO_GROUND_MAPS
) -> list[str]:
    """What of an address a dataset cannot show, in sentences; what changed since its link was made."""
    view = address.view
    sentences = [
        f"{error} {districts_near(dataset, error.value) if error.value else ''}".strip()
        for error in address.errors
    ]
    sentences += [str(error) for error in unanswerable(dataset, address.incident_filter)]
    sentences += unknown_values(dataset, address.incident_filter)
    sentences += filter(None, [ground_problem(view, ground_maps), level_problem(view, dataset)])
    if view.incident and not dataset.has_incident(view.incident):
        sentence = _("The incident “{incident}” is not in this dataset.")
        sentences.append(sentence.format(incident=view.incident))
    if view.data and not dataset.sha256.startswith(view.data):
        sentences.append(_(OTHER_EDITION))
        if change := difference(editions, view.data, dataset):
            sentences.append(change.text)
    return sentences


def query_of(incident_filter: IncidentFilter, view: View) -> str:
    """The query string of a filter and a view, without question mark; defaults are left out."""
    default = View()
    pairs = incident_filter.to_query()
    for key in _VIEW_KEYS:
        value = getattr(view, key)
        if value != getattr(default, key):
            pairs.append((key, str(int(value)) if isinstance(value, bool) else str(value)))
    return urlencode(pairs)


_VIEW_KEYS: Final = tuple(View.__dataclass_fields__)


def _read_view(pairs: Iterable[tuple[str, str]]) -> tuple[View, list[FilterError]]:
    read: dict[str, str | float | bool] = {}
    errors: list[FilterError] = []
    for key, text in pairs:
        try:
            if key in read:
                raise FilterError(key, _(MORE_THAN_ONCE).format(key=key))
            read[key] = _view_value(key, text)
        except FilterError as error:
            errors.append(error)
    return View(**read), errors  # type: ignore[arg-type]


def _read_flags(pairs: Iterable[tuple[str, str]]) -> tuple[frozenset[str], list[FilterError]]:
    read: dict[str, str] = {}
    errors: list[FilterError] = []
    for key, text in pairs:
        if key in read:
            errors.append(FilterError(key, _(MORE_THAN_ONCE).format(key=key)))
        elif text not in ("0", "1"):
            errors.append(FilterError(key, _(ZERO_OR_ONE).format(value=text[:40], key=key)))
        read[key] = text
    return frozenset(key for key, text in read.items() if text == "1"), errors


def _view_value(key: str, text: str) -> str | float | bool:
    if key in DEGREES:
        return _number(key, text, *DEGREES[key])
    if key in VIEW_CHOICES:
        if text not in VIEW_CHOICES[key]:
            sentence = _("“{value}” is not a value of “{key}”; use {known}.")
            known = ", ".join(VIEW_CHOICES[key])
            raise FilterError(key, sentence.format(value=text[:40], key=key, known=known))
        return text
    if key in ("lines", "graticule", "controls"):
        if text not in ("0", "1"):
            raise FilterError(key, _(ZERO_OR_ONE).format(value=text[:40], key=key))
        return text == "1"
    if key == "ground":
        if KEY_PATTERN.fullmatch(text) is None:
            raise FilterError(key, _("“ground” names a ground map by its key, as the address bar shows it."))
        return text
    if key == "data" and not (6 <= len(text) <= 64 and set(text) <= set("0123456789abcdef")):
        raise FilterError(
            key,
            _("“data” is the beginning of a dataset's hash; leave it out to see the data as it is now."),
        )
    if not text or len(text) > LONGEST_VALUE or has_control(text):
        raise FilterError(key, _("“{key}” names one incident by its identifier.").format(key=key))
    return text


def _number(key: str, text: str, lowest: float, highest: float) -> float:
    try:
        number = float(text) if len(text) < 25 else lowest - 1
    except ValueError:
        number = lowest - 1
    if not lowest <= number <= highest:
        sentence = _("“{value}” is not a value of “{key}”; write a number from {lowest} to {highest}.")
        ends = {"lowest": f"{lowest:g}", "highest": f"{highest:g}"}
        raise FilterError(key, sentence.format(value=text[:40], key=key, **ends))
    return number


DEGREES: Final = {"lon": (-180.0, 180.0), "lat": (-90.0, 90.0), "zoom": (0.0, 22.0)}
VIEW_CHOICES: Final = {
    "measure": tuple(MEASURES),
    "lang": tuple(LANGUAGES),
    "names": NAME_LANGUAGES,
    "level": tuple("123456789"),
}
