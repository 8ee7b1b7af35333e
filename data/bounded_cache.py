"""Caches that threads share and that have a bound: what was used least recently, or made first, goes first."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")
Owner = TypeVar("Owner")


def _one(_value: object) -> int:
    return 1


class BoundedCache(Generic[Key, Value]):
    """Values by key; `get` and `set` are those that Flask-Compress expects of a cache.

    Unlike `functools.lru_cache` it can be read without making what is missing, and its bound may be one of size.
    """

    def __init__(self, most: int, size_of: Callable[[Value], int] = _one) -> None:
        """The sizes of all values together stay within `most`: their number, unless `size_of` says another size."""
        self._most = most
        self._size_of = size_of
        self._size = 0
        self._values: OrderedDict[Key, Value] = OrderedDict()
        self._lock = threading.Lock()

    def __contains__(self, key: Key) -> bool:
        with self._lock:
            return key in self._values

    def get(self, key: Key) -> Value | None:
        """The cached value; None where there is none."""
        with self._lock:
            if key not in self._values:
                return None
            self._values.move_to_end(key)
            return self._values[key]

    def set(self, key: Key, value: Value) -> None:
        """Cache a value, and evict those used least recently while there is too much; one that is too large alone, too."""
        with self._lock:
            if key in self._values:
                self._size -= self._size_of(self._values.pop(key))
            self._values[key] = value
            self._size += self._size_of(value)
            while self._size > self._most:
                _, evicted = self._values.popitem(last=False)
                self._size -= self._size_of(evicted)


class LatestOfEach(Generic[Owner, Key, Value]):
    """What was made last for each of some owners, such as the rows of a summary: gone with its owner."""

    def __init__(self, most: int) -> None:
        """For at most so many owners, those that were set last."""
        self._most = most
        self._values: WeakKeyDictionary[Owner, tuple[Key, Value]] = WeakKeyDictionary()
        self._lock = threading.Lock()

    def get(self, owner: Owner, key: Key) -> Value | None:
        """The value of an owner if it was made for this key; None otherwise."""
        with self._lock:
            cached = self._values.get(owner)
        return cached[1] if cached is not None and cached[0] == key else None

    def set(self, owner: Owner, key: Key, value: Value) -> None:
        """Remember a value in place of the owner's last one."""
        with self._lock:
            self._values.pop(owner, None)
            self._values[owner] = (key, value)
            for surplus in list(self._values)[: -self._most]:
                del self._values[surplus]
