"""Answers of any length: what is short goes whole, what is long while it is being written."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Final

from flask import Response

UNKNOWN_VALUES: Final = "Atlas-Unknown-Values"
"""Header with a sentence for each value of the filter that no row and no district has, percent-encoded where it is not
ASCII: a file without rows would be taken for the answer.
"""
SENT_WHOLE_BYTES: Final = 1_000_000
"""Up to so many an answer is sent with its length, and compressed at once."""


def download(parts: Iterable[bytes], content_type: str, disposition: str, name: str) -> Response:
    """An answer of these parts, to be shown ("inline") or kept ("attachment") under a name.

    What goes wrong with the first ones is raised here, before anything is sent.
    """
    waiting = iter(parts)
    begun: list[bytes] = []
    for part in waiting:
        begun.append(part)
        if sum(map(len, begun)) > SENT_WHOLE_BYTES:
            content: Iterable[bytes] | bytes = chain(begun, waiting)
            break
    else:
        content = b"".join(begun)
    response = Response(content, content_type=content_type)
    response.headers["Content-Disposition"] = f'{disposition}; filename="{name}"'
    return response


def refusal(error: Exception) -> Response:
    """Why a file cannot be given, in the error's own sentence."""
    return Response(f"{error}\n", status=400, content_type="text/plain; charset=utf-8")
