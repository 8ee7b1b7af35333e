"""Rows that are read at once are those that are read one by one."""

from __future__ import annotations

import random
from typing import Final

import pandas as pd
import pytest

from data.errors import AtlasError
from data.imports.formats.text import delimited_text
from data.imports.formats.text.plain_rows import parted
from data.imports.formats.text.text_table import TextTable
from data.limits import Work

PLAIN: Final = ["1", "x", "", " ", "'=1+1", "O'Brien", "NaN", "null", "é ü", "Ağdam", " a ", "-1.5", "\u2003"]
QUOTED: Final = ['"a, b"', '"say ""hi"""', '""', '" "']
ODD: Final = ['"', 'x"y', "\x07", "\x1c", '"two\nlines"', "\u2028", "\x85", "\ufffd", "\x00", "\\n"]
ROWS: Final = 230


def read(content: bytes, monkeypatch: pytest.MonkeyPatch, *, at_once: bool) -> TextTable | str:
    """The table, or the sentence of the refusal."""
    with monkeypatch.context() as patch:
        if not at_once:
            patch.setattr(delimited_text, "parted", lambda text, *_: (text, None))
        try:
            return delimited_text.read_delimited_text("a.csv", content, Work())
        except AtlasError as error:
            return str(error)


def made(seed: int, cells: list[str]) -> str:
    """A table of such cells, now and then with a row too long, an empty one or another ending of lines."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    width, delimiter = chance.randint(2, 5), chance.choice(",,;\t|")
    rows = [delimiter.join(f"h{place}" for place in range(width))]
    for _ in range(ROWS):
        cells_in_row = width if chance.random() < 0.999 else chance.randint(0, 7)
        rows.append(delimiter.join(chance.choice(cells) for _ in range(cells_in_row)))
    if chance.random() < 0.2:
        rows.insert(chance.randint(1, len(rows)), chance.choice(["", delimiter * (width - 1)]))
    return chance.choice(["\n", "\n", "\r\n", "\r"]).join(rows) + chance.choice(["", "\n"])


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize(
    "cells", [PLAIN, PLAIN + QUOTED, PLAIN + QUOTED + ODD], ids=["plain", "quoted", "odd"]
)
def test_rows_read_at_once_are_those_read_one_by_one(
    seed: int, cells: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    content = made(seed, cells).encode()
    whole = read(content, monkeypatch, at_once=True)
    by_row = read(content, monkeypatch, at_once=False)
    if isinstance(whole, str) or isinstance(by_row, str):
        assert whole == by_row
        return
    pd.testing.assert_frame_equal(whole.rows, by_row.rows)
    assert (whole.notes, whole.remarks, whole.heading) == (by_row.notes, by_row.remarks, by_row.heading)


def test_a_long_plain_table_is_read_at_once() -> None:
    head, plain = parted("a,b\n" + '1,"x, y"\n' * ROWS, ",", 100)
    assert plain is not None
    assert head.count("\n") + plain.text.count("\n") + 1 == ROWS + 1


@pytest.mark.parametrize("cell", ['x"y', '"two\nlines"', "\x00", "\ufffd"])
def test_a_table_that_could_be_read_otherwise_is_read_row_by_row(cell: str) -> None:
    text = "a,b\n" + "1,2\n" * ROWS + f"1,{cell}\n"
    assert parted(text, ",", 100) == (text, None)
