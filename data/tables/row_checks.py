"""The check that each table of a dataset passes: every value that cannot be used, with what to write instead."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, Protocol

import numpy as np
import numpy.typing as npt
import pandas as pd

from data.errors import RowProblem
from data.language import _
from data.plain_text import NOT_WRITABLE
from data.tables.codes import IntArray, joined
from data.tables.own_columns import own_columns
from data.tables.schema import (
    ALL_YEARS,
    CASUALTIES,
    FIRST_YEAR,
    INCIDENTS,
    LAST_YEAR,
    LONGEST_SPAN_DAYS,
    OFFICIAL_TOTALS,
    PLACES,
    SOURCES,
    TABLES,
    Column,
    Kind,
    Table,
    period_end,
    period_start,
)
from data.tables.vocabulary import CoordinateMethod, DatePrecision
from data.text_arrays import coded, is_repeated, numbers_of, positions

BoolArray = npt.NDArray[np.bool_]
"""One claim a row, shape (rows,)."""


class Rows(Protocol):
    """The rows of a table as text: a frame, or what reads a column when it is asked for."""

    @property
    def columns(self) -> Any: ...
    @property
    def index(self) -> Any: ...
    def __getitem__(self, name: Any, /) -> Any: ...


def check(
    texts: Mapping[str, Rows], progress: Callable[[str, float], None] = lambda _step, _part: None
) -> tuple[dict[str, pd.DataFrame], list[RowProblem]]:
    """The tables with typed columns, and every rule that a row breaks.

    `texts` maps a table's name to its rows as text or categories, with the row number of the file as index; an
    empty cell is "". Each column is asked for once, in the schema's order. When there are problems the typed
    tables are incomplete and must not be used.
    Terms become categoricals in the vocabulary's order, texts categoricals in the order of their letters unless
    most of very many rows differ; keys stay text. A missing day is NaT, a missing count or coordinate NaN. Columns
    that the schema does not know are left out, but the user's own ones of incidents, which are text. `progress` is told which table is being checked, and which part is
    done, 0 to 1.
    """
    problems: list[RowProblem] = []
    typed: dict[str, pd.DataFrame] = {}
    done, cells = 0, sum(_cells(table, texts[table.name]) for table in TABLES if table.name in texts)
    for table in TABLES:
        if table.name not in texts:
            if not table.is_optional:
                problems.append(RowProblem(table.file, None, None, None, _("The file is missing; add it.")))
            continue
        converted = {}
        for column, values in _typed_columns(table, texts[table.name], problems):
            converted[column] = values
            done += len(values)
            progress(f"Checking {table.name}", _SHARE_OF_COLUMNS * done / max(cells, 1))
        if table is INCIDENTS:
            rows = texts[table.name]
            for name in own_columns_of(rows):
                converted[name] = rows[name].astype("str").str.strip().astype("category")
        typed[table.name] = pd.DataFrame(converted, index=texts[table.name].index)
    progress("Checking what belongs together", _SHARE_OF_COLUMNS)
    if not problems:
        _check_incidents(typed["incidents"], problems)
        known = typed["incidents"]["incident_id"]
        incident_of = {
            name: positions(known, typed[name]["incident_id"]) for name in ("casualties", "sources")
        }
        _check_casualties(typed["casualties"], incident_of["casualties"], problems)
        _check_references(typed, incident_of, problems)
        if "places" in typed:
            _check_places(typed["places"], problems)
        if "official_totals" in typed:
            _check_official_totals(typed["official_totals"], problems)
    return typed, problems


def own_columns_of(rows: Rows) -> list[str]:
    """The user's own columns of a table of incidents."""
    columns = getattr(rows, "text_columns", rows.columns)
    return own_columns(map(str, columns), [column.name for column in INCIDENTS.columns])


def columns_not_read(texts: Mapping[str, Rows]) -> dict[str, list[str]]:
    """The columns of each file that the schema does not know, by table; tables without any are absent."""
    known = {table.name: {column.name for column in table.columns} for table in TABLES}
    surplus = {
        name: [
            column
            for column in rows.columns
            if column not in known[name] and not (name == INCIDENTS.name and column in own_columns_of(rows))
        ]
        for name, rows in texts.items()
        if name in known
    }
    return {name: columns for name, columns in surplus.items() if columns}


def _cells(table: Table, rows: Rows) -> int:
    return len(rows.index) * len({column.name for column in table.columns} & set(rows.columns))


def _typed_columns(table: Table, rows: Rows, problems: list[RowProblem]) -> Iterable[tuple[str, pd.Series]]:
    """The name and the typed values of each column that is there."""
    for column in table.columns:
        if column.name in rows.columns:
            yield column.name, _converted(table, column, rows[column.name], problems)
        elif not column.is_optional:
            remedy = _("The column is missing; add it, empty where nothing is known.")
            problems.append(RowProblem(table.file, 1, column.name, None, remedy))


def _converted(table: Table, column: Column, texts: pd.Series, problems: list[RowProblem]) -> pd.Series:
    """The typed values of a column; each different text of many is looked at once."""
    if not (column.kind is Kind.DAY and len(texts) >= _MANY) and not _repeats(texts):
        typed = _typed_values(table, column, texts.str.strip(), problems)
        return _deduplicated(column, typed) if len(texts) < _MANY else typed
    different, codes = coded(texts)
    values = pd.Series(different, dtype="str").str.strip()
    found: list[RowProblem] = []
    typed = _typed_values(table, column, values, found)
    if found:  # to name the rows, all of them are gone through
        return _typed_values(table, column, texts.astype("str").str.strip(), problems)
    return _deduplicated(column, typed).take(codes).set_axis(texts.index)


def _repeats(texts: pd.Series) -> bool:
    if isinstance(texts.dtype, pd.CategoricalDtype):
        return True
    return len(texts) >= _MANY and texts.iloc[:_MANY].nunique() <= _MANY / 2


def _deduplicated(column: Column, typed: pd.Series) -> pd.Series:
    """The values; of texts each different one once."""
    return typed.astype("category") if column.kind in (Kind.TEXT, Kind.LINK) else typed


def _typed_values(table: Table, column: Column, values: pd.Series, problems: list[RowProblem]) -> pd.Series:
    if column.is_required:
        _report(problems, table, column.name, values, values == "", _("A value is required here."))
    if column.pattern is not None:
        is_wrong = (values != "") & ~values.str.fullmatch(column.pattern)
        _report(
            problems,
            table,
            column.name,
            values,
            is_wrong,
            _("Expected {what}.").format(what=_(column.meaning)),
        )
    typed, is_wrong, remedy = _CONVERSIONS[column.kind](values, column)
    _report(problems, table, column.name, values, is_wrong, remedy)
    return typed


_MANY: Final = 10_000
"""Rows from which on different values are converted instead of rows."""

_SHARE_OF_COLUMNS: Final = 0.9
"""The part of a check that converting the columns takes; the rest is what holds between them."""

_Converted = tuple[pd.Series, pd.Series, str]
"""The typed values, which of them are not usable, and what to write instead."""


def _as_text(values: pd.Series, column: Column) -> _Converted:
    return (
        values,
        values.str.contains(NOT_WRITABLE),
        _("Remove the control character."),
    )


def _as_day(values: pd.Series, column: Column) -> _Converted:
    is_written_out = values.str.fullmatch(r"\d{4}-\d\d-\d\d")
    days = pd.to_datetime(values.where(is_written_out), format="%Y-%m-%d", errors="coerce")
    in_range = days.dt.year.between(FIRST_YEAR, LAST_YEAR)
    remedy = _("Write a day as YYYY-MM-DD, between {first} and {last}.").format(
        first=FIRST_YEAR, last=LAST_YEAR
    )
    return days, (values != "") & ~in_range, remedy


def _as_count(values: pd.Series, column: Column) -> _Converted:
    is_whole = values.str.fullmatch("[0-9]{1,6}")
    counts = pd.to_numeric(values.where(is_whole), errors="coerce").astype("float64")
    return (
        counts,
        (values != "") & ~is_whole,
        _("Write a whole number of people, 0 or more, or leave it empty."),
    )


def _as_term(values: pd.Series, column: Column) -> _Converted:
    assert column.terms is not None
    terms = [str(term.value) for term in column.terms]
    is_term = values.isin(terms)
    coded = pd.Series(
        pd.Categorical(values.where(is_term), categories=terms, ordered=True), index=values.index
    )
    return coded, (values != "") & ~is_term, _("Use one of: {terms}.").format(terms=", ".join(terms))


def _as_grade(values: pd.Series, column: Column) -> _Converted:
    assert column.terms is not None
    grades = [str(int(grade)) for grade in column.terms]
    is_grade = values.isin(grades)
    numbers = pd.to_numeric(values.where(is_grade, "-1")).astype("int8")
    return (
        numbers,
        (values != "") & ~is_grade,
        _("Use a grade from {first} to {last}.").format(first=grades[0], last=grades[-1]),
    )


def _as_degrees(limit: float) -> Callable[[pd.Series, Column], _Converted]:
    def convert(values: pd.Series, column: Column) -> _Converted:
        is_plain = values.str.fullmatch(r"-?\d{1,3}(\.\d+)?")
        degrees = numbers_of(values if is_plain.all() else values.where(is_plain))
        remedy = _("Write {what} as a decimal number from -{limit} to {limit}, or leave it empty.").format(
            what=_(column.meaning), limit=f"{limit:g}"
        )
        return degrees, (values != "") & ~(degrees.abs() <= limit), remedy

    return convert


def _as_link(values: pd.Series, column: Column) -> _Converted:
    refused = r"\s\x00-\x1f\x7f-\x9f<>\"'`\\"
    is_link = values.str.fullmatch(rf"https?://[^/?#\[\]{refused}][^{refused}]*")
    return values, (values != "") & ~is_link, _("Write an address that begins with http:// or https://.")


_CONVERSIONS: Final[dict[Kind, Callable[[pd.Series, Column], _Converted]]] = {
    Kind.TEXT: _as_text,
    Kind.KEY: _as_text,
    Kind.DAY: _as_day,
    Kind.COUNT: _as_count,
    Kind.TERM: _as_term,
    Kind.GRADE: _as_grade,
    Kind.LONGITUDE: _as_degrees(180.0),
    Kind.LATITUDE: _as_degrees(90.0),
    Kind.LINK: _as_link,
}


def _check_incidents(incidents: pd.DataFrame, problems: list[RowProblem]) -> None:
    ids = incidents["incident_id"]
    _report(
        problems,
        INCIDENTS,
        "incident_id",
        ids,
        is_repeated(ids),
        _("Each incident has one row; make it unique."),
    )

    start, end, grade = incidents["date_start"], incidents["date_end"], incidents["date_prec"]
    days = (end - start).dt.days + 1
    for name, day in (("date_start", start), ("date_end", end)):
        remedy = _("A value is required here; only of an undated incident (date_prec 0) both days are empty.")
        _report(problems, INCIDENTS, name, day, day.isna() & (grade > DatePrecision.UNDATED), remedy)
    remedy = _("Grade 0 means undated: use it exactly when both days are empty.")
    has_day = start.notna() | end.notna()
    _report(problems, INCIDENTS, "date_prec", grade, has_day & (grade == DatePrecision.UNDATED), remedy)
    _report(problems, INCIDENTS, "date_end", end, days < 1, _("The last day cannot stand before the first."))
    remedy = _("Grade 1 means one day: use it exactly when the first and the last day are the same.")
    _report(
        problems,
        INCIDENTS,
        "date_prec",
        grade,
        (days >= 1) & (grade != 0) & ((grade == 1) != (days == 1)),
        remedy,
    )
    is_longer = (grade > 1) & (days > grade.map(LONGEST_SPAN_DAYS))
    _report(
        problems, INCIDENTS, "date_prec", grade, is_longer, _("The span is longer than this grade allows.")
    )

    longitude, latitude = incidents["longitude"], incidents["latitude"]
    has_point = longitude.notna() & latitude.notna()
    remedy = _("A point needs both longitude and latitude.")
    _report(problems, INCIDENTS, "longitude", longitude, longitude.isna() != latitude.isna(), remedy)
    remedy = _("0, 0 lies in the Atlantic and stands for a missing point; leave both empty.")
    _report(problems, INCIDENTS, "longitude", longitude, (longitude == 0) & (latitude == 0), remedy)
    has_method = incidents["coord_method"] != CoordinateMethod.NONE.value
    remedy = _("Use “none” exactly when longitude and latitude are empty.")
    _report(problems, INCIDENTS, "coord_method", incidents["coord_method"], has_point != has_method, remedy)


def _check_casualties(casualties: pd.DataFrame, incident: IntArray, problems: list[RowProblem]) -> None:
    low, best, high = (casualties[f"count_{bound}"] for bound in ("low", "best", "high"))
    remedy = _("The lowest figure cannot exceed the best or the highest one.")
    _report(problems, CASUALTIES, "count_low", low, (low > best) | (low > high), remedy)
    _report(
        problems,
        CASUALTIES,
        "count_best",
        best,
        best > high,
        _("The best figure cannot exceed the highest one."),
    )
    remedy = _(
        "This incident has another row of the same actor, side, category and outcome; make them one row."
    )
    stands_before = _same_people_before(casualties, incident)
    _report(problems, CASUALTIES, "incident_id", casualties["incident_id"], stands_before, remedy)


def _same_people_before(casualties: pd.DataFrame, incident: IntArray) -> BoolArray:
    """Which rows have one before them of the same incident and the same people."""
    names = ["affected_actor", "affected_side", "victim_category", "outcome", "age_group", "sex"]
    key = [name for name in names if name in casualties.columns]
    if (incident < 0).any():  # their identifiers are unlike, though none is an incident's
        return np.asarray(casualties.duplicated(["incident_id", *key]), dtype=bool)
    people, first = joined(*(coded(casualties[name])[1] for name in key))
    rows = incident * max(len(first), 1) + people
    in_order = np.sort(rows)
    if (in_order[1:] != in_order[:-1]).all():
        return np.zeros(len(rows), dtype=bool)
    return np.asarray(pd.Series(rows).duplicated(), dtype=bool)


def _check_references(
    typed: Mapping[str, pd.DataFrame], incident_of: Mapping[str, IntArray], problems: list[RowProblem]
) -> None:
    remedy = _("No row of incidents.csv has this identifier.")
    for table in (CASUALTIES, SOURCES):
        ids = typed[table.name]["incident_id"]
        _report(problems, table, "incident_id", ids, incident_of[table.name] < 0, remedy)


def _check_places(places: pd.DataFrame, problems: list[RowProblem]) -> None:
    stands_before = places.duplicated(["place_name", "adm1_iso"])
    remedy = _("This place has another row in the same district; make them one row.")
    _report(problems, PLACES, "place_name", places["place_name"], stands_before, remedy)


def _check_official_totals(totals: pd.DataFrame, problems: list[RowProblem]) -> None:
    as_of = totals["as_of"]
    last = as_of.map(period_end)
    remedy = _("Write a day, month or year (2024-05-21, 2024-05, 2024), between {first} and {last}.").format(
        first=FIRST_YEAR, last=LAST_YEAR
    )
    _report(problems, OFFICIAL_TOTALS, "as_of", as_of, last.isna(), remedy)
    if "since" not in totals.columns:
        return
    since = totals["since"]
    first = since.map(period_start)
    is_wrong = first.isna() & ~since.isin(["", ALL_YEARS])
    _report(problems, OFFICIAL_TOTALS, "since", since, is_wrong, remedy)
    remedy = _("The first day that it counts cannot stand after the day of the figure.")
    _report(problems, OFFICIAL_TOTALS, "since", since, first > last, remedy)


def _report(
    problems: list[RowProblem],
    table: Table,
    column: str,
    values: pd.Series,
    is_wrong: pd.Series | BoolArray,
    remedy: str,
) -> None:
    if isinstance(is_wrong, pd.Series):
        is_wrong = is_wrong.fillna(False).to_numpy(dtype=bool)
    wrong = values[is_wrong]
    for row, value in zip(wrong.index.tolist(), wrong.tolist(), strict=True):
        problems.append(RowProblem(table.file, row, column, _written(value), remedy))


def _written(value: Any) -> str:
    """A typed value as a file has it."""
    if pd.isna(value):
        return ""
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    return f"{value:g}" if isinstance(value, float) else str(value)
