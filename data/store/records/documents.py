"""An incident as it is edited and saved: one document of texts, as the cells of the tables have them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

import pandas as pd

from data.errors import RowProblem, StoreError
from data.language import _, number_text
from data.tables.checks.row_checks import check
from data.tables.own_columns import own_columns
from data.tables.schema import CASUALTIES, INCIDENTS, SOURCES, Table
from data.text.plain_text import is_writable
from data.text.search_text import folded

Cells = Mapping[str, str]
"""The cells of one row by column; an empty or absent one is not known."""

LONGEST_CELL: Final = 100_000
"""Letters of one cell."""
MOST_ROWS: Final = 1_000
"""Casualties, or sources, of one incident."""
_KEY: Final = "incident_id"
_SEVERAL: Final = 2
_OF_INCIDENTS: Final = (INCIDENTS.name, CASUALTIES.name, SOURCES.name)
_FIELDS: Final = tuple(column.name for column in INCIDENTS.columns)


@dataclass(frozen=True)
class IncidentDocument:
    """One incident with its casualties and sources. Rows of these need no `incident_id`."""

    incident: Cells
    """The columns of incidents.csv and the user's own; without `incident_id` the collection gives one."""
    casualties: Sequence[Cells] = ()
    sources: Sequence[Cells] = ()
    evidence: Mapping[str, Any] = field(default_factory=dict)
    """The words of a report that each value rests on, as data.reports gives them; stays in the collection."""
    reports: Sequence[int] = ()
    """Numbers of the reports' texts in the collection that it was coded from."""

    @property
    def incident_id(self) -> str:
        """The identifier; "" when the collection has yet to give one."""
        return self.incident.get(_KEY, "").strip()

    def with_id(self, incident_id: str) -> IncidentDocument:
        """The same document of another identifier."""
        cells = {**self.incident, _KEY: incident_id}
        return IncidentDocument(cells, self.casualties, self.sources, self.evidence, self.reports)

    def to_json(self) -> dict[str, Any]:
        """What is stored: stripped texts without empty cells, the schema's columns first.

        Raises StoreError for a column that the schema does not know or a text that no table can hold.
        """
        own = own_columns([name for name in self.incident if name not in _FIELDS], _FIELDS)
        return {
            "incident": cells_of(INCIDENTS, self.incident, own),
            "casualties": _rows(CASUALTIES, self.casualties),
            "sources": _rows(SOURCES, self.sources),
            "evidence": dict(self.evidence),
            "reports": sorted(set(self.reports)),
        }


def from_json(stored: Mapping[str, Any]) -> IncidentDocument:
    """The document that `to_json` gave."""
    return IncidentDocument(
        stored["incident"],
        tuple(stored["casualties"]),
        tuple(stored["sources"]),
        stored.get("evidence", {}),
        tuple(stored.get("reports", ())),
    )


def _rows(table: Table, rows: Sequence[Cells]) -> list[dict[str, str]]:
    if len(rows) > MOST_ROWS:
        raise StoreError(
            _("An incident takes at most {most} rows of {table}; this one has {rows}.").format(
                most=number_text(MOST_ROWS), table=table.name, rows=number_text(len(rows))
            )
        )
    cells = [cells_of(table, {name: row[name] for name in row if name != _KEY}) for row in rows]
    return [row for row in cells if row]


def cells_of(table: Table, row: Cells, own: Sequence[str] = ()) -> dict[str, str]:
    """The filled cells of a row in the schema's order."""
    names = [*(column.name for column in table.columns), *own]
    if unknown := sorted(set(row) - set(names)):
        raise StoreError(
            _("{table} has no column “{column}”; take it out.").format(table=table.file, column=unknown[0])
        )
    filled = {name: text for name in names if (text := str(row.get(name) or "").strip())}
    for name, text in filled.items():
        if len(text) > LONGEST_CELL:
            sentence = _("{column} is longer than {most} characters; shorten it.")
            raise StoreError(sentence.format(column=name, most=number_text(LONGEST_CELL)))
        if not is_writable(text):
            sentence = _("{column} has a control character or half of a character; remove it.")
            raise StoreError(sentence.format(column=name))
    return filled


def tables_of(documents: Sequence[IncidentDocument]) -> dict[str, pd.DataFrame]:
    """The documents as the texts of incidents, casualties and sources, numbered from 1 for `schema.check`.

    Optional columns are there when a row fills them; the user's own come last, in the order in which they first
    stand in a document.
    """
    own = list(dict.fromkeys(name for each in documents for name in each.incident if name not in _FIELDS))
    rows: dict[str, list[Cells]] = {
        INCIDENTS.name: [each.incident for each in documents],
        CASUALTIES.name: list(_with_ids(documents, CASUALTIES.name)),
        SOURCES.name: list(_with_ids(documents, SOURCES.name)),
    }
    return {
        table.name: frame_of(table, rows[table.name], own if table is INCIDENTS else ())
        for table in (INCIDENTS, CASUALTIES, SOURCES)
    }


def _with_ids(documents: Sequence[IncidentDocument], part: str) -> Iterator[Cells]:
    for each in documents:
        for row in getattr(each, part):
            yield {**row, _KEY: each.incident_id}


def frame_of(table: Table, rows: Sequence[Cells], own: Sequence[str] = ()) -> pd.DataFrame:
    """Rows of a table as text, an empty cell "", with the columns that a file of it has."""
    names = [
        column.name
        for column in table.columns
        if not column.is_optional or any(row.get(column.name) for row in rows)
    ]
    columns = {name: [row.get(name, "") for row in rows] for name in [*names, *own]}
    return pd.DataFrame(columns, index=pd.RangeIndex(1, len(rows) + 1), dtype="str")


def problems_of(document: IncidentDocument) -> list[RowProblem]:
    """What keeps an incident from being ready, in the words of the schema; rows are numbered from 1.

    A document without an identifier is checked as if it had one. Without a source it is not ready.
    """
    whole = document if document.incident_id else document.with_id("NEW")
    return problems_of_all([from_json(whole.to_json())])


def problems_of_all(documents: Sequence[IncidentDocument]) -> list[RowProblem]:
    """What keeps stored documents from being ready, named for their incidents where there are several."""
    texts = tables_of(documents)
    _typed, problems = check(texts)
    remedy = _("Add at least one source: every incident can be traced to one.")
    without = [each.incident_id for each in documents if not each.sources]
    problems += [RowProblem(SOURCES.file, None, None, key, remedy) for key in without]
    return problems if len(documents) < _SEVERAL else [of_its_incident(each, texts) for each in problems]


def of_its_incident(problem: RowProblem, texts: Mapping[str, pd.DataFrame]) -> RowProblem:
    """The problem, named for the incident instead of a row of a file that nobody has."""
    table = problem.file.removesuffix(".csv")
    if problem.row is None or table not in _OF_INCIDENTS:
        return problem
    incident_id = texts[table][_KEY].loc[problem.row]
    return replace(problem, file=f"{incident_id}, {table}", row=None)


def search_words(stored: Mapping[str, Any]) -> str:
    """The words by which an incident is found in the list, each after a space."""
    incident = stored["incident"]
    names = [_KEY, "place_name", "adm1_name", "location_as_reported", "summary", "notes"]
    texts = [incident.get(name, "") for name in names]
    texts += [row.get("affected_actor", "") for row in stored["casualties"]]
    texts += [row.get(name, "") for row in stored["sources"] for name in ("publisher", "upstream_source")]
    return folded("\n".join(texts))
