"""News of clearance that names an explosion which may happen, and the days on which mines were found: no incident."""

from __future__ import annotations

from datetime import date

import pytest

from data.reports.drafting.drafts import drafts_of
from data.reports.report import Report

THURSDAY = date(2024, 5, 16)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "From May 6 to 12 sappers destroyed 40 mines in Taiz. An ambulance stands by in case of a mine explosion.",
        ),
        (
            "es",
            "Del 6 al 12 de mayo se destruyeron 40 minas en Ituango. Hay una ambulancia en caso de una explosión.",
        ),
        (
            "fr",
            "Du 6 au 12 mai on a détruit 40 mines près de Diabaly. Une ambulance attend en cas d'explosion.",
        ),
        ("ru", "С 6 по 12 мая сапёры уничтожили 40 мин под Херсоном. На случай взрыва мины дежурит скорая."),
        ("az", "Mayın 6-dan 12-dək Tərtərdə 40 mina məhv edilib. Mina partlayışı təhlükəsi var."),
    ],
)
def test_an_explosion_that_may_happen_is_no_incident(language: str, text: str) -> None:
    assert drafts_of(Report(text, "", THURSDAY, "", language)).incidents == ()


def test_an_explosion_beside_a_feared_one_is_an_incident() -> None:
    text = (
        "A mine killed a farmer near Taiz on Tuesday. In case of an explosion people should call the police."
    )
    (draft,) = drafts_of(Report(text, "", THURSDAY, "", "en")).incidents
    assert [(row.outcome, row.count_best) for row in draft.casualties] == [("killed", 1)]
