"""What one name says of the next: the province of a town, where a hamlet lies."""

from __future__ import annotations

import re
from dataclasses import replace

from data.reports.where.cues import BEARINGS, Cues, of_kinds
from data.reports.where.toponym import DISTRICT, NEAR, PROVINCE, SETTLEMENT, Toponym


def distinguished(cues: Cues, one: Toponym, after: Toponym | None) -> Toponym:
    """The name without what the next one rules out: the country in "Argelia, Cauca", the province of
    the same name in «в Кировском районе Донецка».
    """
    if after is None or not after.districts:
        return one
    between = cues.body.plain[one.end : after.start]
    homes = {district.adm0 for district in after.districts}
    if one.country and one.country not in homes and re.fullmatch(r"\s*[,(]\s*", between):
        return replace(one, country="")
    is_ward = one.cue == DISTRICT and bool(re.fullmatch(r"\s\w+\s", between))
    if is_ward and one.districts and not set(one.districts) & set(after.districts):
        return replace(one, districts=(), places=())
    return one


def as_locator(cues: Cues, before: Toponym | None, one: Toponym) -> Toponym:
    """The name as one that only says where the name before it lies: Maadan, east of Raqqa."""
    if before is not None and _is_area_of(cues, before, one):
        return replace(one, cue=PROVINCE)
    kinds = (NEAR, SETTLEMENT) if cues.words.language == "ar" else (NEAR,)
    if before is None or one.cue not in kinds or one.offset_km is not None:
        return one
    if before.cue not in (NEAR, SETTLEMENT):
        return one
    between = cues.body.plain[before.end : one.start]
    is_way = any(of_kinds(cues, BEARINGS, before.end, one.start)) and len(between) < 30
    is_beside = re.match(r"\s*[,(]", between) or cues.words.language == "ar"
    if not is_way or not is_beside:
        return one
    return replace(one, cue="", is_elsewhere=not one.districts)


def _is_area_of(cues: Cues, before: Toponym, one: Toponym) -> bool:
    """Whether the name says in whose area a place lies that no list has: near Tal Tamr, Hasakah."""
    is_unknown = before.cue in (NEAR, SETTLEMENT) and not (before.places or before.districts)
    between = cues.body.plain[before.end : one.start]
    return is_unknown and one.cue == "" and bool(one.places) and re.fullmatch(r"\s*,\s*", between) is not None
