"""Columns of text as Arrow arrays, for what goes through a million of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

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


def listed(texts: Any) -> list[str]:
    """The texts, or categories, as strings, in a tenth of the time that pandas takes; a missing one is ""."""
    strings: list[str] = text_array(texts).to_pylist()
    return strings


def coded(texts: Any) -> tuple[pa.Array, npt.NDArray[np.int32]]:
    """The different texts, in the order in which they first stand, and for each text the place of its own among them."""
    if isinstance(getattr(texts, "dtype", None), pd.CategoricalDtype):
        categories = pd.Categorical(texts)
        codes, used = pd.factorize(categories.codes)
        if (used >= 0).all():
            return text_array(categories.categories.take(used)), codes.astype(np.int32)
    encoded = text_array(texts).dictionary_encode()
    return encoded.dictionary, encoded.indices.to_numpy()


def numbers_of(cells: pd.Series) -> pd.Series:
    """The number of each cell, NaN for one that is none; columns of plain numbers in a fraction of the time of pandas."""
    try:
        texts = pa.array(cells, pa.large_string())
        numbers = pc.if_else(pc.equal(texts, literal("")), None, texts).cast(pa.float64())
    except (pa.ArrowInvalid, pa.ArrowTypeError):
        return pd.to_numeric(cells, errors="coerce").astype("float64")
    return pd.Series(numbers.to_numpy(zero_copy_only=False), cells.index, dtype="float64", name=cells.name)


def positions(keys: pd.Series, looked_for: pd.Series) -> npt.NDArray[np.intp]:
    """Where each text of `looked_for` stands in `keys`, which are unique; -1 where it does not."""
    whole, requested = text_array(keys), text_array(looked_for)
    if whole.equals(requested):
        return np.arange(len(whole), dtype=np.intp)
    found = np.full(len(requested), -1, dtype=np.intp)
    begin = 0
    # Tables mostly stand in one order, and to find among all keys takes a hundred bytes for each of them.
    for at in range(0, len(requested), _ROWS_AT_ONCE):
        near = found[at : at + _ROWS_AT_ONCE]
        near[:] = _index(whole[begin : begin + _KEYS_AT_ONCE], requested[at : at + _ROWS_AT_ONCE])
        near[near >= 0] += begin
        begin = max(begin, int(near.max()))
    if len(whole) > _KEYS_AT_ONCE and len(lost := np.flatnonzero(found < 0)):
        found[lost] = _index(whole, requested.take(lost))
    return found


def _index(keys: pa.Array, looked_for: pa.Array) -> npt.NDArray[np.int32]:
    return np.asarray(pc.fill_null(pc.index_in(looked_for, value_set=keys), -1))


_ROWS_AT_ONCE: Final = 1_000_000
_KEYS_AT_ONCE: Final = 1_250_000
"""More than there are rows, because incidents without any stand between."""


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


def has_first_byte(texts: pa.Array, some: Sequence[int]) -> bool:
    """Whether a text begins with one of these bytes, of texts as `text_array` gives them."""
    offsets, content = _buffers(texts)
    begins = offsets[:-1][offsets[1:] > offsets[:-1]]
    return bool(_are_among(content[begins], some).any())


def has_byte(texts: pa.Array, some: Sequence[int]) -> bool:
    """Whether one of these bytes stands in a text, of texts as `text_array` gives them."""
    offsets, content = _buffers(texts)
    return bool(_are_among(content[offsets[0] : offsets[-1]], some).any())


def _buffers(texts: pa.Array) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.uint8]]:
    """Where each text begins and the last one ends among all bytes, and these."""
    _validity, offsets, content = texts.buffers()
    if not len(texts) or content is None:
        return np.zeros(len(texts) + 1, dtype=np.int64), np.zeros(0, dtype=np.uint8)
    ends = np.frombuffer(offsets, dtype=np.int64)[texts.offset : texts.offset + len(texts) + 1]
    return ends, np.frombuffer(content, dtype=np.uint8)


def _are_among(content: npt.NDArray[np.uint8], some: Sequence[int]) -> npt.NDArray[np.bool_]:
    is_one = np.zeros(256, dtype=bool)
    is_one[list(some)] = True
    found: npt.NDArray[np.bool_] = is_one[content]
    return found


def concatenated(*pieces: pa.Array | str, between: str = "") -> pa.Array:
    """Row by row the pieces' texts as one; a piece that is one text stands in every row. At least one is an array."""
    texts = [literal(piece) if isinstance(piece, str) else piece for piece in pieces]
    return pc.binary_join_element_wise(*texts, literal(between))


def literal(text: str) -> pa.Scalar:
    """A text for the functions of Arrow, which take but one kind beside an array of `text_array`."""
    return pa.scalar(text, pa.large_string())


def written_days(days: pd.Series) -> pd.Series:
    """Days as YYYY-MM-DD, "" where one is missing."""
    written = pc.fill_null(pa.array(days).cast(pa.date32()).cast(pa.large_string()), "")
    return pd.Series(written, days.index, dtype="str")
