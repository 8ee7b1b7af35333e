"""What a collection answers with: revisions, lines of a list, changes, editions, reports, decisions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from data.store.records.documents import IncidentDocument


class State(StrEnum):
    """What a revision is."""

    DRAFT = "draft"
    """May be incomplete; is not published."""
    READY = "ready"
    """Passed the checks; the next edition has it."""
    REMOVED = "removed"
    """The next edition is without the incident; its history stays."""


@dataclass(frozen=True)
class Revision:
    """One save of an incident."""

    incident_id: str
    number: int
    """From 1 on, by incident; what `based_on` names."""
    state: State
    who: str
    when: datetime
    """UTC, without a time zone."""
    why: str
    document: IncidentDocument


@dataclass(frozen=True)
class Change:
    """One value that differs between two documents."""

    part: str
    """incident, casualties or sources."""
    field: str
    """The column; "" for a whole row that one of them has not."""
    row: int | None
    """Position in the older document's rows, or in the newer one's for an added row; None for the incident."""
    old: str
    new: str


@dataclass(frozen=True)
class Line:
    """One incident in a list, as it was saved last."""

    incident_id: str
    number: int
    """Of the newest revision."""
    state: State
    is_published: bool
    """Whether the newest edition has it."""
    is_changed: bool
    """Whether it was saved after what the newest edition has."""
    changed_at: datetime
    changed_by: str
    date_start: str
    date_end: str
    place: str
    """The settlement, else the district, else the place in the source's words."""
    adm1_iso: str
    device_category: str
    killed: int | None
    """At least; None where no row gives a number of killed."""
    injured: int | None


@dataclass(frozen=True)
class Query:
    """What a list shows. Several fields hold together; an empty one asks for nothing."""

    words: str = ""
    """Each must begin a word of identifier, place, summary, notes, actors or sources, in any script."""
    states: Sequence[State] = (State.DRAFT, State.READY)
    first_day: date | None = None
    """Incidents that may have happened on this day or later; inclusive."""
    last_day: date | None = None
    adm1_iso: str = ""
    is_unpublished: bool = False
    """Only those that differ from the newest edition."""
    newest_first: bool = True
    """By the day of the incident; undated ones come last."""
    begin: int = 0
    most: int = 50


@dataclass(frozen=True)
class Found:
    """A part of the incidents that a query matches."""

    lines: tuple[Line, ...]
    total: int


@dataclass(frozen=True)
class PublishedEdition:
    """One edition with its change log."""

    number: int
    sha256: str
    as_of: date
    published_at: datetime
    who: str
    why: str
    added: int
    """Incidents that it has and the edition before had not."""
    revised: int
    removed: int


@dataclass(frozen=True)
class EditionChange:
    """One incident that an edition changed."""

    incident_id: str
    change: str
    """added, revised or removed."""
    number: int | None
    """The revision that it has now; None when it was removed."""


@dataclass(frozen=True)
class Report:
    """The text of a report. It never leaves the collection."""

    id: int
    title: str
    publisher: str
    url: str
    published: str
    """YYYY-MM-DD or ""."""
    language: str
    text: str
    added_at: datetime
    who: str


@dataclass(frozen=True)
class Decision:
    """Somebody's answer whether two incidents are one."""

    one: str
    other: str
    is_same: bool | None
    """None where the answer was “not sure”."""
    when: datetime
    who: str
    why: str


@dataclass(frozen=True)
class StoredForm:
    """What stands in a form that was not saved yet."""

    token: str
    who: str
    kept_at: datetime
    payload: Mapping[str, Any]
