"""Merged cells and hidden sheets of an OpenDocument spreadsheet are read as those of a workbook."""

from __future__ import annotations

import io
import zipfile
from typing import Final

from data.imports.import_tables import Import, read_upload

_NAMES: Final = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text", "style")
)
_STYLES: Final = "".join(
    f'<style:style style:name="{name}" style:family="table"><style:table-properties table:display="{shown}"/></style:style>'
    for name, shown in (("shown", "true"), ("hidden", "false"))
)
COVERED: Final = "<table:covered-table-cell/>"


def cell(text: str, span: str = "") -> str:
    return f'<table:table-cell {span} office:value-type="string"><text:p>{text}</text:p></table:table-cell>'


def row(*cells: str) -> str:
    parts = [one if one.startswith("<") else cell(one) for one in cells]
    return f"<table:table-row>{''.join(parts)}</table:table-row>"


def sheet(name: str, *rows: str, style: str = "shown") -> str:
    return f'<table:table table:name="{name}" table:style-name="{style}">{"".join(rows)}</table:table>'


def read(*sheets: str) -> Import:
    body = f"<office:body><office:spreadsheet>{''.join(sheets)}</office:spreadsheet></office:body>"
    content = f"<office:document-content {_NAMES}><office:automatic-styles>{_STYLES}</office:automatic-styles>{body}"
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", f"{content}</office:document-content>")
    return read_upload("rows.ods", file.getvalue())


HEADING: Final = row("Date", "Village", "Country", "Killed")


def test_a_cell_that_is_merged_downwards_holds_for_each_of_its_rows() -> None:
    found = read(
        sheet(
            "2020",
            HEADING,
            row(cell("2020-11-23", 'table:number-rows-spanned="2"'), "Ganja", "AZ", "1"),
            row(COVERED, "Barda", "AZ", "2"),
            row("2020-11-25", "Ganja", "AZ", "1"),
        )
    )
    assert found.dataset.incidents["date_start"].dt.day.tolist() == [23, 23, 25]


def test_a_heading_that_is_merged_over_columns_names_each_of_them() -> None:
    found = read(
        sheet(
            "2020",
            row("Date", "Village", cell("Killed", 'table:number-columns-spanned="2"'), COVERED),
            row("", "", "men", "women"),
            row("2020-11-23", "Ganja", "1", "2"),
            row("2020-11-24", "Ganja", "0", "2"),
        )
    )
    casualties = found.dataset.casualties
    assert casualties.groupby("sex", observed=True)["count_best"].sum().to_dict() == {"male": 1, "female": 4}


def test_a_hidden_sheet_is_left_out_and_named() -> None:
    found = read(
        sheet("2020", HEADING, row("2020-11-23", "Ganja", "AZ", "1")),
        sheet("drafts", HEADING, row("2019-01-01", "Ganja", "AZ", "9"), style="hidden"),
    )
    assert len(found.dataset.incidents) == 1
    assert any("“drafts”" in sentence for sentence in found.account.about)


def test_where_every_sheet_is_hidden_all_are_read() -> None:
    found = read(sheet("2020", HEADING, row("2020-11-23", "Ganja", "AZ", "1"), style="hidden"))
    assert len(found.dataset.incidents) == 1
