"""The addresses below /ogc: OGC API – Features and Tiles for QGIS, ArcGIS, GDAL and the like."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode

from dash import Dash
from flask import Response, request

from components.ogc import documents, tile_addresses, tile_documents
from components.ogc.answers import json_answer, problem
from components.ogc.description import openapi
from components.ogc.items import CRS84, ItemsRequest, item, items_page, read_request
from components.server.edition_tag import tagged
from components.server.visit import OWN, Datasets
from data.errors import FilterError
from data.tables.dataset import Dataset

PREFIX: Final = "/ogc"


def register(app: Dash, datasets: Datasets, public_url: str = "") -> None:
    """Serve the documents and the incidents; what is not understood gets 400 and a sentence as JSON."""

    def base() -> str:
        return (public_url or request.host_url.rstrip("/")) + PREFIX

    def serve(path: str, name: str, answer: Callable[..., Response]) -> None:
        def tag(**parts: str) -> Response:
            state = (request.path, request.query_string, base())
            return tagged(datasets.here(), state, lambda: answer(**parts))

        app.server.add_url_rule(f"{PREFIX}{path}", f"ogc-{name}", tag)

    def document(write: Callable[[Dataset], Any], kind: str = documents.JSON) -> Callable[[], Response]:
        return lambda: json_answer(write(datasets.here()), kind)

    def items() -> Response:
        dataset = datasets.here()
        try:
            requested = read_request(request.query_string.decode("utf-8", errors="replace"))
            page = items_page(dataset, requested)
        except FilterError as error:
            return problem(400, str(error))
        answer = {
            "type": "FeatureCollection",
            "features": page.features,
            "numberMatched": page.matched,
            "numberReturned": len(page.features),
            "timeStamp": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
            "links": _page_links(base(), requested, page.matched),
        }
        return _features(answer, requested.crs)

    def one(incident: str) -> Response:
        try:
            crs = read_request(
                urlencode([pair for pair in request.args.items() if pair[0] in ("crs", OWN)])
            ).crs
        except FilterError as error:
            return problem(400, str(error))
        feature = item(datasets.here(), incident, crs)
        if feature is None:
            return problem(404, f"There is no incident “{incident[:80]}” in this dataset.")
        address = f"{base()}/collections/{documents.COLLECTION}"
        feature["links"] = [
            documents.link(f"{address}/items/{incident}{_own()}", "self", documents.GEOJSON, "This incident"),
            documents.link(f"{address}{_own()}", "collection", documents.JSON, "The collection"),
        ]
        return _features(feature, crs)

    collection = f"/collections/{documents.COLLECTION}"
    landing = document(lambda dataset: _landing_page(dataset, base()))
    serve("", "landing", landing)
    serve("/", "landing-slash", landing)
    serve("/api", "api", document(lambda dataset: openapi(dataset, base()), documents.OPENAPI))
    serve(
        "/conformance",
        "conformance",
        document(lambda dataset: {"conformsTo": _conformance(dataset)}),
    )
    serve("/collections", "collections", document(lambda dataset: _collections(dataset, base())))
    serve(collection, "collection", document(lambda dataset: _collection(dataset, base())))
    serve(
        f"{collection}/queryables",
        "queryables",
        document(lambda dataset: documents.queryables(dataset, base()), documents.SCHEMA),
    )
    serve(f"{collection}/items", "items", items)
    serve(f"{collection}/items/<path:incident>", "item", one)
    tile_addresses.register(serve, datasets, base)


def _conformance(dataset: Dataset) -> list[str]:
    return [*documents.CONFORMANCE, *(tile_documents.CONFORMANCE if dataset.has_rows else [])]


def _collections(dataset: Dataset, base: str) -> dict[str, Any]:
    self = documents.link(f"{base}/collections{_own()}", "self", documents.JSON, "This document")
    return {"collections": [_collection(dataset, base)], "links": [self]}


def _collection(dataset: Dataset, base: str) -> dict[str, Any]:
    found = documents.collection(dataset, base, _own())
    of_tiles = tile_documents.collection_links(base, _own()) if dataset.has_rows else []
    return found | {"links": [*found["links"], *of_tiles]}


def _landing_page(dataset: Dataset, base: str) -> dict[str, Any]:
    found = documents.landing_page(dataset, base, _own())
    of_tiles = tile_documents.landing_links(base, _own()) if dataset.has_rows else []
    return found | {"links": [*found["links"], *of_tiles]}


def _own() -> str:
    """The token of a visitor's own data, which each link carries on."""
    token = request.args.get(OWN, "")
    return f"?{urlencode({OWN: token})}" if token else ""


def _page_links(base: str, requested: ItemsRequest, matched: int) -> list[dict[str, str]]:
    pairs = parse_qsl(request.query_string.decode("utf-8", errors="replace"), keep_blank_values=True)
    address = f"{base}/collections/{documents.COLLECTION}/items"

    def at(offset: int) -> str:
        remaining = [pair for pair in pairs if pair[0] not in ("offset", "limit")]
        return f"{address}?{urlencode([*remaining, ('limit', requested.limit), ('offset', offset)])}"

    links = [
        documents.link(at(requested.offset), "self", documents.GEOJSON, "This page"),
        documents.link(
            f"{base}/collections/{documents.COLLECTION}{_own()}",
            "collection",
            documents.JSON,
            "The collection",
        ),
    ]
    if requested.offset + requested.limit < matched:
        links.append(
            documents.link(at(requested.offset + requested.limit), "next", documents.GEOJSON, "The next page")
        )
    if requested.offset > 0:
        before = max(requested.offset - requested.limit, 0)
        links.append(documents.link(at(before), "prev", documents.GEOJSON, "The page before"))
    return links


def _features(content: dict[str, Any], crs: str = CRS84) -> Response:
    response = json_answer(content, documents.GEOJSON)
    response.headers["Content-Crs"] = f"<{crs}>"
    return response
