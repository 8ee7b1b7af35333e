"""The timeline and its playback in a real browser: brush, click, keyboard, table, and ticks."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import product
from typing import Final

import pytest
from playwright.sync_api import FloatRect, Page

from tests.browser.address import address_of, go_to
from tests.browser.conftest import OpenPage
from tests.browser.expecting import expect

pytestmark = pytest.mark.shared

Wait = Callable[[Page], None]
HEADLINE: Final = ".headline"
ALL: Final = "165 incidents"

PLACE_OF_YEAR: Final = """(year) => {
  const graph = document.querySelector("#timeline-graph .js-plotly-plot");
  const { xaxis, _size } = graph._fullLayout;
  const tick = document.querySelector("#timeline-ticks span");
  const place = Number(tick.dataset.place) + year - Number(tick.textContent);
  return graph.getBoundingClientRect().left + _size.l + xaxis.l2p(place);
}"""

PLACE: Final = """(place) => {
  const graph = document.querySelector("#timeline-graph .js-plotly-plot");
  const { xaxis, _size } = graph._fullLayout;
  return graph.getBoundingClientRect().left + _size.l + xaxis.l2p(place);
}"""
"""Where the bar at a place of the axis stands, in pixels."""

TICKS_THAT_TOUCH: Final = """() => {
  const box = document.querySelector("#timeline-ticks").getBoundingClientRect();
  const ticks = [...document.querySelectorAll("#timeline-ticks span")].map((tick) => tick.getBoundingClientRect());
  return ticks.filter((tick, at) => tick.left < (at ? ticks[at - 1].right + 4 : box.left) || tick.right > box.right).length;
}"""

FILLED: Final = """(width) => {
  const graph = document.querySelector("#timeline-graph .js-plotly-plot");
  return innerWidth === width && Math.abs(graph._fullLayout.width - graph.parentElement.clientWidth) < 2;
}"""
"""Whether the bars have followed a new width of the window."""


@pytest.fixture
def opened(page: Page, atlas: str) -> Page:
    return opened_at(page, atlas)


def opened_at(page: Page, address: str) -> Page:
    """The page of an address, when its timeline is drawn."""
    page.goto(address)
    expect(page.locator("#timeline-caption")).not_to_be_empty()
    page.wait_for_function("document.querySelector('#timeline-ticks').children.length > 0")
    return page


def across(page: Page, year: int) -> tuple[float, float]:
    """Where the bar of a year stands, in the row of people."""
    box: FloatRect | None = page.locator("#timeline-graph").bounding_box()
    assert box
    return page.evaluate(PLACE_OF_YEAR, year), box["y"] + box["height"] * 0.6


def days(page: Page) -> tuple[str | None, str | None]:
    """The first and last day in the address."""
    address = address_of(page)
    found = [re.search(rf"[?&]{key}=([\d-]+)", address) for key in ("from", "to")]
    return found[0] and found[0][1], found[1] and found[1][1]


def test_brushing_sets_the_dates_to_the_days_of_the_bars(opened: Page) -> None:
    (x, y), (to, _) = across(opened, 2021), across(opened, 2022)
    opened.mouse.move(x, y)
    opened.mouse.down()
    opened.mouse.move((x + to) / 2, y, steps=4)
    opened.mouse.move(to, y, steps=4)
    opened.mouse.up()
    expect(opened.get_by_role("textbox", name="First day")).to_have_value("1 Jan 2021")
    expect(opened.get_by_role("textbox", name="Last day")).to_have_value("31 Dec 2022")
    expect(opened.locator("#timeline-chosen")).to_have_text("Chosen: 1 Jan 2021 – 31 Dec 2022.")
    expect(opened.locator("#timeline-span")).to_be_visible()
    expect(opened.locator("#timeline-caption")).to_contain_text(ALL)
    assert opened.locator("#timeline-graph .selectionlayer path").count() == 0


def test_a_click_on_a_bar_chooses_its_days_and_a_second_click_undoes_it_as_do_keys(opened: Page) -> None:
    x, y = across(opened, 2021)
    opened.mouse.click(x, y)
    expect(opened.locator(HEADLINE)).not_to_contain_text(ALL)
    # The address follows the headline.
    opened.wait_for_url(re.compile("from=2021-01-01&to=2021-12-31"))
    opened.mouse.move(x, y - 200)
    opened.mouse.click(x, y, delay=50)
    expect(opened.locator(HEADLINE)).to_contain_text(ALL)
    opened.wait_for_url(lambda url: "from=" not in url and "to=" not in url)
    slider = opened.get_by_role("slider", name="Timeline")
    slider.focus()
    opened.keyboard.press("Home")
    expect(slider).to_have_attribute("aria-valuenow", "0")
    expect(slider).to_have_attribute(
        "aria-valuetext", re.compile(r"^1997: \d+ incidents?, \d+ killed, \d+ injured$")
    )
    for _ in range(2021 - 1997):
        opened.keyboard.press("ArrowRight")
    words = opened.locator("#timeline-words")
    expect(words).to_have_text(re.compile(r"^2021: 37 incidents, "))
    assert words.inner_text() == slider.get_attribute("aria-valuetext")
    opened.keyboard.press("Enter")
    expect(opened.get_by_role("textbox", name="First day")).to_have_value("1 Jan 2021")
    expect(opened.get_by_role("textbox", name="Last day")).to_have_value("31 Dec 2021")
    opened.keyboard.press("Shift+ArrowRight")
    expect(opened.get_by_role("textbox", name="Last day")).to_have_value("31 Dec 2022")
    opened.keyboard.press("Shift+ArrowLeft")
    expect(opened.get_by_role("textbox", name="Last day")).to_have_value("31 Dec 2021")
    for step in ("Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowLeft", "Shift+ArrowLeft"):
        opened.keyboard.press(step)
    expect(opened.get_by_role("textbox", name="Last day")).to_have_value("31 Dec 2021")
    opened.keyboard.press("Enter")
    expect(opened.locator(HEADLINE)).to_contain_text(ALL)


def test_the_table_has_the_figures_of_the_bars_follows_the_filter_and_counts_by_month(opened: Page) -> None:
    opened.locator("#timeline-table summary").click()
    rows = opened.locator("#timeline-table-rows")
    expect(rows.locator("tbody tr").filter(has_text="2021").locator("td").first).to_have_text("37")
    opened.get_by_role("checkbox", name="Killed").check()
    expect(rows.locator("tfoot")).to_have_text(re.compile("All dates.*54.*83"))
    opened.get_by_role("checkbox", name="Killed").uncheck()
    expect(rows.locator("tfoot")).to_have_text(re.compile("All dates.*165.*83"))
    # By month there are more bars, and those of unknown month.
    opened.locator(".timeline").get_by_text("Month", exact=True).first.click()
    slider = opened.get_by_role("slider", name="Timeline")
    expect(slider).not_to_have_attribute("aria-valuemax", "29")
    expect(rows).to_contain_text("Nov 2020")
    expect(rows).to_contain_text("month not known")
    expect(rows.locator("tfoot")).to_have_text(re.compile("All dates.*165.*83.*213"))


def test_both_axes_are_labelled_and_no_date_touches_another(open_page: OpenPage, atlas: str) -> None:
    page = opened_at(open_page(320, 900), f"{atlas}/?lang=en")
    for width, step in product((320, 768, 2560), ("Month", "Year")):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_function(FILLED, arg=width)
        page.locator("#timeline-step").get_by_text(step, exact=True).click()
        expect(page.locator("#timeline-unit")).to_have_text(step)
        for name in ("Incidents", "Killed", "Injured"):
            expect(page.locator(".timeline-names").get_by_text(name)).to_be_visible()
        page.wait_for_function(f"() => ({TICKS_THAT_TOUCH})() === 0")
        assert page.locator("#timeline-ticks span").count() >= 2


class TestDays:
    """A period of less than three months."""

    PERIOD: Final = "from=2020-11-01&to=2020-12-31"

    def test_its_days_are_the_bars_are_chosen_played_and_come_back_after_years(
        self, page: Page, atlas: str
    ) -> None:
        opened_at(page, f"{atlas}/?{self.PERIOD}")
        unit = page.locator("#timeline-unit")
        first, last = (page.get_by_role("textbox", name=name) for name in ("First day", "Last day"))
        expect(unit).to_have_text("Day")
        slider = page.get_by_role("slider", name="Timeline")
        expect(slider).to_have_attribute("aria-valuemax", "60")
        expect(page.locator("#timeline-caption")).to_have_text("1 Nov 2020 – 31 Dec 2020: 6 incidents.")
        expect(page.locator(HEADLINE)).to_contain_text("6 incidents")

        # A day is chosen, and a second click gives all days back.
        box = page.locator("#timeline-graph").bounding_box()
        assert box
        x, y = page.evaluate(PLACE, 22), box["y"] + box["height"] * 0.6
        page.mouse.click(x, y)
        expect(first).to_have_value("23 Nov 2020")
        expect(last).to_have_value("23 Nov 2020")
        expect(unit).to_have_text("Day")
        page.mouse.move(x, y - 200)
        page.mouse.click(x, y, delay=50)
        expect(first).to_have_value("1 Nov 2020")
        expect(last).to_have_value("31 Dec 2020")

        page.locator("#timeline-table summary").click()
        rows = page.locator("#timeline-table-rows")
        expect(rows.locator("tbody tr")).to_have_count(61)
        expect(rows.locator("tfoot")).to_have_text(re.compile("All dates.*6.*8.*9"))

        # Playback goes by day.
        page.locator("#playback-open").click()
        expect(page.locator("#playback-step")).not_to_be_visible()
        page.get_by_role("button", name="One step back").click()
        expect(last).to_have_value("30 Dec 2020")
        expect(unit).to_have_text("Day")
        page.keyboard.press("Escape")

        # Months and years are those of all dates, and days come back.
        page.locator("#timeline-step").get_by_text("Year", exact=True).click()
        expect(page.locator("#timeline-caption")).to_contain_text(ALL)
        expect(page.locator("#timeline-span")).to_be_visible()
        page.locator("#timeline-step").get_by_text("Day", exact=True).click()
        expect(unit).to_have_text("Day")
        page.get_by_role("button", name="Reset").click()
        expect(unit).to_have_text("Year")
        expect(page.get_by_role("radio", name="Day")).to_be_disabled()

    def test_one_day_is_a_narrow_bar(self, open_page: OpenPage, atlas: str) -> None:
        page = opened_at(open_page(2560, 1300), f"{atlas}/?from=2020-11-23&to=2020-11-23")
        expect(page.locator("#timeline-unit")).to_have_text("Day")
        bar = page.locator("#timeline-graph .barlayer .trace").first.locator("path").bounding_box()
        assert bar
        assert 4 < bar["width"] < 70
        assert page.locator("#timeline-ticks").inner_text() == "23 Nov"


def playback_is_behind_one_button_for_the_keyboard_too(opened: Page) -> None:
    opener, panel = opened.locator("#playback-open"), opened.locator("#playback-panel")
    expect(panel).not_to_be_visible()
    opener.press("Enter")
    expect(panel).to_be_visible()
    expect(opener).to_have_attribute("aria-expanded", "true")
    expect(opened.locator("#playback-play")).to_be_focused()
    strip = opened.locator(".timeline").bounding_box()
    box = panel.bounding_box()
    assert strip
    assert box
    assert strip["y"] <= box["y"]
    assert box["y"] + box["height"] <= strip["y"] + strip["height"]
    opened.keyboard.press("Escape")
    expect(panel).not_to_be_visible()
    expect(opener).to_be_focused()
    opener.press("Enter")
    expect(panel).to_be_visible()
    opened.locator("#timeline-table summary").focus()
    expect(panel).not_to_be_visible()
    opener.click()
    expect(panel).to_be_visible()
    opened.locator(".headline").click()
    expect(panel).not_to_be_visible()


def test_playback_is_behind_one_button_and_with_reduced_motion_takes_one_step_and_says_so(
    opened: Page,
) -> None:
    playback_is_behind_one_button_for_the_keyboard_too(opened)
    opened.locator("#playback-open").click()
    play = opened.locator("#playback-play")
    expect(play).to_have_attribute("aria-label", re.compile("one step", re.IGNORECASE))
    play.click()
    expect(opened.get_by_role("textbox", name="Last day")).to_have_value("31 Dec 1997")
    opened.get_by_role("button", name="One step on").click()
    expect(opened.get_by_role("textbox", name="Last day")).to_have_value("31 Dec 1998")
    opened.get_by_role("button", name="One step back").click()
    expect(opened.get_by_role("textbox", name="Last day")).to_have_value("31 Dec 1997")
    assert days(opened) == ("1997-01-01", "1997-12-31")


class TestPlaying:
    """On a device that allows motion."""

    @pytest.fixture
    def moving(self, open_page: OpenPage, atlas: str, wait_for_map: Wait) -> Page:
        page = opened_at(open_page(reduced_motion="no-preference"), f"{atlas}/?from=2023-01-01")
        wait_for_map(page)
        return page

    def test_it_runs_to_the_end_as_one_step_of_the_history_and_then_says_where(self, moving: Page) -> None:
        before = moving.evaluate("history.length")
        message = moving.locator("#headline-news").inner_text()
        opener = moving.locator("#playback-open")
        opener.click()
        moving.locator("#playback-play").click()
        expect(opener).to_have_text("Pause")
        expect(opener).to_be_focused()
        expect(moving.locator("#playback-panel")).not_to_be_visible()
        first, last = (moving.get_by_role("textbox", name=name) for name in ("First day", "Last day"))
        expect(last).to_have_value("31 Dec 2023")
        expect(last).to_have_value("31 Dec 2024")
        expect(first).to_have_value("1 Jan 2023")
        expect(moving.locator("#timeline-chosen")).to_contain_text("31 Dec 2024")
        assert moving.locator("#headline-news").inner_text() == message
        # What was chosen before comes back.
        expect(opener).to_have_text("Playback")
        expect(last).to_have_value("")
        expect(first).to_have_value("1 Jan 2023")
        assert moving.evaluate("history.length") == before + 1
        moving.go_back()
        expect(first).to_have_value("1 Jan 2023")

    def test_it_stops_for_the_reader(self, moving: Page, wait_for_map: Wait) -> None:
        opener, last = moving.locator("#playback-open"), moving.get_by_role("textbox", name="Last day")
        stops: dict[str, Callable[[], None]] = {
            "escape": lambda: moving.keyboard.press("Escape"),
            "pause": opener.click,
            "filter": moving.get_by_role("checkbox", name="Killed").check,
        }
        for name, stop in stops.items():
            go_to(moving, "/?from=2023-01-01")
            expect(last).to_have_value("")
            wait_for_map(moving)
            opener.click()
            moving.locator("#playback-play").click()
            expect(last).to_have_value("31 Dec 2024")
            stop()
            expect(opener).to_have_text("Playback")
            stopped = last.input_value()
            # A step takes one second, and then what the map needs to show it.
            moving.wait_for_timeout(2000)
            assert last.input_value() == stopped, name
            assert stopped not in ("", "31 Dec 2026"), name


def test_the_map_keeps_half_of_the_screen_with_and_without_a_period(open_page: OpenPage, atlas: str) -> None:
    page = opened_at(open_page(1440, 900), atlas)
    for is_chosen, (width, height) in product((False, True), ((1440, 900), (1024, 768))):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_function(FILLED, arg=width)
        if is_chosen and width == 1440:
            go_to(page, "/?from=2021-01-01&to=2022-12-31")
            expect(page.locator("#timeline-chosen")).to_have_text("Chosen: 1 Jan 2021 – 31 Dec 2022.")
            page.wait_for_function(FILLED, arg=width)
        sheet = page.locator(".incident-map-sheet").bounding_box()
        strip = page.locator(".timeline").bounding_box()
        assert sheet
        assert strip
        assert sheet["height"] >= height / 2
        assert strip["width"] == pytest.approx(sheet["width"], abs=1)


def test_on_a_phone_the_timeline_stands_below_the_map(open_page: OpenPage, atlas: str) -> None:
    page = opened_at(open_page(390, 844), atlas)
    sheet = page.locator(".incident-map-sheet").bounding_box()
    strip = page.locator(".timeline").bounding_box()
    assert sheet
    assert strip
    assert sheet["height"] >= 844 / 2
    assert strip["y"] >= sheet["y"] + sheet["height"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
