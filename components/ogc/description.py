"""The OpenAPI 3.0 document of the addresses below /ogc."""

from __future__ import annotations

from typing import Any, Final

from components.ogc import tile_documents
from components.ogc.documents import COLLECTION, GEOJSON, JSON
from components.ogc.items import MOST_ITEMS, REFERENCE_SYSTEMS, USUAL_LIMIT
from data.exports.tiles import FINEST_ZOOM
from data.exports.vector_tile import CONTENT_TYPE
from data.filters.filter_keys import KEYS, SEVERAL
from data.tables.dataset import Dataset

_PROBLEM: Final = {
    "description": "What was not understood",
    "content": {JSON: {"schema": {"type": "object"}}},
}
_ANSWER: Final = {"200": {"description": "The document", "content": {JSON: {"schema": {"type": "object"}}}}}


def openapi(dataset: Dataset, base: str) -> dict[str, Any]:
    """The OpenAPI 3.0 document of these addresses."""
    items = {
        "200": {"description": "Features", "content": {GEOJSON: {"schema": {"type": "object"}}}},
        "400": _PROBLEM,
    }
    address = f"/collections/{COLLECTION}"
    parameters = [
        _parameter("limit", {"type": "integer", "minimum": 1, "maximum": MOST_ITEMS, "default": USUAL_LIMIT}),
        _parameter("offset", {"type": "integer", "minimum": 0, "default": 0}),
        _parameter(
            "bbox",
            {"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 6},
            explode=False,
        ),
        _parameter("bbox-crs", {"type": "string", "format": "uri", "enum": list(REFERENCE_SYSTEMS)}),
        _parameter("crs", {"type": "string", "format": "uri", "enum": list(REFERENCE_SYSTEMS)}),
        _DATETIME,
        _parameter("filter", {"type": "string"}),
        _parameter("filter-lang", {"type": "string", "enum": ["cql2-text"], "default": "cql2-text"}),
        *_filter_parameters(),
    ]
    identifier = _in_path("featureId", {"type": "string"})
    one = {"200": items["200"], "404": _PROBLEM}
    paths = {
        "/": _operation("landingPage", _ANSWER),
        "/conformance": _operation("conformance", _ANSWER),
        "/collections": _operation("collections", _ANSWER),
        address: _operation("collection", _ANSWER),
        f"{address}/queryables": _operation("queryables", _ANSWER),
        f"{address}/items": _operation("items", items, parameters),
        f"{address}/items/{{featureId}}": _operation("item", one, [identifier]),
        **(_tile_paths(f"{address}/tiles") if dataset.has_rows else {}),
    }
    return {
        "openapi": "3.0.3",
        "info": {"title": dataset.title, "version": dataset.as_of.isoformat()},
        "servers": [{"url": base}],
        "paths": paths,
    }


def _tile_paths(tiles: str) -> dict[str, Any]:
    """The addresses of the tiles and their documents."""
    matrix_set = _in_path("tileMatrixSetId", {"type": "string", "enum": [tile_documents.MATRIX_SET]})
    place = [
        _in_path("tileMatrix", {"type": "integer", "minimum": 0, "maximum": FINEST_ZOOM}),
        *(_in_path(name, {"type": "integer", "minimum": 0}) for name in ("tileRow", "tileCol")),
    ]
    keys = [_DATETIME, *_filter_parameters()]
    document = {**_ANSWER, "400": _PROBLEM, "404": _PROBLEM}
    tile = {**document, "200": {"description": "The tile", "content": {CONTENT_TYPE: {}}}}
    one = f"{tiles}/{{tileMatrixSetId}}"
    return {
        "/tileMatrixSets": _operation("tileMatrixSets", document, keys),
        "/tileMatrixSets/{tileMatrixSetId}": _operation("tileMatrixSet", document, [matrix_set, *keys]),
        tiles: _operation("tilesets", document, keys),
        one: _operation("tileset", document, [matrix_set, *keys]),
        f"{one}/tilejson": _operation("tilejson", document, [matrix_set, *keys]),
        f"{one}/{{tileMatrix}}/{{tileRow}}/{{tileCol}}": _operation(
            "tile", tile, [matrix_set, *place, *keys]
        ),
    }


def _filter_parameters() -> list[dict[str, Any]]:
    several, one = {"type": "array", "items": {"type": "string"}}, {"type": "string"}
    return [_parameter(key, several if key in SEVERAL else one) for key in KEYS]


def _in_path(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": schema}


def _parameter(name: str, schema: dict[str, Any], *, explode: bool = True) -> dict[str, Any]:
    return {
        "name": name,
        "in": "query",
        "required": False,
        "style": "form",
        "explode": explode,
        "schema": schema,
    }


def _operation(name: str, responses: dict[str, Any], parameters: list[Any] | None = None) -> dict[str, Any]:
    operation: dict[str, Any] = {"operationId": name, "responses": responses}
    return {"get": {**operation, **({"parameters": parameters} if parameters else {})}}


_DATETIME: Final = _parameter("datetime", {"type": "string"})
