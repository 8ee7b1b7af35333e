"""Remarks on rows without a point that have something that looks like one."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Final

import pandas as pd

from data.imports.columns.point_texts import may_be_degrees
from data.imports.columns.points.point_remarks import HALF_A_GRID, NOT_READ, NOT_READ_COLUMN, NOT_READ_PAIR
from data.imports.columns.points.point_rows import PAIR_FIELDS, PointRows
from data.imports.report.composed import Composed
from data.places.notations.point_within import look_like_points
from data.remark import make_remark

_HALF_A_POINT: Final = r"(?i)(?=.*\d)[NSEW\s]*-?\d{1,3}(?:[.,]\d+|[°º\s]+\d+)[\d\s.,;/°º'’′\"”″NSEW-]*"


def remark_on_what_was_not_read(points: PointRows, others: Mapping[str, pd.Series]) -> None:
    """Remarks on rows without a point that have something that looks like one."""
    for name in ("location", "place", "summary"):
        _remark_on(points, points.column(name), NOT_READ, has_words=name == "summary")
    for column, texts in others.items():
        _remark_on(points, texts.reindex(points.index), make_remark(NOT_READ_COLUMN, column=column))
    _remark_on_pairs(points, others)
    for name, other in (("easting", "northing"), ("northing", "easting")):
        one = points.column(name)
        half = one[points.is_open & (one != "") & (points.column(other) == "")]
        points.ledger.remark(half.index, HALF_A_GRID, half)


def _remark_on_pairs(points: PointRows, others: Mapping[str, pd.Series]) -> None:
    """Remarks on rows of two columns side by side that may be degrees, where no column gives the point."""
    if not points.mapping.columns.keys().isdisjoint({*PAIR_FIELDS, "point", "easting", "northing"}):
        return
    for one, other in pairwise(others):
        pair = [others[name].reindex(points.index) for name in (one, other)]
        if not all(map(may_be_degrees, pair)):
            continue
        rows = points.index[points.is_open & (pair[0] != "") & (pair[1] != "")]
        found = pair[0].loc[rows] + ", " + pair[1].loc[rows]
        points.ledger.composed.append(Composed.of(found, {one: pair[0], other: pair[1]}))
        points.ledger.remark(rows, make_remark(NOT_READ_PAIR, one=one, other=other), found)


def _remark_on(points: PointRows, texts: pd.Series, remark: str, *, has_words: bool = True) -> None:
    texts = texts[points.is_open & (texts != "")]
    looks = look_like_points(texts)
    # In a column of names a cell without a word is no name.
    texts = texts[looks if has_words else looks | texts.str.fullmatch(_HALF_A_POINT)]
    points.ledger.remark(texts.index, remark, texts)
