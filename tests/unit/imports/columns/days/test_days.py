"""Days as people write them: what each means, how closely it is known, and what is no day."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Final

import pandas as pd
import pytest
from convertdate import islamic, persian
from hypothesis import given
from hypothesis import strategies as st

from data.imports.columns.days.days import SAME_TIME, DayOrder, spans
from data.imports.dates.numbers import MIXED_BUT_PLAIN, MIXED_ORDER, SERIAL, SHORT_YEAR, UNDECIDED
from data.imports.dates.span import (
    BACKWARD,
    EMPTY,
    MORE_THAN_A_YEAR,
    NO_YEAR,
    NOT_A_DAY,
    NOT_UNDERSTOOD,
    OPEN_ENDED,
    OUT_OF_RANGE,
    UNKNOWN,
    NoDay,
    Span,
    precision_of,
)
from data.tables.vocabulary import DatePrecision
from tests.examples import costly

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
        ("a spring day", NOT_UNDERSTOOD),
        ("23 Nov 2020 and 24 Nov 2022", MORE_THAN_A_YEAR),
        ("24.11.2020-23.11.2020", BACKWARD),
        ("before 12.03.2021", OPEN_ENDED),
        ("12 March", NO_YEAR),
        ("неизвестно", UNKNOWN),
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


def test_where_nothing_tells_the_order_the_day_is_first_and_that_is_reported() -> None:
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


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("12.03.2021 г.", "2021-03-12 2021-03-12 1"), ("12 марта 2021 года", "2021-03-12 2021-03-12 1"),
        ("12 березня 2021 р.", "2021-03-12 2021-03-12 1"), ("12/XI/2020", "2020-11-12 2020-11-12 1"),
        ("12032021", "2021-03-12 2021-03-12 1"), ("2021年3月12日", "2021-03-12 2021-03-12 1"), ("2021. 03. 12.", "2021-03-12 2021-03-12 1"),
        ("ngày 12 tháng 3 năm 2021", "2021-03-12 2021-03-12 1"), ("١٣ آذار ٢٠٢١", "2021-03-13 2021-03-13 1"),
        ("14 مارس 2021", "2021-03-14 2021-03-14 1"), ("١٥ كانون الثاني ٢٠٢١", "2021-01-15 2021-01-15 1"), ("12 Aralık 2020", "2020-12-12 2020-12-12 1"),
        ("12. März 2021", "2021-03-12 2021-03-12 1"), ("3 de dezembro de 2020", "2020-12-03 2020-12-03 1"),
        ("၂၀၂၁ ခုနှစ် မတ်လ ၁၂ ရက်", "2021-03-12 2021-03-12 1"), ("ថ្ងៃទី១២ ខែមីនា ឆ្នាំ២០២១", "2021-03-12 2021-03-12 1"),
        ("12.03.2021 в 14:30", "2021-03-12 2021-03-12 1"), ("11/23/2020 8:00:00 PM", "2020-11-23 2020-11-23 1"),
        ("Mon Nov 23 2020 04:00:00 GMT+0400 (GST)", "2020-11-23 2020-11-23 1"), ("23–24.11.2020", "2020-11-23 2020-11-24 2"),
        ("23/24.11.2020", "2020-11-23 2020-11-24 2"), ("23-24 Nov 2020", "2020-11-23 2020-11-24 2"), ("Nov 23-24, 2020", "2020-11-23 2020-11-24 2"),
        ("с 23 по 24 ноября 2020 года", "2020-11-23 2020-11-24 2"), ("du 23 au 24 novembre 2020", "2020-11-23 2020-11-24 2"),
        ("entre el 23 y el 24 de noviembre de 2020", "2020-11-23 2020-11-24 2"), ("30.11-01.12.2020", "2020-11-30 2020-12-01 2"),
        ("30 Nov - 2 Dec 2020", "2020-11-30 2020-12-02 2"), ("2020-11-23/2020-11-24", "2020-11-23 2020-11-24 2"),
        ("в ночь на 24.11.2020", "2020-11-23 2020-11-24 2"), ("в ночь с 23 на 24 ноября 2020", "2020-11-23 2020-11-24 2"),
        ("у ніч на 24.11.2020", "2020-11-23 2020-11-24 2"), ("night of 23 November 2020", "2020-11-23 2020-11-24 2"),
        ("overnight 23-24 November 2020", "2020-11-23 2020-11-24 2"), ("??.11.2020", "2020-11-01 2020-11-30 4"),
        ("Nov-Dec 2020", "2020-11-01 2020-12-31 5"), ("spring 2020", "2020-03-01 2020-05-31 5"), ("весной 2021", "2021-03-01 2021-05-31 5"),
        ("winter 2020/21", "2020-12-01 2021-02-28 5"), ("winter 2020", "2020-01-01 2020-12-31 5"), ("Q2 2021", "2021-04-01 2021-06-30 5"),
        ("II квартал 2021", "2021-04-01 2021-06-30 5"), ("первый квартал 2021 года", "2021-01-01 2021-03-31 5"), ("H1 2020", "2020-01-01 2020-06-30 5"),
        ("early March 2021", "2021-03-01 2021-03-10 4"), ("mid-March 2021", "2021-03-11 2021-03-20 4"), ("в конце марта 2021", "2021-03-21 2021-03-31 4"),
        ("конец 2020 г.", "2020-09-01 2020-12-31 5"), ("week 47 2020", "2020-11-16 2020-11-22 3"), ("2020-W47", "2020-11-16 2020-11-22 3"),
        ("week of 23 Nov 2020", "2020-11-23 2020-11-29 3"), ("about 12 March 2021", "2021-03-12 2021-03-12 1"),
        ("1606089600000", "2020-11-23 2020-11-23 1"), ("1606089600", "2020-11-23 2020-11-23 1"), ("1.6060896E12", "2020-11-23 2020-11-23 1"),
        ("۱۳۹۹/۰۹/۰۳", "2020-11-23 2020-11-23 1"), ("1401-01-01", "2022-03-21 2022-03-21 1"), ("۳ آذر ۱۳۹۹", "2020-11-23 2020-11-23 1"),
        ("٣ قوس ١٣٩٩", "2020-11-23 2020-11-23 1"), ("1399/9", "2020-11-21 2020-12-20 4"), ("28/07/1442 هـ", "2021-03-12 2021-03-12 1"),
        ("1442/07/28", "2021-03-12 2021-03-12 1"), ("28 رجب 1442", "2021-03-12 2021-03-12 1"), ("23/11/2563", "2020-11-23 2020-11-23 1"),
        ("12 มีนาคม 2564", "2021-03-12 2021-03-12 1"), ("14 Meskerem 2013", "2020-09-24 2020-09-24 1"),
    ],
)  # fmt: skip
def test_days_spans_and_seasons_of_several_languages_and_calendars(text: str, meaning: str) -> None:
    assert written(one(text)) == meaning


@pytest.mark.parametrize(
    ("heading", "text", "meaning"),
    [
        ("Date (EC)", "14/03/2013", "2020-11-23 2020-11-23 1"),
        ("التاريخ الهجري", "1399-07-28", "1979-06-24 1979-06-24 1"),
        ("تاریخ (شمسی)", "1399-09-03", "2020-11-23 2020-11-23 1"),
        ("วันที่ (พ.ศ.)", "12/03/2564", "2021-03-12 2021-03-12 1"),
    ],
)
def test_a_heading_may_name_the_calendar(heading: str, text: str, meaning: str) -> None:
    found = spans(pd.Series([text], dtype="str"), DayOrder.AUTO, TODAY, heading)[text]
    assert written(found) == meaning
    assert isinstance(found, Span)
    assert "calendar" in found.remark


def test_a_day_that_a_calendar_lacks_is_refused_with_its_name() -> None:
    found = one("1400/12/30")
    assert isinstance(found, NoDay)
    assert "Solar Hijri" in found.reason
    assert written(one("1399/12/30")) == "2021-03-20 2021-03-20 1"


@costly(60, deadline=None)
@given(st.dates(date(1990, 1, 1), date(2026, 11, 1)))
def test_a_day_comes_back_from_every_calendar(day: date) -> None:
    solar, lunar = persian.from_gregorian(*day.timetuple()[:3]), islamic.from_gregorian(*day.timetuple()[:3])
    texts = {
        "{}/{}/{}".format(*solar): "",
        "{}-{:02}-{:02}".format(*lunar): "Hijri date",
        f"{day.day}/{day.month}/{day.year + 543}": "",
        f"{day:%d.%m.%Y} г.": "",
        f"{day:%d %B %Y}": "",
        f"{day:%b %d, %Y}": "",
        str(int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) * 1000): "",
    }
    for text, heading in texts.items():
        found = spans(pd.Series([text], dtype="str"), DayOrder.AUTO, TODAY, heading)[text]
        assert isinstance(found, Span), text
        assert (found.start, found.end) == (day, day), text


def test_a_time_in_utc_is_kept_for_the_question_of_the_local_day() -> None:
    for text, minute in (
        ("2021-03-12T22:30:00Z", 1350),
        ("1606161600000", 1200),
        ("2021-03-12T22:30:00+04:00", None),
    ):
        found = one(text)
        assert isinstance(found, Span)
        assert found.utc_minute == minute


def test_one_and_the_same_time_in_a_whole_column_is_pointed_out() -> None:
    found = column("11/23/2020 8:00:00 PM", "1/25/2021 8:00:00 PM")
    assert all(isinstance(span, Span) and SAME_TIME in span.remark for span in found.values())
    found = column("11/23/2020 8:00:00 PM", "1/25/2021 9:30:00 PM")
    assert not any(isinstance(span, Span) and span.remark for span in found.values())


def test_the_year_of_the_row_shows_from_which_year_a_spreadsheet_counts() -> None:
    texts, years = pd.Series(["42696", "42700"], dtype="str"), pd.Series(["2020", "2020"], dtype="str")
    found = spans(texts, DayOrder.AUTO, TODAY, years=years)
    assert written(found["42696"]) == "2020-11-23 2020-11-23 1"


@costly(60, deadline=None)
@given(st.text(max_size=40) | st.text("0123456789 .,-/:年ночьна QwxivTZ", max_size=30))
def test_whatever_a_cell_holds_is_a_span_or_a_reason(text: str) -> None:
    found = one(text)
    assert isinstance(found, NoDay) or found.start <= found.end
