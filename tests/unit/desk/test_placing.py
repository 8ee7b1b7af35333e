"""The map of the coding form: which point a press means, and what is requested then."""

from __future__ import annotations

import pytest

from components.desk.placing.drawing import drawn
from components.desk.placing.view import View, view_around, view_of
from data.coding.places import placed
from tests.unit.desk.conftest import Desk, Fields


@pytest.mark.parametrize("text", ["", "1,2", "a,b,c", "nan,1,1", "1,inf,1", "1e9,1,1", "1,2,3,4"])
def test_a_view_that_is_none_is_left_out(text: str) -> None:
    assert view_of(text) is None


def test_the_middle_pixel_is_the_middle_of_the_view() -> None:
    longitude, latitude = View(46.9, 40.2, 2.0).at(320, 220, 640, 440)
    assert abs(longitude - 46.9) < 0.005
    assert abs(latitude - 40.2) < 0.005


def test_a_view_never_leaves_the_world() -> None:
    view = View(179.9, 79.0, 90.0).moved("east").moved("north").moved("farther")
    assert -180 <= view.longitude < 180
    assert (view.latitude, view.degrees) == (80.0, 90.0)
    assert view.moved("nowhere") == view


def test_the_image_is_drawn_anywhere_and_escapes_names() -> None:
    for view in (
        View(46.9, 40.2, 1.0),
        View(-179.99, 10.0, 90.0),
        view_around([(37.0, 35.0)], View(0, 0, 90)),
    ):
        assert drawn(view, 640, 440, (46.93, 40.35), [(46.75, 40.3)]).endswith("</svg>")


def test_a_placed_point_asks_for_its_precision_and_origin() -> None:
    cells, sentence = placed({"where_prec": "3", "coord_method": "none", "adm1_iso": "AZ-AGM"}, 46.93, 40.35)
    assert (cells["longitude"], cells["latitude"], cells["where_prec"], cells["coord_method"]) == (
        "46.93",
        "40.35",
        "2",
        "",
    )
    assert "the coded district is another one" in sentence
    filled, _sentence = placed({}, 46.93, 40.35)
    assert (filled["adm0"], filled["adm1_iso"]) == ("AZ", "AZ-TAR")


def test_a_press_on_the_map_sets_the_point_without_scripts(desk: Desk) -> None:
    values = Fields(desk.get("/desk/incident").text).values | {"map_view": "46.93,40.35,2"}
    by_pointer = desk.post("/desk/incident", **values, **{"map-large.x": "320", "map-large.y": "220"})
    assert Fields(by_pointer.text).values["incident.longitude"].startswith("46.9")
    moved = desk.post("/desk/incident", **values | {"action": "map:closer"})
    assert Fields(moved.text).values["map_view"] == "46.93,40.35,1"
    by_keyboard = desk.post("/desk/incident", **Fields(moved.text).values | {"action": "map:middle"})
    assert Fields(by_keyboard.text).values["incident.adm1_iso"] == "AZ-TAR"
    assert "Choose how exactly it is known" in by_keyboard.text
