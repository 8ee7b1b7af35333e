"""What OGC API – Tiles says of the tiles: their tile matrix set, tileset and TileJSON."""

from __future__ import annotations

from typing import Any, Final

from components.ogc.documents import COLLECTION, JSON, described_columns, link
from components.ogc.items import CRS84
from data.exports.rows import columns_of
from data.exports.tiles import (
    CLUSTER_COLUMNS,
    CLUSTERS,
    DISTRICT_COLUMNS,
    DISTRICTS,
    FINEST_ZOOM,
    INCIDENTS,
)
from data.exports.vector_tile import CONTENT_TYPE
from data.filters.summary import Summary
from data.mercator import HIGHEST_LATITUDE_DEGREES

MATRIX_SET: Final = "WebMercatorQuad"
CONFORMANCE: Final = [
    "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/tileset",
    "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/tilesets-list",
    "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/geodata-tilesets",
    "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/datetime",
    "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/oas30",
    "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/mvt",
    "http://www.opengis.net/spec/tms/2.0/conf/tilematrixset",
    "http://www.opengis.net/spec/tms/2.0/conf/json-tilematrixset",
]
TILESETS: Final = "http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector"
_SCHEME: Final = "http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme"
_MATRIX_SETS: Final = "http://www.opengis.net/def/rel/ogc/1.0/tiling-schemes"
_URI: Final = f"http://www.opengis.net/def/tilematrixset/OGC/1.0/{MATRIX_SET}"
_CRS: Final = "http://www.opengis.net/def/crs/EPSG/0/3857"

# Of the standard (OGC 17-083r4, annex D.1).
_SCALE_OF_THE_FIRST: Final = 559082264.028717
_CELL_OF_THE_FIRST_METRES: Final = 156543.033928041
_CORNER_METRES: Final = 20037508.3427892
_TILE_PX: Final = 256

_TEXTS: Final = ("code", "name", "at_least", "worst")
_LAYERS: Final = {
    INCIDENTS: (
        "points",
        "Incidents whose location is exact (where_prec 1) or near a named place (2), each one",
    ),
    CLUSTERS: ("points", "The same where there are too many: a point stands at the mean of its incidents"),
    DISTRICTS: (
        "polygons",
        "Districts that incidents count in; without_point are known only to the district",
    ),
}


def matrix_sets(_summary: Summary, base: str, query: str) -> dict[str, Any]:
    """The list of the one tile matrix set."""
    address = f"{base}/tileMatrixSets/{MATRIX_SET}{query}"
    one = {
        "id": MATRIX_SET,
        "title": "Web Mercator",
        "uri": _URI,
        "crs": _CRS,
        "links": [link(address, "self", JSON, "Its definition")],
    }
    return {
        "tileMatrixSets": [one],
        "links": [link(f"{base}/tileMatrixSets{query}", "self", JSON, "This document")],
    }


def matrix_set(_summary: Summary, _base: str, _query: str) -> dict[str, Any]:
    """Its definition, as far as there are tiles."""
    matrices = [
        {
            "id": str(zoom),
            "scaleDenominator": _SCALE_OF_THE_FIRST / 2**zoom,
            "cellSize": _CELL_OF_THE_FIRST_METRES / 2**zoom,
            "cornerOfOrigin": "topLeft",
            "pointOfOrigin": [-_CORNER_METRES, _CORNER_METRES],
            "tileWidth": _TILE_PX,
            "tileHeight": _TILE_PX,
            "matrixWidth": 2**zoom,
            "matrixHeight": 2**zoom,
        }
        for zoom in range(FINEST_ZOOM + 1)
    ]
    return {
        "id": MATRIX_SET,
        "title": "Web Mercator",
        "uri": _URI,
        "crs": _CRS,
        "orderedAxes": ["X", "Y"],
        "wellKnownScaleSet": "http://www.opengis.net/def/wkss/OGC/1.0/GoogleMapsCompatible",
        "tileMatrices": matrices,
    }


def tilesets(summary: Summary, base: str, query: str) -> dict[str, Any]:
    """The list of the one tileset of the collection; `query` is what its links carry on."""
    address = _address(base)
    one = _entry(summary, base) | {
        "links": [link(f"{address}/{MATRIX_SET}{query}", "self", JSON, "The tileset")]
    }
    return {"tilesets": [one], "links": [link(f"{address}{query}", "self", JSON, "This document")]}


def tileset(summary: Summary, base: str, query: str) -> dict[str, Any]:
    """The metadata of the tileset."""
    address = f"{_address(base)}/{MATRIX_SET}"
    template = f"{address}/{{tileMatrix}}/{{tileRow}}/{{tileCol}}{query}"
    limits = [
        {
            "tileMatrix": str(zoom),
            "minTileRow": 0,
            "maxTileRow": 2**zoom - 1,
            "minTileCol": 0,
            "maxTileCol": 2**zoom - 1,
        }
        for zoom in range(FINEST_ZOOM + 1)
    ]
    west, south, east, north = _bounds(summary)
    return _entry(summary, base) | {
        "description": _reconciled(summary),
        "attribution": summary.dataset.shown_attribution[0],
        "tileMatrixSetLimits": limits,
        "boundingBox": {"crs": CRS84, "lowerLeft": [west, south], "upperRight": [east, north]},
        "layers": [_layer(summary, name) for name in _LAYERS],
        "links": [
            link(f"{address}{query}", "self", JSON, "This document"),
            link(template, "item", CONTENT_TYPE, "A tile") | {"templated": True},
            link(f"{address}/tilejson{query}", "describedby", JSON, "The tiles as TileJSON"),
            link(f"{base}/tileMatrixSets/{MATRIX_SET}", _SCHEME, JSON, "The tile matrix set"),
        ],
    }


def tilejson(summary: Summary, base: str, query: str) -> dict[str, Any]:
    """The tileset as TileJSON 3.0, for MapLibre and the like."""
    return {
        "tilejson": "3.0.0",
        "name": summary.dataset.shown_title[0],
        "description": _reconciled(summary),
        "attribution": summary.dataset.shown_attribution[0],
        "scheme": "xyz",
        "tiles": [f"{_address(base)}/{MATRIX_SET}/{{z}}/{{y}}/{{x}}{query}"],
        "minzoom": 0,
        "maxzoom": FINEST_ZOOM,
        "bounds": _bounds(summary),
        "vector_layers": [
            {
                "id": name,
                "description": meaning,
                "fields": {
                    column: "Number" if schema["type"] in ("integer", "number") else "String"
                    for column, schema in _columns(summary, name).items()
                },
                "minzoom": 0,
                "maxzoom": FINEST_ZOOM,
            }
            for name, (_kind, meaning) in _LAYERS.items()
        ],
    }


def collection_links(base: str, query: str) -> list[dict[str, Any]]:
    """What the collection says of its tiles."""
    return [link(f"{_address(base)}{query}", TILESETS, JSON, "The incidents and districts as vector tiles")]


def landing_links(base: str, query: str) -> list[dict[str, Any]]:
    """What the landing page says of tiles."""
    return [link(f"{base}/tileMatrixSets{query}", _MATRIX_SETS, JSON, "Tile matrix sets")]


def _address(base: str) -> str:
    return f"{base}/collections/{COLLECTION}/tiles"


def _entry(summary: Summary, base: str) -> dict[str, Any]:
    return {
        "title": summary.dataset.shown_title[0],
        "dataType": "vector",
        "crs": _CRS,
        "tileMatrixSetId": MATRIX_SET,
        "tileMatrixSetURI": _URI,
        "tileMatrixSetDefinition": f"{base}/tileMatrixSets/{MATRIX_SET}",
    }


def _reconciled(summary: Summary) -> str:
    return (
        f"{summary.incidents} incidents match: {summary.drawn} are in the tiles, as a point or in the area of their "
        f"district; {summary.not_drawn} are known more roughly and are in no tile. Reported past incidents only; "
        "the absence of a feature does not mean that an area is safe."
    )


def _bounds(summary: Summary) -> list[float]:
    """West, south, east, north; the whole width where what is drawn crosses the antimeridian."""
    west, south, east, north = summary.bounds or (-180.0, -90.0, 180.0, 90.0)
    if east > 180 or west < -180:
        west, east = -180.0, 180.0
    highest = HIGHEST_LATITUDE_DEGREES
    return [float(west), float(max(south, -highest)), float(east), float(min(north, highest))]


def _layer(summary: Summary, name: str) -> dict[str, Any]:
    kind, meaning = _LAYERS[name]
    return {
        "id": name,
        "dataType": "vector",
        "geometryDimension": 0 if kind == "points" else 2,
        "description": meaning,
        "minTileMatrix": "0",
        "maxTileMatrix": str(FINEST_ZOOM),
        "propertiesSchema": {
            "type": "object",
            "properties": _columns(summary, name),
        },
    }


def _columns(summary: Summary, name: str) -> dict[str, Any]:
    """The JSON schemas of a layer's columns."""
    of_layer = {CLUSTERS: CLUSTER_COLUMNS, DISTRICTS: DISTRICT_COLUMNS}
    if name not in of_layer:
        return described_columns(columns_of(summary))
    return {column: {"type": "string" if column in _TEXTS else "integer"} for column in of_layer[name]}
