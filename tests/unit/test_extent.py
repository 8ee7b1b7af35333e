"""The smallest box around places, also on both sides of the antimeridian."""

from __future__ import annotations

import numpy as np
import pytest

from data.extent import around, around_points

FIJI = [177.4, 178.4, -179.9, -178.8]


def test_places_on_both_sides_of_the_antimeridian_lie_in_a_small_box() -> None:
    box = around_points(np.array(FIJI), np.array([-18.0, -17.0, -16.5, -19.0]))
    assert box == pytest.approx((177.4, -19.0, 181.2, -16.5))


def test_boxes_on_both_sides_of_the_antimeridian_lie_in_a_small_box() -> None:
    assert around([(177.0, -19.0, 180.0, -16.0), (-180.0, -20.0, -178.0, -17.0)]) == (
        177.0,
        -20.0,
        182.0,
        -16.0,
    )


def test_a_box_that_crosses_the_antimeridian_takes_in_its_neighbours() -> None:
    assert around([(177.0, -19.0, 182.0, -16.0), (-179.0, -17.0, -177.0, -15.0), None]) == (
        177.0,
        -19.0,
        183.0,
        -15.0,
    )


def test_elsewhere_the_box_reaches_from_the_westernmost_to_the_easternmost() -> None:
    assert around([(43.7, 38.0, 45.0, 41.0), (46.1, 39.0, 48.9, 41.5)]) == (43.7, 38.0, 48.9, 41.5)
    assert around_points(np.array([-90.0, 80.0]), np.array([1.0, 2.0])) == (-90.0, 1.0, 80.0, 2.0)


def test_places_all_around_the_world_lie_in_a_box_around_all_of_it() -> None:
    west, _south, east, _north = (
        around([(degrees, 0.0, degrees + 30.0, 1.0) for degrees in range(-180, 180, 30)]) or (0,) * 4
    )
    assert east - west == 360


def test_without_places_there_is_no_box() -> None:
    assert around([None]) is None
    assert around_points(np.array([]), np.array([])) is None
