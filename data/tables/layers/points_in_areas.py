"""Which points lie in which polygons, in little time for many points and for polygons of very many corners."""

from __future__ import annotations

from typing import Final

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely

_MANY_POINTS: Final = 50
"""From so many on a polygon is prepared, which takes as long as comparing it with so many points."""

Pairs = tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]


def touching(points: npt.NDArray[np.object_], areas: gpd.GeoDataFrame | gpd.GeoSeries) -> Pairs:
    """The positions of each point and each area that touch, in two arrays of one length."""
    if len(points) < _MANY_POINTS:
        of_point, of_area = areas.sindex.query(points, predicate="intersects")
        return of_point, of_area
    near = np.unique(areas.sindex.query(points)[1])
    # An area is prepared for all points when it is what the tree is queried with, and only for this question: prepared
    # by itself it would take memory on, and other threads use it.
    of_near, of_point = shapely.STRtree(points).query(areas.geometry.to_numpy()[near], predicate="intersects")
    return of_point, near[of_near]
