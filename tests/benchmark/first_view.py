"""Prints how long the bundled data takes from opening until the map is drawn, beside a bare Dash page.

Run it as: python -m tests.benchmark.first_view
"""

from __future__ import annotations

from tests.benchmark.pages import in_turn, serving, told
from tests.benchmark.unwatched_browser import unwatched_browser
from tests.chromium import MAPS_ARE_IDLE, PATIENCE_MS


def is_there(name: str) -> str:
    """Resolves to the milliseconds from opening until the page has an element; to nothing on a blank page."""
    return f"""location.protocol === "about:" ? null : new Promise((resolve) => {{
      const look = () => document.getElementById("{name}") ? resolve(performance.now()) : setTimeout(look, 10);
      look();
    }})"""


MAP_IS_DRAWN = f'location.protocol === "about:" ? null : ({MAPS_ARE_IDLE})({PATIENCE_MS})'


def main() -> None:
    with (
        serving("tests/benchmark/bare_page.py") as bare,
        serving("app.py", "--port") as atlas,
        unwatched_browser() as browser,
    ):
        taken = in_turn(
            {
                "a bare Dash page": lambda: float(browser.value(bare, is_there("bare"))),
                "the atlas: headline": lambda: float(browser.value(atlas, is_there("headline"))),
                "the atlas: map drawn": lambda: float(browser.value(atlas, MAP_IS_DRAWN)),
            }
        )
    print(told(taken, "a bare Dash page"))


if __name__ == "__main__":
    main()
