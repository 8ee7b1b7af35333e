"""A map of a brief to draw on: its frame on the sheet, what it shows, and the room that is left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.patheffects import Stroke
from matplotlib.text import Text
from matplotlib.transforms import IdentityTransform

from components.brief.contents import Brief
from components.brief.map.ground import Ground
from components.brief.map.room import Room
from components.brief.map.sheet_rows import Scale, Sheet
from components.brief.map.sheet_text import PALETTE, font_of
from components.map.detail import Detail, details_of
from components.map.legend import RING_PX
from data.filters.on_map.grid import FINEST_ZOOM
from data.tables.layers.districts import layer

IDENTITY: Final = IdentityTransform()
"""For marks whose size on paper does not follow the map."""


@dataclass(frozen=True)
class MapFrame:
    """Where on the sheet a map stands, in points from the upper left corner."""

    left: float
    top: float
    ground: Ground


def detail_on(brief: Brief, ground: Ground, scale: Scale) -> Detail:
    """The circles of a map: of single incidents, or of cells where the page would draw cells of the same ground."""
    # The margin is for circles that stand outside and reach in.
    west, south, east, north = ground.edges(margin=0.05)
    # Cells are as wide beside their circles as on the page.
    zoom = min(max(ground.zoom_of(scale.mark), 0.0), FINEST_ZOOM)
    return details_of(
        [brief.summary], {"west": west, "south": south, "east": east, "north": north, "zoom": zoom}
    )[0]


class MapCanvas:
    """A map to draw on, in points from the lower left corner of its frame."""

    def __init__(
        self, brief: Brief, sheet: Sheet, frame: MapFrame, scale: Scale, detail: Detail | None = None
    ) -> None:
        """`detail` are its circles where another map stands beside it, drawn on one scale."""
        self.brief, self.ground, self.scale = brief, frame.ground, scale
        width, height = self.ground.width, self.ground.height
        edges = (
            frame.left / sheet.width,
            1 - (frame.top + height) / sheet.height,
            width / sheet.width,
            height / sheet.height,
        )
        figure = sheet.axes.get_figure(root=True)
        assert figure is not None
        self.axes: Axes = figure.add_axes(edges, zorder=1)
        self.axes.set_axis_off()
        self.axes.set(xlim=(0, width), ylim=(0, height))
        self.layers = 0
        self.countries = self.ground.cut(layer("countries"))
        self.districts = self.ground.cut(brief.dataset.named_districts) if self.ground.zoom >= 4.5 else None
        # Coasts of islands would be nothing but line where the world is small.
        self.line_pixel = scale.mark * float(np.interp(self.ground.zoom, [2, 5], [0.4, 1.0]))
        detail = detail or detail_on(brief, self.ground, scale)
        self.has_cells = detail.fullest is not None
        points = detail.features.table.sort_values("casualties", ascending=False, kind="stable")
        if self.has_cells:
            points = points.assign(is_near=False)
        places = self.ground.on_paper(points["longitude"], points["latitude"])
        radii = detail.diameters[points.index] * scale.mark / 2
        reach = radii + np.where(points["is_near"], RING_PX, 2.5) * scale.mark / 2
        is_in_view = ((places + reach[:, None] > 0) & (places - reach[:, None] < (width, height))).all(axis=1)
        self.points, self.places = points[is_in_view], places[is_in_view]
        self.radii = radii[is_in_view]
        self.room = Room(width, height, self.places, reach[is_in_view])

    def add(self, artist: Any, **style: Any) -> None:
        """Put something on top of what is there, cut at the frame."""
        self.layers += 1
        artist.set(zorder=self.layers, **style)
        self.axes.add_artist(artist)
        artist.set_clip_path(self.axes.patch)

    def draw_leader(self, points: Sequence[tuple[float, float]], is_of_area: bool = False) -> None:
        """The line that joins lettering to what it names, in a halo; in an area it begins with a dot, and is fainter."""
        colour = PALETTE.map_quiet_text if is_of_area else PALETTE.text
        for width, shade in ((2.0, PALETTE.map_halo), (0.7, colour)):
            self.add(PathPatch(Path(points)), edgecolor=shade, linewidth=width, fill=False)
        if is_of_area:
            dot = PathCollection(
                [Path.unit_circle()], offsets=[points[0]], offset_transform=self.axes.transData
            )
            dot.set_sizes([1.6**2])
            dot.set_transform(IDENTITY)
            self.add(dot, facecolor=colour, edgecolor=PALETTE.map_halo, linewidth=0.7)

    def write(self, x: float, y: float, text: str, size: float, colour: str, is_bold: bool = False) -> None:
        """Write lines around a middle, in a halo that keeps them apart from lines and shades."""
        font = font_of(size, is_bold)
        for effects in ([Stroke(linewidth=size * 0.26, foreground=PALETTE.map_halo, joinstyle="round")], []):
            lettering = Text(x, y, text, fontproperties=font, color=colour, parse_math=False, linespacing=1.1)
            lettering.set(horizontalalignment="center", verticalalignment="center", path_effects=effects)
            self.add(lettering)
