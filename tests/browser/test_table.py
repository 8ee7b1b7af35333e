"""The table in a browser: pages requested when they come into sight, sorted on the server, one row marked."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

import pytest
from playwright.sync_api import Locator, Page, Route

from tests.browser.conftest import PageLog
from tests.browser.expecting import expect

pytestmark = pytest.mark.shared

Wait = Callable[[Page], None]

PAGES: Final = re.compile(r"/incidents/page\.json")
EARLY: Final = "KAR-20130407-01"
"""An incident that stands on the second page of the table."""


def open_table(page: Page, address: str, wait_for_map: Wait) -> Locator:
    """The table of an atlas, opened, with its first rows."""
    page.goto(address)
    wait_for_map(page)
    page.locator(".incident-table summary").click()
    table = page.get_by_role("region", name="Table")
    expect(table.locator(".ag-row[row-id]").first).to_be_attached()
    return table


def requested_rows(page_log: PageLog) -> list[str]:
    return [address for address in page_log.requests if PAGES.search(address)]


def column(table: Locator, name: str) -> list[str]:
    """The cells of a column that are drawn, from the top."""
    rows = table.locator(".ag-center-cols-container .ag-row[row-id]").all()
    found = {
        int(row.get_attribute("row-index") or -1): row.locator(f"[col-id={name}]").inner_text()
        for row in rows
    }
    return [found[number] for number in sorted(found)]


def test_the_grid_and_its_rows_come_only_when_the_table_is_opened(
    page: Page, atlas: str, wait_for_map: Wait, page_log: PageLog
) -> None:
    page.goto(atlas)
    wait_for_map(page)
    assert not [address for address in page_log.requests if "async-community" in address]
    assert not requested_rows(page_log)
    page.get_by_role("checkbox", name="Journalist").check()
    expect(page.locator(".headline")).to_contain_text("1 incident")
    assert not requested_rows(page_log)
    page.locator(".incident-table summary").click()
    expect(page.locator(".ag-row[row-id=KAR-20210604-01]")).to_be_attached()
    assert len(requested_rows(page_log)) == 1


def test_sorting_is_over_all_matching_incidents(page: Page, atlas: str, wait_for_map: Wait) -> None:
    table = open_table(page, atlas, wait_for_map)
    killed = table.get_by_role("columnheader", name="Killed")
    killed.click()
    expect(table.locator(".ag-row[row-index='0'] [col-id=killed]")).to_have_text("0")
    killed.click()
    expect(table.locator(".ag-row[row-index='0'] [col-id=killed]")).to_have_text("4")
    table.get_by_role("columnheader", name="Injured").click(modifiers=["Shift"])
    expect(table.locator(".ag-row[row-index='0'] [col-id=injured]")).to_have_text("0")
    expect(killed).to_have_attribute("aria-sort", "descending")
    figures = list(zip(column(table, "killed"), column(table, "injured"), strict=True))
    assert figures == sorted(figures, key=lambda pair: (-int(pair[0]), int(pair[1])))


def test_an_incident_that_is_selected_elsewhere_is_brought_into_sight_marked_and_kept_there(
    page: Page, atlas: str, wait_for_map: Wait
) -> None:
    table = open_table(page, f"{atlas}/?incident={EARLY}", wait_for_map)
    marked = table.locator(".ag-row-selected")
    expect(marked).to_have_attribute("row-id", EARLY)
    expect(marked).to_be_in_viewport()
    # It stays in sight when the table is filtered.
    page.get_by_role("checkbox", name="Killed").check()
    expect(table.get_by_role("grid")).to_have_attribute("aria-rowcount", "55")
    expect(marked).to_have_attribute("row-id", EARLY)
    expect(marked).to_be_in_viewport()
    page.get_by_role("checkbox", name="Killed").uncheck()
    expect(table.get_by_role("grid")).to_have_attribute("aria-rowcount", "166")
    page.evaluate("() => dash_clientside.set_props('selected-incidents', { data: ['KAR-20230919-02'] })")
    expect(marked).to_have_attribute("row-id", "KAR-20230919-02")
    expect(marked).to_be_in_viewport()
    page.get_by_role("button", name="Close", exact=True).click()
    expect(marked).to_have_count(0)


def test_rows_are_counted_walked_and_selected_by_keyboard_and_their_absence_is_reported(
    page: Page, atlas: str, wait_for_map: Wait
) -> None:
    table = open_table(page, atlas, wait_for_map)
    # Readers who use a screen reader are told their number.
    expect(table.get_by_role("grid")).to_have_attribute("aria-rowcount", "166")  # with the row of headings
    # Where there are none, it says what to do.
    page.get_by_role("textbox", name="Search places").fill("nowhere")
    empty = table.locator(".ag-overlay-no-rows-center")
    expect(empty).to_have_text("Nothing matches. Remove a part of the filter to see more.")
    page.get_by_role("textbox", name="Search places").fill("")
    expect(empty).to_have_count(0)
    expect(table.locator(".ag-row[row-index='0'][row-id]")).to_be_attached()
    table.get_by_role("columnheader", name="Date").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    marked = table.locator(".ag-row-selected")
    expect(marked).to_have_attribute("row-index", "1")
    page.wait_for_url(f"**incident={marked.get_attribute('row-id')}**")
    page.keyboard.press("Control+End")
    expect(table.locator(".ag-row[row-index='164'][row-id]")).to_be_in_viewport()


def test_an_answer_to_an_older_filter_is_not_shown(page: Page, atlas: str, wait_for_map: Wait) -> None:
    pending: list[Route] = []

    def hold(route: Route) -> None:
        if "victim=journalist" in route.request.url:
            pending.append(route)
        else:
            route.continue_()

    table = open_table(page, atlas, wait_for_map)
    page.route(PAGES, hold)
    box = page.get_by_role("checkbox", name="Journalist")
    with page.expect_request(PAGES):
        box.check()
    box.uncheck()
    expect(table.get_by_role("grid")).to_have_attribute("aria-rowcount", "166")
    expect(table.locator(".ag-row[row-index='0'][row-id]")).to_be_attached()
    before = column(table, "summary")
    assert pending
    for route in pending:
        route.fulfill(
            json={"rows": [{"id": "OLD", "summary": "an older filter"}], "count": 1, "position": None}
        )
    page.wait_for_timeout(300)
    assert column(table, "summary") == before


@pytest.mark.parametrize("status", [500, 410])
def test_rows_that_do_not_come_are_reported_as_missing_until_they_come(
    page: Page, atlas: str, wait_for_map: Wait, page_log: PageLog, status: int
) -> None:
    table = open_table(page, atlas, wait_for_map)
    page.route(PAGES, lambda route: route.fulfill(status=status, body="no"))
    table.get_by_role("columnheader", name="Killed").click()
    expect(table.get_by_role("alert")).to_contain_text("These rows could not be read.")
    page.unroute(PAGES)
    page.get_by_role("checkbox", name="Journalist").check()
    expect(table.locator(".ag-row[row-id=KAR-20210604-01]")).to_be_attached()
    expect(table.get_by_role("alert")).to_have_count(0)
    page_log.refused = {status}
