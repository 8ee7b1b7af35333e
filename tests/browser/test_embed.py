"""The embedded map, framed by a page of another origin that denies it storage."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise

import pytest
from playwright.sync_api import Frame, Page

from components.frames import HOST_SCRIPT
from tests.browser.conftest import OpenPage, PageLog
from tests.browser.expecting import expect
from tests.chromium import MAPS_ARE_IDLE, PATIENCE_MS

pytestmark = pytest.mark.shared

NO_STORAGE = """for (const name of ["localStorage", "sessionStorage"]) {
  Object.defineProperty(window, name, { get() { throw new DOMException("denied", "SecurityError"); } });
}"""


@pytest.fixture
def host(atlas: str) -> Iterator[Callable[[str], str]]:
    """A function that puts HTML on a page of another origin and gives its address."""
    pages: dict[str, bytes] = {}

    class Host(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(pages.get(self.path, b""))

        def log_message(self, *_arguments: object) -> None:
            """Nothing of it is of interest."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Host)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def put(html: str) -> str:
        pages["/news"] = (
            f"<!DOCTYPE html><html lang='en'><link rel='icon' href='data:,'><body>{html}</body></html>".encode()
        )
        return f"http://127.0.0.1:{server.server_port}/news"

    yield put
    server.shutdown()
    server.server_close()


def framed(page: Page, atlas: str) -> Frame:
    """The frame of the embedded map, once its map has drawn all that it knows."""
    page.wait_for_function("() => document.querySelector('iframe')")
    frame = next(frame for frame in page.frames if frame.url.startswith(f"{atlas}/embed"))
    frame.wait_for_selector(".incident-map-sheet")
    frame.evaluate(MAPS_ARE_IDLE, PATIENCE_MS)
    return frame


@pytest.mark.parametrize("size", [(300, 250), (640, 480)])
def test_it_works_in_a_frame_without_storage(
    open_page: Callable[..., Page],
    atlas: str,
    page_log: PageLog,
    host: Callable[[str], str],
    size: tuple[int, int],
) -> None:
    page = open_page(1000, 800)
    page.add_init_script(NO_STORAGE)
    query = "from=2020-11-23&amp;to=2020-11-23&amp;incident=KAR-20201123-01"
    address = host(f'<iframe src="{atlas}/embed?{query}" width="{size[0]}" height="{size[1]}"></iframe>')
    page.goto(address)
    frame = framed(page, atlas)
    expect(frame.locator(".headline")).to_contain_text("1 incident")
    expect(frame.locator(".headline")).to_contain_text("5 injured")
    for part in (".safety", ".incident-map-notes", ".embed-edition"):
        box = frame.locator(part).bounding_box()
        assert box is not None
        assert frame.locator(part).evaluate("(part) => part.scrollHeight <= part.clientHeight + 1"), (
            f"{part} is cut"
        )
    expect(frame.locator(".embed > .incident-map-credits")).to_contain_text("Natural Earth")
    expect(frame.locator(".embed-edition")).to_contain_text("As of 28 Nov 2026")
    is_open = frame.locator("#map-legend-fold").evaluate("(legend) => legend.open")
    assert is_open == (size[0] >= 400 and size[1] > 600)
    expect(frame.get_by_role("button", name="Zoom in")).to_be_hidden()
    page_log.elsewhere[:] = [url for url in page_log.elsewhere if url != address]


@pytest.mark.parametrize("size", [(300, 250), (480, 360)])
def test_a_small_frame_opens_legend_and_credits_over_its_map_by_keyboard(
    open_page: Callable[..., Page], atlas: str, wait_for_map: Callable[[Page], None], size: tuple[int, int]
) -> None:
    page = open_page(*size)
    page.goto(f"{atlas}/embed?lang=ru")
    wait_for_map(page)
    legend = page.locator("#map-legend-fold")
    expect(legend).not_to_have_attribute("open", "")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= size[0]
    control = legend.locator("> summary")
    box = control.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 24
    control.focus()
    page.keyboard.press("Enter")
    expect(legend.locator(".incident-map-credits")).to_be_visible()
    expect(legend.locator(".swatch.circle.size").first).to_be_visible()
    opened, sheet = legend.bounding_box(), page.locator(".incident-map-sheet").bounding_box()
    assert opened is not None
    assert sheet is not None
    assert abs(opened["y"] - sheet["y"]) <= 1
    assert abs(opened["height"] - sheet["height"]) <= 1
    for part in ("h1", ".safety", ".embed-edition"):
        expect(page.locator(part)).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(legend.locator(".incident-map-credits")).to_be_hidden()


def test_a_small_comparison_opens_legend_caveat_and_credits_by_keyboard(
    open_page: Callable[..., Page], atlas: str, wait_for_map: Callable[[Page], None]
) -> None:
    page = open_page(300, 250)
    page.goto(f"{atlas}/embed/compare")
    page.wait_for_function("() => document.querySelector('.compare-message')?.textContent")
    legend = page.locator("#map-legend-fold")
    expect(legend).not_to_have_attribute("open", "")
    legend.locator("> summary").focus()
    page.keyboard.press("Enter")
    expect(legend.locator(".embed-credits")).to_contain_text("Counts of reports")
    expect(legend.locator(".embed-credits")).to_contain_text("Natural Earth")
    for part in (".compare-message", ".incident-map-notes .safety"):
        expect(page.locator(part)).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(legend.locator(".embed-credits")).to_be_hidden()


@pytest.mark.parametrize("path", ["/embed?lang=ru", "/embed/compare?a=outcome%3Dkilled"])
def test_a_sandbox_that_keeps_the_map_from_its_data_is_named(
    open_page: Callable[..., Page], atlas: str, page_log: PageLog, host: Callable[[str], str], path: str
) -> None:
    page = open_page(1000, 800)
    address = host(f'<iframe src="{atlas}{path}" sandbox="allow-scripts" width="640" height="480"></iframe>')
    page.goto(address)
    message = page.frame_locator("iframe").locator("#embed-sandboxed")
    expect(message).to_be_visible()
    expect(message).to_contain_text("allow-same-origin")
    expect(page.frame_locator("iframe").locator("#react-entry-point")).to_be_hidden()
    page_log.elsewhere[:] = [url for url in page_log.elsewhere if url != address]
    page.goto("about:blank")
    page_log.errors.clear()  # the browser's own, for each request that it refused


def test_a_sandbox_with_the_same_origin_shows_the_map(
    open_page: Callable[..., Page], atlas: str, page_log: PageLog, host: Callable[[str], str]
) -> None:
    page = open_page(1000, 800)
    sandbox = "allow-scripts allow-same-origin"
    address = host(
        f'<iframe src="{atlas}/embed?outcome=killed" sandbox="{sandbox}" width="640" height="480"></iframe>'
    )
    page.goto(address)
    frame = framed(page, atlas)
    expect(frame.locator(".headline")).to_contain_text("incidents")
    expect(frame.locator("#embed-sandboxed")).to_be_hidden()
    page_log.elsewhere[:] = [url for url in page_log.elsewhere if url != address]


def test_controls_come_when_requested(
    open_page: Callable[..., Page], atlas: str, wait_for_map: Callable[[Page], None]
) -> None:
    page = open_page(640, 480)
    page.goto(f"{atlas}/embed?controls=1")
    wait_for_map(page)
    expect(page.get_by_role("button", name="Zoom in")).to_be_visible()
    expect(page.get_by_role("link", name="Open in the atlas")).to_have_attribute("href", "/?controls=1")


def test_the_script_gives_the_frame_its_height(
    open_page: Callable[..., Page], atlas: str, page_log: PageLog, host: Callable[[str], str]
) -> None:
    page = open_page(1000, 1200)
    address = host(
        f'<iframe src="{atlas}/embed" width="100%" height="260"></iframe><script async src="{atlas}{HOST_SCRIPT}"></script>'
    )
    page.goto(address)
    framed(page, atlas)
    page.wait_for_function("() => document.querySelector('iframe').clientHeight > 400")
    page_log.elsewhere[:] = [url for url in page_log.elsewhere if url != address]


@pytest.mark.parametrize(
    ("path", "parts"),
    [
        ("/embed?lang=hy&amp;outcome=killed", ("h1", ".embed-filter", ".safety", "#incident-map-graph")),
        (
            "/embed/compare?lang=ru",
            (".compare-message", ".safety", "#comparison-maps-a-graph", "#comparison-maps-b-graph"),
        ),
    ],
)
def test_a_small_frame_keeps_its_size_its_title_its_map_and_the_safety_line(
    open_page: Callable[..., Page],
    atlas: str,
    page_log: PageLog,
    host: Callable[[str], str],
    path: str,
    parts: tuple[str, ...],
) -> None:
    page = open_page(1000, 800)
    frame_of = f'<iframe src="{atlas}{path}" width="300" height="250"></iframe>'
    address = host(f'{frame_of}<script async src="{atlas}{HOST_SCRIPT}"></script>')
    page.goto(address)
    frame = framed(page, atlas)
    page.wait_for_timeout(1500)
    size = page.locator("iframe").bounding_box()
    assert size is not None
    assert size["height"] <= 255
    for part in parts:
        expect(frame.locator(part)).to_be_visible()
        box = frame.locator(part).evaluate("(part) => part.getBoundingClientRect().bottom")
        assert box <= 250, part
    assert frame.evaluate("document.querySelector('.incident-map-sheet').clientHeight") >= 80
    page_log.elsewhere[:] = [url for url in page_log.elsewhere if url != address]


def test_an_opened_legend_of_a_large_frame_does_not_repeat_the_credits(
    open_page: OpenPage, atlas: str, wait_for_map: Callable[[Page], None]
) -> None:
    page = open_page(1024, 600)
    page.goto(f"{atlas}/embed?lang=hy")
    wait_for_map(page)
    page.evaluate("() => { document.getElementById('map-legend-fold').open = true; }")
    expect(page.locator(".incident-map-credits").locator("visible=true")).to_have_count(1)
    assert page.evaluate("() => document.documentElement.scrollWidth") == 1024


@pytest.mark.parametrize("language", ["en", "ru", "hy", "az"])
def test_a_narrow_frame_with_controls_keeps_them_off_its_map_and_its_credits(
    open_page: OpenPage, atlas: str, wait_for_map: Callable[[Page], None], language: str
) -> None:
    page = open_page(320, 480)
    page.goto(f"{atlas}/embed?controls=1&lang={language}")
    wait_for_map(page)
    boxes = page.evaluate(
        """() => [".embed-header", ".incident-map-sheet", ".incident-map-notes", ".incident-map-margin", ".embed-edition"]
          .map((part) => document.querySelector(part).getBoundingClientRect()).map(({ top, bottom }) => [top, bottom])"""
    )
    assert all(above[1] <= below[0] + 1 for above, below in pairwise(boxes)), boxes
    assert boxes[1][1] - boxes[1][0] >= 100
    assert boxes[-1][1] <= 481


def test_the_page_itself_may_not_be_framed(
    open_page: Callable[..., Page], atlas: str, page_log: PageLog, host: Callable[[str], str]
) -> None:
    page = open_page(800, 600)
    address = host(f'<iframe src="{atlas}/"></iframe>')
    page.goto(address)
    page.wait_for_timeout(1000)
    assert all(not frame.url.startswith(atlas) for frame in page.frames)
    assert any("frame-ancestors" in error for error in page_log.errors)
    page_log.errors.clear()
    page_log.elsewhere[:] = [url for url in page_log.elsewhere if url != address]


def test_sharing_gives_link_snippet_preview_paragraph_and_files(
    page: Page, atlas: str, wait_for_map: Callable[[Page], None]
) -> None:
    page.goto(f"{atlas}/?from=2020-11-23&to=2020-11-23")
    wait_for_map(page)
    page.get_by_role("button", name="Share").click()
    dialog = page.get_by_role("dialog")
    link = dialog.get_by_role("textbox", name="Link to exactly this view")
    edition = page.request.get(f"{atlas}/summary.json").json()["dataset"]["sha256"][:12]
    expect(link).to_have_value(f"{atlas}/?from=2020-11-23&to=2020-11-23&data={edition}")
    expect(dialog.get_by_role("textbox", name="Text with footnotes")).to_have_value(
        re.compile("^On 23 November 2020 a mine")
    )
    expect(dialog.locator(".share-files a")).to_have_count(15)
    expect(dialog.locator("iframe")).to_have_attribute(
        "src", f"/embed?{link.input_value().partition('?')[2]}"
    )
    with page.expect_download() as download:
        dialog.get_by_role("link", name="Spreadsheet").click()
    assert download.value.suggested_filename == "karabakh-brief.xlsx"
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
