"""Columns of text that are read one text at a time."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import Any, Final, overload

import pyarrow as pa

_APART: Final = 16
_AT_ONCE: Final = 4


class Texts(Sequence[str]):
    """An Arrow column of text, read one at a time: a list of them all would take ten times the memory."""

    def __init__(self, column: Any) -> None:
        self._column = column

    def __len__(self) -> int:
        return len(self._column)

    @overload
    def __getitem__(self, position: int) -> str: ...
    @overload
    def __getitem__(self, position: slice) -> list[str]: ...
    def __getitem__(self, position: int | slice) -> str | list[str]:
        if isinstance(position, slice):
            texts: list[str] = self._column[position].to_pylist()
            return texts
        text: str = self._column[position].as_py()
        return text

    def first_from(self, text: str) -> int:
        """Where the first text stands that does not come before this one; of sorted texts."""
        begin = max(bisect_left(self._some, text) - 1, 0) * _APART
        return begin + bisect_left(self[begin : begin + _APART + 1], text)

    def run_of(self, text: str) -> tuple[int, int]:
        """Where the texts that are this one begin and end; of sorted texts."""
        begin = max(bisect_left(self._some, text) - 1, 0) * _APART
        some = self[begin : begin + _APART + _AT_ONCE]
        start = bisect_left(some, text)
        end = bisect_right(some, text, start)
        while end == len(some) > start and (more := self[begin + end : begin + end + _APART]):
            some += more
            end = bisect_right(some, text, end)
        return begin + start, begin + end

    @cached_property
    def _some(self) -> list[str]:
        """A text of each so many, among which to look first."""
        some: list[str] = self._column.take(pa.array(range(0, len(self), _APART), pa.int64())).to_pylist()
        return some
