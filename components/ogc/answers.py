"""Answers below /ogc: JSON, and a problem as JSON."""

from __future__ import annotations

import json
from typing import Any

from flask import Response

from components.ogc.documents import JSON


def json_answer(content: Any, kind: str) -> Response:
    """A document of a content type."""
    return Response(json.dumps(content, ensure_ascii=False), content_type=kind)


def problem(status: int, sentence: str) -> Response:
    """What was not understood, or is not there."""
    response = json_answer({"code": str(status), "description": sentence}, JSON)
    response.status_code = status
    return response
