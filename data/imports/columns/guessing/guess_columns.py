"""A first reading of a stranger's table: which column stands for what, recognised by headers and values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Final

import pandas as pd

from data.imports.columns.column_mapping import ColumnMapping, Grain
from data.imports.columns.counts.group_counts import group_count
from data.imports.columns.fields import FIELDS, Looks
from data.imports.columns.guessing.column_scores import (
    DAY_OF_MONTH,
    ENOUGH,
    RECOGNISED_BY_VALUES,
    Shares,
    column_score,
    share_of_days,
    share_that_looks_like,
)
from data.imports.columns.guessing.columns_by_values import FIELDS_BY_VALUES, columns_by_values
from data.imports.columns.guessing.heading_scores import DAY_OF_RECORD, OF_A_RECORD, header_score, words_of
from data.imports.columns.guessing.hxl_tags import tagged_group
from data.imports.formats.text.text_table import TextTable
from data.personal_columns import is_personal

_SAMPLE_ROWS: Final = 500
_SAMPLE_LETTERS: Final = 200
"""Of each cell: what a column is shows in its beginning."""
_SAME_IN_REPORTS: Final = ("incident_id", "date", "victim_category", "affected_actor", "affected_side")
_COUNTS: Final = ("killed", "injured")
"""What reports of one incident agree on, and what they may give differently."""


def guessed_columns(table: TextTable, today: date) -> ColumnMapping:
    """The likeliest mapping: each field has at most one column, and each column at most one field."""
    if today not in table.guesses:
        table.guesses[today] = _guessed(table, today)
    guess: ColumnMapping = table.guesses[today]
    return guess


def _guessed(table: TextTable, today: date) -> ColumnMapping:
    sample = table.rows.head(_SAMPLE_ROWS)
    samples = {str(name): _filled(sample[name]) for name in sample.columns}
    shares: Shares = {}
    scores = {
        (field.name, column): score
        for field in FIELDS
        for column, values in samples.items()
        if (score := column_score(field, column, values, table, today, shares)) > 0
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
    by_values = columns_by_values(chosen, samples, partial(share_that_looks_like, Looks.DAY, today=today))
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
        if len(days) and days.str.fullmatch(DAY_OF_MONTH).all():
            chosen["day"] = chosen.pop("date")
    for name, others in (("day", {"date", "month"}), ("month", {"date", "day"})):
        # “اليوم” and “Day” alone may head whole days as well, “Day/Month” those that have no year.
        if name in chosen and chosen.keys().isdisjoint(others):
            days = samples[chosen[name]]
            if len(days) and share_of_days(days, today) >= ENOUGH:
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
        if values.empty or share_that_looks_like(Looks.NUMBER_OF_PEOPLE, values, today) >= ENOUGH:
            found[column] = str(group)
    return found


def _filled(values: pd.Series) -> pd.Series:
    stripped = values.str.strip()
    return stripped[stripped != ""].str.slice(0, _SAMPLE_LETTERS)


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
        if by_name[name].looks in RECOGNISED_BY_VALUES
        and header_score(by_name[name], column) == 0
        and any(header_score(other, column) > 0 for other in FIELDS)
    ]
