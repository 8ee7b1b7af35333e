"""The matching incidents that a box and a CQL2 text leave, page by page as GeoJSON features."""

from __future__ import annotations

from dataclasses import dataclass
from functools import singledispatch
from typing import Final

import numpy as np

from data.bounded_cache import LatestOfEach
from data.exports.cql2_filter import selected
from data.exports.rows import ROWS_A_PART, features, rows
from data.extent import Box
from data.filters.summary import Summary
from data.tables.dataset import BoolArray, Dataset, IntArray

NARROWED_CACHED: Final = 8
"""Summaries of which what was left last is remembered, so that the next page need not look again."""


@dataclass(frozen=True)
class Narrowing:
    """What leaves some of the incidents that match; all of them where nothing is given."""

    bbox: tuple[float, float, float, float] | None = None
    """West, south, east, north in degrees; west is greater than east where it crosses the antimeridian. Incidents without a
    point are in no box.
    """
    cql2: str = ""
    """As `data.exports.cql2_filter` reads it."""


@singledispatch
def number_narrowed(summary: Summary, narrowing: Narrowing) -> int:
    """How many incidents are left. Raises FilterError for a CQL2 text that is not understood."""
    return len(narrowed_rows(summary, narrowing))


@singledispatch
def features_between(summary: Summary, narrowing: Narrowing, begin: int, end: int) -> list[str]:
    """Those that are left from one of them to before another, in order of time, each as the text of a GeoJSON feature.

    Raises FilterError as `number_narrowed`.
    """
    return features(summary, narrowed_rows(summary, narrowing)[begin:end])


@singledispatch
def features_of_incident(summary: Summary, incident_id: str) -> list[str]:
    """The text of the GeoJSON feature of an incident, whether it matches or not; nothing where the dataset has it not."""
    row = summary.dataset.row_of(incident_id)
    return [] if row is None else features(summary, np.array([row]))


@singledispatch
def box_of_points(summary: Summary) -> Box | None:
    """West, south, east, north of the points that are drawn, none of them beyond 180°; None without any."""
    points = summary.points
    if not len(points):
        return None
    longitude, latitude = points["longitude"], points["latitude"]
    west, south, east, north = longitude.min(), latitude.min(), longitude.max(), latitude.max()
    return float(west), float(south), float(east), float(north)


def narrowed_rows(summary: Summary, narrowing: Narrowing) -> IntArray:
    """Positions of the incidents that are left, in order of time. Raises FilterError as `number_narrowed`."""
    if narrowing == Narrowing():
        return summary.rows
    cached = _narrowed.get(summary, narrowing)
    if cached is not None:
        return cached
    at = summary.rows
    if narrowing.bbox is not None:
        at = at[_in_box(summary.dataset, at, narrowing.bbox)]
    if narrowing.cql2:
        # Once at least, for what is wrong with the text.
        begins = range(0, max(len(at), 1), ROWS_A_PART)
        parts = [rows(summary, at[begin : begin + ROWS_A_PART]) for begin in begins]
        at = at[np.concatenate([selected(part, narrowing.cql2) for part in parts])]
    _narrowed.set(summary, narrowing, at)
    return at


def _in_box(dataset: Dataset, at: IntArray, bbox: tuple[float, float, float, float]) -> BoolArray:
    """Which of the incidents have their point in the box."""
    west, south, east, north = bbox
    places = dataset.incidents[["longitude", "latitude"]].iloc[at].to_numpy(dtype=float)
    longitude, latitude = places.T
    in_width = (
        (longitude >= west) & (longitude <= east)
        if west <= east
        else (longitude >= west) | (longitude <= east)
    )
    found: BoolArray = dataset.has_dot[at] & in_width & (latitude >= south) & (latitude <= north)
    return found


_narrowed: Final[LatestOfEach[Summary, Narrowing, IntArray]] = LatestOfEach(NARROWED_CACHED)
