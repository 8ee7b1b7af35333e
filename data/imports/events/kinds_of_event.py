"""Columns that say which kind of event a row is, and the rows whose kind counts: those that a person chose,
or, until somebody has chosen, those that name explosive ordnance."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import pandas as pd

from data.errors import FileError
from data.imports.columns.cells import joined_texts
from data.imports.columns.column_mapping import ColumnMapping
from data.imports.events.event_words import Names, names
from data.imports.formats.text.text_table import TextTable
from data.imports.report.ledger import Ledger
from data.personal_columns import is_personal
from data.remark import Remark
from data.text.excerpt import excerpt
from data.text.search_text import folded, folded_words

EMPTY_KIND: Final = "(empty)"
"""How a cell without a value is called where values are listed and chosen."""

_EVENT_WORDS: Final = tuple(
    "".join(folded_words(word))
    for word in (
        "event incident attack occurrence hadise событи инцидент происшеств нападени поді інцидент evenement evento"
        " incidente ataque attaque olay saldiri ereignis vorfall միջադեպ դեպք حدث حادث واقعه رویداد".split()
    )
)
KIND_WORDS: Final = frozenset(
    "".join(folded_words(word))
    for word in (
        "type types kind kinds category nature sort class classification subtype тип вид категория характер категорія"
        " tipo clase categoria naturaleza categorie genre tur turu kategori kateqoriya nov novu art typ տեսակ نوع tip vrsta врста тип"
        " ประเภท loai ประเภท სახეობა ტიპი ប្រភេទ အမျိုးအစား τυπος סוג rodzaj".split()
    )
)
"""Words by which a heading says that its column is of kinds."""
_MEANS_WORDS: Final = tuple(
    "".join(folded_words(word))
    for word in (
        "weapon weapons weaptype method tactic means cause causa arma arme moyen modality modalidad silah оружие"
        " средство причина способ disorder event events incident attack".split()
    )
)
_SETTLED_FIELDS: Final = frozenset(
    "incident_id date date_end year month day country district subdistrict place longitude latitude point where_prec"
    " killed injured casualties outcome affected_actor affected_side sex age_group activity publisher url published".split()
)
"""A column that stands for one of these is no kind of event."""
_MOST_VALUES: Final = 400
_SAMPLE_ROWS: Final = 2_000
_MOST_WORDS: Final = 6.0
"""On average, in a value: a longer text is a description."""
_SHARE_ALONE: Final = 0.6
"""Of filled cells that must name a kind of event where the header does not say so."""
_NAMED_IN_A_SENTENCE: Final = 12
_MONTH_OF_A_YEAR: Final = r"[^\W\d_]+\.?,? (?:19|20)\d\d"
"""“March 2021” is no march."""


_ABOUT_THE_ROW: Final = "#meta"
"""HXL tag of a column that says something about the report and not about the event."""


@dataclass(frozen=True)
class KindColumn:
    """A column whose values are kinds of event."""

    column: str
    rows: Mapping[str, int]
    """Rows by value, most first; `EMPTY_KIND` for cells without one."""
    counted: frozenset[str]
    """The values whose rows count."""
    is_chosen: bool
    """Whether a person has chosen them."""
    rule: str = ""
    """What a source takes that no value alone tells, as a sentence; "" where values decide."""


def kind_columns(table: TextTable, mapping: ColumnMapping) -> list[KindColumn]:
    """The columns that say which kind of event a row is, with what counts in each.

    Where a person has chosen, only the columns of the choice decide. Raises FileError for a choice of a column
    or a value that the table has not.
    """
    if mapping.kinds:
        return [_chosen(table, column, values) for column, values in mapping.kinds.items()]
    settled = {column for field, column in mapping.columns.items() if field in _SETTLED_FIELDS}
    candidates = [str(column) for column in table.rows.columns if column not in settled]
    found = [
        _guessed(table, column)
        for column in candidates
        if not is_personal(column)
        and not table.tags.get(column, "").startswith(_ABOUT_THE_ROW)
        and _lists_kinds(column, table.rows[column])
    ]
    return found + _of_the_device(table, mapping.columns.get("device", ""), found)


def _of_the_device(table: TextTable, device: str, found: Sequence[KindColumn]) -> list[KindColumn]:
    """The column of the device, where it says what the others leave open: a weapon is “explosives”, the device an IED.

    It counts only where it never contradicts them, as where a task of clearance names the mine that it found.
    """
    if not device or not found or device in {kind.column for kind in found}:
        return []
    named = pd.DataFrame({kind.column: _named(table.rows[kind.column]) for kind in found})
    is_ordnance = _named(table.rows[device]) == Names.ORDNANCE
    is_open = (named == Names.OPEN).any(axis=1) & ~named.isin([Names.OTHER_EVENT]).any(axis=1)
    is_another = named.isin([Names.OTHER_EVENT]).any(axis=1) & ~named.isin([Names.ORDNANCE]).any(axis=1)
    if not (is_ordnance & is_open).any() or (is_ordnance & is_another).any():
        return []
    return [_guessed(table, device)]


def _named(texts: pd.Series) -> pd.Series:
    stripped = texts.str.strip()
    return stripped.map({text: names(str(text)) for text in stripped.unique()})


def only_what_counts(table: TextTable, kinds: Sequence[KindColumn], ledger: Ledger) -> TextTable:
    """The table without the rows of other kinds, which are entered as out of scope.

    Of columns that a person chose by, each must have a value that counts; of guessed ones any.
    """
    if not kinds:
        return table
    values = {kind.column: kinds_in(table.rows[kind.column]) for kind in kinds}
    counts = pd.DataFrame({kind.column: values[kind.column].isin(kind.counted) for kind in kinds})
    is_in = counts.all(axis=1) if kinds[0].is_chosen else counts.any(axis=1)
    for kind in kinds:
        others = values[kind.column][~is_in & ~counts[kind.column]]
        for value, rows in others.groupby(others, sort=False):
            ledger.leave_out(rows.index, _out_of_scope(kind, str(value)), str(value))
    return replace(table, rows=table.rows[is_in])


def words_of_kinds(table: TextTable, kinds: Sequence[KindColumn]) -> pd.Series:
    """The values of the columns of kinds, as words for the device where no other column has any."""
    return joined_texts([table.rows[kind.column].str.strip() for kind in kinds], "; ")


def notice(kinds: Sequence[KindColumn]) -> str:
    """What was taken and what was not, for the first line of an account; "" without such a column."""
    return " ".join(_notice(kind) for kind in kinds)


def kinds_in(texts: pd.Series) -> pd.Series:
    """The values as they are listed and chosen: without space around them, `EMPTY_KIND` for none."""
    return texts.str.strip().replace("", EMPTY_KIND)


def parsed_choice(text: str) -> tuple[str, tuple[str, ...]]:
    """The column and the values of “COLUMN=VALUE,…”. Raises FileError for another form."""
    column, equals, values = text.partition("=")
    if not equals or not column.strip() or not values.strip():
        raise FileError("--kinds", f"“{excerpt(text)}” must be written as COLUMN=VALUE,VALUE.")
    return column.strip(), tuple(part.strip() for part in values.split(","))


def _chosen(table: TextTable, column: str, remaining: Sequence[str]) -> KindColumn:
    columns = [str(name) for name in table.rows.columns]
    found = next((name for name in columns if name == column), None) or next(
        (name for name in columns if folded(name) == folded(column)), None
    )
    if found is None or is_personal(found):
        raise FileError(
            table.title,
            f"There is no column “{column}” of kinds of event; the columns are {', '.join(columns[:40])}.",
        )
    rows = _rows_by_value(table.rows[found])
    return KindColumn(found, rows, frozenset(_values(table, found, list(remaining), rows)), is_chosen=True)


def _values(table: TextTable, column: str, remaining: list[str], rows: Mapping[str, int]) -> list[str]:
    """The values of the table that count; a value with commas in it was parted at them and is put together."""
    by_name = {folded(value): value for value in rows}
    values: list[str] = []
    while remaining:
        for size in range(len(remaining), 0, -1):
            value = by_name.get(folded(", ".join(remaining[:size]))) or by_name.get(
                folded(",".join(remaining[:size]))
            )
            if value is not None:
                values.append(value)
                remaining = remaining[size:]
                break
        else:
            known = ", ".join(excerpt(value, 60) for value in list(rows)[:40])
            raise FileError(table.title, f"“{column}” has no value “{remaining[0]}”; its values are {known}.")
    return values


def _guessed(table: TextTable, column: str) -> KindColumn:
    rows = _rows_by_value(table.rows[column])
    counted = frozenset(value for value in rows if value != EMPTY_KIND and names(value) is Names.ORDNANCE)
    return KindColumn(column, rows, counted, is_chosen=False)


def _rows_by_value(texts: pd.Series) -> dict[str, int]:
    counts = kinds_in(texts).value_counts()
    return {str(value): int(count) for value, count in counts.items()}


def _lists_kinds(column: str, texts: pd.Series) -> bool:
    """Whether the values are kinds of event, some of them other ones than accidents with ordnance."""
    sample = texts.head(_SAMPLE_ROWS).str.strip()
    filled = sample[(sample != "") & ~sample.str.fullmatch(_MONTH_OF_A_YEAR)]
    different = filled.unique()
    if not len(different) or len(different) > max(60, len(filled) // 4):
        return False
    if sum(len(str(text).split()) for text in different) > _MOST_WORDS * len(different):
        return False
    named = filled.map({text: names(str(text)) for text in different})
    has_others = bool((named == Names.OTHER_EVENT).any())
    # “attacktype1_txt”: a number at the end says which of several.
    words = {
        word.rstrip("0123456789")
        for word in folded_words(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", column).replace("_", " "))
    }
    is_of_kinds = not words.isdisjoint(KIND_WORDS)
    is_of_events = any(word.startswith(beginning) for word in words for beginning in _EVENT_WORDS)
    if is_of_kinds and is_of_events and (named == Names.NOTHING).any():
        return True
    if is_of_kinds or is_of_events or not words.isdisjoint(_MEANS_WORDS):
        return has_others
    is_named = named.isin([Names.ORDNANCE, Names.OTHER_EVENT])
    return has_others and float(is_named.mean()) >= _SHARE_ALONE


def _out_of_scope(kind: KindColumn, value: str) -> Remark:
    sentence = (
        "“{column}” is “{value}”, which is not among the kinds of event chosen."
        if kind.is_chosen
        else "“{column}” is “{value}”, which does not name explosive ordnance."
    )
    remark = Remark(sentence.format(column=kind.column, value=excerpt(value)))
    remark.kind = sentence
    return remark


def _notice(kind: KindColumn) -> str:
    taken = _listed({value: rows for value, rows in kind.rows.items() if value in kind.counted})
    left = _listed({value: rows for value, rows in kind.rows.items() if value not in kind.counted})
    if kind.rule:
        return f"{kind.rule} Choose otherwise in the list of values, or with the command's --kinds."
    if kind.is_chosen:
        return f"Kinds of event chosen in the column “{kind.column}”: {taken}; out of scope: {left}."
    return (
        f"The column “{kind.column}” says which kind of event a row is, and nobody has chosen which count; only values "
        f"that name explosive ordnance were taken: {taken}; out of scope: {left}. Choose in the list of values, or with the command's --kinds."
    )


def _listed(rows: Mapping[str, int]) -> str:
    if not rows:
        return "none"
    parts = [
        f"{excerpt(value, 60)} ({count:,})" for value, count in list(rows.items())[:_NAMED_IN_A_SENTENCE]
    ]
    more = len(rows) - len(parts)
    return ", ".join(parts) + (f" and {more:,} more" if more else "")
