"""What lies in and near recorded areas, beside plain shapely and pyproj, over the antimeridian too."""

from __future__ import annotations

from dataclasses import replace

import geopandas as gpd
import numpy as np
import shapely
import shapely.affinity
from hypothesis import assume, given
from hypothesis import strategies as st
from pyproj import Geod
from shapely.geometry.base import BaseGeometry

from data.filters.incident_filter import IncidentFilter
from data.recorded_areas.choice import read_area_choice
from data.recorded_areas.contact import contact_within
from data.recorded_areas.table import TEXTS
from tests.examples import costly
from tests.tables import dataset_of, incident, no_rows

EARTH = Geod(ellps="WGS84")
degrees = st.integers(-20_000, 20_000).map(lambda number: number / 10_000)


@st.composite
def outlines(draw: st.DrawFn, middle: tuple[float, float]) -> BaseGeometry:
    """A polygon, one with a hole, one of two parts, or a line near a point; its east may lie beyond 180."""
    east, north = middle[0] + draw(degrees), middle[1] + draw(degrees)
    corners = draw(st.lists(st.tuples(degrees, degrees), min_size=3, max_size=7, unique=True))
    moved = [(east + x, north + y) for x, y in corners]
    hull = shapely.MultiPoint(moved).convex_hull
    assume(isinstance(hull, shapely.Polygon) and hull.area > 0.001)
    assert isinstance(hull, shapely.Polygon)
    kind = draw(st.sampled_from(["polygon", "hole", "parts", "line"]))
    if kind == "line":
        return shapely.LineString(moved)
    if kind == "hole":
        within = shapely.Polygon(shapely.affinity.scale(hull.exterior, 0.5, 0.5))
        return shapely.Polygon(hull.exterior.coords, [within.exterior.coords[::-1]])
    if kind == "parts":
        beside = shapely.Polygon(shapely.affinity.translate(hull.exterior, 5, 0))
        return shapely.MultiPolygon([hull, beside])
    return hull


@given(
    middle=st.tuples(st.sampled_from([-179.6, 20.0, 179.5]), st.sampled_from([-55.0, 3.0, 61.0])),
    km=st.sampled_from([0.0, 0.5, 7.0, 60.0]),
    data=st.data(),
)
@costly(40, deadline=None)
def test_dots_lie_in_and_near_areas_as_plain_shapely_and_pyproj_have_it(
    middle: tuple[float, float], km: float, data: st.DataObject
) -> None:
    shapes = data.draw(st.lists(outlines(middle), min_size=1, max_size=3))
    around = data.draw(st.lists(st.tuples(degrees, degrees), min_size=1, max_size=6, unique=True))
    points = [(round((middle[0] + x + 180) % 360 - 180, 4), round(middle[1] + y, 4)) for x, y in around]
    rows = [
        incident(incident_id=f"I-{at}", where_prec="1", longitude=str(x), latitude=str(y))
        for at, (x, y) in enumerate(points)
    ]
    areas = [
        dict.fromkeys(TEXTS, "") | {"area_id": str(at), "kind": "minefield"} for at in range(len(shapes))
    ]
    dataset = replace(
        dataset_of(no_rows() | {"incidents": rows}),
        areas=gpd.GeoDataFrame(areas, geometry=shapes, crs="EPSG:4326"),
    )
    contact = contact_within(dataset, km)
    found = {*zip(contact.area_of_point.tolist(), contact.point.tolist(), strict=True)}
    assert len(found) == len(contact.point)
    for at, (longitude, latitude) in enumerate(
        dataset.codes.points[["longitude", "latitude"]].itertuples(index=False, name=None)
    ):
        for area, shape in enumerate(shapes):
            metres = metres_away(shape, longitude, latitude)
            if abs(metres - km * 1000) > max(5, km) or (not km and metres == 0):
                assert ((area, at) in found) == (metres <= km * 1000)


def metres_away(shape: BaseGeometry, longitude: float, latitude: float) -> float:
    """0 inside; else to the nearest of many positions on its edge."""
    point = shapely.Point(longitude, latitude)
    if any(shapely.affinity.translate(shape, turn).intersects(point) for turn in (-360, 0, 360)):
        return 0.0
    edge = shape.boundary if shape.area else shape
    spots = shapely.get_coordinates(shapely.segmentize(edge, 0.02))
    nearest = spots[np.argmin(_metres(spots, longitude, latitude))]
    # Where the edge comes close to the nearest spot, finely.
    close = shapely.intersection(edge, shapely.Point(nearest).buffer(0.03))
    return float(
        _metres(shapely.get_coordinates(shapely.segmentize(close, 0.0001)), longitude, latitude).min()
    )


def _metres(spots: np.ndarray, longitude: float, latitude: float) -> np.ndarray:
    ones = np.ones(len(spots))
    return np.asarray(EARTH.inv(spots[:, 0], spots[:, 1], longitude * ones, latitude * ones)[2]) + 1e-9


@given(
    text=st.text(max_size=120)
    | st.from_regex(r"(outside:)?(kind:)?[a-zM0-9-]{1,9}(,[0-9.]{1,6})?(,possible)?", fullmatch=True)
)
def test_a_choice_of_areas_survives_its_address_or_is_refused_in_one_sentence(text: str) -> None:
    incident_filter, errors = IncidentFilter.from_query([("area", text)])
    assert bool(incident_filter.area) != bool(errors)
    for choice in incident_filter.area:
        assert read_area_choice(str(choice)) == choice
    for error in errors:
        assert str(error).endswith(".")
        assert error.key == "area"
