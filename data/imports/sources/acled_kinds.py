"""ACLED's kinds of event of all its editions, by which a table of it is known whatever its columns are called."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from data.imports.formats.text.text_table import TextTable

MINE_EVENT: Final = "Remote explosive/landmine/IED"

_SUB_EVENT_TYPES: Final = frozenset(
    kind.casefold()
    for kind in (
        "Government regains territory",
        "Non-state actor overtakes territory",
        "Armed clash",
        "Chemical weapon",
        "Air/drone strike",
        "Suicide bomb",
        "Shelling/artillery/missile attack",
        MINE_EVENT,
        "Grenade",
        "Sexual violence",
        "Attack",
        "Abduction/forced disappearance",
        "Peaceful protest",
        "Protest with intervention",
        "Excessive force against protesters",
        "Violent demonstration",
        "Mob violence",
        "Agreement",
        "Arrests",
        "Change to group/activity",
        "Disrupted weapons use",
        "Headquarters or base established",
        "Looting/property destruction",
        "Non-violent transfer of territory",
        "Other",
    )
)
_EVENT_TYPES: Final = frozenset(
    kind.casefold()
    for kind in (
        "Battles",
        "Explosions/Remote violence",
        "Violence against civilians",
        "Protests",
        "Riots",
        "Strategic developments",
        # Until 2018
        "Battle-No change of territory",
        "Battle-Government regains territory",
        "Battle-Non-state actor overtakes territory",
        "Headquarters or base established",
        "Strategic development",
        "Riots/Protests",
        "Non-violent transfer of territory",
        "Remote violence",
    )
)
REMOTE_EVENTS: Final = frozenset({"explosions/remote violence", "remote violence"})
"""Kinds that hold mines beside shells and air strikes, folded to small letters."""
_COMMON_WORDS: Final = frozenset({"attack", "other", "agreement", "grenade", "arrests"})
"""Kinds of ACLED that any table may have."""
_SAMPLE_ROWS: Final = 5_000
_SHARE: Final = 0.95
"""Of the filled cells that must be kinds of ACLED; a cell here and there may be damaged."""


def sub_event_column(table: TextTable) -> str | None:
    """The column of ACLED's sub-event types, known by its values; None without one."""
    return _column(table, _SUB_EVENT_TYPES, "sub_event_type")


def event_column(table: TextTable) -> str | None:
    """The column of ACLED's event types, of any edition; None without one."""
    return _column(table, _EVENT_TYPES, "event_type")


def _column(table: TextTable, kinds: frozenset[str], name: str) -> str | None:
    for column in table.rows.columns:
        values = _mostly_kinds(table.rows[column].head(_SAMPLE_ROWS).tolist(), kinds)
        if not values:
            continue
        is_of_this_name = str(column).strip().lower().replace(" ", "_") == name
        different = values - _COMMON_WORDS
        if is_of_this_name or len(different) >= 2 or any("/" in kind for kind in different):
            return str(column)
    return None


def _mostly_kinds(cells: Sequence[str], kinds: frozenset[str]) -> set[str]:
    """The kinds that stand in the cells; none where fewer of the filled ones than that share are kinds."""
    most_others = (1 - _SHARE) * len(cells)
    found: list[str] = []
    others = 0
    for cell in cells:
        value = cell.strip().casefold()
        if value in kinds:
            found.append(value)
        elif value:
            others += 1
            if others > most_others:
                return set()
    return set(found) if found and len(found) / (len(found) + others) >= _SHARE else set()
