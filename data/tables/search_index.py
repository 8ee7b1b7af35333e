"""Which incidents hold a word, whatever its case, diacritics and script."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from data.tables.codes import joined
from data.tables.names.district_words import district_words
from data.text.search_scripts import latin_word, sound_of_search, text_sounds, texts_with_latin
from data.text.search_text import folded_texts
from data.text.text_arrays import coded

Part = tuple[pa.Array, npt.NDArray[np.int32]]
"""The different texts of a column, folded, and for each row which of them is its own."""


@dataclass(frozen=True, eq=False)
class SearchIndex:
    """The searched texts of a dataset. Every different one is stored and looked through once."""

    parts: tuple[Part, ...]
    """Of each column searched."""
    names: tuple[Part, ...]
    """The names of each different place in its district, a row a place."""
    place: npt.NDArray[np.int32]
    """Of each incident which of these places is its own."""

    @classmethod
    def of(
        cls, incidents: pd.DataFrame, places: pd.DataFrame, districts: pd.DataFrame, own: Sequence[str] = ()
    ) -> SearchIndex:
        """The index of incidents, with the aliases of their places, their districts' names in every language, and the
        texts of the user's `own` columns.
        """
        searched = ["location_as_reported", "summary", *(n for n in own if _has_words(incidents[n]))]
        columns = ["place_name", "adm1_iso", "adm1_name"]
        number, first = joined(*(coded(incidents[name])[1] for name in columns))
        named = pd.DataFrame(incidents[columns]).iloc[first]
        names = [_folded(*texts) for texts in _names(named, places, districts)]
        index = cls(
            tuple(_folded(*coded(incidents[name])) for name in searched),
            tuple((texts_with_latin(texts), codes) for texts, codes in names),
            number.astype(np.int32),
        )
        # A visitor's data are searched once or never; what Arrow keeps for a next index is as large as this one.
        pa.default_memory_pool().release_unused()
        return index

    def has_word(self, beginning: str) -> npt.NDArray[np.bool_]:
        """Which incidents have a word that begins so; `beginning` is folded. One in other than Latin letters finds
        words in Latin letters that begin so, and names that sound so.
        """
        of_places = _holding(self.names, beginning)
        if latin := latin_word(beginning):
            of_places |= _holding(self.names, latin)
        if sound := sound_of_search(beginning):
            of_places |= _holding(self._sounds, sound)
        found = of_places[self.place]
        for written in filter(None, (beginning, latin)):
            found |= _holding(self.parts, written)
        return found

    @cached_property
    def _sounds(self) -> tuple[Part, ...]:
        """The sounds of `names`; made when a word in other letters is first looked for."""
        return tuple((text_sounds(texts), codes) for texts, codes in self.names)


def _holding(parts: Sequence[Part], beginning: str) -> npt.NDArray[np.bool_]:
    """Which rows have a text with a word that begins so."""
    found = np.zeros(len(parts[0][1]), dtype=bool)
    for texts, codes in parts:
        holds = pc.match_substring(texts, f" {beginning}").to_numpy(zero_copy_only=False)
        if holds.any():
            found |= holds[codes]
    return found


def _has_words(texts: pd.Series) -> bool:
    different = texts.cat.categories if isinstance(texts.dtype, pd.CategoricalDtype) else texts.unique()
    return any(any(letter.isalpha() for letter in str(text)) for text in different)


def _folded(texts: pa.Array, codes: npt.NDArray[np.int32]) -> Part:
    return folded_texts(texts), codes


def _names(named: pd.DataFrame, places: pd.DataFrame, districts: pd.DataFrame) -> Iterator[Part]:
    """The names of each place and of its district: as the incidents have them, the aliases, and those of the layer."""
    yield coded(named["place_name"])
    yield coded(named["adm1_name"])
    codes, code = coded(named["adm1_iso"])
    own_names = dict(zip(*(named[name].astype("str") for name in ("adm1_iso", "adm1_name")), strict=True))
    words = district_words(own_names, places, districts)
    yield pa.array(["|".join(words[one]) for one in codes.to_pylist()], pa.large_string()), code
    if len(places):
        key = ["place_name", "adm1_iso"]
        aliases = places.drop_duplicates(key).set_index(key)["aliases"]
        yield coded(aliases.reindex(pd.MultiIndex.from_frame(named[key].astype("str"))))
