"""MBTiles: tiles in an SQLite database, opened for reading alone and trusted with nothing."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from data.ground_maps.unpacking import TileError

MAGIC: Final = b"SQLite format 3\x00"
LARGEST_TILE_BYTES: Final = 5_000_000
_MOST_STEPS: Final = 2_000
"""Of a thousand operations of SQLite each: a tile takes less than one of them, a query without an index many."""
_LONGEST_METADATA: Final = 4_000_000


class MbtilesFile:
    """An MBTiles file. Each reading opens it anew, so that threads and forked processes share nothing."""

    def __init__(self, path: Path) -> None:
        """Raises TileError for a file that is none or is cut off; OSError when it cannot be opened."""
        self._address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        self._check_size(path)
        with self._opened() as rows:
            self.metadata = _metadata(rows)
            self.zooms = _zooms(rows)

    def tile(self, zoom: int, column: int, row: int) -> bytes | None:
        """A tile as it is stored; None where there is none. Raises TileError for one that cannot be read."""
        query = (
            "select tile_data from tiles where zoom_level = ? and tile_column = ? and tile_row = ? limit 1"
        )
        with self._opened() as rows:
            # Rows are numbered from the south.
            found = rows.execute(query, (zoom, column, 2**zoom - 1 - row)).fetchone()
        if found is None:
            return None
        if not isinstance(found[0], bytes):
            raise TileError("a tile is no binary content")
        return found[0]

    @contextlib.contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        try:
            with contextlib.closing(sqlite3.connect(self._address, uri=True)) as rows:
                rows.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST_TILE_BYTES)
                rows.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
                steps = iter(range(_MOST_STEPS))
                rows.set_progress_handler(lambda: next(steps, None) is None, 1_000)
                for pragma in ("trusted_schema = off", "cell_size_check = on", "query_only = on"):
                    rows.execute(f"pragma {pragma}")
                yield rows
        except (sqlite3.Error, OverflowError, UnicodeDecodeError) as error:
            raise TileError(_reason(error)) from error

    def _check_size(self, path: Path) -> None:
        with path.open("rb") as file:
            start = file.read(100)
            size = file.seek(0, 2)
        if not start.startswith(MAGIC) or len(start) < 100:
            raise TileError("it is no MBTiles file")
        page = int.from_bytes(start[16:18], "big")
        expected = (65_536 if page == 1 else page) * int.from_bytes(start[28:32], "big")
        # Old writers leave the number of pages as it was; then these two counters differ.
        is_counted = start[24:28] == start[92:96]
        if is_counted and size < expected:
            raise TileError(f"it has {size:,} bytes where its header names {expected:,}")


def _reason(error: Exception) -> str:
    text = str(error)
    if "interrupted" in text:
        return "its tables take too long to search; make it anew with an index on its tiles"
    if "too big" in text:
        return "a tile is larger than 5 MB"
    if "no such table" in text or "no such column" in text:
        return "it has no table of tiles with zoom_level, tile_column, tile_row and tile_data"
    return "it is damaged"


def _metadata(rows: sqlite3.Connection) -> dict[str, Any]:
    """Names and values of the table `metadata`, and what its value `json` contains."""
    try:
        found = rows.execute("select name, value from metadata limit 1000").fetchall()
    except sqlite3.OperationalError as error:
        if "no such table" not in str(error):
            raise
        found = []
    metadata: dict[str, Any] = {str(name): value for name, value in found}
    text = metadata.pop("json", None)
    if isinstance(text, str) and len(text) <= _LONGEST_METADATA:
        with contextlib.suppress(ValueError, RecursionError):
            more = json.loads(text)
            metadata |= more if isinstance(more, dict) else {}
    return metadata


def _zooms(rows: sqlite3.Connection) -> tuple[int, int]:
    """The first and the last zoom that has tiles."""
    ends = []
    for order in ("asc", "desc"):
        query = f"select zoom_level from tiles order by zoom_level {order} limit 1"  # noqa: S608 - two known words
        found = rows.execute(query).fetchone()
        if found is None:
            raise TileError("it contains no tiles")
        if not isinstance(found[0], int):
            raise TileError("a tile has no zoom")
        ends.append(found[0])
    return ends[0], ends[1]
