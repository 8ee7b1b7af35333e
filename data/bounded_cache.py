"""A cache that threads share and that has a bound: what was used least recently goes first."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


def _one(_value: object) -> int:
    return 1


class BoundedCache(Generic[Key, Value]):
    """Values by key; `get` and `set` are those that Flask-Compress expects of a cache.

    Unlike `functools.lru_cache` it can be asked without making what is missing, and its bound may be one of size.
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
