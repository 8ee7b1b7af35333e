"""Keys of names with the place of each, sorted a letter pair at a time.

To sort the keys of all places takes a third of a second of processor time, while a report asks for some twenty names.
So only their first two letters are sorted at once; of the keys with these letters the rest is sorted when one of them is
first requested.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from data.places.texts import Texts

_LETTERS: Final = 2
_MOST_PAIRS: Final = 2**16
_LAST: Final = "~"
"""Comes behind every letter and digit of a key."""


class SortedKeys:
    """Keys in plain Latin letters and digits, each with the number of its place."""

    def __init__(self, keys: Any, places: npt.NDArray[np.int64]) -> None:
        self._keys, self._places = keys, places
        pairs = pc.utf8_slice_codeunits(keys, 0, _LETTERS).dictionary_encode()
        names = pairs.dictionary.to_pylist()
        # As numbers of two bytes they are sorted by their digits, in a hundredth of the time.
        kind = np.uint16 if len(names) < _MOST_PAIRS else np.uint32
        numbers = pairs.indices.to_numpy().astype(kind)
        self._order = np.argsort(numbers, kind="stable")
        ends = np.cumsum(np.bincount(numbers, minlength=len(names)))
        self._spans = {
            name: (int(end) - int(count), int(end))
            for name, end, count in zip(names, ends, np.diff(ends, prepend=0), strict=True)
        }

    def with_key(self, key: str) -> npt.NDArray[np.int64]:
        """The places that have this key, in no order; empty where none has."""
        if key[:_LETTERS] not in self._spans:
            return np.empty(0, dtype=np.int64)
        keys, places = self._of_pair(key[:_LETTERS])
        start, end = keys.run_of(key)
        return places[start:end]

    def beginning_with(self, letters: str) -> tuple[list[str], npt.NDArray[np.int64]]:
        """The keys that begin with these letters, sorted, and the place of each."""
        found: list[str] = []
        numbers = [np.empty(0, dtype=np.int64)]
        for pair in sorted(name for name in self._spans if name.startswith(letters[:_LETTERS])):
            keys, places = self._of_pair(pair)
            start, end = keys.first_from(letters), keys.first_from(letters + _LAST)
            found += keys[start:end]
            numbers.append(places[start:end])
        return found, np.concatenate(numbers)

    @lru_cache(maxsize=_MOST_PAIRS)  # noqa: B019 - an index lives as long as the process
    def _of_pair(self, pair: str) -> tuple[Texts, npt.NDArray[np.int64]]:
        """The keys that begin with two letters, sorted, and the place of each."""
        start, end = self._spans[pair]
        rows = self._order[start:end]
        keys = self._keys.take(pa.array(rows))
        order = pc.sort_indices(keys)
        return Texts(keys.take(order)), self._places[rows[order.to_numpy()]]
