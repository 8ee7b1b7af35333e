"""Selecting in space in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.shared

Wait = Callable[[Page], None]
STATUS: Final = "#map-selection-status"


@pytest.fixture
def opened(page: Page, atlas: str, wait_for_map: Wait) -> Page:
    page.goto(atlas)
    wait_for_map(page)
    page.get_by_text("Select and measure").click()
    return page


def test_a_polygon_is_drawn_with_clicks_and_ended_with_enter(opened: Page) -> None:
    opened.get_by_role("button", name="Polygon").click()
    box = opened.locator(".map-tool-sheet").bounding_box()
    assert box
    for across, down in ((0.3, 0.3), (0.7, 0.3), (0.7, 0.7), (0.9, 0.9)):
        opened.mouse.click(box["x"] + box["width"] * across, box["y"] + box["height"] * down)
    opened.keyboard.press("Backspace")
    opened.keyboard.press("Enter")
    expect(opened.locator(STATUS)).to_have_text("Selected: inside the drawn area.")
    expect(opened.locator(".active-filter-part")).to_contain_text("inside the drawn area: ")
    assert opened.locator(".map-tool-sheet").count() == 0
    opened.wait_for_url(re.compile("within=polygon"))


def test_a_typed_distance_selects_and_its_part_of_the_filter_takes_it_back(opened: Page) -> None:
    opened.get_by_role("textbox", name="Distance in kilometres").fill("25")
    place = opened.get_by_role("textbox", name="A place, an area, a coordinate")
    place.fill("39.6003, 47.1431")
    place.press("Enter")
    expect(opened.locator(STATUS)).to_contain_text("Selected: ")
    part = opened.locator(".active-filter-part")
    expect(part).to_contain_text("within 25 km of")
    opened.wait_for_url(re.compile("within=circle"))
    part.focus()
    opened.keyboard.press("Enter")
    expect(part).to_have_count(0)
    opened.wait_for_url(re.compile(r"^(?!.*within=)"))


def test_typed_coordinates_take_the_map_there(opened: Page) -> None:
    opened.get_by_role("textbox", name="A place, an area, a coordinate").fill("39°36′01″N 47°08′35″E")
    opened.get_by_role("button", name="Go there").click()
    opened.wait_for_url(re.compile(r"lat=39\.60.*lon=47\.14|lon=47\.14.*lat=39\.60"))
    expect(opened.locator("#map-coordinates")).to_contain_text("38S")


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
