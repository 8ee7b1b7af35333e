"""Who was hit, in which role, by which device and at what activity: one line a value, reconciling with the headline.

Actor and role are coded of casualties, device and activity of incidents.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from data.codes import joined
from data.incident_filter import CASUALTY_COLUMNS, CHOICE_COLUMNS
from data.summary import CountRange, Summary
from data.vocabulary import Outcome

VIEWS: Final = ("actor", "victim", "device", "activity")
"""Query keys that a breakdown can be made by."""

NO_CASUALTIES: Final = ""
"""The line of incidents without a casualty, where lines are of casualties."""

_PARTS: Final = ("best", "low", "high", "unknown")


@dataclass(frozen=True)
class Line:
    """What matches of one value."""

    value: str
    """A value of the filter's key, or NO_CASUALTIES."""
    incidents: int
    """Incidents of this value; one with several actors or roles counts in the line of each."""
    killed: CountRange
    injured: CountRange

    @property
    def casualties(self) -> int:
        """Killed and injured together, the figures to use."""
        return self.killed.best + self.injured.best


def breakdown(summary: Summary, by: str) -> tuple[Line, ...]:
    """The lines of a filter, most incidents first, that of incidents without casualties last.

    `by` is one of VIEWS. Killed and injured of all lines add up to the headline, ranges and unknown
    counts included; every matching incident is in a line.
    """
    column = CHOICE_COLUMNS[by]
    sums = _of_casualties(summary, column) if by in CASUALTY_COLUMNS else _of_incidents(summary, column)
    rows = zip(sums.index.tolist(), sums.to_dict("records"), strict=True)
    lines = [_line(str(value), row) for value, row in rows]
    return tuple(
        sorted(
            lines,
            key=lambda line: (line.value == NO_CASUALTIES, -line.incidents, -line.casualties, line.value),
        )
    )


def _of_incidents(summary: Summary, column: str) -> pd.DataFrame:
    codes, rows = summary.dataset.codes, summary.rows
    value = codes.kinds[column].cat
    at = value.codes.to_numpy(dtype=np.intp)[codes.kind[rows]]
    # Few values and few patterns: each pair of them is counted, then its people are looked up.
    pairs, first = joined(at, codes.pattern[rows])
    number = np.bincount(pairs, minlength=len(first))
    people = summary.tally.people.take(codes.pattern[rows[first]]).mul(number, axis="index").assign(incidents=number)
    return people.groupby(value.categories.astype("str").take(at[first]).to_numpy(), sort=False).sum()


def _of_casualties(summary: Summary, column: str) -> pd.DataFrame:
    codes, asked = summary.dataset.codes, summary.matches.people
    times = summary.tally.by_pattern[codes.pattern_of_line]
    is_found = times > 0 if asked is None else (times > 0) & asked[codes.people_of_line]
    pattern, people, times = codes.pattern_of_line[is_found], codes.people_of_line[is_found], times[is_found]
    values = codes.people[column].cat
    value, names = values.codes.to_numpy(dtype=np.intp)[people], values.categories.astype("str")
    # An incident with several rows of one value counts once in its line.
    _, first = joined(value, pattern)
    sums = {"incidents": np.bincount(value[first], times[first], len(names))}
    for outcome in Outcome:
        weight = np.where((codes.people["outcome"] == outcome.value).to_numpy(dtype=bool)[people], times, 0)
        for part in _PARTS:
            numbers = codes.people[part].to_numpy()[people]
            sums[f"{outcome.value}_{part}"] = np.bincount(value, numbers * weight, len(names))
    table = pd.DataFrame(sums, index=names)
    table = table[table["incidents"] > 0]
    unhurt = summary.incidents - int(summary.tally.by_pattern[np.unique(pattern)].sum())
    if unhurt:
        table.loc[NO_CASUALTIES] = dict.fromkeys(table.columns, 0) | {"incidents": unhurt}
    return table


def _line(value: str, sums: Mapping[Any, Any]) -> Line:
    killed, injured = (
        CountRange(*(int(sums[f"{outcome.value}_{part}"]) for part in _PARTS)) for outcome in Outcome
    )
    return Line(value, int(sums["incidents"]), killed, injured)
