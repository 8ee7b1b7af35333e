"""How closely an incident's place is known, and why incidents are not mapped: a place that was not found is no line."""

from __future__ import annotations

from collections.abc import Mapping
from functools import singledispatch
from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd

from data.filters.summary import Summary
from data.language import N_, _
from data.tables.dataset import Dataset, IntArray
from data.tables.dataset_cache import DatasetCache
from data.tables.vocabulary import WherePrecision

NOT_FOUND: Final = N_("place not found")
NOT_STATED: Final = N_("place not stated")

ONLY_ROUGHLY: Final = N_("location known only to a larger area, a country or a line")
NOWHERE: Final = N_("place not found or not stated")
BOTH: Final = N_(
    "place not found or not stated, or location known only to a larger area, a country or a line"
)


def is_nowhere(incident: Mapping[Any, Any] | pd.Series) -> bool:
    """Whether nothing is known of the place, not even a country: what was reported was not found, or nothing was."""
    return int(incident["where_prec"]) == WherePrecision.VAGUE and not (
        incident["adm0"] or incident["adm1_iso"] or incident["place_name"]
    )


def precision_label(incident: Mapping[Any, Any] | pd.Series) -> str:
    """The words of the location precision, in the language spoken now."""
    if not is_nowhere(incident):
        return WherePrecision(int(incident["where_prec"])).label
    return _(NOT_FOUND) if incident["location_as_reported"] else _(NOT_STATED)


def why_not_mapped(summary: Summary) -> str:
    """The reasons of those matching incidents that are not on the map, in English, to be translated."""
    if not (number := number_nowhere(summary)):
        return ONLY_ROUGHLY
    return NOWHERE if number == summary.not_drawn else BOTH


@singledispatch
def number_nowhere(summary: Summary) -> int:
    """How many matching incidents there are of whose place nothing is known, as `is_nowhere` has it."""
    dataset = summary.dataset
    by_place = summary.tally.by_place["incidents"]
    at_nowhere = _PLACES_NOWHERE.of(dataset, "", lambda: _places_nowhere(dataset))
    # Sums by place are there; the positions of all that match take a large collection longer than everything else.
    if not by_place[at_nowhere.of_some].any():
        return int(by_place[at_nowhere.of_all].sum())
    return len(_nowhere_among(dataset, summary.not_drawn_rows))


class _PlacesNowhere(NamedTuple):
    """Rows of `codes.places` with incidents of whose place nothing is known."""

    of_all: IntArray
    """Where that is so of each."""
    of_some: IntArray
    """Where it is so of some, and not of others."""


_PLACES_NOWHERE: Final[DatasetCache[str, _PlacesNowhere]] = DatasetCache()


def _places_nowhere(dataset: Dataset) -> _PlacesNowhere:
    codes = dataset.codes
    nowhere = _nowhere_among(dataset, np.flatnonzero(~dataset.is_drawn))
    number = np.bincount(codes.place[nowhere], minlength=len(codes.places))
    places = np.flatnonzero(number)
    is_of_all = number[places] == np.bincount(codes.place, minlength=len(codes.places))[places]
    return _PlacesNowhere(places[is_of_all], places[~is_of_all])


def _nowhere_among(dataset: Dataset, nowhere: IntArray) -> IntArray:
    """Those of some incidents, by position, of whose place nothing is known."""
    incidents = dataset.incidents
    nowhere = nowhere[incidents["where_prec"].to_numpy()[nowhere] == WherePrecision.VAGUE]
    # A column for itself, without a copy of the rest, and no more of it than is needed: most collections have no such row.
    for name in ("adm0", "adm1_iso", "place_name"):
        if len(nowhere):
            nowhere = nowhere[np.asarray(incidents[name].array.take(nowhere) == "", dtype=bool)]
    return nowhere
