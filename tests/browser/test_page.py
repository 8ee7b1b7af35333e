"""The page in a real browser: filters, links, table, downloads, and every width."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from contextlib import suppress
from itertools import product
from typing import Final

import pytest
from playwright.sync_api import Page
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from tests.browser.address import address_of
from tests.browser.expecting import expect
from tests.browser.side_panel import open_charts

pytestmark = pytest.mark.shared
Wait = Callable[[Page], None]
FOUNDING_DAY = "?from=2020-11-23&to=2020-11-23"


@pytest.mark.parametrize(
    ("query", "headline"),
    [
        (
            "",
            [
                "165 incidents",
                "83 killed (83–86)",
                "at least 213 injured (accounts give 210–216; 1 count may be higher)",
                "154 on the map",
                "11 not mapped",
            ],
        ),
        (FOUNDING_DAY, ["1 incident", "1 killed", "5 injured", "1 on the map"]),
        (f"{FOUNDING_DAY}&actor=Russian+peacekeepers", ["1 incident", "0 killed", "1 injured"]),
        (f"{FOUNDING_DAY}&actor=Russian+peacekeepers&outcome=killed", ["0 incidents", "Nothing matches"]),
    ],
)
def test_an_address_opens_to_its_filter(
    page: Page, atlas: str, wait_for_map: Wait, query: str, headline: list[str]
) -> None:
    page.goto(f"{atlas}/{query}")
    wait_for_map(page)
    for part in headline:
        expect(page.locator(".headline")).to_contain_text(part)


def test_filters_typed_and_chosen_stand_in_words_in_the_address_and_in_the_history(
    page: Page, atlas: str, wait_for_map: Wait
) -> None:
    page.goto(atlas)
    wait_for_map(page)
    page.get_by_role("textbox", name="First day").fill("23 Nov 2020")
    page.get_by_role("textbox", name="Last day").fill("31 Dec 2020")
    page.keyboard.press("Tab")
    expect(page.locator(".headline")).to_contain_text("4 incidents")
    page.get_by_role("combobox", name="Who was affected").click()
    page.get_by_role("option", name="Russian peacekeepers · 1").click()
    page.keyboard.press("Escape")
    page.get_by_role("checkbox", name="Injured").check()
    expect(page.locator(".active-filter-parts li")).to_have_text(
        ["23 Nov 2020 – 31 Dec 2020 ×", "Russian peacekeepers ×", "injured ×"]
    )
    assert address_of(page).endswith(
        "/?from=2020-11-23&to=2020-12-31&actor=Russian+peacekeepers&outcome=injured"
    )
    page.get_by_role("button", name="Remove from the filter: Russian peacekeepers").click()
    expect(page.locator(".headline")).to_contain_text("2 incidents")
    expect(page).to_have_url(f"{atlas}/?from=2020-11-23&to=2020-12-31&outcome=injured")
    page.get_by_role("button", name="Reset").click()
    expect(page.locator(".headline")).to_contain_text("165 incidents")
    expect(page.get_by_role("textbox", name="First day")).to_have_value("")
    expect(page.get_by_role("checkbox", name="Injured")).not_to_be_checked()
    expect(page).to_have_url(f"{atlas}/")

    # Back and forward walk through the filters.
    page.get_by_role("checkbox", name="Killed").check()
    expect(page.locator(".headline")).to_contain_text("54 incidents")
    expect(page).to_have_url(f"{atlas}/?outcome=killed")
    page.get_by_role("checkbox", name="Journalist").check()
    expect(page.locator(".headline")).to_contain_text("1 incident")
    assert "victim=journalist" in address_of(page)
    page.go_back()
    expect(page.locator(".headline")).to_contain_text("54 incidents")
    expect(page.get_by_role("checkbox", name="Journalist")).not_to_be_checked()
    page.go_back()
    expect(page.locator(".headline")).to_contain_text("165 incidents")
    page.go_forward()
    expect(page.locator(".headline")).to_contain_text("54 incidents")
    expect(page.get_by_role("checkbox", name="Killed")).to_be_checked()


def test_each_of_two_filters_in_haste_is_a_step_back(page: Page, atlas: str, wait_for_map: Wait) -> None:
    page.goto(atlas)
    wait_for_map(page)
    steps = page.evaluate("history.length")
    for name in ("Killed", "Journalist"):
        page.get_by_role("checkbox", name=name).click()
    expect(page.locator(".headline")).to_contain_text("1 incident")
    expect(page).to_have_url(f"{atlas}/?outcome=killed&victim=journalist")
    assert page.evaluate("history.length") == steps + 2


def test_a_reloaded_page_shows_the_same(page: Page, atlas: str, wait_for_map: Wait) -> None:
    page.goto(
        f"{atlas}/?district=AZ-TAR&q=Мадагиз&incident=KAR-20201123-01&lon=46.7&lat=40.3&zoom=9.5&names=ru"
    )
    wait_for_map(page)
    expect(page.locator(".incident-details h2")).to_have_text("Near Suqovuşan, Tərtər · 23 Nov 2020")
    before = page.locator(".headline").inner_text()
    # The address follows the map, which follows the headline.
    page.get_by_role("checkbox", name="Killed").check()
    page.wait_for_url(lambda url: "outcome=killed" in url)
    page.get_by_role("checkbox", name="Killed").uncheck()
    page.wait_for_url(lambda url: "outcome" not in url)
    expect(page.locator(".headline")).to_have_text(before, use_inner_text=True)
    page.goto(address_of(page))
    wait_for_map(page)
    expect(page.locator(".headline")).to_have_text(before, use_inner_text=True)
    expect(page.locator(".incident-details h2")).to_have_text("Near Suqovuşan, Tərtər · 23 Nov 2020")
    assert "zoom=9.50" in page.url
    assert "names=ru" in page.url


def test_every_name_of_a_place_finds_it(page: Page, atlas: str, wait_for_map: Wait) -> None:
    page.goto(f"{atlas}/?q=nowhere")
    wait_for_map(page)
    field, table = page.get_by_role("textbox", name="Search places"), page.locator(".incident-table")
    page.locator(".incident-table summary").click()
    for word in ("Madagiz", "Suqovuşan", "Sugovushan", "Мадагиз"):
        field.fill("nowhere")
        expect(table.locator("summary")).to_have_text("Table: 0 incidents")
        expect(table).not_to_contain_text("A joint team")
        field.fill(word)
        expect(page.locator(".active-filter-parts")).to_contain_text(f"words “{word}”")
        expect(table).to_contain_text("A joint team searching for missing soldiers")


def test_a_wrong_address_says_what_was_not_understood_and_keeps_the_rest(
    page: Page, atlas: str, wait_for_map: Wait
) -> None:
    page.goto(f"{atlas}/?outcome=dead&colour=red&from=2020-01-01&incident=NOWHERE")
    wait_for_map(page)
    notice = page.get_by_role("alert").filter(has_text="not understood")
    expect(notice).to_contain_text("“dead” is not a value of “outcome”")
    expect(notice).to_contain_text("“colour” is not a key")
    expect(notice).to_contain_text("The incident “NOWHERE” is not in this dataset.")
    expect(page.locator(".headline")).to_contain_text("129 incidents")
    page.get_by_role("button", name="Close this notice").click()
    expect(notice).to_have_count(0)


def test_a_last_day_before_the_first_is_reported_on_the_page(
    page: Page, atlas: str, wait_for_map: Wait
) -> None:
    page.goto(f"{atlas}/?from=2022-01-01")
    wait_for_map(page)
    page.get_by_role("textbox", name="Last day").fill("1 Jan 2021")
    page.keyboard.press("Tab")
    expect(page.get_by_role("alert").filter(has_text="is after the last day")).to_be_visible()
    expect(page.locator(".headline")).to_contain_text("165 incidents")


def test_table_headline_and_downloads_show_the_same_incidents(
    page: Page, atlas: str, wait_for_map: Wait
) -> None:
    page.goto(f"{atlas}/?victim=deminer&outcome=injured")
    wait_for_map(page)
    page.locator(".incident-table summary").click()
    title = page.locator(".incident-table summary").inner_text()
    page.locator(".ag-row[row-id]").first.wait_for()
    shown = page.evaluate(
        """() => { const rows = []; dash_ag_grid.getApi('incident-table-grid').forEachNode((row) => rows.push(row.data));
        return rows; }"""
    )
    address = page.get_by_role("link", name="CSV").get_attribute("href")
    downloaded = list(csv.DictReader(io.StringIO(page.request.get(f"{atlas}{address}").text())))
    assert {row["id"] for row in shown} == {row["incident_id"] for row in downloaded}
    assert title == f"Table: {len(shown)} incidents; killed and injured of the people chosen"
    assert sum(int(str(row["injured"]).removeprefix("at least ")) for row in shown) == sum(
        int(row["injured_best"]) for row in downloaded
    )
    expect(page.locator(".headline")).to_contain_text(f"{len(shown)} incidents")


def test_a_row_of_the_table_selects_and_the_card_links_its_sources(
    page: Page, atlas: str, wait_for_map: Wait
) -> None:
    page.goto(f"{atlas}/{FOUNDING_DAY}")
    wait_for_map(page)
    page.locator(".incident-table summary").click()
    page.get_by_role("gridcell", name="23 Nov 2020").click()
    card = page.locator(".incident-details")
    expect(card.locator("h2")).to_have_text("Near Suqovuşan, Tərtər · 23 Nov 2020")
    expect(card).to_contain_text("Alleged emplacing actor")
    links = card.locator("ol").get_by_role("link")
    assert links.count() >= 1
    for link in links.all():
        assert (link.get_attribute("href") or "").startswith(("http://", "https://"))
        assert "noopener" in (link.get_attribute("rel") or "")
    assert "incident=KAR-20201123-01" in page.url


def test_the_ranking_filters_by_keyboard_and_undoes_it_and_changes_are_announced_to_screen_readers(
    page: Page, atlas: str, wait_for_map: Wait
) -> None:
    page.goto(atlas)
    wait_for_map(page)
    page.get_by_role("checkbox", name="Journalist").check()
    expect(page.locator("#headline-news")).to_have_text(
        "journalist: 1 incident, 2 killed, 0 injured; 0 not on the map."
    )
    page.get_by_role("checkbox", name="Journalist").uncheck()
    expect(page.locator(".headline")).to_contain_text("165 incidents")
    open_charts(page)
    page.get_by_role("button", name="Ağdam", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".headline")).to_contain_text("32 incidents")
    expect(page.get_by_role("button", name="Ağdam", exact=True)).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Ağdam", exact=True).focus()
    page.keyboard.press("Space")
    expect(page.locator(".headline")).to_contain_text("165 incidents")


def test_on_a_phone_the_filters_are_a_sheet_that_escape_closes(
    open_page: Callable[..., Page], atlas: str, wait_for_map: Wait
) -> None:
    page = open_page(390, 844)
    page.goto(atlas)
    wait_for_map(page)
    sheet = page.get_by_role("complementary", name="Filters")
    expect(sheet).not_to_be_visible()
    page.get_by_role("button", name="Filters").press("Enter")
    expect(sheet).to_be_visible()
    sheet.get_by_role("checkbox", name="Killed").check()
    page.keyboard.press("Escape")
    expect(sheet).not_to_be_visible()
    expect(page.get_by_role("button", name="Filters")).to_be_focused()
    expect(page.locator(".headline")).to_contain_text("54 incidents")


PANELS: Final = [".page-filters", ".page-aside", ".incident-map-sheet"]
AS_WIDE: Final = """([width, panels]) => document.documentElement.scrollWidth <= width
  && panels.map((name) => document.querySelector(name)).every((box) => box.scrollWidth <= box.clientWidth)"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_wider_than_the_screen(
    open_page: Callable[..., Page], atlas: str, wait_for_map: Wait, scheme: str
) -> None:
    widths = (2560, 1440, 1024, 768, 390, 320)
    page = open_page(widths[0], 900, color_scheme=scheme)
    page.goto(f"{atlas}/?actor=Nagorno-Karabakh+emergency+service&incident=KAR-20201123-01")
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        wait_for_map(page)
        assert_as_wide_as_the_screen(page, width)
    # On a narrow page the card lies over what is below the map.
    page.locator(".card-close").click()
    page.locator(".incident-table summary").click()
    for width in reversed(widths):
        page.set_viewport_size({"width": width, "height": 900})
        wait_for_map(page)
        assert_as_wide_as_the_screen(page, width)
    assert page.evaluate("() => document.body.getAttribute('data-ag-theme-mode')") == scheme


def assert_as_wide_as_the_screen(page: Page, width: int) -> None:
    # What is drawn follows its box a moment after the window.
    with suppress(PlaywrightTimeout):
        page.wait_for_function(AS_WIDE, arg=[width, PANELS], timeout=5000)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    for panel in PANELS:
        overflow = page.evaluate(
            "(name) => { const box = document.querySelector(name); return box.scrollWidth - box.clientWidth; }",
            panel,
        )
        assert overflow <= 0, f"{panel} is {overflow} px too wide at {width}"


def choose_by_keyboard(page: Page, name: str) -> None:
    """Choose the option that the search left, pressing again where the list was drawn anew in between.

    Options that are drawn anew, with the counts of a filter that has just been reset, forget which of them was marked.
    """
    for _attempt in range(3):
        page.keyboard.press("ArrowDown")
        expect(page.locator("[data-combobox-selected]")).to_have_text(re.compile(name))
        page.keyboard.press("Enter")
        with suppress(AssertionError):
            expect(page.locator(".active-filter-parts")).to_contain_text(name, timeout=15_000)
            return


def test_a_district_is_found_under_another_name(page: Page, atlas: str, wait_for_map: Wait) -> None:
    page.goto(atlas)
    wait_for_map(page)
    field = page.get_by_role("combobox", name="District")
    parts = page.locator(".active-filter-parts")
    names = (("Aghdam", "Ağdam"), ("Агдам", "Ağdam"), ("Fuzuli", "Füzuli"))
    for way, (search, name) in product(("keyboard", "mouse"), names):
        field.fill(search)
        option = page.get_by_role("option", name=re.compile(name))
        expect(option).to_have_count(1)
        if way == "mouse":
            option.click()
        else:
            choose_by_keyboard(page, name)
        expect(parts).to_contain_text(name)
        page.keyboard.press("Escape")
        page.get_by_role("button", name="Reset").click()
        expect(parts).not_to_contain_text(name)
