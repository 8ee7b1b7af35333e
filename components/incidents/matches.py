"""The matching incidents, latest first, a button each; those that are not mapped are marked and can be listed alone."""

from __future__ import annotations

from typing import Any, Final

from dash import Dash, Output, html
from flask import Response, request

from components.accessible import aria
from components.address import read_query, refused
from components.content import CONTENT, box, content
from components.incidents.rows import incident_rows
from components.server.download import refusal
from components.server.visit import Datasets, prefix
from components.views import LaterView
from data.exports.incident_order import rows_between
from data.filters.incident_filter import IncidentFilter
from data.filters.summary import Summary, summary_of
from data.language import N_, _, ngettext, number_text
from data.tables.dataset import Dataset

LIST: Final = "incident-list"
_ROW: Final = "incident-list-row"
SCOPE: Final = "incident-list-scope"
NOT_MAPPED: Final = "not-mapped"
"""The button that lists those alone; links lead to it."""

ADDRESS: Final = "/incidents/list.json"
"""Gives a part of the list as `components.content` writes it."""
_OWN_KEYS: Final = ("start", "scope")
"""Keys of ADDRESS that are no filter."""
LISTED: Final = 50
"""Incidents of one part."""
MOST_LISTED: Final = 500
"""A longer list ends here; the table has all of them."""
FAILED: Final = N_("The list could not be read. Change the filter to try again, or reload the page.")


def layout(dataset: Dataset) -> html.Div:
    """The list of everything."""
    settings: dict[str, Any] = {"data-address": f"{prefix()}{ADDRESS}", "data-failure": _(FAILED)}
    return html.Div(
        [
            box(LIST, listed(summary_of(dataset, IncidentFilter())), **settings),
            html.P(id="incident-list-failure", role="alert", className="incident-list-failure"),
        ]
    )


def register(app: Dash, datasets: Datasets) -> None:
    """Serve parts of the list at ADDRESS, for a filter in its query string with `start` and `scope`."""

    def answer() -> Response:
        pairs = list(request.args.items(multi=True))
        address = read_query([pair for pair in pairs if pair[0] not in _OWN_KEYS])
        if (problem := refused(address, datasets.here())) is not None:
            return refusal(problem)
        start = request.args.get("start", "0")
        first = int(start) if start.isdecimal() and len(start) < 6 else 0
        is_rest = request.args.get("scope") == NOT_MAPPED
        made = listed(summary_of(datasets.here(), address.incident_filter), first, only_not_mapped=is_rest)
        return Response(content(made), content_type="application/json")

    app.server.add_url_rule(ADDRESS, "incident-list", answer)


def listed(summary: Summary, first: int = 0, *, only_not_mapped: bool = False) -> list[Any]:
    """LISTED incidents from the `first` on, what shows more of them, and above the first part what is listed."""
    if not summary.incidents:
        return [html.P(_("Nothing matches. Remove a part of the filter to see more."), className="empty")]
    count = summary.not_drawn if only_not_mapped else summary.incidents
    end = min(first + LISTED, MOST_LISTED, count)
    holding, shown = rows_between(summary, first, end, only_not_mapped=only_not_mapped)
    items = incident_rows(
        holding.dataset, shown, _ROW, holding.people_of(shown), summary.incident_filter.within
    )
    head = [] if first else [_scopes(summary, only_not_mapped)]
    listed_now = first + len(shown)
    return [*head, *_extent(listed_now, count), items, *_rest(listed_now, count, only_not_mapped)]


def _extent(listed_now: int, count: int) -> list[Any]:
    """For paper, where nothing can be pressed: above the list, how much of it there is. A further part has it anew."""
    if listed_now >= count:
        return []
    text = _(
        "Listed here: the latest {shown} of {number} incidents. The files of this view have all of them."
    )
    words = text.format(shown=number_text(listed_now), number=number_text(count))
    return [html.P(words, className="incident-list-extent")]


def _scopes(summary: Summary, only_not_mapped: bool) -> Any:
    """All of them, or those that are not mapped; nothing to choose where all are."""
    order = html.P(_("Latest first"), className="incident-list-order")
    if not summary.not_drawn:
        return html.Div(order, className="incident-list-head")
    all_text = _("All {number}").format(number=number_text(summary.incidents))
    rest_text = _("Not mapped {number}").format(number=number_text(summary.not_drawn))
    return html.Div(
        [
            html.Div(
                [
                    _scope("all", all_text, not only_not_mapped),
                    _scope(NOT_MAPPED, rest_text, only_not_mapped),
                ],
                className="incident-list-scopes",
                role="group",
                **aria(label=_("Incidents listed")),
            ),
            order,
        ],
        className="incident-list-head",
    )


def _scope(scope: str, text: str, is_chosen: bool) -> html.Button:
    key = {"type": SCOPE, "scope": scope}
    return html.Button(text, id=key, **aria(pressed="true" if is_chosen else "false"))


def _rest(shown: int, count: int, only_not_mapped: bool) -> list[Any]:
    """The button for the next part; past MOST_LISTED, where the others are."""
    if shown >= count:
        return []
    if shown >= MOST_LISTED:
        text = _("The latest {number} are listed. A narrower filter or the table shows the others.")
        return [html.P(text.format(number=number_text(shown)), className="incident-list-end")]
    following = min(LISTED, count - shown)
    text = ngettext("Show {number} more", "Show {number} more", following).format(
        number=number_text(following)
    )
    scope = NOT_MAPPED if only_not_mapped else "all"
    where = _("{shown} of {number}").format(shown=number_text(shown), number=number_text(count))
    key = {"type": "incident-list-more", "start": shown, "scope": scope}
    return [html.P([html.Button(text, id=key), " ", where], className="incident-list-end")]


DEFERRED_VIEW: Final = LaterView(
    (Output(LIST, CONTENT),), lambda followed: (content(listed(followed.summary)),)
)
