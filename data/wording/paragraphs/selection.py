"""A filter as the clauses of an English sentence about incidents."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from data.filters.filter_keys import CASUALTY_COLUMNS
from data.filters.incident_filter import IncidentFilter
from data.filters.over_time.beyond_dates import beyond_dates
from data.filters.summary import Summary
from data.tables.dataset import Dataset
from data.tables.own_columns import find_choice
from data.wording.areas import area_label
from data.wording.filter_phrases import option_label
from data.wording.prose import listed, plain, quoted, two_days, written_day
from data.wording.where import selection_label

MOST_NAMED: Final = 5
"""Values of one field that a sentence names; of more it gives the number."""


def selection_in_words(summary: Summary) -> str:
    """What follows the word "incidents", with a space before it: " in Ağdam with casualties among …".

    "" for the filter that asks for everything.
    """
    dataset, query = summary.dataset, summary.incident_filter
    clauses = [_dates(summary)]
    if query.district:
        clauses.append(f"in {_any(option_label(dataset, 'district', code) for code in query.district)}")
    clauses += _in_space(dataset, query)
    if selects_casualties(query):
        clauses.append(_casualties(dataset, query))
    if query.device:
        clauses.append(f"with the device coded as {_labels(dataset, 'device', query.device)}")
    if query.activity:
        clauses.append(f"with the activity coded as {_labels(dataset, 'activity', query.activity)}")
    if query.precision:
        clauses.append(f"with the place known as {_labels(dataset, 'precision', query.precision)}")
    if query.verification:
        clauses.append(f"with the sources coded as {_labels(dataset, 'verification', query.verification)}")
    by_column: dict[str, list[str]] = {}
    for text in query.column:
        name, value = find_choice(dataset.own_choices, text)
        by_column.setdefault(name, []).append(quoted(value))
    clauses += [f"whose {quoted(name)} is {_any(values)}" for name, values in by_column.items()]
    if query.words:
        clauses.append(f"found by the words {quoted(query.words)}")
    return "".join(f" {clause}" for clause in clauses if clause)


def _in_space(dataset: Dataset, query: IncidentFilter) -> list[str]:
    areas = [_any(area_label(dataset, choice) for choice in query.area)] if query.area else []
    return [*areas, *([] if query.within is None else [plain(selection_label(dataset, query.within))])]


def selects_casualties(query: IncidentFilter) -> bool:
    """Whether the filter counts only some of an incident's casualties."""
    return any(getattr(query, key) for key in CASUALTY_COLUMNS)


def _casualties(dataset: Dataset, query: IncidentFilter) -> str:
    clause = f"with people {_any(query.outcome)}" if query.outcome else "with casualties"
    if query.actor:
        clause += f" among {_any(query.actor)}"
    if query.side:
        clause += f" of the side {_labels(dataset, 'side', query.side)}"
    if query.victim:
        clause += f" coded as {_labels(dataset, 'victim', query.victim)}"
    return clause


def _dates(summary: Summary) -> str:
    """The dates, which an incident with a span only may lie in."""
    query, possible = summary.incident_filter, beyond_dates(summary)
    if possible and possible == summary.incidents:
        within = _in_words(query, "on", "between", "and")
        return f"that may have happened {within}"
    dated = _in_words(query, "dated", "dated from", "to")
    if not possible:
        return dated
    is_one_day = query.date_from == query.date_to
    return f"{dated}, or by a span that {'holds that day' if is_one_day else 'overlaps these days'},"


def _in_words(query: IncidentFilter, before_one: str, before_two: str, between: str) -> str:
    """The filter's dates after the words for one day, or for two and what stands between them; "" for none."""
    first, last = query.date_from, query.date_to
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
