"""The Word document, read back: the view's own numbers on one page, with sources that can be followed."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm

from components.address import View, read_address
from components.brief.chart.bars import bars_of
from components.brief.contents import Brief
from components.brief.office.document import docx_brief
from components.brief.office.document_plan import listed_sources, plan_of
from components.brief.office.text_measure import shortened, text_lines, text_width
from components.brief.office.wording import filter_line, number_list, spreadsheet_address
from components.brief.tables.incident_rows import HEADER, MOST_ROWS, incident_rows
from data.filters.summary import summary_of
from data.tables.dataset import Dataset
from data.wording.phrases import DISCLAIMER, SAFETY_LINE, figure_text
from tests.tables import bundled, casualty, dataset_of, incident, source, summary, tables

VIEWS: Final = (
    "",
    "from=2020-11-23&to=2020-11-23",
    "actor=ANAMA+deminers&district=AZ-AGM",
    "from=1950-01-01&to=1950-01-02",
)
PUBLIC: Final = "https://atlas.example.org"
OFFICE: Final = shutil.which("libreoffice")


@cache
def brief_of(query: str) -> Brief:
    address = read_address(query)
    return Brief(summary_of(bundled(), address.incident_filter), address.view, PUBLIC)


@cache
def written(query: str) -> bytes:
    return docx_brief(brief_of(query))


def page_of(content: bytes) -> Any:
    return Document(io.BytesIO(content))


def text_of(page: Any) -> str:
    """Every letter outside the tables, links included."""
    return "\n".join("".join(line._p.itertext(qn("w:t"))) for line in page.paragraphs)


def links_of(page: Any) -> list[str]:
    return [link.target_ref for link in page.part.rels.values() if link.is_external]


def brief_with(dataset: Dataset, **requested: Any) -> Brief:
    return Brief(summary(dataset, **requested), View())


@pytest.mark.parametrize("query", VIEWS)
class TestEveryView:
    """What holds whatever is requested."""

    def test_the_headline_is_the_summary(self, query: str) -> None:
        brief = brief_of(query)
        page = page_of(written(query))
        assert (page.paragraphs[0].style.name, page.paragraphs[0].text) == ("Title", brief.message)
        if not brief.summary.incidents:
            assert not page.tables
            return
        heads, numbers = page.tables[0].rows
        assert [cell.text for cell in heads.cells] == ["Incidents", "Killed", "Injured", "On the map"]
        assert heads._tr.trPr.find(qn("w:tblHeader")) is not None
        shown = [cell.text.split("\n")[0] for cell in numbers.cells]
        assert shown[0] == f"{brief.summary.incidents:,}"
        assert shown[1:] == [
            *map(figure_text, (brief.summary.killed, brief.summary.injured)),
            f"{brief.summary.drawn:,}",
        ]
        assert brief.figures_text in page.tables[0]._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val"))

    def test_the_page_carries_what_every_output_does(self, query: str) -> None:
        brief = brief_of(query)
        page_words = text_of(page_of(written(query)))
        for line in (brief.title, brief.filter_text, brief.drawn_text, SAFETY_LINE, DISCLAIMER):
            assert line in page_words
        assert brief.edition_text in page_words
        assert brief.dataset.attribution in page_words
        assert brief.address in page_words
        assert f"{brief.source_count:,} source" in page_words

    def test_every_sentence_stands_with_its_numbers(self, query: str) -> None:
        brief, page = brief_of(query), page_of(written(query))
        page_words = text_of(page)
        text = plan_of(brief, incident_rows(brief.summary)).text
        common = [sentence for sentence in brief.paragraph.findings if not sentence.is_of_one]
        assert {*common, *brief.paragraph.caveats} <= {*text.sentences}
        for sentence in text.sentences:
            assert sentence.text + number_list(sentence.footnotes) in page_words
        raised = [run.text for line in page.paragraphs for run in line.runs if run.font.superscript]
        numbered = [sentence.footnotes for sentence in text.sentences if sentence.footnotes]
        assert raised == [number_list(numbers) for numbers in numbered]
        if len(text.sentences) < len(brief.paragraph.findings) + len(brief.paragraph.caveats):
            assert "The slides of this view describe single incidents in their notes." in page_words

    def test_the_text_is_a_lead_and_lists_under_headings(self, query: str) -> None:
        brief, page = brief_of(query), page_of(written(query))
        by_style: dict[str, list[str]] = {}
        for line in page.paragraphs:
            by_style.setdefault(line.style.name, []).append(line.text)
        headings = [re.split("[,:]", heading)[0] for heading in by_style["Heading 1"]]
        assert headings == [
            name
            for name in ("Findings", "Limits", "Incidents", "Sources")
            if name == "Limits" or (name in headings and brief.summary.incidents)
        ]
        if tables := [heading for heading in by_style["Heading 1"] if heading.startswith("Incidents")]:
            assert ("of the people chosen" in tables[0]) == brief.summary.chooses_people
        text = plan_of(brief, incident_rows(brief.summary)).text
        assert len(text.lead) in (1, 2)
        assert len(by_style["List Bullet"]) == len(text.findings) + len(text.single) + len(text.limits)
        lines = [line.text for line in page.paragraphs]
        sources = next((at for at, line in enumerate(lines) if line.startswith("Sources")), len(lines))
        assert max(len(line.split()) for line in lines[:sources]) < 80

    def test_sources_are_numbered_and_linked(self, query: str) -> None:
        brief, page = brief_of(query), page_of(written(query))
        page_words = text_of(page).replace("\N{NO-BREAK SPACE}", "")
        cited = listed_sources(brief, plan_of(brief, incident_rows(brief.summary)))
        if brief.summary.incidents and not cited:
            assert f"lists {brief.source_count} sources, incident by incident" in page_words
        for note in cited:
            assert f"{note.number}{note.publisher}, {note.details}" in page_words
            assert note.url in links_of(page)

    def test_the_table_stands_where_it_fits_or_is_named(self, query: str) -> None:
        brief, page = brief_of(query), page_of(written(query))
        if 0 < brief.summary.incidents <= MOST_ROWS:
            _, table = page.tables
            cells = [tuple(cell.text for cell in row.cells) for row in table.rows]
            width = len(cells[0])
            assert cells == [row[:width] for row in (HEADER, *incident_rows(brief.summary))]
            assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
            assert all(row._tr.trPr.find(qn("w:tblHeader")) is None for row in table.rows[1:])
            return
        assert len(page.tables) <= 1
        if brief.summary.incidents:
            assert f"The table of {brief.summary.incidents} incidents does not fit" in text_of(page)
            assert spreadsheet_address(brief) in links_of(page)

    def test_the_map_has_a_description_and_stays_within_the_margins(self, query: str) -> None:
        page = page_of(written(query))
        *charts, shape = page.inline_shapes
        bars = bars_of(brief_of(query).summary)
        assert [chart._inline.docPr.get("descr") for chart in charts] == ([bars.description] if bars else [])
        section = page.sections[0]
        assert abs(section.page_width - Mm(210)) <= 635  # a twentieth of a point
        assert abs(section.page_height - Mm(297)) <= 635
        assert shape.width <= section.page_width - section.left_margin - section.right_margin + 635
        assert shape.height >= Mm(50)
        described = shape._inline.docPr.get("descr")
        assert brief_of(query).filter_text in described
        assert described.endswith(SAFETY_LINE)

    def test_links_lead_to_http_alone(self, query: str) -> None:
        links = links_of(page_of(written(query)))
        assert links
        assert all(link.startswith(("https://", "http://")) for link in links)

    def test_equal_briefs_give_equal_bytes(self, query: str) -> None:
        again = docx_brief(Brief(brief_of(query).summary, brief_of(query).view, PUBLIC))
        assert again == written(query)


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_every_view_is_one_page_in_libreoffice(tmp_path: Path) -> None:
    files = []
    for number, query in enumerate(VIEWS):
        files.append(tmp_path / f"{number}.docx")
        files[-1].write_bytes(written(query))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [str(OFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, *map(str, files)], check=True, capture_output=True, timeout=120)
    for file in files:
        pages = re.findall(rb"/Type\s*/Page\b", file.with_suffix(".pdf").read_bytes())
        assert len(pages) == 1


def test_the_file_says_when_its_data_were_checked_and_not_when_it_was_written(dataset: Dataset) -> None:
    described = page_of(written("")).core_properties
    assert (described.title, described.author, described.language) == (
        dataset.title,
        "Mine incident atlas",
        "en-GB",
    )
    assert described.created.date() == described.modified.date() == dataset.as_of
    with zipfile.ZipFile(io.BytesIO(written(""))) as package:
        assert {entry.date_time[0] for entry in package.infolist()} == {1980}
        assert "docProps/thumbnail.jpeg" not in package.namelist()


def test_without_a_public_address_nothing_but_the_sources_is_linked() -> None:
    page = page_of(docx_brief(brief_with(dataset_of(tables()))))
    assert {link.split("/")[2] for link in links_of(page)} == {"example.org"}
    assert "This view: /?data=" in text_of(page)


def test_many_and_long_sources_are_left_out_and_counted() -> None:
    many = [
        source(
            url=f"https://example.org/{number}",
            publisher=f"Publisher {number} " * 9,
            upstream_source="M " * 60,
        )
        for number in range(80)
    ]
    brief = brief_with(dataset_of(tables(incidents=[incident()], casualties=[casualty()], sources=many)))
    page_words = text_of(page_of(docx_brief(brief)))
    found = re.search(r"and (\d+) more, listed in the spreadsheet of this view", page_words)
    assert found is not None
    shown = sum(
        f"{note.number}\N{NO-BREAK SPACE}Publisher" in page_words for note in brief.paragraph.footnotes
    )
    assert shown + int(found[1]) == len(brief.paragraph.footnotes)


def test_a_text_of_the_data_is_text() -> None:
    nasty = "<w:p>&amp; “x” ]]> _x0041_"
    rows = tables(incidents=[incident(place_name=nasty, where_prec="1")], casualties=[], sources=[])
    page = page_of(docx_brief(brief_with(dataset_of(rows, title=nasty))))
    assert page.paragraphs[1].text == nasty
    assert f"{nasty}, Tərtər" in [cell.text for cell in page.tables[1].rows[1].cells]


def test_a_count_that_nobody_gave_is_not_a_nought() -> None:
    victims = [
        casualty(count_low="", count_best="", count_high=""),
        casualty(outcome="killed", count_high="3"),
    ]
    row = incident_rows(summary(dataset_of(tables(incidents=[incident()], casualties=victims, sources=[]))))[
        0
    ]
    assert dict(zip(HEADER, row, strict=True)) | {"Killed": "1 (1–3)", "Injured": "not known"} == dict(
        zip(HEADER, row, strict=True)
    )


def test_figures_and_actors_of_a_row_are_of_those_who_match() -> None:
    row = incident_rows(summary(bundled(), actor=("Russian peacekeepers",), outcome=("injured",)))[0]
    described = dict(zip(HEADER, row, strict=True))
    assert (described["Killed"], described["Injured"], described["Who was affected"]) == (
        "not chosen",
        "1",
        "Russian peacekeepers",
    )


@pytest.mark.parametrize(
    ("numbers", "page_words"),
    [((), ""), ((3,), "3"), ((1, 2), "1,2"), ((1, 2, 3, 7), "1–3,7"), ((9, 2, 2, 1), "1,2,9")],
)
def test_runs_of_numbers_are_drawn_together(numbers: tuple[int, ...], page_words: str) -> None:
    assert number_list(numbers) == page_words


def test_a_filter_too_long_for_its_lines_says_how_much_it_leaves_out() -> None:
    actors = tuple(f"Actor number {number}" for number in range(40))
    brief = brief_with(bundled(), actor=actors)
    line = filter_line(brief, 12, 400, 2)
    assert text_lines(line, 12, 400, is_bold=True) <= 2
    shown = line.count("Actor number")
    assert line.endswith(f"and {40 - shown} more choices")


class TestRoom:
    """How much room a text takes, estimated."""

    def test_widths_are_those_of_arial_or_a_little_more(self) -> None:
        # Widths in thousandths of an em, from the metrics of Helvetica, which Arial shares.
        for text, arial in (("Mines", 2667), ("23 November 2020", 8504), ("illicit", 1888), ("WAVE", 2945)):
            assert arial / 1000 <= text_width(text, 1) <= arial / 1000 * 1.05

    def test_a_long_word_is_broken_over_lines(self) -> None:
        assert text_lines("x" * 100, 10, 100) >= 5
        assert text_lines("", 10, 100) == 1

    def test_a_shortened_text_fits_and_says_so(self) -> None:
        text = "several words that go on " * 20
        short = shortened(text, 10, 200, 2)
        assert short.endswith("…")
        assert text_lines(short, 10, 200) <= 2
        assert shortened("short", 10, 200, 2) == "short"
