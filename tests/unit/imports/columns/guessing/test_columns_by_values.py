"""Columns whose heading is in no list, known by what stands in them."""

from __future__ import annotations

from typing import Final

import pandas as pd

from data.imports.columns.guessing.columns_by_values import columns_by_values

DAYS: Final = frozenset({"3.05.2020", "13.05.2020", "14.06.2020"})


def share_of_days(values: pd.Series) -> float:
    return float(values.isin(DAYS).mean())


def found(**columns: list[str]) -> dict[str, str]:
    samples = {name: pd.Series(values, dtype="str") for name, values in columns.items()}
    return columns_by_values({}, samples, share_of_days)


def test_the_only_column_of_days_is_the_day() -> None:
    assert found(a=[*DAYS], b=["x", "y", "z"]) == {"date": "a"}


def test_one_day_that_is_none_and_words_for_unknown_change_nothing() -> None:
    assert found(a=[*DAYS, "31.02.2020"]) == {"date": "a"}
    assert found(a=[*DAYS, "unknown", "n/a"]) == {"date": "a"}


def test_of_two_columns_of_days_none_is_taken() -> None:
    assert found(a=[*DAYS], b=[*DAYS]) == {}


def test_words_that_hold_a_day_now_and_then_are_no_days() -> None:
    assert found(a=["3.05.2020", "meeting", "later", "none of it"]) == {}
