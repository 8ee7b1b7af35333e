"""What a request is about: the dataset that its page shows, and the language in which it is read.

A page says both in its query string: `lang`, and `own` with the token of a visitor's own data. Dash sends
only ids and values with what the page asks next, so the page is told to ask under a prefix,
`/~<language>/` or `/~<language>.<token>/`, which is taken off again before Flask looks.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from html import escape
from typing import Any, Final
from urllib.parse import parse_qs

from flask import Flask, Response, has_request_context, request

from components.server.visitors_data import OwnData, VisitorsData
from data.filters.summary import forget_summaries
from data.ground_maps.ground_map import NO_GROUND_MAPS, GroundMaps
from data.language import LANGUAGES, N_, _, current, speak
from data.tables.dataset import Dataset

OWN: Final = "own"
"""The query key of a token."""
OWN_ADDRESSES: Final = "/own-data"
"""Under here a visitor's data are given, read and forgotten; these answer for tokens by themselves."""
ENDED: Final = N_(
    "These data are not here any more: they were stored in memory only, and ended 30 minutes after the last "
    "request or when they were forgotten. Nothing of them was kept."
)
_BACK: Final = N_("Go to the atlas of the bundled data")

_PREFIX: Final = re.compile(r"/~([a-z]{2})(?:\.([A-Za-z0-9_-]{20,100}))?(?=/)")
_LANGUAGE: Final = "atlas.language"
_CARRIED: Final = "atlas.carried"
_OWN: Final = "atlas.own"
_DATASET: Final = "atlas.dataset"


class Datasets:
    """Answers which dataset a request is about."""

    def __init__(
        self, served: Dataset, own: VisitorsData | None = None, ground_maps: GroundMaps = NO_GROUND_MAPS
    ) -> None:
        self.served = served
        self.ground_maps = ground_maps
        self.own = own
        """The data of visitors; None where they are off."""
        if own is not None:
            own.when_ended(forget_summaries)

    def here(self) -> Dataset:
        """The dataset of the request that is being answered."""
        dataset: Dataset | None = request.environ.get(_DATASET) if has_request_context() else None
        return dataset or self.served


def own_here() -> OwnData | None:
    """The visitor's own data that the request being answered is about."""
    return request.environ.get(_OWN) if has_request_context() else None


def with_own(address: str) -> str:
    """An address of the atlas, with the token of the visitor's own data that this page shows."""
    own = own_here()
    if own is None:
        return address
    return f"{address}{'&' if '?' in address else '?'}{OWN}={own.token}"


def write_no_tokens() -> None:
    """From now on the answer to this request names no token: it is a file that may be handed on."""
    request.environ.pop(_OWN, None)


def prefix() -> str:
    """What stands before the addresses that the page being served asks next."""
    own = own_here()
    return f"/~{current()}" if own is None else f"/~{current()}.{own.token}"


def follow_visits(server: Flask, datasets: Datasets) -> None:
    """Speak each request's language: that of its page, or English for files and data; find its dataset.

    A token that is unknown or has ended is answered in a sentence, never with the served dataset.
    """
    server.wsgi_app = _without_prefix(server.wsgi_app)  # type: ignore[method-assign]

    def listen() -> Response | None:
        query = request.query_string.decode("latin-1")
        speak(request.environ.get(_LANGUAGE) or _asked(request.path, query))
        token = token_asked()
        if token is None or request.path.startswith(
            (f"{OWN_ADDRESSES}/", "/assets/", "/_dash-component-suites/")
        ):
            return None
        own = None if datasets.own is None else datasets.own.find(token)
        dataset = None if own is None else own.dataset
        if dataset is None:
            return _ended()
        request.environ[_OWN], request.environ[_DATASET] = own, dataset
        return None

    def keep_private(response: Response) -> Response:
        if token_asked() is not None:
            response.headers["Referrer-Policy"] = "no-referrer"
            response.headers["Cache-Control"] = "no-store"
        return response

    server.before_request(listen)
    server.after_request(keep_private)


def token_asked() -> str | None:
    """The token that a request carries, in its prefix or as a key; None for a request without one."""
    token: str | None = request.environ.get(_CARRIED) or request.args.get(OWN)
    return token


def _ended() -> Response:
    if request.path.endswith("/_dash-update-component"):
        # Dash shows no answer but its own: this one changes nothing and says why.
        part = "compare" if request.path.startswith("/embed/compare/") else request.path.split("/")[1]
        place = {"embed": "embed-notice", "compare": "compare-failure"}.get(part, "page-failure")
        said = {"namespace": "dash_html_components", "type": "P", "props": {"children": _(ENDED)}}
        content = {"multi": True, "response": {}, "sideUpdate": {place: {"children": said}}}
        return Response(json.dumps(content), mimetype="application/json")
    if request.path not in PAGES:
        return Response(f"{_(ENDED)}\n", status=410, content_type="text/plain; charset=utf-8")
    return Response(
        f'<!DOCTYPE html>\n<html lang="{current()}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(_('Mine incident atlas'))}</title>"
        '<link rel="icon" href="/assets/favicon.ico"><link rel="stylesheet" href="/assets/own_data.css"></head>'
        f'<body class="own-data-ended"><main><h1>{escape(_("Mine incident atlas"))}</h1>'
        f'<p>{escape(_(ENDED))}</p><p><a href="/?lang={current()}">{escape(_(_BACK))}</a></p></main></body></html>',
        status=410,
        content_type="text/html; charset=utf-8",
    )


def _asked(path: str, query: str) -> str:
    """The language that a page's own address asks for."""
    if path not in PAGES:
        return "en"
    asked = parse_qs(query).get("lang", ["en"])[0]
    return asked if asked in LANGUAGES else "en"


PAGES: Final = ("/", "/embed", "/compare", "/embed/compare")
"""Addresses of pages; everything else is asked by one of them or speaks English."""


def _without_prefix(application: Callable[..., Iterable[bytes]]) -> Callable[..., Iterable[bytes]]:
    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if match := _PREFIX.match(path):
            environ[_LANGUAGE] = match[1]
            environ[_CARRIED] = match[2]
            environ["PATH_INFO"] = path[match.end() :]
        return application(environ, start_response)

    return answer
