"""A command that is stopped, with Ctrl+C or by the system, ends soon, in a sentence, and leaves nothing half-written.

Imports nothing of the atlas: it is in place before anything else is loaded, which takes seconds on a slow machine.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any, Final

_SIGNALS: Final = {signal.SIGINT: "It was stopped by Ctrl+C.", signal.SIGTERM: "It was stopped."}
_AGAIN_S: Final = 0.05
_CLEANING_S: Final = 2.0


class Stopped(KeyboardInterrupt):
    """A signal to stop; what a command has begun to write is taken away while this passes through it."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.status = exit_status(number)
        self.sentence = _SIGNALS[signal.Signals(number)]


def exit_status(number: int) -> int:
    """As a shell says it: 130 for Ctrl+C, 143 for SIGTERM."""
    return 128 + number


class Interruption:
    """What a signal to stop does: end the process at once while it loads, and raise Stopped from `begin` on."""

    def __init__(self) -> None:
        self._has_begun = False
        self._raised_at = float("-inf")
        self.raised: Stopped | None = None
        """What was raised: a library may have made another error of it."""

    def begin(self) -> None:
        """From now on there may be something to take away."""
        self._has_begun = True

    def lost(self) -> None:
        """The exception came inside a finaliser, where nobody receives it: raise it again."""
        self._raised_at = float("-inf")
        if self.raised is not None:
            again = threading.Timer(_AGAIN_S, os.kill, (os.getpid(), self.raised.args[0]))
            again.daemon = True
            again.start()

    def stop(self, number: int, _frame: FrameType | None) -> None:
        """Handle a signal."""
        if self._has_begun:
            # Pressed twice, it does not disturb what takes away the rest.
            if time.monotonic() - self._raised_at > _CLEANING_S:
                self._raised_at, self.raised = time.monotonic(), Stopped(number)
                raise self.raised
            return
        # A module that is half loaded answers an exception with any other one.
        with contextlib.suppress(OSError, ValueError):
            os.write(2, f"\n{_SIGNALS[signal.Signals(number)]}\n".encode())
        os._exit(exit_status(number))


@contextlib.contextmanager
def interruptible() -> Iterator[Interruption]:
    """Have signals to stop handled by an Interruption until the block ends."""
    interruption = Interruption()
    if threading.current_thread() is not threading.main_thread():
        yield interruption
        return
    before: dict[int, Any] = {number: signal.signal(number, interruption.stop) for number in _SIGNALS}
    reported = sys.unraisablehook
    sys.unraisablehook = _raising_again(interruption, reported)
    try:
        yield interruption
    finally:
        sys.unraisablehook = reported
        for number, handler in before.items():
            signal.signal(number, handler)


def _raising_again(interruption: Interruption, reported: Callable[[Any], Any]) -> Callable[[Any], None]:
    """The hook of exceptions that nobody receives."""

    def report(unraisable: Any) -> None:
        if isinstance(unraisable.exc_value, Stopped):
            interruption.lost()
        else:
            reported(unraisable)

    return report
