"""A distance and direction from a named place: 12 km north-east of X."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from data.reports.text.numbers import numbers
from data.reports.text.sentences import Sentence, tokens
from data.reports.where.cues import BEARINGS, Cues, of_kinds
from data.reports.where.toponym import NEAR, SETTLEMENT, Toponym

_UNIT_KM: Final = {"km": 1.0, "mile": 1.609344, "metre": 0.001}


def with_offset(cues: Cues, sentence: Sentence, toponym: Toponym) -> Toponym:
    """The name with a distance and direction from it, where they stand beside it."""
    text = cues.body.plain
    is_name_first = cues.words.language in ("az", "hy")
    start, end = (
        (toponym.end, min(sentence.end, toponym.end + 60))
        if is_name_first
        else (max(sentence.start, toponym.start - 75), toponym.start)
    )
    units, ways = of_kinds(cues, _UNIT_KM, start, end), of_kinds(cues, BEARINGS, start, end)
    for unit in units if is_name_first else reversed(units):
        number = [
            one
            for one in numbers(cues.words, text, start, unit.start)
            if len(tokens(text, one.end, unit.start)) <= (1 if cues.words.language in ("fr", "es") else 0)
        ]
        decimal = re.search(r"(\d+)[.,](\d+)\s*$", text[start : unit.start])
        if not (number and number[-1].best) and not decimal:
            continue
        way = [one for one in ways if abs(one.start - unit.end) < 30 or abs(unit.start - one.end) < 25]
        if not is_name_first and len(tokens(text, (way[-1].end if way else unit.end), toponym.start)) > 4:
            continue
        size = float(f"{decimal[1]}.{decimal[2]}") if decimal else float(number[-1].best or 0)
        km = size * _UNIT_KM[unit.key.removeprefix("place.")]
        return replace(
            toponym,
            offset_km=km,
            bearing=BEARINGS[way[-1].key.removeprefix("place.")] if way else None,
            cue=toponym.cue if toponym.cue == SETTLEMENT else NEAR,
        )
    return toponym
