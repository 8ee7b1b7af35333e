"""The Flask application of the desk for one collection."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from flask import Flask, Response, make_response, redirect, request, send_from_directory
from werkzeug.wrappers import Response as AnyResponse

from components.desk import (
    dataset_page,
    form_page,
    guard,
    history_page,
    known_page,
    list_page,
    publish_page,
    report_pages,
)
from components.desk.page_parts.shell import LANGUAGE
from components.desk.page_parts.signature import DEFAULT_WHO
from components.desk.read_reports import MODEL
from components.theme import system_variables
from data.language import LANGUAGES, speak
from data.reports.model.client import Model
from data.store.boundaries import BoundariesInUse
from data.store.collection import Collection

ASSETS: Final = Path(__file__).parents[2] / "assets"
_WITHOUT_DATA: Final = {"asset", "icon", "colours", "language", "health", "start", "start-slash"}
"""Addresses for which nothing is looked up."""
_YEAR_SECONDS: Final = 366 * 24 * 3600


def create_desk(collection: Collection, model: Model | None = None, who: str = "") -> Flask:
    """The desk of a collection, at /desk; drafts are completed by the language model where one is given.

    `who` stands in the field for the name until the browser has stored another one.
    """
    server = Flask("mine_atlas_desk", static_folder=None)
    server.config[MODEL] = model
    server.config[DEFAULT_WHO] = who
    server.before_request(_listen)
    boundaries = BoundariesInUse(collection)
    boundaries.follow()
    server.before_request(lambda: None if request.endpoint in _WITHOUT_DATA else boundaries.follow())
    for part in (list_page, report_pages, form_page, known_page, history_page, publish_page, dataset_page):
        part.add_addresses(server, collection)
    server.add_url_rule("/", "start", lambda: redirect("/desk"))
    server.add_url_rule("/desk/", "start-slash", lambda: redirect("/desk"))
    server.add_url_rule("/favicon.ico", "icon", lambda: send_from_directory(ASSETS, "favicon.ico"))
    server.add_url_rule(
        "/desk/assets/<name>", "asset", lambda name: send_from_directory(ASSETS / "desk", name)
    )
    server.add_url_rule("/desk/colours.css", "colours", _colours)
    server.add_url_rule("/desk/language/<code>", "language", _choose_language)
    server.add_url_rule("/healthz", "health", lambda: "OK")
    guard.guard(server)
    return server


def _listen() -> None:
    chosen = request.cookies.get(LANGUAGE) or request.accept_languages.best_match(list(LANGUAGES)) or "en"
    speak(chosen)


def _colours() -> Response:
    return Response(system_variables(), content_type="text/css; charset=utf-8")


def _choose_language(code: str) -> AnyResponse:
    """Back to the list, in another language."""
    response = make_response(redirect("/desk"))
    if code in LANGUAGES:
        response.set_cookie(LANGUAGE, code, max_age=_YEAR_SECONDS, httponly=True, samesite="Strict")
    return response
