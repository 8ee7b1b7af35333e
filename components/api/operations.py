"""The parts of an OpenAPI document that every operation has."""

from __future__ import annotations

from typing import Any, Final

from components.api.parameters import Parameter, answerable
from components.api.schemas import reference
from components.server.visit import OWN, OWN_ADDRESSES
from data.tables.dataset import Dataset

ADDRESS: Final = "/openapi.json"
VERSION: Final = "3.1.0"
JSON: Final = "application/json"
TEXT: Final = "text/plain; charset=utf-8"
HTML: Final = "text/html; charset=utf-8"

Operation = dict[str, Any]


def document(
    dataset: Dataset,
    base: str,
    groups: dict[str, str],
    paths: dict[str, Any],
    schemas: dict[str, Any],
    *,
    has_own_data: bool = True,
    of_any: bool = False,
) -> dict[str, Any]:
    """The document for the atlas of a dataset at the address `base`; `groups` are the titles of the tags.

    Without visitors' own data nothing of them is in it. Unless it is `of_any` dataset, it has only the keys that this one
    can be requested, with the values that there are.
    """
    if not has_own_data:
        groups = {name: text for name, text in groups.items() if name != "own"}
        paths = {path: methods for path, methods in paths.items() if not path.startswith(f"{OWN_ADDRESSES}/")}
        for operations in paths.values():
            for one in operations.values():
                one["parameters"] = [key for key in one["parameters"] if key["name"] != OWN]
    if not of_any:
        for operations in paths.values():
            for one in operations.values():
                one["parameters"] = answerable(one["parameters"], dataset)
    return {
        "openapi": VERSION,
        "info": {
            "title": f"Mine incident atlas: {dataset.title}",
            "version": dataset.as_of.isoformat(),
            "description": (
                "Reported past incidents only; the absence of an incident does not mean that an area is safe. "
                "Keys that begin with utm_, fbclid and gclid are ignored."
            ),
            "license": {"name": dataset.licence},
        },
        "servers": [{"url": base}],
        "tags": [{"name": name, "description": text} for name, text in groups.items()],
        "paths": paths,
        "components": {"schemas": schemas},
    }


def conditional(answer: Operation) -> dict[str, Any]:
    """The answers of an address that names its state and need not send it again."""
    tag = {"description": "State of the answer, by edition, filter and view", "schema": {"type": "string"}}
    return {
        "200": answer | {"headers": {"ETag": tag}},
        "304": {"description": "The state of If-None-Match is the present one"},
        "400": content(TEXT) | {"description": "What was not understood, in one sentence"},
        "410": content(TEXT) | {"description": "The visitor's own data have ended"},
    }


def content(kind: str, schema: str = "") -> Operation:
    """An answer of one kind, and of one schema where it is JSON."""
    described = {"schema": reference(schema)} if schema else {}
    return {"description": "The answer", "content": {kind: described}}


def operation(
    identifier: str, group: str, text: str, parameters: list[Parameter], responses: dict[str, Any]
) -> Operation:
    """An operation with what any address may answer."""
    # Whatever is requested: a Host header that is not served here, or a token that has ended.
    refused = responses.get("403", {"description": "This host is not served here", "content": {}})
    refused = refused | {"content": {**refused["content"], TEXT: {}}}
    too_long = content(TEXT) | {"description": "The address and the headers together are too long"}
    return {
        "operationId": identifier.replace(".", "-").replace("/", "-"),
        "tags": [group],
        "summary": text,
        "parameters": parameters,
        "responses": {"410": content(TEXT), **responses, "403": refused, "431": too_long},
    }
