"""The first answer: readable without scripts, and gone when the page shows the same."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route

from tests.browser.conftest import OpenPage, PageLog
from tests.browser.expecting import expect

pytestmark = pytest.mark.shared

_IS_THERE = "() => document.getElementById('first-view') !== null"
_ENDED = "() => document.getElementById('first-view') === null"


def test_without_scripts_headline_map_and_list_can_be_read_and_followed(
    open_page: OpenPage, atlas: str
) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(f"{atlas}/?outcome=killed")
    expect(page.locator(".headline")).to_contain_text("54 incidents: 49 on the map")
    expect(page.locator(".first-map")).to_be_visible()
    expect(page.locator(".map-key-note")).to_contain_text("worst outcome")
    assert page.locator(".incident-rows li").count() == 50
    expect(page.locator(".first-view noscript a")).to_have_attribute("href", "/incidents.csv?outcome=killed")
    # What only a script can use is not offered.
    assert page.locator(".first-view :is(button, .first-view-field)").locator("visible=true").count() == 0
    page.locator(".incident-rows a").first.click()
    expect(page.locator(".incident-details h2")).to_be_visible()
    expect(page.get_by_text("Table: 54 incidents")).to_be_visible()
    expect(page.locator(".headline")).to_contain_text("54 incidents: 49 on the map")


@pytest.mark.parametrize("address", ["/?outcome=killed", "/embed?outcome=killed"])
def test_the_drawn_map_can_be_seen_where_scripts_do_not_come(
    page: Page, atlas: str, address: str, page_log: PageLog
) -> None:
    page.route("**/*.js*", lambda route: route.abort())
    page.goto(f"{atlas}{address}", wait_until="commit")
    expect(page.locator(".headline")).to_contain_text("54 incidents")
    expect(page.locator(".first-map")).to_be_visible()
    page.close()
    page_log.errors.clear()


def test_nothing_moves_when_the_live_page_takes_its_place(
    page: Page, atlas: str, wait_for_map: Callable[[Page], None]
) -> None:
    page.add_init_script(
        "window.moved = []; new PerformanceObserver((list) => window.moved.push(...list.getEntries().flatMap("
        "({ sources }) => sources.map(({ node }) => node?.className)))).observe({ type: 'layout-shift', buffered: true });"
    )
    page.goto(f"{atlas}/")
    wait_for_map(page)
    expect(page.locator(".first-map, .first-map-canvas")).to_have_count(0)
    moved = page.evaluate("window.moved")
    assert not [name for name in moved if "incident-map" in (name or "") or "timeline" in (name or "")], moved


def test_an_embedded_map_can_be_read_without_scripts(open_page: OpenPage, atlas: str) -> None:
    page = open_page(width=600, height=400, java_script_enabled=False)
    page.goto(f"{atlas}/embed?outcome=killed")
    expect(page.locator(".first-map")).to_be_visible()
    expect(page.get_by_text("Reported past incidents only.")).to_be_visible()


@pytest.mark.painted
def test_the_live_page_takes_its_place_with_the_same_words(
    page: Page, atlas: str, wait_for_map: Callable[[Page], None]
) -> None:
    page.goto(f"{atlas}/?outcome=killed", wait_until="commit")
    page.wait_for_function(_IS_THERE)
    page.wait_for_function(_ENDED)
    # From the first moment on the live page speaks of the filter.
    assert "54" in page.locator("#headline").inner_text()
    # Another line of the key would make the map lower.
    assert "worst outcome" in page.locator(".map-key-note").inner_text()
    assert page.locator("#incident-list .incident-rows li").count() == 50
    assert page.evaluate("() => document.getElementById('react-entry-point').inert") is False
    wait_for_map(page)
    expect(page.locator(".first-map, .first-map-canvas")).to_have_count(0)


def test_the_live_map_stands_where_the_drawing_stood_whose_canvas_has_its_colours(
    page: Page, atlas: str, wait_for_map: Callable[[Page], None]
) -> None:
    page.goto(f"{atlas}/?q=Madagiz")
    wait_for_map(page)
    seen = page.evaluate(
        """async () => {
          const text = await (await fetch(location.href)).text();
          const made = new DOMParser().parseFromString(text, "text/html").querySelector(".first-map");
          document.querySelector("#incident-map-graph").parentElement.append(made);
          const dot = made.querySelector(".first-map-dot.killed, .first-map-dot.injured");
          const [, x, y] = /^M(\\S+) (\\S+)h0$/.exec(dot.getAttribute("d"));
          const at = new DOMPoint(Number(x), Number(y)).matrixTransform(made.getScreenCTM());
          const wanted = getComputedStyle(dot).stroke;
          const land = getComputedStyle(made.querySelector(".first-map-land")).fill;
          const canvas = window.atlas.asCanvas(made);
          const box = canvas.getBoundingClientRect();
          const colour = (x, y) => {
            const [red, green, blue] = canvas.getContext("2d").getImageData(x, y, 1, 1).data;
            return `rgb(${red}, ${green}, ${blue})`;
          };
          const pixels = new Set();
          for (let step = 0; step < box.width; step += 3) pixels.add(colour(step, 5));
          return { wanted, dot: colour(at.x - box.x, at.y - box.y), land, pixels: [...pixels] };
        }"""
    )
    assert seen["dot"] == seen["wanted"]
    assert seen["land"] in seen["pixels"]
    drawing = page.evaluate(
        """async () => {
          const text = await (await fetch(location.href)).text();
          const made = new DOMParser().parseFromString(text, "text/html").querySelector(".first-map");
          document.querySelector("#incident-map-graph").parentElement.append(made);
          const sheet = made.parentElement.getBoundingClientRect();
          const onSheet = new DOMPoint(sheet.x + sheet.width / 2, sheet.y + sheet.height / 2);
          const middle = onSheet.matrixTransform(made.getScreenCTM().inverse());
          return { x: middle.x, scale: made.getScreenCTM().a };
        }"""
    )
    # The width of the world in the drawing's own pixels follows from the longitude in its middle.
    page.wait_for_function(
        """({ x, scale }) => {
          const graph = document.querySelector("#incident-map-graph .js-plotly-plot");
          const map = graph._fullLayout.map._subplot.map;
          const worldPx = x / (map.getCenter().lng / 360 + 0.5);
          return Math.abs((worldPx * scale) / (512 * 2 ** map.getZoom()) - 1) < 0.02;
        }""",
        arg=drawing,
    )


@pytest.mark.painted
def test_its_drawing_covers_a_map_that_does_not_show_the_filter_yet(
    page: Page, atlas: str, wait_for_map: Callable[[Page], None]
) -> None:
    """The live map is made with the marks of everything; those of the address come with an answer, here a late one."""
    pending: list[Route] = []
    is_late = True

    def hold(route: Route) -> None:
        if is_late and "incident-map-graph.figure" in (route.request.post_data or ""):
            pending.append(route)
        else:
            route.continue_()

    page.route("**/_dash-update-component*", hold)
    page.goto(f"{atlas}/?actor=Russian+peacekeepers")
    wait_for_map(page)
    assert pending, "the answer was not held back"
    expect(page.locator(".first-map, .first-map-canvas")).to_have_count(1)
    is_late = False
    for route in pending:
        route.continue_()
    expect(page.locator(".first-map, .first-map-canvas")).to_have_count(0)
    expect(page.locator("#headline")).to_contain_text("2 incidents")
    circles = page.evaluate(
        "() => document.querySelector('#incident-map-graph .js-plotly-plot').data[5].lat.length"
    )
    assert circles == 1
