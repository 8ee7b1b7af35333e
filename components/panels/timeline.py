"""Incidents and people along time; brushing or choosing a bar sets the filter's dates."""

from __future__ import annotations

import json
from datetime import date
from typing import Any, Final

import dash_mantine_components as dmc
import pandas as pd
from dash import ClientsideFunction, Dash, Input, Output, Patch, dcc, html
from dash.exceptions import PreventUpdate

from components import ids
from components.accessible import aria
from components.content import CONTENT, box, content
from components.panels.outcome_columns import outcome_figures, outcome_headings
from components.panels.timeline_figure import CONFIG, bars, timeline_figure, timeline_patch
from components.server.visit import Datasets
from components.theme import PALETTES, scheme_of
from components.time_axis import places_and_width, tick_choices
from components.views import View, while_open
from data.filters.incident_filter import IncidentFilter
from data.filters.over_time.periods import is_under_three_months
from data.filters.over_time.timeline import Step, step_across, timeline, undated
from data.filters.summary import Summary, summary_of
from data.filters.tally import COUNTED
from data.language import N_, _, as_sentence, capital, day_text, ngettext, number_text, pgettext
from data.tables.count_range import Sums
from data.tables.dataset import Dataset
from data.tables.vocabulary import Outcome
from data.wording.bars import bar_name
from data.wording.phrases import NOT_CHOSEN, NOT_RECORDED

_GRAPH: Final = "timeline-graph"
_SLIDER: Final = "timeline-slider"
_STEP: Final = "timeline-step"
_REQUESTED: Final = "timeline-requested"
"""dcc.Store: `{"filter", "step"}`; by day the filter has the dates whose days are shown, otherwise none. Null until the
map is drawn.
"""
_BARS: Final = "timeline-bars"
"""dcc.Store: what is drawn, as `drawn` gives it."""
_TICKS: Final = "timeline-ticks"
_UNIT: Final = "timeline-unit"
_PAPER: Final = "timeline-paper"
"""The bars once more, drawn for paper alone."""
_WORDS: Final = "timeline-words"
_CHOSEN: Final = "timeline-chosen"
_CAPTION: Final = "timeline-caption"
_TABLE: Final = "timeline-table"
_TABLE_ROWS: Final = "timeline-table-rows"
_TABLE_REQUESTED: Final = "timeline-table-requested"
"""dcc.Store: what `_REQUESTED` holds while the table is open; null until it is opened."""

STEPS: Final[dict[Step, str]] = {"day": N_("Day"), "month": N_("Month"), "year": N_("Year")}


def layout(dataset: Dataset, beside: Any = None) -> html.Section:
    """The chart without its bars, which come after the map; `beside` stands in the line over it."""
    head = html.Div(
        [
            html.H2(_("Timeline"), id="timeline-heading"),
            html.Div(
                dmc.SegmentedControl(
                    id=_STEP,
                    data=_choices(first_step(dataset)),
                    value=first_step(dataset),
                    size="xs",
                    **aria(label=_("Bars of the timeline")),
                ),
                title=_("By day for less than three months"),
            ),
            beside,
        ],
        className="timeline-head",
    )
    first, last = (day.isoformat() for day in starts) if (starts := dataset.starts) else ("", "")
    read_by_script: dict[str, Any] = {
        "data-chosen": _("Chosen: {first} – {last}."),
        "data-chosen-day": _("Chosen: {day}."),
        "data-first": first,
        "data-last": last,
        "data-steps": json.dumps(_choices("day")),
        "data-long": "month" if first_step(dataset) == "day" else first_step(dataset),
    }
    names = [
        ("incidents", _("Incidents")),
        *((outcome.value, _name(dataset, outcome)) for outcome in Outcome),
    ]
    chart = html.Div(
        [
            html.Div(
                [
                    *(html.Span(name, className=kind) for kind, name in names),
                    html.Span(_(STEPS[first_step(dataset)]), id=_UNIT, className="unit"),
                ],
                className="timeline-names",
            ),
            html.Div(
                [
                    html.Div(id="timeline-span", className="timeline-span", hidden=True),
                    html.Div(id="timeline-cursor", className="timeline-cursor", hidden=True),
                    dcc.Graph(id=_GRAPH, figure=timeline_figure(), config=CONFIG, responsive=True),
                    html.Div(id=_TICKS, className="timeline-ticks", **aria(hidden="true")),
                ],
                id=_SLIDER,
                className="timeline-slider",
                tabIndex="0",
                role="slider",
                **aria(label=_("Timeline"), valuemin="0", valuemax="0", valuenow="0", valuetext=hint()),
                **read_by_script,
            ),
            html.Div(id=_PAPER, className="time-strip", **aria(hidden="true")),
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
        [dcc.Store(id=_REQUESTED), dcc.Store(id=_TABLE_REQUESTED), dcc.Store(id=_BARS), head, chart, foot],
        className="timeline",
        **aria(labelledby="timeline-heading"),
    )


def register(app: Dash, datasets: Datasets) -> None:
    """Bars follow the filter without its dates; the dates follow the bars that are chosen."""
    app.clientside_callback(
        ClientsideFunction("timeline", "follow"), Input(_STEP, "value"), Input(_BARS, "data")
    )

    @app.callback(
        Output(_GRAPH, "figure"),
        Output(_BARS, "data"),
        Output(_CAPTION, "children"),
        Output(_UNIT, "children"),
        Input(_REQUESTED, "data"),
        Input(ids.COLOUR_SCHEME, "data"),
        prevent_initial_call=True,
    )
    def draw(requested: object, scheme: object) -> tuple[Patch, Any, str, str]:
        summary, step = _requested(datasets, requested)
        rows = rows_of(summary, step)
        return (
            timeline_patch(rows, PALETTES[scheme_of(scheme)]),
            drawn(summary, rows, step),
            caption(summary, rows, step),
            _(STEPS[step]),
        )

    while_open(app, _TABLE, _REQUESTED, _TABLE_REQUESTED)

    @app.callback(Output(_TABLE_ROWS, CONTENT), Input(_TABLE_REQUESTED, "data"), prevent_initial_call=True)
    def list_rows(requested: object) -> str:
        return content(table(*_requested(datasets, requested)))


def drawn(summary: Summary, rows: pd.DataFrame, step: Step) -> dict[str, Any]:
    """What the page's scripts know of the bars: themselves, the dates under them, and how wide they are on paper."""
    places, width = places_and_width(len(rows))
    return {
        "bars": bars(summary, rows, step),
        "ticks": tick_choices(rows, step),
        "places": places,
        "width": width,
    }


def _choices(chosen: Step) -> list[dict[str, Any]]:
    """What the bars can be; the script offers days for every period that is short enough."""
    return [
        {"value": step, "label": _(name), "disabled": step == "day" and chosen != "day"}
        for step, name in STEPS.items()
    ]


def _requested(datasets: Datasets, requested: object) -> tuple[Summary, Step]:
    """By day only what is short enough for days; the rest by month."""
    if not isinstance(requested, dict):
        raise PreventUpdate
    dataset = datasets.here()
    chosen = IncidentFilter.from_json(requested.get("filter"))[0]
    step: Step = next((step for step in STEPS if step == requested.get("step")), "year")
    period = _days_of(chosen) or dataset.starts
    if step == "day" and period and is_under_three_months(*period):
        return summary_of(dataset, chosen), "day"
    longer: Step = "month" if step == "day" else step
    return summary_of(dataset, chosen.without("from", "to")), longer


def rows_of(summary: Summary, step: Step) -> pd.DataFrame:
    """The bars: across the dates of the filter, or without dates across the whole dataset."""
    return timeline(summary, step, _days_of(summary.incident_filter) or summary.dataset.starts)


def _days_of(incident_filter: IncidentFilter) -> tuple[date, date] | None:
    return (
        (incident_filter.date_from, incident_filter.date_to)
        if incident_filter.date_from and incident_filter.date_to
        else None
    )


def first_step(dataset: Dataset) -> Step:
    """By day for less than three months, by month for up to four years, above by year."""
    starts = dataset.starts
    return step_across(*starts) if starts else "year"


def hint() -> str:
    """What one can do with the chart."""
    return _("Drag or click to choose dates; arrow keys move.")


def caption(summary: Summary, rows: pd.DataFrame, step: Step) -> str:
    """What the bars add up to, and how many incidents of them have no bar of their own day or month."""
    days, number = _days_of(summary.incident_filter), number_text(summary.incidents)
    if days and days[0] == days[1]:
        every = ngettext("{day}: {number} incident.", "{day}: {number} incidents.", summary.incidents).format(
            day=day_text(days[0]), number=number
        )
    elif days:
        every = ngettext(
            "{first} – {last}: {number} incident.", "{first} – {last}: {number} incidents.", summary.incidents
        ).format(first=day_text(days[0]), last=day_text(days[1]), number=number)
    else:
        every = ngettext(
            "All dates of this filter: {number} incident.",
            "All dates of this filter: {number} incidents.",
            summary.incidents,
        ).format(number=number)
    notes = [roughly_dated_in_words(rows, step), undated_in_words(summary), not_chosen_in_words(summary)]
    return " ".join(filter(None, [every, *notes]))


def roughly_dated_in_words(rows: pd.DataFrame, step: Step) -> str:
    """How many incidents stand in the hatched bars, which are no time of their own; "" without any."""
    number = int(rows.loc[~rows["is_known"], "incidents"].sum())
    if not number:
        return ""
    if step == "day":
        text = ngettext(
            "Hatched: {number} whose day is not known.", "Hatched: {number} whose day is not known.", number
        )
    else:
        text = ngettext(
            "Hatched: {number} whose month is not known.",
            "Hatched: {number} whose month is not known.",
            number,
        )
    return text.format(number=number_text(number))


def undated_in_words(summary: Summary) -> str:
    """How many incidents stand in no bar because they have no date; "" without any."""
    if not (number := undated(summary)):
        return ""
    return ngettext(
        "{number} undated: in no bar, and in no choice of dates.",
        "{number} undated: in no bar, and in no choice of dates.",
        number,
    ).format(number=number_text(number))


def not_chosen_in_words(summary: Summary) -> str:
    """ "Killed not chosen.": why an outcome has no bar though the legend names it; "" where the filter asks for both."""
    return " ".join(as_sentence(capital(_(NOT_CHOSEN[outcome]))) for outcome in summary.not_chosen)


def _name(dataset: Dataset, outcome: Outcome) -> str:
    """ "Injured", or that they are not recorded."""
    if outcome in dataset.not_recorded:
        return capital(_(NOT_RECORDED[outcome]))
    return _("Killed") if outcome is Outcome.KILLED else _("Injured")


def chosen_in_words(incident_filter: IncidentFilter) -> str:
    """The dates of a filter as a sentence; "" where it has none."""
    if incident_filter.date_from and incident_filter.date_to:
        first, last = day_text(incident_filter.date_from), day_text(incident_filter.date_to)
        if first == last:
            return _("Chosen: {day}.").format(day=first)
        return _("Chosen: {first} – {last}.").format(first=first, last=last)
    if incident_filter.date_from:
        return _("Chosen: {first} or later.").format(first=day_text(incident_filter.date_from))
    return (
        _("Chosen: {last} or earlier.").format(last=day_text(incident_filter.date_to))
        if incident_filter.date_to
        else ""
    )


def table(summary: Summary, step: Step) -> html.Table:
    """The bars as rows: when, incidents, killed, injured as far as the filter asks for them, and their sums."""
    counts = [pgettext("narrow column", "Incidents"), *(short for short, _name in outcome_headings(summary))]
    rows = rows_of(summary, step)
    head = html.Tr([html.Th(name, scope="col") for name in (_("When"), *counts)])
    lines = [_line(bar_name(row, step), summary, row) for row in rows.to_dict("records")]
    total = _line(_("All dates"), summary, rows[[*COUNTED]].sum())
    return html.Table([html.Thead(head), html.Tbody(lines), html.Tfoot(total)])


def _line(name: str, summary: Summary, counts: Sums) -> html.Tr:
    numbers = [number_text(int(counts["incidents"])), *outcome_figures(summary, counts)]
    return html.Tr([html.Th(name, scope="row"), *map(html.Td, numbers)])


VIEW: Final = View(lambda followed: {_CHOSEN: chosen_in_words(followed.summary.incident_filter)})
