"""Which reader reads which table of somebody's files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Final

import pandas as pd

from data.errors import FileError
from data.imports.assembled import assembled
from data.imports.checked_tables import Checked, Entry
from data.imports.columns.column_mapping import ColumnMapping
from data.imports.columns.guessing.guess_columns import guessed_columns
from data.imports.columns.value_terms import UnknownValue, unknown_values
from data.imports.events.kinds_of_event import KindColumn, kind_columns, only_what_counts
from data.imports.formats.text.text_table import TextTable
from data.imports.report.ledger import Ledger
from data.imports.rows.coded_rows import CodedRows, Source
from data.imports.rows.dates import has_days
from data.imports.rows.empty_counts import columns_with_zeros
from data.imports.rows.victims_table import Victims, victims_tables
from data.imports.sources.acled import Acled
from data.imports.sources.any_table import AnyTable
from data.imports.sources.colombia_register import ColombiaRegister
from data.imports.sources.event_counts import AREAS, NoIncidents, are_counts_of_events
from data.imports.sources.imsma import VICTIM, Imsma
from data.imports.sources.ucdp_ged import UcdpGed
from data.limits import Work
from data.tables.own_columns import MOST, may_be_own, own_name
from data.tables.schema import INCIDENTS
from data.text.search_text import folded

KNOWN_SOURCES: Final[tuple[Source, ...]] = (UcdpGed(), Acled(), Imsma(), ColombiaRegister())

MOST_ARE_AREAS: Final = 0.5
"""Share of geometries that are areas, from which on a layer is one of areas."""
OTHER_SHEET: Final = "Another sheet or layer was chosen; this one was not read."
OF_OTHER_WORK: Final = (
    "Nothing in this sheet or layer says who was hurt or what exploded, as another one of the file does; it was not read. "
    "To read it, choose it as the sheet."
)
_NAMES_INCIDENTS: Final = re.compile(
    r"(?i)accident|incident|event|victim|casualt|\d{4}|acident|unfall|vorfall|kaza|olay|инцид|підрив|подрыв|حادث"
)
NO_DATE_COLUMN: Final = "No column of this sheet gives a date; it was not read."


@dataclass(frozen=True)
class Part:
    """One table, with the reader that reads it and the mapping by which it does."""

    table: TextTable
    ledger: Ledger
    source: Source
    mapping: ColumnMapping
    kinds: tuple[KindColumn, ...] = ()
    """The columns that say which kind of event a row is."""

    @cached_property
    def columns_read(self) -> set[tuple[str, str]]:
        """Each column that the reader looks at, with the title of its table."""
        tables = [self.table]
        of_kinds = {(self.table.title, kind.column) for kind in self.kinds}
        if isinstance(self.source, (Acled, UcdpGed)):
            return of_kinds | {(self.table.title, name) for name in self.source.columns_of(self.table)}
        if isinstance(self.source, Imsma) and self.source.victims is not None:
            tables.append(self.source.victims)
        if isinstance(self.source, AnyTable) and self.source.victims is not None:
            victims = self.source.victims
            of_kinds |= {(victims.table.title, name) for name in victims.columns_read}
        return of_kinds | {(table.title, name) for table in tables for name in self.source.columns_read}

    @cached_property
    def retained_columns(self) -> list[str]:
        """The columns that mean nothing to the atlas and are kept as the user's own."""
        if isinstance(self.source, NoIncidents):
            return []
        read = {name for title, name in self.columns_read if title == self.table.title}
        read |= {*(self.table.point_columns or ())}
        left = [str(name) for name in self.table.rows.columns if name not in read and may_be_own(str(name))]
        return [name for name in left if (self.table.rows[name].str.strip() != "").any()][:MOST]

    @property
    def unknown_values(self) -> list[UnknownValue]:
        """The values of its columns that were not understood."""
        if not isinstance(self.source, AnyTable):
            return []
        rows = self.table.rows.drop(index=self.ledger.out_of_scope, errors="ignore")
        return unknown_values(rows, self.mapping.columns, self.mapping.values)

    def _own(self, rows: pd.Index) -> pd.DataFrame:
        known = [column.name for column in INCIDENTS.columns]
        columns = {
            own_name(name, known): self.table.rows[name].loc[rows].str.strip()
            for name in self.retained_columns
        }
        return pd.DataFrame(columns, index=rows)

    def read(self, work: Work) -> tuple[CodedRows, Checked]:
        """The table in the atlas's terms, and the tables that come of it."""
        table = self.table
        if isinstance(self.source, AnyTable) or self.mapping.kinds:
            table = only_what_counts(table, self.kinds, self.ledger)
        coded = self.source.coded(table, self.mapping, self.ledger, work)
        coded = replace(coded, own=self._own(coded.incidents.index))
        checked = assembled(coded, self.ledger, work, self.mapping.choices)
        if isinstance(self.source, Imsma) and self.source.victims is not None:
            checked = _with_victims(checked, self.source)
        if isinstance(self.source, AnyTable) and self.source.victims is not None:
            checked = _with_rows_of_victims(checked, self.source.victims, table)
        return coded, checked


def parts(
    tables: Sequence[TextTable], ledgers: Sequence[Ledger], columns: ColumnMapping | None, today: date
) -> Iterator[Part]:
    """Each table with its reader. A sheet without a date beside others is refused; alone it raises FileError."""
    victims = _victims_beside_accidents(tables)
    _check_kinds(tables, columns)
    country = (
        ColumnMapping({})
        if columns is None
        else ColumnMapping({}, country=columns.country, kinds=columns.kinds, choices=columns.choices)
    )
    beside = {} if victims is not None or len(tables) == 1 else _tables_of_victims(tables, ledgers, today)
    of_work = _tables_of_other_work(tables, today) if columns is None else frozenset[int]()
    is_any_read = False
    for place, (table, ledger) in enumerate(zip(tables, ledgers, strict=True)):
        if place in beside or (victims is not None and table is tables[victims]):
            continue
        source = next((source for source in KNOWN_SOURCES if source.recognises(table)), None)
        if isinstance(source, Imsma) and victims is not None:
            source = Imsma(tables[victims], ledgers[victims])
        mapping = country if source else _mapping(table, columns, today, is_alone=len(tables) == 1)
        if columns is not None and columns.sheet not in ("", table.sheet) and _is_a_sheet(tables, columns):
            ledger.leave_out(table.rows.index, OTHER_SHEET)
            continue
        if mapping is None:
            are_areas = table.areas >= MOST_ARE_AREAS
            ledger.leave_out(table.rows.index, AREAS if are_areas else NO_DATE_COLUMN)
            continue
        if source is None and columns is None and place in of_work:
            ledger.leave_out(table.rows.index, OF_OTHER_WORK)
            continue
        is_any_read = True
        kinds = _kinds(table, source, mapping)
        if source is None and table.areas >= MOST_ARE_AREAS and not _counts_people(mapping):
            source = NoIncidents(AREAS)
        if source is None and are_counts_of_events(table, mapping):
            source = NoIncidents()
        own = next((linked for other, linked in beside.values() if other == place), None)
        zeros = columns_with_zeros(table, mapping) if source is None else frozenset()
        yield Part(table, ledger, source or AnyTable(mapping, today, kinds, own, zeros), mapping, kinds)
    if not is_any_read:
        _say_what_the_columns_lack(tables, columns)
        raise FileError(
            tables[0].file, "No sheet has a column that gives a date; choose one with “--columns”."
        )


def _is_a_sheet(tables: Sequence[TextTable], columns: ColumnMapping) -> bool:
    return any(table.sheet == columns.sheet for table in tables)


def sheets_in_words(tables: Sequence[TextTable], chosen: Sequence[Part]) -> list[str]:
    """Which of several sheets or layers were read and which not; nothing where there is one."""
    if len(tables) < 2:
        return []
    of_victims = [title for part in chosen if (title := _title_of_victims(part.source))]
    read = [part.table.title for part in chosen if not isinstance(part.source, NoIncidents)]
    taken = {*read, *of_victims}
    left = [table.title for table in tables if table.title not in taken]
    sentences = [f"Incidents were read from: {'; '.join(read) or 'none'}."]
    sentences += [f"Their victims were read from: {'; '.join(of_victims)}."] if of_victims else []
    return sentences + ([f"Not read as incidents: {'; '.join(left)}."] if left else [])


def _title_of_victims(source: Source) -> str:
    if isinstance(source, AnyTable) and source.victims is not None:
        return source.victims.table.title
    return source.victims.title if isinstance(source, Imsma) and source.victims is not None else ""


def _check_kinds(tables: Sequence[TextTable], columns: ColumnMapping | None) -> None:
    """Raises FileError when a person chose kinds of event in a column that no table has."""
    for column in columns.kinds if columns is not None else ():
        if not any(folded(column) == folded(str(name)) for table in tables for name in table.rows.columns):
            kind_columns(tables[0], ColumnMapping({}, kinds={column: ("",)}))


def _tables_of_victims(
    tables: Sequence[TextTable], ledgers: Sequence[Ledger], today: date
) -> dict[int, tuple[int, Victims]]:
    return victims_tables(tables, ledgers, [guessed_columns(table, today) for table in tables])


def _counts_people(mapping: ColumnMapping) -> bool:
    return bool(mapping.counts or {"killed", "injured", "casualties", "outcome"} & mapping.columns.keys())


def _tables_of_other_work(tables: Sequence[TextTable], today: date) -> frozenset[int]:
    """The places of tables that have days, but neither people nor devices, beside others of their file that have.

    Such are the points of a survey beside the accidents; a sheet whose name is that of a year is one of several.
    """
    if len(tables) < 2:
        return frozenset()
    has_events = [_names_what_happened(guessed_columns(table, today)) for table in tables]
    with_days = {table.file for table, has_event in zip(tables, has_events, strict=True) if has_event}
    return frozenset(
        place
        for place, (table, has_event) in enumerate(zip(tables, has_events, strict=True))
        if not has_event
        and table.file in with_days
        and not any(one.recognises(table) for one in KNOWN_SOURCES)
        and not _NAMES_INCIDENTS.search(table.sheet)
    )


def _names_what_happened(mapping: ColumnMapping) -> bool:
    return _counts_people(mapping) or bool({"device", "victim_category"} & mapping.columns.keys())


def _kinds(table: TextTable, source: Source | None, mapping: ColumnMapping) -> tuple[KindColumn, ...]:
    """The columns of kinds of event; what a person has chosen comes before what a source takes by itself."""
    here = {folded(str(name)) for name in table.rows.columns}
    kinds = {column: values for column, values in mapping.kinds.items() if values and folded(column) in here}
    chosen = replace(mapping, kinds=kinds)
    if source is None or chosen.kinds:
        return tuple(kind_columns(table, chosen))
    return tuple(source.kinds(table)) if isinstance(source, Acled) else ()


def _victims_beside_accidents(tables: Sequence[TextTable]) -> int | None:
    """The place of a table of victims whose accidents stand in another; None without both."""
    has_accidents = any(Imsma().recognises(table) for table in tables)
    of_victims = [
        place
        for place, table in enumerate(tables)
        if set(table.rows.columns) >= VICTIM and not Imsma().recognises(table)
    ]
    return of_victims[0] if has_accidents and of_victims else None


def _mapping(
    table: TextTable, columns: ColumnMapping | None, today: date, *, is_alone: bool
) -> ColumnMapping | None:
    """The mapping given, where it is of this table, or a guess; None for a sheet that has no date."""
    if columns is not None:
        columns.check_crs(table.title)
    if columns is not None and columns.columns:
        if not is_alone and (columns.sheet not in ("", table.sheet) or not _has(table, columns)):
            return None
        columns.check(table.title, list(table.rows.columns))
        return columns
    guess = guessed_columns(table, today)
    is_alone = is_alone or (columns is not None and columns.sheet == table.sheet != "")
    if not is_alone and not has_days(table, guess.columns):
        return None
    return guess if columns is None else _with_mapping(guess, columns)


def _say_what_the_columns_lack(tables: Sequence[TextTable], columns: ColumnMapping | None) -> None:
    """Raises FileError when the columns given fit no sheet, with what the most fitting one has not."""
    columns_named = set() if columns is None else set(columns.columns.values())
    if columns is None or not columns_named:
        return
    of_sheet = [table for table in tables if columns.sheet in ("", table.sheet)]
    nearest = max(of_sheet or tables, key=lambda table: len(columns_named & set(table.rows.columns)))
    columns.check(nearest.title, list(nearest.rows.columns))


def _has(table: TextTable, columns: ColumnMapping) -> bool:
    return set(columns.columns.values()) <= set(table.rows.columns)


def _with_mapping(guess: ColumnMapping, columns: ColumnMapping) -> ColumnMapping:
    return replace(
        guess,
        country=columns.country,
        sheet=columns.sheet,
        crs=columns.crs,
        kinds=columns.kinds,
        values=columns.values,
        duplicates=columns.duplicates,
        choices=columns.choices,
    )


def _with_rows_of_victims(checked: Checked, victims: Victims, incidents: TextTable) -> Checked:
    """The tables with the account of the victims that stand in a table of their own."""
    ids = victims.incident_rows(incidents).map(checked.entries[0].incident_ids)
    ids = ids[ids.notna()].drop(index=victims.ledger.not_read, errors="ignore")
    lost = victims.table.rows.index.difference(ids.index).difference(victims.ledger.not_read)
    victims.ledger.refuse(pd.Index(lost), "The incident of this victim was not read.")
    return Checked(checked.texts, checked.typed, (*checked.entries, Entry(victims.ledger, ids.astype("str"))))


def _with_victims(checked: Checked, source: Imsma) -> Checked:
    """The tables with the account of the victims that stand in a table of their own."""
    assert source.victims is not None
    assert source.victims_ledger is not None
    ids = "IMSMA-" + source.victims.rows["ac_id_victim"].str.strip()
    ids = ids[ids.isin(checked.texts["incidents"]["incident_id"])]
    lost = source.victims.rows.index.difference(ids.index).difference(source.victims_ledger.not_read)
    source.victims_ledger.refuse(pd.Index(lost), "The accident of this victim was refused.")
    entry = Entry(source.victims_ledger, ids.astype("str"))
    return Checked(checked.texts, checked.typed, (*checked.entries, entry))
