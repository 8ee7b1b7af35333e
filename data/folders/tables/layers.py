"""What a folder may have beside its tables: boundaries, recorded areas, points for exposure, a Parquet file each."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final, TypedDict

import geopandas as gpd
import pandas as pd

from data.areas.boundary_table import BOUNDARIES, boundaries_of
from data.errors import DatasetError, RowProblem
from data.exposure.table import EXPOSURE, exposure_of
from data.recorded_areas.table import AREAS, areas_of

LAYERS: Final = (BOUNDARIES, AREAS, EXPOSURE)
"""The names of the files."""


class Layers(TypedDict):
    """The tables; None where there is none."""

    boundaries: gpd.GeoDataFrame | None
    areas: gpd.GeoDataFrame | None
    exposure: pd.DataFrame | None


def layer_files(folder: Path) -> dict[str, bytes]:
    """The content of each layer that a folder has, by its file's name. Raises DatasetError when one cannot be read."""
    return {name: _content(folder / name) for name in LAYERS if (folder / name).is_file()}


def layers_of(contents: Mapping[str, bytes]) -> Layers:
    """The tables of these files. Raises FileError when one is damaged."""
    return Layers(
        boundaries=boundaries_of(contents[BOUNDARIES]) if BOUNDARIES in contents else None,
        areas=areas_of(contents[AREAS]) if AREAS in contents else None,
        exposure=exposure_of(contents[EXPOSURE]) if EXPOSURE in contents else None,
    )


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        remedy = f"The file cannot be read ({error.strerror}); allow reading it."
        raise DatasetError([RowProblem(path.name, None, None, None, remedy)]) from error
