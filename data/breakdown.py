"""Who was hit, in which role, by which device and at what activity: one line a value, reconciling with the headline.

Actor and role are coded of casualties, device and activity of incidents.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pandas as pd

from data.codes import people_in_rows
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
    lines = [_line(str(value), row) for value, row in sums.iterrows()]
    return tuple(
        sorted(
            lines,
            key=lambda line: (line.value == NO_CASUALTIES, -line.incidents, -line.casualties, line.value),
        )
    )


def _of_incidents(summary: Summary, column: str) -> pd.DataFrame:
    table = summary.per_incident.assign(incidents=1)[summary.matches.incidents]
    values = summary.dataset.incidents[column][summary.matches.incidents].astype("str")
    return table.groupby(values, sort=False).sum()


def _of_casualties(summary: Summary, column: str) -> pd.DataFrame:
    dataset, found = summary.dataset, summary.matches.casualties
    casualties = dataset.casualties[found]
    values = casualties[column].astype("str")
    people = people_in_rows(casualties)
    sums: dict[str, pd.Series] = {}
    for outcome in Outcome:
        counted = people.where(casualties["outcome"] == outcome.value, 0).groupby(values, sort=False).sum()
        sums |= {f"{outcome.value}_{part}": counted[part] for part in _PARTS}
    hit = pd.DataFrame({"value": values, "incident": dataset.casualty_incident[found]}).drop_duplicates()
    table = pd.DataFrame(sums).assign(incidents=hit["value"].value_counts())
    unhurt = summary.incidents - hit["incident"].nunique()
    if unhurt:
        table.loc[NO_CASUALTIES] = dict.fromkeys(table.columns, 0) | {"incidents": unhurt}
    return table


def _line(value: str, sums: pd.Series) -> Line:
    killed, injured = (
        CountRange(*(int(sums[f"{outcome.value}_{part}"]) for part in _PARTS)) for outcome in Outcome
    )
    return Line(value, int(sums["incidents"]), killed, injured)
