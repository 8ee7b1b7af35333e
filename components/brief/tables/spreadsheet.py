"""The rows of a brief for a spreadsheet: an XLSX workbook with a README sheet."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any, Final

import pandas as pd
import xlsxwriter

from components.brief.contents import Brief
from components.brief.tables.readme_text import entries, reading_notes
from components.brief.tables.rows import TABLES, meanings, rows_of
from data.errors import AtlasError
from data.exports.hxl_row import tags_of
from data.wording.phrases import SAFETY_LINE

MOST_INCIDENTS: Final = 50_000
"""With their casualties and sources two million cells: a quarter of a minute to write, and half a gigabyte
while that lasts.
"""
MOST_ROWS: Final = 1_048_574
"""Rows that a sheet holds below its header and a row of tags."""
LONGEST_CELL: Final = 32_767
"""Letters that a cell holds."""
LONGEST_LINK: Final = 2_079
"""Letters of an address that a spreadsheet opens."""
MOST_LINKS: Final = 65_530
"""Links that a sheet holds; addresses after these are text."""

_DAYS: Final = ("date_start", "date_end", "published")
_WIDTHS: Final = {
    "incident_id": 19,
    "location_as_reported": 42,
    "place_name": 18,
    "device_as_reported": 28,
    "attribution": 24,
    "summary": 70,
    "notes": 50,
    "sources": 60,
    "affected_actor": 32,
    "affected_side": 27,
    "publisher": 30,
    "url": 60,
    "upstream_source": 36,
    "via": 18,
    "what_it_supports": 36,
}
_WIDTH: Final = 13
"""Of every other column, in characters; wider where the heading is longer."""

_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def xlsx_brief(brief: Brief) -> bytes:
    """A workbook: README, then a sheet for each of `rows.TABLES`. The same brief gives the same bytes.

    Text is written as text, whatever it begins with. `files` refuses more than MOST_INCIDENTS. Raises AtlasError
    when a sheet cannot hold the rows of so many.
    """
    file = io.BytesIO()
    workbook = xlsxwriter.Workbook(file, _OPTIONS)
    workbook.set_properties(
        {
            "title": brief.title,
            "subject": brief.filter_text,
            "comments": f"{brief.edition_text}. {SAFETY_LINE}",
            "created": datetime.combine(brief.dataset.as_of, time(), UTC).replace(tzinfo=None),
        }
    )
    workbook.set_size(2400, 1500)
    _write_readme(workbook, brief)
    for table in TABLES:
        rows = rows_of(brief, table)
        tags = tags_of(map(str, rows.columns)) if brief.is_tagged else []
        _write_rows(workbook, table, rows, f"{brief.edition_text} · {SAFETY_LINE}", tags)
    workbook.close()
    return file.getvalue()


def _write_readme(workbook: Any, brief: Brief) -> None:
    sheet = workbook.add_worksheet("README")
    heading = workbook.add_format({"bold": True, "font_size": 14})
    name = workbook.add_format({"bold": True, "valign": "top"})
    text = workbook.add_format({"text_wrap": True, "valign": "top"})
    strong = workbook.add_format({"text_wrap": True, "valign": "top", "bold": True})
    title, *rest = entries(brief)
    sheet.write_string(0, 0, title[1], heading)
    row = 1
    for key, value in rest:
        sheet.write_string(row, 0, key, name)
        sheet.write_string(row, 1, _cut(value), strong if key in ("Filter", "Safety") else text)
        row += 1
    row += 1
    for note in reading_notes(brief, "xlsx"):
        sheet.write_string(row, 1, note, text)
        row += 1
    for table in TABLES:
        row += 1
        sheet.write_string(row, 0, f"Columns of {table}", heading)
        for column, meaning in meanings(brief, table):
            row += 1
            sheet.write_string(row, 0, column, name)
            sheet.write_string(row, 1, meaning, text)
        row += 1
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 110)
    sheet.hide_gridlines(2)
    _set_print(sheet, brief.edition_text)


def _write_rows(workbook: Any, name: str, table: pd.DataFrame, footer: str, tags: list[str]) -> None:
    """The rows on a sheet of their own, below the heading and the row of tags where there are any."""
    if len(table) > MOST_ROWS:
        raise AtlasError(
            f"A spreadsheet holds {MOST_ROWS:,} rows and {name} has {len(table):,}: narrow the filter, "
            "or take the tables as CSV."
        )
    sheet = workbook.add_worksheet(name)
    head = workbook.add_format({"bold": True, "bottom": 1, "bg_color": "#e3e7ea", "valign": "vcenter"})
    first = 2 if tags else 1
    in_span = [False] * first + _is_in_span(table)
    for position, tag in enumerate(tags):
        if tag:
            sheet.write_string(1, position, tag)
    for position, column in enumerate(str(column) for column in table.columns):
        sheet.write_string(0, position, column, head)
        sheet.set_column(position, position, max(_WIDTHS.get(column, _WIDTH), len(column) + 4))
        write = _writer(workbook, sheet, column, pd.api.types.is_numeric_dtype(table[column]), in_span)
        for row, value in enumerate(table[column].tolist()):
            if not pd.isna(value) and value != "":
                write(row + first, position, value)
    sheet.set_row(0, 20)
    sheet.freeze_panes(first, 1)
    if len(table.columns):
        sheet.autofilter(first - 1, 0, max(len(table) + first - 1, first), len(table.columns) - 1)
    sheet.repeat_rows(0, first - 1)
    _set_print(sheet, footer)


def _is_in_span(table: pd.DataFrame) -> list[bool]:
    """Which rows have days that are the ends of a span."""
    return (table["date_prec"] > 1).tolist() if "date_prec" in table else [False] * len(table)


_Write = Callable[[int, int, Any], object]
"""Writes a value that is there into a row and column."""


def _writer(workbook: Any, sheet: Any, column: str, is_number: bool, in_span: list[bool]) -> _Write:
    if is_number:
        write: _Write = sheet.write_number
        return write
    if column in _DAYS:
        exact = workbook.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        rough = workbook.add_format({"num_format": "yyyy-mm-dd", "align": "left", "italic": True})
        return lambda row, position, value: sheet.write_datetime(
            row, position, date.fromisoformat(value), rough if in_span[row] else exact
        )
    if column == "url":
        return lambda row, position, value: _write_link(sheet, row, position, value)
    return lambda row, position, value: sheet.write_string(row, position, _cut(str(value)))


def _write_link(sheet: Any, row: int, position: int, address: str) -> None:
    is_link = address.startswith(("https://", "http://")) and len(address) <= LONGEST_LINK
    if is_link and row <= MOST_LINKS:
        sheet.write_url(row, position, address, string=address)
    else:
        sheet.write_string(row, position, _cut(address))


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1] + "…"


def _set_print(sheet: Any, footer: str) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(f"&L{footer.replace('&', '&&')}&R&P / &N")
