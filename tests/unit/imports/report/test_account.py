"""The account of an import: what its lists say when there are many reasons."""

from __future__ import annotations

import pandas as pd

from data.imports.report.account import Account, account_of
from data.imports.report.ledger import Ledger, Result
from data.places import remarks as place_remarks
from data.places.coordinates import coordinate_remarks
from data.remark import make_remark

ROWS = 60


def account() -> Account:
    """Of 60 rows: every one outside its country by another distance, two of them not found, three refused."""
    ledger = Ledger("table.csv", "", pd.RangeIndex(2, 2 + ROWS))
    outside = [
        make_remark(coordinate_remarks.OUTSIDE_COUNTRY, km=str(km), country="Azerbaijan")
        for km in range(1, ROWS + 1)
    ]
    ledger.remark_each(ledger.rows, outside, [f"{row}, 40" for row in ledger.rows])
    not_found = [make_remark(place_remarks.NOT_FOUND, name=name) for name in ("Alpha", "Beta")]
    ledger.remark_each(ledger.rows[:2], not_found, ["Alpha", "Beta"])
    ledger.refuse(ledger.rows[-3:], "No such day.", "31/02")
    return account_of([(ledger, pd.Series([f"row-{row}" for row in ledger.rows], index=ledger.rows))])


def test_reasons_that_differ_only_in_their_values_share_a_line_where_there_are_many() -> None:
    reasons = account().reasons_of(Result.WITH_REMARK, 20)
    assert reasons.to_numpy().tolist() == [
        [
            "The point lies 1 km outside Azerbaijan; the coordinate was not used. (and 56 like it, with other values)",
            57,
        ],
        ["“Alpha” was not found. (and 1 like it, with other values)", 2],
    ]
    assert "57 × The point lies 1 km outside Azerbaijan" in account().to_text()


def test_a_few_reasons_are_listed_one_by_one() -> None:
    reasons = account().reasons_of(Result.WITH_REMARK, 100)
    assert len(reasons) == 59
    assert not reasons["reason"].str.contains("like it").any()
    assert account().reasons_of(Result.REFUSED, 20).to_numpy().tolist() == [["No such day.", 3]]


def test_the_table_keeps_every_reason_with_its_values_in_the_order_in_which_they_were_entered() -> None:
    rows = account().rows
    assert rows["reason"].tolist()[:3] == [
        "The point lies 1 km outside Azerbaijan; the coordinate was not used. “Alpha” was not found.",
        "The point lies 2 km outside Azerbaijan; the coordinate was not used. “Beta” was not found.",
        "The point lies 3 km outside Azerbaijan; the coordinate was not used.",
    ]
    assert rows["found"].tolist()[:3] == ["2, 40; Alpha", "3, 40; Beta", "4, 40"]
    assert rows["reason"].tolist()[-1] == "No such day."
