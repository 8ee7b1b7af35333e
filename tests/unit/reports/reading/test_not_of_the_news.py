"""Land that was given back, exercises, demolitions and what a list says it does not count: no incidents."""

from __future__ import annotations

from datetime import date

import pytest

from data.reports.drafting.drafts import drafts_of
from data.reports.report import Report


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "On Friday 40 hectares of a former minefield were handed over to farmers near Sisak. Two deminers were killed and five villagers died on this field before the last mine was lifted."),
        ("ru", "В пятницу под Изюмом фермерам передали 40 гектаров земли, полностью очищенных от мин. На этом поле на минах погибли двое сапёров и ранены трое жителей."),
        ("es", "El viernes se entregaron 40 hectáreas de tierras libres de minas en Tarazá. En ese terreno murieron dos campesinos y tres soldados por minas."),
        ("fr", "Vendredi, 40 hectares de terres libres de mines ont été remis aux paysans près de Gao. Une mine y a tué deux bergers et blessé trois enfants."),
        ("ru", "По замыслу учений на фугасе подорвались три машины, «погибли» двое и «ранены» шестеро военнослужащих."),
        ("en", "In the exercise three vehicles hit a mine, two soldiers were “killed” and six “wounded”."),
        ("en", "On Friday sappers found and detonated an IED along the road near Mosul. No fatalities."),
        ("en", "Not counted: two officers wounded by a mine near Mosul on Tuesday."),
    ],
)  # fmt: skip
def test_it_is_no_incident(language: str, text: str) -> None:
    assert drafts_of(Report(text, "", date(2024, 5, 16), "", language)).incidents == ()


def test_slang_in_quotation_marks_is_no_exercise() -> None:
    text = "Взрыв мины: двое «двухсотых», трое «трёхсотых»."
    (draft,) = drafts_of(Report(text, "", date(2024, 5, 16), "", "ru")).incidents
    assert {(row.outcome, row.count_best) for row in draft.casualties} == {("killed", 2), ("injured", 3)}
