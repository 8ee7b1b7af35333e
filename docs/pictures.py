"""Takes the pictures of the README from a running atlas: .venv-tests/bin/python docs/pictures.py ADDRESS

Start the atlas first (`mine-atlas`); the pictures are written beside this file.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from playwright.sync_api import sync_playwright

from tests.chromium import ARGUMENTS, CHROMIUM, MAPS_ARE_IDLE, PATIENCE_MS

PICTURES: Final = {
    "atlas.png": ("?incident=KAR-20201123-01", 1440, 900, "light"),
    "atlas-dark.png": ("?victim=deminer&lines=1&lang=az", 1440, 900, "dark"),
    "atlas-phone.png": ("", 390, 844, "light"),
}
"""Name of the file, then query string, width and height in CSS pixels, and colour scheme."""


def main(address: str) -> None:
    """Write every picture."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        for name, (query, width, height, scheme) in PICTURES.items():
            size = {"width": width, "height": height}
            page = browser.new_page(viewport=size, color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
            page.goto(f"{address}/{query}")
            page.wait_for_function("() => document.querySelector('.headline')")
            page.evaluate(MAPS_ARE_IDLE, PATIENCE_MS)
            page.wait_for_timeout(1500)
            page.evaluate(MAPS_ARE_IDLE, PATIENCE_MS)
            page.screenshot(path=Path(__file__).parent / name)
            page.close()
        browser.close()


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    main(sys.argv[1].rstrip("/"))
