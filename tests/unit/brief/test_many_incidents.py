"""Briefs of more incidents than can be drawn or listed one by one: sums where sums are shown, or a sentence."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
from matplotlib.figure import Figure

from app import create_app, main
from components.address import read_address
from components.brief.contents import Brief
from components.brief.html.html_file import MOST_INCIDENTS as MOST_IN_HTML
from components.brief.map.canvas import MapCanvas, MapFrame, detail_on
from components.brief.map.circles import draw_circles, draw_numbers
from components.brief.map.ground import ground_of
from components.brief.map.legend_picture import legend_blocks
from components.brief.map.sheet_rows import Row, Sheet, height_of, scale_of
from components.brief.map.sheet_text import text_width
from components.brief.office.slide_notes import METHOD_OF_CELLS, notes_text
from components.brief.office.wording import spreadsheet_address
from components.brief.tables.spreadsheet import MOST_INCIDENTS as MOST_IN_A_WORKBOOK
from components.sharing.brief_files import KINDS
from components.sharing.share import file_links
from data.filters.on_map.level_of_detail import MOST_FEATURES, MOST_SINGLE
from data.filters.summary import summary_of
from data.language import speaking
from data.tables.dataset import Dataset
from tests.benchmark.made_collection import made_collection, write_made
from tests.tables import bundled

NUMBER: Final = 60_000
PLACE: Final = "lon=46.7&lat=39.9&zoom=13"
"""A ground with few of the incidents."""
MOST_ROWS: Final = {"html": MOST_IN_HTML, "xlsx": MOST_IN_A_WORKBOOK}


@cache
def many() -> Dataset:
    return made_collection(NUMBER)


def brief_of(dataset: Dataset, query: str = "") -> Brief:
    address = read_address(query)
    return Brief(summary_of(dataset, address.incident_filter), address.view, "https://atlas.example.org")


def canvas_of(brief: Brief) -> MapCanvas:
    sheet = Sheet(Figure(figsize=(10, 6)))
    return MapCanvas(brief, sheet, MapFrame(0, 0, ground_of(brief, 700, 400)), scale_of(720, 432))


class TestMap:
    def test_few_incidents_are_drawn_one_by_one(self) -> None:
        brief = brief_of(bundled())
        drawn = canvas_of(brief)
        assert not drawn.has_cells
        assert len(drawn.points) == len(brief.summary.dots)

    def test_many_are_drawn_as_cells_that_count_all_of_them(self) -> None:
        brief = brief_of(many())
        drawn = canvas_of(brief)
        assert drawn.has_cells
        assert 10 < len(drawn.points) < MOST_FEATURES
        for name in ("incidents", "killed", "injured"):
            assert drawn.points[name].sum() == brief.summary.points[name].sum()
        assert not drawn.points["is_near"].any()

    def test_where_few_of_many_are_in_view_they_are_drawn_one_by_one(self) -> None:
        drawn = canvas_of(brief_of(many(), PLACE))
        assert not drawn.has_cells
        assert drawn.points["incidents"].sum() <= MOST_SINGLE

    def test_a_number_stands_only_in_a_cell_that_holds_it(self) -> None:
        drawn = canvas_of(brief_of(many()))
        draw_circles(drawn)
        draw_numbers(drawn)
        texts = [artist for artist in drawn.axes.texts if artist.get_text()]
        assert 0 < len(texts) < len(drawn.points)
        assert not drawn.room.boxes

    @pytest.mark.parametrize("size", [(150, 100), (254, 143), (420, 290)])
    def test_the_legend_says_what_a_cell_is_and_keeps_to_its_width(self, size: tuple[int, int]) -> None:
        brief, scale = brief_of(many()), scale_of(*(side / 25.4 * 72 for side in size))
        detail = detail_on(brief, ground_of(brief, 400, 300), scale)
        assert detail.fullest is not None
        width = scale.text * 20
        for blocks in (
            legend_blocks(brief, width, scale, False, each) for each in (detail.fullest, 8_000_000)
        ):
            lines = [line for rows in blocks for line in written_by(rows)]
            texts = [text for _, text in lines]
            assert "Circle: all incidents of a small area" in texts
            assert "ring: near this place" not in texts
            assert all(right <= width + 0.5 for right, _ in lines)
        assert height_of(legend_blocks(brief, width, scale, False, 1)[1]) == height_of(blocks[1])


def written_by(rows: list[Row]) -> list[tuple[float, str]]:
    """The right end and the text of each line that rows write."""

    class Listener:
        def __init__(self) -> None:
            self.lines: list[tuple[float, str]] = []

        def text(
            self, x: float, _y: float, text: str, size: float, _colour: str, is_bold: bool = False
        ) -> None:
            self.lines.append((x + text_width(text, size, is_bold), text))

        def __getattr__(self, _name: str) -> Any:
            return lambda *_places, **_style: None

    listener: Any = Listener()
    for row in rows:
        row.draw(listener, 0, 0)
    lines: list[tuple[float, str]] = listener.lines
    return lines


def test_the_notes_of_the_slides_say_what_a_circle_is() -> None:
    assert METHOD_OF_CELLS in notes_text(brief_of(many()), has_table=False)
    assert METHOD_OF_CELLS not in notes_text(brief_of(bundled()), has_table=False)


@pytest.mark.parametrize("ending", [ending for ending in KINDS if ending not in MOST_ROWS])
def test_every_other_kind_holds_any_number(ending: str) -> None:
    assert KINDS[ending].most_incidents is None
    assert KINDS[ending].refusal(brief_of(many()).summary) == ""


@pytest.mark.parametrize("ending", ["pptx", "docx", "pdf", "png", "svg", "gpkg"])
def test_what_shows_sums_is_written_of_many(ending: str) -> None:
    content = b"".join(KINDS[ending].parts(brief_of(many())))
    assert len(content) > 10_000
    if ending in ("pptx", "docx"):
        assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None


class TestRefusal:
    """A file that cannot hold what matches is not begun: how many match, how many fit, and what to do."""

    SENTENCE: Final = "A file of this kind contains at most {most:,} incidents, and 60,000 match: narrow the filter, or take the tables as CSV."

    @pytest.mark.parametrize("ending", MOST_ROWS)
    def test_the_address_answers_a_sentence(self, ending: str) -> None:
        answer = create_app(many()).server.test_client().get(f"/brief.{ending}")
        assert (answer.status_code, answer.content_type) == (400, "text/plain; charset=utf-8")
        assert answer.text == f"{self.SENTENCE.format(most=MOST_ROWS[ending])}\n"
        assert "Content-Disposition" not in answer.headers

    @pytest.mark.parametrize("ending", MOST_ROWS)
    def test_the_command_line_says_the_same_and_writes_nothing(
        self, ending: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        folder = write_made(NUMBER, tmp_path / "made")
        assert main(["brief", "--data", str(folder), "--out", str(tmp_path / f"brief.{ending}")]) == 1
        assert self.SENTENCE.format(most=MOST_ROWS[ending]) in capsys.readouterr().err
        assert not (tmp_path / f"brief.{ending}").exists()

    def test_the_share_dialog_has_no_link_there_and_says_why_in_its_language(self) -> None:
        for language, words in (("en", "narrow the filter"), ("ru", "сузьте фильтр")):
            with speaking(language):
                links = file_links(brief_of(many()))
            hrefs = [
                link.children.href.partition("?")[0]
                for link in links
                if not link.to_plotly_json()["props"].get("className")
            ]
            assert hrefs == [f"/brief.{ending}" for ending in KINDS if ending not in MOST_ROWS]
            tagged = [part.href for part in links[len(hrefs)].children if hasattr(part, "href")]
            assert [href.partition("?")[0] for href in tagged] == ["/brief.csv.zip", "/brief.csv"]
            assert all(href.endswith("hxl=1") for href in tagged)
            refused = [str(link.children[-1]) for link in links[len(hrefs) + 1 :]]
            assert len(refused) == len(MOST_ROWS)
            assert all(words in text for text in refused)

    def test_the_link_to_all_rows_leads_to_a_file_that_holds_them(self) -> None:
        assert "/brief.csv.zip?" in spreadsheet_address(brief_of(many()))
        assert "/brief.xlsx?" in spreadsheet_address(brief_of(many(), "from=2010-01-01&to=2010-03-01"))
