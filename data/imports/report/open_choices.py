"""What only a person can decide: a name that several places have, a coordinate of two readings, an order of days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from data.text.excerpt import excerpt

CRS: Final = "crs"
DAY_ORDER: Final = "day_order"
PLACE: Final = "place"
DISTRICT: Final = "district"
POINT: Final = "point"
NONE_OF_THEM: Final = "none"
"""What a person says where none of the candidates is meant."""
SEPARATOR: Final = " | "
MOST: Final = 200
"""Open choices that are listed, those of most rows first."""
_SHOWN: Final = 6


@dataclass(frozen=True)
class Option:
    """One of the things that may be meant."""

    value: str
    """As the columns file has it."""
    label: str
    longitude: float | None = None
    latitude: float | None = None


@dataclass(frozen=True)
class OpenChoice:
    """A question that the rows leave open, with all that may be meant."""

    subject: str
    """PLACE, DISTRICT or POINT, whose decision stands under “choices”; CRS or DAY_ORDER, which have a key of their own."""
    key: str
    """Under which the columns file has the decision."""
    found: str
    """What the table has."""
    rows: int
    options: tuple[Option, ...]
    chosen: str = ""
    """The value that a person chose; "" where nobody has."""

    @property
    def is_open(self) -> bool:
        """Whether nobody has decided."""
        return not self.chosen


def key_of(subject: str, *parts: str) -> str:
    """The key of a decision: the subject, and what the table says with “ | ” between."""
    return f"{subject}: {SEPARATOR.join(' '.join(part.split()) for part in parts).rstrip(' |')}"


def most_rows_first(choices: Sequence[OpenChoice]) -> tuple[OpenChoice, ...]:
    """The choices of all tables, equal ones as one; open ones first."""
    by_key: dict[str, OpenChoice] = {}
    for one in choices:
        before = by_key.get(one.key)
        by_key[one.key] = one if before is None else replace(before, rows=before.rows + one.rows)
    ordered = sorted(by_key.values(), key=lambda one: (-one.rows, one.key))
    still_open = [one for one in ordered if one.is_open][:MOST]
    # A decision is never cut off: it would be lost at the next reading.
    return (*still_open, *(one for one in ordered if not one.is_open))


def in_words(choice: OpenChoice) -> str:
    """The choice as a line of the account."""
    options = [f"{option.label} = “{option.value}”" for option in choice.options[:_SHOWN]]
    more = len(choice.options) - len(options)
    listed = "; ".join(options) + (f"; and {more:,} more" if more > 0 else "")
    rows = f"{choice.rows:,} {'row' if choice.rows == 1 else 'rows'}"
    return f"“{excerpt(choice.key, 100)}” ({rows}): {listed or 'name the system, or the country'}"
