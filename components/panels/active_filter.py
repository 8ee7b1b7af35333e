"""The active filter in words, each part removable, with one reset."""

from __future__ import annotations

from typing import Any, Final

from dash import ClientsideFunction, Dash, Input, Output, html

from components import ids
from components.accessible import aria
from components.content import box
from components.views import View
from data.filters.incident_filter import IncidentFilter
from data.filters.summary import summary_of
from data.language import _, ngettext, number_text
from data.tables.dataset import Dataset
from data.wording.filter_phrases import filter_parts
from data.wording.phrases import EVERYTHING
from data.wording.where import with_possible

_PARTS: Final = "active-filter-parts"
PART: Final = "active-filter-part"
_POSSIBLE: Final = "selection-possible"
_RESET: Final = "active-filter-reset"


def layout(dataset: Dataset) -> html.Div:
    """The parts, none at first, and the reset."""
    return html.Div(
        [
            box(_PARTS, parts(dataset, IncidentFilter()), html.Ul, className="active-filter-parts"),
            html.Button(
                _("Reset"),
                id=_RESET,
                className="active-filter-reset",
                title=_("Remove every part of the filter"),
            ),
        ],
        className="active-filter",
        role="group",
        **aria(label=_("Active filter")),
    )


def register(app: Dash) -> None:
    """The reset asks for everything."""
    app.clientside_callback(
        ClientsideFunction("activeFilter", "reset"),
        Output(ids.REQUEST, "data", allow_duplicate=True),
        Input(_RESET, "n_clicks"),
        prevent_initial_call=True,
    )


def parts(dataset: Dataset, incident_filter: IncidentFilter) -> list[Any]:
    """One item a part, in the order of the filter; a plain sentence when it asks for everything."""
    items = [
        html.Li(
            html.Button(
                [part.text, html.Span(" ×", **aria(hidden="true"))],
                id={"type": PART, "key": part.key, "value": part.value},
                className="active-filter-part",
                **aria(label=_("Remove from the filter: {part}").format(part=part.text)),
            )
        )
        for part in filter_parts(dataset, incident_filter)
    ]
    items += _possible(dataset, incident_filter)
    return items or [html.Li(_(EVERYTHING), className="active-filter-none")]


def _possible(dataset: Dataset, incident_filter: IncidentFilter) -> list[Any]:
    """The button that counts what is possibly inside a selection, or leaves it out; nothing where there is none."""
    counts = summary_of(dataset, incident_filter).in_space
    if incident_filter.within is None or counts is None or not counts.possibly_inside:
        return []
    is_taken, number = incident_filter.within.takes_possible, counts.possibly_inside
    if is_taken:
        text = ngettext("Leave out {number} possibly inside", "Leave out {number} possibly inside", number)
    else:
        text = ngettext("Count {number} possibly inside too", "Count {number} possibly inside too", number)
    key = {"type": _POSSIBLE, "within": str(with_possible(incident_filter.within, not is_taken))}
    button = html.Button(text.format(number=number_text(number)), id=key, className="active-filter-possible")
    return [html.Li(button)]


VIEW: Final = View(
    lambda followed: {_PARTS: parts(followed.summary.dataset, followed.summary.incident_filter)}
)
