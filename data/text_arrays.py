"""Columns of text as Arrow arrays, for what goes through a million of them."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc


def text_array(texts: Any) -> pa.Array:
    """The texts, or categories, as one array; a missing one is ""."""
    whole = pa.table({"text": pa.array(texts, pa.large_string())})["text"].combine_chunks()
    return pc.fill_null(whole, "")


def coded(texts: Any) -> tuple[pa.Array, npt.NDArray[np.int32]]:
    """The different texts, in the order in which they first stand, and for each text the place of its own among them."""
    encoded = text_array(texts).dictionary_encode()
    return encoded.dictionary, encoded.indices.to_numpy()


def positions(keys: pd.Series, looked_for: pd.Series) -> npt.NDArray[np.intp]:
    """Where each text of `looked_for` stands in `keys`; -1 where it does not."""
    found = pc.index_in(text_array(looked_for), value_set=text_array(keys))
    return np.asarray(pc.fill_null(found, -1).to_numpy(), dtype=np.intp)
