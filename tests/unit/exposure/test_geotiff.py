"""GeoTIFFs of people: read where they lie, and refused with one sentence where that cannot be known."""

from __future__ import annotations

import io
import struct

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image, TiffImagePlugin

from data.errors import FileError
from data.exposure.table import ExposureKind
from data.imports.exposure.exposure_file import read_exposure_file
from data.limits import Work

NO_DATA = -3.4028234663852886e38
CELLS = np.array([[10, NO_DATA, 0], [np.nan, 2.5, 7]], dtype="float32")


def geotiff(
    cells: npt.NDArray[np.float32] = CELLS,
    model: int = 2,
    raster: int = 1,
    compression: str | None = "tiff_lzw",
    corner: tuple[float, float] = (46.0, 40.0),
    *,
    has_place: bool = True,
) -> bytes:
    """Cells of a half by a quarter of a degree, the first one's corner at 46° E and 40° N."""
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    for tag, kind, value in (
        (33550, 12, (0.5, 0.25, 0.0)),
        (33922, 12, (0.0, 0.0, 0.0, *corner, 0.0)),
        (34735, 3, (1, 1, 0, 3, 1024, 0, 1, model, 1025, 0, 1, raster, 2048, 0, 1, 4326)),
        (42113, 2, str(NO_DATA)),
    ):
        if has_place or tag == 42113:
            tags.tagtype[tag] = kind
            tags[tag] = value
    file = io.BytesIO()
    Image.fromarray(cells).save(file, format="TIFF", tiffinfo=tags, compression=compression)
    return file.getvalue()


def people(content: bytes) -> list[list[float]]:
    points, _remarks = read_exposure_file("people.tif", content, ExposureKind.PEOPLE, "", Work())
    found: list[list[float]] = points[["longitude", "latitude", "people"]].to_numpy().tolist()
    return found


@pytest.mark.parametrize("compression", [None, "tiff_lzw", "tiff_adobe_deflate"])
def test_each_cell_with_people_is_its_middle(compression: str | None) -> None:
    assert people(geotiff(compression=compression)) == [
        [46.25, 39.875, 10],
        [46.75, 39.625, 2.5],
        [47.25, 39.625, 7],
    ]


def test_a_raster_of_points_lies_half_a_cell_further() -> None:
    assert people(geotiff(raster=2))[0] == [46.0, 40.0, 10]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"II*\x00rest", "damaged"),
        (geotiff(compression=None)[:60], "damaged"),
        (geotiff(has_place=False), "does not say where it lies"),
        (geotiff(model=1), "export the raster in EPSG:4326"),
        (geotiff(corner=(500_000.0, 4_400_000.0)), "no degrees"),
        (geotiff().replace(struct.pack("<d", 0.5), struct.pack("<d", -1e308)), "no degrees"),
        (geotiff(np.full((2, 2), NO_DATA, dtype="float32")), "no point that can be used"),
        (geotiff(np.zeros((2, 2, 3), dtype="uint8")), "several bands"),
    ],
)
def test_what_cannot_be_used_gets_one_sentence(content: bytes, message: str) -> None:
    with pytest.raises(FileError) as caught:
        people(content)
    assert message in str(caught.value)
    assert str(caught.value).isprintable()
