"""The gazetteer that ships opens, is whole, and is found through its keys."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from data.errors import LayerError
from data.places import index as place_index
from data.places.index import GeonameSources, PlaceIndex, places_of_the_world
from data.places.naming import country_names
from data.places.naming.place_names import latin_key, name_parts
from data.places.own_places import own_places, superseded_places
from data.places.texts import Texts
from data.tables.dataset import Dataset
from data.tables.layers import districts
from data.tables.layers.districts import districts_of_the_world


@pytest.fixture(scope="module")
def world() -> PlaceIndex:
    return places_of_the_world()


@pytest.fixture
def _fresh() -> Iterator[None]:
    """Layers are read anew, before and after."""
    place_index.places_of_the_world.cache_clear()
    country_names._codes_by_key.cache_clear()
    country_names.country_code.cache_clear()
    yield
    place_index.places_of_the_world.cache_clear()
    country_names._codes_by_key.cache_clear()
    country_names.country_code.cache_clear()


def test_it_has_the_places_that_its_sources_page_says(world: PlaceIndex) -> None:
    sources = (districts.BUNDLED / "SOURCES.md").read_text(encoding="utf-8")
    assert f"{len(world):,}" in sources
    assert f"{(world.adm1_iso == '').sum():,} places" in sources
    assert f"{(world.adm0 == 'AZ').sum()} places in Azerbaijan" in sources


def test_every_place_lies_on_the_globe_and_in_a_district_of_the_layer(world: PlaceIndex) -> None:
    assert (np.abs(world.longitude) <= 180).all()
    assert (np.abs(world.latitude) <= 90).all()
    codes = set(districts_of_the_world()["adm1_iso"].dropna()) | {""}
    assert set(np.unique(world.adm1_iso)) <= codes
    assert (world.population >= 0).all()


def test_keys_are_sorted_and_made_of_the_names(world: PlaceIndex) -> None:
    keys, _ = world.beginning_with("ma")
    assert keys == sorted(keys)
    assert len(keys) > 1000
    for place in range(0, len(world), 4001):
        own = world.place_keys[int(world.first_key[place]) : int(world.first_key[place + 1])]
        made = [latin_key(part) for name in world.all_names(place) for part in name_parts(name)]
        assert own == list(dict.fromkeys(key for key in made if key))


def test_a_key_finds_its_places_and_no_other_does(world: PlaceIndex) -> None:
    (place,) = [one for one in world.with_key("stepanakert") if world.adm0[one] == "AZ"]
    assert world.names[place] == "Khankendi"
    assert world.sources[place] == "GeoNames 146970"
    assert world.with_key("stepanakertx") == world.with_key("") == world.with_key("~") == []


def test_a_beginning_finds_all_keys_that_have_it(world: PlaceIndex) -> None:
    keys, places = world.beginning_with("stepanak")
    assert len(keys) == len(places) > 0
    assert all(key.startswith("stepanak") for key in keys)


def test_a_place_of_the_dataset_supersedes_the_same_one_of_the_world(
    dataset: Dataset, world: PlaceIndex
) -> None:
    superseded = superseded_places(dataset.places, world)
    assert isinstance(world.sources, GeonameSources)
    for position, row in superseded.items():
        place = dataset.places.iloc[row]
        east = (world.longitude[position] - place["longitude"]) * np.cos(np.radians(place["latitude"]))
        assert np.hypot(east, world.latitude[position] - place["latitude"]) * 111.2 < 10
    own = own_places(dataset.places, world, superseded)
    assert len(own) == len(dataset.places)
    (tartar,) = own.with_key("tartar")
    assert "تارتار" in own.all_names(tartar)


def test_no_places_of_its_own_is_an_empty_index(world: PlaceIndex) -> None:
    for places in (None, pd.DataFrame()):
        assert len(own_places(places, world, {})) == 0


@pytest.mark.usefixtures("_fresh")
@pytest.mark.parametrize("content", [None, b"not a table"])
def test_a_missing_or_damaged_gazetteer_is_named_with_a_remedy(
    content: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if content is not None:
        (tmp_path / "gazetteer.parquet").write_bytes(content)
        (tmp_path / "country_names.parquet").write_bytes(content)
    monkeypatch.setattr(districts, "BUNDLED", tmp_path)
    with pytest.raises(LayerError, match=r"gazetteer\.parquet cannot be read; install"):
        places_of_the_world()
    with pytest.raises(LayerError, match=r"country_names\.parquet cannot be read; install"):
        country_names.country_code("AZ")


def test_texts_are_found_among_sorted_ones_as_a_list_finds_them() -> None:
    words = sorted(f"{number % 97:02}{'x' * (number % 3)}" for number in range(1_000))
    texts = Texts(pa.array(words))
    for text in ("", "00", "00x", "45", "45xx", "46y", "96xx", "zz"):
        first = bisect_left(words, text)
        assert texts.first_from(text) == first
        assert texts.run_of(text) == (first, first + words.count(text))
    assert Texts(pa.array([], pa.string())).run_of("a") == (0, 0)
