"""Takes the pictures of docs/README.md and docs/own-data.md, every width in both themes: .venv-tests/bin/python -m docs.pictures

Starts an atlas of its own on the bundled data; the pictures are written beside this file.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any, Final

from PIL import Image
from playwright.sync_api import Browser

from tests.benchmark.pages import chromium, serving
from tests.chromium import MAPS_ARE_IDLE, PATIENCE_MS

SIZES: Final = ((320, 640), (390, 844), (768, 1024), (1024, 768), (1440, 900), (2560, 1440))
SCHEMES: Final = ("light", "dark")
FOUNDING: Final = "?incident=KAR-20201123-01"

PICTURES: Final = {
    **{
        f"atlas-{width}-{scheme}.png": (FOUNDING if width > 1024 else "", width, height, scheme)
        for width, height in SIZES
        for scheme in SCHEMES
    },
    "compare-1440-light.png": ("compare", 1440, 900, "light"),
    "compare-1440-dark.png": ("compare", 1440, 900, "dark"),
    "deminers-az.png": ("?victim=deminer&lines=1&lang=az", 1440, 900, "light"),
}
"""Name of the file, then path and query string, width and height in CSS pixels, and colour scheme."""


OWN_DATA: Final = "own-data.png"
OWN_ROWS: Final = (
    "Date,Village,Country,Killed,Injured,Device,Team,Victim name\n"
    "03/04/2021,Yenikənd,AZ,1,0,anti-tank mine,Alpha,A. B.\n"
    "05/06/2021,5 km north of Madagiz,AZ,0,2,UXO,Alpha,C. D.\n"
    "07/08/2021,Yenikənd,AZ,0,1,mine,Beta,E. F.\n"
    "09/10/2021,Talış,AZ,,1,gizmo,Beta,G. H.\n"
)
"""A table in which something is left to choose."""


def main() -> None:
    """Write every picture."""
    with serving("app.py", "--port") as address, chromium() as browser:
        for name, (path, width, height, scheme) in PICTURES.items():
            taken = picture(browser, f"{address}/{path}", width, height, scheme)
            taken.save(Path(__file__).parent / name, optimize=True)
            print(name)
        own_data(browser, address).save(Path(__file__).parent / OWN_DATA, optimize=True)
        print(OWN_DATA)


def picture(browser: Browser, address: str, width: int, height: int, scheme: Any) -> Image.Image:
    """A page whose map is drawn, in 256 colours, which keeps the files small and the texts sharp."""
    page = browser.new_page(
        viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce"
    )
    page.goto(address)
    page.evaluate(MAPS_ARE_IDLE, PATIENCE_MS)
    page.wait_for_load_state("networkidle")
    page.evaluate(MAPS_ARE_IDLE, PATIENCE_MS)
    # The drawing of the first view lies over the map until that shows what the address asks for.
    page.locator(".first-map, .first-map-canvas").first.wait_for(state="detached", timeout=PATIENCE_MS)
    taken = Image.open(BytesIO(page.screenshot())).convert("RGB").quantize(256, dither=Image.Dither.NONE)
    page.close()
    return taken


def own_data(browser: Browser, address: str) -> Image.Image:
    """The report of a visitor's table, with what is left to choose."""
    page = browser.new_page(viewport={"width": 1100, "height": 1000}, reduced_motion="reduce")
    page.goto(address)
    page.evaluate(MAPS_ARE_IDLE, PATIENCE_MS)
    page.locator("#own-data-open").click()
    with page.expect_file_chooser() as chooser:
        page.locator("#own-data-choose").click()
    chooser.value.set_files({"name": "accidents.csv", "mimeType": "text/csv", "buffer": OWN_ROWS.encode()})
    page.locator(".own-data-report h2").wait_for(timeout=PATIENCE_MS)
    taken = Image.open(BytesIO(page.screenshot())).convert("RGB").quantize(256, dither=Image.Dither.NONE)
    page.close()
    return taken


if __name__ == "__main__":
    main()
