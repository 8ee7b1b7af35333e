"""Reads the Parquet files that ship with the atlas.

`pyarrow.parquet.read_table`, and pandas and geopandas with it, load pyarrow's datasets of many files first, which takes
a fifth of a second of processor time; one file needs none of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import geopandas as gpd
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from data.errors import LayerError


def table_of(path: Path, columns: Sequence[str] | None = None) -> Any:
    """The rows of a bundled file as an Arrow table, with some of its columns or all.

    Raises LayerError when the file is missing or damaged, or has not these columns.
    """
    try:
        table = pq.ParquetFile(path).read(columns=None if columns is None else list(columns))
    except (OSError, ValueError, KeyError, pa.ArrowException) as error:
        raise unreadable(path) from error
    if columns is not None and set(columns) - set(table.column_names):
        raise unreadable(path)
    return table


def layer_of(path: Path) -> gpd.GeoDataFrame:
    """The rows of a bundled layer in EPSG:4326, its shapes in `geometry`; as `geopandas.read_parquet` gives it.

    Raises LayerError when the file is missing or damaged.
    """
    table = table_of(path)
    try:
        place = table.column_names.index("geometry")
        frame = table.drop_columns("geometry").to_pandas()
        frame.insert(place, "geometry", shapely.from_wkb(table["geometry"].to_numpy()))
        return gpd.GeoDataFrame(frame, geometry="geometry", crs=4326)
    except (ValueError, KeyError, pa.ArrowException, shapely.errors.ShapelyError) as error:
        raise unreadable(path) from error


def unreadable(path: Path) -> LayerError:
    """The error that a bundled file cannot be read."""
    return LayerError(f"The layer {path.name} cannot be read; install the atlas again.")
