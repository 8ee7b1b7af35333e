"""Keys of names are stable, and every place is found under each of its names."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from data.places.coordinates.checked_points import check_point
from data.places.coordinates.degrees import read_degrees
from data.places.coordinates.stated_place import BORDER_KM
from data.places.gazetteer import Gazetteer, read_gazetteer
from data.places.index import places_of_the_world
from data.places.located import Match
from data.places.naming.district_names import bundled_district_names
from data.places.naming.place_names import is_alphabetic, latin_key, same_script_key
from data.places.phrases import phrase_of
from data.places.search import ONE_PLACE_KM, km_apart
from data.tables.vocabulary import CoordinateMethod, WherePrecision
from data.text.search_scripts import sound_key
from tests.examples import costly

texts = st.text(max_size=40)
letters = st.text(st.characters(categories=("L", "M", "N", "Zs", "Pd", "Po")), max_size=30)
places = st.integers(0, len(places_of_the_world()) - 1)
degrees = st.floats(-180, 180, allow_nan=False)


@pytest.fixture(scope="module")
def world() -> Gazetteer:
    return read_gazetteer()


@given(texts)
def test_a_key_is_its_own_key(text: str) -> None:
    for key in (latin_key(text), same_script_key(text)):
        assert latin_key(key) == latin_key(latin_key(text))
        assert same_script_key(key) == key


@given(texts)
def test_a_latin_key_has_only_small_letters_and_digits(text: str) -> None:
    key = latin_key(text)
    assert key == "" or (key.isascii() and key.isalnum() and key == key.lower())
    assert sound_key(key) == "" or sound_key(key).isalnum()


@given(letters)
def test_case_does_not_count(text: str) -> None:
    assert latin_key(text.upper().lower()) == latin_key(text.upper())


@given(letters, st.sampled_from(["’", "ʻ", "'", "-", " ", "–"]), st.integers(0, 30))
def test_apostrophes_hyphens_and_spaces_do_not_count(text: str, mark: str, where: int) -> None:
    assert same_script_key(text[:where] + mark + text[where:]) == same_script_key(text)


@given(places, st.data())
def test_a_place_is_found_under_each_of_its_names(world: Gazetteer, place: int, data: st.DataObject) -> None:
    index = world.search.world
    names = [name for name in index.all_names(place) if same_script_key(name)]
    name = data.draw(st.sampled_from(names))
    found = world.search.exact(name)
    sources = [one.source for one in found]
    assert index.sources[place] in sources
    assert found[sources.index(index.sources[place])].match is Match.NAME


@given(places)
def test_a_place_requested_with_its_district_is_the_answer_or_among_several(
    world: Gazetteer, place: int
) -> None:
    index = world.search.world
    adm0, adm1_iso = str(index.adm0[place]), str(index.adm1_iso[place])
    assume(adm1_iso.startswith(adm0))
    located = world.locate(index.names[place], adm0, adm1_iso)
    point = (float(index.longitude[place]), float(index.latitude[place]))
    meant = [located.answer] if located.answer else located.candidates
    assert any(km_apart(point, (one.longitude, one.latitude)) <= ONE_PLACE_KM for one in meant)


@costly(100)
@given(
    texts,
    st.sampled_from(["", "AZ", "Ruritania", "Colombia"]),
    st.sampled_from(["", "AZ-TAR", "Antioquia", "x"]),
)
def test_whatever_is_requested_the_answer_is_whole(
    world: Gazetteer, name: str, country: str, district: str
) -> None:
    located = world.locate(name, country, district)
    has_point = located.longitude is not None
    assert has_point == (located.latitude is not None)
    assert has_point == (located.coord_method is not CoordinateMethod.NONE)
    assert located.is_clear <= has_point
    if located.where_prec is WherePrecision.NEAR_PLACE:
        assert located.is_clear
    if located.where_prec is WherePrecision.DISTRICT:
        assert located.adm1_iso
    if located.where_prec is None:
        assert not has_point


@given(texts)
def test_every_description_is_taken_apart_without_a_fault(text: str) -> None:
    phrase = phrase_of(text)
    assert phrase.bearing is None or 0 <= phrase.bearing < 360
    assert phrase.offset_km is None or phrase.offset_km >= 0


@given(degrees)
def test_written_degrees_are_read_back(value: float) -> None:
    minutes, seconds = divmod(round(abs(value) * 3600, 1), 60)
    whole, minutes = divmod(minutes, 60)
    sign = "-" if value < 0 else ""
    for text in (
        f"{value:.6f}",
        f"{value:.6f}".replace(".", ","),
        f"{sign}{whole:.0f}°{minutes:.0f}′{seconds:.1f}″",
    ):
        read = read_degrees(text)
        assert read is not None
        assert math.isclose(read.value, value, abs_tol=1e-4)


@given(st.floats(), st.floats(), st.sampled_from(["", "AZ", "CO", "US"]))
def test_a_coordinate_to_use_is_on_the_globe_and_as_given_or_reported_as_corrected(
    longitude: float, latitude: float, country: str
) -> None:
    checked = check_point(longitude, latitude, country)
    if checked.longitude is None or checked.latitude is None:
        assert checked.remarks or (math.isnan(longitude) and math.isnan(latitude))
        return
    assert abs(checked.longitude) <= 180
    assert abs(checked.latitude) <= 90
    is_as_given = (checked.longitude, checked.latitude) == (longitude, latitude)
    assert is_as_given != checked.is_corrected
    assert not checked.is_corrected or checked.remarks


@given(st.sampled_from(sorted(bundled_district_names().by_code)), st.data())
def test_a_district_is_found_under_each_of_its_names(code: str, data: st.DataObject) -> None:
    district = bundled_district_names().by_code[code]
    name = data.draw(st.sampled_from([one for one in district.names if latin_key(one)]))
    assert district in bundled_district_names().named(name, district.adm0)
    assert bundled_district_names().km_outside(code, district.longitude, district.latitude) <= BORDER_KM


@given(letters)
def test_latin_text_is_alphabetic(text: str) -> None:
    assert is_alphabetic(latin_key(text))
