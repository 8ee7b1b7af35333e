"""The map of a brief as a picture or a drawing, made on the server from the atlas' own layers."""

from __future__ import annotations

import io
import re
import threading
from collections.abc import Callable
from typing import Any, Final, Literal

import matplotlib
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from components.brief.contents import Brief
from components.brief.map.sheet import compose
from components.brief.map.sheet_text import PALETTE
from data.errors import AtlasError

Ending = Literal["png", "svg", "pdf"]

SMALLEST_MM: Final = (30.0, 25.0)
"""Width and height of the smallest bare map."""
SMALLEST_SHEET_MM: Final = (90.0, 100.0)
"""Width and height of the smallest sheet with title and legend."""
MOST_PIXELS: Final = 60_000_000
"""Of a PNG; more are refused."""

_drawing: Final = threading.Lock()
"""Matplotlib promises nothing to threads and keeps its settings once a process: one picture at a time."""

_SETTINGS: Final[dict[Any, Any]] = {
    "text.hinting": "none",  # letters are as wide as the font says, at any density
    "svg.fonttype": "path",  # looks the same where DejaVu Sans is missing; nothing shifts or is cut off
    "svg.hashsalt": "mine-incident-atlas",
    "pdf.fonttype": 42,
    "pdf.compression": 6,
    "path.simplify": True,
    "text.usetex": False,
    "axes.linewidth": 0.0,
}


def map_picture(
    brief: Brief,
    ending: Ending,
    width_mm: float = 254.0,
    height_mm: float = 143.0,
    dpi: int = 300,
    furniture: bool = True,
    legend: bool = False,
) -> bytes:
    """A file with the map of a brief, always in light colours; the same brief always gives the same bytes.

    With `furniture` it stands for itself: title, filter, headline figures, legend, scale bar, safety
    line, disclaimer, attribution and edition. Without it, it is a bare map, with `legend` one with
    legend and scale bar, for documents that write the rest. `dpi` counts for PNG only. Text in an SVG
    is drawn as outlines. May be called from any thread. Raises AtlasError for a size that cannot be drawn.
    """
    _check_size(width_mm, height_mm, dpi if ending == "png" else 72, furniture)
    # A document's own paper shows through a drawing; behind a picture not every program has one.
    paper = PALETTE.paper if furniture else PALETTE.panel if ending == "png" else "none"

    def draw(figure: Figure) -> None:
        compose(brief, figure, furniture, furniture or legend)

    return picture(brief, ending, width_mm, height_mm, dpi, draw, paper)


def picture(
    brief: Brief,
    ending: Ending,
    width_mm: float,
    height_mm: float,
    dpi: int,
    draw: Callable[[Figure], None],
    paper: str = PALETTE.paper,
) -> bytes:
    """A file of what `draw` draws, with the words of a brief; the same always gives the same bytes."""
    with _drawing, matplotlib.rc_context(_SETTINGS):
        figure = Figure(figsize=(width_mm / 25.4, height_mm / 25.4), facecolor=paper)
        FigureCanvasAgg(figure)
        draw(figure)
        return _saved(brief, figure, ending, dpi)


def _saved(brief: Brief, figure: Figure, ending: Ending, dpi: int) -> bytes:
    """The figure as a file, without dates and versions."""
    about = f"{brief.dataset.shown_title[0]}. {brief.filter_text}. {brief.drawn_text}. {brief.edition_text}."
    metadata: dict[Ending, dict[str, Any]] = {
        "png": {"Title": brief.message, "Description": about, "Software": None},
        "svg": {"Title": brief.message, "Description": about, "Date": None, "Creator": None, "Type": None},
        "pdf": {
            "Title": brief.message,
            "Subject": about,
            "CreationDate": None,
            "Creator": None,
            "Producer": None,
        },
    }
    file = io.BytesIO()
    figure.savefig(file, format=ending, dpi=dpi, metadata=metadata[ending])
    # Readers of XML that follow document types would ask w3.org for this one.
    return (
        re.sub(rb"<!DOCTYPE[^>]*>\s*", b"", file.getvalue(), count=1) if ending == "svg" else file.getvalue()
    )


def _check_size(width_mm: float, height_mm: float, dpi: int, furniture: bool) -> None:
    least = SMALLEST_SHEET_MM if furniture else SMALLEST_MM
    if width_mm < least[0] or height_mm < least[1]:
        raise AtlasError(
            f"A map of {width_mm:g} × {height_mm:g} mm is too small; make it {least[0]:g} × {least[1]:g}."
        )
    if width_mm * height_mm * (dpi / 25.4) ** 2 > MOST_PIXELS:
        raise AtlasError(
            f"A map of {width_mm:g} × {height_mm:g} mm at {dpi} dpi is too large; make it smaller."
        )
