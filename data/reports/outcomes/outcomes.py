"""What became of people: the outcomes, and the words of a sentence for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from data.reports.people.group import Group
from data.reports.text.words import Found, Words

KILLED: Final = "killed"
INJURED: Final = "injured"
VICTIM: Final = "victim"
"""Caught by the device; what became of them is not said here."""
TREATED: Final = "treated"
UNHURT: Final = "unhurt"
SURVIVED: Final = "survived"
"""Alive, hurt or not: they are none of the dead beside them, and what they have may come next."""
AROUND: Final = "around"
"""The people stand within the words: травмы третьего лёгкие."""
WITHIN: Final = "within"
"""The people stand within the words: у водителя сломана нога."""
OWNED: Final = "owned"
"""The people stand right before the words, which are of what is theirs: երրորդի վնասվածքները թեթև են."""
BODY: Final = "body"
"""The people stand right beside the word for their bodies: тело мужчины."""


@dataclass(frozen=True)
class Mention:
    """People of one sentence with what became of them."""

    outcome: str
    group: Group | None
    """None where only the outcome is said, of somebody named before."""
    start: int
    end: int
    """The span of the outcome's words."""
    is_single: bool
    """Whether the outcome's words are of one person."""
    is_either: bool = False
    """Whether the number is of two outcomes together: killed or injured."""
    is_of_wounds: bool = False
    """Whether the same words say that the dead were hurt before: a porter wounded on Monday has died."""
    is_body: bool = False
    """Whether it is said of a body."""


def outcomes(words: Words, text: str, start: int, end: int) -> list[Found]:
    """The words for what became of people, the longest first where several overlap."""
    others = words.find("joins.no_outcome", text, start, end)
    return [
        one
        for one in words.find("outcome", text, start, end)
        if not _is_of_a_thing(words, text, one)
        and not any(one.meets(each.start, each.end) for each in others)
    ]


def _is_of_a_thing(words: Words, text: str, one: Found) -> bool:
    """Whether the "body of" is that of a lorry."""
    if not one.key.endswith(".body"):
        return False
    after = words.find("joins.not_people", text, one.end, min(len(text), one.end + 24))
    return any(len(text[one.end : thing.start].split()) <= 1 for thing in after)


def outcome_and_side(one: Found) -> tuple[str, str]:
    """The outcome, and on which side of its words the people stand."""
    _, outcome, side = one.key.split(".")
    return outcome, side.removesuffix("_one")


def blocks(other: Found, one: Found) -> bool:
    """Whether the words between belong to the other outcome: victims may be killed in the same breath."""
    weak = (VICTIM, TREATED, SURVIVED)
    return outcome_and_side(other)[0] not in weak or outcome_and_side(one)[0] in weak


def is_negated(words: Words, text: str, one: Found) -> bool:
    """Whether a "not" stands right before the outcome."""
    before = words.find("negation.before", text, max(0, one.start - 14), one.start + 1)
    return any(not text[no.end : one.start].strip() for no in before if no.end <= one.start)
