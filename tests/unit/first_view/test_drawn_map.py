"""The drawing of the first view: where things stand, and how exactly."""

from __future__ import annotations

import re
from time import process_time

import pytest
import shapely

from components.first_view.drawn_map import drawn_detail, drawn_map, generalised
from components.map.ground import layers
from data.filters.incident_filter import IncidentFilter
from data.filters.summary import Summary, summary_of
from data.mercator import CLOSEST_FIT, TILE_PX, world_x, world_y
from tests.tables import bundled, dataset_of, tables


@pytest.fixture(scope="module")
def everything() -> Summary:
    """All of the bundled data."""
    return summary_of(bundled(), IncidentFilter())


def _drawn(summary: Summary, camera: dict[str, float], measure: str, *, shows_lines: bool) -> str:
    return drawn_map(drawn_detail(summary, camera), camera, measure, shows_lines)


def _view_box(drawing: str) -> list[float]:
    found = re.search(r'viewBox="([^"]*)"', drawing)
    assert found
    return [float(number) for number in found[1].split()]


def test_it_is_fitted_to_what_matches(everything: Summary) -> None:
    left, top, width, height = _view_box(_drawn(everything, {}, "incidents", shows_lines=False))
    assert everything.bounds is not None
    west, south, east, north = everything.bounds
    px = width / (world_x(east) - world_x(west))
    assert left == pytest.approx(world_x(west) * px, rel=1e-4)
    assert top == pytest.approx(world_y(north) * px, rel=1e-4)
    assert height == pytest.approx((world_y(south) - world_y(north)) * px, rel=1e-3)


def test_a_named_place_lies_in_its_middle_at_its_zoom(everything: Summary) -> None:
    camera = {"lon": 46.8, "lat": 40.1, "zoom": 9.0}
    drawing = _drawn(everything, camera, "incidents", shows_lines=False)
    left, top, width, height = _view_box(drawing)
    assert left + width / 2 == pytest.approx(world_x(46.8) * TILE_PX * 2**9, abs=0.2)
    assert top + height / 2 == pytest.approx(world_y(40.1) * TILE_PX * 2**9, abs=0.2)
    assert f"width:{width:.0f}px;height:{height:.0f}px" in drawing


def test_one_village_is_drawn_no_closer_than_the_live_map_is_fitted() -> None:
    summary = summary_of(bundled(), IncidentFilter.from_query([("q", "Madagiz")])[0])
    drawing = _drawn(summary, {}, "incidents", shows_lines=False)
    widest = re.search(r"max-width:(\d+)px", drawing)
    assert widest
    assert summary.bounds is not None
    west, _south, east, _north = summary.bounds
    assert float(widest[1]) == pytest.approx(
        (world_x(east) - world_x(west)) * TILE_PX * 2**CLOSEST_FIT, abs=1
    )


def test_a_shade_is_that_of_its_class(everything: Summary) -> None:
    drawing = _drawn(everything, {}, "incidents", shows_lines=False)
    assert drawing.count("first-map-shade-") == 5
    incident_filter = IncidentFilter.from_query([("district", "AZ-TAR")])[0]
    alone = _drawn(summary_of(bundled(), incident_filter), {}, "incidents", shows_lines=False)
    assert alone.count("first-map-shade-") == 1


def test_close_to_the_ground_a_shade_fades_as_on_the_live_map(everything: Summary) -> None:
    assert "fill-opacity" not in _drawn(everything, {}, "incidents", shows_lines=False)
    near = _drawn(everything, {"lon": 46.8, "lat": 40.1, "zoom": 11.0}, "incidents", shows_lines=False)
    assert near.count('fill-opacity="0.03"') == near.count("first-map-shade-") > 0


def test_reference_lines_are_drawn_when_requested(everything: Summary) -> None:
    assert "oblast_1991" not in _drawn(everything, {}, "incidents", shows_lines=False)
    assert "oblast_1991" in _drawn(everything, {}, "incidents", shows_lines=True)


def test_meridians_and_parallels_are_drawn_unless_turned_off(everything: Summary) -> None:
    detail = drawn_detail(everything, {})
    assert "first-map-graticule" in drawn_map(detail, {}, "incidents", shows_lines=False)
    without = drawn_map(detail, {}, "incidents", shows_lines=False, shows_graticule=False)
    assert "first-map-graticule" not in without


def test_it_is_small(everything: Summary) -> None:
    assert len(_drawn(everything, {}, "incidents", shows_lines=False)) < 100_000


def test_the_borders_of_the_world_take_no_longer_than_its_lakes() -> None:
    """A dataset without incidents, as of a file of which no row counts, is drawn on the whole world."""
    ground = layers.ground(dataset_of(tables(incidents=[], casualties=[], sources=[])))
    costs = {}
    for kind in ("lake", "district_border", "country_border"):
        shape = shapely.GeometryCollection([*ground.geometry[ground["kind"] == kind]])
        began = process_time()
        assert not shapely.is_empty(generalised(shape, 0.4))
        costs[kind] = process_time() - began
    assert costs["district_border"] + costs["country_border"] < costs["lake"]
