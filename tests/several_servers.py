"""Two atlas servers on one PostgreSQL collection behind nginx, as processes on loopback: docs/several-servers."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Final

CHECKOUT: Final = Path(__file__).resolve().parents[1]
CONFIGURATION: Final = CHECKOUT / "docs" / "several-servers" / "nginx.conf"
START_SECONDS: Final = 180.0
SERVERS: Final = 2
_AROUND: Final = """\
daemon off; master_process off; pid {folder}/pid; error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
{servers}
}}
"""


@dataclass
class Servers:
    """What runs."""

    port: int
    """Of nginx."""
    ports: list[int]
    """Of the atlas servers."""
    processes: list[subprocess.Popen[bytes]]

    def kill(self, number: int) -> None:
        """End one atlas server and its processes at once, as a machine that fails does."""
        os.killpg(self.processes[number].pid, signal.SIGKILL)
        self.processes[number].wait()


def nginx() -> str | None:
    """The path of nginx; None where it is not installed."""
    return shutil.which("nginx", path=os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin"]))


@contextmanager
def two_servers(collection: str, folder: Path) -> Iterator[Servers]:
    """Two servers of the published edition of a collection behind nginx, whose files are in an empty folder."""
    program = nginx()
    if program is None:
        raise RuntimeError("There is no nginx; install it.")
    *ports, port = _free_ports(SERVERS + 1)
    with ExitStack() as stack:
        processes = [stack.enter_context(_atlas(collection, one)) for one in ports]
        for one, process in zip(ports, processes, strict=True):
            _wait_for(one, process)
        file = folder / "nginx.conf"
        file.write_text(_configured(folder, port, ports), encoding="utf-8")
        command = [program, "-p", str(folder), "-c", str(file)]
        proxy = stack.enter_context(_ending(subprocess.Popen(command, stderr=subprocess.DEVNULL)))
        _wait_for(port, proxy)
        yield Servers(port, ports, processes)


def answer(
    port: int, path: str, method: str = "GET", content: bytes | None = None
) -> tuple[int, bytes, dict[str, str]]:
    """Status, content and headers of an answer, their names in small letters. Raises OSError or HTTPException."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request(method, path, content, {"Sec-Fetch-Site": "same-origin"})
        response = connection.getresponse()
        headers = {name.lower(): value for name, value in response.getheaders()}
        return response.status, response.read(), headers
    finally:
        connection.close()


def _configured(folder: Path, port: int, ports: list[int]) -> str:
    """nginx's configuration of the guide, with the places of these processes."""
    text = CONFIGURATION.read_text(encoding="utf-8").replace("listen 80;", f"listen 127.0.0.1:{port};")
    for number, one in enumerate(ports, start=1):
        text = text.replace(f"atlas-{number}:8050", f"127.0.0.1:{one}")
    return _AROUND.format(folder=folder, servers=text)


@contextmanager
def _atlas(collection: str, port: int) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "app.py", "--data", collection, "--own-data", "database"]
    command += ["--public-url", "http://atlas.example.org", "--port", str(port)]
    # A group of its own, so that all its processes can be killed together.
    process = subprocess.Popen(
        command,
        cwd=CHECKOUT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    with _ending(process):
        yield process


@contextmanager
def _ending(process: subprocess.Popen[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            process.terminate()
        process.wait()


def _free_ports(number: int) -> list[int]:
    with ExitStack() as stack:
        sockets = [stack.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(number)]
        return [one.getsockname()[1] for one in sockets]


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    last = time.monotonic() + START_SECONDS
    while time.monotonic() < last and process.poll() is None:
        with suppress(OSError, HTTPException):
            if answer(port, "/healthz")[0] == 200:
                return
        time.sleep(0.2)
    raise RuntimeError(f"What should listen on port {port} did not start.")
