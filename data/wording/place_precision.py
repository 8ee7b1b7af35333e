"""How closely an incident's place is known, and why incidents are not mapped: a place that was not found is no line."""

from __future__ import annotations

from collections.abc import Mapping
from functools import singledispatch
from typing import Any, Final

import numpy as np
import pandas as pd

from data.filters.summary import Summary
from data.language import N_, _
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
    incidents = summary.dataset.incidents
    nowhere = summary.not_drawn_rows
    nowhere = nowhere[incidents["where_prec"].to_numpy()[nowhere] == WherePrecision.VAGUE]
    # A column for itself, without a copy of the rest, and no more of it than is asked: most collections have no such row.
    for name in ("adm0", "adm1_iso", "place_name"):
        if len(nowhere):
            nowhere = nowhere[np.asarray(incidents[name].array.take(nowhere) == "", dtype=bool)]
    return len(nowhere)
