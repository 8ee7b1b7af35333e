"""What another source says of people who are counted already: a range, a claim, a denied figure."""

from __future__ import annotations

from datetime import date

import pytest

from data.reports.drafting.drafts import drafts_of
from data.reports.report import Draft, Reason, Report

THURSDAY = date(2024, 5, 16)


def only(text: str, language: str) -> Draft:
    (draft,) = drafts_of(Report(text, "", THURSDAY, "", language)).incidents
    return draft


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "A landmine hurt three people near Taiz on Tuesday. Doctors said the clinic had received five wounded.",
        ),
        (
            "es",
            "Una mina hirió a tres niños el martes cerca de Ituango. El hospital recibió a cinco niños heridos.",
        ),
        (
            "fr",
            "Une mine a blessé trois enfants mardi près de Diabaly. L'hôpital a reçu cinq enfants blessés.",
        ),
        ("ru", "Во вторник под Херсоном на мине ранены трое детей. Больница приняла пятерых раненых детей."),
        (
            "uk",
            "У вівторок під Херсоном на міні поранені троє дітей. Лікарня прийняла п'ятьох поранених дітей.",
        ),
        ("ar", "أصيب ثلاثة أطفال يوم الثلاثاء بانفجار لغم قرب تعز. واستقبل المستشفى خمسة أطفال جرحى."),
    ],
)
def test_the_number_of_a_hospital_gives_a_range(language: str, text: str) -> None:
    (row,) = only(text, language).casualties
    assert (row.count_low, row.count_best, row.count_high) == (3, 3, 5)


def test_who_says_to_have_laid_it_stays_where_only_the_number_is_denied() -> None:
    text = (
        "A soldier was killed by a mine near Taiz on Tuesday. Al-Shabaab said it had planted the bomb and killed nine"
        " soldiers. The ministry called that figure pure invention."
    )
    drafts = drafts_of(Report(text, "", THURSDAY, "", "en"))
    (draft,) = drafts.incidents
    (row,) = draft.casualties
    assert (row.count_low, row.count_best, row.count_high) == (1, 1, 1)
    assert draft.emplacing_claim is not None
    assert draft.emplacing_claim.actor == "Al-Shabaab"
    assert [one.reason for one in drafts.left_out] == [Reason.DENIED]
