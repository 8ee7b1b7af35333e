"""What the Word document and the slides say in the same words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from components.brief.contents import Brief
from components.brief.office.text_measure import shortened, text_lines
from components.brief.tables.spreadsheet import MOST_INCIDENTS
from data.language import counted
from data.wording.filter_phrases import filter_parts
from data.wording.phrases import SAFETY_LINE

LONGEST_LINK: Final = 2000
"""Letters of an address that Office programs still open."""


def filter_line(brief: Brief, size: float, width: float, most_lines: int) -> str:
    """The filter in words; one that asks for more than the lines hold names how many parts it leaves out."""
    parts = [part.text for part in filter_parts(brief.dataset, brief.summary.incident_filter)]
    if text_lines(brief.filter_text[:5000], size, width, is_bold=True) <= most_lines:
        return brief.filter_text
    line = shortened(brief.filter_text[:5000], size, width, most_lines, is_bold=True)
    for count in range(1, len(parts)):
        text = f"{' · '.join(parts[:count])} · and {counted(len(parts) - count, 'more choice')}"
        if text_lines(text, size, width, is_bold=True) > most_lines:
            break
        line = text
    return line


def number_list(numbers: Sequence[int]) -> str:
    """Footnote numbers with runs drawn together: "1–4,7"."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ",".join(
        f"{run[0]}–{run[-1]}" if len(run) > 2 else ",".join(str(number) for number in run) for run in runs
    )


def map_description(brief: Brief) -> str:
    """What the map shows, for a screen reader."""
    return f"Map of reported incidents, {filter_line(brief, 10, 2000, 1)}: {brief.figures_text}. {brief.drawn_text}. {SAFETY_LINE}"


def spreadsheet_address(brief: Brief) -> str:
    """Where the table and every source of this view are, as CSV where no workbook holds them; without a host when
    that is not known; "" of a user's own table.
    """
    if brief.own_name:
        return ""
    ending = "xlsx" if brief.summary.incidents <= MOST_INCIDENTS else "csv.zip"
    return f"{brief.public_url}/brief.{ending}?{brief.query}"


def where_lines(brief: Brief) -> list[str]:
    """Where the view and its every column are to be had."""
    if brief.origin:
        return [f"{brief.origin}."]
    return [f"This view: {brief.address}", f"Every column and source: {spreadsheet_address(brief)}"]


def is_link(address: str) -> bool:
    """Whether an address may become a link: http or https, and not too long for Office."""
    return bool(re.match(r"https?://[^\s/]", address)) and len(address) <= LONGEST_LINK
