"""What a collection keeps beside its incidents: texts of reports, decisions about duplicates, unsaved forms."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any, Final

import sqlalchemy as sa

from data.errors import StoreError
from data.language import _
from data.store.database.tables import decisions, forms, reports
from data.store.records.records import Decision, Report, StoredForm
from data.store.records.revisions import now, signed
from data.text.plain_text import writable

LONGEST_REPORT: Final = 10_000_000
"""Letters of a report."""
_FACTS: Final = ("title", "publisher", "url", "published", "language")


def add_report(connection: sa.Connection, text: str, facts: Mapping[str, str], who: str) -> Report:
    """The report of a text: the one that has the text already, else a new one."""
    who, _why = signed(who, "")
    if not text.strip():
        raise StoreError(_("The report has no text; paste it, or give a file that has some."))
    if len(text) > LONGEST_REPORT:
        raise StoreError(_("The report is too long; give the part about the incident."))
    text_to_store = writable(text)
    sha256 = hashlib.sha256(text_to_store.encode("utf-8")).hexdigest()
    known = connection.execute(sa.select(reports).where(reports.c.sha256 == sha256)).first()
    if known is not None:
        return _report(known)
    number = (connection.scalar(sa.select(sa.func.max(reports.c.id))) or 0) + 1
    row = {name: writable(facts.get(name, "").strip()) for name in _FACTS}
    row["published"], row["language"] = row["published"][:10], row["language"][:10]
    whole = row | {"id": number, "sha256": sha256, "text": text_to_store, "added_at": now(), "who": who}
    connection.execute(sa.insert(reports), whole)
    return Report(**{name: value for name, value in whole.items() if name != "sha256"})  # type: ignore[arg-type]


def report(connection: sa.Connection, number: int) -> Report | None:
    """A report by its number."""
    row = connection.execute(sa.select(reports).where(reports.c.id == number)).first()
    return None if row is None else _report(row)


def all_reports(connection: sa.Connection, most: int) -> list[Report]:
    """The reports added last, the newest first."""
    return [
        _report(row)
        for row in connection.execute(sa.select(reports).order_by(reports.c.id.desc()).limit(most))
    ]


def _report(row: sa.Row[Any]) -> Report:
    names = ("id", *_FACTS, "text", "added_at", "who")
    return Report(**{name: getattr(row, name) for name in names})


def decide(
    connection: sa.Connection, one: str, other: str, is_same: bool | None, who: str, why: str
) -> Decision:
    """Keep the answer whether two incidents are one, None for “not sure”; the newest about a pair holds."""
    who, why = signed(who, why)
    first, second = sorted((one, other))
    if first == second:
        raise StoreError(_("An incident cannot be compared with itself."))
    number = (connection.scalar(sa.select(sa.func.max(decisions.c.id))) or 0) + 1
    made = Decision(first, second, is_same, now(), who, why)
    row = {
        "one": first,
        "other": second,
        "is_same": bool(is_same),
        "is_unsure": is_same is None,
        "decided_at": made.when,
        "who": who,
        "why": why,
    }
    connection.execute(sa.insert(decisions), row | {"id": number})
    return made


def decisions_about(connection: sa.Connection, incident_id: str) -> list[Decision]:
    """The answers that hold about an incident, the newest first."""
    is_about = sa.or_(decisions.c.one == incident_id, decisions.c.other == incident_id)
    rows = connection.execute(sa.select(decisions).where(is_about).order_by(decisions.c.id.desc()))
    newest: dict[tuple[str, str], Decision] = {}
    for row in rows:
        newest.setdefault(
            (row.one, row.other),
            Decision(
                row.one, row.other, None if row.is_unsure else row.is_same, row.decided_at, row.who, row.why
            ),
        )
    return list(newest.values())


def keep_form(connection: sa.Connection, token: str, who: str, payload: Mapping[str, Any]) -> None:
    """Keep what stands in a form, in the place of what was kept under its token."""
    connection.execute(sa.delete(forms).where(forms.c.token == token))
    row = {"token": token, "who": who, "kept_at": now(), "payload": dict(payload)}
    connection.execute(sa.insert(forms), row)


def stored_forms(connection: sa.Connection) -> list[StoredForm]:
    """The forms that were not saved, the newest first."""
    rows = connection.execute(sa.select(forms).order_by(forms.c.kept_at.desc()))
    return [StoredForm(row.token, row.who, row.kept_at, row.payload) for row in rows]


def forget_form(connection: sa.Connection, token: str) -> None:
    """Forget a form: it was saved, or given up."""
    connection.execute(sa.delete(forms).where(forms.c.token == token))
