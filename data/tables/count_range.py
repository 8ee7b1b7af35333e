"""A number of people with what sources disagree on, and the killed and injured of sums."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from data.tables.codes import PARTS
from data.tables.dataset import Dataset
from data.tables.vocabulary import Outcome

Sums = Mapping[Any, Any] | pd.Series
"""Sums by the names of columns."""


@dataclass(frozen=True)
class CountRange:
    """A number of people, with what sources disagree on."""

    best: int
    """Sum of the figures to use; a row without one adds its lowest, so that this never lies below `low`."""
    low: int
    """Sum of the lowest figures."""
    high: int
    """Sum of the highest figures; a row without one adds its best, or else its lowest."""
    unknown: int = 0
    """Rows without a figure to use: with any of them, `best` is a minimum."""
    open: int = 0
    """Of these the rows without a highest figure."""
    somebody: int = 0
    """Of these the rows whose lowest figure is not 0: people of a number that nobody gave."""
    is_recorded: bool = True
    """Whether the data record such people at all; where they do not, the figures are 0 and mean nothing."""
    is_chosen: bool = True
    """Whether the filter asks for what is counted; where it does not, the figures are 0 and mean nothing."""

    @classmethod
    def of(cls, sums: Sums, prefix: str = "", is_recorded: bool = True) -> CountRange:
        """The figures of a mapping that holds each of PARTS with this prefix."""
        parts = {part: int(sums[f"{prefix}{part}"]) for part in PARTS}
        best, low, high, unknown = (parts[part] for part in ("best", "low", "high", "unknown"))
        return cls(best, low, high, unknown, parts["open"], parts["somebody"], is_recorded)

    def __add__(self, other: CountRange) -> CountRange:
        """Both together; not recorded where one of them is not."""
        return CountRange(
            best=self.best + other.best,
            low=self.low + other.low,
            high=self.high + other.high,
            unknown=self.unknown + other.unknown,
            open=self.open + other.open,
            somebody=self.somebody + other.somebody,
            is_recorded=self.is_recorded and other.is_recorded,
            is_chosen=self.is_chosen and other.is_chosen,
        )

    @property
    def is_exact(self) -> bool:
        """Whether no source disagrees and no row lacks its figure."""
        return self.low == self.best == self.high and not self.unknown

    @property
    def has_figure(self) -> bool:
        """Whether such people are recorded, and requested: where not, the figures are 0 and mean nothing."""
        return self.is_recorded and self.is_chosen

    @property
    def is_known(self) -> bool:
        """Whether `best` says something: people are recorded, and not all of them without a figure."""
        return self.is_recorded and bool(self.best or not self.unknown)


def hurt_in(dataset: Dataset, sums: Sums) -> tuple[CountRange, CountRange]:
    """The killed and the injured in sums named as the columns of `tally.people`."""
    return count_of(dataset, sums, Outcome.KILLED), count_of(dataset, sums, Outcome.INJURED)


def count_of(dataset: Dataset, sums: Sums, outcome: Outcome) -> CountRange:
    """The people of one outcome in such sums."""
    return CountRange.of(sums, f"{outcome}_", outcome not in dataset.not_recorded)


def best_in(dataset: Dataset, counts: Sums) -> tuple[CountRange, CountRange]:
    """The killed and the injured of a row with the columns COUNTED of `data.filters.tally`, their ranges left out."""
    not_recorded = dataset.not_recorded
    killed, injured = (_best(counts, outcome, outcome not in not_recorded) for outcome in Outcome)
    return killed, injured


def _best(counts: Sums, outcome: Outcome, is_recorded: bool) -> CountRange:
    best = int(counts[outcome.value])
    return CountRange(best, best, best, int(counts[f"{outcome.value}_unknown"]), is_recorded=is_recorded)
