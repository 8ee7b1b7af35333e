"""The year of days that are written without one, where the title of their table has it."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Final

from data.imports.formats.text.text_table import TextTable
from data.places.notations.normal_text import ascii_digits

YEAR_OF_TITLE: Final = "The date has no year; that of the table’s title, sheet or file was used."
_YEAR: Final = re.compile(r"(?<!\d)(?:19[5-9]\d|20\d\d)(?!\d)")


def year_of_title(table: TextTable) -> str:
    """The one year that the name of the sheet has, or the title above the heading, or the file's name; else ""."""
    above = table.heading.above if table.heading else ()
    for title in (table.sheet, *above, PurePosixPath(table.file).stem):
        years = set(_YEAR.findall(ascii_digits(title)))
        if years:
            return years.pop() if len(years) == 1 else ""
    return ""
