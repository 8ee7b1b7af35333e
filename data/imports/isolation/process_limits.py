"""Limits of memory and time for this very process, where the system has them."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from collections.abc import Iterator
from types import FrameType
from typing import Final

from data.limits import MEGABYTE, Limits, needs_too_much_memory, took_too_long

_AGAIN_S: Final = 1.0
"""The alarm rings again: an error that it raises inside a finaliser or a callback of the collector is swallowed."""


@contextlib.contextmanager
def limited(limits: Limits) -> Iterator[None]:
    """Hold this process to the memory and the time of a reading until the block ends.

    Raises FileError when one is exceeded. Where the system has no such limits (Windows), only the steps of the
    reading look at the clock.
    """
    with contextlib.ExitStack() as stack:
        stack.enter_context(_limited_memory(limits))
        stack.enter_context(_limited_time(limits))
        try:
            yield
        except MemoryError as error:
            raise needs_too_much_memory(limits) from error


def virtual_bytes() -> int:
    """What this process has of addresses now."""
    with contextlib.suppress(OSError, ValueError), open("/proc/self/statm") as pages:  # noqa: PTH123
        return int(pages.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    return 1_000 * MEGABYTE


@contextlib.contextmanager
def _limited_memory(limits: Limits) -> Iterator[None]:
    try:
        import resource

        before = resource.getrlimit(resource.RLIMIT_AS)
        ceiling = virtual_bytes() + limits.memory_bytes
        if before[0] != resource.RLIM_INFINITY:
            ceiling = min(ceiling, before[0])
        resource.setrlimit(resource.RLIMIT_AS, (ceiling, before[1]))
    except (ImportError, OSError, ValueError):
        yield
        return
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)


@contextlib.contextmanager
def _limited_time(limits: Limits) -> Iterator[None]:
    is_possible = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    if not is_possible or limits.seconds == float("inf"):
        yield
        return

    def end(_number: int, _frame: FrameType | None) -> None:
        raise took_too_long(limits)

    before = signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, limits.seconds, _AGAIN_S)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
