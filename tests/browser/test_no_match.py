"""A link that matches nothing opens where the incidents are; a page printed again has its whole map."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import OpenPage
from tests.browser.expecting import expect

pytestmark = pytest.mark.shared


def test_a_link_without_a_match_opens_in_the_datas_region(
    atlas: str, open_page: OpenPage, wait_for_map: Callable[[Page], None]
) -> None:
    page: Page = open_page(1024, 768)
    page.goto(f"{atlas}/?district=AZ-XYZ")
    wait_for_map(page)
    expect(page.get_by_text("There is no district with the code “AZ-XYZ”.")).to_be_visible()
    centre = page.evaluate(
        "() => { const graph = document.querySelector('#incident-map-graph .js-plotly-plot');"
        " const { lng, lat } = graph._fullLayout.map._subplot.map.getCenter(); return [lng, lat]; }"
    )
    assert 44 < centre[0] < 48
    assert 38 < centre[1] < 42


def test_a_page_laid_out_for_paper_before_it_is_printed_has_its_whole_map(
    atlas: str, open_page: OpenPage, wait_for_map: Callable[[Page], None]
) -> None:
    page: Page = open_page(1440, 900)
    page.goto(f"{atlas}/")
    wait_for_map(page)
    on_screen = page.locator("#incident-map-graph .maplibregl-canvas").bounding_box()
    assert on_screen
    page.emulate_media(media="print")
    page.wait_for_function("() => !document.querySelector('#incident-map-graph').clientHeight")
    # Longer than the page waits before it follows a change of the sheet's size.
    page.wait_for_timeout(500)
    sizes = []
    for _print in range(2):
        page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
        sizes.append(page.locator(".print-map").evaluate("(copy) => [copy.width, copy.height]"))
        page.evaluate("() => window.dispatchEvent(new Event('afterprint'))")
    assert sizes == [[round(on_screen["width"]), round(on_screen["height"])]] * 2
