"""The addresses for other programs: the matching incidents as CSV and GeoJSON, the headline as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from dash import Dash
from flask import Response, request

from components.address import read_address, refused
from components.server.download import download, refusal
from components.server.visit import Datasets
from data.exports.rows import csv_parts, geojson_parts, to_summary_json
from data.filters.summary import Summary, summary_of


def register(app: Dash, datasets: Datasets) -> None:
    """Serve /incidents.csv, /incidents.geojson and /summary.json; a wrong filter gets 400."""
    addresses: list[tuple[str, str, Callable[[Summary], Iterable[bytes]]]] = [
        ("incidents.csv", "text/csv; charset=utf-8", csv_parts),
        ("incidents.geojson", "application/geo+json", geojson_parts),
        ("summary.json", "application/json", lambda summary: [to_summary_json(summary).encode()]),
    ]
    for name, content_type, write in addresses:
        app.server.add_url_rule(
            f"/{name}", name.replace(".", "-"), _answering(datasets, name, content_type, write)
        )


def _answering(
    datasets: Datasets, name: str, content_type: str, write: Callable[[Summary], Iterable[bytes]]
) -> Callable[[], Response]:
    def answer() -> Response:
        dataset = datasets.here()
        address = read_address(request.query_string.decode("utf-8", errors="replace"))
        if (problem := refused(address, dataset)) is not None:
            return refusal(problem)
        parts = write(summary_of(dataset, address.asked))
        return download(parts, content_type, "inline", f"{dataset.name}-{name}")

    return answer
