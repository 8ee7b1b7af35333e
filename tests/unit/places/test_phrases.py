"""Descriptions of places are taken apart into name, area, distance and direction."""

from __future__ import annotations

import pytest

from data.places.naming.case_endings import nominatives
from data.places.naming.kinds_of_place import Kind, without_kind
from data.places.phrases import phrase_of


@pytest.mark.parametrize(
    "name", ["Laçın", "East Jerusalem", "Nord-Kivu", "El Este", "Нор-Кармираван", "Թալիշ", "Ho Chi Minh"]
)
def test_a_plain_name_stays_as_it_is(name: str) -> None:
    phrase = phrase_of(name)
    assert phrase.name == name
    assert (phrase.offset_km, phrase.bearing, phrase.area, phrase.other_end) == (None, None, (), "")


@pytest.mark.parametrize(
    ("text", "name", "km", "bearing"),
    [
        ("5 km north of X", "X", 5, 0),
        ("5km SW of Tame", "Tame", 5, 225),
        ("1.5 km to the north-east of Tame", "Tame", 1.5, 45),
        ("1,5 км юго-западнее Тертера", "Тертера", 1.5, 225),
        ("в 300 метрах к востоку от Тертера", "Тертера", 0.3, 90),
        ("10 miles from Tame to the west", "Tame", 16.09344, 270),
        ("X-dən 5 km şimalda", "X-dən", 5, 0),
        ("Tərtərdən 2 kilometr cənub-şərqdə", "Tərtərdən", 2, 135),
        ("Թալիշից 5 կմ հարավ", "Թալիշից", 5, 180),
        ("5-7 km north of Tame", "Tame", 5, 0),
        ("500 m from Tame", "Tame", 0.5, None),
        ("north of Tame", "Tame", None, 0),
    ],
)
def test_a_distance_and_a_direction_are_read(
    text: str, name: str, km: float | None, bearing: float | None
) -> None:
    phrase = phrase_of(text)
    assert phrase.name == name
    assert phrase.offset_km == (None if km is None else pytest.approx(km))
    assert phrase.bearing == bearing
    assert phrase.is_near


@pytest.mark.parametrize(
    ("text", "name", "area"),
    [
        ("Talish village, Tartar district", "Talish village", ("Tartar district",)),
        ("Tartar district, Talish", "Talish", ("Tartar district",)),
        ("Talish, Tartar, Azerbaijan", "Talish", ("Tartar", "Azerbaijan")),
        ("Yenikənd (Goranboy)", "Yenikənd", ("Goranboy",)),
        ("Tərtər rayonunun Talış kəndi", "Talış kəndi", ("Tərtər",)),
        ("село Талыш Тертерского района", "село Талыш", ("Тертерского района",)),
        ("Talish village in the Tartar district", "Talish village", ("Tartar district",)),
    ],
)
def test_what_a_place_lies_in_is_distinguished_from_its_name(
    text: str, name: str, area: tuple[str, ...]
) -> None:
    phrase = phrase_of(text)
    assert (phrase.name, phrase.area) == (name, area)


@pytest.mark.parametrize(
    "text", ["near Talish", "in the area of Talish", "близ Талыш", "Talish area", "Talish ərazisində"]
)
def test_near_is_understood(text: str) -> None:
    phrase = phrase_of(text)
    assert phrase.name in ("Talish", "Талыш")
    assert phrase.is_near


@pytest.mark.parametrize(
    ("name", "core", "kind"),
    [
        ("Talish village", "Talish", Kind.SETTLEMENT),
        ("village of Talish", "Talish", Kind.SETTLEMENT),
        ("г. Тертер", "Тертер", Kind.SETTLEMENT),
        ("Тертерский район", "Тертерский", Kind.DISTRICT),
        ("Tərtər rayonu", "Tərtər", Kind.DISTRICT),
        ("Սյունիքի մարզ", "Սյունիքի", Kind.DISTRICT),
        ("municipio de Tame", "Tame", Kind.SETTLEMENT),
        ("village", "village", None),
        ("Talish", "Talish", None),
        ("", "", None),
    ],
)
def test_the_words_for_a_kind_of_place_are_known(name: str, core: str, kind: Kind | None) -> None:
    assert without_kind(name) == (core, kind)


@pytest.mark.parametrize(
    ("inflected", "nominative"),
    [
        ("Мадагиза", "Мадагиз"),
        ("Талышом", "Талыш"),
        ("Шуши", "Шуша"),
        ("Тертерского", "Тертерский"),
        ("Tərtərdən", "Tərtər"),
        ("Tərtər-dən", "Tərtər"),
        ("Füzulinin", "Füzuli"),
        ("Թալիշից", "Թալիշ"),
        ("Մարտակերտի", "Մարտակերտ"),
    ],
)
def test_a_name_in_another_case_may_come_from_its_nominative(inflected: str, nominative: str) -> None:
    assert nominative in nominatives(inflected)


@pytest.mark.parametrize("name", ["", "Ку", "ab", "北京"])
def test_short_names_and_other_scripts_have_no_endings(name: str) -> None:
    assert nominatives(name) == []
