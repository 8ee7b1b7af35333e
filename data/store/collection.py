"""A collection, opened: everything that the desk and the commands do with it.

Who saves gives `who` (a name or initials) and `why`. A page that edits an incident keeps the `number` of the
revision that it showed and gives it as `based_on`; `ConflictError` (data.store.records.revisions) then carries what somebody
else saved meanwhile. Every method is one transaction: it did all, or nothing. A Collection may be used by several
threads, and several processes may open the same one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final, Self

import sqlalchemy as sa

from data.errors import DatasetError, RowProblem, StoreError
from data.folders.tables.description import read_description
from data.language import _
from data.store import filling
from data.store.database.addresses import is_postgresql, shown_address
from data.store.database.engine import engine_for, reading, writing
from data.store.database.migrate import migrate
from data.store.database.tables import records
from data.store.editions import pending, publishing
from data.store.editions.contents import json_bytes
from data.store.editions.publishing import Published
from data.store.editions.recorded_editions import StoredEditions
from data.store.filling import Imported
from data.store.records import archive, layers, listing, revisions
from data.store.records.compared import changes_between
from data.store.records.documents import IncidentDocument, problems_of
from data.store.records.records import (
    Change,
    Decision,
    EditionChange,
    Found,
    PublishedEdition,
    Query,
    Report,
    Revision,
    State,
    StoredForm,
)
from data.store.records.revisions import DESCRIPTION, INCIDENT, PLACE, TOTALS, now, signed
from data.tables.licence import UNSTATED

_UNDATED: Final = "UNDATED"


def open_collection(address: str, *, make: bool = True) -> Collection:
    """The collection at an address: a file, or `postgresql://user@host/database`.

    Made when it is missing and `make`; brought to the newest form. Raises StoreError when that is not possible.
    """
    engine = engine_for(address, make=make)
    try:
        migrate(engine, make=make)
    except BaseException:
        engine.dispose()
        raise
    return Collection(address, engine)


class Collection:
    """One collection; see the module."""

    def __init__(self, address: str, engine: sa.Engine) -> None:
        self.engine = engine
        self.address = shown_address(address)
        """As messages show it, without a password."""
        self._name = "collection" if is_postgresql(address) else Path(address).stem

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """End the connections."""
        self.engine.dispose()

    # Incidents

    def find(self, query: Query = Query()) -> Found:  # noqa: B008 - frozen
        """The incidents that a query matches, a page of them."""
        with reading(self.engine) as connection:
            return listing.find(connection, query)

    def incident(self, incident_id: str, number: int | None = None) -> Revision | None:
        """A revision of an incident, the newest for None; None when there is none such."""
        with reading(self.engine) as connection:
            row = revisions.at(connection, INCIDENT, incident_id, number)
        return None if row is None else revisions.as_revision(incident_id, row)

    def history(self, incident_id: str) -> list[Revision]:
        """Every revision of an incident, the newest first; none of an unknown one."""
        with reading(self.engine) as connection:
            rows = revisions.all_of(connection, INCIDENT, incident_id)
        return [revisions.as_revision(incident_id, row) for row in rows]

    def save(
        self,
        document: IncidentDocument,
        *,
        who: str,
        why: str,
        state: State = State.DRAFT,
        based_on: int | None = None,
        form: str = "",
    ) -> Revision:
        """The new revision. Without `based_on` a new incident is made, with an identifier where it has none.

        A kept form with the token `form` is forgotten with it. Raises ConflictError, DatasetError when it is to be
        ready and breaks a rule (`problems` names them before), StoreError for what cannot be stored.
        """
        who, why = signed(who, why)
        stored = document.to_json()
        if state is State.READY and (problems := problems_of(document)):
            raise DatasetError(problems)
        with writing(self.engine) as connection:
            key = document.incident_id or self._new_id(connection, document)
            revisions.refuse_what_changed(connection, key, based_on)
            stored = document.with_id(key).to_json() if key != document.incident_id else stored
            (number,) = revisions.add(connection, INCIDENT, [(key, stored, state)], who, why)
            archive.forget_form(connection, form)
            row = revisions.at(connection, INCIDENT, key, number)
        assert row is not None
        return revisions.as_revision(key, row)

    def problems(self, document: IncidentDocument) -> list[RowProblem]:
        """What keeps an incident from being ready: file, row (from 1), column and remedy of each fault."""
        return problems_of(document)

    def make_ready(self, incident_ids: Sequence[str], *, who: str, why: str) -> int:
        """The number of drafts among these that are ready now. Raises DatasetError when one breaks a rule; then none is."""
        who, why = signed(who, why)
        with writing(self.engine) as connection:
            saved, problems = filling.ready_drafts(connection, incident_ids)
            if problems:
                raise DatasetError(problems)
            revisions.add(connection, INCIDENT, saved, who, why)
        return len(saved)

    def remove(self, incident_id: str, *, who: str, why: str, based_on: int) -> Revision:
        """The revision with which the incident is removed; the next edition is without it, its history stays."""
        return self._again(incident_id, None, State.REMOVED, who, why, based_on)

    def restore(self, incident_id: str, number: int, *, who: str, why: str, based_on: int) -> Revision:
        """An earlier revision's content, saved again as a draft."""
        return self._again(incident_id, number, State.DRAFT, who, why, based_on)

    def _again(
        self, incident_id: str, number: int | None, state: State, who: str, why: str, based_on: int
    ) -> Revision:
        earlier = self.incident(incident_id, number)
        if earlier is None:
            raise StoreError(_("There is no incident {incident}.").format(incident=incident_id))
        return self.save(earlier.document, who=who, why=why, state=state, based_on=based_on)

    def compare(self, incident_id: str, old: int, new: int) -> list[Change]:
        """Every value that differs between two revisions. Raises StoreError when one is not there."""
        before, after = self.incident(incident_id, old), self.incident(incident_id, new)
        if before is None or after is None:
            raise StoreError(_("There is no incident {incident}.").format(incident=incident_id))
        return changes_between(before.document, after.document)

    def _new_id(self, connection: sa.Connection, document: IncidentDocument) -> str:
        """An identifier that nobody has: letters of the dataset's name, the first day, a number."""
        letters = re.sub(r"[^A-Z]", "", self._described(connection)["name"].upper())[:3] or "INC"
        day = document.incident.get("date_start", "").replace("-", "").strip()
        beginning = f"{letters}-{day if re.fullmatch(r'[0-9]{8}', day) else _UNDATED}-"
        known = sa.select(records.c.key).where(
            records.c.kind == INCIDENT, records.c.key.startswith(beginning, autoescape=True)
        )
        ends = [key[len(beginning) :] for key in connection.scalars(known)]
        highest = max((int(end) for end in ends if re.fullmatch("[0-9]{1,9}", end)), default=0)
        return f"{beginning}{highest + 1:02}"

    # What goes with the incidents

    def description(self) -> tuple[dict[str, Any], int]:
        """What dataset.json of the next edition says, and the number of its revision; 0 before the first."""
        with reading(self.engine) as connection:
            row = revisions.newest(connection, DESCRIPTION, "")
            return self._described(connection), 0 if row is None else row.number

    def save_description(self, described: Mapping[str, Any], *, who: str, why: str, based_on: int) -> int:
        """The number of the new revision. Raises DatasetError that names each key at fault."""
        who, why = signed(who, why)
        read_description(json_bytes(described))
        return self._save_other(DESCRIPTION, "", dict(described), who, why, based_on)

    def places(self) -> list[dict[str, str]]:
        """The rows of places.csv of the next edition."""
        with reading(self.engine) as connection:
            return list(filling.newest(connection, PLACE).values())

    def place(self, name: str, adm1_iso: str = "") -> tuple[dict[str, str], int]:
        """A place and the number of its revision; nothing and 0 for an unknown one."""
        key = filling.place_key({"place_name": name, "adm1_iso": adm1_iso})
        with reading(self.engine) as connection:
            row = revisions.newest(connection, PLACE, key)
        return ({}, 0) if row is None else (dict(row.document), row.number)

    def save_place(
        self, place: Mapping[str, str], *, who: str, why: str, based_on: int | None = None
    ) -> None:
        """Add a place, or save another state of it. Raises DatasetError for a row that breaks a rule, StoreError
        when somebody saved it after the revision `based_on`, 0 for a new one; None saves over any.
        """
        who, why = signed(who, why)
        row = filling.checked_place(place)
        key = filling.place_key(row)
        if based_on is not None:
            self._save_other(PLACE, key, row, who, why, based_on)
            return
        with writing(self.engine) as connection:
            revisions.add(connection, PLACE, [(key, row, State.READY)], who, why)

    def official_totals(self) -> tuple[list[dict[str, str]], int]:
        """The rows of official_totals.csv of the next edition, and the number of their revision; 0 before the first."""
        with reading(self.engine) as connection:
            row = revisions.newest(connection, TOTALS, "")
        return ([], 0) if row is None else (row.document["rows"], row.number)

    def save_official_totals(
        self, rows: Sequence[Mapping[str, str]], *, who: str, why: str, based_on: int
    ) -> int:
        """The number of the new revision. Raises DatasetError that names each cell at fault."""
        who, why = signed(who, why)
        return self._save_other(TOTALS, "", {"rows": filling.checked_totals(rows)}, who, why, based_on)

    def _save_other(
        self, kind: str, key: str, document: Mapping[str, Any], who: str, why: str, based_on: int
    ) -> int:
        with writing(self.engine) as connection:
            row = revisions.newest(connection, kind, key)
            if row is not None and row.number != based_on:
                raise StoreError(
                    _("{who} saved this meanwhile; look at it, and save again.").format(who=row.who)
                )
            (number,) = revisions.add(connection, kind, [(key, document, State.READY)], who, why)
        return number

    def _described(self, connection: sa.Connection) -> dict[str, Any]:
        row = revisions.newest(connection, DESCRIPTION, "")
        return dict(row.document) if row is not None else default_description(self._name)

    # Boundaries, recorded areas, points for exposure

    def layer(self, name: str) -> tuple[bytes | None, int]:
        """The content of a file of `data.folders.tables.layers` in the next edition, and the number of its revision; None
        where there is none, 0 before the first.
        """
        with reading(self.engine) as connection:
            sha256, number = layers.newest_layer(connection, name)
            return (layers.content_of_hash(connection, sha256) if sha256 else None), number

    def layer_hash(self, name: str) -> str:
        """The hash of that content, "" where there is none. Quick, for those who follow."""
        with reading(self.engine) as connection:
            return layers.newest_layer(connection, name)[0]

    def save_layer(
        self, name: str, content: bytes | None, *, who: str, why: str, based_on: int | None = None
    ) -> int:
        """The number of the revision that has this content, None to take the layer out. See
        `data.store.records.layers.save_layer`.
        """
        with writing(self.engine) as connection:
            return layers.save_layer(connection, name, content, who, why, based_on)

    # Tables into and out of it

    def fill(self, folder: Path, *, who: str, why: str) -> PublishedEdition:
        """The first edition, with all incidents of a dataset's folder. Links to that folder's editions go on to work.

        Raises DatasetError when the folder cannot be used, StoreError when the collection has incidents already.
        """
        day = filling.fill(self.engine, folder, who, why)
        return publishing.publish(self.engine, who, why, day)

    def import_drafts(
        self, files: Mapping[str, bytes], *, who: str, why: str, is_update: bool = False
    ) -> Imported:
        """The incidents of a folder's files as drafts. See `data.store.filling.import_drafts`."""
        return filling.import_drafts(self.engine, files, who, why, is_update=is_update)

    # Editions

    def pending(self) -> list[EditionChange]:
        """The incidents that the next edition would change."""
        with reading(self.engine) as connection:
            return pending.pending(connection)

    def pending_parts(self) -> list[str]:
        """What else it would change. See `data.store.editions.pending.pending_parts`."""
        with reading(self.engine) as connection:
            return pending.pending_parts(connection)

    def publish(self, *, who: str, why: str, as_of: date | None = None) -> PublishedEdition:
        """The new edition, of all that is ready. `as_of` is the day of the last check: by default the day of the
        newest change in it. See `data.store.editions.publishing.publish`.
        """
        self._describe_once(who)
        return publishing.publish(self.engine, who, why, as_of)

    def _describe_once(self, who: str) -> None:
        with writing(self.engine) as connection:
            if revisions.newest(connection, DESCRIPTION, "") is None:
                saved = [("", default_description(self._name), State.READY)]
                revisions.add(connection, DESCRIPTION, saved, who, "as the collection was made")

    def editions(self) -> list[PublishedEdition]:
        """Every edition, the newest first."""
        with reading(self.engine) as connection:
            return publishing.all_editions(connection)

    def changes_of(self, edition: int) -> list[EditionChange]:
        """The incidents that an edition changed."""
        with reading(self.engine) as connection:
            return publishing.changes_of(connection, edition)

    def published(self, number: int | None = None) -> Published | None:
        """An edition with its dataset and files, the newest for None; None when there is none such."""
        return publishing.published(self.engine, number)

    def newest_edition(self) -> int:
        """The number of the newest edition; 0 before the first. Quick, for those who follow."""
        with reading(self.engine) as connection:
            return publishing.newest_number(connection)

    @property
    def recorded_editions(self) -> StoredEditions:
        """The editions as pages compare a link with them."""
        return StoredEditions(engine=self.engine)

    # Reports, decisions, unsaved forms

    def add_report(self, text: str, *, who: str, **facts: str) -> Report:
        """The report of a text, the same one for the same text. Facts: title, publisher, url, published, language."""
        with writing(self.engine) as connection:
            return archive.add_report(connection, text, facts, who)

    def report(self, number: int) -> Report | None:
        """A report by its number."""
        with reading(self.engine) as connection:
            return archive.report(connection, number)

    def reports(self, most: int = 100) -> list[Report]:
        """The reports added last, the newest first."""
        with reading(self.engine) as connection:
            return archive.all_reports(connection, most)

    def decide(self, one: str, other: str, *, is_same: bool | None, who: str, why: str) -> Decision:
        """Keep the answer whether two incidents (or an incident and `report:<number>`) are one; None is “not sure”."""
        with writing(self.engine) as connection:
            return archive.decide(connection, one, other, is_same, who, why)

    def decisions_about(self, incident_id: str) -> list[Decision]:
        """The answers that hold about an incident."""
        with reading(self.engine) as connection:
            return archive.decisions_about(connection, incident_id)

    def keep_form(self, token: str, payload: Mapping[str, Any], *, who: str) -> None:
        """Keep what stands in a form that is not saved yet; the token is the page's own."""
        with writing(self.engine) as connection:
            archive.keep_form(connection, token, who, payload)

    def stored_forms(self) -> list[StoredForm]:
        """The forms that were not saved, the newest first."""
        with reading(self.engine) as connection:
            return archive.stored_forms(connection)

    def forget_form(self, token: str) -> None:
        """Forget a form that was given up."""
        with writing(self.engine) as connection:
            archive.forget_form(connection, token)


def default_description(name: str) -> dict[str, Any]:
    """What dataset.json of a collection says before anybody edits it."""
    short = re.sub(r"[^a-z0-9-]+", "-", name.casefold()).strip("-")[:60] or "collection"
    return {
        "name": short,
        "title": name.strip() or "Collection",
        "as_of": now().date().isoformat(),
        "licence": UNSTATED,
        "attribution": "",
    }
