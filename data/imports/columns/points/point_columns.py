"""The columns of a table that say where a row was, as longitude and latitude with the precision of their notation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from data.imports.columns.column_mapping import ColumnMapping
from data.imports.columns.points.cell_points import read_single_cells, read_words
from data.imports.columns.points.degree_columns import grade_columns_of_degrees
from data.imports.columns.points.grid_columns import read_grids
from data.imports.columns.points.point_rows import PointRows
from data.imports.columns.points.unread_points import remark_on_what_was_not_read
from data.imports.report.ledger import Ledger


@dataclass(frozen=True)
class PointColumns:
    """Where each row was; texts with the index of the rows."""

    longitude: pd.Series
    latitude: pd.Series
    """Decimal degrees, or as the table has it where only the check of the coordinate can say what is wrong."""
    notes: pd.Series
    """How precisely a coordinate is written, where that is rougher than a hundred metres or so; else ""."""
    where_prec: pd.Series
    """The location precision that the row states, made rougher where the notation is; "" where nothing limits it."""


def point_columns(
    given: Mapping[str, pd.Series],
    index: pd.Index,
    mapping: ColumnMapping,
    ledger: Ledger,
    others: Mapping[str, pd.Series],
    *,
    is_geometry: bool = False,
    titles: Sequence[str] = (),
) -> PointColumns:
    """The point of each row, from the first of its columns that has one: degrees, a point in one cell, a grid.

    Points among the words of a place are read too. `others` are the columns that stand for nothing: a cell of
    theirs, or of a description, that looks like a point gets a remark where the row has no other.
    Numbers that come from the geometry of a file (`is_geometry`) have no notation that could be rough.
    `titles` are what stands above and below the table: one may name the system of its metres.
    """
    rows = PointRows(given, index, mapping, ledger, is_geometry, titles)
    if index.empty:
        return _points_of(rows)
    read_single_cells(rows)
    read_grids(rows)
    grade_columns_of_degrees(rows)
    read_words(rows)
    remark_on_what_was_not_read(rows, others)
    return _points_of(rows)


def _points_of(rows: PointRows) -> PointColumns:
    return PointColumns(
        *(one.astype("str") for one in (rows.longitude, rows.latitude, rows.notes, rows.grade))
    )
