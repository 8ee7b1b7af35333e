"""What a part answers of a filter, and how the answers of all parts become that of the whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from operator import add
from typing import Any, Final

import numpy as np
import pandas as pd

from data.exports.headline import Headline, headline_of
from data.exports.row_texts import csv_lines
from data.exports.rows import features, features_text, rows
from data.filters.filter_keys import TERMS
from data.filters.on_map.level_of_detail import Tile, cell_sums_of_tile, cell_sums_of_view, circles
from data.filters.over_time.timeline import timeline
from data.filters.ranking import ranking
from data.filters.summary import Summary
from data.filters.tally import COUNTED
from data.tables.dataset import IntArray

Counts = dict[str, dict[str, int]]
"""Numbers of incidents by field and choice."""


def csv_of_rows(summary: Summary, begin: int, end: int) -> bytes:
    """The lines of the matching incidents from one of them to before another, in order of time."""
    return csv_lines(rows(summary, _between(summary, begin, end)))


def geojson_of_rows(summary: Summary, begin: int, end: int) -> bytes:
    """As `csv_of_rows`, GeoJSON features with a comma between them."""
    return features_text(summary, _between(summary, begin, end))


def features_of_rows(summary: Summary, begin: int, end: int) -> list[str]:
    """As `csv_of_rows`, the text of each GeoJSON feature."""
    return features(summary, _between(summary, begin, end))


def _between(summary: Summary, begin: int, end: int) -> IntArray:
    return summary.rows[begin:end]


ANSWERS: Final[Mapping[str, Callable[..., Any]]] = {
    "headline": headline_of,
    "districts": lambda summary: summary.districts,
    "options": lambda summary: summary.option_counts,
    "timeline": timeline,
    "cells": lambda summary, zoom, column, row: cell_sums_of_tile(summary, Tile(zoom, column, row)),
    "cells of a view": cell_sums_of_view,
    "csv": csv_of_rows,
    "geojson": geojson_of_rows,
    "features": features_of_rows,
}
"""What a part can be asked of a summary, by name, with further arguments. No answer grows with the part, but by what differs
in it: districts, months, values; rows come by pages."""


def merged_headlines(parts: Sequence[Headline]) -> Headline:
    """The figures of all parts together."""
    return reduce(add, parts)


def merged_districts(parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """The ranking, as `Summary.districts` of the whole."""
    sums = pd.concat(parts).groupby(level=0, sort=True)[[*COUNTED]].sum()
    return ranking(sums.index, {name: sums[name].to_numpy(dtype=np.int64) for name in COUNTED})


def merged_options(parts: Sequence[Counts]) -> Counts:
    """How many incidents each choice would show, in the order of `data.filters.option_counts`."""
    merged: Counts = {}
    for part in parts:
        for key, counts in part.items():
            sums = merged.setdefault(key, {})
            for option, number in counts.items():
                sums[option] = sums.get(option, 0) + number
    return {key: _in_order(key, counts) for key, counts in merged.items()}


def _in_order(key: str, counts: dict[str, int]) -> dict[str, int]:
    # Every part has all choices of own columns, in their order.
    if key == "column":
        return counts
    terms = {term.value: at for at, term in enumerate(TERMS.get(key, ()))}
    return {option: counts[option] for option in sorted(counts, key=lambda text: (terms.get(text, -1), text))}


def merged_cells(parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """The cells of a tile or a view, as `features_of_tile` and `features_of` of the whole have them with `as_cells`, without `points` and `point`: how
    many different points of several parts there are nobody can add up.
    """
    cells = pd.concat(parts).groupby("cell", sort=True)
    lowest, highest = cells[["west", "south"]].min(), cells[["east", "north", "worst", "is_near"]].max()
    totals = cells[[*COUNTED, "casualties", "east_sum", "north_sum"]].sum()
    return circles(pd.concat([totals, lowest, highest], axis="columns"))
