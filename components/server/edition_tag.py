"""Answers that name their state, an ETag, so that whoever has it is answered 304 before anything is computed.

The state is the edition of the data, the code that writes the answer, and what was requested as it was understood: two
addresses that mean the same have the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Final

from flask import Response, request

from components.server.visit import requested_token
from data.tables.dataset import Dataset

_ROOT: Final = Path(__file__).resolve().parents[2]
_LETTERS: Final = 32
EDITION: Final = "Atlas-Edition"
"""Header with the hash of the edition from which an answer is: of several servers each may follow at its own time."""


def tagged(dataset: Dataset, state: Iterable[object], make: Callable[[], Response]) -> Response:
    """The answer that `make` gives, with the tag of its state; 304 without content to whoever has that.

    An answer that is not 200 has no tag, nor has one about a visitor's own data, which nobody may keep.
    """
    if requested_token() is not None:
        return make()
    tag = tag_of(dataset, state)
    if request.method in ("GET", "HEAD") and request.if_none_match.contains_weak(tag):
        response = Response(status=304)
    else:
        response = make()
    if response.status_code in (200, 304):
        response.set_etag(tag, weak=True)
        response.headers[EDITION] = dataset.sha256
        response.headers["Cache-Control"] = "no-cache"
    return response


def tag_of(dataset: Dataset, state: Iterable[object]) -> str:
    """The tag of a state of a dataset's answer."""
    parts = (dataset.sha256, str(dataset.level), code_state(), *map(repr, state))
    return hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()[:_LETTERS]


@cache
def code_state() -> str:
    """A hash of the code, the same on every machine that runs it."""
    found = hashlib.sha256()
    for folder in ("data", "components"):
        for file in sorted((_ROOT / folder).rglob("*.py")):
            found.update(file.read_bytes())
    return found.hexdigest()
