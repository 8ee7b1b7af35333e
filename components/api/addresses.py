"""The address of the OpenAPI document."""

from __future__ import annotations

import json

from dash import Dash
from flask import Response, request

from components.api.openapi import ADDRESS, JSON, openapi
from components.server.edition_tag import tagged
from components.server.visit import Datasets


def register(app: Dash, datasets: Datasets, public_url: str = "") -> None:
    """Serve /openapi.json."""

    def answer() -> Response:
        base = public_url or request.host_url.rstrip("/")
        # That of the served dataset: a description is for everybody.
        dataset = datasets.served

        def made() -> Response:
            return Response(json.dumps(openapi(dataset, base), ensure_ascii=False), content_type=JSON)

        return tagged(dataset, (ADDRESS, base), made)

    app.server.add_url_rule(ADDRESS, "openapi", answer)
