"""How long readers wait while many slow clients hold connections, with the atlas's server and with others.

    .venv-tests/bin/python tests/benchmark/slow_clients.py [--clients 200] [--seconds 12] [--server NAME …]

Prints, for each server and each kind of slow client, the longest answer of /healthz and of a filter. The servers
beside the atlas's own are tried when they are installed: gunicorn's gthread (as the atlas served before) and gevent
workers, waitress as it comes, granian.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.request import urlopen

ROOT: Final = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

_APPLICATION: Final = "app:create_wsgi()"
SERVERS: Final = {
    "atlas": "{python} app.py --port {port}",
    "gthread": "{python} -m gunicorn -b 127.0.0.1:{port} -k gthread --threads 8 --keep-alive 75 --preload "
    f"--log-level warning {_APPLICATION}",
    "gevent": "{python} -m gunicorn -b 127.0.0.1:{port} -k gevent --keep-alive 75 --log-level warning "
    f"{_APPLICATION}",
    "waitress": "{python} -m waitress --listen=127.0.0.1:{port} --threads=8 --call app:create_wsgi",
    "granian": "{python} -m granian --interface wsgi --host 127.0.0.1 --port {port} --blocking-threads 8 --no-ws "
    "--log-level warning --factory app:create_wsgi",
}
_NEEDS: Final = {"gevent": "gevent", "waitress": "waitress", "granian": "granian"}
_FILTER: Final = "/summary.json?outcome=killed&from=2021-01-01"
_LARGE: Final = "/_dash-component-suites/plotly/package_data/plotly.min.js"
_HEAD: Final = "{} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
_BODY: Final = "Sec-Fetch-Site: same-origin\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{{"
KINDS: Final = {
    "silent": "",
    "header": _HEAD.format("GET /") + "X-A: ",
    "upload": _HEAD.format("POST /own-data/file?name=a.csv") + _BODY.format(50_000_000),
    "callback": _HEAD.format("POST /_dash-update-component") + _BODY.format(900_000),
    "reader": _HEAD.format(f"GET {_LARGE}") + "\r\n",
}
"""What each client of a kind sends before it slows down."""


def main() -> int:
    """Measure what the command line names; 1 when the atlas's own server let somebody wait for half a second."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=12.0)
    parser.add_argument("--server", action="append", choices=SERVERS)
    options = parser.parse_args()
    late = False
    print(
        f"{'server':10} {'clients':>8}  {'kind':9} {'/healthz':>9} {'filter':>9}   longest of each, in seconds"
    )
    for name in options.server or SERVERS:
        if name in _NEEDS and importlib.util.find_spec(_NEEDS[name]) is None:
            print(f"{name:10} is not installed")
            continue
        with served(SERVERS[name]) as port:
            for kind in KINDS:
                health, filtered = longest(port, kind, options.clients, options.seconds)
                print(
                    f"{name:10} {options.clients:8}  {kind:9} {shown(health)} {shown(filtered)}", flush=True
                )
                late |= name == "atlas" and max(health, filtered) >= 0.5
    return int(late)


def shown(seconds: float) -> str:
    """The seconds, or that no answer came in time."""
    return f"{'none':>9}" if seconds == float("inf") else f"{seconds:9.2f}"


@contextlib.contextmanager
def served(command: str) -> Iterator[int]:
    """The port at which a server answers, until the block ends."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    arguments = command.format(python=sys.executable, port=port).split()
    process = subprocess.Popen(
        arguments, cwd=ROOT, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        last = time.monotonic() + 120
        while answer_seconds(port, "/healthz", 2.0) == float("inf"):
            assert process.poll() is None, f"{arguments} ended"
            assert time.monotonic() < last, f"{arguments} does not answer"
            time.sleep(0.2)
        answer_seconds(port, _FILTER, 10.0)
        yield port
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)


def longest(port: int, kind: str, clients: int, seconds: float) -> tuple[float, float]:
    """The longest answers of /healthz and of a filter while slow clients of a kind are there."""
    with contextlib.ExitStack() as stack:
        slow = [stack.enter_context(slow_client(port, kind)) for _ in range(clients)]
        time.sleep(1)
        times: dict[str, list[float]] = {"/healthz": [], _FILTER: []}
        last = time.monotonic() + seconds
        while time.monotonic() < last:
            for path, found in times.items():
                found.append(answer_seconds(port, path, 5.0))
            for client in slow if kind in ("header", "upload", "callback") else ():
                with contextlib.suppress(OSError):
                    client.send(b"a")
            time.sleep(1)
        return max(times["/healthz"]), max(times[_FILTER])


def slow_client(port: int, kind: str) -> socket.socket:
    """A connection that has sent what its kind sends."""
    client = socket.socket()
    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    client.settimeout(2.0)
    with contextlib.suppress(OSError):
        client.connect(("127.0.0.1", port))
        client.sendall(KINDS[kind].encode())
    return client


def answer_seconds(port: int, path: str, most_seconds: float) -> float:
    """How long an answer takes; infinity when none comes."""
    begun = time.monotonic()
    try:
        with urlopen(f"http://127.0.0.1:{port}{path}", timeout=most_seconds) as answer:
            answer.read()
    except OSError:
        return float("inf")
    return time.monotonic() - begun


if __name__ == "__main__":
    sys.exit(main())
