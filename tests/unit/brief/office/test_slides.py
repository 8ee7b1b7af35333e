"""The slides, read back: the view's own numbers, nothing over the edge, all that a presenter needs."""

from __future__ import annotations

import io
import itertools
import zipfile
from functools import cache
from typing import Any, Final

import openpyxl
import pytest
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.util import Pt

from components.address import View, read_address
from components.brief.chart.bars import MOST_ACTORS, NOT_KNOWN, bars_of
from components.brief.contents import Brief
from components.brief.office.slide_parts import HEIGHT, WIDTH
from components.brief.office.slides import pptx_brief
from components.brief.office.wording import spreadsheet_address
from components.brief.tables.incident_rows import HEADER, MOST_ROWS, incident_rows
from components.theme import PALETTES
from data.filters.summary import Summary, summary_of
from data.tables.dataset import Dataset
from data.wording.phrases import DISCLAIMER, SAFETY_LINE
from tests.tables import bundled, casualty, dataset_of, incident, source, summary, tables

VIEWS: Final = (
    "",
    "from=2020-11-23&to=2020-11-23",
    "actor=ANAMA+deminers&district=AZ-AGM",
    "from=1950-01-01&to=1950-01-02",
    "from=2020-09-01&to=2021-09-30",
)
PUBLIC: Final = "https://atlas.example.org"


@cache
def brief_of(query: str) -> Brief:
    address = read_address(query)
    return Brief(summary_of(bundled(), address.incident_filter), address.view, PUBLIC)


@cache
def written(query: str) -> bytes:
    return pptx_brief(brief_of(query))


def slides_of(content: bytes) -> Any:
    return Presentation(io.BytesIO(content)).slides


def texts(slide: Any) -> str:
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def named(slide: Any, name: str) -> Any:
    return next(shape for shape in slide.shapes if shape.name == name)


def notes(slide: Any) -> str:
    return str(slide.notes_slide.notes_text_frame.text)


def described(shape: Any) -> str:
    return str(shape._element.xpath(".//p:cNvPr")[0].get("descr"))


def brief_with(dataset: Dataset, **requested: Any) -> Brief:
    return Brief(summary(dataset, **requested), View())


@pytest.mark.parametrize("query", VIEWS)
class TestEveryView:
    """What holds whatever is requested."""

    def test_the_headline_is_the_summary(self, query: str) -> None:
        views = brief_of(query).summary
        slide_text = texts(slides_of(written(query))[0])
        word = "incident" if views.incidents == 1 else "incidents"
        assert f"{views.incidents} {word}\n" in f"{slide_text}\n"
        # A number of nobody for days of which the collection holds nothing would be a claim.
        assert (f"{views.killed.best} killed" in slide_text) is (views.incidents > 0)
        assert (f"{views.injured.best} injured" in slide_text) is (views.incidents > 0)

    def test_its_title_is_its_message(self, query: str) -> None:
        brief = brief_of(query)
        title = slides_of(written(query))[0].shapes.title
        assert title is not None
        assert title.text_frame.text == brief.message
        assert brief.message.startswith(("No incident matches", f"{brief.summary.incidents:,} incident"))

    def test_a_slide_carries_what_every_output_does(self, query: str) -> None:
        brief = brief_of(query)
        slide_text = texts(slides_of(written(query))[0])
        for line in (brief.title, brief.filter_text, brief.drawn_text, SAFETY_LINE, DISCLAIMER):
            assert line in slide_text
        assert brief.edition_text in slide_text
        assert brief.dataset.attribution in slide_text
        assert f"{brief.source_count:,} source" in slide_text

    def test_the_notes_hold_the_method_the_address_and_every_source(self, query: str) -> None:
        brief = brief_of(query)
        slide_text = notes(slides_of(written(query))[0])
        assert brief.address in slide_text
        assert brief.dataset.sha256 in slide_text
        assert "HOW IT WAS COUNTED" in slide_text
        for line in brief.caveats:
            assert line in slide_text
        for sentence in (*brief.paragraph.findings, *brief.paragraph.caveats):
            assert sentence.text in slide_text
        for note in brief.paragraph.footnotes:
            assert f"\n{note.number}. {note.text}" in slide_text

    def test_the_sentences_are_the_first_three_of_the_paragraph(self, query: str) -> None:
        brief = brief_of(query)
        sentences = (*brief.paragraph.findings, *brief.paragraph.caveats)[:3]
        shown = named(slides_of(written(query))[0], "Findings").text_frame.paragraphs
        assert len(shown) == len(sentences)
        for line, sentence in zip(shown, sentences, strict=True):
            assert line.text.startswith(sentence.text)

    def test_nothing_overlaps_or_leaves_the_slide(self, query: str) -> None:
        for slide in slides_of(written(query)):
            boxes = [(shape.left, shape.top, shape.width, shape.height) for shape in slide.shapes]
            for x, y, width, height in boxes:
                assert min(x, y) >= 0
                assert min(width, height) > 0
                assert x + width <= Pt(WIDTH)
                assert y + height <= Pt(HEIGHT)
            for one, other in itertools.combinations(boxes, 2):
                apart_x = one[0] + one[2] <= other[0] + 1 or other[0] + other[2] <= one[0] + 1
                apart_y = one[1] + one[3] <= other[1] + 1 or other[1] + other[3] <= one[1] + 1
                assert apart_x or apart_y

    def test_no_letter_is_smaller_than_9_points(self, query: str) -> None:
        for slide in slides_of(written(query)):
            sizes = slide._element.xpath(".//@sz")
            assert sizes
            assert min(map(int, sizes)) >= 900

    def test_a_screen_reader_reads_the_title_first_and_what_the_pictures_show(self, query: str) -> None:
        for slide in slides_of(written(query)):
            assert slide.shapes[0] == slide.shapes.title
            assert slide.shapes.title.text_frame.text
        first = slides_of(written(query))[0]
        assert brief_of(query).filter_text in described(named(first, "Map"))
        assert described(named(first, "Map")).endswith(SAFETY_LINE)

    def test_the_table_has_a_slide_where_it_fits(self, query: str) -> None:
        brief, slides = brief_of(query), slides_of(written(query))
        has_table = 0 < brief.summary.incidents <= MOST_ROWS
        assert len(slides) == 1 + has_table
        if not has_table:
            assert not brief.summary.incidents or spreadsheet_address(brief) in notes(slides[0])
            return
        assert "slide 2" in notes(slides[0])
        table = named(slides[1], "Incidents").table
        assert table.first_row
        assert [tuple(cell.text for cell in row.cells) for row in table.rows] == [
            HEADER,
            *incident_rows(brief.summary),
        ]
        assert SAFETY_LINE in texts(slides[1])
        assert ("of the people chosen" in texts(slides[1])) == brief.summary.chooses_people

    def test_the_chart_adds_up_to_the_headline_in_the_colours_of_the_screen(self, query: str) -> None:
        views = brief_of(query).summary
        slide = slides_of(written(query))[0]
        if not (views.killed.best or views.injured.best):
            assert not any(shape.has_chart for shape in slide.shapes)
            return
        plot = named(slide, "Chart").chart.plots[0]
        sums = {series.name: sum(series.values) for series in plot.series}
        assert sums == {"Killed": views.killed.best, "Injured": views.injured.best}
        colours = [series.format.fill.fore_color.rgb for series in plot.series]
        light = PALETTES["light"]
        assert colours == [RGBColor(*bytes.fromhex(colour[1:])) for colour in (light.killed, light.injured)]

    def test_equal_briefs_give_equal_bytes(self, query: str) -> None:
        again = pptx_brief(Brief(brief_of(query).summary, brief_of(query).view, PUBLIC))
        assert again == written(query)

    def test_links_lead_to_http_alone(self, query: str) -> None:
        for slide in slides_of(written(query)):
            links = [link.target_ref for link in slide.part.rels.values() if link.is_external]
            assert links
            assert all(link.startswith(("https://", "http://")) for link in links)


def test_the_file_says_when_its_data_were_checked_and_not_when_it_was_written(dataset: Dataset) -> None:
    properties_of_file = Presentation(io.BytesIO(written(""))).core_properties
    assert (properties_of_file.title, properties_of_file.language) == (dataset.title, "en-GB")
    assert properties_of_file.created is not None
    assert properties_of_file.created.date() == dataset.as_of
    with zipfile.ZipFile(io.BytesIO(written(""))) as package:
        assert {entry.date_time[0] for entry in package.infolist()} == {1980}
        assert "docProps/thumbnail.jpeg" not in package.namelist()
        book = next(name for name in package.namelist() if name.endswith(".xlsx"))
        created = openpyxl.load_workbook(io.BytesIO(package.read(book))).properties.created
    assert created.date() == dataset.as_of


def test_footnotes_on_the_slide_have_the_numbers_of_the_notes() -> None:
    query = VIEWS[1]
    lines = [line.text for line in named(slides_of(written(query))[0], "Sources").text_frame.paragraphs]
    assert lines[0] == "Sources"
    for note, line in zip(brief_of(query).paragraph.footnotes, lines[1:], strict=True):
        assert line.startswith(f"{note.number}  {note.publisher}, {note.details}")


def test_footnotes_without_room_are_counted() -> None:
    lines = [line.text for line in named(slides_of(written(""))[0], "Sources").text_frame.paragraphs]
    left_out = len(brief_of("").paragraph.footnotes) - (len(lines) - 2)
    assert lines[0] == "Sources cited in the notes"
    assert lines[-1] == f"and {left_out} more, all in the notes"


def test_without_a_public_address_nothing_but_the_sources_is_linked() -> None:
    slide = slides_of(pptx_brief(brief_with(dataset_of(tables()))))[0]
    links = [link.target_ref for link in slide.part.rels.values() if link.is_external]
    assert {link.split("/")[2] for link in links} == {"example.org"}
    assert "This view: /?data=" in notes(slide)


def test_long_texts_are_shortened_until_they_fit() -> None:
    long = "A very long name of an actor that somebody wrote down as it stood in the report " * 2
    rows = tables(
        incidents=[incident(summary="word " * 400)],
        casualties=[casualty(affected_actor=f"{number} {long}") for number in range(9)],
        sources=[source(publisher="Publisher " * 30)],
    )
    brief = brief_with(
        dataset_of(rows, title="Title " * 49, attribution="Somebody " * 90), actor=(f"1 {long}",)
    )
    for slide in slides_of(pptx_brief(brief)):
        for shape in slide.shapes:
            assert shape.left + shape.width <= Pt(WIDTH)
            assert shape.top + shape.height <= Pt(HEIGHT)
            assert shape.height > 0


def test_a_text_of_the_data_is_never_a_formula_or_link_in_the_charts_workbook() -> None:
    names = ("=1+1", "+cmd", "external:secret.xlsx", "http://example.org", "{=1}")
    rows = tables(
        incidents=[incident()], casualties=[casualty(affected_actor=name) for name in names], sources=[]
    )
    chart = named(slides_of(pptx_brief(brief_with(dataset_of(rows))))[0], "Chart").chart
    sheet = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
    assert sheet is not None
    cells = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert {cell.value for cell in cells} == {f"'{name}" for name in names}
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.hyperlink is None for cell in cells)


class TestBars:
    """What the chart counts where."""

    def of(self, *incidents: tuple[str, str, str], **requested: Any) -> Summary:
        """Incidents by first day, last day and precision, one person killed in each."""
        listed = [
            incident(incident_id=f"B-{number}", date_start=start, date_end=end, date_prec=grade)
            for number, (start, end, grade) in enumerate(incidents)
        ]
        victims = [casualty(incident_id=row["incident_id"], outcome="killed") for row in listed]
        return summary(dataset_of(tables(incidents=listed, casualties=victims, sources=[])), **requested)

    def test_a_short_span_is_shown_by_month_with_the_empty_ones(self) -> None:
        bars = bars_of(self.of(("2020-11-23", "2020-11-23", "1"), ("2021-01-05", "2021-01-06", "2")))
        assert bars is not None
        assert bars.by == "month"
        assert bars.categories == (("Nov", "2020"), ("Dec", "2020"), ("Jan", "2021"))
        assert bars.killed == (1, 0, 1)

    def test_a_month_that_is_not_known_stands_at_the_end_of_the_year_of_the_start(self) -> None:
        bars = bars_of(
            self.of(
                ("2020-11-23", "2020-11-23", "1"),
                ("2020-11-28", "2020-12-02", "2"),
                ("2021-01-01", "2021-12-31", "5"),
                ("2021-02-01", "2021-02-28", "4"),
            )
        )
        assert bars is not None
        counts = dict(zip(bars.categories, bars.killed, strict=True))
        assert counts[("Nov", "2020")] == counts[(NOT_KNOWN, "2020")] == 1
        assert counts[("Feb", "2021")] == counts[(NOT_KNOWN, "2021")] == 1
        assert bars.categories[-1] == (NOT_KNOWN, "2021")
        assert "n.k.: not known" in bars.title

    def test_a_long_span_is_shown_by_year_of_the_start_with_the_empty_ones(self) -> None:
        bars = bars_of(self.of(("2018-12-30", "2019-01-02", "2"), ("2021-01-05", "2021-01-05", "1")))
        assert bars is not None
        assert bars.by == "year"
        assert [name for name, _ in bars.categories] == ["2018", "2019", "2020", "2021"]
        assert bars.killed == (1, 0, 0, 1)

    def test_one_month_is_shown_by_actor(self) -> None:
        bars = bars_of(brief_of(VIEWS[1]).summary)
        assert bars is not None
        assert bars.by == "actor"
        counts = {
            name: pair for (name, _), *pair in zip(bars.categories, bars.killed, bars.injured, strict=True)
        }
        assert counts == {
            "Azerbaijani armed forces": [1, 0],
            "Nagorno-Karabakh emergency service": [0, 4],
            "Russian peacekeepers": [0, 1],
        }

    def test_many_actors_end_in_one_bar_for_the_others(self) -> None:
        victims = [casualty(affected_actor=f"Group {number:02}") for number in range(20)]
        bars = bars_of(summary(dataset_of(tables(incidents=[incident()], casualties=victims, sources=[]))))
        assert bars is not None
        assert len(bars.categories) == MOST_ACTORS + 1
        assert bars.categories[-1][0] == f"{20 - MOST_ACTORS} other actors"
        assert sum(bars.injured) == 20

    def test_nobody_counted_gives_no_chart(self) -> None:
        victims = [casualty(count_low="", count_best="", count_high="")]
        assert (
            bars_of(summary(dataset_of(tables(incidents=[incident()], casualties=victims, sources=[]))))
            is None
        )
        assert bars_of(self.of(("2020-11-23", "2020-11-23", "1"), actor=("Nobody",))) is None
