"""The addresses for other programs: the matching incidents as CSV, GeoJSON and GeoParquet, the headline as JSON."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from dash import Dash
from flask import Response, request

from components.address import HXL, read_address, refused
from components.server.download import UNKNOWN_VALUES, download, refusal
from components.server.edition_tag import tagged
from components.server.visit import Datasets
from data.exports import geoparquet
from data.exports.geoparquet import parquet_parts
from data.exports.rows import csv_parts, geojson_parts
from data.exports.summary_json import to_summary_json
from data.filters.summary import Summary, summary_of
from data.filters.unknown_values import unknown_values


@dataclass(frozen=True)
class DataFile:
    """What one of the addresses gives."""

    meaning: str
    content_type: str
    write: Callable[[Summary, bool], Iterable[bytes]]
    """Its content in parts; True has it with a row of HXL tags, where it can have one."""
    schema: str = ""
    """Name of its JSON schema in the OpenAPI document; "" for what is no JSON."""
    can_be_tagged: bool = False
    """Whether it has a row of HXL tags when `hxl=1` asks for it."""


DATA_FILES: Final = {
    "incidents.csv": DataFile(
        "The matching incidents, one row each",
        "text/csv; charset=utf-8",
        lambda summary, is_tagged: csv_parts(summary, is_tagged=is_tagged),
        can_be_tagged=True,
    ),
    "incidents.geojson": DataFile(
        "The matching incidents, one feature each",
        "application/geo+json",
        lambda summary, _tagged: geojson_parts(summary),
        "Incidents",
    ),
    "incidents.parquet": DataFile(
        "The matching incidents as GeoParquet",
        geoparquet.CONTENT_TYPE,
        lambda summary, _tagged: parquet_parts(summary),
    ),
    "summary.json": DataFile(
        "The figures of the headline",
        "application/json",
        lambda summary, _tagged: [to_summary_json(summary).encode()],
        "Summary",
    ),
}
"""By the name in their address."""


def register(app: Dash, datasets: Datasets, names: Collection[str] = ()) -> None:
    """Serve the files, or those of these names; a wrong filter gets 400."""
    for name, kind in DATA_FILES.items():
        if names and name not in names:
            continue
        app.server.add_url_rule(f"/{name}", name.replace(".", "-"), _answering(datasets, name, kind))


def _answering(datasets: Datasets, name: str, kind: DataFile) -> Callable[[], Response]:
    def answer() -> Response:
        dataset = datasets.here()
        address = read_address(
            request.query_string.decode("utf-8", errors="replace"), [HXL] if kind.can_be_tagged else []
        )
        if (problem := refused(address, dataset)) is not None:
            return refusal(problem)
        response = tagged(
            dataset,
            (name, str(address.incident_filter), *sorted(address.flags)),
            lambda: download(
                kind.write(summary_of(dataset, address.incident_filter), HXL in address.flags),
                kind.content_type,
                "inline",
                f"{dataset.name}-{name}",
            ),
        )
        if unknown := unknown_values(dataset, address.incident_filter):
            response.headers[UNKNOWN_VALUES] = quote(" ".join(unknown), safe=" -.,:;()")
        return response

    return answer
