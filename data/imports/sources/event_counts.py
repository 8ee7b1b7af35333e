"""Tables whose rows are counts of events, such as the monthly figures of a district: no incident can be made of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd

from data.imports.columns.column_mapping import ColumnMapping
from data.imports.formats.text.text_table import TextTable
from data.imports.report.ledger import Ledger
from data.imports.rows.coded_rows import CodedRows, casualty_rows, incident_rows, source_rows
from data.language import N_
from data.limits import Work
from data.tables.licence import UNSTATED
from data.tables.vocabulary import Outcome
from data.text.search_text import folded_words

COUNTS: Final = "A row is a number of events, not an incident; download the events themselves, one a row, to see them on the map."
AREAS: Final = (
    "The geometry is an area, such as a hazard area, not an incident; it is no part of the incidents."
)
_THINGS: Final = frozenset(
    "".join(folded_words(word))
    for word in (
        "events incidents accidents attacks explosions occurrences событий событии инцидентов происшествий подрывов"
        " случаев подій випадків інцидентів eventos incidentes accidentes ataques evenements attaques hadiselerin"
        " hadiseler olaylar olay ereignisse vorfalle միջադեպեր դեպքեր الاحداث الحوادث حوادث رویدادها".split()
    )
)
_NUMBERS: Final = frozenset(
    "".join(folded_words(word))
    for word in "number no num n count total sum of количество число кол во кількість nombre numero de des d total sayi sayisi say anzahl der քանակ تعداد عدد".split()
)
_SINGLE: Final = frozenset(
    "".join(folded_words(word))
    for word in "event incident accident attack инцидент событие evento incidente evenement".split()
)
_TAGS: Final = ("#affected+events", "#event+count", "#event+num", "#indicator+events")


def are_counts_of_events(table: TextTable, mapping: ColumnMapping) -> bool:
    """Whether a column holds numbers of events, not all of them one."""
    settled = {
        column for field, column in mapping.columns.items() if field in ("killed", "injured", "incident_id")
    }
    return any(
        _is_count(str(column), table.rows[column]) for column in table.rows.columns if column not in settled
    )


@dataclass(frozen=True)
class NoIncidents:
    """The reader of such tables, and of layers of areas: it takes no row and says why."""

    row_rule: str = COUNTS
    name: str = "none"
    title: str = "a table without incidents"
    cannot_tell: tuple[str, ...] = (N_("It contains no incidents."),)
    licence: str = UNSTATED
    attribution: str = "Incidents: the table’s own sources"
    columns_read: frozenset[str] = frozenset()

    def recognises(self, table: TextTable) -> bool:
        return are_counts_of_events(table, ColumnMapping({}))

    def unrecorded(self, table: TextTable) -> Mapping[Outcome, str]:
        return {}

    def found_out(self, table: TextTable) -> tuple[str, ...]:
        return ()

    def coded(self, table: TextTable, mapping: ColumnMapping, ledger: Ledger, work: Work) -> CodedRows:
        ledger.leave_out(table.rows.index, self.row_rule)
        none = table.rows.index[:0]
        totals: dict[str, int] = {}
        for column in table.rows.columns:
            if _is_count(str(column), table.rows[column]):
                numbers = pd.to_numeric(table.rows[column].str.replace(",", ""), errors="coerce").fillna(0)
                totals[f"Events in the column “{column}”"] = int(numbers.sum())
        return CodedRows(_no_incidents(none), casualty_rows(none), source_rows(none), totals)


def _no_incidents(none: pd.Index) -> pd.DataFrame:
    rows = incident_rows(
        none, date_start=pd.Series(dtype="datetime64[s]"), date_end=pd.Series(dtype="datetime64[s]")
    )
    return rows.astype({"date_start": "datetime64[s]", "date_end": "datetime64[s]"}).assign(
        date_prec=pd.Series(dtype="int64")
    )


def _is_count(column: str, texts: pd.Series) -> bool:
    words = folded_words(column.replace("_", " "))
    of_many = any(word in _THINGS for word in words) and all(word in _THINGS | _NUMBERS for word in words)
    of_number = any(word in _NUMBERS - {"no", "n", "of", "de"} for word in words) and any(
        word in _SINGLE for word in words
    )
    is_so_called = of_many or (
        of_number and all(word in _SINGLE | _NUMBERS for word in words) and "number" not in words
    )
    if not is_so_called:
        return False
    filled = texts.str.strip()
    filled = filled[filled != ""]
    if filled.empty or not filled.str.fullmatch(r"\d{1,3}([, ]?\d{3})*(\.0+)?").all():
        return False
    numbers = pd.to_numeric(filled.str.replace(r"[, ]", "", regex=True))
    is_running = len(numbers) > 1 and numbers.is_unique and numbers.is_monotonic_increasing
    return bool((numbers != 1).any()) and not is_running
