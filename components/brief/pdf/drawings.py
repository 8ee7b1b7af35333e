"""Chart and map laid onto the PDF's page as drawings."""

from __future__ import annotations

import io
from collections.abc import Sequence

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import BooleanObject, DictionaryObject, NameObject, RectangleObject, StreamObject

from components.brief.contents import Brief
from components.brief.pdf.lines import (
    PAGE_LEFT,
)


def with_drawings(brief: Brief, page: bytes, drawings: Sequence[tuple[str, bytes, float]]) -> bytes:
    """The page with drawings on it, each with its name and its bottom, and what a reader's program shows of the file."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(page)))
    for name, drawing, bottom in drawings:
        _place(writer, name, PdfReader(io.BytesIO(drawing)).pages[0], bottom)
    writer.pdf_header = "%PDF-1.7"
    writer.metadata = {
        "/Title": f"{brief.title}: {brief.filter_text}",
        "/Subject": f"{brief.drawn_text}. {brief.edition_text}.",
        "/Producer": "Mine incident atlas",
    }
    writer.create_viewer_preferences()[NameObject("/DisplayDocTitle")] = BooleanObject(True)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def _place(writer: PdfWriter, name: str, drawing: PageObject, bottom: float) -> None:
    """Show a page as a form on the writer's page: its content is taken as it is, without being parsed."""
    contents = drawing.get_contents()
    assert contents is not None
    fonts_and_states = drawing["/Resources"].get_object()
    assert isinstance(fonts_and_states, DictionaryObject)
    form = StreamObject()
    form.set_data(contents.get_data())
    form.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): RectangleObject(drawing.mediabox),
            NameObject("/Resources"): fonts_and_states.clone(writer),
        }
    )
    # A drawing's transparency is its own group.
    group = {"/S": NameObject("/Transparency"), "/CS": NameObject("/DeviceRGB")}
    form[NameObject("/Group")] = DictionaryObject({NameObject(key): value for key, value in group.items()})
    page = writer.pages[0]
    resources = page["/Resources"].get_object()
    assert isinstance(resources, DictionaryObject)
    # ReportLab makes forms for images alone, and there are none.
    forms = resources.setdefault(NameObject("/XObject"), DictionaryObject())
    forms[NameObject(f"/{name}")] = writer._add_object(form.flate_encode())  # noqa: SLF001 - it has no public name
    written = page.get_contents()
    assert written is not None
    content = StreamObject()
    at = f"q 1 0 0 1 {PAGE_LEFT:.3f} {bottom:.3f} cm /{name} Do Q\n"
    content.set_data(written.get_data() + b"\n" + at.encode())
    page[NameObject("/Contents")] = writer._add_object(content.flate_encode())  # noqa: SLF001
