"""Choices of a list are found under every name, as a search for words finds incidents."""

from __future__ import annotations

import pytest

from data.filters.option_names import option_names
from data.tables.dataset import Dataset
from data.text.search_text import folded
from tests.tables import summary


@pytest.mark.parametrize(
    ("code", "searches"),
    [
        ("AZ-AGM", ["Ağdam", "Agdam", "Aghdam", "Агдам", "Ակնա", "AZ-AGM"]),
        ("AZ-FUZ", ["Füzuli", "Fuzuli", "Fizuli", "Физули", "Վարանդա"]),
        ("AZ-SUS", ["Şuşa", "Shusha", "Susa", "Шуша", "Շուշի"]),
        ("AM-TV", ["Tavush", "Տավուշ", "Тавушская"]),
    ],
)
def test_a_district_is_found_under_every_name(dataset: Dataset, code: str, searches: list[str]) -> None:
    names = option_names(dataset, "district", [code])[code]
    assert all(folded(search) in names for search in searches)


@pytest.mark.parametrize(
    ("search", "code"),
    [
        *((name, "AZ-AGM") for name in ("Agdam", "Aghdam", "Агдам", "Ağdam", "Ակնա", "Akna")),
        *((name, "AZ-QAZ") for name in ("Qazakh", "Gazakh", "Qazax", "Казах")),
        *((name, "AZ-QBI") for name in ("Kubatly", "Qubadli", "Губадлинский")),
        ("Fizuli", "AZ-FUZ"),
    ],
)
def test_a_search_finds_a_district_under_the_names_of_the_list(
    dataset: Dataset, search: str, code: str
) -> None:
    of_district = set(dataset.incidents.index[dataset.incidents["adm1_iso"] == code])
    found = set(summary(dataset, words=search).rows.tolist())
    assert of_district
    assert of_district <= found
    assert folded(search) in option_names(dataset, "district", [code])[code]


@pytest.mark.parametrize("search", ["Russian", "peacekeepers", "миротворцы", "Rusiya", "խաղաղապահներ"])
def test_an_actor_is_found_in_every_language(dataset: Dataset, search: str) -> None:
    names = option_names(dataset, "actor", ["Russian peacekeepers", "Journalists"])
    assert folded(search) in names["Russian peacekeepers"]
    assert folded(search) not in names["Journalists"]


def test_a_value_that_the_dataset_lacks_keeps_its_own_words(dataset: Dataset) -> None:
    assert option_names(dataset, "district", ["AZ-ZZZ"])["AZ-ZZZ"].startswith(" az zzz")
    assert option_names(dataset, "device", ["uxo"]) == {"uxo": " uxo"}
