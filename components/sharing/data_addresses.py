"""The addresses for other programs: the matching incidents as CSV, GeoJSON and GeoParquet, the headline as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from dash import Dash
from flask import Response, request

from components.address import read_address, refused
from components.server.download import download, refusal
from components.server.edition_tag import tagged
from components.server.visit import Datasets
from data.exports import geoparquet
from data.exports.geoparquet import parquet_parts
from data.exports.rows import csv_parts, geojson_parts, to_summary_json
from data.filters.summary import Summary, summary_of


@dataclass(frozen=True)
class DataFile:
    """What one of the addresses gives."""

    meaning: str
    content_type: str
    write: Callable[[Summary], Iterable[bytes]]
    schema: str = ""
    """Name of its JSON schema in the OpenAPI document; "" for what is no JSON."""
    parameters: tuple[dict[str, Any], ...] = ()
    """Its own query keys, as OpenAPI describes them."""


DATA_FILES: Final = {
    "incidents.csv": DataFile("The matching incidents, one row each", "text/csv; charset=utf-8", csv_parts),
    "incidents.geojson": DataFile(
        "The matching incidents, one feature each", "application/geo+json", geojson_parts, "Incidents"
    ),
    "incidents.parquet": DataFile(
        "The matching incidents as GeoParquet", geoparquet.CONTENT_TYPE, parquet_parts
    ),
    "summary.json": DataFile(
        "The figures of the headline",
        "application/json",
        lambda summary: [to_summary_json(summary).encode()],
        "Summary",
    ),
}
"""By the name in their address."""


def register(app: Dash, datasets: Datasets) -> None:
    """Serve the files; a wrong filter gets 400."""
    for name, kind in DATA_FILES.items():
        app.server.add_url_rule(f"/{name}", name.replace(".", "-"), _answering(datasets, name, kind))


def _answering(datasets: Datasets, name: str, kind: DataFile) -> Callable[[], Response]:
    def answer() -> Response:
        dataset = datasets.here()
        address = read_address(request.query_string.decode("utf-8", errors="replace"))
        if (problem := refused(address, dataset)) is not None:
            return refusal(problem)
        return tagged(
            dataset,
            (name, str(address.asked)),
            lambda: download(
                kind.write(summary_of(dataset, address.asked)),
                kind.content_type,
                "inline",
                f"{dataset.name}-{name}",
            ),
        )

    return answer
