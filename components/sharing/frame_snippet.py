"""The HTML by which another site embeds the map."""

from __future__ import annotations

from html import escape
from typing import Final
from urllib.parse import parse_qsl, urlencode

from components.brief.contents import Brief

HOST_SCRIPT: Final = "/assets/host/embed-height.js"
"""The script for the embedding page, which gives the frame its height."""


def embed_query(query: str, has_controls: bool) -> str:
    """The query of the embedded map: the page's, with or without controls."""
    pairs = [(key, value) for key, value in parse_qsl(query) if key != "controls"]
    return urlencode([*pairs, ("controls", "1")] if has_controls else pairs)


def snippet(brief: Brief, query: str, width: int, height: int) -> str:
    """HTML for the embedding page: a frame with a title, and the script that gives it its height."""
    address = escape(f"{brief.public_url}/embed?{query}")
    return (
        f'<iframe src="{address}" width="{width}" height="{height}" loading="lazy" '
        f'title="{escape(brief.title)}: {escape(brief.filter_text)}" '
        f'style="border:0;max-width:100%"></iframe>\n'
        f'<script async src="{escape(brief.public_url)}{HOST_SCRIPT}"></script>'
    )
