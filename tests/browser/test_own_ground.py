"""A folder with boundaries of two levels, recorded areas and a ground map, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

import pytest
from playwright.sync_api import Page

from data.areas.boundary_table import BOUNDARIES, written_boundaries
from data.imports.areas.area_files import read_area_file
from data.limits import Work
from data.recorded_areas.kinds import AreaKind
from data.recorded_areas.table import AREAS, written_areas
from data.tables.layers.districts import BUNDLED
from tests.browser.conftest import OpenPage, StartAtlas
from tests.browser.expecting import expect
from tests.browser.side_panel import open_charts
from tests.browser.test_map import on_screen
from tests.made_boundaries import nested_boundaries
from tests.tiles import picture, write_mbtiles
from tests.unit.recorded_areas.area_files import collection, square

pytestmark = pytest.mark.shared

Wait = Callable[[Page], None]
EDGE: Final = (46.2, 39.3)
"""On the western edge of the minefield, away from every circle."""


@pytest.fixture(scope="module")
def atlas(start_atlas: StartAtlas, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of an atlas of the bundled incidents on such a folder."""
    folder = tmp_path_factory.mktemp("data")
    for file in BUNDLED.glob("*.csv"):
        (folder / file.name).write_bytes(file.read_bytes())
    (folder / "dataset.json").write_bytes((BUNDLED / "dataset.json").read_bytes())
    (folder / BOUNDARIES).write_bytes(written_boundaries(nested_boundaries([(2, 1), (2, 2)])))
    outlines = collection(({"id": "MF-1", "name": "Field"}, square(46.2, 38.9, 0.8)))
    read = read_area_file("mf.geojson", outlines, AreaKind.MINEFIELD, {}, Work())
    (folder / AREAS).write_bytes(written_areas(read.areas))
    tiles = {(0, 0, 0): picture()}
    ground = write_mbtiles(folder / "imagery.mbtiles", tiles, {"name": "Imagery", "format": "png"})
    return start_atlas("app.py", "--data", str(folder), "--ground", str(ground))


def choose(page: Page, label: str, option: str) -> None:
    page.locator(".map-settings").evaluate("(part) => { part.open = true; }")
    page.get_by_role("textbox", name=label).or_(page.get_by_role("combobox", name=label)).first.click()
    page.get_by_role("option", name=option).click()


def test_an_area_s_card_opens_from_its_outline_and_ground_and_level_are_chosen(
    page: Page, atlas: str, wait_for_map: Wait
) -> None:
    page.goto(f"{atlas}/?ground=bundled")
    wait_for_map(page)
    page.mouse.click(*on_screen(page, EDGE))
    expect(page.get_by_role("heading", name="Minefield Field (MF-1)")).to_be_visible()
    page.keyboard.press("Escape")

    page.get_by_text("Map settings").click()
    choose(page, "Level of districts", "Level 1: 2 areas")
    page.wait_for_url(re.compile("level=1"))
    wait_for_map(page)

    # A ground map is chosen and named.
    choose(page, "Ground map", "Imagery")
    page.wait_for_url(re.compile(r"^(?!.*ground=bundled)"))
    expect(page.locator(".ground-credit")).to_be_visible()

    # The other level is shaded and ranked.
    open_charts(page)
    expect(page.locator("#district-ranking")).to_contain_text("Level 1 AZ0")
    expect(page.locator("#district-ranking")).not_to_contain_text("Level 2")


def test_an_area_s_card_opens_by_keyboard_and_filters(
    open_page: OpenPage, atlas: str, wait_for_map: Wait
) -> None:
    page = open_page(390, 844)
    page.goto(atlas)
    wait_for_map(page)
    open_charts(page)
    for name in ("Areas", "minefield Field (MF-1)", "Show only these incidents"):
        control = page.locator("#areas").get_by_text(name, exact=True).first
        control.focus()
        page.keyboard.press("Enter")
    page.wait_for_url(re.compile("area=MF-1"))
