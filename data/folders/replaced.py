"""Files put in the place of others at once."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

_TRIES: Final = 20
_SECONDS_BETWEEN: Final = 0.1


def replace_file(finished: Path, path: Path) -> None:
    """Give a finished file its name: whoever opens it finds the old or the new one. Raises OSError.

    Windows replaces no file that somebody has open; those who read a table close it within moments.
    """
    for last_try in range(_TRIES):
        try:
            finished.replace(path)
            return
        except PermissionError:
            if last_try == _TRIES - 1 or not path.is_file():
                raise
            time.sleep(_SECONDS_BETWEEN)


def replace_files(files: Mapping[Path, Iterable[bytes]]) -> None:
    """Write all files, given in parts, or leave all places as they were. Raises OSError where there is no room or no permission."""
    finished: dict[Path, Path] = {}
    try:
        for path, parts in files.items():
            if path.exists() and not path.is_file():  # a pipe or a device, as /dev/stdout
                with path.open("wb") as stream:
                    stream.writelines(parts)
                continue
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
            finished[Path(name)] = path
            with os.fdopen(handle, "wb") as file:
                file.writelines(parts)
            Path(name).chmod(0o644)
        for written, path in finished.items():
            replace_file(written, path)
    finally:
        for written in finished:
            written.unlink(missing_ok=True)
