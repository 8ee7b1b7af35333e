"""What exploded, as far as the passages of an incident say it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from data.reports.reading.devices import device_words
from data.reports.text.words import Found, Words

MINES: Final = ("antipersonnel_mine", "antivehicle_mine", "improvised_mine", "mine_unspecified")
_RANK: Final = (
    "antipersonnel_mine",
    "antivehicle_mine",
    "improvised_mine",
    "cluster_submunition",
    "booby_trap",
    "ied_unspecified",
    "axo",
    "uxo",
    "erw_unspecified",
    "mine_unspecified",
)
"""From what says most to what says least."""


@dataclass(frozen=True)
class Device:
    """What exploded, with the words that say so."""

    category: str
    found: tuple[Found, ...]


def device_of(words: Words, text: str, passages: Sequence[tuple[int, int]]) -> Device | None:
    """The device of an incident, from its passages in the order of how close they are to the explosion."""
    found = [one for start, end in passages for one in device_words(words, text, start, end)]
    if not found:
        return None
    kinds: dict[str, list[Found]] = {}
    for one in found:
        kinds.setdefault(one.key.removeprefix("device."), []).append(one)
    category = _category(words, text, passages, kinds)
    own = kinds.get(category) or next(kinds[kind] for kind in _RANK if kind in kinds)
    return Device(category, tuple(own[:2]))


def _category(
    words: Words, text: str, passages: Sequence[tuple[int, int]], kinds: dict[str, list[Found]]
) -> str:
    def hint(name: str) -> bool:
        return any(words.has(f"device_hint.{name}", text, start, end) for start, end in passages)

    is_mortar_bomb = any(
        words.has("not_ordnance.mortar", text, one.start, one.end) for one in kinds.get("uxo", ())
    )
    if is_mortar_bomb:
        # «Миномётная мина» that was left over: the word for a mine is that of the bomb.
        kinds.pop("mine_unspecified", None)
    typed = [kind for kind in ("antipersonnel_mine", "antivehicle_mine") if kind in kinds]
    if "ied_unspecified" in kinds and hint("remote"):
        return "ied_unspecified"
    order = list(kinds)
    is_mine_first = (
        "mine_unspecified" in order and "ied_unspecified" in order[order.index("mine_unspecified") :]
    )
    if is_mine_first and "improvised_mine" not in kinds and not typed:
        # "A mine", and only later "explosive devices": those of the region, or the same mine in other words.
        kinds.pop("ied_unspecified")
    if "improvised_mine" in kinds or ("ied_unspecified" in kinds and hint("victim_operated")):
        return "improvised_mine"
    if "cluster_submunition" in kinds:
        return "cluster_submunition"
    if typed:
        # Of two types the one that is named first, closest to the explosion.
        return min(typed, key=lambda kind: kinds[kind][0].start)
    if "uxo" in kinds and hint("stored") and not hint("fired"):
        return "axo"
    rest = ("booby_trap", "ied_unspecified", "axo", "mine_unspecified", "uxo", "erw_unspecified")
    return next(kind for kind in rest if kind in kinds)
