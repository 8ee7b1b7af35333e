"""Points whose parts stand in several columns: degrees, minutes and seconds, a letter beside the number, MGRS in pieces."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import pandas as pd

from data.imports.columns.fields import HEADINGS
from data.imports.formats.text.text_table import TextTable
from data.places.notations.compass import Axis, folded_word, quarters
from data.places.notations.normal_text import one_form
from data.search_text import folded_words

TOGETHER: Final = "The columns {columns} were read together as “{name}”."
PREFIXED: Final = "The column “{column}” was read with “{prefix}”, which its heading names."

_AXES: Final[tuple[Axis, Axis]] = ("latitude", "longitude")
_UNITS: Final = (
    "deg degree degrees d dd градусы градус град gr grado grados grau graus grad grade derece derece daraja درجة درجه stepen stepeni ступень",
    "min minute minutes m mm минуты минута мин minuto minutos minuten dakika dk deqiqe دقيقة دقیقه minuta minute хвилини хв",
    "sec second seconds s ss секунды секунда сек segundo segundos sekunden saniye sn saniyə ثانية ثانیه sekunda sekundi секунди",
)
"""Words for degree, minute and second."""
_SIGNS: Final = (("''", " sec "), ("″", " sec "), ('"', " sec "), ("°", " deg "), ("º", " deg "))
_MINUTE_SIGN: Final = re.compile(r"['’′]\s*$")
_NUMBER: Final = re.compile(r"-?\d{1,3}(?:[.,]\d+)?")
_OF_DIRECTION: Final = frozenset("ns ew n/s e/w hemisphere hemi dir direction".split())
_SAMPLE_ROWS: Final = 200
_MOST_DIRECTIONS: Final = 4
_ZONE: Final = re.compile(r"(?i)\d{1,2}\s*[C-HJ-NP-X]")
_SQUARE: Final = re.compile(r"(?i)[A-HJ-NP-Z]{2}")
_ZONE_AND_SQUARE: Final = re.compile(r"(?i)\d{1,2}\s*[C-HJ-NP-X]\s*[A-HJ-NP-Z]{2}")
_METRES: Final = re.compile(r"\d{1,5}")
_EAST: Final = frozenset("e east easting este est ost восток".split())
_NORTH: Final = frozenset("n north northing norte nord север".split())
_IN_HEADING: Final = re.compile(r"(?<![\w])(\d{1,2}[C-HJ-NP-X])(?:\s*([A-HJ-NP-Z]{2}))?(?![\w])")
_GRID_WORD: Final = re.compile(r"(?i)mgrs|usng|grid|сетк|сітк")
_SHORT_REFERENCE: Final = re.compile(r"\d{2,5}[\s/,-]?\d{2,5}")
_SQUARE_REFERENCE: Final = re.compile(r"(?i)[A-HJ-NP-Z]{2}\s*\d{1,5}[\s/,-]?\d{1,5}")


@dataclass(frozen=True)
class _Whole:
    """A column that takes the place of others."""

    name: str
    parts: tuple[str, ...]
    texts: pd.Series


def with_whole_points(table: TextTable) -> TextTable:
    """The table with one column for each angle or reference whose parts stand in several; else as it is.

    Letters of direction are put beside their numbers, and the zone or square that a heading names before its cells.
    """
    if table.point_columns is not None or table.rows.empty:
        return table
    rows, remarks = table.rows, list(table.remarks)
    for find in (_angles, _references, _directions):
        for whole in find(rows):
            rows = _joined(rows, whole)
            names = ", ".join(f"“{part}”" for part in whole.parts)
            remarks.append(TOGETHER.format(columns=names, name=whole.name))
    for column, prefix, texts in _prefixed(rows):
        rows = rows.assign(**{column: texts})
        remarks.append(PREFIXED.format(column=column, prefix=prefix))
    return table if rows is table.rows else replace(table, rows=rows, remarks=tuple(remarks))


def _joined(rows: pd.DataFrame, whole: _Whole) -> pd.DataFrame:
    names = [str(name) for name in rows.columns]
    place = names.index(whole.parts[0])
    left = rows.drop(columns=list(whole.parts))
    name, repeat = whole.name, 2
    while name in left.columns:
        name, repeat = f"{whole.name} ({repeat})", repeat + 1
    left.insert(min(place, len(left.columns)), name, whole.texts.astype(rows.dtypes.iloc[0]))
    return left


def _words(column: str) -> list[str]:
    text = _MINUTE_SIGN.sub(" min ", column)
    for sign, word in _SIGNS:
        text = text.replace(sign, word)
    return folded_words(one_form(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text).replace("_", " ")))


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


def _angles(rows: pd.DataFrame) -> Iterator[_Whole]:
    """Degrees and minutes, and seconds where they are given, of both axes."""
    found: list[_Whole] = []
    for axis in _AXES:
        parts: dict[int, str] = {}
        for column in map(str, rows.columns):
            unit = _unit_of(_words(column), axis)
            if unit is not None and _all_fit(rows[column], _NUMBER.fullmatch):
                parts.setdefault(unit, column)
        if not {0, 1} <= parts.keys():
            return
        columns = tuple(parts[unit] for unit in sorted(parts))
        found.append(_Whole(axis.capitalize(), columns, _angle_texts(rows, columns)))
    yield from found


def _angle_texts(rows: pd.DataFrame, columns: Sequence[str]) -> pd.Series:
    texts = pd.Series("", index=rows.index, dtype=object)
    for column, sign in zip(columns, ("°", "'", '"'), strict=False):
        cells = rows[column].str.strip().astype(object)
        texts += cells.where(cells == "", cells + sign)
    # Without degrees nothing is an angle; what stands there is kept, to be remarked on.
    return texts.str.replace(",", ".", regex=False)


def _directions(rows: pd.DataFrame) -> Iterator[_Whole]:
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
                or _OF_DIRECTION & {*_words(name), name.casefold().strip()}
            ]
            if beside and _all_fit(rows[number], lambda cell: cell[-1:].isdigit() or cell[-1:] in "°'\"″′"):
                texts = rows[number].str.strip().astype(object)
                letter = rows[beside[0]].str.strip().astype(object)
                is_both = (texts != "") & (letter != "") & ~texts.str.startswith("-")
                yield _Whole(number, (number, beside[0]), texts.where(~is_both, texts + " " + letter))


def _is_axis(column: str, axis: Axis) -> bool:
    words = _words(column)
    return bool(words) and (words[0] in _AXIS_NAMES[axis] or words[-1] in _AXIS_NAMES[axis])


def _has_direction(cells: pd.Series, axis: Axis) -> bool:
    if cells.head(_SAMPLE_ROWS).nunique() > _MOST_DIRECTIONS + 1:
        return False
    values = [text for text in map(str.strip, cells.unique().tolist()) if text]
    if not 0 < len(values) <= _MOST_DIRECTIONS:
        return False
    read = [quarters([folded_word(value)]) for value in values]
    return all(found and all(one[0].axis == axis for one in found) for found in read)


def _references(rows: pd.DataFrame) -> Iterator[_Whole]:
    """An MGRS reference in pieces: zone, square of 100 km, easting and northing within it."""
    names = [str(name) for name in rows.columns]
    zones = [name for name in names if _all_fit(rows[name], _ZONE.fullmatch)]
    squares = [name for name in names if _all_fit(rows[name], _SQUARE.fullmatch)]
    both = [name for name in names if _all_fit(rows[name], _ZONE_AND_SQUARE.fullmatch)]
    first = (both[0],) if both else (zones[0], squares[0]) if zones and squares else ()
    if not first:
        return
    east, north = (_called(rows, words) for words in (_EAST, _NORTH))
    if not east or not north or any(_is_axis(name, axis) for name in names for axis in _AXES):
        return
    # A spreadsheet takes away zeros at the front.
    digits = max(int(rows[name].str.strip().str.len().max()) for name in (east, north))
    texts = pd.Series("", index=rows.index, dtype=object)
    for column in first:
        texts += rows[column].str.strip().astype(object)
    is_given = (rows[east].str.strip() != "") & (rows[north].str.strip() != "")
    for column in (east, north):
        padded = rows[column].str.strip().str.zfill(digits).astype(object)
        texts = texts.where(~is_given, texts + " " + padded)
    yield _Whole("MGRS", (*first, east, north), texts)


def _called(rows: pd.DataFrame, words: frozenset[str]) -> str:
    """The first column of metres within a square whose heading has one of the words; "" without one."""
    columns = map(str, rows.columns)
    return next(
        (name for name in columns if words & {*_words(name)} and _all_fit(rows[name], _METRES.fullmatch)), ""
    )


def _prefixed(rows: pd.DataFrame) -> Iterator[tuple[str, str, pd.Series]]:
    """Columns of references without the zone or the square that their heading names."""
    for column in map(str, rows.columns):
        found = _IN_HEADING.search(column)
        if not found or not _GRID_WORD.search(column):
            continue
        shape = _SHORT_REFERENCE if found[2] else _SQUARE_REFERENCE
        cells = rows[column].str.strip()
        is_short = cells.str.fullmatch(shape)
        if is_short.any():
            prefix = "".join(filter(None, found.groups()))
            yield column, prefix, cells.where(~is_short, prefix + " " + cells)


def _all_fit(cells: pd.Series, fits: Callable[[str], object]) -> bool:
    values = [text for cell in cells.head(_SAMPLE_ROWS).tolist() if (text := str(cell).strip())]
    return bool(values) and all(map(fits, values))
