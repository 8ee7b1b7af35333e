"""Words of a table that a person explains: which term of the atlas a value means, once for all rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from data.imports.columns.term_words import activities, device_categories, outcomes, victim_categories
from data.search_text import folded
from data.tables.vocabulary import Activity, DeviceCategory, Outcome, Term, VictimCategory

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
    """A value that was not understood."""

    field: str
    column: str
    value: str
    rows: int


def terms_by(field: str, chosen: Chosen) -> Callable[[pd.Series], Mapping[str, Any]]:
    """What the values of a field mean: what a person said, else what their words are known for."""
    said = {folded(value): term for value, term in chosen.get(field, {}).items()}

    def of(texts: pd.Series) -> Mapping[str, Any]:
        found = (
            dict(_KNOWN[field](texts))
            if field in _KNOWN
            else {text: text for text in map(str, texts.unique())}
        )
        return {text: said.get(folded(text), term) if text.strip() else term for text, term in found.items()}

    return of


def unknown_values(rows: pd.DataFrame, columns: Mapping[str, str], chosen: Chosen) -> list[UnknownValue]:
    """The values of these columns that mean nothing to the atlas, those of most rows first."""
    found = []
    for field in TERMS_OF:
        if field in columns:
            texts = rows[columns[field]].str.strip()
            terms = terms_by(field, chosen)(texts)
            counts = texts[
                texts.map({text: not term for text, term in terms.items()}).astype("bool") & (texts != "")
            ].value_counts()
            found += [
                UnknownValue(field, columns[field], str(value), int(count)) for value, count in counts.items()
            ]
    return sorted(found, key=lambda one: -one.rows)[:MOST]
