"""The headline of a filter that a press is going to choose is there before the controls have told of it, and is never another's."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Final

import pytest
from playwright.sync_api import Page

from tests.browser.expecting import expect

pytestmark = pytest.mark.shared

HEADLINE: Final = "#headline .figure.incidents"

LISTEN: Final = """() => {
  const { headline } = window.atlas;
  const heard = window.heard = { foreseen: [], told: [] };
  const { choose, expect } = headline;
  headline.choose = (filter) => { heard.foreseen.push(filter); choose(filter); };
  headline.expect = (filter, ...more) => { heard.told.push(filter); return expect(filter, ...more); };
}"""


IS_STILL: Final = """() => new Promise((resolve) => {
  const end = () => { watch.disconnect(); resolve(); };
  let due = setTimeout(end, 300);
  const watch = new MutationObserver(() => { clearTimeout(due); due = setTimeout(end, 300); });
  watch.observe(document.querySelector(".page-filters"), { subtree: true, childList: true, characterData: true, attributes: true });
})"""
"""Resolves when nothing of the filter has been drawn for a while."""


@pytest.fixture
def opened(page: Page, atlas: str, wait_for_map: Callable[[Page], None]) -> Page:
    page.goto(atlas)
    wait_for_map(page)
    page.evaluate(LISTEN)
    return page


def incidents(page: Page, atlas: str, query: str) -> str:
    number = json.loads(page.request.get(f"{atlas}/summary.json?{query}").text())["incidents"]
    return f"{number} incident{'s' * (number != 1)}"


def presses(page: Page) -> list[tuple[str, Callable[[], None]]]:
    """Each kind of press, with the filter that is stored after it as an address has it."""
    boxes = page.locator(".filter-panel-boxes")
    return [
        ("outcome=killed", page.get_by_role("checkbox", name="Killed").check),
        ("outcome=killed&outcome=injured", boxes.get_by_text("Injured", exact=True).click),
        ("outcome=injured", page.get_by_role("checkbox", name="Killed").uncheck),
        ("outcome=injured&victim=deminer", lambda: page.get_by_role("checkbox", name="Deminer").press(" ")),
        (
            "outcome=injured",
            page.locator(".active-filter-parts button", has_text=re.compile("deminer", re.I)).click,
        ),
        ("outcome=injured&actor=ANAMA+deminers", lambda: choose_deminers(page)),
        ("", page.get_by_role("button", name="Reset").click),
    ]


def choose_deminers(page: Page) -> None:
    page.locator("#filter-panel-actor").click()
    page.get_by_role("option", name=re.compile("^ANAMA deminers")).click()


def a_press_that_is_let_go_elsewhere_shows_nothing(opened: Page) -> None:
    before = opened.locator(HEADLINE).inner_text()
    place = opened.get_by_role("checkbox", name="Killed").bounding_box()
    assert place is not None
    opened.mouse.move(place["x"] + 5, place["y"] + 5)
    with opened.expect_response(re.compile(r"/headline.json\?outcome=killed$")):
        opened.mouse.down()
    opened.mouse.move(place["x"] + 5, place["y"] + 300)
    opened.mouse.up()
    opened.wait_for_timeout(300)
    assert opened.locator(HEADLINE).inner_text() == before
    assert opened.evaluate("window.heard") == {"foreseen": [], "told": []}


def test_what_a_press_foresees_is_what_the_controls_tell_and_one_let_go_elsewhere_shows_nothing(
    opened: Page, atlas: str, wait_for_map: Callable[[Page], None]
) -> None:
    a_press_that_is_let_go_elsewhere_shows_nothing(opened)
    for query, press in presses(opened):
        opened.evaluate("window.heard.foreseen.length = window.heard.told.length = 0")
        press()
        opened.wait_for_function("() => window.heard.told.length")
        messages = opened.evaluate("window.heard")
        assert messages["foreseen"], query
        assert messages["foreseen"][-1] == messages["told"][0], query
        expect(opened.locator(HEADLINE)).to_have_text(incidents(opened, atlas, query))
        # Boxes are drawn anew with their counts once the map is there; a key that is held meanwhile presses none.
        wait_for_map(opened)
        opened.wait_for_load_state("networkidle")
        opened.evaluate(IS_STILL)


@pytest.mark.apart  # a process that is slowed down is of one page alone
def test_presses_in_haste_on_a_slow_machine_leave_the_last_filter(opened: Page, atlas: str) -> None:
    slowed = opened.context.new_cdp_session(opened)
    slowed.send("Emulation.setCPUThrottlingRate", {"rate": 6})
    names = ("Killed", "Injured", "Journalist", "Killed", "Deminer", "Injured")
    try:
        opened.evaluate(
            """(names) => {
              const boxes = [...document.querySelectorAll(".filter-panel-boxes input")];
              const named = (name) => boxes.find((box) => box.labels[0].textContent === name);
              names.forEach((name, turn) => setTimeout(() => named(name).click(), 60 * turn));
            }""",
            names,
        )
        expect(opened).to_have_url(re.compile(r"\?victim=deminer&victim=journalist$"), timeout=20_000)
    finally:
        slowed.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    expect(opened.locator(HEADLINE)).to_have_text(
        incidents(opened, atlas, "victim=deminer&victim=journalist")
    )
    for name in ("Killed", "Injured"):
        expect(opened.get_by_role("checkbox", name=name)).not_to_be_checked()
