"""The account of an import: what became of every row of the input, with sums that add up."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import pandas as pd
import pyarrow as pa
from pyarrow import csv as arrow_csv

from data.guard import guarded_texts
from data.imports.report.ledger import COLUMNS, Ledger, Result

REPORT: Final = "report.csv"

_MOST_REASONS: Final = 25
"""Reasons that the text lists one by one; the table has all."""
_ROWS_SHOWN: Final = 20
"""Rows of one reason in an account in short."""
_REASONS_SHOWN: Final = 500
"""Reasons of one result in an account in short."""
_REASON_COLUMNS: Final = ("result", "reason", "kind", "rows")


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
    """One row for each reason of each result: `result, reason, kind, rows`, most rows first; reasons that differ
    only in their values are of one kind."""
    notices: tuple[str, ...] = ()
    """What must be known before any number: which kinds of event were taken, and who chose them."""
    about: tuple[str, ...] = ()
    """What a row is, how rows were put together, and what was found out about the files."""
    cannot_tell: tuple[str, ...] = ()
    """What the source does not say, and the dataset so cannot show."""
    columns_dropped: tuple[str, ...] = ()
    """Columns about people that were not read, as `file: column`."""
    columns_not_read: tuple[str, ...] = ()
    """Columns not used, as `file: column`."""
    totals: tuple[Total, ...] = ()
    possible_duplicates: pd.DataFrame = field(
        default_factory=lambda: pd.DataFrame(
            columns=["incident_id", "other_incident_id", "reason"], dtype="str"
        )
    )
    """Pairs of incidents that may be one; nothing was merged."""
    values_not_understood: tuple[str, ...] = ()
    """Values whose words are none that the atlas knows, with their rows and the field that they are of."""
    choices: tuple[str, ...] = ()
    """What a person is to choose, each with its rows and all that may be meant."""
    duplicate_groups: tuple[str, ...] = ()
    """The same in groups, each in words, the likeliest first."""
    retained_columns: tuple[str, ...] = ()
    """Columns that mean nothing to the atlas and are kept as the user's own, as `file: column`."""
    counts: Mapping[Result, int] | None = None
    """Rows with each result, where `rows` has only some of them; None where it has all."""

    @property
    def rows_in(self) -> int:
        """Rows of the input."""
        return sum(map(self.count, Result))

    def count(self, result: Result) -> int:
        """Rows with a result; the counts of all results add up to `rows_in`."""
        if self.counts is not None:
            return self.counts[result]
        return int((self.rows["result"] == result.value).sum())

    def in_short(self) -> Account:
        """The account as a page shows it: the same counts, of each result a few rows of each reason, and the reasons
        of a result that has very many of them by their kind.
        """
        rows = [
            self.rows[self.rows["result"] == result.value]
            for result in (Result.REFUSED, Result.OUT_OF_SCOPE, Result.WITH_REMARK)
        ]
        shown = [some.groupby("reason", sort=False).head(_ROWS_SHOWN).head(_ROWS_SHOWN**2) for some in rows]
        return replace(
            self,
            rows=pd.concat(shown, ignore_index=True),
            reasons=pd.concat([self._few_reasons(result) for result in Result], ignore_index=True),
            counts={result: self.count(result) for result in Result},
        )

    def _few_reasons(self, result: Result) -> pd.DataFrame:
        reasons = self.reasons[self.reasons["result"] == result.value]
        if len(reasons) <= _REASONS_SHOWN:
            return reasons
        few = _by_kind(reasons)
        return few.assign(result=result.value, kind=few["reason"])[[*_REASON_COLUMNS]].head(_REASONS_SHOWN)

    @property
    def refused_by_reason(self) -> dict[str, int]:
        """Refused rows by their reason, most first; the counts add up to the refused rows."""
        return self._by_reason(Result.REFUSED)

    @property
    def out_of_scope_by_reason(self) -> dict[str, int]:
        """Rows out of scope by their reason, most first; the counts add up to these rows."""
        return self._by_reason(Result.OUT_OF_SCOPE)

    @property
    def remarks_by_reason(self) -> dict[str, int]:
        """Rows read with each remark; a row with two remarks counts in both."""
        return self._by_reason(Result.WITH_REMARK)

    def reasons_of(self, result: Result, most: int) -> pd.DataFrame:
        """The reasons of a result for a list of at most `most`: `reason, rows`, most rows first.

        Only where there are more, those that differ in nothing but their values are one.
        """
        reasons = self.reasons[self.reasons["result"] == result.value]
        return (reasons if len(reasons) <= most else _by_kind(reasons))[["reason", "rows"]]

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
        lines = [*self.notices, self._sums(), *self.about]
        # What the rows of other kinds of event hold is not added up.
        whole = "in the rows in scope" if self.count(Result.OUT_OF_SCOPE) else "in the input"
        lines += [
            f"{total.what}: {total.in_input:,} {whole}, {total.in_dataset:,} in the dataset."
            for total in self.totals
        ]
        lines += _list("Refused:", _counted(self.reasons_of(Result.REFUSED, _MOST_REASONS)))
        lines += _list("Out of scope:", _counted(self.reasons_of(Result.OUT_OF_SCOPE, _MOST_REASONS)))
        lines += _list("Remarks:", _counted(self.reasons_of(Result.WITH_REMARK, _MOST_REASONS)))
        lines += _list("Not recorded by this source:", self.cannot_tell)
        lines += _list("Dropped, because it is about persons:", self.columns_dropped)
        lines += _list(
            "Choose one (under “choices” in the columns file; “none” for none of them):",
            self.choices[:_MOST_REASONS],
        )
        lines += _list(
            "Words not understood (say under “values” in the columns file what they mean):",
            self.values_not_understood,
        )
        lines += _list("Columns kept as your own:", _by_file(self.retained_columns))
        lines += _list("Columns not used:", _by_file(self.columns_not_read))
        if groups := self.duplicate_groups:
            title = f"Possible duplicates ({len(groups):,} {'group' if len(groups) == 1 else 'groups'}"
            title += ", the likeliest first; say under “duplicates” in the columns file what they are):"
            lines += _list(title, groups[:20])
        return "\n".join(lines)

    def _sums(self) -> str:
        """What became of the rows; those out of scope are named only where there are some."""
        counts = {result: self.count(result) for result in Result}
        parts = [
            f"{count:,} {result}"
            for result, count in counts.items()
            if count or result is not Result.OUT_OF_SCOPE
        ]
        return f"{self.rows_in:,} {'row' if self.rows_in == 1 else 'rows'}: {', '.join(parts)}."


def _counted(reasons: pd.DataFrame) -> list[str]:
    lines = [f"{rows:,} × {reason}" for reason, rows in reasons.head(_MOST_REASONS).itertuples(index=False)]
    more = len(reasons) - len(lines)
    return [*lines, f"… and {more:,} other reasons, in {REPORT}."] if more else lines


def _by_kind(reasons: pd.DataFrame) -> pd.DataFrame:
    """The reasons of each kind as one: that of most rows, how many others there are, and the rows of all."""
    kinds = reasons.groupby("kind", sort=False)
    table = kinds.agg(reason=("reason", "first"), others=("reason", "size"), rows=("rows", "sum"))
    table["others"] -= 1
    alike = " (and " + table["others"].map("{:,}".format) + " like it, with other values)"
    table["reason"] += alike.where(table["others"] > 0, "")
    return table.sort_values(["rows", "reason"], ascending=[False, True])


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


def account_of(
    ledgers: Sequence[tuple[Ledger, pd.Series]],
    about: Iterable[str] = (),
    cannot_tell: Iterable[str] = (),
    columns_dropped: Iterable[str] = (),
    columns_not_read: Iterable[str] = (),
    totals: Iterable[Total] = (),
    notices: Iterable[str] = (),
) -> Account:
    """The account of tables whose rows were entered in ledgers, each with the incident of each row read."""
    closed = [ledger.closed(incident_ids) for ledger, incident_ids in ledgers]
    rows = pd.concat([table for table, _ in closed], ignore_index=True)
    all_reasons = pd.concat([reasons for _, reasons in closed], ignore_index=True)
    counts = all_reasons.groupby(["result", "reason"], as_index=False).agg(
        kind=("kind", "first"), rows=("row", "size")
    )
    ordered = counts.sort_values(["rows", "reason"], ascending=[False, True], ignore_index=True)
    return Account(
        rows,
        ordered,
        tuple(dict.fromkeys(notices)),
        tuple(dict.fromkeys(about)),
        tuple(dict.fromkeys(cannot_tell)),
        tuple(dict.fromkeys(columns_dropped)),
        tuple(dict.fromkeys(columns_not_read)),
        tuple(totals),
    )
