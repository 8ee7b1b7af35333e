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


OWN_ROWS: Final = (
    "Date,Village,Country,Killed,Injured,Device,Team,Victim name\n"
    "03/04/2021,Yenikənd,AZ,1,0,anti-tank mine,Alpha,A. B.\n"
    "05/06/2021,5 km north of Madagiz,AZ,0,2,UXO,Alpha,C. D.\n"
    "07/08/2021,Yenikənd,AZ,0,1,mine,Beta,E. F.\n"
    "09/10/2021,Talış,AZ,,1,gizmo,Beta,G. H.\n"
)
"""A table in which something is left to choose."""
PIECES: Final = (
    "Accident register 2019,,,,,,\n"
    "Date,MGRS square (zone 38S),Easting,Northing,Killed (M/F/B/G),Injured (M/F/B/G),Ordnance\n"
    "12 March,LF,32170,23306,1/0/0/0,0/1/2/0,AP mine\n"
    "5 April,LF,3184,22998,0/0/1/0,2/0/0/0,UXO\n"
    "night of 2 May,LE,40120,88014,0/0/0/0,1,IED\n"
)
"""A table whose days lack their year, whose points stand in pieces, and whose cells count several groups."""
WAYPOINTS: Final = (
    '<?xml version="1.0"?><gpx version="1.1" creator="survey" xmlns="http://www.topografix.com/GPX/1/1">'
    '<wpt lat="15.3521" lon="44.2071"><time>2022-05-04T07:12:00Z</time><name>A-01</name>'
    "<desc>AT mine&#10;Killed: 1&#10;Injured: 2</desc><sym>Danger</sym></wpt>"
    '<wpt lat="15.3610" lon="44.2214"><ele>2210</ele><time>2022-06-11T05:40:00Z</time><name>A-02</name>'
    "<desc>UXO&#10;Killed: 0&#10;Injured: 1</desc></wpt>"
    '<trk><trkseg><trkpt lat="15.35" lon="44.20"/><trkpt lat="15.36" lon="44.21"/></trkseg></trk></gpx>'
)
OWN_DATA: Final[dict[str, tuple[str, str, bool]]] = {
    "own-data.png": ("accidents.csv", OWN_ROWS, False),
    "own-data-table.png": ("register.csv", PIECES, True),
    "own-data-gpx.png": ("phone.gpx", WAYPOINTS, True),
}
"""Name of the picture, then that of the file, its text, and whether the report alone is shown, with remarks unfolded."""


def main() -> None:
    """Write every picture."""
    with serving("app.py", "--port") as address, chromium() as browser:
        for name, (path, width, height, scheme) in PICTURES.items():
            taken = picture(browser, f"{address}/{path}", width, height, scheme)
            taken.save(Path(__file__).parent / name, optimize=True)
            print(name)
        for name, (file, content, is_unfolded) in OWN_DATA.items():
            own_data(browser, address, file, content, is_unfolded=is_unfolded).save(
                Path(__file__).parent / name, optimize=True
            )
            print(name)


def picture(browser: Browser, address: str, width: int, height: int, scheme: Any) -> Image.Image:
    """A page whose map is drawn, in 256 colours, which keeps the files small and the texts sharp."""
    page = browser.new_page(
        viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce"
    )
    page.goto(address)
    page.evaluate(MAPS_ARE_IDLE, PATIENCE_MS)
    page.wait_for_load_state("networkidle")
    page.evaluate(MAPS_ARE_IDLE, PATIENCE_MS)
    # Names beside circles come when the map has rested for a moment: assets/map/callouts.js.
    page.wait_for_timeout(1_000)
    page.evaluate(MAPS_ARE_IDLE, PATIENCE_MS)
    # The drawing of the first view lies over the map until that shows what the address asks for.
    page.locator(".first-map, .first-map-canvas").first.wait_for(state="detached", timeout=PATIENCE_MS)
    taken = Image.open(BytesIO(page.screenshot())).convert("RGB").quantize(256, dither=Image.Dither.NONE)
    page.close()
    return taken


def own_data(browser: Browser, address: str, file: str, content: str, *, is_unfolded: bool) -> Image.Image:
    """The report of a visitor's file: with what is left to choose, or alone with its remarks."""
    height = 1_600 if is_unfolded else 1_000
    page = browser.new_page(viewport={"width": 1100, "height": height}, reduced_motion="reduce")
    page.goto(address)
    page.evaluate(MAPS_ARE_IDLE, PATIENCE_MS)
    page.locator("#own-data-open").click()
    with page.expect_file_chooser() as chooser:
        page.locator("#own-data-choose").click()
    chooser.value.set_files({"name": file, "mimeType": "text/plain", "buffer": content.encode()})
    report = page.locator(".own-data-report")
    report.locator("h2").first.wait_for(timeout=PATIENCE_MS)
    if is_unfolded:
        for title in ("How it was read", "Remarks"):
            for part in report.locator("summary", has_text=title).all():
                part.click()
        taken = report.screenshot()
    else:
        taken = page.screenshot()
    page.close()
    return Image.open(BytesIO(taken)).convert("RGB").quantize(256, dither=Image.Dither.NONE)


if __name__ == "__main__":
    main()
