"""Easting and northing in columns of their own, and metres in the columns of degrees."""

from __future__ import annotations

from typing import Final

import pandas as pd

from data.imports.columns.points.metres import metres_of
from data.imports.columns.points.point_remarks import FROM_SYSTEM, NOT_IN_SYSTEM
from data.imports.columns.points.point_rows import PAIR_FIELDS, PointRows
from data.imports.columns.points.system_choices import SAMPLE as SYSTEM_SAMPLE
from data.imports.columns.points.system_choices import system_choice
from data.places.notations.grid_references import (
    HALF_OF_OTHERS,
    NO_SYSTEM,
    half_of_zones,
    is_without_half,
    utm_point,
)
from data.places.notations.read_point import Answer
from data.places.notations.reading import Notation, PointReading, Unread
from data.places.notations.systems import degrees_of, may_be_of_several, named_system, names_a_system
from data.remark import make_remark

_LEAST_METRES: Final = 1_000.0
_MAY_BE_METRES: Final = r"^[^.]{4}|[eEiI]"
"""Four letters before the point, an exponent or a name of infinity: all other numbers are smaller."""


def read_grids(points: PointRows) -> None:
    """Easting and northing in columns of their own, and metres that stand in the columns of degrees."""
    east, north, zone = points.column("easting"), points.column("northing"), points.column("zone")
    is_open = points.is_open & (east != "") & (north != "")
    _read_metres(points, east[is_open], north[is_open], zone)
    texts = points.longitude.astype("str")
    texts = texts[texts.str.contains(_MAY_BE_METRES)]
    if texts.empty:
        return
    pair = [texts, points.latitude.loc[texts.index].astype("str")]
    numbers = [pd.to_numeric(one, errors="coerce").abs() for one in pair]
    is_metres = (numbers[0] > _LEAST_METRES) & (numbers[1] > _LEAST_METRES)
    if is_metres.any():
        _read_metres(points, pair[0][is_metres], pair[1][is_metres], zone, is_degrees_column=True)


def _read_metres(
    points: PointRows, east: pd.Series, north: pd.Series, zone: pd.Series, *, is_degrees_column: bool = False
) -> None:
    system = _system(points)
    half = half_of_zones(map(str, zone.unique()))
    pair = east.astype("str") + ", " + north.astype("str")
    fields = PAIR_FIELDS if is_degrees_column else ("zone", "easting", "northing")
    for texts in (pair, (zone.loc[pair.index] + " " + pair).str.strip()):
        points.compose(texts, fields)
    unread: list[tuple[float, float]] = []
    countries: list[str] = []
    rows = 0
    for row in east.index:
        text = f"{east.at[row]}, {north.at[row]}"
        metres = [metres_of(str(one)) for one in (east.at[row], north.at[row])]
        if metres[0] is None or metres[1] is None:
            points.refuse(row, text, NO_SYSTEM)
            continue
        written = str(zone.at[row])
        is_completed = bool(half) and is_without_half(written)
        answer = _of_metres(
            points, f"{written} {half}" if is_completed else written, metres[0], metres[1], system
        )
        if is_completed and isinstance(answer, PointReading):
            points.ledger.remark(pd.Index([row]), HALF_OF_OTHERS, written)
        if answer is not None:
            points.settle(row, f"{written} {text}".strip(), answer)
        elif not is_degrees_column:
            points.refuse(row, text, NO_SYSTEM)
        if not written and (answer is None or points.mapping.crs):
            rows += 1
            if len(unread) < SYSTEM_SAMPLE:
                unread.append((metres[0], metres[1]))
                countries.append(points.text("country", row) or points.mapping.country)
    if unread:
        points.ledger.open_choices.append(system_choice(unread, countries, rows, points.mapping.crs))


def _of_metres(points: PointRows, zone: str, easting: float, northing: float, system: str) -> Answer:
    """The point of metres in the zone of their row, or else in the system of the table; None without either."""
    answer: Answer = utm_point(zone, easting, northing) if zone else None
    named = named_system(system) if system else None
    if answer is not None or named is None:
        return answer
    at = degrees_of(named, easting, northing)
    if at is None:
        return Unread(make_remark(NOT_IN_SYSTEM, system=system))
    remark = make_remark(FROM_SYSTEM, system=_name_of(points, system))
    return PointReading(*at, Notation.PROJECTED, 1.0, (remark,))


def _system(points: PointRows) -> str:
    """The system that a person names, or else a heading, or a title or note of the table."""
    headings = [
        points.mapping.column(name) or "" for name in ("easting", "northing", "longitude", "latitude", "zone")
    ]
    texts = [*headings, *[title for title in points.titles if names_a_system(title)]]
    texts = [name for name in texts if not may_be_of_several(name)]
    return next((name for name in (points.mapping.crs, *texts) if name and named_system(name)), "")


def _name_of(points: PointRows, system: str) -> str:
    """What a remark calls the system: the words that name it, or its own name where a whole title does."""
    named = named_system(system)
    return named.name if system in points.titles and named is not None else system
