"""Numbers of people as tables write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

import pandas as pd

from data.imports.columns.counts.group_counts import group_words
from data.imports.columns.words.number_words import NUMBER_WORDS

_WHOLE: Final = re.compile(r"\d{1,6}(?:[.,]0+)?")
_WITH_THOUSANDS: Final = re.compile(r"\d{1,3}(?:[,.'’\u00a0\u202f ]\d{3})+")
_RANGE: Final = re.compile(r"(\d{1,6})\s*(?:-|–|—|to|до|a|à|…|\.\.)\s*(\d{1,6})")
_AT_LEAST: Final = re.compile(
    r"(?:>=|≥|at least|not less than|не менее|al menos|au moins|ən azı|առնվազն)\s*(\d{1,6})|(\d{1,6})\s*\+"
)
NOT_GIVEN: Final = re.compile(
    r"(?i)|-|–|—|\.|\?|n/?a|nan|none|null|unknown|not (known|stated|given|available)|no data|неизвестно|нет данных"
    r"|naməlum|məlum deyil|անհայտ|desconocid[oa]|sin informaci[oó]n|inconnue?|non (connu|précisé)|-?9{2,4}"
)

_SUM: Final = re.compile(r"\d{1,4}(\s*\+\s*\d{1,4})+")
_WITH_WORDS: Final = re.compile(r"(\d{1,4})\s*\(([^()\d]{1,40})\)")
_WITH_UNIT: Final = re.compile(
    r"(?i)(\d{1,4}|[^\W\d_]+)\s*(?:persons?|people|ppl|pers\.?|civilians?|soldiers?|victims?|чел\.?|человека?|людей|осіб|особи|особа|nəfər|kişi|adam"
    r"|personas?|personnes?|pessoas?|person(?:en)?|մարդ|نفر|شخص|أشخاص|اشخاص|osob[ae]?|lica|lice)"
)
_MAY_BE_UNKNOWN: Final = frozenset(("no", "none"))
"""Words that stand for nobody as well as for nothing known."""
_DATE_OF_EXCEL: Final = re.compile(
    r"\d{1,2}[-./ ][^\W\d]{3,9}\.?([-./ ]\d{2,4})?|[^\W\d]{3,9}\.?[-./ ]\d{1,4}|\d{4}-\d\d-\d\d([ T].*)?|\d{1,2}[./]\d{1,2}[./]\d{2,4}"
)

_ABOUT: Final = re.compile(
    r"(?i)(?:about|around|approx(?:imately)?\.?|some|circa|ca\.?|c\.|~|≈|±|estimated|около|примерно|приблизительно|близько|приблизно|environ|unos|unas|cerca de"
    r"|alrededor de|etwa|rund|yaklaşık|təxminən|մոտ|حوالي|نحو|حدود|تقریبا)\s*(\d{1,4})"
)
_MORE_THAN: Final = re.compile(
    r"(?i)(?:>|more than|over|более|больше|понад|más de|plus de|mehr als|أكثر من|بیش از)\s*(\d{1,5})"
)
_LONGEST: Final = 60
"""Letters of a number of people; in a longer text none is looked for."""

NOT_A_COUNT: Final = "The number of people is not understood and was left unknown; write a whole number."
A_RANGE: Final = (
    "The number of people is a range; its ends are the lowest and highest figure, the best is unknown."
)
A_LEAST: Final = "The number of people is given as “at least”; that is the lowest figure, the best and the highest are unknown."
A_SUM: Final = "The number of people is written as a sum, which was added up."
ABOUT: Final = "The number of people is given as “about”; it was read as it stands."
WITH_WORDS: Final = "Words stand beside the number of people; the number was read."
A_DATE: Final = "The number of people is a date: a spreadsheet program turns a range such as 3-5 into one. It was left unknown."
NOT_KNOWN: Final = "The number of people is said to be unknown."


@dataclass(frozen=True)
class PeopleCount:
    """A number of people; None where not known."""

    low: int | None = None
    best: int | None = None
    high: int | None = None
    remark: str = ""
    sex: str = ""
    """Where words beside the number say so, as in “1 (child)”."""
    age_group: str = ""

    @property
    def in_a_sum(self) -> int:
        """What it adds to a total, as everywhere in the atlas: the best figure, or else the lowest."""
        return next((figure for figure in (self.best, self.low) if figure is not None), 0)


def people_counts(texts: pd.Series) -> dict[str, PeopleCount]:
    """What each different text of a column says; an empty text says nothing."""
    return {str(text): _count(str(text).strip()) for text in texts.unique()}


def _count(text: str) -> PeopleCount:
    if not text:
        return PeopleCount()
    if len(text) > _LONGEST:
        return PeopleCount(remark=NOT_A_COUNT)
    number: int | None = None
    if _WHOLE.fullmatch(text):
        number = int(re.split(r"[.,]", text)[0])
    elif _WITH_THOUSANDS.fullmatch(text):
        number = int(re.sub(r"\D", "", text))
    if number is not None and number <= 999_999 and not re.fullmatch("9{3,4}", text):
        return PeopleCount(number, number, number)
    if found := _RANGE.fullmatch(text):
        ends = sorted((int(found[1]), int(found[2])))
        return PeopleCount(ends[0], None, ends[1], A_RANGE)
    if found := _AT_LEAST.fullmatch(text.lower()):
        least = int(found[1] or found[2])
        return PeopleCount(least, None, None, A_LEAST)
    return _roughly(text) or _with_other_words(text)


def _roughly(text: str) -> PeopleCount | None:
    """A number that is given as “more than” or “about”; None for another text."""
    if found := _MORE_THAN.fullmatch(text):
        return PeopleCount(int(found[1]) + 1, None, None, A_LEAST)
    if found := _ABOUT.fullmatch(text):
        number = int(found[1])
        return PeopleCount(number, number, number, ABOUT)
    return None


def _with_other_words(text: str) -> PeopleCount:
    """What a cell says that is neither a number nor an end or both ends of a range."""
    if _SUM.fullmatch(text):
        number = sum(map(int, re.findall(r"\d+", text)))
        return PeopleCount(number, number, number, A_SUM)
    if found := _WITH_WORDS.fullmatch(text):
        group = group_words(found[2])
        words = {"sex": group.get("sex", ""), "age_group": group.get("age_group", "")}
        # Of several people the words may mean one only.
        is_of_all = int(found[1]) == 1 and any(words.values())
        number = int(found[1])
        return PeopleCount(number, number, number, WITH_WORDS, **words if is_of_all else {})
    unit = _WITH_UNIT.fullmatch(text)
    written = (unit[1] if unit else text).lower()
    digits = written if unit and written.isdecimal() else NUMBER_WORDS.get(written, "")
    if digits and written not in _MAY_BE_UNKNOWN:
        return PeopleCount(int(digits), int(digits), int(digits), WITH_WORDS)
    if _DATE_OF_EXCEL.fullmatch(text):
        return PeopleCount(remark=A_DATE)
    if NOT_GIVEN.fullmatch(text):
        # Not even whether there was anybody; an empty text says nothing at all.
        return PeopleCount(low=0 if text else None, remark=NOT_KNOWN)
    return PeopleCount(remark=NOT_A_COUNT)
