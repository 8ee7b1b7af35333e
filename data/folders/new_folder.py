"""A folder that a command writes: it is there with all its files, or not at all."""

from __future__ import annotations

import contextlib
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from data.errors import AtlasError
from data.folders.replaced import replace_file
from data.folders.tables.description import DESCRIPTION


@contextlib.contextmanager
def new_folder(folder: Path, last: str) -> Iterator[Path]:
    """A folder to write into, which gets its name when the block ends without an error; else nothing of it is left.

    `last` is the file without which no reader opens the folder. Raises AtlasError when there is something in the
    folder already, or it cannot be written, which an OSError of the block is taken for.
    """
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise AtlasError(f"{folder} is not empty; name a new folder, so that nothing is overwritten.")
        folder.parent.mkdir(parents=True, exist_ok=True)
        unfinished = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
        try:
            yield unfinished
            unfinished.chmod(0o755)
            _put_in_place(unfinished, folder, last)
        except BaseException:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise
    except OSError as error:
        raise AtlasError(f"{folder} cannot be written ({error.strerror}); name another place.") from error


def write_folder(folder: Path, files: Mapping[str, bytes], last: str = DESCRIPTION) -> None:
    """As `new_folder`, of these files."""
    with new_folder(folder, last) as unfinished:
        for name, content in files.items():
            (unfinished / name).write_bytes(content)


def _put_in_place(unfinished: Path, folder: Path, last: str) -> None:
    """Give a finished folder its name, over an empty one of that name too; there is no moment without a folder.

    Windows replaces no folder: there what is in it moves into the empty one.
    """
    if sys.platform != "win32" or not folder.exists():
        unfinished.replace(folder)
        return
    for file in sorted(unfinished.iterdir(), key=lambda file: (file.name == last, file.name)):
        replace_file(file, folder / file.name)
    unfinished.rmdir()
