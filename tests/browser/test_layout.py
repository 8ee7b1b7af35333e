"""Where the parts of the page stand: nothing over the map, no word broken inside, nothing cut off or overlapping."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Final

import pytest
from playwright.sync_api import Page
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from tests.browser.conftest import OpenPage
from tests.browser.expecting import expect
from tests.browser.side_panel import open_charts
from tests.browser.test_map import MAP

pytestmark = pytest.mark.shared

Wait = Callable[[Page], None]

WIDTHS: Final = (320, 390, 768, 1024, 1440, 2560)
LANGUAGES: Final = ("en", "ru", "hy", "az")

OVER_THE_MAP: Final = """() => {
  const sheet = document.querySelector(".incident-map-sheet");
  sheet.scrollIntoView({ block: "center" });
  const box = sheet.getBoundingClientRect();
  const found = new Set();
  for (let x = box.left + 4; x < box.right; x += 16) {
    for (let y = Math.max(box.top + 4, 0); y < Math.min(box.bottom, innerHeight); y += 16) {
      const [top] = document.elementsFromPoint(x, y);
      if (top && !sheet.querySelector(".incident-map-graph").contains(top)) found.add(top.className || top.tagName);
    }
  }
  return [...found];
}"""
"""Classes of what lies over the map."""

BROKEN_WORDS: Final = """() => {
  const found = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const { parentElement } = node;
    if (!parentElement.checkVisibility({ visibilityProperty: true })) continue;
    if (parentElement.closest(".visually-hidden, script, style, svg, .js-plotly-plot, [aria-hidden=true], .skip-link")) continue;
    for (const { 0: word, index } of node.data.matchAll(/[\\p{L}\\p{N}]+/gu)) {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      const lines = new Set([...range.getClientRects()].filter((part) => part.width > 0).map((part) => Math.round(part.top)));
      if (lines.size > 1) found.push(`${word} in ${parentElement.className || parentElement.tagName}`);
    }
  }
  return found;
}"""
"""Words that stand on two lines."""

CUT_OFF: Final = """() => [...document.querySelectorAll("button, summary, th, td, h2, label, .incident-row-lines > span")]
  .filter((part) => part.checkVisibility({ visibilityProperty: true }) && !part.closest(".visually-hidden, .ag-root, .js-plotly-plot"))
  .filter((part) => part.scrollWidth - part.clientWidth > 1 && part.clientWidth > 0 && getComputedStyle(part).display !== "inline")
  .map((part) => `${part.textContent} (${part.className || part.tagName})`)"""
"""Texts that are wider than what holds them."""

OVERLAPPING: Final = """() => {
  const parts = [...document.querySelectorAll(".incident-map-margin > *, .page-headline > *, .headline > *, .page-header button, "
    + ".page-header a, .page-header .as-of, .side-panel-tabs button, .incident-list-scopes button, .incident-row-lines > span")]
    .filter((part) => part.checkVisibility() && getComputedStyle(part).display !== "contents" && !part.closest(".visually-hidden"))
    .map((part) => [part, part.getBoundingClientRect()]).filter(([, box]) => box.width > 1 && box.height > 1);
  const found = [];
  parts.forEach(([one, a], at) => parts.slice(at + 1).forEach(([other, b]) => {
    if (one.contains(other) || other.contains(one) || one.closest("aside, .page-main, .page-header") !== other.closest("aside, .page-main, .page-header")) return;
    const [x, y] = [Math.min(a.right, b.right) - Math.max(a.left, b.left), Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)];
    if (x > 1 && y > 1) found.push(`${one.textContent.slice(0, 40)} / ${other.textContent.slice(0, 40)}`);
  }));
  return found;
}"""
"""Pairs of parts that lie on one another."""


def faults(page: Page) -> dict[str, list[str]]:
    found = {"broken": BROKEN_WORDS, "cut off": CUT_OFF, "overlapping": OVERLAPPING}
    measured = {name: page.evaluate(look) for name, look in found.items()}
    return {name: parts for name, parts in measured.items() if parts}


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_stay_whole_and_parts_beside_one_another(
    open_page: OpenPage, atlas: str, wait_for_map: Wait, language: str
) -> None:
    page = open_page(WIDTHS[-1], 900)
    page.goto(f"{atlas}/?lang={language}&incident=KAR-20201123-01")
    wait_for_map(page)
    expect(page.locator(".card-head h2")).to_be_visible()
    found: dict[object, dict[str, list[str]]] = {}
    for width in reversed(WIDTHS):
        page.set_viewport_size({"width": width, "height": 900})
        found["card", width] = faults(page)
    page.locator(".card-close").click()
    open_charts(page)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found["charts", width] = faults(page)
    page.locator("#side-panel-tab-list").click()
    expect(page.locator(".side-panel-list .incident-rows li").first).to_be_visible()
    page.evaluate("() => { document.getElementById('map-legend-fold').open = true; }")
    for width in reversed(WIDTHS):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(300)
        found["list", width] = faults(page)
        if over := page.evaluate(OVER_THE_MAP):
            found["list", width]["over the map"] = over
    assert {which: part for which, part in found.items() if part} == {}


def test_the_table_is_as_tall_as_its_rows_leaves_the_map_half_of_the_screen_and_is_dragged(
    page: Page, atlas: str, wait_for_map: Wait
) -> None:
    page.goto(atlas)
    wait_for_map(page)
    page.locator(".incident-table summary").click()
    edge = page.get_by_role("separator", name="Height of the table")
    # Its height is settled when its grid has rows.
    page.locator(".incident-table .ag-row").first.wait_for()
    expect(edge).not_to_have_attribute("aria-valuenow", "0")
    assert page.locator(".incident-map-sheet").evaluate("(map) => map.offsetHeight / innerHeight") >= 0.499
    before = int(edge.get_attribute("aria-valuenow") or 0)
    # The safety line is in sight.
    seen = """() => {
      const { left, top, bottom } = document.querySelector(".safety").getBoundingClientRect();
      return [top, bottom].every((y) => document.elementFromPoint(left + 5, (top + bottom + y) / 3).closest(".safety"));
    }"""
    page.wait_for_function(seen)
    edge.focus()
    page.keyboard.press("ArrowUp")
    expect(edge).to_have_attribute("aria-valuenow", str(before + 34))
    page.keyboard.press("Home")
    least = edge.get_attribute("aria-valuemin") or ""
    expect(edge).to_have_attribute("aria-valuenow", least)
    edge.dblclick()
    expect(edge).to_have_attribute("aria-valuenow", str(before))
    # It is dragged too.
    box = edge.bounding_box()
    assert box
    page.mouse.move(box["x"] + 600, box["y"] + 6)
    page.mouse.down()
    page.mouse.move(box["x"] + 600, box["y"] - 44, steps=3)
    page.mouse.up()
    expect(edge).to_have_attribute("aria-valuenow", str(before + 50))
    edge.dblclick()
    expect(edge).to_have_attribute("aria-valuenow", str(before))
    page.get_by_role("checkbox", name="Journalist").check()
    expect(page.locator(".headline")).to_contain_text("1 incident")
    # One row, with nothing to drag.
    heights = """() => ["min", "max", "now"].map((value) =>
      document.getElementById("incident-table-edge").getAttribute(`aria-value${value}`))"""
    page.wait_for_function(f"() => new Set(({heights})()).size === 1")
    assert int(page.evaluate(heights)[0]) < int(least)
    # The bar that scrolls sideways lies under it, not over it.
    page.wait_for_function("""() => {
      const [row, bar] = [".ag-row", ".ag-body-horizontal-scroll"].map((part) =>
        document.querySelector(`#incident-table-place ${part}`).getBoundingClientRect());
      return bar.height > 0 && row.bottom <= bar.top + 1.5;
    }""")


def test_on_paper_stand_headline_a_map_that_fits_and_the_list(
    page: Page, atlas: str, wait_for_map: Wait
) -> None:
    page.goto(f"{atlas}/?district=AZ-TAR&from=2021-01-01")
    wait_for_map(page)
    expect(page.locator("#timeline-ticks span").first).to_be_visible()
    open_charts(page)
    page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    for width in (718, 1047):
        page.set_viewport_size({"width": width, "height": 900})
        expect(page.locator(".headline")).to_be_visible()
        expect(page.locator(".side-panel-list .incident-rows li").first).to_be_visible()
        map_box = page.locator(".print-map").bounding_box()
        assert map_box
        assert map_box["x"] >= 0
        assert map_box["x"] + map_box["width"] <= width
        assert map_box["height"] > 200
        paper = page.locator("#timeline-paper").bounding_box()
        assert paper
        assert paper["x"] + paper["width"] <= width
        assert page.locator("#timeline-paper .incidents").count() > 2
        chosen, bars = (
            page.locator(part).first for part in ("#timeline-paper .time-strip-chosen", "#timeline-paper")
        )
        assert chosen.bounding_box()["width"] < bars.bounding_box()["width"] / 2  # type: ignore[index]
        expect(page.locator("#timeline-paper").get_by_text("2020")).to_be_visible()
        expect(page.locator("#timeline-caption")).to_be_visible()
        expect(page.locator("#playback-open")).not_to_be_visible()
        expect(page.locator(".page-filters")).not_to_be_visible()
        expect(page.get_by_role("tab", name="Charts")).not_to_be_visible()
        expect(page.locator(".side-panel-charts")).not_to_be_visible()


PRINTED: Final = """() => {
  const { map } = document.querySelector("#incident-map-graph .js-plotly-plot")._fullLayout.map._subplot;
  // Names that move, and the rest of the ground, come after the first drawing.
  if (!map.loaded()) return null;
  const seen = () => {
    window.dispatchEvent(new Event("beforeprint"));
    const copy = document.querySelector(".print-map");
    const ratio = copy.width / map.getCanvas().clientWidth;
    const pen = copy.getContext("2d");
    const count = (pixels, holds) => {
      let found = 0;
      for (let at = 0; at < pixels.length; at += 4) found += holds(...pixels.slice(at, at + 4));
      return found;
    };
    const top = pen.getImageData(0, Math.round(14 * ratio), copy.width, Math.round(20 * ratio)).data;
    const dark = count(top, (red, green, blue, opaque) => opaque === 255 && red < 60 && green < 60 && blue < 60);
    const clear = count(pen.getImageData(0, 0, copy.width, copy.height).data, (_red, _green, _blue, opaque) => opaque === 0);
    return { dark, clear, total: copy.width * copy.height };
  };
  const before = seen();
  CHANGE;
  return [before, seen()];
}"""
"""Of two printed copies of the map, one before and one after a change: dark pixels where words would be, and clear ones anywhere."""

SPLIT_ANEW: Final = """(() => {
  map.waitForParts(10000);
  map.getSource("ground").setData(map.getStyle().metadata.ground);
})()"""
"""As when places change while the map is printed: it draws nothing before all of them have come from its worker."""


NEVER_LOADED: Final = "map.loaded = () => false"


def printed(page: Page, change: str) -> tuple[dict[str, int], dict[str, int]]:
    """The copy of the map that is printed when all of it has come, and that after a change."""
    before, after = page.wait_for_function(PRINTED.replace("CHANGE", change)).json_value()
    return before, after


@pytest.mark.painted
def test_a_map_that_is_not_drawn_yet_or_was_given_up_is_not_printed_without_a_word(
    page: Page, atlas: str, wait_for_map: Wait
) -> None:
    page.goto(atlas)
    wait_for_map(page)
    for change in (SPLIT_ANEW, NEVER_LOADED):
        drawn, begun = printed(page, change)
        assert begun["dark"] > drawn["dark"] + 300, (change, drawn, begun)
        assert begun["clear"] == drawn["clear"] == 0
    page.evaluate(f"() => {{ delete {MAP}.loaded; }}")
    # The browser gives it up.
    lose = "map.getCanvas().getContext('webgl2').getExtension('WEBGL_lose_context').loseContext()"
    drawn, lost = printed(page, lose)
    assert drawn["clear"] == 0
    assert lost["clear"] > lost["total"] / 2
    assert lost["dark"] > 300
    expect(page.locator(".map-state")).to_contain_text("has stopped drawing the map")


def test_after_a_reset_the_map_stands_where_it_stood(page: Page, atlas: str, wait_for_map: Wait) -> None:
    page.goto(atlas)
    wait_for_map(page)
    top = "() => document.querySelector('.incident-map-sheet').getBoundingClientRect().top"
    opened = page.evaluate(top)
    page.get_by_role("checkbox", name="Killed").check()
    page.get_by_role("button", name="Reset", exact=True).press("Enter")
    expect(page.locator(".page-headline .active-filter-none")).to_be_attached()
    page.wait_for_function(f"(opened) => ({top})() === opened", arg=opened)


def test_the_focus_stays_on_the_page_when_what_had_it_goes(
    page: Page, atlas: str, wait_for_map: Wait
) -> None:
    page.goto(f"{atlas}/?outcome=killed")
    wait_for_map(page)
    page.get_by_label("First day").click()
    page.get_by_role("button", name="Next month").wait_for()
    page.locator(".mantine-DateInput-day").nth(10).press("Enter")
    expect(page.get_by_label("First day")).to_be_focused()
    page.get_by_role("button", name="Reset").press("Enter")
    expect(page.get_by_role("button", name="Reset")).to_have_count(0)
    page.wait_for_function("() => document.activeElement !== document.body")


def test_a_press_beside_an_open_list_or_calendar_leaves_the_focus_on_the_page(
    page: Page, atlas: str, wait_for_map: Wait
) -> None:
    page.goto(atlas)
    wait_for_map(page)
    for name, opened in (
        ("District", page.get_by_role("option").first),
        ("First day", page.get_by_role("button", name="Next month")),
    ):
        page.get_by_label(name, exact=True).first.click()
        expect(opened).to_be_visible()
        page.locator(".headline .figure").first.click()
        expect(opened).not_to_be_visible()
        page.wait_for_function("() => document.activeElement !== document.body")
        page.keyboard.press("Tab")
        expect(page.locator(".page-filters :focus")).to_have_count(1)


def test_escape_closes_a_list_or_calendar_in_the_sheet_of_filters_before_the_sheet(
    open_page: OpenPage, atlas: str, wait_for_map: Wait
) -> None:
    page = open_page(390, 844)
    page.goto(atlas)
    wait_for_map(page)
    page.get_by_role("button", name="Filters", exact=True).click()
    for name, opened in (
        ("District", page.get_by_role("option").first),
        ("First day", page.get_by_role("button", name="Next month")),
    ):
        field = page.get_by_label(name, exact=True).first
        field.click()
        expect(opened).to_be_visible()
        page.keyboard.press("Escape")
        expect(opened).not_to_be_visible()
        expect(field).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Filters", exact=True)).to_be_focused()


@pytest.mark.parametrize(
    ("language", "sizes"),
    [
        ("en", ((1024, 768), (1440, 900))),
        ("ru", ((1440, 900), (1024, 768))),
        ("hy", ((1024, 768), (1440, 900))),
        ("az", ((1440, 900), (1024, 768))),
    ],
)
def test_a_notice_leaves_safety_line_and_legend_in_sight(
    open_page: OpenPage, atlas: str, wait_for_map: Wait, language: str, sizes: tuple[tuple[int, int], ...]
) -> None:
    page = open_page(*sizes[0])
    page.goto(f"{atlas}/?lang={language}&data=f4f43a70445b&from=2020-99-99&unknown=1")
    below = """() => Math.max(...[".safety", ".map-key"].map((part) =>
      document.querySelector(part).getBoundingClientRect().bottom)) -
      document.querySelector(".page-main > .incident-map-credits").getBoundingClientRect().top"""
    for width, height in sizes:
        page.set_viewport_size({"width": width, "height": height})
        wait_for_map(page)
        expect(page.locator(".mantine-Alert-root")).to_be_visible()
        page.wait_for_function(f"(width) => innerWidth === width && ({below})() <= 0", arg=width)
        assert page.evaluate(SHARE) >= 0.499


SHARE: Final = "() => document.querySelector('.incident-map-sheet').offsetHeight / innerHeight"
TIMELINE_BELOW_THE_COLUMN: Final = """() => document.querySelector(".timeline").getBoundingClientRect().bottom
  - document.querySelector(".page-main").getBoundingClientRect().bottom"""


@pytest.mark.parametrize(
    ("width", "height", "language"), [(768, 900, "hy"), (1024, 768, "hy"), (1440, 900, "ru")]
)
def test_the_map_keeps_half_of_the_screen_whatever_is_open(
    open_page: OpenPage, atlas: str, wait_for_map: Wait, width: int, height: int, language: str
) -> None:
    page = open_page(width, height)
    page.goto(f"{atlas}/?lang={language}&outcome=injured")
    wait_for_map(page)
    assert page.evaluate(SHARE) >= 0.499
    assert page.locator(".map-key, .map-legend[open] > div").first.is_visible()
    if width > 900:
        # The legend folds a moment after the words above the map have their height.
        with suppress(PlaywrightTimeout):
            page.wait_for_function(f"() => ({TIMELINE_BELOW_THE_COLUMN})() <= 2", timeout=5000)
        assert page.evaluate(TIMELINE_BELOW_THE_COLUMN) <= 2
    page.locator("#playback-open").click()
    expect(page.locator("#playback-panel")).to_be_visible()
    assert page.evaluate(OVER_THE_MAP) == []
    page.keyboard.press("Escape")
    for part in (".map-settings", ".map-legend"):
        page.locator(part).evaluate("(part) => { part.open = true; }")
        page.wait_for_timeout(100)
        assert page.evaluate(SHARE) >= 0.499
        assert page.evaluate(OVER_THE_MAP) == []
        assert faults(page) == {}
    heights = """(sheet) => { window.heights = new Set();
      new ResizeObserver(() => window.heights.add(sheet.offsetHeight)).observe(sheet); }"""
    page.locator(".incident-map-sheet").evaluate(heights)
    page.locator(".incident-table summary").click()
    expect(page.locator(".ag-row").first).to_be_visible()
    page.wait_for_timeout(300)
    assert page.evaluate(SHARE) >= 0.499
    assert page.evaluate("() => window.heights.size") <= 2
