"""The headline: how many incidents match, how many people they hurt, and how many can be drawn."""

from __future__ import annotations

from typing import Any, Final

from dash import ClientsideFunction, Dash, Input, Output, dcc, html
from flask import Response, request

from components import ids
from components.accessible import aria
from components.content import AT_ONCE, box, content
from components.headline_figures import figures_of
from components.sentences import filled
from components.server.visit import Datasets, prefix
from components.views import LaterView, View
from data.filters.incident_filter import IncidentFilter
from data.filters.summary import Summary, summary_of
from data.language import _, ngettext, number_text
from data.tables.dataset import Dataset
from data.wording.filter_phrases import filter_in_words
from data.wording.phrases import people_counted
from data.wording.place_precision import why_not_mapped
from data.wording.undated import incidents_with_undated, undated_beside_nothing
from data.wording.where import possibly_inside_in_words

_HEADLINE: Final = "headline"
_NEWS: Final = "headline-news"
_LATEST: Final = "headline-latest"
"""dcc.Store: what the live region says unless the playback runs."""

ADDRESS: Final = "/headline.json"
"""Gives the headline of a filter in its query string, as `components.content` writes it."""


def layout(dataset: Dataset) -> html.Div:
    """The headline of everything, and a live region that says what a change of the filter did."""
    everything = summary_of(dataset, IncidentFilter())
    attributes: dict[str, Any] = {"data-address": f"{prefix()}{ADDRESS}", AT_ONCE: ""}
    return html.Div(
        [
            box(
                _HEADLINE,
                headline(everything),
                className="headline",
                **attributes,
            ),
            dcc.Store(id=_LATEST),
            html.P(id=_NEWS, className="visually-hidden", role="status", **aria(live="polite")),
        ]
    )


def register(app: Dash) -> None:
    """The live region says what the newest headline says."""
    app.clientside_callback(
        ClientsideFunction("headline", "say"),
        Output(_NEWS, "children"),
        Input(_LATEST, "data"),
        Input(ids.PLAYING, "data"),
        prevent_initial_call=True,
    )


def serve(app: Dash, datasets: Datasets) -> None:
    """Give headlines at ADDRESS, as the page's stored filter is read, for one that is dragged or was just chosen:
    a callback would have all others wait.
    """

    def answer() -> Response:
        incident_filter, _errors = IncidentFilter.from_query(list(request.args.items(multi=True)))
        return Response(
            content(headline(summary_of(datasets.here(), incident_filter))), content_type="application/json"
        )

    app.server.add_url_rule(ADDRESS, "headline", answer)


def headline(summary: Summary) -> list[Any]:
    """The figures, and beside them what the map cannot show, with a link to those rows, and what is possibly inside."""
    possibly = possibly_inside_in_words(summary)
    beside = [html.P(possibly, className="headline-drawn headline-possibly")] if possibly else []
    return [figures_of(summary), html.P(reconciled(summary), className="headline-drawn"), *beside]


def reconciled(summary: Summary) -> list[Any]:
    """ "165 incidents: 154 on the map, 11 not mapped (…)", with a link to their list."""
    if not summary.incidents:
        nothing = _("Nothing matches. Remove a part of the filter to see more.")
        return [" ".join(filter(None, [nothing, undated_beside_nothing(summary)]))]
    incidents, drawn = incidents_with_undated(summary), number_text(summary.drawn)
    if not summary.not_drawn:
        return [_("{incidents}: {drawn} on the map").format(incidents=incidents, drawn=drawn)]
    rest = ngettext("{number} not mapped", "{number} not mapped", summary.not_drawn).format(
        number=number_text(summary.not_drawn)
    )
    link = html.A(rest, href="#not-mapped", className="headline-rough")
    sentence = _("{incidents}: {drawn} on the map, {not_mapped} ({why})")
    return filled(sentence, incidents=incidents, drawn=drawn, not_mapped=link, why=_(why_not_mapped(summary)))


def in_a_sentence(summary: Summary) -> str:
    """What is shown, for somebody who uses a screen reader."""
    figures = [people_counted(summary, outcome) for outcome in summary.counted_outcomes]
    sentence = _("{filter}: {figures}; {not_drawn} not on the map.").format(
        filter=filter_in_words(summary.dataset, summary.incident_filter),
        figures=", ".join([incidents_with_undated(summary), *figures]),
        not_drawn=number_text(summary.not_drawn),
    )
    return " ".join(filter(None, [sentence, possibly_inside_in_words(summary)]))


VIEW: Final = View(lambda followed: {_HEADLINE: headline(followed.summary)})
DEFERRED_VIEW: Final = LaterView(
    (Output(_LATEST, "data"),), lambda followed: (in_a_sentence(followed.summary),)
)
