"""Coordinates are checked against the globe and against what is stated, and never repaired in silence."""

from __future__ import annotations

import math

import numpy as np
import pytest
import shapely

from data.places.coordinates.checked_points import check_point, check_points
from data.places.coordinates.corrections import CheckedPoint
from data.places.naming.district_names import DistrictNames
from data.tables.layers.districts import districts_of_the_world, use_districts

TARTAR = (46.9, 40.3)


def point(checked: CheckedPoint) -> tuple[float | None, float | None]:
    return checked.longitude, checked.latitude


@pytest.mark.parametrize(
    "cells", [TARTAR, ("46.9", "40.3"), (np.float64(46.9), np.float64(40.3)), (" 46.9 ", "40.30")]
)
def test_a_point_where_it_is_stated_to_be_needs_no_remark(cells: tuple[object, object]) -> None:
    checked = check_point(*cells, country="Azerbaijan", district="Tartar")
    assert checked == CheckedPoint(*TARTAR, adm0="AZ", adm1_iso="AZ-TAR")


@pytest.mark.parametrize("empty", [None, "", " ", float("nan"), "n/a", "-"])
def test_no_coordinate_is_no_remark(empty: object) -> None:
    assert check_point(empty, empty, "AZ") == CheckedPoint(None, None)


def test_a_coordinate_written_as_nan_is_reported_as_no_number() -> None:
    assert check_point("NaN", "NaN", "AZ").remarks == (
        "“NaN”, “NaN” is not a longitude and a latitude; it was not used.",
    )


@pytest.mark.parametrize("cells", [(46.9, None), ("", 40.3), (float("nan"), 40.3)])
def test_half_a_coordinate_is_not_used(cells: tuple[object, object]) -> None:
    checked = check_point(*cells)
    assert point(checked) == (None, None)
    assert "Only one" in checked.remarks[0]


@pytest.mark.parametrize(
    "cells", [("abc", "40.3"), ("46.9", "north"), ("46.9.1", "40.3"), (True, 40.3), ("inf", "40.3")]
)
def test_what_is_not_a_number_is_shown_and_not_used(cells: tuple[object, object]) -> None:
    checked = check_point(*cells)
    assert point(checked) == (None, None)
    assert str(cells[0]) in checked.remarks[0]


@pytest.mark.parametrize("cells", [(0, 0), ("0", "0.0"), (0.0001, -0.0001)])
def test_zero_zero_is_no_place(cells: tuple[object, object]) -> None:
    checked = check_point(*cells, country="GH")
    assert point(checked) == (None, None)
    assert "Gulf of Guinea" in checked.remarks[0]


def test_a_place_on_the_equator_is_one() -> None:
    assert point(check_point(32.5, 0.0, "UG")) == (32.5, 0.0)


@pytest.mark.parametrize(
    ("cells", "word"),
    [((46.9, 95), "not on the globe"), ((370, 40), "not on the globe"), ((512345, 4567890), "metres")],
)
def test_what_is_not_on_the_globe_is_not_used(cells: tuple[float, float], word: str) -> None:
    checked = check_point(*cells)
    assert point(checked) == (None, None)
    assert word in checked.remarks[0]


@pytest.mark.parametrize(
    ("cells", "country", "expected"),
    [
        ((190.5, -16.7), "", (-169.5, -16.7)),
        ((190.0, 66.0), "RU", (-170.0, 66.0)),
        ((-190, 66), "", (170, 66)),
    ],
)
def test_a_longitude_beyond_180_is_counted_from_the_other_side_and_it_is_reported(
    cells: tuple[float, float], country: str, expected: tuple[float, float]
) -> None:
    checked = check_point(*cells, country=country)
    assert point(checked) == pytest.approx(expected)
    assert checked.is_corrected
    assert any("beyond 180 degrees" in remark for remark in checked.remarks)


@pytest.mark.parametrize(
    "cells", [("46919", "40345"), ("46919523", "40345139"), ("469", "40345"), ("469195", "403451")]
)
def test_a_lost_decimal_point_is_put_back_only_where_one_country_has_the_point(
    cells: tuple[str, str],
) -> None:
    checked = check_point(*cells, country="AZ")
    if cells[0] == "469":
        assert point(checked) == (None, None)
    else:
        assert point(checked) == pytest.approx((46.919, 40.345), abs=0.001)
        assert checked.is_corrected
        assert "decimal points that got lost" in checked.remarks[0]
    assert point(check_point(*cells)) == (None, None)


def test_metres_of_a_grid_are_not_taken_for_degrees_without_a_decimal_point() -> None:
    """912345, 1212345 may be 9.12 east, 12.12 north, or metres: both lie in Nigeria."""
    assert point(check_point("912345", "1212345", "NG")) == (None, None)


def test_a_decimal_comma_is_read_and_reported() -> None:
    checked = check_point("46,9", "40,3", "AZ")
    assert point(checked) == TARTAR
    assert "decimal comma" in checked.remarks[0]
    assert not checked.is_corrected


def test_degrees_minutes_and_seconds_are_read_and_reported() -> None:
    checked = check_point("46°54′00″ E", "40°18′00″ N", "AZ")
    assert point(checked) == pytest.approx(TARTAR)
    assert "degrees, minutes and seconds" in checked.remarks[0]


def test_letters_tell_which_is_which() -> None:
    checked = check_point("40.3 N", "46.9 E", "AZ")
    assert point(checked) == TARTAR
    assert checked.is_corrected
    assert "exchanged" in checked.remarks[0]
    assert point(check_point("46.9 E", "40.3 E", "AZ")) == (None, None)


class TestCorrections:
    @pytest.mark.parametrize(
        ("cells", "country", "expected", "word"),
        [
            ((40.3, 46.9), "AZ", TARTAR, "latitude exchanged"),
            ((74.5, 4.6), "CO", (-74.5, 4.6), "sign of the longitude"),
            ((45.2, -2.04), "SO", (45.2, 2.04), "sign of the latitude"),
            ((4.6, -74.5), "CO", (-74.5, 4.6), "latitude exchanged"),
            ((-134.0, 25.0), "AU", (134.0, -25.0), "signs of both"),
            ((46.9, 140.3), "AZ", (None, None), "not on the globe"),
        ],
    )
    def test_are_used_where_they_fall_into_the_stated_country(
        self, cells: tuple[float, float], country: str, expected: tuple[float | None, float | None], word: str
    ) -> None:
        checked = check_point(*cells, country=country)
        assert point(checked) == expected
        assert checked.is_corrected == (expected != (None, None))
        assert any(word in remark for remark in checked.remarks)

    def test_are_only_proposed_where_several_fall_into_the_country(self) -> None:
        """4 degrees north and south of the equator, Brazil lies at 60 degrees west."""
        checked = check_point(60.0, 4.0, "BR")
        assert point(checked) == (None, None)
        proposed = [remark for remark in checked.remarks if "It would lie in Brazil" in remark]
        assert len(proposed) == 2

    def test_are_only_proposed_without_a_country(self) -> None:
        checked = check_point(46.9, 95.0)
        assert point(checked) == (None, None)
        assert "It would lie in Mongolia with longitude and latitude exchanged." in checked.remarks

    def test_are_not_made_where_the_point_as_given_is_in_the_country(self) -> None:
        checked = check_point(45.4, 35.3, "IQ")
        assert point(checked) == (45.4, 35.3)
        assert checked.remarks == ()

    def test_are_not_made_in_silence_for_a_country_that_is_not_known(self) -> None:
        checked = check_point(40.3, 46.9, "Ruritania")
        assert point(checked) == (40.3, 46.9)
        assert "“Ruritania” is not known" in checked.remarks[0]


class TestOutside:
    def test_the_country_the_coordinate_is_not_used(self) -> None:
        checked = check_point(10, 10, "AZ")
        assert point(checked) == (None, None)
        assert "km outside Azerbaijan" in checked.remarks[0]

    def test_the_country_by_little_it_is_kept(self) -> None:
        """Outlines are generalised: Xudafərin lies on the Araz, just outside the national one."""
        checked = check_point(46.94694, 39.15028, "AZ", "AZ-CAB")
        assert point(checked) == (46.94694, 39.15028)
        assert checked.remarks == ()

    def test_at_sea_it_is_kept_and_reported(self) -> None:
        checked = check_point(50.9, 40.3, "AZ")
        assert point(checked) == (50.9, 40.3)
        assert "in no country" in checked.remarks[0]
        assert checked.adm0 == ""

    def test_the_district_both_are_kept_and_it_is_reported(self) -> None:
        checked = check_point(49.8, 40.4, "AZ", "Tartar")
        assert point(checked) == (49.8, 40.4)
        assert "outside the stated district Tartar" in checked.remarks[0]
        assert checked.adm1_iso != "AZ-TAR"

    def test_a_district_says_which_country_is_meant(self) -> None:
        checked = check_point(40.3, 46.9, district="AZ-TAR")
        assert point(checked) == TARTAR
        assert checked.is_corrected

    def test_a_district_that_is_not_known_is_reported(self) -> None:
        checked = check_point(*TARTAR, country="AZ", district="Ruritania")
        assert "“Ruritania”" in checked.remarks[0]
        assert point(checked) == TARTAR


def test_every_place_of_the_districts_layer_is_in_its_country() -> None:
    """The label point of each district raises no question when its country and district are stated."""
    districts = DistrictNames(districts_of_the_world())
    wrong = [
        code
        for code, district in list(districts.by_code.items())[::25]
        if check_point(district.longitude, district.latitude, district.adm0, code).remarks
    ]
    assert wrong == []


def test_many_rows_get_what_each_would_get_alone() -> None:
    rows: list[tuple[object, object, str, str]] = [
        (46.9, 40.3, "AZ", "Tartar"),
        ("40,3", "46,9", "AZ", ""),
        ("46,9", "40,3", "AZ", "Tartar"),
        (" 46,9", "40.3", "", ""),
        ("-46,9", "40,3", "AZ", ""),
        ("1,046,9", "40,3", "AZ", ""),
        (None, None, "", ""),
        (0, 0, "AZ", ""),
        ("abc", "1", "AZ", ""),
        (49.8, 40.4, "AZ", "Tartar"),
        (10, 10, "AZ", ""),
        ("74°30'W", "4°36'N", "Colombia", ""),
        (20.0, 15.0, "", ""),
        (46.9, 40.3, "Ruritania", ""),
    ]
    columns = [list(column) for column in zip(*rows, strict=True)]
    together = check_points(
        columns[0], columns[1], [str(c) for c in columns[2]], [str(d) for d in columns[3]]
    )
    for number, row in enumerate(rows):
        alone = check_point(*row)
        if alone.longitude is None:
            assert math.isnan(together.longitude[number])
        else:
            assert (together.longitude[number], together.latitude[number]) == point(alone)
        assert (together.adm0[number], together.adm1_iso[number]) == (alone.adm0, alone.adm1_iso)
        assert together.is_corrected[number] == alone.is_corrected
        assert together.remarks.get(number, ()) == alone.remarks


def test_no_rows_give_no_points() -> None:
    checked = check_points([], [], [], [])
    assert len(checked.longitude) == 0
    assert dict(checked.remarks) == {}


def test_districts_in_use_are_made_once_for_a_table(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of many areas that takes longer than the table: a doubtful row must not make them anew."""
    made: list[object] = []

    class Counted(DistrictNames):
        def __new__(cls, layer: object) -> Counted:
            made.append(layer)
            return super().__new__(cls)

    monkeypatch.setattr("data.places.naming.district_names.DistrictNames", Counted)
    monkeypatch.setattr("data.places.coordinates.checked_points.DistrictNames", Counted)
    use_districts(districts_of_the_world().copy())
    try:
        checked = check_points([49.8] * 5, [40.4] * 5, ["AZ"] * 5, ["Tartar"] * 5)
    finally:
        use_districts(None)
    assert len(made) == 1
    assert len(checked.remarks) == 5


def test_a_distance_from_a_district_of_very_many_corners_is_right_by_kilometres() -> None:
    circle = shapely.Point(46.9, 40.3).buffer(1.0, quad_segs=30_000)
    layer = districts_of_the_world()[lambda rows: rows["adm1_iso"] == "AZ-TAR"]
    names, plain = (
        DistrictNames(layer.set_geometry([shape]))
        for shape in (circle, shapely.Point(46.9, 40.3).buffer(1.0, quad_segs=400))
    )
    for place in ((46.9, 40.3), (48.0, 40.3), (46.9, 45.0), (20.0, 10.0)):
        exact = plain.km_outside("AZ-TAR", *place)
        assert names.km_outside("AZ-TAR", *place) == pytest.approx(exact, abs=0.15)
