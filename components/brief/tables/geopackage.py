"""The rows of a brief for a geographic information system: layers and tables in one GeoPackage."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyogrio

from components.brief.contents import Brief
from components.brief.tables.readme_text import entries, reading_notes
from components.brief.tables.rows import districts, meanings
from data.exports import rows as export
from data.exports.case_tables import case_parts
from data.filters.single_incidents import in_order_of_time

LAYERS: Final = ("incidents", "districts")
TABLES: Final = ("casualties", "sources", "readme")

MOST_ON_CLUSTER: Final = 1_000_000
"""Incidents, where they come from the workers of a cluster: the file stands on the server's disk before its first byte is sent."""
PART_BYTES: Final = 1 << 20
ROWS_AT_ONCE: Final = 20_000
"""Nobody else is answered while GDAL writes them: up to three tenths of a second."""

_RESERVED_BY_SQL: Final = ("fid", "geom")
"""The fields of the number and the geometry of a row."""
_DAYS: Final = ("date_start", "date_end", "published")

_COUNTERS: Final = (24, 92)
"""Where the header of an SQLite file counts its transactions, and for which count its other figures hold."""


def gpkg_brief(brief: Brief) -> Iterator[bytes]:
    """A GeoPackage: points of incidents, polygons of districts, and casualties, sources and readme without geometry.

    EPSG:4326. An incident that is not a dot on the map has no geometry. The same brief gives the same bytes, in
    parts of a file that is written before the first.
    """
    with tempfile.TemporaryDirectory(prefix="mine-atlas-") as folder:
        path = Path(folder) / "brief.gpkg"
        _write(path, "incidents", _incidents(brief), "Point")
        _write(path, "districts", [districts(brief)], "MultiPolygon")
        for name in ("casualties", "sources"):
            _write(path, name, case_parts(brief.summary, name))
        _write(path, "readme", [readme(brief)])
        _set_day(path, brief)
        _set_counters(path)
        with path.open("rb") as file:
            yield from iter(lambda: file.read(PART_BYTES), b"")


def points(rows: pd.DataFrame) -> gpd.GeoDataFrame:
    """The rows with a point where they have longitude and latitude, otherwise without geometry."""
    has_point = rows["longitude"].notna().to_numpy(dtype=bool)
    geometry = gpd.GeoSeries.from_xy(rows["longitude"], rows["latitude"], crs="EPSG:4326")
    return gpd.GeoDataFrame(rows, geometry=geometry.where(has_point, None))


def readme(brief: Brief) -> pd.DataFrame:
    """Everything that a reader must know beside the rows, as `key` and `value`."""
    lines = [*entries(brief), *(("Note", note) for note in reading_notes(brief, "gpkg"))]
    for table in ("incidents", "districts", "casualties", "sources"):
        lines += [(f"Column {table}.{name}", meaning) for name, meaning in meanings(brief, table)]
    return pd.DataFrame(lines, columns=["key", "value"], dtype="str")


def _incidents(brief: Brief) -> Iterator[gpd.GeoDataFrame]:
    """The matching incidents in parts; one part without a row where nothing matches."""
    for part in export.row_parts(brief.summary):
        yield points(part.reset_index(drop=True))
    if not brief.summary.incidents:
        yield points(export.rows(*in_order_of_time(brief.summary)).reset_index(drop=True))


def _write(
    path: Path,
    layer: str,
    parts: Iterable[pd.DataFrame],
    geometry_type: str | None = None,
) -> None:
    """Write a layer of these rows, ROWS_AT_ONCE of them at a time; of none its columns."""
    for number, rows in enumerate(_few_at_once(parts)):
        # Through Arrow, because only so do days stay days and missing whole numbers whole.
        pyogrio.write_dataframe(
            _typed(rows),
            path,
            layer=layer,
            driver="GPKG",
            use_arrow=True,
            append=number > 0,
            geometry_type=geometry_type,
            promote_to_multi=geometry_type == "MultiPolygon",
            layer_options={"FID": "fid", "GEOMETRY_NAME": "geom"} if geometry_type else {"FID": "fid"},
        )


def _few_at_once(parts: Iterable[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    """The rows of these parts, ROWS_AT_ONCE of them at a time; of a part without a row only the first, for its columns."""
    for number, part in enumerate(parts):
        if number == 0 or len(part):
            for begin in range(0, max(len(part), 1), ROWS_AT_ONCE):
                yield part.iloc[begin : begin + ROWS_AT_ONCE]


def _typed(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with days as days and every other text as text; "" is missing only among days."""
    typed = rows.copy()
    for name in typed.columns:
        if name in _DAYS:
            days = pd.to_datetime(typed[name], format="%Y-%m-%d", errors="coerce")
            typed[name] = days.dt.date.astype(pd.ArrowDtype(pa.date32()))
        elif name != "geometry" and not pd.api.types.is_numeric_dtype(typed[name]):
            typed[name] = typed[name].astype("str")
    return typed.rename(columns=_names_of_fields(typed.columns))


def _names_of_fields(columns: pd.Index) -> dict[str, str]:
    """The columns whose field needs another name: SQL takes capital letters for small ones, and keeps two names."""
    taken, renamed = set(_RESERVED_BY_SQL), {}
    for column in map(str, columns):
        name, number = column, 1
        while name.casefold() in taken:
            number += 1
            name = f"{column} ({number})"
        taken.add(name.casefold())
        if name != column:
            renamed[column] = name
    return renamed


def _set_day(path: Path, brief: Brief) -> None:
    """Date the contents by the data's day instead of the clock."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "UPDATE gpkg_contents SET last_change = ?", [f"{brief.dataset.as_of.isoformat()}T00:00:00.000Z"]
        )


def _set_counters(path: Path) -> None:
    """Count one transaction: GDAL makes its index in a thread, in more or fewer of them, and else nothing differs."""
    with path.open("r+b") as file:
        for offset in _COUNTERS:
            file.seek(offset)
            file.write((1).to_bytes(4, "big"))
