"""The OpenAPI 3.1 document of every public address."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from components.api.operations import (
    ADDRESS,
    HTML,
    JSON,
    TEXT,
    Operation,
    conditional,
    content,
    document,
    operation,
)
from components.api.parameters import (
    Parameter,
    filter_parameters,
    own_parameter,
    query,
    tag_parameters,
    view_parameters,
)
from components.api.schemas import schemas
from components.comparison.address import SIDES
from components.comparison.files import FILES
from components.ogc import description, documents
from components.ogc.addresses import PREFIX as OGC
from components.ogc.items import MOST_ITEMS
from components.own_data.addresses import COLUMNS_FILE, GROUND, LEAVE, REPORT_FILE, STATE, UPLOAD
from components.sharing.brief_files import kinds_for
from components.sharing.data_addresses import DATA_FILES
from data.exports.cql2_filter import LONGEST_TEXT
from data.exports.vector_tile import CONTENT_TYPE
from data.tables.dataset import Dataset

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


def openapi(
    dataset: Dataset, base: str, *, has_own_data: bool = True, of_any: bool = False
) -> dict[str, Any]:
    """The document for the atlas of a dataset at the address `base`; or `of_any` dataset, with every key."""
    paths = data_files() | briefs() | comparisons() | pages() | _own_data() | _service() | ogc(dataset, base)
    return document(dataset, base, _GROUPS, paths, schemas(), has_own_data=has_own_data, of_any=of_any)


def data_files(names: Collection[str] = DATA_FILES) -> dict[str, Any]:
    """The incidents and the headline, as the files of these names."""
    return {
        f"/{name}": {
            "get": operation(
                f"data-{name}",
                "data",
                kind.meaning,
                [
                    *filter_parameters(),
                    *view_parameters(),
                    *tag_parameters(kind.can_be_tagged),
                    own_parameter(),
                ],
                conditional(content(kind.content_type, kind.schema)),
            )
        }
        for name, kind in DATA_FILES.items()
        if name in names
    }


def briefs(has_rows: bool = True) -> dict[str, Any]:
    """The files of a view; without rows those that an atlas on a cluster has."""
    parameters = [*filter_parameters(), *view_parameters(), own_parameter()]
    return {
        f"/brief.{ending}": {
            "get": operation(
                f"brief-{ending}",
                "files",
                kind.label,
                [*parameters, *tag_parameters(kind.can_be_tagged)],
                conditional(content(kind.content_type)),
            )
        }
        for ending, kind in kinds_for(has_rows).items()
    }


def comparisons() -> dict[str, Any]:
    """The files of a comparison."""
    return {
        f"/compare.{ending}": {
            "get": operation(
                f"compare-{ending}",
                "files",
                f"Comparison: {kind.label}",
                [*_sides(), *view_parameters(), own_parameter()],
                conditional(content(kind.content_type)),
            )
        }
        for ending, kind in FILES.items()
    }


def pages() -> dict[str, Any]:
    """The pages of the atlas."""
    one = [*filter_parameters(), *view_parameters(), own_parameter()]
    two = [*_sides(), *view_parameters(), own_parameter()]
    html = {"200": content(HTML), "410": content(HTML)}
    requested = [(path, text, one) for path, text in _PAGES.items()]
    requested += [(path, text, two) for path, text in _COMPARISONS.items()]
    return {
        path: {"get": operation(f"page-{path.strip('/') or 'atlas'}", "pages", text, parameters, html)}
        for path, text, parameters in requested
    }


def _own_data() -> dict[str, Any]:
    token, problem = [own_parameter() | {"required": True}], content(JSON, "Problem")
    unknown = {"410": problem, "404": problem, "403": problem}
    name = query("name", {"type": "string"}, "Name of the file.")
    upload = operation(
        "own-upload",
        "own",
        "Give a file; only the atlas's own page may, with an Origin or Sec-Fetch-Site of its own.",
        [name],
        {"202": content(JSON, "Token"), **{str(code): problem for code in (400, 403, 411, 413, 503)}},
    )
    upload["requestBody"] = {"required": True, "content": {"application/octet-stream": {}}}

    def about(identifier: str, text: str, answer: Operation) -> Operation:
        return operation(identifier, "own", text, token, {"200": answer, **unknown})

    state = content(JSON, "OwnData")
    begun = {"202": content(JSON, "Begun"), **{str(code): problem for code in (400, 403, 411, 413, 503)}}
    roles = {"type": "string", "enum": ["boundaries", "areas"]}
    add = operation(
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
    take_out = operation(
        "own-ground-take-out", "own", "Take an added file out", [*token, name], {**begun, **unknown}
    )
    return {
        GROUND: {"post": add, "delete": take_out},
        UPLOAD: {"post": upload, "delete": about("own-forget", "Forget the data", content(JSON, "Ended"))},
        LEAVE: {"post": about("own-leave", "Say that the page of the data is gone", content(JSON, "Left"))},
        STATE: {
            "get": about("own-state", "How far the reading is", state),
            "delete": about("own-stop", "Stop the reading", state),
        },
        REPORT_FILE: {
            "get": about("own-report", "The account of the rows", content("text/csv; charset=utf-8"))
        },
        COLUMNS_FILE: {"get": about("own-columns", "How the columns were understood", content(JSON, "Any"))},
    }


def oembed() -> dict[str, Any]:
    """What unfolds an address."""
    size = {"type": "integer"}
    frame = [
        query("url", {"type": "string"}, "An address of this atlas.", required=True),
        query("format", {"type": "string", "enum": ["json", "xml"]}, "Form of the answer."),
        query("maxwidth", size, "Most pixels of width."),
        query("maxheight", size, "Most pixels of height."),
    ]
    answers = {
        "200": content(JSON, "Frame") | {"description": "The frame"},
        "404": content(TEXT),
        "501": content(TEXT),
    }
    answers["200"]["content"]["text/xml; charset=utf-8"] = {}
    return {
        "/oembed": {
            "get": operation("oembed", "service", "The frame for an address of the atlas", frame, answers)
        }
    }


def _service() -> dict[str, Any]:
    return oembed() | {
        "/healthz": {
            "get": operation(
                "healthz",
                "service",
                "Whether it can serve",
                [],
                {"200": content(TEXT)},
            )
        },
        ADDRESS: {
            "get": operation("openapi", "service", "This document", [], conditional(content(JSON, "Any")))
        },
    }


def ogc(dataset: Dataset, base: str) -> dict[str, Any]:
    """The addresses below /ogc, as their own document has them."""
    found: dict[str, Any] = {}
    for path, methods in description.openapi(dataset, f"{base}{OGC}")["paths"].items():
        described = methods["get"]
        name = described["operationId"]
        kind, schema = _OGC_ANSWERS.get(name, (JSON, "Any"))
        responses = conditional(content(kind, schema))
        responses |= {code: content(JSON, "OgcProblem") for code in described["responses"] if code != "200"}
        parameters = [*_described_alike(described.get("parameters", [])), own_parameter()]
        found[f"{OGC}{path}".rstrip("/")] = {
            "get": operation(f"ogc-{name}", "ogc", _OGC_MEANINGS.get(name, name), parameters, responses)
        }
    found[f"{OGC}/api"] = {
        "get": operation(
            "ogc-api",
            "ogc",
            "OpenAPI 3.0 of these addresses",
            [],
            conditional(content(documents.OPENAPI, "Any")),
        )
    }
    return found


def _described_alike(parameters: list[Parameter]) -> list[Parameter]:
    """OGC's own parameters with what there is to say of their values, the atlas's own as everywhere."""
    known = {one["name"]: one for one in filter_parameters()}
    for name, (form, meaning) in _OGC_KEYS.items():
        known[name] = query(name, {"type": "string", **form}, meaning)
    return [known.get(one["name"], one) for one in parameters]


_OGC_KEYS: Final[dict[str, tuple[dict[str, Any], str]]] = {
    "datetime": ({"format": "interval"}, "A day, or two with / between them, .. for an open end."),
    "filter": ({"format": "cql2-text", "maxLength": LONGEST_TEXT}, "A condition in CQL2 text."),
    "limit": (
        {"type": "integer", "minimum": 1},
        f"Incidents of a page; more than {MOST_ITEMS:,} count as so many.",
    ),
}
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
            side,
            {"type": "string", "format": "query-string"},
            f"Filter of side {side.upper()}: a query string, encoded as one value.",
        )
        for side in SIDES
    ]
