"""The matching incidents that are known too roughly to be on the map."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any, Final

from dash import Output, html

from components.content import CONTENT, box, content
from components.sentences import filled, free_text
from components.views import View
from data.dataset import Dataset
from data.incident_filter import IncidentFilter
from data.language import _, ngettext, number_text
from data.summary import Summary, summary_of
from data.vocabulary import WherePrecision
from data.wording import casualties_in_words, span

ANCHOR: Final = "not-drawn"
_LIST: Final = "not-drawn-list"
_ITEM: Final = "not-drawn-item"
MOST_LISTED: Final = 100
"""A longer list ends here; the table has all of them."""


def layout(dataset: Dataset) -> html.Details:
    """The list, folded until the headline or its reader opens it."""
    everything = summary_of(dataset, IncidentFilter())
    return html.Details(
        [html.Summary(_("Known too roughly to draw")), box(_LIST, listed(everything))],
        id=ANCHOR,
        className="not-drawn",
    )


def listed(summary: Summary) -> Any:
    """The incidents as buttons, each with why it is not on the map."""
    rows = summary.not_drawn_rows
    if not len(rows):
        return html.P(_("Every incident that matches is on the map."), className="empty")
    shown = rows[:MOST_LISTED]
    people = summary.people_of(shown).to_dict("records")
    items = [html.Li(_item(summary.dataset, int(row), of)) for row, of in zip(shown, people, strict=True)]
    if (more := len(rows) - MOST_LISTED) > 0:
        text = ngettext("… and {number} more in the table.", "… and {number} more in the table.", more)
        items.append(html.Li(text.format(number=number_text(more))))
    return html.Ul(items, className="incident-list")


def _item(dataset: Dataset, row: int, people: Mapping[Hashable, Any]) -> html.Button:
    incident = dataset.incidents.iloc[row]
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


VIEW: Final = View((Output(_LIST, CONTENT),), lambda followed: (content(listed(followed.summary)),))
