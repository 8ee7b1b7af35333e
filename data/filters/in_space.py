"""How a selection in space divides the incidents that the rest of a filter matches; every one is counted once."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from data.areas.membership import MemberArray, Membership, membership_of_places
from data.filters.incident_filter import IncidentFilter
from data.filters.matching import matching
from data.recorded_areas.members import members_of_choices
from data.tables.dataset import Dataset


@dataclass(frozen=True)
class InSpace:
    """Numbers of incidents."""

    inside: int
    possibly_inside: int
    """Known only to a district that the selection, or the area, overlaps."""
    outside: int
    not_mapped: int

    def __add__(self, other: InSpace) -> InSpace:
        """Of the incidents of both together."""
        return InSpace(
            self.inside + other.inside,
            self.possibly_inside + other.possibly_inside,
            self.outside + other.outside,
            self.not_mapped + other.not_mapped,
        )


def in_space(dataset: Dataset, incident_filter: IncidentFilter) -> InSpace | None:
    """The division of what a filter matches but for its selection; None where nothing is selected in space."""
    if incident_filter.within is None:
        return None
    return divided(
        dataset, replace(incident_filter, within=None), membership_of_places(dataset, incident_filter.within)
    )


def in_areas(dataset: Dataset, incident_filter: IncidentFilter) -> InSpace | None:
    """The division of what a filter matches but for its areas by these; None where no area is requested."""
    if not incident_filter.area:
        return None
    return divided(
        dataset, replace(incident_filter, area=()), members_of_choices(dataset, incident_filter.area)
    )


def divided(dataset: Dataset, incident_filter: IncidentFilter, members: MemberArray) -> InSpace:
    """The division of what a filter matches by the membership of each row of `dataset.codes.places`."""
    found = matching(dataset, incident_filter)
    numbers = np.zeros(len(Membership), dtype=np.intp)
    for part in found.parts():
        places = dataset.codes.place[found.among(part)]
        numbers += np.bincount(members.take(places), minlength=len(Membership))
    outside, inside, possibly, not_mapped = numbers.tolist()
    return InSpace(inside, possibly, outside, not_mapped)
