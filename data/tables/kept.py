"""What is made of a dataset once and kept as long as the dataset: for each key, of those that were used last."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from data.tables.dataset import Dataset

Key = TypeVar("Key", bound=Hashable)
Made = TypeVar("Made")


class Kept(Generic[Key, Made]):
    """Answers by dataset and key. They are shared: nobody writes into them, and none may hold its dataset."""

    def __init__(self, most: int = 1) -> None:
        """`most` answers of a dataset are kept."""
        self._most = most
        self._lock = threading.Lock()
        self._answers: WeakKeyDictionary[Dataset, OrderedDict[Key, Made]] = WeakKeyDictionary()

    def of(self, dataset: Dataset, key: Key, make: Callable[[], Made]) -> Made:
        """The kept answer, or the one that `make` gives; two threads may make the same at once."""
        with self._lock:
            known = self._answers.setdefault(dataset, OrderedDict())
            if key in known:
                known.move_to_end(key)
                return known[key]
        made = make()
        with self._lock:
            known[key] = made
            while len(known) > self._most:
                known.popitem(last=False)
        return made
