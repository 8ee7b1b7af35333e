"""The addresses of the vector tiles below /ogc: OGC API – Tiles for QGIS, MapLibre and the like."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final, Protocol
from urllib.parse import parse_qsl, urlencode

from flask import Response, request

from components.ogc import tile_documents
from components.ogc.answers import json_answer, problem
from components.ogc.documents import COLLECTION, JSON
from components.ogc.items import ItemsRequest, check_answerable, read_request
from components.ogc.tile_documents import MATRIX_SET
from components.server.visit import Datasets
from data.errors import FilterError
from data.exports.tiles import FINEST_ZOOM, vector_tile
from data.exports.vector_tile import CONTENT_TYPE
from data.filters.on_map.grid import Tile
from data.filters.summary import Summary, summary_of

_NOT_OF_TILES: Final = ("limit", "offset", "bbox", "bbox-crs", "crs", "filter", "filter-lang", "filter-crs")


class Serve(Protocol):
    """Adds an address below /ogc, with a name and what answers it."""

    def __call__(self, path: str, name: str, answer: Callable[..., Response]) -> None: ...


class _NotThere(Exception):
    """There is no such tile, and the sentence that says so."""


def register(serve: Serve, datasets: Datasets, base: Callable[[], str]) -> None:
    """Serve the tiles and their documents where this process has all incidents (`Dataset.has_rows`); what is not understood
    gets a sentence as JSON.
    """
    if not datasets.served.has_rows:
        return

    def answer(matrix_set: str, make: Callable[[Summary, ItemsRequest], Response]) -> Response:
        dataset = datasets.here()
        try:
            requested = read_tiles_request(request.query_string.decode("utf-8", errors="replace"))
            check_answerable(dataset, requested)
            _check_there(matrix_set)
            return make(summary_of(dataset, requested.incident_filter), requested)
        except FilterError as error:
            return problem(400, str(error))
        except _NotThere as error:
            return problem(404, str(error))

    def document(write: Callable[[Summary, str, str], Any]) -> Callable[..., Response]:
        def written(matrix_set: str = MATRIX_SET) -> Response:
            return answer(
                matrix_set, lambda summary, _requested: json_answer(write(summary, base(), _query()), JSON)
            )

        return written

    def tile(matrix_set: str, matrix: str, row: str, column: str) -> Response:
        def made(summary: Summary, requested: ItemsRequest) -> Response:
            at = _tile(matrix, row, column)
            content = b"" if requested.is_in_no_time else vector_tile(summary, at)
            return Response(content, content_type=CONTENT_TYPE)

        return answer(matrix_set, made)

    tiles = f"/collections/{COLLECTION}/tiles"
    serve("/tileMatrixSets", "tile-matrix-sets", document(tile_documents.matrix_sets))
    serve("/tileMatrixSets/<matrix_set>", "tile-matrix-set", document(tile_documents.matrix_set))
    serve(tiles, "tilesets", document(tile_documents.tilesets))
    serve(f"{tiles}/<matrix_set>", "tileset", document(tile_documents.tileset))
    serve(f"{tiles}/<matrix_set>/tilejson", "tilejson", document(tile_documents.tilejson))
    serve(f"{tiles}/<matrix_set>/<matrix>/<row>/<column>", "tile", tile)


def read_tiles_request(query: str) -> ItemsRequest:
    """The request of a query string. Raises FilterError, also for a parameter that only items have."""
    for key, _value in parse_qsl(query, keep_blank_values=True):
        if key in _NOT_OF_TILES:
            raise FilterError(
                key, f"“{key}” is not a parameter of tiles; use the atlas's own keys, or “datetime”."
            )
    return read_request(query)


def _check_there(matrix_set: str) -> None:
    """Raises _NotThere for another tile matrix set than the one that there is."""
    if matrix_set != MATRIX_SET:
        raise _NotThere(f"There is no tile matrix set “{matrix_set[:40]}”; use {MATRIX_SET}.")


def _tile(matrix: str, row: str, column: str) -> Tile:
    """The tile of an address. Raises _NotThere where there is none."""
    numbers = [
        int(text) if re.fullmatch(r"\d{1,6}", text, re.ASCII) else -1 for text in (matrix, column, row)
    ]
    try:
        if numbers[0] > FINEST_ZOOM:
            raise ValueError
        return Tile(*numbers)
    except ValueError:
        raise _NotThere(
            f"There is no tile “{matrix[:20]}/{row[:20]}/{column[:20]}”: a tile is named by its zoom from 0 to "
            f"{FINEST_ZOOM}, its row and its column, each from 0 to below 2 to the zoom."
        ) from None


def _query() -> str:
    """The keys of the request, which each link carries on; the token of a visitor's own data among them."""
    pairs = parse_qsl(request.query_string.decode("utf-8", errors="replace"), keep_blank_values=True)
    remaining = [pair for pair in pairs if pair[0] != "f"]
    return f"?{urlencode(remaining)}" if remaining else ""
