"""The figures of a row of casualties: the lowest and the highest that are given."""

from __future__ import annotations

from typing import Final

from data.store.records.documents import Cells

COUNTS: Final = ("count_low", "count_best", "count_high")


def bounds_of(row: Cells) -> tuple[int | None, int | None]:
    """The lowest and the highest figure; None twice where no number is given."""
    numbers = {name: int(text) for name in COUNTS if (text := row.get(name, "")).isdecimal()}
    known = list(numbers.values())
    if not known:
        return None, None
    return numbers.get("count_low", min(known)), numbers.get("count_high", max(known))


def is_open(row: Cells) -> bool:
    """Whether there is a lowest figure and no highest: "at least three"."""
    return bool(row.get("count_low")) and not row.get("count_high")
