"""The JSON of the answers as JSON Schema 2020-12: columns and their types are those of the tables."""

from __future__ import annotations

from typing import Any, Final

from data.exports.rows import CODED, COLUMNS
from data.tables.schema import INCIDENTS, Column, Kind
from data.tables.vocabulary import Outcome

Schema = dict[str, Any]

_TYPES: Final = {
    Kind.GRADE: "integer",
    Kind.COUNT: "integer",
    Kind.LONGITUDE: "number",
    Kind.LATITUDE: "number",
}
_AT_LEAST: Final = "Outcomes whose best figure is a minimum, | between both"
_SOURCE: Final = ("publisher", "url", "published", "language", "upstream_source")


def schemas() -> dict[str, Schema]:
    """Every schema that the document refers to, by its name."""
    return {
        "Dataset": _object(
            {"name": _text(), "sha256": _text(), "as_of": {"type": "string", "format": "date"}}
        ),
        "Summary": _summary(),
        "Incident": _incident(),
        "Incidents": _collection(),
        "Problem": _object({"problem": _text("What is wrong, in one sentence")}),
        "OgcProblem": _object({"code": _text(), "description": _text("What is wrong, in one sentence")}),
        "OwnData": _own_data(),
        "Token": _object({"token": _text("Of the data, for the key “own”")}),
        "Begun": _object({"number": _count("Of the reading that has begun")}),
        "Ended": _object({"ended": {"const": True}}),
        "Left": _object({"left": {"const": True}}),
        "Page": _page(),
        "Frame": _frame(),
        "Any": {"type": "object"},
    }


def cluster_schemas() -> dict[str, Schema]:
    """As `schemas`, of an atlas on a cluster."""
    figures = {
        "incidents": _count(),
        "casualties": _maybe_count(),
        **{outcome.value: _maybe_count() for outcome in Outcome},
        "at_least": _text(_AT_LEAST),
    }
    day = {"type": "string", "format": "date"}
    edges = ("longitude", "latitude", "west", "south", "east", "north")
    cell = {name: {"type": "number"} for name in edges} | figures
    cell |= {"worst": _text("Worst outcome of any of its incidents"), "is_near": {"type": "boolean"}}
    counts = {"type": "object", "additionalProperties": _count()}
    features = {"type": "array", "items": reference("Incident")}
    shared = ("Dataset", "Summary", "Incident", "Incidents", "Page", "OgcProblem", "Frame", "Any")
    return {name: schema for name, schema in schemas().items() if name in shared} | {
        "Rows": _object({"page": _count(), "pages": _count(), "incidents": _count(), "features": features}),
        "DistrictRows": _array(_object({"code": _text(), "name": _text(), **figures})),
        "Options": {"type": "object", "additionalProperties": counts},
        "TimelineRows": _array(
            _object({"first_day": day, "last_day": day, "is_known": {"type": "boolean"}, **figures})
        ),
        "Cells": _array(_object(cell)),
    }


def reference(name: str) -> Schema:
    """A reference to one of them."""
    return {"$ref": f"#/components/schemas/{name}"}


def _summary() -> Schema:
    counts: dict[str, Schema] = {"incidents": _count(), "not_drawn": _count(), "undated": _count()}
    for outcome in Outcome:
        counts |= {
            outcome.value: _count(
                "null where it is in not_recorded or not_chosen, and otherwise where no source gave a figure"
            ),
            f"{outcome}_low": _maybe_count(),
            f"{outcome}_high": _maybe_count(),
            f"{outcome}_is_at_least": {"type": "boolean", "description": "Whether the figure is a minimum"},
            f"{outcome}_without_upper_bound": _maybe_count(),
        }
        counts[outcome.value]["type"] = ["integer", "null"]
    described = _object(
        {
            **counts,
            "not_recorded": _outcomes("What the data never record; null figures"),
            "not_chosen": _outcomes("What the filter does not ask for; null figures"),
            "dataset": reference("Dataset"),
        }
    )
    where = ("inside", "possibly_inside", "outside", "not_mapped")
    # Only where something is selected in space.
    for key in ("within", "areas"):
        described["properties"][key] = _object({name: _count() for name in where})
    described["properties"]["unknown_values"] = {
        **_array(_text()),
        "description": "A sentence for each value of the filter that no row and no district has; only where there is one",
    }
    return described


def _outcomes(meaning: str) -> Schema:
    return {
        "type": "array",
        "items": {"enum": [outcome.value for outcome in Outcome]},
        "description": meaning,
    }


def _incident() -> Schema:
    point = _object(
        {
            "type": {"const": "Point"},
            "coordinates": {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2},
        }
    )
    properties = {column.name: _cell(column) for column in INCIDENTS.columns if column.name in CODED}
    properties |= {
        name: {"type": ["integer", "null"], "minimum": 0}
        for name in COLUMNS
        if name.startswith(("killed", "injured"))
    }
    properties["at_least"] = _text(_AT_LEAST)
    properties["sources"] = {"type": "array", "items": _object({name: _text() for name in _SOURCE})}
    described = _object(properties)
    described["required"] = list(COLUMNS)
    described["additionalProperties"] = True  # the dataset's own columns
    return _object(
        {
            "type": {"const": "Feature"},
            "id": _text("Identifier of the incident"),
            "geometry": {
                "oneOf": [point, {"type": "null"}],
                "description": "A point only where the map draws one",
            },
            "properties": described,
        },
        links=True,
    )


def _cell(column: Column) -> Schema:
    kind: Any = _TYPES.get(column.kind, "string")
    schema: Schema = {"type": kind if column.is_required else [kind, "null"], "description": column.meaning}
    if column.terms is not None:
        values = [int(term) if column.kind is Kind.GRADE else str(term.value) for term in column.terms]
        schema["enum"] = values
    return schema


def _collection() -> Schema:
    return _object(
        {
            "type": {"const": "FeatureCollection"},
            "dataset": reference("Dataset"),
            "licence": _text(),
            "attribution": _text(),
            "features": {"type": "array", "items": reference("Incident")},
        }
    )


def _own_data() -> Schema:
    part = {"type": "number", "minimum": 0, "maximum": 1}
    return _object(
        {
            "reading": {"type": "boolean"},
            "number": _count(),
            "step": _text(),
            "part": part,
            "problem": _text(),
        }
    )


def _page() -> Schema:
    items = {"type": "array", "items": reference("Incident")}
    matched, links = _count(), {"type": "array", "items": {"type": "object"}}
    return _object(
        {
            "type": {"const": "FeatureCollection"},
            "features": items,
            "numberMatched": matched,
            "numberReturned": matched,
            "timeStamp": {"type": "string", "format": "date-time"},
            "links": links,
        }
    )


def _frame() -> Schema:
    return _object(
        {
            "type": {"const": "rich"},
            "version": {"const": "1.0"},
            "title": _text(),
            "provider_name": _text(),
            "provider_url": _text(),
            "cache_age": _count(),
            "width": _count(),
            "height": _count(),
            "html": _text("The frame"),
        }
    )


def _object(properties: dict[str, Schema], *, links: bool = False) -> Schema:
    """An object of these members, all of them required and no others; with OGC's links where it may have them."""
    members = {**properties, **({"links": {"type": "array"}} if links else {})}
    return {
        "type": "object",
        "properties": members,
        "required": list(properties),
        "additionalProperties": False,
    }


def _array(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _text(meaning: str = "") -> Schema:
    return {"type": "string", **({"description": meaning} if meaning else {})}


def _count(meaning: str = "") -> Schema:
    return {"type": "integer", "minimum": 0, **({"description": meaning} if meaning else {})}


def _maybe_count() -> Schema:
    return {"type": ["integer", "null"], "minimum": 0}
