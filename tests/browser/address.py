"""The address of a page."""

from __future__ import annotations

from playwright.sync_api import Page


def address_of(page: Page) -> str:
    """The address for what the page shows: written when the map is drawn, or at once when a key is pressed."""
    page.keyboard.press("Shift")
    return page.url


def go_to(page: Page, query: str) -> None:
    """Have an open page show another address, as a step of its history does: without a new page."""
    step = "(query) => { history.pushState(null, '', query); dispatchEvent(new PopStateEvent('popstate')); }"
    page.evaluate(step, query)
