"""The rows of a brief as CSV tables in a zip, with a read-me."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import pandas as pd

from components.brief.contents import Brief
from components.brief.tables.readme_text import readme_text
from components.brief.tables.rows import TABLES, columns_of
from data.exports.case_tables import case_parts
from data.exports.row_texts import csv_header, csv_lines
from data.exports.rows import ROWS_A_PART, csv_parts


def csv_zip(brief: Brief) -> Iterator[bytes]:
    """A zip of incidents.csv, casualties.csv, sources.csv and README.txt, in parts. The same brief gives the same bytes.

    incidents.csv is what the address of that name answers.
    """
    outlet = _Outlet()
    # How long a table is shows only at its end; before it stands whether it may be longer than old zips hold.
    may_be_long = brief.summary.incidents > ROWS_A_PART
    with zipfile.ZipFile(outlet, "w") as archive:
        for name, parts in _files(brief):
            with archive.open(_entry(brief, name), "w", force_zip64=may_be_long) as packed:
                for part in parts:
                    packed.write(part)
                    yield outlet.taken()
    yield outlet.taken()


def _files(brief: Brief) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Names, and contents in parts."""
    yield "README.txt", iter([readme_text(brief, "csv.zip").encode()])
    yield "incidents.csv", csv_parts(brief.summary, is_tagged=brief.is_tagged)
    for table in TABLES[1:]:
        yield f"{table}.csv", _csv_parts(brief, table)


def _csv_parts(brief: Brief, table: str) -> Iterator[bytes]:
    yield csv_header(pd.DataFrame(columns=columns_of(brief, table)), is_tagged=brief.is_tagged)
    for part in case_parts(brief.summary, table):
        yield csv_lines(part)


def _entry(brief: Brief, name: str) -> zipfile.ZipInfo:
    as_of = brief.dataset.as_of
    entry = zipfile.ZipInfo(name, (max(as_of.year, 1980), as_of.month, as_of.day, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3  # the same bytes on Windows
    entry.external_attr = 0o644 << 16
    return entry


class _Outlet(io.RawIOBase):
    """Where a zip is written to without being looked back into; what has come can be taken out."""

    def __init__(self) -> None:
        self._written = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, content: Any) -> int:
        self._written += content
        return len(content)

    def taken(self) -> bytes:
        """What was written since it was last taken."""
        taken = bytes(self._written)
        self._written.clear()
        return taken
