"""A real server, a real Chromium, and pages that may not ask another machine for anything."""

from __future__ import annotations

import hashlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    expect,
    sync_playwright,
)

from tests.chromium import ARGUMENTS, CHROMIUM, MAPS_ARE_IDLE, PATIENCE_MS

CHECKOUT: Final = Path(__file__).resolve().parents[2]
IS_CI: Final = os.environ.get("CI") == "true"
SERVED: Final = os.environ.get("MINE_ATLAS_SERVED")
"""The address of an atlas that tests/run.py has started for its two processes."""
CLAIMS: Final = os.environ.get("MINE_ATLAS_CLAIMS")
"""The folder in which the two note the tests that they take."""
START_SECONDS: Final = 150
MEDIA: Final = frozenset({"color_scheme", "reduced_motion"})
"""What a page of the shared context may be given; whatever else is requested makes a context of its own."""

FOR_MANY_PAGES: Final = (
    # One process for all pages of a context, so that a page finds the scripts of the one before it compiled.
    "--process-per-site",
    # V8 compiles what has run often once more, to run faster: anew for each page, which costs a quarter of its
    # processor time, and most pages of tests have ended before it pays. Here it waits ten times as long as usual.
    "--js-flags=--invocation-count-for-maglev=4000 --invocation-count-for-turbofan=30000",
)

DRAWS_NO_MAP: Final = """for (const kind of [globalThis.WebGLRenderingContext, globalThis.WebGL2RenderingContext]) {
  for (const name of ["clear", "drawArrays", "drawArraysInstanced", "drawElements", "drawElementsInstanced"]) {
    if (kind && kind.prototype[name]) kind.prototype[name] = () => {};
  }
}"""
"""The map does all that it does, but no software works out its pixels."""

OpenPage = Callable[..., Page]
"""Opens a page: width and height in CSS pixels, then what Playwright's `new_context` takes."""
StartAtlas = Callable[..., str]
"""Starts a program, a path from the top of the checkout that takes --port, and gives the address of its atlas."""


@dataclass
class PageLog:
    """What the pages of one test requested and complained of; a test that provokes an error takes it out.

    A test that has a server refuse something says so in `refused`: a refusal may be noted after the test's last step.
    """

    requests: list[str] = field(default_factory=list)
    """Every address requested, in order."""
    elsewhere: list[str] = field(default_factory=list)
    """Those of another machine."""
    errors: list[str] = field(default_factory=list)
    """Errors of the console and of scripts."""
    warnings: list[str] = field(default_factory=list)
    refused: set[int] = field(default_factory=set)
    """Statuses that a test provokes, which Chromium notes in the console."""

    def unexpected(self) -> list[str]:
        """The errors without the notes of Chromium's own on refusals that the test provokes."""
        notes = tuple(f"the server responded with a status of {status}" for status in self.refused)
        return [error for error in self.errors if not any(note in error for note in notes)]


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> bool | None:
    """Leave out what the other process of tests/run.py has taken, which reports on it."""
    if CLAIMS is None:
        return None
    claim = Path(CLAIMS) / hashlib.sha256(item.nodeid.encode()).hexdigest()
    try:
        claim.touch(exist_ok=False)
    except FileExistsError:
        return True
    return None


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """With CI=true a browser test that is skipped has failed."""
    report = yield
    if IS_CI and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = (
            f"{item.nodeid} was skipped; with CI=true every browser test runs.\n{report.longrepr}"
        )
    return report


@pytest.fixture(scope="session")
def start_atlas(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StartAtlas]:
    """A function that starts a program that serves an atlas, and gives its address without a slash at its end."""
    logs: list[Path] = []
    with ExitStack() as running:

        def start(program: str, *options: str) -> str:
            port = _free_port()
            logs.append(tmp_path_factory.mktemp("atlas") / "log")
            running.enter_context(_served([program, *options], port, logs[-1]))
            return f"http://127.0.0.1:{port}"

        yield start
    for log in logs:
        log_text = log.read_text(encoding="utf-8")
        assert "Traceback" not in log_text, log_text


@pytest.fixture(scope="session")
def atlas(start_atlas: StartAtlas) -> str:
    """The address of a running atlas, without a slash at its end."""
    if SERVED is None:
        return start_atlas("app.py")
    if not _comes_to_serve(SERVED):
        pytest.fail(f"The atlas at {SERVED} does not answer.")
    return SERVED


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, without a window."""
    if not CHROMIUM:
        pytest.skip("there is no Chromium; python3 tests/run.py finds or names one")
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        arguments = [*ARGUMENTS, *FOR_MANY_PAGES]
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def shared_context(browser: Browser) -> Iterator[BrowserContext]:
    """A context whose files and compiled scripts one page leaves to the next; `open_page` clears all else."""
    context = browser.new_context(reduced_motion="reduce")
    yield context
    context.close()


@pytest.fixture
def page_log() -> PageLog:
    """What the pages of this test requested and complained of, filled while it runs."""
    return PageLog()


@pytest.fixture
def open_page(
    browser: Browser,
    shared_context: BrowserContext,
    atlas: str,
    page_log: PageLog,
    request: pytest.FixtureRequest,
) -> Iterator[OpenPage]:
    """A function that opens an empty page of a size; in the end no page may have complained or left the machine.

    Pages of tests marked `shared`, and not `apart`, find the scripts of the pages before them compiled, and their maps
    paint nothing unless they are marked `painted`.
    """
    marked = {mark.name for mark in request.node.iter_markers()}
    may_share = "shared" in marked and "apart" not in marked
    with ExitStack() as opened:
        if may_share:
            _keep_process(shared_context, atlas)
            opened.callback(_clear, shared_context, atlas)
            opened.enter_context(_logged_in(shared_context, page_log, atlas))

        def open_one(width: int = 1440, height: int = 900, **settings: Any) -> Page:
            is_shared = may_share and settings.keys() <= MEDIA
            if is_shared:
                page = shared_context.new_page()
                page.set_viewport_size({"width": width, "height": height})
                page.emulate_media(**settings)
            else:
                page = opened.enter_context(_page_apart(browser, page_log, atlas, width, height, settings))
            if may_share and "painted" not in marked:
                page.add_init_script(DRAWS_NO_MAP)
            if settings.get("java_script_enabled", True):
                _open_whole(page)
            return page

        yield open_one
    assert not page_log.elsewhere, "the page asked another machine"
    assert not page_log.unexpected(), "the page complained"


@contextmanager
def _page_apart(
    browser: Browser, page_log: PageLog, atlas: str, width: int, height: int, settings: dict[str, Any]
) -> Iterator[Page]:
    """An empty page in a context of its own."""
    size: Any = {"width": width, "height": height}
    context = browser.new_context(viewport=size, **{"reduced_motion": "reduce", **settings})
    with _logged_in(context, page_log, atlas):
        yield context.new_page()
    context.close()


def _keep_process(context: BrowserContext, atlas: str) -> None:
    """Have a first page of the atlas's site, an empty one, which keeps the process of the pages after it alive."""
    if not context.pages:
        empty = '<!doctype html><link rel="icon" href="data:,">'
        page = context.new_page()
        page.route("**/*", lambda route: route.fulfill(body=empty, content_type="text/html"))
        page.goto(f"{atlas}/")


def _clear(context: BrowserContext, atlas: str) -> None:
    """Close all pages but the first, and forget what they stored."""
    first, *others = context.pages
    for page in others:
        page.close()
    session = context.new_cdp_session(first)
    session.send("Storage.clearDataForOrigin", {"origin": atlas, "storageTypes": "all"})
    session.detach()


@contextmanager
def _logged_in(context: BrowserContext, page_log: PageLog, atlas: str) -> Iterator[None]:
    """Note what the pages of a context ask for and complain of."""
    context.set_default_timeout(PATIENCE_MS)
    listeners: dict[str, Callable[[Any], None]] = {
        "request": lambda request: _hear_request(page_log, atlas, request),
        "console": lambda message: _hear_message(page_log, message),
        "weberror": lambda error: _hear_error(page_log, error.error.stack or str(error.error)),
    }
    for event, listener in listeners.items():
        context.on(event, listener)  # type: ignore[call-overload]
    yield
    context.cookies()  # an answer comes after all that was to be heard before
    for event, listener in listeners.items():
        context.remove_listener(event, listener)


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """An empty page of 1440 × 900."""
    return open_page()


@pytest.fixture
def wait_for_map() -> Callable[[Page], None]:
    """A function that waits until every map of the page has drawn all that it knows."""

    def wait(page: Page) -> None:
        page.wait_for_function(_FIRST_VIEW_ENDED)
        page.evaluate(MAPS_ARE_IDLE, PATIENCE_MS)

    return wait


_FIRST_VIEW_ENDED: Final = "() => document.getElementById('first-view') === null"


def _open_whole(page: Page) -> None:
    """Have `page.goto` return when the live page shows what its first answer did: before, nothing there can be pressed."""
    goto = page.goto

    def opened(address: str, **settings: Any) -> Any:
        answer = goto(address, **settings)
        if "wait_until" not in settings:
            page.wait_for_function(_FIRST_VIEW_ENDED)
        return answer

    page.goto = opened  # type: ignore[assignment, method-assign]


def _hear_request(page_log: PageLog, atlas: str, request: Request) -> None:
    page_log.requests.append(request.url)
    if not request.url.startswith((f"{atlas}/", "data:", "blob:")):
        page_log.elsewhere.append(request.url)


def _hear_error(page_log: PageLog, error: str) -> None:
    # MapLibre's label placement is spread over frames; a layer that Plotly adds meanwhile has no layout
    # until the next one, which draws it. Seen once, on a machine four times overloaded.
    if "getBucketParts" not in error:
        page_log.errors.append(error)


def _hear_message(page_log: PageLog, message: ConsoleMessage) -> None:
    if message.type in ("error", "warning"):
        messages = page_log.errors if message.type == "error" else page_log.warnings
        messages.append(f"{message.text} ({message.location.get('url', '')})")


@contextmanager
def _served(program: list[str], port: int, log: Path) -> Iterator[None]:
    path, *options = program
    command = [sys.executable, str(CHECKOUT / path), "--port", str(port), *options]
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
    with (
        log.open("w") as output,
        subprocess.Popen(command, cwd=CHECKOUT, env=environment, stdout=output, stderr=output) as server,
    ):
        try:
            if not _comes_to_serve(f"http://127.0.0.1:{port}", lambda: server.poll() is None):
                pytest.fail(f"The atlas did not start:\n{log.read_text(encoding='utf-8')}")
            yield
        finally:
            server.terminate()
            try:
                server.wait(10)
            except subprocess.TimeoutExpired:
                server.kill()


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
    return port


def _comes_to_serve(address: str, is_running: Callable[[], bool] = lambda: True) -> bool:
    """Whether an atlas answers in time, as long as it runs."""
    last = time.monotonic() + START_SECONDS
    while time.monotonic() < last and is_running():
        try:
            with urlopen(f"{address}/healthz", timeout=5):
                return True
        except (URLError, OSError):
            time.sleep(0.1)
    return False
