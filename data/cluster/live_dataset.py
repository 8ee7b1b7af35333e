"""A dataset whose incidents the workers of a cluster have: what a page knows of all of them, and excerpts of a few."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Final

import pandas as pd

from data.bounded_cache import BoundedCache
from data.cluster.clustered import Clustered
from data.cluster.excerpts import Excerpt, ExcerptDataset, Extent, joined_excerpts
from data.filters.incident_filter import IncidentFilter
from data.tables.dataset import Dataset
from data.tables.layers.levels import Levels

MOST_CACHED: Final = 64
"""Selections whose incidents are remembered."""


@dataclass(frozen=True, eq=False)
class LiveDataset(Dataset):
    """The dataset of a cluster for pages: `incidents`, `casualties` and `sources` have no row here."""

    answers: Clustered = field(kw_only=True)
    """Who answers of its incidents."""

    @classmethod
    def of(cls, clustered: Clustered) -> LiveDataset:
        """The dataset of a cluster."""
        whole = clustered.dataset
        made = cls(**{name: getattr(whole, name) for name in Dataset.__dataclass_fields__}, answers=clustered)
        made.__dict__["own_choices"] = whole.own_choices
        return made

    def _coded_at(self, levels: Levels, level: int) -> LiveDataset:
        """As `Dataset._coded_at`: what is requested of the parts is of the level too."""
        del levels
        made = LiveDataset.of(self.answers.at_level(level))
        made.__dict__["_siblings"] = self._siblings
        return made

    @property
    def has_rows(self) -> bool:
        """As `Dataset.has_rows`."""
        return False

    @cached_property
    def shaded_districts(self) -> tuple[str, ...]:
        """As `Dataset.shaded_districts`."""
        in_use = {*self._own_district_names}
        return tuple(sorted(in_use & {*self.districts["adm1_iso"].dropna().astype(str)}))

    @cached_property
    def starts(self) -> tuple[date, date] | None:
        """As `Dataset.starts`."""
        known = [extent.starts for extent in self._extents if extent.starts]
        return (min(first for first, _ in known), max(last for _, last in known)) if known else None

    @cached_property
    def first_day(self) -> date | None:
        """As `Dataset.first_day`."""
        return min((extent.first_day for extent in self._extents if extent.first_day), default=None)

    @cached_property
    def last_day(self) -> date | None:
        """As `Dataset.last_day`."""
        return max((extent.last_day for extent in self._extents if extent.last_day), default=None)

    @cached_property
    def has_undated(self) -> bool:
        """As `Dataset.has_undated`."""
        return any(extent.has_undated for extent in self._extents)

    @cached_property
    def _own_district_names(self) -> dict[str, str]:
        """As `Dataset._own_district_names`: the first name that any part has, which another program may have written."""
        names: dict[str, str] = {}
        for extent in self._extents:
            for code, name in extent.district_names.items():
                if names.get(code, code) == code:
                    names[code] = name
        return names

    @cached_property
    def _extents(self) -> list[Extent]:
        extents: list[Extent] = self.answers.all("extent", IncidentFilter())
        return extents

    def row_of(self, incident_id: str) -> int | None:
        """Never requested: it has no row. `holding` gives the rows of incidents."""
        raise TypeError(f"The rows of {incident_id} are on the workers of a cluster; ask for `holding`.")

    def holding(self, incident_ids: Sequence[str]) -> tuple[Dataset, list[int]]:
        """As `Dataset.holding`: an excerpt. Of a single incident it has those near it too."""
        requested = tuple(incident_ids)
        known = self._excerpts.get(requested)
        if known is None:
            known = self._excerpt_of(requested) if requested else self.excerpt([])
            self._excerpts.set(requested, known)
        found = map(known.row_of, requested)
        return known, [row for row in found if row is not None]

    def excerpt(self, parts: Sequence[Excerpt], near: int = 0) -> ExcerptDataset:
        """What parts sent, in their order, as a dataset."""
        return joined_excerpts(self, parts, near)

    def _excerpt_of(self, incident_ids: tuple[str, ...]) -> ExcerptDataset:
        parts = self.answers.all("excerpt of incidents", IncidentFilter(), incident_ids)
        found = self.excerpt(parts)
        if len(found.incidents) != 1 or not found.has_dot.any():
            return found
        here: Any = found.incidents.iloc[0]
        span = (here["date_start"], here["date_end"])
        if pd.isna(span[0]):
            return found  # near none: nobody knows when it was
        point = float(here["longitude"]), float(here["latitude"])
        near = self.answers.all("excerpt around", IncidentFilter(), str(here["incident_id"]), *point, *span)
        return self.excerpt([excerpt for _number, excerpt in near], sum(number for number, _ in near) - 1)

    @cached_property
    def _excerpts(self) -> BoundedCache[tuple[str, ...], ExcerptDataset]:
        return BoundedCache(MOST_CACHED)
