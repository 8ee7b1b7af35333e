"""Places described from others: between two, so many kilometres from one, on the way to one."""

from __future__ import annotations

import pytest

from data.places.gazetteer import Gazetteer
from data.tables.vocabulary import CoordinateMethod, WherePrecision
from tests.unit.places.located_points import EARTH, MADAGIZ, TALISH, point


class TestDescriptions:
    @pytest.mark.parametrize(
        "name",
        [
            "5 km north of Madagiz",
            "5km N of Madagiz village",
            "about 5 kilometres to the north of Suqovuşan",
            "5 km from Madagiz to the north",
            "в 5 км севернее Мадагиза",
            "5 км к северу от Мадагиза",
            "в 5 километрах на север от села Мадагиз",
            "Suqovuşandan 5 km şimalda",
            "Suqovuşan qəsəbəsindən 5 km şimalda",
            "Suqovuşan qəsəbəsinin 5 km şimalında",
            "Մատաղիս գյուղից 5 կմ հյուսիս",
            "Մատաղիսից 5 կմ դեպի հյուսիս",
            "a 5 km al norte de Madagiz",
            "à 5 km au nord de Madagiz",
        ],
    )
    def test_a_distance_and_a_direction_move_the_point_and_say_so(
        self, gazetteer: Gazetteer, name: str
    ) -> None:
        located = gazetteer.locate(name, "AZ", "AZ-TAR")
        assert located.longitude is not None
        assert located.latitude is not None
        azimuth, _, metres = EARTH.inv(*MADAGIZ, located.longitude, located.latitude)
        assert metres == pytest.approx(5000, abs=2)
        assert azimuth == pytest.approx(0, abs=0.1)
        assert located.coord_method is CoordinateMethod.DESCRIBED_OFFSET
        assert located.where_prec is WherePrecision.NEAR_PLACE
        assert "5 km north of Suqovuşan" in located.remarks[-1]

    @pytest.mark.parametrize(
        ("words", "bearing"),
        [
            ("north-east", 45),
            ("NE", 45),
            ("east", 90),
            ("southeast", 135),
            ("S", 180),
            ("south west", 225),
            ("W", 270),
            ("north-west", 315),
        ],
    )
    def test_directions_are_bearings(self, gazetteer: Gazetteer, words: str, bearing: float) -> None:
        located = gazetteer.locate(f"3 miles {words} of Madagiz", "AZ")
        assert located.longitude is not None
        assert located.latitude is not None
        azimuth, _, metres = EARTH.inv(*MADAGIZ, located.longitude, located.latitude)
        assert azimuth % 360 == pytest.approx(bearing, abs=0.1)
        assert metres == pytest.approx(4828, abs=3)

    def test_a_point_moved_far_is_an_area(self, gazetteer: Gazetteer) -> None:
        located = gazetteer.locate("40 km west of Madagiz", "AZ")
        assert located.where_prec is WherePrecision.LARGER_AREA
        assert located.adm1_iso == "AZ-GYG"

    def test_a_distance_without_a_direction_moves_nothing(self, gazetteer: Gazetteer) -> None:
        located = gazetteer.locate("800 m from Madagiz", "AZ")
        assert point(located) == MADAGIZ
        assert "0.8 km" in located.remarks[-1]
        assert "not in which direction" in located.remarks[-1]
        assert located.where_prec is WherePrecision.NEAR_PLACE
        assert gazetteer.locate("30 km from Madagiz", "AZ").where_prec is WherePrecision.LARGER_AREA

    @pytest.mark.parametrize("name", ["north of Madagiz", "севернее Мадагиза"])
    def test_a_direction_without_a_distance_moves_nothing(self, gazetteer: Gazetteer, name: str) -> None:
        located = gazetteer.locate(name, "AZ")
        assert point(located) == MADAGIZ
        assert "not how far" in located.remarks[-1]

    def test_a_distance_from_a_district_is_no_point(self, gazetteer: Gazetteer) -> None:
        located = gazetteer.locate("5 km north of Tartar district", "AZ")
        assert located.where_prec is WherePrecision.DISTRICT
        assert "gives no point" in located.remarks[0]

    @pytest.mark.parametrize(
        "name", ["between Talish and Madagiz", "между Талышом и Мадагизом", "Talış və Suqovuşan arasında"]
    )
    def test_between_two_places_is_half_way(self, gazetteer: Gazetteer, name: str) -> None:
        located = gazetteer.locate(name, "AZ", "Tartar")
        assert located.longitude == pytest.approx((TALISH[0] + MADAGIZ[0]) / 2, abs=1e-4)
        assert located.latitude == pytest.approx((TALISH[1] + MADAGIZ[1]) / 2, abs=1e-4)
        assert located.coord_method is CoordinateMethod.DESCRIBED_OFFSET
        assert "half way" in located.remarks[-1]

    def test_between_two_places_far_apart_is_a_line_without_a_point(self, gazetteer: Gazetteer) -> None:
        located = gazetteer.locate("between Fuzuli and Jabrayil", "AZ")
        assert located.longitude is None
        assert located.where_prec is WherePrecision.VAGUE
        assert located.place_name == "Füzuli – Cəbrayıl"
        assert "no point" in located.remarks[-1]

    @pytest.mark.parametrize(
        "name",
        [
            "Talish (village)",
            "Tərtər r-nu, Talış k.",
            "Former village of Talish",
            "Talish v.",
            "бывшее село Талыш",
            "Talış (keçmiş kənd)",
        ],
    )
    def test_a_kind_of_place_is_no_part_of_the_name(self, gazetteer: Gazetteer, name: str) -> None:
        located = gazetteer.locate(name, "AZ")
        assert point(located) == TALISH
        assert located.remarks == ()

    def test_between_a_place_and_an_unknown_one_is_nowhere(self, gazetteer: Gazetteer) -> None:
        located = gazetteer.locate("between Talish and Qwxyzzy", "AZ", "Tartar")
        assert not located.is_clear
        assert located.where_prec is WherePrecision.DISTRICT

    @pytest.mark.parametrize(
        "name",
        [
            "Talish village",
            "village of Talish",
            "the village of Talish in the Tartar district",
            "near Talish",
            "in the territory of Talish village, Tartar district",
            "село Талыш",
            "близ села Талыш",
            "в районе села Талыш",
            "в селе Талыш Тертерского района",
            "Talış kəndi",
            "Talış kəndi ərazisində",
            "Tərtər rayonunun Talış kəndi",
            "Թալիշ գյուղ",
            "Թալիշ գյուղի մոտ",
            "Talish, Tartar, Azerbaijan",
            "Talış (Tərtər)",
        ],
    )
    def test_words_around_a_name_are_understood(self, gazetteer: Gazetteer, name: str) -> None:
        located = gazetteer.locate(name, "AZ")
        assert point(located) == TALISH, located.remarks
        assert located.coord_method is CoordinateMethod.SETTLEMENT

    def test_words_that_belong_to_a_name_stay(self, world: Gazetteer) -> None:
        assert world.locate("Mexico City", "MX").place_name == "Mexico City"
        assert world.locate("North Platte", "US").place_name == "North Platte"
        assert world.locate("In Salah", "DZ").adm1_iso == "DZ-11"

    def test_a_district_in_the_description_narrows_like_a_stated_one(self, gazetteer: Gazetteer) -> None:
        assert gazetteer.locate("Yenikənd, Goranboy district", "AZ").place_name == "Yenikənd (Goranboy)"

    def test_an_area_that_is_not_known_is_reported_as_unused(self, gazetteer: Gazetteer) -> None:
        located = gazetteer.locate("Madagiz, Ruritania", "AZ")
        assert point(located) == MADAGIZ
        assert "“Ruritania”" in located.remarks[0]

    def test_a_name_in_another_case_is_read_in_the_nominative_and_reported(
        self, gazetteer: Gazetteer
    ) -> None:
        located = gazetteer.locate("близ Мадагиза", "AZ")
        assert point(located) == MADAGIZ
        assert located.remarks == ("“Мадагиза” was read as “Мадагиз”.",)
