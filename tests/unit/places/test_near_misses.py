"""Names like a given one are found among those of a few places."""

from __future__ import annotations

import numpy as np
import pytest
from rapidfuzz import fuzz

from data.places.index import places_of_the_world
from data.places.near_misses import LEAST_SCORE, SOUND_COSTS, near_misses, pool_of, pool_of_keys
from data.text.search_scripts import sound_key

KEYS = ["madagiz", "suqovusan", "talis", "tartar", "terter", "asagiseyidehmedli", "zone1", "zone2", "x"]
POOL = pool_of_keys(KEYS, np.arange(len(KEYS)))


def found(key: str) -> list[str]:
    return [miss.key for miss in near_misses(key, POOL)]


@pytest.mark.parametrize(
    ("key", "like"),
    [
        ("madagis", "madagiz"),
        ("madaghiz", "madagiz"),
        ("talysh", "talis"),
        ("sugovushan", "suqovusan"),
        ("zone3", None),
    ],
)
def test_the_likest_comes_first(key: str, like: str | None) -> None:
    assert found(key)[:1] == ([like] if like else [])


def test_a_part_of_a_longer_name_is_found() -> None:
    assert found("seyidehmedli") == ["asagiseyidehmedli"]


def test_other_digits_make_another_name() -> None:
    assert found("zone1") == ["zone1"]


@pytest.mark.parametrize("key", ["", "x", "tar", "a" * 1000])
def test_very_short_and_very_long_names_have_none(key: str) -> None:
    assert found(key) == []


def test_an_empty_pool_has_none() -> None:
    assert near_misses("madagiz", pool_of_keys([], np.array([], dtype=np.int64))) == []


def test_leaving_most_names_out_uncompared_loses_none() -> None:
    """The count of common letters is only a short cut: comparing with every name finds the same."""
    index = places_of_the_world()
    pool = pool_of(index, np.flatnonzero(index.adm0 == "GE"))
    for key in ("tbilissi", "kutaissi", "zugdidy", "akhalsikhe", "marneulli", "ozurgety"):
        sound = sound_key(key)
        places = {
            int(place)
            for place, line, other in zip(pool.places, pool.sounds, pool.keys, strict=True)
            if fuzz.ratio(sound, line) - SOUND_COSTS >= LEAST_SCORE
            and not any(letter.isdigit() for letter in other)
        }
        assert places
        best = near_misses(key, pool)
        assert {miss.place for miss in best} <= places | {
            int(place)
            for place, other in zip(pool.places, pool.keys, strict=True)
            if fuzz.ratio(key, other) >= LEAST_SCORE
        }
        assert places <= {miss.place for miss in best} or len(best) == 8
