"""The page of the guide about the addresses, written from the OpenAPI document."""

from __future__ import annotations

from typing import Any

from components.api.openapi import openapi
from data.tables.dataset import Dataset

_HEAD = """# The API

Every public address, written from the document that an atlas serves at `/openapi.json` (OpenAPI 3.1) by
`python -m docs.api`. What a figure means stands in [addresses](addresses.md).

An answer with an `ETag` is answered 304 when `If-None-Match` names it: the tag belongs to the edition of the data, the
version of the atlas and the filter as it was understood; `Atlas-Edition` has the hash of the edition. Pages of other sites may read the data addresses where the
host started the atlas with `--cors ORIGIN`. A key or a value that is not understood gets 400 and one sentence, an address that is too long together with its headers
(32,000 bytes) 431. The document of an atlas has only the keys that can be requested of its data.
"""


def api_page(dataset: Dataset) -> str:
    """The page in Markdown."""
    document = openapi(dataset, "http://127.0.0.1:8050", of_any=True)
    parts = [_HEAD, "## Addresses\n"]
    for tag in document["tags"]:
        parts += [f"### {tag['description']}\n", _table(_addresses(document, tag["name"])), ""]
    parts += ["## Query keys\n", _table(_keys(document)), "", "## JSON\n"]
    for name, schema in document["components"]["schemas"].items():
        if members := schema.get("properties"):
            parts += [f"### {name}\n", _table(_members(members)), ""]
    return "\n".join(parts).rstrip() + "\n"


def _addresses(document: dict[str, Any], tag: str) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = [("address", "gives", "answers")]
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            if tag in operation["tags"]:
                answers = ", ".join(
                    f"{status} {' or '.join(f'`{kind}`' for kind in answer.get('content', {}))}".strip()
                    for status, answer in operation["responses"].items()
                    if status != "431" and (status != "403" or tag == "own")
                )
                found.append((f"{method.upper()} `{path}`", operation["summary"], answers))
    return found


def _keys(document: dict[str, Any]) -> list[tuple[str, ...]]:
    """Each key once, with its meaning and its values."""
    found: dict[str, tuple[str, ...]] = {}
    for methods in document["paths"].values():
        for operation in methods.values():
            for parameter in operation["parameters"]:
                meaning = parameter.get("description", "")
                name = f"`{parameter['name']}`"
                if name not in found or (meaning and not found[name][1]):
                    found[name] = (name, meaning, _values(parameter["schema"]))
    return [("key", "meaning", "values"), *found.values()]


def _members(members: dict[str, Any]) -> list[tuple[str, ...]]:
    rows = [(f"`{name}`", _values(schema), schema.get("description", "")) for name, schema in members.items()]
    return [("member", "values", "meaning"), *rows]


def _values(schema: dict[str, Any]) -> str:
    """A schema in words."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "const" in schema:
        return f"`{schema['const']}`"
    if "enum" in schema:
        return ", ".join(f"`{value}`" for value in schema["enum"])
    if "oneOf" in schema:
        return " or ".join(map(_values, schema["oneOf"]))
    if schema.get("type") == "array":
        return f"any number of: {_values(schema.get('items', {}))}".rstrip(": ")
    kinds = schema.get("type", "object")
    text = " or ".join([kinds] if isinstance(kinds, str) else kinds)
    if schema.get("format"):
        text += f", {schema['format']}"
    if "maximum" in schema and "minimum" in schema:
        text += f" from {schema['minimum']:g} to {schema['maximum']:g}"
    return text


def _table(rows: list[tuple[str, ...]]) -> str:
    head, *body = [[cell.replace("|", "\\|") for cell in row] for row in rows]
    lines = [head, ["---"] * len(head), *body]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
