"""The HTML by which another site embeds the map."""

from __future__ import annotations

from typing import Final
from urllib.parse import parse_qsl, urlencode

from components.address import View
from components.brief.contents import Brief
from components.frames import frame_html, framed_view

_FRAMED_MAPS_PX: Final = {
    "300x250": (300.0, 110.0),
    "640x480": (640.0, 320.0),
    "960x600": (960.0, 440.0),
    "full": (720.0, 446.0),
}
"""About how wide and high the map of a frame is; that of one of full width in a column of text."""


def embed_query(query: str, has_controls: bool) -> str:
    """The query of the embedded map: the page's, with or without controls."""
    pairs = [(key, value) for key, value in parse_qsl(query) if key != "controls"]
    return urlencode([*pairs, ("controls", "1")] if has_controls else pairs)


def embed_view(view: View, map_px: tuple[float, float] | None, frame: str) -> View:
    """The view in a frame of a size that shows the area which a map of `map_px` shows: another zoom."""
    return framed_view(view, map_px, _FRAMED_MAPS_PX[frame])


def snippet(brief: Brief, query: str, width: str, height: int) -> str:
    """HTML for the embedding page, whose frame is named for the dataset and the filter."""
    address = f"{brief.public_url}/embed?{query}"
    return frame_html(brief.public_url, address, (width, str(height)), f"{brief.title}: {brief.filter_text}")
