"""The panels Coverage and Change in a real browser: opened by keyboard, clicked, and clicked again."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.expecting import expect
from tests.browser.side_panel import open_charts

pytestmark = pytest.mark.shared

Wait = Callable[[Page], None]
YEAR = "?from=2022-01-01&to=2022-12-31"


def test_coverage_is_made_when_a_key_opens_it_and_shows_the_editors_figures(
    page: Page, atlas: str, wait_for_map: Wait
) -> None:
    page.goto(f"{atlas}/{YEAR}")
    wait_for_map(page)
    open_charts(page)
    panel = page.locator("#coverage")
    expect(panel.locator("table")).to_have_count(0)
    panel.locator("> summary").focus()
    page.keyboard.press("Enter")
    latest = panel.locator("table").first
    expect(latest.locator("tbody tr")).to_have_text(
        [
            "Killed6948 (48–51)about two thirds",
            "Killed and injured369at least 164 (accounts give 162–167; 1 count may be higher)about two in five",
        ]
    )
    expect(panel).to_contain_text("These totals ignore the filter.")
    expect(panel).to_contain_text("more than 100 killed; almost 300 injured")
    expect(panel.locator("table")).to_have_count(35)
    links = panel.locator("a").evaluate_all("links => links.map((link) => link.href)")
    assert len(links) == 38
    assert all(re.match("https?://", link) for link in links)
    expect(panel.locator(".coverage-earlier table").first).not_to_be_visible()
    expect(panel.locator(".coverage-earlier")).to_have_count(4)
    panel.locator(".coverage-earlier > summary").first.focus()
    page.keyboard.press("Space")
    expect(panel.locator(".coverage-earlier table").first).to_be_visible()


def test_change_reads_the_period_as_the_headline_counts_it_and_its_districts_filter(
    page: Page, atlas: str, wait_for_map: Wait
) -> None:
    page.goto(f"{atlas}/{YEAR}")
    wait_for_map(page)
    open_charts(page)
    panel = page.locator("#change")
    expect(panel.locator("table")).to_have_count(0)
    panel.locator("> summary").focus()
    page.keyboard.press("Enter")
    expect(panel.locator("tbody tr")).to_have_text(
        ["Incidents2637", "Killed718 (18–20)", "Injured36 (34–36)at least 44 (44–45)"]
    )
    expect(page.locator(".headline")).to_contain_text("26 incidents")
    expect(page.locator(".headline")).to_contain_text("7 killed")
    district = page.locator(".change-districts button").nth(1)
    name = district.inner_text()
    district.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".active-filter-parts")).to_contain_text(name)
    again = page.locator(".change-districts button").get_by_text(name)
    expect(again).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#change tbody tr").first).to_have_text("Incidents44")
    expect(again).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".change-districts button").get_by_text(name)).to_have_attribute(
        "aria-pressed", "false"
    )
    expect(page.locator(".headline")).to_contain_text("26 incidents")
    expect(page.locator(".active-filter-parts")).not_to_contain_text(name)


def test_nothing_is_made_of_closed_panels_and_a_group_lists_its_incidents_until_it_is_closed(
    page: Page, atlas: str, wait_for_map: Wait
) -> None:
    page.goto(atlas)
    wait_for_map(page)
    page.get_by_role("checkbox", name="Killed").check()
    expect(page.locator(".headline")).to_contain_text("54 incidents")
    expect(page.locator("#change-content")).to_be_empty()
    expect(page.locator("#coverage-content")).to_be_empty()
    page.get_by_role("checkbox", name="Killed").uncheck()
    expect(page.locator(".headline")).to_contain_text("165 incidents")
    open_charts(page)
    page.locator("#change > summary").click()
    group = page.locator(".change-clusters button").last
    expect(group).to_have_text("3 incidents around Alxanlı, 14 Nov 2020 to 28 Nov 2020: 5 killed, 2 injured")
    expect(group).to_have_attribute("aria-pressed", "false")
    group.click()
    details = page.locator(".incident-details")
    expect(details.locator("h2")).to_have_text(re.compile("3 incidents (selected|at this point)"))
    expect(details.locator(".incident-rows button")).to_have_count(3)
    expect(group).not_to_be_visible()
    details.get_by_role("button", name="Close").click()
    expect(group).to_be_focused()
    expect(group).to_have_attribute("aria-pressed", "false")
