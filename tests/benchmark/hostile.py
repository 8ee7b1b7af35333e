"""What hostile files cost: the peak of memory and the time of each, by the command and by an upload.

    .venv-tests/bin/python -m tests.benchmark.hostile [NAME …]

The files are those of tests/hostile_files.py. By an upload two peaks count: of the process that reads, and of the
server, which must not grow by what a file unpacks to.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
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
        f"{'file':20} {'kB':>8} {'check s':>8} {'MB':>6} {'upload s':>9} {'server MB':>10}  what the upload says"
    )
    worst = 0
    for name in names or made:
        content = made[name]()
        seconds, peak = by_command(name, content)
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # from here on the peak counts anew
        before, begun = own_mb("VmRSS"), time.monotonic()
        problem = Reading(UPLOAD).result(name, content).problem
        grown = own_mb("VmHWM") - before
        worst = max(worst, grown)
        print(
            f"{name:20} {len(content) / 1e3:8.0f} {seconds:8.1f} {peak:6} {time.monotonic() - begun:9.1f} "
            f"{grown:+10}  {problem[:90] or 'read'}",
            flush=True,
        )
    return int(worst > 4 * UPLOAD.size_bytes / 1e6)


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
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split(f"{name}:")[1].split()[0]) // 1024


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
