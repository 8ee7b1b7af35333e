"""Where a command puts boundaries, recorded areas and points for exposure: a folder of tables, or a collection."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from data.folders.added_table import put_into, require_incidents
from data.store.database.addresses import is_collection

if TYPE_CHECKING:
    from data.store.collection import Collection


class LayerTarget(Protocol):
    """A folder or a collection, as the commands see it."""

    then: str
    """What is to be done before readers see what was added, as a sentence."""

    def place(self, name: str) -> str:
        """How messages name a file of it."""

    def content(self, name: str) -> bytes | None:
        """The file as it is; None without one."""

    def put(self, name: str, content: bytes | None) -> None:
        """Put a file in its place; None takes it out."""


class FolderTarget:
    """A folder of tables. Its constructor raises AtlasError when it has none."""

    then = "Start the atlas again."

    def __init__(self, folder: Path) -> None:
        require_incidents(folder)
        self._folder = folder

    def place(self, name: str) -> str:
        """The file's path."""
        return str(self._folder / name)

    def content(self, name: str) -> bytes | None:
        """The file as it is; None without one."""
        path = self._folder / name
        return path.read_bytes() if path.is_file() else None

    def put(self, name: str, content: bytes | None) -> None:
        """Put a file in its place at once; None removes it."""
        if content is None:
            (self._folder / name).unlink()
        else:
            put_into(self._folder, name, content)


class CollectionTarget:
    """A collection: what is put there is part of its next edition."""

    def __init__(self, collection: Collection, who: str, why: str) -> None:
        self._collection, self._signed = collection, {"who": who, "why": why}
        self._based_on: dict[str, int] = {}
        self.then = f"The next edition has it: mine-atlas publish {collection.address}"

    def place(self, name: str) -> str:
        """The collection with the layer's name."""
        return f"{self._collection.address}, {name}"

    def content(self, name: str) -> bytes | None:
        """The layer of the next edition; None without one."""
        content, self._based_on[name] = self._collection.layer(name)
        return content

    def put(self, name: str, content: bytes | None) -> None:
        """A new revision. Raises StoreError when somebody saved the layer since `content` gave it."""
        self._collection.save_layer(name, content, based_on=self._based_on.get(name), **self._signed)


@contextmanager
def layer_target(address: str, who: str, why: str) -> Iterator[LayerTarget]:
    """What `--data` names. Raises AtlasError when that is neither a collection nor a folder with incidents."""
    if not is_collection(address):
        yield FolderTarget(Path(address))
        return
    from data.store.collection import open_collection  # the database's packages take a moment to load

    with open_collection(address, make=False) as collection:
        yield CollectionTarget(collection, who, why)
