"""The parts of an address that somebody has typed or sent."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit


def split_address(text: str) -> SplitResult | None:
    """The parts of an address; None for what is none."""
    try:
        parts = urlsplit(text)
        _ = parts.port  # which is read only when it is requested
    except ValueError:
        return None
    return parts
