"""Cells of days turned into spans, with a remark or a refusal for each odd one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

import numpy as np
import pandas as pd

from data.imports.columns.cells import joined_keys, looked_up, rows_by_reason
from data.imports.columns.days.days import DayOrder, lacks_order, spans
from data.imports.dates.calendars import calendar_in
from data.imports.dates.numbers import Reading
from data.imports.dates.ranges import read_date
from data.imports.dates.span import EMPTY, NO_YEAR, NOT_UNDERSTOOD, UNKNOWN, NoDay, Span, precision_of
from data.imports.report.composed import Composed
from data.imports.report.ledger import Ledger
from data.imports.report.open_choices import DAY_ORDER, OpenChoice, Option
from data.places.notations.normal_text import ascii_digits
from data.tables.schema import LAST_YEAR

_ANY_DAY: Final = date(LAST_YEAR, 1, 1)
"""Today, for a source whose years are never in another calendar or in the future."""
UNDATED: Final = (
    "The table has no dates; the incident is undated, and lies within no dates that are asked for."
)
UNDATED_ROWS: Final = {
    EMPTY: "The row has no date; the incident is undated, and lies within no dates that are asked for.",
    UNKNOWN: "The date is said to be unknown; the incident is undated, and lies within no dates that are asked for.",
    NOT_UNDERSTOOD: "The date is not understood; the incident is undated. Write it as YYYY-MM-DD, YYYY-MM or YYYY.",
}
"""Remarks of rows without a day in a table that has days, by why they have none: nothing in these claims to be a day."""
_LAST_BEFORE_FIRST: Final = "The last day stands before the first; correct one of them."
_TOO_LONG: Final = "From the first to the last day it is more than a year, too long for one incident."
_NO_DAY_OF_REPORT: Final = "The day of the report is not understood and was left out."


def day_spans(
    texts: pd.Series,
    order: DayOrder,
    today: date,
    ledger: Ledger,
    heading: str = "",
    years: pd.Series | None = None,
    may_be_undated: pd.Series | None = None,
    *,
    offers_order: bool = False,
    remark_on_years: str = "",
    columns: Sequence[str] = ("", ""),
) -> pd.DataFrame:
    """`date_start`, `date_end` and `date_prec` of each text, as `_span_frame`; the others are refused.

    `heading` may name a calendar; `years` are those of the rows, where another column has them. Rows that
    `may_be_undated` stay without a day where nothing in them claims to be one. `offers_order` enters it as a choice
    where nothing shows whether the day or the month stands first; `remark_on_years` is for rows whose year was taken
    from `years`. `columns` are those of the texts and of the years, as the account names them.
    """
    known = spans(texts, order, today, heading, years)
    if years is not None:
        lacks_year = texts.map({text: span == NoDay(NO_YEAR) for text, span in known.items()}).astype(bool)
        if lacks_year.any():
            cells = [(name, cells) for name, cells in zip(columns, (texts, years), strict=True) if name]
            texts = (texts + " " + years).where(lacks_year & (years != ""), texts)
            ledger.composed.append(Composed.of(texts[lacks_year], dict(cells)))
            if remark_on_years:
                ledger.remark(texts.index[lacks_year], remark_on_years, texts[lacks_year])
            known = spans(texts, order, today, heading, years)
    if offers_order:
        _offer_order(texts, known, order, today, ledger)
    return _span_frame(texts, known, ledger, may_be_undated=may_be_undated)


def _offer_order(
    texts: pd.Series, known: Mapping[str, Span | NoDay], order: DayOrder, today: date, ledger: Ledger
) -> None:
    """Enter the choice between day and month first, with what the first such text would be."""
    if order is not DayOrder.AUTO:
        known = spans(texts, DayOrder.AUTO, today)
    open_texts = [text for text, span in known.items() if lacks_order(span)]
    if not open_texts:
        return
    options = []
    for one in (DayOrder.DAY_FIRST, DayOrder.MONTH_FIRST):
        span = spans(pd.Series([open_texts[0]]), one, today)[open_texts[0]]
        options.append(Option(one.value, span.start.isoformat() if isinstance(span, Span) else "no day"))
    rows = int(texts.isin(open_texts).sum())
    chosen = "" if order is DayOrder.AUTO else order.value
    ledger.open_choices.append(OpenChoice(DAY_ORDER, DAY_ORDER, open_texts[0], rows, tuple(options), chosen))


def undated_spans(rows: pd.Index, ledger: Ledger) -> pd.DataFrame:
    """Rows of a table that has no dates at all, as `_span_frame`, with no days and `date_prec` 0."""
    ledger.remark(rows, UNDATED)
    days = pd.Series(np.datetime64("NaT", "s"), index=rows)
    return pd.DataFrame(
        {"date_start": days, "date_end": days, "date_prec": 0, "utc_minute": np.nan}, index=rows
    )


def month_and_year_spans(
    years: pd.Series,
    months: pd.Series,
    days: pd.Series,
    ledger: Ledger,
    today: date = _ANY_DAY,
    heading: str = "",
    may_be_undated: pd.Series | None = None,
    columns: Sequence[str] = ("", "", ""),
) -> pd.DataFrame:
    """The spans of dates that stand in columns of their own; an empty month or day makes the span longer.

    Rows that `may_be_undated` stay without a day where year, month and day are empty. `columns` are those of
    year, month and day, as the account names them.
    """
    numbers = years.str.replace(r"[,.\s](?=\d{3}$)", "", regex=True)
    parts = [one.str.removesuffix(".0") for one in (numbers, months, days)]
    joined = joined_keys(parts)
    reading = Reading(today, days_first=True, calendar=calendar_in(heading))
    known = {text: _span_of_parts(text.split("\x1f"), reading) for text in map(str, joined.unique())}
    if may_be_undated is not None:
        may_be_undated = may_be_undated & (months == "") & (days == "")
    written = joined.str.replace("\x1f", "-").str.strip("-")
    cells = {name: texts for name, texts in zip(columns, (years, months, days), strict=True) if name}
    ledger.composed.append(Composed.of(written, dict(reversed(cells.items()))))
    return _span_frame(joined, known, ledger, written, may_be_undated)


def ended(
    start: pd.DataFrame, texts: pd.Series, order: DayOrder, today: date, ledger: Ledger
) -> pd.DataFrame:
    """The spans with the last days that another column gives; an empty one ends the span as it was.

    Rows whose last day is not understood, before the first or more than a year after it are refused.
    """
    known = spans(texts, order, today)
    given = (texts != "") & start["date_start"].notna()
    ends = texts[given].map(known)
    wrong = ends.map(lambda span: isinstance(span, NoDay))
    for reason, rows in rows_by_reason(ends[wrong].map(lambda span: span.reason)):
        ledger.refuse(rows, reason, texts.loc[rows])
    usable = ends[~wrong]
    result = start.copy()
    last = pd.to_datetime(usable.map(lambda span: span.end).astype(object)).astype("datetime64[s]")
    result.loc[usable.index, "date_end"] = last
    days = (result["date_end"] - result["date_start"]).dt.days + 1
    backward, too_long = days < 1, days > 366
    ledger.refuse(result.index[backward], _LAST_BEFORE_FIRST, texts[backward])
    ledger.refuse(result.index[too_long], _TOO_LONG, texts[too_long])
    is_changed = (result["date_end"] != start["date_end"]) & (days >= 1)
    grades = days[is_changed].map(lambda number: int(precision_of(int(number))))
    result.loc[grades.index, "date_prec"] = grades.astype("int64")
    return result.drop(index=ledger.not_read.intersection(result.index))


def report_days(texts: pd.Series, order: DayOrder, today: date, ledger: Ledger) -> pd.Series:
    """The days as YYYY-MM-DD; "" where a text is none, with a remark."""
    known = spans(texts, order, today)
    days = {
        text: span.start.isoformat() if isinstance(span, Span) and span.start == span.end else ""
        for text, span in known.items()
    }
    found = looked_up(texts, days)
    odd = (texts != "") & (found == "")
    ledger.remark(texts.index[odd], _NO_DAY_OF_REPORT, texts[odd])
    return found


def _span_frame(
    texts: pd.Series,
    known: Mapping[str, Span | NoDay],
    ledger: Ledger,
    written: pd.Series | None = None,
    may_be_undated: pd.Series | None = None,
) -> pd.DataFrame:
    """A row for each text that is a date: `date_start`, `date_end` (days), `date_prec` (1 to 5), `utc_minute`.

    `utc_minute` is the minute of the day where the text gives the time in UTC, else NaN; `written` are the texts
    for the account. Of a table with days, the rows that `may_be_undated` and do not claim to have one stay, with
    `date_prec` 0.
    """
    shown = texts if written is None else written
    understood = texts
    if any(isinstance(span, NoDay) for span in known.values()):
        understood = _understood(texts, known, ledger, shown, may_be_undated)
    codes, different = pd.factorize(understood)
    spans_of = [span if isinstance(span := known.get(text), Span) else None for text in different.tolist()]
    if any(span is not None and span.remark for span in spans_of):
        words = [span.remark if span else "" for span in spans_of]
        remarks = pd.Series(pd.array(words, dtype="str").take(codes), understood.index)
        for reason, rows in rows_by_reason(remarks[remarks != ""]):
            ledger.remark(rows, reason, shown.loc[rows])
    minutes = [np.nan if span is None or span.utc_minute is None else span.utc_minute for span in spans_of]
    starts = np.array([span.start if span else "NaT" for span in spans_of], dtype="datetime64[s]")
    ends = np.array([span.end if span else "NaT" for span in spans_of], dtype="datetime64[s]")
    grades = np.array([int(span.precision) if span else 0 for span in spans_of], dtype="int64")
    return pd.DataFrame(
        {
            "date_start": starts[codes],
            "date_end": ends[codes],
            "date_prec": grades[codes],
            "utc_minute": np.array(minutes, dtype="float64")[codes],
        },
        index=understood.index,
    )


def _understood(
    texts: pd.Series,
    known: Mapping[str, Span | NoDay],
    ledger: Ledger,
    shown: pd.Series,
    may_be_undated: pd.Series | None,
) -> pd.Series:
    """The texts that are days or may be without one; the others are refused."""
    no_days = looked_up(texts, {text: span.reason for text, span in known.items() if isinstance(span, NoDay)})
    is_day = no_days == ""
    is_undated = pd.Series(False, index=texts.index)
    if may_be_undated is not None and is_day.any():
        is_undated = no_days.isin([*UNDATED_ROWS]) & may_be_undated
    for reason, rows in rows_by_reason(no_days[is_undated]):
        ledger.remark(rows, UNDATED_ROWS[reason], "" if reason == EMPTY else shown.loc[rows])
    for reason, rows in rows_by_reason(no_days[~is_day & ~is_undated]):
        ledger.refuse(rows, reason, "" if reason == EMPTY else shown.loc[rows])
    return texts[is_day | is_undated]


def _span_of_parts(parts: Sequence[str], reading: Reading) -> Span | NoDay:
    year, month, day = map(ascii_digits, parts)
    if not re.match(r"\d{4}(?!\d)", year):
        return NoDay(NOT_UNDERSTOOD if year else EMPTY)
    if month in ("", "0", "00"):
        return read_date(year, reading)
    if not month[0].isdecimal():
        return read_date(f"{'' if day in ('0', '00') else day} {month} {year}".strip(), reading)
    return read_date(f"{year[:4]}-{month}" + ("" if day in ("", "0", "00") else f"-{day}"), reading)
