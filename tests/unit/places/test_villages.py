"""Villages that are too small for the gazetteer."""

from pathlib import Path

import pytest

from data.errors import LayerError
from data.folders.bundled_gazetteer import gazetteer
from data.places import villages
from data.tables.layers import districts


@pytest.fixture
def forgotten() -> None:
    """Nothing of the file has been read yet, and nothing is kept."""
    for kept in (villages._keys, villages._none, villages._read):
        kept.cache_clear()


def test_villages_are_found_by_any_of_some_names_in_any_alphabet() -> None:
    search = villages.villages_named(gazetteer(), ["Мачкалашене", "Мачкалашен"])
    assert [(one.adm0, round(one.latitude, 1)) for one in search.exact("Мачкалашен")] == [("AZ", 39.7)]
    assert search.exact("Susuzluq") == [], "only what was asked for is in the search"


@pytest.mark.usefixtures("forgotten")
def test_for_a_name_that_no_village_has_only_the_names_are_read() -> None:
    assert villages.villages_named(gazetteer(), ["Nowhere at all", "", "—"]).exact("Nowhere at all") == []
    assert villages._read.cache_info().misses == 1
    villages.villages_named(gazetteer(), ["Susuzluq"])
    assert villages._read.cache_info().misses == 2


@pytest.mark.usefixtures("forgotten")
def test_a_damaged_file_is_reported_as_damaged(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    gazetteer()
    (tmp_path / "villages.parquet").write_bytes(b"PAR1 and nothing else")
    monkeypatch.setattr(districts, "BUNDLED", tmp_path)
    with pytest.raises(LayerError, match=r"villages\.parquet cannot be read"):
        villages.villages_named(gazetteer(), ["Susuzluq"])
