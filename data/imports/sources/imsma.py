"""Accident forms of IMSMA Core with their victims, in one table or in two."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

import numpy as np
import pandas as pd

from data.imports.columns.cells import (
    COUNT_PARTS,
    counts,
    joined_texts,
    looked_up,
    meanings,
    one_line,
    texts_of,
)
from data.imports.columns.column_mapping import ColumnMapping
from data.imports.columns.day_cells import day_spans
from data.imports.columns.days.days import DayOrder
from data.imports.columns.words.term_words import (
    activities,
    age_groups,
    device_categories,
    sexes,
    victim_categories,
)
from data.imports.formats.text.text_table import TextTable
from data.imports.report.ledger import Ledger
from data.imports.rows.casualties import ACTORS, UNKNOWN_ROLE
from data.imports.rows.coded_rows import CodedRows, casualty_rows, incident_rows, source_rows
from data.imports.rows.empty_counts import EMPTY_COUNT, unknown_rows, writes_zeros
from data.imports.rows.incidents import NOT_DISTINGUISHED, UNKNOWN_ACTIVITY, UNKNOWN_DEVICE
from data.language import N_
from data.limits import Work
from data.tables.licence import NO_LICENCE_FROM_CENTRE
from data.tables.vocabulary import NOT_STATED, Outcome

ACCIDENT: Final = frozenset("ac_code ac_date".split())
VICTIM: Final = frozenset("ac_id_victim vi_death".split())
_ALSO_READ: Final = frozenset(
    "ac_date_known ac_governorate_name ac_district_name ac_subdistrict_name ac_community_name ac_location"
    " ac_latitude ac_longitude ac_gps_accuracy casualty killed injured casualty_number ac_eo ac_cause ac_area va_id".split()
)
_OF_A_VICTIM: Final = frozenset("vi_gender vi_status_prior vi_activity_accident".split())
VICTIM_AGE: Final = "vi_age_accident"
_GOOD_ACCURACY_M: Final = 100.0

DATE_NOT_KNOWN: Final = "The form says that the date is not known exactly."
NO_SUCH_ACCIDENT: Final = "No accident has the code that this victim's row names."
DEATH_NOT_STATED: Final = (
    "The row does not say whether the victim died; the person is counted by the accident's totals only."
)
MORE_VICTIMS: Final = (
    "More victims are listed than the accident's totals say; all that are listed are counted."
)
TOTALS_DIFFER: Final = "Rows of this accident give different totals; the first row's were used."
NO_CODE: Final = "The accident has no code (ac_code), by which its rows belong together."

_YES: Final = frozenset("yes y true 1 نعم oui si sí да bəli այո dead died deceased fatal killed".split())
_NO: Final = frozenset("no n false 0 لا non нет xeyr ոչ alive survived injured".split())


@dataclass(frozen=True)
class Imsma:
    """The reader of accident forms; `victims` is the second table where they stand apart."""

    victims: TextTable | None = None
    victims_ledger: Ledger | None = None

    name: str = "IMSMA"
    title: str = "IMSMA Core accident form"
    row_rule: str = (
        "One row is one accident, or one of its victims; rows with the same ac_code are one accident. Its killed and "
        "injured are counted once; victims who are listed say who they were, the others are “Not stated”."
    )
    cannot_tell: tuple[str, ...] = (
        N_("It does not say who laid the device."),
        N_("It names no country unless one is given with the columns; the point tells it."),
        N_("Of an age in years only child or adult is kept."),
    )
    licence: str = NO_LICENCE_FROM_CENTRE
    attribution: str = "Incidents: accident forms of a mine action centre (IMSMA Core)"
    columns_read: frozenset[str] = field(default=ACCIDENT | VICTIM | _ALSO_READ | _OF_A_VICTIM)

    def recognises(self, table: TextTable) -> bool:
        return set(table.rows.columns) >= ACCIDENT

    def unrecorded(self, table: TextTable) -> Mapping[Outcome, str]:
        return {}

    def found_out(self, table: TextTable) -> tuple[str, ...]:
        return ()

    def coded(self, table: TextTable, mapping: ColumnMapping, ledger: Ledger, work: Work) -> CodedRows:
        work.at(N_("Reading accidents"))
        rows = table.rows
        code = texts_of(rows, "ac_code")
        ledger.refuse(code.index[code == ""], NO_CODE)
        rows = rows[code != ""]
        given = {name: texts_of(rows, name if name in rows.columns else None) for name in self.columns_read}
        dates = _dates(given, mapping.day_order, ledger)
        given = {name: texts.loc[dates.index] for name, texts in given.items()}
        of_victims = self._victim_rows(rows.loc[dates.index])
        given["vi_activity_accident"] = _first_given(of_victims, "vi_activity_accident", given["ac_code"])
        incidents = _incidents(given, dates, mapping.country, ledger)
        victims = _victims(of_victims, given["ac_code"], self._ledger(ledger))
        totals, casualties = _casualties(given, victims, ledger)
        sources = source_rows(
            dates.index, publisher="IMSMA Core accident form", what_it_supports="accident " + given["ac_code"]
        )
        return CodedRows(incidents, casualties, sources, totals)

    def _ledger(self, ledger: Ledger) -> Ledger:
        return ledger if self.victims_ledger is None else self.victims_ledger

    def _victim_rows(self, rows: pd.DataFrame) -> pd.DataFrame:
        """The rows that describe a victim, with the code of the accident."""
        if self.victims is not None:
            return self.victims.rows.assign(code=texts_of(self.victims.rows, "ac_id_victim"))
        columns = [name for name in ("va_id", "vi_death", "vi_gender") if name in rows.columns]
        is_filled = (rows[columns] != "").any(axis=1) if columns else pd.Series(False, index=rows.index)
        of_victims = rows[is_filled]
        return of_victims.assign(code=texts_of(of_victims, "ac_code"))


def _first_given(victims: pd.DataFrame, column: str, code: pd.Series) -> pd.Series:
    """What the first victim of each accident of whom the column says anything has there; "" without one."""
    texts = texts_of(victims, column if column in victims.columns else None)
    filled = texts != ""
    first = texts[filled].groupby(victims.loc[filled, "code"]).first()
    return looked_up(code, {str(key): text for key, text in first.items()})


def _dates(given: dict[str, pd.Series], order: DayOrder, ledger: Ledger) -> pd.DataFrame:
    dates = day_spans(given["ac_date"], order, date(2100, 1, 1), ledger)
    unsure = given["ac_date_known"].loc[dates.index].str.lower().isin(_NO)
    ledger.remark(dates.index[unsure], DATE_NOT_KNOWN, given["ac_date"].loc[dates.index][unsure])
    return dates


def _incidents(
    given: dict[str, pd.Series], dates: pd.DataFrame, country: str, ledger: Ledger
) -> pd.DataFrame:
    ids = "IMSMA-" + one_line(given["ac_code"])
    metres = pd.to_numeric(given["ac_gps_accuracy"].str.extract(r"(\d+(?:\.\d+)?)")[0], errors="coerce")
    is_measured = (metres <= _GOOD_ACCURACY_M) & (given["ac_longitude"] != "")
    village = given["ac_community_name"].where(given["ac_community_name"] != "", given["ac_subdistrict_name"])
    notes = joined_texts(
        [
            ("Cause: " + given["ac_cause"] + ".").where(given["ac_cause"] != "", ""),
            ("Kind of area: " + given["ac_area"] + ".").where(given["ac_area"] != "", ""),
        ],
        " ",
    )
    return incident_rows(
        dates.index,
        key=given["ac_code"],
        incident_id=ids,
        date_start=dates["date_start"],
        date_end=dates["date_end"],
        date_prec=dates["date_prec"],
        location_as_reported=joined_texts(
            [
                given[f"ac_{name}"]
                for name in ("location", "community_name", "subdistrict_name", "district_name")
            ]
        ),
        place=one_line(village),
        country=country,
        district=given["ac_governorate_name"],
        longitude=given["ac_longitude"],
        latitude=given["ac_latitude"],
        where_prec=is_measured.map({True: "1", False: ""}).astype("str"),
        device_category=meanings(given["ac_eo"], device_categories, ledger, UNKNOWN_DEVICE, "unknown"),
        device_as_reported=given["ac_eo"],
        activity=meanings(given["vi_activity_accident"], activities, ledger, UNKNOWN_ACTIVITY, "unknown"),
        notes=notes,
    )


def _victims(rows: pd.DataFrame, code: pd.Series, ledger: Ledger) -> pd.DataFrame:
    """The victims who are listed, one row each: `code, outcome, affected_actor, victim_category, sex, age_group`."""
    unknown = ~rows["code"].isin(code)
    ledger.refuse(rows.index[unknown], NO_SUCH_ACCIDENT, rows.loc[unknown, "code"])
    rows = rows[~unknown]
    given = {
        name: texts_of(rows, name if name in rows.columns else None)
        for name in ("vi_death", "vi_gender", "vi_status_prior", "vi_age_accident")
    }
    died = given["vi_death"].str.lower()
    outcome = pd.Series(
        np.select([died.isin(_YES), died.isin(_NO)], ["killed", "injured"], ""), index=rows.index
    )
    without_outcome = outcome == ""
    ledger.remark(rows.index[without_outcome], DEATH_NOT_STATED, given["vi_death"][without_outcome])
    role = meanings(given["vi_status_prior"], victim_categories, ledger, UNKNOWN_ROLE, "unknown")
    listed = pd.DataFrame(
        {
            "code": rows["code"],
            "outcome": outcome,
            "affected_actor": looked_up(role, ACTORS),
            "victim_category": role,
            "sex": _meant(given["vi_gender"], sexes(given["vi_gender"])),
            "age_group": _meant(given["vi_age_accident"], age_groups(given["vi_age_accident"])),
        }
    )
    return listed[~without_outcome]


def _casualties(
    given: dict[str, pd.Series], victims: pd.DataFrame, ledger: Ledger
) -> tuple[dict[str, int], pd.DataFrame]:
    """The totals of the input, and casualty rows: the victims listed, then those that totals have beside them."""
    code = given["ac_code"]
    first = code.drop_duplicates()
    row_of = pd.Series(first.index, index=first.to_numpy())
    listed = casualty_rows(
        pd.Index(victims["code"].map(row_of)),
        **{
            name: victims[name]
            for name in ("affected_actor", "victim_category", "outcome", "sex", "age_group")
        },
        count_low=1,
        count_best=1,
        count_high=1,
    )
    parts, totals = [listed], {"Accidents": len(first), "Victims listed": len(victims)}
    for outcome in ("killed", "injured"):
        people = counts(given[outcome], ledger)
        differs = people["best"].groupby(code).transform("nunique") > 1
        ledger.remark(differs.index[differs], TOTALS_DIFFER, given[outcome][differs])
        reported = people.loc[first.index]
        count = victims.loc[victims["outcome"] == outcome, "code"].value_counts()
        known = first.map(count).fillna(0)
        more = reported["best"].fillna(reported["high"]) < known
        ledger.remark(first.index[more], MORE_VICTIMS, given[outcome].loc[first.index][more])
        beside = reported[list(COUNT_PARTS)].sub(known, axis=0).clip(lower=0)
        has_figure = reported[["best", "high"]].notna().any(axis=1) | (reported["low"] > 0)
        is_unknown = ~first.isin(victims["code"]) & ~has_figure
        rest = beside[(beside > 0).any(axis=1) | (is_unknown & reported["is_given"])]
        figures = {f"count_{part}": rest[part] for part in COUNT_PARTS}
        parts.append(
            casualty_rows(
                rest.index, affected_actor=NOT_STATED, victim_category="unknown", outcome=outcome, **figures
            )
        )
        if writes_zeros(given[outcome]):
            silent = is_unknown.index[is_unknown & ~reported["is_given"]]
            parts.append(unknown_rows(silent, outcome, ledger, EMPTY_COUNT))
        least = reported["best"].fillna(reported["low"]).fillna(0)
        totals[outcome.capitalize()] = int(np.maximum(least, known).sum())
    _remark_on_others(given, first.index, ledger)
    return totals, pd.concat(parts, ignore_index=True)


def _remark_on_others(given: dict[str, pd.Series], first: pd.Index, ledger: Ledger) -> None:
    """Accidents whose casualties are given only as one number."""
    number = given["casualty_number"].loc[first]
    is_alone = (
        (number.str.fullmatch("[1-9][0-9]*"))
        & (given["killed"].loc[first] == "")
        & (given["injured"].loc[first] == "")
    )
    ledger.remark(first[is_alone], NOT_DISTINGUISHED, number[is_alone])


def _meant(texts: pd.Series, words: Mapping[str, Any]) -> pd.Series:
    return looked_up(texts, words)
