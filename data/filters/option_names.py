"""Under which names the choices of a list are found: as a search for words finds incidents."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from data.tables.dataset import Dataset
from data.tables.names.district_words import district_words
from data.text.search_scripts import sounds, with_latin
from data.text.search_text import folded

SOUNDS_FOLLOW: Final = " |"
"""Stands between the words of an option and their sounds, by which only words in other letters are found."""


def option_names(dataset: Dataset, key: str, values: Iterable[str]) -> dict[str, str]:
    """The folded words of all names of each value, with a space before each word, then their sounds after a mark.

    A term of the vocabulary has only its code. A district has its names in every language and those of the settlement that it is named after; an actor or
    a side has the words of the tables and their translations.
    """
    if key == "district":
        own_names = {code: dataset.own_district_name(code) for code in values}
        words = district_words(own_names, dataset.places, dataset.every_district)
        return {code: _found_by(" ".join([code, *names])) for code, names in words.items()}
    terms = {"actor": "actors", "side": "sides"}.get(key)
    if terms is None:
        return {value: folded(value) for value in values}
    translated = [getattr(translation, terms) for translation in dataset.translations.values()]
    return {
        value: _found_by(" ".join([value, *(words[value] for words in translated if value in words)]))
        for value in values
    }


def _found_by(names: str) -> str:
    words = folded(names)
    return f"{with_latin(words)}{SOUNDS_FOLLOW}{sounds(words)}"
