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

from playwright.sync_api import Browser, sync_playwright

from tests.chromium import ARGUMENTS, CHROMIUM

CHECKOUT: Final = Path(__file__).resolve().parents[2]
ROUNDS: Final = 7


@contextmanager
def serving(*command: str, seconds: float = 60) -> Iterator[str]:
    """The address of a server that `command` starts; it is given its port as the last argument."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    with subprocess.Popen(
        [sys.executable, *command, str(port)], cwd=CHECKOUT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            _wait_for(address, seconds, server)
            yield address
        finally:
            server.terminate()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Chromium without a window, drawing WebGL in software where there is no graphics card."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield browser
        browser.close()


def in_turn(measured: Mapping[str, Callable[[], float]], rounds: int = ROUNDS) -> dict[str, list[float]]:
    """Every measurement once a round, after one round that is not kept, so that all meet the same machine."""
    taken: dict[str, list[float]] = {name: [] for name in measured}
    for round_number in range(rounds + 1):
        for name, measure in measured.items():
            value = measure()
            if round_number:
                taken[name].append(value)
    return taken


def told(taken: Mapping[str, list[float]], baseline: str, unit: str = "ms") -> str:
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
