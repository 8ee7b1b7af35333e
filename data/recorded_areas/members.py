"""Where the incidents lie as to recorded areas: inside, possibly inside, outside, or not mapped."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
import shapely

from data.areas.membership import MemberArray, Membership, members_of
from data.errors import FilterError
from data.language import _
from data.recorded_areas.choice import KEY, KIND, LEAST_KM, MOST_KM, AreaChoice
from data.recorded_areas.contact import contact_within
from data.recorded_areas.table import NAMES
from data.tables.dataset import BoolArray, Dataset, IntArray
from data.text.excerpt import quoted
from data.text.search_text import folded

MOST_NAMED: Final = 10
"""Areas of one name that are offered."""


def chosen_areas(dataset: Dataset, choice: AreaChoice) -> IntArray:
    """Positions in `dataset.areas` of the areas that a choice means; none where there are none."""
    if dataset.areas is None:
        return np.empty(0, dtype=np.intp)
    column, values = ("kind", [*choice.kinds]) if choice.kinds else ("area_id", [choice.what])
    return np.flatnonzero(dataset.areas[column].isin(values).to_numpy())


def areas_named(dataset: Dataset, name: str, km: float) -> list[AreaChoice]:
    """The areas with this identifier or name, each with what lies within a distance; none where that is too far."""
    folded_name = folded(name)
    if dataset.areas is None or not folded_name or (km and not LEAST_KM <= km <= MOST_KM):
        return []
    texts = dataset.areas[["area_id", "name", *NAMES]].itertuples(index=False, name=None)
    found = [
        AreaChoice(area_id, km) for area_id, *names in texts if folded_name in map(folded, (area_id, *names))
    ]
    return [choice for choice in found[:MOST_NAMED] if not unknown_areas(dataset, [choice])]


def members_of_areas(dataset: Dataset, areas: IntArray, km: float) -> MemberArray:
    """The membership of each row of `dataset.codes.places` in any of some areas with what lies within a distance."""
    contact = contact_within(dataset, km)
    is_inside = np.zeros(len(dataset.codes.points), dtype=bool)
    is_inside[contact.point[np.isin(contact.area_of_point, areas)]] = True
    overlapped = {*contact.district[np.isin(contact.area_of_district, areas)].tolist()}
    return members_of(dataset, is_inside, overlapped)


def members_of_choice(dataset: Dataset, choice: AreaChoice) -> MemberArray:
    """As `members_of_areas`; where what lies elsewhere is requested, that is inside."""
    found = members_of_areas(dataset, chosen_areas(dataset, choice), choice.km)
    if not choice.is_outside:
        return found
    turned = np.array([0, 0, 0, 0], dtype=np.int8)
    turned[Membership.OUTSIDE], turned[Membership.INSIDE] = Membership.INSIDE, Membership.OUTSIDE
    turned[Membership.POSSIBLY_INSIDE] = Membership.POSSIBLY_INSIDE
    turned[Membership.NOT_MAPPED] = Membership.NOT_MAPPED
    return np.asarray(turned[found], dtype=np.int8)


def members_of_choices(dataset: Dataset, choices: Sequence[AreaChoice]) -> MemberArray:
    """The best of each place's memberships: inside any, or else possibly inside any."""
    every = np.stack([members_of_choice(dataset, choice) for choice in choices])
    is_any = {member: (every == member).any(axis=0) for member in Membership}
    found: MemberArray = every[0].copy()
    found[is_any[Membership.OUTSIDE]] = Membership.OUTSIDE
    found[is_any[Membership.POSSIBLY_INSIDE]] = Membership.POSSIBLY_INSIDE
    found[is_any[Membership.INSIDE]] = Membership.INSIDE
    return found


def takes_areas(dataset: Dataset, choices: Sequence[AreaChoice]) -> BoolArray:
    """Which rows of `dataset.codes.places` a filter with these choices matches: those of any of them."""
    found = np.zeros(len(dataset.codes.places), dtype=bool)
    for choice in choices:
        member = members_of_choice(dataset, choice)
        found |= member == Membership.INSIDE
        if choice.takes_possible:
            found |= member == Membership.POSSIBLY_INSIDE
    return found


def unknown_areas(dataset: Dataset, choices: Sequence[AreaChoice]) -> list[FilterError]:
    """A sentence for each choice that names no area of the dataset, or a line without a distance."""
    found = []
    for choice in choices:
        areas = chosen_areas(dataset, choice)
        if dataset.areas is None or dataset.areas.empty:
            found.append(FilterError(KEY, _("These data have no areas to filter by; leave out “area”.")))
        elif not len(areas) and choice.kinds:
            sentence = _("These data have no area of the kind “{area}”.")
            found.append(FilterError(KEY, sentence.format(area=choice.what.removeprefix(KIND))))
        elif not len(areas):
            sentence = _("These data have no area “{area}”; open the list of areas for their identifiers.")
            found.append(FilterError(KEY, sentence.format(area=quoted(choice.what))))
        elif len(areas) and not choice.km and not has_inside(dataset, areas).any():
            sentence = _(
                "“{area}” is a line, which has no inside; write within how many km of it, as {area},2."
            )
            found.append(FilterError(KEY, sentence.format(area=quoted(choice.what))))
    return found


def has_inside(dataset: Dataset, areas: IntArray) -> npt.NDArray[np.bool_]:
    """Which of some areas are no lines."""
    if dataset.areas is None:
        return np.empty(0, dtype=bool)
    return np.asarray(shapely.area(dataset.areas.geometry.to_numpy()[areas]) > 0, dtype=bool)
