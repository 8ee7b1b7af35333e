"""The table of the matching incidents: the map's twin in text, with the downloads."""

from __future__ import annotations

from typing import Any, Final

import dash_ag_grid as dag
from dash import ClientsideFunction, Dash, Input, Output, State, html

from components import ids
from components.visit import Datasets, with_own
from data.dataset import Dataset
from data.incident_filter import IncidentFilter
from data.language import N_, _
from data.summary import Summary, summary_of
from data.vocabulary import DeviceCategory, WherePrecision
from data.wording import day, incidents_counted, place_of

_GRID: Final = "incident-table-grid"
_TITLE: Final = "incident-table-title"
_CSV: Final = "incident-table-csv"
_GEOJSON: Final = "incident-table-geojson"

_COLUMNS: Final[list[dict[str, Any]]] = [
    {"field": "date", "headerName": N_("Date"), "width": 155, "comparator": {"function": "incidentTable.byDay"}},
    {"field": "place", "headerName": N_("Place"), "width": 260},
    {"field": "killed", "headerName": N_("Killed"), "width": 110, "type": "numericColumn"},
    {"field": "injured", "headerName": N_("Injured"), "width": 110, "type": "numericColumn"},
    {"field": "actors", "headerName": N_("Who was affected"), "width": 220},
    {"field": "device", "headerName": N_("Device"), "width": 190},
    {"field": "precision", "headerName": N_("Place known"), "width": 165},
    {"field": "publishers", "headerName": N_("Sources"), "width": 120, "type": "numericColumn"},
    {
        "field": "summary",
        "headerName": N_("What happened"),
        "flex": 1,
        "minWidth": 320,
        "tooltipField": "summary",
    },
]


def layout(dataset: Dataset) -> html.Details:
    """The table, folded to its title until it is opened."""
    everything = summary_of(dataset, IncidentFilter())
    return html.Details(
        [
            html.Summary(title(everything), id=_TITLE),
            html.P(
                [
                    _("Exactly these rows:"),
                    " ",
                    html.A("CSV", id=_CSV, href=with_own("/incidents.csv")),
                    " · ",
                    html.A("GeoJSON", id=_GEOJSON, href=with_own("/incidents.geojson")),
                ],
                className="incident-table-downloads",
            ),
            dag.AgGrid(
                id=_GRID,
                columnDefs=[_column(dataset, column) for column in _COLUMNS],
                rowData=table_rows(everything),
                getRowId="params.data.id",
                defaultColDef={"resizable": True, "sortable": True, "wrapHeaderText": True},
                dashGridOptions={
                    "rowSelection": {"mode": "singleRow", "checkboxes": False, "enableClickSelection": True},
                    "animateRows": False,
                    # On a narrow screen the grid would else have rows without cells, which readers cannot enter.
                    "suppressColumnVirtualisation": True,
                    "tooltipShowDelay": 400,
                    "theme": {"function": "themeQuartz.withParams({fontFamily: 'inherit', fontSize: 13})"},
                    "rowHeight": 34,
                    "headerHeight": 36,
                    "localeText": _grid_texts(),
                },
                className="incident-table-grid",
                style={"height": "var(--table-height)"},
            ),
        ],
        className="incident-table",
        id="incident-table",
    )


def register(app: Dash, datasets: Datasets) -> None:
    """Rows and downloads follow the filter; the selected row and the selected incident hold each other."""

    @app.callback(
        Output(_GRID, "rowData"),
        Output(_TITLE, "children"),
        Output(_CSV, "href"),
        Output(_GEOJSON, "href"),
        Input(ids.FILTER, "data"),
        prevent_initial_call=True,
    )
    def follow(stored: object) -> tuple[Any, ...]:
        summary = summary_of(datasets.here(), IncidentFilter.from_json(stored)[0])
        query = f"?{summary.asked}" if str(summary.asked) else ""
        csv, geojson = with_own(f"/incidents.csv{query}"), with_own(f"/incidents.geojson{query}")
        return table_rows(summary), title(summary), csv, geojson

    app.clientside_callback(
        ClientsideFunction("incidentTable", "showSelected"),
        Output(_GRID, "selectedRows"),
        Output(_GRID, "scrollTo"),
        Input(ids.SELECTED, "data"),
        Input(_GRID, "rowData"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("incidentTable", "select"),
        Input(_GRID, "selectedRows"),
        State(ids.SELECTED, "data"),
        State(_GRID, "rowData"),
        prevent_initial_call=True,
    )


def _column(dataset: Dataset, column: dict[str, Any]) -> dict[str, Any]:
    """A column of the grid with its heading translated; free texts carry their language."""
    heading = column["headerName"]
    shown = {**column, "headerName": _(heading)}
    if column["field"] == "summary" and dataset.language:
        shown |= {"cellRenderer": "FreeText", "cellRendererParams": {"lang": dataset.language}}
    return shown


def _grid_texts() -> dict[str, str]:
    """What the grid says itself, by AG Grid's own keys."""
    return {
        "noRowsToShow": _("Nothing matches. Remove a part of the filter to see more."),
        "loadingOoo": _("Loading..."),
        "ariaSortableColumn": _("Press ENTER to sort"),
        "ariaRowSelect": _("Press SPACE to select this row"),
        "ariaRowDeselect": _("Press SPACE to deselect this row"),
        "ariaRowToggleSelection": _("Press Space to toggle row selection"),
    }


def title(summary: Summary) -> str:
    """The table's name with the number of its rows."""
    return _("Table: {incidents}").format(incidents=incidents_counted(summary.incidents))


def table_rows(summary: Summary) -> list[dict[str, Any]]:
    """One mapping a matching incident, the latest first; figures count the casualties that match."""
    dataset = summary.dataset
    incidents = dataset.incidents.iloc[summary.rows[::-1]]
    people = summary.per_incident.iloc[summary.rows[::-1]]
    actors = dataset.casualties.groupby("incident_id", sort=False)["affected_actor"].unique()
    sources = dataset.sources["incident_id"].value_counts()
    return [
        {
            "id": incident["incident_id"],
            "date": _date(incident),
            "day": incident["date_start"].strftime("%Y-%m-%d"),
            "place": place_of(incident),
            "killed": _figure(count, "killed"),
            "injured": _figure(count, "injured"),
            "actors": ", ".join(actors.get(incident["incident_id"], [])),
            "device": DeviceCategory(incident["device_category"]).label,
            "precision": WherePrecision(incident["where_prec"]).label,
            "publishers": int(sources.get(incident["incident_id"], 0)),
            "summary": incident["summary"],
        }
        for (_row, incident), (_same, count) in zip(incidents.iterrows(), people.iterrows(), strict=True)
    ]


def _date(incident: Any) -> str:
    start = day(incident["date_start"].date())
    return start if incident["date_prec"] == 1 else _("from {day}").format(day=start)


def _figure(count: Any, outcome: str) -> int | None:
    is_unknown = count[f"{outcome}_best"] == 0 and count[f"{outcome}_unknown"] > 0
    return None if is_unknown else int(count[f"{outcome}_best"])
