"""A first reading of a stranger's table: which column stands for what, recognised by headers and values."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Final

import pandas as pd

from data.imports.columns.column_mapping import READ_FROM_PERSONAL, ColumnMapping, Grain
from data.imports.columns.counts.group_counts import group_count
from data.imports.columns.counts.people_counts import NOT_GIVEN, people_counts
from data.imports.columns.days.days import DayOrder, spans
from data.imports.columns.fields import FIELDS, Field, Looks
from data.imports.columns.guessing.columns_by_values import (
    DEGREES_AND_MINUTES,
    FIELDS_BY_VALUES,
    columns_by_values,
)
from data.imports.columns.guessing.heading_scores import (
    BY_SYSTEM,
    DAY_OF_RECORD,
    GRID_AXES,
    OF_A_RECORD,
    axis_in_grid,
    header_score,
    words_of,
)
from data.imports.columns.guessing.hxl_tags import field_of_tag, tagged_group
from data.imports.columns.point_texts import GRID_ZONE, are_map_links, are_mostly_points, surely_points
from data.imports.columns.words.term_words import age_groups, outcomes, sexes, victim_categories
from data.imports.dates.span import NO_YEAR, NoDay, Span
from data.imports.formats.text.text_table import TextTable
from data.personal_columns import is_personal
from data.places.naming.district_names import bundled_district_names

_SAMPLE_ROWS: Final = 500
_SAMPLE_LETTERS: Final = 200
"""Of each cell: what a column is shows in its beginning."""
_ENOUGH: Final = 0.6
"""Share of filled cells that must look like a field for the values to speak for it."""
_WHOLE_HEADER: Final = 0.5
"""Above this score the whole header is a field's, not only its end or beginning."""
_LEAST_FOR_VALUES_ALONE: Final = 0.9
_RECOGNISED_BY_VALUES: Final = (Looks.OUTCOME, Looks.SEX)
"""What values show beyond doubt: of two columns whose headers are swapped, the values are believed."""
_FEWEST_VALUES: Final = 2
"""Different values without which they tell nothing of a column that is called otherwise."""

_DAY_OF_MONTH: Final = r"0?[1-9](?:\.0)?|[12]\d(?:\.0)?|3[01](?:\.0)?"
_WAYS_OF_HARM: Final = frozenset("direct indirect primary secondary".split())
"""What a “Victim Type” may say that is no role."""
_SAME_IN_REPORTS: Final = ("incident_id", "date", "victim_category", "affected_actor", "affected_side")
_PLACES: Final = ("place", "location")
_COUNTS: Final = ("killed", "injured")
"""What reports of one incident agree on, and what they may give differently."""

_OF_PEOPLE: Final = ("killed", "injured", "casualties", "outcome", "victim_category", "sex", "age_group")
_BY_TAG: Final = 3.0
"""Score of a column whose HXL tag says what it is."""

_Shares = dict[tuple[Looks, str], float]


def guessed_columns(table: TextTable, today: date) -> ColumnMapping:
    """The likeliest mapping: each field has at most one column, and each column at most one field."""
    if today not in table.guesses:
        table.guesses[today] = _guessed(table, today)
    guess: ColumnMapping = table.guesses[today]
    return guess


def _guessed(table: TextTable, today: date) -> ColumnMapping:
    sample = table.rows.head(_SAMPLE_ROWS)
    samples = {str(name): _filled(sample[name]) for name in sample.columns}
    shares: _Shares = {}
    scores = {
        (field.name, column): score
        for field in FIELDS
        for column, values in samples.items()
        if (score := _score(field, column, values, table, today, shares)) > 0
    }
    chosen: dict[str, str] = {}
    for field, column in sorted(scores, key=lambda pair: -scores[pair]):
        if field not in chosen and column not in chosen.values():
            chosen[field] = column
    _drop_repeated_columns(chosen)
    _name_whole_days(chosen, samples, today)
    if "district" in chosen and "subdistrict" not in chosen:
        # The narrower of two divisions that both are called so, as a district in a province.
        others = [
            (score, column)
            for (name, column), score in scores.items()
            if name == "district" and column not in chosen.values()
        ]
        if others:
            chosen["subdistrict"] = max(others)[1]
    by_values = columns_by_values(chosen, samples, partial(_share_that_looks_like, Looks.DAY, today=today))
    chosen |= by_values
    ordered = {field.name: chosen[field.name] for field in FIELDS if field.name in chosen}
    remarks = (
        *_swapped(ordered),
        *_of_a_record(ordered),
        *(FIELDS_BY_VALUES[field].format(column=name) for field, name in by_values.items()),
    )
    counts = _counts(samples, ordered, table, today)
    if counts and "outcome" in ordered:
        del ordered["outcome"]
    return ColumnMapping(ordered, _grain(table.rows, ordered), counts=counts, remarks=remarks)


def _name_whole_days(chosen: dict[str, str], samples: Mapping[str, pd.Series], today: date) -> None:
    """Tell columns of whole days from those of days or months alone, whatever they are called."""
    if {"date", "year", "month"} <= chosen.keys() and "day" not in chosen:
        # Beside a year and a month, “Gün” or “Tag” is a day of the month and not the whole date.
        days = samples[chosen["date"]]
        if len(days) and days.str.fullmatch(_DAY_OF_MONTH).all():
            chosen["day"] = chosen.pop("date")
    for name, others in (("day", {"date", "month"}), ("month", {"date", "day"})):
        # “اليوم” and “Day” alone may head whole days as well, “Day/Month” those that have no year.
        if name in chosen and chosen.keys().isdisjoint(others):
            days = samples[chosen[name]]
            if len(days) and _share_of_days(days, today) >= _ENOUGH:
                chosen["date"] = chosen.pop(name)


def _counts(
    samples: Mapping[str, pd.Series], chosen: Mapping[str, str], table: TextTable, today: date
) -> dict[str, str]:
    """The columns that count a part of the people, each with whom: by its heading, or by its HXL tag."""
    found = {}
    for column, values in samples.items():
        group = tagged_group(table.tags.get(column, "")) or group_count(column)
        if group is None or column in chosen.values() or is_personal(column):
            continue
        if values.empty or _share_that_looks_like(Looks.NUMBER_OF_PEOPLE, values, today) >= _ENOUGH:
            found[column] = str(group)
    return found


def _filled(values: pd.Series) -> pd.Series:
    stripped = values.str.strip()
    return stripped[stripped != ""].str.slice(0, _SAMPLE_LETTERS)


def _score(
    field: Field, column: str, values: pd.Series, table: TextTable, today: date, shares: _Shares
) -> float:
    """How likely a column stands for a field: from 0 to 2, the header counting more than the values.

    `shares` keeps what the values of a column look like, for the other fields that look alike.
    """
    if (certain := _certain_score(field, column, table)) is not None:
        return certain
    by_header = _by_header(field, column, values)
    if values.empty:
        return by_header / 2
    if not by_header and field.looks not in (*_RECOGNISED_BY_VALUES, Looks.POINT):
        return 0.0
    if field.looks is Looks.POINT and not by_header:
        if all(DEGREES_AND_MINUTES.fullmatch(text) for text in values.tolist()):
            return 0.0
        return 0.5 if are_mostly_points(values, _LEAST_FOR_VALUES_ALONE) else 0.0
    by_values = _known_share(field.looks, column, values, today, shares)
    if field.looks in _RECOGNISED_BY_VALUES:
        if not by_header and values.nunique() < _FEWEST_VALUES:
            return 0.0
        if by_values >= _LEAST_FOR_VALUES_ALONE:
            return 1.0 + by_header / 2
        return by_header if by_values >= _ENOUGH else 0.0
    if field.looks is Looks.POINT and by_values >= _LEAST_FOR_VALUES_ALONE:
        return 0.5 + by_header
    return _weighed(field, by_header, by_values, values)


def _by_header(field: Field, column: str, values: pd.Series) -> float:
    """The score of the header; none where a column called an address or a place holds links to a map, or points."""
    score = header_score(field, column)
    if score and field.name == "url" and are_map_links(values):
        return 0.0
    if score and field.name in _PLACES and len(values) and are_mostly_points(values, _LEAST_FOR_VALUES_ALONE):
        return 0.0
    return score


def _weighed(field: Field, by_header: float, by_values: float, values: pd.Series) -> float:
    """The score of a field whose header counts more than its values."""
    if field.name == "district" and by_header:
        by_values = _share(
            values,
            {text: len(bundled_district_names().named(text)) > 0 for text in map(str, values.unique())},
        )
        return by_header * (0.5 + by_values)
    if field.name == "victim_category" and by_header:
        if set(values.str.casefold()) <= _WAYS_OF_HARM:
            return 0.0
        by_values = _share(values, victim_categories(values))
        return by_header * (0.5 + by_values)
    if by_header > _WHOLE_HEADER:
        # A column of this very name is meant, however its cells look: they are refused one by one, with reasons.
        return by_header * (0.5 + by_values)
    return by_header * (1 + by_values) if by_values >= _ENOUGH else 0.0


def _known_share(looks: Looks, column: str, values: pd.Series, today: date, shares: _Shares) -> float:
    if (looks, column) not in shares:
        by_values = _share_of_days if looks is Looks.DAY else partial(_share_that_looks_like, looks)
        shares[looks, column] = by_values(values, today)
    return shares[looks, column]


def _share_of_days(values: pd.Series, today: date) -> float:
    """The share of days, also of those that only lack a year."""
    found = spans(values, DayOrder.AUTO, today)
    without_year = _share(values, {text: span == NoDay(NO_YEAR) for text, span in found.items()})
    return without_year + _share_that_looks_like(Looks.DAY, values, today)


def _certain_score(field: Field, column: str, table: TextTable) -> float | None:
    """The score where something tells more than header and values; None where nothing does."""
    if is_personal(column) and field.name not in READ_FROM_PERSONAL:
        return 0.0
    names = map(str, table.rows.columns)
    if field.name in GRID_AXES and not table.point_columns and (of_grid := axis_in_grid(column, names)):
        return BY_SYSTEM if field.name == of_grid else 0.0
    if table.point_columns and field.name in ("longitude", "latitude"):
        return 2.0 * (column == table.point_columns[field.name == "latitude"])
    tag = table.tags.get(column, "")
    if tag and ((meant := field_of_tag(tag)) or tagged_group(tag)):
        return _BY_TAG if meant == field.name else 0.0
    group = group_count(column) if field.name in _OF_PEOPLE else None
    if group is None:
        return None
    is_the_figure = group.is_of_all and group.part == "best" and field.name == group.outcome
    return header_score(field, column) if is_the_figure else 0.0


def _share_that_looks_like(looks: Looks, values: pd.Series, today: date) -> float:
    if looks is Looks.ANYTHING:
        return 1.0
    if looks in _PATTERNS:
        return sum(_PATTERNS[looks].fullmatch(text) is not None for text in values.tolist()) / len(values)
    if looks is Looks.POINT:
        return _share(values, surely_points(values))
    if looks is Looks.DAY:
        orders = [spans(values, order, today) for order in (DayOrder.DAY_FIRST, DayOrder.MONTH_FIRST)]
        return _share(
            values, {text: any(isinstance(found[text], Span) for found in orders) for text in orders[0]}
        )
    if looks is Looks.NUMBER_OF_PEOPLE:
        # A dash says nothing of what the column is.
        stated = values[[NOT_GIVEN.fullmatch(text) is None for text in values]]
        values = stated if len(stated) else values
        return _share(values, {text: count.low is not None for text, count in people_counts(values).items()})
    return _share(values, _MEANINGS[looks](values))


_DEGREES: Final = re.compile(
    r"-?\d{1,3}([.,]\d+)?|[^\d]{0,3}\d{1,3}[^\d]{0,3}.{0,24}[°º'′NSEWСЮВЗ].{0,24}|\d{1,3}\s+[0-5]?\d[.,]\d+"
)

_PATTERNS: Final[dict[Looks, re.Pattern[str]]] = {
    Looks.YEAR: re.compile(r"(19|20)\d\d(\.0)?|[12],\d{3}"),
    Looks.MONTH: re.compile(r"0?[1-9]|1[012]|[^\W\d]{3,12}"),
    Looks.LONGITUDE: _DEGREES,
    Looks.LATITUDE: _DEGREES,
    Looks.METRES: re.compile(r"-?\d[\d\s,.'’]{3,14}\s*m?"),
    Looks.GRID_ZONE: GRID_ZONE,
    Looks.WORDS: re.compile(r".*[^\W\d_].*", re.DOTALL),
    Looks.LINK: re.compile(r"(?i)(https?://|www\.).*"),
}
_MEANINGS: Final[dict[Looks, Callable[[pd.Series], Mapping[str, object]]]] = {
    Looks.OUTCOME: outcomes,
    Looks.SEX: sexes,
    Looks.AGE_GROUP: age_groups,
}


def _share(values: pd.Series, meanings: Mapping[str, object]) -> float:
    known = [bool(meanings[text]) for text in values.tolist() if text in meanings]
    return sum(known) / len(known) if known else float("nan")


def _drop_repeated_columns(chosen: dict[str, str]) -> None:
    """Fields that only count where a better one is missing."""
    if "longitude" not in chosen or "latitude" not in chosen:
        for name in ("longitude", "latitude"):
            chosen.pop(name, None)
    else:
        chosen.pop("point", None)
    if "easting" not in chosen or "northing" not in chosen:
        for name in ("easting", "northing"):
            chosen.pop(name, None)
    if chosen.keys().isdisjoint(("easting", "longitude")):
        chosen.pop("zone", None)
    if "killed" in chosen or "injured" in chosen:
        chosen.pop("outcome", None)


def _grain(rows: pd.DataFrame, columns: dict[str, str]) -> Grain:
    if "outcome" in columns:
        return Grain.VICTIM
    if "incident_id" not in columns or not ({"publisher", "url"} & columns.keys()):
        return Grain.EVENT
    identifier = rows[columns["incident_id"]]
    repeated = rows[identifier.duplicated(keep=False) & (identifier.str.strip() != "")]
    if repeated.empty:
        return Grain.EVENT
    by_incident = repeated.groupby(columns["incident_id"])
    is_one_incident = by_incident[_given(columns, _SAME_IN_REPORTS)].nunique().le(1).all(axis=None)
    is_repeated = by_incident[_given(columns, _COUNTS)].nunique().le(1).all(axis=None)
    is_each_another = not repeated[_given(columns, ("incident_id", "publisher", "url"))].duplicated().any()
    # Parts of one incident are of different people; different reports of it may give different numbers.
    are_reports = bool(is_one_incident) and (bool(is_repeated) or is_each_another)
    return Grain.SOURCE if are_reports else Grain.EVENT


def _given(columns: Mapping[str, str], fields: Sequence[str]) -> list[str]:
    return [columns[name] for name in fields if name in columns]


def _of_a_record(columns: Mapping[str, str]) -> Sequence[str]:
    """A sentence where the day of an entry stands for that of the incident."""
    column = columns.get("date", "")
    return [DAY_OF_RECORD.format(column=column)] if OF_A_RECORD & set(words_of(column)) else []


def _swapped(columns: dict[str, str]) -> Sequence[str]:
    """A sentence for each column whose header belongs to another field than its values."""
    by_name = {field.name: field for field in FIELDS}
    return [
        f"The column “{column}” was read as {by_name[name].meaning.split(',')[0]}, because its values say so."
        for name, column in columns.items()
        if by_name[name].looks in _RECOGNISED_BY_VALUES
        and header_score(by_name[name], column) == 0
        and any(header_score(other, column) > 0 for other in FIELDS)
    ]
