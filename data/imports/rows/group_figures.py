"""Figures of several columns for the same people: the ends of a range, and the parts of a whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

import pandas as pd

from data.imports.columns.cells import COUNT_PARTS, counts
from data.imports.columns.counts.group_counts import GroupCount
from data.imports.report.ledger import Ledger
from data.imports.rows.coded_rows import casualty_rows

PARTS_EXCEED: Final = (
    "The parts (men, women, boys, girls or others) add up to more than the whole; all parts are counted."
)
PARTS_BELOW_WHOLE: Final = "The parts (men, women, boys, girls or others) add up to less than the whole; the rest is coded without them."
OUT_OF_ORDER: Final = (
    "The lowest, best and highest number of people are not in this order; they were put into it."
)

Groups = Mapping[GroupCount, pd.DataFrame]
"""Figures (`low, best, high, is_given`) by whom they count."""


def with_ends(texts: pd.Series | None, groups: Groups, index: pd.Index, ledger: Ledger) -> pd.DataFrame:
    """The figures of everybody: of the column itself, with the ends that columns of their own give."""
    best = None if texts is None else counts(texts, ledger)
    return _one_count(
        best, {group: figures for group, figures in groups.items() if group.is_of_all}, index, ledger
    )


def together(groups: Groups) -> Iterator[tuple[GroupCount, pd.DataFrame]]:
    """Each group once, its columns of lowest, best and highest figure as one count."""
    whole = dict.fromkeys(replace(group, part="best") for group in groups)
    for one in whole:
        own = {group: figures for group, figures in groups.items() if replace(group, part="best") == one}
        yield one, _one_count(None, own, next(iter(own.values())).index, None)


def without_groups(people: pd.DataFrame, groups: Groups, ledger: Ledger) -> pd.DataFrame:
    """The figures of everybody less those that groups count in the same rows."""
    parts = [figures for group, figures in together(groups) if not group.is_of_all]
    if not parts:
        return people
    known = sum(figures["best"].fillna(0) for figures in parts)
    given = people["is_given"] & pd.concat([figures["is_given"] for figures in parts], axis=1).any(axis=1)
    rest = people["best"] - known
    ledger.remark(rest.index[given & (rest < 0)], PARTS_EXCEED)
    ledger.remark(rest.index[given & (rest > 0)], PARTS_BELOW_WHOLE)
    left = people.copy()
    for part in COUNT_PARTS:
        left[part] = people[part].where(~given, (people[part] - known).clip(lower=0))
    return left


def casualty_rows_of(
    group: GroupCount, figures: pd.DataFrame, who: Mapping[str, pd.Series], actors: Mapping[str, str]
) -> pd.DataFrame:
    """The casualty rows of a group: its sex, age group and role, the rest as the row says."""
    is_counted = figures["is_given"] & ~(figures["high"].eq(0) & figures["low"].eq(0))
    chosen = figures[is_counted]
    whose: dict[str, object] = {name: values.loc[chosen.index] for name, values in who.items()}
    if group.victim_category:
        whose |= {"victim_category": group.victim_category, "affected_actor": actors[group.victim_category]}
    numbers = {f"count_{part}": chosen[part] for part in COUNT_PARTS}
    return casualty_rows(
        chosen.index, **whose, outcome=group.outcome, sex=group.sex, age_group=group.age_group, **numbers
    )


def _one_count(
    best: pd.DataFrame | None, ends: Groups, index: pd.Index, ledger: Ledger | None
) -> pd.DataFrame:
    by_part = {group.part: figures for group, figures in ends.items()}
    middle = best if best is not None else by_part.get("best")
    nothing = pd.Series(float("nan"), index=index)
    figures = pd.DataFrame(
        {part: nothing if middle is None else middle[part] for part in COUNT_PARTS}, index=index
    )
    is_given = pd.Series(False, index=index) if middle is None else middle["is_given"].copy()
    for part in ("low", "high"):
        if part in by_part:
            own = by_part[part][part].where(by_part[part]["high"].notna() | (by_part[part]["low"] > 0))
            figures[part] = own.where(own.notna(), figures[part])
            is_given |= by_part[part]["is_given"]
    ordered = figures[["low", "best", "high"]]
    wrong = (
        (ordered["low"] > ordered["high"])
        | (ordered["best"] > ordered["high"])
        | (ordered["best"] < ordered["low"])
    )
    if wrong.any():
        if ledger is not None:
            ledger.remark(wrong.index[wrong], OUT_OF_ORDER)
        least, most = ordered.min(axis=1), ordered.max(axis=1)
        figures["low"] = figures["low"].where(~wrong, least)
        figures["high"] = figures["high"].where(~wrong, most)
    # The lowest figure and the highest leave nothing between them.
    is_exact = figures["best"].isna() & (figures["low"] == figures["high"])
    figures["best"] = figures["best"].where(~is_exact, figures["low"])
    words = {name: "" if middle is None else middle[name] for name in ("sex", "age_group")}
    return figures.assign(is_given=is_given, **words)
