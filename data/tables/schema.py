"""The tables of a dataset: columns, types and units, and the check that each passes at the door."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final, Protocol

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandas.api.typing import NaTType

from data.errors import RowProblem
from data.plain_text import NOT_WRITABLE
from data.tables.codes import IntArray, joined
from data.tables.own_columns import own_columns
from data.tables.vocabulary import (
    Activity,
    CoordinateMethod,
    DatePrecision,
    DeviceCategory,
    Outcome,
    Precision,
    Term,
    VerificationStatus,
    VictimCategory,
    WherePrecision,
)
from data.text_arrays import coded, is_repeated, numbers_of, positions

BoolArray = npt.NDArray[np.bool_]
"""One claim a row, shape (rows,)."""

FIRST_YEAR: Final = 1900
"""An incident before this year is taken for a typing error."""
LAST_YEAR: Final = 2100


class Kind(Enum):
    """How a column is stored."""

    TEXT = "text, of which each different one is held once"
    KEY = "text that tells one row from another"
    DAY = "a day, written YYYY-MM-DD"
    COUNT = "a whole number, 0 or more"
    TERM = "a controlled term"
    GRADE = "a precision grade"
    LONGITUDE = "degrees east, EPSG:4326"
    LATITUDE = "degrees north, EPSG:4326"
    LINK = "an http or https address"


@dataclass(frozen=True)
class Column:
    """One column of a table."""

    name: str
    meaning: str
    kind: Kind = Kind.TEXT
    is_required: bool = False
    """Whether every row must have a value; the column itself must stand in the file either way."""
    terms: type[Term | Precision] | None = None
    pattern: str | None = None
    """A regular expression that a whole value must match."""
    is_optional: bool = False
    """Whether the file may do without the column."""


@dataclass(frozen=True)
class Table:
    """One table: its file is `<name>.csv`."""

    name: str
    columns: tuple[Column, ...]
    is_optional: bool = False

    @property
    def file(self) -> str:
        return f"{self.name}.csv"


DISTRICT_CODE: Final = r"[A-Z]{2}-[A-Z0-9]{1,3}|[A-Z]{2,4}[0-9][A-Z0-9-]{0,18}"
"""ISO 3166-2, or a P-code of a folder's own boundaries."""
_ONE_LINE: Final = r"[^\t\n\r]{1,200}"
"""What a filter can ask for, see `data.filters.incident_filter.LONGEST_VALUE`."""

INCIDENTS: Final = Table(
    "incidents",
    (
        Column("incident_id", "identifier, unique in the dataset", Kind.KEY, True, pattern=_ONE_LINE),
        Column("date_start", "first day it may have happened; empty of an undated incident", Kind.DAY),
        Column("date_end", "last day it may have happened; empty of an undated incident", Kind.DAY),
        Column("date_prec", "how closely the day is known", Kind.GRADE, True, DatePrecision),
        Column("location_as_reported", "the place in the source's words"),
        Column("place_name", "the coded settlement"),
        Column("adm0", "country, ISO 3166-1 alpha-2", pattern=r"[A-Z]{2}"),
        Column("adm1_name", "district or province in its own country's language"),
        Column("adm1_iso", "district or province, ISO 3166-2", pattern=DISTRICT_CODE),
        Column("longitude", "degrees east", Kind.LONGITUDE),
        Column("latitude", "degrees north", Kind.LATITUDE),
        Column("where_prec", "location precision", Kind.GRADE, True, WherePrecision),
        Column("coord_method", "where the point comes from", Kind.TERM, True, CoordinateMethod),
        Column("device_category", "the device as coded", Kind.TERM, True, DeviceCategory),
        Column("device_as_reported", "the device in the source's words"),
        Column("emplacing_actor", "who is said to have laid it: a claim, or “unknown”"),
        Column("attribution", "whose claim that is"),
        Column("activity", "what the victims were doing", Kind.TERM, True, Activity),
        Column("verification_status", "source verification", Kind.TERM, True, VerificationStatus),
        Column("summary", "what happened, in the editor's words"),
        Column("notes", "conflicts between sources, and choices made in coding"),
    ),
)

CASUALTIES: Final = Table(
    "casualties",
    (
        Column("incident_id", "the incident", Kind.KEY, is_required=True),
        Column(
            "affected_actor",
            "whom the people belonged to, in the dataset's words, at most 200 letters",
            is_required=True,
            pattern=_ONE_LINE,
        ),
        Column(
            "affected_side",
            "the side they are counted to, in the dataset's words, at most 200 letters",
            pattern=_ONE_LINE,
        ),
        Column("victim_category", "their role", Kind.TERM, True, VictimCategory),
        Column("outcome", "killed or injured", Kind.TERM, True, Outcome),
        Column("count_low", "people, lowest figure of any source", Kind.COUNT),
        Column("count_best", "people, the figure to use; empty when none was given", Kind.COUNT),
        Column("count_high", "people, highest figure of any source", Kind.COUNT),
        Column("age_group", "child, adult or empty", is_optional=True, pattern="child|adult"),
        Column("sex", "female, male or empty", is_optional=True, pattern="female|male"),
    ),
)

SOURCES: Final = Table(
    "sources",
    (
        Column("incident_id", "the incident", Kind.KEY, is_required=True),
        Column("publisher", "who published it", is_required=True),
        Column("url", "its address", Kind.LINK),
        Column("published", "day of publication", Kind.DAY),
        Column("language", "ISO 639 code", pattern=r"[a-z]{2,3}"),
        Column("upstream_source", "whom the page cites; | between several"),
        Column("via", "the agency in between"),
        Column("what_it_supports", "which facts were read there"),
        Column("mirror", "yes when it copies another outlet", pattern="yes|no"),
    ),
)

PLACES: Final = Table(
    "places",
    (
        Column("place_name", "the name used in incidents.csv", is_required=True),
        Column("aliases", "other names in any script; | between several"),
        Column("adm1_iso", "its district", pattern=DISTRICT_CODE),
        Column("longitude", "degrees east", Kind.LONGITUDE),
        Column("latitude", "degrees north", Kind.LATITUDE),
        Column("coord_source", "where the point comes from"),
        Column("note", "what to know about it"),
    ),
    is_optional=True,
)

ALL_YEARS: Final = "all"
_PERIOD: Final = r"\d{4}(-\d\d(-\d\d)?)?"
_AREA: Final = r"[A-Z]{2}(-[A-Z0-9]{1,3})?"

OFFICIAL_TOTALS: Final = Table(
    "official_totals",
    (
        Column("as_of", "day, month or year of the figure", Kind.KEY, True, pattern=_PERIOD),
        Column("source", "who published it", is_required=True),
        Column("scope", "whom and when it counts"),
        Column(
            "affected_side",
            "the side that it counts, as in casualties.csv; empty when it counts all, or does not state it",
            pattern=_ONE_LINE,
            is_optional=True,
        ),
        Column(
            "area",
            "where it counts: countries (AZ) or districts (AZ-TAR), | between several; empty for everywhere",
            Kind.KEY,
            is_optional=True,
            pattern=rf"{_AREA}(\|{_AREA})*",
        ),
        Column(
            "since",
            "day, month or year from which it counts; “all” for all years, empty when it is not stated",
            Kind.KEY,
            is_optional=True,
            pattern=f"{_PERIOD}|{ALL_YEARS}",
        ),
        Column("civilians_killed", "people", Kind.COUNT),
        Column("military_killed", "people", Kind.COUNT),
        Column("civilians_injured", "people", Kind.COUNT),
        Column("military_injured", "people", Kind.COUNT),
        Column("killed", "people", Kind.COUNT),
        Column("injured", "people", Kind.COUNT),
        Column("casualties", "people killed or injured", Kind.COUNT, is_optional=True),
        Column("qualifier", "the source's own words where its figure is not exact"),
        Column("url", "its address", Kind.LINK),
    ),
    is_optional=True,
)

TABLES: Final = (INCIDENTS, CASUALTIES, SOURCES, PLACES, OFFICIAL_TOTALS)

LONGEST_SPAN_DAYS: Final = {1: 1, 2: 6, 3: 7, 4: 31, 5: 366}
"""Days from `date_start` to `date_end`, both counted, that a `date_prec` allows (UCDP GED)."""


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
                problems.append(RowProblem(table.file, None, None, None, "The file is missing; add it."))
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
            remedy = "The column is missing; add it, empty where nothing is known."
            problems.append(RowProblem(table.file, 1, column.name, None, remedy))


def _converted(table: Table, column: Column, texts: pd.Series, problems: list[RowProblem]) -> pd.Series:
    """The typed values of a column; each different text of many is looked at once."""
    if not (column.kind is Kind.DAY and len(texts) >= _MANY) and not _repeats(texts):
        typed = _typed_values(table, column, texts.str.strip(), problems)
        return _held_once(column, typed) if len(texts) < _MANY else typed
    different, codes = coded(texts)
    values = pd.Series(different, dtype="str").str.strip()
    found: list[RowProblem] = []
    typed = _typed_values(table, column, values, found)
    if found:  # to name the rows, all of them are gone through
        return _typed_values(table, column, texts.astype("str").str.strip(), problems)
    return _held_once(column, typed).take(codes).set_axis(texts.index)


def _repeats(texts: pd.Series) -> bool:
    if isinstance(texts.dtype, pd.CategoricalDtype):
        return True
    return len(texts) >= _MANY and texts.iloc[:_MANY].nunique() <= _MANY / 2


def _held_once(column: Column, typed: pd.Series) -> pd.Series:
    """The values; of texts each different one once."""
    return typed.astype("category") if column.kind in (Kind.TEXT, Kind.LINK) else typed


def _typed_values(table: Table, column: Column, values: pd.Series, problems: list[RowProblem]) -> pd.Series:
    if column.is_required:
        _report(problems, table, column.name, values, values == "", "A value is required here.")
    if column.pattern is not None:
        is_wrong = (values != "") & ~values.str.fullmatch(column.pattern)
        _report(problems, table, column.name, values, is_wrong, f"Expected {column.meaning}.")
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
        "Remove the control character.",
    )


def _as_day(values: pd.Series, column: Column) -> _Converted:
    is_written_out = values.str.fullmatch(r"\d{4}-\d\d-\d\d")
    days = pd.to_datetime(values.where(is_written_out), format="%Y-%m-%d", errors="coerce")
    in_range = days.dt.year.between(FIRST_YEAR, LAST_YEAR)
    remedy = f"Write a day as YYYY-MM-DD, between {FIRST_YEAR} and {LAST_YEAR}."
    return days, (values != "") & ~in_range, remedy


def _as_count(values: pd.Series, column: Column) -> _Converted:
    is_whole = values.str.fullmatch("[0-9]{1,6}")
    counts = pd.to_numeric(values.where(is_whole), errors="coerce").astype("float64")
    return counts, (values != "") & ~is_whole, "Write a whole number of people, 0 or more, or leave it empty."


def _as_term(values: pd.Series, column: Column) -> _Converted:
    assert column.terms is not None
    terms = [str(term.value) for term in column.terms]
    is_term = values.isin(terms)
    coded = pd.Series(
        pd.Categorical(values.where(is_term), categories=terms, ordered=True), index=values.index
    )
    return coded, (values != "") & ~is_term, f"Use one of: {', '.join(terms)}."


def _as_grade(values: pd.Series, column: Column) -> _Converted:
    assert column.terms is not None
    grades = [str(int(grade)) for grade in column.terms]
    is_grade = values.isin(grades)
    numbers = pd.to_numeric(values.where(is_grade, "-1")).astype("int8")
    return numbers, (values != "") & ~is_grade, f"Use a grade from {grades[0]} to {grades[-1]}."


def _as_degrees(limit: float) -> Callable[[pd.Series, Column], _Converted]:
    def convert(values: pd.Series, column: Column) -> _Converted:
        is_plain = values.str.fullmatch(r"-?\d{1,3}(\.\d+)?")
        degrees = numbers_of(values if is_plain.all() else values.where(is_plain))
        remedy = (
            f"Write {column.meaning} as a decimal number from -{limit:g} to {limit:g}, or leave it empty."
        )
        return degrees, (values != "") & ~(degrees.abs() <= limit), remedy

    return convert


def _as_link(values: pd.Series, column: Column) -> _Converted:
    refused = r"\s\x00-\x1f\x7f-\x9f<>\"'`\\"
    is_link = values.str.fullmatch(rf"https?://[^/?#\[\]{refused}][^{refused}]*")
    return values, (values != "") & ~is_link, "Write an address that begins with http:// or https://."


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
        "Each incident has one row; make it unique.",
    )

    start, end, grade = incidents["date_start"], incidents["date_end"], incidents["date_prec"]
    days = (end - start).dt.days + 1
    for name, day in (("date_start", start), ("date_end", end)):
        remedy = "A value is required here; only of an undated incident (date_prec 0) both days are empty."
        _report(problems, INCIDENTS, name, day, day.isna() & (grade > DatePrecision.UNDATED), remedy)
    remedy = "Grade 0 means undated: use it exactly when both days are empty."
    has_day = start.notna() | end.notna()
    _report(problems, INCIDENTS, "date_prec", grade, has_day & (grade == DatePrecision.UNDATED), remedy)
    _report(problems, INCIDENTS, "date_end", end, days < 1, "The last day cannot stand before the first.")
    remedy = "Grade 1 means one day: use it exactly when the first and the last day are the same."
    _report(
        problems,
        INCIDENTS,
        "date_prec",
        grade,
        (days >= 1) & (grade != 0) & ((grade == 1) != (days == 1)),
        remedy,
    )
    is_longer = (grade > 1) & (days > grade.map(LONGEST_SPAN_DAYS))
    _report(problems, INCIDENTS, "date_prec", grade, is_longer, "The span is longer than this grade allows.")

    longitude, latitude = incidents["longitude"], incidents["latitude"]
    has_point = longitude.notna() & latitude.notna()
    remedy = "A point needs both longitude and latitude."
    _report(problems, INCIDENTS, "longitude", longitude, longitude.isna() != latitude.isna(), remedy)
    remedy = "0, 0 lies in the Atlantic and stands for a missing point; leave both empty."
    _report(problems, INCIDENTS, "longitude", longitude, (longitude == 0) & (latitude == 0), remedy)
    has_method = incidents["coord_method"] != CoordinateMethod.NONE.value
    remedy = "Use “none” exactly when longitude and latitude are empty."
    _report(problems, INCIDENTS, "coord_method", incidents["coord_method"], has_point != has_method, remedy)


def _check_casualties(casualties: pd.DataFrame, incident: IntArray, problems: list[RowProblem]) -> None:
    low, best, high = (casualties[f"count_{bound}"] for bound in ("low", "best", "high"))
    remedy = "The lowest figure cannot exceed the best or the highest one."
    _report(problems, CASUALTIES, "count_low", low, (low > best) | (low > high), remedy)
    _report(
        problems,
        CASUALTIES,
        "count_best",
        best,
        best > high,
        "The best figure cannot exceed the highest one.",
    )
    remedy = "This incident has another row of the same actor, side, category and outcome; make them one row."
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
    remedy = "No row of incidents.csv has this identifier."
    for table in (CASUALTIES, SOURCES):
        ids = typed[table.name]["incident_id"]
        _report(problems, table, "incident_id", ids, incident_of[table.name] < 0, remedy)


def _check_places(places: pd.DataFrame, problems: list[RowProblem]) -> None:
    stands_before = places.duplicated(["place_name", "adm1_iso"])
    remedy = "This place has another row in the same district; make them one row."
    _report(problems, PLACES, "place_name", places["place_name"], stands_before, remedy)


def _check_official_totals(totals: pd.DataFrame, problems: list[RowProblem]) -> None:
    as_of = totals["as_of"]
    last = as_of.map(period_end)
    remedy = f"Write a day, month or year (2024-05-21, 2024-05, 2024), between {FIRST_YEAR} and {LAST_YEAR}."
    _report(problems, OFFICIAL_TOTALS, "as_of", as_of, last.isna(), remedy)
    if "since" not in totals.columns:
        return
    since = totals["since"]
    first = since.map(period_start)
    is_wrong = first.isna() & ~since.isin(["", ALL_YEARS])
    _report(problems, OFFICIAL_TOTALS, "since", since, is_wrong, remedy)
    remedy = "The first day that it counts cannot stand after the day of the figure."
    _report(problems, OFFICIAL_TOTALS, "since", since, first > last, remedy)


def period_start(text: str) -> pd.Timestamp | NaTType:
    """The first day of a day, month or year written as 2024-05-21, 2024-05 or 2024; NaT for another text."""
    padded = text + "-01-01"[len(text) - len("2024") :] if re.fullmatch(_PERIOD, text) else ""
    start = pd.to_datetime(padded, format="%Y-%m-%d", errors="coerce")
    is_usable = not pd.isna(start) and FIRST_YEAR <= start.year <= LAST_YEAR
    return start if is_usable else pd.NaT


def period_end(text: str) -> pd.Timestamp | NaTType:
    """The last day of such a period; NaT for another text."""
    offsets = {len("2024"): pd.offsets.YearEnd(0), len("2024-05"): pd.offsets.MonthEnd(0)}
    start = period_start(text)
    return start + offsets[len(text)] if len(text) in offsets and not pd.isna(start) else start


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
