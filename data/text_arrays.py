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
    whole = pa.table({"text": pa.array(texts, pa.large_string())})["text"]
    # To combine and to fill copies even where there is nothing to do.
    one = whole.chunk(0) if whole.num_chunks == 1 else whole.combine_chunks()
    return pc.fill_null(one, "") if one.null_count else one


def coded(texts: Any) -> tuple[pa.Array, npt.NDArray[np.int32]]:
    """The different texts, in the order in which they first stand, and for each text the place of its own among them."""
    if isinstance(getattr(texts, "dtype", None), pd.CategoricalDtype):
        held = pd.Categorical(texts)
        codes, used = pd.factorize(held.codes)
        if (used >= 0).all():
            return text_array(held.categories.take(used)), codes.astype(np.int32)
    encoded = text_array(texts).dictionary_encode()
    return encoded.dictionary, encoded.indices.to_numpy()


def positions(keys: pd.Series, looked_for: pd.Series) -> npt.NDArray[np.intp]:
    """Where each text of `looked_for` stands in `keys`; -1 where it does not."""
    found = pc.index_in(text_array(looked_for), value_set=text_array(keys))
    return np.asarray(pc.fill_null(found, -1).to_numpy(), dtype=np.intp)


def is_repeated(keys: pd.Series) -> npt.NDArray[np.bool_]:
    """Which texts have stood before."""
    whole = text_array(keys)
    if comes_before_next(whole).all() or pc.count_distinct(whole).as_py() == len(whole):
        return np.zeros(len(whole), dtype=bool)
    return np.asarray(keys.duplicated(), dtype=bool)


def comes_before_next(texts: pa.Array) -> npt.NDArray[np.bool_]:
    """Of each text but the last whether the one after it comes after it in order; a repeated one does not."""
    before: npt.NDArray[np.bool_] = pc.less(texts[:-1], texts[1:]).to_numpy(zero_copy_only=False)
    return before
