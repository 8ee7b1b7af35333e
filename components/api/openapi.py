"""The OpenAPI 3.1 document of every public address."""

from __future__ import annotations

from typing import Any, Final

from components.api.parameters import (
    Parameter,
    filter_parameters,
    own_parameter,
    query,
    tag_parameters,
    view_parameters,
)
from components.api.schemas import reference, schemas
from components.comparison.address import SIDES
from components.comparison.files import FILES
from components.ogc import description, documents
from components.ogc.addresses import PREFIX as OGC
from components.own_data.addresses import COLUMNS_FILE, GROUND, REPORT_FILE, STATE, UPLOAD
from components.sharing.brief_files import KINDS
from components.sharing.data_addresses import DATA_FILES
from data.exports.vector_tile import CONTENT_TYPE
from data.tables.dataset import Dataset

ADDRESS: Final = "/openapi.json"
VERSION: Final = "3.1.0"
JSON: Final = "application/json"
TEXT: Final = "text/plain; charset=utf-8"
_PAGES: Final = {
    "/": "The atlas",
    "/embed": "The map alone, for a frame on another site",
}
_COMPARISONS: Final = {
    "/compare": "Two filters side by side",
    "/embed/compare": "The comparison, for a frame on another site",
}
_GROUPS: Final = {
    "data": "Data",
    "files": "Files of a view",
    "pages": "Pages",
    "own": "A visitor's own data",
    "ogc": "OGC API – Features and Tiles",
    "service": "Service",
}

Operation = dict[str, Any]


def openapi(dataset: Dataset, base: str) -> dict[str, Any]:
    """The document for the atlas of a dataset at the address `base`."""
    return {
        "openapi": VERSION,
        "info": {
            "title": f"Mine incident atlas: {dataset.title}",
            "version": dataset.as_of.isoformat(),
            "description": (
                "Reported past incidents only; the absence of an incident does not mean that an area is safe. "
                "Keys that begin with utm_, fbclid and gclid are ignored."
            ),
            "license": {"name": dataset.licence},
        },
        "servers": [{"url": base}],
        "tags": [{"name": name, "description": text} for name, text in _GROUPS.items()],
        "paths": _data()
        | _briefs()
        | _comparisons()
        | _pages()
        | _own_data()
        | _service()
        | _ogc(dataset, base),
        "components": {"schemas": schemas()},
    }


def _data() -> dict[str, Any]:
    """The incidents and the headline."""
    return {
        f"/{name}": {
            "get": _operation(
                f"data-{name}",
                "data",
                kind.meaning,
                [
                    *filter_parameters(),
                    *view_parameters(),
                    *tag_parameters(kind.can_be_tagged),
                    own_parameter(),
                ],
                _kept(_content(kind.content_type, kind.schema)),
            )
        }
        for name, kind in DATA_FILES.items()
    }


def _briefs() -> dict[str, Any]:
    parameters = [*filter_parameters(), *view_parameters(), own_parameter()]
    return {
        f"/brief.{ending}": {
            "get": _operation(
                f"brief-{ending}",
                "files",
                kind.label,
                [*parameters, *tag_parameters(kind.can_be_tagged)],
                _kept(_content(kind.content_type)),
            )
        }
        for ending, kind in KINDS.items()
    }


def _comparisons() -> dict[str, Any]:
    return {
        f"/compare.{ending}": {
            "get": _operation(
                f"compare-{ending}",
                "files",
                f"Comparison: {kind.label}",
                [*_sides(), *view_parameters(), own_parameter()],
                _kept(_content(kind.content_type)),
            )
        }
        for ending, kind in FILES.items()
    }


def _pages() -> dict[str, Any]:
    one = [*filter_parameters(), *view_parameters(), own_parameter()]
    two = [*_sides(), *view_parameters(), own_parameter()]
    html = {"200": _content("text/html; charset=utf-8"), "410": _content("text/html; charset=utf-8")}
    asked = [(path, text, one) for path, text in _PAGES.items()]
    asked += [(path, text, two) for path, text in _COMPARISONS.items()]
    return {
        path: {"get": _operation(f"page-{path.strip('/') or 'atlas'}", "pages", text, parameters, html)}
        for path, text, parameters in asked
    }


def _own_data() -> dict[str, Any]:
    token, problem = [own_parameter() | {"required": True}], _content(JSON, "Problem")
    unknown = {"410": problem, "404": problem}
    name = query("name", {"type": "string"}, "Name of the file.")
    upload = _operation(
        "own-upload",
        "own",
        "Give a file; only the atlas's own page may, with an Origin or Sec-Fetch-Site of its own.",
        [name],
        {"202": _content(JSON, "Token"), **{str(code): problem for code in (400, 403, 411, 413, 503)}},
    )
    upload["requestBody"] = {"required": True, "content": {"application/octet-stream": {}}}

    def about(identifier: str, text: str, answer: Operation) -> Operation:
        return _operation(identifier, "own", text, token, {"200": answer, **unknown})

    state = _content(JSON, "OwnData")
    begun = {"202": _content(JSON, "Begun"), **{str(code): problem for code in (400, 403, 411, 413, 503)}}
    roles = {"type": "string", "enum": ["boundaries", "areas"]}
    add = _operation(
        "own-ground-add",
        "own",
        "Add boundaries or areas, with the options that the page sends; only the atlas's own page may.",
        [
            *token,
            name,
            query("role", roles, "What the added file is."),
            query("again", {"type": "string"}, "1: the refused file, with other options."),
        ],
        {**begun, **unknown},
    )
    add["requestBody"] = {"required": False, "content": {"application/octet-stream": {}}}
    take_out = _operation(
        "own-ground-take-out", "own", "Take an added file out", [*token, name], {**begun, **unknown}
    )
    return {
        GROUND: {"post": add, "delete": take_out},
        UPLOAD: {"post": upload, "delete": about("own-forget", "Forget the data", _content(JSON, "Ended"))},
        STATE: {
            "get": about("own-state", "How far the reading is", state),
            "delete": about("own-stop", "Stop the reading", state),
        },
        REPORT_FILE: {
            "get": about("own-report", "The account of the rows", _content("text/csv; charset=utf-8"))
        },
        COLUMNS_FILE: {"get": about("own-columns", "How the columns were understood", _content(JSON, "Any"))},
    }


def _service() -> dict[str, Any]:
    size = {"type": "integer"}
    frame = [
        query("url", {"type": "string"}, "An address of this atlas.", required=True),
        query("format", {"type": "string", "enum": ["json", "xml"]}, "Form of the answer."),
        query("maxwidth", size, "Most pixels of width."),
        query("maxheight", size, "Most pixels of height."),
    ]
    answers = {
        "200": _content(JSON, "Frame") | {"description": "The frame"},
        "404": _content(TEXT),
        "501": _content(TEXT),
    }
    answers["200"]["content"]["text/xml; charset=utf-8"] = {}
    return {
        "/oembed": {
            "get": _operation("oembed", "service", "The frame for an address of the atlas", frame, answers)
        },
        "/healthz": {
            "get": _operation(
                "healthz",
                "service",
                "Whether it can serve",
                [],
                {"200": _content(TEXT)},
            )
        },
        ADDRESS: {"get": _operation("openapi", "service", "This document", [], _kept(_content(JSON, "Any")))},
    }


def _ogc(dataset: Dataset, base: str) -> dict[str, Any]:
    """The addresses below /ogc, as their own document has them."""
    found: dict[str, Any] = {}
    for path, methods in description.openapi(dataset, f"{base}{OGC}")["paths"].items():
        operation = methods["get"]
        name = operation["operationId"]
        kind, schema = _OGC_ANSWERS.get(name, (JSON, "Any"))
        responses = _kept(_content(kind, schema))
        responses |= {code: _content(JSON, "OgcProblem") for code in operation["responses"] if code != "200"}
        parameters = [*operation.get("parameters", []), own_parameter()]
        found[f"{OGC}{path}".rstrip("/")] = {
            "get": _operation(f"ogc-{name}", "ogc", _OGC_MEANINGS.get(name, name), parameters, responses)
        }
    found[f"{OGC}/api"] = {
        "get": _operation(
            "ogc-api",
            "ogc",
            "OpenAPI 3.0 of these addresses",
            [],
            _kept(_content(documents.OPENAPI, "Any")),
        )
    }
    return found


_OGC_ANSWERS: Final = {
    "items": (documents.GEOJSON, "Page"),
    "item": (documents.GEOJSON, "Incident"),
    "queryables": (documents.SCHEMA, "Any"),
    "tile": (CONTENT_TYPE, ""),
}
_OGC_MEANINGS: Final = {
    "landingPage": "Landing page",
    "conformance": "Conformance classes",
    "collections": "Collections",
    "collection": "The collection of incidents",
    "queryables": "What CQL2 may name",
    "items": "A page of the matching incidents",
    "item": "One incident",
    "tileMatrixSets": "Tile matrix sets",
    "tileMatrixSet": "How Web Mercator is divided into tiles",
    "tilesets": "Sets of vector tiles",
    "tileset": "The vector tiles of the matching incidents",
    "tilejson": "The same as TileJSON 3.0",
    "tile": "A vector tile: the layers incidents or clusters, and districts",
}


def _sides() -> list[Parameter]:
    return [
        query(
            side, {"type": "string"}, f"Filter of side {side.upper()}: a query string, encoded as one value."
        )
        for side in SIDES
    ]


def _kept(answer: Operation) -> dict[str, Any]:
    """The answers of an address that names its state and need not send it again."""
    tag = {"description": "State of the answer, by edition, filter and view", "schema": {"type": "string"}}
    return {
        "200": answer | {"headers": {"ETag": tag}},
        "304": {"description": "The state of If-None-Match is the present one"},
        "400": _content(TEXT) | {"description": "What was not understood, in one sentence"},
        "410": _content(TEXT) | {"description": "The visitor's own data have ended"},
    }


def _content(kind: str, schema: str = "") -> Operation:
    """An answer of one kind."""
    described = {"schema": reference(schema)} if schema else {}
    return {"description": "The answer", "content": {kind: described}}


def _operation(
    identifier: str, group: str, text: str, parameters: list[Parameter], responses: dict[str, Any]
) -> Operation:
    # Whatever is asked for: a Host header that is not served here, or a token that has ended.
    refused = responses.get("403", {"description": "This host is not served here", "content": {}})
    refused = refused | {"content": {**refused["content"], TEXT: {}}}
    return {
        "operationId": identifier.replace(".", "-").replace("/", "-"),
        "tags": [group],
        "summary": text,
        "parameters": parameters,
        "responses": {"410": _content(TEXT), **responses, "403": refused},
    }
