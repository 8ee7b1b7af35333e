"""The views of a filter as they were first written: pandas over every row, for each filter anew."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from data.filters.filter_keys import CASUALTY_COLUMNS, CHOICE_COLUMNS
from data.filters.incident_filter import IncidentFilter
from data.tables.codes import people_in_rows
from data.tables.dataset import Dataset


@dataclass(frozen=True)
class PlainViews:
    """What the headline, the timeline and the map show."""

    incidents: int
    drawn: int
    killed: int
    injured: int
    months: pd.DataFrame
    """Incidents and people by the month of their start; last come those whose month is not known."""
    districts: pd.DataFrame
    points: pd.DataFrame


def plain_views(dataset: Dataset, incident_filter: IncidentFilter) -> PlainViews:
    """The views, without the list of incidents at each point."""
    found, hurt = _masks(dataset, incident_filter)
    people = _people(dataset, hurt)
    # A colour is that of the whole incident, whatever the filter.
    everyone = _people(dataset, np.ones_like(hurt))
    incidents = pd.DataFrame(dataset.incidents[["date_start", "date_end", "date_prec", "adm1_iso"]])
    table = incidents[found].assign(**people[found], incidents=1)
    counts = ["incidents", "killed_best", "injured_best"]
    start, end = table["date_start"].dt, table["date_end"].dt
    is_known = (start.year == end.year) & (start.month == end.month) & (table["date_prec"] < 5)
    return PlainViews(
        incidents=len(table),
        drawn=int((found & dataset.is_drawn).sum()),
        killed=int(table["killed_best"].sum()),
        injured=int(table["injured_best"].sum()),
        months=table[counts].groupby(start.year * 13 + (start.month - 1).where(is_known, 12)).sum(),
        districts=table[counts].groupby(table["adm1_iso"].where(dataset.is_drawn[found], "")).sum(),
        points=_points(dataset, found & dataset.has_dot, people, everyone),
    )


def plain_dots(dataset: Dataset, incident_filter: IncidentFilter) -> pd.DataFrame:
    """Longitude and latitude of each matching incident that has a dot, a row an incident."""
    found, _ = _masks(dataset, incident_filter)
    return pd.DataFrame(dataset.incidents.loc[found & dataset.has_dot, ["longitude", "latitude"]])


def _masks(
    dataset: Dataset, incident_filter: IncidentFilter
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    incidents, casualties = dataset.incidents, dataset.casualties
    found, hurt = np.ones(len(incidents), dtype=bool), np.ones(len(casualties), dtype=bool)
    if incident_filter.date_from is not None:
        found &= (incidents["date_end"] >= pd.Timestamp(incident_filter.date_from)).to_numpy(dtype=bool)
    if incident_filter.date_to is not None:
        found &= (incidents["date_start"] <= pd.Timestamp(incident_filter.date_to)).to_numpy(dtype=bool)
    is_about_people = False
    for key, column in CHOICE_COLUMNS.items():
        if values := getattr(incident_filter, key):
            is_casualty = key in CASUALTY_COLUMNS
            mask = (casualties if is_casualty else incidents)[column].isin(values).to_numpy(dtype=bool)
            (hurt if is_casualty else found).__iand__(mask)
            is_about_people |= is_casualty
    hurt &= found[dataset.casualty_incident]
    if is_about_people:
        found = np.zeros_like(found)
        found[dataset.casualty_incident[hurt]] = True
    return found, hurt


def _people(dataset: Dataset, hurt: npt.NDArray[np.bool_]) -> pd.DataFrame:
    casualties = dataset.casualties[hurt]
    positions, people = dataset.casualty_incident[hurt], people_in_rows(casualties)
    columns = {}
    for outcome in ("killed", "injured"):
        is_outcome = (casualties["outcome"] == outcome).to_numpy(dtype=bool)
        for part in people:
            weights = people[part].to_numpy(dtype=float)[is_outcome]
            sums = np.bincount(positions[is_outcome], weights, minlength=len(dataset.incidents))
            columns[f"{outcome}_{part}"] = sums.astype(np.int64)
    return pd.DataFrame(columns)


def _points(
    dataset: Dataset, is_dot: npt.NDArray[np.bool_], people: pd.DataFrame, everyone: pd.DataFrame
) -> pd.DataFrame:
    dots = pd.DataFrame(dataset.incidents.loc[is_dot, ["longitude", "latitude", "where_prec"]])
    people, everyone = people[is_dot], everyone[is_dot]
    worst = pd.Series(0, index=dots.index)
    for grade, outcome in ((1, "injured"), (2, "killed")):
        worst = worst.mask((everyone[f"{outcome}_best"] > 0) | (everyone[f"{outcome}_open"] > 0), grade)
    dots = dots.assign(
        killed=people["killed_best"],
        injured=people["injured_best"],
        worst=worst,
        is_near=dots["where_prec"] == 2,
        incidents=1,
    )
    return dots.groupby(["longitude", "latitude"], sort=True, as_index=False).agg(
        incidents=("incidents", "sum"),
        killed=("killed", "sum"),
        injured=("injured", "sum"),
        worst=("worst", "max"),
        is_near=("is_near", "any"),
    )
