"""A GeoTIFF of people: its one band, where it lies in degrees, and the value that stands for no data."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from PIL import Image

from data.errors import FileError
from data.language import N_, _, number_text

TIFF: Final = (b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+")
_MOST_CELLS: Final = 100_000_000
_NOT_READ: Final = N_(
    "The GeoTIFF is damaged, or its numbers are of a kind that is not read; make it anew: gdal_translate -ot Float32 "
    "IN.tif OUT.tif."
)
_MODES: Final = frozenset({"F", "I", "L", "I;16", "I;16B"})
"""Pictures of one band with numbers."""
_PIXEL_SCALE, _TIE_POINT, _KEYS, _NO_DATA = 33550, 33922, 34735, 42113
_MODEL, _RASTER, _GEOGRAPHIC, _IS_POINT = 1024, 1025, 2, 2


@dataclass(frozen=True)
class Grid:
    """Cells from north to south."""

    cells: npt.NDArray[np.float64]
    """NaN where there are no data."""
    west: float
    north: float
    width: float
    """Of a cell, in degrees."""
    height: float


def read_geotiff(file: str, content: bytes) -> Grid:
    """The grid of a file. Raises FileError when it cannot be read, has several bands, or is not in degrees."""
    try:
        with warnings.catch_warnings():
            # The number of cells is looked at here, and damaged tags are refused.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(content), formats=["TIFF"])
            if image.width * image.height > _MOST_CELLS:
                raise FileError(file, _too_many_cells())
            if image.mode not in _MODES:
                raise FileError(
                    file, _("The raster has several bands or colours; export the one with people.")
                )
            west, north, width, height, no_data = _place(file, dict(image.tag_v2))  # type: ignore[attr-defined]
            cells = np.asarray(image, dtype=float).copy()
    except (OSError, ValueError, TypeError, SyntaxError, KeyError, IndexError, Warning) as error:
        raise FileError(file, _(_NOT_READ)) from error
    except Image.DecompressionBombError as error:
        raise FileError(file, _too_many_cells()) from error
    # A value such as -3.4e38 is rounded as the cells are.
    cells[np.isclose(cells, no_data, rtol=1e-6, atol=0)] = np.nan
    return Grid(cells, west, north, width, height)


def _place(file: str, tags: dict[int, Any]) -> tuple[float, float, float, float, float]:
    """West, north, width and height of a cell, and the value for no data, NaN without one. Raises FileError."""
    if not {_PIXEL_SCALE, _TIE_POINT, _KEYS} <= tags.keys():
        raise FileError(
            file, _("The file is a picture that does not say where it lies; export it as GeoTIFF.")
        )
    keys = tags[_KEYS]
    geo_keys = {keys[at]: keys[at + 3] for at in range(4, len(keys) - 3, 4) if keys[at + 1] == 0}
    if geo_keys.get(_MODEL) != _GEOGRAPHIC:
        raise FileError(file, _("Its corners are no degrees; export the raster in EPSG:4326."))
    width, height = map(float, tags[_PIXEL_SCALE][:2])
    column, row, _height, longitude, latitude = map(float, tags[_TIE_POINT][:5])
    half = 0.5 if geo_keys.get(_RASTER) == _IS_POINT else 0.0
    west, north = longitude - (column + half) * width, latitude + (row + half) * height
    no_data = str(tags.get(_NO_DATA, "nan")).strip("\0 ") or "nan"
    return west, north, width, height, float(no_data)


def _too_many_cells() -> str:
    sentence = _("The raster has more than {most} cells; use larger cells.")
    return sentence.format(most=number_text(_MOST_CELLS))
