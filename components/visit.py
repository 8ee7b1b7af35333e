"""What a request is about: the dataset that its page shows, and the language in which it is read.

A page says both in its query string. Dash sends only ids and values with what the page asks next, so
the page is told to ask under a prefix, `/~<language>/`, which is taken off again before Flask looks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, Final
from urllib.parse import parse_qs

from flask import Flask, request

from data.dataset import Dataset
from data.language import LANGUAGES, current, speak

_PREFIX: Final = re.compile(r"/~([a-z]{2})(?=/)")
_LANGUAGE: Final = "atlas.language"


class Datasets:
    """Answers which dataset a request is about."""

    def __init__(self, served: Dataset) -> None:
        self.served = served

    def here(self) -> Dataset:
        """The dataset of the request that is being answered."""
        return self.served


def prefix() -> str:
    """What stands before the addresses that the page being served asks next."""
    return f"/~{current()}"


def follow_visits(server: Flask) -> None:
    """Speak each request's language: that of its page, or English for files and data."""
    server.wsgi_app = _without_prefix(server.wsgi_app)  # type: ignore[method-assign]

    def listen() -> None:
        language = request.environ.get(_LANGUAGE) or _asked(request.path, request.query_string.decode("latin-1"))
        speak(language)

    server.before_request(listen)


def _asked(path: str, query: str) -> str:
    """The language that a page's own address asks for."""
    if path not in PAGES:
        return "en"
    asked = parse_qs(query).get("lang", ["en"])[0]
    return asked if asked in LANGUAGES else "en"


PAGES: Final = ("/", "/embed", "/compare")
"""Addresses of pages; everything else is asked by one of them or speaks English."""


def _without_prefix(application: Callable[..., Iterable[bytes]]) -> Callable[..., Iterable[bytes]]:
    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if match := _PREFIX.match(path):
            environ[_LANGUAGE] = match[1]
            environ["PATH_INFO"] = path[match.end() :]
        return application(environ, start_response)

    return answer
