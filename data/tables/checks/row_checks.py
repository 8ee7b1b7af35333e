"""The check that each table of a dataset passes: every value that cannot be used, with what to write instead."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, Protocol

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from data.errors import RowProblem
from data.language import _
from data.tables.checks.cell_conversions import CONVERSIONS, TEXT, as_series, is_empty, matches
from data.tables.checks.row_problems import BoolArray, report
from data.tables.checks.row_rules import (
    check_casualties,
    check_incidents,
    check_official_totals,
    check_places,
    check_references,
)
from data.tables.own_columns import own_columns
from data.tables.schema import (
    INCIDENTS,
    TABLES,
    Column,
    Kind,
    Table,
)
from data.text.text_arrays import coded, positions, text_array


class Rows(Protocol):
    """The rows of a table as text: a frame, or what reads a column when it is requested."""

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
    empty cell is "". Each column is requested once, in the schema's order. When there are problems the typed
    tables are incomplete and must not be used.
    Terms become categoricals in the vocabulary's order, texts categoricals in the order of their letters unless
    most of very many rows differ; keys stay text. A missing day is NaT, a missing count or coordinate NaN. Columns
    that the schema does not know are left out, but the user's own ones of incidents, which are text. `progress` is called with the table that is being checked, and which part is
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
        check_incidents(typed["incidents"], problems)
        known = typed["incidents"]["incident_id"]
        incident_of = {
            name: positions(known, typed[name]["incident_id"]) for name in ("casualties", "sources")
        }
        check_casualties(typed["casualties"], incident_of["casualties"], problems)
        check_references(typed, incident_of, problems)
        if "places" in typed:
            check_places(typed["places"], problems)
        if "official_totals" in typed:
            check_official_totals(typed["official_totals"], problems)
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


def _typed_columns(table: Table, rows: Rows, problems: list[RowProblem]) -> Iterable[tuple[str, Any]]:
    """The name and the typed values of each column that is there, without its index."""
    for column in table.columns:
        if column.name in rows.columns:
            yield column.name, _converted(table, column, rows[column.name], problems)
        elif not column.is_optional:
            remedy = _("The column is missing; add it, empty where nothing is known.")
            problems.append(RowProblem(table.file, 1, column.name, None, remedy))


def _converted(table: Table, column: Column, texts: pd.Series, problems: list[RowProblem]) -> Any:
    """The typed values of a column; each different text of many is looked at once."""
    if not (column.kind is Kind.DAY and len(texts) >= _MANY) and not _repeats(texts):
        typed = _typed_values(table, column, _stripped(texts), texts.index, problems)
        return _stored(column, typed, is_once=len(texts) < _MANY)
    different, codes = coded(texts)
    values = _stripped(different)
    found: list[RowProblem] = []
    typed = _typed_values(table, column, values, pd.RangeIndex(len(values)), found)
    if found:  # to name the rows, all of them are gone through
        return _stored(
            column, _typed_values(table, column, _stripped(texts), texts.index, problems), is_once=False
        )
    return _stored(column, typed, is_once=True).take(codes)


def _stripped(texts: Any) -> pa.Array:
    return pc.utf8_trim_whitespace(text_array(texts))


def _repeats(texts: pd.Series) -> bool:
    if isinstance(texts.dtype, pd.CategoricalDtype):
        return True
    return len(texts) >= _MANY and texts.iloc[:_MANY].nunique() <= _MANY / 2


def _stored(column: Column, typed: Any, *, is_once: bool) -> Any:
    """The typed values as pandas has them; of texts each different one once, in the order of their letters."""
    if not isinstance(typed, pa.Array):
        return typed
    if not is_once or column.kind is Kind.KEY:
        return as_series(typed).array
    encoded = typed.dictionary_encode()
    order = pc.array_sort_indices(encoded.dictionary).to_numpy()
    place = np.empty(len(order), dtype=np.int32)
    place[order] = np.arange(len(order), dtype=np.int32)
    categories = pd.Index(encoded.dictionary.take(order), dtype=TEXT)
    return pd.Categorical.from_codes(place[encoded.indices.to_numpy()], categories=categories)


def _typed_values(
    table: Table, column: Column, texts: pa.Array, index: pd.Index, problems: list[RowProblem]
) -> Any:
    def note(is_wrong: BoolArray, remedy: str) -> None:
        if is_wrong.any():
            report(problems, table, column.name, as_series(texts).set_axis(index), is_wrong, remedy)

    if column.is_required:
        note(is_empty(texts), _("A value is required here."))
    if column.pattern is not None:
        is_wrong = ~is_empty(texts) & ~matches(texts, column.pattern)
        note(is_wrong, _("Expected {what}.").format(what=_(column.meaning)))
    typed, is_wrong, remedy = CONVERSIONS[column.kind](texts, column)
    note(is_wrong, remedy)
    return typed


_MANY: Final = 10_000
"""Rows from which on different values are converted instead of rows."""

_SHARE_OF_COLUMNS: Final = 0.9
"""The part of a check that converting the columns takes; the rest is what holds between them."""
