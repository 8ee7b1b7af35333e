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
OFF: Final = N_(
    "Your own data are off on this atlas, as its host runs it. Start it yourself with the command “mine-atlas”, or use "
    "“mine-atlas import”."
)
_WHAT_TO_DO: Final = N_(
    "To see them again, open the atlas and give it the file once more under “Your own data”."
)
_BACK: Final = N_("Go to the atlas of the bundled data")

PAGES: Final = ("/", "/embed", "/compare", "/embed/compare")
"""Addresses of pages; everything else is requested by one of them or is in English."""


def ended_answer(*, are_off: bool = False) -> Response:
    """The answer to a page, to what a page asks next, and to an address of data; another one where such data `are_off`.

    Dash shows no refusal but its own, in English: a page whose data end while it opens gets a layout of the sentence.
    """
    sentences = [_(OFF)] if are_off else [_(ENDED), _(_WHAT_TO_DO)]
    if request.path.endswith("/_dash-update-component"):
        return _of_callback(sentences[0])
    if request.path.endswith("/_dash-layout"):
        return _json(_layout(sentences))
    if request.path.endswith("/_dash-dependencies"):
        return _json([])
    if request.path not in PAGES:
        return Response(f"{sentences[0]}\n", status=410, content_type="text/plain; charset=utf-8")
    return message_page(sentences, _(_BACK), 410)


def _of_callback(text: str) -> Response:
    """An answer that changes nothing of the page and says why."""
    part = "compare" if request.path.startswith("/embed/compare/") else request.path.split("/")[1]
    place = {"embed": "embed-notice", "compare": "compare-failure"}.get(part, "page-failure")
    sentence = _component("P", text)
    return _json({"multi": True, "response": {}, "sideUpdate": {place: {"children": sentence}}})


def _layout(sentences: list[str]) -> dict[str, Any]:
    back = _component("A", _(_BACK), href=f"/?lang={current()}")
    content = [
        _component("H1", _("Mine incident atlas")),
        *(_component("P", sentence) for sentence in sentences),
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
