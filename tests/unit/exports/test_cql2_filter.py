"""CQL2 texts on a small table: what they select, and that a missing value is neither true nor false."""

from __future__ import annotations

import pandas as pd
import pytest

from data.errors import FilterError
from data.exports.cql2_filter import selected

TABLE = pd.DataFrame(
    {
        "incident_id": ["a", "b", "c"],
        "date_start": ["2020-11-23", "2021-01-05", "2022-03-02"],
        "place_name": ["Ağdam", "Madagiz", ""],
        "killed_best": pd.array([1, None, 3], dtype="Int64"),
        "longitude": [46.9, 46.7, None],
        "latitude": [40.0, 40.3, None],
    }
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("killed_best > 1", "c"),
        ("NOT killed_best > 1", "a"),
        ("killed_best > 1 OR incident_id = 'b'", "bc"),
        ("killed_best IS NULL", "b"),
        ("killed_best IS NOT NULL AND date_start < '2021-01-01'", "a"),
        ("killed_best BETWEEN 1 AND 3", "ac"),
        ("killed_best IN (1, 2)", "a"),
        ("incident_id IN ('a', 'c')", "ac"),
        ("place_name LIKE 'Mad%'", "b"),
        ("place_name LIKE '_____'", "a"),
        ("CASEI(place_name) = CASEI('MADAGIZ')", "b"),
        ("ACCENTI(place_name) = ACCENTI('Agdam')", "a"),
        ("place_name IS NULL", "c"),
        ("T_AFTER(date_start, DATE('2021-01-05'))", "c"),
        ("date_start >= DATE('2021-01-05')", "bc"),
        ("T_DURING(date_start, INTERVAL('2020-12-01', '2021-12-31'))", "b"),
        ("S_INTERSECTS(geometry, BBOX(46.8, 39, 47, 41))", "a"),
        ("S_WITHIN(geometry, POLYGON((46.6 40.2, 46.8 40.2, 46.8 40.4, 46.6 40.4, 46.6 40.2)))", "b"),
        ("NOT S_INTERSECTS(geometry, BBOX(46.8, 39, 47, 41))", "b"),
        ("1 = 1", "abc"),
    ],
)
def test_a_text_selects_what_it_says(text: str, expected: str) -> None:
    assert "".join(TABLE.loc[selected(TABLE, text), "incident_id"]) == expected


@pytest.mark.parametrize(
    "text",
    ["", "killed_best >", "colour = 1", "killed_best", "killed_best > 'a lot'", "S_TOUCHES(geometry, POINT(1 2))",
     "S_INTERSECTS(geometry, geometry)", "S_INTERSECTS(geometry, BBOX(1, 2))", "foo(killed_best) = 1",
     "NOT " * 60 + "killed_best > 1", "(" * 45 + "killed_best > 1" + ")" * 45, "a" * 3_000],
    ids=lambda text: f"{text[:30]} {len(text)}",
)  # fmt: skip
def test_what_cannot_be_worked_out_gets_a_sentence(text: str) -> None:
    with pytest.raises(FilterError, match=r"“filter”|“s_|A box"):
        selected(TABLE, text)


def test_a_table_without_rows_selects_nothing() -> None:
    assert selected(TABLE.iloc[:0], "killed_best > 1").tolist() == []
