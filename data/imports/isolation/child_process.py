"""A process that reads one file: forked from a template that has everything loaded, or started anew."""

from __future__ import annotations

import atexit
import os
import signal
import socket
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from data.imports.isolation.channel import Channel

_PACKAGE: Final = __name__.rpartition(".")[0]
_ROOT: Final = Path(__file__).resolve().parents[_PACKAGE.count(".") + 1]
"""The folder that holds the package `data`."""
_SETTINGS: Final = {
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "MALLOC_ARENA_MAX": "2",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "PYTHONWARNINGS": "ignore",
}
"""Few threads and small pools, so that a limit of addresses is one of memory; nothing of a file in a log."""
_CAN_FORK: Final = hasattr(os, "fork") and hasattr(socket, "send_fds")


class ChildProcess:
    """A process that waits for one job. Raises OSError when the system has no room for another process."""

    def __init__(self) -> None:
        self._kill_lock = threading.Lock()
        self._has_ended = False
        self._number: int | None = None
        self._started: subprocess.Popen[bytes] | None = None
        self._connection: socket.socket | None = None
        if _CAN_FORK:
            self._connection = _forked()
            self.channel = Channel(self._connection.makefile("rb"), self._connection.makefile("wb"))
        else:
            call = f"from {_PACKAGE}.child import read_once; read_once()"
            self._started = _python(call, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
            assert self._started.stdin is not None
            assert self._started.stdout is not None
            self.channel = Channel(self._started.stdout, self._started.stdin)  # type: ignore[arg-type]

    def identify(self, number: int) -> None:
        """Take the number of the process, which it sends first and under which it can be ended."""
        with self._kill_lock:
            self._number = number
        if self._has_ended:
            self.kill()

    def kill(self) -> None:
        """End the process now, from any thread, whatever it does; nothing happens when it has ended."""
        with self._kill_lock:
            self._has_ended = True
            if self._started is not None:
                self._started.kill()
                self._started.wait()
            elif self._number is not None:
                # It holds its end of the connection as long as it lives, and so its number.
                with suppress(ProcessLookupError):
                    os.kill(self._number, signal.SIGKILL)
                self._number = None
            if self._connection is not None:
                with suppress(OSError):
                    self._connection.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """End the process and close what leads to it."""
        self.kill()
        self.channel.close()
        if self._connection is not None:
            self._connection.close()


class _Template:
    """The process from which the others are forked. It ends with this one, whose socket it waits at."""

    def __init__(self) -> None:
        self.maker = os.getpid()
        self._control, theirs = socket.socketpair()
        with theirs:
            call = f"from {_PACKAGE}.child import fork_readings; fork_readings({theirs.fileno()})"
            self._process = _python(call, pass_fds=[theirs.fileno()])

    @property
    def is_ours(self) -> bool:
        """Whether this very process made it and it still lives; a worker that was forked needs one of its own."""
        return self.maker == os.getpid() and self._process.poll() is None

    def end(self) -> None:
        """Let it go when this process ends; in a worker that was forked it is another's."""
        if self.maker == os.getpid():
            self._control.close()
            self._process.kill()
            self._process.wait()

    def fork(self) -> socket.socket:
        """The connection to a new process."""
        ours, theirs = socket.socketpair()
        with theirs:
            socket.send_fds(self._control, [b"."], [theirs.fileno()])
        return ours


_template: _Template | None = None
_template_lock = threading.Lock()


def _forked() -> socket.socket:
    """The connection to a process forked from this process's template."""
    global _template  # noqa: PLW0603 - one for the whole process, like its threads
    with _template_lock:
        if _template is None or not _template.is_ours:
            _template = _Template()
            atexit.register(_template.end)
        return _template.fork()


def _python(call: str, **streams: Any) -> subprocess.Popen[bytes]:
    path = os.pathsep.join(filter(None, [str(_ROOT), os.environ.get("PYTHONPATH")]))
    return subprocess.Popen(  # noqa: S603 - our own code in our own Python
        [sys.executable, "-c", call],
        env={**os.environ, **_SETTINGS, "PYTHONPATH": path},
        **{"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, **streams},
        stderr=subprocess.DEVNULL,
    )
