"""What the largest upload costs the server: the growth of the process that holds it and of the one that answers.

    .venv-tests/bin/python -m tests.benchmark.largest_upload [MEGABYTES]

The process that reads is not counted: it has a limit of its own. A slow machine may need more than the 60 seconds of
an upload, so the clock is set to an hour here.
"""

from __future__ import annotations

import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any, Final
from urllib.error import HTTPError

from data.limits import UPLOAD

ROOT: Final = Path(__file__).resolve().parents[2]
_CODE: Final = (
    "import sys, app; from data.limits import UPLOAD; object.__setattr__(UPLOAD, 'seconds', 3600.0); "
    "app.main(['--port', sys.argv[1]])"
)


def main(arguments: list[str]) -> int:
    """Print the growth after each step; 1 when it was more than four times an upload."""
    megabytes = float(arguments[0]) if arguments else UPLOAD.size_bytes / 1e6 - 0.1
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with subprocess.Popen([sys.executable, "-c", _CODE, str(port)], cwd=ROOT) as server:
        try:
            return measured(f"http://127.0.0.1:{port}", server.pid, csv_of(megabytes))
        finally:
            server.send_signal(signal.SIGTERM)


def csv_of(megabytes: float) -> bytes:
    """A table of plain incidents of this size, as many rows as an upload may have at most."""
    chance = random.Random(1)  # noqa: S311 - the same table each time
    lines, size = ["date,country,place,killed,injured,latitude,longitude,notes"], 0
    while size < megabytes * 1e6 and len(lines) <= UPLOAD.rows:
        number = len(lines)
        day = f"{2000 + number % 24}-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
        point = f"{39 + chance.random():.4f},{46 + chance.random():.4f}"
        lines.append(f"{day},Azerbaijan,Place {number % 5000},{number % 3},{number % 5},{point},n{number}")
        size += len(lines[-1]) + 1
    return "\n".join(lines).encode()


def measured(base: str, server: int, table: bytes) -> int:
    while requested(f"{base}/healthz") != "OK":
        time.sleep(0.2)
    # What the first upload makes the server load once is its own size, not that of an upload.
    state, token = _read(base, csv_of(0.01))
    assert not state["problem"], state["problem"]
    _answer_of(base, token)
    processes = _processes(server)
    before = {name: _mb(number, "VmRSS") for name, number in processes.items()}
    print(f"{len(table) / 1e6:.1f} MB, {table.count(10):,} rows; MB before: {before}")

    def grown(step: str) -> int:
        peaks = {name: _mb(number, "VmHWM") - before[name] for name, number in processes.items()}
        now = {name: _mb(number, "VmRSS") - before[name] for name, number in processes.items()}
        print(
            f"{step:32} peak {sum(peaks.values()):+5} MB {peaks}, now {sum(now.values()):+5} MB {now}",
            flush=True,
        )
        return sum(peaks.values())

    begun = time.monotonic()
    state, token = _read(base, table)
    grown(f"read in {time.monotonic() - begun:.0f} s")
    if state["problem"]:
        print(state["problem"])
        return 1
    _answer_of(base, token)
    most = grown("asked for and forgotten")
    return int(most > 4 * UPLOAD.size_bytes / 1e6)


def _read(base: str, table: bytes) -> tuple[dict[str, Any], str]:
    """What an upload came to, and its token."""
    token: str = json.loads(requested(f"{base}/own-data/file?name=a.csv", table))["token"]
    state: dict[str, Any]
    while (state := json.loads(requested(f"{base}/own-data/state?own={token}")))["reading"]:
        time.sleep(0.5)
    return state, token


def _answer_of(base: str, token: str) -> None:
    """Ask for views of an upload, then forget it, and wait until every process has let go of it."""
    for address in ("summary.json", "summary.json?outcome=killed", "summary.json?q=place", ""):
        requested(f"{base}/{address}{'&' if '?' in address else '?'}own={token}")
    requested(f"{base}/own-data/file?own={token}", method="DELETE")
    time.sleep(12)


def requested(address: str, content: bytes | None = None, method: str | None = None) -> str:
    """The answer to a request; "" while nothing answers."""
    headers = {"Sec-Fetch-Site": "same-origin"}
    request = urllib.request.Request(address, content, headers, method=method)
    try:
        with urllib.request.urlopen(request, timeout=600) as answer:
            text: str = answer.read().decode()
            return text
    except HTTPError as error:
        return error.read().decode()
    except OSError:
        return ""


def _processes(server: int) -> dict[str, int]:
    keeper, worker = _children(server)
    (holder,) = _children(keeper)
    return {"holds": holder, "answers": worker}


def _children(number: int) -> list[int]:
    text = Path(f"/proc/{number}/task/{number}/children").read_text(encoding="ascii")
    return [int(child) for child in text.split()]


def _mb(number: int, name: str) -> int:
    status: Any = Path(f"/proc/{number}/status").read_text(encoding="ascii")
    return int(status.split(f"{name}:")[1].split()[0]) // 1024


if __name__ == "__main__":
    assert os.name == "posix"
    sys.exit(main(sys.argv[1:]))
