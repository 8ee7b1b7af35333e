"""The HTML file in a real browser, opened from the disk with the network off."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

from components.address import read_address
from components.brief.contents import Brief
from components.brief.html.html_file import html_brief
from components.map.detail import details_of
from components.map.figure import DOTS, patch
from components.map.legend import diameters
from components.theme import PALETTES
from data.filters.incident_filter import IncidentFilter
from data.filters.matching import matching
from data.filters.summary import Summary, summary_of
from data.tables.codes import PARTS
from data.tables.dataset import Dataset
from tests.browser.conftest import DRAWS_NO_MAP
from tests.browser.expecting import expect
from tests.tables import bundled
from tests.unit.filters.filter_cases import CASES, made

EVERYTHING: Final = ""
FOUNDING: Final = "from=2020-11-23&to=2020-11-23"
ANAMA: Final = "actor=ANAMA+deminers&district=AZ-AGM"
NOTHING: Final = "from=1950-01-01&to=1950-01-02"
VIEWS: Final = (EVERYTHING, FOUNDING, ANAMA, NOTHING)

IDLE: Final = """() => new Promise((resolve) => {
  const look = () => {
    const map = window.atlas && window.atlas.page && window.atlas.page.map.map;
    if (!map) return setTimeout(look, 50);
    if (map.loaded() && !map.isMoving()) return resolve(true);
    map.once("idle", () => resolve(true));
    map.triggerRepaint();
  };
  look();
})"""

CLOSER: Final = """(zoom) => {
  const { map } = window.atlas.page.map;
  return map.getZoom() > zoom && !map.isMoving();
}"""
"""Whether the map has come to rest closer than a zoom."""

Open = Callable[..., Page]
"""Opens the file of a query on the dataset that ships, or on another; the rest goes to `emulate_media`."""


@pytest.fixture(scope="session")
def file_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Dataset, str], Path]:
    """A function that writes the file of a dataset and a query, once."""
    folder = tmp_path_factory.mktemp("files")
    files: dict[tuple[str, str], Path] = {}

    def write(dataset: Dataset, query: str) -> Path:
        key = (dataset.sha256, query)
        if key not in files:
            files[key] = folder / f"{len(files)}.html"
            files[key].write_bytes(html_brief(brief_of(dataset, query)))
        return files[key]

    return write


@dataclass
class Reader:
    """Opens files and hears what their pages ask for and complain of."""

    shared: BrowserContext
    """Without network; its pages find the scripts of those before them compiled."""
    file_of: Callable[[Dataset, str], Path]
    pages: list[Page] = field(default_factory=list)
    requested: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(
        self,
        query: str = EVERYTHING,
        dataset: Dataset | None = None,
        width: int = 1440,
        height: int = 900,
        is_painted: bool = False,
        **media: Any,
    ) -> Page:
        """The page of a file whose map has all that it shows, in pixels where it `is_painted`; the network is off."""
        page = self.shared.new_page()
        self.pages.append(page)
        page.on("request", lambda request: self.requested.append(request.url))
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(**media)
        if not is_painted:
            page.add_init_script(DRAWS_NO_MAP)
        page.goto(self.file_of(dataset or bundled(), query).as_uri())
        page.evaluate(IDLE)
        return page

    def close(self) -> None:
        """No page may have complained, or requested anything but itself."""
        for page in self.pages:
            page.close()
        assert [url for url in self.requested if not url.startswith(("file:", "data:", "blob:"))] == []
        assert len([url for url in self.requested if url.startswith("file:")]) == len(self.pages)
        assert self.complaints == []

    def _hear(self, message: ConsoleMessage) -> None:
        # A hint of the driver that software draws with: reading its pixels, for a screenshot too, takes a while.
        if (
            message.type in ("error", "warning")
            and "GL Driver Message (OpenGL, Performance" not in message.text
        ):
            self.complaints.append(message.text)


@pytest.fixture(scope="module")
def offline(browser: Browser) -> Iterator[BrowserContext]:
    """A context without network, for all files that are opened."""
    context = browser.new_context(reduced_motion="reduce")
    context.set_offline(True)
    yield context
    context.close()


@pytest.fixture
def open_file(offline: BrowserContext, file_of: Callable[[Dataset, str], Path]) -> Iterator[Open]:
    """A function that opens a file for one test."""
    reader = Reader(offline, file_of)
    yield reader.open
    reader.close()


@pytest.fixture(scope="module")
def opened(offline: BrowserContext, file_of: Callable[[Dataset, str], Path]) -> Iterator[Callable[..., Page]]:
    """A function that opens the file of a query once for all tests that only read it, or set its filter."""
    reader = Reader(offline, file_of)
    pages: dict[tuple[str, str], Page] = {}

    def page_of(query: str = EVERYTHING, dataset: Dataset | None = None) -> Page:
        key = (query, (dataset or bundled()).sha256)
        if key not in pages:
            pages[key] = reader.open(query, dataset)
        elif pages[key].evaluate("() => window.atlas.page.isNarrowed()"):
            apply(pages[key], IncidentFilter())
        return pages[key]

    yield page_of
    reader.close()


def brief_of(dataset: Dataset, query: str) -> Brief:
    address = read_address(query)
    assert not address.errors
    return Brief(summary_of(dataset, address.incident_filter), address.view)


def summary_for(query: str, dataset: Dataset | None = None) -> Summary:
    """The view of a query, not from the cache."""
    incident_filter, errors = IncidentFilter.from_query(parse_qsl(query))
    assert not errors
    used = dataset or bundled()
    return Summary(used, incident_filter, matching(used, incident_filter))


def apply(page: Page, incident_filter: IncidentFilter) -> None:
    """Set the page's filter and wait until the map shows it."""
    page.evaluate(
        "async (requested) => { window.atlas.page.setFilter(requested); await window.atlas.page.map.drawn(); }",
        incident_filter.to_json(),
    )
    page.evaluate(IDLE)


def headline_of(brief: Brief) -> str:
    """The headline as the page writes it."""
    return " ".join(figure.text for figure in brief.figures)


def shown(page: Page) -> str:
    return " ".join(page.locator("#figures").inner_text().split())


class TestMatching:
    """The file's filter is the atlas's own: the same table of cases, and the same answers on the data that ships."""

    def test_the_shared_table_of_cases(self, opened: Open) -> None:
        page = opened(dataset=made())
        found = page.evaluate(
            """(requested) => requested.map((each) => {
              const matching = window.atlas.found(window.atlas.page.data.incidents, each);
              const sums = window.atlas.totals(matching);
              return [matching.map((match) => match.incident.id), sums.killed.best, sums.injured.best];
            })""",
            [case.incident_filter.to_json() for case in CASES],
        )
        expected = {case.claim: [list(case.expected), case.killed, case.injured] for case in CASES}
        assert dict(zip(expected, found, strict=True)) == expected

    def test_one_incident_is_matched_by_a_pure_function(self, opened: Open) -> None:
        incident = {
            "first": "2020-11-23",
            "last": "2020-11-23",
            "casualties": [{"actor": "A", "outcome": "killed", "counts": True}],
        }
        requested = [{}, {"actor": ["A"], "outcome": ["killed"]}, {"actor": ["A"], "outcome": ["injured"]}]
        answers = opened(NOTHING).evaluate(
            "([incident, requested]) => requested.map((each) => window.atlas.matches(incident, each))",
            [incident, requested],
        )
        assert answers == [True, True, False]

    def test_random_filters_on_the_data_that_ships(self, opened: Open) -> None:
        filters = [_random_filter(random.Random(seed)) for seed in range(300)]  # noqa: S311 - not a secret
        answers = opened().evaluate(
            """(requested) => requested.map((each) => {
              const matching = window.atlas.found(window.atlas.page.data.incidents, each);
              return { ids: matching.map((match) => match.incident.id), sums: window.atlas.totals(matching) };
            })""",
            [incident_filter.to_json() for incident_filter in filters],
        )
        sizes = set()
        for incident_filter, answer in zip(filters, answers, strict=True):
            summary = Summary(bundled(), incident_filter, matching(bundled(), incident_filter))
            assert answer["ids"] == list(bundled().incidents["incident_id"].iloc[summary.rows]), str(
                incident_filter
            )
            for outcome in ("killed", "injured"):
                count = getattr(summary, outcome)
                expected = {part: getattr(count, part) for part in PARTS}
                assert answer["sums"][outcome] == expected, str(incident_filter)
            assert (answer["sums"]["drawn"], answer["sums"]["notDrawn"]) == (summary.drawn, summary.not_drawn)
            sizes.add(summary.incidents)
        assert len(sizes) > 20

    @pytest.mark.parametrize("query", ["", "outcome=killed", "actor=Civilians&from=2021-01-01"])
    def test_each_option_says_how_many_it_would_leave(self, opened: Open, query: str) -> None:
        incident_filter = summary_for(query).incident_filter
        counts = opened().evaluate(
            """(requested) => Object.fromEntries(["actor", "outcome", "victim", "device", "activity", "district"].map((key) =>
              [key, Object.fromEntries(window.atlas.optionCounts(window.atlas.page.data.incidents, requested, key))]))""",
            incident_filter.to_json(),
        )
        for key, expected in summary_of(bundled(), incident_filter).option_counts.items():
            if key in counts:
                given = {value: number for value, number in counts[key].items() if value}
                assert given == {value: number for value, number in expected.items() if number}

    def test_the_files_own_filter_holds_below_the_readers(self, opened: Open) -> None:
        page = opened("outcome=killed&from=2020-01-01")
        apply(page, IncidentFilter(actor=("Civilians",)))
        both = brief_of(bundled(), "outcome=killed&from=2020-01-01&actor=Civilians")
        assert shown(page) == headline_of(both)
        assert both.drawn_text == page.locator("#drawn").inner_text()


class TestView:
    """What a reader sees on opening the file."""

    @pytest.mark.parametrize("query", VIEWS)
    def test_the_numbers_are_those_of_the_view(self, opened: Open, query: str) -> None:
        brief = brief_of(bundled(), query)
        page = opened(query)
        assert shown(page) == headline_of(brief)
        assert page.locator("#drawn").inner_text() == brief.drawn_text
        assert page.locator(".holds").inner_text() == f"This file holds: {brief.filter_text}"
        assert brief.edition_text in page.locator(".edition").inner_text()
        body = page.locator("body").inner_text()
        assert [caveat for caveat in brief.caveats if caveat not in body] == []
        assert page.locator("#list > li").count() == min(brief.summary.incidents, 100)

    @pytest.mark.parametrize(("scheme", "query"), [("light", q) for q in VIEWS] + [("dark", EVERYTHING)])
    def test_the_marks_are_those_of_the_page(
        self, opened: Open, open_file: Open, scheme: Any, query: str
    ) -> None:
        page = opened(query) if scheme == "light" else open_file(query, color_scheme=scheme)
        _assert_marks(page, summary_for(query), scheme)

    @pytest.mark.parametrize(
        "query", ["outcome=killed", "actor=Civilians&from=2021-01-01", "to=2010-01-01", NOTHING]
    )
    def test_a_filter_moves_the_marks_as_on_the_page(self, opened: Open, query: str) -> None:
        page = opened()
        apply(page, summary_for(query).incident_filter)
        _assert_marks(page, summary_for(query), "light")
        apply(page, IncidentFilter())
        _assert_marks(page, summary_for(EVERYTHING), "light")

    def test_the_map_has_land_districts_and_circles(self, opened: Open) -> None:
        drawn = opened().evaluate(
            """() => {
              const map = window.atlas.page.map.map;
              const count = (layer) => map.queryRenderedFeatures({ layers: [layer] }).length;
              return { land: count("land"), lines: count("district-lines"), lakes: count("lakes"),
                shades: count("shades"), circles: window.atlas.circles.drawnOn(map).length };
            }"""
        )
        assert min(drawn["land"], drawn["lines"], drawn["lakes"], drawn["shades"]) > 0
        assert drawn["circles"] >= len(summary_for(EVERYTHING).dots)

    def test_circles_are_seen(self, open_file: Open) -> None:
        page = open_file(FOUNDING, is_painted=True)
        box = page.locator("#map").bounding_box()
        dot = summary_for(FOUNDING).dots.iloc[0]
        at = page.evaluate(
            "([lon, lat]) => { const at = window.atlas.page.map.map.project([lon, lat]); return [at.x, at.y]; }",
            [float(dot["longitude"]), float(dot["latitude"])],
        )
        assert box
        spot: Any = {"x": box["x"] + at[0] - 1, "y": box["y"] + at[1] - 1, "width": 2, "height": 2}
        assert _colour(page.screenshot(clip=spot)) == PALETTES["light"].killed

    def test_sizes_follow_the_same_rule(self, opened: Open) -> None:
        numbers = [*range(130), 999, 1_000, 12_345]
        given = opened(NOTHING).evaluate(
            "(numbers) => numbers.map((number) => window.atlas.diameter(number, window.atlas.page.data.sizes))",
            numbers,
        )
        assert given == pytest.approx([float(diameters(number)) for number in numbers])

    def test_names_in_another_language(self, opened: Open) -> None:
        fields = opened("names=ru").evaluate(
            """() => window.atlas.page.map.map.getStyle().layers
              .filter((layer) => layer.id.endsWith("-labels")).map((layer) => layer.layout["text-field"][1])"""
        )
        # The lines of latitude and longitude have their degrees, by the side of the world that they lie on; names beside
        # circles were written in the language when they were placed.
        assert [field for field in fields if field != "name_ru"] == [["get", "side"], "text"]
        assert "name_ru" in fields

    def test_a_place_that_the_view_looks_at(self, opened: Open) -> None:
        assert _camera(opened("lon=46.5&lat=40.1&zoom=8.5")) == pytest.approx([46.5, 40.1, 8.5], abs=1e-3)

    def test_the_selected_incident_is_open(self, opened: Open) -> None:
        page = opened("incident=KAR-20201123-01")
        assert page.locator("#list details[open]").get_attribute("data-incident") == "KAR-20201123-01"


class TestUse:
    """What a reader does with it."""

    def test_dates_actor_and_outcome_are_filtered_by_hand(self, opened: Open) -> None:
        page = opened()
        page.get_by_label("From", exact=True).fill("2020-11-23")
        page.get_by_label("To", exact=True).fill("2020-11-23")
        assert shown(page) == headline_of(brief_of(bundled(), FOUNDING))
        page.get_by_label("Russian peacekeepers").check()
        page.get_by_label("injured", exact=False).first.check()
        expected = f"{FOUNDING}&actor=Russian+peacekeepers&outcome=injured"
        assert shown(page) == headline_of(brief_of(bundled(), expected)) == "1 incident 1 injured"
        expect(page.locator("#active-filter")).to_have_text(
            "Narrowed down to: 23 Nov 2020 · Russian peacekeepers · injured"
        )
        page.get_by_role("button", name="Reset", exact=True).click()
        assert shown(page) == headline_of(brief_of(bundled(), EVERYTHING))
        assert page.locator("#filter input:checked").count() == 0

    def test_a_first_day_after_the_last_is_reported_and_left_out(self, open_file: Open) -> None:
        page = open_file()
        page.locator("#to").fill("2020-11-23")
        page.locator("#from").fill("2021-01-01")
        expect(page.locator("#active-filter")).to_have_text(
            "The first day, 1 Jan 2021, is after the last day, 23 Nov 2020; both are left out."
        )
        assert shown(page) == headline_of(brief_of(bundled(), EVERYTHING))

    def test_nothing_found_says_what_to_do(self, opened: Open) -> None:
        page = opened()
        apply(page, IncidentFilter(actor=("Civilians",), victim=("peacekeeper",)))
        expect(page.locator("#nothing")).to_contain_text("Reset the filter")
        assert shown(page) == "0 incidents"

    def test_the_map_pans_and_zooms_and_keeps_its_view_when_filtered(self, open_file: Open) -> None:
        page = open_file()
        start = _camera(page)
        page.mouse.move(700, 300)
        page.mouse.down()
        page.mouse.move(600, 260, steps=5)
        page.mouse.up()
        page.evaluate(IDLE)
        panned = _camera(page)
        assert panned[0] > start[0] + 0.2
        page.mouse.wheel(0, -300)
        page.wait_for_function(CLOSER, arg=panned[2] + 0.1)
        page.evaluate(IDLE)
        zoomed = _camera(page)
        apply(page, IncidentFilter(outcome=("killed",)))
        assert _camera(page) == pytest.approx(zoomed, abs=1e-4)
        page.get_by_role("button", name="Zoom in").click()
        page.wait_for_function(CLOSER, arg=zoomed[2] + 0.99)
        page.evaluate(IDLE)
        assert _camera(page)[2] == pytest.approx(zoomed[2] + 1, abs=0.01)
        apply(page, IncidentFilter())
        page.get_by_role("button", name="Fit the map").click()
        page.evaluate(IDLE)
        assert _camera(page) == pytest.approx(start, abs=1e-3)

    def test_a_fitted_map_stays_fitted_in_another_window(self, open_file: Open) -> None:
        page = open_file(ANAMA)
        page.set_viewport_size({"width": 700, "height": 700})
        page.wait_for_function(
            """([west, south, east, north]) => {
              const [box, canvas] = ["#map", "#map canvas"].map((part) => {
                const { width, height } = document.querySelector(part).getBoundingClientRect();
                return `${Math.floor(width)} ${Math.floor(height)}`;
              });
              const seen = window.atlas.page.map.map.getBounds().toArray().flat();
              return box === canvas && seen[0] < west && east < seen[2] && seen[1] < south && north < seen[3];
            }""",
            arg=list(summary_for(ANAMA).bounds or ()),
        )

    def test_an_incident_opens_with_its_casualties_and_linked_sources(self, open_file: Open) -> None:
        page = open_file(FOUNDING)
        page.locator("#list summary").click()
        card = page.locator(".card")
        expect(card.locator("tbody tr")).to_have_count(3)
        expect(card).to_contain_text("Russian peacekeepers")
        expect(card).to_contain_text("Incident KAR-20201123-01")
        links = card.locator("ol a")
        urls = bundled().sources.loc[bundled().sources["incident_id"] == "KAR-20201123-01", "url"]
        assert [link.get_attribute("href") for link in links.all()] == list(urls)
        assert {link.get_attribute("rel") for link in links.all()} == {"noopener noreferrer"}
        sizes = page.evaluate("() => document.getElementById('map').data[2].marker.size")
        # A ring around the circle, and the near circle's own: from the outside in, and the circle last.
        assert sizes == sorted(sizes, reverse=True)
        assert (len(sizes), sizes[0] - sizes[-1]) == (5, 21)

    def test_a_circle_opens_its_incident_and_a_group_its_list(self, open_file: Open) -> None:
        page = open_file()
        _click_dot(page, ["KAR-20201123-01"])
        ids = page.evaluate(
            "() => document.getElementById('map').data[5].customdata.find((ids) => ids.length > 1)"
        )
        _click_dot(page, ids)
        expect(page.locator("#list-title")).to_have_text(f"{len(ids)} incidents at this point")
        assert sorted(_listed(page)) == sorted(ids)
        page.get_by_role("button", name="Show all").click()
        expect(page.locator("#list-title")).to_have_text("165 incidents")
        page.get_by_role("button", name=re.compile(r"Show \d+ more")).click()
        assert len(_listed(page)) == 165

    def test_a_district_is_chosen_by_a_click(self, open_file: Open) -> None:
        page = open_file(ANAMA.replace("&district=AZ-AGM", ""))
        page.evaluate(
            "() => document.getElementById('map').emit('plotly_click', "
            "{ points: [{ curveNumber: 0, location: 'AZ-AGM' }] })"
        )
        assert shown(page) == headline_of(brief_of(bundled(), ANAMA))
        assert page.locator("input[value='AZ-AGM']").is_checked()

    def test_the_filter_works_from_the_keyboard(self, open_file: Open) -> None:
        page = open_file()
        page.get_by_label("Russian peacekeepers").focus()
        page.keyboard.press("Space")
        assert shown(page) == headline_of(brief_of(bundled(), "actor=Russian+peacekeepers"))
        page.locator("#list summary").first.focus()
        page.keyboard.press("Enter")
        expect(page.locator(".card")).to_have_count(1)

    def test_text_that_looks_like_markup_stays_text(self, open_file: Open) -> None:
        page = open_file(dataset=made())
        for summary in page.locator("#list summary").all():
            summary.click()
        expect(page.locator("body")).to_contain_text("</script><script>alert(1)</script>")
        expect(page.locator("body")).to_contain_text("=HYPERLINK(1)")
        page.get_by_label("=cmd|' /C calc'!A0").check()
        assert shown(page) == "1 incident 0 killed 2 injured"

    def test_the_colours_follow_the_reader(self, open_file: Open) -> None:
        page = open_file(FOUNDING)
        page.emulate_media(color_scheme="dark")
        expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", "dark")
        page.evaluate("() => window.atlas.page.map.drawn()")
        page.evaluate(IDLE)
        _assert_marks(page, summary_for(FOUNDING), "dark")
        land = page.evaluate("() => window.atlas.page.map.map.getPaintProperty('land', 'fill-color')")
        assert land == PALETTES["dark"].land


class TestTimeline:
    """The bars count what matches, as the headline does."""

    def test_it_counts_what_the_headline_counts_and_follows_the_filter(self, open_file: Open) -> None:
        page = open_file(EVERYTHING)
        expect(page.locator("#timeline-unit")).to_have_text("Year")
        page.locator(".timeline-table summary").click()
        total = page.locator("#timeline-total td")
        expect(total).to_have_text(["165", "83", "at least 213"])
        page.get_by_role("checkbox", name="killed", exact=False).first.check()
        expect(total.first).to_have_text(page.locator("#figures .incidents b").inner_text())
        expect(page.locator("#timeline-caption")).to_have_text("54 incidents.")
        assert page.locator("#timeline-strip .killed").count() > 1
        assert page.locator("#timeline-strip .injured").count() == 0

    def test_a_month_has_its_days_and_no_bar_is_wide(self, open_file: Open) -> None:
        page = open_file("from=2020-11-01&to=2020-11-30")
        expect(page.locator("#timeline-unit")).to_have_text("Day")
        assert page.locator("#timeline-strip .timeline-ticks span").count() > 3
        bars = page.locator("#timeline-strip .incidents")
        box = bars.first.bounding_box()
        assert box
        assert box["width"] < 60

    def test_its_dates_stand_apart_when_the_window_changes(self, open_file: Open) -> None:
        page = open_file("actor=Russian+peacekeepers")
        for width in (390, 1440, 320):
            page.set_viewport_size({"width": width, "height": 800})
            # At least ten pixels between two dates, but for rounding.
            page.wait_for_function(
                """(width) => {
                  if (innerWidth !== width) return false;
                  const boxes = [...document.querySelectorAll("#timeline-strip .timeline-ticks span")];
                  const edges = boxes.map((box) => box.getBoundingClientRect()).sort((a, b) => a.left - b.left);
                  return edges.length > 0 && edges.every((one, at) => !at || one.left >= edges[at - 1].right + 9);
                }""",
                arg=width,
            )

    def test_without_an_incident_there_is_none(self, open_file: Open) -> None:
        expect(open_file(NOTHING).locator("#timeline")).not_to_be_visible()


class TestLayout:
    """From a small phone to a desk."""

    def test_nothing_is_cut_off(self, open_file: Open) -> None:
        page = open_file(FOUNDING, width=320, height=800)
        page.locator("#list summary").click()
        for width in (320, 390, 768, 1024, 1440):
            page.set_viewport_size({"width": width, "height": 800})
            page.wait_for_function("(width) => innerWidth === width", arg=width)
            assert page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth") <= 0
            box = page.locator("#map").bounding_box()
            assert box
            assert box["height"] > 300

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_axe_finds_nothing(self, open_file: Open, scheme: Any) -> None:
        page = open_file(FOUNDING, color_scheme=scheme)
        page.locator("#more summary").first.click()
        page.locator("#list summary").click()
        found = Axe().run(page, options={"resultTypes": ["violations"]}).response
        assert [
            (each["id"], [node["html"][:120] for node in each["nodes"]]) for each in found["violations"]
        ] == []

    def test_without_scripts_the_file_still_says_what_it_holds(self, browser: Browser, file_of: Any) -> None:
        context = browser.new_context(java_script_enabled=False, offline=True)
        page = context.new_page()
        page.goto(file_of(bundled(), ANAMA).as_uri())
        text = page.locator("body").inner_text()
        brief = brief_of(bundled(), ANAMA)
        assert [each for each in (brief.title, brief.filter_text, *brief.caveats) if each not in text] == []
        assert "5 incidents" in text
        assert "need JavaScript" in text
        context.close()


def _random_filter(chance: random.Random) -> IncidentFilter:
    """A filter of one to three fields with values that the data has."""
    options = summary_of(bundled(), IncidentFilter()).option_counts
    fields: dict[str, Any] = {}
    for key in chance.sample(sorted(options), chance.choice([0, 1, 1, 2, 3])):
        values = chance.sample(sorted(options[key]), min(chance.randint(1, 3), len(options[key])))
        fields[key] = tuple(int(value) for value in values) if key == "precision" else tuple(values)
    days = sorted(chance.sample(sorted(set(bundled().incidents["date_end"].dt.date)), 2))
    return IncidentFilter(
        date_from=days[0] if chance.random() < 0.4 else None,
        date_to=days[1] if chance.random() < 0.4 else None,
        **fields,
    )


def _assert_marks(page: Page, summary: Summary, scheme: Any) -> None:
    """The file's traces hold what the page's patch of the same view sets, all of it."""
    measure = "incidents"
    operations = patch(details_of([summary], None)[0], measure, PALETTES[scheme]).to_plotly_json()[
        "operations"
    ]
    traces = page.evaluate(
        "() => document.getElementById('map').data.map(({ geojson, ...trace }) => JSON.parse(JSON.stringify(trace)))"
    )
    assert len(operations) > 20
    for operation in operations:
        _, trace, *path = operation["location"]
        given = traces[trace]
        for key in path:
            given = given[key]
        expected = operation["params"]["value"]
        if isinstance(expected, list) and expected and isinstance(expected[0], float):
            assert given == pytest.approx(expected, abs=1e-5), operation["location"]
        elif path == ["colorscale"]:
            assert [colour for _, colour in given] == [colour for _, colour in expected]
            assert [edge for edge, _ in given] == pytest.approx([edge for edge, _ in expected])
        else:
            assert given == expected, operation["location"]


def _camera(page: Page) -> list[float]:
    found: list[float] = page.evaluate(
        "() => { const { map } = window.atlas.page.map; const { lng, lat } = map.getCenter(); return [lng, lat, map.getZoom()]; }"
    )
    return found


def _listed(page: Page) -> list[str]:
    found: list[str] = page.locator("#list details").evaluate_all(
        "(each) => each.map((one) => one.dataset.incident)"
    )
    return found


def _click_dot(page: Page, ids: list[str]) -> None:
    """Click as Plotly reports it, because circles overlap at this zoom."""
    page.evaluate(
        "([curveNumber, customdata]) => document.getElementById('map').emit('plotly_click', "
        "{ points: [{ curveNumber, customdata }] })",
        [DOTS, ids],
    )
    if len(ids) == 1:
        assert page.locator("#list details[open]").get_attribute("data-incident") == ids[0]


def _colour(picture: bytes) -> str:
    return f"#{Image.open(io.BytesIO(picture)).convert('RGB').tobytes()[:3].hex()}"
