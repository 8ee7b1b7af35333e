"""Frames in which another site shows a map of the atlas: their sizes, their HTML, and the view that fits them."""

from __future__ import annotations

import math
from dataclasses import replace
from html import escape
from typing import Final

from components.address import View
from data.language import N_

SIZES: Final = {
    "300x250": N_("Small, 300 × 250"),
    "640x480": N_("Medium, 640 × 480"),
    "960x600": N_("Large, 960 × 600"),
    "full": N_("Full width"),
}
"""What a person chooses from, with the words for it."""
USUAL: Final = "640x480"
HOST_SCRIPT: Final = "/assets/host/embed-height.js"
"""The script for the embedding page, which gives a frame of full width its height."""
FULL_WIDTH: Final = "100%"
_FULL_HEIGHT: Final = "560"


def size_of(frame: str) -> tuple[str, str]:
    """Width and height of a frame, as an iframe takes them."""
    if frame == "full":
        return FULL_WIDTH, _FULL_HEIGHT
    width, _x, height = frame.partition("x")
    return width, height


def framed_view(view: View, map_px: tuple[float, float] | None, framed_px: tuple[float, float]) -> View:
    """The view in a frame whose map has `framed_px` that shows the area which a map of `map_px` shows: another zoom."""
    if view.zoom is None or map_px is None:
        return view
    smaller = min(framed_px[0] / max(map_px[0], 1.0), framed_px[1] / max(map_px[1], 1.0))
    zoom = min(max(view.zoom + math.log2(smaller), 0.0), 22.0)
    return replace(view, zoom=round(zoom, 2))


def map_px(shown: object) -> tuple[float, float] | None:
    """Width and height of the page's map, as the browser gave them; None where they are not known."""
    try:
        width, height = (float(side) for side in shown["map"])  # type: ignore[index]
    except (IndexError, KeyError, TypeError, ValueError, OverflowError):
        return None
    return (width, height) if 1 <= width <= 20_000 and 1 <= height <= 20_000 else None


def frame_html(public_url: str, address: str, size: tuple[str, str], title: str) -> str:
    """HTML for the embedding page: a frame with a title; one as wide as its column has a script for its height."""
    width, height = size
    made = (
        f'<iframe src="{escape(address)}" width="{width}" height="{height}" loading="lazy" '
        f'title="{escape(title)}" style="border:0;max-width:100%"></iframe>'
    )
    if width != FULL_WIDTH:
        return made
    return f'{made}\n<script async src="{escape(public_url)}{HOST_SCRIPT}"></script>'
