"""No map is empty, or of another filter than the page speaks of, without words that say why."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

import pytest
from playwright.sync_api import Page, Route

from tests.browser.conftest import OpenPage, PageLog
from tests.browser.expecting import expect
from tests.chromium import PATIENCE_MS

pytestmark = pytest.mark.shared

WITHOUT_WEBGL: Final = """
  const get = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
    return /^webgl/.test(kind) ? null : get.call(this, kind, ...more);
  };
"""

CIRCLES: Final = """window.atlas.circles.drawnOn(
  document.querySelector("#incident-map-graph .js-plotly-plot")._fullLayout.map._subplot.map).length"""
"""How many circles are painted."""

CANVAS: Final = "#incident-map-graph .maplibregl-canvas"

WORDS_MS: Final = 400
"""How long a map that is not there yet says nothing."""

WATCHED: Final = """(outcome) => new Promise((resolve) => {
  const graph = document.querySelector("#incident-map-graph .js-plotly-plot");
  const { map } = graph._fullLayout.map._subplot;
  const note = () => document.querySelector(".map-state")?.textContent || "";
  const seen = { lateFrames: 0, words: [], empty: 0 };
  const before = document.querySelector("#headline").innerText;
  let isPainted = false;
  const given = () => JSON.stringify(graph.data[5].customdata);
  const old = given();
  // The map may still draw what it was to draw before, as the rest of the ground.
  const drawn = () => { if (given() === old) map.whenDrawn(drawn); else isPainted = true; };
  map.whenDrawn(drawn);
  let [spoken, painted] = [0, 0];
  const look = () => {
    const now = performance.now();
    const isNew = document.querySelector("#headline").innerText !== before;
    if (isNew && !spoken) spoken = now;
    if (note()) seen.words.push(note());
    else if (spoken && !isPainted && now - spoken > WORDS_MS) seen.lateFrames += 1;
    if (map.getCanvas().width === 0 || !map.getSource("ground")) seen.empty += 1;
    if (!isPainted || !spoken) return requestAnimationFrame(look);
    if (note() && now - (painted ||= now) < 2000) return requestAnimationFrame(look);
    setTimeout(() => resolve({ ...seen, last: note() }), 300);
  };
  window.dash_clientside.set_props("filter-request", { data: { filter: { outcome: [outcome] } } });
  look();
})""".replace("WORDS_MS", str(WORDS_MS))
"""What was seen from a changed filter until the map is painted, at each frame of the page."""


@pytest.mark.apart  # a process that is slowed down is of one page alone
def test_on_a_slow_machine_words_stand_on_the_map_until_it_shows_the_filter(
    page: Page, atlas: str, wait_for_map: Callable[[Page], None]
) -> None:
    page.goto(atlas)
    wait_for_map(page)
    slowed = page.context.new_cdp_session(page)
    slowed.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    try:
        for outcome in ("killed", "injured"):
            seen = page.evaluate(WATCHED, outcome)
            assert seen["empty"] == 0
            assert seen["last"] == ""
            # A frame may be begun before the words that are due, and another one before they are laid out.
            assert seen["lateFrames"] <= 2
            assert set(seen["words"]) <= {"The map is being drawn for the new filter…"}
    finally:
        slowed.send("Emulation.setCPUThrottlingRate", {"rate": 1})


@pytest.mark.parametrize("query", ["outcome=killed", "within=circle:39.6,47.14,50", "q=tractor"])
def test_a_link_whose_map_shows_its_filter_says_nothing_of_drawing(
    page: Page, atlas: str, wait_for_map: Callable[[Page], None], query: str
) -> None:
    page.goto(f"{atlas}/?{query}")
    wait_for_map(page)
    # Words would come 0.4 s after the page has its filter.
    page.wait_for_timeout(500)
    assert page.evaluate("document.querySelector('.map-state')?.textContent || ''") == ""


HEADLINE: Final = "#headline .figure.incidents"
DRAWING: Final = "The map is being drawn for the new filter…"


DRAWN_ONCE_MORE: Final = """() => new Promise((resolve) => {
  const { map } = document.querySelector("#incident-map-graph .js-plotly-plot")._fullLayout.map._subplot;
  map.whenDrawn(resolve);
  map.waitForParts(1000);
  map.triggerRepaint();
})"""
"""Kept when the map has drawn all parts that it waited for."""


BEHIND: Final = ("#side-panel", "#incident-table summary")
WORDS_OF: Final = "(part) => getComputedStyle(document.querySelector(part), '::after').content"


@pytest.mark.painted
def test_a_headline_is_there_before_the_map_which_says_that_it_is_of_the_filter_before(
    page: Page, atlas: str, wait_for_map: Callable[[Page], None]
) -> None:
    page.goto(atlas)
    wait_for_map(page)
    # The whole of the ground and the names beside circles come when the map has drawn what it shows.
    page.wait_for_load_state("networkidle")
    wait_for_map(page)
    pending: list[Route] = []

    def hold_the_map(route: Route) -> None:
        if "incident-map-graph.figure" in (route.request.post_data or ""):
            pending.append(route)
        else:
            route.continue_()

    page.route(re.compile("_dash-update-component"), hold_the_map)
    page.get_by_role("checkbox", name="Killed").check()
    expect(page.locator(HEADLINE)).to_have_text("54 incidents")
    expect(page.locator(".map-state")).to_have_text(DRAWING)
    page.wait_for_timeout(500)
    assert page.locator(".map-state").inner_text() == DRAWING
    assert [page.evaluate(WORDS_OF, part) for part in BEHIND] == ['"Still of the filter before."'] * 2
    # Of whatever else the map draws meanwhile, as the rest of the ground, it is still the filter before.
    page.evaluate(DRAWN_ONCE_MORE)
    page.wait_for_timeout(300)
    assert page.locator(".map-state").inner_text() == DRAWING
    page.get_by_role("checkbox", name="Killed").uncheck()
    expect(page.locator(HEADLINE)).to_have_text("165 incidents")
    page.wait_for_timeout(500)
    for route in pending:
        route.continue_()
    expect(page.locator(".map-state")).to_have_text("", timeout=PATIENCE_MS)
    wait_for_map(page)
    assert page.locator(HEADLINE).inner_text() == "165 incidents"
    assert [page.evaluate(WORDS_OF, part) for part in BEHIND] == ["none"] * 2


def test_of_two_filters_in_haste_the_headline_of_the_older_is_not_shown(
    page: Page, atlas: str, wait_for_map: Callable[[Page], None]
) -> None:
    page.goto(atlas)
    wait_for_map(page)
    pending: list[Route] = []
    page.route(re.compile(r"/headline.json\?outcome=killed$"), lambda route: pending.append(route))  # noqa: PLW0108 - playwright cannot name a method of a list
    page.get_by_role("checkbox", name="Killed").click()
    page.get_by_role("checkbox", name="Journalist").click()
    expect(page.locator(HEADLINE)).to_have_text("1 incident")
    with page.expect_response(re.compile("/headline.json")):
        pending[0].continue_()
    page.wait_for_timeout(300)
    assert page.locator(HEADLINE).inner_text() == "1 incident"
    expect(page).to_have_url(re.compile("outcome=killed&victim=journalist"))


def test_a_headline_that_cannot_be_had_first_comes_with_the_map(
    page: Page, atlas: str, wait_for_map: Callable[[Page], None]
) -> None:
    page.goto(atlas)
    wait_for_map(page)
    page.route(re.compile("/headline.json"), lambda route: route.fulfill(json=None))
    page.get_by_role("checkbox", name="Killed").check()
    expect(page.locator(HEADLINE)).to_have_text("54 incidents")


@pytest.mark.painted
def test_a_map_that_the_browser_gives_up_says_so_until_it_is_drawn_again(
    page: Page, atlas: str, wait_for_map: Callable[[Page], None]
) -> None:
    page.goto(atlas)
    wait_for_map(page)
    page.evaluate(
        """(canvas) => {
          const gl = document.querySelector(canvas).getContext("webgl2");
          window.way = gl.getExtension("WEBGL_lose_context");
          window.way.loseContext();
        }""",
        CANVAS,
    )
    note = page.locator(".map-state")
    expect(note).to_contain_text("The browser has stopped drawing the map")
    page.evaluate("() => window.way.restoreContext()")
    expect(note).to_have_text("", timeout=PATIENCE_MS)


@pytest.mark.painted
def test_without_webgl_the_drawing_stays_and_says_what_it_is_of(
    open_page: OpenPage, atlas: str, page_log: PageLog
) -> None:
    page = open_page()
    page.add_init_script(WITHOUT_WEBGL)
    page.goto(atlas)
    expect(page.locator(".map-state")).to_contain_text("has no WebGL 2", timeout=PATIENCE_MS)
    expect(page.locator(".first-map, .first-map-canvas").first).to_be_visible()
    page.get_by_label("Killed").first.check()
    expect(page.locator("#headline")).to_contain_text("54 incidents")
    # Those of MapLibre and Plotly, which cannot make their map.
    ours = [error for error in page_log.errors if "together.js" in error]
    assert ours == []
    page_log.errors.clear()


LAYERS: Final = re.compile(r"/map/shaded_districts\.geojson")


@pytest.mark.painted
@pytest.mark.parametrize("status", [503, 410])
def test_the_map_follows_clicks_and_filters_without_a_layer_that_does_not_come(
    page: Page, atlas: str, wait_for_map: Callable[[Page], None], page_log: PageLog, status: int
) -> None:
    requests = 0

    def refuse_the_worker(route: Route) -> None:
        nonlocal requests
        requests += 1
        if requests == 1:  # Plotly's own, without which it makes no map
            route.continue_()
        else:
            route.fulfill(status=status, body="no")

    page.context.route(LAYERS, refuse_the_worker)
    try:
        page.goto(atlas)
        wait_for_map(page)
    finally:
        page.context.unroute(LAYERS)
    page.wait_for_function("""() => {
      const graph = document.querySelector("#incident-map-graph .js-plotly-plot");
      return graph._ev.listenerCount("plotly_click") > 0;
    }""")
    before = page.evaluate(f"() => {CIRCLES}")
    page.get_by_role("checkbox", name="Killed").check()
    expect(page.locator(HEADLINE)).to_have_text("54 incidents")
    page.wait_for_function(f"(before) => {CIRCLES} > 0 && {CIRCLES} < before", arg=before)
    # Of a filter that is painted soon nothing is ever said.
    expect(page.locator(".map-state:not(:empty)")).to_have_count(0, timeout=PATIENCE_MS)
    page_log.refused = {status}
    page_log.errors[:] = page_log.unexpected()
    if status == 503:  # of data that have ended (410) the page says so
        assert [error for error in page_log.errors if "shaded_districts.geojson" in error] != []
        page_log.errors[:] = [error for error in page_log.errors if not error.startswith("AJAXError")]
    # Neither does anything reject without being caught.
    assert page_log.errors == []


def test_an_answer_that_does_not_come_is_reported_until_the_next_one(
    page: Page, atlas: str, wait_for_map: Callable[[Page], None], page_log: PageLog
) -> None:
    page.goto(f"{atlas}/")
    wait_for_map(page)
    alert = page.locator(".unanswered")
    expect(alert).to_have_count(0)
    page.route("**/_dash-update-component*", lambda route: route.abort())
    page.get_by_role("checkbox", name="Killed").check()
    expect(alert).to_contain_text("The server did not answer")
    expect(alert.get_by_role("button")).to_have_text("Load the page again")
    expect(page.locator(".map-state")).to_have_text(
        "The server did not answer: the map is of the filter before."
    )
    page.unroute("**/_dash-update-component*")
    page.get_by_role("checkbox", name="Civilian").check()
    expect(page.locator(".map-state")).to_have_text("")
    expect(alert).to_have_count(0)
    page_log.errors.clear()


@pytest.mark.parametrize("part", ["**/_dash-layout*", "**/map/style.json*", "**/map/shaded_districts*"])
def test_a_page_whose_parts_do_not_come_says_so(page: Page, atlas: str, page_log: PageLog, part: str) -> None:
    page.route(part, lambda route: route.abort())
    page.goto(f"{atlas}/?outcome=killed", wait_until="commit")
    expect(page.locator(".unanswered")).to_contain_text("The server did not answer")
    page.close()
    page_log.errors.clear()
