"""The tiles of ground maps, served from the host's files under /map/ground."""

from __future__ import annotations

import logging
from urllib.parse import urlsplit

from dash import Dash
from flask import Response, abort, request

from components.server.lasting_files import keep
from components.server.visit import Datasets
from data.ground_maps.ground_map import GroundMap
from data.ground_maps.tile_content import picture_type, vector_content
from data.ground_maps.unpacking import TileError
from data.ground_maps.vector_tile import layer_names

_log = logging.getLogger("mine_atlas")


def register(app: Dash, datasets: Datasets) -> None:
    """Serve each tile that there is: 204 where a map has none in its zooms, 404 for everything else."""

    def tile(key: str, zoom: int, column: int, row: int) -> Response:
        ground_map = datasets.ground_maps.find(key)
        if ground_map is None or ground_map.file is None or not ground_map.may_have(zoom, column, row):
            abort(404)
        try:
            answer = _answer(ground_map, ground_map.tile(zoom, column, row))
        except (TileError, OSError) as error:
            _log.warning("A tile of the ground map %s cannot be used: %s", key, error)
            abort(404)
        if request.args.get("made") == ground_map.tag:
            keep(answer)
        return answer

    app.server.add_url_rule("/map/ground/<key>/<int:zoom>/<int:column>/<int:row>", "ground-tile", tile)


def base_of_tiles(public_url: str) -> str:
    """The address of the atlas as the reader's browser knows it, without a slash at its end."""
    is_public = bool(public_url) and urlsplit(public_url).netloc == request.host
    return public_url if is_public else request.host_url.rstrip("/")


def _answer(ground_map: GroundMap, stored: bytes | None) -> Response:
    if stored is None:
        return Response(status=204)
    if ground_map.kind == "raster":
        return Response(stored, content_type=picture_type(stored))
    tile = vector_content(stored)
    layer_names(tile.unpacked)  # which raises for what is none
    is_packed = tile.is_gzip and bool(request.accept_encodings["gzip"])
    answer = Response(
        tile.stored if is_packed else tile.unpacked, content_type="application/vnd.mapbox-vector-tile"
    )
    if is_packed:
        answer.headers["Content-Encoding"] = "gzip"
    answer.vary.add("Accept-Encoding")
    return answer
