"""The matching incidents that are known too roughly to be on the map."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any, Final

from dash import Dash, Input, Output, dcc, html

from components import ids
from components.content import CONTENT, box, content
from components.sentences import filled, free_text
from components.server.visit import Datasets
from components.views import Followed, while_open
from data.filters.summary import Summary
from data.language import _, ngettext, number_text
from data.tables.dataset import Dataset
from data.tables.vocabulary import WherePrecision
from data.wording.phrases import casualties_in_words, span

ANCHOR: Final = "not-drawn"
_LIST: Final = "not-drawn-list"
_ASKED: Final = "not-drawn-asked"
"""dcc.Store: the filter that the list is asked for."""
_ITEM: Final = "not-drawn-item"
MOST_LISTED: Final = 100
"""A longer list ends here; the table has all of them."""
_TOLD: Final = ["incident_id", "date_start", "date_end", "where_prec", "location_as_reported"]


def layout() -> html.Details:
    """The list, folded until the headline or its reader opens it; it is made then."""
    return html.Details(
        [html.Summary(_("Known too roughly to draw")), dcc.Store(id=_ASKED), box(_LIST)],
        id=ANCHOR,
        className="panel not-drawn",
    )


def register(app: Dash, datasets: Datasets) -> None:
    """Follow the filter while open."""
    while_open(app, ANCHOR, ids.FILTER_LATER, _ASKED)

    @app.callback(Output(_LIST, CONTENT), Input(_ASKED, "data"), prevent_initial_call=True)
    def follow(stored: object) -> str:
        return content(listed(Followed.of(datasets.here(), stored).summary))


def listed(summary: Summary) -> Any:
    """The incidents as buttons, each with why it is not on the map."""
    rows = summary.not_drawn_rows
    if not len(rows):
        return html.P(_("Every incident that matches is on the map."), className="empty")
    shown = rows[:MOST_LISTED]
    people = summary.people_of(shown).to_dict("records")
    incidents = summary.dataset.records(shown, _TOLD)
    items = [html.Li(_item(summary.dataset, one, hurt)) for one, hurt in zip(incidents, people, strict=True)]
    if (more := len(rows) - MOST_LISTED) > 0:
        text = ngettext("… and {number} more in the table.", "… and {number} more in the table.", more)
        items.append(html.Li(text.format(number=number_text(more))))
    return html.Ul(items, className="incident-list")


def _item(dataset: Dataset, incident: Mapping[str, Any], people: Mapping[Hashable, Any]) -> html.Button:
    unknown = int(people["killed_unknown"] + people["injured_unknown"])
    hurt = casualties_in_words(int(people["killed_best"]), int(people["injured_best"]), unknown)
    happened = span(incident["date_start"].date(), incident["date_end"].date())
    text = filled(
        _("{when}: {casualties}. Reported as “{location}” ({precision})."),
        when=happened,
        casualties=hurt,
        location=free_text(str(incident["location_as_reported"]), dataset.language),
        precision=WherePrecision(incident["where_prec"]).label,
    )
    return html.Button(text, id={"type": _ITEM, "incident": str(incident["incident_id"])})
