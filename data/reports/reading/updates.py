"""Sentences on what became of victims of an earlier day: one of the injured has died, the toll has risen."""

from __future__ import annotations

from data.reports.reading.read_sentence import Read
from data.reports.text.words import Found, Words


def is_update_sentence(words: Words, one: Read) -> bool:
    """Whether it says what became of victims of an earlier day: one of the injured has died."""
    updates = words.find("background.update", one.text)
    # "The leg could not be saved": nobody died.
    limbs = words.find("outcome.injured.alone_one", one.text) if updates else []
    is_of_death = any(not any(limb.meets(own.start, own.end) for limb in limbs) for own in updates)
    is_of_death = is_of_death or any(mention.is_of_wounds for mention in one.mentions)
    is_of_death = is_of_death and not words.has("background.at_once", one.text)
    return is_of_death or bool(tolls(words, one.text))


def tolls(words: Words, text: str) -> list[Found]:
    """The words of a passage for a toll that has grown; those of the injured end with `toll_injured`."""
    injured = words.find("background.toll_injured", text)
    killed = [
        one
        for one in words.find("background.toll", text)
        if not one.key.endswith("_injured") and not any(own.meets(one.start, one.end) for own in injured)
    ]
    return [*injured, *killed]
