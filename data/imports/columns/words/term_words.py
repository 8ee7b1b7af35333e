"""Words of tables in many languages, and the controlled terms that they mean."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final, TypeVar

import pandas as pd

from data.imports.columns.words.marked_scripts import comparable, is_of_marked_script, pattern_of_marked
from data.imports.columns.words.terms_by_language import (
    MORE_ACTIVITIES,
    MORE_AGE_GROUPS,
    MORE_DEVICES,
    MORE_OUTCOMES,
    MORE_SEXES,
    MORE_VICTIMS,
)
from data.places.notations.normal_text import one_form
from data.tables.vocabulary import Activity, DeviceCategory, Outcome, Term, VictimCategory
from data.text.search_text import folded

AnyTerm = TypeVar("AnyTerm", bound=Term)
AnyWord = TypeVar("AnyWord", bound=str)

_OUTCOMES: Final[Sequence[tuple[Outcome, str]]] = (
    (Outcome.INJURED, "nonfatal non_fatal surviv выжив"),
    (
        Outcome.KILLED,
        "kia kill dead died death deceas fatal погиб убит смерт умер скончал oldu olub olen helak vefat oldur զոհվ սպանվ մահ muert fallec mort tue tuee tuees tues deced",
    ),
    (
        Outcome.INJURED,
        "wia injur wound hurt maim amputat ранен травм пострада yaral xesaret վիրավոր վնասվ herid lesion mutila bless survivant",
    ),
)
DEGREES_OF_INJURY: Final = frozenset("minor light slight moderate severe serious critical".split())
"""What a cell alone may say of an injured person; in a heading these are other words."""
_SEXES: Final = (
    (
        "female",
        "female woman women girl f жен девоч девуш ж qadin qiz իգական կին աղջիկ mujer femenin nina femme feminin fille",
    ),
    (
        "male",
        "male man men boy m муж мальч м kisi oglan արական տղամարդ տղա hombre masculin nino varon homme garcon",
    ),
)
_AGE_GROUPS: Final = (
    (
        "child",
        "child minor underage under_18 boy girl menor nino nina enfant mineur usaq yetkinlik_yasina_catmay ребен несоверш дет երեխա անչափահաս 0_17",
    ),
    (
        "adult",
        "adult over_18 18_ man woman mayor adulto adulte majeur boyuk yetkin взросл соверш մեծահասակ չափահաս",
    ),
)
_VICTIMS: Final[Sequence[tuple[VictimCategory, str]]] = (
    (
        VictimCategory.DEMINER,
        "deminer demining_staff clearance_operator sapper eod сапер разминир minatemizley minaaxtar սակրավոր desminador demineur erradicador",
    ),
    (VictimCategory.PEACEKEEPER, "peacekeep миротвор sulhmeraml խաղաղապահ casco_azul casque_bleu"),
    (VictimCategory.JOURNALIST, "journalist reporter media_worker журналист jurnalist լրագրող periodista"),
    (
        VictimCategory.EMERGENCY_SERVICE,
        "emergency rescuer firefight ambulance спасател мчс fovqelade xilased փրկարար rescatista bombero secouriste pompier",
    ),
    (
        VictimCategory.POLICE_SECURITY,
        "police policeman border_guard gendarm полиц погранич polis sercehetci ոստիկան սահմանապահ policia policier",
    ),
    (
        VictimCategory.LOCAL_OFFICIAL,
        "official mayor_of executive_authority чиновник deputat memur պաշտոնյա funcionario fonctionnaire",
    ),
    (
        VictimCategory.SECURITY_FORCES_UNSPECIFIED,
        "security_force fuerza_publica силовик tehlukesizlik ուժային forces_de_securite",
    ),
    (
        VictimCategory.ARMED_FORCES,
        "military soldier army armed_force servicem conscript troop combatant военн солдат herbi esger զինվոր զինծառայող militar soldado ejercito soldat militaire armee",
    ),
    (
        VictimCategory.CIVILIAN,
        "civilian civil гражданск мирн житель mulki քաղաքացիական civiles shepherd herder farmer child pupil student villager",
    ),
)
_DEVICES: Final[Sequence[tuple[DeviceCategory, str]]] = (
    (DeviceCategory.BOOBY_TRAP, "booby trap растяжк мина_ловушк tele trampa piege"),
    (
        DeviceCategory.CLUSTER_SUBMUNITION,
        "cluster submunition bomblet кассет суббоеприп kaset կասետ racimo sous_munition",
    ),
    (
        DeviceCategory.IMPROVISED_MINE,
        "improvised_mine victim_activated_ied victim_operated vo_ied voied ap_ied самодельная_мина mina_improvisada mine_improvisee mine_artisanale minas_antipersonal_de_tipo_improvisado",
    ),
    (
        DeviceCategory.IED_UNSPECIFIED,
        "ied ieds rcied vbied svbied ppied cwied vied improvised roadside_bomb сву самодельн aei artefacto_explosivo_improvisado eei engin_explosif_improvise ոչ_ստանդարտ",
    ),
    (
        DeviceCategory.ANTIPERSONNEL_MINE,
        "antipersonnel anti_personnel apm ap_mine mine_ap mines_ap mina_ap minas_ap apl pmn pmn2 pmd pfm пфм pom ozm противопехот пмн пмд озм piyada հակահետևակ antipersonal antipersona antipersonnelle map",
    ),
    (
        DeviceCategory.ANTIVEHICLE_MINE,
        "antivehicle anti_vehicle anti_tank antitank atm avm av_mine at_mine mine_at mine_av mine_ac mines_ac mina_ac anti_tanque anti_char anti_vehicul tm57 tm62 tm противотанков тм_ tank_eleyhine հակատանկ antitanque antivehicul antichar",
    ),
    (DeviceCategory.AXO, "abandoned axo брошен tashlanmis abandonad abandonne"),
    (
        DeviceCategory.UXO,
        "unexploded uxo nus неразорв нрб partlamamis չպայթած sin_explotar sin_explosionar muse non_explose grenade mortar shell rocket fuse projectile snaryad снаряд граната qumbara raket",
    ),
    (
        DeviceCategory.ERW_UNSPECIFIED,
        "erw remnant explosive_ordnance eo взрывоопасн пыв remanente restos rpe reg vestige",
    ),
    (
        DeviceCategory.MINE_UNSPECIFIED,
        "mine mines landmine landmines land_mine мина мины миной мине mina minas minaya minanin ական",
    ),
)
_BY_LETTERS: Final = {
    f" {letters}": kind
    for kind, words in (
        (DeviceCategory.ANTIPERSONNEL_MINE, "ap пп ппм"),
        (DeviceCategory.ANTIVEHICLE_MINE, "at av ac пт птм"),
    )
    for letters in words.split()
}
"""What stands alone in a cell; among other words it is something else."""
_ACTIVITIES: Final[Sequence[tuple[Activity, str]]] = (
    (
        Activity.DEMINING,
        "demining mine_clearance clearance eod разминир minatemizl ականազերծ desmin erradica demin",
    ),
    (
        Activity.SEARCH_AND_RECOVERY,
        "search_and recovery search_for_bodies rescue поиск спасат axtaris xilas որոնող փրկար busqueda rescate recherche sauvetage",
    ),
    (Activity.JOURNALISM, "journalis reporting filming журналист съемк лրագր periodis"),
    (Activity.VISITING_CEMETERY, "cemetery grave кладбищ могил qebiristan գերեզման cementerio cimetiere"),
    (
        Activity.FARMING_HERDING,
        "farm agricult herd shepherd graz livestock cattle plough harvest tend сельск пас скот пахо ekin mal_qara coban գյուղատնտես արածեց հովիվ agric ganad cuidado_de_animales pastore cultiv eleva paturage labour hunt fish pesca caza",
    ),
    (
        Activity.GATHERING,
        "gather collect scrap wood forag сбор дров металлолом odun toplay հավաք recog lena agua chatarra ramass cueill bois",
    ),
    (
        Activity.CONSTRUCTION_UTILITY,
        "construct build repair road_work utility electric excavat строит ремонт tikinti maintenance շինարար construc mantenimiento obra chantier travaux",
    ),
    (
        Activity.MILITARY_DUTY,
        "military patrol combat guard fighting soldier военн служб патрул боев herbi xidmet զինվորական militar fuerza_publica patrull patrouill",
    ),
    (
        Activity.TRAVELLING,
        "travel passing standing_nearby nearby driv walk transit vehicle commut passer road ехал шел проезд дорог yol kecerken ճանապարհ pasando transito caminando via desplaz viaj voyag deplac passant march conduis",
    ),
    (
        Activity.OTHER,
        "play tamper handl household domestic housework игра быт oyna ev_isi խաղ jugando jugar manipula trabajos_de_casa joue manipul menager",
    ),
)


def _with_more(
    words: Sequence[tuple[AnyWord, str]], more: Mapping[str, str]
) -> Sequence[tuple[AnyWord, str]]:
    """The words with those of other languages, added where a term stands for the last time."""
    last = {str(term): place for place, (term, _beginnings) in enumerate(words)}
    return [
        (term, f"{beginnings} {more.get(str(term), '')}" if last[str(term)] == place else beginnings)
        for place, (term, beginnings) in enumerate(words)
    ]


_ALL_OUTCOMES: Final = _with_more(_OUTCOMES, MORE_OUTCOMES)
_ALL_VICTIMS: Final = _with_more(_VICTIMS, MORE_VICTIMS)
_ALL_DEVICES: Final = _with_more(_DEVICES, MORE_DEVICES)
_ALL_ACTIVITIES: Final = _with_more(_ACTIVITIES, MORE_ACTIVITIES)
_ALL_SEXES: Final = _with_more(_SEXES, MORE_SEXES)
_ALL_AGE_GROUPS: Final = _with_more(_AGE_GROUPS, MORE_AGE_GROUPS)


def terms(
    texts: pd.Series, kind: type[AnyTerm], words: Sequence[tuple[AnyTerm, str]]
) -> dict[str, AnyTerm | None]:
    """The term that each different text means; None where it is empty or no word is known."""
    return {str(text): _term(str(text), kind, words) for text in texts.unique()}


def outcomes(texts: pd.Series) -> dict[str, Outcome | None]:
    """Killed or injured, as an injury or its degree says too; None where a text says neither."""
    degrees = {
        str(text): Outcome.INJURED
        for text in texts.unique()
        if folded(str(text)).strip() in DEGREES_OF_INJURY
    }
    return terms(texts, Outcome, _ALL_OUTCOMES) | degrees


def victim_categories(texts: pd.Series) -> dict[str, VictimCategory | None]:
    """The role of the people."""
    return terms(texts, VictimCategory, _ALL_VICTIMS)


def device_categories(texts: pd.Series) -> dict[str, DeviceCategory | None]:
    """The kind of device."""
    letters = {str(text): kind for text in texts.unique() if (kind := _BY_LETTERS.get(folded(str(text))))}
    return terms(texts, DeviceCategory, _ALL_DEVICES) | letters


@cache
def several_devices(text: str) -> bool:
    """Whether a cell lists devices of different kinds, such as the answers of a question with several choices."""
    parts = _BETWEEN_DEVICES.split(text.strip())
    if len(parts) == 1 and _CODES.fullmatch(text.strip()):
        parts = text.split()
    if not 1 < len(parts) <= _MOST_DEVICES:
        return False
    known = device_categories(pd.Series(parts, dtype="str")).values()
    kinds = {kind for kind in known if kind not in (None, DeviceCategory.UNKNOWN, DeviceCategory.OTHER)}
    # “Mine, anti-tank” is one device, named twice.
    narrow = kinds - _WIDE_KINDS
    is_wide_too = bool(kinds & _WIDE_KINDS) and not any(
        not narrow.isdisjoint(_NARROWER[wide]) for wide in kinds & _WIDE_KINDS
    )
    return len(narrow) + is_wide_too > 1


_BETWEEN_DEVICES: Final = re.compile(r"\s*[;,/|+&\n]\s*|\s+(?:and|or|и|и/или|y|et|e|ve|və|und|و|та|або)\s+")
_CODES: Final = re.compile(r"[a-z_]+(?: [a-z_]+)+", re.ASCII)
_MOST_DEVICES: Final = 8
_NARROWER: Final = {
    DeviceCategory.MINE_UNSPECIFIED: {
        DeviceCategory.ANTIPERSONNEL_MINE,
        DeviceCategory.ANTIVEHICLE_MINE,
        DeviceCategory.IMPROVISED_MINE,
    },
    DeviceCategory.ERW_UNSPECIFIED: {
        DeviceCategory.UXO,
        DeviceCategory.AXO,
        DeviceCategory.CLUSTER_SUBMUNITION,
    },
    DeviceCategory.IED_UNSPECIFIED: {DeviceCategory.IMPROVISED_MINE, DeviceCategory.BOOBY_TRAP},
    DeviceCategory.UXO: {DeviceCategory.CLUSTER_SUBMUNITION},
}
_WIDE_KINDS: Final = frozenset(_NARROWER)


def activities(texts: pd.Series) -> dict[str, Activity | None]:
    """What the people were doing."""
    return terms(texts, Activity, _ALL_ACTIVITIES)


def sexes(texts: pd.Series) -> dict[str, str]:
    """female, male or ""."""
    return {str(text): _word(str(text), _ALL_SEXES) for text in texts.unique()}


def age_groups(texts: pd.Series) -> dict[str, str]:
    """child, adult or "": from words, or from an age in years of which nothing else is kept."""
    return {str(text): _age_group(str(text).strip()) for text in texts.unique()}


def _term(text: str, kind: type[AnyTerm], words: Sequence[tuple[AnyTerm, str]]) -> AnyTerm | None:
    code = text.strip().lower().replace(" ", "_").replace("-", "_")
    if code in set(kind):
        return kind(code)
    found = comparable(text)
    return next((term for term, beginnings in words if _has(found, beginnings)), None)


def _word(text: str, words: Sequence[tuple[str, str]]) -> str:
    found = comparable(text)
    return next((word for word, beginnings in words if _has(found, beginnings)), "")


def _has(found: str, beginnings: str) -> bool:
    """Whether a word of the text begins so; what has at most three letters must be the whole word."""
    return _pattern(beginnings).search(f"{found} ") is not None


_PATTERNS: Final[dict[str, re.Pattern[str]]] = {}


def _pattern(beginnings: str) -> re.Pattern[str]:
    if beginnings not in _PATTERNS:
        parts = []
        for beginning in beginnings.split():
            if is_of_marked_script(beginning):
                parts.append(pattern_of_marked(beginning))
                continue
            words = folded(one_form(beginning.replace("_", " ")))
            parts.append(re.escape(words) + (" " if len(beginning) <= 3 else ""))
        _PATTERNS[beginnings] = re.compile("|".join(parts))
    return _PATTERNS[beginnings]


def _age_group(text: str) -> str:
    if re.fullmatch(r"\d{1,3}(\.0)?", text):
        years = int(text.split(".", maxsplit=1)[0])
        return "" if years > 120 else "child" if years < 18 else "adult"
    return _word(text, _ALL_AGE_GROUPS)
