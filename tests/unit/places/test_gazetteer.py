"""Names find their places, and what is not clear is said and left to a person."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from data.places.gazetteer import Gazetteer
from data.places.located import Located, Match
from data.tables.vocabulary import CoordinateMethod, WherePrecision
from tests.tables import bundled
from tests.unit.places.located_points import MADAGIZ, TALISH, TARTAR, point


def named_places() -> Iterator[tuple[str, str, float, float]]:
    """Every name and alias of the bundled dataset's places, with its district and point."""
    for place in bundled().places.to_dict("records"):
        names = [place["place_name"], *str(place["aliases"]).split("|")]
        for name in filter(None, names):
            yield str(name), str(place["adm1_iso"]), float(place["longitude"]), float(place["latitude"])


def test_every_place_of_the_dataset_is_found_under_each_of_its_names_in_its_district(
    gazetteer: Gazetteer,
) -> None:
    cases = list(named_places())
    assert len(bundled().places) == 98
    assert len(cases) > 400
    wrong = [
        (name, district)
        for name, district, longitude, latitude in cases
        if point(gazetteer.locate(name, district=district)) != (longitude, latitude)
    ]
    assert wrong == []


def test_a_place_found_as_written_needs_no_remark_and_is_coded_near_a_named_place(
    gazetteer: Gazetteer,
) -> None:
    located = gazetteer.locate("Suqovuşan", "AZ", "AZ-TAR")
    assert located.is_clear
    assert located.remarks == ()
    assert located.where_prec is WherePrecision.NEAR_PLACE
    assert located.coord_method is CoordinateMethod.SETTLEMENT
    assert (located.adm0, located.adm1_iso, located.adm1_name) == ("AZ", "AZ-TAR", "Tartar")


@pytest.mark.parametrize(
    "name", ["Tartar", "Terter", "Tərtər", "Тертер", "TƏRTƏR", "Թարթառ", "Tǝrtǝr", "Mir Bashir"]
)
@pytest.mark.parametrize(
    "country", ["", "AZ", "Azerbaijan", "Азербайджан", "Azərbaycan", "Ադրբեջան", "AZE", "031"]
)
def test_one_place_has_many_spellings(gazetteer: Gazetteer, name: str, country: str) -> None:
    located = gazetteer.locate(name, country)
    assert located.place_name == "Tərtər"
    assert point(located) == TARTAR


@pytest.mark.parametrize(
    "name", ["Stepanakert", "Xankəndi", "Khankendi", "Степанакерт", "Ханкенди", "Ստեփանակերտ", "Stepʻanakert"]
)
def test_the_world_without_own_places_finds_exonyms_and_former_names(world: Gazetteer, name: str) -> None:
    located = world.locate(name, "AZ")
    assert located.answer is not None
    assert located.answer.source == "GeoNames 146970"


@pytest.mark.parametrize(
    ("name", "country", "expected"),
    [
        ("Leningrad", "RU", "Saint Petersburg"),
        ("Кировабад", "AZ", "Ganja"),
        ("Kirovakan", "AM", "Vanadzor"),
        ("Saigon", "VN", "Ho Chi Minh City"),
        ("كابل", "AF", "Kabul"),
    ],
)
def test_names_of_other_times_and_scripts_are_found(
    world: Gazetteer, name: str, country: str, expected: str
) -> None:
    assert world.locate(name, country).place_name == expected


def test_a_name_in_a_script_that_the_gazetteer_lacks_is_compared_in_latin_letters(
    gazetteer: Gazetteer,
) -> None:
    located = gazetteer.locate("Дашалты", "AZ")
    assert located.answer is not None
    transliterated = gazetteer.locate("ჰადრუთი"[:-1], "AZ")
    assert transliterated.answer is not None
    assert transliterated.answer.match is Match.TRANSLITERATED
    assert transliterated.place_name == "Hadrut"


@pytest.mark.parametrize(
    "district",
    [
        "AZ-TAR",
        "az-tar",
        "Tartar",
        "Tərtər rayonu",
        "Тертерский район",
        "Тертерского района",
        "Tartar district",
        "Թարթառ",
        "Terter Rayonu",
    ],
)
def test_a_district_is_understood_by_code_and_by_name_in_any_language(
    gazetteer: Gazetteer, district: str
) -> None:
    located = gazetteer.locate("Talış", "AZ", district)
    assert point(located) == TALISH
    assert located.adm1_iso == "AZ-TAR"
    assert located.remarks == ()


def test_a_district_that_only_sounds_like_one_of_the_country_is_taken_with_a_remark(
    gazetteer: Gazetteer,
) -> None:
    located = gazetteer.locate("Talış", "AZ", "Tertar")
    assert located.adm1_iso == "AZ-TAR"
    assert any("sounds the same" in remark for remark in located.remarks)


def test_namesakes_are_listed_with_their_districts_and_none_is_taken(gazetteer: Gazetteer) -> None:
    located = gazetteer.locate("Yenikənd", "AZ")
    assert not located.is_clear
    assert point(located) == (None, None)
    assert {one.adm1_iso for one in located.candidates} >= {"AZ-GOR", "AZ-XVD"}
    assert "Goranboy" in located.remarks[0]
    assert "Xocavənd" in located.remarks[0]
    assert located.where_prec is WherePrecision.COUNTRY


@pytest.mark.parametrize(
    ("district", "expected"), [("Goranboy", "Yenikənd (Goranboy)"), ("Xocavənd", "Yenikənd (Xocavənd)")]
)
def test_a_district_decides_between_namesakes(gazetteer: Gazetteer, district: str, expected: str) -> None:
    assert gazetteer.locate("Yenikənd", "AZ", district).place_name == expected


def test_a_famous_place_is_not_guessed_without_a_country(world: Gazetteer) -> None:
    located = world.locate("Paris")
    assert not located.is_clear
    assert located.where_prec is None
    assert {"FR", "US"} <= {one.adm0 for one in located.candidates}


def test_namesakes_of_one_district_are_distinguished_by_their_points(world: Gazetteer) -> None:
    located = world.locate("Puerres", "CO", "Nariño")
    assert not located.is_clear
    first, second, *_ = located.candidates
    assert first.adm1_iso == second.adm1_iso == "CO-NAR"
    for one in (first, second):
        assert f"Puerres (Nariño, CO) {one.longitude:.2f} {one.latitude:.2f}" in located.remarks[0]


def test_the_larger_of_two_in_a_country_is_not_guessed_either(world: Gazetteer) -> None:
    located = world.locate("Florencia", "CO")
    assert not located.is_clear
    assert {one.adm1_iso for one in located.candidates} >= {"CO-CAQ", "CO-CAU"}
    assert world.locate("Florencia", "CO", "Cauca").adm1_iso == "CO-CAU"


def test_a_name_in_another_script_that_only_one_of_several_namesakes_has_is_not_clear(
    world: Gazetteer,
) -> None:
    """The gazetteer has Ориндж for one Orange of the United States only."""
    located = world.locate("Ориндж", "US")
    assert not located.is_clear
    assert {one.match for one in located.candidates} >= {Match.NAME, Match.NAMESAKE}
    texan = world.locate("Ориндж", "US", "Texas")
    assert texan.adm1_iso == "US-TX"
    assert "for a namesake" in texan.remarks[0]


def test_the_only_one_in_the_world_is_taken_with_a_remark(world: Gazetteer) -> None:
    located = world.locate("Ouagadougou")
    assert located.adm0 == "BF"
    assert "No country was stated" in located.remarks[0]


def test_the_dataset_s_own_places_go_before_the_world_s(gazetteer: Gazetteer, world: Gazetteer) -> None:
    own = gazetteer.locate("Tərtər", "AZ").answer
    theirs = world.locate("Tərtər", "AZ").answer
    assert own is not None
    assert theirs is not None
    assert own.is_own
    assert not theirs.is_own
    assert (own.longitude, own.latitude) != (theirs.longitude, theirs.latitude)
    assert "تارتار" in own.other_names
    assert own.population == theirs.population


def test_a_name_of_another_country_is_shown_and_not_taken(gazetteer: Gazetteer) -> None:
    located = gazetteer.locate("Madagiz", "Armenia")
    assert not located.is_clear
    assert located.where_prec is WherePrecision.COUNTRY
    assert located.adm0 == "AM"
    assert [one.adm1_iso for one in located.candidates] == ["AZ-TAR"]
    assert "elsewhere" in located.remarks[0]


def test_a_country_that_is_not_known_narrows_nothing_and_says_so(gazetteer: Gazetteer) -> None:
    located = gazetteer.locate("Madagiz", "Ruritania")
    assert point(located) == MADAGIZ
    assert "“Ruritania” is not known" in located.remarks[0]


@pytest.mark.parametrize(("district", "word"), [("Tavush", "Armenia"), ("Ruritania", "first-level")])
def test_a_district_that_does_not_fit_narrows_nothing_and_says_so(
    gazetteer: Gazetteer, district: str, word: str
) -> None:
    located = gazetteer.locate("Madagiz", "AZ", district)
    assert point(located) == MADAGIZ
    assert word in located.remarks[0]


def test_a_place_just_outside_the_outline_of_its_district_is_found_in_it(world: Gazetteer) -> None:
    near = world.locate("Terter", "AZ", "Barda")
    assert near.is_clear
    assert near.adm1_iso == "AZ-BAR"
    assert "outside the generalised outline" in near.remarks[0]


def test_a_place_far_outside_its_district_is_shown_and_not_taken(world: Gazetteer) -> None:
    located = world.locate("Tovuz", "AZ", "Qazax")
    assert not located.is_clear
    assert located.where_prec is WherePrecision.DISTRICT
    assert located.adm1_iso == "AZ-QAZ"
    assert located.candidates[0].adm1_iso == "AZ-TOV"


def test_letters_that_an_abjad_leaves_out_do_not_make_two_names_one(world: Gazetteer) -> None:
    """باو (Pau) and بو (Bou) would be one in Latin letters."""
    located = world.locate("باو", "FR")
    assert all(one.match is not Match.TRANSLITERATED for one in located.candidates)
    assert not located.is_clear


class TestNearMisses:
    def test_the_single_very_similar_name_of_a_stated_district_is_taken_with_a_remark(
        self, gazetteer: Gazetteer
    ) -> None:
        located = gazetteer.locate("Madagys", "AZ", "Tartar")
        assert located.answer is not None
        assert located.answer.match is Match.SIMILAR
        assert point(located) == MADAGIZ
        assert "very much like it" in located.remarks[0]

    def test_without_a_district_it_is_only_proposed(self, gazetteer: Gazetteer) -> None:
        located = gazetteer.locate("Madagys", "AZ")
        assert not located.is_clear
        assert located.candidates[0].name == "Suqovuşan"
        assert "None was taken" in located.remarks[0]
        assert "Madagiz = Suqovuşan" in located.remarks[0]

    def test_upper_and_lower_villages_are_not_taken_for_each_other(self, gazetteer: Gazetteer) -> None:
        located = gazetteer.locate("Yuxarı Seyidəhmədli", "AZ", "Füzuli")
        assert not located.is_clear
        assert located.where_prec is WherePrecision.DISTRICT
        assert "Aşağı Seyidəhmədli" in {one.name for one in located.candidates}

    def test_a_part_of_a_name_is_proposed(self, gazetteer: Gazetteer) -> None:
        located = gazetteer.locate("Seyidəhmədli", "AZ", "Füzuli")
        assert not located.is_clear
        assert [one.name for one in located.candidates] == ["Aşağı Seyidəhmədli"]

    def test_an_exact_name_elsewhere_goes_before_a_similar_one_here(self, gazetteer: Gazetteer) -> None:
        located = gazetteer.locate("Medellín", "AZ")
        assert {one.match for one in located.candidates} == {Match.NAME}

    def test_a_similar_name_of_the_stated_district_goes_before_a_namesake_abroad(
        self, world: Gazetteer
    ) -> None:
        assert world.locate("Мадрит", "ES", "Madrid").place_name == "Madrid"

    def test_numbers_are_never_similar(self, world: Gazetteer) -> None:
        located = world.locate("Sector 1 Aspindza 7", "GE")
        assert not located.is_clear

    @pytest.mark.parametrize("name", ["Qwxyzzy", "xq", "?", "…", "()"])
    def test_nothing_like_it_is_reported_as_not_found(self, world: Gazetteer, name: str) -> None:
        located = world.locate(name, "AZ")
        assert located.candidates == ()
        assert located.where_prec is WherePrecision.COUNTRY


class TestDistricts:
    @pytest.mark.parametrize(
        "name",
        [
            "Tartar district",
            "in the territory of Tartar district",
            "Tərtər rayonu",
            "Тертерский район",
            "в Тертерском районе",
            "Tərtər rayonunda",
        ],
    )
    def test_the_name_of_a_district_gives_the_point_that_stands_for_it(
        self, gazetteer: Gazetteer, name: str
    ) -> None:
        located = gazetteer.locate(name, "AZ")
        assert located.where_prec is WherePrecision.DISTRICT
        assert located.coord_method is CoordinateMethod.DISTRICT_POINT
        assert located.adm1_iso == "AZ-TAR"
        assert located.place_name == ""
        assert located.longitude is not None

    def test_no_name_but_a_district_gives_the_district_without_a_remark(self, gazetteer: Gazetteer) -> None:
        located = gazetteer.locate("", "AZ", "Tartar")
        assert located.where_prec is WherePrecision.DISTRICT
        assert located.remarks == ()

    def test_a_place_that_is_not_found_leaves_its_district_and_says_so(self, gazetteer: Gazetteer) -> None:
        located = gazetteer.locate("Qwxyzzy", "AZ", "Tartar")
        assert located.where_prec is WherePrecision.DISTRICT
        assert not located.is_clear
        assert "not found" in located.remarks[0]
        assert "Only the district" in located.remarks[1]

    def test_a_name_without_the_word_district_is_a_settlement_first(self, gazetteer: Gazetteer) -> None:
        assert gazetteer.locate("Tartar", "AZ").where_prec is WherePrecision.NEAR_PLACE
        region = gazetteer.locate("Vayots Dzor", "AM")
        assert region.where_prec is WherePrecision.DISTRICT
        assert "was read as the district" in region.remarks[0]

    def test_a_name_of_several_districts_gives_none(self, world: Gazetteer) -> None:
        located = world.locate("Central province")
        assert located.adm1_iso == ""
        assert located.where_prec is None
        assert "may be any of these districts" in located.remarks[0]

    @pytest.mark.parametrize("name", ["", "Azerbaijan"])
    def test_a_country_alone_has_no_point(self, gazetteer: Gazetteer, name: str) -> None:
        located = gazetteer.locate(name, "AZ")
        assert located.where_prec is WherePrecision.COUNTRY
        assert located.coord_method is CoordinateMethod.NONE
        assert point(located) == (None, None)

    def test_nothing_stated_gives_nothing(self, world: Gazetteer) -> None:
        assert world.locate("") == Located("", "", "")


def test_many_rows_get_what_each_would_get_alone(gazetteer: Gazetteer) -> None:
    names = ["Talış", "Paris", "", "Talış", "Qwxyzzy"]
    countries = ["AZ", "FR", "AZ", "AZ", "AZ"]
    districts = ["AZ-TAR", "", "AZ-TAR", "AZ-TAR", ""]
    together = gazetteer.locate_all(names, countries, districts)
    alone = [gazetteer.locate(*row) for row in zip(names, countries, districts, strict=True)]
    assert together == alone


def test_columns_of_different_lengths_are_refused(gazetteer: Gazetteer) -> None:
    with pytest.raises(ValueError, match="shorter"):
        gazetteer.locate_all(["Talış"], [], [""])


@pytest.mark.parametrize("unit", ["a ", "x,", "5 km ", "near ", "(", "между "])
def test_a_very_long_text_is_not_taken_apart_and_shown_short(gazetteer: Gazetteer, unit: str) -> None:
    located = gazetteer.locate(unit * 5000, "AZ", "Tartar")
    assert not located.is_clear
    assert located.candidates == ()
    assert max(len(remark) for remark in located.remarks) < 200
