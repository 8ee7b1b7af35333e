"""Which of a folder's boundaries each incident lies in: by code, then by name within the parent, then by its point."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from data.areas.boundary_table import NAMES
from data.language import N_
from data.statement import Statement, statement
from data.tables.layers.points_in_areas import touching
from data.tables.vocabulary import WherePrecision
from data.text.search_text import folded

NEAR_DEGREES: Final = 0.02
"""A point this close to its area does not contradict it: borders and points are known that well, and no better."""
JOINED: Final = N_(
    "Boundaries: {by_code} incidents joined by code, {by_name} by name, {by_point} by point; {left} in none of the "
    "areas keep the district of their table."
)
DISAGREEING: Final = N_(
    "The points of {number} incidents lie outside the area that their code or name means; the code or name is "
    "used: {incidents}"
)
OUT_OF_TIME: Final = N_(
    "On the days of {number} incidents none of the areas at their place was valid by its dates; they are in the areas "
    "that were valid nearest in time: {incidents}"
)
_WITH_POINT: Final = [int(WherePrecision.EXACT), int(WherePrecision.NEAR_PLACE)]
_SOME: Final = 5
_OWN_CODE: Final = re.compile(r"adm(?:in)?_?([1-5])_?(?:pcode|code|id)", re.IGNORECASE)
_OWN_NAME: Final = re.compile(r"adm(?:in)?_?([1-5])(?:_?name)?(?:_[a-z]{2})?", re.IGNORECASE)


@dataclass(frozen=True)
class Joined:
    """What became of the incidents' districts."""

    areas: pd.Series
    """The code of the deepest area that each incident is known to lie in; where there is none that of its table."""
    by_code: int
    by_name: int
    by_point: int
    left: int
    """In the countries of the boundaries, but in none of them; they keep the district that they had."""
    disagreeing: tuple[str, ...]
    """Identifiers of incidents whose point lies outside the area that their code or name means."""
    out_of_time: tuple[str, ...] = ()
    """Identifiers of incidents on whose days their area was not valid, where no other one was."""

    @property
    def remarks(self) -> list[Statement]:
        """What a host should know."""
        sentences = [
            statement(
                JOINED, by_code=self.by_code, by_name=self.by_name, by_point=self.by_point, left=self.left
            )
        ]
        if self.disagreeing:
            listed = _some(self.disagreeing)
            sentences.append(statement(DISAGREEING, number=len(self.disagreeing), incidents=listed))
        if self.out_of_time:
            listed = _some(self.out_of_time)
            sentences.append(statement(OUT_OF_TIME, number=len(self.out_of_time), incidents=listed))
        return sentences


def joined(incidents: pd.DataFrame, boundaries: gpd.GeoDataFrame) -> Joined:
    """The areas of incidents, and how many were found how.

    Codes are those of `adm1_iso` and of columns such as adm2_pcode, names those of `adm1_name` and of adm2_name. A
    point finds the part of the area that code and names mean. Of areas that follow one another in time that one
    counts which was valid on the incident's days.
    """
    areas = _Areas(boundaries)
    days = _days(incidents)
    stated, has_code = _stated(incidents, areas, days)
    is_here = incidents["adm0"].isin(boundaries["adm0"]).to_numpy(dtype=bool)
    at_point = np.where(is_here | (stated >= 0), areas.at_points(incidents, days, stated), -1)
    is_finer = (at_point >= 0) & areas.lies_in(at_point, stated)
    found = np.where((stated < 0) | is_finer, at_point, stated)
    own = incidents["adm1_iso"].astype("str").to_numpy(dtype=object)
    codes = np.where(found >= 0, areas.codes[found], own)
    keys = incidents["incident_id"].astype("str").to_numpy(dtype=object)
    is_apart = areas.are_apart(incidents, stated, at_point)
    is_late = (found >= 0) & ~areas.were_valid(found, days)
    return Joined(
        pd.Series(codes, incidents.index, dtype="str").astype("category"),
        int(has_code.sum()),
        int(((stated >= 0) & ~has_code).sum()),
        int(((stated < 0) & (at_point >= 0)).sum()),
        int((is_here & (found < 0)).sum()),
        tuple(keys[is_apart]),
        tuple(keys[is_late]),
    )


_Days = tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]
"""First and last day of each row since 1970; of an undated one the last day that there is, twice."""
_ALWAYS: Final = (np.iinfo(np.int64).min // 2, np.iinfo(np.int64).max // 2)


class _Areas:
    """The boundaries as arrays, looked up by position; -1 is none."""

    def __init__(self, boundaries: gpd.GeoDataFrame) -> None:
        self.table = boundaries.reset_index(drop=True)
        self.codes = self.table["code"].astype("str").to_numpy(dtype=object)
        self.position = {code: at for at, code in enumerate(self.codes)}
        self.parent = [self.position.get(str(code), -1) for code in self.table["parent"]]
        self.levels = self.table["level"].to_numpy(dtype=np.int64)
        self.starts = _day_numbers(self.table["valid_from"], _ALWAYS[0])
        self.ends = _day_numbers(self.table["valid_to"], _ALWAYS[1])

    def chain(self, area: int) -> list[int]:
        """The area and those that it lies in."""
        found = [area]
        while (parent := self.parent[found[-1]]) >= 0 and parent not in found:
            found.append(parent)
        return found

    @cached_property
    def named(self) -> dict[tuple[str, str], list[int]]:
        """The areas of each country and folded name."""
        found: dict[tuple[str, str], list[int]] = {}
        columns = [self.table[name].fillna("").astype("str") for name in ("adm0", *NAMES, "names")]
        for at, (country, *texts) in enumerate(zip(*columns, strict=True)):
            for name in {folded(part) for text in texts for part in text.split("|") if part}:
                found.setdefault((country, name), []).append(at)
        return found

    def of_name(self, name: str, country: str, parent: int, days: tuple[int, int]) -> int:
        """The area of a name in its parent or country; of several the one that the others lie in, else none."""
        found = self.named.get((country, folded(name)), [])
        if parent >= 0:
            found = [one for one in found if one != parent and parent in self.chain(one)]
        valid = [one for one in found if self.starts[one] <= days[1] and self.ends[one] >= days[0]]
        found = valid or found
        whole = [one for one in found if all(one in self.chain(other) for other in found)]
        return whole[0] if len(whole) == 1 else -1

    def at_points(
        self, incidents: pd.DataFrame, days: _Days, stated: npt.NDArray[np.int64]
    ) -> npt.NDArray[np.int64]:
        """The deepest area in which each point lies that is known well enough: of several one valid on its days, then one
        in the area that is stated.
        """
        found = np.full(len(incidents), -1, dtype=np.int64)
        is_known = incidents["where_prec"].isin(_WITH_POINT) & incidents["longitude"].notna()
        rows = np.flatnonzero(is_known.to_numpy(dtype=bool))
        if not len(rows):
            return found
        places = incidents.iloc[rows][["longitude", "latitude"]].to_numpy(dtype=float)
        different, place = np.unique(places, axis=0, return_inverse=True)
        pairs = touching(np.asarray(shapely.points(different)), self.table)
        areas_at = pd.Series(pairs[1]).groupby(pairs[0]).agg(list)
        many: dict[tuple[int, int, int, int], int] = {}
        for row, at in zip(rows, place.ravel(), strict=True):
            if at in areas_at.index:
                key = int(at), int(days[0][row]), int(days[1][row]), int(stated[row])
                if key not in many:
                    many[key] = self._best(areas_at[at], key[1:3], key[3])
                found[row] = many[key]
        return found

    def _best(self, areas: Sequence[int], days: tuple[int, int], stated: int) -> int:
        # On a border the first one of the file counts, unless another lies in what is stated.
        return min(
            areas,
            key=lambda one: (
                self._distance(one, days),
                stated not in self.chain(one),
                -self.levels[one],
                one,
            ),
        )

    def _distance(self, area: int, days: tuple[int, int]) -> int:
        return max(0, int(self.starts[area]) - days[1], days[0] - int(self.ends[area]))

    def lies_in(self, areas: npt.NDArray[np.int64], others: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
        """Which areas are the other one, or a part of it."""
        pairs, at = np.unique(np.column_stack([areas, others]), axis=0, return_inverse=True)
        answers = [one >= 0 and other >= 0 and other in self.chain(int(one)) for one, other in pairs]
        return np.array(answers, dtype=bool)[at.ravel()]

    def were_valid(self, areas: npt.NDArray[np.int64], days: _Days) -> npt.NDArray[np.bool_]:
        is_valid: npt.NDArray[np.bool_] = (self.starts[areas] <= days[1]) & (self.ends[areas] >= days[0])
        return is_valid

    def are_apart(
        self, incidents: pd.DataFrame, stated: npt.NDArray[np.int64], at_point: npt.NDArray[np.int64]
    ) -> npt.NDArray[np.bool_]:
        """Which points lie outside the area that is stated, and not close to it."""
        is_known = incidents["where_prec"].isin(_WITH_POINT) & incidents["longitude"].notna()
        is_apart = is_known.to_numpy(dtype=bool) & (stated >= 0)
        is_apart &= ~self.lies_in(at_point, stated)
        rows = np.flatnonzero(is_apart)
        points = shapely.points(*(incidents.iloc[rows][["longitude", "latitude"]].to_numpy(dtype=float).T))
        for area in np.unique(stated[rows]):
            of_area = np.flatnonzero(stated[rows] == area)
            # The tree prepares the area, which may have a million corners, once for all of its points.
            near = shapely.STRtree(points[of_area]).query(
                self.table.geometry.iloc[int(area)], predicate="dwithin", distance=NEAR_DEGREES
            )
            is_apart[rows[of_area[near]]] = False
        return is_apart


def _stated(
    incidents: pd.DataFrame, areas: _Areas, days: _Days
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    """The area that an incident's codes and names mean, each within the one before, and whether by a code."""
    columns = [("adm1_iso", "adm1_name"), *_own_pairs(incidents)]
    parts = [incidents["adm0"].astype("str")]
    empty = pd.Series("", incidents.index)
    for pair in columns:
        parts += [incidents[name].fillna("").astype("str") if name else empty for name in pair]
    dated = (
        areas.starts.max(initial=_ALWAYS[0]) > _ALWAYS[0] or areas.ends.min(initial=_ALWAYS[1]) < _ALWAYS[1]
    )
    table = pd.DataFrame(dict(enumerate(parts)))
    table["first"], table["last"] = days if dated else (0, 0)
    number = table.groupby([*table.columns], sort=False, dropna=False).ngroup().to_numpy()
    different = table.drop_duplicates().itertuples(index=False, name=None)
    answers = [_meant(areas, row) for row in different]
    found = np.array([area for area, _ in answers], dtype=np.int64).reshape(-1)
    has_code = np.array([is_coded for _, is_coded in answers], dtype=bool).reshape(-1)
    return found[number], has_code[number]


def _meant(areas: _Areas, row: tuple[Any, ...]) -> tuple[int, bool]:
    country, *texts, first, last = row
    area, is_coded = -1, False
    for code, name in zip(texts[::2], texts[1::2], strict=True):
        coded = areas.position.get(code, -1) if code else -1
        if coded >= 0 and (area < 0 or area in areas.chain(coded)):
            area, is_coded = coded, True
        if not name or (coded >= 0 and _is_called(areas, coded, name)):
            continue
        within = areas.of_name(name, country, area, (first, last))
        if within >= 0 and within != area:
            area, is_coded = within, False
    return area, is_coded


def _is_called(areas: _Areas, area: int, name: str) -> bool:
    """Whether the name is that of the area itself: then it means no part of it that is called the same."""
    rows = areas.table.iloc[area]
    names = {folded(part) for column in (*NAMES, "names") for part in str(rows[column]).split("|")}
    return folded(name) in names


def _own_pairs(incidents: pd.DataFrame) -> list[tuple[str, str]]:
    """The user's own columns of codes and of names of deeper levels, in the order of these."""
    found: dict[int, list[str]] = {}
    for column in map(str, incidents.columns):
        if column in ("adm1_iso", "adm1_name"):
            continue
        for place, pattern in enumerate((_OWN_CODE, _OWN_NAME)):
            if match := pattern.fullmatch(column):
                pair = found.setdefault(int(match[1]), ["", ""])
                pair[place] = pair[place] or column
    return [(pair[0], pair[1]) for _, pair in sorted(found.items())]


def _days(incidents: pd.DataFrame) -> _Days:
    latest = _ALWAYS[1] - 1
    return tuple(  # type: ignore[return-value]
        _numbers(incidents[name], latest) for name in ("date_start", "date_end")
    )


def _day_numbers(texts: pd.Series, missing: int) -> npt.NDArray[np.int64]:
    return _numbers(pd.to_datetime(texts.astype("str").str[:10], format="%Y-%m-%d", errors="coerce"), missing)


def _numbers(days: pd.Series, missing: int) -> npt.NDArray[np.int64]:
    values = days.to_numpy().astype("datetime64[D]")
    numbers: npt.NDArray[np.int64] = np.where(np.isnat(values), missing, values.astype(np.int64))
    return numbers


def _some(keys: Sequence[str]) -> str:
    return ", ".join(keys[:_SOME]) + (" …" if len(keys) > _SOME else "")
