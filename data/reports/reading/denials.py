"""Figures and claims that the next sentence takes back."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from data.reports.reading.read_sentence import Read, has_number
from data.reports.report import Reason
from data.reports.text.words import Words

_NO: Final = re.compile(
    r"(?:no|nope|not true|wrong|нет|неправда|ложь|ні|yox|xeyr|yalan|ոչ|սուտ է|falso|mentira|non|faux|لا|كذب)\W*",
    re.IGNORECASE,
)
"""A sentence that only denies the one before it."""


def _denies_claim(words: Words, before: Read, one: Read) -> bool:
    """Whether a sentence without figures says that the one before it is unproven: the claim could not be verified."""
    is_beside = before.sentence.paragraph == one.sentence.paragraph and before.reason is None
    is_plain = not (one.is_event or has_number(words, one))
    return is_beside and is_plain and before.has_casualties and words.has("background.denied", one.text)


def mark_denied(words: Words, found: list[Read]) -> None:
    """What a denial takes back, in the sentence before it: "Earlier channels wrote of three dead. That is not true."""
    for position, (before, one) in enumerate(pairwise(found)):
        if _denies_claim(words, before, one) and any(other.has_casualties for other in found[:position]):
            before.reason = Reason.DENIED
            before.is_figure_denied = words.has("background.figure", one.text)
            continue
        if _NO.fullmatch(one.text.strip()) and (before.has_casualties or has_number(words, before)):
            # "The radio said two were injured. No."
            before.reason = Reason.DENIED
            continue
        if one.reason is not Reason.DENIED or one.has_casualties:
            continue
        is_beside = before.sentence.paragraph == one.sentence.paragraph
        is_of_figure = before.has_casualties and words.has("background.figure", one.text)
        if is_beside and is_of_figure and any(other.has_casualties for other in found[:position]):
            before.reason = Reason.DENIED
            continue
        if before.reason is Reason.OUTDATED or (is_beside and words.has("background.initial", before.text)):
            before.reason = Reason.DENIED
