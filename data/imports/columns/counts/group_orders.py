"""The order in which one cell gives several numbers of people: “M/F/B/G”, “K/I”, “civ/mil”, in a heading or a cell."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from data.imports.columns.counts.group_counts import group_words, of_one_outcome

Group = tuple[tuple[str, str], ...]
"""Sex, age group and role of the people, or their outcome; only what is named is in it."""

_SEPARATOR: Final = r"\s*[/|,;:+&·-]\s*|\s+"
_IN_BRACKETS: Final = re.compile(r"[(\[{]([^()\[\]{}]{3,60})[)\]}]")
_AT_END: Final = re.compile(
    r"(?<![^\W_])([^\W\d_]{1,12}(?:\s*[/|]\s*[^\W\d_]{1,12}){1,5})\s*$|(?<![^\W_])([^\W\d_](?:[-/][^\W\d_]){1,5})\s*$"
)
_MALE: Final = ("sex", "male")
_FEMALE: Final = ("sex", "female")
_ADULT: Final = ("age_group", "adult")
_CHILD: Final = ("age_group", "child")
_MEN: Final[Group] = (_MALE, _ADULT)
_WOMEN: Final[Group] = (_FEMALE, _ADULT)
_BOYS: Final[Group] = (_MALE, _CHILD)
_GIRLS: Final[Group] = (_FEMALE, _CHILD)
_MALES: Final[Group] = (_MALE,)
_FEMALES: Final[Group] = (_FEMALE,)
_ADULTS: Final[Group] = (_ADULT,)
_CHILDREN: Final[Group] = (_CHILD,)
_LETTERS: Final[tuple[dict[str, Group], ...]] = (
    {"m": _MEN, "f": _WOMEN, "w": _WOMEN, "b": _BOYS, "g": _GIRLS, "c": _CHILDREN, "a": _ADULTS},
    {"h": _MEN, "m": _WOMEN, "n": _CHILDREN},
    {"h": _MEN, "f": _WOMEN, "g": _BOYS, "e": _CHILDREN},
    {"h": _MEN, "m": _WOMEN, "c": _CHILDREN},
    {"м": _MEN, "ж": _WOMEN, "д": _CHILDREN},
    {"ч": _MEN, "ж": _WOMEN, "х": _BOYS, "д": _CHILDREN},
    {"m": _MEN, "z": _WOMEN, "d": _CHILDREN},
    {"e": _MEN, "k": _WOMEN, "c": _CHILDREN},
    {"k": _WOMEN, "q": _WOMEN, "u": _CHILDREN},
)
"""Letters of one language each: English, Spanish, French, Portuguese, Russian, Ukrainian, Bosnian, Turkish, Azerbaijani."""
_WHOLE_ORDERS: Final[dict[str, tuple[Group, ...]]] = {
    "hmnn": (_MEN, _WOMEN, _BOYS, _GIRLS),
    "hfgf": (_MEN, _WOMEN, _BOYS, _GIRLS),
    "мжмд": (_MEN, _WOMEN, _BOYS, _GIRLS),
    "чжхд": (_MEN, _WOMEN, _BOYS, _GIRLS),
    "mfmf": (_MEN, _WOMEN, _BOYS, _GIRLS),
}
_OUTCOME_LETTERS: Final[dict[str, tuple[str, str]]] = {
    **dict.fromkeys("ki kw di dw fi пр зп mh tb mb".split(), ("killed", "injured")),
    **dict.fromkeys("ik wk рп hm".split(), ("injured", "killed")),
}
"""Pairs of letters, with the outcomes that they stand for."""
_SEVERAL: Final = r"(\d{1,4}(?:\s*[/|,;:+-]\s*\d{1,4})+)"


@cache
def order_of(text: str) -> tuple[Group, ...]:
    """What the parts of an order stand for, at least two different ones; () for another text."""
    parts = [part for part in re.split(_SEPARATOR, text.strip()) if part]
    if not 2 <= len(parts) <= 6:
        return ()
    letters = [part.casefold() for part in parts if len(part) == 1]
    if len(letters) == len(parts):
        whole = _of_letters("".join(letters))
        if whole:
            return whole
    return next((found for language in _LETTERS if (found := _of_parts(parts, language))), ())


def _of_letters(letters: str) -> tuple[Group, ...]:
    if letters in _WHOLE_ORDERS:
        return _WHOLE_ORDERS[letters]
    return tuple((("outcome", outcome),) for outcome in _OUTCOME_LETTERS.get(letters, ()))


def _of_parts(parts: Sequence[str], letters: Mapping[str, Group]) -> tuple[Group, ...]:
    """What words, and letters of one language, stand for; () where one is not known.

    Letters without one for men or women, such as A/B/C, are no groups, other than boys and girls.
    """
    single = {letters.get(part.casefold()) for part in parts if len(part) == 1}
    if single and single.isdisjoint({_MEN, _WOMEN}) and single != {_BOYS, _GIRLS}:
        return ()
    found = [letters.get(part.casefold(), ()) if len(part) == 1 else _of_word(part) for part in parts]
    if not all(found):
        return ()
    # Beside girls, children of a word that is used for both sexes are boys.
    if _GIRLS in found:
        found = [_BOYS if one == _CHILDREN else one for one in found]
    if any(_CHILD in one for one in found):
        found = [_MEN if one == _MALES else _WOMEN if one == _FEMALES else one for one in found]
    elif set(found) == {_MEN, _WOMEN} and all(len(part) == 1 for part in parts):
        found = [_MALES if one == _MEN else _FEMALES for one in found]
    return tuple(found) if len(set(found)) == len(found) else ()


def _of_word(word: str) -> Group:
    if outcome := of_one_outcome(word):
        return (("outcome", outcome),)
    return tuple(sorted(group_words(word).items(), reverse=True))


@cache
def order_in_heading(heading: str) -> tuple[str, tuple[Group, ...]]:
    """A heading without the order that it names, and the order; the heading itself and () without one."""
    for found in _IN_BRACKETS.finditer(heading):
        if order := order_of(found[1]):
            return (heading[: found.start()] + heading[found.end() :]).strip(), order
    if (at_end := _AT_END.search(heading)) and (order := order_of(at_end[1] or at_end[2])):
        return heading[: at_end.start()].strip(), order
    return heading, ()


def words_of(group: Group) -> str:
    """A group as headings have it: “men”, “girls”, “civilian”."""
    kinds = dict(group)
    words = {
        _MEN: "men", _WOMEN: "women", _BOYS: "boys", _GIRLS: "girls",
        _MALES: "male", _FEMALES: "female", _ADULTS: "adults", _CHILDREN: "children",
    }  # fmt: skip
    return words.get(group) or " ".join(value.replace("_", " ") for value in kinds.values())


def figures_in(cell: str, order: Sequence[Group]) -> dict[Group, str] | None:
    """The number of each group that a cell gives, in this order or in one of its own; None for another cell."""
    text = cell.strip()
    if found := re.fullmatch(rf"{_SEVERAL}(?:\s*[(\[]?\s*([^\d()\[\]]{{3,60}})[)\]]?)?", text):
        numbers, own = re.findall(r"\d+", found[1]), found[2]
    elif found := re.fullmatch(rf"([^\d()\[\]]{{3,60}}?)\s*[:=]?\s*{_SEVERAL}", text):
        numbers, own = re.findall(r"\d+", found[2]), found[1]
    else:
        return _labelled(text)
    groups = order_of(own) if own else tuple(order)
    return dict(zip(groups, numbers, strict=True)) if groups and len(groups) == len(numbers) else None


_NUMBER_FIRST: Final = re.compile(r"(\d{1,4})\s*[x×]?\s*([^\W\d_]+)\.?(?:\s*[,;/&+]\s*|\s+|$)")
_WORD_FIRST: Final = re.compile(r"([^\W\d_]+)\s*[:=.-]?\s*(\d{1,4})(?:\s*[,;/&+]\s*|\s+|$)")


def _labelled(text: str) -> dict[Group, str] | None:
    """“2M, 1F”, “M:1 F:0 B:0 G:1”, “2 men, 1 girl”."""
    for form, number, word in ((_NUMBER_FIRST, 0, 1), (_WORD_FIRST, 1, 0)):
        pairs = form.findall(text)
        if pairs and not form.sub("", text).strip():
            words = [pair[word] for pair in pairs]
            order = order_of("/".join(words)) if len(words) > 1 else ()
            if order and not any("outcome" in dict(one) for one in order):
                return {group: pair[number] for group, pair in zip(order, pairs, strict=True)}
    return None
