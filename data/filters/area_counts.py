"""How many of the incidents that a filter matches lie in or near each recorded area, and each kind of them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from data.areas.membership import Membership
from data.filters.in_space import InSpace, divided
from data.filters.incident_filter import IncidentFilter
from data.filters.summary import summary_of
from data.recorded_areas.choice import HAZARD, KIND, AreaChoice
from data.recorded_areas.contact import contact_within
from data.recorded_areas.drawing import kinds_drawn
from data.recorded_areas.kinds import HAZARDOUS, AreaKind
from data.recorded_areas.members import chosen_areas, members_of_areas
from data.tables.dataset import Dataset
from data.tables.vocabulary import WherePrecision

Counts = npt.NDArray[np.int64]
"""Incidents of each area, shape (rows of `Dataset.areas`,)."""


@dataclass(frozen=True, eq=False)
class AreaCounts:
    """Incidents by area and by kind, whatever areas the filter asks for."""

    inside: Counts
    possibly: Counts
    by_kind: dict[AreaKind, InSpace]
    """Inside any area of the kind, possibly so, outside all of them, not mapped."""
    hazardous: InSpace | None
    """The same of all areas recorded as hazardous; None where there are none."""
    near_only: int
    """Of those inside a hazardous area the incidents that are known only to be near a named place."""


def area_counts(dataset: Dataset, incident_filter: IncidentFilter, km: float) -> AreaCounts:
    """The counts for what lies inside or within a distance, of what a filter matches but for its areas."""
    rest = replace(incident_filter, area=())
    hazardous = chosen_areas(dataset, AreaChoice(f"{KIND}{HAZARD}"))
    members = members_of_areas(dataset, hazardous, km)
    places, codes = summary_of(dataset, rest).tally.by_place["incidents"], dataset.codes.places
    is_near = (members == Membership.INSIDE) & (codes["where_prec"] == WherePrecision.NEAR_PLACE).to_numpy()
    inside, possibly = _by_area(dataset, np.asarray(places), km)
    by_kind = {
        kind: divided(dataset, rest, members_of_areas(dataset, _of_kind(dataset, kind), km))
        for kind in kinds_drawn(dataset)
    }
    has_hazards = any(kind in by_kind for kind in HAZARDOUS)
    return AreaCounts(
        inside,
        possibly,
        by_kind,
        divided(dataset, rest, members) if has_hazards else None,
        int(np.asarray(places)[is_near].sum()),
    )


def _of_kind(dataset: Dataset, kind: AreaKind) -> npt.NDArray[np.intp]:
    return chosen_areas(dataset, AreaChoice(f"{KIND}{kind}"))


def _by_area(dataset: Dataset, incidents: Counts, km: float) -> tuple[Counts, Counts]:
    """Of each area the incidents inside and possibly inside, from those of each row of `dataset.codes.places`."""
    number = 0 if dataset.areas is None else len(dataset.areas)
    contact, places = contact_within(dataset, km), dataset.codes.places
    point = places["point"].to_numpy()
    has_dot, is_drawn = point >= 0, places["is_drawn"].to_numpy()
    at_points = np.bincount(point[has_dot], incidents[has_dot], minlength=len(dataset.codes.points))
    inside = np.bincount(contact.area_of_point, at_points[contact.point], minlength=number)
    deepest = places["area"].cat
    is_coarse = is_drawn & ~has_dot
    in_district = np.bincount(
        deepest.codes.to_numpy()[is_coarse], incidents[is_coarse], minlength=len(deepest.categories)
    )
    at = deepest.categories.astype(str).get_indexer(pd.Index(contact.district))
    known = at >= 0
    possibly = np.bincount(contact.area_of_district[known], in_district[at[known]], minlength=number)
    return inside.astype(np.int64), possibly.astype(np.int64)
