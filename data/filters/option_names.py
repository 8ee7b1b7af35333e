"""Under which names the choices of a list are found: as a search for words finds incidents."""

from __future__ import annotations

from collections.abc import Iterable

from data.search_text import folded
from data.tables.dataset import Dataset
from data.tables.district_words import district_words


def option_names(dataset: Dataset, key: str, values: Iterable[str]) -> dict[str, str]:
    """The folded words of all names of each value, with a space before each word.

    A term of the vocabulary has only its code. A district has its names in every language and those of the settlement that it is named after; an actor or
    a side has the words of the tables and their translations.
    """
    if key == "district":
        own_names = {code: dataset.own_district_name(code) for code in values}
        words = district_words(own_names, dataset.places, dataset.every_district)
        return {code: folded(" ".join([code, *names])) for code, names in words.items()}
    terms = {"actor": "actors", "side": "sides"}.get(key)
    if terms is None:
        return {value: folded(value) for value in values}
    translated = [getattr(translation, terms) for translation in dataset.translations.values()]
    return {
        value: folded(" ".join([value, *(words[value] for words in translated if value in words)]))
        for value in values
    }
