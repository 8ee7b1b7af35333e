"""Names are compared by their letters, in any script."""

from __future__ import annotations

import pytest

from data.places.naming.place_names import latin_key, name_parts, same_script_key
from data.text.search_scripts import sound_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tərtər", "TERTER"),
        ("Tǝrtǝr", "Tərtər"),
        ("Stepʻanakert", "Stepanakert"),
        ("Tap Qaraqoyunlu", "Tapqaraqoyunlu"),
        ("Allahk’uchular", "Allahkuchular"),
        ("Нор-Кармираван", "Нор Кармираван"),
        ("Երևան", "Երեւան"),
    ],
)
def test_case_diacritics_apostrophes_and_hyphens_do_not_count(one: str, other: str) -> None:
    assert same_script_key(one) == same_script_key(other) != ""


@pytest.mark.parametrize(
    ("latin", "other"),
    [
        ("Terter", "Тертер"),
        ("Madagiz", "Мадагиз"),
        ("Hadrut", "Հադրութ"),
        ("Shushi", "Շուշի"),
        ("Gori", "გორი"),
    ],
)
def test_other_scripts_are_compared_in_latin_letters(latin: str, other: str) -> None:
    assert latin_key(latin) == latin_key(other)
    assert same_script_key(latin) != same_script_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Xocavənd", "Khojavend"), ("Ходжавенд", "Khojavend"), ("Tərtər", "Tartar")]
)
def test_forms_of_one_name_sound_alike(one: str, other: str) -> None:
    assert sound_key(latin_key(one)) == sound_key(latin_key(other))


def test_a_name_goes_by_what_stands_before_a_bracket_and_on_each_side_of_a_slash() -> None:
    assert name_parts("Yenikənd (Goranboy)") == ["Yenikənd (Goranboy)", "Yenikənd"]
    assert [part.strip() for part in name_parts("Stepanakert / Khankendi")] == [
        "Stepanakert / Khankendi",
        "Stepanakert",
        "Khankendi",
    ]
    assert name_parts("Tərtər") == ["Tərtər"]


@pytest.mark.parametrize("text", ["", " ", "’", "—", "…"])
def test_punctuation_alone_has_no_key(text: str) -> None:
    assert same_script_key(text) == latin_key(text) == ""


@pytest.mark.parametrize("name", ["Tap'qaraqoyunlu_2", 'No. 3 "Mine"', "", "_", "A-b/c", "  Stepanakert "])
def test_plain_letters_give_the_key_that_the_long_way_gives(name: str) -> None:
    long_way = same_script_key(name + "é")
    assert same_script_key(name) == long_way.removesuffix("e")
    assert latin_key(name) == latin_key(name + "é").removesuffix("e")
