"""Selecting in space in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import OpenPage
from tests.browser.expecting import expect

pytestmark = pytest.mark.shared

Wait = Callable[[Page], None]
STATUS: Final = "#map-selection-status"


def test_a_polygon_and_a_typed_distance_select_and_typed_coordinates_take_the_map_there(
    page: Page, atlas: str, wait_for_map: Wait
) -> None:
    page.goto(atlas)
    wait_for_map(page)
    page.get_by_text("Select and measure").click()
    page.get_by_role("button", name="Polygon").click()
    box = page.locator(".map-tool-sheet").bounding_box()
    assert box
    for across, down in ((0.3, 0.3), (0.7, 0.3), (0.7, 0.7), (0.9, 0.9)):
        page.mouse.click(box["x"] + box["width"] * across, box["y"] + box["height"] * down)
    page.keyboard.press("Backspace")
    page.keyboard.press("Enter")
    expect(page.locator(STATUS)).to_have_text("Selected: inside the drawn area.")
    expect(page.locator(".active-filter-part")).to_contain_text("inside the drawn area: ")
    assert page.locator(".map-tool-sheet").count() == 0
    page.wait_for_url(re.compile("within=polygon"))
    part = page.locator(".active-filter-part")
    part.press("Enter")
    expect(part).to_have_count(0)

    # A typed distance selects, and its part of the filter takes it back.
    page.get_by_role("textbox", name="Distance in kilometres").fill("25")
    place = page.get_by_role("textbox", name="A place, an area, a coordinate")
    place.fill("39.6003, 47.1431")
    place.press("Enter")
    expect(page.locator(STATUS)).not_to_contain_text("drawn area")
    expect(page.locator(STATUS)).to_contain_text("Selected: ")
    expect(part).to_contain_text("within 25 km of")
    page.wait_for_url(re.compile("within=circle"))
    part.focus()
    page.keyboard.press("Enter")
    expect(part).to_have_count(0)
    page.wait_for_url(re.compile(r"^(?!.*within=)"))

    # Typed coordinates take the map there.
    page.get_by_role("textbox", name="A place, an area, a coordinate").fill("39°36′01″N 47°08′35″E")
    page.get_by_role("button", name="Go there").click()
    page.wait_for_url(re.compile(r"lat=39\.60.*lon=47\.14|lon=47\.14.*lat=39\.60"))
    expect(page.locator("#map-coordinates")).to_contain_text("38S")


def _tab_to(page: Page, selector: str, key: str = "Tab") -> None:
    """Goes with the Tab key alone, on or back, to what a selector names."""
    for _step in range(80):
        if page.evaluate("(named) => document.activeElement.matches(named)", selector):
            return
        page.keyboard.press(key)
    raise AssertionError(f"no Tab leads to {selector}")


@pytest.mark.parametrize(
    ("language", "width", "km", "typed", "selected"),
    [
        ("en", 1440, "", "39.4, 46.9; 40.2, 47.4", "within=box"),
        ("ru", 390, "", "39.4, 46.9; 40.2, 46.9; 39.8, 47.6", "within=polygon"),
        ("hy", 390, "20", "39.6003, 47.1431", "within=circle"),
        ("az", 1440, "5", "39.6003, 47.1431; 39.9911, 46.9274", "within=line"),
    ],
)
def test_each_shape_is_selected_from_the_page_s_start_by_keyboard_alone(
    open_page: OpenPage,
    atlas: str,
    wait_for_map: Wait,
    language: str,
    width: int,
    km: str,
    typed: str,
    selected: str,
) -> None:
    page = open_page(width, 844)
    page.goto(f"{atlas}/?lang={language}")
    wait_for_map(page)
    _tab_to(page, "#map-selection > summary")
    page.keyboard.press("Enter")
    _tab_to(page, "#map-selection-km")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.press("Delete")
    page.keyboard.type(km)
    _tab_to(page, "#map-selection-of")
    page.keyboard.type(typed)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(selected))
    expect(page.locator(".active-filter-part")).to_have_count(1)
    _tab_to(page, ".active-filter-part", "Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"^(?!.*within=)"))
