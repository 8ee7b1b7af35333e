"""Who was affected, in which role, by which device and at what activity: one line a value, reconciling with the headline.

Actor and role are coded of casualties, device and activity of incidents.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import singledispatch
from typing import Any, Final

import numpy as np
import pandas as pd

from data.filters.filter_keys import CASUALTY_COLUMNS, CHOICE_COLUMNS
from data.filters.summary import Summary
from data.tables.codes import PARTS, IntArray, joined
from data.tables.count_range import CountRange
from data.tables.vocabulary import Activity, DeviceCategory, Outcome, VictimCategory

VIEWS: Final = ("actor", "victim", "device", "activity")
"""Query keys that a breakdown can be made by."""

NO_CASUALTIES: Final = ""
"""The line of incidents without a casualty, where lines are of casualties."""

_REMAINDERS: Final = {
    by: (kind.OTHER.value, kind.UNKNOWN.value)
    for by, kind in (("victim", VictimCategory), ("device", DeviceCategory), ("activity", Activity))
}
"""What is none of the named values, and what nobody knows: below the others, however many they are."""

COLUMNS: Final = ["incidents", *(f"{outcome.value}_{part}" for outcome in Outcome for part in PARTS)]
"""What is summed for a line."""


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
    """The lines of a filter, most incidents first; below them other, unknown, and incidents without casualties.

    `by` is one of VIEWS. Killed and injured of all lines add up to the headline, ranges and unknown
    counts included; every matching incident is in a line.
    """
    sums = breakdown_sums(summary, by)
    lines = [
        _line(summary, str(name), row)
        for name, row in zip(sums.index.tolist(), sums.to_dict("records"), strict=True)
    ]
    last = (*_REMAINDERS.get(by, ()), NO_CASUALTIES)
    return tuple(
        sorted(
            (line for line in lines if line.incidents),
            key=lambda line: (
                last.index(line.value) + 1 if line.value in last else 0,
                -line.incidents,
                -line.casualties,
                line.value,
            ),
        )
    )


@singledispatch
def breakdown_sums(summary: Summary, by: str) -> pd.DataFrame:
    """COLUMNS of each value, and of NO_CASUALTIES where lines are of casualties."""
    column = CHOICE_COLUMNS[by]
    names, sums = (
        _of_casualties(summary, column) if by in CASUALTY_COLUMNS else _of_incidents(summary, column)
    )
    return pd.DataFrame(sums, index=pd.Index(names, dtype="str"), columns=COLUMNS)


def _of_incidents(summary: Summary, column: str) -> tuple[list[str], IntArray]:
    """The values, and for each of them the sums of COLUMNS."""
    codes, rows = summary.dataset.codes, summary.rows
    value = codes.kinds[column].cat
    at = value.codes.to_numpy(dtype=np.intp)[codes.kind.take(rows)]
    # Few values and few patterns: each pair of them is counted, then its people are looked up.
    pairs = np.bincount(
        at * codes.patterns + codes.pattern.take(rows), minlength=len(value.categories) * codes.patterns
    )
    by_pattern = pairs.reshape(len(value.categories), codes.patterns)
    people = by_pattern @ summary.tally.people[COLUMNS[1:]].to_numpy()
    return [*map(str, value.categories)], np.column_stack([by_pattern.sum(axis=1), people])


def _of_casualties(summary: Summary, column: str) -> tuple[list[str], IntArray]:
    """The same, and as the last line incidents without a casualty."""
    codes, requested = summary.dataset.codes, summary.matches.people
    times = summary.tally.by_pattern[codes.pattern_of_line]
    is_found = times > 0 if requested is None else (times > 0) & requested[codes.people_of_line]
    pattern, people, times = codes.pattern_of_line[is_found], codes.people_of_line[is_found], times[is_found]
    values = codes.people[column].cat
    value, names = values.codes.to_numpy(dtype=np.intp)[people], [*map(str, values.categories)]
    # An incident with several rows of one value counts once in its line.
    _, first = joined(value, pattern)
    sums = [np.bincount(value[first], times[first], len(names))]
    outcome_of = codes.people["outcome"].to_numpy()
    for outcome in Outcome:
        weight = np.where((outcome_of == outcome.value)[people], times, 0)
        sums += [
            np.bincount(value, codes.people[part].to_numpy()[people] * weight, len(names)) for part in PARTS
        ]
    unhurt = summary.incidents - int(summary.tally.by_pattern[np.unique(pattern)].sum())
    nobody = np.array([unhurt, *[0] * (len(COLUMNS) - 1)])
    return [*names, NO_CASUALTIES], np.vstack([np.column_stack(sums), nobody]).astype(np.intp)


def _line(summary: Summary, value: str, sums: Mapping[Any, int]) -> Line:
    return Line(value, sums["incidents"], *summary.chosen_in(sums))
