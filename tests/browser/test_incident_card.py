"""The card of an incident: what it tells, what it links, and what it lets one copy and follow."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import OpenPage
from tests.browser.expecting import expect

pytestmark = pytest.mark.shared

Wait = Callable[[Page], None]

FOUNDING = "?incident=KAR-20201123-01"


def test_the_founding_incident_is_described_with_its_actors_sources_doubts_and_folded_notes(
    page: Page, atlas: str, wait_for_map: Wait
) -> None:
    page.goto(f"{atlas}/{FOUNDING}")
    wait_for_map(page)
    card = page.locator(".incident-details")
    expect(card.locator("h2")).to_have_text("Near Suqovuşan, Tərtər · 23 Nov 2020")
    expect(card).to_contain_text("5 articles; 4 cite Russian Ministry of Defence and 1 names no source.")
    expect(card).to_contain_text("Мадагиз")
    expect(card).to_contain_text("Near Suqovuşan, Tərtər; the exact place is not known.")
    expect(card).to_contain_text("reported as “mine”")
    rows = card.locator(".casualties tbody tr")
    expect(rows).to_have_count(3)
    expect(rows.nth(0)).to_contain_text("killed")
    assert rows.locator("td:last-child").all_inner_texts() == ["1", "1", "4"]
    # The notes of the coder are folded.
    notes = page.locator(".incident-notes")
    expect(notes.locator("p")).not_to_be_visible()
    notes.locator("summary").click()
    expect(notes.locator("p")).to_be_visible()


def test_its_permanent_link_opens_it_alone(page: Page, atlas: str, wait_for_map: Wait) -> None:
    page.goto(f"{atlas}/{FOUNDING}&victim=deminer")
    wait_for_map(page)
    link = page.get_by_role("link", name="Incident KAR-20201123-01")
    requested = parse_qs(urlsplit(link.get_attribute("href") or "").query)
    assert set(requested) == {"incident", "data"}
    link.click()
    wait_for_map(page)
    expect(page.locator(".incident-details h2")).to_have_text("Near Suqovuşan, Tərtər · 23 Nov 2020")
    expect(page.locator(".headline")).to_contain_text("165 incidents")


def test_link_and_citation_are_copied_by_keyboard(
    open_page: OpenPage, atlas: str, wait_for_map: Wait
) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{atlas}/{FOUNDING}")
    wait_for_map(page)
    for name, expected in (
        ("Copy the link", f"{atlas}/?incident=KAR-20201123-01"),
        ("Copy the citation", "Incident KAR-20201123-01. Mine incident atlas"),
    ):
        button = page.get_by_role("button", name=name)
        button.focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name="Copied")).to_be_focused()
        assert expected in page.evaluate("navigator.clipboard.readText()")
        expect(page.get_by_role("button", name="Copied")).to_have_count(0)


def test_a_page_without_a_secure_origin_copies_too(page: Page, atlas: str, wait_for_map: Wait) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.goto(f"{atlas}/{FOUNDING}")
    wait_for_map(page)
    page.get_by_role("button", name="Copy the citation").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    box = page.get_by_label("Search places and descriptions")
    box.focus()
    page.keyboard.press("Control+V")
    assert "Incident KAR-20201123-01" in box.input_value()


def test_a_neighbour_in_place_and_time_is_followed_and_the_card_closed_by_keyboard(
    page: Page, atlas: str, wait_for_map: Wait
) -> None:
    page.goto(f"{atlas}/?from=2020-11-14&to=2020-11-28")
    wait_for_map(page)
    page.locator(".incident-table summary").click()
    cell = page.get_by_role("gridcell", name="28 Nov 2020").first
    cell.click()
    page.keyboard.press("Enter")
    card = page.locator(".incident-details")
    expect(card.locator("h2")).to_contain_text("· 28 Nov 2020")
    expect(card.locator("h2")).to_be_focused()
    neighbour = card.locator(".incident-rows button").first
    neighbour.focus()
    page.keyboard.press("Enter")
    expect(card.locator("h2")).not_to_contain_text("28 Nov 2020")
    expect(card.locator("h2")).to_be_focused()
    page.keyboard.press("Escape")
    expect(card).not_to_be_visible()
    expect(cell).to_be_focused()
    assert "incident=" not in page.url
