"""The account of an import: what became of every row of the input, with sums that add up."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

import pandas as pd
import pyarrow as pa
from pyarrow import csv as arrow_csv

from data.excerpt import excerpt
from data.export import guarded_texts

REPORT: Final = "report.csv"
COLUMNS: Final = ("file", "sheet", "row", "result", "incident_id", "reason", "found")

_MOST_REASONS: Final = 25
"""Reasons that the text lists; the table has all."""


class Result(StrEnum):
    """What became of a row."""

    READ = "read"
    WITH_REMARK = "read with a remark"
    REFUSED = "refused"


@dataclass(frozen=True)
class Total:
    """A number of people or rows, in the input and in the dataset."""

    what: str
    in_input: int
    in_dataset: int


@dataclass(frozen=True)
class Account:
    """What became of every row, and what is to be known of the import as a whole."""

    rows: pd.DataFrame
    """One row an input row, with COLUMNS; `result` holds a `Result`, several reasons stand in one text."""
    reasons: pd.DataFrame
    """One row for each reason of each result: `result, reason, rows`, most rows first."""
    about: tuple[str, ...] = ()
    """What a row is, how rows were put together, and what was found out about the files."""
    cannot_tell: tuple[str, ...] = ()
    """What the source does not say, and the dataset so cannot show."""
    columns_dropped: tuple[str, ...] = ()
    """Columns about people that were not read, as `file: column`."""
    columns_not_read: tuple[str, ...] = ()
    """Columns that stand for nothing in the atlas, as `file: column`."""
    totals: tuple[Total, ...] = ()
    possible_duplicates: pd.DataFrame = field(
        default_factory=lambda: pd.DataFrame(
            columns=["incident_id", "other_incident_id", "reason"], dtype="str"
        )
    )
    """Pairs of incidents that may be one; nothing was merged."""

    @property
    def rows_in(self) -> int:
        """Rows of the input."""
        return len(self.rows)

    def count(self, result: Result) -> int:
        """Rows with a result; the three counts add up to `rows_in`."""
        return int((self.rows["result"] == result.value).sum())

    @property
    def refused_by_reason(self) -> dict[str, int]:
        """Refused rows by their reason, most first; the counts add up to the refused rows."""
        return self._by_reason(Result.REFUSED)

    @property
    def remarks_by_reason(self) -> dict[str, int]:
        """Rows read with each remark; a row with two remarks counts in both."""
        return self._by_reason(Result.WITH_REMARK)

    def _by_reason(self, result: Result) -> dict[str, int]:
        chosen = self.reasons[self.reasons["result"] == result.value]
        return dict(zip(chosen["reason"].tolist(), chosen["rows"].tolist(), strict=True))

    def to_csv(self) -> str:
        """The rows as CSV with a header."""
        columns = {name: guarded_texts(self.rows[name].astype("str")) for name in COLUMNS}
        arrays = [pa.array(column, pa.large_string()) for column in columns.values()]
        file = io.BytesIO()
        arrow_csv.write_csv(pa.table(arrays, names=list(columns)), file)
        return file.getvalue().decode("utf-8")

    def to_text(self) -> str:
        """The account in lines for a terminal."""
        read, remarked, refused = (self.count(result) for result in Result)
        lines = [
            f"{self.rows_in:,} rows: {read:,} read, {remarked:,} read with a remark, {refused:,} refused.",
            *self.about,
        ]
        lines += [
            f"{total.what}: {total.in_input:,} in the input, {total.in_dataset:,} in the dataset."
            for total in self.totals
        ]
        lines += _block("Refused:", self.refused_by_reason)
        lines += _block("Remarks:", self.remarks_by_reason)
        lines += _list("What this source cannot tell:", self.cannot_tell)
        lines += _list("Dropped, because it is about persons:", self.columns_dropped)
        lines += _list("Columns that stand for nothing in the atlas:", _by_file(self.columns_not_read))
        if pairs := len(self.possible_duplicates):
            shown = self.possible_duplicates.head(20).itertuples()
            lines += _list(
                f"Possible duplicates ({pairs:,} pairs; nothing was merged):",
                [f"{pair.incident_id} and {pair.other_incident_id}: {pair.reason}" for pair in shown],
            )
        return "\n".join(lines)


def _block(title: str, counts: Mapping[str, int]) -> list[str]:
    entries = [f"{count:,} × {reason}" for reason, count in counts.items()]
    if len(entries) > _MOST_REASONS:
        entries[_MOST_REASONS:] = [f"… and {len(entries) - _MOST_REASONS:,} other reasons, in {REPORT}."]
    return _list(title, entries)


def _by_file(columns: Iterable[str]) -> list[str]:
    """One entry a file, out of `file: column`."""
    names: dict[str, list[str]] = {}
    for column in columns:
        file, _, name = column.partition(": ")
        names.setdefault(file, []).append(name)
    return [f"{file}: {', '.join(found)}" for file, found in names.items()]


def _list(title: str, entries: Iterable[str]) -> list[str]:
    lines = [f"  {entry}" for entry in entries]
    return [title, *lines] if lines else []


@dataclass
class Ledger:
    """Where the rows of one table are entered while they are read."""

    file: str
    sheet: str
    rows: pd.Index
    """Numbers of all rows that the table had."""
    _entries: list[pd.DataFrame] = field(default_factory=list)

    def remark(self, rows: pd.Index, reason: str, found: Sequence[str] | pd.Series | str = "") -> None:
        """Enter a remark for rows; `found` is the value that led to it, one for all or one a row."""
        self._enter(rows, reason, found, is_refused=False)

    def refuse(self, rows: pd.Index, reason: str, found: Sequence[str] | pd.Series | str = "") -> None:
        """Enter rows as refused; the first reason counts."""
        self._enter(rows, reason, found, is_refused=True)

    @property
    def refused(self) -> pd.Index:
        """The rows refused so far."""
        parts = [entry.loc[entry["is_refused"], "row"] for entry in self._entries]
        return pd.Index(pd.concat(parts).unique()) if parts else pd.Index([], dtype="int64")

    def closed(self, incident_ids: pd.Series) -> tuple[pd.DataFrame, pd.DataFrame]:
        """The account's rows, and each reason with the row it was given for (`row, result, reason`).

        `incident_ids` is the incident of each row that was read, by the row's number.
        """
        entries = self._ordered()
        refused = entries[entries["is_refused"]].drop_duplicates("row")
        remarks = entries[~entries["is_refused"] & ~entries["row"].isin(refused["row"])]
        table = pd.DataFrame({"row": self.rows, "result": Result.READ.value})
        table.loc[table["row"].isin(remarks["row"]), "result"] = Result.WITH_REMARK.value
        table.loc[table["row"].isin(refused["row"]), "result"] = Result.REFUSED.value
        said = pd.concat([refused, remarks])
        joined = said.groupby("row")[["reason", "found"]].agg(_joined) if len(said) else said.set_index("row")
        for name in ("reason", "found"):
            table[name] = table["row"].map(joined[name]).astype(object).fillna("").astype("str")
        ids = table["row"].map(incident_ids)
        table["incident_id"] = (
            ids.where(table["result"] != Result.REFUSED.value).astype(object).fillna("").astype("str")
        )
        table["file"], table["sheet"] = self.file, self.sheet
        reasons = pd.concat(
            [refused.assign(result=Result.REFUSED.value), remarks.assign(result=Result.WITH_REMARK.value)]
        )
        return table[list(COLUMNS)], reasons[["row", "result", "reason"]]

    def _ordered(self) -> pd.DataFrame:
        if not self._entries:
            return pd.DataFrame(
                {
                    "row": pd.Series(dtype="int64"),
                    "reason": "",
                    "found": "",
                    "is_refused": pd.Series(dtype="bool"),
                }
            )
        return pd.concat(self._entries, ignore_index=True).drop_duplicates(["row", "reason", "is_refused"])

    def _enter(
        self, rows: pd.Index, reason: str, found: Sequence[str] | pd.Series | str, *, is_refused: bool
    ) -> None:
        if len(rows) == 0:
            return
        values = found if isinstance(found, str) else [excerpt(str(value)) for value in found]
        self._entries.append(
            pd.DataFrame({"row": rows, "reason": reason, "found": values, "is_refused": is_refused})
        )


def account_of(
    ledgers: Sequence[tuple[Ledger, pd.Series]],
    about: Iterable[str] = (),
    cannot_tell: Iterable[str] = (),
    columns_dropped: Iterable[str] = (),
    columns_not_read: Iterable[str] = (),
    totals: Iterable[Total] = (),
) -> Account:
    """The account of tables whose rows were entered in ledgers, each with the incident of each row read."""
    closed = [ledger.closed(incident_ids) for ledger, incident_ids in ledgers]
    rows = pd.concat([table for table, _ in closed], ignore_index=True)
    said = pd.concat([reasons for _, reasons in closed], ignore_index=True)
    counts = said.groupby(["result", "reason"], as_index=False).size().rename(columns={"size": "rows"})
    ordered = counts.sort_values(["rows", "reason"], ascending=[False, True], ignore_index=True)
    return Account(
        rows,
        ordered,
        tuple(dict.fromkeys(about)),
        tuple(dict.fromkeys(cannot_tell)),
        tuple(dict.fromkeys(columns_dropped)),
        tuple(dict.fromkeys(columns_not_read)),
        tuple(totals),
    )


def _joined(texts: pd.Series) -> str:
    return " ".join(dict.fromkeys(text for text in texts if text))
