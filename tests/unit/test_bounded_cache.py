"""The cache with a bound: what it evicts, and what it keeps."""

from __future__ import annotations

from data.bounded_cache import BoundedCache, LatestOfEach


def test_not_more_values_are_cached_whatever_is_set() -> None:
    cache: BoundedCache[int, str] = BoundedCache(3)
    for number in range(1_000):
        cache.set(number, str(number))
    assert [key for key in range(1_000) if key in cache] == [997, 998, 999]
    assert cache.get(999) == "999"
    assert cache.get(0) is None


def test_what_was_used_last_stays() -> None:
    cache: BoundedCache[str, int] = BoundedCache(2)
    cache.set("a", 1)
    cache.set("b", 2)
    assert cache.get("a") == 1
    cache.set("c", 3)
    assert [key for key in "abc" if key in cache] == ["a", "c"]


def test_a_bound_of_size_counts_a_value_that_is_replaced_once() -> None:
    cache: BoundedCache[str, bytes] = BoundedCache(10, len)
    for _ in range(5):
        cache.set("a", b"12345")
    cache.set("b", b"12345")
    assert (cache.get("a"), cache.get("b")) == (b"12345", b"12345")
    cache.set("a", b"123456")
    assert (cache.get("a"), cache.get("b")) == (b"123456", None)


def test_a_value_that_is_too_large_alone_is_not_cached_and_nothing_is_counted_for_it() -> None:
    cache: BoundedCache[str, bytes] = BoundedCache(4, len)
    cache.set("a", b"12345")
    assert cache.get("a") is None
    cache.set("b", b"1234")
    assert cache.get("b") == b"1234"


class Owner:
    """An owner that can go."""


def test_the_latest_of_each_owner_is_kept_for_its_key_alone() -> None:
    cache: LatestOfEach[Owner, str, int] = LatestOfEach(2)
    owners = [Owner() for _ in range(3)]
    cache.set(owners[0], "a", 1)
    cache.set(owners[0], "b", 2)
    assert (cache.get(owners[0], "a"), cache.get(owners[0], "b")) == (None, 2)
    cache.set(owners[1], "a", 3)
    cache.set(owners[0], "a", 4)
    cache.set(owners[2], "a", 5)
    assert [cache.get(owner, "a") for owner in owners] == [4, None, 5]
