"""Killed and injured in the words of one cell: “1 killed 5 injured”, “2 KIA, 3 WIA”."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from data.imports.columns.counts.group_counts import of_one_outcome
from data.imports.columns.words.number_words import NUMBER_WORDS

_LONGEST: Final = 80
_PART: Final = re.compile(r"\d{1,4}(?:\s*[-–]\s*\d{1,4}\b|\+)?|[^\W\d_]+")
_IN_BRACKETS: Final = re.compile(r"[(\[][^)\]]*[)\]]")
_OF_THEM: Final = re.compile(
    r"(?:\bdont|\bincluding|\bincl\.?|\bof (?:them|whom)|\bamong them|\bиз них|\bв том числе|\bв т\.\s?ч\.|\bз них|\bу тому числі"
    r"|\bincluid[oa]s?|\bentre ellos|\bincluindo|\bdavon|\bbunlardan)\s*:?\s+\w+\s+[^\W\d_]+",
    re.IGNORECASE,
)
"""“Of them one child”: a part of the number before it."""
_ONE: Final = "1"
_ARTICLES: Final = frozenset("a an un una une uno".split())
_ANYBODY: Final = frozenset(
    "casualties casualty victims victim injuries people persons losses victimes blesses victimas heridos жертв пострадавших потерь постраждалих".split()
)


@lru_cache(maxsize=4096)
def people_in_words(text: str) -> tuple[str, str] | None:
    """Killed and injured as numbers, "" for what is not mentioned; None where the words are not understood.

    A bare 0 is nobody of either; any other bare number does not tell them apart.
    """
    # What stands in brackets is a part of the number before it, such as “4 (2 children)”.
    parts = [_number_in(part) for part in _PART.findall(_OF_THEM.sub(" ", _IN_BRACKETS.sub(" ", text)))]
    if len(text) > _LONGEST or not parts:
        return ("", "") if not text else None
    if parts[0] == "0" and (len(parts) == 1 or (len(parts) == 2 and parts[1].lower() in _ANYBODY)):
        return "0", "0"
    is_number_first = parts[0][0].isdecimal()
    figures: dict[str, list[str]] = {"killed": [], "injured": []}
    number = outcome = ""
    for part in parts:
        if part[0].isdecimal():
            if is_number_first and number:
                return None
            number = part
        else:
            outcome = of_one_outcome(part) or outcome
        if number and outcome:
            figures[outcome].append(number)
            number = outcome = ""
    if number or outcome or not any(figures.values()):
        return None
    return _sum(figures["killed"]), _sum(figures["injured"])


def _number_in(part: str) -> str:
    """A word for a number as its digits; any other part as it is."""
    return _ONE if part.lower() in _ARTICLES else NUMBER_WORDS.get(part.lower(), part)


def _sum(numbers: list[str]) -> str:
    return numbers[0] if len(numbers) == 1 else " + ".join(numbers)


def has_figure(text: str) -> bool:
    """Whether a text has a number of more than one, in digits or as a word, or of each outcome one."""
    if text.isdecimal():
        return False
    parts = [NUMBER_WORDS.get(part.lower(), part) for part in _PART.findall(text)]
    return any(part[0].isdecimal() and part not in ("0", _ONE) for part in parts) or text[:1].isdecimal()
