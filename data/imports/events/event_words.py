"""Whether a value names explosive ordnance, another kind of event, or neither: the words of many languages."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from typing import Final

from data.imports.events.mine_words import ordnance_words, speaks_of_mining
from data.imports.events.no_accident import DONE, NEGATED, NO_ACCIDENT, UNEXPLODED
from data.text.search_text import folded


class Names(StrEnum):
    """What the value of a cell names."""

    ORDNANCE = "explosive ordnance"
    OTHER_EVENT = "another kind of event"
    OPEN = "what may be either, such as an explosion, a grenade or “other”"
    NOTHING = "no kind of event that is known"


_ORDNANCE: Final = re.compile(
    r"\b(land ?|sea |naval )?mines?\b|\blandmines?\b|\b(?:[a-z]{1,3})?ieds?\b|\b(?:uxos?|erw|axo|uxb|aerw|expray)\b|\bunexploded\b"
    r"|\b(?:improvised|explosive) (?:explosive )?(?:devices?|ordnance|hazards?|remnants?)\b|\bexplosive remnants?\b"
    r"|\bcluster\b|\bsub ?munitions?\b|\bbomblets?\b|\bbooby ?traps?\b|\bremnants? of war\b"
    r"|\bvictim ?operated\b|\broad ?side bombs?\b|\banti ?(?:personnel|tank|vehicle)\b|\bdemining (?:accident|incident)s?\b"
    r"|\b(?:pmn|pmd|pma|prom|pmr|pom|pomz|ozm|mon|tm|tma|tmm|tmrp|ptm|tmd|ts|pfm|vs|mrud|tmk|пмн|пмд|озм|мон|тм|тмк|птм|пом|помз|пфм) ?\d+\w?\b"
    # French, Spanish, Portuguese
    r"|\bminas?\b|\bantiperson\w+|\beei\b|\baeis?\b|\bmap\b|\bmuse\b|\bengins? explosifs?\b|\bartefactos? explosivos?\b|\bengenhos? explosivos?\b"
    r"|\brestes? explosi\w+|\brestos? explosi\w+|\bsin explo\w+|\bsous munitions?\b|\bsubmuni\w+"
    # Turkish, Azerbaijani, German
    r"|\bphs\b|\bepv\b|\bmayin\w*|\beyp\b|\bpatlamamis\b|\b(?:catisma|harp|savas) (?:atig|artig|kalinti)\w*|\bel yapimi patlayici\b|\bmina(?:ya|nin|lar)?\b|\bpartlamamis\b|\blandminen?\b|\bminen?\b|\bblindg\w+|\bsprengfalle\w*"
    # Russian, Ukrainian
    r"|\bмин(?:а|ы|е|у|ои|ами|ах|ное|ныи|ная)?\b|\bмiн(?:а|и|i|у|ою|ами)\b|\bмін(?:а|и|і|у|ою|ами)?\b|\bсву\b|\bсвп\b|\bвзрывоопасн\w+|\bвибухонебезпечн\w+"
    r"|\bнеразорвавш\w+|\bнерозірван\w+|\bнерозирван\w+|\bкассетн\w+|\bкасетн\w+|\bсаморобн\w+ вибухов\w+|\bсамодельн\w+ взрывн\w+|\bрастяжк\w*|\bпыв\b|\bвоп\b|\bвнп\b"
    # Armenian, Arabic, Persian and Dari
    r"|\bական\w*|\bչպայթած\b|لغم|الغام|الغام|عبوة|عبوات|ناسفة|غير منفجرة|غير المنفجرة|مخلفات|عنقودية|\bمین\b|\bماین\b|منفجر نشده|منفجرنشده|منفجرناشده|منفجر ناشده|تله انفجاری"
)

_OTHER: Final = re.compile(
    r"\b(?:protest\w*|riot\w*|demonstration\w*|demo|march(?:es)?|strike action|mob violence|unrest|rall(?:y|ies))\b"
    r"|\b(?:battles?|clash\w*|fighting|firefight|skirmish\w*|combat|engagement|tic|troops in contact|offensive|raids?|cordon\w*|patrol attack\w*)\b"
    r"|\b(?:saf|saff|idf|small ?arms?(?: fire)?|fire ?arms?|hand ?guns?|pistols?|rifles?|shot ?guns?|machine ?guns?|direct fire|indirect fire|gun ?fire|gun ?shots?|shooting\w*|sniper\w*|crossfire|drive by|gsw)\b"
    r"|\b(?:air ?strikes?|air attack\w*|air ?raids?|drone\w*|uav\w*|aerial|bombardment\w*|shelling\w*|shell(?:s|ed)|artillery|mortar (?:attack|fire)\w*|rocket attack\w*|missile attack\w*|missile strike\w*)\b"
    r"|\b(?:ambush\w*|assassinat\w*|murders?|homicides?|killing\w*|execution\w*|beheading|lynching|massacre\w*|stabbing\w*|kni(?:fe|ves))\b"
    r"|\b(?:abduct\w*|kidnap\w*|hostage\w*|hijack\w*|disappear\w*|detain\w*|detention\w*|arrest\w*|captur\w*)\b"
    r"|\b(?:looting|lootings|robber(?:y|ies)|theft|burglar(?:y|ies)|crime|criminal\w*|extortion|harassment|intimidation|threats?|arson|vandalism|property destruction)\b"
    r"|\b(?:sexual violence|rape|violence against civilians|armed attack\w*|armed assault\w*|unarmed assault\w*|assaults?|physical attack\w*|suicide attack\w*|suicide bomb\w*|attack on\b.*|hit and run|complex attack\w*|attack\w*)\b"
    r"|\b(?:strategic development\w*|agreement\w*|ceasefire|headquarters|base established|change of territory|(?:regains|overtakes) territory|transfer of territory|chemical weapon\w*|escalation of force|friendly fire)\b"
    r"|\b(?:traffic|road accident\w*|road traffic|car accident\w*|vehicle accident\w*|rta|drown\w*|flood\w*|earthquake\w*|landslide\w*|burns?|falls?|fire)\b"
    r"|\b(?:facility|infrastructure) attack\w*|\bair drone strike\b"
    # French, Spanish, Portuguese
    r"|\b(?:manifestation\w*|emeute\w*|affrontement\w*|accrochage\w*|embuscade\w*|enlevement\w*|assassinat\w*|meurtre\w*|pillage\w*|vol|vols|frappe\w* aerienne\w*|bombardement\w*|tirs?|attaque\w* armee\w*|incursion\w*|accident de (?:la )?(?:route|circulation)|braquage\w*|arrestation\w*|viol|viols)\b"
    r"|\b(?:protesta\w*|disturbio\w*|enfrentamiento\w*|combates?|emboscada\w*|secuestro\w*|asesinato\w*|homicidio\w*|robo\w*|hurto\w*|bombardeo\w*|ataque armado|hostigamiento\w*|desplazamiento\w*|accidente de transito|incautacion\w*|violencia sexual|tiroteo\w*|protestos?|confronto\w*|sequestro\w*|homicidios?|roubo\w*|bombardeamento\w*|emboscadas?)\b"
    # Turkish, Azerbaijani, German
    r"|\b(?:protesto\w*|gosteri\w*|catisma\w*|hava saldiri\w*|bombardiman\w*|pusu|kacirma|cinayet|silahli saldiri\w*|hirsizlik|atesi?|toqqusma\w*|atisma\w*|etiraz\w*|gulle\w*|qetl|ogurluq)\b"
    r"|\b(?:gefecht\w*|angriff\w*|luftangriff\w*|entfuhrung\w*|mord\w*|uberfall\w*|beschuss|schusswechsel|plunderung\w*|verkehrsunfall\w*)\b"
    # Russian, Ukrainian
    r"|\b(?:протест\w*|митинг\w*|беспоряд\w*|столкновени\w*|бои|бои|боестолкновени\w*|перестрелк\w*|обстрел\w*|авиаудар\w*|авианалет\w*|удар(?:ы)? (?:бпла|дрон\w*|авиаци\w*|ракет\w*)|атака (?:бпла|дрон\w*)|дрон\w*|бпла|артобстрел\w*|засад\w*|убииств\w*|похищени\w*|ограблени\w*|краж\w*|арест\w*|задержани\w*|нападени\w*|снаипер\w*|дтп|пожар\w*|мародерств\w*|стрельб\w*)\b"
    r"|\b(?:мітинг\w*|митинг\w*|заворушенн\w*|зіткненн\w*|зитокненн\w*|біи|обстріл\w*|обстрил\w*|авіаудар\w*|авиаудар\w*|удар бпла|удар дрон\w*|засідк\w*|вбивств\w*|викраденн\w*|грабіж\w*|крадіж\w*|арешт\w*|напад\w*|пожежа|пожеж\w*|стрілянин\w*)\b"
    # Armenian, Arabic, Persian and Dari
    r"|բողոք\w*|բախում\w*|գնդակոծ\w*|հրետակոծ\w*|առևանգ\w*|սպանություն\w*|հրաձգ\w*"
    r"|احتجاج|مظاهرة|اشتباك|قصف|غارة|غارات|اغتيال|اختطاف|خطف|اعتقال|كمين|هجوم مسلح|اطلاق نار|اطلاق نار|سرقة|نهب|حادث سير"
    r"|اعتراض|درگیری|حمله هوایی|بمباران|کمین|ترور|ادم ?ربایی|تیراندازی|سرقت|قتل"
)

_WORK: Final = re.compile(
    r"\b(?:hoax|false alarm)\b"
    r"|\b(?:clear(?:ance|ing|ed)|demin(?:ing|ed)|humanitarian demining|eod (?:call|spot|task)\w*|spot tasks?|disposal|dispos(?:ed|ing)|destruction of|render(?:ed)? safe|neutrali[sz]\w+|defus\w+)\b"
    r"|\b(?:risk education|mre|eore|awareness|training|survey\w*|marking|fencing|handover|quality (?:control|assurance))\b"
    r"|\b(?:deminage|depollution|neutralisation|sensibilisation|education aux risques|desminado|desminagem|desactivacion|desactivad\w+|desativ\w+|educacion en el riesgo)\b"
    r"|\b(?:mayin temizl\w*|mayin arama|minalardan temizl\w*|mina(?:lari)?n? temizlen\w*|minatemizleme|zererslesdir\w*|imha\w*|minenraumung|kampfmittelraumung|raumung|entscharf\w*)\b"
    r"|\b(?:разминирова\w*|обезврежива\w*|обезврежен\w*|уничтожен\w*|не обнаружен\w*|мин нет|обучени\w*|осведомлен\w*|розмінуван\w*|розминуван\w*|знешкоджен\w*|знищен\w*|не виявлен\w*)\b"
    r"|ականազերծ\w*|վնասազերծ\w*|إزالة الألغام|ازالة الالغام|نزع الألغام|نزع الالغام|تفكيك|توعية|ماین ?پاکی|مین ?زدایی|پاکسازی|خنثی"
)
"""Work on ordnance, and that none was there: no accident, unless the value says that there was one."""
_ACCIDENT: Final = re.compile(
    r"\b(?:accident\w*|incident\w*|explo\w+|blast\w*|detonat\w+|victims?|casualt\w+|injur\w+|killed|wounded|strikes?|stepped|struck|hurt|died|deaths?|dead|triggered|blown up|yaralan\w*|oldu|patlama\w*|patlad\w*|partlayis\w*|partlad\w*|kaza\w*|hadise\w*"
    r"|взрыв\w*|взорва\w+|подорва\w+|подрыв\w*|вибух\w*|підірва\w+|підрив\w*|пидрив\w*|погиб\w*|ранен\w*|загиб\w*|пострада\w*|поранен\w*|инцидент\w*|інцидент\w*|нещасн\w*|несчастн\w*|unfall\w*|verungl\w*|vitimas?|victimas?|victimes?|acidentes?|accidente)\b"
    r"|պայթյուն\w*|դժբախտ\w*|انفجار|حادث|ضحايا|ضحیه|قربانی"
)

_OPEN: Final = re.compile(
    r"\b(?:other\w*|unknown|undetermined|unspecified|not (?:known|stated|specified|applicable)|none|na|n a|mixed|various|misc\w*|tbd|incidents?|accidents?|events?|casualt\w+"
    r"|near miss\w*|fatal\w*|non fatal|killed|wounded|dead|injur\w+|explosi\w+|blasts?|detonati\w+|bombs?|bombing\w*|grenades?|rockets?|mortars?|missiles?|projectiles?|shell|fu[sz]es?|ammunition|small arms ammunition|saa|munitions?|remote violence|handling|victim activated|suspected"
    r"|autres?|otros?|otras?|outros?|inconnue?s?|desconocid\w+|sin informacion|explosion\w*|accidentes?|incidentes?|grenade\w*|granada\w*|обус\w*|взрыв\w*|вибух\w*|подрыв\w*|підрив\w*|пидрив\w*|друг\w+|проч\w+|інш\w+|инш\w+|неизвестн\w+|невідом\w+|нет данных|инцидент\w*|інцидент\w*|происшеств\w+|снаряд\w*|гранат\w*|ракет\w*|боеприпас\w*|боєприпас\w*"
    r"|diger|basqa\w*|namelum|partlayis\w*|patlama\w*|qumbara\w*|sonstige\w*|andere\w*|unbekannt\w*|այլ|անհայտ|պայթյուն\w*)\b"
    r"|انفجار|اخرى|اخرى|غير معروف|سایر|نامعلوم|حادث\b"
)
_MOST_LETTERS: Final = 200


@cache
def names(value: str) -> Names:
    """What the value of a cell names: explosive ordnance before another kind of event before what is open.

    Ordnance that is denied, or found, marked, cleared or destroyed without an accident, is another kind of event.
    """
    words = _plain(value[:_MOST_LETTERS])
    stated = UNEXPLODED.sub("unexploded", words)
    affirmed = NEGATED.sub(" ", stated)
    is_accident = _ACCIDENT.search(NO_ACCIDENT.sub(" ", affirmed)) is not None
    if _WORK.search(words) and not is_accident:
        return Names.OTHER_EVENT
    if _ORDNANCE.search(affirmed) and not (speaks_of_mining(value) and not ordnance_words(value)):
        return Names.OTHER_EVENT if DONE.search(affirmed) and not is_accident else Names.ORDNANCE
    if affirmed != stated:
        return Names.OTHER_EVENT
    if "ammunition" not in words and _OTHER.search(words):
        return Names.OTHER_EVENT
    return Names.OPEN if not words or _OPEN.search(words) else Names.NOTHING


def _plain(value: str) -> str:
    """Folded words with single spaces between them, whatever stands between words in a code."""
    return " ".join(re.sub(r"[\W_]+", " ", folded(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", value))).split())
