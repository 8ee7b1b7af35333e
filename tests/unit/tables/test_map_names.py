"""Labels of a map are spelled as the dataset spells its districts and settlements."""

from __future__ import annotations

from data.tables.dataset import Dataset
from data.tables.districts import layer
from data.tables.map_names import without_qualifier
from tests.tables import dataset_of, incident, no_rows, tables


def test_in_english_a_district_and_its_town_are_spelled_as_in_the_tables(dataset: Dataset) -> None:
    districts = dataset.named_districts.dropna(subset="adm1_iso").set_index("adm1_iso")["name_en"]
    for code, name in dataset.district_names.items():
        assert districts[code] == name
    towns = set(dataset.named_towns["name_en"])
    assert {"Ağdam", "Füzuli", "Suqovuşan"} <= towns
    assert not {"Aghdam", "Agdam", "Fuzuli", "Sugovushan"} & (towns | set(districts))


def test_other_languages_and_the_layers_themselves_are_left_as_they_are(dataset: Dataset) -> None:
    for name in ("name_az", "name_hy", "name_ru"):
        assert dataset.named_towns[name].equals(layer("towns")[name])
    assert "Aghdam" in set(layer("towns")["name_en"])


def test_a_settlement_far_away_of_the_same_name_keeps_its_spelling() -> None:
    far = dataset_of(
        tables(
            incidents=[incident(place_name="Agdam", longitude="10", latitude="50")], casualties=[], sources=[]
        )
    )
    assert "Aghdam" in set(far.named_towns["name_en"])


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
