"""Bare pairs of decimal degrees in one cell: "40.3, 46.8", "(40.3; 46.8)"."""

from __future__ import annotations

import re
from typing import Final

import pandas as pd

from data.places.notations.angles import order_in
from data.places.notations.compass import Axis
from data.places.notations.map_links import read_link
from data.places.notations.pairs import bare_numbers
from data.places.notations.read_point import read_point
from data.places.notations.reading import METRES_PER_DEGREE, Choice, PointReading, ShortCode, Unread

_PAIR: Final = r"\s*[(\[]?\s*(-?\d{1,3}\.\d+)\s*[,;\s]\s*(-?\d{1,3}\.\d+)\s*[)\]]?\s*"
_LONGEST: Final = 120
"""Letters of a point; in a longer text no bare pair is looked for."""
_SAMPLE: Final = 2_000
_DECIMAL_OF_A_POINT: Final = r"-?\d{1,3}(?:[.,]\d+)?"
_FINER_THAN_A_TENTH: Final = r"-?\d{1,3}[.,]\d{2,}"
_MOSTLY: Final = 0.6
_HALF_TURN: Final = 180.0
_LINKS_TRIED: Final = 20

NOT_A_POINT: Final = "The coordinates are not understood; write them as two columns, longitude and latitude."


GRID_ZONE: Final = re.compile(
    r"(?i)(?:utm|zone|zona|huso|зона|\s)*\d{1,2}\s*[a-z]?|.*(?:epsg|utm|wgs|gauss|гаусс|ск-).*"
)
"""What a zone or the name of a coordinate system looks like."""
_NO_POINT: Final = re.compile(r"-?\d{1,6}(?:\.\d*)?|\d{4}-\d\d-\d\d|[^\d+]*")
"""One short number, a day, or words: most cells of most columns."""
_TIMES: Final = re.compile(r"\d{1,4}[:.\-/]\d{1,2}(?:[:.\-/]\d{1,4})?[ T]+\d{1,2}[:.]\d\d.*")


def surely_points(texts: pd.Series) -> dict[str, bool]:
    """Whether each different text is a point and hardly anything else, whatever its column is called."""
    return {str(text): _is_surely_a_point(str(text)) for text in texts.unique()}


def are_mostly_points(texts: pd.Series, least_share: float) -> bool:
    """Whether at least this share of the texts are surely points; no more of them are read than it takes to know."""
    most_others = len(texts) - least_share * len(texts)
    others = 0
    for text, count in texts.value_counts(sort=False).items():
        others += 0 if _is_surely_a_point(str(text)) else int(count)
        if others > most_others:
            return False
    return True


def are_map_links(texts: pd.Series) -> bool:
    """Whether all texts of a column are links to a map and most give a point, so that they are no reports."""
    samples = [read_link(str(text)) for text in texts.drop_duplicates().head(_LINKS_TRIED)]
    with_point = sum(isinstance(answer, PointReading) for answer in samples)
    return None not in samples and 2 * with_point > len(samples)


def _is_surely_a_point(text: str) -> bool:
    if isinstance(read_link(text), Unread):
        return True
    if _NO_POINT.fullmatch(text):
        return False
    answer = read_point(text)
    if isinstance(answer, ShortCode | Choice):
        return True
    if not isinstance(answer, PointReading) or not (
        abs(answer.longitude) <= 360 and abs(answer.latitude) <= 180
    ):
        return False
    # Two whole numbers, or two times of the day, may be anything.
    return answer.axes_are_named or (answer.size_m < METRES_PER_DEGREE / 10 and not _TIMES.fullmatch(text))


def plain_pairs(texts: pd.Series) -> pd.DataFrame:
    """`first` and `second` number of each cell that is two decimals and nothing else; "" in the others."""
    short = texts.where(texts.str.len() <= _LONGEST, "")
    pair = short.str.extract(re.compile(f"^{_PAIR}$", re.ASCII)).set_axis(["first", "second"], axis=1)
    return pair.astype(object).fillna("").astype("str")


def first_axis_of(texts: pd.Series, plain: pd.DataFrame, heading: str) -> Axis | None:
    """The axis that stands first in a column of pairs: as its heading says, or as its numbers allow.

    Of two bare numbers the latitude stands first, as maps and receivers write them, unless some first number
    of the column can only be a longitude, and no second one. None where nothing shows it.
    """
    if (order := order_in(heading)) is not None:
        return order
    first, second = (
        pd.to_numeric(plain["first"], errors="coerce"),
        pd.to_numeric(plain["second"], errors="coerce"),
    )
    others = texts[plain["first"] == ""].drop_duplicates().head(_SAMPLE)
    pairs = [pair for text in others if (pair := bare_numbers(str(text))) is not None]
    far_first = bool((first.abs() > 90).any()) or any(pair[0] > 90 for pair in pairs)
    far_second = bool((second.abs() > 90).any()) or any(pair[1] > 90 for pair in pairs)
    return "longitude" if far_first and not far_second else None


def may_be_degrees(texts: pd.Series) -> bool:
    """Whether the filled cells are decimals of the globe, finer than a tenth, as hardly anything else is."""
    filled = texts[texts != ""]
    if filled.empty or not filled.str.fullmatch(_DECIMAL_OF_A_POINT).all():
        return False
    is_fine = filled.str.fullmatch(_FINER_THAN_A_TENTH).mean() >= _MOSTLY
    return bool(is_fine) and float(pd.to_numeric(filled.str.replace(",", ".")).abs().max()) <= _HALF_TURN
