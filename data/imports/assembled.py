"""Coded rows put together to the atlas's tables: one row an incident, casualties summed, sources once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
import pandas as pd

from data.imports.checked_tables import Checked, Entry, checked
from data.imports.places.degree_texts import degree_texts
from data.imports.places.placed import placed
from data.imports.report.ledger import Ledger
from data.imports.rows.coded_rows import CASUALTY_COLUMNS, SOURCE_COLUMNS, CodedRows, count_texts
from data.language import N_
from data.limits import Work
from data.tables.schema import CASUALTIES, INCIDENTS, PLACES, SOURCES, Table
from data.text.text_arrays import is_repeated, written_days

DIFFERS: Final = (
    "Another row of this incident comes before it and says otherwise in date or place; that row's was used."
)
_FACTS: Final = ("date_start", "date_end", "place", "district", "longitude", "latitude")
_WHO: Final = ("affected_actor", "affected_side", "victim_category", "outcome", "age_group", "sex")
_NO_CHOICES: Final[Mapping[str, str]] = {}
_MOST_VALUES: Final = 20
"""Different values of one own column that an incident of several rows keeps."""
_COUNTS: Final = ("count_low", "count_best", "count_high")


def assembled(
    coded: CodedRows, ledger: Ledger, work: Work, choices: Mapping[str, str] = _NO_CHOICES
) -> Checked:
    """The tables of coded rows, every one of which the schema accepts.

    Rows with the same key are one incident, dated and placed by the first of them. Casualties of the same
    incident, actor, side, role, outcome, age group and sex are added up. An incident that would break a rule
    of the schema is refused with all its rows. `choices` are what a person chose where names have several places.
    """
    rows = coded.incidents
    first = rows[~rows["key"].duplicated()]
    _remark_on_differences(rows, first, ledger)
    incidents, places = placed(first, ledger, work, choices)
    ids = rows["key"].map(pd.Series(first["incident_id"].to_numpy(), index=first["key"]))
    ids.index = rows.index
    work.at(N_("Putting rows together"))
    texts = {
        "incidents": _with_own(_incident_texts(incidents), coded.own, rows["key"]),
        "casualties": _casualty_texts(coded.casualties, ids),
        "sources": _source_texts(coded.sources, ids),
        "places": _in_schema(places, PLACES),
    }
    entry = Entry(ledger, ids)
    return checked(texts, dict.fromkeys(texts, entry), work)


def _remark_on_differences(rows: pd.DataFrame, first: pd.DataFrame, ledger: Ledger) -> None:
    others = rows[rows["key"].duplicated()]
    if others.empty:
        return
    of_first = first.set_index("key").loc[others["key"], list(_FACTS)]
    differs = np.zeros(len(others), dtype=bool)
    for name in _FACTS:
        differs |= (others[name].to_numpy() != of_first[name].to_numpy()) & (others[name] != "").to_numpy()
    ledger.remark(others.index[differs], DIFFERS)


def _incident_texts(incidents: pd.DataFrame) -> pd.DataFrame:
    texts = incidents.copy()
    for name in ("date_start", "date_end"):
        texts[name] = written_days(texts[name])
    texts["date_prec"] = texts["date_prec"].astype("int64").astype("str")
    for name in ("longitude", "latitude"):
        texts[name] = degree_texts(texts[name])
    return _in_schema(texts, INCIDENTS)


def _with_own(texts: pd.DataFrame, own: pd.DataFrame, key: pd.Series) -> pd.DataFrame:
    """The incidents with the user's own columns; where several rows are one incident, their different values."""
    if own.empty:
        return texts
    by = key.loc[own.index]
    several = by.duplicated(keep=False)
    first = own.loc[texts.index].astype("str")
    if several.any():
        joined = own[several].groupby(by[several], sort=False).agg(_different)
        keys = by.loc[texts.index]
        for name in own.columns:
            first[name] = keys.map(joined[name]).fillna(first[name]).astype("str")
    return pd.concat([texts, first], axis="columns")


def _different(values: pd.Series) -> str:
    filled = list(dict.fromkeys(str(value) for value in values if value))
    return "; ".join(filled[:_MOST_VALUES])


def _casualty_texts(casualties: pd.DataFrame, ids: pd.Series) -> pd.DataFrame:
    casualty_rows = casualties[casualties["row"].isin(ids.index)].copy()
    casualty_rows["incident_id"] = casualty_rows["row"].map(ids)
    sums = added_up(casualty_rows)
    for name in _COUNTS:
        sums[name] = count_texts(sums[name])
    return _in_schema(sums.set_index("row"), CASUALTIES)


def added_up(casualties: pd.DataFrame) -> pd.DataFrame:
    """Casualties of the same incident, actor, side, role, outcome, age group and sex in one row.

    A best figure is unknown where one of them is; its low and high are sums of what is known, the high
    unknown where one of them is.
    """
    if casualties.empty:
        return casualties.assign(incident_id=casualties.get("incident_id", "")).reset_index(drop=True)
    if not is_repeated(casualties["incident_id"] + "\x1f" + casualties["outcome"]).any():
        return casualties[["incident_id", *CASUALTY_COLUMNS]].reset_index(drop=True)
    by = casualties.groupby(["incident_id", *_WHO], sort=False, dropna=False)
    sums = by.agg(
        row=("row", "first"),
        count_low=("count_low", "sum"),
        count_best=("count_best", "sum"),
        count_high=("count_high", "sum"),
        rows=("row", "size"),
        **{f"known_{name}": (name, "count") for name in _COUNTS},
    ).reset_index()
    for name in ("count_best", "count_high"):
        sums[name] = sums[name].where(sums[f"known_{name}"] == sums["rows"])
    sums["count_low"] = sums["count_low"].where(sums["known_count_low"] > 0)
    return sums[["incident_id", *CASUALTY_COLUMNS]]


def _source_texts(sources: pd.DataFrame, ids: pd.Series) -> pd.DataFrame:
    source_rows = sources[sources["row"].isin(ids.index) & (sources["publisher"] != "")].copy()
    source_rows["incident_id"] = source_rows["row"].map(ids).astype("str")
    once = source_rows
    if is_repeated(source_rows["incident_id"]).any():
        once = source_rows.drop_duplicates(["incident_id", *SOURCE_COLUMNS[1:]])
    return _in_schema(once.set_index("row"), SOURCES)


def _in_schema(rows: pd.DataFrame, table: Table) -> pd.DataFrame:
    return rows[[column.name for column in table.columns]].astype("str")
