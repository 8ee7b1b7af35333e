"""What a made file is to be read as, known because the file was made from it."""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from tests.examples import seeds

SEEDS: Final = seeds(5)
Cells = Sequence[Sequence[object]]


@dataclass(frozen=True)
class Put:
    """One incident that a file is made of."""

    day: date | None
    longitude: float | None
    latitude: float | None
    killed: int
    injured: int
    last: date | None = None
    """The last day of a span; the first where it is none."""

    @property
    def days(self) -> tuple[date | None, date | None]:
        """The first and the last day."""
        return self.day, self.last or self.day


@dataclass(frozen=True)
class Made:
    """A file, and what a careful reader makes of it."""

    name: str
    content: bytes
    incidents: tuple[Put, ...]
    refused: int = 0
    out_of_scope: int = 0
    degrees: float = 1e-4
    """How far from the point that was put in one may be read: the notation gives no more."""
    crs: str = ""
    """The coordinate system that a person names."""
    sentences: tuple[str, ...] = ()
    """What stands in the account."""
    groups: int | None = None
    """How many groups of possible duplicates; None where any number may be."""


def chance_of(seed: int, kind: str) -> random.Random:
    """The same chance in every run, another one for each kind."""
    return random.Random(f"{kind} {seed}")  # noqa: S311 - for a table, not a secret


def puts(chance: random.Random, west: float, south: float, size: float = 0.5) -> list[Put]:
    """Four to seven incidents at least a month apart, in a square whose south-western corner is given."""
    first = date(2021, 1, 4) + timedelta(days=chance.randrange(300))
    return [
        Put(
            first + timedelta(days=37 * number + chance.randrange(6)),
            round(west + chance.random() * size, 4),
            round(south + chance.random() * size, 4),
            chance.randrange(0, 3),
            chance.randrange(1, 5),
        )
        for number in range(chance.randrange(4, 8))
    ]


def text(rows: Cells, delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """Delimited text."""
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter).writerows(rows)
    return file.getvalue().encode(encoding)


def as_json(value: Any) -> bytes:
    """JSON, as it is sent over the net."""
    return json.dumps(value, ensure_ascii=False).encode()
