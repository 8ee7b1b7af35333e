"""A table of victims that stands beside the incidents: found by what links both, and counted with their totals."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from data.imports.columns.cells import looked_up, texts_of
from data.imports.columns.column_mapping import ColumnMapping
from data.imports.columns.guessing.renamed_columns import plain_name
from data.imports.columns.words.term_words import age_groups, outcomes, sexes, victim_categories
from data.imports.formats.text.text_table import TextTable
from data.imports.report.ledger import Ledger
from data.imports.rows.coded_rows import casualty_rows

NO_SUCH_INCIDENT: Final = "No incident has the identifier that this victim's row names."
OUTCOME_NOT_STATED: Final = (
    "The row does not say whether the person was killed or injured; the incident's own numbers count."
)
MORE_LISTED: Final = (
    "More victims are listed than the incident's numbers say; all that are listed are counted."
)
NOT_ALL_LISTED: Final = (
    "Not all of the people counted are listed as victims; the others are coded as not stated."
)

_PARENTS: Final = frozenset(
    "_parent_index parent_index parent_key parentglobalid parent_globalid parent_global_id parentrowid parent_id parent_uuid"
    " _submission__id _submission__uuid __submissions_id parent_guid parentguid linked_guid".split()
)
_KEYS: Final = frozenset(
    "_index index key globalid global_id _id __id uuid _uuid objectid guid instanceid meta_instanceid rowid id".split()
)
_REFERS: Final = re.compile(
    r"(?:^|_)(?:fk|ref|reference|foreign_key)(?:_|$)|(?:acc|accident|incident|event|inc).*(?:id|no|nr|num|number|code|key)$"
)
"""Names of columns that refer to an accident, whatever its own table calls the column."""
_LEAST_SHARE: Final = 0.5
"""Of the victims' links that must name an incident of the other table."""
_OF_A_PERSON: Final = frozenset({"outcome", "sex", "age_group"})


@dataclass(frozen=True)
class Victims:
    """A table whose rows are persons, each of an incident in another table."""

    table: TextTable
    ledger: Ledger
    mapping: ColumnMapping
    link: str
    """The column that names the incident."""
    key: str
    """The column of the incidents that it names."""

    @property
    def columns_read(self) -> frozenset[str]:
        """Columns from which something is taken."""
        fields = {*_OF_A_PERSON, "victim_category"}
        return frozenset(
            {self.link, *(self.mapping.columns[name] for name in fields & self.mapping.columns.keys())}
        )

    def incident_rows(self, incidents: TextTable) -> pd.Series:
        """The row of the incident of each victim, by the victim's row; only of those that have one."""
        keys = texts_of(incidents.rows, self.key)
        first = keys[(keys != "") & ~keys.duplicated()]
        rows = pd.Series(first.index.to_numpy(), index=first.to_numpy())
        found = texts_of(self.table.rows, self.link).map(rows)
        return found[found.notna()].astype("int64")

    def described_rows(self, incidents: TextTable) -> list[int]:
        """The rows of the incidents of which a victim is listed whose outcome is stated."""
        texts = texts_of(self.table.rows, self.mapping.columns.get("outcome"))
        is_stated = looked_up(texts, outcomes(texts)) != ""
        rows = self.incident_rows(incidents)
        return [int(row) for row in rows[is_stated.loc[rows.index]].unique()]

    def listed(self, incidents: TextTable, rows: pd.Index, actors: Mapping[str, str]) -> pd.DataFrame:
        """Casualty rows of the victims whose incident is one of `rows` and whose outcome is stated."""
        of_incident = self.incident_rows(incidents)
        lost = self.table.rows.index.difference(of_incident.index)
        self.ledger.refuse(lost, NO_SUCH_INCIDENT, texts_of(self.table.rows, self.link).loc[lost])
        of_incident = of_incident[of_incident.isin(rows)]
        given = {
            name: texts_of(self.table.rows, self.mapping.columns.get(name)).loc[of_incident.index]
            for name in (*_OF_A_PERSON, "victim_category")
        }
        outcome = looked_up(given["outcome"], outcomes(given["outcome"]))
        self.ledger.remark(outcome.index[outcome == ""], OUTCOME_NOT_STATED, given["outcome"][outcome == ""])
        role = looked_up(given["victim_category"], victim_categories(given["victim_category"])).replace(
            "", "unknown"
        )
        table = casualty_rows(
            pd.Index(of_incident),
            affected_actor=looked_up(role, actors),
            victim_category=role,
            outcome=outcome,
            sex=looked_up(given["sex"], sexes(given["sex"])),
            age_group=looked_up(given["age_group"], age_groups(given["age_group"])),
            count_low=1,
            count_best=1,
            count_high=1,
        )
        return table[table["outcome"] != ""]


def less_the_listed(people: pd.DataFrame, listed: pd.DataFrame, outcome: str, ledger: Ledger) -> pd.DataFrame:
    """The figures of each incident without the victims who are listed."""
    known = listed.loc[listed["outcome"] == outcome, "row"].value_counts()
    count = known.reindex(people.index).fillna(0)
    if not count.any():
        return people
    rest = people["best"] - count
    given = people["is_given"] & (count > 0)
    ledger.remark(rest.index[given & (rest < 0)], MORE_LISTED)
    ledger.remark(rest.index[given & (rest > 0)], NOT_ALL_LISTED)
    left = people.copy()
    for part in ("low", "best", "high"):
        left[part] = (people[part] - count).clip(lower=0)
    return left


def victims_tables(
    tables: Sequence[TextTable], ledgers: Sequence[Ledger], guesses: Sequence[ColumnMapping]
) -> dict[int, tuple[int, Victims]]:
    """By the place of a table of victims: the place of its incidents, and how both belong together."""
    found: dict[int, tuple[int, Victims]] = {}
    for place, table in enumerate(tables):
        fields = guesses[place].columns.keys()
        has_parent = any(plain_name(name) in _PARENTS for name in table.rows.columns)
        if table.point_columns or not (
            has_parent or (_OF_A_PERSON & fields and not {"date", "year"} & fields)
        ):
            continue
        links = [
            (other, *link)
            for other, incidents in enumerate(tables)
            if other != place
            and {"date", "year"} & guesses[other].columns.keys()
            and (link := _link(table, incidents))
        ]
        if links:
            other, column, key = links[0]
            found[place] = (other, Victims(table, ledgers[place], guesses[place], column, key))
    return {place: link for place, link in found.items() if link[0] not in found}


def _link(victims: TextTable, incidents: TextTable) -> tuple[str, str] | None:
    """The column of the victims that names an incident, and the column of the incidents that it names."""
    keys = {str(name): plain_name(name) for name in incidents.rows.columns}
    columns = {str(name): plain_name(name) for name in victims.rows.columns}
    pairs = [
        (column, key)
        for column, one in columns.items()
        for key, other in keys.items()
        if one in _PARENTS and other in _KEYS
    ]
    pairs += [(column, key) for column, one in columns.items() for key, other in keys.items() if one == other]
    pairs += [(column, key) for column, one in columns.items() if _REFERS.search(one) for key in keys]
    for column, key in pairs:
        named = texts_of(incidents.rows, key)
        links = texts_of(victims.rows, column)
        links = links[links != ""]
        filled = named[named != ""]
        if len(links) and len(filled) and filled.is_unique and links.isin(filled).mean() >= _LEAST_SHARE:
            return column, key
    return None
