"""Prints how long the bundled data takes from opening until the map is drawn, beside a bare Dash page.

Run it as: python -m tests.benchmark.first_view
"""

from __future__ import annotations

from playwright.sync_api import Browser

from tests.benchmark.pages import chromium, in_turn, serving, told
from tests.chromium import MAPS_ARE_IDLE, PATIENCE_MS


def opened(browser: Browser, address: str, until: str) -> float:
    """Milliseconds from opening an address in a fresh browser context until a script resolves."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(address, wait_until="commit")
    milliseconds = float(page.evaluate(until))
    context.close()
    return milliseconds


SENTENCE_IS_THERE = """() => new Promise((resolve) => {
  const look = () => document.getElementById("bare") ? resolve(performance.now()) : setTimeout(look, 10);
  look();
})"""

HEADLINE_IS_THERE = SENTENCE_IS_THERE.replace('"bare"', '"headline"')


def main() -> None:
    with (
        serving("tests/benchmark/bare_page.py") as bare,
        serving("app.py", "--port") as atlas,
        chromium() as browser,
    ):
        taken = in_turn(
            {
                "a bare Dash page": lambda: opened(browser, bare, SENTENCE_IS_THERE),
                "the atlas: headline": lambda: opened(browser, atlas, HEADLINE_IS_THERE),
                "the atlas: map drawn": lambda: opened(browser, atlas, f"() => ({MAPS_ARE_IDLE})({PATIENCE_MS})"),
            }
        )
    print(told(taken, "a bare Dash page"))


if __name__ == "__main__":
    main()
