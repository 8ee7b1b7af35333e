"""Whom a pronoun means whose own sentence names somebody: the fitter died, the driver is in hospital, he has a fracture."""

from __future__ import annotations

import re
from dataclasses import replace

from data.reports.outcomes.outcomes import INJURED, KILLED, SURVIVED, TREATED, Mention
from data.reports.people.group import PRONOUN, Group
from data.reports.text.words import Words

_TOLD = (KILLED, INJURED, TREATED, SURVIVED)


def of_nearest(words: Words, text: str, people: list[Group], made: list[Mention]) -> list[Mention]:
    """The mentions, what is said of "him" as said of the nearest person before with an outcome in the same sentence.

    That adds nobody: who is in care is hurt, and what the dead or the injured have besides says nothing new.
    """
    found = list(made)
    for one in made:
        named = _nearest(words, text, people, made, one)
        if named is None:
            continue
        known = [other for other in found if other.group == named and other.outcome in _TOLD]
        found.remove(one)
        if any(other.outcome in (KILLED, INJURED) for other in known):
            continue
        found = [other for other in found if other not in known]
        found.append(replace(one, group=named, outcome=INJURED))
    return found


def _nearest(words: Words, text: str, people: list[Group], made: list[Mention], one: Mention) -> Group | None:
    """The nearest person before a pronoun of one, across a comma or the like, where something became of that person."""
    pronoun = one.group
    if one.outcome not in (INJURED, TREATED) or not _is_of_one(one):
        return None
    # "The husband is in hospital, they amputated his foot": the words themselves are of one person.
    start = pronoun.start if pronoun is not None else one.start
    before = [each for each in people if each.end <= start and each.category != PRONOUN and each.noun]
    nearest = before[-1] if before else None
    if nearest is None or nearest.best != 1:
        return None
    between = text[nearest.end : start]
    if not re.search(r"[,;:—–،]", between) or words.has("said.verbs", between):
        return None
    is_told = any(other.group == nearest and other.outcome in _TOLD for other in made)
    return nearest if is_told else None


def _is_of_one(one: Mention) -> bool:
    """Whether the words are of one person who is not named beside them."""
    if one.group is None:
        return one.is_single and one.outcome == INJURED
    return one.group.category == PRONOUN and one.group.best == 1
