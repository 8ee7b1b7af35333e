"""What a person asks for: a filter, read from an address or a store and written to them.

A filter travels as a query string and as JSON of the same keys, each with a list of texts. Whatever
comes from outside passes `IncidentFilter.from_query` or `from_json`: what is not understood becomes
a `FilterError`, and the rest holds. What it matches: `data.filters.matching`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from data.areas.selection import Selection
from data.errors import FilterError
from data.filters.filter_keys import FIELDS, KEYS, SEVERAL
from data.filters.filter_values import read_values
from data.language import _
from data.recorded_areas.choice import KEY as AREA
from data.recorded_areas.choice import AreaChoice


@dataclass(frozen=True)
class IncidentFilter:
    """What is requested; the default asks for everything. Equal filters match the same rows.

    A field of choices that is empty asks for nothing; several values mean any of them, several
    fields mean all of them.
    """

    date_from: date | None = None
    """First day, inclusive."""
    date_to: date | None = None
    """Last day, inclusive."""
    actor: tuple[str, ...] = ()
    """`affected_actor` of a casualty row, case-sensitive."""
    side: tuple[str, ...] = ()
    """`affected_side` of a casualty row, case-sensitive."""
    outcome: tuple[str, ...] = ()
    victim: tuple[str, ...] = ()
    device: tuple[str, ...] = ()
    activity: tuple[str, ...] = ()
    """What the victims were doing, as coded of the incident."""
    district: tuple[str, ...] = ()
    """ISO 3166-2 codes."""
    precision: tuple[int, ...] = ()
    """`where_prec`, 1 to 7."""
    verification: tuple[str, ...] = ()
    column: tuple[str, ...] = ()
    """Values of the user's own columns, such as Team=Alpha; those of one column mean any, several columns mean all."""
    area: tuple[AreaChoice, ...] = ()
    """Recorded areas in or near any of which, or outside of which, the incident lies."""
    within: Selection | None = None
    """Where: a dot inside matches, and where the selection says so what is only possibly inside."""
    words: str = ""
    """Every word must begin a word of the incident's place, district or description."""

    def __post_init__(self) -> None:
        if self.date_from and self.date_to and self.date_from > self.date_to:
            sentence = _("The first day {first} is after the last day {last}.")
            raise FilterError("from", sentence.format(first=self.date_from, last=self.date_to))
        for key in SEVERAL:
            order = str if key == AREA else None
            object.__setattr__(self, key, tuple(sorted(set(getattr(self, key)), key=order)))
        object.__setattr__(self, "words", " ".join(self.words.split()))

    @classmethod
    def from_query(cls, pairs: Iterable[tuple[str, str]]) -> tuple[IncidentFilter, list[FilterError]]:
        """The filter that an address's keys and values ask for, and what was not understood.

        A key that no filter has is an error too; the caller takes out those that are not meant for it.
        """
        values: dict[str, list[str]] = {}
        for key, value in pairs:
            values.setdefault(key, []).append(value)
        requested: dict[str, Any] = {}
        errors: list[FilterError] = []
        for key, texts in values.items():
            try:
                read = read_values(key, texts, errors)
            except FilterError as error:
                errors.append(error)
                continue
            if read:
                requested[FIELDS.get(key, key)] = tuple(read) if key in SEVERAL else read[0]
        try:
            return cls(**requested), errors
        except FilterError as error:
            del requested["date_from"], requested["date_to"]
            return cls(**requested), [*errors, error]

    @classmethod
    def from_json(cls, stored: object) -> tuple[IncidentFilter, list[FilterError]]:
        """The filter of a store: a mapping of the query keys to lists of texts."""
        if not isinstance(stored, Mapping):
            return cls(), [
                FilterError("filter", _("The stored filter cannot be read; the filter was reset."))
            ]
        pairs = [
            (str(key), str(value))
            for key, values in stored.items()
            for value in (values if isinstance(values, list) else [values])
        ]
        return cls.from_query(pairs)

    def to_query(self) -> list[tuple[str, str]]:
        """Keys and values in a fixed order; `from_query` gives back an equal filter."""
        return [(key, value) for key, values in self.to_json().items() for value in values]

    def to_json(self) -> dict[str, list[str]]:
        """The query keys that ask for something, each with its values as text."""
        written: dict[str, list[str]] = {}
        for key in KEYS:
            stored_value = getattr(self, FIELDS.get(key, key))
            values = (
                [stored_value]
                if isinstance(stored_value, str | date | Selection)
                else list(stored_value or ())
            )
            if texts := [str(value) for value in values if value != ""]:
                written[key] = texts
        return written

    def __str__(self) -> str:
        return urlencode(self.to_query())

    def without(self, *keys: str) -> IncidentFilter:
        """The same filter asking for nothing under these query keys."""
        pairs = [(key, value) for key, value in self.to_query() if key not in keys]
        return IncidentFilter.from_query(pairs)[0]
