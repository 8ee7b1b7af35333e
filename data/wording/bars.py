"""The bars of a timeline in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from data.filters.over_time.timeline import Step
from data.filters.summary import Summary
from data.language import _, day_text, month_text
from data.tables.vocabulary import Outcome
from data.wording.phrases import incidents_counted, outcome_counted


def bar_in_words(summary: Summary, row: Mapping[Any, Any], step: Step) -> str:
    """ "2021: 36 incidents, 18 killed, at least 44 injured"; what the filter does not ask for is "not chosen"."""
    killed, injured = summary.chosen_best_in(row)
    return _("{when}: {incidents}, {killed}, {injured}").format(
        when=bar_name(row, step),
        incidents=incidents_counted(int(row["incidents"])),
        killed=outcome_counted(Outcome.KILLED, killed),
        injured=outcome_counted(Outcome.INJURED, injured),
    )


def bar_name(row: Mapping[Any, Any], step: Step) -> str:
    """ "2021", "Nov 2021", "2021, month not known", "23 Nov 2021" or "Nov 2021, day not known"."""
    first, last = row["first_day"], row["last_day"]
    if step == "year":
        return str(first.year)
    if not row["is_known"] and first.month != last.month:
        return _("{year}, month not known").format(year=first.year)
    if step == "month":
        return month_text(first)
    return day_text(first) if row["is_known"] else _("{month}, day not known").format(month=month_text(first))
