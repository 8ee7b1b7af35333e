"""The Armed Conflict Location & Event Data (ACLED), as its user downloaded it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

import pandas as pd

from data.imports.columns.cells import counts, day_spans, looked_up, one_line, texts_of
from data.imports.columns.column_mapping import ColumnMapping
from data.imports.columns.days import DayOrder
from data.imports.formats.text_table import TextTable
from data.imports.report.account import Ledger
from data.imports.sources.coded_rows import CodedRows, casualty_rows, incident_rows, source_rows
from data.language import N_
from data.limits import Work
from data.tables.licence import ACLED_TERMS

MINE_EVENT: Final = "Remote explosive/landmine/IED"
_TELLING: Final = frozenset("event_id_cnty event_date sub_event_type fatalities geo_precision".split())
_ALSO_READ: Final = frozenset(
    "time_precision actor1 actor2 country admin1 admin2 location latitude longitude source notes".split()
)

NOT_A_MINE_EVENT: Final = f"Its sub_event_type is not “{MINE_EVENT}”."
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
        f"One row is one event. Events of the sub_event_type “{MINE_EVENT}” are taken; it holds remote-controlled "
        "bombs too, which ACLED does not tell from mines."
    )
    cannot_tell: tuple[str, ...] = (
        "It counts deaths only: there are no injured.",
        "It does not say whose the dead were; they stand as “Not stated”.",
        "It does not code the device: mines, improvised devices and remote-controlled bombs are one kind of event.",
        "Its most precise point is that of a named town, never the place of the explosion.",
    )
    licence: str = ACLED_TERMS
    attribution: str = "Incidents: ACLED (acleddata.com)"
    columns_read: frozenset[str] = _TELLING | _ALSO_READ

    def recognises(self, table: TextTable) -> bool:
        return set(table.rows.columns) >= _TELLING

    def found_out(self, table: TextTable) -> tuple[str, ...]:
        return ()

    def coded(self, table: TextTable, mapping: ColumnMapping, ledger: Ledger, work: Work) -> CodedRows:
        work.at(N_("Choosing mine events"))
        kinds = texts_of(table.rows, "sub_event_type")
        is_mine = kinds == MINE_EVENT
        ledger.refuse(kinds.index[~is_mine], NOT_A_MINE_EVENT, kinds[~is_mine])
        rows = table.rows[is_mine]
        given = {name: texts_of(rows, name if name in rows.columns else None) for name in self.columns_read}
        dates = _dates(given, ledger)
        given = {name: texts.loc[dates.index] for name, texts in given.items()}
        people = counts(given["fatalities"], ledger)
        dead = people[people["is_given"] & (people["best"] != 0)]
        totals = {
            "Events": len(table.rows),
            f"Events of the sub_event_type “{MINE_EVENT}”": len(rows),
            "Killed, in all events": _sum(table.rows["fatalities"]),
            "Killed": _sum(rows["fatalities"]),
        }
        casualties = casualty_rows(
            dead.index,
            affected_actor="Not stated",
            victim_category="unknown",
            outcome="killed",
            **{f"count_{part}": dead[part] for part in ("low", "best", "high")},
        )
        return CodedRows(_incidents(given, dates), casualties, _sources(given), totals)


def _dates(given: dict[str, pd.Series], ledger: Ledger) -> pd.DataFrame:
    dates = day_spans(given["event_date"], DayOrder.AUTO, date(2100, 1, 1), ledger)
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


def _incidents(given: dict[str, pd.Series], dates: pd.DataFrame) -> pd.DataFrame:
    ids = "ACLED-" + given["event_id_cnty"]
    grade = looked_up(given["geo_precision"], _WHERE)
    several = given["source"].str.contains(";")
    actors = [given[name].where(given[name] != "", "nobody named") for name in ("actor1", "actor2")]
    return incident_rows(
        dates.index,
        key=ids,
        incident_id=ids,
        date_start=dates["date_start"],
        date_end=dates["date_end"],
        date_prec=dates["date_prec"],
        location_as_reported=given["location"],
        place=one_line(given["location"].where(given["geo_precision"] == "1", "")),
        country=given["country"],
        district=given["admin1"],
        longitude=given["longitude"],
        latitude=given["latitude"],
        where_prec=grade,
        coord_method=looked_up(given["geo_precision"], _METHOD),
        device_as_reported=MINE_EVENT,
        verification_status=several.map({True: "multiple_sources", False: "single_source"}).astype("str"),
        summary=given["notes"],
        notes="ACLED: " + actors[0] + " and " + actors[1] + ".",
    )


def _sources(given: dict[str, pd.Series]) -> pd.DataFrame:
    publishers = given["source"].where(given["source"] != "", "ACLED").str.split(";").explode().str.strip()
    publishers = publishers[publishers != ""]
    return source_rows(publishers.index, publisher=publishers)


def _sum(texts: pd.Series) -> int:
    return int(pd.to_numeric(texts, errors="coerce").fillna(0).sum())
