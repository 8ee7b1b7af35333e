"""The one definition of which incidents, and which of their casualties, a filter matches.

A filter travels as a query string and as JSON of the same keys, each with a list of texts. Whatever
comes from outside passes `IncidentFilter.from_query` or `from_json`: what is not understood becomes
a `FilterError`, and the rest holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Final
from urllib.parse import urlencode

import numpy as np
import pandas as pd

from data.areas.membership import takes
from data.areas.selection import KEY as WITHIN
from data.areas.selection import LONGEST_TEXT, Selection, read_selection
from data.errors import FilterError
from data.language import _, ngettext
from data.plain_text import is_writable
from data.recorded_areas.choice import KEY as AREA
from data.recorded_areas.choice import AreaChoice, read_area_choice
from data.recorded_areas.members import takes_areas, unknown_areas
from data.search_text import folded_words
from data.tables.codes import CodeArray, Codes, day_number
from data.tables.dataset import BoolArray, Dataset, IntArray
from data.tables.own_columns import OwnChoices, find_choice, read_choice
from data.tables.schema import DISTRICT_CODE
from data.tables.vocabulary import (
    Activity,
    DeviceCategory,
    Outcome,
    Precision,
    Term,
    VerificationStatus,
    VictimCategory,
    WherePrecision,
)

LONGEST_VALUE: Final = 200
"""Characters of one value; longer ones are refused."""
MOST_VALUES: Final = 200
"""Values of one key; more are refused."""

INCIDENT_COLUMNS: Final = {
    "device": "device_category",
    "activity": "activity",
    "district": "adm1_iso",
    "precision": "where_prec",
    "verification": "verification_status",
}
"""Query keys that ask for a value of an incident, with its column."""

CASUALTY_COLUMNS: Final = {
    "actor": "affected_actor",
    "side": "affected_side",
    "outcome": "outcome",
    "victim": "victim_category",
}
"""Query keys that ask for a value of a casualty row, with its column; all hold for the same row."""

CHOICE_COLUMNS: Final = {**CASUALTY_COLUMNS, **INCIDENT_COLUMNS}

TERMS: Final[dict[str, type[Term]]] = {
    "outcome": Outcome,
    "victim": VictimCategory,
    "device": DeviceCategory,
    "activity": Activity,
    "verification": VerificationStatus,
}
"""Query keys whose values are terms of a vocabulary."""

OWN: Final = "column"
"""Query key that asks for values of the user's own columns: Team=Alpha."""

CHOICES: Final = (*CHOICE_COLUMNS, OWN)
"""Query keys that ask for values of columns."""

SEVERAL: Final = (*CHOICES, AREA)
"""Query keys that may stand several times."""

KEYS: Final = ("from", "to", *CHOICES, AREA, WITHIN, "q")
"""Every query key of a filter, in the order in which an address is written."""


@dataclass(frozen=True)
class IncidentFilter:
    """What is asked for; the default asks for everything. Equal filters match the same rows.

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
        asked: dict[str, Any] = {}
        errors: list[FilterError] = []
        for key, texts in values.items():
            try:
                read = _readable(key, texts, errors)
            except FilterError as error:
                errors.append(error)
                continue
            if read:
                asked[_FIELDS.get(key, key)] = tuple(read) if key in SEVERAL else read[0]
        try:
            return cls(**asked), errors
        except FilterError as error:
            del asked["date_from"], asked["date_to"]
            return cls(**asked), [*errors, error]

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
            held = getattr(self, _FIELDS.get(key, key))
            values = [held] if isinstance(held, str | date | Selection) else list(held or ())
            if texts := [str(value) for value in values if value != ""]:
                written[key] = texts
        return written

    def __str__(self) -> str:
        return urlencode(self.to_query())

    def without(self, *keys: str) -> IncidentFilter:
        """The same filter asking for nothing under these query keys."""
        pairs = [(key, value) for key, value in self.to_query() if key not in keys]
        return IncidentFilter.from_query(pairs)[0]


ROWS_AT_ONCE: Final = 131_072

Part = slice | IntArray
"""Positions of incidents, in order of time."""
_Claim = Callable[[slice], BoolArray]
"""Which of the incidents between two positions hold it."""


@dataclass(frozen=True, eq=False)
class Matching:
    """What a filter matches in a dataset."""

    dataset: Dataset
    within: slice
    """Between these positions lie all matching incidents."""
    claims: tuple[_Claim, ...]
    """What they have to hold; without any, all of `within` match."""
    people: BoolArray | None
    """Which rows of `dataset.codes.people` are asked for; None where no actor, side or casualty type is."""

    def parts(self, at_once: int = ROWS_AT_ONCE) -> list[slice]:
        """`within` in parts of so many incidents: what is done with a part finds it in the processor's cache, where
        all positions of a large dataset have to come from memory.
        """
        begins = range(self.within.start, self.within.stop, at_once)
        return [slice(begin, min(begin + at_once, self.within.stop)) for begin in begins]

    def among(self, part: slice) -> Part:
        """Positions of the matching incidents in one of the parts."""
        if not self.claims:
            return part
        holds = self.claims[0](part)
        for claim in self.claims[1:]:
            holds &= claim(part)
        found: IntArray = np.flatnonzero(holds) + part.start
        return found

    @cached_property
    def rows(self) -> IntArray:
        """Positions of the matching incidents, in order of time."""
        if not self.claims:
            return np.arange(self.within.start, self.within.stop)
        found: list[Any] = [self.among(part) for part in self.parts()]
        return np.concatenate(found) if found else np.empty(0, dtype=np.intp)

    @cached_property
    def incidents(self) -> BoolArray:
        """Which rows of `incidents` match."""
        found = np.zeros(len(self.dataset.incidents), dtype=bool)
        for part in self.parts():
            found[self.among(part)] = True
        return found

    @cached_property
    def casualties(self) -> BoolArray:
        """Which rows of `casualties` match; their incidents match too."""
        found: BoolArray = self.incidents[self.dataset.casualty_incident]
        return found if self.people is None else found & self.people[self.dataset.codes.hit]


def matching(dataset: Dataset, asked: IncidentFilter) -> Matching:
    """The incidents and casualty rows that `asked` matches."""
    codes = dataset.codes
    claims: list[_Claim] = []
    if asked.date_from is not None:
        claims.append(_ends_from(codes, day_number(asked.date_from)))
    if asked.words:
        claims.append(_has_words(dataset, asked.words).__getitem__)
    people: BoolArray | None = None
    of_incidents: dict[int, tuple[CodeArray, BoolArray]] = {}
    for key, column in CHOICE_COLUMNS.items():
        values = getattr(asked, key)
        if not values:
            continue
        table, code = coded_by(codes, key)
        # A district's code may be of any level, those below the one that is shaded too.
        named, wanted = ("area", dataset.with_parts(values)) if key == "district" else (column, values)
        mask: BoolArray = table[named].isin(wanted).to_numpy(dtype=bool)
        if key in CASUALTY_COLUMNS:
            people = mask if people is None else people & mask
        else:
            _narrow(of_incidents, code, mask)
    if people is not None:
        has_one = np.zeros(codes.patterns, dtype=bool)
        has_one[codes.pattern_of_line[people[codes.people_of_line]]] = True
        claims.append(_is_coded(codes.pattern, has_one))
    if asked.within is not None:
        _narrow(of_incidents, codes.place, takes(dataset, asked.within))
    if asked.area:
        _narrow(of_incidents, codes.place, takes_areas(dataset, asked.area))
    claims += [_is_coded(code, mask) for code, mask in of_incidents.values()]
    claims += [_is_coded(*asked_of) for asked_of in _own_claims(dataset, asked)]
    return Matching(dataset, _started_in_time(codes, asked), tuple(claims), people)


def _narrow(held: dict[int, tuple[CodeArray, BoolArray]], code: CodeArray, mask: BoolArray) -> None:
    """Ask for a mask too of what has these codes."""
    known = held.get(id(code))
    held[id(code)] = (code, mask if known is None else known[1] & mask)


def _own_claims(dataset: Dataset, asked: IncidentFilter) -> list[tuple[CodeArray, BoolArray]]:
    """For each own column that is asked for its codes, and which of them are; none are of one that cannot be asked."""
    wanted: dict[str, set[str]] = {}
    for text in asked.column:
        name, value = find_choice(dataset.own_choices, text)
        wanted.setdefault(name, set()).add(value)
    nothing = OwnChoices(("",), np.zeros(len(dataset.incidents), dtype=np.int32))
    columns = {name: dataset.own_choices.get(name, nothing) for name in wanted}
    return [
        (column.code, np.array([value in wanted[name] for value in column.values], dtype=bool))
        for name, column in columns.items()
    ]


def unanswerable(dataset: Dataset, asked: IncidentFilter) -> list[FilterError]:
    """A sentence for each thing that is asked for and that this dataset has not: columns, values of them, areas."""
    return [*unknown_columns(dataset, asked), *unknown_areas(dataset, asked.area)]


def unknown_columns(dataset: Dataset, asked: IncidentFilter) -> list[FilterError]:
    """A sentence for each column that the dataset has not, or cannot be filtered by, and each value that none has."""
    found = []
    for text in asked.column:
        name, value = find_choice(dataset.own_choices, text)
        if name not in dataset.own_choices:
            sentence = _("These data have no column “{column}” to filter by.")
            if dataset.own_choices:
                sentence = _("These data have no column “{column}” to filter by; use {known}.")
            known = ", ".join(map(_shown, dataset.own_choices))
            found.append(FilterError(OWN, sentence.format(column=_shown(name), known=known)))
        elif value not in dataset.own_choices[name].values:
            sentence = _("No row has “{value}” in the column “{column}”.")
            found.append(FilterError(OWN, sentence.format(column=_shown(name), value=_shown(value))))
    return found


def _ends_from(codes: Codes, day: np.int32) -> _Claim:
    return lambda part: codes.ends[part] >= day


def _is_coded(code: CodeArray, mask: BoolArray) -> _Claim:
    return lambda part: mask.take(code[part])


def coded_by(codes: Codes, key: str) -> tuple[pd.DataFrame, CodeArray]:
    """The table of what differs that has the column of a key of choices, and each incident's row in it; for a key
    of casualties each incident's pattern, whose rows in the table the codes tell.
    """
    if key in CASUALTY_COLUMNS:
        return codes.people, codes.pattern
    is_of_kind = INCIDENT_COLUMNS[key] in codes.kinds
    return (codes.kinds, codes.kind) if is_of_kind else (codes.places, codes.place)


def _started_in_time(codes: Codes, asked: IncidentFilter) -> slice:
    """The incidents that started by the last day asked for, without those that surely ended before the first."""
    first, stop = 0, len(codes.starts)
    if asked.date_from is not None:
        earliest = day_number(asked.date_from) - np.int32(codes.longest_days)
        first = int(np.searchsorted(codes.starts, earliest))
    if asked.date_to is not None:
        stop = int(np.searchsorted(codes.starts, day_number(asked.date_to), side="right"))
    return slice(min(first, stop), stop)


def _has_words(dataset: Dataset, words: str) -> BoolArray:
    found = np.ones(len(dataset.incidents), dtype=bool)
    for word in folded_words(words):
        found &= dataset.search_index.has_word(word)
    return found


_LINE_END: Final = re.compile(r"[\t\n\r]")


def _a_day(key: str, text: str) -> date:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    sentence = _("“{value}” is not a day for “{key}”; write it as 2020-11-23.")
    raise FilterError(key, sentence.format(value=_shown(text), key=key))


def _a_term(terms: type[Term]) -> Callable[[str, str], str]:
    def read(key: str, text: str) -> str:
        if text not in set(terms):
            known = ", ".join(term.value for term in terms)
            sentence = _("“{value}” is not a value of “{key}”; use one of: {known}.")
            raise FilterError(key, sentence.format(value=_shown(text), key=key, known=known))
        return text

    return read


def _a_grade(grades: type[Precision]) -> Callable[[str, str], int]:
    def read(key: str, text: str) -> int:
        if text not in {str(int(grade)) for grade in grades}:
            sentence = _("“{value}” is not a value of “{key}”; use a grade from 1 to {highest}.")
            raise FilterError(key, sentence.format(value=_shown(text), key=key, highest=len(grades)))
        return int(text)

    return read


def _a_code(key: str, text: str) -> str:
    if not re.fullmatch(DISTRICT_CODE, text):
        sentence = _("“{value}” is not a district; write its ISO 3166-2 code, such as AZ-TAR.")
        raise FilterError(key, sentence.format(value=_shown(text)), text)
    return text


def has_control(text: str) -> bool:
    """Whether a text holds what a table cannot hold: control characters or halves of a letter."""
    return not is_writable(text) or _LINE_END.search(text) is not None


def _a_text(key: str, text: str) -> str:
    if text.strip() == "" and key != "q":
        raise FilterError(key, _("“{key}” has no value; leave it out or name one.").format(key=key))
    if has_control(text):
        sentence = _("The value of “{key}” contains a control character; take it out.")
        raise FilterError(key, sentence.format(key=key))
    if key == "q" and text.strip() and not folded_words(text):
        raise FilterError(key, _("“{value}” contains no word to look for.").format(value=_shown(text)))
    return text


def _a_column(key: str, text: str) -> str:
    name, value = read_choice(_a_text(key, text))
    if not (name.strip() and value.strip()):
        sentence = _("“{value}” is no column with its value; write it as Team=Alpha.")
        raise FilterError(key, sentence.format(value=_shown(text)))
    return text


def _a_selection(_key: str, text: str) -> Selection:
    return read_selection(text)


def _an_area(_key: str, text: str) -> AreaChoice:
    return read_area_choice(text)


_Value = date | int | str | Selection | AreaChoice

_READERS: Final[dict[str, Callable[[str, str], _Value]]] = {
    "from": _a_day,
    "to": _a_day,
    "actor": _a_text,
    "side": _a_text,
    "district": _a_code,
    "precision": _a_grade(WherePrecision),
    **{key: _a_term(terms) for key, terms in TERMS.items()},
    OWN: _a_column,
    AREA: _an_area,
    WITHIN: _a_selection,
    "q": _a_text,
}

_FIELDS: Final = {"from": "date_from", "to": "date_to", "q": "words"}
"""Query keys that are not the name of their field, with that name."""


def _readable(key: str, texts: list[str], errors: list[FilterError]) -> list[_Value]:
    """The values that can be read; the others are added to `errors`."""
    if key not in _READERS:
        sentence = _("“{key}” is not a key of a filter; use {known}.")
        raise FilterError(key, sentence.format(key=_shown(key), known=", ".join(KEYS)))
    longest = LONGEST_TEXT if key == WITHIN else LONGEST_VALUE
    if len(texts) > MOST_VALUES or max(map(len, texts)) > longest:
        sentence = _("“{key}” asks for too much: {values} values of {letters} letters at most.")
        raise FilterError(key, sentence.format(key=key, values=MOST_VALUES, letters=longest))
    if len(texts) > 1 and key not in SEVERAL:
        sentence = ngettext(
            "“{key}” stands {number} time; give it once.",
            "“{key}” occurs {number} times; give it once.",
            len(texts),
        )
        raise FilterError(key, sentence.format(key=key, number=len(texts)))
    read = []
    for text in texts:
        try:
            read.append(_READERS[key](key, text))
        except FilterError as error:
            errors.append(error)
    return read


def _shown(text: str) -> str:
    printable = "".join(letter if letter.isprintable() else "�" for letter in text)
    return printable if len(printable) <= 40 else printable[:39] + "…"
