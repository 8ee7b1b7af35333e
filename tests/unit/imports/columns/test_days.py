"""Days as people write them: what each means, how closely it is known, and what is no day."""

from __future__ import annotations

from datetime import date
from typing import Final

import pandas as pd
import pytest

from data.imports.columns.days import (
    EMPTY,
    MIXED_BUT_PLAIN,
    MIXED_ORDER,
    NOT_A_DAY,
    NOT_UNDERSTOOD,
    OUT_OF_RANGE,
    SERIAL,
    SHORT_YEAR,
    UNDECIDED,
    DayOrder,
    NoDay,
    Span,
    precision_of,
    spans,
)
from data.tables.vocabulary import DatePrecision

TODAY: Final = date(2026, 11, 22)


def column(*texts: str, order: DayOrder = DayOrder.AUTO) -> dict[str, Span | NoDay]:
    return spans(pd.Series(texts, dtype="str"), order, TODAY)


def one(text: str, order: DayOrder = DayOrder.AUTO) -> Span | NoDay:
    return column(text, order=order)[text]


def written(found: Span | NoDay) -> str:
    assert isinstance(found, Span), found
    return f"{found.start} {found.end} {int(found.precision)}"


@pytest.mark.parametrize(
    "text",
    [
        "2020-11-23",
        "2020-11-23T14:30:00",
        "2020-11-23 00:00:00",
        "2020/11/23",
        "20201123",
        "23/11/2020",
        "23.11.2020",
        "11/23/2020",
        "23 Nov 2020",
        "November 23rd, 2020",
        "23-Nov-2020",
        "23 ноября 2020 г.",
        "23 noyabr 2020",
        "2020-ci il noyabrın 23-ü",
        "23 նոյեմբերի 2020",
        "23 de noviembre de 2020",
        "le 23 novembre 2020",
        "44158",
    ],
)
def test_a_day_is_read_in_every_usual_form(text: str) -> None:
    assert written(one(text)) == "2020-11-23 2020-11-23 1"


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("2020-11", "2020-11-01 2020-11-30 4"),
        ("11/2020", "2020-11-01 2020-11-30 4"),
        ("2020-02-00", "2020-02-01 2020-02-29 4"),
        ("Nov 2020", "2020-11-01 2020-11-30 4"),
        ("февраль 2021", "2021-02-01 2021-02-28 4"),
        ("mart 2021", "2021-03-01 2021-03-31 4"),
        ("août 2021", "2021-08-01 2021-08-31 4"),
        ("enero 2021", "2021-01-01 2021-01-31 4"),
        ("2020", "2020-01-01 2020-12-31 5"),
        ("2020-00-00", "2020-01-01 2020-12-31 5"),
    ],
)
def test_a_month_or_a_year_alone_is_known_so_far(text: str, meaning: str) -> None:
    assert written(one(text)) == meaning


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", EMPTY),
        ("31/02/2020", NOT_A_DAY),
        ("2021-02-29", NOT_A_DAY),
        ("2020-13-01", NOT_A_DAY),
        ("31.04.2020", NOT_A_DAY),
        ("1815-06-18", OUT_OF_RANGE),
        ("yesterday", NOT_UNDERSTOOD),
        ("spring 2020", NOT_UNDERSTOOD),
        ("23 Nov 2020 and 24 Nov 2020", NOT_UNDERSTOOD),
        ("99999999", OUT_OF_RANGE),
        ("123456789", NOT_UNDERSTOOD),
        ("12", NOT_UNDERSTOOD),
        ("NaN", NOT_UNDERSTOOD),
    ],
)
def test_what_is_no_day_has_its_reason(text: str, reason: str) -> None:
    assert one(text) == NoDay(reason)


def test_the_whole_column_tells_whether_the_day_stands_first() -> None:
    found = column("03/04/2020", "23/11/2020")
    assert written(found["03/04/2020"]) == "2020-04-03 2020-04-03 1"
    found = column("03/04/2020", "11/23/2020")
    assert written(found["03/04/2020"]) == "2020-03-04 2020-03-04 1"
    assert all(isinstance(span, Span) and not span.remark for span in found.values())


def test_a_column_of_both_orders_refuses_what_could_be_either() -> None:
    found = column("03/04/2020", "23/11/2020", "11/24/2020", "05/05/2020")
    assert found["03/04/2020"] == NoDay(MIXED_ORDER)
    assert written(found["23/11/2020"]) == "2020-11-23 2020-11-23 1"
    assert written(found["11/24/2020"]) == "2020-11-24 2020-11-24 1"
    assert written(found["05/05/2020"]) == "2020-05-05 2020-05-05 1"
    assert {span.remark for span in found.values() if isinstance(span, Span)} == {MIXED_BUT_PLAIN, ""}


def test_where_nothing_tells_the_order_the_day_is_first_and_that_is_said() -> None:
    found = one("03/04/2020")
    assert isinstance(found, Span)
    assert (found.start, found.remark) == (date(2020, 4, 3), UNDECIDED)
    assert written(one("03/04/2020", DayOrder.MONTH_FIRST)) == "2020-03-04 2020-03-04 1"
    dotted = one("03.04.2020")
    assert isinstance(dotted, Span)
    assert (dotted.start, dotted.remark) == (date(2020, 4, 3), "")


def test_a_chosen_order_beats_what_the_column_shows() -> None:
    found = column("03/04/2020", "23/11/2020", order=DayOrder.MONTH_FIRST)
    assert written(found["03/04/2020"]) == "2020-03-04 2020-03-04 1"
    assert found["23/11/2020"] == NoDay(NOT_A_DAY)


def test_a_year_of_two_digits_is_not_in_the_future_and_is_pointed_out() -> None:
    for text, year in (("23/11/20", 2020), ("23.11.98", 1998), ("23.11.26", 2026), ("23.11.27", 1927)):
        found = one(text)
        assert isinstance(found, Span)
        assert (found.start.year, found.remark) == (year, SHORT_YEAR)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("23-Nov-20", date(2020, 11, 23)),
        ("3 ноя '98", date(1998, 11, 3)),
        ("01-Dec-26", date(2026, 12, 1)),
        ("01-Jan-27", date(1927, 1, 1)),
    ],
)
def test_a_day_that_a_spreadsheet_writes_in_short_is_read_with_its_century_pointed_out(
    text: str, day: date
) -> None:
    assert one(text) == Span(day, day, DatePrecision.DAY, SHORT_YEAR)


@pytest.mark.parametrize("text", ["31-Feb-20", "32-Nov-20", "0-Nov-20"])
def test_a_short_day_that_is_none_is_refused(text: str) -> None:
    assert isinstance(one(text), NoDay)


def test_a_day_number_of_a_spreadsheet_is_pointed_out() -> None:
    found = one("44158.6")
    assert isinstance(found, Span)
    assert (found.start, found.remark) == (date(2020, 11, 23), SERIAL)


@pytest.mark.parametrize(
    ("days", "grade"), [(1, 1), (2, 2), (6, 2), (7, 3), (8, 4), (31, 4), (32, 5), (366, 5)]
)
def test_a_span_has_the_closest_grade_that_allows_it(days: int, grade: int) -> None:
    assert precision_of(days) == grade
