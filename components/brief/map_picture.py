"""The map of a brief as a picture or a drawing, made on the server from the atlas' own layers.

It is projected as on the screen (Web Mercator, EPSG:3857), so that a view's centre and zoom mean the
same ground, and so that any part of the world can be drawn. It is conformal; the scale bar is right
at the latitude of the map's middle.
"""

from __future__ import annotations

import io
import math
import re
import threading
from dataclasses import dataclass
from typing import Any, Final, Literal

import geopandas as gpd
import matplotlib
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure
from matplotlib.patches import Circle, PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.patheffects import Stroke
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, IdentityTransform

from components.brief.contents import Brief
from components.brief.legend_picture import (
    DASHES,
    MM,
    PALETTE,
    SMALLEST_TEXT,
    Row,
    Scale,
    Sheet,
    draw_rows,
    drawn_rows,
    font_of,
    footer,
    header,
    height_of,
    legend_blocks,
    lines_block,
    lines_row,
    printable,
    scale_of,
    text_width,
)
from components.map_figure import RING_PX
from components.map_legend import classes, diameters, highest, shade_of
from components.map_style import shaded_districts
from components.theme import outcome_colour
from data.districts import layer
from data.errors import AtlasError
from data.incident_filter import IncidentFilter
from data.summary import summary_of

Ending = Literal["png", "svg", "pdf"]
Box = tuple[float, float, float, float]
"""West, south, east, north."""

SMALLEST_MM: Final = (30.0, 25.0)
"""Width and height of the smallest bare map."""
SMALLEST_SHEET_MM: Final = (90.0, 100.0)
"""Width and height of the smallest sheet with title and legend."""
MOST_PIXELS: Final = 60_000_000
"""Of a PNG; more are refused."""

FINEST_DETAIL: Final = 0.1
"""Points on paper by which an outline may be off; nobody sees it, and a drawing of the world stays small."""

NOMINAL_PX: Final = 900.0
"""Width of the screen's map that a view's zoom stands for, whatever the size on paper."""
CLOSEST_ZOOM: Final = 9.0
"""A fitted map shows at least this much around a point."""

LEAST_VISIBLE: Final = 0.35
"""A circle of which less is to be seen, others being on top of it, gets no number."""

_OUTSIDE: Final = "{:,} of those on the map lie outside this frame"
_CIRCUMFERENCE_M: Final = 2 * math.pi * 6_378_137.0
_TILE_PX: Final = 512.0
_POINTS_A_PIXEL: Final = 0.75
_HIGHEST_LATITUDE: Final = 85.05
_HAIR: Final = "\N{HAIR SPACE}"

_HALF: Final = Affine2D().scale(0.5)
_IDENTITY: Final = IdentityTransform()

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
    with _drawing, matplotlib.rc_context(_SETTINGS):
        # A document's own paper shows through a drawing; behind a picture not every program has one.
        paper = PALETTE.paper if furniture else PALETTE.panel if ending == "png" else "none"
        figure = Figure(figsize=(width_mm / 25.4, height_mm / 25.4), facecolor=paper)
        FigureCanvasAgg(figure)
        _compose(brief, figure, furniture, furniture or legend)
        return _saved(brief, figure, ending, dpi)


@dataclass(frozen=True)
class Ground:
    """The part of the world that a map shows, and how large it is on paper."""

    box: Box
    """Edges in metres of EPSG:3857; it may reach over the antimeridian."""
    width: float
    """Points on paper."""
    height: float

    @property
    def metres_a_point(self) -> float:
        """Projected metres."""
        return (self.box[2] - self.box[0]) / self.width

    @property
    def zoom(self) -> float:
        """The MapLibre zoom at which a screen of the paper's size shows the same."""
        return math.log2(_CIRCUMFERENCE_M / (self.metres_a_point * _POINTS_A_PIXEL * _TILE_PX))

    @property
    def latitude(self) -> float:
        """Degrees north of the middle."""
        return _latitude((self.box[1] + self.box[3]) / 2)

    def on_paper(self, longitudes: Any, latitudes: Any) -> npt.NDArray[np.float64]:
        """Points from the lower left corner, shape (rows, 2); each at the copy of the world nearest the middle."""
        x = _CIRCUMFERENCE_M * np.asarray(longitudes, dtype=float) / 360
        middle = (self.box[0] + self.box[2]) / 2
        x = x - _CIRCUMFERENCE_M * np.round((x - middle) / _CIRCUMFERENCE_M)
        y = _northing(np.asarray(latitudes, dtype=float))
        return np.column_stack([x - self.box[0], y - self.box[1]]) / self.metres_a_point

    def holds(self, places: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
        """Which places on paper, shape (rows, 2), are on the map."""
        return np.asarray(((places >= 0) & (places <= (self.width, self.height))).all(axis=1))

    def cut(self, frame: gpd.GeoDataFrame, margin: float = 0.03) -> gpd.GeoDataFrame:
        """The rows of a layer in EPSG:4326 that the map shows, cut a little outside of it, in points on paper."""
        across, up = (self.box[2] - self.box[0]) * margin, (self.box[3] - self.box[1]) * margin
        west, east = self.box[0] - across, self.box[2] + across
        south, north = _latitude(self.box[1] - up), _latitude(self.box[3] + up)
        parts = []
        for copy in (-1, 0, 1):
            shift = copy * _CIRCUMFERENCE_M
            left, right = ((edge - shift) / _CIRCUMFERENCE_M * 360 for edge in (west, east))
            left, right = max(left, -180.0), min(right, 180.0)
            if left >= right:
                continue
            rows = frame.iloc[frame.sindex.query(shapely.box(left, south, right, north), sort=True)]
            shapes = shapely.clip_by_rect(rows.geometry.to_numpy(), left, south, right, north)
            projected = gpd.GeoSeries(shapes, crs="EPSG:4326").to_crs("EPSG:3857").to_numpy()
            scale = 1 / self.metres_a_point
            matrix = [scale, 0, 0, scale, (shift - self.box[0]) * scale, -self.box[1] * scale]
            on_paper = gpd.GeoSeries(projected).affine_transform(matrix).to_numpy()
            shapes = shapely.simplify(on_paper, FINEST_DETAIL, preserve_topology=False)
            parts.append(
                gpd.GeoDataFrame(rows.drop(columns="geometry"), geometry=shapes)[~shapely.is_empty(shapes)]
            )
        return gpd.GeoDataFrame(pd.concat(parts or [frame.iloc[:0]]))


def ground_of(brief: Brief, width: float, height: float) -> Ground:
    """What the map of a brief shows on this many points: the view's ground, or all that is drawn."""
    view = brief.view
    fitted = brief.summary.bounds or summary_of(brief.dataset, IncidentFilter()).bounds
    west, south, east, north = fitted or (-180.0, -58.0, 180.0, 75.0)
    left, right = (_CIRCUMFERENCE_M * degrees / 360 for degrees in (west, east))
    bottom, top = (float(_northing(np.float64(degrees))) for degrees in (south, north))
    # The margin leaves room for the circles on the edge.
    across = max((right - left) * 1.1, (top - bottom) * 1.1 * width / height, _metres_across(CLOSEST_ZOOM))
    if view.zoom is not None:
        across = _metres_across(view.zoom)
    across = min(across, _CIRCUMFERENCE_M)
    x, y = (left + right) / 2, (bottom + top) / 2
    if view.lon is not None and view.lat is not None:
        x, y = _CIRCUMFERENCE_M * view.lon / 360, float(_northing(np.float64(view.lat)))
    half = across / 2 * height / width
    highest_y = float(_northing(np.float64(_HIGHEST_LATITUDE)))
    y = 0.0 if half > highest_y else min(max(y, half - highest_y), highest_y - half)
    return Ground((x - across / 2, y - half, x + across / 2, y + half), width, height)


def _compose(brief: Brief, figure: Figure, furniture: bool, legend: bool) -> None:
    """Lay out the sheet and draw its parts: the legend beside the map, or below it on a narrow sheet."""
    sheet = Sheet(figure)
    scale = scale_of(sheet.width, sheet.height)
    margin = 5 * MM if furniture else 0.0
    inner = sheet.width - 2 * margin
    top, bottom = margin, sheet.height - margin
    if furniture:
        top = draw_rows(sheet, header(brief, inner, scale), margin, top) + scale.text * 0.4
        # A latitude takes the same room wherever it is.
        lines = footer(brief, inner, scale, _projection_note(40.0))
        bottom -= height_of(lines) + scale.text * 0.5
    room = margin, top, margin + inner, bottom
    if legend:
        drawn = _with_legend(brief, sheet, room, scale, furniture)
    else:
        drawn = _MapFrame(margin, top, ground_of(brief, inner, bottom - top))
    _Map(brief, sheet, drawn, scale).draw(has_scale_bar=legend)
    if furniture:
        note = _projection_note(drawn.ground.latitude)
        draw_rows(sheet, footer(brief, inner, scale, note), margin, bottom + scale.text * 0.5)


@dataclass(frozen=True)
class _MapFrame:
    """Where on the sheet a map stands, in points from the upper left corner."""

    left: float
    top: float
    ground: Ground


def _with_legend(brief: Brief, sheet: Sheet, room: Box, scale: Scale, has_counts: bool) -> _MapFrame:
    """Draw the legend in a column at the right, on a low or narrow sheet at the bottom too."""
    left, top, right, bottom = room
    if right - left >= 1.1 * (bottom - top):
        for notes_below in (False, True):
            if drawn := _beside(brief, sheet, room, scale, has_counts, notes_below):
                return drawn
    return _below(brief, sheet, room, scale, has_counts)


def _beside(
    brief: Brief, sheet: Sheet, room: Box, scale: Scale, has_counts: bool, notes_below: bool
) -> _MapFrame | None:
    """The legend in a column, its notes in it or below the map; None where it does not suit the room."""
    left, top, right, bottom = room
    width = min(0.36 * (right - left), scale.text * 20)
    gap = scale.text * 0.8
    if notes_below:
        bottom -= _notes_height(brief, right - left, scale, has_counts) + gap * 0.6
    ground = ground_of(brief, right - left - width - 1.6 * gap, bottom - top)
    blocks = legend_blocks(brief, width, scale, _chosen_row(brief) is not None)
    if not notes_below:
        blocks.insert(0, drawn_rows(_counts(brief, ground, has_counts), width, scale))
        blocks += [lines_block(brief, width, scale)]
    blocks = [rows for rows in blocks if rows]
    spare = bottom - top - sum(height_of(rows) for rows in blocks)
    is_mostly_empty = spare > 0.45 * (bottom - top) and right - left < 1.5 * (bottom - top)
    gap = min(gap, spare / len(blocks))
    if gap < 2.0 or is_mostly_empty:
        return None
    y = top
    for rows in blocks:
        y = draw_rows(sheet, rows, right - width, y) + gap
    if notes_below:
        draw_rows(
            sheet, _notes(brief, ground, right - left, scale, has_counts), left, bottom + scale.text * 0.5
        )
    return _MapFrame(left, top, ground)


def _below(brief: Brief, sheet: Sheet, room: Box, scale: Scale, has_counts: bool) -> _MapFrame:
    """The legend in three columns under the map."""
    left, top, right, bottom = room
    gap = scale.text * 1.2
    width = (right - left - 2 * gap) / 3
    columns = legend_blocks(brief, width, scale, _chosen_row(brief) is not None)
    legend_top = bottom - max(height_of(rows) for rows in columns)
    notes_top = legend_top - _notes_height(brief, right - left, scale, has_counts) - scale.text * 0.4
    ground = ground_of(brief, right - left, notes_top - top - scale.text * 0.5)
    draw_rows(sheet, _notes(brief, ground, right - left, scale, has_counts), left, notes_top)
    for number, rows in enumerate(columns):
        draw_rows(sheet, rows, left + number * (width + gap), legend_top)
    return _MapFrame(left, top, ground)


def _notes(brief: Brief, ground: Ground, width: float, scale: Scale, has_counts: bool) -> list[Row]:
    """What is drawn and what the lines are, over the whole width."""
    return _note_rows(brief, _counts(brief, ground, has_counts), width, scale)


def _notes_height(brief: Brief, width: float, scale: Scale, has_counts: bool) -> float:
    """The most that the notes need, whatever ground the map then shows."""
    counts = [brief.drawn_text] if has_counts else []
    if brief.view.zoom is not None:
        counts.append(_OUTSIDE.format(brief.summary.drawn))
    return height_of(_note_rows(brief, counts, width, scale))


def _note_rows(brief: Brief, counts: list[str], width: float, scale: Scale) -> list[Row]:
    return [*drawn_rows(["; ".join(counts)] if counts else [], width, scale), *lines_row(brief, width, scale)]


def _counts(brief: Brief, ground: Ground, has_counts: bool) -> list[str]:
    return [*([brief.drawn_text] if has_counts else []), *_outside(brief, ground)]


class _Map:
    """The map itself, drawn in points from the lower left corner of its frame."""

    def __init__(self, brief: Brief, sheet: Sheet, frame: _MapFrame, scale: Scale) -> None:
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
        # Coasts of islands would be nothing but line where the world is small.
        self.line_pixel = scale.mark * float(np.interp(self.ground.zoom, [2, 5], [0.4, 1.0]))
        points = brief.summary.dots.sort_values("casualties", ascending=False, kind="stable")
        places = self.ground.on_paper(points["longitude"], points["latitude"])
        radii = diameters(points["casualties"]) * scale.mark / 2
        reach = radii + np.where(points["is_near"], RING_PX, 2.5) * scale.mark / 2
        is_in_view = ((places + reach[:, None] > 0) & (places - reach[:, None] < (width, height))).all(axis=1)
        self.points, self.places = points[is_in_view], places[is_in_view]
        self.radii = radii[is_in_view]
        self.room = _Room(width, height, self.places, reach[is_in_view])

    def draw(self, has_scale_bar: bool) -> None:
        self._draw_land()
        self._draw_shading()
        self._draw_lines()
        self._draw_circles()
        self._draw_chosen()
        if not self.brief.summary.incidents:
            self._draw_nothing_matches()
        if has_scale_bar:
            self._draw_scale_bar()
        self._draw_numbers()
        _draw_labels(self)
        frame = Rectangle((0, 0), self.ground.width, self.ground.height, fill=False)
        self.add(frame, edgecolor=PALETTE.country_line, linewidth=1.0, clip_on=True)

    def add(self, artist: Any, **style: Any) -> None:
        """Put something on top of what is there, cut at the frame."""
        self.layers += 1
        artist.set(zorder=self.layers, **style)
        self.axes.add_artist(artist)
        artist.set_clip_path(self.axes.patch)

    def write(self, x: float, y: float, text: str, size: float, colour: str, is_bold: bool = False) -> None:
        """Write lines around a middle, in a halo that keeps them apart from lines and shades."""
        font = font_of(size, is_bold)
        for effects in ([Stroke(linewidth=size * 0.26, foreground=PALETTE.map_halo, joinstyle="round")], []):
            lettering = Text(x, y, text, fontproperties=font, color=colour, parse_math=False, linespacing=1.1)
            lettering.set(horizontalalignment="center", verticalalignment="center", path_effects=effects)
            self.add(lettering)

    def _draw_land(self) -> None:
        self.add(Rectangle((0, 0), self.ground.width, self.ground.height), color=PALETTE.sea, linewidth=0)
        self.countries = self.ground.cut(layer("countries"))
        self.add(_areas(self.countries), facecolor=PALETTE.land, linewidth=0)

    def _draw_shading(self) -> None:
        summary, measure = self.brief.summary, self.brief.view.measure
        ranges = classes(highest(summary, measure))
        shaded = self.ground.cut(shaded_districts(summary.dataset))
        values = summary.districts[measure].reindex(shaded["adm1_iso"]).fillna(0).to_numpy()
        for index, (low, high) in enumerate(ranges):
            colour = PALETTE.district_ramp[shade_of(index, len(ranges))]
            areas = shaded[(values >= low) & (values <= high)]
            # The thin edge closes the hairlines between neighbours of one shade.
            self.add(_areas(areas), facecolor=colour, edgecolor=colour, linewidth=0.3)

    def _draw_lines(self) -> None:
        waters, pixel = self.ground.cut(layer("waters")), self.line_pixel
        is_lake = waters["kind"] == "lake"
        self.add(_areas(waters[is_lake]), facecolor=PALETTE.water, linewidth=0)
        self.add(_lines(waters[~is_lake]), edgecolor=PALETTE.water, linewidth=pixel, fill=False)
        self.districts = self.ground.cut(layer("districts")) if self.ground.zoom >= 4.5 else None
        if self.districts is not None:
            line = {"edgecolor": PALETTE.district_line, "linewidth": 0.7 * pixel, "joinstyle": "round"}
            self.add(_areas(self.districts), fill=False, **line)
        line = {"edgecolor": PALETTE.country_line, "linewidth": 1.3 * pixel, "joinstyle": "round"}
        self.add(_areas(self.countries), fill=False, **line)
        if self.brief.view.lines:
            shown = self.ground.cut(layer("reference_lines"))
            for line_id, dash in DASHES.items():
                line = {"edgecolor": PALETTE.reference_line, "linewidth": 1.6 * pixel, "capstyle": "butt"}
                self.add(_lines(shown[shown["line_id"] == line_id]), fill=False, linestyle=(0, dash), **line)

    def _draw_chosen(self) -> None:
        row, dataset = _chosen_row(self.brief), self.brief.dataset
        if row is None:
            return
        incident = dataset.incidents.iloc[row]
        if dataset.has_dot[row]:
            place = self.ground.on_paper([incident["longitude"]], [incident["latitude"]])
            at_it = np.hypot(*(self.places - place).T) < 0.01
            radius = float(self.room.reach[at_it].max(initial=0.0)) + 3 * self.scale.mark
            for width, colour in ((4.5, PALETTE.map_halo), (2.5, PALETTE.accent)):
                ring = Circle(place[0], radius)
                self.add(ring, fill=False, edgecolor=colour, linewidth=width * self.scale.mark)
            return
        districts = dataset.districts[dataset.districts["adm1_iso"] == incident["adm1_iso"]]
        line = {"edgecolor": PALETTE.accent, "linewidth": 2.5 * self.scale.mark, "joinstyle": "round"}
        self.add(_areas(self.ground.cut(districts)), fill=False, **line)

    def _draw_circles(self) -> None:
        """Circles over their casing and ring, each complete before a smaller one comes on top."""
        if self.points.empty:
            return
        is_near, pixel = self.points["is_near"].to_numpy(dtype=bool), self.scale.mark
        colours = [outcome_colour(PALETTE, worst) for worst in self.points["worst"]]
        ring = self.radii + np.where(is_near, RING_PX, 2.5) * pixel / 2
        casing = self.radii + np.where(is_near, RING_PX - 2.5, 2.5) * pixel / 2
        ring_colours = [
            colour if near else PALETTE.map_halo for colour, near in zip(colours, is_near, strict=True)
        ]
        radii = np.column_stack([ring, casing, self.radii]).ravel()
        stacked = zip(ring_colours, [PALETTE.map_halo] * len(colours), colours, strict=True)
        self._dots(
            np.repeat(self.places, 3, axis=0), radii, [colour for three in stacked for colour in three]
        )

    def _dots(
        self, places: npt.NDArray[np.float64], radii: npt.NDArray[np.float64], colours: list[str]
    ) -> None:
        # A collection measures in points squared, and a unit circle as its own diameter.
        circle = Path.unit_circle().transformed(_HALF)
        marks = PathCollection(
            [circle], sizes=(2 * radii) ** 2, offsets=places, offset_transform=self.axes.transData
        )
        marks.set_transform(_IDENTITY)
        self.add(marks, facecolor=colours, linewidth=0)

    def _draw_numbers(self) -> None:
        """How many incidents a circle stands for: in it, or beside it where it is too small or half covered."""
        size = max(SMALLEST_TEXT, self.scale.text * 0.92)
        for at, incidents in enumerate(self.points["incidents"]):
            if incidents < 2:
                continue
            (x, y), radius, text = self.places[at], self.radii[at], f"{incidents:,}"
            half = text_width(text, size, is_bold=True) / 2, size * 0.37
            smaller = np.hypot(*(self.places[at + 1 :] - (x, y)).T) < self.radii[at + 1 :] + half[0]
            if self._visible_part(at) < LEAST_VISIBLE:
                continue
            if math.hypot(*half) <= radius * 1.05 and not smaller.any():
                is_killed = self.points["worst"].iloc[at] == "killed"
                colour = PALETTE.on_killed if is_killed else PALETTE.on_injured
                font = font_of(size, is_bold=True)
                number = Text(x, y, text, fontproperties=font, color=colour, parse_math=False)
                self.add(number, horizontalalignment="center", verticalalignment="center_baseline")
                continue
            self._write_beside(at, text, half, size)

    def _visible_part(self, at: int) -> float:
        """How much of a circle the smaller ones on top of it leave to see, 0 to 1."""
        turns = np.linspace(0, 2 * np.pi, 16, endpoint=False)
        unit = np.concatenate([part * np.column_stack([np.cos(turns), np.sin(turns)]) for part in (0.5, 0.9)])
        spots = self.places[at] + self.radii[at] * unit
        away = np.hypot(*(spots[:, None] - self.places[None, at + 1 :]).transpose(2, 0, 1))
        return 1 - float((away < self.room.reach[at + 1 :]).any(axis=1).mean())

    def _write_beside(self, at: int, text: str, half: tuple[float, float], size: float) -> None:
        """A number in its circle's colour next to it, or at the end of a line where others crowd around."""
        x, y = (float(edge) for edge in self.places[at])
        colour = outcome_colour(PALETTE, self.points["worst"].iloc[at])
        for farther in (0.8, 5.0, 10.0, 16.0, 24.0):
            spot = self.room.first_free([(x, y)], half, float(self.room.reach[at]) + farther)
            if spot is None:
                continue
            if farther > 1:
                for width, shade in ((2.0, PALETTE.map_halo), (0.7, PALETTE.text)):
                    self.add(PathPatch(Path([(x, y), spot])), edgecolor=shade, linewidth=width, fill=False)
            self.room.take(spot, (half[0] + 1.5, half[1]))
            self.write(*spot, text, size, colour, is_bold=True)
            return
        self.write(x, y, text, size, colour, is_bold=True)

    def _draw_nothing_matches(self) -> None:
        size, text = self.scale.text * 1.15, "No incident matches this filter."
        half = text_width(text, size, is_bold=True) / 2 + size, size * 1.1
        x, y = self.ground.width / 2, self.ground.height - half[1] - size
        box = Rectangle((x - half[0], y - half[1]), 2 * half[0], 2 * half[1])
        self.add(box, facecolor=PALETTE.panel, edgecolor=PALETTE.line, linewidth=0.6)
        self.room.take((x, y), half)
        self.write(x, y, text, size, PALETTE.text, is_bold=True)

    def _draw_scale_bar(self) -> None:
        length, text = _scale_bar(self.ground)
        size = max(SMALLEST_TEXT, self.scale.text * 0.92)
        half = max(length, text_width(text, size)) / 2 + 3, size * 1.05
        away = 2.2 * MM
        xs = away + half[0], self.ground.width - away - half[0]
        ys = away + half[1], self.ground.height - away - half[1]
        corners = [(x, y) for y in ys for x in xs]
        x, y = next((corner for corner in corners if self.room.is_free(corner, half)), corners[0])
        self.room.take((x, y), half)
        box = Rectangle((x - half[0], y - half[1]), 2 * half[0], 2 * half[1])
        self.add(box, facecolor=PALETTE.map_halo, linewidth=0, alpha=0.8)
        for start, colour in ((-0.5, PALETTE.text), (0.0, PALETTE.panel)):
            part = Rectangle((x + start * length, y - half[1] + 3), length / 2, 2.4)
            self.add(part, facecolor=colour, edgecolor=PALETTE.text, linewidth=0.6)
        self.write(x, y + half[1] - size * 0.72, text, size, PALETTE.text)


class _Room:
    """What is taken of a map: circles, and boxes of lettering."""

    def __init__(
        self, width: float, height: float, places: npt.NDArray[np.float64], reach: npt.NDArray[np.float64]
    ) -> None:
        self.width, self.height, self.places, self.reach = width, height, places, reach
        self.boxes: list[Box] = []

    def take(self, middle: tuple[float, float], half: tuple[float, float]) -> None:
        (x, y), (across, up) = middle, half
        self.boxes.append((x - across, y - up, x + across, y + up))

    def is_free(self, middle: tuple[float, float], half: tuple[float, float], apart: float = 1.5) -> bool:
        """Whether a box lies on the map, clear of circles and of other boxes."""
        (x, y), (across, up) = middle, (half[0] + apart, half[1] + apart)
        if not (across < x < self.width - across and up < y < self.height - up):
            return False
        away = np.maximum(np.abs(self.places - (x, y)) - (across, up), 0)
        if (np.hypot(*away.T) < self.reach).any():
            return False
        if not self.boxes:
            return True
        west, south, east, north = np.array(self.boxes).T
        overlaps = (west < x + across) & (east > x - across) & (south < y + up) & (north > y - up)
        return not overlaps.any()

    def first_free(
        self, anchors: list[tuple[float, float]], half: tuple[float, float], reach: float
    ) -> tuple[float, float] | None:
        """The first place beside an anchor where a box is clear: right, left, above, below, then between."""
        for x, y in anchors:
            for across, up in _DIRECTIONS:
                lean = 1.0 if not (across and up) else 0.72
                middle = x + across * (reach * lean + half[0]), y + up * (reach * lean + half[1])
                if self.is_free(middle, half, apart=0.6):
                    return middle
        return None

    def covering(self, x: float, y: float) -> float:
        """How far the circles reach that cover a place; 0 where none does."""
        covers = np.hypot(*(self.places - (x, y)).T) < self.reach
        return float(self.reach[covers].max(initial=0.0))


_DIRECTIONS: Final = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (1, -1), (-1, 1), (-1, -1))


def _draw_labels(drawn: _Map) -> None:
    """Names in the view's language, the important first; one that finds no room is left out."""
    language = f"name_{drawn.brief.view.lang}"
    _draw_country_names(drawn, language)
    names: set[str] = set()
    _draw_town_names(drawn, language, names)
    if drawn.districts is not None and drawn.ground.zoom >= 6.0:
        _draw_district_names(drawn, language, names)


def _draw_country_names(drawn: _Map, language: str) -> None:
    size = drawn.scale.text * 1.08
    frame = shapely.box(0, 0, drawn.ground.width, drawn.ground.height)
    shown = drawn.countries.assign(part=shapely.intersection(drawn.countries.geometry.to_numpy(), frame))
    shown = shown[shapely.area(shown["part"].to_numpy()) > 0.01 * frame.area]
    usual = drawn.ground.on_paper(shown["label_longitude"], shown["label_latitude"])
    for at, (name, part) in enumerate(zip(shown[language], shown["part"], strict=True)):
        text = "\n".join(_HAIR.join(line) for line in _lines_of(_upper(name, drawn.brief.view.lang), 12))
        half = _half_size(text, size)
        if spot := _inside(drawn.room, part, _seen_place(usual[at], part, frame), half):
            drawn.room.take(spot, half)
            drawn.write(*spot, text, size, PALETTE.map_text)


def _seen_place(
    usual: npt.NDArray[np.float64], part: shapely.MultiPolygon, frame: shapely.Polygon
) -> npt.NDArray[np.float64]:
    """Where the name of a country is looked for: its usual place, or the middle of what is seen of it."""
    west, south, east, north = part.bounds
    if part.area > 0.85 * frame.area:
        # It is all around: a corner tells as much and leaves the middle to what is there.
        return np.array([east * 0.14, north * 0.92])
    if west < usual[0] < east and south < usual[1] < north:
        return usual
    return np.array([(west + east) / 2, (south + north) / 2])


def _inside(
    room: _Room,
    area: shapely.MultiPolygon,
    usual: npt.NDArray[np.float64],
    half: tuple[float, float],
    is_whole: bool = True,
    apart: float = 1.5,
) -> tuple[float, float] | None:
    """The place nearest to the usual one where a box, or else its middle, lies in an area, clear of everything."""
    west, south, east, north = area.bounds
    across, up = np.meshgrid(np.linspace(west, east, 17), np.linspace(south, north, 17))
    spots = np.vstack([usual, np.column_stack([across.ravel(), up.ravel()])])
    lettering = shapely.box(*(spots - half).T, *(spots + half).T) if is_whole else shapely.points(spots)
    shapely.prepare(area)
    spots = spots[shapely.contains(area, lettering)]
    for x, y in spots[np.argsort(np.hypot(*(spots - usual).T), kind="stable")]:
        if room.is_free((float(x), float(y)), half, apart):
            return float(x), float(y)
    return None


def _draw_town_names(drawn: _Map, language: str, names: set[str]) -> None:
    """Towns by their rank and population; a name stands beside the circle that covers its town."""
    size, towns = max(SMALLEST_TEXT, drawn.scale.text * 0.9), layer("towns")
    places = drawn.ground.on_paper(towns.geometry.x, towns.geometry.y)
    is_shown = drawn.ground.holds(places) & (towns["min_zoom"] <= drawn.ground.zoom + 0.5).to_numpy(
        dtype=bool
    )
    shown = towns[is_shown].assign(x=places[is_shown, 0], y=places[is_shown, 1])
    shown = shown.sort_values(["min_zoom", "population"], ascending=[True, False], kind="stable")
    point = 1.9 * drawn.scale.mark
    for x, y, name in zip(shown["x"], shown["y"], shown[language], strict=True):
        text, covered = printable(str(name)), drawn.room.covering(x, y)
        half = _half_size(text, size)
        reach = max(point, covered) + 1.6
        spot = drawn.room.first_free([(x, y)], half, reach)
        if spot is None or (not covered and not drawn.room.is_free((x, y), (point, point), apart=0.3)):
            continue
        if not covered:
            drawn.room.take((x, y), (point, point))
            dot = PathCollection(
                [Path.unit_circle()], offsets=[(x, y)], offset_transform=drawn.axes.transData
            )
            dot.set_sizes([point**2])
            dot.set_transform(_IDENTITY)
            drawn.add(dot, facecolor=PALETTE.map_halo, edgecolor=PALETTE.map_quiet_text, linewidth=0.7)
        drawn.room.take(spot, half)
        names.add(text)
        drawn.write(*spot, text, size, PALETTE.map_text)


def _draw_district_names(drawn: _Map, language: str, names: set[str]) -> None:
    """Districts with incidents first; none whose town of the same name already tells where it is."""
    assert drawn.districts is not None
    size = max(SMALLEST_TEXT, drawn.scale.text * 0.95)
    counts = drawn.brief.summary.districts["incidents"]
    shown = drawn.districts[drawn.districts[language].notna()]
    order = np.argsort(-counts.reindex(shown["adm1_iso"]).fillna(0).to_numpy(), kind="stable")
    places = drawn.ground.on_paper(shown["label_longitude"], shown["label_latitude"])
    for at in order:
        name = printable(str(shown[language].iloc[at]))
        if name in names:
            continue
        text = "\n".join(_HAIR.join(line) for line in _lines_of(name, 14))
        half = _half_size(text, size)
        area = shown.geometry.iloc[at]
        tries = (
            _inside(drawn.room, area, places[at], half, is_whole, apart=4.0) for is_whole in (True, False)
        )
        if spot := next((spot for spot in tries if spot), None):
            drawn.room.take(spot, half)
            drawn.write(*spot, text, size, PALETTE.map_quiet_text)


def _half_size(text: str, size: float) -> tuple[float, float]:
    """Half the width and height of lettering in one or more lines."""
    lines = text.split("\n")
    return max(text_width(line, size) for line in lines) / 2, size * (0.5 + 0.6 * (len(lines) - 1))


def _lines_of(name: str, longest: int) -> list[str]:
    """A name in lines of about this many letters, broken between words."""
    lines = [""]
    for word in printable(name).split(" "):
        if lines[-1] and len(lines[-1]) + len(word) >= longest:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _upper(name: str, language: str) -> str:
    """Capitals as the language writes them: i with its dot, the Armenian ligature as ԵՎ."""
    return (name.replace("i", "İ") if language == "az" else name.replace("և", "ԵՎ")).upper()


def _areas(frame: gpd.GeoDataFrame) -> PathPatch:
    """All polygons of a frame as one patch, holes left open."""
    polygons = shapely.get_parts(frame.geometry.to_numpy())
    polygons = polygons[shapely.get_type_id(polygons) == shapely.GeometryType.POLYGON]
    return _patch(shapely.get_rings(shapely.orient_polygons(polygons)), is_closed=True)


def _lines(frame: gpd.GeoDataFrame) -> PathPatch:
    """All lines of a frame as one patch."""
    return _patch(shapely.get_parts(frame.geometry.to_numpy()), is_closed=False)


def _patch(lines: npt.NDArray[Any], is_closed: bool) -> PathPatch:
    corners, of_line = shapely.get_coordinates(lines, return_index=True)
    codes = np.full(len(corners), Path.LINETO, dtype=Path.code_type)
    is_first = np.diff(of_line, prepend=-1) > 0
    codes[is_first] = Path.MOVETO
    if is_closed:
        codes[np.roll(is_first, -1)] = Path.CLOSEPOLY
    return PathPatch(Path(corners.reshape(-1, 2), codes))


def _scale_bar(ground: Ground) -> tuple[float, str]:
    """Length on paper and text of the longest round distance within a fifth of the map's width."""
    metres_a_point = ground.metres_a_point * math.cos(math.radians(ground.latitude))
    longest = 0.2 * ground.width * metres_a_point
    ten = 10.0 ** math.floor(math.log10(longest))
    metres = next(step * ten for step in (5, 2, 1) if step * ten <= longest)
    text = f"{metres / 1000:,.0f} km" if metres >= 1000 else f"{metres:,.0f} m"
    return metres / metres_a_point, text


def _projection_note(latitude: float) -> str:
    side = "S" if latitude < 0 else "N"
    return f"Web Mercator projection, scale bar true at {abs(latitude):.1f}° {side}"


def _outside(brief: Brief, ground: Ground) -> list[str]:
    """A sentence when the view leaves drawn incidents off the map; otherwise nothing."""
    dots = brief.summary.dots
    is_off = ~ground.holds(ground.on_paper(dots["longitude"], dots["latitude"]))
    incidents, dataset = dots["incidents"].to_numpy()[is_off].sum(), brief.dataset
    is_shade = brief.summary.matches.incidents & dataset.is_drawn & ~dataset.has_dot
    seen = ground.cut(shaded_districts(dataset), margin=0.0)["adm1_iso"]
    incidents += (~dataset.incidents.loc[is_shade, "adm1_iso"].isin(seen)).sum()
    return [_OUTSIDE.format(incidents)] if incidents else []


def _chosen_row(brief: Brief) -> int | None:
    """The selected incident, where it matches and is drawn."""
    row = brief.dataset.row_of(brief.view.incident)
    if row is None or not (brief.summary.matches.incidents[row] and brief.dataset.is_drawn[row]):
        return None
    return row


def _saved(brief: Brief, figure: Figure, ending: Ending, dpi: int) -> bytes:
    """The figure as a file, without dates and versions."""
    about = f"{brief.filter_text}. {brief.drawn_text}. {brief.edition_text}."
    metadata: dict[Ending, dict[str, Any]] = {
        "png": {"Title": brief.title, "Description": about, "Software": None},
        "svg": {"Title": brief.title, "Description": about, "Date": None, "Creator": None, "Type": None},
        "pdf": {
            "Title": brief.title,
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


def _metres_across(zoom: float) -> float:
    """Projected metres across a map of NOMINAL_PX at a zoom."""
    return NOMINAL_PX * _CIRCUMFERENCE_M / _TILE_PX / 2**zoom


def _northing(latitudes: npt.NDArray[np.float64] | np.float64) -> Any:
    """Metres north of the equator in EPSG:3857."""
    radians = np.radians(np.clip(latitudes, -_HIGHEST_LATITUDE, _HIGHEST_LATITUDE))
    return np.arcsinh(np.tan(radians)) * _CIRCUMFERENCE_M / (2 * math.pi)


def _latitude(northing: float) -> float:
    return math.degrees(math.atan(math.sinh(2 * math.pi * northing / _CIRCUMFERENCE_M)))
