"""Tables that the schema accepts: what breaks a rule is refused incident by incident."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd

from data.errors import DatasetError, RowProblem
from data.imports.report.ledger import Ledger
from data.language import N_
from data.limits import Work
from data.tables.checks.row_checks import check

OTHER_ROW: Final = "Another row of this incident was refused, and so the whole incident."

_OF_INCIDENTS: Final = ("incidents", "casualties", "sources")


@dataclass
class Entry:
    """Where the rows of a table are accounted for."""

    ledger: Ledger
    incident_ids: pd.Series
    """The incident of each row that is read, by the row's number in the ledger."""


@dataclass(frozen=True)
class Checked:
    """Tables without a fault."""

    texts: dict[str, pd.DataFrame]
    typed: dict[str, pd.DataFrame]
    entries: tuple[Entry, ...]


def checked(texts: dict[str, pd.DataFrame], entries: Mapping[str, Entry], work: Work) -> Checked:
    """The tables without the incidents, places and totals that break a rule of the schema.

    The index of each table is the row in its entry's ledger, where what is taken out is refused: the row at
    fault with the rule that it breaks, the other rows of its incident with it. Raises DatasetError when a
    whole table is at fault.
    """
    different = {id(entry): entry for entry in entries.values()}
    while True:
        work.at(N_("Checking the tables"))
        typed, problems = check(texts)
        if not problems:
            return Checked(texts, typed, tuple(different.values()))
        if whole := [problem for problem in problems if problem.row is None or problem.row == 1]:
            raise DatasetError(whole)
        texts = _without(texts, entries, problems)


def _without(
    texts: dict[str, pd.DataFrame], entries: Mapping[str, Entry], problems: Iterable[RowProblem]
) -> dict[str, pd.DataFrame]:
    wrong: dict[str, set[int]] = {}
    for problem in problems:
        assert problem.row is not None
        name = problem.file.removesuffix(".csv")
        wrong.setdefault(name, set()).add(problem.row)
        reason = f"{problem.column}: {problem.remedy}" if problem.column else problem.remedy
        entries[name].ledger.refuse(pd.Index([problem.row]), reason, [problem.value or ""])
    at_fault = _incidents_of(texts, wrong)
    for entry in {id(entry): entry for entry in entries.values()}.values():
        ids = entry.incident_ids
        entry.ledger.refuse(ids.index[ids.isin(at_fault)].difference(entry.ledger.not_read), OTHER_ROW)
        entry.incident_ids = ids[~ids.isin(at_fault)].drop(index=entry.ledger.not_read, errors="ignore")
    usable = {}
    for name, rows in texts.items():
        rows = rows[~rows.index.isin(wrong.get(name, set()))]  # noqa: PLW2901 - what is left of them
        usable[name] = rows[~rows["incident_id"].isin(at_fault)] if name in _OF_INCIDENTS else rows
    return usable


def _incidents_of(texts: Mapping[str, pd.DataFrame], wrong: Mapping[str, set[int]]) -> set[str]:
    """The incidents of rows at fault; a row of another incident with the same identifier is not its."""
    found: set[str] = set()
    for name in _OF_INCIDENTS:
        if name in wrong and name in texts:
            rows = texts[name]
            found |= set(rows.loc[rows.index.isin(wrong[name]), "incident_id"].str.strip())
    incidents = texts.get("incidents")
    if incidents is None or "incidents" not in wrong:
        return found
    # Where a second row has the identifier of a first that is in order, only the second is refused.
    is_wrong = incidents.index.isin(wrong["incidents"])
    in_order = set(incidents.loc[~is_wrong, "incident_id"].str.strip())
    of_wrong_incidents = set(incidents.loc[is_wrong, "incident_id"].str.strip())
    others = {id_ for id_ in found if id_ not in of_wrong_incidents}
    return others | (of_wrong_incidents - in_order)
