"""The map of a large collection: cells that open into incidents, drawn for the part that is seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import pytest
from playwright.sync_api import Page

from components.map.figure import DOTS
from data.filters.on_map.level_of_detail import MOST_SINGLE
from tests.benchmark.made_collection import made_collection, write_made
from tests.browser.conftest import OpenPage, StartAtlas
from tests.browser.expecting import expect
from tests.browser.test_map import MAP, circles, view

pytestmark = pytest.mark.shared

Wait = Callable[[Page], None]

INCIDENTS = 20_000
GRAPH = "document.querySelector('#incident-map-graph .js-plotly-plot')"

IN_VIEW = f"""() => {{
  const trace = {GRAPH}._fullData[{DOTS}];
  const bounds = {MAP}.getBounds();
  return [...trace.lon].flatMap((lon, i) => !bounds.contains([lon, trace.lat[i]]) ? [] : [{{
    lon, lat: trace.lat[i], key: trace.customdata[i], size: trace.marker.size[i],
    incidents: Number(/([\\d,]+) incidents?</.exec(trace.hovertext[i])?.[1].replace(",", "") ?? 1),
  }}]);
}}"""
"""The circles that the map shows: place, what a click finds, diameter, number of incidents."""


@pytest.fixture(scope="module")
def atlas(tmp_path_factory: pytest.TempPathFactory, start_atlas: StartAtlas) -> str:
    """The address of an atlas of made-up incidents."""
    folder = write_made(INCIDENTS, tmp_path_factory.mktemp("made"))
    return start_atlas("app.py", "--data", str(folder))


LISTEN = """() => {
  window.askedFor = []; // The changes for which circles of another view were asked for.
  const real = window.fetch;
  window.fetch = (address, settings) => {
    const body = String((settings || {}).body || "");
    if (String(address).includes("_dash-update-component") && body.includes("incident-map-requested")) {
      const { output, changedPropIds } = JSON.parse(body);
      if (output.includes("incident-map-graph.figure") && output.includes("incident-map-drawn")) {
        if (changedPropIds.includes("incident-map-requested.data")) window.askedFor.push(changedPropIds.join());
      }
    }
    return real(address, settings);
  };
}"""


def open_made(page: Page, atlas: str, wait_for_map: Wait, query: str = "", path: str = "/") -> None:
    page.add_init_script(f"({LISTEN})()")
    page.goto(f"{atlas}{path}{query}")
    settle(page, wait_for_map)


def settle(page: Page, wait_for_map: Wait) -> None:
    """Wait until the circles that are there are those of the view."""
    wait_for_map(page)
    page.wait_for_function(f"""() => {{
      const drawn = {MAP}.drawnByAtlas;
      const keys = {GRAPH}.data[{DOTS}].customdata;
      const isDrawn = !drawn || !keys.length || Array.isArray(keys[0]) === drawn.is_single;
      return isDrawn && window.atlas.detail.isEnoughFor({MAP});
    }}""")
    wait_for_map(page)


def largest(page: Page) -> dict[str, Any]:
    """The circle in view with most incidents, and where it stands on the page."""
    found: list[dict[str, Any]] = page.evaluate(IN_VIEW)
    circle = max(found, key=lambda one: one["incidents"])
    script = f"""(point) => {{
      const at = {MAP}.project(point);
      const box = {MAP}.getCanvas().getBoundingClientRect();
      return [at.x + box.left, at.y + box.top];
    }}"""
    return circle | {"at": page.evaluate(script, [circle["lon"], circle["lat"]])}


LISTS_ITS_INCIDENTS: Final = (
    "Boolean(document.querySelector('.incident-details h2')?.textContent.includes('incidents at this point'))"
)


def click_largest(page: Page) -> int:
    """Click the circle in view with most incidents; gives their number."""
    circle = largest(page)
    x, y = circle["at"]
    page.mouse.move(x - 3, y)
    page.mouse.move(x, y)
    # That of the circle before may still be there, and a click is on what the pointer was last found over.
    expect(page.locator("#incident-map-graph .hoverlayer")).to_contain_text(
        f"{circle['incidents']:,} incidents"
    )
    page.mouse.click(x, y)
    return int(circle["incidents"])


def test_everything_is_drawn_as_cells_that_add_up_and_open_into_finer_ones_until_a_point_lists_its_incidents(
    page: Page, atlas: str, wait_for_map: Wait
) -> None:
    open_made(page, atlas, wait_for_map)
    drawn = page.evaluate(IN_VIEW)
    assert sum(circle["incidents"] for circle in drawn) == made_collection(INCIDENTS).has_dot.sum()
    assert len(drawn) < 500
    assert not any(isinstance(circle["key"], list) for circle in drawn)
    expect(page.locator(".map-legend")).to_contain_text("Circle: all incidents of a small area")
    assert page.evaluate("() => window.askedFor") == []

    opened, zoom = [], view(page)[2]
    for _step in range(8):
        opened.append(click_largest(page))
        page.wait_for_function(
            f"(zoom) => {LISTS_ITS_INCIDENTS} || {MAP}.getZoom() * 1000 > zoom + 500", arg=zoom
        )
        if page.evaluate(f"() => {LISTS_ITS_INCIDENTS}"):
            break
        settle(page, wait_for_map)
        zoom = view(page)[2]
    assert len(opened) > 2
    assert opened == sorted(opened, reverse=True)
    expect(page.locator(".incident-details h2")).to_contain_text("incidents at this point")
    expect(page.locator(".incident-details li")).to_have_count(50)
    assert f"{opened[-1]:,} incidents at this point" == page.locator(".incident-details h2").inner_text()
    page.get_by_role("button", name="Incidents after these").click()
    expect(page.locator(".incident-turn")).to_contain_text("51–100 of")
    if opened[-1] > MOST_SINGLE:
        expect(page.locator(".incident-details")).to_contain_text(
            f"Only the latest {MOST_SINGLE:,} can be listed here."
        )


def test_zooming_in_shows_single_incidents_and_zooming_out_cells_again(
    page: Page, atlas: str, wait_for_map: Wait
) -> None:
    made = made_collection(INCIDENTS)
    west = made.incidents.loc[made.has_dot, ["longitude", "latitude"]].sort_values("longitude").iloc[0]
    open_made(page, atlas, wait_for_map, f"?lon={west['longitude']}&lat={west['latitude']}&zoom=11")
    keys = circles(page)
    assert keys
    assert all(isinstance(key, list) for key in keys)
    assert len({incident for key in keys for incident in key}) == sum(map(len, keys)) <= MOST_SINGLE
    expect(page.locator(".map-legend")).to_contain_text("Circle: incidents at a place")
    before = len(page.evaluate("() => window.askedFor"))
    page.get_by_role("button", name="Zoom in").click()
    page.wait_for_function(f"() => {MAP}.getZoom() > 11.9")
    settle(page, wait_for_map)
    assert len(page.evaluate("() => window.askedFor")) == before, "single incidents hold for a closer look"
    page.get_by_role("button", name="Fit the map").click()
    page.wait_for_function(f"() => {MAP}.getZoom() < 8")
    settle(page, wait_for_map)
    assert not any(isinstance(key, list) for key in circles(page))
    expect(page.locator(".map-legend")).to_contain_text("Circle: all incidents of a small area")
    assert len(page.evaluate("() => window.askedFor")) == before + 1


def test_a_panned_map_draws_what_comes_into_view_keeps_its_place_and_draws_a_filter_for_it(
    page: Page, atlas: str, wait_for_map: Wait
) -> None:
    open_made(page, atlas, wait_for_map, "?lon=46.9&lat=40.1&zoom=9.5")
    before = {circle["key"]: circle for circle in page.evaluate(IN_VIEW)}
    page.evaluate(f"() => {MAP}.panBy([500, 0], {{ duration: 0 }}, {{ originalEvent: true }})")
    looked = view(page)
    settle(page, wait_for_map)
    assert view(page) == looked
    after = {circle["key"]: circle for circle in page.evaluate(IN_VIEW)}
    assert {*before} & {*after}
    assert {*after} - {*before}
    for key in {*before} & {*after}:
        assert after[key] == before[key]

    # A filter is drawn for the view that is seen.
    all_of_it = sum(circle["incidents"] for circle in page.evaluate(IN_VIEW))
    page.get_by_role("checkbox", name="Killed").check()
    page.wait_for_function("() => location.search.includes('outcome=killed')")
    settle(page, wait_for_map)
    page.wait_for_function(
        f"(number) => ({IN_VIEW})().reduce((sum, circle) => sum + circle.incidents, 0) < number",
        arg=all_of_it,
    )
    made = made_collection(INCIDENTS)
    killed = {*made.casualties.loc[made.casualties["outcome"] == "killed", "incident_id"]}
    bounds = page.evaluate(f"() => {MAP}.getBounds().toArray().flat()")
    at = made.incidents.loc[
        made.has_dot & made.incidents["incident_id"].isin(killed), ["longitude", "latitude"]
    ]
    inside = at["longitude"].between(bounds[0], bounds[2]) & at["latitude"].between(bounds[1], bounds[3])
    drawn = sum(circle["incidents"] for circle in page.evaluate(IN_VIEW))
    # Cells at the edge stand inside or outside as their mean does.
    assert drawn == pytest.approx(inside.sum(), rel=0.1)


def test_the_embedded_map_refines_too(page: Page, atlas: str, wait_for_map: Wait) -> None:
    open_made(page, atlas, wait_for_map, "?controls=1", "/embed")
    coarse = len(page.evaluate(IN_VIEW))
    page.evaluate(f"() => {MAP}.jumpTo({{ center: [46.9, 40.1], zoom: 9.5 }}, {{ originalEvent: true }})")
    settle(page, wait_for_map)
    assert len(page.evaluate(IN_VIEW)) > coarse


def test_both_maps_of_a_comparison_show_cells_on_one_scale(
    open_page: OpenPage, atlas: str, wait_for_map: Wait
) -> None:
    page = open_page()
    page.goto(f"{atlas}/compare?a=outcome%3Dkilled&b=outcome%3Dinjured")
    wait_for_map(page)
    script = f"""(side) => document.querySelector(`#comparison-maps-${{side}}-graph .js-plotly-plot`)
      .data[{DOTS}].customdata"""
    a, b = (page.evaluate(script, side) for side in ("a", "b"))
    assert a
    assert b
    assert not any(isinstance(key, list) for key in [*a, *b])
    expect(page.locator(".map-legend")).to_contain_text("Circle: all incidents of a small area")
    number = len(a)
    page.get_by_role("button", name="Zoom both maps in").click()
    page.get_by_role("button", name="Zoom both maps in").click()
    page.wait_for_function(f"(number) => ({script})('a').length !== number", arg=number)


@pytest.mark.parametrize(("side", "other"), [("a", "b"), ("b", "a")])
def test_a_cell_of_a_comparison_opens_on_both_maps(
    open_page: OpenPage, atlas: str, wait_for_map: Wait, side: str, other: str
) -> None:
    page = open_page()
    page.goto(f"{atlas}/compare?a=outcome%3Dkilled&b=outcome%3Dinjured")
    wait_for_map(page)

    def on(which: str, script: str) -> str:
        return script.replace("incident-map-graph", f"comparison-maps-{which}-graph")

    views = [page.evaluate(on(which, f"() => {MAP}.getZoom()")) for which in (side, other)]
    found: list[dict[str, Any]] = page.evaluate(on(side, IN_VIEW))
    circle = max(found, key=lambda one: one["incidents"])
    place = f"""(point) => {{
      const at = {MAP}.project(point);
      const box = {MAP}.getCanvas().getBoundingClientRect();
      return [at.x + box.left, at.y + box.top];
    }}"""
    x, y = page.evaluate(on(side, place), [circle["lon"], circle["lat"]])
    page.mouse.move(x - 3, y)
    page.mouse.move(x, y)
    hover = page.locator(f"#comparison-maps-{side}-graph .hoverlayer")
    expect(hover).to_contain_text("Click to zoom in.")
    page.mouse.click(x, y)
    page.wait_for_function(on(side, f"(zoom) => {MAP}.getZoom() > zoom + 0.5"), arg=views[0])
    wait_for_map(page)
    page.wait_for_function(on(side, f"() => window.atlas.detail.isEnoughFor({MAP})"))
    wait_for_map(page)
    looked = [
        page.evaluate(on(which, f"() => [...{MAP}.getCenter().toArray(), {MAP}.getZoom()]"))
        for which in (side, other)
    ]
    assert looked[1] == pytest.approx(looked[0], abs=1e-6)
    finer = page.evaluate(on(side, IN_VIEW))
    assert sum(one["incidents"] for one in finer) < sum(one["incidents"] for one in found)
    assert max(one["incidents"] for one in finer) < circle["incidents"]
    assert page.evaluate(on(other, IN_VIEW))
