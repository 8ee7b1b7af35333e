"""Selections in space: how they are written, and one clear sentence for each that cannot be."""

from __future__ import annotations

import pytest

from data.areas.geodesic import outline_around
from data.areas.selection import MOST_CORNERS, Selection, Shape, read_selection
from data.errors import FilterError


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("circle:39.6003,47.1431,10", "circle:39.6003,47.1431,10"),
        (" circle: 39.60030 , 47.14310 , 10.0 ", "circle:39.6003,47.1431,10"),
        ("circle:-0.00001,-180,0.5,possible", "circle:0,-180,0.5,possible"),
        ("circle:39.60034999,47.1,1000", "circle:39.6003,47.1,1000"),
        ("box:39,46,40,47.5", "box:39,46,40,47.5"),
        ("box:-20,170,20,-170", "box:-20,170,20,-170"),
        ("polygon:39 46,40 46,40 47.5", "polygon:BEg35XguicgxTAAwpd"),
        ("polygon:39 46,39 46,40 46,40 47.5,39 46", "polygon:BEg35XguicgxTAAwpd"),
        ("polygon:39 46,40 46,40 47.5,5", "polygon:BEg35XguicgxTAAwpd,5"),
        ("line:39 46,40 47.5,2.25,possible", "line:BEg35XguicgxTwpd,2.25,possible"),
    ],
)
def test_what_means_the_same_is_written_alike(text: str, written: str) -> None:
    assert str(read_selection(text)) == written
    assert str(read_selection(written)) == written


STAR = "polygon:40 46,41 48,40.2 47.9,41 46.1"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "“” is not a selection; write circle:latitude,longitude,kilometres,"),
        ("ring:1,2,3", "“ring:1,2,3” is not a selection"),
        ("circle:39.6", "“circle:39.6” has 1 numbers; write it as circle:39.6003,47.1431,10."),
        ("box:1,2,3", "“box:1,2,3” has 3 numbers; write it as box:39,46,40,47.5."),
        ("circle:north,2,3", "“north” is not a number of degrees or kilometres; write it as 39.6003."),
        ("circle:nan,2,3", "“nan” is not a number"),
        ("circle:1e3,2,3", "“1e3” is not a number"),
        ("circle:95,10,3", "95, 10 is not on the globe; write latitude, then longitude."),
        ("circle:10,190,3", "10, 190 is not on the globe"),
        ("circle:10,20,0", "0 km is not a distance to select by; write one from 0.01 to 1,000 km."),
        ("circle:10,20,-5", "-5 km is not a distance"),
        ("circle:10,20,1001", "1001 km is not a distance"),
        ("circle:10,20,20000", "20000 km is not a distance to select by; write one from 0.01 to 1,000 km."),
        (
            f"circle:10,20,1{'0' * 20}",
            "1e+20 km is not a distance to select by; write one from 0.01 to 1,000",
        ),
        ("circle:99999,20,3", "99999, 20 is not on the globe; write latitude, then longitude."),
        ("line:10 20,11 21,0", "0 km is not a distance"),
        (
            "line:10 20,11 21",
            "“line:10 20,11 21” is a line, which has no inside; write within how many km of it, as line:10 20,11 21,2.",
        ),
        ("circle:84.9,20,300", "The selection reaches a pole or lies beyond 85° north or south"),
        ("circle:-89,20,3", "The selection reaches a pole"),
        ("polygon:80 0,80 120,80 -120", "The selection reaches "),
        ("polygon:60 0,60 100,70 179,70 -100", "The selection reaches "),
        ("box:40,46,39,47", "The rectangle is empty; write it as south, west, north, east."),
        ("box:39,46,40,46", "The rectangle is empty"),
        ("polygon:40 46,41 46", "The polygon has fewer than three corners; add the others."),
        ("polygon:40 46,41 46,40 46,41 46", "The polygon has fewer than three corners"),
        ("polygon:40 46,41 46,42 46", "The outline of the polygon crosses or touches itself"),
        (STAR, "The outline of the polygon crosses or touches itself near 40.55, 47.11; move a corner."),
        ("line:40 46,40 46,3", "The line has a single point; add another, or draw a circle."),
        ("line:0 0,0 100,5", "The line is longer than 3,000 km; draw a shorter one"),
        ("line:0 0,0 100,0 -170,5", "The selection reaches around half of the globe or more"),
        ("polygon:!", "The corners of “polygon:!” cannot be read; draw the selection again."),
        ("polygon:BEg35Xguicg", "The corners of “polygon:BEg35Xguicg” cannot be read"),
        ("polygon:BE" + "_" * 60 + "A", "The corners of “polygon:BE"),
        ("polygon:1 2,3,4 5,6", "The corners of “polygon:1 2,3,4 5,6” cannot be read; write each as"),
        ("polygon:", "The corners of “polygon:” cannot be read"),
    ],
)
def test_what_cannot_be_selected_gets_one_clear_sentence(text: str, sentence: str) -> None:
    with pytest.raises(FilterError) as error:
        read_selection(text)
    assert str(error.value).startswith(sentence)
    assert error.value.key == "within"


def test_a_polygon_of_very_many_corners_is_refused_before_it_is_looked_at() -> None:
    written = ",".join(f"{number / 10_000:.4f} {number % 7}" for number in range(1_000))
    for text in (f"polygon:{written[:5_000]}", f"polygon:{written * 200}", "polygon:BE" + "A" * 1_000_000):
        with pytest.raises(FilterError, match="corners"):
            read_selection(text)


def test_as_many_corners_as_are_allowed_fit_into_an_address() -> None:
    ring = list(outline_around(47.0, 40.0, 500_000, MOST_CORNERS).exterior.coords)[:-1]
    drawn = Selection(Shape.POLYGON, tuple((float(lon), float(lat)) for lon, lat in ring))
    assert len(str(drawn)) < 2_000
    assert read_selection(str(drawn)) == drawn


def test_a_polygon_over_the_antimeridian_is_one_polygon() -> None:
    drawn = read_selection("polygon:-20 170,-20 -170,20 -170,20 170")
    assert drawn.geometry.bounds == (170, -20, 190, 20)
    assert read_selection("polygon:-20 -170,20 -170,20 170,-20 170").geometry.bounds == (170, -20, 190, 20)
