"""Answers held against the OpenAPI document of the atlas that gave them: status, content type, JSON."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any, Final

from jsonschema import Draft202012Validator
from werkzeug.test import TestResponse

_OF_THE_SERVER: Final = (413, 500, 501, 503)
"""Answered by no address of its own: a request that is too large, a failure, what a cluster cannot answer, a machine
that is full."""
_LARGEST: Final = 1_000_000
"""Bytes of JSON that are checked; a longer answer only by its status and type."""


def operation_of(document: dict[str, Any], path: str, method: str) -> dict[str, Any] | None:
    """What the document says of a request; None where it knows no such one."""
    fitting = [
        template
        for template in document["paths"]
        if re.fullmatch(re.sub(r"\\\{[^}]*\\\}", ".+", re.escape(template)), path)
    ]
    if not fitting:
        return None
    # A parameter may hold slashes; the template with the most of its own says the most.
    methods = document["paths"][max(fitting, key=lambda template: str(template).count("/"))]
    found: dict[str, Any] | None = methods.get("get" if method == "HEAD" else method.lower())
    return found


def undescribed(document: dict[str, Any], method: str, path: str, answer: TestResponse) -> list[str]:
    """What of an answer the document does not say; nothing for an address that it has not."""
    operation = operation_of(document, path, method)
    if operation is None or answer.status_code in _OF_THE_SERVER:
        return []
    described = operation["responses"].get(str(answer.status_code))
    if described is None:
        return [f"{method} {path}: status {answer.status_code} is not described"]
    kinds = described.get("content", {})
    if method == "HEAD" or not kinds:
        return []
    if answer.content_type not in kinds:
        return [f"{method} {path}: {answer.content_type} is none of {list(kinds)}"]
    schema = kinds[answer.content_type].get("schema")
    if (
        schema is None
        or not 0 < (answer.content_length or 0) < _LARGEST
        or "Content-Encoding" in answer.headers
    ):
        return []
    content = answer.get_data()
    errors = _validator_of(document, schema["$ref"]).iter_errors(json.loads(content))
    return [f"{method} {path}: {error.json_path}: {error.message[:300]}" for error in errors][:5]


def _validator_of(document: dict[str, Any], name: str) -> Draft202012Validator:
    known = _validators.get((id(document), name))
    if known is None or known[0] is not document:
        schemas = json.dumps(document["components"]["schemas"], sort_keys=True)
        known = _validators[id(document), name] = document, validator(schemas, name)
    return known[1]


_validators: Final[dict[tuple[int, str], tuple[dict[str, Any], Draft202012Validator]]] = {}
"""By the document, which is kept with them, and the name of the schema: to write all schemas out takes longer than a check."""


@cache
def validator(schemas: str, name: str) -> Draft202012Validator:
    """The validator of one schema of a document."""
    return Draft202012Validator({"$ref": name, "components": {"schemas": json.loads(schemas)}})
