"""What is known of the selected incident: its facts, the people hit, and its sources with links."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
from dash import ALL, ClientsideFunction, Dash, Input, Output, html

from components import ids
from components.accessible import aria
from components.visit import Datasets
from data.dataset import Dataset
from data.incident_facts import facts
from data.language import ngettext, number_text
from data.summary import casualties_per_incident
from data.vocabulary import VictimCategory
from data.wording import day, incident_sentence, when

_PANEL: Final = "incident-details-panel"
_CHOOSE: Final = "incident-details-choose"
_CLOSE: Final = "incident-details-close"


def layout() -> html.Section:
    """Empty until an incident is selected."""
    return html.Section(
        html.Div(hint(), id=_PANEL),
        className="incident-details",
        **aria(label="Selected incident", live="polite"),
    )


def register(app: Dash, datasets: Datasets) -> None:
    """Follow the selection; a list of several lets one be chosen."""

    @app.callback(Output(_PANEL, "children"), Input(ids.SELECTED, "data"))
    def follow(selected: object) -> Any:
        dataset = datasets.here()
        chosen = selected if isinstance(selected, list) else []
        rows = [row for row in (dataset.row_of(str(key)) for key in chosen) if row is not None]
        if not rows:
            return hint()
        return card(dataset, rows[0]) if len(rows) == 1 else choice(dataset, rows)

    app.clientside_callback(
        ClientsideFunction("incidentDetails", "choose"),
        Output(ids.SELECTED, "data", allow_duplicate=True),
        Input({"type": _CHOOSE, "incident": ALL}, "n_clicks"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("incidentDetails", "close"),
        Output(ids.SELECTED, "data", allow_duplicate=True),
        Input({"type": _CLOSE, "of": ALL}, "n_clicks"),
        prevent_initial_call=True,
    )


def hint() -> Any:
    """What to do while nothing is selected."""
    return html.P(
        "Select a circle, a row of the table or a listed incident to read what is known of it.",
        className="empty",
    )


def choice(dataset: Dataset, rows: list[int]) -> Any:
    """Several incidents, at one point or of one group, as a list of buttons."""
    points = dataset.incidents[["longitude", "latitude"]].iloc[rows].drop_duplicates()
    if len(points) == 1:
        heading = ngettext("{number} incident at this point", "{number} incidents at this point", len(rows))
    else:
        heading = ngettext("{number} incident selected", "{number} incidents selected", len(rows))
    title = html.H2(heading.format(number=number_text(len(rows))))
    return html.Div([title, incident_list(dataset, rows), _close()])


def incident_list(dataset: Dataset, rows: list[int]) -> html.Ul:
    """Incidents in a sentence each, as buttons that select them."""
    people = casualties_per_incident(dataset, dataset.casualty_incident >= 0)
    return html.Ul(
        [
            html.Li(
                html.Button(
                    _sentence(dataset, people, row),
                    id={"type": _CHOOSE, "incident": str(dataset.incidents["incident_id"].iloc[row])},
                )
            )
            for row in rows
        ],
        className="incident-list",
    )


def card(dataset: Dataset, row: int) -> Any:
    """All that is coded of one incident, its casualties whatever the filter, and its sources."""
    incident = dataset.incidents.iloc[row]
    return html.Article(
        [
            html.H2(
                when(incident["date_start"].date(), incident["date_end"].date(), int(incident["date_prec"]))
            ),
            html.P(incident["summary"], className="incident-summary"),
            casualty_table(dataset, row),
            html.Dl(
                [part for name, value in facts(dataset, incident) for part in (html.Dt(name), html.Dd(value))]
            ),
            html.H3("Sources"),
            sources(dataset, str(incident["incident_id"])),
            html.P(f"Incident {incident['incident_id']}", className="incident-identifier"),
            _close(),
        ]
    )


def casualty_table(dataset: Dataset, row: int) -> Any:
    """People by actor and outcome, with the range where sources differ."""
    casualties = dataset.casualties[dataset.casualty_incident == row]
    if casualties.empty:
        return html.P("No casualties reported.")
    head = html.Thead(html.Tr([html.Th(name, scope="col") for name in ("Who", "Outcome", "People")]))
    rows = [
        html.Tr(
            [
                html.Th(
                    [hit["affected_actor"], html.Small(VictimCategory(hit["victim_category"]).label)],
                    scope="row",
                ),
                html.Td(hit["outcome"], className=f"outcome {hit['outcome']}"),
                html.Td(_people(hit)),
            ]
        )
        for _, hit in casualties.iterrows()
    ]
    return html.Table([head, html.Tbody(rows)], className="casualties")


def sources(dataset: Dataset, incident_id: str) -> html.Ol:
    """Every source with its publisher, day, language and whom it cites; linked where it has an address."""
    return html.Ol(
        [
            html.Li(_source(source))
            for _, source in dataset.sources[dataset.sources["incident_id"] == incident_id].iterrows()
        ]
    )


def _source(source: Any) -> list[Any]:
    name = source["publisher"]
    title: Any = (
        html.A(name, href=source["url"], target="_blank", rel="noopener noreferrer")
        if source["url"]
        else name
    )
    published = day(source["published"].date()) if pd.notna(source["published"]) else "day not seen"
    remarks = [published, source["language"]]
    if source["upstream_source"]:
        remarks.append("citing " + ", ".join(source["upstream_source"].split("|")))
    if source["via"]:
        remarks.append(f"via {source['via']}")
    if source["mirror"] == "yes":
        remarks.append("copy of another outlet")
    return [title, html.Small(" · ".join(remark for remark in remarks if remark))]


def _people(hit: Any) -> str:
    low, best, high = hit["count_low"], hit["count_best"], hit["count_high"]
    if pd.isna(best):
        return f"at least {low:.0f}, number not given" if pd.notna(low) else "number not given"
    ends = [end for end in (low, high) if pd.notna(end) and end != best]
    return f"{best:.0f}" + (f" ({low:.0f}–{high:.0f})" if ends and pd.notna(low) and pd.notna(high) else "")


def _sentence(dataset: Dataset, people: pd.DataFrame, row: int) -> str:
    count = people.iloc[row]
    unknown = int(count["killed_unknown"] + count["injured_unknown"])
    return incident_sentence(
        dataset.incidents.iloc[row], int(count["killed_best"]), int(count["injured_best"]), unknown
    )


def _close() -> html.Button:
    return html.Button("Close", id={"type": _CLOSE, "of": "selection"}, className="incident-close")
