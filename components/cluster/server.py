"""The server of an atlas on a cluster: no Dash and no map, and nothing that would need all incidents at once."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Collection
from typing import Final

from flask import Flask, Response, request

from components.api.addresses import DOCUMENT, serve_document
from components.api.cluster import openapi_of_cluster
from components.cluster import addresses, admission, page
from components.server import compression, cross_origin, security
from components.server.visit import Datasets, follow_visits
from data.bounded_cache import BoundedCache
from data.cluster.clustered import Clustered
from data.errors import ClusterError

NAME: Final = "mine_atlas_cluster"
"""Of the application."""
POLICY: Final = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
_ELSEWHERE: Final = (
    "/embed", "/compare", "/brief.", "/oembed", "/ogc", "/api", "/incidents.parquet", "/map", "/own-data", "/_"
)  # fmt: skip
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
    "There is nothing at this address. This atlas counts on a cluster, and has the page / and the addresses "
    "/summary.json, /incidents.csv, /incidents.geojson, /rows/1.json, /openapi.json, /counts/districts.json, /counts/options.json, "
    "/counts/timeline/month.json and /counts/cells/0/0/0.json; the map, the comparison, files for a briefing, OGC and "
    "visitors' own data need an atlas without --cluster."
)


def create_server(
    clustered: Clustered,
    allowed_hosts: Collection[str] = (),
    cors_origins: Collection[str] = (),
    can_answer: Callable[[], bool] = lambda: True,
    public_url: str = "",
) -> Flask:
    """The application; `can_answer` tells whether the cluster has workers."""
    server = Flask(NAME, static_folder=None)
    addresses.register(server, clustered)
    page.register(server, clustered)

    def health() -> Response:
        if not can_answer():
            return security.refused_for_now(_NO_WORKER)
        return Response("OK", content_type="text/plain; charset=utf-8")

    server.add_url_rule("/healthz", "healthz", health)
    serve_document(server, openapi_of_cluster, lambda: clustered.dataset, public_url)
    follow_visits(server, Datasets(clustered.dataset))
    compression.compress_answers(server)
    security.protect_server(server, allowed_hosts, POLICY)
    server.register_error_handler(ClusterError, _Cannot())
    server.register_error_handler(404, _not_here)
    cross_origin.allow_origins(server, cors_origins)
    # Last: a request that is refused for another reason has no place to give back.
    admission.bound_answers(server, {"healthz", DOCUMENT, *page.FILES}, addresses.DOWNLOADS)
    return server


def _not_here(_error: Exception) -> Response:
    return _sentence(_NOT_HERE, 501 if request.path.startswith(_ELSEWHERE) else 404)


class _Cannot:
    """Answers what the cluster cannot; the reason, which names folders and machines, stands in the log: once in a while,
    however many readers ask meanwhile.
    """

    def __init__(self) -> None:
        self._logged: BoundedCache[str, float] = BoundedCache(_MOST_SENTENCES)

    def __call__(self, error: Exception) -> Response:
        now, sentence = time.monotonic(), str(error)
        if now - (self._logged.get(sentence) or -_LOG_SECONDS) >= _LOG_SECONDS:
            self._logged.set(sentence, now)
            _log.error("The cluster cannot answer: %s", sentence)
        return security.refused_for_now(_CANNOT)


def _sentence(sentence: str, status: int) -> Response:
    return Response(f"{sentence}\n", status=status, content_type="text/plain; charset=utf-8")
