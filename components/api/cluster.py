"""The OpenAPI 3.1 document of an atlas on a cluster."""

from __future__ import annotations

from typing import Any, Final, get_args

from components.api.openapi import briefs, comparisons, data_files, oembed, ogc, pages
from components.api.operations import (
    ADDRESS,
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
    in_path,
    own_parameter,
    view_parameters,
)
from components.api.schemas import cluster_schemas
from data.exports.tiles import FINEST_ZOOM
from data.filters.over_time.timeline import Step
from data.tables.dataset import Dataset

_GROUPS: Final = {
    "data": "Data",
    "files": "Files of a view",
    "counts": "Sums and rows",
    "pages": "Pages",
    "ogc": "OGC API – Features",
    "service": "Service",
}
_COUNTS: Final = {
    "/rows/{page}.json": ("A page of 100 incidents in order of time", "Rows"),
    "/counts/districts.json": (
        "The ranking of districts; the code “” is of what counts in none",
        "DistrictRows",
    ),
    "/counts/options.json": ("How many incidents each choice would show", "Options"),
    "/counts/timeline/{step}.json": ("Incidents and casualties over time", "TimelineRows"),
    "/counts/cells/{zoom}/{column}/{row}.json": (
        "16 × 16 cells of a tile of a web map, each at the mean of its incidents",
        "Cells",
    ),
}
"""What an address gives, and the schema of its answer."""


def openapi_of_cluster(dataset: Dataset, base: str) -> dict[str, Any]:
    """The document for the atlas of a dataset on a cluster at the address `base`."""
    paths = (
        data_files()
        | briefs(has_rows=False)
        | comparisons()
        | _counts()
        | pages()
        | _service()
        | ogc(dataset, base)
    )
    for methods in paths.values():
        methods["get"]["responses"]["503"] = content(TEXT) | {
            "description": "The cluster cannot answer now, or not so many at a time"
        }
    return document(dataset, base, _GROUPS, paths, cluster_schemas(), has_own_data=False)


def _counts() -> dict[str, Any]:
    number = {"type": "integer", "minimum": 0}
    in_paths = {
        "page": in_path("page", {"type": "integer", "minimum": 1}, "Number of the page, from 1."),
        "step": in_path("step", {"type": "string", "enum": [*get_args(Step)]}, "Step of the timeline."),
        "zoom": in_path("zoom", number | {"maximum": FINEST_ZOOM}, "Zoom of the tile."),
        "column": in_path("column", number, "Column of the tile, from the west."),
        "row": in_path("row", number, "Row of the tile, from the north."),
    }
    found = {}
    for path, (text, schema) in _COUNTS.items():
        parts = [parameter for name, parameter in in_paths.items() if f"{{{name}}}" in path]
        responses = conditional(content(JSON, schema))
        if parts:
            responses["404"] = content(TEXT) | {"description": "There is no such page, step or tile"}
        identifier = path.removesuffix(".json").replace("{", "").replace("}", "").strip("/")
        found[path] = _get(identifier, "counts", text, responses, parts)
    return found


def _service() -> dict[str, Any]:
    health = operation("healthz", "service", "Whether it can serve", [], {"200": content(TEXT)})
    this = operation("openapi", "service", "This document", [], conditional(content(JSON, "Any")))
    return oembed() | {"/healthz": {"get": health}, ADDRESS: {"get": this}}


def _get(
    identifier: str, group: str, text: str, responses: dict[str, Any], more: list[Parameter]
) -> dict[str, Operation]:
    parameters = [*more, *filter_parameters(), *view_parameters(), own_parameter()]
    return {"get": operation(identifier, group, text, parameters, responses)}
