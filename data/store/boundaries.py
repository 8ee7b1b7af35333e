"""The boundaries of a collection, in which the desk and imports look names, codes and points up."""

from __future__ import annotations

from threading import Lock

from data.areas.boundary_table import BOUNDARIES
from data.folders.boundaries_in_use import use_content
from data.store.collection import Collection


class BoundariesInUse:
    """Has this process use the boundaries that the next edition of a collection has."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._sha256 = ""
        self._lock = Lock()

    def follow(self) -> None:
        """Use those that were added meanwhile. Raises StoreError when the collection cannot be read."""
        sha256 = self._collection.layer_hash(BOUNDARIES)
        with self._lock:
            if sha256 != self._sha256:
                use_content(self._collection.layer(BOUNDARIES)[0])
                self._sha256 = sha256
