"""Points whose parts stand in several columns: degrees, minutes and seconds, a letter beside the number, MGRS in pieces."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

import pandas as pd

from data.imports.columns.fields import HEADINGS
from data.imports.formats.text.text_table import TextTable
from data.imports.report.composed import Composed
from data.imports.shapes.joined_columns import SAMPLE_ROWS, Whole, joined, share_that_fits, words_of_part
from data.imports.shapes.split_references import prefixed, references
from data.places.notations.compass import Axis, folded_word, quarters
from data.places.notations.normal_text import one_form
from data.text.search_text import folded_words

TOGETHER: Final = "The columns {columns} were read together as “{name}”."
PREFIXED: Final = "The column “{column}” was read with “{prefix}”, which its heading names."

_AXES: Final[tuple[Axis, Axis]] = ("latitude", "longitude")
_UNITS: Final = (
    "deg degree degrees d dd градусы градус град gr grado grados grau graus grad grade derece derece daraja درجة درجه stepen stepeni ступень",
    "min minute minutes m mm минуты минута мин minuto minutos minuten dakika dk deqiqe دقيقة دقیقه minuta minute хвилини хв",
    "sec second seconds s ss секунды секунда сек segundo segundos sekunden saniye sn saniyə ثانية ثانیه sekunda sekundi секунди",
)
"""Words for degree, minute and second."""
_NUMBER: Final = re.compile(r"-?\d{1,3}(?:[.,]\d+)?")
_OF_DIRECTION: Final = frozenset("ns ew n/s e/w hemisphere hemi dir direction".split())
_MOST_DIRECTIONS: Final = 4


def with_whole_points(table: TextTable) -> TextTable:
    """The table with one column for each angle or reference whose parts stand in several; else as it is.

    Letters of direction are put beside their numbers, and the zone or square that a heading names before its cells.
    """
    if table.point_columns is not None or table.rows.empty:
        return table
    rows, remarks, notes = table.rows, list(table.remarks), list(table.notes)
    composed = list(table.composed)
    for find in (_angles, partial(references, titles=table.titles, is_axis=_is_any_axis), _directions):
        for whole in find(rows):
            cells = {part: rows[part] for part in whole.parts}
            composed.append(Composed.of(whole.written, cells))
            rows = joined(rows, whole)
            notes += whole.notes
            names = ", ".join(f"“{part}”" for part in whole.parts)
            remarks.append(TOGETHER.format(columns=names, name=whole.name))
    for column, prefix, texts in prefixed(rows):
        composed.append(Composed.of(texts, {column: rows[column]}))
        rows = rows.assign(**{column: texts})
        remarks.append(PREFIXED.format(column=column, prefix=prefix))
    if rows is table.rows:
        return table
    return replace(table, rows=rows, remarks=tuple(remarks), notes=tuple(notes), composed=tuple(composed))


def _names_of(axis: Axis) -> frozenset[str]:
    letters = {"latitude": "n y north", "longitude": "e x east"}[axis]
    single = [name for name in HEADINGS[axis] if "_" not in name]
    return frozenset("".join(folded_words(one_form(name))) for name in (*single, *letters.split()))


_AXIS_NAMES: Final = {axis: _names_of(axis) for axis in _AXES}
_UNIT_NAMES: Final = tuple(
    frozenset("".join(folded_words(one_form(word))) for word in words.split()) for words in _UNITS
)


def _unit_of(words: Sequence[str], axis: Axis) -> int | None:
    """0 for degrees, 1 for minutes, 2 for seconds of an axis; None for another heading."""
    if len(words) != 2:
        return None
    for name, unit in (words, words[::-1]):
        if name in _AXIS_NAMES[axis]:
            return next((place for place, names in enumerate(_UNIT_NAMES) if unit in names), None)
    return None


def _angles(rows: pd.DataFrame) -> Iterator[Whole]:
    """Degrees and minutes, and seconds where they are given, of both axes."""
    found: list[Whole] = []
    for axis in _AXES:
        parts: dict[int, str] = {}
        for column in map(str, rows.columns):
            unit = _unit_of(words_of_part(column), axis)
            if unit is not None and _all_fit(rows[column], _NUMBER.fullmatch):
                parts.setdefault(unit, column)
        if not {0, 1} <= parts.keys():
            return
        columns = tuple(parts[unit] for unit in sorted(parts))
        found.append(Whole(axis.capitalize(), columns, _angle_texts(rows, columns)))
    yield from found


def _angle_texts(rows: pd.DataFrame, columns: Sequence[str]) -> pd.Series:
    texts = pd.Series("", index=rows.index, dtype=object)
    for column, sign in zip(columns, ("°", "'", '"'), strict=False):
        cells = rows[column].str.strip().astype(object)
        texts += cells.where(cells == "", cells + sign)
    # Without degrees nothing is an angle; what stands there is kept, to be remarked on.
    return texts.str.replace(",", ".", regex=False)


def _directions(rows: pd.DataFrame) -> Iterator[Whole]:
    """A column of N and S beside the latitude, of E and W beside the longitude."""
    names = [str(name) for name in rows.columns]
    for axis in _AXES:
        numbers = [name for name in names if _is_axis(name, axis)]
        letters = [name for name in names if _has_direction(rows[name], axis)]
        for number in numbers[:1]:
            beside = [
                name
                for name in letters
                if abs(names.index(name) - names.index(number)) == 1
                or _OF_DIRECTION & {*words_of_part(name), name.casefold().strip()}
            ]
            if beside and _all_fit(rows[number], lambda cell: cell[-1:].isdigit() or cell[-1:] in "°'\"″′"):
                texts = rows[number].str.strip().astype(object)
                letter = rows[beside[0]].str.strip().astype(object)
                is_both = (texts != "") & (letter != "") & ~texts.str.startswith("-")
                yield Whole(number, (number, beside[0]), texts.where(~is_both, texts + " " + letter))


def _is_axis(column: str, axis: Axis) -> bool:
    words = words_of_part(column)
    return bool(words) and (words[0] in _AXIS_NAMES[axis] or words[-1] in _AXIS_NAMES[axis])


def _is_any_axis(column: str) -> bool:
    return any(_is_axis(column, axis) for axis in _AXES)


def _has_direction(cells: pd.Series, axis: Axis) -> bool:
    if cells.head(SAMPLE_ROWS).nunique() > _MOST_DIRECTIONS + 1:
        return False
    values = [text for text in map(str.strip, cells.unique().tolist()) if text]
    if not 0 < len(values) <= _MOST_DIRECTIONS:
        return False
    read = [quarters([folded_word(value)]) for value in values]
    return all(found and all(one[0].axis == axis for one in found) for found in read)


def _all_fit(cells: pd.Series, fits: Callable[[str], object]) -> bool:
    return share_that_fits(cells, fits) == 1
