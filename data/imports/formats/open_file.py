"""Any file as tables of text. What it holds decides how it is read, never its name."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Final

from data.errors import FileError
from data.imports.formats.spatial import geopackage, geoparquet
from data.imports.formats.spatial.geojson import read_geojson
from data.imports.formats.spatial.geopackage import read_geopackage
from data.imports.formats.spatial.geoparquet import read_geoparquet
from data.imports.formats.spatial.gpx import read_gpx
from data.imports.formats.spatial.kml import read_kml
from data.imports.formats.spatial.shapefile_zip import is_part_of_shapefile, read_shapefiles
from data.imports.formats.text.delimited_text import read_delimited_text
from data.imports.formats.text.text_encoding import decoded
from data.imports.formats.text.text_table import TextTable
from data.imports.formats.workbooks import old_workbook
from data.imports.formats.workbooks.archive import is_archive, members
from data.imports.formats.workbooks.old_workbook import read_old_workbook
from data.imports.formats.workbooks.opendocument import read_opendocument
from data.imports.formats.workbooks.spreadsheet import is_workbook, read_spreadsheet, refuse_entities
from data.language import N_
from data.limits import Work
from data.personal_columns import with_names_of_persons

FORMS: Final = (
    "CSV",
    "XLSX",
    "XLS",
    "ODS",
    "GeoJSON",
    "GeoPackage",
    N_("Shapefile (zipped)"),
    "KML",
    "GPX",
    "GeoParquet",
    N_("a zip archive of these"),
)
"""What can be opened, as a reader knows it; a page translates the words."""

_OTHERS: Final = (
    (b"%PDF", "This is a PDF; give the table that it was made from."),
    (b"\x1f\x8b", "This is a gzip archive; unpack it first."),
    (b"Rar!", "This is a RAR archive; unpack it first."),
    (b"7z\xbc\xaf", "This is a 7z archive; unpack it first."),
    (
        b"\x00\x00\x27\x0a",
        "This is one part of a shapefile; zip it with its .dbf, .shx and .prj, and give the archive.",
    ),
    (b"\x89PNG", "This is a picture; give the table that it was made from."),
    (b"\xff\xd8\xff", "This is a picture; give the table that it was made from."),
    (b"<stata_dta>", "This is a data set of Stata; export it as CSV (export delimited)."),
    (b"$FL2", "This is a data set of SPSS; save it as CSV or XLSX."),
    (b"$FL3", "This is a data set of SPSS; save it as CSV or XLSX."),
    (b"\x7fELF", "This is a program, not a table."),
    (b"MZ\x90", "This is a program, not a table."),
)
NO_WORKBOOK: Final = (
    "This is a web page or an XML table, as some systems export it under the name of a workbook; open it in a "
    "spreadsheet program and save it as XLSX."
)
_SAVED_BY_A_SPREADSHEET: Final = re.compile(
    r"^<(?:!doctype html|html|head|meta|style|table|div|body)\b|urn:schemas-microsoft-com:office:spreadsheet",
    re.IGNORECASE,
)
"""How a page of HTML and a workbook of Excel 2003 in XML begin."""
_GPX: Final = re.compile(r"^<(?:\?xml[^>]*>\s*(?:<!--.*?-->\s*)*<)?gpx[\s>]", re.DOTALL)
TABLE_ENDINGS: Final = (
    ".csv",
    ".tsv",
    ".txt",
    ".xlsx",
    ".xls",
    ".ods",
    ".geojson",
    ".json",
    ".kml",
    ".gpx",
    ".gpkg",
    ".parquet",
)
"""Endings of files that may hold a table, when a folder or an archive holds other files too."""

_NAMED: Final = 10
"""Files of an archive that are named when they are not read."""


def open_file(name: str, content: bytes, work: Work) -> list[TextTable]:
    """The tables of a file: sheets, layers, the files of an archive; at least one.

    `name` is only what the file is called in sentences. Raises FileError, with a sentence that says what
    to do, for whatever cannot be read; nothing else of the machine is opened.
    """
    file = PurePosixPath(name.replace("\\", "/")).name or "file"
    work.check_size(file, content)
    work.at(N_("Opening"))
    tables = _opened(file, content, work)
    if not tables:
        raise FileError(file, f"There is no table in this file. The atlas reads {', '.join(FORMS)}.")
    return [_with_names_of_persons(table) for table in tables]


def _with_names_of_persons(table: TextTable) -> TextTable:
    columns = [str(column) for column in table.rows.columns]
    named = with_names_of_persons(columns)
    # A column can be called so already, and columns are distinguished by their names.
    if named == columns or len(set(named)) < len(named):
        return table
    return replace(table, rows=table.rows.set_axis(named, axis="columns"))


def _opened(file: str, content: bytes, work: Work) -> list[TextTable]:
    for magic, sentence in _OTHERS:
        if content.startswith(magic):
            raise FileError(file, sentence)
    if is_archive(content):
        return _archive(file, content, work)
    if content.startswith(old_workbook.MAGIC):
        return read_old_workbook(file, content, work)
    if content.startswith(geopackage.MAGIC):
        return read_geopackage(file, content, work)
    if content.startswith(geoparquet.MAGIC):
        return [read_geoparquet(file, content, work)]
    return [_text(file, content, work)]


def _text(file: str, content: bytes, work: Work) -> TextTable:
    beginning = decoded(file, content)[0][:2_000].lstrip()
    if _SAVED_BY_A_SPREADSHEET.search(beginning):
        raise FileError(file, NO_WORKBOOK)
    if _GPX.search(beginning):
        return read_gpx(file, content, work)
    if beginning.startswith("<"):
        return read_kml(file, content, work)
    if beginning.startswith(("{", "[")):
        return read_geojson(file, content, work)
    return read_delimited_text(file, content, work)


def _archive(file: str, content: bytes, work: Work) -> list[TextTable]:
    if is_workbook(content):
        return read_spreadsheet(file, content, work)
    parts = members(file, content, work)
    refuse_entities(file, parts)
    if parts.get("mimetype", b"").startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        return read_opendocument(file, parts, work)
    tables = read_shapefiles(file, parts, work)
    # Beside shapefiles a text or a JSON says something of them.
    endings = tuple(ending for ending in TABLE_ENDINGS if not tables or ending not in (".txt", ".json"))
    left = []
    for name, part in parts.items():
        if is_part_of_shapefile(name, parts) or PurePosixPath(name).name == "dataset.json":
            continue
        if not name.lower().endswith(endings):
            left.append(name)
            continue
        if is_archive(part) and not is_workbook(part) and not name.lower().endswith(".ods"):
            raise FileError(file, f"The archive holds another archive ({name}); unpack that first.")
        tables += open_file(name, part, work)
    if not tables:
        raise FileError(file, f"The archive holds no table. The atlas reads {', '.join(FORMS)}.")
    return [_with_remark(tables[0], left), *tables[1:]]


def _with_remark(table: TextTable, left: list[str]) -> TextTable:
    """The table, with the names of what else is in its archive and was not read."""
    if not left:
        return table
    more = f" and {len(left) - _NAMED} more" if len(left) > _NAMED else ""
    remark = f"Not read, because these are no tables: {', '.join(left[:_NAMED])}{more}."
    return replace(table, remarks=(*table.remarks, remark))
