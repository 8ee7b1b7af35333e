"""The rows of several inputs in one table each, with identifiers that differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from data.imports.checked_tables import Checked, Entry
from data.tables.schema import INCIDENTS


def joined_tables(tables: Sequence[Mapping[str, pd.DataFrame]]) -> dict[str, pd.DataFrame]:
    """The rows of several inputs, in one table each."""
    names = dict.fromkeys(name for one in tables for name in one)
    joined = {
        name: pd.concat([one[name] for one in tables if name in one], ignore_index=True) for name in names
    }
    joined[INCIDENTS.name] = _with_own_columns_filled(joined[INCIDENTS.name])
    if "places" in joined:
        joined["places"] = joined["places"].drop_duplicates(["place_name", "adm1_iso"], ignore_index=True)
    return joined


def _with_own_columns_filled(incidents: pd.DataFrame) -> pd.DataFrame:
    """The incidents of several inputs: what one of them calls its own and another has not is empty there."""
    known = {column.name for column in INCIDENTS.columns}
    own = [str(name) for name in incidents.columns if name not in known]
    is_typed = isinstance(incidents["date_prec"].dtype, np.dtype)
    filled = {
        name: incidents[name].astype(object).where(incidents[name].notna(), "").astype("str") for name in own
    }
    return incidents.assign(
        **{name: text.astype("category") if is_typed else text for name, text in filled.items()}
    )


def with_own_identifiers(found: Checked, taken: set[str], number: int) -> Checked:
    """The tables, their identifiers with a number before them where an input before has one of them."""
    if not taken or not taken & set(found.texts[INCIDENTS.name]["incident_id"]):
        return found

    def renamed(tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
        return {
            name: rows.assign(incident_id=f"{number}-" + rows["incident_id"])
            if "incident_id" in rows
            else rows
            for name, rows in tables.items()
        }

    entries = tuple(Entry(entry.ledger, f"{number}-" + entry.incident_ids) for entry in found.entries)
    return Checked(renamed(found.texts), renamed(found.typed), entries)
