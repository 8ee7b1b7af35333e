"""Labels of a map are spelled as the dataset spells its districts and settlements."""

from __future__ import annotations

import pytest

from data.language import LANGUAGES, speaking
from data.tables.dataset import Dataset
from data.tables.layers.districts import layer
from data.tables.names.settlements import without_qualifier
from tests.tables import dataset_of, incident, no_rows, tables


def test_in_english_a_district_and_its_town_are_spelled_as_in_the_tables(dataset: Dataset) -> None:
    districts = dataset.named_districts.dropna(subset="adm1_iso").set_index("adm1_iso")["name_en"]
    for code, name in dataset.district_names.items():
        assert districts[code] == name
    towns = set(dataset.named_towns["name_en"])
    assert {"Ağdam", "Füzuli", "Suqovuşan"} <= towns
    assert not {"Aghdam", "Agdam", "Fuzuli", "Sugovushan"} & (towns | set(districts))


def test_a_district_has_the_form_of_the_other_districts_names(dataset: Dataset) -> None:
    with speaking("ru"):
        assert dataset.district_label("AZ-LAC", "Laçın") == "Лачинский район"


def test_the_layers_themselves_are_left_as_they_are(dataset: Dataset) -> None:
    assert len(dataset.named_towns) > len(layer("towns"))
    assert "Aghdam" in set(layer("towns")["name_en"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_settlement_with_a_circle_has_the_lists_name_beside_its_point(
    dataset: Dataset, language: str
) -> None:
    towns = dataset.named_towns
    dots = dataset.incidents[dataset.has_dot & (dataset.incidents["place_name"] != "")]
    keys = ["place_name", "adm1_iso", "longitude", "latitude"]
    assert len(dots) > 60
    with speaking(language):
        for name, code, longitude, latitude in dots[keys].itertuples(index=False):
            near = (abs(towns.geometry.x - longitude) < 0.05) & (abs(towns.geometry.y - latitude) < 0.05)
            label = without_qualifier(dataset.place_label(name, code))
            assert label in set(towns.loc[near, f"name_{language}"]), (name, label)


def test_a_name_missing_in_a_language_stays_as_in_the_tables(dataset: Dataset) -> None:
    with speaking("hy"):
        assert dataset.place_label("Baş Qərvənd", "AZ-AGM") == "Baş Qərvənd"
        assert dataset.place_label("Güneşli (Xocavənd)", "AZ-XVD") == "Նորաշեն"
    assert not {"Bash Garvand", "Tagibayli"} & set(dataset.named_towns["name_hy"])


def test_a_settlement_without_an_alias_has_the_layers_name_in_that_language() -> None:
    own = dataset_of(
        tables(
            incidents=[incident(place_name="Agdam", longitude="46.93", latitude="39.99")],
            casualties=[],
            sources=[],
        )
    )
    code = str(own.incidents["adm1_iso"].iloc[0])
    shown = {}
    for language in LANGUAGES:
        with speaking(language):
            shown[language] = own.place_label("Agdam", code)
    assert shown == {"en": "Agdam", "az": "Ağdam", "hy": "Ակնա", "ru": "Агдам"}
    town = own.named_towns[own.named_towns["name_az"] == "Ağdam"].iloc[0]
    assert {language: town[f"name_{language}"] for language in LANGUAGES} == shown
    assert len(own.named_towns) == len(layer("towns"))


def test_a_settlement_that_the_layer_lacks_is_added_once() -> None:
    own = dataset_of(
        tables(
            incidents=[
                incident(incident_id=f"K-{number}", place_name="Nowhere", longitude="10", latitude="50.2")
                for number in (1, 2)
            ],
            casualties=[],
            sources=[],
        )
    )
    added = own.named_towns.iloc[len(layer("towns")) :]
    assert added[["name_en", "name_az", "name_hy", "name_ru"]].to_numpy().tolist() == [["Nowhere"] * 4]
    assert added["min_zoom"].tolist() == [9.0]


def test_a_settlement_far_away_of_the_same_name_keeps_its_spelling() -> None:
    far = dataset_of(
        tables(
            incidents=[incident(place_name="Agdam", longitude="10", latitude="50")], casualties=[], sources=[]
        )
    )
    names = far.named_towns["name_en"].tolist()
    assert names.count("Agdam") == 1
    # As the tables spell the districts there.
    assert "Ağdam" in names


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        (
            {"AZ-TAR": "Tərtər"},
            {"AZ-TAR": "Tərtər", "AZ-AGC": "Ağcabədi", "AZ-BA": "Baku", "AZ-XA": "Stepanakert / Khankendi"},
        ),
        ({"AZ-TAR": "Tartar"}, {"AZ-TAR": "Tartar", "AZ-AGC": "Aghjabadi", "AZ-BA": "Baku"}),
        ({"AZ-TAR": "Terter"}, {"AZ-TAR": "Terter", "AZ-AGC": "Aghjabadi"}),
        ({"AZ-TAR": "Тертер"}, {"AZ-TAR": "Tartar", "AZ-AGC": "Aghjabadi"}),
    ],
)
def test_what_the_tables_do_not_name_is_spelled_as_what_they_do(
    own: dict[str, str], expected: dict[str, str]
) -> None:
    rows = [
        incident(incident_id=code, adm1_iso=code, adm1_name=name, place_name="", where_prec="3")
        for code, name in own.items()
    ]
    dataset = dataset_of(tables(incidents=rows, casualties=[], sources=[]))
    districts = dataset.named_districts.dropna(subset="adm1_iso").set_index("adm1_iso")["name_en"]
    assert {code: districts[code] for code in expected} == expected
    assert {code: dataset.district_label(code, code) for code in expected} == expected
    assert {"Aghjabadi", "Ağcabədi"} & set(dataset.named_towns["name_en"]) == {expected["AZ-AGC"]}


def test_a_name_that_a_language_lacks_is_the_english_one_of_the_page(dataset: Dataset) -> None:
    with speaking("hy"):
        assert dataset.district_label("AZ-AGC", "") == "Ağcabədi"
        assert dataset.district_label("AZ-AGM", "Ağdam") == "Ակնա"


def test_a_district_spelled_in_two_ways_by_the_tables_is_shown_in_one() -> None:
    rows = [
        incident(incident_id=name, adm1_iso="AZ-AGM", adm1_name=name, place_name="", where_prec="3")
        for name in ("Agdam", "Aghdam")
    ]
    dataset = dataset_of(tables(incidents=rows, casualties=[], sources=[]))
    labels = {dataset.district_label("AZ-AGM", name) for name in ("Agdam", "Aghdam")}
    assert labels == {"Agdam"}


def test_a_settlement_in_other_letters_has_its_latin_name_in_english() -> None:
    rows = [incident(place_name="Агдам", longitude="46.93", latitude="39.99")]
    own = dataset_of(tables(incidents=rows, casualties=[], sources=[]))
    code = str(own.incidents["adm1_iso"].iloc[0])
    assert own.place_label("Агдам", code) in set(own.named_towns["name_en"])
    assert own.place_label("Агдам", code).isascii() or "ğ" in own.place_label("Агдам", code)


def test_a_qualifier_in_brackets_is_no_part_of_the_name() -> None:
    assert without_qualifier("Güneşli (Xocavənd)") == "Güneşli"
    assert without_qualifier("Ağdam") == "Ağdam"


def test_texts_of_the_editors_are_shown_with_the_spelling_of_the_tables(dataset: Dataset) -> None:
    assert (
        dataset.spelled("Aghdam district prosecutor; Agdam, Fuzuli")
        == "Ağdam district prosecutor; Ağdam, Füzuli"
    )
    assert dataset.spelled("Aghdamians near Baku") == "Aghdamians near Baku"
    cited = set(dataset.shown_sources["upstream_source"])
    assert "Ağdam district prosecutor" in cited
    assert "Aghdam district prosecutor" in set(dataset.sources["upstream_source"])


def test_a_dataset_without_districts_and_settlements_leaves_the_layers_names() -> None:
    bare = dataset_of(no_rows())
    assert len(bare.named_districts) == len(layer("districts"))
    assert bare.named_towns["name_en"].equals(layer("towns")["name_en"])
    unnamed = dataset_of(tables(incidents=[incident(adm1_name="")], casualties=[], sources=[]))
    assert "AZ-TAR" not in set(unnamed.named_districts["name_en"])
