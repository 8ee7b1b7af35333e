"""The country of an incident: named in its own sentence, not where soldiers come from or other ordnance was found."""

from __future__ import annotations

from datetime import date

import pytest

from data.reports.drafting.drafts import drafts_of
from data.reports.report import Draft, Report


def first(text: str, language: str = "en") -> Draft:
    return drafts_of(Report(text, "", date(2023, 8, 15), "", language)).incidents[0]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("13 Aug, Borno, Nigeria – A pick-up detonated an IED on the Banki–Bama road. Five men were killed.", "NG"),
        ("Five peacekeepers, three from Togo and two from Chad, were wounded on Sunday by a mine near Douentza in central Mali.", "ML"),
        ("On 9 August a minibus hit a landmine near Jowhar, Middle Shabelle. Nine civilians were killed.\n\nOn 11 August the Kenya Defence Forces found and detonated an IED near Lamu.", "SO"),
    ],
)  # fmt: skip
def test_the_country_is_that_of_the_blast(text: str, country: str) -> None:
    assert first(text).country == country


def test_a_city_of_two_arabic_words_is_found() -> None:
    draft = first("قتل طفل الاثنين بانفجار مقذوف في مدينة أم درمان بالسودان.", "ar")
    assert draft.longitude == pytest.approx(32.48, abs=0.1)


def test_where_the_injured_are_in_hospital_is_not_the_place() -> None:
    draft = first(
        "Во вторник в Олешках подорвалась машина на мине. Бабушка погибла, дед в Скадовске в реанимации.",
        "ru",
    )
    assert draft.longitude == pytest.approx(32.72, abs=0.1)
