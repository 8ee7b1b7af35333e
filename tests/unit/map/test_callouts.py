"""Names outside of their districts; the map's script passes the same cases: tests/javascript/callouts.test.js."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
import shapely

from components.map.callouts import LONGEST, Callout, Taken, callout

CASES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[2] / "callouts.json").read_text(encoding="utf-8")
)


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
