"""What a request is answered whose visitor's own data have ended: a sentence, on whatever the request came from."""

from __future__ import annotations

import json
from typing import Any, Final

from flask import Response, request

from components.server.message_page import message_page
from data.language import N_, _, current

ENDED: Final = N_(
    "These data are not here any more: they ended 30 minutes after the last "
    "request or when they were forgotten. Nothing of them was kept."
)
_WHAT_TO_DO: Final = N_(
    "To see them again, open the atlas and give it the file once more under “Your own data”."
)
_BACK: Final = N_("Go to the atlas of the bundled data")

PAGES: Final = ("/", "/embed", "/compare", "/embed/compare")
"""Addresses of pages; everything else is asked by one of them or speaks English."""


def ended_answer() -> Response:
    """The answer to a page, to what a page asks next, and to an address of data.

    Dash shows no refusal but its own, in English: a page whose data end while it opens gets a layout of the sentence.
    """
    if request.path.endswith("/_dash-update-component"):
        return _of_callback()
    if request.path.endswith("/_dash-layout"):
        return _json(_layout())
    if request.path.endswith("/_dash-dependencies"):
        return _json([])
    if request.path not in PAGES:
        return Response(f"{_(ENDED)}\n", status=410, content_type="text/plain; charset=utf-8")
    return message_page([_(ENDED), _(_WHAT_TO_DO)], _(_BACK), 410)


def _of_callback() -> Response:
    """An answer that changes nothing of the page and says why."""
    part = "compare" if request.path.startswith("/embed/compare/") else request.path.split("/")[1]
    place = {"embed": "embed-notice", "compare": "compare-failure"}.get(part, "page-failure")
    sentence = _component("P", _(ENDED))
    return _json({"multi": True, "response": {}, "sideUpdate": {place: {"children": sentence}}})


def _layout() -> dict[str, Any]:
    back = _component("A", _(_BACK), href=f"/?lang={current()}")
    content = [
        _component("H1", _("Mine incident atlas")),
        _component("P", _(ENDED)),
        _component("P", _(_WHAT_TO_DO)),
        _component("P", [back]),
    ]
    return _component("Main", content, className="own-data-ended", role="alert")


def _component(kind: str, children: Any, **properties: Any) -> dict[str, Any]:
    return {
        "namespace": "dash_html_components",
        "type": kind,
        "props": {"children": children, **properties},
    }


def _json(content: Any) -> Response:
    return Response(json.dumps(content), mimetype="application/json")
