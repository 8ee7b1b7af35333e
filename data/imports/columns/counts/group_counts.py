"""Columns that count a part of the people, as their headings say: killed men, injured children, the least number killed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

import pandas as pd

from data.imports.columns.words.headings_by_language import MORE_HEADINGS
from data.imports.columns.words.marked_scripts import marked_runs
from data.imports.columns.words.more_headings import FURTHER_HEADINGS
from data.imports.columns.words.term_words import (
    DEGREES_OF_INJURY,
    age_groups,
    outcomes,
    sexes,
    victim_categories,
)
from data.places.notations.normal_text import one_form
from data.text.search_text import folded_words

_PARTS: Final = {
    "low": "low lowest lower min minimum least minimal нижн минимум мин minimo min_",
    "best": "best est estimate estimated probable likely",
    "high": "high highest upper max maximum most maximal верхн максимум макс maximo",
}
_GROUP_WORDS: Final = {
    (
        "male",
        "adult",
    ): "men man hombres hombre hommes homme мужчин мужчины kisi kisiler erkekler տղամարդ տղամարդիկ رجال مردان مرد رجل homem manner mann чоловік muskarci muskarac чоловіки чоловіків homens",
    (
        "female",
        "adult",
    ): "women woman mujeres mujer femmes femme женщин женщины qadin qadinlar kadin kadinlar կին կանայք نساء زنان زن امرأة mulher frauen frau žena zene жінки жінок mulheres",
    (
        "male",
        "child",
    ): "boy boys garcons garcon мальчики мальчиков хлопчики хлопчиків oglan oglanlar տղա տղաներ اولاد پسران پسر ولد jungen djecaci meninos",
    (
        "female",
        "child",
    ): "girl girls ninas nina filles fille девочки девочек дівчата дівчаток qiz qizlar աղջիկ աղջիկներ بنات دختران دختر بنت madchen djevojcice meninas",
    ("male", ""): "male males masculino masculin m м муж мужской ذكور",
    ("female", ""): "female females femenino feminin f ж жен женский اناث",
    (
        "",
        "child",
    ): "child children minors kids ninos enfants дети детей діти дітей usaq usaqlar cocuk cocuklar երեխա երեխաներ اطفال کودکان kinder criancas",
    (
        "",
        "adult",
    ): "adult adults adultos adultes взрослые взрослых дорослі дорослих yetiskin yetiskinler մեծահասակ մեծահասակներ بالغون بزرگسالان erwachsene",
}
_GROUPS: Final = {
    "".join(folded_words(word)): group for group, words in _GROUP_WORDS.items() for word in words.split()
}


_SHORTENED: Final = {"civ": "civilian", "mil": "military", "pol": "police"}


@dataclass(frozen=True)
class GroupCount:
    """Whom a column counts."""

    outcome: str
    part: str = "best"
    """low, best or high."""
    sex: str = ""
    age_group: str = ""
    victim_category: str = ""

    @property
    def is_of_all(self) -> bool:
        """Whether it counts everybody of the outcome."""
        return not (self.sex or self.age_group or self.victim_category)

    def __str__(self) -> str:
        return " ".join(
            filter(None, (self.outcome, self.part, self.sex, self.age_group, self.victim_category))
        )

    @classmethod
    def from_text(cls, text: str) -> GroupCount | None:
        """What `str` wrote; None for another text."""
        words = text.split()
        if len(words) < 2 or words[0] not in ("killed", "injured") or words[1] not in _PARTS:
            return None
        kinds: dict[str, str] = {}
        for word in words[2:]:
            name = (
                "sex"
                if word in ("female", "male")
                else "age_group"
                if word in ("child", "adult")
                else "victim_category"
            )
            kinds[name] = word
        return cls(words[0], words[1], **kinds)


@cache
def group_count(heading: str) -> GroupCount | None:
    """Whom a heading counts, where that is a part of the people or an end of a range; None for any other."""
    outcome = of_one_outcome(heading)
    if not outcome:
        return None
    words = set(folded_words(heading.replace("_", " ")))
    part = next((name for name, texts in _PARTS.items() if words & set(texts.split())), "")
    group = group_words(heading)
    if not part and not group:
        return None
    return GroupCount(outcome, part or "best", **group)


@cache
def of_one_outcome(heading: str) -> str:
    """killed or injured, where a heading names one of them and not both; "" otherwise."""
    texts = [
        "injured" if word == "inj" else word
        for word in folded_words(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading).replace("_", " "))
        if word not in DEGREES_OF_INJURY
    ] + marked_runs(heading)
    found = (
        {str(term) for term in outcomes(pd.Series(texts, dtype="str")).values() if term} if texts else set()
    )
    if not found:
        return _heading_outcomes().get(_letters_of(heading), "")
    return found.pop() if len(found) == 1 else ""


@cache
def _heading_outcomes() -> dict[str, str]:
    """Headings of the numbers of killed and of injured in many languages, folded, with their outcome."""
    return {
        _letters_of(header): outcome
        for outcome in ("killed", "injured")
        for headings in (MORE_HEADINGS, FURTHER_HEADINGS)
        for header in headings.get(outcome, "").split()
    }


def _letters_of(heading: str) -> str:
    return "".join(folded_words(one_form(heading.replace("_", " "))))


def group_words(heading: str) -> dict[str, str]:
    """Sex, age group and role that a heading names; only what is named is in it."""
    return dict(_group_words(heading))


@cache
def _group_words(heading: str) -> tuple[tuple[str, str], ...]:
    if re.fullmatch(r"[\d\W]*", heading):
        return ()
    plain = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading).replace("_", " ")
    plain = re.sub(r"(?i)\b(civ|mil|pol)s?\b\.?", lambda found: _SHORTENED[found[1].lower()], plain)
    words = folded_words(plain)
    groups = [_GROUPS[word] for word in words if word in _GROUPS]
    text = pd.Series([plain], dtype="str")
    role = next(iter(victim_categories(text).values()))
    found = {
        "sex": next((sex for sex, _age in groups if sex), "") or next(iter(sexes(text).values())),
        "age_group": next((age for _sex, age in groups if age), "") or next(iter(age_groups(text).values())),
        # A child is a civilian by a word of the heading only.
        "victim_category": str(role) if role and not groups else "",
    }
    return tuple((name, value) for name, value in found.items() if value)
