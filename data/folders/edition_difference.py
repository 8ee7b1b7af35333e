"""What was added, revised or removed between an edition and the present data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data.folders.editions import Editions, row_hashes
from data.language import _, list_text, long_day_text, ngettext, number_text
from data.tables.dataset import Dataset


@dataclass(frozen=True)
class Difference:
    """What changed from an earlier edition to the present data: identifiers of incidents, in order."""

    added: tuple[str, ...]
    revised: tuple[str, ...]
    removed: tuple[str, ...]
    old_as_of: date

    @property
    def text(self) -> str:
        """ "Since the edition of 3 May 2026, 2 incidents were added, 1 revised and none removed."."""
        day = long_day_text(self.old_as_of)
        added, revised, removed = len(self.added), len(self.revised), len(self.removed)
        if not added + revised + removed:
            none = _("Since the edition of {day}, no incident was added, revised or removed.")
            return none.format(day=day)
        # Each with the form in which it comes first; what is none comes after the first that is not,
        # so that "none" has something to refer to.
        parts = [
            (
                added,
                ngettext("{number} incident was added", "{number} incidents were added", added),
                ngettext("{number} added", "{number} added", added) if added else _("none added"),
            ),
            (
                revised,
                ngettext("{number} incident was revised", "{number} incidents were revised", revised),
                ngettext("{number} revised", "{number} revised", revised) if revised else _("none revised"),
            ),
            (
                removed,
                ngettext("{number} incident was removed", "{number} incidents were removed", removed),
                ngettext("{number} removed", "{number} removed", removed) if removed else _("none removed"),
            ),
        ]
        first = next(part for part in parts if part[0])
        texts = [first[1].format(number=number_text(first[0]))]
        texts += [part[2].format(number=number_text(part[0])) for part in parts if part is not first]
        return _("Since the edition of {day}, {changes}.").format(day=day, changes=list_text(texts))


def difference(editions: Editions, old_short_hash: str, dataset: Dataset) -> Difference | None:
    """What changed since the edition whose hash begins with `old_short_hash`; None where that is not known.

    A beginning of fewer than 8 digits, or of several editions, is not known.
    """
    old = editions.with_hash(old_short_hash)
    if old is None:
        return None
    rows = row_hashes(dataset)
    return Difference(
        added=tuple(key for key in rows if key not in old.rows),
        revised=tuple(key for key in rows if key in old.rows and old.rows[key] != rows[key]),
        removed=tuple(key for key in old.rows if key not in rows),
        old_as_of=old.as_of,
    )
