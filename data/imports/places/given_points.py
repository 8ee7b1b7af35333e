"""The points that rows give, checked, each with its remarks."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from data.imports.report.ledger import Ledger
from data.language import N_
from data.limits import Work
from data.places.coordinates.checked_points import CheckedPoints, check_points
from data.tables.codes import joined
from data.text.text_arrays import coded

_POINTS_AT_ONCE: Final = 50_000


def checked_points(table: pd.DataFrame, ledger: Ledger, work: Work) -> CheckedPoints:
    """The coordinate to use of each row, with remarks; rows that say the same are checked once."""
    given = [table[name].str.strip() for name in ("longitude", "latitude")]
    columns = [*given, table["adm0"], table["adm1_iso"]]
    # In the order in which they first stand, as the account names them.
    same, keys = pd.factorize(joined(*(coded(column)[1] for column in columns))[0])
    # Of rows that say the same the last is as good as the first.
    at = np.zeros(len(keys), dtype=np.intp)
    at[same] = np.arange(len(same))
    different = [column.iloc[at] for column in columns]
    parts: list[CheckedPoints] = []
    numbered_remarks: list[tuple[int, str]] = []
    for first in range(0, max(len(at), 1), _POINTS_AT_ONCE):
        work.at(N_("Checking points"), first / max(len(at), 1))
        x, y, countries, districts = (
            column.iloc[first : first + _POINTS_AT_ONCE].tolist() for column in different
        )
        parts.append(check_points(x, y, countries, districts))
        numbered_remarks += [
            (first + row, remark) for row, remarks in parts[-1].remarks.items() for remark in remarks
        ]
    _enter_each(table.index, same, numbered_remarks, given[0] + ", " + given[1], ledger)
    return CheckedPoints(
        np.concatenate([part.longitude for part in parts])[same],
        np.concatenate([part.latitude for part in parts])[same],
        np.concatenate([part.adm0 for part in parts])[same],
        np.concatenate([part.adm1_iso for part in parts])[same],
        np.concatenate([part.is_corrected for part in parts])[same],
        {},
    )


def _enter_each(
    rows: pd.Index,
    groups: npt.NDArray[np.integer[Any]],
    numbered_remarks: list[tuple[int, str]],
    found: pd.Series,
    ledger: Ledger,
) -> None:
    """Enter the remarks of each group for every row that is in it."""
    order = np.argsort(groups, kind="stable")
    ends = np.searchsorted(groups[order], np.arange(groups.max(initial=-1) + 2))
    members = [order[ends[group] : ends[group + 1]] for group, _remark in numbered_remarks]
    if not members:
        return
    positions = np.concatenate(members)
    each = np.repeat(np.arange(len(numbered_remarks)), [len(one) for one in members])
    ledger.remark_each(
        rows[positions], [numbered_remarks[one][1] for one in each], found.iloc[positions].tolist()
    )
