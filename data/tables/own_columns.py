"""Columns of a table of incidents that mean nothing to the atlas and are the user's own: kept, shown and exported."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from data.personal_columns import is_personal

MOST: Final = 60
"""Own columns of a dataset; further ones are not read."""
LONGEST_NAME: Final = 100
MOST_CHOICES: Final = 50
"""Different values of an own column that can be filtered by; one with more is found by words only."""
LONGEST_CHOICE: Final = 200
"""Letters of a column's name and a value of it, with the sign between them."""
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_OF_FILES: Final = frozenset(
    [f"{outcome}_{part}" for outcome in ("killed", "injured") for part in ("low", "best", "high", "all")]
    + "at_least in_selection in_area sources geometry id fid ogc_fid count_low count_best count_high affected_actor outcome".split()
)
"""Columns that files of the atlas have beside those of the schema."""


def own_columns(columns: Iterable[str], known: Iterable[str]) -> list[str]:
    """Those of the columns that are the user's own: neither known to the atlas nor about people."""
    taken = {*known, *_OF_FILES}
    return [name for name in columns if may_be_own(name) and name not in taken][:MOST]


def may_be_own(name: str) -> bool:
    """Whether a column of this name can be kept: it has a short name of one line and is not about people."""
    return 0 < len(name.strip()) <= LONGEST_NAME and name.isprintable() and not is_personal(name)


def own_name(name: str, taken: Iterable[str]) -> str:
    """The name under which a column is kept: its own, or one that no column of the atlas has."""
    return f"{name} (own)" if name in {*taken, *_OF_FILES} else name


@dataclass(frozen=True, eq=False)
class OwnChoices:
    """An own column that has few values."""

    values: tuple[str, ...]
    """In alphabetical order; "" where a row has none, or one that is too long for an address."""
    code: npt.NDArray[np.int32]
    """Of each incident which of the values it has."""


def own_choices(incidents: pd.DataFrame, columns: Iterable[str]) -> Mapping[str, OwnChoices]:
    """By name the own columns that a filter can ask for: those of at most MOST_CHOICES short values of one line."""
    found = {}
    for name in columns:
        texts = incidents[name].astype("str")
        different = list(map(str, texts.unique()))
        if len([value for value in different if value]) > MOST_CHOICES:
            continue
        short = [value for value in different if value and _is_short(name, value)]
        values = sorted({"", *short} if len(short) < len(different) else short)
        if short:
            texts = texts.where(texts.isin(short), "")
            code = pd.Categorical(texts, categories=values).codes.astype(np.int32)
            found[name] = OwnChoices(tuple(values), code)
    return found


def choices_of(texts: pd.Series, values: Sequence[str]) -> OwnChoices:
    """The choices of a column whose values are known from elsewhere; other texts count as none."""
    code = pd.Categorical(texts.where(texts.isin([*values]), ""), categories=[*values]).codes
    return OwnChoices(tuple(values), code.astype(np.int32))


def _is_short(name: str, value: str) -> bool:
    is_one_line = not _CONTROL.search(value) and value == value.strip()
    return is_one_line and len(name) + 1 + len(value) <= LONGEST_CHOICE


def written_choice(name: str, value: str) -> str:
    """A column and its value in one text, as an address has it: Team=Alpha."""
    return f"{name}={value}"


def read_choice(text: str) -> tuple[str, str]:
    """The column and the value of what `written_choice` wrote, for a column without the sign in its name."""
    name, _, value = text.partition("=")
    return name, value


def find_choice(choices: Mapping[str, OwnChoices], text: str) -> tuple[str, str]:
    """The column and the value of what `written_choice` wrote, as the dataset writes both.

    A name may have the sign in it, and accents may be written in one letter or in two. Of a column or a value that
    the dataset has not, what stands before and after the first sign.
    """
    names = {unicodedata.normalize("NFC", name): name for name in choices}
    plain = unicodedata.normalize("NFC", text)
    parts = [(plain[:place], plain[place + 1 :]) for place, letter in enumerate(plain) if letter == "="]
    known = [(names[name], value) for name, value in parts if name in names]
    for name, value in known:
        for one in choices[name].values:
            if one and unicodedata.normalize("NFC", one) == value:
                return name, one
    return known[0] if known else read_choice(text)
