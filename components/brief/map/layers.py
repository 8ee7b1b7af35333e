"""The ground of a map: land, shaded districts, waters, borders and reference lines."""

from __future__ import annotations

from typing import Any, Final

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from shapely.affinity import translate

from components.brief.map.canvas import MapCanvas
from components.brief.map.sheet_text import PALETTE, SMALLEST_TEXT, text_width
from components.map.ground.graticule import lines_in, meridian_label, parallel_label, step_at
from components.map.ground.layers import shaded_districts
from components.map.labels import FADING_ZOOMS
from components.map.style import DASHES, RIVER_WIDTHS
from data.areas.outline import outline_of
from data.filters.on_map.shade_classes import shade_classes
from data.language import speaking
from data.recorded_areas.drawing import HATCHING, HATCHING_PX, OUTLINE, PENS, drawn_areas, kinds_drawn
from data.tables.layers.districts import layer

_FADED: Final = (1.0, 0.12)
"""The opacity of shades over a ground map before and after they fade."""


def draw_land(drawn: MapCanvas) -> None:
    """Sea and countries."""
    drawn.add(Rectangle((0, 0), drawn.ground.width, drawn.ground.height), color=PALETTE.sea, linewidth=0)
    drawn.add(areas_patch(drawn.countries), facecolor=PALETTE.land, linewidth=0)


def draw_shading(drawn: MapCanvas) -> None:
    """Districts in the shade of the view's measure."""
    summary, measure = drawn.brief.summary, drawn.brief.view.measure
    shaded = drawn.ground.cut(shaded_districts(summary.dataset))
    values = summary.districts[measure].reindex(shaded["adm1_iso"]).fillna(0).to_numpy()
    # Over a ground map a shade fades close to the ground, as on screen.
    opacity = (
        float(np.interp(drawn.ground.zoom, FADING_ZOOMS, _FADED)) if drawn.brief.drawn_ground_map else None
    )
    for colour, (low, high) in zip(
        PALETTE.district_ramp, shade_classes(summary.dataset, measure), strict=False
    ):
        areas = shaded[(values >= low) & (values <= high)]
        drawn.add(areas_patch(areas), facecolor=colour, linewidth=0, alpha=opacity)
    line = {"edgecolor": PALETTE.shaded_line, "linewidth": 1.5 * drawn.line_pixel, "joinstyle": "round"}
    drawn.add(areas_patch(shaded[values > 0]), fill=False, **line)


def draw_waters(drawn: MapCanvas) -> None:
    """Lakes and rivers of the bundled ground."""
    waters, pixel = drawn.ground.cut(layer("waters")), drawn.line_pixel
    is_lake = waters["kind"] == "lake"
    drawn.add(areas_patch(waters[is_lake]), facecolor=PALETTE.water, linewidth=0)
    drawn.add(_lines_patch(waters[~is_lake]), edgecolor=PALETTE.water, linewidth=pixel, fill=False)
    zooms, widths = [zoom for zoom, _ in RIVER_WIDTHS], [width for _, width in RIVER_WIDTHS]
    drawn.add(
        _lines_patch(drawn.ground.cut(layer("rivers"))),
        edgecolor=PALETTE.water,
        linewidth=float(np.interp(drawn.ground.zoom, zooms, widths)) * pixel,
        capstyle="round",
        joinstyle="round",
        fill=False,
    )


def draw_graticule(drawn: MapCanvas) -> None:
    """Meridians and parallels, where the view has them."""
    lines = _graticule(drawn)
    corners = [shapely.LineString(drawn.ground.on_paper(*line.xy)) for line in lines.geometry]
    line = {"edgecolor": PALETTE.district_line, "linewidth": 0.5 * drawn.line_pixel}
    drawn.add(_patch(np.array(corners, dtype=object), is_closed=False), fill=False, **line)


def write_degrees(drawn: MapCanvas) -> None:
    """The degrees of the graticule along the left and lower edge, where there is room."""
    lines, size = _graticule(drawn), SMALLEST_TEXT
    with speaking(drawn.brief.map_names):
        labels = [
            meridian_label(degrees) if is_meridian else parallel_label(degrees)
            for degrees, is_meridian in zip(lines["degrees"], lines["is_meridian"], strict=True)
        ]
    for line, label, is_meridian in zip(lines.geometry, labels, lines["is_meridian"], strict=True):
        [(x, y)] = drawn.ground.on_paper([line.coords[0][0]], [line.coords[0][1]])
        half = text_width(label, size) / 2, size * 0.6
        spot = (float(x), half[1] + 2) if is_meridian else (half[0] + 2, float(y))
        is_inside = all(
            edge < at < whole - edge
            for at, edge, whole in zip(spot, half, (drawn.ground.width, drawn.ground.height), strict=True)
        )
        if is_inside and drawn.room.is_free(spot, half):
            drawn.room.take(spot, half)
            drawn.write(*spot, label, size, PALETTE.map_quiet_text)


def _graticule(drawn: MapCanvas) -> gpd.GeoDataFrame:
    lines = lines_in(drawn.ground.edges(margin=0.0), step_at(drawn.ground.zoom))
    return lines if drawn.brief.view.graticule else lines.iloc[:0]


def draw_lines(drawn: MapCanvas) -> None:
    """The lines of districts and countries, and the reference lines where the view has them."""
    pixel = drawn.line_pixel
    if drawn.districts is not None:
        line = {"edgecolor": PALETTE.district_line, "linewidth": 0.7 * pixel, "joinstyle": "round"}
        drawn.add(areas_patch(drawn.districts), fill=False, **line)
    line = {"edgecolor": PALETTE.country_line, "linewidth": 1.3 * pixel, "joinstyle": "round"}
    drawn.add(areas_patch(drawn.countries), fill=False, **line)
    if drawn.brief.view.lines:
        shown = drawn.ground.cut(layer("reference_lines"))
        for line_id, dash in DASHES.items():
            line = {"edgecolor": PALETTE.reference_line, "linewidth": 1.6 * pixel, "capstyle": "butt"}
            drawn.add(
                _lines_patch(shown[shown["line_id"] == line_id]), fill=False, linestyle=(0, dash), **line
            )


def draw_selection(drawn: MapCanvas) -> None:
    """The outline of what the filter selects in space."""
    selection = drawn.brief.summary.incident_filter.within
    if selection is None:
        return
    whole = outline_of(selection)
    # The layers end at 180 degrees; what lies beyond begins anew on the other side.
    pieces = [
        translate(shapely.clip_by_rect(whole, at - 180, -90, at + 180, 90), -at) for at in (-360, 0, 360)
    ]
    frame = gpd.GeoDataFrame(geometry=[piece for piece in pieces if not piece.is_empty], crs="EPSG:4326")
    edge = areas_patch(drawn.ground.cut(frame))
    for width, colour, dash in ((4.0, PALETTE.map_halo, None), (1.6, PALETTE.text, (5.0, 2.5))):
        line = {"edgecolor": colour, "linewidth": width * drawn.line_pixel, "joinstyle": "round"}
        drawn.add(
            edge if dash is None else areas_patch(drawn.ground.cut(frame)),
            fill=False,
            **line,
            linestyle=(0, dash),
        )


def draw_areas(drawn: MapCanvas) -> None:
    """The recorded areas, each kind with its outline and hatching."""
    shown = drawn.ground.cut(drawn_areas(drawn.brief.dataset))
    pixel = drawn.line_pixel
    for part in (HATCHING, OUTLINE):
        for kind in kinds_drawn(drawn.brief.dataset):
            pen = PENS[kind]
            width, dash = (pen.width_px, pen.dash or None) if part == OUTLINE else (HATCHING_PX, None)
            lines = _lines_patch(shown[(shown["kind"] == kind) & (shown["part"] == part)])
            line = {"edgecolor": PALETTE.map_text, "linewidth": width * pixel, "capstyle": "butt"}
            drawn.add(lines, fill=False, linestyle=(0, dash), **line)


def areas_patch(frame: gpd.GeoDataFrame) -> PathPatch:
    """All polygons of a frame as one patch, holes left open."""
    polygons = shapely.get_parts(frame.geometry.to_numpy())
    polygons = polygons[shapely.get_type_id(polygons) == shapely.GeometryType.POLYGON]
    return _patch(shapely.get_rings(shapely.orient_polygons(polygons)), is_closed=True)


def _lines_patch(frame: gpd.GeoDataFrame) -> PathPatch:
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
