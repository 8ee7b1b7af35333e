"""A file of areas or lines as the table `areas`: what it says of each, and what was left out and why."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import Final

import geopandas as gpd
import pandas as pd

from data.errors import FileError
from data.imports.areas.area_columns import area_columns
from data.imports.areas.area_outlines import read_outlines
from data.imports.areas.named_system import with_system
from data.imports.columns.days.days import DayOrder, spans
from data.imports.dates.span import Span
from data.imports.formats.open_file import open_file
from data.imports.formats.text.text_table import TextTable
from data.language import N_
from data.limits import Work
from data.recorded_areas.choice import LONGEST_ID
from data.recorded_areas.kinds import AreaKind, kind_of
from data.recorded_areas.table import NAMES, TEXTS, check_size, in_order
from data.statement import Statement, statement
from data.text.excerpt import excerpt
from data.text.plain_text import writable

LONGEST_TEXT: Final = 300
"""Letters of what a file says of an area; the rest is cut off, with a remark."""
NOTHING: Final = N_("The file has no area or line that can be used. {reasons}")
NO_KINDS: Final = N_(
    "The file has no column of kinds; name the kind of its areas (--kind), or the column (--columns kind=…). It has "
    "{columns}. Kinds are: {kinds}."
)
UNKNOWN_KIND: Final = N_(
    "“{kind}” is no kind of area that is known; write it as one of: {kinds}; or name the kind of all its areas (--kind)."
)
SEVERAL: Final = N_(
    "The identifier “{area}” stands for several areas that differ; give each its own, or name the column of identifiers "
    "with --columns id=…."
)
JOINED: Final = N_("Areas that stand in several rows, joined by their identifier: {number}, in {rows} rows.")
CUT: Final = N_("{file}: texts of “{column}” that are longer than {most} characters and were cut: {number}.")
USED: Final = N_("{file}: columns used: {columns}.")
NONE_USED: Final = N_("{file}: no column is used.")
NOT_USED: Final = N_("{file}: columns not used: {columns}.")


@dataclass(frozen=True)
class ReadAreas:
    """The areas of one file."""

    areas: gpd.GeoDataFrame
    """As `data.recorded_areas.table` has it."""
    remarks: tuple[Statement, ...]
    """What was repaired or left out, and which columns were used and not, in sentences."""


def read_area_file(
    name: str,
    content: bytes,
    kind: AreaKind | None,
    columns: Mapping[str, str],
    work: Work,
    crs: str = "",
) -> ReadAreas:
    """The areas of a file, all of one kind or each of the kind that its column says. Raises FileError.

    `columns` are columns of the file by FIELDS, for those that their headings do not tell; `crs` is the coordinate
    system where the file names none.
    """
    file = PurePosixPath(name.replace("\\", "/")).name or "file"
    tables = [table for table in open_file(file, content, work) if table.geometries is not None]
    if not tables:
        raise FileError(
            file, N_("The file has no outlines; export the layer itself, as GeoJSON or GeoPackage.")
        )
    remarks: list[Statement] = []
    parts = [_areas(with_system(table, crs), kind, columns, remarks) for table in tables]
    areas = gpd.GeoDataFrame(pd.concat(parts, ignore_index=True), crs="EPSG:4326")
    if areas.empty:
        raise FileError(file, statement(NOTHING, reasons=" ".join(remarks)))
    areas = _joined(file, areas, remarks).assign(file=file)
    check_size(areas)
    return ReadAreas(in_order(areas), tuple(remarks))


def _areas(
    table: TextTable, kind: AreaKind | None, chosen: Mapping[str, str], remarks: list[Statement]
) -> gpd.GeoDataFrame:
    of_geometry = table.point_columns or ()
    own = [str(column) for column in table.rows.columns if str(column) not in of_geometry]
    found = area_columns(table.title, own, chosen)
    outlines, rows = read_outlines(table, remarks)
    cells = table.rows.reindex(rows).fillna("")
    texts = {field: cells[column].map(_plain) for field, column in found.items()}
    empty = pd.Series("", cells.index, dtype="str")
    number = pd.Series([f"{_stem(table)}-{row}" for row in rows], cells.index, dtype="str")
    ids = _identifiers(texts.get("id", empty)).where(lambda ids: ids != "", number)
    read = {
        "area_id": ids,
        "kind": _kinds(table, kind, texts.get("kind"), rows),
        **{
            field: _cut(table, field, texts.get(field, empty), remarks)
            for field in ("name", *NAMES, "status", "method")
        },
        "date_recorded": _days(texts.get("recorded", empty), found.get("recorded", "")),
        "date_declared": _days(texts.get("declared", empty), found.get("declared", "")),
        **{
            field: _cut(table, field, texts.get(field, empty), remarks) for field in ("declared_by", "source")
        },
    }
    for name in NAMES:
        read["name"] = read["name"].where(read["name"] != "", read[name])
    remarks += _on_columns(table, found, own, remarks)
    frame = pd.DataFrame({name: column.to_numpy() for name, column in read.items()}, dtype="str")
    return gpd.GeoDataFrame(frame.assign(file=""), geometry=outlines, crs="EPSG:4326")[[*TEXTS, "geometry"]]


def _kinds(
    table: TextTable, kind: AreaKind | None, stated: pd.Series | None, rows: Sequence[int]
) -> pd.Series:
    if kind is not None:
        return pd.Series(kind.value, range(len(rows)), dtype="str")
    known = ", ".join(AreaKind)
    if stated is None:
        there = ", ".join(
            str(column) for column in table.rows.columns if column not in (table.point_columns or ())
        )
        raise FileError(table.title, statement(NO_KINDS, columns=there[:300] or "–", kinds=known))
    meant = {text: kind_of(text) for text in stated.unique()}
    if unknown := [text for text, found in meant.items() if found is None]:
        raise FileError(table.title, statement(UNKNOWN_KIND, kind=excerpt(unknown[0], 40), kinds=known))
    return stated.map({text: str(found) for text, found in meant.items()}).astype("str")


def _identifiers(texts: pd.Series) -> pd.Series:
    """Identifiers that an address can carry: without comma, colon and control character."""
    plain = texts.str.replace(r"[,;|\s]+", " ", regex=True).str.replace(":", "-", regex=False).str.strip()
    return plain.str[:LONGEST_ID].str.strip().astype("str")


def _days(texts: pd.Series, heading: str) -> pd.Series:
    """ISO days where a text can mean one day alone, and otherwise the text as it stands."""
    if not texts.ne("").any():
        return texts
    found = spans(texts, DayOrder.AUTO, datetime.now(UTC).date(), heading)
    days = {
        text: span.start.isoformat()
        if isinstance(span, Span) and span.start == span.end and not span.remark
        else text
        for text, span in found.items()
    }
    return texts.map(days).str[:LONGEST_TEXT].astype("str")


def _joined(file: str, areas: gpd.GeoDataFrame, remarks: list[Statement]) -> gpd.GeoDataFrame:
    """One row an identifier: an area of several rows that agree is one; those that differ are refused."""
    twice = areas["area_id"].duplicated(keep=False)
    if not twice.any():
        return areas
    names = [name for name in TEXTS if name != "file"]
    several = areas[twice]
    differ = several.groupby("area_id")[names].nunique().gt(1).any(axis="columns")
    if differ.any():
        raise FileError(file, statement(SEVERAL, area=str(differ.index[differ][0])))
    remarks.append(statement(JOINED, number=len(differ), rows=len(several)))
    joined = areas.dissolve(by="area_id", as_index=False, sort=False)
    return gpd.GeoDataFrame(joined, crs=areas.crs)[[*TEXTS, "geometry"]]


def _cut(table: TextTable, field: str, texts: pd.Series, remarks: list[Statement]) -> pd.Series:
    if longer := int((texts.str.len() > LONGEST_TEXT).sum()):
        remarks.append(statement(CUT, file=table.title, number=longer, column=field, most=LONGEST_TEXT))
    return texts.str[:LONGEST_TEXT].astype("str")


def _on_columns(
    table: TextTable, found: Mapping[str, str], own: Sequence[str], remarks: Sequence[Statement]
) -> list[Statement]:
    used = ", ".join(f"{field} = {column}" for field, column in found.items())
    rest = [column for column in own if column not in found.values()]
    statements = [statement(USED if used else NONE_USED, file=table.title, columns=used)]
    if rest:
        listed = f"{', '.join(rest[:20])}{' …' if len(rest) > 20 else ''}"
        statements.append(statement(NOT_USED, file=table.title, columns=listed))
    return [sentence for sentence in statements if sentence not in remarks]


def _stem(table: TextTable) -> str:
    stem = re.sub(r"[^\w.-]+", "-", PurePosixPath(table.sheet or table.file).stem).strip("-")[
        : LONGEST_ID - 12
    ]
    return stem or "area"


def _plain(text: str) -> str:
    return " ".join(writable(text).split())
