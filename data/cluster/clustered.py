"""A dataset in parts that somebody asks for it: the answers of the whole, none of which holds more than a page of rows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from pathlib import Path
from typing import Any, Final, Protocol

import pandas as pd

from data.bounded_cache import BoundedCache
from data.cluster.answers import (
    Counts,
    NotUnderstood,
    merged_breakdown,
    merged_cells,
    merged_districts,
    merged_headlines,
    merged_options,
)
from data.cluster.partitions import named_as, read_partitions, read_whole
from data.cluster.timelines import merged_timelines
from data.errors import FilterError
from data.exports.headline import Headline
from data.exports.narrowed import Narrowing
from data.exports.rows import ROWS_A_PART, around_features, csv_head
from data.exports.summary_json import headline_json
from data.filters.incident_filter import IncidentFilter
from data.filters.matching import matching
from data.filters.on_map.grid import Grid, Tile, grid_of
from data.filters.over_time.timeline import Step
from data.filters.summary import Summary
from data.filters.unknown_values import unknown_values

MOST_HEADLINES: Final = 64
"""Filters whose figures by part are remembered, so that the next page of rows does not count again."""

Call = tuple[int, tuple[Any, ...]]
"""The number of a part, and further arguments."""


@dataclass(frozen=True)
class Question:
    """What is required of a part."""

    kind: str
    """One of `data.cluster.answers.ANSWERS`."""
    incident_filter: IncidentFilter
    level: int
    """Of the folder's own boundaries, by which incidents are coded and ranked; 0 where there are none."""


class Parts(Protocol):
    """Who answers for the parts."""

    def answer_of_each(self, question: Question, calls: Sequence[Call]) -> list[Any]:
        """What each of these parts answers, in their order. Raises ClusterError."""
        ...


class Clustered:
    """The answers of a dataset in parts, with the bytes of one process that holds all of it."""

    def __init__(self, folder: Path, parts: Parts) -> None:
        self.partitions = read_partitions(folder)
        self.dataset = read_whole(folder, self.partitions)
        """Without incidents."""
        self._parts = parts
        self._headlines: BoundedCache[IncidentFilter, list[Headline]] = BoundedCache(MOST_HEADLINES)
        self._left: BoundedCache[tuple[int, IncidentFilter, Narrowing], list[int]] = BoundedCache(
            MOST_HEADLINES
        )
        self._levels = {self.dataset.level: self}

    def at_level(self, level: int) -> Clustered:
        """The same parts ranked by another level of the folder's own boundaries; this one where there is no such level."""
        if self.dataset.levels is None or level not in self.dataset.levels.numbers:
            return self
        if level not in self._levels:
            made = copy(self)
            made.dataset = named_as(self.dataset.at_level(level), self.partitions)
            self._levels.setdefault(level, made)
        return self._levels[level]

    def empty(self, incident_filter: IncidentFilter) -> Summary:
        """The summary of a filter on the dataset without incidents: what is the same for all of them."""
        return Summary(self.dataset, incident_filter, matching(self.dataset, incident_filter))

    def headline(self, incident_filter: IncidentFilter) -> Headline:
        """The figures of the whole."""
        return merged_headlines(self._headlines_of(incident_filter))

    def summary_json(self, incident_filter: IncidentFilter) -> str:
        """As `to_summary_json`."""
        unknown = self.unknown_values(incident_filter)
        return headline_json(self.headline(incident_filter), self.empty(incident_filter), unknown)

    def unknown_values(self, incident_filter: IncidentFilter) -> list[str]:
        """As `data.filters.unknown_values.unknown_values`."""
        return unknown_values(self.dataset, incident_filter, lambda key: self.options(IncidentFilter())[key])

    def districts(self, incident_filter: IncidentFilter) -> pd.DataFrame:
        """As `Summary.districts`."""
        return merged_districts(self.all("districts", incident_filter))

    def options(self, incident_filter: IncidentFilter) -> Counts:
        """As `Summary.option_counts`."""
        parts = self.all("options", incident_filter)
        return merged_options(parts, self.dataset, incident_filter)

    def timeline(
        self, incident_filter: IncidentFilter, step: Step, across: tuple[date, date] | None = None
    ) -> pd.DataFrame:
        """As `data.filters.timeline.timeline`."""
        return merged_timelines(self.all("timeline", incident_filter, step, across), step)

    def breakdown(self, incident_filter: IncidentFilter, by: str) -> pd.DataFrame:
        """As `data.filters.breakdown.breakdown_sums`."""
        return merged_breakdown(self.all("breakdown", incident_filter, by))

    def cells(self, incident_filter: IncidentFilter, grid: Grid) -> pd.DataFrame:
        """As `merged_cells`, of a grid that is not so large that its cells would be many thousands."""
        return merged_cells(self.all("cells", incident_filter, grid))

    def cells_of_tile(self, incident_filter: IncidentFilter, tile: Tile) -> pd.DataFrame:
        """As `cells`, of a tile of a web map."""
        return self.cells(incident_filter, grid_of(tile))

    def csv_parts(self, incident_filter: IncidentFilter, *, is_tagged: bool = False) -> Iterator[bytes]:
        """As `data.exports.rows.csv_parts`."""
        yield csv_head(self.empty(incident_filter), is_tagged=is_tagged)
        yield from self._pages("csv", incident_filter)

    def geojson_parts(self, incident_filter: IncidentFilter) -> Iterator[bytes]:
        """As `data.exports.rows.geojson_parts`."""
        return around_features(self.empty(incident_filter), self._pages("geojson", incident_filter))

    def page(self, incident_filter: IncidentFilter, begin: int, end: int) -> list[dict[str, Any]]:
        """The matching incidents from one of them to before another, in order of time, as GeoJSON features."""
        answers: list[list[str]] = self.between("features", incident_filter, begin, end)
        return [json.loads(text) for texts in answers for text in texts]

    def numbers_left(self, incident_filter: IncidentFilter, narrowing: Narrowing) -> list[int]:
        """As `data.exports.narrowed.number_narrowed`, of each part."""
        if narrowing == Narrowing():
            return [headline.incidents for headline in self._headlines_of(incident_filter)]
        # Districts, which a CQL2 text may name, are of a level.
        key = (self.dataset.level, incident_filter, narrowing)
        known = self._left.get(key)
        if known is None:
            known = []
            for answer in self.all("number left", incident_filter, narrowing):
                if isinstance(answer, NotUnderstood):
                    raise FilterError("filter", answer.sentence)
                known.append(answer)
            self._left.set(key, known)
        return known

    def features_left(
        self, incident_filter: IncidentFilter, narrowing: Narrowing, begin: int, end: int
    ) -> list[str]:
        """As `data.exports.narrowed.features_between`."""
        of_parts = _calls(self.numbers_left(incident_filter, narrowing), begin, end)
        calls = [(part, (narrowing, *rows)) for part, rows in of_parts]
        answers: list[list[str]] = self._answers("features left", incident_filter, calls) if calls else []
        return [text for texts in answers for text in texts]

    def between(
        self, kind: str, incident_filter: IncidentFilter, begin: int, end: int, *, not_drawn: bool = False
    ) -> list[Any]:
        """What parts answer of the matching incidents from one of them to before another, in order of time; of those alone
        that are `not_drawn`.
        """
        headlines = self._headlines_of(incident_filter)
        calls = _calls([one.not_drawn if not_drawn else one.incidents for one in headlines], begin, end)
        return self._answers(kind, incident_filter, calls) if calls else []

    def before(self, incident_filter: IncidentFilter) -> list[int]:
        """Of each part how many incidents of earlier ones match."""
        return _before([headline.incidents for headline in self._headlines_of(incident_filter)])

    def _pages(self, kind: str, incident_filter: IncidentFilter) -> Iterable[bytes]:
        """All matching rows, page by page."""
        for number, headline in enumerate(self._headlines_of(incident_filter)):
            for begin in range(0, headline.incidents, ROWS_A_PART):
                yield self._answers(kind, incident_filter, [(number, (begin, begin + ROWS_A_PART))])[0]

    def _headlines_of(self, incident_filter: IncidentFilter) -> list[Headline]:
        known = self._headlines.get(incident_filter)
        if known is None:
            known = self.all("headline", incident_filter)
            self._headlines.set(incident_filter, known)
        return known

    def all(self, kind: str, incident_filter: IncidentFilter, *arguments: Any) -> list[Any]:
        """What each part answers, in their order (`data.cluster.answers.ANSWERS`). Raises ClusterError."""
        return self._answers(
            kind, incident_filter, [(at, arguments) for at in range(len(self.partitions.parts))]
        )

    def _answers(self, kind: str, incident_filter: IncidentFilter, calls: Sequence[Call]) -> list[Any]:
        return self._parts.answer_of_each(Question(kind, incident_filter, self.dataset.level), calls)


def _before(numbers: Sequence[int]) -> list[int]:
    """Of each part how many earlier ones have."""
    return [stop - number for stop, number in zip(accumulate(numbers), numbers, strict=True)]


def _calls(numbers: Sequence[int], begin: int, end: int) -> list[Call]:
    """Which rows of which parts stand between two places of the whole, where each part has so many."""
    return [
        (at, (max(begin - first, 0), min(end - first, number)))
        for at, (first, number) in enumerate(zip(_before(numbers), numbers, strict=True))
        if first < end and begin < first + number
    ]
