"""The map in a real browser: what it draws, where it looks, and what a click on it does."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from PIL import Image, ImageColor
from playwright.sync_api import Page

from components.map.figure import CASING, CHOSEN_POINT, DOTS
from components.theme import PALETTES
from data.filters.incident_filter import IncidentFilter
from data.filters.summary import summary_of
from data.tables.dataset import Dataset
from tests.browser.address import address_of
from tests.browser.expecting import expect
from tests.tables import bundled

pytestmark = pytest.mark.shared

Wait = Callable[[Page], None]

MAP = "document.querySelector('#incident-map-graph .js-plotly-plot')._fullLayout.map._subplot.map"
MADAGIZ = (46.75082, 40.32612)
SHIRAK = (43.773422, 40.859006)
KALBAJAR_COUNTRYSIDE = (46.2, 40.0)


def on_screen(page: Page, point: tuple[float, float]) -> tuple[float, float]:
    """Where a longitude and latitude stands on the page, in pixels."""
    script = f"""(point) => {{
      const map = {MAP};
      const box = map.getCanvas().getBoundingClientRect();
      const at = map.project(point);
      return [at.x + box.left, at.y + box.top];
    }}"""
    x, y = page.evaluate(script, list(point))
    return x, y


def share_of(page: Page, colour: str) -> float:
    """How much of what is seen of the map has exactly a colour, from 0 to 1."""
    box = page.locator("#incident-map-graph").bounding_box()
    assert box is not None
    seen = Image.open(BytesIO(page.screenshot(clip=box))).convert("RGB")
    expected = ImageColor.getrgb(colour)
    counted = {drawn: pixels for pixels, drawn in seen.getcolors(seen.width * seen.height) or []}
    return counted.get(expected, 0) / (seen.width * seen.height)


def view(page: Page) -> list[float]:
    """Longitude, latitude and zoom of the map, rounded to what can be seen."""
    looked: list[float] = page.evaluate(
        f"() => [{MAP}.getCenter().lng, {MAP}.getCenter().lat, {MAP}.getZoom()].map((n) => Math.round(n * 1000))"
    )
    return looked


def circles(page: Page) -> list[list[str]]:
    """The identifiers of the incidents in each circle that the map was given."""
    drawn: list[list[str]] = page.evaluate(
        f"() => document.querySelector('#incident-map-graph .js-plotly-plot').data[{DOTS}].customdata || []"
    )
    return drawn


def open_atlas(page: Page, atlas: str, wait_for_map: Wait, query: str = "") -> None:
    page.goto(f"{atlas}/{query}")
    wait_for_map(page)
    page.wait_for_function(
        f"() => Array.isArray(document.querySelector('#incident-map-graph .js-plotly-plot').data[{DOTS}].customdata)"
    )
    wait_for_map(page)


@pytest.mark.painted
@pytest.mark.parametrize("query", ["?precision=2", "?lon=30&lat=45&zoom=3"])
def test_land_districts_and_circles_are_seen(
    page: Page, atlas: str, wait_for_map: Callable[[Page], None], query: str
) -> None:
    page.goto(f"{atlas}/{query}")
    wait_for_map(page)
    assert_seen(page)


def assert_seen(page: Page) -> None:
    """Land and circles have their part of the map's pixels."""
    colours = PALETTES["light"]
    assert share_of(page, colours.land) > 0.25
    assert share_of(page, colours.killed) > 0.0005
    # Far away, outlines lie over the most of them.
    assert share_of(page, colours.injured) > 0.0002


COVERED = f"""() => {{
  const map = {MAP};
  const {{ data }} = document.querySelector('#incident-map-graph .js-plotly-plot');
  const [dots, casing] = [data[{DOTS}], data[{CASING}]];
  const at = (i) => map.project([dots.lon[i], dots.lat[i]]);
  const radius = (i) => casing.marker.size[i] / 2;
  const away = (one, other) => Math.hypot(one.x - other.x, one.y - other.y);
  const box = map.getCanvas().getBoundingClientRect();
  const covered = dots.lon.flatMap((_, i) => {{
    const above = dots.lon.map((_, j) => j).filter((j) => j > i && away(at(i), at(j)) < radius(j) - 6);
    const alone = (j) => dots.lon.every((_, k) => k === j || k === i || away(at(j), at(k)) > radius(j) + radius(k));
    return dots.customdata[i].length > 1 && above.length === 1 && alone(above[0])
      ? [[box.left + at(i).x, box.top + at(i).y, dots.marker.color[above[0]]]] : [];
  }});
  const named = ["town-labels", "district-labels", "country-labels", "callout-labels"];
  const under = dots.lon.map((_, i) => i).filter((i) => {{
    const [{{ x, y }}, r] = [at(i), dots.marker.size[i] * 0.3];
    return map.queryRenderedFeatures([[x - r, y - r], [x + r, y + r]], {{ layers: named }}).length;
  }});
  return {{ covered, under, names: map.queryRenderedFeatures({{ layers: named }}).length, circles: dots.lon.length }};
}}"""
"""Middles of circles of several incidents that one other covers, with the colour of that; circles over a name."""


@pytest.mark.painted
@pytest.mark.parametrize("query", ["?lang=en", "?lang=hy"])
def test_no_number_lies_on_another_circle_and_no_name_under_one(
    open_page: Callable[..., Page], atlas: str, wait_for_map: Wait, query: str
) -> None:
    page = open_page(1440, 900)
    open_atlas(page, atlas, wait_for_map, query)
    found = page.evaluate(COVERED)
    assert found["circles"] > 50
    assert found["names"] > 10
    assert found["under"] == []
    seen = Image.open(BytesIO(page.screenshot())).convert("RGB")
    for x, y, colour in found["covered"]:
        around = [
            seen.getpixel((round(x) + across, round(y) + up)) for across in (-3, 0, 3) for up in (-3, 0, 3)
        ]
        assert set(around) == {ImageColor.getrgb(colour)}


DRAWN_WHILE_FILTERED = f"""(filter) => new Promise((resolve) => {{
  const map = {MAP};
  const watch = () => {{
    const drawn = [];
    const {{ context }} = map.painter;
    const clear = context.clear;
    context.clear = (...settings) => {{
      drawn.push(map.loaded());
      clear.apply(context, settings);
    }};
    // However slow this machine is.
    const wait = map.waitForParts;
    map.waitForParts = () => wait(60000);
    const highest = [];
    const look = () => {{
      highest.push(document.documentElement.scrollHeight);
      if (highest.length) requestAnimationFrame(look);
    }};
    look();
    window.atlas.whenRepainted(() => {{
      context.clear = clear;
      map.waitForParts = wait;
      resolve({{ drawn, highest: Math.max(...highest.splice(0)) }});
    }});
    dash_clientside.set_props("filter", {{ data: filter }});
  }};
  // Its parts may still be arriving from the move that the opened page ended with.
  const settle = () => (map.loaded() && !map.isMoving() ? watch() : map.once("idle", settle));
  settle();
}})"""
"""Changes the filter of a map at rest; gives of each drawing of the map whether all that it shows was there, and how high the page became."""


@pytest.mark.painted
def test_a_filter_draws_the_map_when_all_of_it_is_there_and_never_makes_the_page_scroll(
    page: Page, atlas: str, wait_for_map: Wait
) -> None:
    page.goto(atlas)
    wait_for_map(page)
    page.wait_for_load_state("networkidle")
    assert_seen(page)
    orange = share_of(page, PALETTES["light"].injured)
    seen = page.evaluate(DRAWN_WHILE_FILTERED, {"outcome": ["killed"]})
    assert set(seen["drawn"]) == {True}
    assert seen["highest"] == 900
    assert share_of(page, PALETTES["light"].killed) > 0.0005
    # What is left of it stands in the legend.
    assert share_of(page, PALETTES["light"].injured) < orange / 3


def test_a_filter_keeps_the_readers_view_until_a_fit_is_requested(
    page: Page, atlas: str, wait_for_map: Wait
) -> None:
    open_atlas(page, atlas, wait_for_map)
    page.get_by_role("button", name="Zoom in").click()
    page.wait_for_function("() => location.search.includes('zoom')")
    before = view(page)
    page.get_by_role("checkbox", name="Killed").check()
    expect(page.locator(".headline")).to_contain_text("54 incidents")
    wait_for_map(page)
    assert view(page) == before
    page.get_by_role("button", name="Fit the map").click()
    page.wait_for_function("() => !location.search.includes('zoom')")
    assert view(page) != before


IN_SIGHT = f"""(points) => {{
  const map = {MAP};
  const sheet = map.getContainer().closest(".incident-map-sheet");
  const box = map.getContainer().getBoundingClientRect();
  const over = [...sheet.children].filter((part) => !part.contains(map.getContainer()) && part.ariaHidden !== "true")
    .map((part) => part.getBoundingClientRect()).filter((part) => part.width > 0);
  return points.every((point) => {{
    const at = map.project(point);
    const [x, y] = [at.x + box.left, at.y + box.top];
    const isInside = at.x > 0 && at.y > 0 && at.x < box.width && at.y < box.height;
    return isInside && !over.some((part) => x > part.left && x < part.right && y > part.top && y < part.bottom);
  }});
}}"""
"""Whether all of these points lie on the map, and neither legend nor settings nor buttons over them."""


def dots(dataset: Dataset, **requested: Any) -> list[list[float]]:
    """Longitude and latitude of the matching incidents with a dot."""
    rows = [row for row in summary_of(dataset, IncidentFilter(**requested)).rows if dataset.has_dot[row]]
    points: list[list[float]] = dataset.incidents.loc[rows, ["longitude", "latitude"]].to_numpy().tolist()
    return points


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)])
def test_a_link_a_filter_and_an_unfolded_legend_leave_all_that_matches_in_sight(
    open_page: Callable[..., Page], atlas: str, wait_for_map: Wait, dataset: Dataset, size: tuple[int, int]
) -> None:
    page = open_page(*size)
    open_atlas(page, atlas, wait_for_map, "?district=AZ-TAR")
    points = dots(dataset, district=("AZ-TAR",))
    page.wait_for_function(IN_SIGHT, arg=points)
    zoomed = view(page)[2]
    assert zoomed > 8000
    page.evaluate("document.getElementById('map-legend-fold').open = true")
    page.wait_for_function(IN_SIGHT, arg=points)
    page.evaluate(
        "dash_clientside.set_props('filter-request', { data: { filter: { victim: ['deminer'] } } })"
    )
    page.wait_for_function(f"() => {MAP}.getZoom() < {zoomed / 1000 - 0.5}")
    wait_for_map(page)
    page.wait_for_function(IN_SIGHT, arg=dots(dataset, victim=("deminer",)))
    expect(page.get_by_role("button", name="Follow the filter")).to_be_hidden()


def test_moved_by_hand_the_map_stays_until_it_is_to_follow_again(
    page: Page, atlas: str, wait_for_map: Wait
) -> None:
    open_atlas(page, atlas, wait_for_map, "?district=AZ-TAR")
    follow = page.get_by_role("button", name="Follow the filter")
    expect(follow).to_be_hidden()
    x, y = on_screen(page, MADAGIZ)
    page.mouse.move(x + 90, y + 90)
    page.mouse.down()
    page.mouse.move(x + 30, y + 90, steps=4)
    page.mouse.up()
    expect(follow).to_be_visible()
    wait_for_map(page)
    before = view(page)
    page.evaluate("dash_clientside.set_props('filter-request', { data: { filter: {} } })")
    expect(page.locator(".headline")).to_contain_text(f"{len(bundled().incidents)} incidents")
    wait_for_map(page)
    assert view(page) == before
    follow.click()
    page.wait_for_function(f"() => {MAP}.getZoom() < {before[2] / 1000 - 1}")
    expect(follow).to_be_hidden()
    page.wait_for_function("() => !location.search.includes('zoom')")


def test_the_selected_incident_lies_over_all_others_and_in_sight(
    page: Page, atlas: str, wait_for_map: Wait, dataset: Dataset
) -> None:
    open_atlas(page, atlas, wait_for_map, "?district=AZ-TAR&incident=KAR-20130407-01")
    page.wait_for_function(IN_SIGHT, arg=[list(SHIRAK)])
    assert page.evaluate(IN_SIGHT, dots(dataset, district=("AZ-TAR",)))
    page.goto(f"{atlas}/?incident=KAR-20130407-01")
    wait_for_map(page)
    page.wait_for_function(
        f"""(at) => {{
          // The last that is drawn lies on top.
          const top = window.atlas.circles.drawnOn({MAP}).at(-1);
          const {{ lon, lat, marker }} = document.querySelector('#incident-map-graph .js-plotly-plot').data[{CHOSEN_POINT}];
          const {{ x, y }} = {MAP}.project(at);
          return top && lon[0] === at[0] && lat[0] === at[1] && Math.hypot(top.x - x, top.y - y) < 0.5 &&
            top.discs.length === marker.size.length && top.discs[0][0] === marker.size[0] / 2;
        }}""",
        arg=list(SHIRAK),
    )


def test_a_fit_shows_everything_also_where_the_address_named_a_view(
    page: Page, atlas: str, wait_for_map: Wait
) -> None:
    open_atlas(page, atlas, wait_for_map)
    fitted = view(page)
    open_atlas(page, atlas, wait_for_map, "?lon=46.75&lat=40.32&zoom=10")
    page.get_by_role("button", name="Fit the map").click()
    page.wait_for_function("() => !location.search.includes('zoom')")
    assert view(page) == fitted


def test_a_circle_of_several_incidents_opens_their_list(page: Page, atlas: str, wait_for_map: Wait) -> None:
    open_atlas(page, atlas, wait_for_map, "?lon=46.75&lat=40.32&zoom=10")
    page.mouse.click(*on_screen(page, MADAGIZ))
    expect(page.locator(".incident-details h2")).to_have_text("4 incidents at this point")
    page.get_by_role("button", name="23 Nov 2020 near Suqovuşan").click()
    expect(page.locator(".incident-details h2")).to_have_text("Near Suqovuşan, Tərtər · 23 Nov 2020")
    table = page.locator(".incident-details table")
    expect(table).to_contain_text("Russian peacekeepers")
    expect(table.locator("tbody tr")).to_have_count(3)


def test_a_circle_is_described_and_selected_and_a_district_filters_until_it_is_clicked_again(
    page: Page, atlas: str, wait_for_map: Wait
) -> None:
    open_atlas(page, atlas, wait_for_map)
    x, y = on_screen(page, SHIRAK)
    page.mouse.move(x - 4, y)
    page.mouse.move(x, y)
    expect(page.locator("#incident-map-graph .hoverlayer")).to_contain_text(
        "7 Apr 2013, near Vahramaberd, Shirak: 2"
    )
    page.mouse.click(x, y)
    expect(page.locator(".incident-details h2")).to_contain_text("· 7 Apr 2013")
    assert "incident=KAR-20130407-01" in address_of(page)
    page.locator(".card-close").click()
    expect(page.locator(".incident-details")).not_to_be_visible()
    wait_for_map(page)
    at = on_screen(page, KALBAJAR_COUNTRYSIDE)
    page.mouse.click(*at)
    expect(page.locator(".headline")).to_contain_text("9 incidents")
    assert "district=AZ-KAL" in address_of(page)
    wait_for_map(page)
    # The map has followed to the district.
    there = on_screen(page, KALBAJAR_COUNTRYSIDE)
    assert there != at
    page.mouse.move(there[0] + 5, there[1])
    page.mouse.click(*there)
    expect(page.locator(".headline")).to_contain_text("165 incidents")


def test_a_selected_incident_that_is_out_of_sight_is_brought_into_sight(
    page: Page, atlas: str, wait_for_map: Wait
) -> None:
    open_atlas(page, atlas, wait_for_map, "?from=2013-04-07&to=2013-04-07&lon=48.5&lat=39&zoom=9")
    assert not page.evaluate(f"(point) => {MAP}.getBounds().contains(point)", list(SHIRAK))
    page.locator(".incident-table summary").click()
    page.locator(".ag-row[row-id=KAR-20130407-01] [col-id=place]").click()
    page.wait_for_function(f"(point) => {MAP}.getBounds().contains(point)", arg=list(SHIRAK))


@pytest.mark.parametrize(("language", "name"), [("az", "Tərtər"), ("hy", "Երևան"), ("ru", "Ереван")])
def test_labels_follow_the_chosen_name_language(
    page: Page, atlas: str, wait_for_map: Wait, language: str, name: str
) -> None:
    open_atlas(page, atlas, wait_for_map, f"?lang={language}&lon=45.7&lat=40.2&zoom=7.6")
    page.wait_for_function(
        f"() => {MAP}.getStyle().layers.some((l) => l.layout?.['text-field']?.[1] === 'name_{language}')"
    )
    wait_for_map(page)
    script = f"""() => {MAP}.queryRenderedFeatures({{ layers: ["town-labels", "district-labels"] }})
      .map((feature) => feature.properties.name_{language})"""
    labels: list[Any] = page.evaluate(script)
    assert name in labels


@pytest.mark.parametrize("size", [(1440, 900), (1024, 768), (390, 844)])
def test_the_map_opens_with_all_its_circles_in_sight_and_names_the_districts_with_the_most_incidents(
    open_page: Callable[..., Page], atlas: str, wait_for_map: Wait, dataset: Dataset, size: tuple[int, int]
) -> None:
    page = open_page(*size)
    open_atlas(page, atlas, wait_for_map)
    points = dataset.incidents.loc[dataset.has_dot, ["longitude", "latitude"]].to_numpy().tolist()
    assert page.evaluate(f"(points) => points.every((point) => {MAP}.getBounds().contains(point))", points)
    assert "zoom" not in page.url
    # Every incident with a dot is in one circle.
    drawn = [incident for circle in circles(page) for incident in circle]
    assert sorted(drawn) == sorted(dataset.incidents["incident_id"][dataset.has_dot])
    # The map is readable without sight.
    section = page.get_by_role("region", name="Map of incidents")
    expect(section).to_contain_text(
        "Map of 154 incidents. Districts with most incidents: Ağdam 32, Tərtər 30, Füzuli 15."
    )
    expect(section).to_contain_text("The absence of a marker does not mean that an area is safe.")
    layers = ["callout-labels", "district-labels", "town-labels"]
    page.wait_for_function(
        f"""([layers, wanted]) => {{
          const shown = {MAP}.queryRenderedFeatures({{ layers }}).map(({{ properties }}) => properties.text || properties.name_en);
          return wanted.every((name) => shown.includes(name));
        }}""",
        arg=[layers, ["Ağdam", "Tərtər", "Füzuli"]],
    )
    assert page.evaluate(COVERED)["under"] == []
    # A filter that leaves one district leaves no name of the others on a line.
    page.goto(f"{atlas}/?district=AZ-TAR&outcome=killed")
    wait_for_map(page)
    page.wait_for_function(
        f"""() => !{MAP}.queryRenderedFeatures({{ layers: ["callout-labels"] }}).some(({{ properties }}) => properties.text === "Ağdam")"""
    )


def test_historical_lines_are_off_until_switched_on(page: Page, atlas: str, wait_for_map: Wait) -> None:
    open_atlas(page, atlas, wait_for_map)
    has_lines = f"() => {MAP}.getLayoutProperty('line_of_contact_1994', 'visibility') === 'visible'"
    assert not page.evaluate(has_lines)
    page.get_by_text("Map settings").click()
    page.get_by_role("switch", name="Historical lines").check()
    page.wait_for_function(has_lines)
    assert "lines=1" in page.url


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_theme_names_and_lines_of_an_address_leave_the_circles_on_the_map(
    open_page: Callable[..., Page], atlas: str, wait_for_map: Wait, scheme: str
) -> None:
    page = open_page(1440, 900, color_scheme=scheme)
    open_atlas(page, atlas, wait_for_map, "?victim=deminer&lines=1&lang=az")
    page.wait_for_function(
        f"() => {MAP}.getLayoutProperty('line_of_contact_1994', 'visibility') === 'visible'"
    )
    wait_for_map(page)
    drawn = page.evaluate(f"() => window.atlas.circles.drawnOn({MAP}).length")
    assert drawn >= len(circles(page)) > 5
