"""Values that name ordnance to deny it, or to say that it was found, marked or destroyed: words of many languages.

All are looked for in folded words with single spaces between them.
"""

from __future__ import annotations

import re
from typing import Final

_ENGLISH: Final = (
    r"(?:land ?)?mines?|minefields?|(?:[a-z]{1,3})?ieds?|uxos?|erw|axo|explosives?|explosions?|ordnance|munitions?|bombs?"
    r"|booby ?traps?|(?:improvised )?explosive (?:devices?|ordnance|hazards?)|explosive remnants?(?: of war)?|cluster|submunitions?|devices?"
)
_LATIN: Final = (
    r"mines?|minas?|explosi[fv]e?s?|explosivos?|eei|aeis?|map|muse|engins? explosifs?|artefactos? explosivos?"
)
_RUSSIAN: Final = (
    r"мин(?:а|ы|е|у|ои|ами|ах|ное|ныи|ная|ные|ного|нои)?|сву|свп|взрывоопасн\w+|взрывн\w+|взрывчат\w+"
)
_UKRAINIAN: Final = (
    r"мін(?:а|и|і|у|ою|ами|ах|не|нии|на|ні|ного|ної|ноі)?|свп|вибухонебезпечн\w+|вибухов\w+|вибухівк\w+"
)
_TURKIC: Final = (
    r"mina\w*|mayin\w*|eyp|partlayici\w*|patlayici\w*|partlayis\w*|pst|el yapimi patlayici|sursat\w*"
)
_ARMENIAN: Final = r"(?:ական\w*|պայթուցիկ\w*)"
_ARABIC: Final = r"(?:ال)?(?:لغم|لغما|الغام|عبوة|عبوات|متفجرات|ذخائر)(?: ناسفة)?"
_PERSIAN: Final = r"(?:مین|ماین|بمب|مواد منفجره)"

NEGATED: Final = re.compile(
    r"\b(?:non|no|not|nor|without|zero|negative|false|excluding|excl|except(?: for)?|other than|rather than|but not|neither)"
    r"(?: (?:an?|any|the|by|from|due to|caused by|involving|related to|known|confirmed|suspected|suspicious|live|real|actual))*"
    rf" (?:{_ENGLISH})\b(?: (?:related|or (?:{_ENGLISH})))?"
    rf"|\b(?:{_ENGLISH}) free\b|\bnon(?:mines?|ieds?|explosives?)\b"
    r"|\b(?:non|pas|sauf|hors|excepte|sans|aucune?|autres? que|a l exception|a part|no|ni|sin|excepto|salvo|menos|nao|exceto|sem|ninguna|nenhuma"
    r"|distint[oa]s? (?:de|a)|otr[oa]s? que no sean?|que no sean?|no es|no son|nao e)"
    rf"(?: (?:de|des|d|du|les?|la|l|une?|las|los|el|uma?|a|o|os|as|por))* (?:{_LATIN})\b"
    r"|\b(?:keine?n?|nicht|ohne|ausser|kein) (?:land)?(?:minen?|sprengfallen?|explosiv\w*|sprengstoff\w*)\b"
    rf"|\b(?:не|кроме|без|помимо|исключая|за исключением|не от|не на|не является)(?: (?:от|на|связан\w* с))* (?:{_RUSSIAN})\b|\bневзрывн\w+|\bнемин(?:ныи|ная|ное|ные)\b"
    rf"|\b(?:не|крім|окрім|без|за винятком|не від|не на)(?: (?:від|на))* (?:{_UKRAINIAN})\b|\bневибухов\w+|\bнемінн\w+"
    rf"|\b(?:{_TURKIC}) (?:deyil\w*|olmayan\w*|degil\w*|disi\w*|disinda\w*|haric|xaric|istisna|istisna olmaqla|basqa|savayi|baska|yoxdur|yok)\b"
    r"|\b(?:qeyri|gayri) (?:mina|partlayici|mayin|patlayici)\w*|\b(?:mina|mayin|partlayici|patlayici)siz\b"
    rf"|\b(?:ոչ|բացի|առանց) {_ARMENIAN}|{_ARMENIAN} (?:բացի|չէ|չի)\b"
    rf"|(?:\b|(?<= ))(?:ليس|ليست|غير|عدا|ماعدا|باستثناء|بدون|دون|سوى|بلا) {_ARABIC}\b"
    rf"|\b(?:به جز|بجز|غیر از|به غیر از|غیر|بدون) {_PERSIAN}\b|\b{_PERSIAN} نیست\b"
)
"""What a text denies or does not mean; “unexploded” in any language is none."""

UNEXPLODED: Final = re.compile(
    r"\bnon explode[ds]?\b|\bnon explosee?s?\b|\bno explo(?:tad|sionad|dit)\w*|\bnao (?:explodid|detonad)\w*|\bsin (?:explotar|explosionar|detonar)\b"
)
"""Words of ordnance that begin as a denial does."""

DONE: Final = re.compile(
    r"\b(?:found|finds?|finding|discover\w*|detected|located|identified|recover(?:ed|y)|seiz(?:ed|ure)|confiscated|removed|removal|lifted|collected|collection"
    r"|destroy(?:ed|ing)?|destruction|demolish\w*|demolition\w*|blown in place|bip|marked|fenced|deactivat\w+|disarm\w*|dismantl\w+|handed (?:over|in)|turned in|turn in"
    r"|cleared|clearance|rendered safe|disposal|disposed)\b"
    r"|\b(?:trouve\w*|decouv\w+|detrui\w+|destruction|marque\w*|marquage|balis\w+|desamorc\w+|enlev\w+|retir\w+|saisi\w*|neutralis\w+)\b"
    r"|\b(?:encontrad\w+|hallad\w+|hallazgos?|descubiert\w+|destruid\w+|destruccion\w*|senaliza\w+|marcad\w+|retirad\w+|despejad\w+|incautad\w+|detonacion controlada|neutralizad\w+"
    r"|descobert\w+|destruicao|removid\w+|sinaliza\w+)\b"
    r"|\b(?:gefunden\w*|fund|entdeck\w+|zerstor\w+|vernicht\w+|geraumt\w*|markier\w+|gesprengt|beseitig\w+)\b"
    r"|\b(?:bulun\w+|ele gecir\w*|isaretle\w+|temizle\w+|tespit|tapil\w+|askar\w*|mehv|isarele\w+|nisanla\w+|goturul\w*|cixaril\w*|temizlen\w*)\b"
    r"|\b(?:обнаруж\w+|наид\w+|находк\w*|уничтож\w+|изъят\w*|сдан\w*|обозначен\w*|маркир\w+|расчищ\w+|очищ\w+|очистк\w+|ликвидир\w+|извлеч\w+|снят\w*|обезвре\w+|огражд\w+)\b"
    r"|\b(?:виявл\w+|знаид\w+|знищ\w+|вилуч\w+|позначен\w*|марку\w+|маркован\w*|розчищ\w+|очищ\w+|ліквідов\w+|знешкод\w+|здан\w*)\b"
    r"|հայտնաբեր\w*|գտնված\w*|գտնվել\w*|գտնվեց|ոչնչաց\w*|նշագծ\w*|մաքր\w*"
    r"|العثور|عثر|اكتشاف|تدمير|اتلاف|تعليم|ازالة|ابطال|ضبط|تطهير|تفكيك|کشف|یافت|تخریب|نابود|علامت|انهدام|جمع اوری"
)
"""Finding, marking, clearing and destroying ordnance, of a value that names some."""

NO_ACCIDENT: Final = re.compile(
    r"\b(?:controlled|planned) (?:explosion|detonation|demolition|blast)s?\b|\b(?:контролируем\w+|планов\w+) (?:взрыв|подрыв)\w*|\bконтрольован\w+ (?:вибух|підрив)\w*"
    r"|\b(?:no|without|zero|0|nil) (?:\w+ )?(?:accidents?|incidents?|casualt\w+|injur\w+|victims?|explosions?|killed|wounded|detonations?)\b"
    r"|\b(?:без|нет) (?:пострада\w+|жертв\w*|взрыв\w*|инцидент\w*)|\bбез (?:постражд\w+|жертв\w*|вибух\w*)"
    r"|\b(?:sin|sans|sem) (?:victim\w+|vitim\w+|herid\w+|blesse\w*|accident\w*|explosion\w*)"
    r"|\bвзрыв(?:ооп|н|ча)\w*|\bвибух(?:онеб|ов|ів)\w*|\bexplosiv\w*|\bexplosif\w*"
)
"""What sounds like an accident and is none: a detonation of one's own, victims denied, “explosive” beside a device."""
