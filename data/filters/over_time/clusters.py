"""Reported incidents that lie close together in both space and time.

The method is ST-DBSCAN (Birant and Kut, Data & Knowledge Engineering 60, 2007): an incident with at
least FEWEST incidents, itself included, within RADIUS_KM and DAYS of it is a core, and a cluster is all
cores that reach one another in such steps, with what lies within reach of them. Its third distance,
between values other than place and time, is not used, and what lies within reach of two clusters is in
both, so that the order of rows decides nothing. The neighbourhoods are ours, the clustering is
scikit-learn's DBSCAN. Clusters describe what was reported; they say nothing of places or days to come.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import singledispatch
from typing import Any, Final

import numpy as np
import pandas as pd

from data.filters.summary import Summary
from data.tables.count_range import CountRange
from data.tables.dataset import BoolArray, IntArray
from data.tables.vocabulary import DatePrecision

RADIUS_KM: Final = 10.0
DAYS: Final = 30
FEWEST: Final = 3
"""Incidents of a core's neighbourhood, itself included."""
COARSEST_DATE: Final = DatePrecision.WEEK
"""Incidents that are dated more roughly have no place in time to speak of."""
MOST_INCIDENTS: Final = 2_000
"""More are not clustered: each may neighbour each, and the list would help nobody."""

EARTH_RADIUS_KM: Final = 6371.0088
"""Mean radius (IUGG); great circles of 10 km are good to some metres' tens with it."""


@dataclass(frozen=True)
class Cluster:
    """Incidents that reach one another."""

    incident_ids: tuple[str, ...]
    """In order of time."""
    place_name: str
    """The coded place of most of them; "" when none has one."""
    district: str
    """The district of most of them, ISO 3166-2, or ""."""
    first: date
    last: date
    """The first and the last of the incidents' first days."""
    killed: CountRange
    injured: CountRange
    """Matching casualties, best figures."""


@dataclass(frozen=True)
class Clusters:
    """What was found among the matching incidents of a filter."""

    found: tuple[Cluster, ...]
    """The latest first."""
    considered: int
    """Matching incidents with a dot and a date known to a week or better."""
    too_rough: int
    """Matching incidents without."""

    @property
    def is_too_many(self) -> bool:
        """Whether there were more than are clustered."""
        return self.considered > MOST_INCIDENTS

    @property
    def is_looked_for(self) -> bool:
        """Whether there were as many as can make a cluster, and not too many."""
        return FEWEST <= self.considered <= MOST_INCIDENTS


def placed_and_dated(summary: Summary) -> IntArray:
    """Positions of the matching incidents with a dot and a date known to a week or better, in order of time."""
    dataset = summary.dataset
    is_known = dataset.has_dot & dataset.incidents["date_prec"].between(
        DatePrecision.DAY, COARSEST_DATE
    ).to_numpy(dtype=bool)
    return summary.rows[is_known[summary.rows]]


@singledispatch
def clusters_of(summary: Summary) -> Clusters:
    """The clusters of the matching incidents; none among more than MOST_INCIDENTS."""
    rows = placed_and_dated(summary)
    nothing = Clusters((), len(rows), summary.incidents - len(rows))
    if not nothing.is_looked_for:
        return nothing
    members = [rows[is_member] for is_member in _members(summary.dataset.incidents.iloc[rows])]
    found = [(_cluster(summary, each), each.tolist()) for each in members]
    found.sort(key=lambda pair: (pair[0].last, pair[0].first, pair[1]), reverse=True)
    return replace(nothing, found=tuple(cluster for cluster, _rows in found))


def neighbours(longitudes: Any, latitudes: Any, days: Any) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    """Which incidents are within RADIUS_KM and DAYS of which, both included, shape (incidents, incidents).

    Degrees in EPSG:4326 and days as whole numbers; distances are great circles on a sphere.
    """
    east, north = (
        np.radians(np.asarray(longitudes, dtype=float)),
        np.radians(np.asarray(latitudes, dtype=float)),
    )
    half_chord = (
        np.sin((north[:, None] - north) / 2) ** 2
        + np.cos(north)[:, None] * np.cos(north) * np.sin((east[:, None] - east) / 2) ** 2
    )
    kilometres = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.clip(half_chord, 0, 1)))
    when = np.asarray(days, dtype=np.int64)
    is_near: np.ndarray[tuple[int, int], np.dtype[np.bool_]] = (kilometres <= RADIUS_KM) & (
        np.abs(when[:, None] - when) <= DAYS
    )
    return is_near


def _members(incidents: pd.DataFrame) -> list[BoolArray]:
    """Which incidents belong to each cluster."""
    # Late, because it takes more than a second and only an opened panel needs it.
    from sklearn.cluster import DBSCAN

    days = (incidents["date_start"] - pd.Timestamp(0)).dt.days
    is_near = neighbours(incidents["longitude"], incidents["latitude"], days)
    clustering = DBSCAN(eps=0.5, min_samples=FEWEST, metric="precomputed").fit(np.where(is_near, 0.0, 1.0))
    cores = clustering.core_sample_indices_
    labels = clustering.labels_[cores]
    return [is_near[cores[labels == label]].any(axis=0) for label in np.unique(labels)]


def _cluster(summary: Summary, rows: IntArray) -> Cluster:
    incidents = summary.dataset.incidents.iloc[rows]
    killed, injured = summary.chosen_in(summary.people_of(rows).sum())
    return Cluster(
        incident_ids=tuple(map(str, incidents["incident_id"])),
        place_name=_commonest(incidents["place_name"]),
        district=_commonest(incidents["adm1_iso"]),
        first=incidents["date_start"].min().date(),
        last=incidents["date_start"].max().date(),
        killed=killed,
        injured=injured,
    )


def _commonest(values: pd.Series) -> str:
    counts = values.astype("str")[values != ""].value_counts()
    return "" if counts.empty else str(min(counts.index[counts == counts.max()]))
