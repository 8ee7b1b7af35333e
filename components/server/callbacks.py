"""Which requests to a page's callbacks are answered: those of the form that a page of ours sends.

Dash takes a request apart as it goes, so that one of another form would fail anywhere inside of it.
"""

from __future__ import annotations

import json
from typing import Any, Final

from flask import Flask, abort, request

ADDRESS: Final = "/_dash-update-component"
"""What the addresses of callbacks end with."""


def refuse_other_forms(server: Flask) -> None:
    """Answer 400 to a callback that is none."""

    def check() -> None:
        if request.method == "POST" and request.path.endswith(ADDRESS) and not is_callback(_body()):
            abort(400)

    server.before_request(check)


def _body() -> Any:
    try:
        return request.get_json()
    except RecursionError:
        return None


def is_callback(body: object) -> bool:
    """Whether a request's body has the form of a callback; its values may be anything."""
    return (
        isinstance(body, dict)
        and isinstance(body.get("output"), str)
        and isinstance(body.get("outputs"), dict | list | None)
        and all(_is_list_of_values(body.get(key, [])) for key in ("inputs", "state"))
        and _is_list(body.get("changedPropIds", []), _is_property)
        and _is_list(body.get("parsedChangedPropsIds", []), lambda _one: True)
    )


def _is_list_of_values(part: object) -> bool:
    return _is_list(part, lambda one: _is_value(one) or _is_list(one, _is_value))


def _is_list(part: object, holds: Any) -> bool:
    return isinstance(part, list) and all(map(holds, part))


def _is_value(one: object) -> bool:
    return (
        isinstance(one, dict)
        and isinstance(one.get("id"), str | dict)
        and isinstance(one.get("property"), str)
    )


def _is_property(one: object) -> bool:
    """Whether it names a property: `id.property`, the id plain or a JSON object."""
    if not isinstance(one, str) or "." not in one:
        return False
    name = one.rpartition(".")[0]
    if not name.startswith("{"):
        return True
    try:
        return isinstance(json.loads(name), dict)
    except (ValueError, RecursionError):
        return False
