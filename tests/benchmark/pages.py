"""What the benchmarks of pages share: a server of its own process, a browser, and rounds taken in turn."""

from __future__ import annotations

import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, sync_playwright

from tests.chromium import ARGUMENTS, CHROMIUM

CHECKOUT: Final = Path(__file__).resolve().parents[2]
ROUNDS: Final = 7
MAP_PX: Final = (836, 494)
"""Width and height of the map on each page that is measured: the atlas's in a window of 1440 × 900."""
MAP_STYLE: Final = {"width": f"{MAP_PX[0]}px", "height": f"{MAP_PX[1]}px"}


@contextmanager
def running(*command: str, seconds: float = 60) -> Iterator[tuple[str, int]]:
    """Address and process of a server that `command` starts; it is given its port as the last argument."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    with subprocess.Popen(
        [sys.executable, *command, str(port)],
        cwd=CHECKOUT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        try:
            _wait_for(address, seconds, server)
            yield address, server.pid
        finally:
            server.terminate()


@contextmanager
def serving(*command: str, seconds: float = 60) -> Iterator[str]:
    """The address of such a server."""
    with running(*command, seconds=seconds) as (address, _process):
        yield address


@contextmanager
def chromium() -> Iterator[Browser]:
    """Chromium without a window, drawing WebGL in software where there is no graphics card."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield browser
        browser.close()


@contextmanager
def another(browser: Browser) -> Iterator[Browser]:
    """One more Chromium as that: pages of one browser share the process that draws WebGL."""
    more = browser.browser_type.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
    yield more
    more.close()


def give_size(page: Page, element: str) -> None:
    """Gives the page the window in which the element has MAP_PX, whatever else is unfolded on it.

    Raises RuntimeError when there is none.
    """
    size = "(element) => { const box = document.querySelector(element).getBoundingClientRect(); return [box.width, box.height]; }"
    for _try in range(15):
        here = page.evaluate(size, element)
        missing = [round(target - pixels) for target, pixels in zip(MAP_PX, here, strict=True)]
        if not any(missing):
            return
        window = page.viewport_size
        assert window is not None
        page.set_viewport_size(
            {"width": window["width"] + missing[0], "height": window["height"] + missing[1]}
        )
        page.wait_for_timeout(300)
    raise RuntimeError(f"The map at {page.url} is {here} and not {MAP_PX}.")


def in_turn(measured: Mapping[str, Callable[[], float]], rounds: int = ROUNDS) -> dict[str, list[float]]:
    """Every measurement once a round, after one round that is not kept, so that all meet the same machine."""
    taken: dict[str, list[float]] = {name: [] for name in measured}
    for round_number in range(rounds + 1):
        for name, measure in measured.items():
            value = measure()
            if round_number:
                taken[name].append(value)
    return taken


def times_text(taken: Mapping[str, list[float]], baseline: str, unit: str = "ms") -> str:
    """A table: median, lowest and highest of each, and its median as a multiple of the baseline's."""
    floor = statistics.median(taken[baseline])
    lines = [f"{'':44}{'median':>10}{'lowest':>10}{'highest':>10}{'times':>8}"]
    for name, values in taken.items():
        median = statistics.median(values)
        numbers = f"{median:10.1f}{min(values):10.1f}{max(values):10.1f}{median / floor:8.2f}"
        lines.append(f"{name:44}{numbers}")
    return "\n".join([*lines, f"{unit}, {len(values)} rounds in turn; times: multiples of “{baseline}”"])


def _wait_for(address: str, seconds: float, server: subprocess.Popen[bytes]) -> None:
    last = time.monotonic() + seconds
    while time.monotonic() < last:
        if server.poll() is not None:
            raise ChildProcessError(f"The server of {address} ended before it answered: {server.args!r}")
        try:
            with urlopen(address, timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise TimeoutError(f"Nothing answers at {address}.")
