"""What a single tile contains, looked at before it is passed on: nobody vouches for it."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from typing import Final

from PIL import Image

from data.ground_maps.unpacking import GZIP, TileError, gunzipped

LARGEST_VECTOR_BYTES: Final = 20_000_000
"""Of a vector tile as it is unpacked."""
WIDEST_PX: Final = 2_048
"""Width and height of the largest picture of a raster tile."""
_PICTURES: Final = {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp", "AVIF": "image/avif"}


@dataclass(frozen=True)
class VectorContent:
    """A vector tile, as it is stored and unpacked."""

    stored: bytes
    unpacked: bytes

    @property
    def is_gzip(self) -> bool:
        return self.stored.startswith(GZIP)


def vector_content(stored: bytes) -> VectorContent:
    """A vector tile. Raises TileError when it is damaged or too large."""
    unpacked = gunzipped(stored, LARGEST_VECTOR_BYTES) if stored.startswith(GZIP) else stored
    if len(unpacked) > LARGEST_VECTOR_BYTES:
        raise TileError(f"it has more than {LARGEST_VECTOR_BYTES:,} bytes")
    return VectorContent(stored, unpacked)


def picture_type(content: bytes) -> str:
    """The content type of a raster tile. Raises TileError for what is no picture or a picture that is too large."""
    return _PICTURES[str(_opened(content).format)]


def picture_size(content: bytes) -> tuple[int, int]:
    """Width and height of a raster tile in pixels. Raises TileError as `picture_type` does."""
    return _opened(content).size


def picture(content: bytes) -> Image.Image:
    """The picture of a raster tile, in RGBA. Raises TileError for what cannot be drawn."""
    opened = _opened(content)
    try:
        return opened.convert("RGBA")
    except (OSError, ValueError, SyntaxError) as error:
        raise TileError("it is a damaged picture") from error


def _opened(content: bytes) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            opened = Image.open(io.BytesIO(content), formats=tuple(_PICTURES))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise TileError("it is no picture in PNG, JPEG, WebP or AVIF") from error
    if max(opened.size) > WIDEST_PX:
        raise TileError(f"it is a picture of {opened.width:,} × {opened.height:,} pixels")
    return opened
