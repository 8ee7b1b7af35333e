"""The addresses of an atlas on a cluster: those of data, and the sums that its page is made of."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, Final, get_args
from urllib.parse import quote

from flask import Flask, Response, abort, request

from components.address import HXL, Address, read_address, refused
from components.server.download import UNKNOWN_VALUES, download, refusal
from components.server.edition_tag import tagged
from components.server.visit import level_here
from data.cluster.clustered import Clustered
from data.cluster.written import cells_json, districts_json, timeline_json
from data.exports.tiles import FINEST_ZOOM
from data.filters.on_map.grid import Tile
from data.filters.over_time.timeline import Step

ROWS_A_PAGE: Final = 100
DOWNLOADS: Final = ("/incidents.csv", "/incidents.geojson")
"""Addresses, and endpoints, of all matching rows."""
JSON: Final = "application/json"
Written = Callable[[Clustered, Address], Iterable[bytes]]


def register(server: Flask, clustered: Clustered) -> None:
    """Serve the addresses; a wrong filter gets 400."""

    def add(
        rule: str, content_type: str, write: Callable[..., Iterable[bytes]], *, is_tagged: bool = False
    ) -> None:
        def answer(**parts: Any) -> Response:
            return _answered(clustered, content_type, is_tagged, partial(write, **parts))

        server.add_url_rule(rule, rule, answer)

    csv, geojson = DOWNLOADS
    add(
        csv,
        "text/csv; charset=utf-8",
        lambda here, address: here.csv_parts(address.incident_filter, is_tagged=HXL in address.flags),
        is_tagged=True,
    )
    add(geojson, "application/geo+json", lambda here, address: here.geojson_parts(address.incident_filter))
    add("/summary.json", JSON, lambda here, address: _text(here.summary_json(address.incident_filter)))
    add("/rows/<int:page>.json", JSON, lambda here, address, page: _text(_page(here, address, page)))
    add(
        "/counts/districts.json",
        JSON,
        lambda here, address: _text(
            districts_json(here.districts(address.incident_filter), here.empty(address.incident_filter))
        ),
    )
    add(
        "/counts/options.json",
        JSON,
        lambda here, address: _text(_json(here.options(address.incident_filter))),
    )
    steps = ",".join(get_args(Step))
    add(
        f"/counts/timeline/<any({steps}):step>.json",
        JSON,
        lambda here, address, step: _text(
            timeline_json(here.timeline(address.incident_filter, step), here.empty(address.incident_filter))
        ),
    )
    add(
        "/counts/cells/<int:zoom>/<int:column>/<int:row>.json",
        JSON,
        _cells,
    )


def _answered(clustered: Clustered, content_type: str, is_tagged: bool, write: Written) -> Response:
    flags = [HXL] if is_tagged else []
    address = read_address(request.query_string.decode("utf-8", errors="replace"), flags)
    if (problem := refused(address, clustered.dataset)) is not None:
        return refusal(problem)
    chosen = level_here()
    here = clustered.at_level(int(chosen)) if chosen else clustered
    name = f"{clustered.dataset.name}-{request.path.strip('/').replace('/', '-')}"
    response = tagged(
        here.dataset,
        (request.path, str(address.incident_filter), *sorted(address.flags)),
        lambda: download(write(here, address), content_type, "inline", name),
    )
    if unknown := here.unknown_values(address.incident_filter):
        response.headers[UNKNOWN_VALUES] = quote(" ".join(unknown), safe=" -.,:;()")
    return response


def _page(clustered: Clustered, address: Address, page: int) -> str:
    incidents = clustered.headline(address.incident_filter).incidents
    pages = max(1, -(-incidents // ROWS_A_PAGE))
    if not 1 <= page <= pages:
        abort(404)
    begin = (page - 1) * ROWS_A_PAGE
    features = clustered.page(address.incident_filter, begin, begin + ROWS_A_PAGE)
    return _json({"page": page, "pages": pages, "incidents": incidents, "features": features})


def _cells(clustered: Clustered, address: Address, zoom: int, column: int, row: int) -> Iterable[bytes]:
    try:
        tile = Tile(zoom, column, row)
    except ValueError:
        abort(404)
    if zoom > FINEST_ZOOM:
        abort(404)
    return _text(
        cells_json(
            clustered.cells_of_tile(address.incident_filter, tile), clustered.empty(address.incident_filter)
        )
    )


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _text(text: str) -> list[bytes]:
    return [text.encode("utf-8")]
