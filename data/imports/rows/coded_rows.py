"""What a source's reader makes of a table, before rows are put together to incidents and placed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

import numpy as np
import pandas as pd

from data.imports.columns.column_mapping import ColumnMapping
from data.imports.formats.text.text_table import TextTable
from data.imports.report.ledger import Ledger
from data.limits import Work
from data.tables.vocabulary import Outcome

INCIDENT_COLUMNS: Final = (
    "key",  # rows with the same text are one incident
    "incident_id",
    "date_start",  # datetime64
    "date_end",  # datetime64
    "date_prec",  # 1 to 5
    "location_as_reported",
    "place",
    "country",
    "district",
    "subdistrict",  # a narrower division, which tells places of one name apart
    "longitude",  # as it stands in the table
    "latitude",
    "where_prec",  # as the source codes it, "" where the atlas is to decide
    "coord_method",  # likewise
    "device_category",
    "device_as_reported",
    "emplacing_actor",
    "attribution",
    "activity",
    "verification_status",
    "summary",
    "notes",
)
"""All of them text but the dates and `date_prec`; the index is the row of the table."""

CASUALTY_COLUMNS: Final = (
    "row",
    "affected_actor",
    "affected_side",
    "victim_category",
    "outcome",
    "count_low",  # numbers from here, NaN where not known
    "count_best",
    "count_high",
    "age_group",
    "sex",
)

SOURCE_COLUMNS: Final = (
    "row",
    "publisher",
    "url",
    "published",
    "language",
    "upstream_source",
    "via",
    "what_it_supports",
    "mirror",
)

DEFAULTS: Final = {
    "device_category": "unknown",
    "emplacing_actor": "unknown",
    "activity": "unknown",
    "verification_status": "single_source",
}
"""What stands where a source says nothing."""


@dataclass(frozen=True)
class CodedRows:
    """The rows of a table in the atlas's terms."""

    incidents: pd.DataFrame
    """INCIDENT_COLUMNS, one row for each row that was not refused."""
    casualties: pd.DataFrame
    """CASUALTY_COLUMNS; `row` is the row of the table that says so."""
    sources: pd.DataFrame
    """SOURCE_COLUMNS; likewise."""
    totals: Mapping[str, int]
    """Of the whole input, refused rows included: people or rows by what they are."""
    own: pd.DataFrame = field(default_factory=pd.DataFrame)
    """The user's own columns, with the rows of `incidents`; empty where there are none."""


NO_COLUMN: Final = "no column recognised"
COLUMN_IS_EMPTY: Final = "the column “{column}” is empty"


class Source(Protocol):
    """A kind of table that the atlas knows by its columns."""

    @property
    def name(self) -> str:
        """Short, as identifiers begin with it."""

    @property
    def title(self) -> str:
        """As a reader knows it."""

    @property
    def row_rule(self) -> str:
        """What a row is, and how rows are put together to incidents."""

    @property
    def cannot_tell(self) -> tuple[str, ...]:
        """What it does not say, a sentence each."""

    @property
    def licence(self) -> str:
        """Under which its data may be used; what is known of it."""

    @property
    def attribution(self) -> str:
        """What must stand beside the map."""

    @property
    def columns_read(self) -> frozenset[str]:
        """Columns from which something is taken."""

    def recognises(self, table: TextTable) -> bool:
        """Whether the table is of this source."""

    def unrecorded(self, table: TextTable) -> Mapping[Outcome, str]:
        """The outcomes that the table does not record, each with why, such as "no column recognised"."""

    def found_out(self, table: TextTable) -> tuple[str, ...]:
        """Remarks about this table as a whole, a sentence each."""

    def coded(self, table: TextTable, mapping: ColumnMapping, ledger: Ledger, work: Work) -> CodedRows:
        """The table in the atlas's terms; every row that is not in it is refused in the ledger."""


def incident_rows(index: pd.Index, **columns: Any) -> pd.DataFrame:
    """Incident rows with these columns; the others are empty, or what stands where a source says nothing."""
    cells = {
        name: _incident_cells(name, columns.get(name, DEFAULTS.get(name, "")), index)
        for name in INCIDENT_COLUMNS
    }
    # At once: a frame that grows by a column at a time takes longer than all the cells.
    return pd.DataFrame(cells, index=index)


def _incident_cells(name: str, value: Any, index: pd.Index) -> pd.Series:
    if isinstance(value, str):
        return pd.Series(value or DEFAULTS.get(name, ""), index=index, dtype="str")
    cells = value.reindex(index) if isinstance(value, pd.Series) else pd.Series(value, index=index)
    if name in DEFAULTS:
        return cells.astype("str").replace("", DEFAULTS[name])
    return cells if name in ("date_start", "date_end", "date_prec") else cells.astype("str")


def count_texts(counts: pd.Series) -> pd.Series:
    """Numbers of people as the tables write them; "" where one is not known."""
    numbers, places = np.unique(counts.astype("float64").to_numpy(), return_inverse=True)
    texts = np.array(["" if np.isnan(number) else f"{number:.0f}" for number in numbers], dtype=object)
    return pd.Series(texts[places], index=counts.index, dtype="str")


def casualty_rows(rows: pd.Index, **columns: Any) -> pd.DataFrame:
    """Casualty rows of these rows of the table; what is not given is empty."""
    index = pd.RangeIndex(len(rows))
    table = {"row": pd.Series(rows.to_numpy(), index)}
    for name in CASUALTY_COLUMNS[1:]:
        if not name.startswith("count_"):
            table[name] = _texts(columns.get(name, ""), index)
            continue
        value = columns.get(name, float("nan"))
        given = value.to_numpy() if isinstance(value, pd.Series) else value
        table[name] = pd.Series(given, index).astype("float64")
    return pd.DataFrame(table)


def _texts(value: Any, index: pd.Index) -> pd.Series:
    """A column of texts for rows that are numbered anew: one for all, or those of a column."""
    if isinstance(value, pd.Series):
        return value.astype("str").set_axis(index)
    return pd.Series(str(value) if isinstance(value, str) else value, index=index, dtype="str")


def source_rows(rows: pd.Index, **columns: Any) -> pd.DataFrame:
    """Source rows of these rows of the table; what is not given is empty."""
    index = pd.RangeIndex(len(rows))
    texts = {name: _texts(columns.get(name, ""), index) for name in SOURCE_COLUMNS[1:]}
    return pd.DataFrame({"row": pd.Series(rows.to_numpy(), index), **texts})
