"""Keys sorted a letter pair at a time give what all of them, sorted, would."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest

from data.places.sorted_keys import SortedKeys

KEYS = ["tartar", "ta", "t", "", "zoq", "tartar", "tarta", "ab", "taz", "1mai", "t1"]


@pytest.fixture
def keys() -> SortedKeys:
    return SortedKeys(pa.array(KEYS), np.arange(len(KEYS)) * 10)


@pytest.mark.parametrize("key", [*sorted(set(KEYS) - {""}), "tart", "tb", "zoqx", "~"])
def test_a_key_finds_every_place_that_has_it(keys: SortedKeys, key: str) -> None:
    assert sorted(keys.with_key(key)) == [10 * row for row, own in enumerate(KEYS) if own == key]


@pytest.mark.parametrize("letters", ["", "t", "ta", "tar", "tartar", "tartarx", "b", "1", "z"])
def test_a_beginning_finds_all_keys_that_have_it_in_order(keys: SortedKeys, letters: str) -> None:
    found, places = keys.beginning_with(letters)
    assert found == sorted(own for own in KEYS if own.startswith(letters))
    assert [KEYS[place // 10] for place in places] == found


def test_no_keys_find_nothing() -> None:
    empty = SortedKeys(pa.array([], pa.string()), np.empty(0, dtype=np.int64))
    assert len(empty.with_key("a")) == 0
    assert empty.beginning_with("a")[0] == []
