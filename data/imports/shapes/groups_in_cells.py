"""Columns that give several numbers of people in one cell, in an order that their heading or the cell names: “1/0/2/0 (M/F/B/G)”."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

import pandas as pd

from data.imports.columns.counts.group_counts import of_one_outcome
from data.imports.columns.counts.group_orders import Group, figures_in, order_in_heading, words_of
from data.imports.formats.text.text_table import TextTable
from data.imports.report.composed import Composed
from data.imports.shapes.joined_columns import SAMPLE_ROWS
from data.personal_columns import is_personal

IN_AN_ORDER: Final = "The column “{column}” gives several numbers of people in one cell; they were read as the columns {names}."
_SEVERAL: Final = re.compile(r"\d+\D+\d+.*")
_LEAST_SHARE: Final = 0.6
_LEAST_SHARE_WITH_ORDER: Final = 0.3
"""Of filled cells, where the heading names the order."""


def with_groups_of_cells(table: TextTable) -> TextTable:
    """The table with a column for each of such numbers, in the place of the one that had them; else as it is.

    A cell that gives other numbers, or one only, stays in a column of everybody.
    """
    rows, remarks, composed = table.rows, list(table.remarks), list(table.composed)
    for name in map(str, table.rows.columns):
        parts = None if is_personal(name) else _parts(name, table.rows[name])
        if parts is None:
            continue
        place = list(map(str, rows.columns)).index(name)
        left = rows.drop(columns=name)
        if any(str(column) in left.columns for column in parts.columns):
            continue
        for offset, column in enumerate(parts.columns):
            left.insert(place + offset, str(column), parts[column].astype(rows[name].dtype))
        rows = left
        composed += [Composed.of(parts[column], {name: table.rows[name]}) for column in parts.columns]
        names = ", ".join(f"“{column}”" for column in parts.columns)
        remarks.append(IN_AN_ORDER.format(column=name, names=names))
    if rows is table.rows:
        return table
    return replace(table, rows=rows, remarks=tuple(remarks), composed=tuple(composed))


def _parts(name: str, column: pd.Series) -> pd.DataFrame | None:
    """The columns of a heading's numbers; None where its cells are no such numbers."""
    base, order = order_in_heading(name)
    outcome = of_one_outcome(base)
    are_outcomes = bool(order) and all("outcome" in dict(group) for group in order)
    if not outcome and not are_outcomes:
        return None
    texts = column.str.strip()
    sample = texts.head(SAMPLE_ROWS)
    read = [figures_in(text, order) for text in sample[sample != ""].tolist()]
    least = _LEAST_SHARE_WITH_ORDER if order else _LEAST_SHARE
    if not read or sum(one is not None for one in read) < least * len(read):
        return None
    known = {text: figures_in(text, order) for text in map(str, texts.unique())}
    groups: list[Group] = list(
        dict.fromkeys([*order, *(one for found in known.values() for one in found or ())])
    )
    # Other numbers than the order has are no range, even if they are written like one.
    others = texts.map(
        {text: "" if found else _SEVERAL.sub(r"“\g<0>”", text) for text, found in known.items()}
    )
    columns: dict[str, pd.Series] = {}
    if (others != "").any() and outcome:
        columns[base] = others
    for group in groups:
        title = (
            dict(group)["outcome"].capitalize()
            if are_outcomes
            else f"{outcome.capitalize()} {words_of(group)}"
        )
        # What is not understood stands in both, so that it is remarked on with the value found.
        columns[title] = texts.map(
            {
                text: found.get(group, "0") if found else "" if outcome else text
                for text, found in known.items()
            }
        )
    return pd.DataFrame(columns)
