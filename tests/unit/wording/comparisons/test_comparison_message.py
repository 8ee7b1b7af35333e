"""The message of a comparison, which is the title of its page, slide and picture."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from data.areas.selection import read_selection
from data.filters.incident_filter import IncidentFilter
from data.filters.over_time.comparison import compared
from data.filters.over_time.periods import opening
from data.language import speaking
from data.tables.dataset import Dataset
from data.wording.comparisons.comparison_message import message, period, reason_in_words


def message_of(dataset: Dataset, incident_filter: IncidentFilter) -> str:
    opened = opening(dataset, incident_filter)
    return message(compared(dataset, opened.a, opened.b))


def test_a_period_and_the_same_time_before_are_one_sentence(dataset: Dataset) -> None:
    incident_filter = IncidentFilter(
        date_from=date(2024, 1, 1), date_to=date(2024, 12, 31), device=("antivehicle_mine",)
    )
    a, b, _reason = opening(dataset, incident_filter)
    sides = compared(dataset, a, b)
    expected = f"{sides.b.incidents} incidents in 2024, {sides.a.incidents} in the same time before · anti-vehicle mine"
    assert message(sides) == expected


def test_where_one_outcome_is_chosen_it_counts_people(dataset: Dataset) -> None:
    text = message_of(dataset, IncidentFilter(date_from=date(2023, 1, 1), outcome=("killed",)))
    assert " killed since 2023, " in text
    assert text.endswith(" in the same time before")


def test_other_sides_are_named_each_with_its_number(dataset: Dataset) -> None:
    a, b = (IncidentFilter(actor=(actor,)) for actor in ("Civilians", "ANAMA deminers"))
    text = message(compared(dataset, a, b))
    assert text.startswith("ANAMA deminers: ")
    assert "; Civilians: " in text


def test_what_both_sides_filter_by_is_stated_once(dataset: Dataset) -> None:
    place: dict[str, Any] = {
        "within": read_selection("circle:39.6003,47.1431,60"),
        "device": ("antivehicle_mine",),
    }
    sides = [
        IncidentFilter(date_to=date(2019, 12, 31), **place),
        IncidentFilter(date_from=date(2020, 1, 1), actor=("Civilians",), **place),
    ]
    text = message(compared(dataset, *sides))
    number = r"\d+ incidents?( \+ \d+ possibly inside)?"
    assert re.fullmatch(
        rf"Since 2020 · Civilians: {number}; until 31 Dec 2019: {number}"
        r" · anti-vehicle mine · within 60 km of 39.6003, 47.1431",
        text,
    )


def test_a_side_without_anything_of_its_own_keeps_its_words(dataset: Dataset) -> None:
    place: dict[str, Any] = {"within": read_selection("circle:39.6003,47.1431,60")}
    text = message(compared(dataset, IncidentFilter(**place), IncidentFilter(actor=("Civilians",), **place)))
    assert text.count("60 km") == 2


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2023-01-01", None, "since 2023"),
        ("2023-03-01", None, "since 1 Mar 2023"),
        ("2023-01-01", "2023-12-31", "in 2023"),
        ("2020-11-23", "2020-11-23", "on 23 Nov 2020"),
        ("2020-11-23", "2021-05-01", "from 23 Nov 2020 to 1 May 2021"),
    ],
)
def test_a_period_in_words(first: str, last: str | None, words: str) -> None:
    end = date.fromisoformat(last) if last else None
    assert period(IncidentFilter(date_from=date.fromisoformat(first), date_to=end)) == words


@pytest.mark.parametrize(
    ("language", "since", "within"),
    [
        ("az", "2024-cü ildən bəri", "2024-cü ildə"),
        ("hy", "2024 թվականից ի վեր", "2024 թվականին"),
        ("ru", "с 2024 года", "в 2024 году"),
    ],
)
def test_a_year_alone_is_followed_by_the_word_for_year(language: str, since: str, within: str) -> None:
    first = date(2024, 1, 1)
    with speaking(language):
        assert period(IncidentFilter(date_from=first)) == since
        assert period(IncidentFilter(date_from=first, date_to=date(2024, 12, 31))) == within


def test_the_reason_says_how_the_sides_were_chosen(dataset: Dataset) -> None:
    assert dataset.first_day is not None
    begun = dataset.first_day.year
    early = IncidentFilter(date_from=date(begun, 1, 1), date_to=date(begun, 12, 31))
    reason = reason_in_words(opening(dataset, early), dataset)
    assert reason.startswith(
        "B is the period of the filter, A the same time before it. The first incident of these data"
    )
    assert "last twelve months" in reason_in_words(opening(dataset, IncidentFilter()), dataset)


def test_days_after_the_last_check_are_not_counted_as_nothing(dataset: Dataset) -> None:
    incident_filter = IncidentFilter(date_from=date(2027, 1, 1), victim=("deminer",))
    assert message_of(dataset, incident_filter) == (
        "No data since 2027: these data were last checked on 28 Nov 2026 · deminer"
    )
    assert "last checked on 28 Nov 2026" in reason_in_words(opening(dataset, incident_filter), dataset)
    partly = IncidentFilter(date_from=date(2026, 1, 1), date_to=date(2026, 12, 31))
    assert " in 2026, " in message_of(dataset, partly)
    assert "last checked on 28 Nov 2026" in reason_in_words(opening(dataset, partly), dataset)
    known = IncidentFilter(date_from=date(2025, 1, 1), date_to=date(2025, 12, 31))
    assert "last checked" not in reason_in_words(opening(dataset, known), dataset)
