"""Days as registers of many languages write them."""

from __future__ import annotations

from datetime import date

import pytest

from data.imports.dates.numbers import Reading
from data.imports.dates.ranges import read_date
from data.imports.dates.span import Span

READING = Reading(date(2026, 11, 29), days_first=True)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("23NOV2020", "2020-11-23", "2020-11-23"),
        ("23NOV20", "2020-11-23", "2020-11-23"),
        ("231430ZNOV20", "2020-11-23", "2020-11-23"),
        ("231430C NOV 2020", "2020-11-23", "2020-11-23"),
        ("Nov. '20", "2020-11-01", "2020-11-30"),
        ("3./4. Mai 2022", "2022-05-03", "2022-05-04"),
        ("Mitte März 2020", "2020-03-11", "2020-03-20"),
        ("KW 12/2021", "2021-03-22", "2021-03-28"),
        ("dans la nuit du 3 au 4 mai 2022", "2022-05-03", "2022-05-04"),
        ("mediados de mayo de 2020", "2020-05-11", "2020-05-20"),
        ("ІІ квартал 2023", "2023-04-01", "2023-06-30"),
        ("у ніч на 5 травня 2022", "2022-05-04", "2022-05-05"),
        ("2020 yılı Haziran ayı", "2020-06-01", "2020-06-30"),
        ("2020-ci il noyabrın 23-ü", "2020-11-23", "2020-11-23"),
        ("ليلة 4 أيار 2022", "2022-05-04", "2022-05-05"),
        ("٢٣ تشرين الثاني ٢٠٢٠", "2020-11-23", "2020-11-23"),
        ("۳ قوس ۱۳۹۹", "2020-11-23", "2020-11-23"),
        ("حمل 1400", "2021-03-21", "2021-04-20"),
        ("12 มี.ค. 64", "2021-03-12", "2021-03-12"),
        ("5 Μαΐου 2003", "2003-05-05", "2003-05-05"),
        ("12 במרץ 2020", "2020-03-12", "2020-03-12"),
        ("ថ្ងៃទី ៥ ខែមីនា ឆ្នាំ២០២១", "2021-03-05", "2021-03-05"),
    ],
)
def test_a_day_is_read_as_its_language_writes_it(text: str, first: str, last: str) -> None:
    found = read_date(text, READING)
    assert isinstance(found, Span), found
    assert (found.start.isoformat(), found.end.isoformat()) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "Tuesday 20/2/2024",
        "Tue, 20 Feb 2024",
        "вторник, 20.02.2024",
        "вт 20.02.2024",
        "20.02.2024 (вівторок)",
        "mardi 20/02/2024",
        "Martes 20/02/2024",
        "terça-feira, 20/02/2024",
        "Dienstag, 20.02.2024",
        "Salı 20.02.2024",
        "الثلاثاء 20/2/2024",
        "الثلاثاء ٢٠ شباط ٢٠٢٤",
        "20/2/2024 الثلاثاء",
        "سه‌شنبه ۱۴۰۲/۱۲/۰۱",
    ],
)
def test_the_day_of_the_week_says_nothing_more(text: str) -> None:
    found = read_date(text, READING)
    assert isinstance(found, Span)
    assert (found.start, found.end) == (date(2024, 2, 20), date(2024, 2, 20))
