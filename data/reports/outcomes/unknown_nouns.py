"""Somebody whose noun no list has, where an article stands before it: a tracker also lost his life."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from data.reports.outcomes.outcomes import (
    INJURED,
    KILLED,
    Mention,
)
from data.reports.people.group import PRONOUN, Group
from data.reports.text.sentences import Sentence
from data.reports.text.words import Words

_NOBODY: Final = ("device", "event", "joins.animals", "joins.not_people", "cause.other", "amounts")
_UNKNOWN_AFTER: Final = {
    "es": r"\s+(?:también |además |igualmente |a )*(?:una?|otr[oa]) (?P<noun>[^\W\d_]{4,})",
    "fr": r"\s+(?:aussi |également )*(?:une?|une? autre) (?P<noun>[^\W\d_]{4,})",
    "en": r"\s+(?:also |to )*(?:an?|another) (?P<noun>[^\W\d_]{4,})",
}
"""Somebody right behind an outcome, after an article: falleció un guía."""
_UNKNOWN_BEFORE: Final = {
    "es": r"(?:\w+,?\s){0,2}?(?:una?|otr[oa]) (?P<noun>[^\W\d_]{4,})[^.;:]{0,70}",
    "fr": r"(?:\w+,?\s){0,2}?(?:une?|une? autre) (?P<noun>[^\W\d_]{4,})[^.;:]{0,70}",
    "en": r"(?:\w+,?\s){0,2}?(?:an?|another) (?P<noun>[^\W\d_]{4,})[^.;:]{0,70}",
}
"""The same before one that follows its people."""
_LATER: Final = re.compile(r"\s(?:después|más tarde|antes|atrás)")
"""What follows a time instead of somebody: murió un rato después."""


def with_unknown_noun(
    words: Words, text: str, sentence: Sentence, one: Mention, people: list[Group]
) -> Mention:
    """The mention with somebody whose noun no list has, where an article stands before it: a tracker also lost his life."""
    article = _UNKNOWN_AFTER.get(words.language)
    if one.group is not None or article is None or one.outcome not in (KILLED, INJURED):
        return one
    after = re.match(article, text[one.end : sentence.end], re.IGNORECASE)
    is_named = after is not None and words.language == "es" and not _LATER.match(text, one.end + after.end())
    if any(group.category != PRONOUN for group in people) and not is_named:
        return one
    before = re.fullmatch(_UNKNOWN_BEFORE[words.language], text[sentence.start : one.start], re.IGNORECASE)
    found, offset = (after, one.end) if after else (before, sentence.start)
    if found is None or any(words.has(name, found.group()) for name in _NOBODY):
        return one
    start, end = offset + found.start("noun"), offset + found.end("noun")
    is_more = words.has("joins.also", found.group()) or words.has("joins.additive", found.group())
    noun = text[start:end].lower()
    group = Group(start, end, 1, 1, 1, "civilian", noun=noun, is_counted=True, is_more=is_more)
    return replace(one, group=group)
