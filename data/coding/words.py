"""What the columns of an incident are called on a form, and an incident's values in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from data.coding.casualty_words import Words, words_by_row
from data.language import N_, _, pgettext
from data.places.naming.country_names import country_name
from data.store.records.documents import Cells, IncidentDocument
from data.tables.schema import CASUALTIES, INCIDENTS, SOURCES, Column, Kind

LABELS: Final = {
    "date_start": N_("First day"),
    "date_end": N_("Last day"),
    "date_prec": N_("Day precision"),
    "location_as_reported": N_("Place as reported"),
    "place_name": N_("Settlement"),
    "adm0": N_("Country code"),
    "adm1_name": N_("District"),
    "adm1_iso": N_("District code"),
    "longitude": N_("Longitude"),
    "latitude": N_("Latitude"),
    "where_prec": N_("Location precision"),
    "coord_method": N_("Origin of the point"),
    "device_category": N_("Device category"),
    "device_as_reported": N_("Device as reported"),
    "emplacing_actor": N_("Emplacing actor"),
    "attribution": N_("Claimed by"),
    "activity": N_("Activity"),
    "verification_status": N_("Source verification"),
    "summary": N_("Summary"),
    "notes": N_("Coding notes"),
    "casualties": N_("Casualties"),
    "affected_actor": N_("Affected actor"),
    "affected_side": N_("Affected side"),
    "victim_category": N_("Victim category"),
    "outcome": N_("Outcome"),
    "count_low": N_("Lowest count"),
    "count_best": N_("Best count"),
    "count_high": N_("Highest count"),
    "age_group": N_("Age group"),
    "sex": N_("Sex"),
    "publisher": N_("Publisher"),
    "url": N_("Address"),
    "published": N_("Day of publication"),
    "language": N_("Language code"),
    "upstream_source": N_("Cited source"),
    "via": N_("Via agency"),
    "what_it_supports": N_("What it supports"),
    "mirror": N_("Copy of another outlet"),
}
"""By column; a user's own column is called by its name."""

FORM_COLUMNS: Final = tuple(column for column in INCIDENTS.columns if column.name != "incident_id")
CASUALTY_COLUMNS: Final = tuple(column for column in CASUALTIES.columns if column.name != "incident_id")
SOURCE_COLUMNS: Final = tuple(column for column in SOURCES.columns if column.name != "incident_id")
_COLUMNS: Final = {column.name: column for column in (*FORM_COLUMNS, *CASUALTY_COLUMNS, *SOURCE_COLUMNS)}
_CHOICES: Final = {
    "age_group": {"child": N_("child"), "adult": N_("adult")},
    "sex": {"female": N_("female"), "male": N_("male")},
    "mirror": {"yes": N_("yes"), "no": N_("no")},
}


def label_of(name: str) -> str:
    """A column as a form calls it."""
    return _(LABELS[name]) if name in LABELS else name


def choices_of(column: Column) -> dict[str, str] | None:
    """The values that a column may have, in words; None for a free text. The first is “not chosen”."""
    nothing = {"": pgettext("a value", "not chosen")}
    if column.name in _CHOICES:
        return nothing | {value: _(text) for value, text in _CHOICES[column.name].items()}
    if column.terms is None:
        return None
    numbered = column.kind is Kind.GRADE
    terms = {
        str(term.value): f"{term.value} – {term.label}" if numbered else term.label for term in column.terms
    }
    return nothing | terms


def value_text(name: str, value: str) -> str:
    """A value as a person reads it."""
    column = _COLUMNS.get(name)
    choices = None if column is None else choices_of(column)
    if name == "adm0" and value:
        return country_name(value) or value
    if name == "emplacing_actor" and value == "unknown":
        return _("not known")
    return choices.get(value, value) if choices and value else value


@dataclass(frozen=True)
class ShownField:
    """A filled field as a line for a reader."""

    label: str
    value: str
    """In words."""
    column: str
    quotes: tuple[str, ...]
    """The words of the reports that the value rests on."""


def shown_fields(document: IncidentDocument) -> Iterator[ShownField]:
    """The filled fields of an incident, the casualties and sources as a line each."""
    evidence = document.evidence
    for name, value in document.incident.items():
        if value and name != "incident_id":
            yield ShownField(label_of(name), value_text(name, value), name, texts_of(evidence.get(name, ())))
    rows = zip(document.casualties, words_by_row(evidence, document.casualties), strict=True)
    for row, words in rows:
        yield ShownField(label_of("casualties"), casualty_text(row), "casualties", texts_of(words))
    cited = texts_of([*evidence.get("upstream_source", ()), *evidence.get("via", ())])
    for row in document.sources:
        yield ShownField(label_of("publisher"), source_text(row), "upstream_source", cited)


def texts_of(words: Sequence[Words]) -> tuple[str, ...]:
    """The texts of quotes, each once."""
    return tuple(dict.fromkeys(one["quote"] for one in words))


def casualty_text(row: Cells) -> str:
    """A row of casualties in one line: "Russian peacekeepers, peacekeeper: 1 injured"."""
    people = ", ".join(
        filter(
            None,
            (row.get("affected_actor", ""), value_text("victim_category", row.get("victim_category", ""))),
        )
    )
    return _("{people}: {count} {outcome}").format(
        people=people, count=count_text(row), outcome=value_text("outcome", row.get("outcome", ""))
    )


def count_text(row: Cells) -> str:
    """The figures of a row: "1", "3 (2–4)", "at least 3", "number not given"."""
    low, best, high = (row.get(name, "") for name in ("count_low", "count_best", "count_high"))
    if not (low or best or high):
        return _("number not given,")
    if low and not high:
        least = _("at least {count}").format(count=low)
        return least if best in ("", low) else f"{best} ({least})"
    span = low if low == high else f"{low}–{high}"
    return span if best in ("", span) else f"{best} ({span})"


def source_text(row: Cells) -> str:
    """A source in one line: publisher, day, whom it cites."""
    cited = "; ".join(filter(None, (row.get("upstream_source", "").replace("|", ", "), row.get("via", ""))))
    first = ", ".join(filter(None, (row.get("publisher", ""), row.get("published", ""))))
    return f"{first} ({cited})" if cited else first
