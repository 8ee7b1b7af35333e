"""The address of a page."""

from __future__ import annotations

from playwright.sync_api import Page


def address_of(page: Page) -> str:
    """The address for what the page shows: written when the map is drawn, or at once when a key is pressed."""
    page.keyboard.press("Shift")
    return page.url
