"""The addresses for other programs: the matching incidents as CSV and GeoJSON, the headline as JSON."""

from __future__ import annotations

from collections.abc import Callable

from dash import Dash
from flask import Response, request

from components.address import read_address
from components.visit import Datasets
from data.export import to_csv, to_geojson, to_summary_json
from data.summary import Summary, summary_of


def register(app: Dash, datasets: Datasets) -> None:
    """Serve /incidents.csv, /incidents.geojson and /summary.json; a wrong filter gets 400."""
    addresses: list[tuple[str, str, Callable[[Summary], str]]] = [
        ("incidents.csv", "text/csv; charset=utf-8", to_csv),
        ("incidents.geojson", "application/geo+json", to_geojson),
        ("summary.json", "application/json", to_summary_json),
    ]
    for name, content_type, write in addresses:
        app.server.add_url_rule(
            f"/{name}", name.replace(".", "-"), _answering(datasets, name, content_type, write)
        )


def _answering(
    datasets: Datasets, name: str, content_type: str, write: Callable[[Summary], str]
) -> Callable[[], Response]:
    def answer() -> Response:
        dataset = datasets.here()
        address = read_address(request.query_string.decode("utf-8", errors="replace"))
        if address.errors:
            return Response(f"{address.errors[0]}\n", status=400, content_type="text/plain; charset=utf-8")
        response = Response(write(summary_of(dataset, address.asked)), content_type=content_type)
        response.headers["Content-Disposition"] = f'inline; filename="{dataset.name}-{name}"'
        return response

    return answer
