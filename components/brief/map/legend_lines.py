"""What the legend of a picture says of recorded areas and reference lines: a mark and its words each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from components.brief.contents import Brief
from components.brief.map.sheet_rows import Scale, Sheet
from components.brief.map.sheet_text import PALETTE
from components.map.style import DASHES
from data.recorded_areas.drawing import PENS, kinds_drawn
from data.recorded_areas.kinds import AreaKind
from data.tables.layers.districts import layer

DrawMark = Callable[[Sheet, float, float], None]
"""Draws a mark around its middle."""
_HATCHES: Final = {0: "-", 45: "/", 90: "|", 135: "\\"}


def line_entries(brief: Brief, scale: Scale) -> list[tuple[DrawMark, str]]:
    """The recorded areas, and the reference lines where the view has them."""
    areas = [(_area(kind, scale), kind.label) for kind in kinds_drawn(brief.dataset)]
    if not brief.view.lines:
        return areas
    names = layer("reference_lines").set_index("line_id")["name_en"]
    lines = [(_dashed(dash, scale), str(names.get(line_id, line_id))) for line_id, dash in DASHES.items()]
    return [*areas, *lines]


def _area(kind: AreaKind, scale: Scale) -> DrawMark:
    pen, half = PENS[kind], scale.text * 0.9
    style = {"edgecolor": PALETTE.map_text, "linewidth": pen.width_px * 0.75, "fill": False}
    # A hatch is the denser the more often its sign stands.
    density = max(round(pen.lines / 2), 1)
    hatch = "".join(_HATCHES[angle] * density for angle in pen.angles) or None

    def draw(sheet: Sheet, x: float, y: float) -> None:
        if kind is AreaKind.ROAD:
            sheet.line((x - half, x + half), y, color=PALETTE.map_text, linewidth=pen.width_px * 0.75)
            return
        height = half * 1.1
        dash = (0, pen.dash or None)
        sheet.rectangle(x - half, y - height / 2, 2 * half, height, hatch=hatch, linestyle=dash, **style)

    return draw


def _dashed(dash: tuple[float, ...], scale: Scale) -> DrawMark:
    def draw(sheet: Sheet, x: float, y: float) -> None:
        half = scale.text * 0.9
        style = {"color": PALETTE.reference_line, "linewidth": 1.2, "dash_capstyle": "butt"}
        sheet.line((x - half, x + half), y, linestyle=(0, dash), **style)

    return draw
