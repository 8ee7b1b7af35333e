"""Days of last year, people who only tell, and totals that are no incident."""

from __future__ import annotations

from datetime import date
from typing import Final

import pytest

from data.reports.drafting.drafts import drafts_of
from data.reports.report import Reason, Report

PUBLISHED: Final = date(2022, 6, 3)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "On 4 June last year a mine killed two people there."),
        ("ru", "4 июня прошлого года там на мине погибли двое."),
        ("uk", "4 червня минулого року там на міні загинули двоє."),
        ("az", "Ötən il iyunun 4-də orada minaya düşən iki nəfər həlak olub."),
        ("hy", "Անցյալ տարվա հունիսի 4-ին այնտեղ ականի պայթյունից զոհվել է երկու մարդ։"),
        ("es", "El 4 de junio del año pasado una mina mató allí a dos personas."),
        ("fr", "Le 4 juin de l'an dernier, une mine y a tué deux personnes."),
        ("ar", "في 4 يونيو من العام الماضي قتل شخصان بانفجار لغم هناك."),
    ],
)
def test_a_day_of_last_year_is_a_year_before_the_report(language: str, text: str) -> None:
    drafts = drafts_of(Report(text, published=PUBLISHED, language=language))
    assert [one.date_start for one in drafts.incidents] in ([], [date(2021, 6, 4)])


def test_a_recalled_case_of_last_year_adds_nobody() -> None:
    text = (
        "Dünən Hadrut qəsəbəsi yaxınlığında mikroavtobus minaya düşüb, operator həlak olub. "
        "Xatırladaq ki, ötən il iyunun 4-də Kəlbəcərdə iki media işçisi minaya düşərək həlak olmuşdu."
    )
    (draft,) = drafts_of(Report(text, published=PUBLISHED, language="az")).incidents
    assert draft.date_start == date(2022, 6, 2)
    assert [(row.outcome, row.count_best) for row in draft.casualties] == [("killed", 1)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "es",
            "Los artefactos explosivos dejaron 719 víctimas el año pasado, según un balance. De ellas, 463 resultaron heridas por minas.",
        ),
        (
            "az",
            "2022-ci ilin birinci yarısında 31 nəfər mina partlayışından zərər çəkib. Onların səkkizi ölüb.",
        ),
        ("ru", "За первое полугодие на минах подорвались 31 человек. Восемь из них погибли."),
        ("en", "In the first half of 2022 landmines hurt 31 people. Eight of them died."),
    ],
)
def test_people_of_no_day_are_part_of_the_total_that_a_report_opens_with(language: str, text: str) -> None:
    drafts = drafts_of(Report(text, published=PUBLISHED, language=language))
    assert drafts.incidents == ()
    assert Reason.TOTAL in {one.reason for one in drafts.left_out}
