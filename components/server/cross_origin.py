"""Which pages of other sites may read the data: as the host says, none where the host names none (CORS).

Only what is for other programs is opened, and only what anybody may read: no page, no callback, nothing of a visitor's
own data, and never with cookies.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from flask import Flask, Response, request

from components.server.visit import requested_token

DATA: Final = (
    "/incidents.csv",
    "/incidents.geojson",
    "/incidents.parquet",
    "/summary.json",
    "/openapi.json",
    "/oembed",
    "/healthz",
    "/brief.",
    "/compare.",
    "/ogc",
    "/counts/",
    "/rows/",
)
"""What the addresses that are opened begin with."""
ANY: Final = "*"
_METHODS: Final = "GET, HEAD"
_REQUESTED_WITH: Final = "If-None-Match"
_READ: Final = "Atlas-Edition, Atlas-Unknown-Values, Content-Crs, Content-Disposition, ETag"
_SECONDS: Final = "86400"


def allow_origins(server: Flask, origins: Collection[str]) -> None:
    """Let pages of these origins read the data addresses; "*" means any."""
    if not origins:
        return

    def answer_preflight() -> Response | None:
        is_preflight = request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers
        return Response(status=204) if is_preflight and _allowed(origins) else None

    def allow(response: Response) -> Response:
        if not _is_data(request.path):
            return response
        if ANY not in origins:
            response.vary.add("Origin")
        if allowed := _allowed(origins):
            response.headers["Access-Control-Allow-Origin"] = allowed
            response.headers["Access-Control-Expose-Headers"] = _READ
            if request.method == "OPTIONS":
                response.headers["Access-Control-Allow-Methods"] = _METHODS
                response.headers["Access-Control-Allow-Headers"] = _REQUESTED_WITH
                response.headers["Access-Control-Max-Age"] = _SECONDS
        return response

    server.before_request(answer_preflight)
    server.after_request(allow)


def _allowed(origins: Collection[str]) -> str:
    """What the answer says of the origin that asks; "" where it may not read it."""
    if not _is_data(request.path) or requested_token() is not None:
        return ""
    if ANY in origins:
        return ANY
    origin = request.headers.get("Origin", "")
    return origin if origin in origins else ""


def _is_data(path: str) -> bool:
    return path.startswith(DATA)
