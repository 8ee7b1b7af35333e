"""What a request is about: the dataset that its page shows, at which level of its boundaries, and in which language.

A page has them in its query string: `lang`, `level`, and `own` with the token of a visitor's own data. Dash sends
only ids and values with what the page asks next, so the page is given a prefix for its requests,
`/~<language>/`, `/~<language>-<level>/` or `/~<language>.<token>/`, which is taken off again before Flask looks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, Final
from urllib.parse import parse_qs

from flask import Flask, Response, has_request_context, request
from werkzeug.exceptions import MethodNotAllowed

from components.server.ended_data import PAGES, ended_answer
from components.server.visitors.visitors_data import OwnData, VisitorsData
from data.filters.summary import forget_summaries
from data.ground_maps.ground_map import NO_GROUND_MAPS, GroundMaps
from data.language import LANGUAGES, current, speak
from data.tables.dataset import Dataset

OWN: Final = "own"
"""The query key of a token."""
LEVEL: Final = "level"
"""The query key of a level of the folder's own boundaries."""
OWN_ADDRESSES: Final = "/own-data"
"""Under here a visitor's data are given, read and forgotten; these answer for tokens by themselves."""

_PREFIX: Final = re.compile(r"/~([a-z]{2})(?:-([1-9]))?(?:\.([A-Za-z0-9_-]{20,100}))?(?=/)")
_A_LEVEL: Final = re.compile("[1-9]")
_LANGUAGE: Final = "atlas.language"
_LEVEL: Final = "atlas.level"
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
            own.when_ended(_forget_levels)

    def here(self) -> Dataset:
        """The dataset of the request that is being answered, at the level that it asks for."""
        if not has_request_context():
            return self.served
        dataset: Dataset = request.environ.get(_DATASET) or self.served
        chosen = level_here()
        return dataset.at_level(int(chosen)) if chosen else dataset


def own_here() -> OwnData | None:
    """The visitor's own data that the request being answered is about."""
    return request.environ.get(_OWN) if has_request_context() else None


def _forget_levels(dataset: Dataset) -> None:
    for one in dataset.siblings:
        forget_summaries(one)


def with_own(address: str) -> str:
    """An address of the atlas, with the token of the visitor's own data that this page shows."""
    own = own_here()
    return address if own is None else _with_key(address, OWN, own.token)


def with_level(address: str) -> str:
    """As `with_own`, of what this page shows at a level of the boundaries that its reader chose."""
    chosen = level_here()
    return with_own(_with_key(address, LEVEL, chosen) if chosen else address)


def level_here() -> str:
    """The level of the boundaries that the request asks for; "" for that which is shaded first."""
    requested: str = (
        (request.environ.get(_LEVEL) or request.args.get(LEVEL, "")) if has_request_context() else ""
    )
    return requested if _A_LEVEL.fullmatch(requested) else ""


def _with_key(address: str, key: str, value: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}{key}={value}"


def write_no_tokens() -> None:
    """From now on the answer to this request names no token: it is a file that may be handed on."""
    request.environ.pop(_OWN, None)


def prefix() -> str:
    """What stands before the addresses that the page being served asks next."""
    own, chosen = own_here(), level_here()
    spoken = f"/~{current()}-{chosen}" if chosen else f"/~{current()}"
    return spoken if own is None else f"{spoken}.{own.token}"


def follow_visits(server: Flask, datasets: Datasets) -> None:
    """Speak each request's language: that of its page, or English for files and data; find its dataset.

    A token that is unknown or has ended is answered in a sentence, never with the served dataset.
    """
    server.wsgi_app = _without_prefix(server.wsgi_app)  # type: ignore[method-assign]

    def listen() -> Response | None:
        query = request.query_string.decode("latin-1")
        speak(request.environ.get(_LANGUAGE) or _requested_language(request.path, query))
        token = requested_token()
        if token is None or request.path.startswith(
            (f"{OWN_ADDRESSES}/", "/assets/", "/_dash-component-suites/")
        ):
            return None
        if isinstance(request.routing_exception, MethodNotAllowed):
            return None  # which is answered by itself, whatever the token
        own = None if datasets.own is None else datasets.own.find(token)
        dataset = None if own is None else own.dataset
        if dataset is None:
            return ended_answer(are_off=datasets.own is None)
        request.environ[_OWN], request.environ[_DATASET] = own, dataset
        return None

    def keep_private(response: Response) -> Response:
        if requested_token() is not None:
            response.headers["Referrer-Policy"] = "no-referrer"
            response.headers["Cache-Control"] = "no-store"
        return response

    server.before_request(listen)
    server.after_request(keep_private)


def requested_token() -> str | None:
    """The token that a request carries, in its prefix or as a key; None for a request without one."""
    token: str | None = request.environ.get(_CARRIED) or request.args.get(OWN)
    return token


def _requested_language(path: str, query: str) -> str:
    """The language that a page's own address asks for."""
    if path not in PAGES:
        return "en"
    requested = parse_qs(query).get("lang", ["en"])[0]
    return requested if requested in LANGUAGES else "en"


def _without_prefix(application: Callable[..., Iterable[bytes]]) -> Callable[..., Iterable[bytes]]:
    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if match := _PREFIX.match(path):
            environ[_LANGUAGE] = match[1]
            environ[_LEVEL] = match[2]
            environ[_CARRIED] = match[3]
            environ["PATH_INFO"] = path[match.end() :]
        return application(environ, start_response)

    return answer
