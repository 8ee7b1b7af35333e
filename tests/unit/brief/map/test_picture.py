"""The map as a picture: read back, it has the size, the words and the marks that were requested."""

from __future__ import annotations

import io
import math
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any, cast
from xml.etree import ElementTree

import matplotlib
import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.text import Text
from PIL import Image

from components.address import View, read_address
from components.brief.contents import Brief
from components.brief.map.canvas import MapCanvas
from components.brief.map.ground import CIRCUMFERENCE_M, Ground, _northing, ground_of, scale_bar
from components.brief.map.labels import _upper
from components.brief.map.picture import _SETTINGS, map_picture
from components.brief.map.sheet import compose
from components.brief.map.sheet_text import PALETTE, SMALLEST_TEXT, printable, text_width, wrapped
from components.theme import PALETTES
from data.errors import AtlasError
from data.filters.incident_filter import IncidentFilter
from data.filters.summary import summary_of
from data.tables.dataset import Dataset
from data.tables.layers.districts import layer
from data.wording.phrases import DISCLAIMER, SAFETY_LINE
from tests.tables import bundled, casualty, dataset_of, incident, no_rows, tables

VIEWS = {
    "everything": "",
    "the founding incident": "from=2020-11-23&to=2020-11-23&incident=KAR-20201123-01",
    "deminers in Agdam": "actor=ANAMA deminers&district=AZ-AGM&lang=az",
    "nothing": "from=1950-01-01&to=1950-01-02",
    "another view": "lon=46.9&lat=39.9&zoom=8.5&lang=hy&lines=1&measure=killed&incident=KAR-20201123-01",
    "the other side of the world": "lon=179&lat=-20&zoom=2&lang=ru",
}
SIZES = {"A4": (297, 210), "slide": (254, 143), "square": (120, 120), "upright": (190, 270)}


def brief_of(dataset: Dataset, query: str = "") -> Brief:
    address = read_address(query)
    assert not address.errors
    return Brief(summary_of(dataset, address.incident_filter), address.view)


@pytest.fixture(autouse=True)
def _settings() -> Iterator[None]:
    with matplotlib.rc_context(_SETTINGS):
        yield


def composed(brief: Brief, width_mm: float, height_mm: float) -> Figure:
    """The figure as it is saved."""
    figure = Figure(figsize=(width_mm / 25.4, height_mm / 25.4))
    FigureCanvasAgg(figure)
    compose(brief, figure, True, True)
    return figure


@cache
def sheet_of(query: str, size: tuple[float, float]) -> Figure:
    """The figure of a view of the dataset that ships, for all tests that only read it."""
    return composed(brief_of(bundled(), query), *size)


def texts_of(figure: Figure) -> list[Text]:
    return [text for text in figure.findobj(Text) if isinstance(text, Text) and text.get_text()]


def words_of(figure: Figure) -> str:
    return " ".join(text.get_text() for text in texts_of(figure))


@pytest.mark.parametrize("query", VIEWS.values(), ids=VIEWS)
@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_words_are_readable_and_neither_cut_off_nor_on_top_of_each_other(
    query: str, size: tuple[float, float]
) -> None:
    figure = sheet_of(query, size)
    renderer = cast(Any, FigureCanvasAgg(figure)).get_renderer()
    sheet, *maps = figure.axes
    frame = maps[0].get_window_extent(renderer)
    boxes = []
    for text in texts_of(figure):
        assert float(text.get_fontsize()) >= SMALLEST_TEXT - 1e-6
        box = text.get_window_extent(renderer)
        inside = figure.bbox.x0 <= box.x0 <= box.x1 <= figure.bbox.x1
        assert inside, text.get_text()
        inside = figure.bbox.y0 <= box.y0 <= box.y1 <= figure.bbox.y1
        assert inside, text.get_text()
        if text.axes is sheet:
            assert not box.overlaps(frame), text.get_text()
            boxes.append((text.get_text(), box))
    for at, (words, box) in enumerate(boxes):
        for others, other in boxes[at + 1 :]:
            across = min(box.x1, other.x1) - max(box.x0, other.x0)
            up = min(box.y1, other.y1) - max(box.y0, other.y0)
            assert across <= 1 or up <= 1, (words, others)


@pytest.mark.parametrize("query", VIEWS.values(), ids=VIEWS)
def test_the_sheet_says_what_it_shows(dataset: Dataset, query: str) -> None:
    brief = brief_of(dataset, query)
    words = words_of(sheet_of(query, SIZES["A4"]))
    requested = [
        brief.message,
        brief.title,
        brief.filter_text,
        SAFETY_LINE,
        DISCLAIMER,
        dataset.short_hash,
        "28 Nov 2026",
    ]
    requested += [figure.number for figure in brief.figures]
    requested += ["someone killed", "near this place", f"District: {brief.view.measure}", " km"]
    requested += [f"{brief.summary.drawn} on the map"]
    assert [text for text in requested if text not in words] == []
    assert ("Line of contact, 1994" in words) == brief.view.lines
    assert ("No incident matches this filter." in words) == (brief.summary.incidents == 0)


@pytest.mark.parametrize("size", [SIZES["A4"], SIZES["slide"]])
@pytest.mark.parametrize("query", ["", "victim=civilian", "names=ru", "names=hy"])
def test_the_districts_with_the_most_incidents_are_named_though_circles_cover_them(
    dataset: Dataset, query: str, size: tuple[int, int]
) -> None:
    brief = brief_of(dataset, query)
    counts = brief.summary.districts["incidents"].nlargest(3)
    named = dataset.named_districts.set_index("adm1_iso")[f"name_{brief.map_names}"]
    words = words_of(sheet_of(query, size)).replace("\N{HAIR SPACE}", "").split()
    for code in counts.index:
        assert set(str(named[code]).split()) <= set(words), named[code]


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("lang=ru", "Gəncə"),
        ("lang=ru&names=en", "Gəncə"),
        ("names=az", "Gəncə"),
        ("lang=az&names=hy", "Երևան"),
        ("names=ru", "Ереван"),
    ],
)
def test_names_stand_in_the_language_of_the_file_or_in_the_requested_one(query: str, name: str) -> None:
    assert name in words_of(sheet_of(query, SIZES["slide"]))


def test_capitals_keep_the_letters_of_their_language() -> None:
    assert _upper("Bosniya", "az") == "BOSNİYA"
    assert _upper("և", "hy") == "ԵՎ"
    assert _upper("Iran", "en") == "IRAN"


def test_what_lies_outside_the_frame_is_counted() -> None:
    assert "154 of those on the map lie outside" in words_of(
        sheet_of("lon=-60&lat=-10&zoom=4", SIZES["slide"])
    )
    assert "outside" not in words_of(sheet_of("", SIZES["slide"]))


class TestFiles:
    """What is read back from a file."""

    @pytest.mark.parametrize(("dpi", "pixels"), [(72, (340, 283)), (300, (1417, 1181))])
    def test_a_png_has_the_size_and_the_density_requested(
        self, dataset: Dataset, dpi: int, pixels: tuple[int, int]
    ) -> None:
        written = map_picture(brief_of(dataset), "png", 120, 100, dpi=dpi)
        with Image.open(io.BytesIO(written)) as picture:
            assert picture.size == pytest.approx(pixels, abs=1)
            assert picture.info["dpi"] == pytest.approx((dpi, dpi), abs=0.1)
            assert picture.info["Title"] == brief_of(dataset).message
            assert dataset.title in picture.info["Description"]
            assert dataset.short_hash in picture.info["Description"]
            assert "Software" not in picture.info

    def test_a_bare_map_is_nothing_but_map(self, dataset: Dataset) -> None:
        written = map_picture(brief_of(dataset), "png", 60, 40, dpi=100, furniture=False)
        with Image.open(io.BytesIO(written)) as picture:
            assert np.asarray(picture.convert("RGBA"))[:, :, 3].min() == 255

    def test_a_picture_for_a_document_has_white_paper(self, dataset: Dataset) -> None:
        written = map_picture(brief_of(dataset), "png", 120, 70, dpi=72, furniture=False, legend=True)
        with Image.open(io.BytesIO(written)) as picture:
            pixels = np.asarray(picture.convert("RGBA"))
        assert pixels[-2, -2].tolist() == [255, 255, 255, 255]

    def test_an_svg_is_a_drawing_that_refers_to_nothing_outside(self, dataset: Dataset) -> None:
        written = map_picture(brief_of(dataset), "svg")
        assert b"<!DOCTYPE" not in written
        assert b"<!ENTITY" not in written
        root = ElementTree.fromstring(written)  # noqa: S314 - made above
        elements = list(root.iter())
        references = [
            value for element in elements for name, value in element.attrib.items() if name.endswith("href")
        ]
        assert references
        assert all(value.startswith("#") for value in references)
        tags = {element.tag.rpartition("}")[2] for element in elements}
        assert tags.isdisjoint({"image", "script", "foreignObject", "text"})
        assert "path" in tags
        styles = written.decode()
        assert "@import" not in styles
        assert styles.count("url(") == styles.count("url(#")
        shown = next(element.text for element in root if element.tag.endswith("title"))
        assert shown == brief_of(dataset).message

    @pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
    def test_the_same_brief_gives_the_same_bytes(self, dataset: Dataset, ending: Any) -> None:
        first = map_picture(brief_of(dataset, "actor=ANAMA deminers"), ending, 120, 100, dpi=72)
        assert first == map_picture(brief_of(dataset, "actor=ANAMA deminers"), ending, 120, 100, dpi=72)

    def test_threads_get_what_one_alone_gets(self, dataset: Dataset) -> None:
        briefs = [brief_of(dataset, query) for query in list(VIEWS.values())[:3]]

        def draw(brief: Brief) -> bytes:
            return map_picture(brief, "svg", 120, 120)

        alone = [draw(brief) for brief in briefs]
        with ThreadPoolExecutor(6) as threads:
            assert list(threads.map(draw, briefs * 2)) == alone * 2

    def test_pyplot_is_never_loaded(self, dataset: Dataset) -> None:
        map_picture(brief_of(dataset), "png", 60, 40, dpi=50, furniture=False)
        assert "matplotlib.pyplot" not in sys.modules

    @pytest.mark.parametrize("size", [(20, 20), (80, 200), (200, 80), (5000, 5000)])
    def test_a_size_that_cannot_be_drawn_is_refused(self, dataset: Dataset, size: tuple[int, int]) -> None:
        with pytest.raises(AtlasError, match=r"too (small|large)"):
            map_picture(brief_of(dataset), "png", *size)


class TestGround:
    """Which part of the world a map shows."""

    def test_a_view_shows_its_own_ground(self, dataset: Dataset) -> None:
        ground = ground_of(brief_of(dataset, "lon=46.5&lat=40&zoom=7"), 900, 500)
        assert ground.on_paper([46.5], [40.0])[0] == pytest.approx((450, 250))
        # 900 pixels at zoom 7, of a world of 512 * 2 ** 7
        assert (ground.box[2] - ground.box[0]) / CIRCUMFERENCE_M == pytest.approx(900 / 512 / 128)

    def test_a_fitted_map_holds_everything_drawn(self, dataset: Dataset) -> None:
        brief = brief_of(dataset)
        west, south, east, north = brief.summary.bounds or (0, 0, 0, 0)
        for width, height in ((900, 300), (300, 900)):
            ground = ground_of(brief, width, height)
            assert ground.holds(ground.on_paper([west, east], [south, north])).all()

    def test_one_point_has_its_surroundings(self) -> None:
        brief = Brief(
            summary_of(
                dataset_of(tables(incidents=[incident(adm1_iso="")], casualties=[], sources=[])),
                IncidentFilter(),
            ),
            View(),
        )
        ground = ground_of(brief, 900, 500)
        assert (ground.box[2] - ground.box[0]) / CIRCUMFERENCE_M == pytest.approx(900 / 512 / 2**9)

    def test_nothing_found_shows_where_the_data_is(self, dataset: Dataset) -> None:
        nothing, everything = brief_of(dataset, "from=1950-01-01&to=1950-01-02"), brief_of(dataset)
        assert ground_of(nothing, 500, 300) == ground_of(everything, 500, 300)

    def test_a_dataset_without_incidents_shows_the_world(self) -> None:
        brief = Brief(summary_of(dataset_of(no_rows()), IncidentFilter()), View())
        assert map_picture(brief, "png", 120, 100, dpi=50)
        ground = ground_of(brief, 900, 500)
        assert ground.box[2] - ground.box[0] == pytest.approx(CIRCUMFERENCE_M)

    def test_places_beyond_the_antimeridian_stand_beside_it(self) -> None:
        ground = Ground((CIRCUMFERENCE_M * 0.45, -11e6, CIRCUMFERENCE_M * 0.55, 11e6), 100, 200)
        across = ground.on_paper([170, 180, -170], [0, 0, 0])[:, 0]
        assert np.diff(across) == pytest.approx([10 / 36 * 100, 10 / 36 * 100])
        cut = ground.cut(layer("countries"))
        assert {"RU", "FJ"} <= set(cut["adm0"])

    @pytest.mark.parametrize("latitude", [0.0, 40.0, -60.0])
    def test_the_scale_bar_is_as_long_as_it_says(self, latitude: float) -> None:
        y = float(_northing(np.float64(latitude)))
        ground = Ground((0, y - 50_000, 300_000, y + 50_000), 600, 200)
        length, text = scale_bar(ground)
        metres = length / 600 * 300_000 * math.cos(math.radians(latitude))
        assert float(text.removesuffix(" km")) * 1000 == pytest.approx(metres)
        assert length <= 0.2 * 600

    def test_an_arrow_points_to_the_north_beside_the_scale_bar(
        self, dataset: Dataset, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        written: dict[str, tuple[float, float]] = {}

        def write(_canvas: MapCanvas, x: float, y: float, text: str, *_style: Any, **_more: Any) -> None:
            written[text] = x, y

        monkeypatch.setattr(MapCanvas, "write", write)
        map_picture(brief_of(dataset), "svg")
        bar = next(place for text, place in written.items() if text.endswith(" km"))
        assert written["N"][0] > bar[0]
        assert written["N"][1] == pytest.approx(bar[1], abs=20)


class TestWords:
    """Text of the data is text, whatever it looks like."""

    def test_signs_of_formulas_and_of_markup_are_shown_as_they_are(self) -> None:
        title = r"A $x^2$ & <b>title</b> $\frac{"
        dataset = dataset_of(
            tables(incidents=[incident(place_name="$a$")], casualties=[casualty()], sources=[]), title=title
        )
        brief = Brief(summary_of(dataset, IncidentFilter(actor=("Deminers",))), View())
        figure = composed(brief, 254, 143)
        assert title in words_of(figure)
        assert not any(text.get_parse_math() for text in texts_of(figure))
        root = ElementTree.fromstring(map_picture(brief, "svg"))  # noqa: S314 - made above
        assert title in ElementTree.tostring(root, encoding="unicode", method="text")

    def test_letters_that_the_font_lacks_become_squares_without_a_warning(self) -> None:
        assert printable("地雷\x07 ə Мадагиз Սուք") == "□□□ ə Мадагиз Սուք"
        dataset = dataset_of(no_rows(), title="地雷 \N{PILE OF POO} ə", attribution="x" * 900)
        assert map_picture(Brief(summary_of(dataset, IncidentFilter()), View()), "svg")

    @pytest.mark.parametrize("text", ["", "a", "word " * 60, "x" * 500, "two words" + "y" * 200])
    def test_lines_keep_their_width(self, text: str) -> None:
        lines = wrapped(text, 8, 100, most=4)
        assert len(lines) <= 4
        assert all(text_width(line, 8) <= 100 for line in lines)
        whole = "".join(wrapped(text, 8, 100, most=1000)).replace(" ", "")
        assert whole == text.replace(" ", "")


def test_circles_have_the_sizes_and_colours_of_the_screen(dataset: Dataset) -> None:
    brief = brief_of(dataset)
    figure = composed(brief, 297, 210)
    ground = ground_of(brief, 100, 100)
    assert ground.zoom > 0
    marks = [
        collection
        for collection in figure.axes[1].collections
        if len(collection.get_offsets()) == 3 * len(brief.summary.dots)  # type: ignore[arg-type]
    ]
    (circles,) = marks
    sizes = np.sqrt(circles.get_sizes())[2::3]  # type: ignore[attr-defined]
    assert list(sizes) == sorted(sizes, reverse=True)
    most = brief.summary.dots["casualties"].max()
    assert sizes[0] == pytest.approx(0.75 * (8 + 3.5 * math.sqrt(most)))
    assert PALETTE is PALETTES["light"]


def test_rivers_are_drawn_where_they_run_and_named_where_they_are_from(dataset: Dataset) -> None:
    brief = brief_of(dataset, "lon=47.2&lat=40.6&zoom=8")
    figure = composed(brief, 254, 143)
    waters = [
        patch
        for patch in figure.findobj(PathPatch)
        if isinstance(patch, PathPatch) and patch.get_edgecolor() == to_rgba(PALETTE.water)
    ]
    assert max(len(np.asarray(patch.get_path().vertices)) for patch in waters) > 100
    assert any("Rivers: GSHHG (LGPL-3)" in text.get_text() for text in texts_of(figure))
    elsewhere = dataset_of(
        tables(
            incidents=[incident(longitude="-74.1", latitude="4.6", adm1_iso="", adm1_name="")],
            casualties=[],
            sources=[],
        )
    )
    assert "GSHHG" not in brief_of(elsewhere).attribution
