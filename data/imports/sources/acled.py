"""The Armed Conflict Location & Event Data (ACLED), as its user downloaded it: known by its columns, or where those
were cut or renamed, by the values of the column that gives the kind of event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import pandas as pd

from data.errors import FileError
from data.imports.columns.cells import counts, looked_up, one_line, texts_of
from data.imports.columns.column_mapping import ColumnMapping
from data.imports.columns.day_cells import day_spans, month_and_year_spans
from data.imports.columns.days.days import DayOrder
from data.imports.columns.guessing.renamed_columns import columns_by_source_name
from data.imports.events.kinds_of_event import KindColumn, kinds_in
from data.imports.events.mine_words import ordnance_words
from data.imports.formats.text.text_table import TextTable
from data.imports.report.ledger import Ledger
from data.imports.rows.coded_rows import (
    COLUMN_IS_EMPTY,
    NO_COLUMN,
    CodedRows,
    casualty_rows,
    incident_rows,
    source_rows,
)
from data.imports.rows.empty_counts import ALWAYS_WRITTEN, unknown_rows
from data.imports.sources.acled_kinds import MINE_EVENT, REMOTE_EVENTS, event_column, sub_event_column
from data.language import N_
from data.limits import Work
from data.remark import Remark
from data.tables.licence import ACLED_TERMS
from data.tables.vocabulary import NOT_STATED, Outcome

_TELLING: Final = frozenset("event_id_cnty event_date sub_event_type fatalities geo_precision".split())
_ALSO_READ: Final = frozenset(
    "time_precision actor1 actor2 country admin1 admin2 location latitude longitude source notes event_type year".split()
)
_FIELD_OF: Final = {
    "event_date": "date",
    "fatalities": "killed",
    "latitude": "latitude",
    "longitude": "longitude",
    "admin1": "district",
    "admin2": "subdistrict",
    "location": "place",
    "country": "country",
    "notes": "summary",
    "source": "publisher",
    "year": "year",
}
"""What a column of another name is read as, where its own is missing."""

NOT_A_MINE_EVENT: Final = "Its kind of event is “{kind}”, not “{counted}”."
NOT_IN_THE_NOTES: Final = "Its kind of event is “{kind}”, and its notes do not name explosive ordnance."
TAKEN: Final = "Unless kinds are chosen, events whose “{column}” is “{kind}” are taken."
BY_THE_NOTES: Final = (
    "The column “{column}” does not tell a mine from a shell or an air strike; of its remote violence only events whose "
    "notes name explosive ordnance were taken."
)
OTHER_KIND: Final = "Its kind of event is “{kind}”, which cannot be a mine."
A_WEEK: Final = "The day is known to the week; the three days before and after it are included."
A_MONTH: Final = "The day is known to the month; all of its days are included."

_WHERE: Final = {"1": "2", "2": "3", "3": "4"}
"""`geo_precision` 1 is a named town, 2 a part of a district, 3 a larger region."""
_METHOD: Final = {"1": "settlement", "2": "district_point", "3": "district_point"}


@dataclass(frozen=True)
class Acled:
    """The reader of ACLED."""

    name: str = "ACLED"
    title: str = "Armed Conflict Location & Event Data"
    row_rule: str = (
        "One row is one event. Its kind “Remote explosive/landmine/IED” holds remote-controlled bombs too, which ACLED "
        "does not tell from mines."
    )
    cannot_tell: tuple[str, ...] = (
        N_("It counts deaths only; the injured are not recorded."),
        N_("It does not say whose the dead were; they stand as “Not stated”."),
        N_(
            "It does not code the device: mines, improvised devices and remote-controlled bombs are one kind of event."
        ),
        N_("Its most precise point is that of a named town, never the place of the explosion."),
    )
    licence: str = ACLED_TERMS
    attribution: str = "Incidents: ACLED (acleddata.com)"
    columns_read: frozenset[str] = _TELLING | _ALSO_READ

    def recognises(self, table: TextTable) -> bool:
        return bool(sub_event_column(table) or event_column(table))

    def columns_of(self, table: TextTable) -> frozenset[str]:
        """The columns that are read of a table, whatever they are called there."""
        return frozenset(_columns(table).values())

    def unrecorded(self, table: TextTable) -> Mapping[Outcome, str]:
        column = _columns(table).get("fatalities")
        killed = {Outcome.KILLED: NO_COLUMN} if column is None else {}
        if column is not None and not _texts(table, column).any():
            killed = {Outcome.KILLED: COLUMN_IS_EMPTY.format(column=column)}
        return {**killed, Outcome.INJURED: "not recorded by ACLED"}

    def found_out(self, table: TextTable) -> tuple[str, ...]:
        sub = sub_event_column(table)
        return (TAKEN.format(column=sub, kind=MINE_EVENT),) if sub else ()

    def kinds(self, table: TextTable) -> list[KindColumn]:
        """The column of kinds of event; of an event_type alone no value is sure to be of a mine."""
        sub = sub_event_column(table)
        column = sub or event_column(table)
        assert column is not None
        rows = {str(kind): int(count) for kind, count in kinds_in(table.rows[column]).value_counts().items()}
        rule = "" if sub else BY_THE_NOTES.format(column=column)
        return [KindColumn(column, rows, frozenset({MINE_EVENT} & rows.keys()), is_chosen=False, rule=rule)]

    def coded(self, table: TextTable, mapping: ColumnMapping, ledger: Ledger, work: Work) -> CodedRows:
        work.at(N_("Choosing mine events"))
        columns = _columns(table)
        everything = {name: _texts(table, columns.get(name)) for name in self.columns_read}
        sub = sub_event_column(table)
        kinds = texts_of(table.rows, sub or event_column(table))
        if not mapping.kinds:
            kinds = _mine_events(kinds, everything["notes"], ledger, is_of_subtypes=sub is not None)
        given = {name: texts.loc[kinds.index] for name, texts in everything.items()}
        dates = _dates(table, given, ledger)
        fatalities = given["fatalities"]
        given = {name: texts.loc[dates.index] for name, texts in given.items()}
        people = counts(given["fatalities"], ledger)
        dead = people[people["is_given"] & (people["best"] != 0)]
        totals = {
            "Events": len(table.rows),
            "Events that count": len(kinds),
        }
        if "fatalities" in columns:
            totals |= {"Killed, in all events": _sum(everything["fatalities"]), "Killed": _sum(fatalities)}
        casualties = casualty_rows(
            dead.index,
            affected_actor=NOT_STATED,
            victim_category="unknown",
            outcome="killed",
            **{f"count_{part}": dead[part] for part in ("low", "best", "high")},
        )
        if everything["fatalities"].any():
            silent = unknown_rows(people.index[~people["is_given"]], "killed", ledger, ALWAYS_WRITTEN)
            casualties = pd.concat([casualties, silent], ignore_index=True)
        return CodedRows(
            _incidents(given, dates, kinds.loc[dates.index]), casualties, _sources(given), totals
        )


def _texts(table: TextTable, column: str | None) -> pd.Series:
    """The column's texts, in which NA stands for nothing."""
    texts = texts_of(table.rows, column)
    return texts.where(texts != "NA", "")


def _columns(table: TextTable) -> dict[str, str]:
    by_values = {"sub_event_type": sub_event_column(table), "event_type": event_column(table)}
    return columns_by_source_name(table, sorted(_TELLING | _ALSO_READ), _FIELD_OF, by_values)


def _mine_events(kinds: pd.Series, notes: pd.Series, ledger: Ledger, *, is_of_subtypes: bool) -> pd.Series:
    """The kinds of the events that are taken; the others are out of scope, each with its kind."""
    if is_of_subtypes:
        is_mine = kinds.str.casefold() == MINE_EVENT.casefold()
        for kind, rows in kinds[~is_mine].groupby(kinds[~is_mine], sort=False):
            ledger.leave_out(
                rows.index, _statement(NOT_A_MINE_EVENT, kind=str(kind), counted=MINE_EVENT), str(kind)
            )
        return kinds[is_mine]
    may_be = kinds.str.casefold().isin(REMOTE_EVENTS)
    words = {text: "; ".join(ordnance_words(text)) for text in notes[may_be].unique()}
    named = looked_up(notes, words)
    for kind, rows in kinds[named == ""].groupby(kinds[named == ""], sort=False):
        sentence = NOT_IN_THE_NOTES if str(kind).casefold() in REMOTE_EVENTS else OTHER_KIND
        ledger.leave_out(rows.index, _statement(sentence, kind=str(kind)), str(kind))
    taken = named[named != ""]
    return kinds[taken.index] + ", in its notes: " + taken


def _statement(sentence: str, **values: str) -> Remark:
    remark = Remark(sentence.format(**values))
    remark.kind = sentence
    return remark


def _dates(table: TextTable, given: dict[str, pd.Series], ledger: Ledger) -> pd.DataFrame:
    if "event_date" in _columns(table):
        dates = day_spans(given["event_date"], DayOrder.AUTO, date(2100, 1, 1), ledger)
    elif "year" in _columns(table):
        nothing = pd.Series("", index=given["year"].index, dtype="str")
        dates = month_and_year_spans(given["year"], nothing, nothing, ledger)
    else:
        raise FileError(
            table.title, "These ACLED events have no column of days; download them with event_date."
        )
    known_to = given["time_precision"].loc[dates.index]
    is_day = dates["date_prec"] == 1
    week, month = (known_to == "2") & is_day, (known_to == "3") & is_day
    ledger.remark(dates.index[week], A_WEEK)
    ledger.remark(dates.index[month], A_MONTH)
    three_days = pd.Timedelta(days=3)
    dates.loc[week, "date_start"] -= three_days
    dates.loc[week, "date_end"] += three_days
    dates.loc[week, "date_prec"] = 3
    months = dates.loc[month, "date_start"].dt.to_period("M")
    dates.loc[month, "date_start"] = months.dt.start_time.astype("datetime64[s]")
    dates.loc[month, "date_end"] = months.dt.end_time.dt.normalize().astype("datetime64[s]")
    dates.loc[month, "date_prec"] = 4
    return dates


def _incidents(given: dict[str, pd.Series], dates: pd.DataFrame, kinds: pd.Series) -> pd.DataFrame:
    numbers = pd.Series("row-" + dates.index.astype("str"), index=dates.index)
    ids = "ACLED-" + given["event_id_cnty"].where(given["event_id_cnty"] != "", numbers)
    grade = looked_up(given["geo_precision"], _WHERE)
    several = given["source"].str.contains(";")
    is_named = (given["actor1"] != "") | (given["actor2"] != "")
    actors = [given[name].where(given[name] != "", "nobody named") for name in ("actor1", "actor2")]
    return incident_rows(
        dates.index,
        key=ids,
        incident_id=ids,
        date_start=dates["date_start"],
        date_end=dates["date_end"],
        date_prec=dates["date_prec"],
        location_as_reported=given["location"],
        place=one_line(given["location"].where(given["geo_precision"].isin(["1", ""]), "")),
        country=given["country"],
        district=given["admin1"],
        longitude=given["longitude"],
        latitude=given["latitude"],
        where_prec=grade,
        coord_method=looked_up(given["geo_precision"], _METHOD),
        device_as_reported=kinds,
        verification_status=several.map({True: "multiple_sources", False: "single_source"}).astype("str"),
        summary=given["notes"],
        notes=("ACLED: " + actors[0] + " and " + actors[1] + ".").where(is_named, ""),
    )


def _sources(given: dict[str, pd.Series]) -> pd.DataFrame:
    publishers = given["source"].where(given["source"] != "", "ACLED").str.split(";").explode().str.strip()
    publishers = publishers[publishers != ""]
    return source_rows(publishers.index, publisher=publishers)


def _sum(texts: pd.Series) -> int:
    return int(pd.to_numeric(texts, errors="coerce").fillna(0).sum())
