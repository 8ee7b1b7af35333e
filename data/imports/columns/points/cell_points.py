"""Points in one cell: in a column of their own, in one of an angle, or among the words of a place."""

from __future__ import annotations

from typing import Final

import pandas as pd

from data.imports.columns.point_texts import plain_pairs, surely_points
from data.imports.columns.points.point_cells import hints_of, is_unread_angle, may_be_a_whole_point
from data.imports.columns.points.point_remarks import AMONG_WORDS
from data.imports.columns.points.point_rows import PAIR_FIELDS, PointRows
from data.places.notations.point_within import look_like_points, point_within
from data.places.notations.read_point import read_point
from data.places.notations.reading import Choice, PointReading, ShortCode

_NUMBER_OR_EMPTY: Final = r"(?:-?\d{1,3}(?:\.\d+)?)?"


def read_single_cells(points: PointRows) -> None:
    """Points in one cell: a column of its own, or a whole point in the longitude's or the latitude's."""
    texts = points.column("point")
    _read(points, texts[points.is_open & (texts != "")], points.mapping.column("point") or "")
    for name in PAIR_FIELDS:
        # Nearly every cell is a number or empty, and only the others are looked at one by one.
        given = points.column(name)
        others = given.index[~given.str.fullmatch(_NUMBER_OR_EMPTY)]
        own = points.latitude if name == "latitude" else points.longitude
        texts = own.loc[others][own.loc[others].map(may_be_a_whole_point).astype(bool)].astype("str")
        if len(texts):
            _read_whole(points, texts)
    _read_letters(points)


def _read_whole(points: PointRows, texts: pd.Series) -> None:
    """Whole points in a column that should have one angle; what is none stays as it is."""
    answers = {text: read_point(text) for text in map(str, texts.unique())}
    is_point = texts.map(lambda text: isinstance(answers[text], PointReading | Choice | ShortCode))
    points.enter(texts[is_point], answers)


def _read_letters(points: PointRows) -> None:
    """Angles in two columns whose letters only both columns together explain, such as O."""
    given = [points.column(name).str.fullmatch(_NUMBER_OR_EMPTY) for name in PAIR_FIELDS]
    rows = points.index[~(given[0] & given[1])]
    pair = pd.DataFrame({"north": points.latitude.loc[rows], "east": points.longitude.loc[rows]}).astype(
        "str"
    )
    if pair.empty:
        return
    is_open = pair["north"].map(is_unread_angle) | pair["east"].map(is_unread_angle)
    texts = (pair["north"] + "; " + pair["east"])[is_open]
    if len(texts):
        hints = hints_of(texts, plain_pairs(texts), "", points.mapping.columns.values())
        answers = {text: read_point(text, hints) for text in map(str, texts.unique())}
        is_read = texts.map(lambda text: isinstance(answers[text], PointReading | Choice))
        points.enter(texts[is_read], answers)


def _read(points: PointRows, texts: pd.Series, heading: str) -> None:
    if texts.empty:
        return
    plain = plain_pairs(texts)
    hints = hints_of(texts, plain, heading, points.mapping.columns.values())
    is_plain = plain["first"] != ""
    first, second = plain.loc[is_plain, "first"], plain.loc[is_plain, "second"]
    at = (first, second) if hints.first_axis == "longitude" else (second, first)
    points.longitude.loc[at[0].index], points.latitude.loc[at[1].index] = (
        at[0].astype(object),
        at[1].astype(object),
    )
    others = texts[~is_plain]
    points.enter(others, {text: read_point(text, hints) for text in map(str, others.unique())})


def read_words(points: PointRows) -> None:
    """Points that stand among the words of the place."""
    is_open = points.is_open
    if not is_open.any():
        return
    for name in ("location", "place"):
        texts = points.column(name)[points.is_open]
        is_pair = plain_pairs(texts)["first"] != ""
        is_point = texts.map(surely_points(texts)).astype(bool)
        for row, text in texts[look_like_points(texts) | is_pair | is_point].items():
            answer = point_within(str(text)) or read_point(str(text))
            if answer is not None:
                points.settle(row, str(text), answer)
                if points.longitude.at[row] != "":
                    points.ledger.remark(pd.Index([row]), AMONG_WORDS, str(text))
