"""Records and their revisions in the database: what was saved is added, never changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

import sqlalchemy as sa

from data.errors import StoreError
from data.language import N_, _
from data.store.database.tables import records, revisions
from data.store.records.compared import changes_between
from data.store.records.documents import from_json, search_words
from data.store.records.records import Change, Revision, State
from data.text.plain_text import is_writable

INCIDENT: Final = "incident"
PLACE: Final = "place"
TOTALS: Final = "totals"
DESCRIPTION: Final = "description"
LAYER: Final = "layer"
"""A file of `data.folders.tables.layers` by its name."""
FORMER: Final = "former"
"""Of the folder that a collection was filled from: an edition by its hash."""

LONGEST_NAME: Final = 200
LONGEST_REASON: Final = 10_000
_AT_ONCE: Final = 500
_MEANWHILE: Final = N_(
    "{who} saved {incident} meanwhile (revision {number}). Compare that with your own change, and save again."
)


class ConflictError(StoreError):
    """Somebody saved the same incident after the revision that an edit began from; nothing was saved."""

    def __init__(self, current: Revision, changes: Sequence[Change]) -> None:
        self.current = current
        """The other one's newest revision; give its number as `based_on` to save over it."""
        self.changes = tuple(changes)
        """What differs between the revision that the edit began from and that one."""
        super().__init__(
            _(_MEANWHILE).format(who=current.who, incident=current.incident_id, number=current.number)
        )


def now() -> datetime:
    """The present moment in UTC, without a time zone, as it is stored."""
    return datetime.now(UTC).replace(tzinfo=None)


def signed(who: str, why: str) -> tuple[str, str]:
    """Who saved and why, as they are stored. Raises StoreError when nobody is named or a text cannot be stored."""
    who, why = who.strip(), why.strip()
    if not who:
        raise StoreError(_("State who saves this: your name or initials."))
    if len(who) > LONGEST_NAME or len(why) > LONGEST_REASON or not is_writable(who + why):
        raise StoreError(_("The name or the reason is too long or has a control character; shorten it."))
    return who, why


Saved = tuple[str, Mapping[str, Any], State]
"""A record's key, its document and what the revision is."""


def add(connection: sa.Connection, kind: str, saved: Sequence[Saved], who: str, why: str) -> list[int]:
    """The numbers of new revisions of records, which are made where they are missing.

    The caller holds the lock, and has refused what it would overwrite.
    """
    if not saved:
        return []
    known = _known(connection, kind, [key for key, _document, _state in saved])
    next_id = (connection.scalar(sa.select(sa.func.max(records.c.id))) or 0) + 1
    signature = {"who": who, "why": why, "saved_at": now()}
    made: list[dict[str, Any]] = []
    changed: list[dict[str, Any]] = []
    rows: list[dict[str, Any]] = []
    for key, document, state in saved:
        record_id, number = known.get(key, (next_id + len(made), 0))
        facts = _facts(kind, key, document, state)
        facts |= {"number": number + 1, "changed_at": signature["saved_at"], "changed_by": who}
        ready_number = None if state is State.DRAFT else number + 1
        if number:
            changed.append(facts | {"b_id": record_id, "b_ready": ready_number})
        else:
            made.append(facts | {"id": record_id, "ready_number": ready_number})
        what = {"record_id": record_id, "number": number + 1, "state": state.value, "document": document}
        rows.append(what | signature)
    _store(connection, made, changed, rows)
    return [row["number"] for row in rows]


def _store(
    connection: sa.Connection,
    made: Sequence[Mapping[str, Any]],
    changed: Sequence[Mapping[str, Any]],
    rows: Sequence[Mapping[str, Any]],
) -> None:
    if made:
        connection.execute(sa.insert(records), made)
    if changed:
        ready_number = sa.func.coalesce(sa.bindparam("b_ready", type_=sa.Integer), records.c.ready_number)
        columns: dict[str, Any] = {
            name: sa.bindparam(name) for name in changed[0] if not name.startswith("b_")
        }
        update = sa.update(records).where(records.c.id == sa.bindparam("b_id"))
        connection.execute(update.values(**columns, ready_number=ready_number), changed)
    connection.execute(sa.insert(revisions), rows)


def _known(connection: sa.Connection, kind: str, keys: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Of each key that has a record, its id and its newest number."""
    found: dict[str, tuple[int, int]] = {}
    columns = sa.select(records.c.key, records.c.id, records.c.number).where(records.c.kind == kind)
    for begin in range(0, len(keys), _AT_ONCE):
        part = connection.execute(columns.where(records.c.key.in_(keys[begin : begin + _AT_ONCE])))
        found |= {row.key: (row.id, row.number) for row in part}
    return found


def _facts(kind: str, key: str, document: Mapping[str, Any], state: State) -> dict[str, Any]:
    """What lists show and look at."""
    incident = document["incident"] if kind == INCIDENT else {}
    casualties = document["casualties"] if kind == INCIDENT else []
    names = ("place_name", "adm1_name", "location_as_reported")
    return {
        "kind": kind,
        "key": key,
        "state": state.value,
        "date_start": incident.get("date_start", "")[:10],
        "date_end": incident.get("date_end", "")[:10],
        "place": next((incident[name] for name in names if incident.get(name)), ""),
        "adm1_iso": incident.get("adm1_iso", "")[:10],
        "device_category": incident.get("device_category", "")[:40],
        "killed": _people(casualties, "killed"),
        "injured": _people(casualties, "injured"),
        "words": search_words(document) if kind == INCIDENT else "",
    }


def _people(casualties: Sequence[Mapping[str, str]], outcome: str) -> int | None:
    """At least so many people; None where no row of the outcome gives a number."""
    rows = [row for row in casualties if row.get("outcome") == outcome]
    texts = [row.get("count_best") or row.get("count_low") or "" for row in rows]
    numbers = [
        int(text) for text in texts if text.isascii() and text.isdigit() and len(text) <= len("999999")
    ]
    return sum(numbers) if numbers else None


def newest(connection: sa.Connection, kind: str, key: str) -> sa.Row[Any] | None:
    """The newest revision of a record: number, state, saved_at, who, why, document; None without one."""
    return at(connection, kind, key, None)


def at(connection: sa.Connection, kind: str, key: str, number: int | None) -> sa.Row[Any] | None:
    """A revision of a record, the newest for None."""
    revision = records.c.number if number is None else number
    joined = _revisions_of(kind, key).where(revisions.c.number == revision)
    return connection.execute(joined).first()


def all_of(connection: sa.Connection, kind: str, key: str) -> Sequence[sa.Row[Any]]:
    """Every revision of a record, the newest first."""
    return connection.execute(_revisions_of(kind, key).order_by(revisions.c.number.desc())).all()


def _revisions_of(kind: str, key: str) -> sa.Select[Any]:
    columns = [revisions.c[name] for name in ("number", "state", "saved_at", "who", "why", "document")]
    joined = sa.select(*columns).join(records, records.c.id == revisions.c.record_id)
    return joined.where(records.c.kind == kind, records.c.key == key)


def as_revision(key: str, row: Any) -> Revision:
    """A row as the revision of an incident."""
    return Revision(
        key, row.number, State(row.state), row.who, row.saved_at, row.why, from_json(row.document)
    )


def refuse_what_changed(connection: sa.Connection, key: str, based_on: int | None) -> None:
    """Raise ConflictError unless the newest revision of an incident is the one that an edit began from."""
    row = newest(connection, INCIDENT, key)
    if row is None:
        if based_on is not None:
            raise StoreError(_("There is no incident {incident}.").format(incident=key))
        return
    if row.number == based_on:
        return
    current = as_revision(key, row)
    before = None if based_on is None else at(connection, INCIDENT, key, based_on)
    changes = changes_between(None if before is None else from_json(before.document), current.document)
    raise ConflictError(current, changes)
