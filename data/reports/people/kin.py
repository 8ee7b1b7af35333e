"""People who only say whose relative or helper another one is: the farmer of "two sons of the farmer" is not counted."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from data.reports.people.group import PRONOUN, Group
from data.reports.text.words import Words

_OWNER_FIRST: Final = {"az": re.compile(r"[ıiuü]n$"), "hy": re.compile(r"(?:ի|ու|ան|ոջ)$")}
"""Languages that name the owner before the relative, and the endings of an owner: fermerin iki oğlu."""
_IN_GENITIVE: Final = ("ru", "uk", "ar")
"""Languages in which the owner follows without a word between: двое сыновей фермера."""


def without_owners(words: Words, text: str, people: list[Group]) -> list[Group]:
    """The groups without those of whom another one, right beside them, is a relative or a helper."""
    owners = {
        (owner.start, owner.end)
        for before, after in pairwise(people)
        if (owner := _owner(words, text, before, after)) is not None
    }
    return [group for group in people if (group.start, group.end) not in owners]


def _owner(words: Words, text: str, before: Group, after: Group) -> Group | None:
    between = text[before.end : after.start]
    if len(between) > 20 or PRONOUN in (before.category, after.category) or not between.startswith(" "):
        return None
    ending = _OWNER_FIRST.get(words.language)
    if ending is not None:
        is_owner = not before.is_counted and ending.search(before.noun) and not between.strip()
        return before if is_owner and _is_kin(words, text, after) else None
    if not before.noun or not _is_kin(words, text, before):
        return None
    if not between.strip():
        is_joined = words.language == "ar" and text[after.start] == "و"
        return after if words.language in _IN_GENITIVE and not is_joined else None
    joined = words.find("joins.whose", text, before.end, after.start + 3)
    is_joined = any(
        not (text[before.end : one.start] + text[one.end : after.start]).strip() for one in joined
    )
    return after if is_joined else None


def _is_kin(words: Words, text: str, group: Group) -> bool:
    noun = text[group.end - len(group.noun) : group.end]
    return bool(noun) and any(one.end - one.start == len(noun) for one in words.find("joins.kin", noun))
