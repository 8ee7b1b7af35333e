"""A page that says something instead of the atlas, with the way to the atlas: it needs no script and no data."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from flask import Response

from data.language import _, current


def message_page(sentences: Sequence[str], way: str, status: int) -> Response:
    """The page in the current language: `sentences` as paragraphs, then `way`, which leads to the atlas."""
    title = escape(_("Mine incident atlas"))
    paragraphs = "".join(f"<p>{escape(sentence)}</p>" for sentence in sentences)
    return Response(
        f'<!DOCTYPE html>\n<html lang="{current()}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        f"<title>{title}</title>"
        '<link rel="icon" href="/assets/favicon.ico"><link rel="stylesheet" href="/assets/own_data/own_data.css"></head>'
        f'<body><main class="own-data-ended"><h1>{title}</h1>{paragraphs}'
        f'<p><a href="/?lang={current()}">{escape(way)}</a></p></main></body></html>',
        status=status,
        content_type="text/html; charset=utf-8",
    )
