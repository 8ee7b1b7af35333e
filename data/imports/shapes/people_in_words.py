"""Columns that give killed and injured in the words of one cell: “1 killed 5 injured”, “2 KIA, 3 WIA”."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pandas as pd

from data.imports.columns.counts.figures_in_words import has_figure, people_in_words
from data.imports.columns.counts.group_counts import of_one_outcome
from data.imports.formats.text.text_table import TextTable
from data.imports.report.composed import Composed
from data.personal_columns import is_personal

IN_WORDS: Final = "The column “{column}” gives killed and injured in words; they were read as the columns Killed and Injured."
_NAMES: Final = ("Killed", "Injured")
_LEAST_SHARE: Final = 0.6
_SAMPLE_ROWS: Final = 200


def with_people_in_words(table: TextTable) -> TextTable:
    """The table with the killed and the injured of such a column in two more columns; else as it is."""
    rows, remarks, composed = table.rows, list(table.remarks), list(table.composed)
    for place, name in reversed(list(enumerate(map(str, rows.columns)))):
        if is_personal(name) or _counts_people(rows) or not _is_in_words(rows[name]):
            continue
        texts = rows[name].str.strip()
        known = {text: people_in_words(text) for text in map(str, texts.unique())}
        rows = rows.copy()
        for outcome, column in enumerate(_NAMES):
            # What is not understood stands in both, so that it is remarked on with the value found.
            figures = {text: pair[outcome] if pair else text for text, pair in known.items()}
            rows.insert(place + 1 + outcome, column, texts.map(figures).astype(rows[name].dtype))
            composed.append(Composed.of(rows[column], {name: texts}))
        remarks.append(IN_WORDS.format(column=name))
    if rows is table.rows:
        return table
    return replace(table, rows=rows, remarks=tuple(remarks), composed=tuple(composed))


def _counts_people(rows: pd.DataFrame) -> bool:
    """Whether a column counts the killed or the injured already."""
    return any(of_one_outcome(str(name)) for name in rows.columns)


def _is_in_words(texts: pd.Series) -> bool:
    filled = texts.head(_SAMPLE_ROWS).str.strip()
    filled = filled[filled != ""]
    if filled.empty or not filled.str.contains(r"[^\W\d_]{3}").any():
        return False
    found = [people_in_words(text) for text in filled.tolist()]
    # A lone “killed” is the outcome of one person, who is no number; “a man was killed” may be one too.
    are_figures = [pair for pair, text in zip(found, filled, strict=True) if pair and has_figure(text)]
    return bool(are_figures) and sum(pair is not None for pair in found) >= _LEAST_SHARE * len(found)
