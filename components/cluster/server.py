"""What the server of an atlas on a cluster answers where the cluster cannot, or where only an atlas in one process can."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Final

from flask import Flask, Response, request

from components.server import security
from data.bounded_cache import BoundedCache
from data.errors import ClusterError

NAME: Final = "mine_atlas_cluster"
"""Of the application."""
_ELSEWHERE: Final = (
    "/brief.html",
    "/ogc/tileMatrixSets",
    "/ogc/collections/incidents/tiles",
    "/own-data",
)
"""What the addresses begin with that only an atlas in one process has."""
_CANNOT: Final = (
    "The cluster that counts for this atlas cannot answer at the moment; try again in a while. The reason is in the "
    "atlas's log."
)
_LOG_SECONDS: Final = 10.0
_MOST_SENTENCES: Final = 16
_log = logging.getLogger("mine_atlas")
_NO_WORKER: Final = "No worker of the cluster answers; it has none, or its scheduler is gone."
_NOT_HERE: Final = (
    "There is nothing at this address. This atlas counts on a cluster, and has the pages / and /compare, the map /embed and the "
    "addresses that /openapi.json names, among them /summary.json, /incidents.csv, /rows/1.json, /counts/districts.json, "
    "/brief.pdf and /ogc; the map that works offline (/brief.html), vector tiles and visitors' own data need an atlas "
    "without --cluster."
)


def register(server: Flask, can_answer: Callable[[], bool]) -> None:
    """Serve /healthz, and the sentences; `can_answer` tells whether the cluster has workers."""

    def health() -> Response:
        if not can_answer():
            return security.refused_for_now(_NO_WORKER)
        return Response("OK", content_type="text/plain; charset=utf-8")

    server.add_url_rule("/healthz", "healthz", health)
    server.register_error_handler(ClusterError, _cannot)
    server.register_error_handler(404, _not_here)


def _not_here(_error: Exception) -> Response:
    return _sentence(_NOT_HERE, 501 if request.path.startswith(_ELSEWHERE) else 404)


def _cannot(error: Exception) -> Response:
    log_cluster_error(error)
    return security.refused_for_now(_CANNOT)


_logged: Final[BoundedCache[str, float]] = BoundedCache(_MOST_SENTENCES)


def log_cluster_error(error: Exception) -> None:
    """Log why the cluster cannot answer, with folders and machines: once in a while, however many readers ask meanwhile."""
    now, sentence = time.monotonic(), str(error)
    if now - (_logged.get(sentence) or -_LOG_SECONDS) >= _LOG_SECONDS:
        _logged.set(sentence, now)
        _log.error("The cluster cannot answer: %s", sentence)


def _sentence(sentence: str, status: int) -> Response:
    return Response(f"{sentence}\n", status=status, content_type="text/plain; charset=utf-8")
