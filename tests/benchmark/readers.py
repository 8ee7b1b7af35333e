"""Many readers at once: how long each waits for the views of a changed filter.

    python -m tests.benchmark.readers FOLDER [--readers 50] [--seconds 60] [--workers 2]

serves the dataset of the folder with so many processes. Every reader has a page open and changes its filter
every two seconds, at random among dates, outcomes, roles, devices, districts and actors, alone and together,
without words. A change asks for everything that the page asks its server for when the filter changes: the
callbacks are read from the page itself, asked over six connections as a browser does, those that the page lets
follow when the first are answered. It is answered when the last view is. Beside the readers, the memory of the processes is told: what they share counts once (Linux).
"""

from __future__ import annotations

import argparse
import json
import os
import random
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any, Final

from components.ids import COLOUR_SCHEME, FILTER, FILTER_DEFERRED
from data.tables.vocabulary import DeviceCategory, Outcome, VictimCategory

CHECKOUT: Final = Path(__file__).resolve().parents[2]
PAUSE_SECONDS: Final = 2.0
CONNECTIONS: Final = 6
"""A browser's, to one server."""
WARM_SECONDS: Final = 10.0
"""Readers are let in over this time, and what they ask in it is not counted."""
PATIENCE_SECONDS: Final = 60.0
START_SECONDS: Final = 1_800.0
TIMELINE: Final = "timeline-requested"
"""Where the page's script says of which filter and step it wants the bars."""
STEPS: Final = ({FILTER}, {TIMELINE, FILTER_DEFERRED})
"""The stores by which the page's script asks at once, and those by which it does when the map is drawn."""
CONSTANT_PROPS: Final = {(COLOUR_SCHEME, "data"): "light", ("incident-map-ready", "data"): True}
"""What the browser itself says to the callbacks."""

HEADERS: Final = {"Content-Type": "application/json", "Accept-Encoding": "gzip"}

Filter = dict[str, list[str]]


@dataclass
class Page:
    """What a page asks its server when the filter changes."""

    callbacks: list[dict[str, Any]]
    properties: dict[tuple[str, str], Any]
    """Of the page as it comes, by identifier and name."""

    def requests(self, incident_filter: Filter) -> list[list[tuple[str, bytes]]]:
        """What is sent for a filter, step by step: the first view of each callback, and the body."""
        return [
            [
                (callback["output"].strip(".").split(".")[0], self._request(callback, incident_filter))
                for callback in self.callbacks
                if any(named["id"] in stores for named in callback["inputs"])
            ]
            for stores in STEPS
        ]

    def choices(self, key: str) -> list[str]:
        """The options of a list of the filter panel."""
        options = self.properties[f"filter-panel-{key}", "data"]
        return [option["value"] if isinstance(option, dict) else option for option in options]

    def day(self, key: str) -> date:
        """The first ("from") or last ("to") day of the dataset."""
        written = self.properties[f"filter-panel-{key}", "placeholder"]
        return datetime.strptime(written, "%d %b %Y").date()  # noqa: DTZ007 - a day has no zone

    def _request(self, callback: dict[str, Any], incident_filter: Filter) -> bytes:
        def with_props(named: dict[str, Any]) -> dict[str, Any]:
            key = (named["id"], named["property"])
            value = CONSTANT_PROPS.get(key, self.properties.get(key))
            if named["id"] in (FILTER, FILTER_DEFERRED):
                value = incident_filter
            elif named["id"] == TIMELINE:
                undated = {
                    name: values for name, values in incident_filter.items() if name not in ("from", "to")
                }
                value = {"filter": undated, "step": self.properties["timeline-step", "value"]}
            return {**named, "value": value}

        whole = callback["output"]
        names = whole.strip(".").split("...") if whole.startswith("..") else [whole]
        outputs = [
            {"id": target, "property": name.partition("@")[0]}
            for target, _, name in (output.rpartition(".") for output in names)
        ]
        body = {
            "output": whole,
            "outputs": outputs if whole.startswith("..") else outputs[0],
            "inputs": [with_props(named) for named in callback["inputs"]],
            "state": [with_props(named) for named in callback["state"]],
            "changedPropIds": [f"{FILTER}.data", f"{FILTER_DEFERRED}.data", f"{TIMELINE}.data"],
        }
        return json.dumps(body).encode()


@dataclass
class Waits:
    """How long readers waited, in seconds, and what failed."""

    changes: list[float] = field(default_factory=list)
    by_view: dict[str, list[float]] = field(default_factory=dict)
    sizes: Counter[str] = field(default_factory=Counter)
    """Bytes answered, by view."""
    errors: Counter[str] = field(default_factory=Counter)


def page_of(host: str, port: int) -> Page:
    """The page that a server gives."""
    connection = HTTPConnection(host, port, timeout=PATIENCE_SECONDS)
    read: dict[str, Any] = {}
    for name in ("_dash-layout", "_dash-dependencies"):
        connection.request("GET", f"/~en/{name}")
        read[name] = json.loads(connection.getresponse().read())
    properties: dict[tuple[str, str], Any] = {}
    _collect(read["_dash-layout"], properties)
    callbacks = [
        callback
        for callback in read["_dash-dependencies"]
        if callback["clientside_function"] is None
        and any(one["id"] in stores for one in callback["inputs"] for stores in STEPS)
    ]
    return Page(callbacks, properties)


def _collect(part: Any, properties: dict[tuple[str, str], Any]) -> None:
    if isinstance(part, list):
        for one in part:
            _collect(one, properties)
    elif isinstance(part, dict):
        props = part.get("props")
        if isinstance(props, dict) and isinstance(props.get("id"), str):
            properties |= {(props["id"], name): value for name, value in props.items() if name != "children"}
        for one in part.values():
            _collect(one, properties)


def some_filter(chance: random.Random, page: Page) -> Filter:
    """A filter that a reader may ask for: one to three fields of the six."""
    first, last = page.day("from"), page.day("to")
    begin = first + timedelta(chance.randrange(max((last - first).days, 1)))
    end = min(last, begin + timedelta(chance.choice((31, 366, 1_827))))
    fields: dict[str, Filter] = {
        "dates": {"from": [begin.isoformat()], "to": [end.isoformat()]},
        "outcome": {"outcome": [chance.choice(list(Outcome))]},
        "victim": {"victim": sorted(chance.sample(list(VictimCategory), 2))},
        "device": {"device": [chance.choice(list(DeviceCategory))]},
    }
    for key in ("district", "actor"):
        if options := page.choices(key):
            fields[key] = {key: [chance.choice(options)]}
    chosen = chance.sample(sorted(fields), chance.randint(1, 3))
    return {key: values for name in chosen for key, values in fields[name].items()}


class Reader(threading.Thread):
    """One reader, who changes the filter until it is time to stop."""

    def __init__(
        self, number: int, page: Page, port: int, counted_from: float, until: float, waits: Waits
    ) -> None:
        super().__init__(daemon=True)
        self._chance = random.Random(number)  # noqa: S311 - the same filters in every run
        self._page = page
        self._port = port
        self._counted_from = counted_from
        self._until = until
        self._waits = waits
        self._local = threading.local()

    def run(self) -> None:
        """Ask, wait for all views, pause for the rest of two seconds."""
        time.sleep(self._chance.uniform(0, WARM_SECONDS - PAUSE_SECONDS))
        with ThreadPoolExecutor(CONNECTIONS) as connections:
            begin = time.monotonic()
            while begin < self._until:
                steps = self._page.requests(some_filter(self._chance, self._page))
                answers = [answer for step in steps for answer in connections.map(self._send, step)]
                end = time.monotonic()
                if begin >= self._counted_from:
                    self._count(end - begin, answers)
                begin = max(begin + PAUSE_SECONDS, end)
                time.sleep(begin - end)

    def _count(self, seconds: float, answers: list[tuple[str, float, int, str]]) -> None:
        self._waits.changes.append(seconds)
        for view, waited, size, error in answers:
            self._waits.by_view.setdefault(view, []).append(waited)
            self._waits.sizes[view] += size
            if error:
                self._waits.errors[f"{view}: {error}"] += 1

    def _send(self, requested: tuple[str, bytes]) -> tuple[str, float, int, str]:
        view, body = requested
        begin = time.monotonic()
        try:
            connection = self._connection()
            connection.request("POST", "/~en/_dash-update-component", body, HEADERS)
            answer = connection.getresponse()
            size = len(answer.read())
            error = "" if answer.status in (200, 204) else f"answered {answer.status}"
        except (OSError, HTTPException) as failed:
            self._local.connection = None
            size, error = 0, type(failed).__name__
        return view, time.monotonic() - begin, size, error

    def _connection(self) -> HTTPConnection:
        if getattr(self._local, "connection", None) is None:
            self._local.connection = HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE_SECONDS)
        connection: HTTPConnection = self._local.connection
        return connection


@contextmanager
def served(folder: Path, workers: int) -> Iterator[tuple[int, int]]:
    """The port of an atlas of the folder, and the number of its first process."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
    command = [
        sys.executable,
        "app.py",
        "--data",
        str(folder),
        "--workers",
        str(workers),
        "--port",
        str(port),
    ]
    with subprocess.Popen(command, cwd=CHECKOUT, stdout=subprocess.DEVNULL) as server:
        try:
            _wait_for(server, port)
            yield port, server.pid
        finally:
            server.terminate()


def _wait_for(server: subprocess.Popen[bytes], port: int) -> None:
    last = time.monotonic() + START_SECONDS
    while time.monotonic() < last and server.poll() is None:
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE_SECONDS)
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return
        except (OSError, HTTPException):
            time.sleep(0.2)
    raise RuntimeError("The atlas did not start; what it printed says why.")


def memory(process: int) -> list[tuple[str, int, int]]:
    """Megabytes of a process and of those that it forked: resident, and with what is shared divided among them."""
    children = Path(f"/proc/{process}/task/{process}/children")
    if not children.is_file():
        return []
    workers = [int(number) for number in children.read_text(encoding="ascii").split()]
    with_props = []
    for name, number in [("first process", process), *((f"worker {number}", number) for number in workers)]:
        lines = Path(f"/proc/{number}/smaps_rollup").read_text(encoding="ascii").splitlines()[1:]
        sizes = {line.split(":")[0]: int(line.split()[1]) // 1024 for line in lines}
        with_props.append((name, sizes["Rss"], sizes["Pss"]))
    return with_props


def memory_text(process: int) -> str:
    """The memory as lines of text."""
    lines = [f"{name:20}{resident:8,}{share:8,}" for name, resident, share in memory(process)]
    total = sum(share for _, _, share in memory(process))
    return "\n".join([f"{'MB':20}{'resident':>8}{'share':>8}", *lines, f"{'together':28}{total:8,}"])


def waits_text(name: str, seconds: Sequence[float]) -> str:
    """One line: number, median, 95th hundredth and longest, in milliseconds."""
    marks = statistics.quantiles(seconds, n=100, method="inclusive") if len(seconds) > 1 else [*seconds] * 99
    figures = "".join(f"{1000 * mark:10.0f}" for mark in (marks[49], marks[94], max(seconds)))
    return f"{name:34}{len(seconds):8,}{figures}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what the readers waited; 1 when something failed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args(arguments)
    begin = time.monotonic()
    with served(options.folder, options.workers) as (port, process):
        print(
            f"Serving after {time.monotonic() - begin:.1f} s, {options.workers} processes, {os.cpu_count()} cores."
        )
        page = page_of("127.0.0.1", port)
        print(memory_text(process))
        waits = Waits()
        now = time.monotonic()
        until = now + WARM_SECONDS + options.seconds
        readers = [
            Reader(number, page, port, now + WARM_SECONDS, until, waits) for number in range(options.readers)
        ]
        for reader in readers:
            reader.start()
        for reader in readers:
            reader.join()
        print(memory_text(process))
    print(f"\n{options.readers} readers, a change every {PAUSE_SECONDS:g} s, {options.seconds:g} s counted")
    print(f"{'milliseconds':34}{'number':>8}{'p50':>10}{'p95':>10}{'longest':>10}{'kB each':>10}")
    print(waits_text("a change, until all views are there", waits.changes))
    for view, seconds in sorted(waits.by_view.items(), key=lambda pair: -statistics.median(pair[1])):
        print(f"{waits_text('  ' + view, seconds)}{waits.sizes[view] / len(seconds) / 1000:10.1f}")
    print(f"errors: {sum(waits.errors.values())}")
    for error, number in waits.errors.most_common():
        print(f"  {number:,} {error}")
    return 1 if waits.errors or not waits.changes else 0


if __name__ == "__main__":
    sys.exit(main())
