"""What python-docx needs, or has no function for: runs, links and the lines of a table."""

from __future__ import annotations

from typing import Final

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from components.brief.office.wording import is_link
from components.theme import PALETTES

_PALETTE: Final = PALETTES["light"]


def add_run(line: Paragraph, text: str, size_pt: float, colour: str, is_bold: bool = False) -> Run:
    """A run at the end of the line, in its own size and colour."""
    run = line.add_run(text)
    run.font.size, run.font.bold = Pt(size_pt), is_bold
    run.font.color.rgb = RGBColor.from_string(colour[1:].upper())
    return run


def add_link(line: Paragraph, text: str, address: str, size_pt: float) -> None:
    """The text as a link; as text alone where the address is none that may be linked."""
    if not text:
        return
    run = add_run(line, text, size_pt, _PALETTE.accent if is_link(address) else _PALETTE.text)
    if is_link(address):
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), line.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        link.append(run._r)  # noqa: SLF001 - python-docx reads links, it does not write them
        line._p.append(link)  # noqa: SLF001


def settle_table(table: Table) -> None:
    """Thin lines between rows; the first row is a header that repeats, and no row breaks."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        border = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("color", _PALETTE.line[1:].upper())):
            border.set(qn(f"w:{name}"), value)
        borders.append(border)
    settings = table._tbl.tblPr  # noqa: SLF001 - python-docx has no borders
    later = [settings.find(qn(f"w:{name}")) for name in ("shd", "tblLayout", "tblCellMar", "tblLook")]
    next(element for element in later if element is not None).addprevious(borders)
    for number, row in enumerate(table.rows):
        flags = row._tr.get_or_add_trPr()  # noqa: SLF001 - nor header rows
        flags.append(OxmlElement("w:cantSplit"))
        if not number:
            flags.append(OxmlElement("w:tblHeader"))


def describe_table(table: Table, title: str, description: str) -> None:
    """A title and a description for readers who hear the table."""
    settings = table._tbl.tblPr  # noqa: SLF001 - python-docx has no words for it
    for name, text in (("tblCaption", title), ("tblDescription", description)):
        element = OxmlElement(f"w:{name}")
        element.set(qn("w:val"), text)
        settings.append(element)
