"""What a filter sums of a dataset whose incidents the workers of a cluster have: the other implementation of `Summary`.

A page asks for sums by the functions of `data.filters` and `data.exports`; for a LiveSummary those registered here answer, from
the answers of all parts. What needs the rows of a few incidents gets a Summary of an excerpt.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Final, NoReturn

import numpy as np
import pandas as pd

from data.areas.outline import outline_bounds
from data.cluster.clustered import Clustered
from data.cluster.excerpts import Excerpt
from data.cluster.live_dataset import LiveDataset
from data.exports.headline import Headline
from data.exports.incident_order import SortBy, place_in_order, rows_between
from data.extent import Box, around
from data.filters.breakdown import breakdown_sums
from data.filters.filter_keys import CASUALTY_COLUMNS
from data.filters.in_space import InSpace
from data.filters.incident_filter import IncidentFilter
from data.filters.matching import matching
from data.filters.on_map.grid import Tile, grid_of
from data.filters.on_map.level_of_detail import MOST_SINGLE
from data.filters.over_time.timeline import Step, timeline, undated
from data.filters.summary import Summary, summarised
from data.filters.tally import Tally
from data.tables.count_range import CountRange
from data.tables.dataset import IntArray
from data.text.text_arrays import listed
from data.wording.place_precision import number_nowhere

WORLD: Final = Tile(0, 0, 0)
STORED_NUMBERS: Final = 100_000
"""About as much a summary holds as so many sums: tables of districts and options, and at most MOST_SINGLE incidents."""


@dataclass(frozen=True, eq=False)
class LiveSummary(Summary):
    """The sums of a filter over the parts of a dataset; each is requested once."""

    dataset: LiveDataset

    @property
    def answers(self) -> Clustered:
        """Who answers of the incidents."""
        return self.dataset.answers

    @cached_property
    def headline(self) -> Headline:
        """The figures of the headline."""
        return self.answers.headline(self.incident_filter)

    @property
    def stored_numbers(self) -> int:
        """As `Summary.stored_numbers`, at most."""
        return STORED_NUMBERS

    @cached_property
    def incidents(self) -> int:
        """As `Summary.incidents`."""
        return self.headline.incidents

    @cached_property
    def drawn(self) -> int:
        """As `Summary.drawn`."""
        return self.headline.incidents - self.headline.not_drawn

    @cached_property
    def in_space(self) -> InSpace | None:
        """As `Summary.in_space`."""
        return self.headline.within

    @cached_property
    def in_areas(self) -> InSpace | None:
        """As `Summary.in_areas`."""
        return self.headline.areas

    @cached_property
    def killed(self) -> CountRange:
        """As `Summary.killed`."""
        return self.headline.killed

    @cached_property
    def injured(self) -> CountRange:
        """As `Summary.injured`."""
        return self.headline.injured

    @cached_property
    def districts(self) -> pd.DataFrame:
        """As `Summary.districts`."""
        return self.answers.districts(self.incident_filter)

    @cached_property
    def option_counts(self) -> dict[str, dict[str, int]]:
        """As `Summary.option_counts`."""
        return self.answers.options(self.incident_filter)

    @cached_property
    def world(self) -> pd.DataFrame:
        """The 256 cells of the whole world that have incidents."""
        return self.answers.cells_of_tile(self.incident_filter, WORLD)

    @cached_property
    def dot_incidents(self) -> int:
        """How many matching incidents are drawn as dots."""
        return int(self.world["incidents"].sum())

    @cached_property
    def bounds(self) -> Box | None:
        """As `Summary.bounds`."""
        of_districts = self.dataset.district_boxes
        boxes = [of_districts[code] for code in listed(self.districts.index) if code in of_districts]
        dots = around([*self.world[["west", "south", "east", "north"]].itertuples(index=False, name=None)])
        within = self.incident_filter.within
        return around([*boxes, dots, None if within is None else outline_bounds(within)])

    @cached_property
    def points(self) -> pd.DataFrame:
        """As `Summary.points` where each incident is drawn for itself wherever a map looks; no row where there are more,
        which are drawn as cells.
        """
        if self.dot_incidents > MOST_SINGLE:
            return self.excerpt([]).points
        parts = self.answers.all("excerpt of cells", self.incident_filter, grid_of(WORLD))
        return self.excerpt(parts).points

    @property
    def tally(self) -> Tally:
        """On the workers."""
        self._is_elsewhere("tally")

    @property
    def rows(self) -> IntArray:
        """On the workers."""
        self._is_elsewhere("rows")

    @property
    def not_drawn_rows(self) -> IntArray:
        """On the workers."""
        self._is_elsewhere("not_drawn_rows")

    def _is_elsewhere(self, name: str) -> NoReturn:
        # A sum over no row would pass for 0.
        raise TypeError(f"“{name}” of this summary is on the workers of a cluster.")

    def excerpt(self, parts: list[Excerpt]) -> Summary:
        """The summary of incidents that parts sent, all of which match."""
        dataset = self.dataset.excerpt(parts)
        # Which people match is still to be found; words and areas need not be looked for again.
        people = {key: getattr(self.incident_filter, key) for key in CASUALTY_COLUMNS}
        return Summary(dataset, self.incident_filter, matching(dataset, replace(IncidentFilter(), **people)))


@summarised.register
def _(dataset: LiveDataset, incident_filter: IncidentFilter) -> Summary:
    return LiveSummary(dataset, incident_filter, matching(dataset, incident_filter))


@timeline.register
def _(summary: LiveSummary, step: Step, across: tuple[date, date] | None = None) -> pd.DataFrame:
    return summary.answers.timeline(summary.incident_filter, step, across)


@undated.register
def _(summary: LiveSummary) -> int:
    return summary.headline.undated


@number_nowhere.register
def _(summary: LiveSummary) -> int:
    return sum(summary.answers.all("nowhere", summary.incident_filter)) if summary.not_drawn else 0


@breakdown_sums.register
def _(summary: LiveSummary, by: str) -> pd.DataFrame:
    return summary.answers.breakdown(summary.incident_filter, by)


@rows_between.register
def _(
    summary: LiveSummary,
    begin: int,
    end: int,
    sorts: tuple[SortBy, ...] = (),
    *,
    only_not_mapped: bool = False,
) -> tuple[Summary, IntArray]:
    """The latest first, whatever the sorts: parts are in order of time alone."""
    del sorts
    count = summary.not_drawn if only_not_mapped else summary.incidents
    first, last = max(count - end, 0), max(count - begin, 0)
    kind = "excerpt of what is not mapped" if only_not_mapped else "excerpt"
    parts = summary.answers.between(kind, summary.incident_filter, first, last, not_drawn=only_not_mapped)
    excerpt = summary.excerpt(parts)
    return excerpt, np.arange(len(excerpt.dataset.incidents))[::-1]


@place_in_order.register
def _(summary: LiveSummary, sorts: tuple[SortBy, ...], incident_id: str) -> int | None:
    del sorts
    places = summary.answers.all("place", summary.incident_filter, incident_id)
    before = summary.answers.before(summary.incident_filter)
    found = [first + place for first, place in zip(before, places, strict=True) if place is not None]
    return summary.incidents - 1 - found[0] if found else None
