"""Who is only cited: witnesses and police said; according to neighbours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from data.reports.text.words import Found, Words

_ARTICLES: Final = re.compile(r"\b(?:an?|the|une?|les?|la|el|los|las|un|una)\b", re.IGNORECASE)
_SUBJECT_REACH: Final = 110
"""So many letters behind people the verb of their saying may stand, with what describes them in between."""
_OBJECT_REACH: Final = 60
_THAT: Final = re.compile(
    r"[^.;:!?]*?(?<!\w)(?:that|что|що|que|qu'|ki|որ|ان|أن|إن|بان|بأن)(?!\w)(?<!\d)", re.IGNORECASE
)
"""What is said begins behind it."""


def is_speaker(words: Words, text: str, start: int, end: int, outcomes: Sequence[Found], noun: Found) -> bool:
    """Whether the people are who says it: witnesses and police said; according to neighbours."""
    if any(0 <= noun.start - one.end <= 1 for one in outcomes):
        # "The wounded soldier said" is of a victim.
        return False
    through = words.find("said.through", text, max(start, noun.start - 22), noun.start)
    # "According to a local official", with or without an article.
    if any(not _ARTICLES.sub("", text[one.end : noun.start]).strip() for one in through):
        return True
    verbs = words.find("said.verbs", text, noun.end, min(end, noun.end + 16))
    is_beside = any(one.start - noun.end <= 1 for one in verbs)
    if is_beside and not re.search(r"\d\s*$", text[start : noun.start]):
        return True
    return _tells_what_follows(words, text, end, outcomes, noun)


def _tells_what_follows(words: Words, text: str, end: int, outcomes: Sequence[Found], noun: Found) -> bool:
    """Whether the people are the subject of a verb of saying: a deputy of the council told a channel that eight died;
    the driver of a bus, who stood in the queue, said that …
    """
    verbs = words.find("said.verbs", text, noun.end, min(end, noun.end + _SUBJECT_REACH))
    if not verbs:
        return False
    verb = verbs[0]
    that = _THAT.match(text[verb.end : verb.end + _OBJECT_REACH])
    between = text[noun.end : verb.start]
    if that is None or between.count(",") % 2 or re.search(r"[.;:—–]", between):
        return False
    return not any(noun.start - 2 <= one.end and one.start <= verb.start + that.end() for one in outcomes)
