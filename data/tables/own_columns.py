"""Columns of a table of incidents that mean nothing to the atlas and are the user's own: kept, shown and exported."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from data.personal_columns import is_personal

MOST: Final = 60
"""Own columns of a dataset; further ones are not read."""
LONGEST_NAME: Final = 100
_OF_FILES: Final = frozenset(
    [f"{outcome}_{part}" for outcome in ("killed", "injured") for part in ("low", "best", "high", "all")]
    + "at_least sources geometry id fid ogc_fid count_low count_best count_high affected_actor outcome".split()
)
"""Columns that files of the atlas have beside those of the schema."""


def own_columns(columns: Iterable[str], known: Iterable[str]) -> list[str]:
    """Those of the columns that are the user's own: neither known to the atlas nor about people."""
    taken = {*known, *_OF_FILES}
    return [name for name in columns if may_be_own(name) and name not in taken][:MOST]


def may_be_own(name: str) -> bool:
    """Whether a column of this name can be kept: it has a short name of one line and is not about people."""
    return 0 < len(name.strip()) <= LONGEST_NAME and name.isprintable() and not is_personal(name)


def own_name(name: str, taken: Iterable[str]) -> str:
    """The name under which a column is kept: its own, or one that no column of the atlas has."""
    return f"{name} (own)" if name in {*taken, *_OF_FILES} else name
