"""Incidents that a person judged to be one, put together: the first stays, with the sources of all and the range of
their figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from data.imports.rows.coded_rows import count_texts

_COUNTS = ("count_low", "count_best", "count_high")


def merged(
    texts: dict[str, pd.DataFrame], groups: Iterable[Sequence[str]]
) -> tuple[dict[str, pd.DataFrame], dict[str, str]]:
    """The tables with one incident for each group, and the identifier that stays for each that went."""
    groups = list(groups)
    if not groups:
        return texts, {}
    known = set(texts["incidents"]["incident_id"])
    stays: dict[str, str] = {}
    result = dict(texts)
    for group in groups:
        ids = [name for name in dict.fromkeys(group) if name in known and name not in stays]
        if len(ids) > 1:
            result = _as_one(result, ids)
            stays |= dict.fromkeys(ids[1:], ids[0])
    return result, stays


def _as_one(texts: dict[str, pd.DataFrame], ids: Sequence[str]) -> dict[str, pd.DataFrame]:
    first, others = ids[0], set(ids[1:])
    incidents, casualties, sources = (texts[name] for name in ("incidents", "casualties", "sources"))
    of_all = casualties[casualties["incident_id"].isin(ids)]
    together = pd.concat(
        [_range(of_all[of_all["outcome"] == outcome], ids) for outcome in ("killed", "injured")]
    )
    sources = sources.assign(
        incident_id=sources["incident_id"].where(~sources["incident_id"].isin(others), first)
    )
    sources = sources.drop_duplicates()
    remaining = incidents[~incidents["incident_id"].isin(others)].copy()
    is_first = remaining["incident_id"] == first
    differs = (
        of_all.groupby(["incident_id", "outcome"])["count_best"]
        .agg(tuple)
        .groupby("outcome")
        .nunique()
        .gt(1)
        .any()
    )
    remaining.loc[is_first, "verification_status"] = "conflicting" if differs else "multiple_sources"
    note = f"Put together from {', '.join(ids)}, which a person judged to be one incident."
    remaining.loc[is_first, "notes"] = (remaining.loc[is_first, "notes"] + " " + note).str.strip()
    left = casualties[~casualties["incident_id"].isin(ids)]
    return texts | {"incidents": remaining, "casualties": pd.concat([left, together]), "sources": sources}


def _range(rows: pd.DataFrame, ids: Sequence[str]) -> pd.DataFrame:
    """The casualties of one outcome as the first incident that has some gives them, with the range of all."""
    by = {name: rows[rows["incident_id"] == name] for name in ids}
    given = [own for own in by.values() if len(own)]
    if not given:
        return rows
    chosen = given[0].assign(incident_id=ids[0])
    sums = [
        {part: pd.to_numeric(own[part], errors="coerce").sum(min_count=len(own)) for part in _COUNTS}
        for own in given
    ]
    lows = [one["count_low"] if pd.notna(one["count_low"]) else one["count_best"] for one in sums]
    highs = [one["count_high"] for one in sums]
    if len(chosen) == 1 and len(given) > 1:
        low = pd.Series(lows).min()
        high = pd.Series(highs).max() if pd.Series(highs).notna().all() else float("nan")
        index = chosen.index
        chosen = chosen.assign(
            count_low=count_texts(pd.Series(low, index)), count_high=count_texts(pd.Series(high, index))
        )
    return chosen
