"""The list of incidents beside the map: rows, marks, parts, and the way to the card and back."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route

from tests.browser.conftest import OpenPage, PageLog
from tests.browser.expecting import expect
from tests.browser.side_panel import focused

pytestmark = pytest.mark.shared
Wait = Callable[[Page], None]
ROWS = ".side-panel-list .incident-rows button"


def test_a_row_tells_day_place_outcome_and_device(page: Page, atlas: str, wait_for_map: Wait) -> None:
    page.goto(f"{atlas}/?from=2020-11-23&to=2020-11-23")
    wait_for_map(page)
    expect(page.locator(ROWS)).to_have_count(1)
    for part in ("23 Nov 2020", "near Suqovuşan, Tərtər", "1 killed, 5 injured", "mine, type not stated"):
        expect(page.locator(ROWS)).to_contain_text(part)
    expect(page.locator(f"{ROWS} .swatch.killed")).to_have_count(1)


def test_a_row_tells_both_the_people_chosen_and_all_of_them(
    page: Page, atlas: str, wait_for_map: Wait
) -> None:
    page.goto(f"{atlas}/?from=2020-11-23&to=2020-11-23&actor=Russian+peacekeepers")
    wait_for_map(page)
    expect(page.locator(ROWS)).to_contain_text("1 killed, 5 injured")
    expect(page.locator(ROWS)).to_contain_text("1 injured")
    expect(page.locator(f"{ROWS} .swatch.killed")).to_have_count(1)


def test_what_is_not_mapped_is_marked_and_listed_alone_from_the_headline(
    page: Page, atlas: str, wait_for_map: Wait
) -> None:
    page.goto(f"{atlas}/?incident=KAR-20201123-01")
    wait_for_map(page)
    link = page.locator(".headline-rough")
    number = int(link.inner_text().split()[0])
    link.press("Enter")
    expect(page.locator(ROWS)).to_have_count(number)
    expect(page.locator(f"{ROWS} .incident-row-tag")).to_have_count(number)
    expect(page.get_by_role("button", name=f"Not mapped {number}")).to_be_focused()
    page.get_by_role("button", name="All 1").click()
    expect(page.locator(ROWS)).to_have_count(50)


def test_tabs_are_walked_by_arrow_keys_and_the_way_back_from_a_card_leads_to_its_row(
    page: Page, atlas: str, wait_for_map: Wait
) -> None:
    page.goto(atlas)
    wait_for_map(page)
    page.get_by_role("tab", name="Incidents").focus()
    page.keyboard.press("ArrowRight")
    charts = page.get_by_role("tab", name="Charts")
    expect(charts).to_be_focused()
    expect(charts).to_have_attribute("aria-selected", "true")
    expect(page.get_by_role("button", name="Ağdam", exact=True)).to_be_visible()
    expect(page.locator(ROWS).first).not_to_be_visible()
    page.keyboard.press("Home")
    expect(page.locator(ROWS).first).to_be_visible()
    row = page.locator(ROWS).nth(30)
    row.focus()
    scrolled = page.evaluate("() => document.getElementById('side-panel').scrollTop")
    for leave in (
        lambda: page.keyboard.press("Escape"),
        page.go_back,
        lambda: page.locator(".card-close").click(),
    ):
        page.keyboard.press("Enter")
        expect(page.locator(".card-head h2")).to_be_focused()
        # Written when the map is drawn: going back before that would leave the page.
        expect(page).to_have_url(re.compile("incident=KAR-"))
        leave()
        expect(row).to_be_focused()
        assert page.evaluate("() => document.getElementById('side-panel').scrollTop") == scrolled
        expect(page).not_to_have_url(re.compile("incident="))


def test_a_card_that_is_closed_and_opened_again_at_once_has_the_focus(
    page: Page, atlas: str, wait_for_map: Wait
) -> None:
    pending: list[Route] = []

    def hold_the_answer_to_nothing(route: Route) -> None:
        requested = route.request.post_data_json or {}
        is_card = "incident-details-panel" in str(requested.get("output"))
        if is_card and not requested["inputs"][0].get("value"):
            pending.append(route)
        else:
            route.continue_()

    page.goto(atlas)
    wait_for_map(page)
    page.route("**/_dash-update-component*", hold_the_answer_to_nothing)
    row = page.locator(ROWS).nth(3)
    row.press("Enter")
    expect(page.locator(".card-head h2")).to_be_focused()
    expect(page).to_have_url(re.compile("incident=KAR-"))
    with page.expect_request(lambda request: "incident-details-panel" in (request.post_data or "")):
        page.keyboard.press("Escape")
    expect(row).to_be_focused()
    row.press("Enter")
    expect(page.locator(".card-head h2")).to_be_focused()
    assert pending
    for route in pending:
        route.continue_()
    expect(page).to_have_url(re.compile("incident=KAR-"))
    expect(page.locator(".card-head h2")).to_be_focused()
    page.unroute("**/_dash-update-component*")


def test_more_of_a_long_list_is_reported_as_missing_or_appended_with_the_focus_on_its_first_row(
    page: Page, atlas: str, wait_for_map: Wait, page_log: PageLog
) -> None:
    page.goto(atlas)
    wait_for_map(page)
    refuse: Callable[[Route], None] = lambda route: route.fulfill(status=500, body="no")  # noqa: E731
    page.route("**/incidents/list.json*", refuse)
    page.get_by_role("button", name="Show 50 more").click()
    expect(page.get_by_role("alert").filter(has_text="The list could not be read.")).to_be_visible()
    page.unroute("**/incidents/list.json*")
    page.get_by_role("button", name="Show 50 more").press("Enter")
    expect(page.locator(ROWS)).to_have_count(100)
    expect(page.locator(ROWS).nth(50)).to_be_focused()
    expect(page.locator("#incident-list-failure")).to_be_empty()
    page.get_by_role("button", name=re.compile(r"^Show \d+ more$")).click()
    expect(page.get_by_role("button", name="Show 50 more")).to_have_count(0)
    page.get_by_role("checkbox", name="Journalist").check()
    expect(page.locator(ROWS)).to_have_count(1)
    page_log.refused = {500}


def test_what_was_tapped_comes_into_sight(open_page: OpenPage, atlas: str, wait_for_map: Wait) -> None:
    page = open_page(320, 844, has_touch=True)
    page.goto(atlas)
    for width in (320, 390, 768):
        page.set_viewport_size({"width": width, "height": 844})
        wait_for_map(page)
        row = page.locator(ROWS).nth(20)
        row.scroll_into_view_if_needed()
        row.tap()
        expect(page.locator(".card-head h2")).to_be_in_viewport(ratio=1)
        expect(page.locator(".card-close")).to_be_in_viewport(ratio=1)
        page.locator(".card-close").tap()
        expect(row).to_be_in_viewport()
        assert focused(page) != "BODY"
