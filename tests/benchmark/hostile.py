"""What hostile files cost: peak memory and time of each, by the command and by an upload.

    .venv-tests/bin/python -m tests.benchmark.hostile [NAME …]

The files are those of tests/hostile_files.py. By an upload two peaks count: of the process that reads, and of the
server, which must not grow by what a file unpacks to.
"""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Final

from data.imports.isolation.reading import Reading
from data.limits import UPLOAD
from tests.hostile_files import HOSTILE, STRANGE

ROOT: Final = Path(__file__).resolve().parents[2]
_CODE: Final = (
    "import sys, app; app.main(sys.argv[1:]); "
    "print('peak', int(open('/proc/self/status').read().split('VmHWM:')[1].split()[0]) // 1024)"
)


def main(names: list[str]) -> int:
    """Print a row for each file; 1 when the server grew by more than four times an upload."""
    made = {name: make for name, (make, _words) in HOSTILE.items()} | STRANGE
    print(
        f"{'file':20} {'kB':>6} | {'check s':>8} {'MB':>5} | {'upload s':>8} {'MB':>5} {'server MB':>9} | what the upload says"
    )
    worst = 0
    Reading(UPLOAD).result(
        "a.csv", b"date,killed\n2020-11-23,1\n"
    )  # from here on there is a process to fork from
    for name in names or made:
        content = made[name]()
        seconds, peak = by_command(name, content)
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # from here on the peak counts anew
        before, begun = own_mb("VmRSS"), time.monotonic()
        with Watched() as watched:
            problem = Reading(UPLOAD).result(name, content).problem
        grown = own_mb("VmHWM") - before
        worst = max(worst, grown)
        print(
            f"{name:20} {len(content) / 1e3:6.0f} | {seconds:8.1f} {peak:5} | {time.monotonic() - begun:8.1f} "
            f"{watched.peak_mb or '-':>5} {grown:+9} | {problem[:90] or 'read'}",
            flush=True,
        )
    return int(worst > 4 * UPLOAD.size_bytes / 1e6)


class Watched:
    """The most memory that a process below this one but one has meanwhile: the one that reads."""

    def __init__(self) -> None:
        self.peak_mb = 0
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self) -> Watched:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._is_over.wait(0.01):
            for template in children(os.getpid()):
                for reading in children(template):
                    self.peak_mb = max(self.peak_mb, mb_of(reading, "VmHWM"))


def children(number: int) -> list[int]:
    """The processes that a process has started, with any of its threads."""
    found = []
    for file in Path(f"/proc/{number}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            found += [int(child) for child in file.read_text(encoding="ascii").split()]
    return found


def by_command(name: str, content: bytes) -> tuple[float, int]:
    """Seconds and peak in MB of `mine-atlas check`."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        begun = time.monotonic()
        arguments = [sys.executable, "-c", _CODE, "check", str(path), "--memory-limit", "4"]
        ended = subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, check=False)
        found = re.search(r"peak (\d+)", ended.stdout)
        assert found is not None, ended.stderr
        return time.monotonic() - begun, int(found[1])


def own_mb(name: str) -> int:
    """A figure of this process's memory in MB."""
    return mb_of(os.getpid(), name)


def mb_of(number: int, name: str) -> int:
    """A figure of a process's memory in MB; 0 for one that has ended."""
    try:
        status = Path(f"/proc/{number}/status").read_text(encoding="ascii")
        return int(status.split(f"{name}:")[1].split()[0]) // 1024
    except (OSError, IndexError):
        return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
