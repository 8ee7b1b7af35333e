"""The bundled layers open, in one CRS."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.errors import LayerError
from data.tables.layers import districts
from data.tables.layers.districts import NAME_LANGUAGES, districts_of_the_world, layer


@pytest.mark.parametrize("name", ["districts", "countries", "reference_lines", "waters", "towns"])
def test_every_layer_is_in_longitude_and_latitude_and_valid(name: str) -> None:
    frame = layer(name)
    assert len(frame)
    assert frame.crs == "EPSG:4326"
    assert frame.geometry.is_valid.all()
    assert not frame.geometry.is_empty.any()
    west, south, east, north = frame.total_bounds
    assert -180 <= west < east <= 180
    assert -90 <= south < north <= 90


def test_a_layer_is_read_once() -> None:
    assert districts_of_the_world() is layer("districts")


@pytest.mark.parametrize("name", ["districts", "countries", "towns"])
def test_every_feature_with_a_label_has_a_name_in_each_language(name: str) -> None:
    frame = layer(name)
    for language in NAME_LANGUAGES:
        names = frame[f"name_{language}"]
        assert names.notna().all()
        assert (names.str.strip() != "").all()


def test_a_missing_layer_is_named_with_a_remedy() -> None:
    with pytest.raises(LayerError, match=r"nowhere\.parquet cannot be read; install"):
        layer("nowhere")


def test_a_damaged_layer_is_named_with_a_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "damaged.parquet").write_bytes(b"not a layer")
    monkeypatch.setattr(districts, "BUNDLED", tmp_path)
    with pytest.raises(LayerError, match=r"damaged\.parquet cannot be read; install"):
        layer("damaged")
