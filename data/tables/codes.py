"""A dataset in small numbers: what its rows can say, once, and which of that each row says.

Many incidents differ in little. Their devices, places and people repeat, so that a filter or a sum is
worked out for what differs, and looked up for each incident.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from data.mercator import world_x, world_y
from data.tables.vocabulary import DatePrecision

IntArray = npt.NDArray[np.intp]
"""Positions, shape (rows,)."""
CodeArray = npt.NDArray[np.int32]
"""Positions in a table of what differs, shape (rows,): small, because every incident has one of each."""
DayArray = npt.NDArray[np.int32]
"""Days since 1970, shape (rows,)."""

PLACES_OF_A_YEAR: Final = 13
"""A year's months, and one place more for incidents whose month is not known."""
MONTH_NOT_KNOWN: Final = 12

FEW_A_ROW: Final = 4
"""Possible keys a row, up to which a table of all of them is worth its memory."""

_OF_KINDS: Final = ["device_category", "activity", "verification_status"]
_OF_PLACES: Final = ["longitude", "latitude", "where_prec", "adm1_iso"]
_OF_PEOPLE: Final = ["affected_actor", "affected_side", "victim_category", "outcome"]
PARTS: Final = ["low", "best", "high", "unknown", "open", "somebody"]
"""Sums of people, then numbers of casualty rows: without a best figure, of these without a highest one, and of these the
ones whose lowest is not 0: somebody, of a number that nobody gave."""


@dataclass(frozen=True, eq=False)
class Codes:
    """The incidents and casualty rows of a dataset as positions in tables of what differs."""

    kinds: pd.DataFrame
    """One row a combination of `device_category`, `activity` and `verification_status`."""
    kind: CodeArray
    """Position in `kinds` of each incident."""
    places: pd.DataFrame
    """One row a combination of `where_prec`, `area` (the deepest district that is known), `adm1_iso` (that of the level
    that is shaded), `is_drawn`, `counts_in` (the district whose shade and line of the ranking it counts in, or "") and `point`: a position in `points`, or -1 for incidents without a dot.
    """
    place: CodeArray
    """Position in `places` of each incident."""
    points: pd.DataFrame
    """One row a point with dots, in order of `longitude`, then `latitude`; `x` and `y` of `data.mercator`."""
    people: pd.DataFrame
    """One row a combination of `affected_actor, affected_side, victim_category, outcome` and of the whole
    numbers PARTS of `people_in_rows`.
    """
    people_of_casualty: IntArray
    """Position in `people` of each casualty row."""
    pattern: CodeArray
    """Of each incident; incidents of one pattern have equal casualty rows."""
    pattern_of_line: IntArray
    people_of_line: IntArray
    """The patterns' casualty rows: a pattern and a position in `people` each."""
    patterns: int
    starts: DayArray
    ends: DayArray
    """First and last day of each incident; `starts` never falls. An undated incident starts after every day and
    ends before every day, so that it lies within no dates.
    """
    longest_days: int
    """Of any incident, from its start to its end."""
    month: CodeArray
    """Where each incident counts in time: PLACES_OF_A_YEAR × years since `first_year` + a month from 0, or
    + MONTH_NOT_KNOWN where its span crosses months or only its year is known; months - 1 where it is undated.
    """
    first_year: int
    months: int
    """Places for months, of all years, and one for undated incidents."""

    @property
    def dated(self) -> int:
        """Number of incidents with a date; they come before the others."""
        return int(np.searchsorted(self.starts, _UNDATED_START))


def codes_of(
    incidents: pd.DataFrame,
    casualties: pd.DataFrame,
    casualty_incident: IntArray,
    has_dot: npt.NDArray[np.bool_],
    is_drawn: npt.NDArray[np.bool_],
    areas: pd.Series | None = None,
) -> Codes:
    """The codes of a dataset's tables, whose rows are in order of time; districts are `areas`, or those of the table."""
    kind, kinds = _distinct(incidents, _OF_KINDS)
    place, places, points = _places(incidents, has_dot, is_drawn, areas)
    people_of_casualty, people = _people(casualties)
    pattern, pattern_of_line, people_of_line = _patterns(
        people_of_casualty, casualty_incident, len(incidents)
    )
    month, first_year, months = _months(incidents)
    starts = _days(incidents["date_start"], _UNDATED_START)
    ends = _days(incidents["date_end"], _UNDATED_END)
    return Codes(
        kinds=kinds,
        kind=kind.astype(np.int32),
        places=places,
        place=place.astype(np.int32),
        points=points,
        people=people,
        people_of_casualty=people_of_casualty,
        pattern=pattern.astype(np.int32),
        pattern_of_line=pattern_of_line,
        people_of_line=people_of_line,
        patterns=int(pattern.max(initial=-1)) + 1,
        starts=starts,
        ends=ends,
        longest_days=int((ends - starts)[starts < _UNDATED_START].max(initial=0)),
        month=month.astype(np.int32),
        first_year=first_year,
        months=months,
    )


def at_level(codes: Codes, upper: Callable[[list[str]], Mapping[str, str]]) -> Codes:
    """The same codes with other districts: `upper` gives for deepest areas those that stand for them."""
    area = codes.places["area"]
    at = upper([str(code) for code in area.cat.categories])
    district = area.astype("str").map(at).astype("category")
    counts_in = district.astype("str").where(codes.places["is_drawn"], "").astype("category")
    return replace(codes, places=codes.places.assign(adm1_iso=district, counts_in=counts_in))


def people_in_rows(casualties: pd.DataFrame) -> pd.DataFrame:
    """People of each casualty row, as whole numbers: `low, best, high`, and 1 or 0 in `unknown`, where no best
    figure is given, `open`, where no highest one is given either, and `somebody`, where the lowest is not 0 either.

    A row without a best figure counts with its lowest, so that no sum of best figures falls below its minimum.
    """
    low, best, high = (casualties[f"count_{part}"] for part in ("low", "best", "high"))
    parts = {
        "low": low.fillna(best),
        "best": best.fillna(low),
        "high": high.fillna(best).fillna(low),
        "unknown": best.isna(),
        "open": best.isna() & high.isna(),
        "somebody": best.isna() & high.isna() & (low != 0),
    }
    return pd.DataFrame({part: values.fillna(0).astype("int64") for part, values in parts.items()})


def joined(*codes: npt.NDArray[Any]) -> tuple[IntArray, IntArray]:
    """One code a row for its combination of codes from 0, and the first row of each combination."""
    whole, different = np.zeros(len(codes[0]), dtype=np.intp), 1
    for part in codes:
        parts = int(part.max(initial=0)) + 1
        whole, different = _numbered(whole * parts + part, different * parts)
    first = np.empty(different if len(whole) else 0, dtype=np.intp)
    # Of several rows the last that is written stays.
    first[whole[::-1]] = np.arange(len(whole) - 1, -1, -1)
    return whole, first


def _numbered(keys: IntArray, below: int) -> tuple[IntArray, int]:
    """A number from 0 for each different key, and how many those are; every key lies below `below`."""
    if below > FEW_A_ROW * len(keys):
        codes, different = pd.factorize(keys)
        return np.asarray(codes, dtype=np.intp), len(different)
    # A table of all possible keys takes a fifth of the time of hashing.
    is_there = np.zeros(below, dtype=bool)
    is_there[keys] = True
    numbers = np.cumsum(is_there) - 1
    return numbers[keys], int(is_there.sum())


def _distinct(rows: pd.DataFrame, columns: Sequence[str]) -> tuple[IntArray, pd.DataFrame]:
    """Which of the different rows each one is, and those rows, with texts as sorted categories."""
    code, first = joined(*(_codes(rows[column]) for column in columns))
    different = rows[[*columns]].iloc[first].reset_index(drop=True)
    texts = [name for name in columns if pd.api.types.is_string_dtype(different[name].dtype)]
    return code, different.astype(dict.fromkeys(texts, "category"))


def _codes(values: pd.Series) -> npt.NDArray[Any]:
    """Numbers from 0, equal for equal values; narrow, because all columns have theirs at once."""
    if isinstance(values.dtype, pd.CategoricalDtype):
        shifted: npt.NDArray[Any] = values.cat.codes.to_numpy() + 1  # for which pandas leaves room
        return shifted
    if values.dtype.kind in "bi":
        numbers = values.to_numpy(dtype=np.intp)
        return np.asarray(numbers - numbers.min(initial=0), dtype=np.int32)
    return np.asarray(pd.factorize(values, use_na_sentinel=False)[0], dtype=np.int32)


def _people(casualties: pd.DataFrame) -> tuple[IntArray, pd.DataFrame]:
    """Which of `Codes.people` each casualty row is, and those."""
    people_of_casualty, written = _distinct(
        casualties, [*_OF_PEOPLE, "count_low", "count_best", "count_high"]
    )
    # Figures that are written in unlike ways can be the same people.
    rows = pd.concat([written[_OF_PEOPLE], people_in_rows(written)], axis="columns")
    number, people = _distinct(rows, [*_OF_PEOPLE, *PARTS])
    return number[people_of_casualty], people


def _places(
    incidents: pd.DataFrame,
    has_dot: npt.NDArray[np.bool_],
    is_drawn: npt.NDArray[np.bool_],
    areas: pd.Series | None,
) -> tuple[IntArray, pd.DataFrame, pd.DataFrame]:
    located = pd.DataFrame(incidents[_OF_PLACES])
    if areas is not None:
        located["adm1_iso"] = areas.to_numpy()
    for name in ("longitude", "latitude"):
        located[name] = located[name].where(has_dot)
    place, places = _distinct(
        located.assign(is_drawn=is_drawn, has_dot=has_dot), [*_OF_PLACES, "is_drawn", "has_dot"]
    )
    dots = places.loc[places["has_dot"], ["longitude", "latitude"]]
    code, first = joined(_codes(dots["longitude"]), _codes(dots["latitude"]))
    points = dots.iloc[first].reset_index(drop=True)
    order = np.lexsort([points["latitude"], points["longitude"]])
    rank = np.empty(len(order), dtype=np.intp)
    rank[order] = np.arange(len(order))
    point = np.full(len(places), -1, dtype=np.intp)
    point[places["has_dot"].to_numpy()] = rank[code]
    counts_in = places["adm1_iso"].astype("str").where(places["is_drawn"], "").astype("category")
    area = places["adm1_iso"]
    table = places[["where_prec", "adm1_iso", "is_drawn"]].assign(area=area, counts_in=counts_in, point=point)
    points = points.iloc[order].reset_index(drop=True)
    x, y = world_x(points["longitude"].to_numpy()), world_y(points["latitude"].to_numpy())
    return place, table, points.assign(x=x, y=y)


def _patterns(
    people_of_casualty: IntArray, casualty_incident: IntArray, incidents: int
) -> tuple[IntArray, IntArray, IntArray]:
    """Each incident's pattern, and for each casualty row of each pattern the pattern and its people."""
    rows = np.bincount(casualty_incident, minlength=incidents)
    begins = np.cumsum(rows) - rows
    pattern = np.zeros(incidents, dtype=np.intp)
    different = int(people_of_casualty.max(initial=0)) + 1
    people_of_casualty = np.sort(casualty_incident * different + people_of_casualty) % different
    for place in range(int(rows.max(initial=0))):
        has_more = np.flatnonzero(rows > place)
        longer = joined(pattern[has_more] * different + people_of_casualty[begins[has_more] + place])[0]
        # Beyond every pattern so far, so that what goes on never equals what has ended.
        pattern[has_more] = longer + int(pattern.max()) + 1
    pattern, first = joined(pattern)
    lines = rows[first]
    pattern_of_line = np.repeat(np.arange(len(first)), lines)
    within = np.arange(len(pattern_of_line)) - np.repeat(np.cumsum(lines) - lines, lines)
    return pattern, pattern_of_line, people_of_casualty[np.repeat(begins[first], lines) + within]


def _months(incidents: pd.DataFrame) -> tuple[IntArray, int, int]:
    dated = incidents[incidents["date_start"].notna()]
    month, first_year, places = _dated_months(dated)
    undated = np.full(len(incidents) - len(dated), places)
    return np.concatenate([month, undated]).astype(np.intp), first_year, places + 1


def _dated_months(incidents: pd.DataFrame) -> tuple[IntArray, int, int]:
    start, end = (
        incidents[name].to_numpy().astype("datetime64[M]").astype(np.intp)
        for name in ("date_start", "date_end")
    )
    if not len(start):
        return start, 0, 0
    years, within = np.divmod(start, 12)
    is_known = (start == end) & (incidents["date_prec"] < DatePrecision.YEAR).to_numpy(dtype=bool)
    first = int(years[0])
    month = (years - first) * PLACES_OF_A_YEAR + np.where(is_known, within, MONTH_NOT_KNOWN)
    return month, first + 1970, (int(years[-1]) - first + 1) * PLACES_OF_A_YEAR


def day_number(day: date) -> np.int32:
    """A day as `Codes.starts` and `Codes.ends` have it."""
    # Of the arrays' own type, or numpy casts the whole array to look one number up.
    return np.int32(day.toordinal() - _DAY_0)


_DAY_0: Final = date(1970, 1, 1).toordinal()


_UNDATED_START: Final = np.int32(np.iinfo(np.int32).max)
_UNDATED_END: Final = np.int32(np.iinfo(np.int32).min)


def _days(values: pd.Series, undated: np.int32) -> DayArray:
    days = values.to_numpy().astype("datetime64[D]")
    numbers: DayArray = days.astype(np.int32)
    return np.where(np.isnat(days), undated, numbers)
