"""Who and what the figures of a filter are about, short enough for a title."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from data.filters.summary import Summary
from data.language import ngettext, number_text
from data.wording.filter_phrases import FilterPart, filter_parts
from data.wording.possible_dates import with_possible

LONGEST: Final = 70
"""Letters of a subject; where the parts are longer, those that choose no people are left out first."""
_PEOPLE: Final = ("actor", "side", "victim")
_NEXT: Final = ("dates", "district", "within", "area", *_PEOPLE)


def subject(summary: Summary) -> str:
    """ "Russian peacekeepers", "3 actors", "23 Nov 2020 · Ağdam"; "" for a filter that asks for everything.

    It always names the people chosen, by their number where their names are long. A single outcome is left
    out: the figure of a title names it. Dates on which an incident only may have happened are named as such.
    """
    parts = [
        replace(part, text=with_possible(summary, part.text) if part.key == "dates" else part.label)
        for part in filter_parts(summary.dataset, summary.incident_filter)
        if part.key != "outcome"
    ]
    for keys in (None, _NEXT, _PEOPLE):
        text = " · ".join(part.text for part in parts if keys is None or part.key in keys)
        if len(text) <= LONGEST and (text or not parts):
            return text
    return " · ".join(filter(None, (_in_short(parts, key) for key in _PEOPLE)))


def _in_short(parts: list[FilterPart], key: str) -> str:
    """The values of a key: a short one in full, a longer one cut, several by their number."""
    texts = [part.text for part in parts if part.key == key]
    if len(texts) == 1:
        most = LONGEST // 2
        return texts[0] if len(texts[0]) <= most else f"{texts[0][: most - 1].rstrip()}…"
    if not texts:
        return ""
    sentence = {
        "actor": ngettext("{number} actor", "{number} actors", len(texts)),
        "side": ngettext("{number} side", "{number} sides", len(texts)),
        "victim": ngettext("{number} victim category", "{number} victim categories", len(texts)),
    }[key]
    return sentence.format(number=number_text(len(texts)))
