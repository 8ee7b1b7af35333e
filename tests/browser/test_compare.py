"""The comparison in a browser: two maps that move together, a table that adds up, and an address that holds it."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import OpenPage
from tests.browser.expecting import expect
from tests.browser.test_layout import BROKEN_WORDS, LANGUAGES
from tests.chromium import MAPS_ARE_IDLE, PATIENCE_MS

pytestmark = pytest.mark.shared

VIEW: Final = """(side) => {
  const graph = document.querySelector(`#comparison-maps-${side}-graph .js-plotly-plot`);
  const map = graph._fullLayout.map._subplot.map;
  return [map.getCenter().lng, map.getCenter().lat, map.getZoom()];
}"""

DOTS_DRAWN: Final = """(side) => {
  const graph = document.querySelector(`#comparison-maps-${side}-graph .js-plotly-plot`);
  const subplot = graph._fullLayout.map._subplot;
  const dots = graph._fullData[5];
  return {
    known: Array.from(dots.lon).filter(Number.isFinite).length,
    painted: window.atlas.circles.drawnOn(subplot.map).length,
    shades: [graph._fullData[0].zmin, graph._fullData[0].zmax],
  };
}"""


def opened(page: Page, atlas: str, query: str = "") -> Page:
    page.goto(f"{atlas}/compare{query}")
    page.evaluate(MAPS_ARE_IDLE, PATIENCE_MS)
    expect(page.locator(".comparison-table tbody")).not_to_have_count(0)
    return page


def sides(page: Page) -> dict[str, str]:
    """The query string of each side, as the page's address says it."""
    requested = parse_qs(urlsplit(page.url).query, keep_blank_values=True)
    return {side: requested[side][0] for side in ("a", "b")}


def comparison_of(atlas: str, query: str) -> Any:
    with urlopen(f"{atlas}/summary.json?{query}") as answer:
        return json.load(answer)


def row(page: Page, name: str) -> list[int]:
    """The bold numbers of a row: A, B, B less A."""
    cells = page.locator(
        ".comparison-table tr", has=page.get_by_role("rowheader", name=name, exact=True)
    ).first
    texts = cells.locator("td b").all_inner_texts()
    numbers = [re.search(r"[+−]?[0-9,]+", text) for text in texts]
    return [int(found[0].replace("−", "-").replace("+", "").replace(",", "")) for found in numbers if found]


def selects(query: str, measure: str) -> bool:
    """Whether a side counts this: of people only the outcomes that it chooses."""
    is_left_out = (
        measure in ("killed", "injured") and "outcome=" in query and f"outcome={measure}" not in query
    )
    return not is_left_out


def agrees(page: Page, atlas: str) -> None:
    """The table has the numbers of both sides, and of people only the outcomes that a side asks for."""
    queries = list(sides(page).values())
    a, b = (comparison_of(atlas, query) for query in queries)
    rows = {
        "Incidents": "incidents",
        "Killed": "killed",
        "Injured": "injured",
        "Not mapped": "not_drawn",
    }
    right = {}
    for name, key in rows.items():
        chosen = [count[key] for count, query in zip((a, b), queries, strict=True) if selects(query, key)]
        right[name] = [*chosen, b[key] - a[key]] if len(chosen) == 2 else chosen
    for _attempt in range(50):  # the table is answered beside the headings, not with them
        if (shown := {name: row(page, name) for name in rows}) == right:
            break
        page.wait_for_timeout(100)
    assert shown == right


def test_the_last_twelve_months_open_beside_those_before_on_two_maps_that_move_together_until_a_day_is_typed(
    page: Page, atlas: str
) -> None:
    opened(page, atlas)
    expect(page.locator(".compare-notice")).to_contain_text("The filter has no period")
    expect(page.locator(".compare-message")).to_contain_text("in the same time before")
    requested = sides(page)
    assert requested["a"].startswith("from=")
    assert "to=" not in requested["b"]
    agrees(page, atlas)
    page.wait_for_function(f"() => ({DOTS_DRAWN})('b').painted > 0 && ({DOTS_DRAWN})('a').painted > 0")
    a, b = (page.evaluate(DOTS_DRAWN, side) for side in ("a", "b"))
    assert a["known"] > 5
    assert a["shades"] == b["shades"]
    assert page.locator(".safety").count() == 1
    assert page.locator(".map-legend").count() == 1

    # Moving one map moves the other, and the address keeps the view.
    before = page.evaluate(VIEW, "b")
    box = page.locator("#comparison-maps-a-graph").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 3, box["y"] + box["height"] * 0.8
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y - 40, steps=4)
    page.mouse.up()
    page.evaluate(MAPS_ARE_IDLE, PATIENCE_MS)
    moved = page.evaluate(VIEW, "a")
    assert moved[:2] != pytest.approx(before[:2], abs=1e-3)
    assert page.evaluate(VIEW, "b") == pytest.approx(moved)
    page.wait_for_url("**lon=*")
    page.locator("#comparison-maps-b-graph .maplibregl-canvas").focus()
    page.keyboard.press("+")
    page.wait_for_function(f"() => Math.abs(({VIEW})('a')[2] - {moved[2] + 1}) < 0.01")
    page.evaluate(MAPS_ARE_IDLE, PATIENCE_MS)
    assert page.evaluate(VIEW, "a") == pytest.approx(page.evaluate(VIEW, "b"))

    # A typed day divides the sides.
    page.locator("#comparison-sides-day").fill("23 Nov 2020")
    page.keyboard.press("Tab")
    expect(page.locator("#comparison-maps-a-heading")).to_contain_text("– 22 Nov 2020")
    expect(page.locator("#comparison-maps-b-heading")).to_contain_text("from 23 Nov 2020")
    page.wait_for_url("**2020-11-22*")
    agrees(page, atlas)


def test_the_view_of_an_address_is_taken_by_both(page: Page, atlas: str) -> None:
    opened(page, atlas, "?a=outcome%3Dkilled&b=outcome%3Dinjured&lon=46.8&lat=40.2&zoom=9")
    for side in ("a", "b"):
        assert page.evaluate(VIEW, side) == pytest.approx([46.8, 40.2, 9], abs=1e-3)
    agrees(page, atlas)
    expect(page.get_by_role("status").filter(has_text="in both")).to_contain_text(
        re.compile("[0-9]+ incidents are in both and count on each side[.]")
    )


def test_the_keyboard_chooses_another_way_and_other_values(page: Page, atlas: str) -> None:
    opened(page, atlas)
    page.get_by_role("combobox", name="Compare by").or_(page.get_by_label("Compare by")).first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("option", name="Who was affected")).to_be_visible()
    marked = page.locator("[data-combobox-selected]")
    for _step in range(3):  # the list marks what is chosen a moment after it has opened
        page.keyboard.press("ArrowDown")
        page.wait_for_timeout(200)
        if marked.all_text_contents() == ["Who was affected"]:
            break
    expect(marked).to_have_text("Who was affected")
    page.keyboard.press("Enter")
    expect(page.locator("#comparison-maps-a-heading")).to_contain_text("Civilians")
    expect(page.locator("#comparison-maps-b-heading")).to_contain_text("Azerbaijani armed forces")
    expect(page.locator(".comparison-table-news")).to_contain_text("in both")
    page.wait_for_url("**a=actor*")
    agrees(page, atlas)
    page.locator("#comparison-sides-b").focus()
    page.keyboard.press("Backspace")
    expect(page.locator("#comparison-maps-b-heading")).to_contain_text("All incidents")
    page.keyboard.type("Russian peace")
    expect(page.get_by_role("option")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-combobox-selected]")).to_contain_text("Russian peacekeepers")
    page.keyboard.press("Enter")
    expect(page.locator("#comparison-maps-b-heading")).to_contain_text("Russian peacekeepers")
    page.wait_for_url("**Russian*")
    agrees(page, atlas)
    page.go_back()
    expect(page.locator("#comparison-maps-b-heading")).to_contain_text("All incidents")
    page.go_back()
    expect(page.locator("#comparison-maps-b-heading")).to_contain_text("Azerbaijani armed forces")


def test_what_is_not_understood_is_reported_and_the_rest_holds(page: Page, atlas: str) -> None:
    opened(page, atlas, "?a=from%3Dnever%26device%3Duxo&b=colour%3Dred")
    expect(page.locator(".compare-notice")).to_contain_text("Side A: “never” is not a day")
    expect(page.locator(".compare-notice")).to_contain_text("Side B: “colour” is not a key")
    assert sides(page) == {"a": "device=uxo", "b": ""}
    agrees(page, atlas)


def test_the_atlas_opens_its_comparison_and_the_comparison_each_side(
    page: Page, atlas: str, wait_for_map: Any
) -> None:
    page.goto(f"{atlas}/?outcome=killed")
    wait_for_map(page)
    page.get_by_role("link", name="Compare").click()
    page.evaluate(MAPS_ARE_IDLE, PATIENCE_MS)
    expect(page.locator("#comparison-maps-a-heading")).to_contain_text("killed")
    page.wait_for_url("**a=*")
    assert all("outcome=killed" in query for query in sides(page).values())
    agrees(page, atlas)
    page.locator("#comparison-maps-b-open").click()
    wait_for_map(page)
    assert "outcome=killed" in page.url
    assert "from=" in page.url


def test_a_comparison_is_shared_with_files_and_an_embedded_page(page: Page, atlas: str) -> None:
    opened(page, atlas, "?from=2024-01-01&to=2024-12-31&outcome=killed")
    message = page.locator(".compare-message").inner_text()
    assert "killed in 2024, " in message
    page.get_by_role("button", name="Share").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("textbox", name="Link to exactly this view")).to_have_value(
        re.compile("/compare[?]a=")
    )
    assert dialog.locator(".share-files a").count() == 4
    pasted = dialog.get_by_role("textbox", name="Paste this into a page")
    dialog.locator("#comparison-share-size").click()
    page.get_by_role("option", name="Small, 300 × 250").click()
    expect(pasted).to_have_value(re.compile('width="300" height="250"'))
    snippet = pasted.input_value()
    address = unescape(snippet.split('src="')[1].split('"')[0])
    page.goto(address)
    page.evaluate(MAPS_ARE_IDLE, PATIENCE_MS)
    expect(page.locator(".compare-message")).to_have_text(message)
    expect(page.locator(".safety")).to_be_visible()
    expect(page.locator(".comparison-table")).to_be_hidden()


FILLED: Final = """(width) => innerWidth === width && ["a", "b"].every((side) => {
  const graph = document.querySelector(`#comparison-maps-${side}-graph .js-plotly-plot`);
  return Math.abs(graph._fullLayout.width - graph.parentElement.clientWidth) < 2;
})"""
"""Whether both maps have followed a new width of the window."""


def test_no_width_scrolls_sideways(open_page: OpenPage, atlas: str) -> None:
    page = opened(open_page(320, 900, color_scheme="dark"), atlas, "?a=side%3Dazerbaijan&b=q%3DAğdam")
    for width in (320, 390, 1024, 2560):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_function(FILLED, arg=width)
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width
        boxes = [page.locator(f"#comparison-maps-{side}-graph").bounding_box() for side in ("a", "b")]
        a, b = boxes
        assert a is not None
        assert b is not None
        assert (a["y"] == b["y"]) == (width > 760)
        assert b["width"] == pytest.approx(a["width"], abs=1)


UNDER_THE_TOOLS: Final = """() => {
  const tools = document.querySelector(".comparison-maps-tools");
  const box = tools.getBoundingClientRect();
  const found = new Set();
  const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const { parentElement } = node;
    if (tools.contains(parentElement) || parentElement.closest(".visually-hidden, .incident-map-sheet") || !parentElement.checkVisibility()) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const part of range.getClientRects()) {
      if (Math.min(part.right, box.right) - Math.max(part.left, box.left) > 1 &&
        Math.min(part.bottom, box.bottom) - Math.max(part.top, box.top) > 1) found.add(node.data);
    }
  }
  return [...found];
}"""
"""Words of the page that lie under the maps' tools."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_broken_and_none_lies_under_the_maps_tools(
    open_page: OpenPage, atlas: str, language: str
) -> None:
    page = opened(open_page(1440, 900), atlas, f"?lang={language}")
    found = {}
    for width in (1440, 1024, 768, 390, 320):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(300)
        found[width] = [*page.evaluate(BROKEN_WORDS), *page.evaluate(UNDER_THE_TOOLS)]
    assert {width: words for width, words in found.items() if words} == {}
