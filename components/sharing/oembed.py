"""oEmbed: editors that unfold an address of the atlas get the embedded map or comparison (oembed.com, version 1.0)."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final
from urllib.parse import parse_qs, quote, urlsplit
from xml.etree import ElementTree

from dash import Dash
from flask import Response, request

from components.address import read_address
from components.brief.contents import Brief
from components.comparison.address import EMBEDDED as EMBEDDED_COMPARISON
from components.comparison.address import read_comparison
from components.comparison.files import brief_of
from components.frames import frame_html
from components.server.split_address import split_address
from components.server.visit import OWN, Datasets
from components.sharing.frame_snippet import embed_query
from data.errors import AtlasError
from data.filters.summary import summary_of
from data.folders.editions import Editions
from data.language import speaking

DEFAULT_SIZE: Final = (640, 480)
SMALLEST_SIZE: Final = (300, 250)


def register(app: Dash, datasets: Datasets, public_url: str) -> None:
    """Serve /oembed as JSON and XML, for addresses of this atlas only."""

    def answer() -> Response:
        form = request.args.get("format", "json")
        if form not in ("json", "xml"):
            return _refusal(501, "The atlas answers in json and xml.")
        base = public_url or request.host_url.rstrip("/")
        target, known = split_address(request.args.get("url", "")), urlsplit(base)
        if target is None or (target.scheme, target.netloc) != (known.scheme, known.netloc):
            return _refusal(404, "That is not an address of this atlas.")
        unfold = _UNFOLDED.get(target.path.rstrip("/"))
        if unfold is None:
            return _refusal(404, "That is not an address of this atlas.")
        if OWN in parse_qs(target.query, keep_blank_values=True):
            return _refusal(404, "A visitor’s own data cannot be unfolded; they end with the visit.")
        # What unfolds is read in the language of the frame.
        with speaking(read_address(target.query).view.lang):
            try:
                title, address = unfold(datasets, target.query, base)
            except AtlasError as error:
                return _refusal(404, str(error))
        entry = unfolded(base, title, address, (_size("maxwidth", 0), _size("maxheight", 1)))
        if form == "xml":
            return Response(_as_xml(entry), content_type="text/xml; charset=utf-8")
        return Response(json.dumps(entry, ensure_ascii=False), content_type="application/json")

    app.server.add_url_rule("/oembed", "oembed", answer)


def unfolded(base: str, title: str, address: str, size: tuple[int, int]) -> dict[str, Any]:
    """The oEmbed answer, of type "rich", for a frame of an address; its size in CSS pixels."""
    width, height = size
    return {
        "type": "rich",
        "version": "1.0",
        "title": title,
        "provider_name": "Mine incident atlas",
        "provider_url": f"{base}/",
        "cache_age": 86400,
        "width": width,
        "height": height,
        "html": frame_html(base, address, (str(width), str(height)), title),
    }


def discovery_links(base: str, query: str, path: str = "/") -> str:
    """The link elements by which an editor finds the answer for a page's address."""
    page = f"{base}{path}"
    address = quote(f"{page}?{query}" if query else page, safe="")
    return "\n".join(
        f'<link rel="alternate" type="{kind}" title="Mine incident atlas" '
        f'href="{base}/oembed?format={form}&amp;url={address}">'
        for form, kind in (("json", "application/json+oembed"), ("xml", "text/xml+oembed"))
    )


def _view(datasets: Datasets, query: str, base: str) -> tuple[str, str]:
    """Title and address of the frame of a view. Raises AtlasError for a query that is not understood."""
    address = read_address(query)
    if address.errors:
        raise address.errors[0]
    brief = Brief(
        summary_of(datasets.here(), address.incident_filter), address.view, base, datasets.ground_maps
    )
    requested = embed_query(brief.query, brief.view.controls)
    return f"{brief.title}: {brief.filter_text}", f"{base}/embed?{requested}"


def _comparison(datasets: Datasets, query: str, base: str) -> tuple[str, str]:
    """The same of a comparison, which is titled with its message."""
    dataset = datasets.here()
    requested = read_comparison(query, dataset, Editions(), datasets.ground_maps)
    if requested.errors:
        raise AtlasError(requested.errors[0])
    brief = brief_of(dataset, requested.a, requested.b, requested.view, base, datasets.ground_maps)
    return brief.title, f"{base}{EMBEDDED_COMPARISON}?{brief.query}"


_UNFOLDED: Final[dict[str, Callable[[Datasets, str, str], tuple[str, str]]]] = {
    "": _view,
    "/embed": _view,
    "/compare": _comparison,
    EMBEDDED_COMPARISON: _comparison,
}
"""What unfolds, by its path without a slash at the end."""


def _size(key: str, side: int) -> int:
    """The default, or what the asker can show, but not less than the embedded map needs."""
    requested = request.args.get(key, type=int)
    return (
        DEFAULT_SIZE[side]
        if requested is None
        else max(SMALLEST_SIZE[side], min(DEFAULT_SIZE[side], requested))
    )


def _as_xml(entry: dict[str, Any]) -> bytes:
    root = ElementTree.Element("oembed")
    for key, value in entry.items():
        ElementTree.SubElement(root, key).text = str(value)
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


def _refusal(status: int, sentence: str) -> Response:
    return Response(f"{sentence}\n", status=status, content_type="text/plain; charset=utf-8")
