"""The kinds of files that a view can be taken away as, by the ending of their name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from components.brief.contents import Brief
from components.brief.html import html_file
from components.brief.html.html_file import html_brief
from components.brief.map.picture import map_picture
from components.brief.office.document import docx_brief
from components.brief.office.slides import pptx_brief
from components.brief.pdf.pdf_file import pdf_brief
from components.brief.tables import geopackage, spreadsheet
from components.brief.tables.csv_zip import csv_zip
from components.brief.tables.geopackage import gpkg_brief
from components.brief.tables.readme_text import readme_text
from components.brief.tables.spreadsheet import xlsx_brief
from data.errors import AtlasError
from data.exports import geoparquet
from data.exports.geoparquet import parquet_parts
from data.exports.rows import csv_parts, geojson_parts
from data.filters.summary import Summary
from data.language import N_, _, number_text


@dataclass(frozen=True)
class FileKind:
    """One kind of file."""

    label: str
    """What a reader chooses by, in English; a page translates it."""
    content_type: str
    write: Callable[[Brief], Iterable[bytes]]
    """Its content, in parts that are made as they are taken. Raises AtlasError, before the first, where it cannot."""
    read_me: Callable[[Brief], str] | None = None
    """A text to stand beside the file, for kinds that have no room for it inside."""
    can_be_tagged: bool = False
    """Whether it has a row of HXL tags when `hxl=1` asks for it."""
    most_incidents: int | None = None
    """How many it holds; None for any number: as rows of a table, or as their sums."""
    most_on_cluster: int | None = None
    """How many it holds where they come from the workers of a cluster, if that is less."""
    needs_rows: bool = False
    """Whether only a process that has all incidents can write it, and none whose incidents are on a cluster."""

    def refusal(self, summary: Summary) -> str:
        """Why it cannot hold what matches, in the language spoken now; "" when it can."""
        most = (
            self.most_incidents if summary.dataset.has_rows else self.most_on_cluster or self.most_incidents
        )
        if most is None or summary.incidents <= most:
            return ""
        sentence = _(
            "A file of this kind contains at most {most} incidents, and {number} match: narrow the filter, or take the "
            "tables as CSV."
        )
        return sentence.format(most=number_text(most), number=number_text(summary.incidents))

    def parts(self, brief: Brief) -> Iterable[bytes]:
        """Its content in parts. Raises AtlasError, before the first, when it cannot hold what matches."""
        if refusal := self.refusal(brief.summary):
            raise AtlasError(refusal)
        return self.write(brief)


def _whole(write: Callable[[Brief], bytes]) -> Callable[[Brief], Iterable[bytes]]:
    """A content in one part."""
    return lambda brief: [write(brief)]


KINDS: Final = {
    "pptx": FileKind(
        N_("Slides"),
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        _whole(pptx_brief),
    ),
    "docx": FileKind(
        N_("Document, one page"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        _whole(docx_brief),
    ),
    "pdf": FileKind(N_("PDF, one page"), "application/pdf", _whole(pdf_brief)),
    "png": FileKind(N_("Map as a picture"), "image/png", _whole(lambda brief: map_picture(brief, "png"))),
    "svg": FileKind(N_("Map as a drawing"), "image/svg+xml", _whole(lambda brief: map_picture(brief, "svg"))),
    "html": FileKind(
        N_("Map that works offline"),
        "text/html; charset=utf-8",
        _whole(html_brief),
        most_incidents=html_file.MOST_INCIDENTS,
        needs_rows=True,
    ),
    "xlsx": FileKind(
        N_("Spreadsheet"),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _whole(xlsx_brief),
        can_be_tagged=True,
        most_incidents=spreadsheet.MOST_INCIDENTS,
    ),
    "csv.zip": FileKind(N_("Tables as CSV, with a read-me"), "application/zip", csv_zip, can_be_tagged=True),
    "csv": FileKind(
        N_("One table as CSV"),
        "text/csv; charset=utf-8",
        lambda brief: csv_parts(brief.summary, is_tagged=brief.is_tagged),
        lambda brief: readme_text(brief, "csv"),
        can_be_tagged=True,
    ),
    "geojson": FileKind(
        N_("GeoJSON"),
        "application/geo+json",
        lambda brief: geojson_parts(brief.summary),
        lambda brief: readme_text(brief, "geojson"),
    ),
    "parquet": FileKind(
        "GeoParquet",
        geoparquet.CONTENT_TYPE,
        lambda brief: parquet_parts(brief.summary),
        lambda brief: readme_text(brief, "parquet"),
    ),
    "gpkg": FileKind(
        N_("GeoPackage"),
        "application/geopackage+sqlite3",
        gpkg_brief,
        most_on_cluster=geopackage.MOST_ON_CLUSTER,
    ),
}
"""By ending, in the order in which they are offered."""


def kinds_for(has_rows: bool) -> dict[str, FileKind]:
    """Those of KINDS that an atlas has: all of them where its process has all incidents (`Dataset.has_rows`)."""
    return {ending: kind for ending, kind in KINDS.items() if has_rows or not kind.needs_rows}


def kind_of(name: str) -> FileKind:
    """The kind of a file by its name. Raises AtlasError that names the endings there are."""
    lowered = name.lower()
    for ending in sorted(KINDS, key=len, reverse=True):
        if lowered.endswith(f".{ending}"):
            return KINDS[ending]
    endings = ", ".join(f".{ending}" for ending in KINDS)
    raise AtlasError(f"“{name}” has no ending that the atlas can write; use one of {endings}.")
