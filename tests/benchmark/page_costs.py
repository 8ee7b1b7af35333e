"""What a page costs besides time: bytes that it is sent, and megabytes that it and its server hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Page

from tests.benchmark.painted_times import table

_BINARY: Final = 2
"""The kind of a web socket's frame that the protocol tells in base64."""
_QUIET_MS: Final = 1_000
_STEP_MS: Final = 20


@dataclass(frozen=True)
class Costs:
    """Of one page over all rounds."""

    answer_kb: float
    """The largest answer to a changed filter as it came over the line, compressed where it was; of a web socket the
    largest frame.
    """
    page_mb: float
    """What the page's scripts hold, buffers included, when garbage has been collected."""
    server_mb: float
    """Of its server's process, resident."""


class Account:
    """Listens to a page from now on."""

    def __init__(self, page: Page, server: int) -> None:
        self._server = server
        self._largest_bytes = 0.0
        self._requested = self._answered = 0
        self._session = page.context.new_cdp_session(page)
        self._page = page
        self._session.on("Network.requestWillBeSent", self._on_request)
        self._session.on("Network.loadingFinished", self._answer)
        self._session.on("Network.loadingFailed", self._fail)
        self._session.on("Network.webSocketFrameReceived", self._hear)
        # Without keeping what was sent: whole figures of a million incidents would end the page.
        self._session.send("Network.enable", {"maxTotalBufferSize": 0, "maxResourceBufferSize": 0})

    def settle(self, patience_ms: float) -> None:
        """Wait until everything that the page requested has come and it has requested nothing more for a second, in
        which a map fades names in: what is still under way would be paid for by the next round. Raises TimeoutError.
        """
        waited = quiet = 0
        while quiet < _QUIET_MS:
            self._page.wait_for_timeout(_STEP_MS)
            waited += _STEP_MS
            quiet = quiet + _STEP_MS if self._answered >= self._requested else 0
            if waited > patience_ms:
                raise TimeoutError(f"The page at {self._page.url} still waits for answers.")

    def costs(self) -> Costs:
        """So far."""
        self._session.send("HeapProfiler.collectGarbage")
        heap = self._session.send("Runtime.getHeapUsage")
        page = heap["usedSize"] + heap.get("embedderHeapUsedSize", 0) + heap.get("backingStorageSize", 0)
        return Costs(self._largest_bytes / 1e3, page / 1e6, resident_mb(self._server))

    def _on_request(self, _event: dict[str, Any]) -> None:
        self._requested += 1

    def _answer(self, event: dict[str, Any]) -> None:
        self._answered += 1
        self._largest_bytes = max(self._largest_bytes, event["encodedDataLength"])

    def _fail(self, _event: dict[str, Any]) -> None:
        self._answered += 1

    def _hear(self, event: dict[str, Any]) -> None:
        frame = event["response"]
        shorter = 3 / 4 if frame["opcode"] == _BINARY else 1
        self._largest_bytes = max(self._largest_bytes, len(frame["payloadData"]) * shorter)


def resident_mb(process: int) -> float:
    """Megabytes of a process that are in memory (Linux); not a number elsewhere."""
    status = Path(f"/proc/{process}/status")
    if not status.is_file():
        return float("nan")
    lines = dict(line.split(":", 1) for line in status.read_text(encoding="ascii").splitlines())
    return int(lines["VmRSS"].split()[0]) * 1024 / 1e6


def markdown(costs: Mapping[int, Mapping[str, Costs]]) -> str:
    """A table, a row a way and a column a size, and what its figures are."""
    note = "kB of the largest answer as it was sent / MB that the page's scripts hold / MB of its server's process."
    return f"{table(costs, _cell)}\n\n{note}"


def _cell(costs: Costs) -> str:
    return f"{costs.answer_kb:,.0f} / {costs.page_mb:,.0f} / {costs.server_mb:,.0f}"
