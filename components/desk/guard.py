"""Who may ask the desk: only pages of the desk itself, under a name of this machine."""

from __future__ import annotations

from typing import Final

from flask import Flask, Response, abort, request
from werkzeug.exceptions import HTTPException

from components.desk.page_parts.elements import el
from components.desk.page_parts.shell import page
from components.server.security import is_allowed, is_from_our_page, log_failure
from data.errors import AtlasError
from data.language import N_, _
from data.limits import MEGABYTE

LARGEST_REQUEST_BYTES: Final = 21 * MEGABYTE
"""A report's file, and what goes with it."""
LARGEST_FIELD_BYTES: Final = 12 * MEGABYTE
MOST_FIELDS: Final = 40_000

_POLICY: Final = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)
_SENTENCES: Final = {
    403: N_(
        "The desk answers only its own pages on this machine. Open it again at the address that the command printed."
    ),
    404: N_("There is nothing at this address. The desk is at /desk."),
    413: N_("This is more than the desk reads at once; give the part of the report about the incident."),
    500: N_("The desk could not answer. What happened is in its log; what was saved before is kept."),
}
_OTHER: Final = N_("This request cannot be read.")


def guard(server: Flask) -> None:
    """Check Host and origin, bound the size of requests, turn errors into sentences, set the headers."""
    server.config["MAX_CONTENT_LENGTH"] = LARGEST_REQUEST_BYTES
    server.config["MAX_FORM_MEMORY_SIZE"] = LARGEST_FIELD_BYTES
    server.config["MAX_FORM_PARTS"] = MOST_FIELDS

    def check() -> None:
        if not is_allowed(request.host, ()):
            abort(403)
        if request.method not in ("GET", "HEAD") and not _is_same_origin():
            abort(403)

    def set_headers(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = _POLICY
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        response.headers["Permissions-Policy"] = "geolocation=(), camera=(), microphone=()"
        response.headers["Cache-Control"] = "no-store"
        return response

    server.before_request(check)
    server.after_request(set_headers)
    server.register_error_handler(Exception, in_a_page)


def _is_same_origin() -> bool:
    """Whether a page of the desk sends this: a browser names the origin with each POST."""
    origin = request.headers.get("Origin")
    return is_from_our_page("") and (origin is None or origin.startswith(f"{request.scheme}://"))


def in_a_page(error: Exception) -> tuple[str, int]:
    """The page and status for an error."""
    if isinstance(error, AtlasError):
        return page(_("Not possible"), el("p", str(error))), 400
    status = (error.code or 500) if isinstance(error, HTTPException) else 500
    if status >= 500:
        log_failure(error)
    sentence = _(_SENTENCES.get(status, _OTHER if status < 500 else _SENTENCES[500]))
    return page(_("Not possible"), el("p", sentence)), status
