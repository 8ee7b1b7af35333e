"""Where the rows of one table are entered while they are read: what became of each, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

import pandas as pd

from data.imports.report.composed import Composed, as_written
from data.imports.report.open_choices import OpenChoice
from data.remark import Remark
from data.text.excerpt import excerpt

COLUMNS: Final = ("file", "sheet", "row", "result", "incident_id", "reason", "found")


class Result(StrEnum):
    """What became of a row."""

    READ = "read"
    WITH_REMARK = "read with a remark"
    REFUSED = "refused"
    OUT_OF_SCOPE = "out of scope"
    """Of another kind of event than those that count, or no incident at all."""


NOT_READ: Final = (Result.REFUSED, Result.OUT_OF_SCOPE)
"""Results of rows that give no incident."""


@dataclass
class Ledger:
    """Where the rows of one table are entered while they are read."""

    file: str
    sheet: str
    rows: pd.Index
    """Numbers of all rows that the table had."""
    open_choices: list[OpenChoice] = field(default_factory=list)
    """What only a person can decide."""
    composed: list[Composed] = field(default_factory=list)
    """Texts that were made of several cells: what was found are the cells."""
    _entries: list[pd.DataFrame] = field(default_factory=list)

    def remark(self, rows: pd.Index, reason: str, found: Sequence[str] | pd.Series | str = "") -> None:
        """Enter a remark for rows; `found` is the value that led to it, one for all or one a row."""
        self._enter(rows, reason, found, Result.WITH_REMARK)

    def remark_each(self, rows: pd.Index, remarks: Sequence[str], found: Sequence[str]) -> None:
        """Enter many remarks, each with its row and the value that led to it; a row may have several."""
        if len(rows):
            kinds = [_kind(remark) for remark in remarks]
            texts, values = [str(remark) for remark in remarks], [excerpt(value) for value in found]
            self._entries.append(_entered(rows, texts, kinds, values, Result.WITH_REMARK))

    def refuse(self, rows: pd.Index, reason: str, found: Sequence[str] | pd.Series | str = "") -> None:
        """Enter rows as refused; the first reason counts."""
        self._enter(rows, reason, found, Result.REFUSED)

    def leave_out(self, rows: pd.Index, reason: str, found: Sequence[str] | pd.Series | str = "") -> None:
        """Enter rows as out of scope; the first reason counts."""
        self._enter(rows, reason, found, Result.OUT_OF_SCOPE)

    @property
    def not_read(self) -> pd.Index:
        """The rows refused or out of scope so far."""
        return self._rows_with(NOT_READ)

    @property
    def out_of_scope(self) -> pd.Index:
        """The rows out of scope so far."""
        return self._rows_with((Result.OUT_OF_SCOPE,))

    def _rows_with(self, results: Sequence[Result]) -> pd.Index:
        parts = [entry.loc[entry["result"].isin(results), "row"] for entry in self._entries]
        return pd.Index(pd.concat(parts).unique()) if parts else pd.Index([], dtype="int64")

    def closed(self, incident_ids: pd.Series) -> tuple[pd.DataFrame, pd.DataFrame]:
        """The account's rows, and each reason with the row it was given for (`row, result, reason, kind`).

        `incident_ids` is the incident of each row that was read, by the row's number.
        """
        entries = self._ordered()
        if self.composed:
            written = as_written(pd.Index(entries["row"]), entries["found"].tolist(), self.composed)
            entries = entries.assign(found=written)
        not_read = entries[entries["result"].isin(NOT_READ)].drop_duplicates("row")
        remarks = entries[~entries["result"].isin(NOT_READ) & ~entries["row"].isin(not_read["row"])]
        reasons = pd.concat([not_read, remarks])
        table = pd.DataFrame({"row": self.rows, "result": Result.READ.value})
        found = table["row"].map(reasons.drop_duplicates("row").set_index("row")["result"])
        table["result"] = found.where(found.notna(), Result.READ.value).astype("str")
        joined = _joined_by_row(reasons)
        for name in ("reason", "found"):
            table[name] = table["row"].map(joined[name]).astype(object).fillna("").astype("str")
        ids = table["row"].map(incident_ids)
        table["incident_id"] = (
            ids.where(~table["result"].isin(NOT_READ)).astype(object).fillna("").astype("str")
        )
        table["file"], table["sheet"] = self.file, self.sheet
        return table[list(COLUMNS)], reasons[["row", "result", "reason", "kind"]]

    def _ordered(self) -> pd.DataFrame:
        if not self._entries:
            return _entered(pd.Index([], dtype="int64"), "", "", "", Result.WITH_REMARK)
        return pd.concat(self._entries, ignore_index=True).drop_duplicates(["row", "reason", "result"])

    def _enter(
        self, rows: pd.Index, reason: str, found: Sequence[str] | pd.Series | str, result: Result
    ) -> None:
        if len(rows) == 0:
            return
        values = found if isinstance(found, str) else [excerpt(str(value)) for value in found]
        self._entries.append(_entered(rows, str(reason), _kind(reason), values, result))


def _entered(
    rows: pd.Index, reasons: str | list[str], kinds: str | list[str], found: str | list[str], result: Result
) -> pd.DataFrame:
    return pd.DataFrame(
        {"row": rows, "reason": reasons, "kind": kinds, "found": found, "result": result.value}
    )


def _kind(reason: str) -> str:
    return reason.kind if isinstance(reason, Remark) else reason


def _joined_by_row(entries: pd.DataFrame) -> pd.DataFrame:
    """The `reason` and `found` of each row, by its number; several are joined in one text."""
    texts = entries.set_index("row")[["reason", "found"]]
    has_several = texts.index.duplicated(keep=False)
    if not has_several.any():
        return texts
    return pd.concat(
        [
            texts[~has_several],
            texts[has_several].groupby(level="row").agg({"reason": _sentences, "found": _values}),
        ]
    )


def _sentences(texts: pd.Series) -> str:
    return " ".join(dict.fromkeys(text for text in texts if text))


def _values(texts: pd.Series) -> str:
    return "; ".join(dict.fromkeys(text for text in texts if text))
