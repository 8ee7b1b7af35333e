"""What every answer carries, and which requests are answered at all."""

from __future__ import annotations

import ipaddress
import logging
import re
from collections.abc import Collection
from typing import Final
from urllib.parse import urlsplit

from dash import Dash
from dash.exceptions import DependencyException
from flask import Flask, Response, abort, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from components.server.message_page import message_page
from components.server.split_address import split_address
from data.errors import where_it_failed
from data.language import LANGUAGES, _, speaking

LARGEST_REQUEST_BYTES: Final = 1_000_000
"""A filter is a few hundred bytes; whatever is larger is refused."""

_SENTENCES: Final = {
    400: "This request cannot be read.",
    403: "This host is not served here. Start the atlas with --public-url to serve it under another name.",
    404: "There is nothing at this address. The atlas is at /.",
    405: "This address cannot be used in that way.",
    413: "This request is too large.",
    500: "The atlas could not answer. What happened is in its log.",
}

_RETRY_SECONDS: Final = "10"
_log = logging.getLogger("mine_atlas")


def protect(
    app: Dash,
    allowed_hosts: Collection[str],
    embedding_sites: Collection[str],
    tile_origins: Collection[str] = (),
) -> None:
    """Check the Host header, bound the request's size, turn errors into sentences, set the headers.

    `allowed_hosts` are names without port; addresses in numbers and `localhost` are always allowed,
    because a page of another site cannot make a browser send those as its own. `embedding_sites` are
    the sources of a content policy that may frame /embed: "*", or origins; nothing else may be framed.
    `tile_origins` are the other machines from which the host has browsers load ground maps.
    Call it last: the content policy names the scripts that Dash has by then.
    """
    policy = content_policy(app, ["'none'"], tile_origins)
    protect_server(app.server, allowed_hosts, policy, content_policy(app, embedding_sites, tile_origins))


def protect_server(
    server: Flask, allowed_hosts: Collection[str], policy: str, embedded_policy: str = ""
) -> None:
    """As `protect`, with these content policies, for a server with or without Dash."""
    server.config["MAX_CONTENT_LENGTH"] = LARGEST_REQUEST_BYTES

    def check() -> None:
        if not is_allowed(request.host, allowed_hosts):
            abort(403)
        if (request.endpoint or "").endswith("/<path:path>"):
            _refuse_any_path(server)

    def set_headers(response: Response) -> Response:
        is_embedded = request.path.split("/")[1] == "embed"
        response.headers["Content-Security-Policy"] = (is_embedded and embedded_policy) or policy
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["Permissions-Policy"] = "geolocation=(), camera=(), microphone=()"
        if request.method == "OPTIONS" and response.allow and (others := _other_methods(server)):
            response.headers["Allow"] = others
        return response

    server.before_request(check)
    server.after_request(set_headers)
    server.register_error_handler(Exception, in_a_sentence)


def content_policy(app: Dash, framing_sites: Collection[str], tile_origins: Collection[str] = ()) -> str:
    """A content policy with which a page runs only our scripts, and asks other machines for nothing but tiles of ground maps."""
    scripts = " ".join(["'self'", *app.csp_hashes()])
    return "; ".join(
        [
            "default-src 'self'",
            f"script-src {scripts}",
            "style-src 'self' 'unsafe-inline'",
            " ".join(["img-src 'self' data: blob:", *tile_origins]),
            " ".join(["connect-src 'self'", *tile_origins]),
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'none'",
            f"frame-ancestors {' '.join(framing_sites)}",
        ]
    )


def is_allowed(host: str, allowed_hosts: Collection[str]) -> bool:
    """Whether a Host header names this server: a number, localhost, or a name that was allowed."""
    match = re.fullmatch(r"(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9.-]+)(:\d{1,5})?", host)
    if match is None:
        return False
    name = match.group(1).strip("[]").lower()
    if name == "localhost" or name in {allowed.lower() for allowed in allowed_hosts}:
        return True
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _refuse_any_path(server: Flask) -> None:
    """404; 405 where only the rule of Dash that takes any path may be read, and the path itself is for something else."""
    if others := _other_methods(server):
        raise MethodNotAllowed(others.split(", "))
    abort(404)


def _other_methods(server: Flask) -> str:
    """What may be done with a path that cannot be read; "" for any other path."""
    methods = {
        method
        for rule in server.url_map.iter_rules()
        if rule.rule == request.path
        for method in rule.methods or ()
    }
    return "" if "GET" in methods else ", ".join(sorted(methods))


def log_failure(error: BaseException) -> None:
    """Write to the server's log, in one line, what failed and where: nothing of what was requested, which is private."""
    _log.error("A request failed: %s", where_it_failed(error))


def is_from_our_page(public_url: str) -> bool:
    """Whether a browser says that a page of this very atlas sends the request."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return False
    origin = request.headers.get("Origin")
    if origin is None:
        return "Sec-Fetch-Site" in request.headers
    ours = {request.host, urlsplit(public_url).netloc} - {""}
    sent_from = split_address(origin)
    return sent_from is not None and sent_from.netloc in ours


def refused_for_now(sentence: str) -> Response:
    """An answer of 503: what cannot be answered now may be a little later."""
    response = Response(f"{sentence}\n", status=503, content_type="text/plain; charset=utf-8")
    response.headers["Retry-After"] = _RETRY_SECONDS
    return response


def in_a_sentence(error: Exception) -> Response:
    """An answer that a person can read instead of a traceback, which goes to the log."""
    status = _status(error)
    if status >= 500:
        log_failure(error)
    if status == 404 and request.accept_mimetypes.best_match(["text/plain", "text/html"]) == "text/html":
        return _page_of_nothing()
    sentence = _SENTENCES.get(status, _SENTENCES[400] if status < 500 else _SENTENCES[500])
    response = Response(f"{sentence}\n", status=status, content_type="text/plain; charset=utf-8")
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        response.headers["Allow"] = ", ".join(sorted(error.valid_methods))
    return response


def _page_of_nothing() -> Response:
    """For a reader who followed a wrong address: the way to the atlas, in the language of the address, or else one of theirs
    that the atlas has.
    """
    language = request.args.get("lang", "")
    if language not in LANGUAGES:
        language = request.accept_languages.best_match([*LANGUAGES], "en")
    with speaking(language):
        return message_page([_("There is nothing at this address.")], _("Go to the atlas"), 404)


def _status(error: Exception) -> int:
    if isinstance(error, HTTPException):
        return error.code or 500
    if isinstance(error, DependencyException):
        return 404
    # What fails inside a callback is reported on the page; what arrives here was no request of our pages.
    return 400 if request.path.endswith("/_dash-update-component") else 500
