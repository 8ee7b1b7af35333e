"""The boundaries in which this process, and those that it starts, look places up: those of one folder."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path
from typing import Final

import geopandas as gpd

from data.areas.boundary_table import BOUNDARIES, lookup_districts, read_boundaries
from data.errors import AtlasError
from data.tables.layers.districts import districts_of_the_world, use_districts

VARIABLE: Final = "MINE_ATLAS_BOUNDARIES"
"""Of the environment: the folder, for processes that read a file apart from this one."""
_read: Final[dict[str, gpd.GeoDataFrame]] = {}


def use_boundaries(folder: Path | None) -> None:
    """Have names, codes and points be looked up in a folder's boundaries, if it has any; None for the bundled districts.

    Raises AtlasError when its file is damaged.
    """
    boundaries = None if folder is None else read_boundaries(folder)
    if folder is None or boundaries is None:
        os.environ.pop(VARIABLE, None)
        use_districts(None)
        return
    os.environ[VARIABLE] = str(folder.absolute())
    _read[os.environ[VARIABLE]] = boundaries
    use_read_boundaries(boundaries)


def use_read_boundaries(boundaries: gpd.GeoDataFrame) -> None:
    """Have this process, and none that it starts, look places up in a table of boundaries."""
    use_districts(lookup_districts(boundaries, districts_of_the_world()))


def use_content(content: bytes | None) -> None:
    """As `use_boundaries`, of what a file of boundaries holds; None for the bundled districts.

    It is kept in a temporary folder until this process ends, for those that it starts. Raises AtlasError when the file
    is damaged, or there is no room for it.
    """
    if content is None:
        use_boundaries(None)
        return
    try:
        folder = Path(tempfile.mkdtemp(prefix="mine-atlas-boundaries-"))
        atexit.register(_remove, folder, os.getpid())
        (folder / BOUNDARIES).write_bytes(content)
    except OSError as error:
        raise AtlasError(
            f"The boundaries cannot be kept in a temporary folder ({error.strerror})."
        ) from error
    use_boundaries(folder)


def _remove(folder: Path, process: int) -> None:
    # A forked process ends too, while the one that made the folder goes on.
    if os.getpid() == process:
        shutil.rmtree(folder, ignore_errors=True)


def use_folder_with_boundaries(folder: Path) -> None:
    """As `use_boundaries`. Raises AtlasError when the folder has none."""
    if not (folder / BOUNDARIES).is_file():
        raise AtlasError(f"{folder} has no {BOUNDARIES}; add it with “mine-atlas boundaries add”.")
    use_boundaries(folder)


def boundaries_file(folder: Path) -> dict[str, bytes]:
    """The folder's file of boundaries by its name, for another folder. Raises OSError."""
    return {BOUNDARIES: (folder / BOUNDARIES).read_bytes()}


def use_named_boundaries() -> None:
    """Use those that the process which started this one uses."""
    if named := os.environ.get(VARIABLE):
        use_boundaries(Path(named))


def boundaries_in_use() -> gpd.GeoDataFrame | None:
    """The table of boundaries in use; None where places are looked up in the bundled districts."""
    return _read.get(os.environ.get(VARIABLE, ""))
