"""Tables of names and values in HTML, as descriptions of KML hold them, and the text beside them."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final

_SKIPPED: Final = ("script", "style", "head", "title")
_BREAKS: Final = ("br", "p", "div", "li", "tr", "h1", "h2", "h3")
_LONGEST_NAME: Final = 100
_MOST_CELLS: Final = 500
_FEWEST_LABELS: Final = 2
_LABELLED: Final = re.compile(r"([^\W\d_][^:=\n]{0,39}?)\s*[:=]\s*(?!//)(.*)")
"""A short name, and what follows it; an address on the web is none."""


def cells_and_text(html: str) -> tuple[dict[str, str], str]:
    """Value by name of rows that have two cells, and whatever else is written. Nothing is fetched or run."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_row()
    cells, text = labelled("".join(reader.texts))
    return {**cells, **reader.cells}, text


def labelled(text: str) -> tuple[dict[str, str], str]:
    """Value by name of lines such as “Killed: 2”, where most lines are so, and whatever else is written."""
    lines = [line for line in (" ".join(line.split()) for line in text.splitlines()) if line]
    found = [_LABELLED.fullmatch(line) for line in lines]
    names = [match[1].strip().casefold() for match in found if match is not None]
    is_list = len(set(names)) == len(names) >= _FEWEST_LABELS and 2 * len(names) > len(lines)
    if not is_list:
        return {}, "\n".join(lines)
    cells = {match[1].strip(): match[2].strip() for match in found if match is not None}
    return cells, "\n".join(line for line, match in zip(lines, found, strict=True) if match is None)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.cells: dict[str, str] = {}
        self.texts: list[str] = []
        self._row: list[str] = []
        self._depth_of_skipped = 0
        self._is_in_cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in _SKIPPED:
            self._depth_of_skipped += 1
        elif tag in ("tr", "table"):
            self.end_row()
        elif tag in ("td", "th"):
            self._row.append("")
            self._is_in_cell = True
        elif tag in _BREAKS:
            self._write(" " if self._is_in_cell else "\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SKIPPED:
            self._depth_of_skipped = max(0, self._depth_of_skipped - 1)
        elif tag in ("td", "th"):
            self._is_in_cell = False
        elif tag in ("tr", "table"):
            self.end_row()

    def handle_data(self, data: str) -> None:
        if not self._depth_of_skipped:
            self._write(data)

    def end_row(self) -> None:
        """Enter the row that was read: a name with its value, or text."""
        row = [" ".join(cell.split()) for cell in self._row]
        self._row, self._is_in_cell = [], False
        if len(row) == 2 and row[0] and len(row[0]) <= _LONGEST_NAME and len(self.cells) < _MOST_CELLS:
            self.cells.setdefault(row[0].rstrip(":").strip(), row[1])
        elif any(row):
            self.texts.append("\n" + " ".join(filter(None, row)) + "\n")

    def _write(self, text: str) -> None:
        if self._is_in_cell and self._row:
            self._row[-1] += text
        else:
            self.texts.append(text)
