"""The incidents of a collection that a new one may be: near in day, place and numbers, or of the same source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from pyproj import Geod

from data.language import _, ngettext, number_text
from data.store.collection import Collection
from data.store.records.documents import Cells, IncidentDocument
from data.store.records.records import Query, Revision
from data.text.search_text import folded_words

DAYS_APART: Final = 3
"""Reports of one incident may name days so far apart."""
REACH_KM: Final = 30.0
"""A report may name the next town or the district's seat."""
MOST: Final = 8
"""That are shown."""
_MOST_LOOKED_AT: Final = 300
_MONTH_DAYS: Final = 31
_FEW_LETTERS: Final = 4
_GLOBE: Final = Geod(ellps="WGS84")


@dataclass(frozen=True)
class Known:
    """One incident that the new one may be, and why."""

    revision: Revision
    reasons: tuple[str, ...]
    """In sentences, each about day, place, numbers, words or source."""
    score: float
    """Higher is nearer; only for the order."""


def known_incidents(collection: Collection, document: IncidentDocument) -> list[Known]:
    """Those that the incident of a document may be, the nearest first; its own identifier is left out.

    A decision that it is another one, kept about the document's identifier, holds.
    """
    others = _not_the_same(collection, document.incident_id)
    found = []
    for incident_id in _looked_at(collection, document):
        if incident_id == document.incident_id or incident_id in others:
            continue
        revision = collection.incident(incident_id)
        known = None if revision is None else compared(document, revision)
        if known is not None:
            found.append(known)
    found.sort(key=lambda one: (-one.score, one.revision.incident_id))
    return found[:MOST]


def _not_the_same(collection: Collection, incident_id: str) -> set[str]:
    decisions = collection.decisions_about(incident_id) if incident_id else []
    return {name for each in decisions if each.is_same is False for name in (each.one, each.other)}


def _looked_at(collection: Collection, document: IncidentDocument) -> dict[str, None]:
    """Identifiers worth a comparison."""
    cells = document.incident
    queries = []
    if (span := _span(cells)) is not None:
        first, last = span[0] - timedelta(days=DAYS_APART), span[1] + timedelta(days=DAYS_APART)
        adm1_iso = cells.get("adm1_iso", "") if (last - first).days > _MONTH_DAYS + 2 * DAYS_APART else ""
        queries.append(Query(first_day=first, last_day=last, adm1_iso=adm1_iso, most=_MOST_LOOKED_AT))
    elif name := cells.get("place_name") or cells.get("adm1_name") or "":
        queries.append(Query(words=name, most=_MOST_LOOKED_AT))
    return {line.incident_id: None for query in queries for line in collection.find(query).lines}


def compared(document: IncidentDocument, revision: Revision) -> Known | None:
    """What speaks for both being one; None when day or place speaks against it."""
    new, old = document, revision.document
    day = _day_reason(new.incident, old.incident)
    place = _place_reason(new.incident, old.incident)
    numbers = _numbers_reason(new, old)
    addresses = _addresses(new) & _addresses(old)
    if addresses:
        reason = _("Both cite the same page: {address}.").format(address=min(addresses))
        source: tuple[str, float] | None = (reason, 3.0)
    else:
        source = None
    is_far = day is None or (place is None and (numbers is None or numbers[1] <= 1.0))
    if is_far and source is None:
        return None
    reasons = [one for one in (day, place, numbers, _words_reason(new, old), source) if one is not None]
    return Known(revision, tuple(text for text, _score in reasons), sum(score for _text, score in reasons))


def _day_reason(new: Cells, old: Cells) -> tuple[str, float] | None:
    one, other = _span(new), _span(old)
    if one is None or other is None:
        return _("Of one of them no day is known."), 0.0
    days = max((other[0] - one[1]).days, (one[0] - other[1]).days, 0)
    if days > DAYS_APART:
        return None
    if days:
        words = ngettext("They are {count} day apart.", "They are {count} days apart.", days)
        return words.format(count=days), 2.0 - days / 2
    return (_("The same day."), 3.0) if one == other else (_("Their days overlap."), 2.0)


def _place_reason(new: Cells, old: Cells) -> tuple[str, float] | None:
    one, other = _point(new), _point(old)
    if one is not None and other is not None:
        km = _GLOBE.inv(*one, *other)[2] / 1000
        if km <= REACH_KM:
            return _("{km} km apart.").format(km=number_text(round(km, 1))), 3.0 - km / REACH_KM
        return None
    districts = new.get("adm1_iso", ""), old.get("adm1_iso", "")
    if districts[0] and districts[0] == districts[1]:
        return _("In the same district."), 2.0
    if _are_different(*districts) or _are_different(new.get("adm0", ""), old.get("adm0", "")):
        return None
    return _("Of one of them the district is not known."), 0.5


def _are_different(one: str, other: str) -> bool:
    return bool(one and other and one != other)


def _numbers_reason(new: IncidentDocument, old: IncidentDocument) -> tuple[str, float] | None:
    people = [(_people(new, outcome), _people(old, outcome)) for outcome in ("killed", "injured")]
    if all(one == other for one, other in people) and any(one for one, _other in people):
        return _("The same numbers of killed and injured."), 2.0
    if all(abs((one or 0) - (other or 0)) <= 1 for one, other in people):
        return _("Numbers of killed and injured differ by at most one."), 1.0
    return None


def _people(document: IncidentDocument, outcome: str) -> int | None:
    rows = [row for row in document.casualties if row.get("outcome") == outcome]
    texts = [row.get("count_best") or row.get("count_low") or "" for row in rows]
    numbers = [int(text) for text in texts if text.isascii() and text.isdigit() and len(text) <= _FEW_LETTERS]
    return sum(numbers) if numbers else None


def _words_reason(new: IncidentDocument, old: IncidentDocument) -> tuple[str, float] | None:
    shared = sorted(set(_words(new)) & set(_words(old)))
    if not shared:
        return None
    return _("Words in both: {words}.").format(words=", ".join(shared[:6])), min(len(shared), 6) / 6


def _words(document: IncidentDocument) -> Iterable[str]:
    names = ("place_name", "location_as_reported", "device_as_reported", "summary")
    text = " ".join(document.incident.get(name, "") for name in names)
    text += " " + " ".join(row.get("affected_actor", "") for row in document.casualties)
    return [word for word in folded_words(text) if len(word) >= _FEW_LETTERS]


def _addresses(document: IncidentDocument) -> set[str]:
    return {row["url"] for row in document.sources if row.get("url")}


def _span(cells: Cells) -> tuple[date, date] | None:
    try:
        first = date.fromisoformat(cells.get("date_start", ""))
        return first, date.fromisoformat(cells.get("date_end") or cells["date_start"])
    except (KeyError, ValueError):
        return None


def _point(cells: Cells) -> tuple[float, float] | None:
    try:
        east, north = float(cells.get("longitude", "")), float(cells.get("latitude", ""))
    except ValueError:
        return None
    return (east, north) if abs(east) <= 180 and abs(north) <= 90 else None
