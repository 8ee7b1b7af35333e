"""Words of a table that a person explains: which term of the atlas a value means, once for all rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from data.imports.columns.words.term_words import activities, device_categories, outcomes, victim_categories
from data.tables.vocabulary import Activity, DeviceCategory, Outcome, Term, VictimCategory
from data.text.search_text import folded

TERMS_OF: Final[dict[str, type[Term]]] = {
    "device": DeviceCategory,
    "outcome": Outcome,
    "victim_category": VictimCategory,
    "activity": Activity,
}
"""The terms that a value of a field can mean."""
FREE: Final = "affected_actor"
"""The field whose values a person may give another name."""
MOST: Final = 60
"""Values not understood that are listed, of all fields together."""
_KNOWN: Final[dict[str, Callable[[pd.Series], Mapping[str, Any]]]] = {
    "device": device_categories,
    "outcome": outcomes,
    "victim_category": victim_categories,
    "activity": activities,
}

Chosen = Mapping[str, Mapping[str, str]]
"""By field, the term of each value that a person explained."""


@dataclass(frozen=True)
class UnknownValue:
    """A value that means nothing to the atlas by itself, or the name of an actor."""

    field: str
    column: str
    value: str
    rows: int
    term: str = ""
    """The meaning that a person gave it; "" for none."""

    @property
    def is_not_understood(self) -> bool:
        """Whether nobody gave it a meaning; a name needs none."""
        return self.field != FREE and not self.term


def terms_by(field: str, chosen: Chosen) -> Callable[[pd.Series], Mapping[str, Any]]:
    """What the values of a field mean: the meaning that a person gave, else that of their words."""
    chosen_terms = {folded(value): term for value, term in chosen.get(field, {}).items()}

    def of(texts: pd.Series) -> Mapping[str, Any]:
        found = (
            dict(_KNOWN[field](texts))
            if field in _KNOWN
            else {text: text for text in map(str, texts.unique())}
        )
        return {
            text: chosen_terms.get(folded(text), term) if text.strip() else term
            for text, term in found.items()
        }

    return of


def unknown_values(rows: pd.DataFrame, columns: Mapping[str, str], chosen: Chosen) -> list[UnknownValue]:
    """The values of these columns that mean nothing to the atlas, those of most rows first; then names of actors.

    What a person explained stays listed, with its meaning.
    """
    found: list[UnknownValue] = []
    for field in TERMS_OF:
        if field in columns:
            found += _listed(rows, field, columns[field], chosen)
    words = sorted(found, key=lambda one: (bool(one.term), -one.rows))[:MOST]
    actors = _listed(rows, FREE, columns[FREE], chosen) if FREE in columns else []
    return words + actors[:MOST]


def _listed(rows: pd.DataFrame, field: str, column: str, chosen: Chosen) -> list[UnknownValue]:
    counts = rows[column].str.strip().value_counts()
    known = terms_by(field, {})(counts.index.to_series())
    chosen_terms = {folded(value): term for value, term in chosen.get(field, {}).items()}
    # Each actor can have another name; of the other fields only values without a term are listed.
    return [
        UnknownValue(field, column, value, int(count), chosen_terms.get(folded(value), ""))
        for value, count in zip(map(str, counts.index), counts, strict=True)
        if value and (field == FREE or not known[value])
    ]
