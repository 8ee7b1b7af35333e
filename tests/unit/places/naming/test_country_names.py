"""Countries are known by their codes and by their names in many languages."""

from __future__ import annotations

import pytest

from data.language import speaking
from data.places.naming.country_names import country_code, country_name
from data.tables.layers.districts import layer


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("AZ", "AZ"), ("az", "AZ"), ("AZE", "AZ"), ("31", "AZ"), ("031", "AZ"), ("Azerbaijan", "AZ"),
        ("AZERBAIJAN", "AZ"), ("Азербайджан", "AZ"), ("Azərbaycan", "AZ"), ("Ադրբեջան", "AZ"), ("Azerbaiyán", "AZ"),
        ("أذربيجان", "AZ"), ("DR Congo (Zaire)", "CD"), ("Congo", "CG"), ("Myanmar (Burma)", "MM"),
        ("Russia (Soviet Union)", "RU"), ("Bosnia-Herzegovina", "BA"), ("Turkey", "TR"), ("Türkiye", "TR"),
        ("Côte d’Ivoire", "CI"), ("Ivory Coast", "CI"), ("Georgia", "GE"), ("Україна", "UA"), ("سوريا", "SY"),
        ("Kosovo", "XK"), (" Colombia ", "CO"), ("Yemen (North Yemen)", "YE"), ("Niger", "NE"), ("Nigeria", "NG"),
    ],
)  # fmt: skip
def test_a_country_is_known_by_code_and_name(text: str, code: str) -> None:
    assert country_code(text) == code


@pytest.mark.parametrize("text", ["", " ", "Ruritania", "XX", "999", "Nagorno", "?"])
def test_what_is_not_a_country_is_none(text: str) -> None:
    assert country_code(text) == ""


def test_every_country_of_the_layer_is_known_by_its_names() -> None:
    countries = layer("countries")
    wrong = [
        (code, name)
        for column in ("name_en", "name_az", "name_hy", "name_ru")
        for code, name in zip(countries["adm0"], countries[column], strict=True)
        if country_code(name) != code
    ]
    assert wrong == []


def test_a_country_has_a_name_for_sentences() -> None:
    assert country_name("AZ") == "Azerbaijan"
    assert country_name("QQ") == "QQ"


def test_a_country_s_name_is_given_in_the_language_spoken() -> None:
    with speaking("ru"):
        assert country_name("AZ") == "Азербайджан"
