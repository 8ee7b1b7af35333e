"""Nights of two dates, days in Arabic words, and incidents that came days later somewhere else."""

from __future__ import annotations

from datetime import date

import pytest

from data.reports.drafting.drafts import drafts_of
from data.reports.report import Draft, Report


def drafts(text: str, language: str) -> tuple[Draft, ...]:
    return drafts_of(Report(text, "", date(2024, 5, 16), "", language)).incidents


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "On the night of 13 to 14 May a mine killed a guard near Mosul."),
        ("ru", "В ночь с 13 на 14 мая под Изюмом на мине подорвался сторож, он погиб."),
        ("uk", "У ніч з 13 на 14 травня під Ізюмом на міні підірвався сторож, він загинув."),
        ("hy", "Մայիսի 13-ի լույս 14-ի գիշերը Բերդի մոտ ականի պայթյունից զոհվել է զինծառայող։"),
        ("az", "Mayın 13-dən 14-nə keçən gecə Ağdamda mina partlayışında bir nəfər həlak olub."),
        ("es", "En la noche del 13 al 14 de mayo una mina mató a un vigilante en Tarazá."),
        ("fr", "Dans la nuit du 13 au 14 mai, une mine a tué un gardien près de Gao."),
    ],
)
def test_a_night_is_of_both_its_dates(language: str, text: str) -> None:
    (draft,) = drafts(text, language)
    assert (draft.date_start, draft.date_end) == (date(2024, 5, 13), date(2024, 5, 14))


def test_an_arabic_day_may_stand_in_words() -> None:
    (draft,) = drafts("قتل راع في السابع عشر من أبريل بانفجار لغم قرب حيس.", "ar")
    assert draft.date_start == date(2024, 4, 17)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "On 6 May a father died when he stepped on a mine near Buthidaung. Three days later a woman was killed in another village as she swept her yard."),
        ("ru", "6 мая под Изюмом на мине подорвался и погиб фермер. Через три дня в другом селе на мине погибла женщина."),
        ("es", "El 6 de mayo un campesino murió por una mina en Tarazá. Tres días después una mujer murió en otra vereda al pisar una mina."),
        ("fr", "Le 6 mai, une mine a tué un berger près de Gao. Trois jours plus tard, une femme a été tuée par une mine dans un autre village."),
        ("uk", "6 травня під Ізюмом на міні підірвався і загинув фермер. Через три дні в іншому селі на міні загинула жінка."),
    ],
)  # fmt: skip
def test_days_later_in_another_village_is_another_incident(language: str, text: str) -> None:
    first, second = drafts(text, language)
    assert (first.date_start, second.date_start) == (date(2024, 5, 6), date(2024, 5, 9))
    assert [[row.count_best for row in one.casualties] for one in (first, second)] == [[1], [1]]


def test_a_death_days_later_is_none() -> None:
    text = "On 6 May a mine wounded two shepherds near Mosul. Three days later one of them died in hospital."
    (draft,) = drafts(text, "en")
    assert {(row.outcome, row.count_best) for row in draft.casualties} == {("killed", 1), ("injured", 1)}
    assert draft.date_start == date(2024, 5, 6)


def test_a_numbered_note_begins_with_its_day_and_place() -> None:
    text = (
        "1) Wed 8 May – Donetsk oblast, Lyman. A lorry drove over an anti-tank mine. Two fitters killed, driver injured."
        "\n\n2) Sat 11 May – Kherson oblast, Beryslav. A teacher was injured in her garden by a PFM-1."
    )
    first, second = drafts(text, "en")
    assert (first.date_start, second.date_start) == (date(2024, 5, 8), date(2024, 5, 11))
    assert {(row.outcome, row.count_best) for row in second.casualties} == {("injured", 1)}


def test_the_day_on_which_another_device_was_made_safe_is_not_that_of_last_week() -> None:
    text = "A mine injured two men near Mosul last week. On 10 May another one was defused there."
    (draft,) = drafts(text, "en")
    assert (draft.date_start, draft.date_end) == (date(2024, 5, 6), date(2024, 5, 12))
