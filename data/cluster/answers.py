"""What a part answers of a filter, and how the answers of all parts become that of the whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial, reduce
from operator import add
from typing import Any, Final

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from data.cluster.excerpts import Excerpt, excerpt, excerpt_around, excerpt_of, extent_of, place_of_incident
from data.errors import FilterError
from data.exports.case_tables import CASE_TABLES
from data.exports.headline import Headline, headline_of
from data.exports.narrowed import Narrowing, features_between, features_of_incident, number_narrowed
from data.exports.row_texts import csv_lines
from data.exports.rows import features, features_text, rows
from data.filters.breakdown import COLUMNS, breakdown_sums
from data.filters.coverage import people_counted
from data.filters.filter_keys import TERMS
from data.filters.incident_filter import IncidentFilter
from data.filters.on_map.grid import Grid
from data.filters.on_map.level_of_detail import MOST_SINGLE, cell_sums, circles, rows_in
from data.filters.on_map.outside import drawn_outside
from data.filters.over_time.beyond_dates import beyond_dates
from data.filters.over_time.clusters import placed_and_dated
from data.filters.over_time.comparison import Shared, shared_by
from data.filters.over_time.days import days_of_matches
from data.filters.over_time.period_sums import Period, histories, period_sums
from data.filters.over_time.timeline import timeline
from data.filters.ranking import ranking
from data.filters.single_incidents import gravest_first, has_matching
from data.filters.summary import Summary, summary_of
from data.filters.tally import COUNTED
from data.tables.dataset import Dataset, IntArray
from data.tables.layers.levels import Levels
from data.wording.paragraphs.evidence import evidence_of, people_left_out
from data.wording.place_precision import number_nowhere

MOST_CELLS: Final = 20_000
"""Cells of the whole world whose casualties a part sends, by which the circles of a map are sized."""

Counts = dict[str, dict[str, int]]
"""Numbers of incidents by field and choice."""


def rows_of_rows(summary: Summary, begin: int, end: int) -> pd.DataFrame:
    """As `csv_of_rows`, the rows of `data.exports.rows.rows`."""
    return rows(summary, _between(summary, begin, end))


def table_of_rows(table: str, summary: Summary, begin: int, end: int) -> pd.DataFrame:
    """As `rows_of_rows`, of one of CASE_TABLES."""
    return CASE_TABLES[table](summary, _between(summary, begin, end))


def csv_of_rows(summary: Summary, begin: int, end: int) -> bytes:
    """The lines of the matching incidents from one of them to before another, in order of time."""
    return csv_lines(rows(summary, _between(summary, begin, end)))


def geojson_of_rows(summary: Summary, begin: int, end: int) -> bytes:
    """As `csv_of_rows`, GeoJSON features with a comma between them."""
    return features_text(summary, _between(summary, begin, end))


def features_of_rows(summary: Summary, begin: int, end: int) -> list[str]:
    """As `csv_of_rows`, the text of each GeoJSON feature."""
    return features(summary, _between(summary, begin, end))


def excerpt_of_rows(summary: Summary, begin: int, end: int) -> Excerpt:
    """As `csv_of_rows`, the rows of the tables themselves."""
    return excerpt(summary.dataset, _between(summary, begin, end))


def excerpt_of_not_drawn(summary: Summary, begin: int, end: int) -> Excerpt:
    """As `excerpt_of_rows`, of the matching incidents that are not on the map."""
    return excerpt(summary.dataset, summary.not_drawn_rows[begin:end])


def excerpt_of_the_gravest(summary: Summary) -> Excerpt:
    """The rows of `gravest_first`, in order of time."""
    return excerpt(summary.dataset, np.sort(gravest_first(summary)[1]))


def casualties_by_cell(summary: Summary, grid: Grid) -> pd.Series | None:
    """Matching casualties by the number of each cell of a grid; None where that would be more than MOST_CELLS."""
    cells = cell_sums(summary, grid)
    return cells.set_index("cell")["casualties"] if len(cells) <= MOST_CELLS else None


def identifiers_in(summary: Summary, grid: Grid) -> list[str]:
    """Of the matching incidents with a dot in a grid, of more than MOST_SINGLE the latest."""
    rows = rows_in(summary, grid)[-MOST_SINGLE:]
    return [*map(str, summary.dataset.incidents["incident_id"].iloc[rows])]


@dataclass(frozen=True)
class NotUnderstood:
    """Why a CQL2 text was not understood, in a sentence."""

    sentence: str


def number_left(summary: Summary, narrowing: Narrowing) -> int | NotUnderstood:
    """As `number_narrowed`."""
    try:
        return number_narrowed(summary, narrowing)
    except FilterError as error:
        return NotUnderstood(str(error))


def shared_with(summary: Summary, other: IncidentFilter) -> Shared:
    """What another filter matches too."""
    return shared_by(summary, summary_of(summary.dataset, other))


def histories_of_part(summary: Summary, period: Period, earlier: int, districts: Sequence[str]) -> csr_array:
    """As `histories`, without the many zeros of days that a part has nothing of."""
    return csr_array(histories(summary, period, earlier, districts))


def _between(summary: Summary, begin: int, end: int) -> IntArray:
    return summary.rows[begin:end]


def merged_headlines(parts: Sequence[Headline]) -> Headline:
    """The figures of all parts together."""
    return reduce(add, parts)


def merged_districts(parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """The ranking, as `Summary.districts` of the whole."""
    sums = pd.concat(parts).groupby(level=0, sort=True)[[*COUNTED]].sum()
    return ranking(sums.index, {name: sums[name].to_numpy(dtype=np.int64) for name in COUNTED})


def merged_options(parts: Sequence[Counts], whole: Dataset, incident_filter: IncidentFilter) -> Counts:
    """How many incidents each choice would show, in the order of `data.filters.option_counts` of the whole."""
    merged: Counts = {}
    for part in parts:
        for key, counts in part.items():
            sums = merged.setdefault(key, {})
            for option, number in counts.items():
                sums[option] = sums.get(option, 0) + number
    ordered = {key: _in_order(key, counts) for key, counts in merged.items()}
    if whole.levels is not None:
        ordered["district"] = _areas_in_order(ordered["district"], whole.levels, whole.level, incident_filter)
    return ordered


def _areas_in_order(
    counts: dict[str, int], levels: Levels, level: int, incident_filter: IncidentFilter
) -> dict[str, int]:
    """Those that incidents are coded by, those in which these lie, and then what is chosen below the level."""
    in_use = [code for code in levels.in_use(level) if code]
    last = [code for code in incident_filter.district if code in levels.titles]
    above = {one for code in in_use for one in levels.chain(code)} - {*in_use}
    return {code: counts[code] for code in dict.fromkeys([*in_use, *sorted(above), *last])}


def _in_order(key: str, counts: dict[str, int]) -> dict[str, int]:
    # Every part has all choices of own columns, in their order.
    if key == "column":
        return counts
    terms = {term.value: at for at, term in enumerate(TERMS.get(key, ()))}
    return {option: counts[option] for option in sorted(counts, key=lambda text: (terms.get(text, -1), text))}


def merged_breakdown(parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """As `breakdown_sums` of the whole; its lines have an order of their own."""
    return pd.concat(parts).groupby(level=0, sort=True)[COLUMNS].sum()


def merged_cells(parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """The cells of a grid, as `features_of` of the whole has them with `as_cells`, but for `point`, which is the number of
    the cell, and `points`: how many different points of several parts there are nobody can add up, so that more than one
    are 2.
    """
    cells = pd.concat(parts).groupby("cell", sort=True)
    lowest, highest = cells[["west", "south"]].min(), cells[["east", "north", "worst", "is_near"]].max()
    totals = cells[[*COUNTED, "casualties", "east_sum", "north_sum"]].sum()
    merged = pd.concat([totals, lowest, highest], axis="columns")
    is_one_point = (merged["west"] == merged["east"]) & (merged["south"] == merged["north"])
    return circles(merged.assign(points=np.where(is_one_point, 1, 2), point=merged.index))


ANSWERS: Final[Mapping[str, Callable[..., Any]]] = {
    "headline": headline_of,
    "districts": lambda summary: summary.districts,
    "options": lambda summary: summary.option_counts,
    "timeline": timeline,
    "breakdown": breakdown_sums,
    "cells": cell_sums,
    "casualties of cells": casualties_by_cell,
    "identifiers of cells": identifiers_in,
    "extent": extent_of,
    "nowhere": number_nowhere,
    "rows": rows_of_rows,
    "casualties": partial(table_of_rows, "casualties"),
    "sources": partial(table_of_rows, "sources"),
    "csv": csv_of_rows,
    "geojson": geojson_of_rows,
    "features": features_of_rows,
    "feature": features_of_incident,
    "number left": number_left,
    "features left": features_between,
    "excerpt": excerpt_of_rows,
    "excerpt of what is not mapped": excerpt_of_not_drawn,
    "excerpt of cells": lambda summary, grid: excerpt(summary.dataset, rows_in(summary, grid)),
    "excerpt of incidents": lambda summary, incident_ids: excerpt_of(summary.dataset, incident_ids),
    "excerpt around": lambda summary, *where: excerpt_around(summary.dataset, *where),
    "place": place_of_incident,
    "days": days_of_matches,
    "beyond dates": beyond_dates,
    "shared": shared_with,
    "period sums": period_sums,
    "histories": histories_of_part,
    "people counted": people_counted,
    "placed and dated": lambda summary: len(placed_and_dated(summary)),
    "excerpt of the placed and dated": lambda summary: excerpt(summary.dataset, placed_and_dated(summary)),
    "evidence": evidence_of,
    "left out": people_left_out,
    "excerpt of the gravest": excerpt_of_the_gravest,
    "has": has_matching,
    "outside": drawn_outside,
}
"""What can be requested of a part's summary, by name, with further arguments. No answer grows with the part, but by what differs
in it: districts, months, values; rows come by pages."""
