"""The time of the day beside a date is taken off, and kept where it moves the day."""

from __future__ import annotations

from datetime import date

import pytest

from data.imports.dates.times import TimeOfDay, epoch_span, without_time


@pytest.mark.parametrize(
    ("text", "rest", "time"),
    [
        ("2020-11-23t07:30:00z", "2020-11-23", TimeOfDay(450, True)),
        ("2020-11-23 07:30", "2020-11-23", TimeOfDay(450, False)),
        ("2020-11-23t23:59:59.123+04:00", "2020-11-23", TimeOfDay(1439, False)),
        ("2020-11-23t07:30+00:00", "2020-11-23", TimeOfDay(450, True)),
        ("23/11/2020 7:05 pm", "23/11/2020", TimeOfDay(1145, False)),
        ("23/11/2020 12:00 am", "23/11/2020", TimeOfDay(0, False)),
        ("23.11.2020 07.30", "23.11.2020", TimeOfDay(450, False)),
        ("23.11.2020 um 7:30 uhr", "23.11.2020", TimeOfDay(450, False)),
        ("2020-11-23", "2020-11-23", None),
        ("2020-11-23 07:75", "2020-11-23 07:75", None),
        ("", "", None),
    ],
)
def test_the_time_is_taken_off(text: str, rest: str, time: TimeOfDay | None) -> None:
    assert without_time(text) == (rest, time)


@pytest.mark.parametrize("number", ["1606089600", "1606089600000", "1606089600000000", "1606089600.5"])
def test_seconds_and_parts_of_them_since_1970_are_a_day(number: str) -> None:
    span = epoch_span(number)
    assert span is not None
    assert (span.start, span.end) == (date(2020, 11, 23), date(2020, 11, 23))


@pytest.mark.parametrize("text", ["44158", "20201123", "0000000001", "2020-11-23", ""])
def test_another_number_is_none(text: str) -> None:
    assert epoch_span(text) is None
