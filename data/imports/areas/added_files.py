"""A visitor's files of boundaries and of areas, read beside a table of incidents by the code of the commands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Final

import geopandas as gpd

from data.areas.boundary_table import DRAWN, generalised
from data.errors import AtlasError, FileError
from data.imports.areas.area_columns import FIELDS as AREA_FIELDS
from data.imports.areas.area_files import read_area_file
from data.imports.areas.boundary_files import DEEPEST, BoundaryFile, is_country_code, read_boundary_files
from data.imports.areas.boundary_files import FIELDS as BOUNDARY_FIELDS
from data.imports.formats.open_file import open_file
from data.language import N_, _
from data.limits import Work
from data.personal_columns import is_personal
from data.recorded_areas.kinds import AreaKind
from data.recorded_areas.table import with_areas_of_file
from data.statement import Statement
from data.text.plain_text import is_writable

MOST_FILES: Final = 10
LONGEST_OPTION: Final = 300
"""Letters of whose boundaries they are, or of another option."""
NO_ATTRIBUTION: Final = N_("Write whose boundaries they are and of which edition; every map shows it.")
_MOST_COLUMNS: Final = 80


class Role(StrEnum):
    """What a file is added as."""

    BOUNDARIES = "boundaries"
    AREAS = "areas"


FIELDS: Final = {Role.BOUNDARIES: BOUNDARY_FIELDS, Role.AREAS: AREA_FIELDS}
"""What a column of the file can be chosen for."""
_OPTIONS: Final = {
    Role.BOUNDARIES: ("attribution", "level", "country", "crs", *BOUNDARY_FIELDS),
    Role.AREAS: ("kind", "crs", *(f"{field}_column" for field in AREA_FIELDS)),
}


@dataclass(frozen=True)
class AddedFile:
    """A file as a visitor gave it."""

    role: Role
    name: str
    content: bytes = field(repr=False)
    options: Mapping[str, str] = field(default_factory=dict)
    """As `checked_options` gives them."""


@dataclass(frozen=True)
class FileAccount:
    """What became of a file."""

    role: Role
    name: str
    areas: int
    """How many areas or lines it has."""
    remarks: tuple[Statement, ...]
    """What was repaired or left out, in sentences of the command; of several boundary files with the first."""


@dataclass(frozen=True)
class RefusedFile:
    """A file that could not be read as it was given, with the columns that can be chosen."""

    role: Role
    name: str
    options: Mapping[str, str]
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Ground:
    """The tables of all added files."""

    boundaries: gpd.GeoDataFrame | None = None
    """As `data.areas.boundary_table.read_boundaries` gives them."""
    areas: gpd.GeoDataFrame | None = None
    accounts: tuple[FileAccount, ...] = ()


NO_GROUND: Final = Ground()


def checked_options(role: Role, given: Mapping[str, str]) -> dict[str, str]:
    """The options of a file that are not empty. Raises AtlasError with a sentence for one that cannot be."""
    options = {name: " ".join(given.get(name, "").split()) for name in _OPTIONS[role]}
    for text in options.values():
        if len(text) > LONGEST_OPTION or not is_writable(text):
            raise AtlasError(
                _("A text has more than {number} characters; shorten it.").format(number=LONGEST_OPTION)
            )
    if role is Role.BOUNDARIES:
        _check_boundary_options(options)
    elif options["kind"] not in ("", *AreaKind):
        raise AtlasError(_("Choose the kind of the areas from the list."))
    return {name: text for name, text in options.items() if text}


def _check_boundary_options(options: dict[str, str]) -> None:
    if not options["attribution"]:
        raise AtlasError(_(NO_ATTRIBUTION))
    if options["level"] not in ("", *map(str, range(1, DEEPEST + 1))):
        raise AtlasError(_("Choose a level from 1 to {deepest}.").format(deepest=DEEPEST))
    options["country"] = options["country"].upper()
    if options["country"] and not is_country_code(options["country"]):
        raise AtlasError(_("Write the country as its code of two letters, as AZ."))


def read_added(files: Sequence[AddedFile], work: Work) -> Ground:
    """The tables of the files together. Raises FileError with one sentence."""
    boundaries, accounts = _boundaries([file for file in files if file.role is Role.BOUNDARIES], work)
    areas: gpd.GeoDataFrame | None = None
    for file in files:
        if file.role is Role.AREAS:
            options = file.options
            kind = AreaKind(options["kind"]) if "kind" in options else None
            columns = {one: options[f"{one}_column"] for one in AREA_FIELDS if f"{one}_column" in options}
            read = read_area_file(file.name, file.content, kind, columns, work, options.get("crs", ""))
            areas = with_areas_of_file(areas, read.areas, str(read.areas["file"].iloc[0]))
            accounts.append(FileAccount(file.role, file.name, len(read.areas), read.remarks))
    return Ground(boundaries, areas, tuple(accounts))


def refused_file(file: AddedFile, work: Work) -> RefusedFile:
    """The file with its columns, as far as it can be opened."""
    columns: dict[str, None] = {}
    with suppress(AtlasError, ValueError, LookupError, TypeError):
        for table in open_file(file.name, file.content, work):
            of_geometry = table.point_columns or ()
            columns |= dict.fromkeys(str(one) for one in table.rows.columns if str(one) not in of_geometry)
    if file.role is Role.AREAS:
        columns = {name: None for name in columns if not is_personal(name)}
    return RefusedFile(file.role, file.name, file.options, tuple(columns)[:_MOST_COLUMNS])


def _boundaries(files: Sequence[AddedFile], work: Work) -> tuple[gpd.GeoDataFrame | None, list[FileAccount]]:
    if not files:
        return None, []
    given = [_boundary_file(file) for file in files]
    table, remarks = read_boundary_files(given, work)
    attributions = dict.fromkeys(file.options.get("attribution", "") for file in files)
    table["attribution"] = " · ".join(attributions)[: LONGEST_OPTION * 2]
    table["is_shaded"] = table["level"] == table["level"].max()
    accounts = []
    for file in files:
        name = PurePosixPath(file.name).name
        of_file = tuple(remark for remark in remarks if remark.startswith(name))
        accounts.append(FileAccount(file.role, file.name, int((table["file"] == file.name).sum()), of_file))
    table = table.drop(columns="file")
    table[DRAWN] = generalised(table)
    return table, accounts


def _boundary_file(file: AddedFile) -> BoundaryFile:
    options = file.options
    columns = {one: options[one] for one in BOUNDARY_FIELDS if one in options}
    if columns and "code" not in columns:
        raise FileError(file.name, N_("Name the column of codes, too."))
    level = int(options["level"]) if "level" in options else None
    return BoundaryFile(
        file.name, file.content, columns, level, options.get("country", ""), options.get("crs", "")
    )
