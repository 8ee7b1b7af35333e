"""The column beside the map of a page."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.expecting import expect


def open_charts(page: Page) -> None:
    """Open the tab of charts, in any language, and wait for what stands there at once."""
    page.locator("#side-panel-tab-charts").click()
    expect(page.locator(".casualty-breakdown-bar").first).to_be_attached()


def focused(page: Page) -> str:
    """What has the focus: its text, or the name of its tag where it has none."""
    text: str = page.evaluate("() => document.activeElement.textContent || document.activeElement.tagName")
    return "BODY" if page.evaluate("() => document.activeElement === document.body") else text
