"""What lies within a distance of any matching incident that is drawn as a dot; each point counts once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import shapely

from data.areas.geodesic import ELLIPSOID, TURN, reach
from data.exposure.table import ExposureKind
from data.filters.summary import Summary
from data.tables.dataset import BoolArray, Dataset
from data.tables.dataset_cache import DatasetCache

_Tree = tuple[shapely.STRtree, npt.NDArray[np.float64], npt.NDArray[np.float64]]
"""The points of the table, their longitudes and latitudes."""
_AT_ONCE: Final = 200
"""Incidents' points whose neighbours are looked for together: what bounds the pairs."""


@dataclass(frozen=True)
class Exposed:
    """Points of one kind within the distance."""

    kind: ExposureKind
    points: int
    all_points: int
    people: float | None
    """Their sum; None where none of the points has a number."""
    without_number: int
    """Of the points within the distance those without a number of people."""


@dataclass(frozen=True)
class Exposure:
    """The sums of one filter and one distance."""

    kinds: tuple[Exposed, ...]
    incidents: int
    """Matching incidents with a dot, around which is looked."""
    left_out: int
    """Matching incidents without a dot: nobody knows what lies near to them."""


def exposure_of(summary: Summary, km: float) -> Exposure:
    """The sums around the matching incidents, along the ellipsoid."""
    dataset = summary.dataset
    if dataset.exposure is None:
        return Exposure((), 0, summary.incidents)
    dots = summary.points
    is_near = _is_near(
        dataset, dots["longitude"].to_numpy(float), dots["latitude"].to_numpy(float), km * 1000
    )
    incidents = int(dots["incidents"].sum())
    kinds = [each for each in ExposureKind if (dataset.exposure["what"] == each).any()]
    return Exposure(
        tuple(_exposed(dataset, kind, is_near) for kind in kinds), incidents, summary.incidents - incidents
    )


def _exposed(dataset: Dataset, kind: ExposureKind, is_near: BoolArray) -> Exposed:
    assert dataset.exposure is not None
    is_kind = (dataset.exposure["what"] == kind).to_numpy(dtype=bool)
    people = dataset.exposure["people"].to_numpy(dtype=float)
    near = people[is_kind & is_near]
    has_numbers = bool(np.isfinite(people[is_kind]).any())
    return Exposed(
        kind,
        len(near),
        int(is_kind.sum()),
        float(np.nansum(near)) if has_numbers else None,
        int(np.isnan(near).sum()) if has_numbers else 0,
    )


def _is_near(
    dataset: Dataset, longitudes: npt.NDArray[np.float64], latitudes: npt.NDArray[np.float64], metres: float
) -> BoolArray:
    """Which points of the table lie so near to any of these."""
    tree, east, north = _tree(dataset)
    found = np.zeros(len(east), dtype=bool)
    for begin in range(0, len(longitudes), _AT_ONCE):
        at = slice(begin, begin + _AT_ONCE)
        boxes = [reach((x, y, x, y), metres) for x, y in zip(longitudes[at], latitudes[at], strict=True)]
        for turn in (-TURN, 0.0, TURN):
            requested = [shapely.box(west + turn, south, far + turn, top) for west, south, far, top in boxes]
            dot, point = tree.query(requested)
            new = ~found[point]
            dot, point = dot[new] + begin, point[new]
            if len(point):
                away = ELLIPSOID.inv(longitudes[dot], latitudes[dot], east[point], north[point])[2]
                found[point[np.asarray(away) <= metres]] = True
    return found


def _tree(dataset: Dataset) -> _Tree:
    """The points of the table; made once for each dataset."""

    def made() -> _Tree:
        assert dataset.exposure is not None
        east, north = (dataset.exposure[name].to_numpy(dtype=float) for name in ("longitude", "latitude"))
        points: npt.NDArray[np.object_] = np.asarray(shapely.points(east, north), dtype=object)
        return shapely.STRtree(points), east, north

    return _trees.of(dataset, None, made)


_trees: Final = DatasetCache[None, _Tree]()
