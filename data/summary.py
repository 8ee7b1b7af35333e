"""Everything that the panels show of one filter, computed once and shared.

Incidents are counted at the grain of incidents, people at the grain of casualty rows that match.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from concurrent.futures import Future
from dataclasses import dataclass
from functools import cached_property
from typing import Final
from weakref import WeakSet

import numpy as np
import numpy.typing as npt
import pandas as pd

from data.dataset import BoolArray, Dataset, IntArray
from data.incident_filter import IncidentFilter, Matching, matching, option_counts
from data.vocabulary import Outcome

CACHED_SUMMARIES: Final = 256
"""Summaries kept; the one that was not asked for longest goes first."""

NO_DISTRICT: Final = ""
"""The line of the ranking for incidents that count in no district."""


@dataclass(frozen=True)
class CountRange:
    """A number of people, with what sources disagree on."""

    best: int
    """Sum of the figures to use; a row without one adds nothing."""
    low: int
    """Sum of the lowest figures."""
    high: int
    """Sum of the highest figures; a row without one adds its best, or else its lowest."""
    unknown: int = 0
    """Rows for which no figure to use was given."""

    @property
    def is_exact(self) -> bool:
        """Whether no source disagrees and no row lacks its figure."""
        return self.low == self.best == self.high and not self.unknown


@dataclass(frozen=True, eq=False)
class Summary:
    """The views of one filter on one dataset."""

    dataset: Dataset
    asked: IncidentFilter
    matches: Matching

    @cached_property
    def rows(self) -> IntArray:
        """Positions of the matching incidents, in order of time."""
        return np.flatnonzero(self.matches.incidents)

    @cached_property
    def incidents(self) -> int:
        return len(self.rows)

    @cached_property
    def drawn(self) -> int:
        """How many matching incidents are on the map."""
        return int((self.matches.incidents & self.dataset.is_drawn).sum())

    @property
    def not_drawn(self) -> int:
        """How many matching incidents are known too roughly to draw."""
        return self.incidents - self.drawn

    @cached_property
    def killed(self) -> CountRange:
        return self._count_range(Outcome.KILLED)

    @cached_property
    def injured(self) -> CountRange:
        return self._count_range(Outcome.INJURED)

    @cached_property
    def per_incident(self) -> pd.DataFrame:
        """Matching casualties of each incident of the dataset, by position; 0 for those that do not match.

        Columns `killed_low, killed_best, killed_high, killed_unknown` and the same for `injured`.
        """
        return casualties_per_incident(self.dataset, self.matches.casualties)

    @cached_property
    def districts(self) -> pd.DataFrame:
        """The ranking: one row a district with a matching drawn incident, most incidents first.

        Index `adm1_iso`; columns `incidents, casualties, killed, injured`. The last row, if there is
        any, is NO_DISTRICT: incidents that count in no district or are not drawn.
        """
        return _ranked(
            self._counted_by(self.dataset.incidents["adm1_iso"].where(self.dataset.is_drawn, NO_DISTRICT))
        )

    @cached_property
    def dots(self) -> pd.DataFrame:
        """One row a point that has matching incidents drawn as dots, in order of longitude.

        Columns `longitude, latitude, incidents, casualties, killed, injured`, `worst` ("killed",
        "injured" or ""), `is_near` (whether an incident there is only near that place) and `rows`
        (positions of the incidents).
        """
        return _points(self)

    @cached_property
    def bounds(self) -> tuple[float, float, float, float] | None:
        """West, south, east, north in degrees of the dots and districts drawn; None without any."""
        districts = self.dataset.districts
        shaded = districts[districts["adm1_iso"].isin(self.districts.index)]
        boxes = [shaded.total_bounds] if len(shaded) else []
        if len(self.dots):
            corner = self.dots[["longitude", "latitude"]]
            boxes.append(np.concatenate([corner.min().to_numpy(), corner.max().to_numpy()]))
        if not boxes:
            return None
        west, south, east, north = np.array(boxes).T
        return float(west.min()), float(south.min()), float(east.max()), float(north.max())

    @cached_property
    def option_counts(self) -> dict[str, dict[str, int]]:
        """As `data.incident_filter.option_counts`."""
        return option_counts(self.dataset, self.asked)

    @cached_property
    def not_drawn_rows(self) -> IntArray:
        """Positions of the matching incidents that are not on the map."""
        return np.flatnonzero(self.matches.incidents & ~self.dataset.is_drawn)

    def _count_range(self, outcome: Outcome) -> CountRange:
        sums = self.per_incident[[f"{outcome}_{part}" for part in ("best", "low", "high", "unknown")]].sum()
        return CountRange(*(int(number) for number in sums))

    def _counted_by(self, keys: pd.Series) -> pd.DataFrame:
        """Matching incidents and people by key, one key an incident of the dataset."""
        people = self.per_incident
        table = pd.DataFrame(
            {"incidents": 1, "killed": people["killed_best"], "injured": people["injured_best"]}
        )
        table.insert(1, "casualties", table["killed"] + table["injured"])
        return table[self.matches.incidents].groupby(keys[self.matches.incidents]).sum()


def casualties_per_incident(dataset: Dataset, counted: BoolArray) -> pd.DataFrame:
    """People in the casualty rows that `counted` marks, one row an incident of the dataset.

    Columns `{killed,injured}_{low,best,high,unknown}`, whole numbers; `unknown` counts rows.
    """
    casualties = dataset.casualties[counted]
    positions = dataset.casualty_incident[counted]
    people = people_in_rows(casualties)
    columns: dict[str, npt.NDArray[np.int64]] = {}
    for outcome in Outcome:
        is_outcome = (casualties["outcome"] == outcome.value).to_numpy(dtype=bool)
        for part in people:
            weights = people[part].to_numpy(dtype=float)[is_outcome]
            sums = np.bincount(positions[is_outcome], weights, minlength=len(dataset.incidents))
            columns[f"{outcome.value}_{part}"] = sums.astype(np.int64)
    return pd.DataFrame(columns, index=dataset.incidents.index)


def people_in_rows(casualties: pd.DataFrame) -> pd.DataFrame:
    """People of each casualty row: whole numbers `low, best, high`, and `unknown`, 1 where no best is given."""
    best = casualties["count_best"]
    parts = {
        "low": casualties["count_low"].fillna(best),
        "best": best,
        "high": casualties["count_high"].fillna(best).fillna(casualties["count_low"]),
        "unknown": best.isna(),
    }
    return pd.DataFrame({part: values.fillna(0).astype("int64") for part, values in parts.items()})


def worst_outcomes(people: pd.DataFrame) -> pd.Series:
    """The worst outcome of each row of `casualties_per_incident`: "killed", "injured" or "".

    A casualty whose number nobody gave is a casualty.
    """
    worst = pd.Series("", index=people.index)
    for outcome in (Outcome.INJURED, Outcome.KILLED):
        has_any = (people[f"{outcome.value}_high"] > 0) | (people[f"{outcome.value}_unknown"] > 0)
        worst = worst.mask(has_any, outcome.value)
    return worst


def summary_of(dataset: Dataset, asked: IncidentFilter) -> Summary:
    """The summary of a filter, from the cache where it is there.

    Several threads that ask for the same one wait for one computation. A dataset is known by its
    identity: equal tables may stand under another name, licence or day of the last check.
    """
    key = (dataset, asked)
    with _lock:
        if dataset in _forgotten:
            return Summary(dataset, asked, matching(dataset, asked))
        future = _summaries.get(key)
        is_mine = future is None
        if future is None:
            future = _summaries[key] = Future()
            if len(_summaries) > CACHED_SUMMARIES:
                _summaries.popitem(last=False)
        _summaries.move_to_end(key)
    if is_mine:
        try:
            future.set_result(Summary(dataset, asked, matching(dataset, asked)))
        except BaseException as error:  # noqa: BLE001 - whatever happens, those who wait must hear of it
            with _lock:
                _summaries.pop(key, None)
            future.set_exception(error)
    return future.result()


def forget_summaries(dataset: Dataset) -> None:
    """Let go of all summaries of a dataset that has ended, and keep none of it from now on."""
    with _lock:
        _forgotten.add(dataset)
        for key in [key for key in _summaries if key[0] is dataset]:
            del _summaries[key]


_lock: Final = threading.Lock()
_forgotten: Final[WeakSet[Dataset]] = WeakSet()
"""Datasets that have ended, as long as a request still holds them."""
_summaries: Final[OrderedDict[tuple[Dataset, IncidentFilter], Future[Summary]]] = OrderedDict()


def _ranked(counted: pd.DataFrame) -> pd.DataFrame:
    is_last = counted.index == NO_DISTRICT
    order = ["incidents", "casualties", "killed"]
    ranked = counted[~is_last].sort_index().sort_values(order, ascending=False, kind="stable")
    return pd.concat([ranked, counted[is_last]])


def _points(summary: Summary) -> pd.DataFrame:
    dataset = summary.dataset
    is_dot = summary.matches.incidents & dataset.has_dot
    dots = dataset.incidents.loc[is_dot, ["longitude", "latitude", "where_prec"]]
    people = summary.per_incident[is_dot]
    worst = pd.Categorical(
        worst_outcomes(people), categories=["", Outcome.INJURED, Outcome.KILLED], ordered=True
    )
    table = pd.DataFrame(
        {
            "longitude": dots["longitude"],
            "latitude": dots["latitude"],
            "killed": people["killed_best"],
            "injured": people["injured_best"],
            "worst": worst,
            "is_near": dots["where_prec"] == 2,
            "rows": dots.index,
        }
    )
    points = table.groupby(["longitude", "latitude"], sort=True, as_index=False).agg(
        incidents=("rows", "size"),
        killed=("killed", "sum"),
        injured=("injured", "sum"),
        worst=("worst", "max"),
        is_near=("is_near", "any"),
        rows=("rows", list),
    )
    points["worst"] = points["worst"].astype("str")
    points["casualties"] = points["killed"] + points["injured"]
    return points
