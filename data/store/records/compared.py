"""What differs between two documents of an incident."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data.store.records.documents import IncidentDocument
from data.store.records.records import Change

_PARTS = ("casualties", "sources")
_KEYS = {
    "casualties": ("affected_actor", "victim_category", "outcome", "affected_side", "age_group", "sex"),
    "sources": ("publisher", "url"),
}
"""The columns by which a row is known again."""


def changes_between(old: IncidentDocument | None, new: IncidentDocument) -> list[Change]:
    """Every value that differs, the incident's first; all of `new` when there is no old document."""
    before = old or IncidentDocument({})
    changes = [Change("incident", *rest) for rest in _cells(before.incident, new.incident, None)]
    for part in _PARTS:
        changes += _rows(part, getattr(before, part), getattr(new, part))
    return changes


def _cells(
    old: Mapping[str, str], new: Mapping[str, str], row: int | None
) -> list[tuple[str, int | None, str, str]]:
    names = dict.fromkeys([*old, *new])
    return [
        (name, row, old.get(name, ""), new.get(name, ""))
        for name in names
        if old.get(name, "") != new.get(name, "")
    ]


def _rows(part: str, old: Sequence[Mapping[str, str]], new: Sequence[Mapping[str, str]]) -> list[Change]:
    """The changes of a table's rows: a row is the same one when its naming columns are, wherever it stands."""
    left = list(range(len(new)))
    changes = []
    for position, row in enumerate(old):
        found = _same(part, row, new, left)
        if found is None:
            changes.append(Change(part, "", position, _written(row), ""))
            continue
        left.remove(found)
        changes += [Change(part, *rest) for rest in _cells(row, new[found], position)]
    return changes + [Change(part, "", position, "", _written(new[position])) for position in left]


def _same(
    part: str, row: Mapping[str, str], rows: Sequence[Mapping[str, str]], left: Sequence[int]
) -> int | None:
    """The position of the row that is this one: equal in all, else in as many naming columns as possible."""
    equal = next((position for position in left if rows[position] == row), None)
    if equal is not None:
        return equal
    for names in _shorter(_KEYS[part]):
        for position in left:
            if all(rows[position].get(name) == row.get(name) for name in names):
                return position
    return None


def _shorter(names: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [names[:end] for end in range(len(names), 1, -1)]


def _written(row: Mapping[str, str]) -> str:
    return ", ".join(text for text in row.values() if text)
