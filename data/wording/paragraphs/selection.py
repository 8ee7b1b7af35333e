"""A filter as the clauses of an English sentence about incidents."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from data.filters.incident_filter import CASUALTY_COLUMNS, IncidentFilter
from data.filters.over_time.beyond_dates import beyond_dates
from data.filters.summary import Summary
from data.tables.dataset import Dataset
from data.tables.own_columns import find_choice
from data.wording.areas import area_label
from data.wording.phrases import option_label
from data.wording.prose import listed, plain, quoted, two_days, written_day
from data.wording.where import selection_label

MOST_NAMED: Final = 5
"""Values of one field that a sentence names; of more it gives the number."""


def selection_in_words(summary: Summary) -> str:
    """What follows the word "incidents", with a space before it: " in Ağdam with casualties among …".

    "" for the filter that asks for everything.
    """
    dataset, asked = summary.dataset, summary.asked
    clauses = [_dates(summary)]
    if asked.district:
        clauses.append(f"in {_any(option_label(dataset, 'district', code) for code in asked.district)}")
    clauses += _in_space(dataset, asked)
    if asks_for_casualties(asked):
        clauses.append(_casualties(dataset, asked))
    if asked.device:
        clauses.append(f"with the device coded as {_labels(dataset, 'device', asked.device)}")
    if asked.activity:
        clauses.append(f"with the activity coded as {_labels(dataset, 'activity', asked.activity)}")
    if asked.precision:
        clauses.append(f"with the place known as {_labels(dataset, 'precision', asked.precision)}")
    if asked.verification:
        clauses.append(f"with the sources coded as {_labels(dataset, 'verification', asked.verification)}")
    by_column: dict[str, list[str]] = {}
    for text in asked.column:
        name, value = find_choice(dataset.own_choices, text)
        by_column.setdefault(name, []).append(quoted(value))
    clauses += [f"whose {quoted(name)} is {_any(values)}" for name, values in by_column.items()]
    if asked.words:
        clauses.append(f"found by the words {quoted(asked.words)}")
    return "".join(f" {clause}" for clause in clauses if clause)


def _in_space(dataset: Dataset, asked: IncidentFilter) -> list[str]:
    areas = [_any(area_label(dataset, choice) for choice in asked.area)] if asked.area else []
    return [*areas, *([] if asked.within is None else [plain(selection_label(dataset, asked.within))])]


def asks_for_casualties(asked: IncidentFilter) -> bool:
    """Whether the filter counts only some of an incident's casualties."""
    return any(getattr(asked, key) for key in CASUALTY_COLUMNS)


def _casualties(dataset: Dataset, asked: IncidentFilter) -> str:
    clause = f"with people {_any(asked.outcome)}" if asked.outcome else "with casualties"
    if asked.actor:
        clause += f" among {_any(asked.actor)}"
    if asked.side:
        clause += f" of the side {_labels(dataset, 'side', asked.side)}"
    if asked.victim:
        clause += f" coded as {_labels(dataset, 'victim', asked.victim)}"
    return clause


def _dates(summary: Summary) -> str:
    """The dates, which an incident with a span only may lie in."""
    asked, possible = summary.asked, beyond_dates(summary)
    if possible and possible == summary.incidents:
        within = _in_words(asked, "on", "between", "and")
        return f"that may have happened {within}"
    dated = _in_words(asked, "dated", "dated from", "to")
    if not possible:
        return dated
    is_one_day = asked.date_from == asked.date_to
    return f"{dated}, or by a span that {'holds that day' if is_one_day else 'overlaps these days'},"


def _in_words(asked: IncidentFilter, before_one: str, before_two: str, between: str) -> str:
    """The filter's dates after the words for one day, or for two and what stands between them; "" for none."""
    first, last = asked.date_from, asked.date_to
    if first and last and first != last:
        return f"{before_two} {two_days(first, last, between)}"
    if first:
        return f"{before_one} {written_day(first)}" + ("" if last else " or later")
    return f"{before_one} {written_day(last)} or earlier" if last else ""


def _labels(dataset: Dataset, key: str, values: Iterable[object]) -> str:
    return _any(quoted(option_label(dataset, key, str(value))) for value in values)


def _any(values: Iterable[str]) -> str:
    names = [plain(value) for value in values]
    if len(names) > MOST_NAMED:
        names = [*names[: MOST_NAMED - 1], f"{len(names) - MOST_NAMED + 1} others"]
    return listed(names, "or")
