"""The HTML by which another site embeds the map."""

from __future__ import annotations

import math
from dataclasses import replace
from html import escape
from typing import Final
from urllib.parse import parse_qsl, urlencode

from components.address import View
from components.brief.contents import Brief

HOST_SCRIPT: Final = "/assets/host/embed-height.js"
"""The script for the embedding page, which gives a frame of full width its height."""
FULL_WIDTH: Final = "100%"

FRAMED_MAPS_PX: Final = {
    "300x250": (300, 110),
    "640x480": (640, 320),
    "960x600": (960, 440),
    "full": (720, 446),
}
"""About how wide and high the map of a frame is; that of one of full width in a column of text."""


def embed_query(query: str, has_controls: bool) -> str:
    """The query of the embedded map: the page's, with or without controls."""
    pairs = [(key, value) for key, value in parse_qsl(query) if key != "controls"]
    return urlencode([*pairs, ("controls", "1")] if has_controls else pairs)


def embed_view(view: View, map_px: tuple[float, float] | None, frame: str) -> View:
    """The view in a frame of a size that shows the area which a map of `map_px` shows: another zoom."""
    if view.zoom is None or map_px is None:
        return view
    width, height = FRAMED_MAPS_PX[frame]
    smaller = min(width / max(map_px[0], 1.0), height / max(map_px[1], 1.0))
    zoom = min(max(view.zoom + math.log2(smaller), 0.0), 22.0)
    return replace(view, zoom=round(zoom, 2))


def snippet(brief: Brief, query: str, width: str, height: int) -> str:
    """HTML for the embedding page: a frame with a title; one as wide as its column has a script for its height."""
    address = escape(f"{brief.public_url}/embed?{query}")
    frame = (
        f'<iframe src="{address}" width="{width}" height="{height}" loading="lazy" '
        f'title="{escape(brief.title)}: {escape(brief.filter_text)}" '
        f'style="border:0;max-width:100%"></iframe>'
    )
    if width != FULL_WIDTH:
        return frame
    return f'{frame}\n<script async src="{escape(brief.public_url)}{HOST_SCRIPT}"></script>'
