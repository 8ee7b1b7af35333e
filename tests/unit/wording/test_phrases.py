"""Sentences read as a careful writer would put them, and hide nothing."""

from __future__ import annotations

from datetime import date
from typing import Final

import pandas as pd
import pytest

from data.filters.incident_filter import IncidentFilter
from data.language import counted
from data.tables.count_range import CountRange
from data.tables.dataset import Dataset
from data.wording.filter_phrases import FilterPart, filter_in_words, filter_parts, option_label
from data.wording.phrases import (
    DISCLAIMER,
    EVERYTHING,
    SAFETY_LINE,
    casualties_in_words,
    day,
    incident_sentence,
    people,
    place_of,
    span,
    when,
)
from tests.tables import dataset_of, incident, no_rows, tables

A_DAY: Final = date(2020, 11, 23)
JULY: Final = (date(2014, 7, 1), date(2014, 7, 31))


@pytest.fixture(scope="module")
def made() -> Dataset:
    return dataset_of(tables())


def one(**cells: str) -> pd.Series:
    return dataset_of(tables(incidents=[incident(**cells)], casualties=[], sources=[])).incidents.iloc[0]


def test_days_are_written_in_words() -> None:
    assert day(A_DAY) == "23 Nov 2020"
    assert day(date(2021, 3, 1)) == "1 Mar 2021"


def test_a_span_of_one_day_is_a_day() -> None:
    assert span(A_DAY, A_DAY) == "23 Nov 2020"
    assert span(*JULY) == "1 Jul 2014 – 31 Jul 2014"


def test_a_span_says_how_closely_the_day_is_known() -> None:
    assert when(A_DAY, A_DAY, 1) == "23 Nov 2020"
    assert when(*JULY, 4) == "1 Jul 2014 – 31 Jul 2014 (within a month)"


NOT_RECORDED: Final = CountRange(0, 0, 0, is_recorded=False)


def exactly(number: int) -> CountRange:
    return CountRange(number, number, number)


def test_what_is_counted_agrees_with_its_number() -> None:
    assert [counted(number, "incident") for number in (0, 1, 1848)] == [
        "0 incidents",
        "1 incident",
        "1,848 incidents",
    ]
    assert counted(2, "count unknown", "counts unknown") == "2 counts unknown"


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (CountRange(63, 63, 63), "63"),
        (CountRange(1848, 1848, 1848), "1,848"),
        (CountRange(213, 210, 216, 2, 1), "at least 213 (accounts give 210–216; 1 count may be higher)"),
        (CountRange(170, 169, 174, 1), "at least 170 (169–174)"),
        (CountRange(14, 14, 14, 2, 2), "at least 14 (2 counts may be higher)"),
        (CountRange(5, 4, 5), "5 (4–5)"),
        (CountRange(5, 5, 6), "5 (5–6)"),
        (CountRange(0, 0, 1, 1), "not known (0–1)"),
        (CountRange(0, 0, 0, 2, 2), "not known"),
        (CountRange(0, 0, 0), "0"),
        (CountRange(0, 0, 0, is_recorded=False), "not recorded"),
    ],
)
def test_a_number_of_people_stands_with_its_range_and_what_is_not_certain(
    count: CountRange, expected: str
) -> None:
    assert people(count) == expected


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((exactly(1), exactly(5)), "1 killed, 5 injured"),
        ((exactly(0), exactly(1)), "1 injured"),
        ((exactly(0), exactly(0)), "no casualties reported"),
        ((exactly(1200), exactly(0)), "1,200 killed"),
        ((exactly(0), CountRange(0, 0, 0, 1, 1)), "number of injured not known"),
        ((exactly(1), CountRange(0, 0, 0, 1, 1)), "1 killed, number of injured not known"),
        ((CountRange(2, 2, 2, 1, 1), CountRange(14, 14, 14, 1, 1)), "at least 2 killed, at least 14 injured"),
        ((exactly(3), NOT_RECORDED), "3 killed, injured not recorded"),
        ((exactly(0), NOT_RECORDED), "nobody reported killed, injured not recorded"),
        ((NOT_RECORDED, exactly(0)), "nobody reported injured, killed not recorded"),
        ((NOT_RECORDED, NOT_RECORDED), "casualties not recorded"),
    ],
)
def test_casualties_that_nobody_counted_or_recorded_are_never_none(
    counts: tuple[CountRange, CountRange], expected: str
) -> None:
    assert casualties_in_words(*counts) == expected


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"where_prec": "1", "coord_method": "reported"}, "Suqovuşan, Tərtər"),
        ({"where_prec": "2"}, "near Suqovuşan, Tərtər"),
        ({"where_prec": "2", "adm1_name": "", "adm1_iso": ""}, "near Suqovuşan"),
        ({"where_prec": "3"}, "Tərtər (district only)"),
        ({"where_prec": "4"}, "Tərtər (larger area)"),
        ({"where_prec": "1", "place_name": ""}, "point in Tərtər"),
        ({"where_prec": "6", "adm1_name": "", "location_as_reported": "in Karabakh"}, "in Karabakh"),
        ({"where_prec": "6", "adm1_name": "", "location_as_reported": ""}, "place not known"),
    ],
)
def test_a_place_is_named_no_more_exactly_than_it_is_known(cells: dict[str, str], expected: str) -> None:
    assert place_of(one(**cells)) == expected


def test_an_incident_is_one_sentence() -> None:
    assert (
        incident_sentence(one(), exactly(1), exactly(5))
        == "23 Nov 2020, near Suqovuşan, Tərtər: 1 killed, 5 injured; mine, type not stated."
    )


def test_every_part_of_a_filter_is_a_removable_part_in_words(made: Dataset) -> None:
    incident_filter = IncidentFilter(
        date_from=A_DAY,
        date_to=date(2020, 12, 31),
        actor=("Russian peacekeepers",),
        side=("armenia_or_nagorno_karabakh",),
        outcome=("injured",),
        activity=("unknown",),
        district=("AZ-TAR", "AZ-ZZZ"),
        precision=(2,),
        verification=("single_source",),
        words="Madagiz",
    )
    parts = filter_parts(made, incident_filter)
    assert parts == [
        FilterPart("dates", "", "23 Nov 2020 – 31 Dec 2020"),
        FilterPart("actor", "Russian peacekeepers", "Russian peacekeepers"),
        FilterPart("side", "armenia_or_nagorno_karabakh", "armenia or nagorno karabakh"),
        FilterPart("outcome", "injured", "injured"),
        FilterPart("activity", "unknown", "activity not known"),
        FilterPart("district", "AZ-TAR", "Tərtər"),
        FilterPart("district", "AZ-ZZZ", "AZ-ZZZ"),
        FilterPart("precision", "2", "near a named place"),
        FilterPart("verification", "single_source", "one publisher"),
        FilterPart("q", "", "words “Madagiz”"),
    ]
    assert filter_in_words(made, incident_filter) == " · ".join(part.text for part in parts)


@pytest.mark.parametrize(
    ("incident_filter", "expected"),
    [
        (IncidentFilter(), EVERYTHING),
        (IncidentFilter(date_from=A_DAY), "from 23 Nov 2020"),
        (IncidentFilter(date_to=A_DAY), "until 23 Nov 2020"),
        (IncidentFilter(date_from=A_DAY, date_to=A_DAY), "23 Nov 2020"),
        (IncidentFilter(device=("uxo", "axo")), "abandoned ordnance · unexploded ordnance"),
    ],
)
def test_a_filter_is_one_line(made: Dataset, incident_filter: IncidentFilter, expected: str) -> None:
    assert filter_in_words(made, incident_filter) == expected


def test_a_filter_reads_well_without_any_incident() -> None:
    assert filter_in_words(dataset_of(no_rows()), IncidentFilter(district=("AZ-TAR",))) == "Tartar"


def test_an_option_reads_as_its_vocabulary_says(made: Dataset) -> None:
    assert option_label(made, "victim", "unknown") == "not known"
    assert option_label(made, "device", "unknown") == "device not known"
    assert option_label(made, "actor", "some_actor") == "some_actor"


def test_the_standing_lines_claim_nothing_about_safety_or_territory() -> None:
    """The first is fixed by the design page, word for word."""
    assert SAFETY_LINE == (
        "Reported past incidents only. The absence of a marker does not mean that an area is safe."
    )
    assert "no opinion" in DISCLAIMER
