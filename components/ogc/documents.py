"""What OGC API – Features says of itself: landing page, conformance, collection and queryables."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from components.ogc.items import CRS84, REFERENCE_SYSTEMS
from data.exports.narrowed import box_of_points
from data.exports.rows import COLUMNS
from data.filters.incident_filter import IncidentFilter
from data.filters.summary import summary_of
from data.tables.dataset import Dataset

COLLECTION: Final = "incidents"
JSON: Final = "application/json"
GEOJSON: Final = "application/geo+json"
OPENAPI: Final = "application/vnd.oai.openapi+json;version=3.0"
SCHEMA: Final = "application/schema+json"

CONFORMANCE: Final = [
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
    "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs",
    "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables",
    "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/features-filter",
    "http://www.opengis.net/spec/cql2/1.0/conf/cql2-text",
    "http://www.opengis.net/spec/cql2/1.0/conf/basic-cql2",
    "http://www.opengis.net/spec/cql2/1.0/conf/advanced-comparison-operators",
    "http://www.opengis.net/spec/cql2/1.0/conf/basic-spatial-functions",
]

_NUMBERS: Final = {"longitude", "latitude"}
_WHOLE_NUMBERS: Final = {"date_prec", "where_prec"} | {
    name for name in COLUMNS if name.startswith(("killed_", "injured_"))
}
_DAYS: Final = {"date_start", "date_end"}


def link(href: str, rel: str, kind: str, title: str) -> dict[str, str]:
    """A link as each document has them."""
    return {"href": href, "rel": rel, "type": kind, "title": title}


def landing_page(dataset: Dataset, base: str, query: str) -> dict[str, Any]:
    """The first document; `base` is the address of this API, `query` what its links carry on ("" or "?…")."""
    return {
        "title": dataset.title,
        "description": dataset.shown_attribution[0],
        "links": [
            link(f"{base}{query}", "self", JSON, "This document"),
            link(f"{base}/api{query}", "service-desc", OPENAPI, "The API as OpenAPI 3.0"),
            link(f"{base}/conformance{query}", "conformance", JSON, "Conformance classes"),
            link(f"{base}/collections{query}", "data", JSON, "Collections"),
        ],
    }


def collection(dataset: Dataset, base: str, query: str) -> dict[str, Any]:
    """The collection of incidents, with its extent in space and time where it has any."""
    address = f"{base}/collections/{COLLECTION}"
    extent: dict[str, Any] = {}
    if box := box_of_points(summary_of(dataset, IncidentFilter())):
        extent["spatial"] = {"bbox": [[*box]], "crs": CRS84}
    days = dataset.first_day, dataset.last_day
    if days[0] and days[1]:
        extent["temporal"] = {"interval": [[f"{day:%Y-%m-%d}T00:00:00Z" for day in days]]}
    return {
        "id": COLLECTION,
        "title": dataset.title,
        "description": (
            "Reported past incidents only; the absence of a feature does not mean that an area is safe. "
            "A feature without geometry is known only to a district or more roughly."
        ),
        "attribution": dataset.shown_attribution[0],
        "itemType": "feature",
        "extent": extent,
        "crs": list(REFERENCE_SYSTEMS),
        "storageCrs": CRS84,
        "links": [
            link(f"{address}{query}", "self", JSON, "This document"),
            link(f"{address}/items{query}", "items", GEOJSON, "The incidents"),
            link(
                f"{address}/queryables{query}",
                "http://www.opengis.net/def/rel/ogc/1.0/queryables",
                SCHEMA,
                "Queryables",
            ),
        ],
    }


def queryables(dataset: Dataset, base: str) -> dict[str, Any]:
    """What a CQL2 text may name, as a JSON schema."""
    properties: dict[str, Any] = {"geometry": {"format": "geometry-point"}}
    properties |= described_columns([*COLUMNS, *dataset.own_columns])
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{base}/collections/{COLLECTION}/queryables",
        "type": "object",
        "title": COLLECTION,
        "properties": properties,
        "additionalProperties": False,
    }


def described_columns(names: Iterable[str]) -> dict[str, Any]:
    """The JSON schema of each of these columns."""
    found: dict[str, Any] = {}
    for name in names:
        if name in _NUMBERS | _WHOLE_NUMBERS:
            found[name] = {"type": "number" if name in _NUMBERS else "integer"}
        else:
            found[name] = {"type": "string", **({"format": "date"} if name in _DAYS else {})}
    return found
