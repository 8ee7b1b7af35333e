"""Points in polygons: the same pairs for few points and for many, as plain shapely finds them."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pytest
import shapely

from data.tables.layers.points_in_areas import touching


@pytest.mark.parametrize("number", [0, 1, 49, 50, 400])
def test_the_pairs_are_those_of_plain_shapely(number: int) -> None:
    chance = np.random.default_rng(number)
    middles = shapely.points(chance.uniform(0, 10, (30, 2)))
    areas = gpd.GeoDataFrame(geometry=shapely.buffer(middles, chance.uniform(0.1, 3, 30)), crs="EPSG:4326")
    points = np.asarray(shapely.points(chance.uniform(-1, 11, (number, 2))), dtype=object)
    plain = shapely.intersects(points[:, None], areas.geometry.to_numpy()[None, :])
    assert {*zip(*map(list, touching(points, areas)), strict=True)} == {*zip(*np.nonzero(plain), strict=True)}


def test_a_point_on_a_border_touches_both_areas() -> None:
    areas = gpd.GeoDataFrame(geometry=[shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)], crs="EPSG:4326")
    for number in (1, 60):
        of_point, of_area = touching(np.asarray(shapely.points([(1.0, 0.5)] * number)), areas)
        assert (len(of_point), sorted({*of_area.tolist()})) == (2 * number, [0, 1])
