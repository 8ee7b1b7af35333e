"""How many answers may be under way at a time, so that a cluster that is slow or gone holds neither all threads nor the memory.

Whoever comes beyond that is answered 503 at once. What asks no worker, /healthz before all, always has a thread.
"""

from __future__ import annotations

from contextlib import ExitStack
from threading import BoundedSemaphore
from typing import Final

from flask import Flask, Response, g, request

from components.server.security import refused_for_now

MOST_ANSWERS: Final = 48
"""That wait for workers, or are being made of what those said."""
MOST_DOWNLOADS: Final = 16
"""That are sent while they are written."""
THREADS: Final = MOST_ANSWERS + MOST_DOWNLOADS + 8
"""Of the server: they wait for workers most of the time."""
WAITING_BYTES: Final = 16_000_000
"""Of one answer that may wait for its reader before no more of it is written."""
_TOO_MANY: Final = (
    "The cluster has more questions than it answers at a time, or answers late; try again in a moment."
)
_TOO_MANY_DOWNLOADS: Final = (
    "Other downloads are under way, as many as this atlas serves at a time; try again later."
)


def bound_answers(server: Flask, free: frozenset[str]) -> None:
    """Bound what is under way of all addresses but those whose endpoints are `free`."""
    answers, downloads = BoundedSemaphore(MOST_ANSWERS), BoundedSemaphore(MOST_DOWNLOADS)

    def begin() -> Response | None:
        if request.endpoint is None or request.endpoint in free:
            return None
        if not answers.acquire(blocking=False):
            return refused_for_now(_TOO_MANY)
        g.is_under_way = True
        return None

    def bound_download(response: Response) -> Response:
        if request.endpoint in free or not response.is_streamed:
            return response
        if not downloads.acquire(blocking=False):
            response.close()
            return refused_for_now(_TOO_MANY_DOWNLOADS)
        once = ExitStack()
        once.callback(downloads.release)
        response.call_on_close(once.close)
        return response

    def end(_error: BaseException | None) -> None:
        if g.pop("is_under_way", False):
            answers.release()

    server.before_request(begin)
    server.after_request(bound_download)
    server.teardown_request(end)
