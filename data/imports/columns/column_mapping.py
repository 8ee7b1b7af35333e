"""Which column of a table stands for what: guessed, corrected by a person, saved as a small JSON file."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from data.errors import FileError
from data.imports.columns.counts.group_counts import GroupCount
from data.imports.columns.days.days import DayOrder
from data.imports.columns.fields import FIELD_NAMES
from data.imports.columns.value_terms import FREE, TERMS_OF, UnknownValue
from data.imports.report.duplicate_clusters import Judgement
from data.imports.report.open_choices import CRS, DAY_ORDER, OpenChoice
from data.imports.report.open_choices import Option as OpenOption
from data.personal_columns import is_personal
from data.places.notations.systems import named_system

FORMAT: Final = "mine-atlas columns 1"

READ_FROM_PERSONAL: Final = ("age_group",)
"""Fields that may come from a personal column: of an age in years only child or adult is kept."""


class Grain(StrEnum):
    """What one row of a table is."""

    EVENT = "event"
    """An incident, with numbers of people."""
    VICTIM = "victim"
    """A person; rows of one incident are put together."""
    SOURCE = "source"
    """A report of an incident; its numbers are those of the incident and are counted once."""


@dataclass(frozen=True)
class ColumnMapping:
    """How a table is understood."""

    columns: Mapping[str, str]
    """The column of each field (`data.imports.columns.fields`); fields without a column are absent."""
    grain: Grain = Grain.EVENT
    day_order: DayOrder = DayOrder.AUTO
    country: str = ""
    """Country of all rows that name none: a name or an ISO code."""
    sheet: str = ""
    """Sheet or layer that the columns are of; "" for the first that has them."""
    crs: str = ""
    """Coordinate system of eastings and northings in metres, such as "EPSG:32638" or "UTM 38N"; "" where none is named."""
    kinds: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """The kinds of event that count, by the column that gives them; empty where nobody has chosen."""
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """What values mean that are not understood by their words: by field, the term of each."""
    duplicates: Mapping[str, str] = field(default_factory=dict)
    """A person's judgements of incidents that may be one: “same”, “not the same” or “not sure”, by their identifiers with
    “ | ” between them."""
    choices: Mapping[str, str] = field(default_factory=dict)
    """What a person chose where the rows leave it open, such as a place of several of one name; by `OpenChoice.key`."""
    counts: Mapping[str, str] = field(default_factory=dict)
    """Columns that count a part of the people, each with whom as `group_counts.GroupCount` writes it."""
    remarks: tuple[str, ...] = field(default=(), compare=False)
    """What was found out in guessing, such as headers that are swapped. Not saved."""

    def column(self, name: str) -> str | None:
        """The column of a field, or None."""
        return self.columns.get(name)

    def to_json(self, unknown: Sequence[UnknownValue] = (), open_choices: Sequence[OpenChoice] = ()) -> str:
        """The mapping as a file that `from_json` reads.

        It lists the values that a person may explain, each with its field and its number of rows, and what is to be
        chosen, with all that may be meant.
        """
        content: dict[str, Any] = {
            "format": FORMAT,
            "grain": self.grain.value,
            "day_order": self.day_order.value,
            "country": self.country,
            "sheet": self.sheet,
            "crs": self.crs,
            "columns": dict(self.columns),
            "counts": dict(self.counts),
            "choices": dict(self.choices),
            "duplicates": dict(self.duplicates),
            "values": {name: dict(terms) for name, terms in self.values.items()},
            "kinds": {column: list(values) for column, values in self.kinds.items()},
        }
        if unknown:
            content["values_to_explain"] = {
                field: {one.value: one.rows for one in unknown if one.field == field}
                for field in dict.fromkeys(one.field for one in unknown)
            }
        if open_choices:
            content["choices_to_make"] = {
                one.key: {option.value: _where(option) for option in one.options} for one in open_choices
            }
        return json.dumps(content, ensure_ascii=False, indent=2) + "\n"

    @classmethod
    def from_json(cls, file: str, text: str) -> ColumnMapping:
        """The mapping of a file. Raises FileError that says what in it is wrong."""
        try:
            read: Any = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise FileError(
                file, "This is not JSON; write it with “mine-atlas check --columns-out FILE”."
            ) from error
        if not isinstance(read, dict) or read.get("format") != FORMAT:
            raise FileError(file, f"This describes no columns: its “format” must be “{FORMAT}”.")
        columns = read.get("columns")
        if not isinstance(columns, dict) or not all(isinstance(name, str) for name in columns.values()):
            raise FileError(file, "“columns” must give the column's name for each field.")
        if unknown := sorted(set(columns) - set(FIELD_NAMES)):
            raise FileError(file, f"“{unknown[0]}” is no field; the fields are {', '.join(FIELD_NAMES)}.")
        choices = _choices(file, read.get("choices", {}))
        # What is listed under “choices_to_make” can be decided where the others are.
        day_order = choices.pop(DAY_ORDER, read.get("day_order", DayOrder.AUTO.value))
        crs = choices.pop(CRS, read.get("crs", ""))
        return cls(
            columns,
            _choice(file, Grain, "grain", read.get("grain", Grain.EVENT.value)),
            _choice(file, DayOrder, "day_order", day_order),
            _text(file, "country", read.get("country", "")),
            _text(file, "sheet", read.get("sheet", "")),
            crs=_text(file, "crs", crs),
            kinds=_kinds(file, read.get("kinds", {})),
            counts=_counts(file, read.get("counts", {})),
            choices=choices,
            duplicates=_judgements(file, read.get("duplicates", {})),
            values=_values(file, read.get("values", {})),
        )

    def check_crs(self, file: str) -> None:
        """Raises FileError when the coordinate system is none that is known, or has no metres."""
        if self.crs and named_system(self.crs) is None:
            raise FileError(
                file,
                f"“{self.crs[:80]}” is no projected coordinate system that the atlas knows; give its EPSG code, such as EPSG:32638.",
            )

    def check(self, file: str, columns: list[str]) -> None:
        """Raises FileError when the table has not these columns, or one of them is about people."""
        for name, column in (*self.columns.items(), *(("counts", column) for column in self.counts)):
            if column not in columns:
                raise FileError(
                    file,
                    f"There is no column “{column}” for “{name}”; the columns are {', '.join(columns[:40])}.",
                )
            if is_personal(column) and name not in READ_FROM_PERSONAL:
                raise FileError(
                    file, f"“{column}” holds what is personal and is never read; take it out of the columns."
                )


def _choice(file: str, kind: type[Any], key: str, value: object) -> Any:
    choices = [str(choice.value) for choice in kind]
    if value not in choices:
        raise FileError(file, f"“{key}” must be one of {', '.join(choices)}.")
    return kind(value)


def _where(option: OpenOption) -> str:
    at = "" if option.longitude is None else f", {option.longitude:.5f} {option.latitude:.5f}"
    return f"{option.label}{at}"


def _choices(file: str, value: object) -> dict[str, str]:
    if not isinstance(value, dict) or not all(isinstance(one, str) for one in value.values()):
        raise FileError(file, "“choices” must give a text for each of its keys.")
    return {str(key): one for key, one in value.items()}


def _values(file: str, value: object) -> dict[str, dict[str, str]]:
    is_of_texts = isinstance(value, dict) and all(
        isinstance(terms, dict) and all(isinstance(term, str) for term in terms.values())
        for terms in value.values()
    )
    if not is_of_texts:
        raise FileError(file, "“values” must give, for a field, the term of each of its values.")
    assert isinstance(value, dict)
    for name, terms in value.items():
        if name not in (*TERMS_OF, FREE):
            raise FileError(
                file, f"“values” are of {', '.join((*TERMS_OF, FREE))}, not of “{str(name)[:80]}”."
            )
        known = [str(term) for term in TERMS_OF[name]] if name in TERMS_OF else None
        wrong = [term for term in terms.values() if known is not None and term not in known]
        if wrong and known is not None:
            raise FileError(file, f"“{wrong[0][:80]}” is no {name}; it must be one of {', '.join(known)}.")
    return {str(name): {str(text): term for text, term in terms.items()} for name, terms in value.items()}


def _judgements(file: str, value: object) -> dict[str, str]:
    known = [str(judgement) for judgement in Judgement]
    if not isinstance(value, dict) or not all(meaning in known for meaning in value.values()):
        raise FileError(file, f"“duplicates” must say of each group of incidents one of {', '.join(known)}.")
    return {str(key): str(meaning) for key, meaning in value.items()}


def _counts(file: str, value: object) -> dict[str, str]:
    if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
        raise FileError(file, "“counts” must say for each of its columns whom it counts.")
    for text in value.values():
        if GroupCount.from_text(text) is None:
            raise FileError(
                file,
                f"“{text[:80]}” counts nobody; write such as “killed best female child” or “injured low”.",
            )
    return {str(column): text for column, text in value.items()}


def _kinds(file: str, value: object) -> dict[str, tuple[str, ...]]:
    is_of_lists = isinstance(value, dict) and all(isinstance(values, list) for values in value.values())
    if not is_of_lists or not all(isinstance(one, str) for values in value.values() for one in values):  # type: ignore[attr-defined]
        raise FileError(file, "“kinds” must give a list of values for each column.")
    assert isinstance(value, dict)
    return {str(column): tuple(values) for column, values in value.items()}


def _text(file: str, key: str, value: object) -> str:
    if not isinstance(value, str):
        raise FileError(file, f"“{key}” must be a text.")
    return value
