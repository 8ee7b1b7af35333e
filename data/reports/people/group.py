"""Some people of a sentence: how many, who, and how they stand to those named before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

GENERIC: Final = "generic"
PRONOUN: Final = "pronoun"
EMPLOYEE: Final = "employee"
"""A noun that says nothing of the work without the words beside it: a civilian unless they do."""


@dataclass(frozen=True)
class Group:
    """Some people of a sentence."""

    start: int
    end: int
    low: int
    best: int | None
    high: int | None
    category: str
    """A victim category; "generic" where the noun says none, "pronoun" where there is no noun."""
    noun: str = ""
    """The noun in small letters; "" for a bare number."""
    age: str = ""
    is_definite: bool = False
    """Whether it points back: the driver, his brother, they."""
    is_own: bool = False
    """Whether it is somebody's: his brother, their son; new though definite."""
    is_of_one: bool = False
    """Whether it is somebody of one of those named before, so none of them: the grandmother of one of the boys."""
    is_more: bool = False
    """Whether it adds to others: another, also."""
    is_other: bool = False
    """Whether it only adds to the one named last, as a colleague does, who may be one of those counted before."""
    is_part: bool = False
    """Whether it is a part of a group named before: two of them, including a child."""
    is_named_behind: bool = False
    """Whether the words behind it say that it is a part: an officer among them."""
    is_governed: bool = False
    """Whether it only belongs to another noun: the driver of a contractor."""
    is_whole: bool = False
    """Whether a part of it is meant: one of the three men."""
    is_counted: bool = False
    """Whether a number stands with it."""
    is_rest: bool = False
    """Whether it is who is left of several: the remaining two."""
    is_vague: bool = False
    """Whether only an ordinal number names them: two died, a third was hurt."""
    is_loose: bool = False
    """Whether its category is only that of most people, who were first counted without one."""
    told_from: int = -1
    """Where the people begin whom it was told apart from: five people, among them a soldier; -1 for others."""
    generation: str = ""
    """ "parents" or "children" where the noun says so, "" for others."""
    sex: str = ""
    """ "female" or "male" where the noun says so, "" for others."""
    is_broad: bool = False
    """Whether the noun fits anybody of many: villagers, passengers; a driver may be one of them."""
    is_kin: bool = False
    """Whether the noun says whose relative it is: the cousin."""
    is_anybody: bool = False
    """Whether the noun says nothing of the work: the man, the girl."""
    actor: str = ""
    """English name of whose people they are; "" where not said."""
