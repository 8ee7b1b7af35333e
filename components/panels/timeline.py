"""Incidents and people along time; brushing or choosing a bar sets the filter's dates."""

from __future__ import annotations

from typing import Any, Final

import dash_mantine_components as dmc
from dash import ClientsideFunction, Dash, Input, Output, Patch, dcc, html
from dash.exceptions import PreventUpdate

from components import ids
from components.accessible import aria
from components.content import CONTENT, box, content
from components.panels.timeline_figure import CONFIG, bar_name, bars, timeline_figure, timeline_patch
from components.server.visit import Datasets
from components.theme import PALETTES, scheme_of
from components.views import View, while_open
from data.filters.incident_filter import IncidentFilter
from data.filters.summary import Summary, Sums, best_in, summary_of
from data.filters.tally import COUNTED
from data.filters.timeline import Step, timeline, undated
from data.language import _, capital, day_text, ngettext, number_text, pgettext
from data.tables.dataset import Dataset
from data.tables.vocabulary import Outcome
from data.wording.phrases import NOT_RECORDED, figure_text

_GRAPH: Final = "timeline-graph"
_SLIDER: Final = "timeline-slider"
_STEP: Final = "timeline-step"
_ASKED: Final = "timeline-asked"
"""dcc.Store: `{"filter", "step"}`, the filter without its dates; null until the map is drawn."""
_BARS: Final = "timeline-bars"
"""dcc.Store: the bars that are drawn, as `components.panels.timeline_figure.bars`."""
_WORDS: Final = "timeline-words"
_CHOSEN: Final = "timeline-chosen"
_CAPTION: Final = "timeline-caption"
_TABLE: Final = "timeline-table"
_TABLE_ROWS: Final = "timeline-table-rows"
_TABLE_ASKED: Final = "timeline-table-asked"
"""dcc.Store: the filter whose table is asked for; null until it is opened."""

LONGEST_BY_MONTH_DAYS: Final = 4 * 366
"""Longer collections open by year."""


def layout(dataset: Dataset, beside: Any = None) -> html.Section:
    """The chart without its bars, which come after the map; `beside` stands in the line over it."""
    head = html.Div(
        [
            html.H2(_("Timeline"), id="timeline-heading"),
            dmc.SegmentedControl(
                id=_STEP,
                data=[{"value": "month", "label": _("Month")}, {"value": "year", "label": _("Year")}],
                value=first_step(dataset),
                size="xs",
                **aria(label=_("Bars of the timeline")),
            ),
            beside,
        ],
        className="timeline-head",
    )
    said_by_script: dict[str, Any] = {"data-chosen": _("Chosen: {first} – {last}.")}
    names = [
        ("incidents", _("Incidents")),
        *((outcome.value, _name(dataset, outcome)) for outcome in Outcome),
    ]
    chart = html.Div(
        [
            html.Div([html.Span(name, className=kind) for kind, name in names], className="timeline-names"),
            html.Div(
                [
                    html.Div(id="timeline-span", className="timeline-span", hidden=True),
                    html.Div(id="timeline-cursor", className="timeline-cursor", hidden=True),
                    dcc.Graph(id=_GRAPH, figure=timeline_figure(), config=CONFIG, responsive=True),
                ],
                id=_SLIDER,
                className="timeline-slider",
                tabIndex="0",
                role="slider",
                **aria(label=_("Timeline"), valuemin="0", valuemax="0", valuenow="0", valuetext=hint()),
                **said_by_script,
            ),
        ],
        className="timeline-chart",
    )
    foot = html.Div(
        [
            html.P(
                [
                    box(_CHOSEN, element=html.Span, className="timeline-chosen"),
                    html.Span(hint(), id=_WORDS, className="timeline-words is-hint"),
                ]
            ),
            html.P(id=_CAPTION, className="timeline-caption"),
            html.Details(
                [
                    html.Summary(_("As a table")),
                    box(
                        _TABLE_ROWS,
                        className="timeline-rows",
                        tabIndex="0",
                        role="group",
                        **aria(label=_("Timeline")),
                    ),
                ],
                id=_TABLE,
                className="panel timeline-table",
            ),
        ],
        className="timeline-foot",
    )
    return html.Section(
        [dcc.Store(id=_ASKED), dcc.Store(id=_TABLE_ASKED), dcc.Store(id=_BARS), head, chart, foot],
        className="timeline",
        **aria(labelledby="timeline-heading"),
    )


def register(app: Dash, datasets: Datasets) -> None:
    """Bars follow the filter without its dates; the dates follow the bars that are chosen."""
    app.clientside_callback(
        ClientsideFunction("timeline", "follow"),
        Input(ids.FILTER, "data"),
        Input(_STEP, "value"),
        Input(_BARS, "data"),
    )

    @app.callback(
        Output(_GRAPH, "figure"),
        Output(_BARS, "data"),
        Output(_CAPTION, "children"),
        Input(_ASKED, "data"),
        Input(ids.COLOUR_SCHEME, "data"),
        prevent_initial_call=True,
    )
    def draw(asked: object, scheme: object) -> tuple[Patch, Any, str]:
        summary, step = _what_is_asked(datasets, asked)
        rows = timeline(summary, step, ends(summary.dataset))
        return (
            timeline_patch(rows, step, PALETTES[scheme_of(scheme)]),
            bars(summary.dataset, rows, step),
            caption(summary),
        )

    while_open(app, _TABLE, ids.FILTER_LATER, _TABLE_ASKED)

    @app.callback(
        Output(_TABLE_ROWS, CONTENT),
        Input(_TABLE_ASKED, "data"),
        Input(_STEP, "value"),
        prevent_initial_call=True,
    )
    def list_rows(stored: object, step: str) -> str:
        if stored is None:
            raise PreventUpdate
        return content(table(*_what_is_asked(datasets, {"filter": stored, "step": step})))


def _what_is_asked(datasets: Datasets, asked: object) -> tuple[Summary, Step]:
    if not isinstance(asked, dict):
        raise PreventUpdate
    wanted = IncidentFilter.from_json(asked.get("filter"))[0].without("from", "to")
    return summary_of(datasets.here(), wanted), "month" if asked.get("step") == "month" else "year"


def first_step(dataset: Dataset) -> Step:
    """By month for up to four years, above by year."""
    if dataset.first_day is None or dataset.last_day is None:
        return "year"
    return "month" if (dataset.last_day - dataset.first_day).days <= LONGEST_BY_MONTH_DAYS else "year"


def ends(dataset: Dataset) -> Any:
    """The first and the last start of an incident, whatever the filter; None without incidents."""
    starts = dataset.incidents["date_start"].dropna()
    if starts.empty:
        return None
    return starts.iloc[0].date(), starts.iloc[-1].date()


def hint() -> str:
    """What one can do with the chart."""
    return _("Drag or click to choose dates; arrow keys move.")


def caption(summary: Summary) -> str:
    """What the bars add up to: `summary` is that of the filter without its dates."""
    every = ngettext(
        "All dates of this filter: {number} incident.",
        "All dates of this filter: {number} incidents.",
        summary.incidents,
    ).format(number=number_text(summary.incidents))
    return " ".join(filter(None, [every, undated_in_words(summary)]))


def undated_in_words(summary: Summary) -> str:
    """How many incidents stand in no bar because they have no date; "" without any."""
    if not (number := undated(summary)):
        return ""
    return ngettext(
        "{number} undated: in no bar, and in no choice of dates.",
        "{number} undated: in no bar, and in no choice of dates.",
        number,
    ).format(number=number_text(number))


def _name(dataset: Dataset, outcome: Outcome) -> str:
    """ "Injured", or that they are not recorded."""
    if outcome in dataset.not_recorded:
        return capital(_(NOT_RECORDED[outcome]))
    return _("Killed") if outcome is Outcome.KILLED else _("Injured")


def chosen_in_words(asked: IncidentFilter) -> str:
    """The dates of a filter as a sentence; "" where it has none."""
    if asked.date_from and asked.date_to:
        first, last = day_text(asked.date_from), day_text(asked.date_to)
        return _("Chosen: {first} – {last}.").format(first=first, last=last)
    if asked.date_from:
        return _("Chosen: {first} or later.").format(first=day_text(asked.date_from))
    return _("Chosen: {last} or earlier.").format(last=day_text(asked.date_to)) if asked.date_to else ""


def table(summary: Summary, step: Step) -> html.Table:
    """The bars as rows: when, incidents, killed, injured, and their sums."""
    counts = {
        "incidents": pgettext("narrow column", "Incidents"),
        "killed": pgettext("narrow column", "Killed"),
        "injured": pgettext("narrow column", "Injured"),
    }
    rows, dataset = timeline(summary, step, ends(summary.dataset)), summary.dataset
    head = html.Tr([html.Th(name, scope="col") for name in (_("When"), *counts.values())])
    lines = [_line(bar_name(row, step), dataset, row) for row in rows.to_dict("records")]
    total = _line(_("All dates"), dataset, rows[[*COUNTED]].sum())
    return html.Table([html.Thead(head), html.Tbody(lines), html.Tfoot(total)])


def _line(name: str, dataset: Dataset, counts: Sums) -> html.Tr:
    numbers = [number_text(int(counts["incidents"])), *map(figure_text, best_in(dataset, counts))]
    return html.Tr([html.Th(name, scope="row"), *map(html.Td, numbers)])


VIEW: Final = View(lambda followed: {_CHOSEN: chosen_in_words(followed.summary.asked)})
