"""Columns that give killed and injured in the words of one cell: “1 killed 5 injured”, “2 KIA, 3 WIA”."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import Final

import pandas as pd

from data.imports.columns.counts.group_counts import of_one_outcome
from data.imports.columns.words.number_words import NUMBER_WORDS
from data.imports.formats.text.text_table import TextTable
from data.personal_columns import is_personal

IN_WORDS: Final = "The column “{column}” gives killed and injured in words; they were read as the columns Killed and Injured."
_NAMES: Final = ("Killed", "Injured")
_LEAST_SHARE: Final = 0.6
_SAMPLE_ROWS: Final = 200
_LONGEST: Final = 80
_PART: Final = re.compile(r"\d{1,4}(?:\s*[-–]\s*\d{1,4}\b|\+)?|[^\W\d_]+")


def with_people_in_words(table: TextTable) -> TextTable:
    """The table with the killed and the injured of such a column in two more columns; else as it is."""
    rows, remarks = table.rows, list(table.remarks)
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
        remarks.append(IN_WORDS.format(column=name))
    return table if rows is table.rows else replace(table, rows=rows, remarks=tuple(remarks))


def _counts_people(rows: pd.DataFrame) -> bool:
    """Whether a column counts the killed or the injured already."""
    return any(of_one_outcome(str(name)) for name in rows.columns)


def _is_in_words(texts: pd.Series) -> bool:
    filled = texts.head(_SAMPLE_ROWS).str.strip()
    filled = filled[filled != ""]
    if filled.empty or not filled.str.contains(r"^(?=.*\d)(?=.*[^\W\d_]{3})").any():
        return False
    found = [people_in_words(text) for text in filled.tolist()]
    has_words = any(pair for pair, text in zip(found, filled, strict=True) if not text.isdecimal())
    return has_words and sum(pair is not None for pair in found) >= _LEAST_SHARE * len(found)


@lru_cache(maxsize=4096)
def people_in_words(text: str) -> tuple[str, str] | None:
    """Killed and injured as numbers, "" for what is not mentioned; None where the words are not understood.

    A bare 0 is nobody of either; any other bare number does not tell them apart.
    """
    parts = [NUMBER_WORDS.get(part.lower(), part) for part in _PART.findall(text)]
    if len(text) > _LONGEST or not parts:
        return ("", "") if not text else None
    if parts == ["0"]:
        return "0", "0"
    is_number_first = parts[0][0].isdecimal()
    figures: dict[str, list[str]] = {"killed": [], "injured": []}
    number = outcome = ""
    for part in parts:
        if part[0].isdecimal():
            if is_number_first and number:
                return None
            number = part
        else:
            outcome = of_one_outcome(part) or outcome
        if number and outcome:
            figures[outcome].append(number)
            number = outcome = ""
    if number or outcome or not any(figures.values()):
        return None
    return _sum(figures["killed"]), _sum(figures["injured"])


def _sum(numbers: list[str]) -> str:
    return numbers[0] if len(numbers) == 1 else " + ".join(numbers)
