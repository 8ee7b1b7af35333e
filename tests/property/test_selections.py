"""Selections in space: their address, and what lies in them, beside plain shapely and pyproj."""

from __future__ import annotations

from typing import Final

import numpy as np
import pytest
import shapely
import shapely.affinity
from hypothesis import assume, given
from hypothesis import strategies as st
from pyproj import Geod

from data.areas.flexible_polyline import decoded, encoded
from data.areas.geodesic import is_area_nearer, outline_around, outline_around_line
from data.areas.membership import points_inside
from data.areas.selection import KEY, Selection, Shape, read_selection
from data.errors import FilterError
from data.filters.incident_filter import IncidentFilter

EARTH: Final = Geod(ellps="WGS84")

latitudes = st.integers(-840_000, 840_000).map(lambda number: number / 10_000)
longitudes = st.integers(-1_800_000, 1_800_000).map(lambda number: number / 10_000)
corners = st.tuples(longitudes, latitudes)
kilometres = st.integers(1, 100_000).map(lambda number: number / 100)


@st.composite
def selections(draw: st.DrawFn) -> Selection:
    """Any that may be; what is refused is tried again."""
    shape = draw(st.sampled_from([*Shape]))
    number = {Shape.CIRCLE: (1, 1), Shape.BOX: (2, 2), Shape.POLYGON: (3, 5), Shape.LINE: (2, 5)}[shape]
    close = draw(corners)
    near = [
        (
            wrapped(close[0] + draw(st.integers(-90_000, 90_000)) / 10_000),
            close[1] + draw(st.integers(-90_000, 90_000)) / 10_000,
        )
        for _ in range(number[0] if number[0] == number[1] else draw(st.integers(*number)))
    ]
    km = 0.0 if shape is Shape.BOX or (shape is Shape.POLYGON and draw(st.booleans())) else draw(kilometres)
    try:
        return Selection(shape, tuple(near), km, draw(st.booleans()))
    except FilterError:
        assume(False)
        raise


def wrapped(longitude: float) -> float:
    return round((longitude + 180) % 360 - 180, 4)


@given(path=st.lists(corners, max_size=20))
def test_corners_survive_their_text(path: list[tuple[float, float]]) -> None:
    text = encoded(path)
    assert decoded(text) == path
    assert set(text) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


@given(selection=selections())
def test_a_selection_survives_its_address(selection: Selection) -> None:
    assert read_selection(str(selection)) == selection
    assert str(read_selection(str(selection))) == str(selection)


@given(longitude=st.floats(-180, 180), latitude=st.floats(-84, 84))
def test_an_address_moves_no_corner_by_more_than_ten_metres(longitude: float, latitude: float) -> None:
    ((east, north),) = read_selection(str(Selection(Shape.CIRCLE, ((longitude, latitude),), 5))).corners
    assert EARTH.inv(longitude, latitude, east, north)[2] < 10


@given(
    text=st.text(max_size=80)
    | st.builds("{}:{}".format, st.sampled_from([*Shape]), st.text("0123456789.,- BEg", max_size=40))
)
def test_no_text_makes_it_fail_and_every_refusal_is_one_sentence(text: str) -> None:
    incident_filter, errors = IncidentFilter.from_query([(KEY, text)])
    for error in errors:
        assert error.key == KEY
        assert str(error).isprintable()
        assert str(error).endswith(".")
    assert (incident_filter.within is None) == bool(errors)


@given(selection=selections(), points=st.lists(corners, min_size=1, max_size=12), data=st.data())
def test_points_lie_inside_as_plain_shapely_and_pyproj_have_it(
    selection: Selection, points: list[tuple[float, float]], data: st.DataObject
) -> None:
    around = data.draw(st.lists(st.tuples(st.floats(-9, 9), st.floats(-9, 9)), max_size=12))
    first = selection.corners[0]
    points = [
        *points,
        *((wrapped(first[0] + east), max(-84, min(84, first[1] + north))) for east, north in around),
    ]
    found = points_inside(selection, *np.array(points, dtype=float).T)
    for (longitude, latitude), is_inside in zip(points, found.tolist(), strict=True):
        metres = metres_away(selection, longitude, latitude)
        if abs(metres - selection.km * 1000) > 5:  # what plain sampling cannot tell
            assert is_inside == (metres <= selection.km * 1000)


def metres_away(selection: Selection, longitude: float, latitude: float) -> float:
    """0 inside; else to the middle, or to the nearest of many positions on the edge; not exact beyond twice the distance."""
    east, north = selection.corners[0]
    if selection.shape is Shape.CIRCLE:
        return float(EARTH.inv(east, north, longitude, latitude)[2])
    turned = [shapely.affinity.translate(selection.geometry, turn) for turn in (-360, 0, 360)]
    point = shapely.Point(longitude, latitude)
    if any(area.area and area.intersects(point) for area in turned):
        return 0.0
    if not selection.km:
        return 1e9 if min(area.distance(point) for area in turned) > 1e-9 else 0.0
    edge = selection.geometry.boundary if selection.geometry.area else selection.geometry
    spots = shapely.get_coordinates(shapely.segmentize(edge, 0.02))
    ones = np.ones(len(spots))
    metres = EARTH.inv(spots[:, 0], spots[:, 1], longitude * ones, latitude * ones)[2]
    nearest = int(np.argmin(metres))
    # Between the neighbours of the nearest spot, finely.
    begin, end = spots[max(nearest - 1, 0)], spots[min(nearest + 1, len(spots) - 1)]
    finer = np.concatenate([np.linspace(begin, spots[nearest], 300), np.linspace(spots[nearest], end, 300)])
    ones = np.ones(len(finer))
    return float(EARTH.inv(finer[:, 0], finer[:, 1], longitude * ones, latitude * ones)[2].min())


@given(
    middle=corners, km=kilometres, size=st.floats(0.01, 3), east=st.floats(-12, 12), north=st.floats(-8, 8)
)
def test_an_area_is_nearer_than_a_distance_when_its_nearest_corner_or_edge_is(
    middle: tuple[float, float], km: float, size: float, east: float, north: float
) -> None:
    assume(abs(middle[1]) + abs(north) < 75)
    area = shapely.box(middle[0] + east, middle[1] + north, middle[0] + east + size, middle[1] + north + size)
    edge = shapely.get_coordinates(shapely.segmentize(area, 0.002))
    ones = np.ones(len(edge))
    metres = EARTH.inv(edge[:, 0], edge[:, 1], middle[0] * ones, middle[1] * ones)[2].min()
    expected = 0.0 if area.contains(shapely.Point(middle)) else float(metres)
    assume(abs(expected - km * 1000) > 150)
    found = is_area_nearer(area, shapely.Point(middle), km * 1000)
    assert found == (expected < km * 1000)


@given(middle=corners, km=kilometres)
def test_the_outline_of_a_circle_is_everywhere_at_its_distance(
    middle: tuple[float, float], km: float
) -> None:
    assume(abs(middle[1]) + km / 110 < 85)
    outline = shapely.get_coordinates(outline_around(*middle, km * 1000))
    ones = np.ones(len(outline))
    metres = EARTH.inv(middle[0] * ones, middle[1] * ones, outline[:, 0], outline[:, 1])[2]
    assert metres == pytest.approx(km * 1000, rel=1e-6)


def test_the_outline_around_a_line_goes_over_the_antimeridian_in_one_piece() -> None:
    line = Selection(Shape.LINE, ((179.0, 10.0), (-179.0, 11.0)), 20).geometry
    outline = outline_around_line(line, 20_000)
    assert outline.geom_type == "Polygon"
    assert outline.contains(line)
    west, _, east, _ = outline.bounds
    assert 178.7 < west < 179
    assert 181 < east < 181.3
