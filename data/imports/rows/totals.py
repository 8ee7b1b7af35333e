"""What the numbers of people of a table add up to, to compare with what was read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import pandas as pd

from data.imports.columns.cells import (
    looked_up,
)
from data.imports.columns.column_mapping import Grain
from data.imports.columns.counts.group_counts import GroupCount
from data.imports.columns.counts.people_counts import people_counts

COUNT_PREFIX: Final = "count of "
"""Before the name of a column of `ColumnMapping.counts`, where it stands among the fields."""


def totals_of(
    given: dict[str, pd.Series], grain: Grain, outcomes: Callable[[pd.Series], Mapping[str, object]]
) -> dict[str, int]:
    """People in the whole table; for reports, as their rows add up, and once for each incident."""
    if grain is Grain.VICTIM:
        found = looked_up(given["outcome"], outcomes(given["outcome"]))
        return {
            "Victims": len(found),
            "Killed": int((found == "killed").sum()),
            "Injured": int((found == "injured").sum()),
        }
    totals = {}
    as_added = " (a report counted each time)" if grain is Grain.SOURCE else ""
    for field, what in (("killed", f"Killed{as_added}"), ("injured", f"Injured{as_added}")):
        if field in given:
            texts = given[field]
            totals[what] = _people_in(texts)
            if grain is Grain.SOURCE and "incident_id" in given:
                key = given["incident_id"].where(given["incident_id"] != "", texts.index.astype("str"))
                first = texts[texts != ""].groupby(key).first()
                totals[field.capitalize()] = _people_in(first)
    return totals


def group_totals(given: dict[str, pd.Series], counted: Mapping[str, str]) -> dict[str, int]:
    """People of each outcome of which parts are counted, in the whole table: of rows that say nothing of everybody."""
    totals: dict[str, int] = {}
    for column, text in counted.items():
        group = GroupCount.from_text(text)
        if group is not None and group.part == "best":
            what, texts = group.outcome.capitalize(), given[COUNT_PREFIX + column]
            if group.outcome in given:
                texts = texts[given[group.outcome] == ""]
            totals[what] = totals.get(what, 0) + _people_in(texts)
    return totals


def _people_in(texts: pd.Series) -> int:
    """What a column of numbers of people adds up to."""
    rows = texts.value_counts(sort=False)
    return sum(count.in_a_sum * int(rows.get(text, 0)) for text, count in people_counts(texts).items())
