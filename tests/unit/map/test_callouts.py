"""Names within their districts and outside of them; the map's script passes the same cases: tests/javascript/callouts.test.js."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
import shapely

from components.map.callouts import LONGEST, Callout, Taken, callout, inside

_CASES: dict[str, list[dict[str, Any]]] = json.loads(
    (Path(__file__).parents[2] / "callouts.json").read_text(encoding="utf-8")
)
CASES = _CASES["outside"]
INSIDE_CASES = _CASES["inside"]


def circles(rows: list[list[float]]) -> npt.NDArray[np.float64]:
    return np.array(rows, dtype=np.float64).reshape(-1, 3)


def found(case: dict[str, Any]) -> Callout | None:
    taken = Taken(circles(case["circles"]), circles(case["numbers"]), case["boxes"], case["lines"])
    shaded = shapely.union_all([shapely.Polygon(ring) for ring in case["shaded"]])
    return callout(area_of(case), shaded, tuple(case["half"]), tuple(case["size"]), taken)


def area_of(case: dict[str, Any]) -> shapely.Polygon:
    shell, *holes = case["area"]
    return shapely.Polygon(shell, holes)


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_the_name_stands_at_the_nearest_clear_place(case: dict[str, Any]) -> None:
    place = found(case)
    if case["callout"] is None:
        assert place is None
        return
    assert place is not None
    assert [place.x, place.y, *place.line] == pytest.approx(
        [case["callout"]["x"], case["callout"]["y"], *case["callout"]["line"]], abs=0.001
    )


@pytest.mark.parametrize(
    "case", [case for case in CASES if case["callout"]], ids=lambda case: str(case["name"])
)
def test_its_line_is_short_and_begins_in_its_own_district(case: dict[str, Any]) -> None:
    place = found(case)
    assert place is not None
    x0, y0, x1, y1 = place.line
    assert np.hypot(x1 - x0, y1 - y0) <= LONGEST * min(case["size"])
    assert area_of(case).contains(shapely.Point(x0, y0))
    (across, up), (width, height) = case["half"], case["size"]
    name = shapely.box(place.x - across, place.y - up, place.x + across, place.y + up)
    assert shapely.box(0, 0, width, height).contains(name)
    assert not area_of(case).contains(shapely.Point(place.x, place.y))
    for x, y, radius in case["circles"]:
        assert name.distance(shapely.Point(x, y)) >= radius
    for ring in case["shaded"]:
        assert not shapely.Polygon(ring).contains(shapely.Point(place.x, place.y))
    for edges in case["boxes"]:
        assert not name.intersects(shapely.box(*edges))


def area_inside(case: dict[str, Any]) -> shapely.Geometry:
    """The area of rings by the parity of their edges, as the map's script has it."""
    area: shapely.Geometry = shapely.Polygon()
    for ring in case["area"]:
        area = shapely.symmetric_difference(area, shapely.Polygon(ring))
    return area


def found_inside(case: dict[str, Any], is_whole: bool = False) -> tuple[float, float] | None:
    taken = Taken(circles(case["circles"]), circles([]), case["boxes"], case["lines"])
    usual = np.array(case["usual"], dtype=np.float64)
    shaded = None if is_whole else shapely.union_all([shapely.Polygon(ring) for ring in case["shaded"]])
    return inside(area_inside(case), usual, tuple(case["half"]), tuple(case["size"]), taken, shaded)


def name_at(case: dict[str, Any], place: tuple[float, float]) -> shapely.Geometry:
    (x, y), (across, up) = place, case["half"]
    name: shapely.Geometry = shapely.box(x - across, y - up, x + across, y + up)
    return name


@pytest.mark.parametrize("case", INSIDE_CASES, ids=lambda case: str(case["name"]))
def test_the_name_stands_within_its_district(case: dict[str, Any]) -> None:
    place = found_inside(case)
    if case["inside"] is None:
        assert place is None
        return
    assert place == pytest.approx(tuple(case["inside"]), abs=0.001)
    assert place is not None
    assert shapely.contains_xy(area_inside(case), *place)
    name = name_at(case, place)
    assert shapely.contains(shapely.box(0, 0, *case["size"]), name)
    for x, y, radius in case["circles"]:
        assert shapely.distance(name, shapely.Point(x, y)) >= radius
    for edges in case["boxes"]:
        assert not shapely.intersects(name, shapely.box(*edges))
    for x0, y0, x1, y1 in case["lines"]:
        assert not shapely.intersects(name, shapely.LineString([(x0, y0), (x1, y1)]))


@pytest.mark.parametrize("case", INSIDE_CASES, ids=lambda case: str(case["name"]))
def test_a_name_that_has_to_be_whole_never_crosses_the_edge_of_its_area(case: dict[str, Any]) -> None:
    place = found_inside(case, is_whole=True)
    assert place is None or shapely.contains(area_inside(case), name_at(case, place))
