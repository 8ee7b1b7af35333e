"""Which incidents a list of the collection shows."""

from __future__ import annotations

from typing import Any, Final

import sqlalchemy as sa

from data.store.database.tables import records
from data.store.records.records import Found, Line, Query, State
from data.store.records.revisions import INCIDENT
from data.text.search_text import folded_words

_COLUMNS: Final = [column for column in records.c if column.name != "words"]


def find(connection: sa.Connection, query: Query) -> Found:
    """The incidents that a query matches: one page of them, and how many there are.

    Only the page's records are read whole: their texts are most of a collection.
    """
    matches = sa.and_(records.c.kind == INCIDENT, *_conditions(query))
    ordered = sa.select(records.c.id).where(matches).order_by(*_order(query))
    page = slice(query.begin, query.begin + query.most)
    if query.words:
        # A search reads the texts once, not once for the page and once for their number.
        found = list(connection.scalars(ordered))
        total, found = len(found), found[page]
    else:
        total = connection.scalar(sa.select(sa.func.count()).select_from(records).where(matches)) or 0
        found = list(connection.scalars(ordered.offset(query.begin).limit(query.most)))
    rows = {row.id: row for row in connection.execute(sa.select(*_COLUMNS).where(records.c.id.in_(found)))}
    return Found(tuple(_line(rows[number]) for number in found), total)


def _order(query: Query) -> list[sa.ColumnElement[Any]]:
    if query.newest_first:
        # Downwards the undated ones, whose day is empty, come last by themselves.
        return [records.c.date_start.desc(), records.c.key]
    return [records.c.date_start == "", records.c.date_start, records.c.key]


def _conditions(query: Query) -> list[sa.ColumnElement[bool]]:
    conditions: list[sa.ColumnElement[bool]] = [
        records.c.words.like(f"% {word}%") for word in folded_words(query.words)
    ]
    conditions.append(records.c.state.in_([state.value for state in query.states]))
    if query.first_day is not None:
        last = sa.func.coalesce(sa.func.nullif(records.c.date_end, ""), records.c.date_start)
        conditions.append(last >= query.first_day.isoformat())
    if query.last_day is not None:
        conditions += [records.c.date_start <= query.last_day.isoformat(), records.c.date_start != ""]
    if query.adm1_iso:
        conditions.append(records.c.adm1_iso == query.adm1_iso)
    if query.is_unpublished:
        conditions.append(records.c.number != sa.func.coalesce(records.c.published_number, 0))
    return conditions


def _line(row: Any) -> Line:
    return Line(
        incident_id=row.key,
        number=row.number,
        state=State(row.state),
        is_published=row.published_number is not None,
        is_changed=row.number != row.published_number,
        changed_at=row.changed_at,
        changed_by=row.changed_by,
        date_start=row.date_start,
        date_end=row.date_end,
        place=row.place,
        adm1_iso=row.adm1_iso,
        device_category=row.device_category,
        killed=row.killed,
        injured=row.injured,
    )
