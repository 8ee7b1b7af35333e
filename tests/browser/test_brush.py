"""A brush being dragged in a real browser: the views follow, and the filter changes once it is let go."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Final

import pytest
from playwright.sync_api import Page, Route

from components.map.figure import DOTS
from tests.browser.expecting import expect
from tests.browser.test_map import circles
from tests.browser.test_timeline import across, days, opened_at

pytestmark = pytest.mark.shared

Wait = Callable[[Page], None]
_WORDS_AFTER: Final = "(part) => getComputedStyle(document.querySelector(part), '::after').content"
HEADLINE: Final = "#headline .figure.incidents"


@pytest.fixture
def opened(page: Page, atlas: str, wait_for_map: Wait) -> Page:
    opened_at(page, atlas)
    wait_for_map(page)
    return page


def drag(page: Page, year: int, is_first: bool = False) -> None:
    x, y = across(page, year)
    page.mouse.move(x, y, steps=1 if is_first else 3)
    if is_first:
        page.mouse.down()


def incidents(page: Page, atlas: str, first: int | str = "", last: int | str = "") -> str:
    """What the headline says of whole years."""
    query = "&".join(
        part for part in (f"from={first}-01-01" if first else "", f"to={last}-12-31" if last else "") if part
    )
    number = json.loads(page.request.get(f"{atlas}/summary.json?{query}").text())["incidents"]
    return f"{number} incidents" if number != 1 else "1 incident"


def test_headline_timeline_and_map_follow_each_move_and_the_filter_only_its_end(
    opened: Page, atlas: str
) -> None:
    message, before = opened.locator("#headline-news").inner_text(), circles(opened)
    history, address = opened.evaluate("history.length"), opened.url
    numbers = {incidents(opened, atlas, 2016, year) for year in (2018, 2020, 2022)}
    assert len(numbers) == 3
    drag(opened, 2016, is_first=True)
    for year in (2018, 2020, 2022):
        drag(opened, year)
        expect(opened.locator(HEADLINE)).to_have_text(incidents(opened, atlas, 2016, year))
        expect(opened.locator("#timeline-chosen")).to_have_text(f"Chosen: 1 Jan 2016 – 31 Dec {year}.")
    expect(opened.locator("#timeline-span")).to_be_visible()
    for part in ("#side-panel", "#incident-table summary"):
        opened.wait_for_function(f"(part) => ({_WORDS_AFTER})(part).includes('filter before')", arg=part)
    opened.wait_for_function(
        f"""(number) => document.querySelector('#incident-map-graph .js-plotly-plot')
          .data[{DOTS}].customdata.length !== number""",
        arg=len(before),
    )
    assert opened.url == address
    assert opened.evaluate("history.length") == history
    assert opened.get_by_role("textbox", name="First day").input_value() == ""
    assert opened.locator("#headline-news").inner_text() == message
    drag(opened, 2021)
    opened.mouse.up()
    expect(opened.get_by_role("textbox", name="Last day")).to_have_value("31 Dec 2021")
    opened.wait_for_function(f"(part) => ({_WORDS_AFTER})(part) === 'none'", arg="#side-panel")
    expect(opened.locator(HEADLINE)).to_have_text(incidents(opened, atlas, 2016, 2021))
    expect(opened.locator("#timeline-chosen")).to_have_text("Chosen: 1 Jan 2016 – 31 Dec 2021.")
    expect(opened.locator("#headline-news")).to_contain_text("31 Dec 2021")
    expect(opened.locator("#timeline-words")).not_to_contain_text("2016:")
    assert days(opened) == ("2016-01-01", "2021-12-31")
    assert opened.evaluate("history.length") == history + 1


def test_an_answer_that_comes_after_the_end_is_not_shown_and_none_queues(opened: Page, atlas: str) -> None:
    pending: list[Route] = []

    def hold(route: Route) -> None:
        pending.append(route)

    opened.route(re.compile("/headline.json"), hold)
    drag(opened, 2016, is_first=True)
    for year in (2017, 2018, 2019, 2020, 2021):
        drag(opened, year)
    opened.wait_for_timeout(100)
    assert len(pending) == 1, "the next one is asked for when this one is answered"
    opened.mouse.up()
    final = incidents(opened, atlas, 2016, 2021)
    expect(opened.locator(HEADLINE)).to_have_text(final)
    expect(opened.get_by_role("textbox", name="Last day")).to_have_value("31 Dec 2021")
    with opened.expect_response(re.compile("/headline.json")):
        pending[0].continue_()
    opened.wait_for_timeout(300)
    assert opened.locator(HEADLINE).inner_text().replace("\n", " ") == final
    assert len(pending) == 2, "that of the filter with which the drag ends, and none of those between"


def test_a_brush_that_ends_where_the_filter_was_shows_it_again(
    page: Page, atlas: str, wait_for_map: Wait
) -> None:
    opened_at(page, f"{atlas}/?from=2020-01-01&to=2021-12-31")
    wait_for_map(page)
    chosen = incidents(page, atlas, 2020, 2021)
    expect(page.locator(HEADLINE)).to_have_text(chosen)
    before = sorted(map(str, circles(page)))
    drag(page, 2020, is_first=True)
    drag(page, 2024)
    expect(page.locator(HEADLINE)).to_have_text(incidents(page, atlas, 2020, 2024))
    drag(page, 2021)
    page.mouse.up()
    expect(page.locator(HEADLINE)).to_have_text(chosen)
    expect(page.locator("#timeline-chosen")).to_have_text("Chosen: 1 Jan 2020 – 31 Dec 2021.")
    page.wait_for_function(
        f"""(number) => document.querySelector('#incident-map-graph .js-plotly-plot')
          .data[{DOTS}].customdata.length === number""",
        arg=len(before),
    )
    wait_for_map(page)
    assert sorted(map(str, circles(page))) == before
    assert days(page) == ("2020-01-01", "2021-12-31")


def test_escape_cancels_a_drag(page: Page, atlas: str, wait_for_map: Wait) -> None:
    opened_at(page, f"{atlas}/?from=2020-01-01&to=2021-12-31")
    wait_for_map(page)
    chosen, address = incidents(page, atlas, 2020, 2021), page.url
    drag(page, 2016, is_first=True)
    drag(page, 2024)
    expect(page.locator(HEADLINE)).to_have_text(incidents(page, atlas, 2016, 2024))
    page.keyboard.press("Escape")
    expect(page.locator(HEADLINE)).to_have_text(chosen)
    expect(page.locator("#timeline-chosen")).to_have_text("Chosen: 1 Jan 2020 – 31 Dec 2021.")
    drag(page, 2022)
    page.mouse.up()
    page.wait_for_timeout(600)
    assert days(page) == ("2020-01-01", "2021-12-31")
    assert page.url == address
    assert page.locator(HEADLINE).inner_text().replace("\n", " ") == chosen
    # The next drag chooses again.
    drag(page, 2016, is_first=True)
    drag(page, 2018)
    page.mouse.up()
    expect(page.locator(HEADLINE)).to_have_text(incidents(page, atlas, 2016, 2018))
