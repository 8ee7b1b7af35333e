"""Everything that the panels show of one filter, computed once and shared.

Incidents are counted at the grain of incidents, people at the grain of casualty rows that match.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from concurrent.futures import Future
from dataclasses import dataclass, replace
from functools import cached_property, singledispatch
from typing import Any, Final
from weakref import WeakSet

import numpy as np
import pandas as pd

from data.areas.outline import outline_bounds
from data.extent import around, around_points
from data.filters.in_space import InSpace, in_areas, in_space
from data.filters.incident_filter import IncidentFilter
from data.filters.matching import Matching, matching
from data.filters.option_counts import option_counts
from data.filters.ranking import ranking
from data.filters.tally import (
    COUNTED,
    Counts,
    Tally,
    as_outcomes,
    by_month_of,
    people_of_patterns,
    tally_of,
)
from data.tables.count_range import CountRange, Sums, best_in, hurt_in
from data.tables.dataset import Dataset, IntArray
from data.tables.vocabulary import Outcome, WherePrecision
from data.text.text_arrays import listed

CACHED_SUMMARIES: Final = 256
"""Summaries kept; the one that was not requested longest goes first."""
CACHED_NUMBERS: Final = 24_000_000
"""Sums and positions, of eight bytes each, that all summaries kept may hold: what bounds their memory."""
NUMBERS_A_PLACE: Final = 6
"""About as many sums are stored for each place and each point."""
FEWEST_CACHED: Final = 4
"""Summaries kept however much they hold, so that the panels of one page share theirs."""


@dataclass(frozen=True, eq=False)
class Summary:
    """The views of one filter on one dataset."""

    dataset: Dataset
    incident_filter: IncidentFilter
    matches: Matching

    @property
    def rows(self) -> IntArray:
        """Positions of the matching incidents, in order of time."""
        return self.matches.rows

    @cached_property
    def incidents(self) -> int:
        return int(self.tally.by_pattern.sum())

    @property
    def stored_numbers(self) -> int:
        """How much it holds: sums by place, and the positions of what matches once these were requested."""
        return self._sums_by_place + (len(self.rows) if "rows" in vars(self.matches) else 0)

    @cached_property
    def _sums_by_place(self) -> int:
        # Once: it is read from all summaries whenever another one is made.
        codes = self.dataset.codes
        return NUMBERS_A_PLACE * (len(codes.places) + len(codes.points))

    @cached_property
    def drawn(self) -> int:
        """How many matching incidents are on the map."""
        is_drawn = self.dataset.codes.places["is_drawn"].to_numpy()
        return int(self.tally.by_place["incidents"][is_drawn].sum())

    @cached_property
    def in_space(self) -> InSpace | None:
        """How many lie inside the selection, possibly inside, and not; None where nothing is selected in space."""
        return in_space(self.dataset, self.incident_filter)

    @cached_property
    def in_areas(self) -> InSpace | None:
        """How many lie inside the areas that are requested, possibly inside, and not; None where none is."""
        return in_areas(self.dataset, self.incident_filter)

    @property
    def not_drawn(self) -> int:
        """How many matching incidents are not mapped."""
        return self.incidents - self.drawn

    @cached_property
    def outcomes(self) -> tuple[Outcome, ...]:
        """The outcomes that the filter asks for: those chosen, or all of them."""
        return tuple(each for each in Outcome if each in self.incident_filter.outcome) or tuple(Outcome)

    @property
    def counted_outcomes(self) -> tuple[Outcome, ...]:
        """Those that a headline has a figure for: none without an incident, in which nobody could be counted."""
        return self.outcomes if self.incidents else ()

    @property
    def not_chosen(self) -> tuple[Outcome, ...]:
        """The outcomes that the filter does not ask for."""
        return tuple(each for each in Outcome if each not in self.outcomes)

    @cached_property
    def killed(self) -> CountRange:
        """The matching killed, not chosen where the filter asks for injured alone."""
        return self.chosen_in(self._people)[0]

    @cached_property
    def injured(self) -> CountRange:
        """The matching injured, not chosen where the filter asks for killed alone."""
        return self.chosen_in(self._people)[1]

    @cached_property
    def tally(self) -> Tally:
        """Incidents and people by pattern and place: what the other views are made of."""
        return tally_of(self.matches)

    @cached_property
    def by_month(self) -> Counts:
        """Incidents and people of each place for a month of `codes.month`."""
        return by_month_of(self.matches, self.tally.people)

    def people_of(self, rows: IntArray) -> pd.DataFrame:
        """Matching casualties of each of these matching incidents, by position.

        Columns `killed_low, killed_best, killed_high, killed_unknown, killed_open` and the same for `injured`.
        """
        by_pattern = self.tally.people
        found = by_pattern.take(self.dataset.codes.pattern[rows])
        return found.set_axis(pd.Index(rows), axis="index")

    def people(self, outcome: Outcome) -> CountRange:
        """The matching casualties of one outcome, not chosen where the filter does not ask for it."""
        return self.killed if outcome is Outcome.KILLED else self.injured

    @property
    def chooses_people(self) -> bool:
        """Whether the filter counts only some of an incident's casualties."""
        return self.matches.people is not None

    @cached_property
    def everyone(self) -> pd.DataFrame:
        """As `tally.people`, of all casualties of an incident of each pattern."""
        return people_of_patterns(self.dataset.codes, None) if self.chooses_people else self.tally.people

    @property
    def sources(self) -> pd.DataFrame:
        """All sources of the matching incidents, in the order of the collection."""
        return self.dataset.sources.iloc[np.sort(self.dataset.sources_of(self.rows)[0])]

    @property
    def shown_sources(self) -> pd.DataFrame:
        """As `sources`, of `Dataset.shown_sources`."""
        return self.dataset.shown_sources.loc[self.sources.index]

    @cached_property
    def districts(self) -> pd.DataFrame:
        """The ranking: one row a district with a matching drawn incident, most incidents first.

        Index `adm1_iso`; columns `incidents, casualties, killed, injured, killed_unknown, injured_unknown`.
        The last row, if there is any, is NO_DISTRICT: incidents that count in no district or are not drawn.
        """
        district, counts = self.dataset.codes.places["counts_in"].cat, self.tally.by_place
        codes, names = district.codes.to_numpy(dtype=np.intp), district.categories.astype("str")
        sums = {
            name: np.bincount(codes, counts[name], minlength=len(names)).astype(np.int64) for name in COUNTED
        }
        return ranking(names, sums)

    @cached_property
    def points(self) -> pd.DataFrame:
        """One row a point that has matching incidents drawn as dots, in order of longitude.

        Columns `longitude, latitude, incidents, casualties, killed, injured, killed_unknown,
        injured_unknown`, `worst` ("killed", "injured" or "": of all casualties of these incidents,
        whatever the filter) and `is_near` (whether an incident there is only near that place). The index
        is the point's position in `codes.points`.
        """
        return _points(self)

    @cached_property
    def dots(self) -> pd.DataFrame:
        """The points, numbered from 0, and in `rows` the positions of each one's incidents.

        For few incidents: `rows` holds each of them.
        """
        rows = rows_at_points(self, self.points.index.to_numpy())
        return self.points.reset_index(drop=True).assign(rows=pd.Series(rows, dtype="object"))

    @cached_property
    def bounds(self) -> tuple[float, float, float, float] | None:
        """West, south, east, north in degrees around the dots and districts drawn, and the selection; the east beyond 180° where that
        crosses the antimeridian; None without any.
        """
        of_districts = self.dataset.district_boxes
        boxes = [of_districts[code] for code in listed(self.districts.index) if code in of_districts]
        dots = around_points(*(self.points[name].to_numpy() for name in ("longitude", "latitude")))
        selected = (
            None if self.incident_filter.within is None else outline_bounds(self.incident_filter.within)
        )
        return around([*boxes, dots, selected])

    @property
    def seen_bounds(self) -> tuple[float, float, float, float] | None:
        """The same, and where nothing is drawn that of all incidents: where a map looks that shows nothing."""
        return self.bounds or summary_of(self.dataset, IncidentFilter()).bounds

    @cached_property
    def option_counts(self) -> dict[str, dict[str, int]]:
        """As `data.filters.option_counts.option_counts`."""
        return option_counts(self.incident_filter, self.matches, self.tally)

    @cached_property
    def not_drawn_rows(self) -> IntArray:
        """Positions of the matching incidents that are not on the map."""
        return self.rows[~self.dataset.is_drawn[self.rows]]

    def hurt_in(self, sums: Sums) -> tuple[CountRange, CountRange]:
        """As `hurt_in` of this dataset."""
        return hurt_in(self.dataset, sums)

    def chosen_in(self, sums: Sums) -> tuple[CountRange, CountRange]:
        """As `hurt_in`; an outcome that the filter does not ask for is not chosen."""
        return self._as_chosen(self.hurt_in(sums))

    def chosen_best_in(self, counts: Sums) -> tuple[CountRange, CountRange]:
        """As `best_in`; an outcome that the filter does not ask for is not chosen."""
        return self._as_chosen(best_in(self.dataset, counts))

    def _as_chosen(self, counts: tuple[CountRange, CountRange]) -> tuple[CountRange, CountRange]:
        if len(self.outcomes) == len(Outcome):
            return counts
        killed, injured = (
            count if outcome in self.outcomes else replace(count, is_chosen=False)
            for outcome, count in zip(Outcome, counts, strict=True)
        )
        return killed, injured

    @cached_property
    def _people(self) -> dict[str, int]:
        """Sums of each column of `tally.people`."""
        by_pattern, people = self.tally.by_pattern, self.tally.people
        return dict(zip(people.columns, (by_pattern @ people.to_numpy()).tolist(), strict=True))


@singledispatch
def summarised(dataset: Dataset, incident_filter: IncidentFilter) -> Summary:
    """The summary of a filter, made now. A dataset whose incidents are elsewhere has another: `data.cluster.live_summary`."""
    summary = Summary(dataset, incident_filter, matching(dataset, incident_filter))
    _ = summary.tally  # once, before those who wait ask for it together
    return summary


def summary_of(dataset: Dataset, incident_filter: IncidentFilter) -> Summary:
    """The summary of a filter, from the cache where it is there.

    Several threads that ask for the same one wait for one computation. A dataset is known by its
    identity: equal tables may stand under another name, licence or day of the last check.
    """
    key = (dataset, incident_filter)
    with _lock:
        if dataset in _forgotten:
            return summarised(dataset, incident_filter)
        future = _summaries.get(key)
        is_mine = future is None
        if future is None:
            future = _summaries[key] = Future()
            _forget_the_oldest()
        _summaries.move_to_end(key)
    if is_mine:
        try:
            future.set_result(summarised(dataset, incident_filter))
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


def _forget_the_oldest() -> None:
    # One that failed is not there any more.
    sizes = [future.result().stored_numbers if future.done() else 0 for future in _summaries.values()]
    is_too_much = sum(sizes) - CACHED_NUMBERS
    for numbers in sizes:
        if len(_summaries) <= CACHED_SUMMARIES and (is_too_much <= 0 or len(_summaries) <= FEWEST_CACHED):
            return
        _summaries.popitem(last=False)
        is_too_much -= numbers


_lock: Final = threading.Lock()
_forgotten: Final[WeakSet[Dataset]] = WeakSet()
"""Datasets that have ended, as long as a request still holds them."""
_summaries: Final[OrderedDict[tuple[Dataset, IncidentFilter], Future[Summary]]] = OrderedDict()


def _points(summary: Summary) -> pd.DataFrame:
    codes, tally = summary.dataset.codes, summary.tally
    of_place = codes.places["point"].to_numpy()
    at = np.flatnonzero((tally.by_place["incidents"] > 0) & (of_place >= 0))
    point = of_place[at]
    sums = {
        name: np.bincount(point, counts[at], minlength=len(codes.points)).astype(np.int64)
        for name, counts in tally.by_place.items()
    }
    worst = np.zeros(len(codes.points), dtype=np.int8)
    np.maximum.at(worst, point, tally.worst[at])
    is_near = np.zeros(len(codes.points), dtype=bool)
    is_near[point[codes.places["where_prec"].to_numpy()[at] == WherePrecision.NEAR_PLACE]] = True
    shown = np.flatnonzero(sums["incidents"])
    columns: dict[str, Any] = {
        name: codes.points[name].to_numpy()[shown] for name in ("longitude", "latitude")
    }
    columns |= {name: values[shown] for name, values in sums.items()}
    columns["worst"] = as_outcomes(worst[shown])
    columns["is_near"] = is_near[shown]
    columns["casualties"] = columns["killed"] + columns["injured"]
    return pd.DataFrame(columns, index=pd.Index(shown))


def rows_at_points(summary: Summary, points: IntArray) -> list[list[int]]:
    """Positions of the matching incidents with a dot at each of these positions in `codes.points`."""
    codes = summary.dataset.codes
    number = np.full(len(codes.points) + 1, -1, dtype=np.intp)
    number[points] = np.arange(len(points))
    # The last entry is for -1: an incident without a dot.
    requested = number[codes.places["point"].to_numpy()][codes.place[summary.rows]]
    at = np.flatnonzero(requested >= 0)
    order = at[np.argsort(requested[at], kind="stable")]
    ends = np.cumsum(np.bincount(requested[at], minlength=len(points)))
    return [part.tolist() for part in np.split(summary.rows[order], ends[:-1])] if len(points) else []
