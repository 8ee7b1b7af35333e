"""A table that a command adds to a folder of incidents: boundaries, recorded areas, points of exposure."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

from data.errors import AtlasError
from data.folders.replaced import replace_file
from data.limits import COMMAND_LINE

_COLLECTION: Final = (
    "A collection stores no boundaries, areas and points of exposure; write its edition as a folder with “mine-atlas "
    "export COLLECTION --out FOLDER”, and add them to that folder."
)
_SQLITE: Final = b"SQLite format 3\0"
_POSTGRESQL: Final = re.compile(r"postgres(ql)?(\+psycopg)?:/")
"""Beginning of an address, of which a path has one slash less."""


def require_incidents(folder: Path) -> None:
    """Nothing, where the folder has a table of incidents. Raises AtlasError."""
    if _POSTGRESQL.match(folder.as_posix()) or _begins_with(folder, _SQLITE):
        raise AtlasError(_COLLECTION)
    if not any((folder / f"incidents.{ending}").is_file() for ending in ("csv", "parquet")):
        raise AtlasError(f"{folder} is no folder with a table of incidents; name the one that --data opens.")


def _begins_with(path: Path, start: bytes) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(start)) == start
    except OSError:
        return False


def content_of(path: Path) -> bytes:
    """What a file holds that a command was given. Raises AtlasError when it cannot be opened or is too large."""
    try:
        if path.stat().st_size > COMMAND_LINE.size_bytes:
            raise AtlasError(
                f"{path} has more than {COMMAND_LINE.size_bytes:,} bytes; give a smaller part of it."
            )
        return path.read_bytes()
    except OSError as error:
        raise AtlasError(f"{path} cannot be opened ({error.strerror}); check its name.") from error


def put_into(folder: Path, name: str, write: Callable[[Path], None]) -> None:
    """Have `write` write the file beside its place, then put it there at once: a reader finds the old or the new one.

    Raises OSError.
    """
    handle, beside = tempfile.mkstemp(dir=folder, prefix=f".{name}.")
    os.close(handle)
    written = Path(beside)
    try:
        write(written)
        written.chmod(0o644)
        replace_file(written, folder / name)
    finally:
        written.unlink(missing_ok=True)
