"""Readers, uploads, slow clients and killed processes at the same time: nobody gets an error, no visitor's data are lost.

    .venv-tests/bin/python -m tests.benchmark.hard_day [--seconds 180] [--readers 50] [--workers 2] [--kill-every 60]

Readers change their filter every two seconds, each file of tests/hostile_files.py is uploaded from an address of its
own, fifty slow clients of the five kinds of slow_clients.py hold connections, three visitors look at data that they
gave before, and every so often one of the processes that answer is killed. A request whose connection breaks because
its process was killed is sent again once, as a reverse proxy does (docs/nginx-atlas.conf); it is an error when that
fails too. Prints what each group met; 1 when there was an error.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import IO, Final

from components.server.visitors.own_datasets import MOST_OF_ONE_CLIENT
from tests.benchmark.readers import HEADERS, PAUSE_SECONDS, Page, page_of, some_filter
from tests.benchmark.slow_clients import KINDS
from tests.hostile_files import HOSTILE, STRANGE

CHECKOUT: Final = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS: Final = 60.0
SLOW_CLIENTS: Final = 50
VISITORS: Final = 3
_ROWS: Final = b"date,country,district,place,killed\n" + b"2020-11-23,Azerbaijan,Tartar,Madagiz,1\n" * 300


class Meeting:
    """What all of them met."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.errors: Counter[str] = Counter()
        self.longest: dict[str, float] = {}
        self._lock = threading.Lock()

    def note(self, group: str, seconds: float, error: str = "", *, was_again: bool = False) -> None:
        """Count one request."""
        with self._lock:
            self.counts[group] += 1
            self.counts[f"{group}, sent again"] += was_again
            self.longest[group] = max(self.longest.get(group, 0.0), seconds)
            if error:
                self.errors[f"{group}: {error}"] += 1


class Client:
    """Somebody with a connection of their own, known to the atlas by an address."""

    def __init__(self, port: int, group: str, met: Meeting, address: str) -> None:
        self._port, self._group, self._met = port, group, met
        self._headers = {"X-Forwarded-For": address, "Sec-Fetch-Site": "same-origin"}
        self._connection: HTTPConnection | None = None

    def send(
        self, method: str, path: str, body: bytes | None = None, expected: tuple[int, ...] = (200, 204)
    ) -> bytes:
        """The answer; whatever is not expected is noted as an error."""
        begun, answered, error, tries = time.monotonic(), b"", "", 0
        while tries < 2:
            tries += 1
            try:
                status, answered = self._answer(method, path, body)
                error = (
                    "" if status in expected else f"{status} at {path.partition('?')[0]}: {answered[:80]!r}"
                )
                break
            except (OSError, HTTPException) as failed:
                self.hang_up()
                error = f"{type(failed).__name__} at {path.partition('?')[0]}"
        self._met.note(self._group, time.monotonic() - begun, error, was_again=tries > 1)
        return answered

    def hang_up(self) -> None:
        """Close the connection; the next request opens another."""
        if self._connection is not None:
            self._connection.close()
        self._connection = None

    def _answer(self, method: str, path: str, body: bytes | None) -> tuple[int, bytes]:
        if self._connection is None:
            self._connection = HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE_SECONDS)
        self._connection.request(method, path, body, HEADERS | self._headers)
        answer = self._connection.getresponse()
        return answer.status, answer.read()


class HardDay:
    """One atlas and all who come to it until it is time to stop."""

    def __init__(self, port: int, server: int, seconds: float) -> None:
        self.port, self.server, self.met = port, server, Meeting()
        self.page: Page = page_of("127.0.0.1", port)
        self.files = {name: make() for name, make in corpus().items()}
        self.until = time.monotonic() + seconds

    def is_over(self) -> bool:
        """Whether it is time to stop."""
        return time.monotonic() >= self.until

    def read(self, number: int) -> None:
        """A reader, who changes the filter every two seconds."""
        chance = random.Random(number)  # noqa: S311 - the same filters in every run
        client = Client(self.port, "readers", self.met, f"10.1.0.{number}")
        time.sleep(chance.uniform(0, PAUSE_SECONDS * 4))
        while not self.is_over():
            begun = time.monotonic()
            for step in self.page.requests(some_filter(chance, self.page)):
                for _view, body in step:
                    client.send("POST", "/~en/_dash-update-component", body)
            time.sleep(max(0.0, begun + PAUSE_SECONDS - time.monotonic()))

    def visit(self, number: int) -> None:
        """A visitor with data of their own, of which nothing may be lost."""
        client = Client(self.port, "visitors", self.met, f"10.2.0.{number}")
        token = json.loads(client.send("POST", "/own-data/file?name=mine.csv", _ROWS, (202,)))["token"]
        state = f"/own-data/state?own={token}"
        while not self.is_over() and json.loads(client.send("GET", state))["reading"]:
            time.sleep(0.5)
        while not self.is_over():
            summary = client.send("GET", f"/summary.json?own={token}")
            if b'"killed": 300' not in summary:
                self.met.note("visitors", 0.0, f"lost: {summary[:80]!r}")
            time.sleep(1.0)

    def upload(self) -> None:
        """Hostile files, one after the other, each until it was read or refused."""
        number = 0
        while not self.is_over():
            for name, content in self.files.items():
                number += 1
                client = Client(
                    self.port,
                    "uploads",
                    self.met,
                    f"10.3.{number // 250}.{number % 250 // MOST_OF_ONE_CLIENT}",
                )
                self._upload(client, name, content)
                client.hang_up()
                if self.is_over():
                    return

    def _upload(self, client: Client, name: str, content: bytes) -> None:
        answer = json.loads(
            client.send("POST", f"/own-data/file?name={name}", content, (202, 413, 400)) or b"{}"
        )
        if "token" not in answer:
            return
        query = f"?own={answer['token']}"
        while not self.is_over() and json.loads(client.send("GET", f"/own-data/state{query}"))["reading"]:
            time.sleep(0.3)
        client.send("DELETE", f"/own-data/file{query}")

    def be_slow(self, number: int) -> None:
        """A client that sends or takes a little every second, and comes again when it is closed."""
        opening = list(KINDS.values())[number % len(KINDS)]
        while not self.is_over():
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=5) as connection:
                    connection.sendall(opening.encode())
                    while not self.is_over():
                        time.sleep(1.0)
                        if opening.endswith("\r\n\r\n"):
                            connection.recv(100)
                        elif opening:
                            connection.sendall(b"a")
            except OSError:
                time.sleep(0.2)

    def kill(self, every_seconds: float) -> None:
        """End one of the processes that answer, every so often."""
        while not self.is_over():
            time.sleep(min(every_seconds, max(0.0, self.until - time.monotonic())))
            if not self.is_over():
                os.kill(random.choice(workers_of(self.server)), signal.SIGKILL)  # noqa: S311
                self.met.counts["killed processes"] += 1


def corpus() -> dict[str, Callable[[], bytes]]:
    """The hostile files by name."""
    return {name: make for name, (make, _words) in HOSTILE.items()} | STRANGE


def workers_of(server: int) -> list[int]:
    """The processes that answer: those that were forked after the one that holds visitors' data."""
    text = Path(f"/proc/{server}/task/{server}/children").read_text(encoding="ascii")
    return [int(number) for number in text.split()][1:]


def memory_mb(server: int) -> int:
    """Of the processes of the atlas together, what they share counted once; of the readings too."""
    together, waiting = 0, [server]
    while waiting:
        number = waiting.pop()
        try:
            rollup = Path(f"/proc/{number}/smaps_rollup").read_text(encoding="ascii")
            children = Path(f"/proc/{number}/task/{number}/children").read_text(encoding="ascii")
        except OSError:
            continue
        together += int(re.findall(r"^Pss: +(\d+)", rollup, re.MULTILINE)[0]) // 1024
        waiting += [int(child) for child in children.split()]
    return together


def main() -> int:
    """Serve, let everybody in, and print what they met."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=180.0)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--kill-every", type=float, default=60.0)
    options = parser.parse_args()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "app.py", "--port", str(port), "--workers", str(options.workers)]
    with (
        tempfile.TemporaryFile() as log,
        subprocess.Popen(command, cwd=CHECKOUT, stdout=log, stderr=log) as server,
    ):
        try:
            wait_for(port)
            day = HardDay(port, server.pid, options.seconds)
            lived_through(day, options)
        finally:
            server.terminate()
        return reported(day, log)


def wait_for(port: int) -> None:
    """Return when the atlas answers."""
    last = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return
        except OSError:
            assert time.monotonic() < last, "the atlas did not start"
            time.sleep(0.2)


def lived_through(day: HardDay, options: argparse.Namespace) -> None:
    """Let everybody in and wait until the day is over; prints the memory meanwhile."""
    threads = [threading.Thread(target=day.read, args=(number,)) for number in range(options.readers)]
    threads += [threading.Thread(target=day.visit, args=(number,)) for number in range(VISITORS)]
    threads += [threading.Thread(target=day.be_slow, args=(number,)) for number in range(SLOW_CLIENTS)]
    threads += [
        threading.Thread(target=day.upload),
        threading.Thread(target=day.kill, args=(options.kill_every,)),
    ]
    for thread in threads:
        thread.start()
    peak = 0
    while not day.is_over():
        peak = max(peak, memory_mb(day.server))
        time.sleep(1.0)
    for thread in threads:
        thread.join()
    print(f"Peak of memory of all processes, readings included: {peak:,} MB.")


def reported(day: HardDay, log: IO[bytes]) -> int:
    """Print counts and errors; 1 when there was an error, or a traceback in the log."""
    for group, number in day.met.counts.items():
        longest = f", longest {day.met.longest[group]:.2f} s" if group in day.met.longest else ""
        print(f"{group}: {number:,}{longest}")
    log.seek(0)
    lines = log.read().decode(errors="replace").splitlines()
    failures = [line for line in lines if "Traceback" in line or "A request failed" in line]
    print(f"errors: {sum(day.met.errors.values())}; failures in the log: {len(failures)}")
    for error, number in day.met.errors.most_common():
        print(f"  {number:,} {error}")
    for line in failures[:10]:
        print(f"  {line}")
    return int(bool(day.met.errors or failures))


if __name__ == "__main__":
    sys.exit(main())
