"""Excerpts of a dataset: the rows of a few incidents, which a part sends, and the small dataset that several make together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd

from data.filters.on_map.neighbours import number_near, others_near
from data.filters.summary import Summary
from data.folders.tables.dataset_of_tables import points_of
from data.tables.dataset import Dataset, IntArray
from data.tables.own_columns import choices_of

MOST_AROUND: Final = 500
"""Incidents near one that a part sends; the nearest."""


@dataclass(frozen=True)
class Excerpt:
    """The rows of some incidents, in order of time."""

    incidents: pd.DataFrame
    casualties: pd.DataFrame
    sources: pd.DataFrame
    areas: tuple[str, ...] = ()
    """The deepest area of each incident, where the folder has boundaries of its own."""


def excerpt(dataset: Dataset, rows: IntArray) -> Excerpt:
    """The incidents at these positions, in order of time, with their casualties and sources."""
    first, last = (np.searchsorted(dataset.casualty_incident, rows, side) for side in ("left", "right"))
    numbers = last - first
    before = np.cumsum(numbers) - numbers
    casualties = np.repeat(first - before, numbers) + np.arange(numbers.sum())
    sources = np.sort(dataset.sources_of(rows)[0])
    areas = () if dataset.levels is None else tuple(map(str, dataset.levels.of_incidents.iloc[rows]))
    return Excerpt(
        _taken(dataset.incidents.drop(columns="geometry"), rows),
        _taken(dataset.casualties, casualties),
        _taken(dataset.sources, sources),
        areas,
    )


def excerpt_of(dataset: Dataset, incident_ids: Sequence[str]) -> Excerpt:
    """The incidents of these identifiers that the dataset has."""
    found = sorted(row for one in incident_ids if (row := dataset.row_of(one)) is not None)
    return excerpt(dataset, np.array(found, dtype=np.intp))


def excerpt_around(
    dataset: Dataset, incident_id: str, longitude: float, latitude: float, start: Any, end: Any
) -> tuple[int, Excerpt]:
    """How many incidents are near the point and the days of one, as `data.filters.on_map.neighbours` has it, itself among
    them; and the nearest, with that one where the dataset has it.
    """
    near, _distance_km = others_near(dataset, longitude, latitude, start, end)
    row = dataset.row_of(incident_id)
    shown = near[:MOST_AROUND] if row is None else np.union1d(near[:MOST_AROUND], [row])
    return len(near), excerpt(dataset, np.sort(shown))


def place_of_incident(summary: Summary, incident_id: str) -> int | None:
    """The place of an incident among those that match, in order of time; None where it does not match."""
    row = summary.dataset.row_of(incident_id)
    found = np.flatnonzero(summary.rows == (-1 if row is None else row))
    return int(found[0]) if len(found) else None


@dataclass(frozen=True)
class Extent:
    """The days of the incidents of a dataset, and the districts to which they are coded."""

    starts: tuple[date, date] | None
    first_day: date | None
    last_day: date | None
    has_undated: bool
    district_names: Mapping[str, str]
    """As the tables name them, or the code, by code."""


def extent_of(summary: Summary) -> Extent:
    """Of all incidents of the dataset, whatever matches."""
    dataset = summary.dataset
    names = {code: dataset.own_district_name(code) for code in dataset.district_names}
    return Extent(dataset.starts, dataset.first_day, dataset.last_day, dataset.has_undated, names)


@dataclass(frozen=True, eq=False)
class ExcerptDataset(Dataset):
    """Some incidents of a dataset whose others are elsewhere."""

    near: int = 0
    """How many incidents of the whole are near the one that it was made for."""


@number_near.register
def _(dataset: ExcerptDataset, _row: int) -> int:
    return dataset.near


def joined_excerpts(whole: Dataset, parts: Sequence[Excerpt], near: int = 0) -> ExcerptDataset:
    """The incidents of several excerpts, in order of time, as a dataset with the names and choices of the whole."""
    tables = {
        name: _joined([getattr(part, name) for part in parts] or [getattr(whole, name)])
        for name in ("incidents", "casualties", "sources")
    }
    incidents = tables["incidents"].drop(columns="geometry", errors="ignore")
    points = points_of(incidents["longitude"].to_numpy(float), incidents["latitude"].to_numpy(float))
    tables["incidents"] = gpd.GeoDataFrame(incidents, geometry=points, crs="EPSG:4326")
    fields = {name: getattr(whole, name) for name in Dataset.__dataclass_fields__} | tables
    if whole.levels is not None:
        areas = [area for part in parts for area in part.areas]
        fields["levels"] = whole.levels.of_some(pd.Series(areas, dtype="str"))
    made = ExcerptDataset(**fields, near=near)
    made.__dict__["own_choices"] = {
        name: choices_of(incidents[name].astype("str"), column.values)
        for name, column in whole.own_choices.items()
    }
    for name in _OF_THE_WHOLE:
        made.__dict__[name] = getattr(whole, name)
    return made


_OF_THE_WHOLE: Final = (
    "shaded_districts",
    "district_boxes",
    "named_districts",
    "outlined_districts",
    "named_towns",
    "own_columns",
    "_district_labels",
    "_district_names_spoken",
    "_own_district_names",
    "_aliases",
    "_spellings",
)
"""What an excerpt shows as the whole dataset does: names, and the districts in use."""


def _taken(table: pd.DataFrame, rows: IntArray) -> pd.DataFrame:
    """Rows of a table, without the texts of all others that its categories have."""
    taken = pd.DataFrame(table).iloc[rows].reset_index(drop=True)
    texts = {name: taken[name].astype("str") for name in taken.columns if _is_text(taken[name])}
    return taken.assign(**texts)


def _is_text(column: Any) -> bool:
    return isinstance(column.dtype, pd.CategoricalDtype) and not column.dtype.ordered


def _joined(tables: Sequence[pd.DataFrame]) -> pd.DataFrame:
    whole = pd.concat(tables, ignore_index=True) if len(tables) > 1 else tables[0].reset_index(drop=True)
    texts = [name for name in whole.columns if name != "incident_id" and whole[name].dtype == "str"]
    return whole.astype(dict.fromkeys(texts, "category"))
