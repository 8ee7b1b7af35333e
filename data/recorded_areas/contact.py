"""Which dots lie in or near which recorded areas, and which districts an area overlaps or comes near to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import numpy.typing as npt
import shapely
from shapely.affinity import translate
from shapely.geometry.base import BaseGeometry

from data.areas.geodesic import TURN, is_area_nearer, metres_from_line, reach
from data.areas.membership import districts_in_use
from data.tables.dataset import Dataset, IntArray
from data.tables.dataset_cache import DatasetCache

CACHED: Final = 8
"""Distances of a dataset whose answer is kept."""
_LEAST_KM_A_DEGREE: Final = 110.5
_MOST_KM_A_DEGREE: Final = 111.8


@dataclass(frozen=True, eq=False)
class Contact:
    """What belongs to each area with everything within a distance of its outline."""

    area_of_point: IntArray
    """Positions in `dataset.areas`, one a pair with `point`."""
    point: IntArray
    """Positions in `dataset.codes.points`."""
    area_of_district: IntArray
    """Positions in `dataset.areas`, one a pair with `district`."""
    district: npt.NDArray[np.object_]
    """Codes of districts in use that share more than an edge with it."""


def contact_within(dataset: Dataset, km: float) -> Contact:
    """The pairs for a distance, of a dataset that has areas; nobody writes into them."""
    return _answers.of(dataset, km, lambda: _contact(dataset, km))


def _contact(dataset: Dataset, km: float) -> Contact:
    outlines = np.empty(0, dtype=object) if dataset.areas is None else dataset.areas.geometry.to_numpy()
    parts, area = shapely.get_parts(outlines, return_index=True)
    points = _point_pairs(dataset, parts, area, km)
    districts = _district_pairs(dataset, parts, area, km)
    return Contact(points[0], points[1], districts[0], districts[1])


def _point_pairs(
    dataset: Dataset, parts: npt.NDArray[np.object_], area: IntArray, km: float
) -> tuple[IntArray, IntArray]:
    """Areas and points, each pair once."""
    longitudes, latitudes = (
        dataset.codes.points[name].to_numpy(dtype=float) for name in ("longitude", "latitude")
    )
    tree = shapely.STRtree([shapely.Point(*each) for each in zip(longitudes, latitudes, strict=True)])
    pairs = {(int(area[part]), int(point)) for part, point in _in_reach(tree, parts, 0.0, "intersects")}
    if km:
        near: dict[int, list[int]] = {}
        for part, point in _in_reach(tree, parts, km * 1000, None):
            if (int(area[part]), int(point)) not in pairs:
                near.setdefault(int(part), []).append(int(point))
        for part, candidates in near.items():
            at = np.unique(candidates)
            metres = metres_to(parts[part], longitudes[at], latitudes[at], km * 1000)
            pairs |= {(int(area[part]), int(point)) for point in at[np.isfinite(metres)]}
    return _as_arrays(pairs)


def metres_to(
    part: BaseGeometry,
    longitudes: npt.NDArray[np.float64],
    latitudes: npt.NDArray[np.float64],
    most: float,
) -> npt.NDArray[np.float64]:
    """The distance of each point outside from a polygon's edge, its holes' included, or from a line; infinite beyond."""
    lines = [part.exterior, *part.interiors] if isinstance(part, shapely.Polygon) else [part]
    found: npt.NDArray[np.float64] = np.minimum.reduce(
        [metres_from_line(line, longitudes, latitudes, most) for line in lines]
    )
    return found


def _in_reach(
    tree: shapely.STRtree,
    parts: npt.NDArray[np.object_],
    metres: float,
    predicate: Literal["intersects"] | None,
) -> list[tuple[int, int]]:
    """Positions of parts and of what the tree has that meet, however often around the globe either is."""
    found = []
    for turn in (-TURN, 0.0, TURN):
        west, south, east, north = shapely.bounds(parts).T if len(parts) else np.empty((4, 0))
        at = np.flatnonzero((west + turn <= TURN / 2 + 3) & (east + turn >= -TURN / 2 - 3))
        if predicate is None:
            boxes = [reach((west[i] + turn, south[i], east[i] + turn, north[i]), metres) for i in at]
            requested = shapely.box(*np.array(boxes).reshape(-1, 4).T)
        else:
            requested = np.array([translate(parts[i], turn) if turn else parts[i] for i in at], dtype=object)
        if len(at):
            part, other = tree.query(requested, predicate=predicate)
            found += list(zip(at[part].tolist(), other.tolist(), strict=True))
    return found


def _district_pairs(
    dataset: Dataset, parts: npt.NDArray[np.object_], area: IntArray, km: float
) -> tuple[IntArray, npt.NDArray[np.object_]]:
    districts = districts_in_use(dataset)
    codes, shapes = districts.codes, districts.polygons
    if not len(codes) or not len(parts):
        return np.empty(0, dtype=np.intp), np.empty(0, dtype=object)
    pairs = set()
    for part, district in _in_reach(shapely.STRtree(shapes), parts, km * 1000, None):
        pair = int(area[part]), district
        if pair not in pairs and _belongs(parts[part], shapes[district], km):
            pairs.add(pair)
    areas, at = _as_arrays(pairs)
    return areas, codes[at]


def _belongs(part: BaseGeometry, district: BaseGeometry, km: float) -> bool:
    """Whether a district shares more than an edge with a part of an area, or any of its inside is so near."""
    shapely.prepare(district)
    apart = []
    for turn in (-TURN, 0.0, TURN):
        moved = translate(part, turn) if turn else part
        if shapely.intersects(district, moved) and not shapely.touches(district, moved):
            return True
        apart.append(float(shapely.distance(district, moved)) if km else np.inf)
    degrees = min(apart)
    if not km or degrees * _LEAST_KM_A_DEGREE * _narrowest(part, km) > km:
        return False
    return degrees * _MOST_KM_A_DEGREE < km or is_area_nearer(district, part, km * 1000)


def _narrowest(part: BaseGeometry, km: float) -> float:
    """How much shorter a degree of longitude than one of latitude may be so near to a part."""
    _west, south, _east, north = reach(part.bounds, km * 1000)
    return float(np.cos(np.radians(max(abs(south), abs(north)))))


def _as_arrays(pairs: set[tuple[int, int]]) -> tuple[IntArray, IntArray]:
    if not pairs:
        return np.empty(0, dtype=np.intp), np.empty(0, dtype=np.intp)
    one, other = np.array(sorted(pairs), dtype=np.intp).T
    return one, other


_answers: Final = DatasetCache[float, Contact](CACHED)
