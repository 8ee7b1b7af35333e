"""A raion, municipality or the like beside a place's name tells places of one name apart."""

from __future__ import annotations

from data.folders.bundled_gazetteer import gazetteer
from data.imports.import_tables import read_upload

SEVERAL = ("Mykolaivka", "UA", "Donetsk")


def test_the_only_namesake_near_its_town_is_taken_with_a_remark() -> None:
    assert not gazetteer().locate(*SEVERAL).is_clear
    located = gazetteer().locate(*SEVERAL, "Sloviansk raion")
    assert located.is_clear
    assert "Sloviansk raion" in located.remarks[-1]


def test_a_division_that_is_not_known_changes_nothing() -> None:
    assert gazetteer().locate(*SEVERAL, "Qwxyzzy") == gazetteer().locate(*SEVERAL)


def test_a_column_of_raions_is_one() -> None:
    found = read_upload(
        "list.csv",
        b"Date,Country,Oblast,Raion,Settlement,Killed\n2022-05-01,Ukraine,Donetsk,Sloviansk,Mykolaivka,1\n",
    )
    assert found.mapping is not None
    assert found.mapping.columns["subdistrict"] == "Raion"
    assert found.dataset.incidents["coord_method"].tolist() == ["settlement"]
