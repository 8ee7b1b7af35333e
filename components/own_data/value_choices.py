"""What the values of a visitor's columns mean: words not understood, and actors under another name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import dash_mantine_components as dmc
from dash import html

from components.accessible import aria
from data.imports.columns.value_terms import FREE, TERMS_OF, UnknownValue
from data.language import _, ngettext, number_text

VALUE: Final = "own-data-value"
"""Type of the ids of the choices of what a value means; the index is its position in `Import.unknown`."""
LONGEST_NAME: Final = 100


def values(unknown: Sequence[UnknownValue], read_again: Any) -> html.Details | None:
    """The values that can be explained, each with its rows and a choice of what it means; None without any."""
    if not unknown:
        return None
    head = html.Tr([html.Th(name, scope="col") for name in (_("Column"), _("Value"), _("Rows"), _("Means"))])
    body = [
        html.Tr(
            [
                html.Td(one.column),
                html.Td(one.value),
                html.Td(_rows(one.rows)),
                html.Td(_name(position, one) if one.field == FREE else _term(position, one)),
            ]
        )
        for position, one in enumerate(unknown)
    ]
    has_words = any(one.field != FREE for one in unknown)
    return html.Details(
        [
            html.Summary(_("Values not understood") if has_words else _("Names of those affected")),
            html.P(_("Say what they mean, once for all rows, then read the file again.")),
            html.Div(
                html.Table([html.Thead(head), html.Tbody(body)]), className="own-data-scroll own-data-columns"
            ),
            read_again,
        ],
        className="own-data-part",
    )


def _term(position: int, one: UnknownValue) -> dmc.Select:
    return dmc.Select(
        id={"type": VALUE, "index": position},
        data=[{"value": str(term), "label": term.label} for term in TERMS_OF[one.field]],
        value=one.term or None,
        placeholder=_("not understood"),
        clearable=True,
        searchable=True,
        size="xs",
        maxDropdownHeight=260,
        comboboxProps={"withinPortal": True, "zIndex": 400},
        **aria(label=_("What “{value}” means").format(value=one.value)),
    )


def _rows(rows: int) -> list[html.Span]:
    """The number, and the same with its word for a narrow page, where the table has no headings."""
    words = ngettext("{number} row", "{number} rows", rows).format(number=number_text(rows))
    return [
        html.Span(number_text(rows), className="own-data-wide-only"),
        html.Span(words, className="own-data-narrow-only"),
    ]


def _name(position: int, one: UnknownValue) -> dmc.TextInput:
    """Two spellings of one actor get one name."""
    return dmc.TextInput(
        id={"type": VALUE, "index": position},
        value=one.term,
        placeholder=one.value,
        size="xs",
        **aria(label=_("What “{value}” means").format(value=one.value)),
    )


def meant(one: UnknownValue, chosen: object) -> str:
    """The term or name that a visitor chose for a value; "" for none, or one that cannot be."""
    text = " ".join(str(chosen or "").split())
    if one.field == FREE:
        return text[:LONGEST_NAME] if text.isprintable() else ""
    return text if text in list(TERMS_OF[one.field]) else ""
