"""The document of an incident that a report's draft gives: what is not in the report stays empty."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from data.coding.casualty_words import NAME as CASUALTIES
from data.coding.casualty_words import words_of_row
from data.coding.places import district_name
from data.reports.report import CasualtyRow, Draft, Quote
from data.reports.report import Report as Text
from data.store.records.documents import IncidentDocument
from data.store.records.records import Report
from data.tables.vocabulary import CoordinateMethod, VerificationStatus, WherePrecision

_FIELDS_OF = {
    "date_start": ("date_start",),
    "date_end": ("date_end",),
    "country": ("adm0",),
    "adm1": ("adm1_name", "adm1_iso"),
    "place_name": ("place_name", "location_as_reported"),
    "longitude": ("longitude",),
    "latitude": ("latitude",),
    "device_category": ("device_category",),
    "device_as_reported": ("device_as_reported",),
    "activity": ("activity",),
    "emplacing_claim": ("emplacing_actor", "attribution"),
    "upstream": ("upstream_source",),
    "via": ("via",),
}
"""Columns that each field of a draft fills; the rows of casualties have words of their own."""


_ROUNDED_DEGREES = 2e-4
"""The point of a draft has four decimals, those of candidates more."""


def columns_of(name: str) -> tuple[str, ...]:
    """The columns that a field of a draft fills, which forms have labels for."""
    return _FIELDS_OF.get(name, (name,))


def text_of(report: Report) -> Text:
    """A stored report as `data.reports` reads it."""
    published = date.fromisoformat(report.published) if report.published else None
    return Text(report.text, report.title, published, report.publisher, report.language, report.url)


def source_of(report: Report, upstream: tuple[str, ...] = (), via: str = "") -> dict[str, str]:
    """The row of a report among an incident's sources."""
    return {
        "publisher": report.publisher,
        "url": report.url,
        "published": report.published,
        "language": report.language,
        "upstream_source": "|".join(upstream),
        "via": via,
    }


def document_of(report: Report, draft: Draft) -> IncidentDocument:
    """A new incident as the draft has it, with the report as its source."""
    return IncidentDocument(
        _cells(draft),
        [_casualty(row) for row in draft.casualties],
        [source_of(report, draft.upstream, draft.via)],
        evidence_of(report.id, draft),
        [report.id],
    )


def _cells(draft: Draft) -> dict[str, str]:
    claim = draft.emplacing_claim
    return {
        "date_start": _written(draft.date_start),
        "date_end": _written(draft.date_end),
        "date_prec": str(draft.date_prec),
        "location_as_reported": _as_reported(draft),
        "place_name": draft.place_name,
        "adm0": draft.country,
        "adm1_name": district_name(draft.adm1_iso) or draft.adm1,
        "adm1_iso": draft.adm1_iso,
        "longitude": _written(draft.longitude),
        "latitude": _written(draft.latitude),
        "where_prec": _written(draft.where_prec),
        "coord_method": coord_method_of(draft).value,
        "device_category": draft.device_category,
        "device_as_reported": draft.device_as_reported,
        "emplacing_actor": claim.actor if claim else "unknown",
        "attribution": claim.claimant if claim else "",
        "activity": draft.activity,
        "verification_status": VerificationStatus.SINGLE_SOURCE.value,
    }


def coord_method_of(draft: Draft) -> CoordinateMethod:
    """Where the point of a draft comes from: the named settlement, or a distance and direction from it."""
    if draft.longitude is None or draft.latitude is None:
        return CoordinateMethod.NONE
    if draft.where_prec is not None and draft.where_prec >= WherePrecision.DISTRICT:
        return CoordinateMethod.DISTRICT_POINT
    is_moved = bool(draft.candidates) and not any(
        abs(place.longitude - draft.longitude) < _ROUNDED_DEGREES
        and abs(place.latitude - draft.latitude) < _ROUNDED_DEGREES
        for place in draft.candidates
    )
    return CoordinateMethod.DESCRIBED_OFFSET if is_moved else CoordinateMethod.SETTLEMENT


def _as_reported(draft: Draft) -> str:
    """The place in the report's words."""
    for name in ("place_name", "adm1", "country"):
        if quotes := draft.evidence.get(name):
            return ", ".join(dict.fromkeys(quote.text for quote in quotes))
    return ""


def _casualty(row: CasualtyRow) -> dict[str, str]:
    counts = {name: getattr(row, name) for name in ("count_low", "count_best", "count_high")}
    return {
        "affected_actor": row.affected_actor,
        "victim_category": row.victim_category,
        "outcome": row.outcome,
        **{name: _written(count) for name, count in counts.items()},
    }


def evidence_of(report_id: int, draft: Draft) -> dict[str, list[dict[str, Any]]]:
    """By column, the words of the report that its value rests on, with their position."""
    found: dict[str, list[dict[str, Any]]] = {}
    for name, quotes in draft.evidence.items():
        for column in _FIELDS_OF.get(name, ()):
            found.setdefault(column, []).extend(_quote(report_id, quote) for quote in quotes)
    if rows := [
        words_of_row(_quote(report_id, quote), _casualty(row))
        for row in draft.casualties
        for quote in row.quotes
    ]:
        found[CASUALTIES] = rows
    if "location_as_reported" not in found and "adm1_name" in found:
        found["location_as_reported"] = found["adm1_name"]
    return found


def _quote(report_id: int, quote: Quote) -> dict[str, Any]:
    return {"quote": quote.text, "start": quote.start, "end": quote.end, "report": report_id}


def with_evidence(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """The evidence of two reports together, each quote once."""
    both: dict[str, Any] = {}
    for name in dict.fromkeys([*one, *other]):
        quotes = [*one.get(name, ()), *other.get(name, ())]
        both[name] = [quote for place, quote in enumerate(quotes) if quote not in quotes[:place]]
    return both


def _written(value: date | float | None) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else f"{value:.9g}"
