"""Kinds of recorded areas, in the terms of IMAS 07.11 (land release) and 08.10 (non-technical survey)."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from data.language import N_, _
from data.text.search_text import folded_words


class AreaKind(StrEnum):
    """What an area was recorded as."""

    SUSPECTED_HAZARDOUS_AREA = "suspected_hazardous_area"
    CONFIRMED_HAZARDOUS_AREA = "confirmed_hazardous_area"
    MINEFIELD = "minefield"
    BATTLE_AREA = "battle_area"
    CLEARED_AREA = "cleared_area"
    REDUCED_AREA = "reduced_area"
    CANCELLED_AREA = "cancelled_area"
    TASK = "task"
    ROAD = "road"
    CAMP = "camp"
    AREA_OF_RESPONSIBILITY = "area_of_responsibility"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The kind as a reader sees it, in the language spoken now."""
        return _(_WORDS[self])


HAZARDOUS: Final = (
    AreaKind.SUSPECTED_HAZARDOUS_AREA,
    AreaKind.CONFIRMED_HAZARDOUS_AREA,
    AreaKind.MINEFIELD,
    AreaKind.BATTLE_AREA,
)
"""Kinds that were recorded as hazardous, whatever their status is now."""
DECLARED: Final = (AreaKind.CLEARED_AREA, AreaKind.REDUCED_AREA, AreaKind.CANCELLED_AREA)
"""Kinds that somebody declared to be so: it is always stated by whom and when, or that the file does not say."""

_WORDS: Final = {
    AreaKind.SUSPECTED_HAZARDOUS_AREA: N_("suspected hazardous area"),
    AreaKind.CONFIRMED_HAZARDOUS_AREA: N_("confirmed hazardous area"),
    AreaKind.MINEFIELD: N_("minefield"),
    AreaKind.BATTLE_AREA: N_("battle area"),
    AreaKind.CLEARED_AREA: N_("cleared area"),
    AreaKind.REDUCED_AREA: N_("reduced area"),
    AreaKind.CANCELLED_AREA: N_("cancelled area"),
    AreaKind.TASK: N_("task"),
    AreaKind.ROAD: N_("road"),
    AreaKind.CAMP: N_("camp"),
    AreaKind.AREA_OF_RESPONSIBILITY: N_("area of responsibility"),
    AreaKind.OTHER: N_("other area"),
}

_TEXTS: Final = {
    AreaKind.SUSPECTED_HAZARDOUS_AREA: "sha|suspected hazardous area|suspected hazard area|suspected hazard|suspected|dangerous area"
    "|зона предполагаемой опасности|предположительно опасный район|подозреваемый опасный участок|подозрительный район"
    "|şübhəli təhlükəli ərazi|ehtimal olunan təhlükəli ərazi|կասկածելի վտանգավոր տարածք|підозрювана небезпечна територія"
    "|zone soupçonnée dangereuse|zone suspecte|área peligrosa sospechosa|área sospechosa|área suspeita de perigo",
    AreaKind.CONFIRMED_HAZARDOUS_AREA: "cha|confirmed hazardous area|confirmed hazard area|confirmed hazard|confirmed|defined hazardous area|dha"
    "|зона подтвержденной опасности|подтвержденный опасный район|подтвержденный опасный участок"
    "|təsdiqlənmiş təhlükəli ərazi|հաստատված վտանգավոր տարածք|підтверджена небезпечна територія"
    "|zone dangereuse confirmée|área peligrosa confirmada|área de perigo confirmada",
    AreaKind.MINEFIELD: "minefield|mine field|mined area|mf|minefields|минное поле|заминированный участок|заминированная территория"
    "|minalanmış sahə|mina sahəsi|minalanmış ərazi|ականապատ դաշտ|ականադաշտ|мінне поле|champ de mines|zone minée|campo minado|área minada",
    AreaKind.BATTLE_AREA: "battle area|battlefield|bac|battle area clearance|cluster munition strike|erw area|район боевых действий|зона боевых действий"
    "|döyüş sahəsi|մարտադաշտ|район бойових дій|zone de combat|zona de combate|área de combate",
    AreaKind.CLEARED_AREA: "cleared area|cleared|clearance completed|очищенный район|очищенная территория|очищено|təmizlənmiş ərazi|təmizlənmiş"
    "|մաքրված տարածք|մաքրված|очищена територія|zone dépolluée|zone déminée|área despejada|área limpa",
    AreaKind.REDUCED_AREA: "reduced area|reduced|area reduced|сокращенный район|сокращенная территория|azaldılmış ərazi|կրճատված տարածք|скорочена територія"
    "|zone réduite|área reducida|área reduzida",
    AreaKind.CANCELLED_AREA: "cancelled area|canceled area|cancelled|canceled|area cancelled|discredited|отмененный район|аннулированный район|ləğv edilmiş ərazi"
    "|չեղարկված տարածք|скасована територія|zone annulée|área cancelada",
    AreaKind.TASK: "task|task site|clearance task|worksite|задача|рабочий участок|tapşırıq|առաջադրանք|завдання|tâche|tarea|tarefa",
    AreaKind.ROAD: "road|roads|route|track|дорога|дороги|маршрут|yol|ճանապարհ|дорога|route|carretera|camino|estrada",
    AreaKind.CAMP: "camp|camps|idp camp|refugee camp|лагерь|düşərgə|ճամբար|табір|camp|campamento|campo|acampamento",
    AreaKind.AREA_OF_RESPONSIBILITY: "area of responsibility|aor|ao|зона ответственности|məsuliyyət zonası|պատասխանատվության գոտի|зона відповідальності"
    "|zone de responsabilité|área de responsabilidad|área de responsabilidade",
    AreaKind.OTHER: "other|другое|digər|այլ|інше|autre|otro|outro",
}


def kind_of(text: str) -> AreaKind | None:
    """The kind that a text of a file means, its own code included; None for another text."""
    return _BY_WORDS.get(tuple(folded_words(text)))


_BY_WORDS: Final = {
    tuple(folded_words(text)): kind
    for kind, texts in _TEXTS.items()
    for text in [*texts.split("|"), kind.value.replace("_", " ")]
}
