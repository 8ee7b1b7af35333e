"""Degrees as the tables of the atlas write them."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa


def degree_texts(degrees: pd.Series) -> pd.Series:
    """Degrees as the tables write them, with at most six decimals (a tenth of a metre); "" where missing."""
    numbers = np.round(degrees.to_numpy(dtype="float64"), 6) + 0.0
    written = pa.array(numbers, from_pandas=True).cast(pa.string()).fill_null("")
    texts = pd.Series(written.to_numpy(zero_copy_only=False), index=degrees.index, dtype="str")
    # Arrow writes the shortest text of a number: with an exponent where it is very small or very large.
    has_exponent = texts.str.contains("e", regex=False)
    if has_exponent.any():
        texts[has_exponent] = [
            _written(value) for value in numbers[has_exponent.to_numpy(dtype=bool)].tolist()
        ]
    return texts


def _written(value: float) -> str:
    text = f"{value:.6f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
