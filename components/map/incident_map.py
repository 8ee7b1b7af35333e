"""The map: districts shaded by a measure, incidents as circles, the reader's view kept as filters change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from dash import ClientsideFunction, Dash, Input, Output, State, ctx, dcc, html, no_update
from dash.exceptions import PreventUpdate

from components import ids
from components.accessible import aria
from components.content import CONTENTS, box, contents
from components.map import legend as map_legend
from components.map import selection as map_selection
from components.map import settings as map_settings
from components.map.chosen_incident import box_of, write_selection
from components.map.detail import details_of, drawn_view, opened, refitted
from components.map.figure import CONFIG, drawn_figure, script_texts
from components.map.markers import ALTERNATIVE, alternative, markers_of, measure_of, shown_of
from components.map.settings import GRATICULE, GROUND, LINES, MEASURE, NAMES
from components.server.visit import Datasets
from components.theme import PALETTES, scheme_of
from components.views import Followed, View
from data.filters.incident_filter import IncidentFilter
from data.filters.summary import summary_of
from data.ground_maps.ground_map import NO_GROUND_MAPS, GroundMaps
from data.language import _
from data.tables.dataset import Dataset
from data.wording.phrases import SAFETY_LINE

GRAPH: Final = "incident-map-graph"
CAMERA: Final = "incident-map-camera"
"""dcc.Store: the view to move to: `{"lon", "lat", "zoom"}`, or `{}` to fit what is shown."""
_CHOSEN: Final = "incident-map-chosen"
"""dcc.Store: `{"incident", "box"}` of the selected incident, its box that of its dot or district; or null."""
_READY: Final = "incident-map-ready"
"""dcc.Store: true once the map has drawn its first traces; Plotly fails on patches that come before."""
_SEEN: Final = "incident-map-seen"
"""dcc.Store: what the map shows and a margin: `{"west", "south", "east", "north", "zoom", "room"}`, or null; `room` are
the width and height in pixels to which a map that follows the filter is fitted."""
_REQUESTED: Final = "incident-map-requested"
"""dcc.Store: changes when the script asks for the circles of what is seen now."""
_DRAWN: Final = "incident-map-drawn"
"""dcc.Store: `drawn`, the view for which the markers are enough, as `components.map.detail.drawn_view` gives it, null for
every view; `bounds` of what is shown; `followed`, the filter that the panels beside the map show; `is_filtered`, whether
the map has markers of a filter: it is made with those of everything.
"""
_VIEWS: Final = "incident-map-views"
"""Carries the content of the panels beside the map."""
_BRUSHED: Final = "incident-map-brushed"
"""dcc.Store: `{"filter": …}` that a brush being dragged would choose; the map alone shows it already."""
_CELL: Final = "incident-map-cell"
"""dcc.Store: `{"level", "point"}` of a cell that was clicked."""
_OPENED: Final = "incident-map-opened"
"""dcc.Store: west, south, east, north of the incidents in that cell."""
_FIT: Final = "incident-map-fit"
_FOLLOW: Final = "incident-map-follow"
"""Shown once a reader has moved the map by hand."""
_ZOOM_IN: Final = "incident-map-zoom-in"
_ZOOM_OUT: Final = "incident-map-zoom-out"
_SCALE: Final = "incident-map-scale"
_POINTER: Final = "incident-map-pointer"
"""Latitude and longitude under the pointer, or of the map's middle."""


def layout(
    dataset: Dataset,
    ground_maps: GroundMaps = NO_GROUND_MAPS,
    *,
    is_followed: bool = True,
    legend_notes: Sequence[Any] = (),
) -> html.Section:
    """The map with its controls, legend, scale and the lines that it always carries.

    Where the panels beside it are not `is_followed`, they are hidden until they show the filter of the address.
    `legend_notes` stand below the legend.
    """
    everything = summary_of(dataset, IncidentFilter())
    details = details_of([everything], None)
    sheet = html.Div(
        [
            dcc.Graph(
                id=GRAPH,
                figure=drawn_figure(details[0], "light", ground_maps.opening_key),
                config=CONFIG,
                responsive=True,
                className="incident-map-graph",
            ),
        ],
        className="incident-map-sheet",
        **script_texts(ground=ground_maps.opening_key, dataset=dataset),
        **map_selection.address_of_selections(),
    )
    # Beside the map and not over it: what matches is never covered.
    margin = html.Div(
        [
            _view_buttons(),
            html.Button(_("Follow the filter"), id=_FOLLOW, className="incident-map-follow", hidden=True),
            map_settings.layout(dataset, ground_maps),
            map_selection.layout(),
            map_legend.layout(everything, "incidents", details[0].fullest, legend_notes, is_open=False),
            *map_legend.key_layout(everything, "incidents"),
            html.Div(id=_POINTER, className="incident-map-pointer", **aria(hidden="true")),
            html.Div(html.Span(id=_SCALE), className="incident-map-scale", **aria(hidden="true")),
        ],
        className="incident-map-margin",
    )
    # Directly under the map, where the table does not hide it.
    notes = html.Div(html.P(_(SAFETY_LINE), className="safety"), className="incident-map-notes")
    return html.Section(
        [
            dcc.Store(id=CAMERA),
            dcc.Store(id=_CHOSEN),
            dcc.Store(id=_READY, data=False),
            dcc.Store(id=_SEEN),
            dcc.Store(id=_REQUESTED),
            dcc.Store(
                id=_DRAWN,
                data=_state(
                    drawn_view(details, shown_of({}, "incidents", "light")),
                    everything.bounds,
                    {} if is_followed else None,
                ),
            ),
            html.Div(id=_VIEWS, hidden=True),
            dcc.Store(id=_BRUSHED),
            dcc.Store(id=_CELL),
            dcc.Store(id=_OPENED),
            box(ALTERNATIVE, alternative(everything), html.P, className="visually-hidden"),
            sheet,
            notes,
            margin,
        ],
        className="incident-map",
        **aria(label=_("Map of incidents")),
    )


def register(app: Dash, datasets: Datasets, views: Sequence[View]) -> None:
    """Redraw what a change touches: the filter its markers, the selection its ring, the theme its style.

    `views` are those of the panels that follow the filter at once: they come with the markers.
    """

    # All scripts of the page that follow the filter, of the map and of the panels beside it.
    app.clientside_callback(
        ClientsideFunction("filter", "tell"), Input(ids.FILTER, "data"), prevent_initial_call=False
    )

    # One callback for filter, view and selection: of several answers under way Dash then takes the last one requested.
    # An answer that is dropped so leaves the panels behind; the one that is taken sees that, and draws them too.
    # Two callbacks would lose a change: Dash applies a patch to the figure that stands when its answer comes.
    @app.callback(
        Output(GRAPH, "figure"),
        Output(_DRAWN, "data"),
        Output(_VIEWS, CONTENTS),
        Input(ids.FILTER, "data"),
        Input(MEASURE, "value"),
        Input(ids.COLOUR_SCHEME, "data"),
        Input(_READY, "data"),
        Input(_REQUESTED, "data"),
        Input(_BRUSHED, "data"),
        Input(ids.SELECTED, "data"),
        State(_SEEN, "data"),
        State(_DRAWN, "data"),
        prevent_initial_call=True,
    )
    def redraw(
        stored: object,
        measure: str,
        scheme: object,
        is_ready: bool,
        _requested: object,
        brushed: object,
        selected: object,
        seen: object,
        before: object,
    ) -> tuple[Any, ...]:
        dataset = datasets.here()
        on_page = before if isinstance(before, dict) else {}
        made: dict[str, Any] = {}
        is_behind = on_page.get("followed") != stored
        if is_behind:
            followed = Followed.of(dataset, stored)
            for view in views:
                made |= view.draw(followed)
        figure: Any = no_update
        drawn, bounds = on_page.get("drawn"), on_page.get("bounds")
        is_filtered = is_ready or on_page.get("is_filtered") is True
        has_new_key = is_behind
        holding, rows = _holding(dataset, selected)
        is_as_sent = ctx.triggered_id == _READY and (stored, measure, scheme) == ({}, "incidents", "light")
        if is_ready and (rows or not is_as_sent):
            previewed = (
                brushed["filter"] if ctx.triggered_id == _BRUSHED and isinstance(brushed, dict) else None
            )
            # A map that follows the filter is going to look elsewhere.
            looked_at = refitted(seen) if ctx.triggered_id == ids.FILTER else seen
            markers = markers_of(dataset, stored, previewed, measure, scheme, looked_at, drawn)
            write_selection(markers.figure, markers.summary, holding, rows, PALETTES[scheme_of(scheme)])
            figure, drawn, made = markers.figure, markers.drawn, made | markers.words
            bounds = bounds if markers.bounds is no_update else markers.bounds
            has_new_key = is_behind or markers.bounds is not no_update
        if has_new_key:
            # With the headline, too, where the markers come later: another line of it makes the map lower.
            summary = Followed.of(dataset, stored).summary
            made |= {map_legend.KEY: map_legend.key(summary, measure_of(measure))}
        state = _state(drawn, bounds, stored, is_filtered=is_filtered)
        return figure, state, contents(made, stored) if made else no_update

    app.clientside_callback(
        ClientsideFunction("incidentMap", "noteDrawn"),
        Input(_DRAWN, "data"),
        State(GRAPH, "figure"),
        prevent_initial_call=False,
    )
    app.clientside_callback(
        ClientsideFunction("incidentMap", "askForCell"),
        Output(_CELL, "data"),
        Input(GRAPH, "clickData"),
        State(_DRAWN, "data"),
        prevent_initial_call=True,
    )

    @app.callback(
        Output(_OPENED, "data"),
        Output(ids.SELECTED, "data", allow_duplicate=True),
        Input(_CELL, "data"),
        State(ids.FILTER, "data"),
        prevent_initial_call=True,
    )
    def open_cell(cell: object, stored: object) -> tuple[Any, Any]:
        summary = summary_of(datasets.here(), IncidentFilter.from_json(stored)[0])
        return opened(summary, cell)

    app.clientside_callback(
        ClientsideFunction("incidentMap", "lookAtCell"), Input(_OPENED, "data"), prevent_initial_call=True
    )

    map_settings.follow_level(app)
    # Not through the figure: Plotly loses its traces when one style replaces another while they change.
    app.clientside_callback(
        ClientsideFunction("incidentMap", "restyle"),
        Input(ids.COLOUR_SCHEME, "data"),
        Input(NAMES, "value"),
        Input(LINES, "checked"),
        Input(GROUND, "value"),
        Input(GRATICULE, "checked"),
        State(GRAPH, "figure"),
        prevent_initial_call=True,
    )

    @app.callback(
        Output(_CHOSEN, "data"),
        Input(ids.SELECTED, "data"),
        Input(_READY, "data"),
        prevent_initial_call=True,
    )
    def find_chosen(selected: object, is_ready: bool) -> dict[str, Any] | None:
        if not is_ready:
            raise PreventUpdate
        return _chosen(*_holding(datasets.here(), selected))

    app.clientside_callback(
        ClientsideFunction("incidentMap", "reveal"), Input(_CHOSEN, "data"), prevent_initial_call=True
    )

    app.clientside_callback(
        ClientsideFunction("incidentMap", "select"),
        Output(ids.SELECTED, "data", allow_duplicate=True),
        Input(GRAPH, "clickData"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("incidentMap", "askForDistrict"),
        Output(ids.REQUEST, "data", allow_duplicate=True),
        Input(GRAPH, "clickData"),
        State(ids.FILTER, "data"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("incidentMap", "moveTo"),
        Input(CAMERA, "data"),
        State(_DRAWN, "data"),
        State(ids.FILTER, "data"),
        State(ids.REQUEST, "data"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("incidentMap", "fit"),
        Input(_FIT, "n_clicks"),
        Input(_FOLLOW, "n_clicks"),
        State(_DRAWN, "data"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("incidentMap", "zoom"),
        Input(_ZOOM_IN, "n_clicks"),
        Input(_ZOOM_OUT, "n_clicks"),
        prevent_initial_call=True,
    )


def _holding(dataset: Dataset, selected: object) -> tuple[Dataset, list[int]]:
    """A dataset with the rows of the selected incidents that there are, and their positions in it."""
    return dataset.holding([str(key) for key in selected] if isinstance(selected, list) else [])


def _chosen(dataset: Dataset, rows: list[int]) -> dict[str, Any] | None:
    """What the script brings into sight: the first incident with a dot, or else with a district; None without any."""
    boxes = {
        row: box
        for row in sorted(rows, key=lambda row: not dataset.has_dot[row])
        if (box := box_of(dataset, row))
    }
    for row, box in boxes.items():
        return {"incident": str(dataset.incidents["incident_id"].iloc[row]), "box": box}
    return None


def _state(drawn: object, bounds: object, followed: object, *, is_filtered: bool = False) -> dict[str, Any]:
    """The store `_DRAWN`."""
    return {"drawn": drawn, "bounds": bounds, "followed": followed, "is_filtered": is_filtered}


def _view_buttons() -> html.Div:
    buttons = [
        (_ZOOM_IN, "+", _("Zoom in")),
        (_ZOOM_OUT, "−", _("Zoom out")),
        (_FIT, "⤢", _("Fit the map to what is shown")),
    ]
    drawn = [html.Button(sign, id=key, title=name, **aria(label=name)) for key, sign, name in buttons]
    return html.Div(drawn, className="incident-map-buttons", role="group", **aria(label=_("Map view")))
