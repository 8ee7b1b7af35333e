"""The values of a filter's query keys: each is read from text, or refused with a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Final

from data.areas.selection import KEY as WITHIN
from data.areas.selection import LONGEST_TEXT, Selection, read_selection
from data.errors import FilterError
from data.filters.filter_keys import KEYS, LONGEST_VALUE, MOST_VALUES, OWN, SEVERAL, TERMS
from data.language import _, ngettext
from data.recorded_areas.choice import KEY as AREA
from data.recorded_areas.choice import AreaChoice, read_area_choice
from data.tables.own_columns import read_choice
from data.tables.schema import DISTRICT_CODE
from data.tables.vocabulary import Precision, Term, WherePrecision
from data.text.plain_text import is_writable
from data.text.search_text import folded_words

_LINE_END: Final = re.compile(r"[\t\n\r]")


def _a_day(key: str, text: str) -> date:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    sentence = _("“{value}” is not a day for “{key}”; write it as 2020-11-23.")
    raise FilterError(key, sentence.format(value=shown(text), key=key))


def _a_term(terms: type[Term]) -> Callable[[str, str], str]:
    def read(key: str, text: str) -> str:
        if text not in set(terms):
            known = ", ".join(term.value for term in terms)
            sentence = _("“{value}” is not a value of “{key}”; use one of: {known}.")
            raise FilterError(key, sentence.format(value=shown(text), key=key, known=known))
        return text

    return read


def _a_grade(grades: type[Precision]) -> Callable[[str, str], int]:
    def read(key: str, text: str) -> int:
        if text not in {str(int(grade)) for grade in grades}:
            sentence = _("“{value}” is not a value of “{key}”; use a grade from 1 to {highest}.")
            raise FilterError(key, sentence.format(value=shown(text), key=key, highest=len(grades)))
        return int(text)

    return read


def _a_code(key: str, text: str) -> str:
    if not re.fullmatch(DISTRICT_CODE, text):
        sentence = _("“{value}” is not a district; write its ISO 3166-2 code, such as AZ-TAR.")
        raise FilterError(key, sentence.format(value=shown(text)), text)
    return text


def has_control(text: str) -> bool:
    """Whether a text holds what a table cannot hold: control characters or halves of a letter."""
    return not is_writable(text) or _LINE_END.search(text) is not None


def _a_text(key: str, text: str) -> str:
    if text.strip() == "" and key != "q":
        raise FilterError(key, _("“{key}” has no value; leave it out or name one.").format(key=key))
    if has_control(text):
        sentence = _("The value of “{key}” contains a control character; take it out.")
        raise FilterError(key, sentence.format(key=key))
    if key == "q" and text.strip() and not folded_words(text):
        raise FilterError(key, _("“{value}” contains no word to look for.").format(value=shown(text)))
    return text


def _a_column(key: str, text: str) -> str:
    name, value = read_choice(_a_text(key, text))
    if not (name.strip() and value.strip()):
        sentence = _("“{value}” is no column with its value; write it as Team=Alpha.")
        raise FilterError(key, sentence.format(value=shown(text)))
    return text


def _a_selection(_key: str, text: str) -> Selection:
    return read_selection(text)


def _an_area(_key: str, text: str) -> AreaChoice:
    return read_area_choice(text)


_Value = date | int | str | Selection | AreaChoice

_READERS: Final[dict[str, Callable[[str, str], _Value]]] = {
    "from": _a_day,
    "to": _a_day,
    "actor": _a_text,
    "side": _a_text,
    "district": _a_code,
    "precision": _a_grade(WherePrecision),
    **{key: _a_term(terms) for key, terms in TERMS.items()},
    OWN: _a_column,
    AREA: _an_area,
    WITHIN: _a_selection,
    "q": _a_text,
}


def read_values(key: str, texts: list[str], errors: list[FilterError]) -> list[_Value]:
    """The values that can be read; the others are added to `errors`."""
    if key not in _READERS:
        sentence = _("“{key}” is not a key of a filter; use {known}.")
        raise FilterError(key, sentence.format(key=shown(key), known=", ".join(KEYS)))
    longest = LONGEST_TEXT if key == WITHIN else LONGEST_VALUE
    if len(texts) > MOST_VALUES or max(map(len, texts)) > longest:
        sentence = _("“{key}” asks for too much: {values} values of {letters} characters at most.")
        raise FilterError(key, sentence.format(key=key, values=MOST_VALUES, letters=longest))
    if len(texts) > 1 and key not in SEVERAL:
        sentence = ngettext(
            "“{key}” occurs {number} time; give it once.",
            "“{key}” occurs {number} times; give it once.",
            len(texts),
        )
        raise FilterError(key, sentence.format(key=key, number=len(texts)))
    read = []
    for text in texts:
        try:
            read.append(_READERS[key](key, text))
        except FilterError as error:
            errors.append(error)
    return read


def shown(text: str) -> str:
    """A value as a sentence quotes it: letters alone, at most 40 of them."""
    printable = "".join(letter if letter.isprintable() else "�" for letter in text)
    return printable if len(printable) <= 40 else printable[:39] + "…"
