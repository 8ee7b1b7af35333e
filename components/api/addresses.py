"""The address of the OpenAPI document."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final

from flask import Flask, Response, request

from components.api.operations import ADDRESS, JSON
from components.server.edition_tag import tagged
from data.tables.dataset import Dataset

DOCUMENT: Final = "openapi"
"""Its endpoint."""


def serve_document(
    server: Flask,
    made: Callable[[Dataset, str], dict[str, Any]],
    served: Callable[[], Dataset],
    public_url: str = "",
) -> None:
    """Serve /openapi.json; `made` makes the document of a dataset and the address of its atlas."""

    def answer() -> Response:
        base = public_url or request.host_url.rstrip("/")
        # That of the served dataset: a description is for everybody.
        dataset = served()
        return tagged(
            dataset,
            (ADDRESS, base),
            lambda: Response(json.dumps(made(dataset, base), ensure_ascii=False), content_type=JSON),
        )

    server.add_url_rule(ADDRESS, DOCUMENT, answer)
