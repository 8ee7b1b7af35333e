"""The table `areas` of a folder: areas and lines that somebody recorded, with what the file says of them."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path
from typing import Final
from weakref import WeakValueDictionary

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import shapely

from data.errors import FileError
from data.language import N_
from data.recorded_areas.kinds import AreaKind
from data.statement import statement
from data.tables.layers.districts import NAME_LANGUAGES

AREAS: Final = "areas.parquet"
NAMES: Final = tuple(f"name_{language}" for language in NAME_LANGUAGES)
TEXTS: Final = (
    "area_id",
    "kind",
    "name",
    *NAMES,
    "status",
    "method",
    "date_recorded",
    "date_declared",
    "declared_by",
    "source",
    "file",
)
"""Columns of text beside `geometry`. `name` is for languages of NAMES in which the file has none. A date is an ISO day, or what the file has where that is no single day."""
MOST_AREAS: Final = 20_000
MOST_CORNERS: Final = 1_000_000
_TWICE: Final = N_(
    "The identifier “{area}” stands for an area of {file} already; give each area its own, or name the column of "
    "identifiers with --columns id=…."
)
TOO_MUCH: Final = N_(
    "There are {areas} areas with {corners} corners, and at most {most_areas} with {most} are taken; leave some out, or "
    "simplify their outlines."
)
_AGAIN: Final = "make it anew with “mine-atlas areas add”."


def read_areas(folder: Path) -> gpd.GeoDataFrame | None:
    """The table of a folder, by kind and identifier; None where it has none. Raises FileError when it is damaged."""
    path = folder / AREAS
    return areas_of(path) if path.is_file() else None


def areas_of(source: Path | bytes) -> gpd.GeoDataFrame:
    """The table of a file, or of its content, by kind and identifier. Raises FileError when it is damaged.

    Equal contents, as all parts of a dataset have them, share one table as long as somebody holds it: nobody writes into it.
    """
    try:
        content = source if isinstance(source, bytes) else source.read_bytes()
    except OSError as error:
        raise FileError(AREAS, f"The file cannot be read; {_AGAIN}") from error
    key = hashlib.sha256(content).digest()
    cached = _cached.get(key)
    if cached is None:
        cached = _cached[key] = _read(content)
    return cached


_cached: Final[WeakValueDictionary[bytes, gpd.GeoDataFrame]] = WeakValueDictionary()
"""By the hash of the content."""


def _read(content: bytes) -> gpd.GeoDataFrame:
    try:
        areas = gpd.read_parquet(pa.BufferReader(content))
    except (OSError, ValueError, TypeError, KeyError, shapely.errors.ShapelyError) as error:
        raise FileError(AREAS, f"The file cannot be read; {_AGAIN}") from error
    areas = areas.assign(**{name: "" for name in NAMES if name not in areas.columns})
    if missing := {*TEXTS} - {*areas.columns}:
        raise FileError(AREAS, f"The file has no column {sorted(missing)[0]}; {_AGAIN}")
    if areas.crs is None or not areas["area_id"].is_unique or not areas["kind"].isin([*AreaKind]).all():
        raise FileError(AREAS, f"An area stands twice, or is of a kind that is not known; {_AGAIN}")
    if areas.geometry.isna().any() or areas.geometry.is_empty.any():
        raise FileError(AREAS, f"An area has no outline; {_AGAIN}")
    check_size(areas)
    return in_order(areas)


def written_areas(areas: gpd.GeoDataFrame) -> bytes:
    """The content of AREAS: TEXTS and the geometry in EPSG:4326."""
    file = io.BytesIO()
    in_order(areas).to_parquet(file, compression="zstd")
    return file.getvalue()


def with_areas_of_file(
    before: gpd.GeoDataFrame | None, added: gpd.GeoDataFrame, file: str
) -> gpd.GeoDataFrame:
    """The table with a file's areas, in place of those that it had of a file of this name. Raises FileError."""
    if before is None:
        return in_order(added)
    others = before[before["file"] != file]
    if not (twice := others[others["area_id"].isin(added["area_id"])]).empty:
        first = twice.iloc[0]
        raise FileError(file, statement(_TWICE, area=str(first["area_id"]), file=str(first["file"])))
    areas = gpd.GeoDataFrame(pd.concat([others, added], ignore_index=True), crs=added.crs)
    check_size(areas)
    return in_order(areas)


def check_size(areas: gpd.GeoDataFrame) -> None:
    """Raises FileError for more areas, or corners of outlines, than are taken."""
    corners = int(shapely.get_num_coordinates(areas.geometry.to_numpy()).sum())
    if len(areas) > MOST_AREAS or corners > MOST_CORNERS:
        values = {"areas": len(areas), "corners": corners, "most_areas": MOST_AREAS, "most": MOST_CORNERS}
        raise FileError("", statement(TOO_MUCH, **values))


def in_order(areas: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The areas by kind as AreaKind has them, then identifier, with a RangeIndex."""
    order = areas.assign(at=areas["kind"].map([*AreaKind].index)).sort_values(
        ["at", "area_id"], kind="stable"
    )
    return order.drop(columns="at")[[*TEXTS, "geometry"]].reset_index(drop=True)
