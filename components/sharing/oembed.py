"""oEmbed: editors that unfold an address of the atlas get the embedded map (oembed.com, version 1.0)."""

from __future__ import annotations

import json
from typing import Any, Final
from urllib.parse import parse_qs, quote, urlsplit
from xml.etree import ElementTree

from dash import Dash
from flask import Response, request

from components.address import read_address
from components.brief.contents import Brief
from components.server.security import split_address
from components.server.visit import OWN, Datasets
from components.sharing.frame_snippet import embed_query, snippet
from data.filters.summary import summary_of

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
        if (
            target is None
            or (target.scheme, target.netloc) != (known.scheme, known.netloc)
            or target.path
            not in (
                "",
                "/",
                "/embed",
            )
        ):
            return _refusal(404, "That is not an address of this atlas.")
        if OWN in parse_qs(target.query, keep_blank_values=True):
            return _refusal(404, "A visitor’s own data cannot be unfolded; they end with the visit.")
        address = read_address(target.query)
        if address.errors:
            return _refusal(404, str(address.errors[0]))
        brief = Brief(summary_of(datasets.here(), address.asked), address.view, base, datasets.ground_maps)
        entry = unfolded(brief, _size("maxwidth", 0), _size("maxheight", 1))
        if form == "xml":
            return Response(_as_xml(entry), content_type="text/xml; charset=utf-8")
        return Response(json.dumps(entry, ensure_ascii=False), content_type="application/json")

    app.server.add_url_rule("/oembed", "oembed", answer)


def unfolded(brief: Brief, width: int, height: int) -> dict[str, Any]:
    """The oEmbed answer, of type "rich", for a frame of a size in CSS pixels."""
    return {
        "type": "rich",
        "version": "1.0",
        "title": f"{brief.title}: {brief.filter_text}",
        "provider_name": "Mine incident atlas",
        "provider_url": f"{brief.public_url}/",
        "cache_age": 86400,
        "width": width,
        "height": height,
        "html": snippet(brief, embed_query(brief.query, brief.view.controls), str(width), height),
    }


def discovery_links(base: str, query: str) -> str:
    """The link elements by which an editor finds the answer for a page's address."""
    address = quote(f"{base}/?{query}" if query else f"{base}/", safe="")
    return "\n".join(
        f'<link rel="alternate" type="{kind}" title="Mine incident atlas" '
        f'href="{base}/oembed?format={form}&amp;url={address}">'
        for form, kind in (("json", "application/json+oembed"), ("xml", "text/xml+oembed"))
    )


def _size(key: str, side: int) -> int:
    """The default, or what the asker can show, but not less than the embedded map needs."""
    asked = request.args.get(key, type=int)
    return DEFAULT_SIZE[side] if asked is None else max(SMALLEST_SIZE[side], min(DEFAULT_SIZE[side], asked))


def _as_xml(entry: dict[str, Any]) -> bytes:
    root = ElementTree.Element("oembed")
    for key, value in entry.items():
        ElementTree.SubElement(root, key).text = str(value)
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


def _refusal(status: int, sentence: str) -> Response:
    return Response(f"{sentence}\n", status=status, content_type="text/plain; charset=utf-8")
