"""The matching incidents in the order that a table asks for."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import singledispatch
from typing import Final
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd
import pyarrow.compute as pc

from data.bounded_cache import LatestOfEach
from data.filters.summary import Summary
from data.language import current
from data.tables.dataset import BoolArray, Dataset, IntArray
from data.tables.vocabulary import DeviceCategory, Outcome, WherePrecision
from data.text.text_arrays import coded
from data.wording.phrases import place_of

ORDERS_CACHED: Final = 8
"""Orders that are remembered, so that a table's next page need not be sorted again."""


@dataclass(frozen=True)
class SortBy:
    """One column that a table is sorted by."""

    column: str
    """A key of SORTABLE."""
    is_descending: bool = False


def ordered_rows(summary: Summary, sorts: tuple[SortBy, ...] = ()) -> IntArray:
    """Positions of the matching incidents, by the first of `sorts`, then the second, and so on.

    The latest come first where `sorts` do not tell two apart. Empty cells come last in either direction;
    texts are compared without case and diacritics, places and devices in the language spoken now.
    """
    latest_first = summary.rows[::-1]
    if not sorts:
        return latest_first
    key = (sorts, current())
    cached = _orders.get(summary, key)
    if cached is not None:
        return cached
    # The last key of lexsort is the first to sort by.
    order = latest_first[np.lexsort([_sort_key(summary, one)[latest_first] for one in reversed(sorts)])]
    _orders.set(summary, key, order)
    return order


@singledispatch
def rows_between(
    summary: Summary, begin: int, end: int, sorts: tuple[SortBy, ...] = (), *, only_not_mapped: bool = False
) -> tuple[Summary, IntArray]:
    """A summary whose dataset has the matching incidents from one of them to before another in an order, and their
    positions in it; of those alone that are not mapped, the latest first, where `only_not_mapped`.
    """
    order = summary.not_drawn_rows[::-1] if only_not_mapped else ordered_rows(summary, sorts)
    return summary, order[begin:end]


@singledispatch
def place_in_order(summary: Summary, sorts: tuple[SortBy, ...], incident_id: str) -> int | None:
    """The place of an incident among those that match in an order, from 0; None where it does not match."""
    row = summary.dataset.row_of(incident_id)
    found = np.flatnonzero(ordered_rows(summary, sorts) == (-1 if row is None else row))
    return int(found[0]) if len(found) else None


def actors_of(summary: Summary, row: int) -> list[str]:
    """Whom the casualties in an incident belonged to, of those who match, each once, in the order of its casualties."""
    begin, end = np.searchsorted(summary.dataset.casualty_incident, [row, row + 1])
    actors = summary.dataset.casualties["affected_actor"].iloc[begin:end]
    if summary.chooses_people:
        actors = actors[summary.matches.casualties[begin:end]]
    return list(dict.fromkeys(actors))


_EMPTY: Final = -1
"""The rank of an empty cell."""


def _sort_key(summary: Summary, sort: SortBy) -> IntArray:
    ranks = SORTABLE[sort.column](summary)
    return np.where(ranks == _EMPTY, np.iinfo(ranks.dtype).max, -ranks if sort.is_descending else ranks)


def _days(summary: Summary) -> IntArray:
    days = summary.dataset.incidents["date_start"].to_numpy().astype("datetime64[D]")
    return np.where(np.isnat(days), _EMPTY, days.astype(np.int64) + _DAYS_BEFORE)


_DAYS_BEFORE: Final = 1_000_000
"""Days that are added to those since 1970, so that none is negative."""


def _people(outcome: Outcome) -> Callable[[Summary], IntArray]:
    def ranks(summary: Summary) -> IntArray:
        people = summary.tally.people
        best, unknown = (people[f"{outcome.value}_{part}"].to_numpy() for part in ("best", "unknown"))
        by_pattern: IntArray = np.where((best == 0) & (unknown > 0), _EMPTY, best)
        return by_pattern[summary.dataset.codes.pattern]

    return ranks


def _places(summary: Summary) -> IntArray:
    return _of(summary.dataset, "place", current(), lambda dataset: _text_ranks(_place_texts(dataset)))


def _actors(summary: Summary) -> IntArray:
    if summary.chooses_people:
        return _text_ranks(_actor_texts(summary.dataset, summary.matches.casualties))
    return _of(summary.dataset, "actors", "", lambda dataset: _text_ranks(_actor_texts(dataset)))


def _devices(summary: Summary) -> IntArray:
    coded = summary.dataset.incidents["device_category"].cat
    labels = pd.Series([DeviceCategory(category).label for category in coded.categories])
    return _text_ranks(labels)[coded.codes.to_numpy()]


def _precisions(summary: Summary) -> IntArray:
    return summary.dataset.incidents["where_prec"].to_numpy().astype(np.int64)


def _summaries(summary: Summary) -> IntArray:
    return _of(summary.dataset, "summary", "", lambda dataset: _text_ranks(dataset.incidents["summary"]))


SORTABLE: Final[dict[str, Callable[[Summary], IntArray]]] = {
    "date": _days,
    "place": _places,
    "killed": _people(Outcome.KILLED),
    "injured": _people(Outcome.INJURED),
    "actors": _actors,
    "device": _devices,
    "precision": _precisions,
    "publishers": lambda summary: summary.dataset.source_counts,
    "summary": _summaries,
}
"""The columns that a table can be sorted by; each function gives a rank an incident of the dataset, _EMPTY for none."""


def _place_texts(dataset: Dataset) -> pd.Series:
    """The words for each incident's place; they are made once for all incidents of one place."""
    names = ["where_prec", "place_name", "adm1_iso", "adm1_name", "location_as_reported"]
    known = pd.DataFrame(dataset.incidents[names]).astype(dict.fromkeys(names[1:], "str"))
    is_close = known["where_prec"] <= WherePrecision.NEAR_PLACE
    has_no_name = (known["adm1_name"] == "") & ~(is_close & (known["place_name"] != ""))
    # Nearly every source words it differently, so it is left out where it is not shown.
    known["location_as_reported"] = known["location_as_reported"].where(has_no_name, "")
    number = known.groupby(names, sort=False).ngroup().to_numpy()
    first = np.unique(number, return_index=True)[1]
    texts = pd.Series(
        [place_of(place, dataset) for place in known.iloc[first].to_dict("records")], dtype="str"
    )
    return texts.take(number)


def _actor_texts(dataset: Dataset, chosen: BoolArray | slice = slice(None)) -> pd.Series:
    """The actors of each incident's casualties, or of the chosen ones among them."""
    actors = pd.DataFrame(
        {"incident": dataset.casualty_incident, "actor": dataset.casualties["affected_actor"].astype("str")}
    )[chosen].drop_duplicates()
    is_alone = ~actors["incident"].duplicated(keep=False)
    texts = np.full(len(dataset.incidents), "", dtype=object)
    texts[actors.loc[is_alone, "incident"]] = actors.loc[is_alone, "actor"]
    together = actors[~is_alone].groupby("incident", sort=False)["actor"].agg(", ".join)
    texts[together.index] = together
    return pd.Series(texts, dtype="str")


def _text_ranks(texts: pd.Series) -> IntArray:
    """Numbers in the order of the texts without case and diacritics, equal for equal ones; _EMPTY for ""."""
    different, codes = coded(texts)
    bare = pc.replace_substring_regex(pc.utf8_normalize(different, "NFKD"), r"\p{M}+", "")
    for letter, base in (("ə", "e"), ("ı", "i")):
        bare = pc.replace_substring(pc.utf8_lower(bare), letter, base)
    ranks = pc.rank(bare, sort_keys="ascending", tiebreaker="dense").to_numpy().astype(np.int32)
    ranks[pc.equal(different, "").to_numpy(zero_copy_only=False)] = _EMPTY
    given: IntArray = ranks[codes]
    return given


def _of(dataset: Dataset, column: str, language: str, make: Callable[[Dataset], IntArray]) -> IntArray:
    """What `make` gives for a dataset, remembered as long as the dataset lives."""
    with _lock:
        ranks = _ranks.setdefault(dataset, {})
        known = ranks.get((column, language))
    if known is None:
        known = make(dataset)
        with _lock:
            ranks[column, language] = known
    return known


_lock: Final = threading.Lock()
_orders: Final[LatestOfEach[Summary, tuple[tuple[SortBy, ...], str], IntArray]] = LatestOfEach(ORDERS_CACHED)
_ranks: Final[WeakKeyDictionary[Dataset, dict[tuple[str, str], IntArray]]] = WeakKeyDictionary()
