"""A day is not claimed of an incident that only may have happened on it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from components.address import View
from components.brief.contents import Brief
from data.filters.incident_filter import IncidentFilter
from data.filters.over_time.beyond_dates import beyond_dates
from data.filters.over_time.comparison import compared
from data.filters.summary import Summary
from data.language import speaking
from data.tables.dataset import Dataset
from data.wording.comparisons.comparison_message import message
from data.wording.paragraphs.paragraph import paragraph_of
from data.wording.paragraphs.selection import selection_in_words
from tests.tables import casualty, dataset_of, incident, summary, tables

DAY = date(2021, 3, 25)
SPAN, EXACT = ("2021-03-22", "2021-03-28", "3"), ("2021-03-25", "2021-03-25", "1")


def spanning(*spans: tuple[str, str, str]) -> Dataset:
    """One incident a span of first day, last day and `date_prec`, each with one injured."""
    names = [f"B-{number}" for number in range(len(spans))]
    incidents = [
        incident(incident_id=name, date_start=start, date_end=end, date_prec=grade)
        for name, (start, end, grade) in zip(names, spans, strict=True)
    ]
    people = [casualty(incident_id=name, outcome="injured", count_best="1", count_high="1") for name in names]
    return dataset_of(tables(incidents=incidents, casualties=people, sources=[]))


def on_the_day(*spans: tuple[str, str, str], **fields: Any) -> Summary:
    return summary(spanning(*spans), date_from=DAY, date_to=DAY, **fields)


@pytest.mark.parametrize(
    ("first", "last", "number"),
    [
        (None, None, 0),
        (date(2021, 3, 22), date(2021, 3, 28), 0),
        (date(2021, 3, 23), date(2021, 3, 28), 1),
        (date(2021, 3, 22), date(2021, 3, 27), 1),
        (date(2021, 3, 22), None, 0),
        (date(2021, 3, 23), None, 1),
        (None, date(2021, 3, 27), 1),
        (None, date(2021, 3, 28), 0),
    ],
)
def test_a_span_that_leaves_the_dates_lies_beyond_them(
    first: date | None, last: date | None, number: int
) -> None:
    assert beyond_dates(summary(spanning(SPAN, EXACT), date_from=first, date_to=last)) == number


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (on_the_day(EXACT), " dated 25 March 2021"),
        (on_the_day(SPAN), " that may have happened on 25 March 2021"),
        (on_the_day(SPAN, EXACT), " dated 25 March 2021, or by a span that holds that day,"),
        (
            summary(spanning(SPAN, EXACT), date_from=DAY, date_to=date(2021, 3, 30)),
            " dated from 25 to 30 March 2021, or by a span that overlaps these days,",
        ),
        (summary(spanning(SPAN), date_from=DAY), " that may have happened on 25 March 2021 or later"),
        (summary(spanning(SPAN), date_to=DAY), " that may have happened on 25 March 2021 or earlier"),
    ],
)
def test_the_clause_of_the_dates_claims_no_more_than_is_known(found: Summary, words: str) -> None:
    assert selection_in_words(found) == words


def test_the_only_incident_of_a_day_only_may_be_of_it() -> None:
    text = paragraph_of(on_the_day(SPAN)).text
    assert "It is the only incident of this collection that may have happened on 25 March 2021." in text
    assert "dated 25 March" not in text


def test_a_sentence_of_several_goes_on_after_its_clause() -> None:
    text = paragraph_of(on_the_day(SPAN, EXACT)).text
    assert "2 incidents dated 25 March 2021, or by a span that holds that day, in which 2 people" in text


@pytest.mark.parametrize(
    ("found", "about"),
    [
        (on_the_day(EXACT), "25 Mar 2021"),
        (on_the_day(SPAN), "may have happened 25 Mar 2021"),
        (on_the_day(SPAN, EXACT), "25 Mar 2021 (1 incident may lie outside)"),
    ],
)
def test_the_title_of_a_brief_names_days_as_possible(found: Summary, about: str) -> None:
    assert Brief(found, View(), "").message.endswith(f" · {about}")


class TestTitleOfAComparison:
    BEFORE = IncidentFilter(date_from=date(2021, 3, 24), date_to=date(2021, 3, 24))
    ON = IncidentFilter(date_from=DAY, date_to=DAY)

    def title(self, *spans: tuple[str, str, str], outcome: tuple[str, ...] = ()) -> str:
        sides = (
            IncidentFilter(date_from=side.date_from, date_to=side.date_to, outcome=outcome)
            for side in (self.BEFORE, self.ON)
        )
        return message(compared(spanning(*spans), *sides))

    def test_a_certain_day_is_claimed(self) -> None:
        assert self.title(EXACT) == "1 incident on 25 Mar 2021, 0 in the same time before"

    def test_a_span_may_have_happened_on_either_day(self) -> None:
        assert self.title(SPAN) == (
            "1 incident may have happened on 25 Mar 2021, possibly 1 in the same time before"
        )

    def test_some_of_them_may_lie_outside(self) -> None:
        assert self.title(SPAN, EXACT).startswith("2 incidents on 25 Mar 2021 (1 incident may lie outside), ")

    def test_people_are_possibly_of_it(self) -> None:
        assert self.title(SPAN, outcome=("injured",)).startswith("1 injured possibly on 25 Mar 2021, ")

    @pytest.mark.parametrize("language", ["az", "hy", "ru"])
    def test_every_language_says_so(self, language: str) -> None:
        with speaking(language):
            certain, possible = self.title(EXACT), self.title(SPAN)
        words = {"az": "ola bilər ki", "hy": "գուցե", "ru": "возможно"}[language]
        assert words in possible
        assert words not in certain
