"""The published edition of a collection that `--data` serves."""

from __future__ import annotations

import hashlib

from data.areas.boundary_table import BOUNDARIES
from data.errors import AtlasError
from data.folders.boundaries_in_use import use_content
from data.folders.editions import Editions
from data.limits import Progress
from data.store.collection import Collection, open_collection
from data.store.editions.publishing import Published
from data.tables.dataset import Dataset


def published_edition(collection: Collection, number: int | None = None) -> Published:
    """An edition of a collection, the newest without a number. Raises AtlasError where there is none."""
    published = collection.published(number)
    if published is None and number is not None:
        raise AtlasError(
            f"{collection.address} has no edition {number}; it has {collection.newest_edition()}."
        )
    if published is None:
        raise AtlasError(
            f"Nothing of {collection.address} is published yet; publish it with: mine-atlas publish {collection.address}"
        )
    return published


class ServedCollection:
    """The newest edition of a collection, for a server that follows it."""

    def __init__(self, address: str, progress: Progress) -> None:
        progress("Reading the published edition", 0.0)
        self._collection = open_collection(address, make=False)
        self._boundaries = b""
        self.number, self.dataset = self.read()
        progress("Reading is done", 1.0)

    @property
    def editions(self) -> Editions:
        """What a page compares links with."""
        return self._collection.recorded_editions

    def release(self) -> None:
        """Close the connections, which no forked process may share; they are made again when they are needed."""
        self._collection.close()

    def newest(self) -> int:
        """The number of the newest edition."""
        return self._collection.newest_edition()

    def read(self) -> tuple[int, Dataset]:
        """The newest edition. What visitors upload and draft is looked up in its boundaries, too."""
        published = published_edition(self._collection)
        dataset = published.dataset
        boundaries = published.contents.layers.get(BOUNDARIES, b"")
        digest = hashlib.sha256(boundaries).digest() if boundaries else b""
        if digest != self._boundaries:
            use_content(boundaries or None)
            self._boundaries = digest
        return published.number, dataset
