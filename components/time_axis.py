"""The axis of a timeline, on the page and in files: how wide its bars are, and the dates under them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import groupby
from typing import Final

import pandas as pd

from data.filters.over_time.timeline import Step
from data.language import month_text, short_day_text

Ticks = list[tuple[int, str]]
"""Positions of the bars that have a date under them, and the dates."""

FEWEST_PLACES: Final = 12
"""The axis has room for at least so many bars; fewer stand in its middle."""
_WIDEST_SHARE: Final = 1 / 33
"""Of the axis, for one bar: a single day or month is not as wide as the page."""
_WIDEST: Final = 0.85
"""Of a bar's own place, so that neighbours do not touch."""

MOST_TICKS: Final = 60
"""More have room on no screen."""
_YEARS_APART: Final = (1, 2, 5, 10, 20, 50, 100, 200)
_MONTHS_APART: Final = (1, 2, 3, 6)
_DAYS: Final[tuple[tuple[int, ...], ...]] = (
    tuple(range(1, 32)),
    tuple(range(1, 31, 2)),
    (1, 5, 10, 15, 20, 25),
    (1, 8, 15, 22),
    (1, 15),
    (1,),
)
"""Days of a month that have a date, from the densest choice."""
_WITHIN: Final = ((5, 10, 15, 20, 25), (8, 15, 22), (10, 20), (15,))


def places_and_width(bars: int) -> tuple[int, float]:
    """For how many bars the axis has room, around the middle of those that there are; how wide one is, where 1 is
    from one bar to the next.
    """
    places = max(bars, FEWEST_PLACES)
    return places, min(_WIDEST, places * _WIDEST_SHARE)


def tick_choices(rows: pd.DataFrame, step: Step) -> list[Ticks]:
    """Dates under the bars, from the densest choice to a single date, of which the page takes the first that has
    room; `rows` as `data.filters.over_time.timeline.timeline` gives them.

    A bar that is no time of its own has no date. By day, where it stands after the last day of its month, it has a
    question mark, so that it is not taken for that day. No choice without a bar.
    """
    known = [
        (place, day)
        for place, (day, is_known) in enumerate(zip(rows["first_day"], rows["is_known"], strict=True))
        if is_known
    ]
    not_known = [(place, "?") for place, is_known in enumerate(rows["is_known"]) if not is_known]
    choices = [ticks for ticks in _CHOICES_OF[step](known) if 0 < len(ticks) <= MOST_TICKS]
    if step == "day" and not_known:
        choices = [sorted([*ticks, *not_known]) for ticks in choices + _within_months(known)] + choices
    fewest = [[(known[0][0], _NAME_OF[step](known[0][1]))]] if known else []
    return [ticks for ticks, _ in groupby(choices + fewest)]


_Known = list[tuple[int, date]]


def _by_day(known: _Known) -> Iterator[Ticks]:
    for days in _DAYS:
        yield [(place, short_day_text(day)) for place, day in known if day.day in days]


def _within_months(known: _Known) -> list[Ticks]:
    """Choices without the first days of months, beside which stand the bars whose day is not known."""
    choices = [[(place, short_day_text(day)) for place, day in known if day.day in days] for days in _WITHIN]
    return [ticks for ticks in choices if ticks] + [[]]


def _by_month(known: _Known) -> Iterator[Ticks]:
    for months in _MONTHS_APART:
        yield [(place, month_text(day)) for place, day in known if (day.month - 1) % months == 0]
    yield from _by_year([(place, day) for place, day in known if day.month == 1])


def _by_year(known: _Known) -> Iterator[Ticks]:
    for years in _YEARS_APART:
        yield [(place, str(day.year)) for place, day in known if day.year % years == 0]


_CHOICES_OF: Final[dict[Step, Callable[[_Known], Iterator[Ticks]]]] = {
    "day": _by_day,
    "month": _by_month,
    "year": _by_year,
}
_NAME_OF: Final[dict[Step, Callable[[date], str]]] = {
    "day": short_day_text,
    "month": month_text,
    "year": lambda day: str(day.year),
}
