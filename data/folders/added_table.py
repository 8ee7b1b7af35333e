"""A table that a command adds to a folder of incidents: boundaries, recorded areas, points of exposure."""

from __future__ import annotations

from pathlib import Path

from data.errors import AtlasError
from data.folders.replaced import replace_files
from data.limits import COMMAND_LINE


def require_incidents(folder: Path) -> None:
    """Nothing, where the folder has a table of incidents. Raises AtlasError."""
    if not any((folder / f"incidents.{ending}").is_file() for ending in ("csv", "parquet")):
        raise AtlasError(f"{folder} is no folder with a table of incidents; name the one that --data opens.")


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


def put_into(folder: Path, name: str, content: bytes) -> None:
    """Write the file beside its place, then put it there at once: a reader finds the old or the new one.

    Raises AtlasError when there is no room or no permission.
    """
    try:
        replace_files({folder / name: [content]})
    except OSError as error:
        raise AtlasError(
            f"{folder / name} cannot be written ({error.strerror}); make room, or allow it."
        ) from error
