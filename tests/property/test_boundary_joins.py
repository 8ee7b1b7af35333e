"""Incidents in boundaries as plain shapely finds them: codes before names, names before points, of any nested country."""

from __future__ import annotations

import numpy as np
import pandas as pd
import shapely
from hypothesis import given
from hypothesis import strategies as st

from data.areas.boundary_join import NEAR_DEGREES, joined
from tests.made_boundaries import nested_boundaries

COUNTRY = nested_boundaries([(2, 2), (3, 2), (2, 3)], box=(176.0, -20.0, 184.0, -12.0), country="FJ")
"""Over the antimeridian, as a file in one piece has it: three levels, 172 areas."""
CODES = COUNTRY["code"].tolist()
LEVEL_OF = dict(zip(COUNTRY["code"], COUNTRY["level"], strict=True))
SHAPES = dict(zip(COUNTRY["code"], COUNTRY.geometry, strict=True))

codes = st.sampled_from(["", "FJ-X1", *CODES])
names = st.sampled_from(["", "Nowhere", "level 2 fj0001", *COUNTRY["name_en"].tolist()])
degrees = st.tuples(
    st.floats(175.5, 184.5).map(lambda x: round(x, 4)), st.floats(-20.5, -11.5).map(lambda y: round(y, 4))
)
rows = st.lists(st.tuples(codes, names, degrees, st.sampled_from([1, 2, 3, 4, 6])), min_size=1, max_size=12)


def incidents(of: list[tuple[str, str, tuple[float, float], int]]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "incident_id": [f"I{number}" for number in range(len(of))],
            "adm0": "FJ",
            "adm1_iso": [code for code, *_ in of],
            "adm1_name": [name for _, name, *_ in of],
            "longitude": [point[0] for *_, point, _ in of],
            "latitude": [point[1] for *_, point, _ in of],
            "where_prec": [grade for *_, grade in of],
            "date_start": pd.Timestamp("2020-11-23"),
            "date_end": pd.Timestamp("2020-11-23"),
        }
    )


def deepest(point: tuple[float, float]) -> set[str]:
    """The deepest areas that a point touches: several on a border."""
    there = {code for code, shape in SHAPES.items() if shapely.intersects(shape, shapely.Point(point))}
    most = max((LEVEL_OF[code] for code in there), default=0)
    return {code for code in there if LEVEL_OF[code] == most}


def stated(code: str, name: str) -> str:
    """What code and name mean: a name within the area of the code, or alone."""
    codes: dict[str, str] = {one.lower(): code for code, one in zip(CODES, COUNTRY["name_en"], strict=True)}
    by_name = codes.get(name.lower(), "")
    if code in SHAPES:
        return by_name if by_name.startswith(code) else code
    return by_name


@given(rows)
def test_each_incident_lies_where_plain_shapely_puts_it(
    of: list[tuple[str, str, tuple[float, float], int]],
) -> None:
    join = joined(incidents(of), COUNTRY)
    for found, (code, name, point, grade) in zip(join.areas.astype(str), of, strict=True):
        code_stated, here = stated(code, name), deepest(point) if grade <= 2 else set()
        finer = {one for one in here if one.startswith(code_stated)}
        if code_stated:
            assert found in (finer or {code_stated})
        else:
            assert found in (here or {code})
    assert join.by_code + join.by_name + join.by_point + join.left == len(of)


@given(rows)
def test_points_apart_from_what_is_stated_are_exactly_those_that_are_named(
    of: list[tuple[str, str, tuple[float, float], int]],
) -> None:
    join = joined(incidents(of), COUNTRY)
    apart = {
        f"I{number}"
        for number, (code, name, point, grade) in enumerate(of)
        if (code_stated := stated(code, name))
        and grade <= 2
        and shapely.distance(SHAPES[code_stated], shapely.Point(point)) > NEAR_DEGREES
    }
    assert set(join.disagreeing) == apart


@given(st.integers(1, 3), st.lists(st.sampled_from(CODES), min_size=1, max_size=30))
def test_the_parts_of_a_parent_add_up_to_it(level: int, at: list[str]) -> None:
    of = [(code, "", (180.0, -16.0), 4) for code in at]
    areas = joined(incidents(of), COUNTRY).areas.astype(str)
    for parent in COUNTRY.loc[COUNTRY["level"] == level, "code"]:
        assert areas.str.startswith(parent).sum() == np.sum([code.startswith(parent) for code in at])
