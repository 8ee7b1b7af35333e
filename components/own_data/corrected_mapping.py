"""The mapping of columns as a visitor corrected it, with what was decided about kinds, values, open choices and duplicates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from components.own_data.choose_one import DAY_ORDERS, decided
from components.own_data.column_choices import COUNTRY, CRS, DAY_ORDER, GRAIN, GRAINS, SHEET, offered_columns
from components.own_data.value_choices import meant
from components.server.visitors.visitors_data import OwnData
from data.imports.columns.column_mapping import ColumnMapping, Grain
from data.imports.columns.days.days import DayOrder
from data.imports.columns.fields import FIELD_NAMES
from data.imports.columns.guessing.table_columns import TableColumns, may_stand_for
from data.imports.report.duplicate_clusters import Judgement
from data.imports.report.open_choices import CRS as CRS_KEY
from data.imports.report.open_choices import DAY_ORDER as DAY_ORDER_KEY
from data.language import _
from data.text.search_text import folded


def corrected(
    own: OwnData,
    chosen: dict[str, Any],
    choices: dict[str, Any],
    kinds: Sequence[Any] = (),
    terms: Sequence[Any] = (),
) -> ColumnMapping:
    """The mapping that a visitor chose. Raises ValueError with a sentence for one that cannot be."""
    if own.columns is None:
        return ColumnMapping({}, kinds=chosen_kinds(own, kinds))
    offered = offered_columns(own.columns)
    sheet = _sheet(own.columns, choices)
    if sheet != own.columns.mapping.sheet:
        # The columns of another sheet are guessed anew.
        country, crs = (str(choices.get(name) or "").strip()[:100] for name in (COUNTRY, CRS))
        return ColumnMapping({}, country=country, sheet=sheet, crs=crs, values=chosen_values(own, terms))
    grain, day_order = choices.get(GRAIN), choices.get(DAY_ORDER)
    columns: dict[str, str] = {}
    for column, field in chosen.items():
        if field not in FIELD_NAMES or column not in offered or not may_stand_for(column, field):
            continue
        if field in columns:
            raise ValueError(
                _("“{one}” and “{other}” cannot mean the same; change one of them.").format(
                    one=columns[field], other=column
                )
            )
        columns[field] = column
    return ColumnMapping(
        {field: columns[field] for field in FIELD_NAMES if field in columns},
        Grain(grain) if grain in list(GRAINS) else Grain.EVENT,
        DayOrder(day_order) if day_order in list(DAY_ORDERS) else DayOrder.AUTO,
        str(choices.get(COUNTRY) or "").strip()[:100],
        own.columns.mapping.sheet,
        str(choices.get(CRS) or "").strip()[:100],
        kinds=chosen_kinds(own, kinds),
        counts={
            column: group
            for column, group in own.columns.mapping.counts.items()
            if column not in columns.values()
        },
        values=chosen_values(own, terms),
    )


def _sheet(columns: TableColumns, choices: dict[str, Any]) -> str:
    """The sheet that a visitor chose; that of before where none was offered."""
    chosen = choices.get(SHEET)
    return str(chosen) if chosen in ("", *columns.sheets) else columns.mapping.sheet


def judged_duplicates(own: OwnData, chosen: Sequence[Any]) -> dict[str, str]:
    """A visitor's judgements of incidents that may be one, with those made before."""
    if own.imported is None:
        return {}
    judged = dict(own.imported.judged)
    for cluster, answer in zip(own.imported.clusters, chosen, strict=False):
        if answer in list(Judgement):
            judged[cluster.key] = str(answer)
    return judged


def with_decisions(mapping: ColumnMapping, own: OwnData, chosen: Mapping[Any, Any]) -> ColumnMapping:
    """The mapping with what a visitor chose where the rows leave it open; `chosen` is by position."""
    if own.imported is None:
        return mapping
    requested = own.imported.open_choices
    before = {one.key: one.chosen for one in requested if one.chosen}
    made = decided(
        [
            requested[position]
            for position in chosen
            if isinstance(position, int) and 0 <= position < len(requested)
        ],
        [
            value
            for position, value in chosen.items()
            if isinstance(position, int) and 0 <= position < len(requested)
        ],
        before,
    )
    crs, order = made.pop(CRS_KEY, ""), made.pop(DAY_ORDER_KEY, "")
    # What is chosen here and what is written under the columns are one decision: the one that was changed holds.
    if crs != before.get(CRS_KEY, ""):
        mapping = replace(mapping, crs=crs)
    if order != before.get(DAY_ORDER_KEY, "") and order in list(DayOrder):
        mapping = replace(mapping, day_order=DayOrder(order))
    return replace(mapping, choices=made)


def chosen_values(own: OwnData, chosen: Sequence[Any]) -> dict[str, dict[str, str]]:
    """The meanings that a visitor gave to values, with those given before."""
    before = {} if own.columns is None else own.columns.mapping.values
    values = {name: dict(terms) for name, terms in before.items()}
    offered = () if own.imported is None else own.imported.unknown
    for one, term in zip(offered, chosen, strict=False):
        given = values.setdefault(one.field, {})
        for value in [value for value in given if folded(value) == folded(one.value)]:
            del given[value]
        if answer := meant(one, term):
            given[one.value] = answer
    return {name: terms for name, terms in values.items() if terms}


def chosen_kinds(own: OwnData, ticked: Sequence[Any]) -> dict[str, tuple[str, ...]]:
    """The kinds of event that a visitor ticked, by column, where that differs from what counted by itself."""
    offered = () if own.imported is None else own.imported.kinds
    found = {}
    for kind, values in zip(offered, ticked, strict=False):
        known = tuple(value for value in kind.rows if isinstance(values, list) and value in values)
        if known and (kind.is_chosen or frozenset(known) != kind.counted):
            found[kind.column] = known
    return found
