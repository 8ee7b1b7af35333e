"""The coordinate system of outlines whose file names none."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from data.errors import FileError
from data.imports.formats.spatial.points import crs_of
from data.imports.formats.spatial.shapefile_zip import NO_DEGREES, NO_SYSTEM
from data.imports.formats.text.text_table import TextTable
from data.language import N_
from data.places.notations.systems import named_system

_NO_SYSTEM: Final = N_(
    "The shapefile has no .prj, which names its coordinate system; name it with --crs or on the page, as EPSG:32638, or "
    "export the file again with one."
)
_UNNAMED: Final = frozenset({NO_SYSTEM, NO_DEGREES})


def with_system(table: TextTable, crs: str) -> TextTable:
    """The table with the coordinate system of its outlines: its own, or `crs` where the file names none.

    `crs` is a code such as EPSG:32638 or words such as “UTM 38N”; "" for none. Raises FileError when there is neither,
    or `crs` is not known.
    """
    if not _UNNAMED & {*table.remarks}:
        return table
    if not crs.strip():
        raise FileError(table.title, _NO_SYSTEM)
    left = tuple(remark for remark in table.remarks if remark not in _UNNAMED)
    return replace(table, crs=named_system(crs) or crs_of(table.title, crs), remarks=left)
