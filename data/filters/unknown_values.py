"""Values of a filter that no row and no district of the dataset has, each with the nearest that there is.

They are no mistake of the address, which another edition may answer, and so match nothing; but "0 incidents" for a
code that does not exist would be taken for an answer.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from difflib import get_close_matches
from typing import Final

from data.errors import FilterError
from data.filters.filter_keys import OWN
from data.filters.filter_values import shown
from data.filters.incident_filter import IncidentFilter
from data.filters.option_names import SOUNDS_FOLLOW, option_names
from data.filters.summary import summary_of
from data.language import _
from data.recorded_areas.members import unknown_areas
from data.tables.dataset import Dataset
from data.tables.own_columns import find_choice
from data.text.search_text import folded

_MOST_NEAR: Final = 3
_ALIKE: Final = 0.65
"""Of 1: codes and names that share less are not taken for a slip."""
_LONGEST_SHOWN: Final = 40


def unknown_values(
    dataset: Dataset,
    incident_filter: IncidentFilter,
    known_of: Callable[[str], Collection[str]] | None = None,
) -> list[str]:
    """A sentence for each district, actor and side of the filter that the dataset does not know.

    `known_of` gives the actors or sides that there are, where these are elsewhere than in the dataset's own tables.
    """
    sentences = [
        _of_district(dataset, code) for code in _unknown_districts(dataset, incident_filter.district)
    ]
    for key, values in (("actor", incident_filter.actor), ("side", incident_filter.side)):
        # All options are counted for that, and most filters name neither.
        known = [*(known_of(key) if known_of else _known(dataset, key))] if values else []
        unknown = _("No row has “{value}” as “{key}”.")
        sentences += [
            _with_near(unknown.format(value=value[:_LONGEST_SHOWN], key=key), _near_texts(value, known))
            for value in values
            if value not in known
        ]
    return sentences


def unanswerable(dataset: Dataset, incident_filter: IncidentFilter) -> list[FilterError]:
    """A sentence for each thing that is requested and that this dataset has not: columns, values of them, areas."""
    return [*unknown_columns(dataset, incident_filter), *unknown_areas(dataset, incident_filter.area)]


def unknown_columns(dataset: Dataset, incident_filter: IncidentFilter) -> list[FilterError]:
    """A sentence for each column that the dataset has not, or cannot be filtered by, and each value that none has."""
    found = []
    for text in incident_filter.column:
        name, value = find_choice(dataset.own_choices, text)
        if name not in dataset.own_choices:
            sentence = _("These data have no column “{column}” to filter by.")
            if dataset.own_choices:
                sentence = _("These data have no column “{column}” to filter by; use {known}.")
            known = ", ".join(map(shown, dataset.own_choices))
            found.append(FilterError(OWN, sentence.format(column=shown(name), known=known)))
        elif value not in dataset.own_choices[name].values:
            sentence = _("No row has “{value}” in the column “{column}”.")
            found.append(FilterError(OWN, sentence.format(column=shown(name), value=shown(value))))
    return found


def districts_near(dataset: Dataset, text: str) -> str:
    """A sentence with the districts of nearly this code or name; "" when none is near."""
    return _nearest(_near_districts(dataset, text))


def _unknown_districts(dataset: Dataset, chosen: Sequence[str]) -> list[str]:
    if not chosen:
        return []
    codes = {str(code) for code in dataset.every_district["adm1_iso"].dropna()} | {*dataset.district_names}
    return [code for code in chosen if code not in codes]


def _of_district(dataset: Dataset, code: str) -> str:
    sentence = _("There is no district with the code “{code}”.").format(code=code[:_LONGEST_SHOWN])
    return _with_near(sentence, _near_districts(dataset, code))


def _near_districts(dataset: Dataset, text: str) -> list[str]:
    """Those with this name in any language; else with a code or name like it, those with incidents first."""
    used = [*dataset.district_names]
    names = option_names(dataset, "district", used)
    word = folded(text)
    found = [code for code in used if word and f"{word} " in f"{names[code].partition(SOUNDS_FOLLOW)[0]} "]
    if not found:
        found = get_close_matches(text.upper(), used, _MOST_NEAR, _ALIKE)
    if not found:
        own = {folded(name).strip(): code for code, name in dataset.district_names.items()}
        found = [own[name] for name in get_close_matches(word.strip(), own, _MOST_NEAR, _ALIKE)]
    return [f"{dataset.district_label(code, code)} ({code})" for code in found[:_MOST_NEAR]]


def _known(dataset: Dataset, key: str) -> list[str]:
    return [*summary_of(dataset, IncidentFilter()).option_counts[key]]


def _near_texts(text: str, known: Sequence[str]) -> list[str]:
    """The texts that differ only in case, or a little."""
    by_fold = {folded(value): value for value in known}
    return [by_fold[one] for one in get_close_matches(folded(text), by_fold, _MOST_NEAR, _ALIKE)]


def _with_near(sentence: str, near: Sequence[str]) -> str:
    return f"{sentence} {_nearest(near)}".strip()


def _nearest(near: Sequence[str]) -> str:
    return _("Nearest known: {values}.").format(values=", ".join(near)) if near else ""
