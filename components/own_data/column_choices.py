"""What each column of a file stands for, and what holds for its whole table, to be corrected."""

from __future__ import annotations

from typing import Any, Final

import dash_mantine_components as dmc
from dash import html

from components.accessible import aria
from components.own_data.choose_one import DAY_ORDERS
from components.own_data.read_again import read_again
from data.imports.columns.column_mapping import Grain
from data.imports.columns.field_titles import TITLES, field_names, field_title
from data.imports.columns.guessing.table_columns import TableColumns, may_stand_for
from data.language import N_, _, ngettext, number_text
from data.personal_columns import is_personal
from data.text.search_text import folded

MEANING: Final = "own-data-meaning"
"""Type of the ids of the choices: one a column, with its position in `TableColumns.examples` as index."""
CHOICE: Final = "own-data-choice"
"""Type of the ids of what holds for the whole table; the index is one of the five that follow."""
GRAIN: Final = "grain"
DAY_ORDER: Final = "day-order"
COUNTRY: Final = "country"
CRS: Final = "crs"
SHEET: Final = "sheet"
MOST_COLUMNS: Final = 80
"""Columns that are offered; those understood come first."""
GRAINS: Final = {
    Grain.EVENT: N_("an incident, with numbers of people"),
    Grain.VICTIM: N_("one person"),
    Grain.SOURCE: N_("a report of an incident"),
}


def offered_columns(columns: TableColumns) -> list[str]:
    """The columns that can be chosen for something: understood ones first, then in the table's order."""
    chosen = set(columns.mapping.columns.values())
    usable = [column for column in columns.examples if not is_personal(column) or column in chosen]
    first = [column for column in usable if column in chosen]
    return (first + [column for column in usable if column not in chosen])[:MOST_COLUMNS]


def column_choices(columns: TableColumns, *, is_open: bool) -> html.Details:
    """The columns with examples and what each stands for, and the choices for the whole table."""
    offered = offered_columns(columns)
    of_column = {column: field for field, column in columns.mapping.columns.items()}
    body = [
        html.Tr(
            [
                html.Th(column, scope="row"),
                html.Td(" · ".join(columns.examples[column]), className="own-data-examples"),
                html.Td(
                    _meaning(
                        position,
                        column,
                        of_column.get(column, ""),
                        is_counted=column in columns.mapping.counts,
                    )
                ),
            ]
        )
        for position, column in enumerate(columns.examples)
        if column in offered
    ]
    head = html.Tr([html.Th(name, scope="col") for name in (_("Column"), _("For example"), _("Field"))])
    table = html.Table(
        [
            html.Caption(_("Columns of {table}").format(table=columns.title)),
            html.Thead(head),
            html.Tbody(body),
        ]
    )
    hidden = sum(not is_personal(column) for column in columns.examples) - sum(
        not is_personal(column) for column in offered
    )
    more = ngettext(
        "{number} more column is not used and is not listed here.",
        "{number} more columns are not used and are not listed here.",
        hidden,
    ).format(number=number_text(hidden))
    return html.Details(
        [
            html.Summary(_("Columns and fields")),
            html.P(_("Correct what is wrong, then read the file again.")),
            html.Div(table, className="own-data-scroll own-data-columns"),
            html.P(more) if hidden else None,
            _table_choices(columns),
            read_again(0),
        ],
        open=is_open,
        id="own-data-columns",
        className="own-data-part",
    )


def _meaning(position: int, column: str, field: str, *, is_counted: bool) -> dmc.Select:
    nothing = _("people of one group, as the heading says") if is_counted else _("nothing")
    choices = [{"value": "", "label": nothing, "names": folded(nothing)}]
    choices += [
        {"value": name, "label": field_title(name), "names": field_names(name)}
        for name in TITLES
        if may_stand_for(column, name)
    ]
    return dmc.Select(
        id={"type": MEANING, "index": position},
        data=choices,
        value=field,
        allowDeselect=False,
        searchable=True,
        filter={"function": "findOptions"},
        size="xs",
        maxDropdownHeight=260,
        comboboxProps={"withinPortal": True, "zIndex": 400},
        **aria(label=_("What “{column}” stands for").format(column=column)),
    )


def _table_choices(columns: TableColumns) -> html.Div:
    mapping = columns.mapping

    def choice(identifier: str, label: str, words: dict[Any, str], value: str) -> dmc.Select:
        options = [{"value": one.value, "label": _(text)} for one, text in words.items()]
        return dmc.Select(
            id={"type": CHOICE, "index": identifier},
            label=label,
            data=options,
            value=value,
            allowDeselect=False,
            comboboxProps={"withinPortal": True, "zIndex": 400},
        )

    return html.Div(
        [
            choice(GRAIN, _("One row is"), GRAINS, mapping.grain.value),
            *_sheets(columns),
            choice(DAY_ORDER, _("Days written as numbers"), DAY_ORDERS, mapping.day_order.value),
            dmc.TextInput(
                id={"type": CHOICE, "index": COUNTRY},
                label=_("Country of rows that name none"),
                placeholder=_("Name or two-letter code"),
                value=mapping.country,
            ),
            dmc.TextInput(
                id={"type": CHOICE, "index": CRS},
                label=_("Coordinate system of metres"),
                placeholder=_("EPSG:32638 or UTM 38N"),
                value=mapping.crs,
            ),
        ],
        className="own-data-choices",
    )


def _sheets(columns: TableColumns) -> list[dmc.Select]:
    """The choice of a sheet or layer, where the file has several."""
    if len(columns.sheets) < 2:
        return []
    every = {"value": "", "label": _("every one that has incidents")}
    return [
        dmc.Select(
            id={"type": CHOICE, "index": SHEET},
            label=_("Sheet or layer"),
            data=[every, *({"value": sheet, "label": sheet} for sheet in columns.sheets)],
            value=columns.mapping.sheet,
            allowDeselect=False,
            comboboxProps={"withinPortal": True, "zIndex": 400},
        )
    ]
