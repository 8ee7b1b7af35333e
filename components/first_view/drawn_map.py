"""The map of a view as an SVG of the page's own layers, to be seen before the live map is there, or without scripts.

The live map takes its place without a jump: it is fitted as assets/map/camera.js fits, by the drawing's own viewBox.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt
import shapely

from components.map import style as map_style
from components.map.detail import USUAL_PX, Detail, details_of
from components.map.ground import layers as map_layers
from components.map.ground.graticule import lines_in, step_at
from components.map.labels import FADING_ZOOMS
from components.map.legend import RING_PX
from data.areas.outline import outline_of
from data.filters.on_map.shade_classes import shade_classes
from data.filters.summary import Summary
from data.mercator import CLOSEST_FIT, TILE_PX, fitting_zoom, latitude_degrees, world_x, world_y
from data.recorded_areas.drawing import HATCHING, OUTLINE, drawn_areas, kinds_drawn
from data.tables.dataset import Dataset
from data.tables.layers.districts import layer

_WORLD: Final = (-180.0, -60.0, 180.0, 75.0)
_AROUND: Final = 2.5
"""Of the width or height that is fitted, drawn on each side, for sheets of another shape."""
_LEAST_AROUND_PX: Final = 1_500.0
_CAMERA_PX: Final = (2800.0, 1800.0)
"""What is drawn around a place that the address names."""
_TOLERANCE_PX: Final = 0.6
_FADED: Final = (1.0, 0.03)
"""The opacity of shades before and after they fade: assets/map/shade.js."""


class _Window(NamedTuple):
    """What is drawn, in pixels of the world at `zoom` from its north-western corner."""

    zoom: float
    view: tuple[float, float, float, float]
    """Left, top, width, height of what is to be seen whole."""
    drawn: tuple[float, float, float, float]
    """Left, top, right, bottom."""

    @property
    def world_px(self) -> float:
        return float(TILE_PX * 2**self.zoom)


def drawn_detail(summary: Summary, camera: dict[str, float]) -> Detail:
    """The circles of a drawing; `camera` is as `components.address.camera_of` gives it."""
    return details_of([summary], _seen(_window(summary, camera)))[0]


def drawn_map(
    detail: Detail,
    camera: dict[str, float],
    measure: str,
    shows_lines: bool,
    shows_graticule: bool = True,
) -> str:
    """The SVG of a filter's circles, districts being shaded by a measure; `camera` is that of `drawn_detail`.

    It has no words and is hidden from those who use a screen reader, who get the map's text alternative.
    """
    summary = detail.summary
    window = _window(summary, camera)
    shapes = _shapes(summary.dataset, round(window.zoom))
    parts = [
        *_ground(shapes, window, shows_lines),
        *(_graticule(window) if shows_graticule else ()),
        *_areas(summary, shapes, window),
        *_selection(summary, window),
        *_circles(detail, window),
    ]
    parts[1:1] = _shades(summary, shapes, window, measure)
    left, top, width, height = window.view
    if "lon" in camera:
        size = f"width:{width:.0f}px;height:{height:.0f}px"
    else:
        # No closer than the live map is fitted.
        most = 2 ** (CLOSEST_FIT - window.zoom)
        size = f"max-width:{width * most:.0f}px;max-height:{height * most:.0f}px"
    # For assets/first_view/first_map.js, which knows how large it is on screen.
    size += f";--zoom:{window.zoom:.3f};--fading:{' '.join(map(str, (*FADING_ZOOMS, *_FADED)))}"
    return (
        f'<svg class="first-map{" is-placed" if "lon" in camera else ""}" style="{size}" viewBox="{left:.1f} {top:.1f} {width:.1f} {height:.1f}" '
        f'aria-hidden="true" focusable="false">{"".join(parts)}</svg>'
    )


def _window(summary: Summary, camera: dict[str, float]) -> _Window:
    if "lon" in camera:
        zoom = camera["zoom"]
        px = TILE_PX * 2**zoom
        x, y = world_x(camera["lon"]) * px, world_y(camera["lat"]) * px
        wide, high = _CAMERA_PX
        edges = (x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)
        return _Window(zoom, (edges[0], edges[1], wide, high), edges)
    bounds = summary.seen_bounds or _WORLD
    zoom = fitting_zoom(bounds, *USUAL_PX)
    px = TILE_PX * 2**zoom
    west, south, east, north = bounds
    x0, x1, y0, y1 = world_x(west) * px, world_x(east) * px, world_y(north) * px, world_y(south) * px
    wide, high = max(x1 - x0, 1.0), max(y1 - y0, 1.0)
    left, top = (x0 + x1 - wide) / 2, (y0 + y1 - high) / 2
    around = max(_AROUND * max(wide, high), _LEAST_AROUND_PX)
    return _Window(
        zoom,
        (left, top, wide, high),
        (left - around, top - around, left + wide + around, top + high + around),
    )


def _seen(window: _Window) -> dict[str, float]:
    """What the drawing shows, as the map's script would say it."""
    left, top, right, bottom = (edge / window.world_px for edge in window.drawn)
    return {
        "west": (left - 0.5) * 360,
        "east": (right - 0.5) * 360,
        "north": latitude_degrees(max(top, 0.0)),
        "south": latitude_degrees(min(bottom, 1.0)),
        "zoom": window.zoom,
    }


_GROUND: Final = {
    "land": "land",
    "lake": "lake",
    "river": "river",
    "district_border": "district",
    "country_border": "country",
}
"""Kinds of `map_layers.ground` in the order in which they are drawn, with the class of each."""

_Shapes = dict[str, shapely.Geometry]
_shapes_of_dataset: WeakKeyDictionary[Dataset, dict[int, _Shapes]] = WeakKeyDictionary()
"""The layers of each dataset at each zoom; they end with the dataset."""


def _shapes(dataset: Dataset, level: int) -> _Shapes:
    """What lies under the circles, by kind and by the code of shaded districts, the width of the world being 1;
    generalised to what can be seen at zoom `level`.
    """
    of_dataset = _shapes_of_dataset.setdefault(dataset, {})
    if level not in of_dataset:
        tolerance = _TOLERANCE_PX / (TILE_PX * 2**level)
        ground = map_layers.ground(dataset)
        made: _Shapes = {}
        for kind in _GROUND:
            parts = [*ground.geometry[ground["kind"] == kind]]
            made[kind] = shapely.union_all(parts) if kind == "land" else shapely.GeometryCollection(parts)
        lines = layer("reference_lines")
        made |= dict(zip(lines["line_id"], lines.geometry, strict=True))
        shaded = map_layers.shaded_districts(dataset)
        made |= dict(zip(shaded["adm1_iso"].astype(str), shaded.geometry, strict=True))
        areas = drawn_areas(dataset)
        names = (areas["part"].astype("str") + " " + areas["kind"].astype("str")).to_numpy()
        made |= {name: shapely.union_all(areas.geometry.to_numpy()[names == name]) for name in {*names}}
        of_dataset[level] = {name: generalised(_on_the_map(shape), tolerance) for name, shape in made.items()}
    return of_dataset[level]


def generalised(shape: shapely.Geometry, tolerance: float) -> shapely.Geometry:
    """A shape without what is smaller than `tolerance`, in its own units; areas stay valid.

    Lines may then touch: to look for that takes half a minute for the borders of the world, which a dataset without
    incidents shows.
    """
    has_areas = shapely.get_dimensions(shape) == 2
    return shapely.simplify(shape, tolerance, preserve_topology=bool(has_areas))


def _on_the_map(shape: shapely.Geometry) -> shapely.Geometry:
    def placed(degrees: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        return np.column_stack([world_x(degrees[:, 0]), world_y(degrees[:, 1])])

    return shapely.transform(shape, placed)


def _ground(shapes: _Shapes, window: _Window, shows_lines: bool) -> Iterator[str]:
    for kind, name in _GROUND.items():
        yield _path(shapes[kind], window, f"first-map-{name}")
    if shows_lines:
        for line_id in map_style.DASHES:
            yield _path(shapes[line_id], window, f"first-map-line {line_id}")


def _graticule(window: _Window) -> Iterator[str]:
    """The meridians and parallels of what is drawn, as far apart as the live map has them."""
    west, south, east, north = (_seen(window)[edge] for edge in ("west", "south", "east", "north"))
    lines = lines_in((west, south, east, north), step_at(window.zoom)).geometry
    px = window.world_px
    edges = [(world_x(x) * px, world_y(y) * px) for line in lines for x, y in shapely.get_coordinates(line)]
    starts, ends = edges[::2], edges[1::2]
    commands = [f"M{x:.0f} {y:.0f}L{u:.0f} {v:.0f}" for (x, y), (u, v) in zip(starts, ends, strict=True)]
    yield f'<path class="first-map-graticule" d="{"".join(commands)}"/>'


def _shades(summary: Summary, shapes: _Shapes, window: _Window, measure: str) -> Iterator[str]:
    values = summary.districts[measure]
    opacity = float(np.interp(window.zoom, FADING_ZOOMS, _FADED))
    fading = f' fill-opacity="{opacity:.2f}"' if opacity < 1 else ""
    for shade, (low, high) in enumerate(shade_classes(summary.dataset, measure)):
        chosen = values.index[(values >= low) & (values <= high) & (values > 0)]
        areas = [shapes[str(code)] for code in chosen if str(code) in shapes]
        if areas:
            yield _path(shapely.GeometryCollection(areas), window, f"first-map-shade-{shade}", fading)


def _areas(summary: Summary, shapes: _Shapes, window: _Window) -> Iterator[str]:
    """The recorded areas, each kind with its outline and hatching."""
    for part in (HATCHING, OUTLINE):
        for kind in kinds_drawn(summary.dataset):
            if f"{part} {kind}" in shapes:
                yield _path(shapes[f"{part} {kind}"], window, f"first-map-area {part} {kind}")


def _selection(summary: Summary, window: _Window) -> Iterator[str]:
    """The outline of what is selected in space."""
    if summary.incident_filter.within is not None:
        edge = shapely.boundary(_on_the_map(outline_of(summary.incident_filter.within)))
        for name in ("first-map-selection casing", "first-map-selection"):
            yield _path(edge, window, name)


def _circles(detail: Detail, window: _Window) -> Iterator[str]:
    """A point is a line without length in a round cap: its pixels do not grow with the drawing."""
    points = detail.features.table.sort_values("casualties", ascending=False, kind="stable")
    diameters, px = detail.diameters[points.index], window.world_px
    x = world_x(points["longitude"].to_numpy(dtype="f8")) * px
    y = world_y(points["latitude"].to_numpy(dtype="f8")) * px
    # Beyond 180 where the view crosses the antimeridian.
    x += np.where(x < window.drawn[0], px, 0)
    is_single = detail.features.rows is not None
    is_near = points["is_near"].to_numpy(dtype=bool) & is_single
    for east, south, diameter, near, worst in zip(x, y, diameters, is_near, points["worst"], strict=True):
        place = f'd="M{east:.1f} {south:.1f}h0"'
        kind = worst or "none"
        if near:
            yield f'<path class="first-map-dot {kind}" {place} stroke-width="{diameter + RING_PX:.1f}"/>'
        casing = diameter + (RING_PX - 2.5 if near else 2.5)
        yield f'<path class="first-map-dot casing" {place} stroke-width="{casing:.1f}"/>'
        yield f'<path class="first-map-dot {kind}" {place} stroke-width="{diameter:.1f}"/>'


def _path(shape: shapely.Geometry, window: _Window, name: str, attributes: str = "") -> str:
    left, top, right, bottom = (edge / window.world_px for edge in window.drawn)
    pieces = []
    for turn in (-1, 0, 1):
        if right > turn and left < turn + 1:
            cut = shapely.clip_by_rect(shape, left - turn, top, right - turn, bottom)
            pieces += _commands(_lines_of(cut), turn, window.world_px)
    return f'<path class="{name}"{attributes} d="{"".join(pieces)}"/>'


def _lines_of(shape: shapely.Geometry) -> npt.NDArray[np.object_]:
    """Rings of polygons, and lines."""
    parts = shapely.get_parts(shapely.get_parts([shape]))
    is_area = shapely.get_type_id(parts) == shapely.GeometryType.POLYGON
    return np.concatenate([shapely.get_rings(parts[is_area]), parts[~is_area]])


def _commands(lines: npt.NDArray[np.object_], turn: int, px: float) -> list[str]:
    """Each line from its first corner on, in whole pixels; none of a line that is smaller than one."""
    coordinates, of_line = shapely.get_coordinates(lines, return_index=True)
    corners = np.round((coordinates + np.array([turn, 0])) * px).astype(int)
    is_first = np.diff(of_line, prepend=-1) != 0
    is_retained = is_first | (np.diff(corners, axis=0, prepend=0) != 0).any(axis=1)
    corners, is_first = corners[is_retained], is_first[is_retained]
    steps = [f"{x} {y}" for x, y in np.diff(corners, axis=0, prepend=0).tolist()]
    begins = np.flatnonzero(is_first).tolist()
    if not begins:
        return []
    ranges = zip(begins, [*begins[1:], len(steps)], strict=True)
    return [
        f"M{corners[begin, 0]} {corners[begin, 1]}l" + " ".join(steps[begin + 1 : end])
        for begin, end in ranges
        if end - begin > 1
    ]
