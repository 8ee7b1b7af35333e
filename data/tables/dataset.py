"""A dataset: the tables of one collection of incidents, checked, frozen and ready to be filtered."""

from __future__ import annotations

import threading
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, partial
from typing import Any, Final

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from data.extent import Box, around
from data.statement import Statement
from data.tables.change_log import EditionNote
from data.tables.codes import Codes, at_level, codes_of
from data.tables.layers.levels import Levels
from data.tables.names.named_places import NamedPlaces
from data.tables.own_columns import OwnChoices, own_choices, own_columns
from data.tables.own_texts import OwnTexts
from data.tables.schema import INCIDENTS
from data.tables.search_index import SearchIndex
from data.tables.translations import Translation
from data.tables.vocabulary import Outcome, WherePrecision
from data.text.text_arrays import comes_before_next, positions, text_array

BoolArray = npt.NDArray[np.bool_]
"""One claim a row, shape (rows,)."""
IntArray = npt.NDArray[np.intp]
"""Row positions, shape (rows,)."""


@dataclass(frozen=True, eq=False)
class Dataset(OwnTexts, NamedPlaces):
    """One collection of incidents; nobody writes into its frames.

    Rows of `incidents` are in order of first day, then identifier, with a RangeIndex: a row's
    position is how every other part refers to it.
    """

    name: str
    """Short identifier, as in dataset.json."""
    title: str
    """What the collection covers, as a heading."""
    as_of: date
    """Day of the last check, not of the last incident."""
    licence: str
    attribution: str
    """One line that stands beside the map."""
    sha256: str
    """Of the tables' content, in hexadecimal."""
    incidents: gpd.GeoDataFrame
    """One row an incident; geometry is its point in EPSG:4326, empty where it has none."""
    casualties: pd.DataFrame
    """One row an incident × actor × victim category × outcome, in the incidents' order."""
    sources: pd.DataFrame
    places: pd.DataFrame
    official_totals: pd.DataFrame
    districts: gpd.GeoDataFrame
    """The layer of districts, as `data.tables.layers.districts.districts_of_the_world` gives it, or with the folder's own
    boundaries in it, as `data.tables.layers.levels.Levels.layer` does.
    """
    areas: gpd.GeoDataFrame | None = None
    """Areas and lines that somebody recorded, as `data.recorded_areas.table` has them; None without any."""
    exposure: pd.DataFrame | None = None
    """Points of schools, health posts, settlements or people, as `data.exposure.table` has them; None without any."""
    language: str = ""
    """Of its title and its free texts (BCP 47); "" when dataset.json does not say."""
    columns_not_read: tuple[str, ...] = ()
    """Columns of the files that the schema does not know, as `file: column`."""
    cannot_tell: tuple[str, ...] = ()
    """Names of outcomes that the collection never records."""
    limits: tuple[str, ...] = ()
    """What the collection leaves out and why, in its editors' words, a sentence each."""
    levels: Levels | None = None
    """The folder's own boundaries; None where it has none."""
    level: int = 0
    """The level of them that incidents are coded, shaded and ranked by; 0 without."""
    place_areas: pd.Series | None = None
    """Of each row of `places` the deepest area; None without boundaries."""
    boundary_remarks: tuple[Statement, ...] = ()
    """How the incidents were joined to the folder's own boundaries, in sentences for the host."""
    change_log: tuple[EditionNote, ...] = ()
    """The published editions of a collection, the newest first; none for other data."""
    translations: Mapping[str, Translation] = field(default_factory=dict)
    """Of title, attribution, limits, actors and sides, by language."""

    @property
    def short_hash(self) -> str:
        """The first 12 digits of `sha256`, as links carry it."""
        return self.sha256[:12]

    @property
    def every_district(self) -> gpd.GeoDataFrame:
        """As `districts`, with the areas of all levels where the folder's own boundaries have several."""
        return self.districts if self.levels is None else self.levels.areas

    def at_level(self, level: int) -> Dataset:
        """The same data with incidents shaded and ranked by another level of the folder's own boundaries; the same
        dataset where there is no such level. What matches a filter does not change.
        """
        if self.levels is None or level == self.level or level not in self.levels.numbers:
            return self
        with _lock:
            if level not in self._siblings:
                self._siblings[level] = self._coded_at(self.levels, level)
            return self._siblings[level]

    @property
    def first(self) -> Dataset:
        """The data at the level that is shaded unless a reader chooses another."""
        return self if self.levels is None else self.at_level(self.levels.shown)

    @cached_property
    def _siblings(self) -> dict[int, Dataset]:
        """The data at each level, as far as requested; one mapping for all of them."""
        return {self.level: self}

    @property
    def siblings(self) -> tuple[Dataset, ...]:
        """The data at each level that was requested, this one among them."""
        return tuple(self._siblings.values())

    def _coded_at(self, levels: Levels, level: int) -> Dataset:
        place_areas = self.places["adm1_iso"] if self.place_areas is None else self.place_areas
        made = replace(
            self,
            level=level,
            incidents=levels.coded_incidents(self.incidents, level),
            places=levels.coded(self.places, place_areas, level),
            districts=levels.layer(level),
        )
        for name in _OF_ALL_LEVELS:
            made.__dict__[name] = getattr(self, name)
        made.__dict__["codes"] = at_level(self.codes, partial(levels.at, level))
        return made

    def with_parts(self, codes: Sequence[str]) -> Sequence[str]:
        """District codes and those of all areas below them, where the folder's own boundaries have levels."""
        return codes if self.levels is None else self.levels.with_parts(codes)

    def with_wholes(self, counts: dict[str, int]) -> dict[str, int]:
        """Numbers by district code, those of an area with its parts', where the folder's own boundaries have levels."""
        return counts if self.levels is None else self.levels.with_wholes(counts)

    @cached_property
    def own_columns(self) -> tuple[str, ...]:
        """The user's own columns of `incidents`, which mean nothing to the atlas."""
        known = [column.name for column in INCIDENTS.columns]
        return tuple(own_columns(map(str, self.incidents.columns), known))

    @cached_property
    def own_choices(self) -> Mapping[str, OwnChoices]:
        """The user's own columns that a filter can ask for."""
        return own_choices(self.incidents, self.own_columns)

    @cached_property
    def not_recorded(self) -> frozenset[Outcome]:
        """Outcomes that the collection never records: their figures are not 0, nobody knows them."""
        return frozenset(map(Outcome, self.cannot_tell))

    @cached_property
    def casualty_incident(self) -> IntArray:
        """Position in `incidents` of each row of `casualties`."""
        return positions(self.incidents["incident_id"], self.casualties["incident_id"])

    def sources_of(self, rows: IntArray) -> tuple[IntArray, IntArray]:
        """Positions in `sources` of the sources of these incidents, one incident after the other, and how many
        each has.
        """
        order, begins = self._sources_in_order
        numbers = self.source_counts[rows]
        before = np.cumsum(numbers) - numbers
        return order[np.repeat(begins[rows] - before, numbers) + np.arange(numbers.sum())], numbers

    @cached_property
    def source_counts(self) -> IntArray:
        """How many sources each incident has."""
        return np.diff(self._sources_in_order[1])

    @cached_property
    def _sources_in_order(self) -> tuple[IntArray, IntArray]:
        """Positions in `sources` in the order of their incidents, and where among them those of each incident begin,
        with the end of the last.
        """
        incidents = positions(self.incidents["incident_id"], self.sources["incident_id"])
        numbers = np.bincount(incidents, minlength=len(self.incidents))
        return np.argsort(incidents, kind="stable"), np.concatenate([[0], np.cumsum(numbers)])

    @cached_property
    def has_dot(self) -> BoolArray:
        """Which incidents are drawn as a dot: exact or near a named place, with coordinates."""
        is_close = self.incidents["where_prec"] <= WherePrecision.NEAR_PLACE
        return np.asarray(is_close & self.incidents["longitude"].notna(), dtype=bool)

    @cached_property
    def is_drawn(self) -> BoolArray:
        """Which incidents are on the map: as a dot, or by shading a district that the layer has."""
        grades = [WherePrecision.DISTRICT, WherePrecision.LARGER_AREA]
        is_in_layer = self.incidents["adm1_iso"].isin(self.districts["adm1_iso"].dropna())
        shades = self.incidents["where_prec"].isin(grades) & is_in_layer
        is_drawn: BoolArray = self.has_dot | np.asarray(shades, dtype=bool)
        return is_drawn

    @cached_property
    def codes(self) -> Codes:
        """The incidents and casualties in small numbers; what filters and sums work on."""
        made = codes_of(
            self.incidents,
            self.casualties,
            self.casualty_incident,
            self.has_dot,
            self.is_drawn,
            None if self.levels is None else self.levels.of_incidents,
        )
        return made if self.levels is None else at_level(made, partial(self.levels.at, self.level))

    @cached_property
    def shaded_districts(self) -> tuple[str, ...]:
        """Codes of the districts in use that the layer has, in order: those that a map can shade."""
        in_use = {str(code) for code in self.codes.places["adm1_iso"].cat.categories}
        return tuple(sorted(in_use & {*self.districts["adm1_iso"].dropna().astype(str)}))

    @cached_property
    def district_boxes(self) -> dict[str, Box]:
        """West, south, east, north in degrees of each of `shaded_districts`, as `data.extent` has them."""
        shaded = self.districts[self.districts["adm1_iso"].isin(self.shaded_districts)]
        parts = shaded[["adm1_iso", "geometry"]].explode()
        edges = parts.bounds.itertuples(index=False, name=None)
        boxes: dict[str, list[Box]] = {}
        for code, box in zip(parts["adm1_iso"].astype(str), edges, strict=True):
            boxes.setdefault(code, []).append(box)
        joined = {code: around(of_parts) for code, of_parts in boxes.items()}
        return {code: box for code, box in joined.items() if box is not None}

    @cached_property
    def search_index(self) -> SearchIndex:
        """What a filter's words are looked for in: the place's names and aliases, the district's names in
        every language, the location as reported and the summary.
        """
        if self.levels is None or self.place_areas is None:
            return SearchIndex.of(self.incidents, self.places, self.districts, self.own_columns)
        # Under the deepest areas, so that every level's names find what lies in them.
        incidents = self.incidents.assign(adm1_iso=self.levels.of_incidents.to_numpy())
        places = self.places.assign(adm1_iso=self.place_areas.to_numpy())
        return SearchIndex.of(incidents, places, self.levels.searched, self.own_columns)

    @property
    def has_rows(self) -> bool:
        """Whether this process has all incidents; otherwise workers of a cluster have them, and `incidents` has no row."""
        return True

    @cached_property
    def starts(self) -> tuple[date, date] | None:
        """The first and the last start of an incident; None when there are no incidents with a date."""
        starts = self.incidents["date_start"].dropna()
        return None if starts.empty else (starts.iloc[0].date(), starts.iloc[-1].date())

    @cached_property
    def has_undated(self) -> bool:
        """Whether any incident has no date."""
        starts = self.incidents["date_start"]
        # Undated incidents stand last.
        return not starts.empty and pd.isna(starts.iloc[-1])

    def holding(self, incident_ids: Sequence[str]) -> tuple[Dataset, list[int]]:
        """A dataset that has the rows of these incidents, and their positions in it; those that there are not are left
        out.
        """
        found = map(self.row_of, incident_ids)
        return self, [row for row in found if row is not None]

    def has_incident(self, incident_id: str) -> bool:
        """Whether there is such an incident."""
        return bool(incident_id) and bool(self.holding([incident_id])[1])

    @cached_property
    def first_day(self) -> date | None:
        """The earliest first day of an incident; None when there are no incidents with a date."""
        first = self.incidents["date_start"].min()
        return None if pd.isna(first) else first.date()

    @cached_property
    def last_day(self) -> date | None:
        """The latest last day of an incident; None when there are no incidents with a date."""
        last = self.incidents["date_end"].max()
        return None if pd.isna(last) else last.date()

    def records(self, rows: Sequence[int] | IntArray, columns: Sequence[str]) -> list[dict[str, Any]]:
        """What `incidents` has in these columns at these positions, an incident a mapping.

        Without a frame between, which takes longer to make than a few hundred incidents to read.
        """
        taken = [self._columns[name].take(rows).tolist() for name in columns]
        return [dict(zip(columns, values, strict=True)) for values in zip(*taken, strict=True)]

    @cached_property
    def _columns(self) -> dict[str, Any]:
        return {str(name): self.incidents[name].array for name in self.incidents.columns}

    def row_of(self, incident_id: str) -> int | None:
        """Position of an incident, or None when this dataset does not have it."""
        keys, order = self._sorted_keys
        found = bisect_left(range(len(order)), incident_id, key=lambda place: keys[int(order[place])].as_py())
        if found == len(order) or keys[int(order[found])].as_py() != incident_id:
            return None
        return int(order[found])

    @cached_property
    def _sorted_keys(self) -> tuple[pa.Array, npt.NDArray[np.uint32]]:
        keys = text_array(self.incidents["incident_id"])
        if comes_before_next(keys).all():
            return keys, np.arange(len(keys), dtype=np.uint32)
        return keys, pc.sort_indices(keys).to_numpy().astype(np.uint32)

    def prepare(self, progress: Callable[[str, float], None] = lambda _step, _part: None) -> None:
        """Make now what is otherwise made when it is first requested, so that no reader waits for it and processes
        forked later share it. `progress` is called with what is being made, and which part is done, 0 to 1.
        """
        for step, part, names in _PREPARED:
            progress(step, part)
            for name in names:
                getattr(self, name)


_lock: Final = threading.RLock()
_OF_ALL_LEVELS: Final = (
    "casualty_incident",
    "_sources_in_order",
    "source_counts",
    "_sorted_keys",
    "search_index",
    "has_dot",
    "is_drawn",
    "own_columns",
    "own_choices",
    "_siblings",
)
"""What is the same at each level of the folder's own boundaries, and made once."""

_PREPARED: Final = (
    (
        "Putting casualties and sources to incidents",
        0.0,
        ("casualty_incident", "source_counts", "_sorted_keys"),
    ),
    ("Making words searchable", 0.15, ("search_index",)),
    ("Numbering what differs", 0.5, ("has_dot", "is_drawn", "codes")),
)
"""Steps of `Dataset.prepare`, the part of the time that has gone by before, and what is made."""
