"""Which explosive ordnance a passage speaks of."""

from __future__ import annotations

from data.reports.text.words import Found, Words


def device_words(words: Words, text: str, start: int, end: int) -> list[Found]:
    """The words for ordnance between two positions, those of mines to dig left out."""
    mining = words.find("not_ordnance.mining", text, start, end)
    has_mortar = words.has("not_ordnance.mortar", text, start, end)
    figurative = words.find("not_ordnance.figurative", text, start, end)
    return [
        one
        for one in words.find("device", text, start, end)
        if not any(one.meets(other.start, other.end) for other in (*mining, *figurative))
        and not (has_mortar and one.key.endswith("mine_unspecified"))
    ]
