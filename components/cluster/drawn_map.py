"""The map of an atlas on a cluster: a drawing of shaded districts and of cells of incidents, fitted to what matches."""

from __future__ import annotations

import math
from functools import partial
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
from markupsafe import Markup

from components.desk.page_parts.elements import el
from components.map.legend import cell_diameters, fullest_shown
from data.cluster.clustered import Clustered
from data.extent import around
from data.filters.incident_filter import IncidentFilter
from data.filters.on_map.level_of_detail import Tile, View
from data.mercator import TILE_PX, fitting_zoom, latitude_degrees, world_x, world_y
from data.tables.districts import layer

WIDTH_PX: Final = 1060
HEIGHT_PX: Final = 560
_MARGIN_PX: Final = 40
_WORLD: Final = (-180.0, -60.0, 180.0, 75.0)
_TOLERANCE_PX: Final = 0.6
_EDGES: Final = ["west", "south", "east", "north"]


class _Window(NamedTuple):
    zoom: float
    left: float
    top: float
    """In pixels of the world at that zoom."""

    @property
    def world_px(self) -> float:
        return float(TILE_PX * 2**self.zoom)

    @property
    def view(self) -> View:
        """What is drawn, in degrees."""
        px = self.world_px
        west, east = ((edge / px - 0.5) * 360 for edge in (self.left, self.left + WIDTH_PX))
        edges = (min(max(edge / px, 0.0), 1.0) for edge in (self.top + HEIGHT_PX, self.top))
        south, north = map(latitude_degrees, edges)
        return View(west, south, min(east, west + 360), north, self.zoom)


def drawn_map(
    clustered: Clustered, incident_filter: IncidentFilter, districts: pd.DataFrame, text: str
) -> Markup:
    """An SVG with circles of incidents that have a point, and the districts of `districts`, a ranking, shaded by incidents.

    `text` says in words what it shows. A circle stands at the mean of the incidents of its cell, sized by their casualties
    and coloured by the worst outcome of any of them.
    """
    layer_codes = clustered.dataset.districts["adm1_iso"].astype("str")
    shaded = clustered.dataset.districts[layer_codes.isin(districts.index)]
    window = _fitted(clustered, incident_filter, shaded.geometry.to_numpy())
    cells = clustered.cells_of_view(incident_filter, window.view)
    values = dict(zip(districts.index.astype("str"), districts["incidents"], strict=True))
    parts = [
        # Coarse, and without borders; over them those of the region.
        *(_area(shape, window, "far") for shape in layer("far_countries").geometry),
        *(_area(shape, window, "land") for shape in layer("countries").geometry),
        *(
            _area(shape, window, f"shade-{_shade(clustered, int(values[code]))}")
            for code, shape in zip(shaded["adm1_iso"].astype("str"), shaded.geometry, strict=True)
        ),
        *_circles(cells, window),
    ]
    return el(
        "svg",
        Markup("").join(parts),
        class_="map",
        viewBox=f"0 0 {WIDTH_PX} {HEIGHT_PX}",
        role="img",
        aria_label=text,
    )


def _fitted(
    clustered: Clustered, incident_filter: IncidentFilter, shapes: npt.NDArray[np.object_]
) -> _Window:
    """The window around all circles and shaded districts, or the world without any."""
    cells = clustered.cells(incident_filter, Tile(0, 0, 0))
    boxes = [tuple(map(float, box)) for box in cells[_EDGES].to_numpy()]
    boxes += [tuple(map(float, shapely.bounds(shape))) for shape in shapes]
    west, south, east, north = around([(w, s, e, n) for w, s, e, n in boxes]) or _WORLD
    room = (WIDTH_PX - 2 * _MARGIN_PX, HEIGHT_PX - 2 * _MARGIN_PX)
    zoom = math.floor(fitting_zoom((west, south, east, north), *room) * 4) / 4
    px = TILE_PX * 2**zoom
    middle = (world_x(west) + world_x(east)) / 2 * px, (world_y(north) + world_y(south)) / 2 * px
    return _Window(zoom, middle[0] - WIDTH_PX / 2, middle[1] - HEIGHT_PX / 2)


def _shade(clustered: Clustered, incidents: int) -> int:
    return next((at for at, (low, high) in enumerate(clustered.shade_classes) if low <= incidents <= high), 0)


def _placed(
    degrees: npt.NDArray[np.float64], window: _Window, east_degrees: int = 0
) -> npt.NDArray[np.float64]:
    """Degrees, moved to the east, as pixels of the drawing."""
    px = window.world_px
    degrees = degrees + np.array([east_degrees, 0])
    return np.column_stack(
        [world_x(degrees[:, 0]) * px - window.left, world_y(degrees[:, 1]) * px - window.top]
    )


def _area(shape: shapely.Geometry, window: _Window, name: str) -> Markup:
    """What of an area is in the window, on whole pixels, also where the window reaches beyond 180°."""
    pieces = []
    for turn in (-360, 0, 360):
        west, _south, east, _north = shapely.bounds(shape)
        view = window.view
        if east + turn < view.west_degrees or west + turn > view.east_degrees:
            continue
        moved = shapely.transform(shape, partial(_placed, window=window, east_degrees=turn))
        cut = shapely.clip_by_rect(
            shapely.simplify(moved, _TOLERANCE_PX), -5, -5, WIDTH_PX + 5, HEIGHT_PX + 5
        )
        for polygon in shapely.get_parts(shapely.get_parts([cut])):
            for ring in shapely.get_rings([polygon]):
                corners = np.round(shapely.get_coordinates(ring), 1).tolist()
                pieces.append("M" + "L".join(f"{x:g} {y:g}" for x, y in corners) + "Z")
    return el("path", class_=name, d="".join(pieces)) if pieces else Markup("")


def _circles(cells: pd.DataFrame, window: _Window) -> list[Markup]:
    """The largest first, so that none hides another."""
    if cells.empty:
        return []
    casualties = cells["casualties"].to_numpy()
    placed = _placed(cells[["longitude", "latitude"]].to_numpy(), window)
    # Beyond 180° where the window crosses it.
    placed[:, 0] += np.where(placed[:, 0] < 0, window.world_px, 0)
    sizes = cell_diameters(casualties, fullest_shown(casualties))
    return [
        el(
            "circle",
            class_=str(cells["worst"].iloc[at]) or "none",
            cx=f"{placed[at, 0]:.1f}",
            cy=f"{placed[at, 1]:.1f}",
            r=f"{sizes[at] / 2:.1f}",
        )
        for at in np.argsort(-sizes, kind="stable").tolist()
    ]
