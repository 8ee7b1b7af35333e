"""A Chromium that loads pages as it does for a reader, and is asked only for the value of one expression.

Playwright listens to what a page writes to its console. Therewith V8 keeps the whole way to each error that a script
makes, and reads the scripts on that way once more: Plotly's takes half a second longer to load than it does for
readers, who do not listen. So this asks Chromium through the pipe of its own protocol, and switches nothing on.
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, Final

from tests.chromium import ARGUMENTS, CHROMIUM

SIZE: Final = {"width": 1440, "height": 900, "deviceScaleFactor": 1, "mobile": False}
WINDOW_OPENS_SECONDS: Final = 2.0
"""A new window loads pages of Chromium's own; a reader's is there before the address is typed."""


class UnwatchedBrowser:
    """A running Chromium, as `unwatched_browser` yields it."""

    def __init__(self, to_browser: int, answers: int) -> None:
        self._to_browser = to_browser
        self._answers = answers
        self._received = b""
        self._calls = 0

    def value(self, address: str, expression: str) -> Any:
        """What an expression of the page resolves to, which is opened in a window without any memory."""
        context = self._call("Target.createBrowserContext")["browserContextId"]
        window = self._call("Target.createTarget", url="about:blank", browserContextId=context)["targetId"]
        page = self._call("Target.attachToTarget", targetId=window, flatten=True)["sessionId"]
        self._call("Emulation.setDeviceMetricsOverride", page, **SIZE)
        time.sleep(WINDOW_OPENS_SECONDS)
        self._call("Page.navigate", page, url=address)
        requested = {"expression": expression, "awaitPromise": True, "returnByValue": True}
        value = None
        while value is None:
            # The blank page is asked first, and torn away while it is.
            with suppress(RuntimeError):
                value = self._call("Runtime.evaluate", page, **requested)["result"].get("value")
        self._call("Target.disposeBrowserContext", browserContextId=context)
        return value

    def _call(self, method: str, session: str = "", **parameters: Any) -> dict[str, Any]:
        self._calls += 1
        requested = {"id": self._calls, "method": method, "params": parameters}
        if session:
            requested["sessionId"] = session
        os.write(self._to_browser, json.dumps(requested).encode() + b"\0")
        while True:
            message = self._message()
            if message.get("id") != self._calls:
                continue  # told without being asked
            if "error" in message:
                raise RuntimeError(message["error"]["message"])
            result: dict[str, Any] = message["result"]
            return result

    def _message(self) -> dict[str, Any]:
        while b"\0" not in self._received:
            part = os.read(self._answers, 65536)
            if not part:
                raise EOFError("Chromium has ended.")
            self._received += part
        message, self._received = self._received.split(b"\0", 1)
        read: dict[str, Any] = json.loads(message)
        return read


@contextmanager
def unwatched_browser() -> Iterator[UnwatchedBrowser]:
    """Chromium without a window, with a profile of its own that is thrown away."""
    chromium_reads, we_write = os.pipe()
    we_read, chromium_writes = os.pipe()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        settings = ["--headless", "--remote-debugging-pipe", f"--user-data-dir={profile}", *ARGUMENTS]
        # The protocol is spoken on descriptors 3 and 4.
        command = [
            "sh",
            "-c",
            f'exec "$@" 3<&{chromium_reads} 4>&{chromium_writes}',
            "sh",
            CHROMIUM,
            *settings,
        ]
        with subprocess.Popen(
            command,
            pass_fds=(chromium_reads, chromium_writes),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as running:
            os.close(chromium_reads)
            os.close(chromium_writes)
            try:
                yield UnwatchedBrowser(we_write, we_read)
            finally:
                running.terminate()
    os.close(we_write)
    os.close(we_read)
