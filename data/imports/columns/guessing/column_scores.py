"""How well a column fits a field, by its header and by its values."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Final

import pandas as pd

from data.imports.columns.column_mapping import READ_FROM_PERSONAL
from data.imports.columns.counts.group_counts import group_count
from data.imports.columns.counts.people_counts import NOT_GIVEN, people_counts
from data.imports.columns.days.days import DayOrder, spans
from data.imports.columns.fields import Field, Looks
from data.imports.columns.guessing.columns_by_values import DEGREES_AND_MINUTES
from data.imports.columns.guessing.heading_scores import BY_SYSTEM, GRID_AXES, axis_in_grid, header_score
from data.imports.columns.guessing.hxl_tags import field_of_tag, tagged_group
from data.imports.columns.point_texts import GRID_ZONE, are_map_links, are_mostly_points, surely_points
from data.imports.columns.words.term_words import age_groups, outcomes, sexes, victim_categories
from data.imports.dates.span import NO_YEAR, NoDay, Span
from data.imports.formats.text.text_table import TextTable
from data.personal_columns import is_personal
from data.places.naming.district_names import bundled_district_names

ENOUGH: Final = 0.6
"""Share of filled cells that must look like a field for the values to speak for it."""
_WHOLE_HEADER: Final = 0.5
"""Above this score the whole header is a field's, not only its end or beginning."""
_LEAST_FOR_VALUES_ALONE: Final = 0.9
RECOGNISED_BY_VALUES: Final = (Looks.OUTCOME, Looks.SEX)
"""What values show beyond doubt: of two columns whose headers are swapped, the values are believed."""
_FEWEST_VALUES: Final = 2
"""Different values without which they tell nothing of a column that is called otherwise."""

DAY_OF_MONTH: Final = r"0?[1-9](?:\.0)?|[12]\d(?:\.0)?|3[01](?:\.0)?"
_WAYS_OF_HARM: Final = frozenset("direct indirect primary secondary".split())
"""What a “Victim Type” may say that is no role."""
_PLACES: Final = ("place", "location")

_OF_PEOPLE: Final = ("killed", "injured", "casualties", "outcome", "victim_category", "sex", "age_group")
_BY_TAG: Final = 3.0
"""Score of a column whose HXL tag says what it is."""

Shares = dict[tuple[Looks, str], float]


def column_score(
    field: Field, column: str, values: pd.Series, table: TextTable, today: date, shares: Shares
) -> float:
    """How likely a column stands for a field: from 0 to 2, the header counting more than the values.

    `shares` keeps what the values of a column look like, for the other fields that look alike.
    """
    if (certain := _certain_score(field, column, table)) is not None:
        return certain
    by_header = _by_header(field, column, values)
    if values.empty:
        return by_header / 2
    if not by_header and field.looks not in (*RECOGNISED_BY_VALUES, Looks.POINT):
        return 0.0
    if field.looks is Looks.POINT and not by_header:
        if all(DEGREES_AND_MINUTES.fullmatch(text) for text in values.tolist()):
            return 0.0
        return 0.5 if are_mostly_points(values, _LEAST_FOR_VALUES_ALONE) else 0.0
    by_values = _known_share(field.looks, column, values, today, shares)
    if field.looks in RECOGNISED_BY_VALUES:
        if not by_header and values.nunique() < _FEWEST_VALUES:
            return 0.0
        if by_values >= _LEAST_FOR_VALUES_ALONE:
            return 1.0 + by_header / 2
        return by_header if by_values >= ENOUGH else 0.0
    if field.looks is Looks.POINT and by_values >= _LEAST_FOR_VALUES_ALONE:
        return 0.5 + by_header
    return _weighed(field, by_header, by_values, values)


def _by_header(field: Field, column: str, values: pd.Series) -> float:
    """The score of the header; none where a column called an address or a place holds links to a map, or points."""
    score = header_score(field, column)
    if score and field.name == "url" and are_map_links(values):
        return 0.0
    if score and field.name in _PLACES and len(values) and are_mostly_points(values, _LEAST_FOR_VALUES_ALONE):
        return 0.0
    return score


def _weighed(field: Field, by_header: float, by_values: float, values: pd.Series) -> float:
    """The score of a field whose header counts more than its values."""
    if field.name == "district" and by_header:
        by_values = _share(
            values,
            {text: len(bundled_district_names().named(text)) > 0 for text in map(str, values.unique())},
        )
        return by_header * (0.5 + by_values)
    if field.name == "victim_category" and by_header:
        if set(values.str.casefold()) <= _WAYS_OF_HARM:
            return 0.0
        by_values = _share(values, victim_categories(values))
        return by_header * (0.5 + by_values)
    if by_header > _WHOLE_HEADER:
        # A column of this very name is meant, however its cells look: they are refused one by one, with reasons.
        return by_header * (0.5 + by_values)
    return by_header * (1 + by_values) if by_values >= ENOUGH else 0.0


def _known_share(looks: Looks, column: str, values: pd.Series, today: date, shares: Shares) -> float:
    if (looks, column) not in shares:
        by_values = share_of_days if looks is Looks.DAY else partial(share_that_looks_like, looks)
        shares[looks, column] = by_values(values, today)
    return shares[looks, column]


def share_of_days(values: pd.Series, today: date) -> float:
    """The share of days, also of those that only lack a year."""
    found = spans(values, DayOrder.AUTO, today)
    without_year = _share(values, {text: span == NoDay(NO_YEAR) for text, span in found.items()})
    return without_year + share_that_looks_like(Looks.DAY, values, today)


def _certain_score(field: Field, column: str, table: TextTable) -> float | None:
    """The score where something tells more than header and values; None where nothing does."""
    if is_personal(column) and field.name not in READ_FROM_PERSONAL:
        return 0.0
    names = map(str, table.rows.columns)
    if field.name in GRID_AXES and not table.point_columns and (of_grid := axis_in_grid(column, names)):
        return BY_SYSTEM if field.name == of_grid else 0.0
    if table.point_columns and field.name in ("longitude", "latitude"):
        return 2.0 * (column == table.point_columns[field.name == "latitude"])
    tag = table.tags.get(column, "")
    if tag and ((meant := field_of_tag(tag)) or tagged_group(tag)):
        return _BY_TAG if meant == field.name else 0.0
    group = group_count(column) if field.name in _OF_PEOPLE else None
    if group is None:
        return None
    is_the_figure = group.is_of_all and group.part == "best" and field.name == group.outcome
    return header_score(field, column) if is_the_figure else 0.0


def share_that_looks_like(looks: Looks, values: pd.Series, today: date) -> float:
    """The share of the values, none of them empty, that look like a kind of value, from 0 to 1."""
    if looks is Looks.ANYTHING:
        return 1.0
    if looks in _PATTERNS:
        return sum(_PATTERNS[looks].fullmatch(text) is not None for text in values.tolist()) / len(values)
    if looks is Looks.POINT:
        return _share(values, surely_points(values))
    if looks is Looks.DAY:
        orders = [spans(values, order, today) for order in (DayOrder.DAY_FIRST, DayOrder.MONTH_FIRST)]
        return _share(
            values, {text: any(isinstance(found[text], Span) for found in orders) for text in orders[0]}
        )
    if looks is Looks.NUMBER_OF_PEOPLE:
        # A dash says nothing of what the column is.
        stated = values[[NOT_GIVEN.fullmatch(text) is None for text in values]]
        values = stated if len(stated) else values
        return _share(values, {text: count.low is not None for text, count in people_counts(values).items()})
    return _share(values, _MEANINGS[looks](values))


_DEGREES: Final = re.compile(
    r"-?\d{1,3}([.,]\d+)?|[^\d]{0,3}\d{1,3}[^\d]{0,3}.{0,24}[°º'′NSEWСЮВЗ].{0,24}|\d{1,3}\s+[0-5]?\d[.,]\d+"
)

_PATTERNS: Final[dict[Looks, re.Pattern[str]]] = {
    Looks.YEAR: re.compile(r"(19|20)\d\d(\.0)?|[12],\d{3}"),
    Looks.MONTH: re.compile(r"0?[1-9]|1[012]|[^\W\d]{3,12}"),
    Looks.LONGITUDE: _DEGREES,
    Looks.LATITUDE: _DEGREES,
    Looks.METRES: re.compile(r"-?\d[\d\s,.'’]{3,14}\s*m?"),
    Looks.GRID_ZONE: GRID_ZONE,
    Looks.WORDS: re.compile(r".*[^\W\d_].*", re.DOTALL),
    Looks.LINK: re.compile(r"(?i)(https?://|www\.).*"),
}
_MEANINGS: Final[dict[Looks, Callable[[pd.Series], Mapping[str, object]]]] = {
    Looks.OUTCOME: outcomes,
    Looks.SEX: sexes,
    Looks.AGE_GROUP: age_groups,
}


def _share(values: pd.Series, meanings: Mapping[str, object]) -> float:
    known = [bool(meanings[text]) for text in values.tolist() if text in meanings]
    return sum(known) / len(known) if known else float("nan")
