"""The headline: how many incidents match, how many people they hurt, and how many can be drawn."""

from __future__ import annotations

from typing import Any, Final

from dash import Dash, Input, Output, html

from components import ids
from components.accessible import aria
from components.visit import Datasets
from data.dataset import Dataset
from data.incident_filter import IncidentFilter
from data.summary import Summary, summary_of
from data.wording import counted, filter_in_words, people

_HEADLINE: Final = "headline"
_NEWS: Final = "headline-news"


def layout(dataset: Dataset) -> html.Div:
    """The headline of everything, and a live region that says what a change of the filter did."""
    everything = summary_of(dataset, IncidentFilter())
    return html.Div(
        [
            html.Div(headline(everything), id=_HEADLINE, className="headline"),
            html.P(id=_NEWS, className="visually-hidden", role="status", **aria(live="polite")),
        ]
    )


def register(app: Dash, datasets: Datasets) -> None:
    """Follow the filter."""

    @app.callback(
        Output(_HEADLINE, "children"),
        Output(_NEWS, "children"),
        Input(ids.FILTER, "data"),
        prevent_initial_call=True,
    )
    def follow(stored: object) -> tuple[list[Any], str]:
        summary = summary_of(datasets.here(), IncidentFilter.from_json(stored)[0])
        return headline(summary), in_a_sentence(summary)


def headline(summary: Summary) -> list[Any]:
    """The figures, and beside them what the map cannot show, with a link to those rows."""
    figures = html.P(
        [
            _figure(
                f"{summary.incidents:,}", "incident" if summary.incidents == 1 else "incidents", "incidents"
            ),
            _figure(people(summary.killed), "killed", "killed"),
            _figure(people(summary.injured), "injured", "injured"),
        ],
        className="headline-figures",
    )
    return [figures, html.P(reconciled(summary), className="headline-drawn")]


def reconciled(summary: Summary) -> list[Any]:
    """ "131 incidents: 121 on the map, 10 known too roughly to draw", the last part with a link to them."""
    if not summary.incidents:
        return ["Nothing matches. Remove a part of the filter to see more."]
    text = f"{counted(summary.incidents, 'incident')}: {summary.drawn:,} on the map"
    if not summary.not_drawn:
        return [text]
    rough = f"{summary.not_drawn:,} known too roughly to draw"
    return [f"{text}, ", html.A(rough, href="#not-drawn", className="headline-rough")]


def in_a_sentence(summary: Summary) -> str:
    """What is shown, for somebody who hears the page."""
    incidents = counted(summary.incidents, "incident")
    hurt = f"{people(summary.killed)} killed, {people(summary.injured)} injured"
    shown = filter_in_words(summary.dataset, summary.asked)
    return f"{shown}: {incidents}, {hurt}; {summary.not_drawn:,} not on the map."


def _figure(number: str, name: str, kind: str) -> html.Span:
    first, _, rest = number.partition(" ")
    remark = [html.Small(f" {rest}")] if rest else []
    return html.Span([html.B(first), " ", name, *remark], className=f"figure {kind}")
