"""The atlas's own tables in any form: sheets of a workbook, files of an archive, or one exported table."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Final

import pandas as pd

from data.imports.checked_tables import Checked, Entry, checked
from data.imports.formats.text.text_table import TextTable
from data.imports.report.ledger import Ledger
from data.imports.rows.coded_rows import NO_COLUMN, casualty_rows, count_texts
from data.limits import Work
from data.tables.checks.row_checks import own_columns_of
from data.tables.schema import CASUALTIES, INCIDENTS, OFFICIAL_TOTALS, PLACES, SOURCES, TABLES, Table
from data.tables.vocabulary import NOT_STATED, Outcome

_MARKS: Final[Mapping[str, frozenset[str]]] = {
    INCIDENTS.name: frozenset(column.name for column in INCIDENTS.columns),
    CASUALTIES.name: frozenset("incident_id affected_actor victim_category outcome count_best".split()),
    SOURCES.name: frozenset("incident_id publisher url".split()),
    PLACES.name: frozenset("place_name aliases adm1_iso".split()),
    OFFICIAL_TOTALS.name: frozenset("as_of source civilians_killed qualifier".split()),
}
"""Columns by which each table is known; the incidents need all of theirs, or another reader takes them."""

_EXPORTED: Final = frozenset("killed_best injured_best killed_all injured_all".split())
_PARTS: Final = ("low", "best", "high", "all")
_SOURCE_FACTS: Final = ("publisher", "url", "published", "language", "upstream_source")
_NO_FACTS: Final = dict.fromkeys(_SOURCE_FACTS, "")
_READ_ME: Final = "README"
_SOURCE: Final = re.compile(r"(.*?)\s*(https?://\S+)?")

NO_POINT: Final = (
    "The exported row has no point, because its location is not precise enough; so coord_method is “none”."
)
NOT_DISTINGUISHED: Final = (
    "The exported row gives numbers but not who the people were; they are coded as not stated."
)
NOT_A_TABLE: Final = "This is none of the atlas's tables."


def table_name(table: TextTable) -> str | None:
    """Which of the atlas's tables this is; None for another."""
    columns = set(table.rows.columns)
    return next((name for name, marks in _MARKS.items() if marks <= columns), None)


def are_own_tables(tables: Sequence[TextTable]) -> bool:
    """Whether there is a table of incidents in the atlas's own form."""
    return any(table_name(table) == INCIDENTS.name for table in tables)


def is_read_me(table: TextTable) -> bool:
    """Whether this is the text that an export carries beside its tables."""
    return table_name(table) is None and _READ_ME in (table.sheet, PurePosixPath(table.file).stem)


def read_own_tables(tables: Sequence[TextTable], ledgers: Sequence[Ledger], work: Work) -> Checked:
    """The tables without what breaks a rule, which is refused in the ledgers.

    Incidents alone, as the atlas exports them, have their casualties and sources in the same rows. A
    further table of the same kind, and what is no table of the atlas, is refused.
    """
    texts: dict[str, pd.DataFrame] = {}
    entries: dict[str, Entry] = {}
    for table, ledger in zip(tables, ledgers, strict=True):
        name = table_name(table)
        if name is None or name in texts:
            ledger.refuse(table.rows.index, NOT_A_TABLE)
            name = f"other {len(entries)}"
        else:
            texts[name] = table.rows.apply(lambda column: column.str.strip())
        entries[name] = Entry(ledger, _incident_ids(table))
    _add_what_is_missing(texts, entries)
    for name in [name for name in texts if name in entries]:
        _fill_columns(texts, name)
    found = checked({name: texts[name] for name in _MARKS if name in texts}, entries, work)
    others = [entry for name, entry in entries.items() if name not in texts]
    keys = list(dict.fromkeys(id(entry) for entry in [*found.entries, *others]))
    by_id = {id(entry): entry for entry in [*found.entries, *others]}
    return Checked(_with_known_columns(found.texts), found.typed, tuple(by_id[key] for key in keys))


def unrecorded_in(tables: Sequence[TextTable]) -> dict[Outcome, str]:
    """The outcomes that the tables do not record, each with why; none where there is a table of casualties."""
    if any(table_name(table) == CASUALTIES.name for table in tables):
        return {}
    incidents = next(table for table in tables if table_name(table) == INCIDENTS.name).rows
    found: dict[Outcome, str] = {}
    for outcome in Outcome:
        columns = [name for part in _PARTS if (name := f"{outcome}_{part}") in incidents.columns]
        if not columns:
            found[outcome] = NO_COLUMN
        elif len(incidents) and not (incidents[columns] != "").any(axis=None):
            found[outcome] = "its columns are empty"
    return found


def _incident_ids(table: TextTable) -> pd.Series:
    if "incident_id" in table.rows.columns:
        return table.rows["incident_id"].str.strip()
    return pd.Series("", index=table.rows.index, dtype="str")


def _add_what_is_missing(texts: dict[str, pd.DataFrame], entries: dict[str, Entry]) -> None:
    """Casualties and sources out of exported incidents, or without rows."""
    incidents, entry = texts[INCIDENTS.name], entries[INCIDENTS.name]
    is_exported = set(incidents.columns) >= _EXPORTED
    if is_exported:
        has_no_point = (incidents["longitude"] == "") & (incidents["coord_method"] != "none")
        entry.ledger.remark(incidents.index[has_no_point], NO_POINT)
        incidents.loc[has_no_point, "coord_method"] = "none"
    if CASUALTIES.name not in texts:
        rows = _exported_casualties(incidents) if is_exported else casualty_rows(incidents.index[:0])
        entry.ledger.remark(incidents.index[incidents.index.isin(rows["row"])], NOT_DISTINGUISHED)
        rows["incident_id"] = rows["row"].map(incidents["incident_id"]).astype("str")
        for name in ("count_low", "count_best", "count_high"):
            rows[name] = count_texts(rows[name])
        texts[CASUALTIES.name] = rows.set_index("row")
        entries[CASUALTIES.name] = entry
    if SOURCES.name not in texts:
        texts[SOURCES.name] = _exported_sources(incidents)
        entries[SOURCES.name] = entry


def _exported_casualties(incidents: pd.DataFrame) -> pd.DataFrame:
    """All killed and injured of each exported row, whoever they were."""
    parts = []
    for outcome in ("killed", "injured"):
        everyone = _numbers(incidents[f"{outcome}_all"])
        matching, low, high = (_numbers(incidents[f"{outcome}_{part}"]) for part in ("best", "low", "high"))
        # Empty in every row: the download was of data that never record the outcome.
        is_unknown = everyone.isna() & (low.notna() | bool(everyone.notna().any()))
        is_all = (everyone == matching) | is_unknown
        is_minimum = is_all & _is_named(incidents, "at_least", outcome)
        is_given = (everyone > 0) | is_unknown | (is_all & (high > 0))
        high = high.where(is_all & (high >= everyone.fillna(0)), everyone)
        parts.append(
            casualty_rows(
                incidents.index[is_given],
                affected_actor=NOT_STATED,
                victim_category="unknown",
                outcome=outcome,
                count_low=low.where(is_all, everyone)[is_given],
                count_best=everyone.mask(is_minimum)[is_given],
                count_high=high.mask(is_minimum & (high <= low))[is_given],
            )
        )
    return pd.concat(parts, ignore_index=True)


def _is_named(incidents: pd.DataFrame, column: str, name: str) -> pd.Series:
    """Where a cell of a column that may be missing names this among others, `|` between them."""
    if column not in incidents.columns:
        return pd.Series(False, index=incidents.index)
    return incidents[column].str.split("|").map(lambda names: name in names).astype("bool")


def _numbers(texts: pd.Series) -> pd.Series:
    return pd.to_numeric(texts, errors="coerce").astype("float64")


def _exported_sources(incidents: pd.DataFrame) -> pd.DataFrame:
    """The sources that stand in one cell, as "publisher address | publisher address", or in GeoJSON as objects."""
    cells = incidents["sources"] if "sources" in incidents.columns else pd.Series(dtype="str")
    found = [
        {"row": row, "incident_id": incidents.at[row, "incident_id"]} | _NO_FACTS | source
        for row, cell in cells.items()
        for source in (_source_objects(str(cell)) or _source_texts(str(cell)))
    ]
    columns = ["row", "incident_id", *_SOURCE_FACTS]
    table = pd.DataFrame(found, columns=columns, dtype="str")
    return table.set_index(table.pop("row").astype("int64"))


def _source_texts(cell: str) -> list[dict[str, str]]:
    parts = [_SOURCE.fullmatch(part.strip()) for part in cell.split(" | ")]
    return [
        {"publisher": part[1] or part[2], "url": part[2] or ""}
        for part in parts
        if part and any(part.groups())
    ]


def _source_objects(cell: str) -> list[dict[str, str]]:
    """The sources of an exported GeoJSON; none where the cell is not written so."""
    try:
        written = json.loads(cell) if cell.startswith("[{") else []
    except (ValueError, RecursionError):
        return []
    facts = [{name: one.get(name) for name in _SOURCE_FACTS} for one in written if isinstance(one, dict)]
    return [
        {name: text.strip() for name, text in one.items() if isinstance(text, str)}
        for one in facts
        if one["publisher"]
    ]


def _fill_columns(texts: dict[str, pd.DataFrame], name: str) -> None:
    """Adds the columns that a table has not, empty, so that a shorter table of one's own is read too."""
    if name == INCIDENTS.name:
        return
    table = _by_name(name)
    rows = texts[name].copy()
    for column in table.columns:
        if column.name not in rows.columns:
            rows[column.name] = ""
    texts[name] = rows


def _with_known_columns(texts: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    known = {name: [column.name for column in _by_name(name).columns] for name in texts}
    own = own_columns_of(texts[INCIDENTS.name]) if INCIDENTS.name in texts else []
    return {
        name: rows[
            [
                *(column for column in known[name] if column in rows.columns),
                *(own if name == INCIDENTS.name else []),
            ]
        ]
        for name, rows in texts.items()
    }


def _by_name(name: str) -> Table:
    return next(table for table in TABLES if table.name == name)
