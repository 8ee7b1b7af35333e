"""The precision of longitude and latitude that stand in columns of their own."""

from __future__ import annotations

from typing import Final

import pandas as pd

from data.imports.columns.points.point_rows import NOTED_M, PAIR_FIELDS, PointRows
from data.places.notations.angles import angle_text
from data.places.notations.reading import METRES_PER_DEGREE

_FINE: Final = r"[.,]\d\d"
_SAMPLE: Final = 1_000
_DECIMAL: Final = r"-?\d{1,3}(?:[.,]\d*)?"
_NO_ANGLE: Final = r"-?\d{4,}(?:[.,]\d+)?"


def grade_columns_of_degrees(points: PointRows) -> None:
    """Make rows rougher whose longitude and latitude stand in columns of their own with few digits.

    A number that ends in zero is written shorter, so that of decimals the finest of the column counts.
    """
    if "longitude" not in points.given or "latitude" not in points.given or points.is_geometry:
        return
    pair = [points.given[name].reindex(points.index) for name in PAIR_FIELDS]
    is_plain = pair[0].str.fullmatch(_DECIMAL) & pair[1].str.fullmatch(_DECIMAL)
    if is_plain.all() and pair[0].head(_SAMPLE).str.contains(_FINE).any():
        return
    is_here = (pair[0] == points.longitude) & (pair[1] == points.latitude) & (pair[0] != "")
    is_plain &= is_here
    if is_plain.any() and not any(one[is_plain].str.contains(_FINE).any() for one in pair):
        has_decimals = any(one[is_plain].str.contains(r"[.,]\d").any() for one in pair)
        points.coarsen(is_plain.index[is_plain], METRES_PER_DEGREE / (10 if has_decimals else 1))
    others = is_here & ~is_plain & ~pair[0].str.fullmatch(_NO_ANGLE) & ~pair[1].str.fullmatch(_NO_ANGLE)
    for row in others.index[others]:
        read = [angle_text(str(one.at[row])) for one in pair]
        angles = [one.angles[0] for one in read if one is not None and len(one.angles) == 1]
        sizes = [angle.size_m for angle in angles if angle.is_sexagesimal]
        if len(sizes) == 2 and min(sizes) > NOTED_M:
            points.coarsen(pd.Index([row]), min(sizes))
