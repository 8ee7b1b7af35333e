"""The layers of a collection: boundaries, recorded areas, points for exposure, each a file that a folder has too.

A layer is a record like a place: its revisions say who saved it, when and why. The document of a revision has the
hash of the file; the file's bytes stand once in a table of their own, so that an export gives back exactly these.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any, Final

import sqlalchemy as sa

from data.errors import StoreError
from data.folders.tables.layers import layers_of
from data.language import _
from data.limits import MEGABYTE
from data.store.database.tables import layers
from data.store.records.records import State
from data.store.records.revisions import LAYER, Saved, add, newest, signed

LARGEST_BYTES: Final = 500 * MEGABYTE
"""Of one file; databases take twice as much in one cell."""


def save_layer(
    connection: sa.Connection, name: str, content: bytes | None, who: str, why: str, based_on: int | None
) -> int:
    """The number of the revision that has this content, None for a layer that is taken out.

    Raises FileError when the file is damaged, StoreError when it is too large, there is nothing to take out, or
    somebody saved it after the revision `based_on`, 0 for a new one; None saves over any.
    """
    who, why = signed(who, why)
    row = newest(connection, LAYER, name)
    number = 0 if row is None else int(row.number)
    if based_on is not None and row is not None and number != based_on:
        raise StoreError(_("{who} saved this meanwhile; look at it, and save again.").format(who=row.who))
    is_there = row is not None and row.state == State.READY.value
    if content is None:
        if row is None or not is_there:
            raise StoreError(f"The collection has no {name}.")
        (number,) = add(connection, LAYER, [(name, row.document, State.REMOVED)], who, why)
        return number
    saved = stored(connection, name, content)
    if row is not None and is_there and row.document == saved[1]:
        return number
    (number,) = add(connection, LAYER, [saved], who, why)
    return number


def stored(connection: sa.Connection, name: str, content: bytes) -> Saved:
    """What `data.store.records.revisions.add` takes, after the bytes were stored. Raises FileError, StoreError."""
    if len(content) > LARGEST_BYTES:
        raise StoreError(
            f"{name} has {len(content) / MEGABYTE:,.0f} MB, and a collection takes {LARGEST_BYTES / MEGABYTE:,.0f}; "
            "leave some out, or simplify outlines."
        )
    layers_of({name: content})
    sha256 = hashlib.sha256(content).hexdigest()
    if connection.scalar(sa.select(layers.c.sha256).where(layers.c.sha256 == sha256)) is None:
        connection.execute(sa.insert(layers), {"sha256": sha256, "content": content})
    return name, {"sha256": sha256, "bytes": len(content)}, State.READY


def newest_layer(connection: sa.Connection, name: str) -> tuple[str, int]:
    """The hash of the layer that the next edition has and the number of its revision; "" and 0 without one."""
    row = newest(connection, LAYER, name)
    if row is None:
        return "", 0
    return row.document["sha256"] if row.state == State.READY.value else "", int(row.number)


def content_of_hash(connection: sa.Connection, sha256: str) -> bytes:
    """The bytes of a layer. Raises StoreError when the database lost them."""
    content = connection.scalar(sa.select(layers.c.content).where(layers.c.sha256 == sha256))
    if content is None:
        raise StoreError(f"The collection has lost the layer {sha256[:12]}; add it again.")
    return bytes(content)


def contents_of(
    connection: sa.Connection, documents: Mapping[tuple[str, str], Mapping[str, Any]]
) -> dict[str, bytes]:
    """The bytes of the layers among an edition's documents, by the file's name."""
    return {
        name: content_of_hash(connection, document["sha256"])
        for (kind, name), document in sorted(documents.items())
        if kind == LAYER
    }
