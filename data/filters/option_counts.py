"""How many incidents each choice of a filter would show."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from data.filters.filter_keys import CASUALTY_COLUMNS, CHOICE_COLUMNS, OWN
from data.filters.incident_filter import IncidentFilter
from data.filters.matching import Matching, coded_by, matching
from data.filters.tally import Tally
from data.tables.codes import Codes, IntArray, joined
from data.tables.dataset import BoolArray, Dataset
from data.tables.own_columns import find_choice, written_choice
from data.text.text_arrays import listed


def option_counts(
    incident_filter: IncidentFilter, matches: Matching, tally: Tally
) -> dict[str, dict[str, int]]:
    """For each field of choices, how many incidents would match if one value alone were chosen in it.

    The other fields stay as they are. Every value that the dataset has is counted, 0
    included, terms in their vocabulary's order and other texts in alphabetical order.
    `matches` and `tally` are those of the filter.
    """
    codes = matches.dataset.codes
    # Of everything that matches, what the tally has already; the third is counted once for all keys that need it.
    of_all = {id(codes.pattern): tally.by_pattern, id(codes.place): tally.by_place["incidents"]}
    counts: dict[str, dict[str, int]] = {}
    for key, column in CHOICE_COLUMNS.items():
        table, code = coded_by(codes, key)
        different = codes.patterns if key in CASUALTY_COLUMNS else len(table)
        if getattr(incident_filter, key):
            found = matching(matches.dataset, incident_filter.without(key))
            numbers = np.bincount(code.take(found.rows), minlength=different)
        else:
            found = matches
            if id(code) not in of_all:
                of_all[id(code)] = np.bincount(code.take(found.rows), minlength=different)
            numbers = of_all[id(code)]
        if key in CASUALTY_COLUMNS:
            counts[key] = _counted_by_people(codes, numbers, table[column], found.people)
        else:
            counts[key] = _counted(table[column], np.arange(len(table)), numbers)
        if key == "district":
            counts[key] = matches.dataset.with_wholes(counts[key]) | _deeper(
                incident_filter, matches.dataset, numbers
            )
    return counts | {OWN: _own_counts(incident_filter, matches)}


def _deeper(incident_filter: IncidentFilter, dataset: Dataset, by_place: IntArray) -> dict[str, int]:
    """The chosen districts that lie below the level that is shaded, of which only those are listed."""
    if dataset.levels is None:
        return {}
    chosen = [code for code in incident_filter.district if code in dataset.levels.titles]
    if not chosen:
        return {}
    places = dataset.codes.places
    known = {*listed(places["adm1_iso"].cat.categories)}
    return {
        code: int(by_place[places["area"].isin(dataset.with_parts([code])).to_numpy()].sum())
        for code in chosen
        if code not in known
    }


def _own_counts(incident_filter: IncidentFilter, matches: Matching) -> dict[str, int]:
    """For each value of the user's own columns how many incidents would match, the other columns as they are."""
    counts: dict[str, int] = {}
    choices = matches.dataset.own_choices
    is_chosen = {find_choice(choices, text)[0] for text in incident_filter.column}
    for name, column in matches.dataset.own_choices.items():
        found = matches
        if name in is_chosen:
            others = tuple(text for text in incident_filter.column if find_choice(choices, text)[0] != name)
            found = matching(matches.dataset, replace(incident_filter, column=others))
        numbers = np.bincount(column.code.take(found.rows), minlength=len(column.values)).tolist()
        counts |= {
            written_choice(name, value): number
            for value, number in zip(column.values, numbers, strict=True)
            if value
        }
    return counts


def _counted_by_people(
    codes: Codes, by_pattern: IntArray, values: pd.Series, people: BoolArray | None
) -> dict[str, int]:
    """How many incidents have each value in a row of people that is requested, from those of each pattern."""
    is_chosen = np.ones(len(values), dtype=bool) if people is None else people
    value = values.cat.codes.to_numpy(dtype=np.intp)[codes.people_of_line]
    line = is_chosen[codes.people_of_line]
    _, first = joined(codes.pattern_of_line[line], value[line])
    patterns, group = codes.pattern_of_line[line][first], codes.people_of_line[line][first]
    return _counted(values, group, by_pattern[patterns])


def _counted(values: pd.Series, rows: IntArray, numbers: IntArray) -> dict[str, int]:
    """The sums of `numbers` by the value in `rows`, for every value that `values` has, but "" for none."""
    if isinstance(values.dtype, pd.CategoricalDtype):
        options, code = listed(values.cat.categories), values.cat.codes.to_numpy(dtype=np.intp)
    else:
        # Grades, from 1.
        code = values.to_numpy(dtype=np.intp)
        options = [*range(int(code.max(initial=0)) + 1)]
    sums = np.bincount(code[rows], numbers, minlength=len(options))
    is_used = np.bincount(code, minlength=len(options)) > 0
    counted = zip(options, sums.tolist(), is_used.tolist(), strict=True)
    return {str(option): int(number) for option, number, has_any in counted if has_any and option != ""}
