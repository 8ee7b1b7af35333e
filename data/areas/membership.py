"""Which incidents lie inside a selection, possibly inside, outside, or unknown because they are not mapped.

A dot inside is inside. What is known only to a district that the selection overlaps is possibly inside, however much of the
district lies inside: the incident's own position is not known.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt
import shapely
from shapely.affinity import translate
from shapely.geometry.base import BaseGeometry

from data.areas.geodesic import TURN, is_area_nearer, is_in, metres_from, metres_from_line, reach
from data.areas.selection import Selection, Shape
from data.tables.dataset import BoolArray, Dataset, IntArray
from data.tables.dataset_cache import DatasetCache


class Membership(IntEnum):
    """Where an incident lies; every incident is one of them."""

    OUTSIDE = 0
    INSIDE = 1
    POSSIBLY_INSIDE = 2
    NOT_MAPPED = 3


MemberArray = npt.NDArray[np.int8]
"""A Membership each, shape (rows of `codes.places`,)."""

CACHED: Final = 32
"""Selections of a dataset whose answer is kept."""


def membership_of_places(dataset: Dataset, selection: Selection) -> MemberArray:
    """The membership of each row of `dataset.codes.places`; nobody writes into it."""
    where = Selection(selection.shape, selection.corners, selection.km)
    return _answers.of(dataset, where, lambda: _membership(dataset, where))


def are_possible(dataset: Dataset, rows: Sequence[int] | IntArray, selection: Selection | None) -> list[bool]:
    """Whether each of these incidents, by position, is only possibly inside; none is where nothing is selected."""
    if selection is None:
        return [False] * len(rows)
    members = membership_of_places(dataset, selection)[dataset.codes.place[rows]]
    return [bool(member == Membership.POSSIBLY_INSIDE) for member in members]


def takes(dataset: Dataset, selection: Selection) -> BoolArray:
    """Which rows of `dataset.codes.places` a filter with this selection matches."""
    found = membership_of_places(dataset, selection)
    is_inside: BoolArray = found == Membership.INSIDE
    return is_inside | (found == Membership.POSSIBLY_INSIDE) if selection.takes_possible else is_inside


def _membership(dataset: Dataset, selection: Selection) -> MemberArray:
    places, points = dataset.codes.places, dataset.codes.points
    inside = points_inside(selection, points["longitude"].to_numpy(float), points["latitude"].to_numpy(float))
    has_coarse = (places["is_drawn"] & (places["point"] < 0)).any()
    return members_of(dataset, inside, districts_overlapped(dataset, selection) if has_coarse else set())


def members_of(dataset: Dataset, is_inside: BoolArray, overlapped: Collection[str]) -> MemberArray:
    """The membership of each row of `dataset.codes.places`, from the rows of `dataset.codes.points` that lie inside and
    the codes of the districts in use that share more than an edge with those given.
    """
    places = dataset.codes.places
    point, is_drawn = places["point"].to_numpy(), places["is_drawn"].to_numpy()
    has_dot = point >= 0
    found = np.where(is_drawn, Membership.OUTSIDE, Membership.NOT_MAPPED).astype(np.int8)
    found[np.flatnonzero(has_dot)[is_inside[point[has_dot]]]] = Membership.INSIDE
    area = places["area"].cat
    is_possible = np.isin(area.categories.astype(str), [*overlapped])[area.codes.to_numpy()]
    found[is_drawn & ~has_dot & is_possible] = Membership.POSSIBLY_INSIDE
    return found


def points_inside(
    selection: Selection, longitudes: npt.NDArray[np.float64], latitudes: npt.NDArray[np.float64]
) -> BoolArray:
    """Which points lie inside, or on the edge."""
    metres = selection.km * 1000
    if selection.shape is Shape.CIRCLE:
        return np.isfinite(metres_from(*selection.corners[0], longitudes, latitudes, metres))
    area = selection.geometry
    if selection.shape is Shape.BOX:
        (west, south), (east, north) = selection.corners
        is_wide = (longitudes >= west) & (longitudes <= east)
        if west > east:
            is_wide = (longitudes >= west) | (longitudes <= east)
        return np.asarray(is_wide & (latitudes >= south) & (latitudes <= north), dtype=bool)
    found = np.zeros(len(longitudes), dtype=bool)
    if selection.shape is Shape.POLYGON:
        near = np.flatnonzero(is_in(longitudes, latitudes, area.bounds))
        shapely.prepare(area)
        for turn in (0.0, TURN):
            found[near] |= shapely.intersects_xy(area, longitudes[near] + turn, latitudes[near])
    if metres:
        found |= np.isfinite(metres_from_line(area, longitudes, latitudes, metres))
    return found


def districts_overlapped(dataset: Dataset, selection: Selection) -> set[str]:
    """Codes of the districts in use that share more than an edge with the selection."""
    box = reach(selection.geometry.bounds, selection.km * 1000)
    districts = districts_in_use(dataset)
    codes, inner = districts.codes, districts.inner_points
    near = np.flatnonzero(_may_meet(districts.bounds, box))
    # Where a point within a district lies inside there is nothing to be measured: that is so for most.
    is_inside = points_inside(selection, inner[near, 0], inner[near, 1])
    found = {codes[at] for at in near[is_inside]}
    return found | {codes[at] for at in near[~is_inside] if _overlaps(selection, districts.polygons[at])}


@dataclass(frozen=True, eq=False)
class DistrictsInUse:
    """The districts that incidents are coded to, as arrays of one length."""

    codes: npt.NDArray[np.object_]
    polygons: npt.NDArray[np.object_]

    @cached_property
    def bounds(self) -> npt.NDArray[np.float64]:
        """West, south, east and north of each, shape (districts, 4)."""
        return shapely.bounds(self.polygons).reshape(-1, 4)

    @cached_property
    def inner_points(self) -> npt.NDArray[np.float64]:
        """Longitude and latitude of a point within each, shape (districts, 2)."""
        points = shapely.point_on_surface(self.polygons)
        return np.column_stack([shapely.get_x(points), shapely.get_y(points)])


def districts_in_use(dataset: Dataset) -> DistrictsInUse:
    """The districts in use; looked up once for each dataset."""

    def found() -> DistrictsInUse:
        # The deepest that are known: what lies in a selection does not depend on the level that is shaded.
        in_use = dataset.every_district["adm1_iso"].isin(dataset.codes.places["area"].cat.categories)
        areas = dataset.every_district[in_use]
        return DistrictsInUse(areas["adm1_iso"].astype(str).to_numpy(dtype=object), areas.geometry.to_numpy())

    return _districts.of(dataset, None, found)


def _overlaps(selection: Selection, district: BaseGeometry) -> bool:
    area = selection.geometry
    if area.area:
        for turn in (0.0, TURN):
            moved = translate(area, -turn) if turn else area
            if shapely.intersects(moved, district) and not shapely.touches(moved, district):
                return True
    return bool(selection.km) and is_area_nearer(district, area, selection.km * 1000)


def _may_meet(boxes: npt.NDArray[np.float64], box: tuple[float, ...]) -> BoolArray:
    """Which boxes meet one, however often around the globe it is."""
    west, south, east, north = boxes.T
    is_high = (north >= box[1]) & (south <= box[3])
    is_wide = [(west + turn <= box[2]) & (east + turn >= box[0]) for turn in (-TURN, 0.0, TURN)]
    may_meet: BoolArray = is_high & np.logical_or.reduce(is_wide)
    return may_meet


_districts: Final = DatasetCache[None, DistrictsInUse]()
_answers: Final = DatasetCache[Selection, MemberArray](CACHED)
