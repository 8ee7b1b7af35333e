"""Takes the pictures of docs/desk.md: .venv-tests/bin/python -m docs.desk_pictures

Starts a desk on a new collection with the bundled data, and reads a report that was made up with the facts of one of
its incidents; the pictures are written beside this file.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from PIL import Image
from playwright.sync_api import Page

from tests.benchmark.pages import chromium, serving
from tests.unit.desk.conftest import REPORT

SIZE: Final = (1440, 900)


def main() -> None:
    """Write every picture."""
    with TemporaryDirectory() as folder, chromium() as browser:
        collection = f"{folder}/desk.sqlite"
        with serving("app.py", "desk", collection, "--fill", "bundled", "--port") as address:
            page = browser.new_page(viewport={"width": SIZE[0], "height": SIZE[1]}, reduced_motion="reduce")
            page.goto(f"{address}/desk/report")
            page.get_by_label("Text of the report").fill(REPORT)
            page.get_by_label("Publisher").fill("Example Times")
            page.get_by_role("button", name="Read the report").click()
            page.locator("mark").first.wait_for()
            save(page, "desk-draft.png")
            page.get_by_role("link", name="Code incident 1").click()
            page.get_by_role("radio").first.wait_for()
            save(page, "desk-known.png")
            page.get_by_role("radio", name="A new incident, none of these").check()
            page.get_by_role("button", name="Go on").click()
            page.locator("[id='incident.notes']").evaluate("(field) => field.scrollIntoView()")
            save(page, "desk-form.png")


def save(page: Page, name: str) -> None:
    """What the window shows, in 256 colours."""
    taken = Image.open(BytesIO(page.screenshot())).convert("RGB").quantize(256, dither=Image.Dither.NONE)
    taken.save(Path(__file__).parent / name, optimize=True)
    print(name)


if __name__ == "__main__":
    main()
