"""The timeline of the HTML file: its bars and their axis, and which of them each incident counts in."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from components.brief.contents import Brief
from components.time_axis import places_and_width, tick_choices
from data.filters.over_time.timeline import Step, bar_of_each, step_across, timeline
from data.filters.summary import Summary
from data.wording.bars import bar_name

_UNITS: Final[dict[Step, str]] = {"day": "Day", "month": "Month", "year": "Year"}


def timeline_data(brief: Brief) -> dict[str, Any]:
    """The bars, by day or month across the dates of the file's filter, otherwise from its first incident to its last; the file counts what stands in them. In `barOfEach` the position of the bar of each incident of
    `Brief.summary.rows`, null without a date.
    """
    summary = brief.summary
    across = _period(summary)
    step = step_across(*across) if across else "year"
    rows = timeline(summary, step, across)
    places, width = places_and_width(len(rows))
    return {
        "unit": _UNITS[step],
        "bars": [
            {"name": bar_name(row, step), "known": bool(row["is_known"])} for row in rows.to_dict("records")
        ],
        "ticks": tick_choices(rows, step),
        "places": places,
        "width": width,
        "barOfEach": bar_of_each(summary, rows, step),
    }


def _period(summary: Summary) -> tuple[date, date] | None:
    first, last = summary.incident_filter.date_from, summary.incident_filter.date_to
    if first and last and step_across(first, last) != "year":
        return first, last
    starts = summary.dataset.incidents["date_start"].iloc[summary.rows].dropna().dt.date
    return None if starts.empty else (min(starts), max(starts))
