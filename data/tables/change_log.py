"""What each published edition of a collection changed, for its readers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class EditionNote:
    """One edition: how many incidents it changed, and its editors' reason."""

    as_of: date
    added: int
    revised: int
    removed: int
    why: str
    """In the editors' words; "" when none was given."""
