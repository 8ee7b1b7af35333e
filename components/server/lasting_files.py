"""Browsers keep the page's own files under the address of their present state, and need not ask for them again.

Else a browser asks anew for the page's icon whenever the address changes, which each filter does.
"""

from __future__ import annotations

from typing import Final

from flask import Flask, Response, request

LASTING_SECONDS: Final = 365 * 24 * 3600


def keep(response: Response) -> None:
    """Have a browser keep an answer for good: another state has another address."""
    response.cache_control.no_cache = None
    response.cache_control.max_age = LASTING_SECONDS
    response.cache_control.immutable = True


def keep_files(server: Flask) -> None:
    """Have browsers keep what is in assets/: Dash asks for a file with the time at which it was written."""

    def keep_file(response: Response) -> Response:
        # Flask's tag of a file begins with that time.
        written = (response.get_etag()[0] or "").partition("-")[0]
        if (
            (request.endpoint or "").endswith("dash_assets.static")
            and written
            and request.args.get("m") == written
        ):
            keep(response)
        return response

    server.after_request(keep_file)
