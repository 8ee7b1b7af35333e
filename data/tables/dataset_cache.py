"""What is made of a dataset once and cached as long as the dataset is there: for each key, of those that were used last."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from data.bounded_cache import BoundedCache
from data.tables.dataset import Dataset

Key = TypeVar("Key", bound=Hashable)
Made = TypeVar("Made")


class DatasetCache(Generic[Key, Made]):
    """Answers by dataset and key. They are shared: nobody writes into them, and none may refer to its dataset."""

    def __init__(self, most: int = 1) -> None:
        """`most` answers of a dataset are cached."""
        self._most = most
        self._lock = threading.Lock()
        self._answers: WeakKeyDictionary[Dataset, BoundedCache[Key, tuple[Made]]] = WeakKeyDictionary()

    def of(self, dataset: Dataset, key: Key, make: Callable[[], Made]) -> Made:
        """The cached answer, or the one that `make` gives; two threads may make the same at once."""
        with self._lock:
            answers = self._answers.get(dataset)
            if answers is None:
                answers = self._answers[dataset] = BoundedCache(self._most)
        # In a tuple, because an answer may be None.
        if (known := answers.get(key)) is not None:
            return known[0]
        made = make()
        answers.set(key, (made,))
        return made
