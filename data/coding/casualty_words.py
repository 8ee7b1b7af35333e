"""Which words of the reports each row of casualties rests on, as long as it is about the same people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from data.coding.figures import bounds_of, is_open
from data.store.records.documents import Cells

NAME: Final = "casualties"
"""The key of these words in the evidence of a document."""
_ROW: Final = "row"

Words = Mapping[str, Any]
"""One quote: `quote`, `start`, `end`, `report`, and the cells of the row as they were drafted from it, `row`."""


def words_of_row(words: Words, row: Cells) -> dict[str, Any]:
    """A quote as one of the words of a row that was drafted from it."""
    return {**words, _ROW: dict(row)}


def words_by_row(evidence: Mapping[str, Any], rows: Sequence[Cells]) -> list[list[Words]]:
    """For each row the quotes that it rests on, in their order. Words of no row in particular stand with all."""
    found: list[list[Words]] = [[] for _row in rows]
    for words in evidence.get(NAME, ()):
        for place in _places(words.get(_ROW), rows):
            found[place].append(words)
    return found


def still_true(words: Sequence[Words], rows: Sequence[Cells]) -> list[Words]:
    """The quotes that some row still rests on."""
    return [one for one in words if _places(one.get(_ROW), rows)]


def _places(drafted: Cells | None, rows: Sequence[Cells]) -> list[int]:
    """The rows about the people of a drafted row: of its actor, else of its role and outcome."""
    if drafted is None:
        return list(range(len(rows)))
    alike = [place for place, row in enumerate(rows) if _is_alike(drafted, row)]
    actor = drafted.get("affected_actor", "")
    return [place for place in alike if rows[place].get("affected_actor", "") == actor] or alike


def _is_alike(drafted: Cells, row: Cells) -> bool:
    """Whether role and outcome are the same and the figures of the row are no others than those of the draft, or a
    range around them.
    """
    if any(drafted.get(name, "") != row.get(name, "") for name in ("victim_category", "outcome")):
        return False
    (low, high), (lowest, highest) = bounds_of(drafted), bounds_of(row)
    if low is None or high is None:
        return True
    if lowest is None or highest is None:
        return False
    return lowest <= low and (is_open(row) or (high <= highest and not is_open(drafted)))
