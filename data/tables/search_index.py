"""Which incidents hold a word, whatever its case, diacritics and script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from data.search_text import folded_texts
from data.tables.codes import joined
from data.text_arrays import coded, text_array


@dataclass(frozen=True, eq=False)
class SearchIndex:
    """The searched texts of a dataset. Every different one is held and looked through once."""

    parts: tuple[tuple[pa.Array, npt.NDArray[np.int32]], ...]
    """Of each column searched: its different texts, folded, and for each incident which of them is its own."""

    @classmethod
    def of(
        cls, incidents: pd.DataFrame, places: pd.DataFrame, districts: pd.DataFrame, own: Sequence[str] = ()
    ) -> SearchIndex:
        """The index of incidents, with the aliases of their places, their districts' names in every language, and the
        texts of the user's `own` columns.
        """
        return cls(
            (
                _folded(*_place_names(incidents, places, districts)),
                _folded(*coded(incidents["location_as_reported"])),
                _folded(*coded(incidents["summary"])),
                *(_folded(*coded(incidents[name])) for name in own if _has_words(incidents[name])),
            )
        )

    def has_word(self, beginning: str) -> npt.NDArray[np.bool_]:
        """Which incidents have a word that begins so; `beginning` is folded."""
        found = np.zeros(len(self.parts[0][1]), dtype=bool)
        for texts, codes in self.parts:
            holds = pc.match_substring(texts, f" {beginning}").to_numpy(zero_copy_only=False)
            found |= holds[codes]
        return found


def _has_words(texts: pd.Series) -> bool:
    different = texts.cat.categories if isinstance(texts.dtype, pd.CategoricalDtype) else texts.unique()
    return any(any(letter.isalpha() for letter in str(text)) for text in different)


def _folded(texts: pa.Array, codes: npt.NDArray[np.int32]) -> tuple[pa.Array, npt.NDArray[np.int32]]:
    return folded_texts(texts), codes


def _place_names(
    incidents: pd.DataFrame, places: pd.DataFrame, districts: pd.DataFrame
) -> tuple[pa.Array, npt.NDArray[np.int32]]:
    """All names of each different place in its district."""
    columns = ["place_name", "adm1_iso", "adm1_name"]
    number, first = joined(*(coded(incidents[name])[1] for name in columns))
    named = pd.DataFrame(incidents[columns]).iloc[first].astype("str")
    place = ["place_name", "adm1_iso"]
    aliases = places.drop_duplicates(place).set_index(place)["aliases"]
    names = districts.dropna(subset="adm1_iso").set_index("adm1_iso")["names"]
    found = [
        named["place_name"],
        aliases.reindex(pd.MultiIndex.from_frame(named[place])).to_numpy(),
        names.reindex(named["adm1_iso"]).to_numpy(),
        named["adm1_name"],
    ]
    filled = [pd.Series(text, index=named.index).fillna("").astype("str") for text in found]
    together = filled[0].str.cat(pd.concat(filled[1:], axis="columns"), sep=" ") if len(named) else filled[0]
    return text_array(together), number.astype(np.int32)
