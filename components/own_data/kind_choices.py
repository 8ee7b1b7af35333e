"""The kinds of event in a file, of which a visitor ticks those that count."""

from __future__ import annotations

from typing import Final

from dash import dcc, html

from components.accessible import aria
from components.own_data.read_again import read_again
from data.imports.events.kinds_of_event import KindColumn
from data.language import _, ngettext, number_text

KINDS: Final = "own-data-kinds"
"""Type of the ids of the boxes of kinds of event; the index is the position in `Import.kinds`."""
MOST_KINDS: Final = 100
"""Values of a column of kinds of event that are listed with a box."""


def kind_choices(position: int, kind: KindColumn) -> html.Details:
    """The values of a column of kinds of event, each with a box and its number of rows."""
    shown = list(kind.rows.items())[:MOST_KINDS]
    options = [
        {"value": value, "label": _("{kind} ({rows})").format(kind=value, rows=number_text(rows))}
        for value, rows in shown
    ]
    title = _("Kinds of event in the column “{column}”").format(column=kind.column)
    hidden = len(kind.rows) - len(shown)
    more = ngettext(
        "{number} rarer value is not listed here; the command “mine-atlas import --kinds” takes it.",
        "{number} rarer values are not listed here; the command “mine-atlas import --kinds” takes them.",
        hidden,
    ).format(number=number_text(hidden))
    return html.Details(
        [
            html.Summary(title),
            html.P(
                _(
                    "Tick the kinds of event that count, then read the file again. All others are out of scope."
                )
            ),
            html.Div(
                dcc.Checklist(
                    id={"type": KINDS, "index": position},
                    options=options,
                    value=[value for value, _rows in shown if value in kind.counted],
                ),
                className="own-data-kinds",
                role="group",
                **aria(label=title),
            ),
            html.P(more) if hidden else None,
            read_again(position + 1),
        ],
        open=True,
        className="own-data-part",
    )
