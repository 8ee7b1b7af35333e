"""Who is said to have laid a device, in active and passive words, also of troops who left long before."""

from __future__ import annotations

from datetime import date

import pytest

from data.reports.drafting.drafts import drafts_of
from data.reports.report import Report


@pytest.mark.parametrize(
    ("language", "text", "actor"),
    [
        ("en", "A mine killed a shepherd near Mosul on Tuesday. The forest was mined by Islamic State fighters, the mayor said.", "Islamic State group"),
        ("en", "A shepherd was killed near Mosul on Tuesday by a mine. Both tracks had been mined by ISIS before it withdrew in March, police said.", "Islamic State group"),
        ("ru", "Во вторник под Купянском на мине подорвался тракторист, он погиб. Поле заминировали российские военные осенью 2022 года, сказал глава общины.", "Russian forces"),
        ("uk", "У вівторок під Ізюмом на міні підірвався тракторист, він загинув. Поле замінували окупанти, які відступили у вересні 2022 року.", "Russian forces"),
        ("es", "Un campesino murió el martes por una mina en Puerto Asís, Putumayo. Los Comandos de la Frontera sembraron el artefacto, denunció la comunidad.", "Comandos de la Frontera"),
        ("fr", "Une mine a tué un berger mardi près de Gao. Elle a été posée par des djihadistes, selon le maire.", "Jihadist militants"),
        ("ar", "قتل راع الثلاثاء بانفجار لغم قرب حيس زرعته مليشيا الحوثي.", "Houthis"),
        ("az", "Çərşənbə axşamı Ağdamda mina partlayışında bir nəfər həlak olub. Minanı Ermənistan silahlı qüvvələri basdırıb.", "Armenian armed forces"),
        ("hy", "Երեքշաբթի Բերդի մոտ ականի պայթյունից մեկ մարդ է զոհվել։ Ականը դրել են ադրբեջանական զինված ուժերը։", "Azerbaijani armed forces"),
    ],
)  # fmt: skip
def test_who_laid_it_is_named(language: str, text: str, actor: str) -> None:
    (draft,) = drafts_of(Report(text, "", date(2024, 5, 16), "", language)).incidents
    assert draft.emplacing_claim is not None
    assert draft.emplacing_claim.actor == actor
    assert draft.evidence["emplacing_claim"][0].text in text
