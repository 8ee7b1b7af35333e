"""The breakdown in a real browser: views, lines and figures by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.address import address_of
from tests.browser.expecting import expect
from tests.browser.side_panel import open_charts

pytestmark = pytest.mark.shared

Wait = Callable[[Page], None]


def panel(page: Page) -> Locator:
    return page.locator(".casualty-breakdown")


def test_a_line_filters_until_it_is_clicked_again_and_by_keyboard_in_every_view(
    page: Page, atlas: str, wait_for_map: Wait
) -> None:
    page.goto(atlas)
    wait_for_map(page)
    open_charts(page)
    line = panel(page).get_by_role("button", name="Russian peacekeepers", exact=True)
    line.click()
    expect(page.locator(".headline")).to_contain_text("2 incidents")
    expect(line).to_have_attribute("aria-pressed", "true")
    expect(panel(page).locator("tfoot")).to_have_text("All together203")
    assert address_of(page).endswith("/?actor=Russian+peacekeepers")
    line.click()
    expect(page.locator(".headline")).to_contain_text("165 incidents")
    expect(line).to_have_attribute("aria-pressed", "false")
    # Every view filters by keyboard and keeps the focus.
    views = panel(page).get_by_role("radio")
    for position, (view, name, key) in enumerate(
        [
            ("Victim category", "Peacekeeper", "victim=peacekeeper"),
            ("Device", "Cluster submunition", "device=cluster_submunition"),
            ("Activity", "Visiting a cemetery", "activity=visiting_cemetery"),
        ]
    ):
        views.nth(position).focus()
        page.keyboard.press("ArrowRight")
        expect(panel(page).locator("thead th").first).to_have_text(view)
        line = panel(page).get_by_role("button", name=name, exact=True)
        line.focus()
        page.keyboard.press("Enter")
        expect(line).to_have_attribute("aria-pressed", "true")
        expect(line).to_be_focused()
        assert address_of(page).endswith(f"/?{key}")
        page.keyboard.press("Enter")
        expect(page.locator(".headline")).to_contain_text("165 incidents")
        expect(line).to_have_attribute("aria-pressed", "false")
        expect(line).to_be_focused()


def test_a_figure_asks_for_actor_and_outcome_and_undoing_it_brings_back_the_filter_before(
    page: Page, atlas: str, wait_for_map: Wait
) -> None:
    page.goto(f"{atlas}/?actor=Journalists&actor=Local+officials")
    wait_for_map(page)
    open_charts(page)
    expect(page.locator(".headline")).to_contain_text("3 killed")
    figure = panel(page).get_by_role("button", name="2 killed: Journalists")
    figure.click()
    expect(page.locator(".headline")).to_contain_text("2 killed")
    expect(figure).to_have_attribute("aria-pressed", "true")
    assert address_of(page).endswith("/?actor=Journalists&outcome=killed")
    figure.click()
    expect(page.locator(".headline")).to_contain_text("3 killed")
    assert address_of(page).endswith("/?actor=Journalists&actor=Local+officials")


def test_the_address_brings_the_activity_to_the_filter_panel(
    page: Page, atlas: str, wait_for_map: Wait
) -> None:
    page.goto(f"{atlas}/?activity=journalism")
    wait_for_map(page)
    open_charts(page)
    expect(page.locator(".headline")).to_contain_text("1 incident")
    page.get_by_text("Activity, location precision, source verification, side").click()
    expect(page.get_by_role("checkbox", name="Journalism")).to_be_checked()
    page.get_by_role("checkbox", name="Journalism").uncheck()
    expect(page.locator(".headline")).to_contain_text("165 incidents")
