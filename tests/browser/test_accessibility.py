"""What axe finds on every page, at every width, in both themes and with everything opened: nothing.

What axe leaves undecided is settled by hand in accessibility.md beside this file; the list here holds
the rules that are settled there, and another one fails.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page

from tests.browser.expecting import expect

pytestmark = pytest.mark.shared
Wait = Callable[[Page], None]

RULES: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SETTLED: Final = {
    "color-contrast": (
        "only non-text characters",
        "too short to determine",
        "contains an image node",
        "overlapped by another element",
        "partially obscured",
        "partially overlaps",
        "Axe encountered an error",
        "due to a pseudo element",
    ),
    "aria-required-children": ("Expecting ARIA child role to be added",),
    "aria-valid-attr-value": ("while using aria-haspopup",),
    "th-has-data-cells": ("Table data cells are missing or empty",),
    "frame-tested": ("still has to be tested",),
}
"""What axe may leave undecided, by rule, with a part of its reason: each is settled in accessibility.md."""
FOUNDING: Final = "incident=KAR-20201123-01"


def shows_all(page: Page) -> None:
    """Open every folded part of the page."""
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
    page.wait_for_load_state("networkidle")
    if page.locator("#incident-table").count():
        expect(page.locator(".ag-row-selected .ag-cell").first).to_be_visible()


def shows_nothing_more(_page: Page) -> None:
    """The page as it opens."""


def shows_filters(page: Page) -> None:
    page.get_by_role("button", name="Filters").click()
    expect(page.get_by_role("button", name="Show the map")).to_be_visible()


def shows_a_list(page: Page) -> None:
    page.locator("#filter-panel-actor").click()
    expect(page.get_by_role("option").first).to_be_visible()


def shows_the_calendar(page: Page) -> None:
    page.get_by_label("First day").click()
    expect(page.get_by_role("button", name="Next month")).to_be_visible()


def shows_the_share_dialog(page: Page) -> None:
    page.get_by_role("button", name="Share").click()
    expect(page.get_by_role("dialog")).to_be_visible()


Prepare = Callable[[Page], None]
CLOSED: Final[dict[Prepare, Callable[[Page], Locator]]] = {
    shows_filters: lambda page: page.locator(".page-filters.is-open"),
    shows_a_list: lambda page: page.get_by_role("option"),
    shows_the_calendar: lambda page: page.get_by_role("button", name="Next month"),
    shows_the_share_dialog: lambda page: page.get_by_role("dialog"),
}
"""What the Escape key takes away of what was opened."""
Steps = Sequence[tuple[int, Prepare]]
"""Widths of one page in turn, and what is opened at each; a list, calendar, sheet or dialog is closed after it."""

WIDTHS: Final = (320, 390, 768, 1024, 1440, 2560)

WALKS: Final[list[tuple[str, str, Steps]]] = [
    (f"/?{FOUNDING}", "light", [(width, shows_all) for width in WIDTHS]),
    (f"/?{FOUNDING}", "dark", [(width, shows_all) for width in WIDTHS]),
    (
        "/",
        "light",
        [
            (1440, shows_nothing_more),
            (1440, shows_a_list),
            (1440, shows_the_calendar),
            (1440, shows_the_share_dialog),
            (390, shows_filters),
        ],
    ),
    (
        "/",
        "dark",
        [
            (1440, shows_a_list),
            (1440, shows_the_calendar),
            (1024, shows_filters),
            (390, shows_the_share_dialog),
        ],
    ),
    ("/?from=x&device=uxo", "light", [(1440, shows_nothing_more)]),
    ("/?q=nowhere", "dark", [(390, shows_nothing_more)]),
    ("/embed", "light", [(640, shows_nothing_more)]),
    ("/embed?controls=1", "dark", [(390, shows_all)]),
    ("/compare", "light", [(1440, shows_all)]),
    ("/compare", "dark", [(390, shows_all)]),
]
"""An address, a theme, and the steps of one page of both."""


@pytest.mark.parametrize(
    ("address", "scheme", "steps"),
    WALKS,
    ids=[f"{address}-{scheme}" for address, scheme, _steps in WALKS],
)
def test_axe_finds_nothing(
    open_page: Callable[..., Page], atlas: str, wait_for_map: Wait, address: str, scheme: str, steps: Steps
) -> None:
    page = open_page(steps[0][0], 900, color_scheme=scheme)
    page.goto(atlas + address)
    found: dict[tuple[int, str], list[str]] = {}
    for width, prepare in steps:
        page.set_viewport_size({"width": width, "height": 900})
        wait_for_map(page)
        prepare(page)
        found[width, prepare.__name__] = faults(page)
        if prepare in CLOSED:
            page.keyboard.press("Escape")
            expect(CLOSED[prepare](page)).to_have_count(0)
    assert {step: lines for step, lines in found.items() if lines} == {}


def faults(page: Page) -> list[str]:
    """What axe finds, and what it leaves undecided that nobody settled."""
    found = Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations", "incomplete"]}).response
    undecided = [line for line in _lines_of(found["incomplete"]) if not _is_settled(line)]
    return [*_lines_of(found["violations"]), *undecided]


def _is_settled(line: str) -> bool:
    return any(reason in line for reason in SETTLED.get(line.partition(":")[0], ()))


def _lines_of(results: list[dict[str, Any]]) -> list[str]:
    return [
        f"{result['id']}: {node['target']} {node['html'][:150]} ({node.get('failureSummary', '')[:400]})"
        for result in results
        for node in result["nodes"][:6]
    ]
