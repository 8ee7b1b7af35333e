"""The rows of a brief for a geographic information system: layers and tables in one GeoPackage."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyogrio

from components.brief.contents import Brief
from components.brief.tables.readme_text import entries, reading_notes
from components.brief.tables.rows import casualties, districts, meanings, sources
from data.exports import rows as export
from data.tables.dataset import IntArray

LAYERS: Final = ("incidents", "districts")
TABLES: Final = ("casualties", "sources", "readme")

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
        shown, victims, cited = brief.summary.rows, casualties(brief), sources(brief)
        _write(path, "incidents", len(shown), lambda part: _incidents(brief, shown[part]), "Point")
        polygons = districts(brief)
        _write(path, "districts", len(polygons), lambda part: polygons.iloc[part], "MultiPolygon")
        for name, table in (("casualties", victims), ("sources", cited), ("readme", readme(brief))):
            _write(path, name, len(table), table.iloc.__getitem__)
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


def _incidents(brief: Brief, at: IntArray) -> gpd.GeoDataFrame:
    return points(export.rows(brief.summary, at).reset_index(drop=True))


def _write(
    path: Path,
    layer: str,
    number: int,
    rows: Callable[[slice], pd.DataFrame],
    geometry_type: str | None = None,
) -> None:
    """Write a layer of this number of rows, taking ROWS_AT_ONCE of them; of none its columns."""
    for begin in range(0, max(number, 1), ROWS_AT_ONCE):
        # Through Arrow, because only so do days stay days and missing whole numbers whole.
        pyogrio.write_dataframe(
            _typed(rows(slice(begin, begin + ROWS_AT_ONCE))),
            path,
            layer=layer,
            driver="GPKG",
            use_arrow=True,
            append=begin > 0,
            geometry_type=geometry_type,
            promote_to_multi=geometry_type == "MultiPolygon",
            layer_options={"FID": "fid", "GEOMETRY_NAME": "geom"} if geometry_type else {"FID": "fid"},
        )


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
