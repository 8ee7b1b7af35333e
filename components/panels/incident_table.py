"""The table of the matching incidents: the map's twin in text, with the downloads."""

from __future__ import annotations

from typing import Any, Final

import dash_ag_grid as dag
from dash import ClientsideFunction, Dash, Input, Output, State, html, no_update

from components import ids
from components.accessible import aria
from components.content import box
from components.panels import table_page
from components.sentences import filled
from components.server.visit import Datasets, prefix, with_level
from components.views import View, while_outdated
from data.filters.incident_filter import IncidentFilter
from data.filters.summary import Summary, summary_of
from data.language import N_, _
from data.tables.dataset import Dataset
from data.wording.phrases import incidents_counted

ROWS_A_PAGE: Final = 100
PAGES_CACHED: Final = 20
"""Pages that the browser holds; of a longer table it forgets those that were not seen for longest."""
FAILED: Final = N_("These rows could not be read. Change the filter to try again, or reload the page.")

_IN_ORDER_OF_TIME: Final = N_("The latest stand first: on a cluster rows are sorted by time alone.")

GRID_SCRIPT: Final = "/_dash-component-suites/dash_ag_grid/dash_ag_grid.min.js"
"""A fifth of what a page would have to read before it shows anything; requested when the table is opened."""
dag._js_dist[0]["dynamic"] = True  # noqa: SLF001 - so does Dash mark what a page does not ask for at once

_PANEL: Final = "incident-table"
_PLACE: Final = "incident-table-place"
_FAILURE: Final = "incident-table-failure"
_GRID: Final = "incident-table-grid"
_TITLE: Final = "incident-table-title"
_DOWNLOADS: Final = "incident-table-downloads"

_COLUMNS: Final[list[dict[str, Any]]] = [
    {"field": "date", "headerName": N_("Date"), "width": 236},
    {"field": "place", "headerName": N_("Place"), "width": 240},
    {"field": "killed", "headerName": N_("Killed"), "width": 130, "type": "numericColumn"},
    {"field": "injured", "headerName": N_("Injured"), "width": 130, "type": "numericColumn"},
    {"field": "actors", "headerName": N_("Who was affected"), "width": 220},
    {"field": "device", "headerName": N_("Device"), "width": 190},
    {"field": "precision", "headerName": N_("Location precision"), "width": 165},
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
    """The table, folded to its title; the grid comes when it is opened for the first time."""
    return html.Details(
        [
            box(_TITLE, title(summary_of(dataset, IncidentFilter())), html.Summary, **while_outdated()),
            box(
                _DOWNLOADS, downloads(dataset, IncidentFilter()), html.P, className="incident-table-downloads"
            ),
            _edge(),
            html.P(id=_FAILURE, role="alert", className="incident-table-failure"),
            html.Div(id=_PLACE),
        ],
        className="incident-table",
        id=_PANEL,
        **_data_attributes(),
    )


def _edge() -> html.Div:
    """The upper edge, by which the table is made taller or lower; its script says how tall it is."""
    name = _("Height of the table")
    values = {"orientation": "horizontal", "valuenow": "0", "valuemin": "0", "valuemax": "0"}
    return html.Div(
        id="incident-table-edge",
        role="separator",
        tabIndex="0",
        title=name,
        className="incident-table-edge",
        **aria(label=name, controls=_PLACE, **values),
    )


def _data_attributes() -> dict[str, Any]:
    """What the table's script is given: where to request rows and for the grid, and what to say when that fails."""
    return {
        "data-pages": f"{prefix()}{table_page.ADDRESS}",
        "data-grid": GRID_SCRIPT,
        "data-failure": _(FAILED),
    }


def grid(dataset: Dataset) -> dag.AgGrid:
    """The grid, empty: its script asks for the rows that come into sight, page by page."""
    return dag.AgGrid(
        id=_GRID,
        columnDefs=[*(_column(dataset, column) for column in _COLUMNS), *_own(dataset)],
        rowModelType="infinite",
        getRowId="params.data.id",
        defaultColDef={"resizable": True, "sortable": dataset.has_rows, "wrapHeaderText": True},
        dashGridOptions={
            "rowSelection": {"mode": "singleRow", "checkboxes": False, "enableClickSelection": True},
            "cacheBlockSize": ROWS_A_PAGE,
            "maxBlocksInCache": PAGES_CACHED,
            "blockLoadDebounceMillis": 60,
            "suppressColumnVirtualisation": True,
            "animateRows": False,
            "tooltipShowDelay": 400,
            "theme": {"function": "themeQuartz.withParams({fontFamily: 'inherit', fontSize: 13})"},
            "rowHeight": 34,
            "headerHeight": 36,
            "localeText": _grid_texts(),
        },
        className="incident-table-grid",
        style={"height": "var(--table-height)"},
    )


def register(app: Dash, datasets: Datasets) -> None:
    """Rows follow the filter; the selected row and the selected incident hold each other."""
    table_page.register(app, datasets)

    @app.callback(
        Output(_PLACE, "children"),
        Input(_PANEL, "open"),
        State(_PLACE, "children"),
        prevent_initial_call=True,
    )
    def open_grid(is_open: bool | None, shown: object) -> Any:
        return grid(datasets.here()) if is_open and not shown else no_update

    app.clientside_callback(
        ClientsideFunction("incidentTable", "show"),
        Input(_PLACE, "children"),
        Input(ids.FILTER_DEFERRED, "data"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("incidentTable", "mark"),
        Input(ids.SELECTED, "data"),
        # Dash takes two callbacks without outputs for one where their inputs are the same.
        Input(_PLACE, "children"),
    )


def _column(dataset: Dataset, column: dict[str, Any]) -> dict[str, Any]:
    """A column of the grid with its heading translated; free texts carry their language."""
    heading = column["headerName"]
    shown = {**column, "headerName": _(heading)}
    if column["field"] == "summary" and dataset.language:
        shown |= {"cellRenderer": "FreeText", "cellRendererParams": {"lang": dataset.language}}
    return shown


def _own(dataset: Dataset) -> list[dict[str, Any]]:
    """The user's own columns, under their own names."""
    return [
        {
            "field": table_page.own_field(place),
            "headerName": name,
            "width": 150,
            "sortable": False,
            "tooltipField": table_page.own_field(place),
        }
        for place, name in enumerate(dataset.own_columns)
    ]


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


def downloads(dataset: Dataset, incident_filter: IncidentFilter) -> list[Any]:
    """Links to the rows of a filter."""
    query = f"?{incident_filter}" if str(incident_filter) else ""
    files = {"CSV": "/incidents.csv", "GeoJSON": "/incidents.geojson"}
    if dataset.has_rows:
        files["GeoParquet"] = "/incidents.parquet"
    links = [html.A(name, href=with_level(f"{address}{query}")) for name, address in files.items()]
    between = [" ", *[" · "] * (len(links) - 1)]
    shown = [_("Exactly these rows:"), *(part for pair in zip(between, links, strict=True) for part in pair)]
    return shown if dataset.has_rows else [*shown, " ", _(_IN_ORDER_OF_TIME)]


def title(summary: Summary) -> list[Any]:
    """The table's name with the number of its rows, which its script reads too."""
    incidents = html.Data(incidents_counted(summary.incidents), value=str(summary.incidents))
    if summary.chooses_people:
        return filled(_("Table: {incidents}; killed and injured of the people chosen"), incidents=incidents)
    return filled(_("Table: {incidents}"), incidents=incidents)


VIEW: Final = View(
    lambda followed: {
        _TITLE: title(followed.summary),
        _DOWNLOADS: downloads(followed.summary.dataset, followed.summary.incident_filter),
    }
)
