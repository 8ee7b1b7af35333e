"""How many answers may be under way at a time, so that a cluster that is slow or gone holds neither all threads nor the memory.

Whoever comes beyond that is answered 503 at once. What asks no worker, /healthz before all, always has a thread.
"""

from __future__ import annotations

from collections.abc import Collection
from contextlib import ExitStack
from threading import BoundedSemaphore
from typing import Final

from flask import Flask, Response, g, request

from components.server.security import refused_for_now

MOST_ANSWERS: Final = 80
"""That wait for workers, or are being made of their results."""
MOST_DOWNLOADS: Final = 32
"""Of files of rows, until their reader has them: each holds up to 20,000 rows and what waits for its reader."""
THREADS: Final = MOST_ANSWERS + MOST_DOWNLOADS + 8
"""Of the server: they wait for workers most of the time."""
WAITING_BYTES: Final = 16_000_000
"""Of one answer that may wait for its reader before no more of it is written."""
_TOO_MANY: Final = (
    "The cluster has more questions than it answers at a time, or answers late; try again in a moment."
)


def bound_answers(server: Flask, free: Collection[str], downloads: Collection[str]) -> None:
    """Bound what is under way of all addresses but those whose endpoints are `free`; those of `downloads` apart."""
    of_answers, of_downloads = BoundedSemaphore(MOST_ANSWERS), BoundedSemaphore(MOST_DOWNLOADS)

    def begin() -> Response | None:
        if request.endpoint is None or request.endpoint in free:
            return None
        places = of_downloads if request.endpoint in downloads else of_answers
        if not places.acquire(blocking=False):
            return refused_for_now(_TOO_MANY)
        g.place = ExitStack()
        g.place.callback(places.release)
        return None

    def keep_while_sent(response: Response) -> Response:
        if response.is_streamed and "place" in g:
            response.call_on_close(g.pop("place").close)
        return response

    def end(_error: BaseException | None) -> None:
        if "place" in g:
            g.pop("place").close()

    server.before_request(begin)
    server.after_request(keep_while_sent)
    server.teardown_request(end)
