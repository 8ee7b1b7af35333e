"""Words of a report that name a mine or other explosive ordnance, and those that name a place to dig."""

from __future__ import annotations

import re
from typing import Final

_MINERALS: Final = (
    r"gold|diamond|coal|iron|copper|cobalt|coltan|uranium|salt|tin|silver|jade|ruby|emerald|manganese|bauxite|phosphate|zinc"
    r"|lead|nickel|lithium|sapphire|gem|mineral|artisanal|open[- ]pit|abandoned gold"
)
_MINING: Final = re.compile(
    rf"(?i)\b(?:{_MINERALS})[- ]mines?\b(?:\s+(?:explosions?|blasts?|collapses?|massacres?))?"
    r"|\bmines?[- ](?:sites?|workers?|shafts?|owners?|pits?|camps?|towns?|collapses?|operators?|companies|tailings|areas?)\b"
    r"|\bmines?\s+(?:d['’]\s?or|de\s+(?:diamants?|charbon|cuivre|fer|sel|cobalt|coltan|oro|carb[oó]n|esmeraldas?|cobre))\b"
    r"|\b(?:attacks?|raids?|assault|control|seizes?|seized|capture[ds]?)\s+(?:on|of|over|at|in|inside)\s+"
    r"(?:the\s+|a\s+)?mines?\b|\b(?:explosions?|blasts?)\s+(?:at|in|inside)\s+(?:the\s+|a\s+)?mines?\b|\bminas?\s+de\s+(?:oro|carb[oó]n|cobre|esmeraldas?|sal)\b"
    r"|\b(?:threats?|secrets?|data|text)[- ]mining\b|\bmining\b|\bminiers?\b|\bmini[eè]res?\b|\bminers?\b|\bmineurs?\b"
    r"|\b(?:угольн|золот|алмазн)\w+\s+(?:шахт|прииск|рудник)\w*"
)

_ORDNANCE: Final = re.compile(
    r"(?i)"
    # English
    r"\bland[- ]?mines?\b|\b(?:anti[- ]?(?:personnel|tank|vehicle)|sea|claymore|improvised|ap|at)[- ]mines?\b"
    r"|\bmines?[- ](?:explosions?|blasts?|incidents?|accidents?|victims?|clearance|layings?|strikes?|detonat\w+)\b"
    r"|\b(?:hit|hits|struck|strikes?|stepped on|steps? on|drove over|drives over|ran over|runs over|triggered|detonated|laid|planted"
    r"|killed by|wounded by|injured by|explosion of|blown up by|exploding)\s+(?:an?\s+|the\s+|by\s+)?(?:\w+\s+)?mines?\b"
    r"|\bmines?\s+(?:explod\w+|detonat\w+|kill\w*|wound\w*|injur\w*|goes off|went off|blew|blows|laid|planted)\b|\bdemin\w+"
    r"|\bv?b?ieds?\b|\bvoieds?\b|\bimprovised explosives?\b|\bexplosive devices?\b|\broad-?side (?:bombs?|blasts?|explosions?)\b"
    r"|\bbooby[- ]?trap\w*|\buxos?\b|\berw\b|\bunexploded\b|\bexplosive remnants?\b|\bexplosive ordnance\b"
    r"|\bcluster (?:muni\w+|bombs?)\b|\bsubmunitions?\b|\bbomblets?\b"
    # French
    r"|\bmines?\s+(?:terrestres?|anti\W?(?:personnels?|chars?|v[eé]hicules?)|artisanales?)\b"
    r"|\bexplosions?\s+(?:\w+\s+)?(?:d[e'’]\s?|des\s+)(?:une\s+|deux\s+|trois\s+|plusieurs\s+|la\s+)?mines?\b"
    r"|\bsaut\w+\s+sur\s+(?:une|des|deux)\s+mines?\b|\bmines?\s+(?:ont|a|explos\w+|saut\w+)\b|\bd[eé]min\w+"
    r"|\bengins?\s+explosifs?\b|\beei\b|\bnon[- ]explos\w+|\bsous[- ]munitions?\b"
    # Spanish
    r"|\bminas?\s+(?:terrestres?|anti\W?(?:personal\w*|persona|tanques?)|quiebrapatas?)\b|\bcampos? minados?\b"
    r"|\b(?:explosi[oó]n|explosiones|pis[oóa]\w*)\s+(?:de\s+)?(?:una?s?\s+)?minas?\b|\bartefactos? explosivos?\b|\bsin explotar\b"
    # Russian
    r"|\bмин(?:а|ы|е|у|ой|ами|ах|ное поле|ном поле)\b|\bпротиво(?:пехотн|танков)\w+|\bфугас\w*|\bсамодельн\w+\s+взрывн\w+"
    r"|\bвзрывн\w+\s+устройств\w*|\bнеразорвавш\w+|\bразминир\w+|\bзаминир\w+|\bсву\b"
)


def ordnance_words(report: str) -> tuple[str, ...]:
    """The words that name mines or other explosive ordnance, as they stand, each once; places to dig removed."""
    without_mining = _MINING.sub(" … ", report)
    words = (" ".join(found[0].split()) for found in _ORDNANCE.finditer(without_mining))
    return tuple(dict.fromkeys(word.lower() for word in words))


def speaks_of_mining(report: str) -> bool:
    """Whether a mine in the report is one to dig in."""
    return _MINING.search(report) is not None
