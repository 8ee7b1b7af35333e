"""The scripts and styles of `assets/` as the pages take them: one script, requested once, and the styles within the page.

Forty small files cost a server and a browser more in asking than in sending, and no page is seen before its styles.
Their comments stay behind, which are a quarter of what would be sent of them.
Plotly comes with the traces of the atlas alone, as components/application/plotly/build.mjs makes it.
"""

from __future__ import annotations

import re
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from flask import Flask, Response, abort, request

from components.server.lasting_files import keep

ASSETS: Final = Path(__file__).parents[2] / "assets"
_SCRIPT: Final = "/assets/together.js"
_PLOTLY: Final = "/assets/plotly"
_OF_OTHERS: Final = {"desk", "host", "plotly"}
"""Folders whose files the pages do not have: for the desk, for a page around an embedded map, and what is loaded by itself.
"""
_COMMENT: Final = re.compile(r"^[ \t]*(?:/\*(?:(?!\*/).)*\*/[ \t]*|//[^\n]*)\n", re.MULTILINE | re.DOTALL)
"""One that has its lines to itself; behind what is read nothing is looked for, where a text could hold the same marks."""


def register(server: Flask) -> None:
    """Serve them, kept by browsers under the addresses that are given here."""

    def script() -> Response:
        return _answer(_together("js").encode(), script_address())

    def plotly(name: str) -> Response:
        if name not in _plotly_files():
            abort(404)
        is_small = request.accept_encodings["br"] > 0
        answer = _answer(_plotly_files()[f"{name}.br" if is_small else name], *plotly_addresses())
        answer.vary.add("Accept-Encoding")
        if is_small:
            answer.content_encoding = "br"
        return answer

    server.add_url_rule(_SCRIPT, "page-script", script)
    server.add_url_rule(f"{_PLOTLY}/<name>", "page-plotly", plotly)


def script_address() -> str:
    """Where the present state of the pages' own script is."""
    return f"{_SCRIPT}?m={_state(_together('js').encode())}"


def plotly_addresses() -> tuple[str, str, str]:
    """Where Plotly is, and MapLibre's module that it imports, and the one of its workers."""
    script = f"{_PLOTLY}/plotly-atlas.js?m={_state(_plotly_files()['plotly-atlas.js'])}"
    parts = [name for name in sorted(_plotly_files()) if name.startswith("maplibre") and name.endswith(".js")]
    shared, worker = (f"{_PLOTLY}/{name}" for name in parts)
    return script, shared, worker


def styles() -> str:
    """The style sheets of all pages."""
    return _together("css")


def page_files(ending: str) -> list[Path]:
    """The scripts (`js`) or style sheets (`css`) of the pages, in their order: by name, whatever their folder."""
    files = [path for path in ASSETS.rglob(f"*.{ending}") if path.parent.name not in _OF_OTHERS]
    return sorted(files, key=lambda path: path.name)


def without_comments(text: str) -> str:
    """A script or style sheet without the comments that have their lines to themselves."""
    return _COMMENT.sub("", text)


def _answer(content: bytes, *lasting: str) -> Response:
    """A script, to be kept where it was requested under one of the addresses `lasting`."""
    answer = Response(content, mimetype="text/javascript")
    answer.add_etag()
    if request.full_path.removesuffix("?") in lasting:
        keep(answer)
    else:
        answer.cache_control.no_cache = True
    return answer.make_conditional(request)  # type: ignore[return-value]


@cache
def _together(ending: str) -> str:
    # Each is a function of its own, so that none sees the names of another.
    return "\n".join(without_comments(path.read_text(encoding="utf-8")) for path in page_files(ending))


@cache
def _plotly_files() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (ASSETS / "plotly").iterdir()}


@cache
def _state(content: bytes) -> str:
    return sha256(content).hexdigest()[:12]
