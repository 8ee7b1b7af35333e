"""The chosen period against the one before it and its own history, and clusters; folded at first."""

from __future__ import annotations

import json
from typing import Any, Final

from dash import ClientsideFunction, Dash, Input, Output, dcc, html

from components import ids
from components.accessible import aria
from components.content import CONTENT, box, content
from components.server.visit import Datasets
from components.views import while_open
from data.filters.incident_filter import IncidentFilter
from data.filters.over_time.change import (
    FEWEST_INCIDENTS,
    FEWEST_PERIODS,
    Change,
    Reading,
    Verdict,
    change_of,
)
from data.filters.over_time.clusters import Clusters, clusters_of
from data.filters.ranking import NO_DISTRICT
from data.filters.summary import summary_of
from data.language import N_, _, ngettext, number_text
from data.tables.dataset import Dataset
from data.wording.comparisons.change_sentences import (
    cluster_sentence,
    clusters_sentence,
    comparison_sentence,
    gaps_sentence,
    history_sentence,
    period_sentence,
    short_comparison,
    spans_sentences,
)
from data.wording.filter_phrases import option_label
from data.wording.phrases import casualties_in_words, incidents_counted, people, span

_PANEL: Final = "change"
_CONTENT: Final = "change-content"
_REQUESTED: Final = "change-requested"
"""dcc.Store: the filter whose period is requested."""
_DISTRICT: Final = "change-district"
_CLUSTER: Final = "change-cluster"
MOST_CLUSTERS: Final = 20
"""The latest clusters are listed."""

_METHOD: Final = (
    N_(
        "An incident counts once, by the first day it may have happened. Counted are reports, not events: "
        "more or fewer of them may come from more or less attention, and the last weeks may be incomplete."
    ),
    N_(
        "Two periods are compared by the exact conditional test for two counts (Przyborowski and Wilenski "
        "1940), two-sided at 5 %; among districts adjusted for their number (Holm 1979). It takes reports as "
        "independent of one another, which they are not always. People are not tested, because one explosion "
        "hurts several."
    ),
    N_(
        "“95 % of earlier periods” is the 95th percentile by nearest rank of the periods of the same length "
        "before, without overlap, back to the first day of the collection."
    ),
    N_(
        "Groups are found by ST-DBSCAN (Birant and Kut 2007) with scikit-learn, by great-circle distance and "
        "first day; dates known only to the month or year are left out."
    ),
)


def layout() -> html.Details:
    """Folded and empty; what stands in it is made while a reader has it open."""
    return html.Details(
        [html.Summary(_("Change")), dcc.Store(id=_REQUESTED), box(_CONTENT)],
        id=_PANEL,
        className="panel change",
    )


def register(app: Dash, datasets: Datasets) -> None:
    """Follow the filter while open; the selected group of incidents is marked."""

    while_open(app, _PANEL, ids.FILTER_DEFERRED, _REQUESTED)

    @app.callback(Output(_CONTENT, CONTENT), Input(_REQUESTED, "data"), prevent_initial_call=True)
    def follow(stored: object) -> str:
        dataset, query = datasets.here(), IncidentFilter.from_json(stored)[0]
        clusters = clusters_of(summary_of(dataset, query))
        return content(readings(dataset, query, clusters))

    app.clientside_callback(
        ClientsideFunction("change", "showCluster"),
        Input(ids.SELECTED, "data"),
        Input(_CONTENT, CONTENT),
        prevent_initial_call=True,
    )


def readings(dataset: Dataset, query: IncidentFilter, clusters: Clusters) -> list[Any]:
    """Readings overall and by district, clusters, and how all of it is read."""
    return [
        *_readings(dataset, query, change_of(dataset, query)),
        html.H3(_("Close together in place and time")),
        *_clusters(dataset, clusters),
        html.Details(
            [html.Summary(_("How this is read")), *(html.P(_(text)) for text in _METHOD), html.P(_rules())],
            className="change-method",
        ),
    ]


def _readings(dataset: Dataset, query: IncidentFilter, change: Change | None) -> list[Any]:
    if change is None:
        return [
            html.P(
                _("The days of the filter lie after the last check of the data; nothing is known of them.")
            )
        ]
    overall = change.overall
    sentences = [history_sentence(change, overall), gaps_sentence(overall), comparison_sentence(overall)]
    notes = [period_sentence(change, query), *spans_sentences(change)]
    return [
        html.P(html.B(span(change.period.first, change.period.last))),
        *(html.P(text, className="change-note") for text in notes),
        _counts(change),
        *(html.P(text) for text in sentences if text),
        html.H3(_("By district")),
        *_districts(dataset, query, change),
    ]


def _counts(change: Change) -> html.Table:
    overall = change.overall
    columns = [_("Reported"), _("This period"), _("Period before")]
    rows = [
        (_("Incidents"), "", number_text(overall.incidents), number_text(overall.incidents_before)),
    ]
    hurt = (
        (_("Killed"), "outcome killed", overall.killed, overall.killed_before),
        (_("Injured"), "outcome injured", overall.injured, overall.injured_before),
    )
    rows += [(name, mark, people(now), people(before)) for name, mark, now, before in hurt if now.is_chosen]
    return html.Table(
        [
            html.Thead(html.Tr([html.Th(name, scope="col") for name in columns])),
            html.Tbody(
                [
                    html.Tr(
                        [
                            html.Th(name, scope="row", className=mark),
                            html.Td(now),
                            html.Td(before if change.before else "–"),
                        ]
                    )
                    for name, mark, now, before in rows
                ]
            ),
        ]
    )


def _districts(dataset: Dataset, query: IncidentFilter, change: Change) -> list[Any]:
    if not change.districts:
        return [html.P(_("No incident was reported in either period."), className="empty")]
    items = [html.Li(_district(dataset, query, change, reading)) for reading in change.districts]
    parts: list[Any] = [html.Ul(items, className="change-districts")]
    if change.more_districts:
        parts.append(
            html.P(
                ngettext(
                    "Not listed: {number} other district with fewer reports.",
                    "Not listed: {number} other districts with fewer reports.",
                    change.more_districts,
                ).format(number=number_text(change.more_districts)),
                className="change-note",
            )
        )
    return parts


def _district(dataset: Dataset, query: IncidentFilter, change: Change, reading: Reading) -> list[Any]:
    if reading.district == NO_DISTRICT:
        name: Any = html.Span(_("No district, or not mapped"))
    else:
        is_chosen = reading.district in query.district
        name = html.Button(
            option_label(dataset, "district", reading.district),
            id={"type": _DISTRICT, "code": reading.district},
            title=_("Click to show all districts again")
            if is_chosen
            else _("Click to show only this district"),
            **aria(pressed="true" if is_chosen else "false"),
        )
    sentences = [_district_counts(change, reading)]
    if reading.usual is not None and reading.verdict is not Verdict.TOO_FEW:
        sentences.append(_usual(reading.usual))
    if change.before:
        sentences.append(short_comparison(reading))
    return [name, *(html.Small(text) for text in sentences)]


def _usual(most: int) -> str:
    if not most:
        return _("95 % of earlier periods had none.")
    return _("95 % of earlier periods had at most {usual}.").format(usual=number_text(most))


def _district_counts(change: Change, reading: Reading) -> str:
    if change.before and not reading.incidents_before:
        return _("{incidents}: {casualties}. Before: none.").format(
            incidents=incidents_counted(reading.incidents),
            casualties=casualties_in_words(reading.killed, reading.injured),
        )
    words = {
        "incidents": incidents_counted(reading.incidents),
        "casualties": casualties_in_words(reading.killed, reading.injured),
        "incidents_before": incidents_counted(reading.incidents_before),
        "casualties_before": casualties_in_words(reading.killed_before, reading.injured_before),
    }
    if change.before is None:
        return _("{incidents}: {casualties}.").format(**words)
    if not reading.incidents:
        return _("None in this period. Before: {incidents_before}: {casualties_before}.").format(**words)
    return _("{incidents}: {casualties}. Before: {incidents_before}: {casualties_before}.").format(**words)


def _clusters(dataset: Dataset, clusters: Clusters) -> list[Any]:
    parts: list[Any] = [html.P(clusters_sentence(clusters))]
    shown = clusters.found[:MOST_CLUSTERS]
    if shown:
        items = [
            html.Li(
                html.Button(
                    cluster_sentence(dataset, cluster),
                    id={
                        "type": _CLUSTER,
                        "incidents": json.dumps(cluster.incident_ids),
                    },
                    title=_("Click to list these incidents; a second click undoes that"),
                    **aria(pressed="false"),
                )
            )
            for cluster in shown
        ]
        parts.append(html.Ul(items, className="change-clusters"))
    if len(clusters.found) > len(shown):
        text = _("Listed are the latest {shown} of {all} groups.")
        parts.append(html.P(text.format(shown=len(shown), all=number_text(len(clusters.found)))))
    caveat = _(
        "Points are those of named places, often kilometres from the blast, and where more is reported, the "
        "nearest settlement is named more often. A group says nothing of other places or of days to come."
    )
    return [*parts, html.P(caveat, className="change-note")]


def _rules() -> str:
    return _(
        "Periods with fewer than {incidents} incidents together are not compared, and nothing is said of what is "
        "usual with fewer than {periods} earlier periods."
    ).format(incidents=FEWEST_INCIDENTS, periods=FEWEST_PERIODS)
