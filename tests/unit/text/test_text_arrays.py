"""Columns of text as Arrow arrays, whatever pandas keeps them in."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd
import pytest

from data.text import text_arrays
from data.text.text_arrays import coded, comes_before_next, is_repeated, positions, text_array

TEXTS = ["b", "a", "", "b"]
SERIES = {
    "text": pd.Series(TEXTS, dtype="str"),
    "objects": pd.Series(TEXTS, dtype="object"),
    "categories": pd.Series(TEXTS, dtype="category"),
    "missing": pd.Series(["b", "a", None, "b"], dtype="str"),
    "chunks": pd.concat([pd.Series(["b"], dtype="str"), pd.Series(["a", "", "b"], dtype="str")]),
}


@pytest.mark.parametrize("texts", SERIES.values(), ids=SERIES)
def test_any_column_of_text_is_coded_by_its_different_texts(texts: pd.Series) -> None:
    different, codes = coded(texts)
    assert text_array(texts).to_pylist() == TEXTS
    assert different.to_pylist() == ["b", "a", ""]
    assert codes.tolist() == [0, 1, 2, 0]


def test_categories_that_no_row_has_are_not_among_the_different_texts() -> None:
    different, codes = coded(pd.Series(["c", "a", "b", "a"], dtype="category").iloc[1:])
    assert different.to_pylist() == ["a", "b"]
    assert codes.tolist() == [0, 1, 0]


@pytest.mark.parametrize(
    "keys", [["a", "b", "c"], ["c", "a", "b"], ["a", "a", "b"], ["b", "a", "b"], ["a"], []]
)
def test_a_repeated_key_is_found_in_any_order(keys: list[str]) -> None:
    assert is_repeated(pd.Series(keys, dtype="str")).tolist() == [
        key in keys[:at] for at, key in enumerate(keys)
    ]
    in_order = [one < next_ for one, next_ in pairwise(keys)]
    assert comes_before_next(text_array(pd.Series(keys, dtype="str"))).tolist() == in_order


def test_texts_are_found_where_they_stand() -> None:
    keys = pd.Series(["x", "y", "z"], dtype="str")
    assert positions(keys, pd.Series(["z", "q", "x", "z"], dtype="str")).tolist() == [2, -1, 0, 2]
    assert positions(keys.head(0), keys).tolist() == [-1, -1, -1]
    assert positions(keys, keys.head(0)).tolist() == []


@pytest.mark.parametrize("order", [range(9), [8, 7, 6, 5, 4, 3, 2, 1, 0], [0, 1, 8, 8, 0, 4], []])
def test_texts_are_found_in_whatever_order_however_few_keys_are_looked_through_at_once(
    monkeypatch: pytest.MonkeyPatch, order: list[int]
) -> None:
    monkeypatch.setattr(text_arrays, "_ROWS_AT_ONCE", 2)
    monkeypatch.setattr(text_arrays, "_KEYS_AT_ONCE", 3)
    keys = pd.Series([f"A-{number}" for number in range(9)], dtype="str")
    assert positions(keys, keys.take([*order])).tolist() == [*order]
    strange = pd.concat([keys.take([*order]), pd.Series(["B"], dtype="str")])
    assert positions(keys, strange).tolist() == [*order, -1]
