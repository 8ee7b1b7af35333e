"""The page as PDF: read back, it is one page, says what the summary says, and draws its map."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import cache
from typing import Any

import pytest
from pypdf import PageObject, PdfReader

from components.address import View, read_address
from components.brief.chart.bars import bars_of
from components.brief.contents import Brief
from components.brief.page_text import figure_cells
from components.brief.pdf.lines import link_markup
from components.brief.pdf.parts import _ranges
from components.brief.pdf.pdf_file import pdf_brief
from components.brief.pdf.plan import MOST_ROWS
from data.filters.incident_filter import IncidentFilter
from data.filters.summary import summary_of
from data.tables.dataset import Dataset
from data.wording.phrases import DISCLAIMER, SAFETY_LINE
from tests.tables import bundled, casualty, dataset_of, incident, no_rows, source, tables

VIEWS = {
    "everything": "",
    "the founding incident": "from=2020-11-23&to=2020-11-23",
    "deminers in Agdam": "actor=ANAMA deminers&district=AZ-AGM",
    "nothing": "from=1950-01-01&to=1950-01-02",
    "a view of a year": "from=2021-01-01&to=2021-12-31&lang=hy&lines=1&lon=46.9&lat=39.9&zoom=8",
}
PUBLIC = "https://atlas.example.org"


def brief_of(dataset: Dataset, query: str = "", public_url: str = PUBLIC) -> Brief:
    address = read_address(query)
    assert not address.errors
    return Brief(summary_of(dataset, address.incident_filter), address.view, public_url)


def read(brief: Brief) -> PdfReader:
    return PdfReader(io.BytesIO(pdf_brief(brief)))


@cache
def file_of(query: str) -> bytes:
    """The file of a view of the dataset that ships, for all tests that only read it."""
    return pdf_brief(brief_of(bundled(), query))


def pages_of(query: str) -> list[PageObject]:
    return list(PdfReader(io.BytesIO(file_of(query))).pages)


def words_of(page: PageObject) -> str:
    """The page's own words, without those of its drawings, which take most of the time to read."""
    resources: Any = page["/Resources"]
    for drawing in resources["/XObject"].values():
        drawing.get_object().set_data(b"")
    return " ".join(page.extract_text().split())


def links_of(page: PageObject) -> list[str]:
    notes = [note.get_object() for note in page.get("/Annots", [])]
    return [str(note["/A"]["/URI"]) for note in notes if "/A" in note]


def fonts_of(holder: Any) -> list[Any]:
    """Every font of a page and of the forms on it."""
    resources = holder["/Resources"].get_object()
    found = [font.get_object() for font in resources.get("/Font", {}).get_object().values()]
    for form in resources.get("/XObject", {}).get_object().values():
        if "/Resources" in form.get_object():
            found += fonts_of(form.get_object())
    return found


def images_of(holder: Any) -> list[Any]:
    forms = holder["/Resources"].get_object().get("/XObject", {}).get_object().values()
    found = [form.get_object() for form in forms]
    inner = [image for form in found if "/Resources" in form for image in images_of(form)]
    return [form for form in found if form["/Subtype"] == "/Image"] + inner


@pytest.mark.parametrize("query", VIEWS.values(), ids=VIEWS)
def test_a_page_says_what_the_summary_says(dataset: Dataset, query: str) -> None:
    brief = brief_of(dataset, query)
    (page,) = pages_of(query)
    words = words_of(page)
    summary = brief.summary
    assert brief.message in words
    for cell in figure_cells(brief):
        assert cell.heading in words
        assert f"{cell.value} {cell.remark}".strip() in words or (
            cell.value in words and cell.remark in words
        )
    assert f"{summary.incidents} incident" in words
    requested = [
        brief.title,
        brief.filter_text,
        brief.drawn_text,
        SAFETY_LINE,
        DISCLAIMER,
        brief.edition_text,
    ]
    requested += [dataset.attribution, *(sentence.text for sentence in brief.paragraph.caveats)]
    requested += [f"• {sentence.text}" for sentence in brief.paragraph.caveats]
    assert [text for text in requested if text not in words] == []


@pytest.mark.parametrize("query", VIEWS.values(), ids=VIEWS)
def test_the_map_is_a_drawing_and_every_font_is_in_the_file(dataset: Dataset, query: str) -> None:
    (page,) = pages_of(query)
    assert images_of(page) == []
    forms = page["/Resources"]["/XObject"]  # type: ignore[index]
    assert ("/Chart" in forms) == (bars_of(brief_of(dataset, query).summary) is not None)
    form = forms["/Map"]
    assert form.get_data().count(b" l\n") > 1000
    assert [float(edge) for edge in page.mediabox] == pytest.approx([0, 0, 595.28, 841.89], abs=0.01)
    fonts = fonts_of(page)
    assert fonts
    for font in fonts:
        holder = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
        assert "/FontFile2" in holder["/FontDescriptor"], font["/BaseFont"]


def test_nothing_reaches_over_the_edges() -> None:
    (page,) = pages_of(VIEWS["everything"])
    spots: list[tuple[float, float]] = []

    def note(text: str, _: Any, matrix: list[float], *__: Any) -> None:
        if text.strip():
            spots.append((matrix[4], matrix[5]))

    page.extract_text(visitor_text=note)
    assert spots
    assert all(0 <= x <= 595 and 0 <= y <= 842 for x, y in spots)


def test_sources_are_numbered_and_linked(dataset: Dataset) -> None:
    brief = brief_of(dataset, VIEWS["the founding incident"])
    (page,) = pages_of(VIEWS["the founding incident"])
    links = links_of(page)
    footnotes = brief.paragraph.footnotes
    assert len(footnotes) == 5
    assert {note.url for note in footnotes} <= set(links)
    assert brief.address in links
    words = words_of(page)
    for note in footnotes:
        assert f"{note.number} {note.publisher}" in words.replace("\N{NO-BREAK SPACE}", " ")


def test_letters_of_every_script_of_the_data_can_be_read_back(dataset: Dataset) -> None:
    (page,) = read(brief_of(dataset, "q=Мадагиз&names=hy")).pages
    words = page.extract_text()  # those of the map, too
    assert "Мадагиз" in words
    assert "Tərtər" in words
    assert "Մատաղիս" in words


def test_without_a_public_address_the_view_is_described_and_not_linked(dataset: Dataset) -> None:
    brief = brief_of(dataset, "outcome=killed&from=2024-01-01", public_url="")
    (page,) = read(brief).pages
    assert not any("outcome=killed" in link for link in links_of(page))
    assert "/?from=2024-01-01&outcome=killed" in words_of(page)


def test_the_file_tells_its_title_and_language_and_no_time(dataset: Dataset) -> None:
    reader = read(brief_of(dataset, "outcome=killed"))
    assert reader.metadata is not None
    assert reader.metadata.title == f"{dataset.title}: killed"
    assert reader.metadata.creation_date is None
    assert reader.trailer["/Root"]["/Lang"] == "en"  # type: ignore[index]


def test_the_same_brief_gives_the_same_bytes_in_any_thread(dataset: Dataset) -> None:
    queries = list(VIEWS.values())[1:3]
    briefs = [brief_of(dataset, query) for query in queries]
    alone = [file_of(query) for query in queries]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(pdf_brief, briefs * 2)) == alone * 2


def test_a_table_that_does_not_fit_is_referred_to_the_spreadsheet() -> None:
    note = "is in the spreadsheet of this view"
    assert f"table of 165 incidents does not fit on this page; it {note}" in words_of(
        pages_of(VIEWS["everything"])[0]
    )
    few = words_of(pages_of(VIEWS["the founding incident"])[0])
    assert note not in few
    assert "23 Nov 2020 near Suqovuşan, Tərtər 1 5 mine, type not stated" in few


class TestStrangeData:
    """Whatever a visitor's tables hold, it is one page."""

    def test_no_data_is_a_page(self) -> None:
        assert len(read(Brief(summary_of(dataset_of(no_rows()), IncidentFilter()), View())).pages) == 1

    @pytest.mark.parametrize("number", [1, MOST_ROWS, 60])
    def test_long_texts_do_not_break_the_page(self, number: int) -> None:
        long = "Much <b>text</b> & $x$ 地雷 " * 30
        rows = [
            incident(
                incident_id=f"A-{at}",
                summary=long,
                location_as_reported=long,
                adm1_name="District " * 20,
                where_prec="5",
            )
            for at in range(number)
        ]
        hurt = [
            casualty(incident_id=f"A-{at}", affected_actor="Actor " * 25 + str(at)) for at in range(number)
        ]
        read_in = [
            source(
                incident_id=f"A-{at}",
                publisher=f"Publisher {at} " * 12,
                url=f"https://example.org/{at}/{'x' * 600}",
            )
            for at in range(number)
            for _ in range(2)
        ]
        dataset = dataset_of(
            tables(incidents=rows, casualties=hurt, sources=read_in), title=long[:300], attribution=long[:600]
        )
        incident_filter = IncidentFilter(
            date_from=date(2020, 1, 1), actor=tuple("Actor " * 25 + str(at) for at in range(number))
        )
        brief = Brief(summary_of(dataset, incident_filter), View(), PUBLIC)
        (page,) = read(brief).pages
        words = words_of(page)
        assert SAFETY_LINE in words
        assert brief.paragraph.caveats[-1].text in words

    @pytest.mark.parametrize(
        "address",
        [
            "javascript:alert(1)",
            "file:///etc/passwd",
            "//example.org",
            "https://",
            "https://a b",
            'x" color="',
            "http://[",
            "",
        ],
    )
    def test_only_addresses_of_the_web_become_links(self, address: str) -> None:
        assert "<a " not in link_markup(address, address)

    def test_an_address_cannot_leave_its_attribute(self) -> None:
        assert link_markup('https://example.org/"><b>', "<b>") == (
            '<a href=\'https://example.org/"&gt;&lt;b&gt;\' color="#1f5c85">&lt;b&gt;</a>'
        )


@pytest.mark.parametrize(("numbers", "text"), [((1,), "1"), ((1, 2, 3, 7), "1–3, 7"), ((4, 2, 4), "2, 4")])
def test_numbers_in_a_row_are_a_range(numbers: tuple[int, ...], text: str) -> None:
    assert _ranges(numbers) == text
