"""Two maps that move together, shaded and sized on one scale, each under its filter and its figures."""

from __future__ import annotations

from typing import Any, Final

from dash import ClientsideFunction, Dash, Input, Output, State, dcc, html, no_update
from dash.exceptions import PreventUpdate

from components import ids
from components.accessible import aria
from components.comparison.address import SIDES, sides_of
from components.content import CONTENT, content
from components.headline_figures import figures_of
from components.map import legend as map_legend
from components.map import settings as map_settings
from components.map.credits import credits_of
from components.map.detail import details_of, drawn_view, is_on_the_map, opened
from components.map.figure import CONFIG, circles_patch, map_figure, patch, script_texts
from components.map.legend import legend
from components.map.selection import address_of_selections
from components.map.settings import GRATICULE, GROUND, LINES, MEASURE, NAMES
from components.measures import MEASURES
from components.server.visit import Datasets
from components.theme import PALETTES, scheme_of
from data.extent import around
from data.filters.incident_filter import IncidentFilter
from data.filters.over_time.comparison import compared
from data.filters.over_time.timeline import undated, undated_left_out
from data.filters.summary import Summary, summary_of
from data.ground_maps.ground_map import NO_GROUND_MAPS, GroundMaps
from data.language import _, ngettext, number_text
from data.tables.dataset import Dataset
from data.wording.filter_phrases import filter_in_words
from data.wording.phrases import SAFETY_LINE
from data.wording.undated import incidents_with_undated, undated_beside_nothing

GRAPHS: Final = {side: f"comparison-maps-{side}-graph" for side in SIDES}
OPEN: Final = {side: f"comparison-maps-{side}-open" for side in SIDES}
"""Links to each side's own page; the address that they name follows the maps."""
CAMERA: Final = "comparison-maps-camera"
"""dcc.Store: the view to move to: `{"lon", "lat", "zoom"}`, or `{}` to fit what is shown."""
CAVEAT: Final = "comparison-maps-caveat"
"""The caveat of the page once more, in the legend of a small frame."""
_BOUNDS: Final = "comparison-maps-bounds"
_READY: Final = "comparison-maps-ready"
"""dcc.Store: true once both maps have drawn their first traces; Plotly fails on patches that come before."""
_SEEN: Final = "comparison-maps-seen"
_REQUESTED: Final = "comparison-maps-requested"
_DRAWN: Final = "comparison-maps-drawn"
"""dcc.Stores, as those of the map of the whole page: what is seen, requested and drawn."""
_CELL: Final = "comparison-maps-cell"
"""dcc.Store: `{"side", "level", "point"}` of a cell that was clicked."""
_OPENED: Final = "comparison-maps-opened"
"""dcc.Store: west, south, east, north of the incidents in that cell."""
_HEADING: Final = {side: f"comparison-maps-{side}-heading" for side in SIDES}
_FIGURES: Final = {side: f"comparison-maps-{side}-figures" for side in SIDES}
_ALTERNATIVE: Final = {side: f"comparison-maps-{side}-alternative" for side in SIDES}
_ZOOM_IN: Final = "comparison-maps-zoom-in"
_ZOOM_OUT: Final = "comparison-maps-zoom-out"
_FIT: Final = "comparison-maps-fit"
_FOLLOW: Final = "comparison-maps-follow"
"""Shown once a reader has moved the maps by hand."""


def layout(dataset: Dataset, ground_maps: GroundMaps = NO_GROUND_MAPS) -> html.Div:
    """Both maps, with what they share once: settings, legend, safety line, attribution."""
    everything = summary_of(dataset, IncidentFilter())
    notes = html.Div(
        [
            html.P(_(SAFETY_LINE), className="safety"),
            credits_of(dataset, ground_maps),
        ],
        className="incident-map-notes",
    )
    return html.Div(
        [
            dcc.Store(id=CAMERA),
            dcc.Store(id=_BOUNDS, data=everything.bounds),
            dcc.Store(id=_READY, data=False),
            dcc.Store(id=_SEEN),
            dcc.Store(id=_REQUESTED),
            dcc.Store(id=_DRAWN),
            dcc.Store(id=_CELL),
            dcc.Store(id=_OPENED),
            html.Div(
                [_view_buttons(), _follow_button(), map_settings.layout(dataset, ground_maps)],
                className="comparison-maps-tools",
            ),
            html.Div(
                [_side(everything, side, ground_maps.opening_key) for side in SIDES],
                className="comparison-maps-pair",
            ),
            map_legend.layout(
                everything,
                "incidents",
                # A frame without room for them has them with its legend.
                notes=[
                    html.Div([html.P(id=CAVEAT), credits_of(dataset, ground_maps)], className="embed-credits")
                ],
            ),
            notes,
        ],
        className="comparison-maps",
    )


def register(app: Dash, datasets: Datasets) -> None:
    """Redraw both maps when a side, the measure or the theme changes; move both when one is moved."""
    app.clientside_callback(
        ClientsideFunction("comparisonMaps", "outline"), Input(ids.SIDES, "data"), prevent_initial_call=False
    )

    @app.callback(
        *(Output(graph, "figure") for graph in GRAPHS.values()),
        Output(map_legend.LEGEND, CONTENT),
        Output(_BOUNDS, "data"),
        Output(_DRAWN, "data"),
        Input(ids.SIDES, "data"),
        Input(MEASURE, "value"),
        Input(ids.COLOUR_SCHEME, "data"),
        Input(_READY, "data"),
        Input(_REQUESTED, "data"),
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
        seen: object,
        drawn: object,
    ) -> tuple[Any, ...]:
        if not is_ready or not stored:
            raise PreventUpdate
        sides = compared(datasets.here(), *sides_of(stored)).sides
        shade = measure if measure in MEASURES else "incidents"
        palette, shown = PALETTES[scheme_of(scheme)], [stored, measure, scheme]
        details = details_of(sides, seen)
        words = content(legend(sides[0], shade, details[0].fullest))
        enough_for = drawn_view(details, shown)
        if is_on_the_map(drawn, shown):
            circles = [circles_patch(detail, palette, opens_lists=False) for detail in details]
            return *circles, words, no_update, enough_for
        marks = [patch(detail, shade, palette, opens_lists=False) for detail in details]
        return *marks, words, around([side.bounds for side in sides]), enough_for

    app.clientside_callback(
        ClientsideFunction("comparisonMaps", "noteDrawn"), Input(_DRAWN, "data"), Input(_BOUNDS, "data")
    )
    app.clientside_callback(
        ClientsideFunction("comparisonMaps", "askForCell"),
        Output(_CELL, "data"),
        *(Input(graph, "clickData") for graph in GRAPHS.values()),
        State(_DRAWN, "data"),
        prevent_initial_call=True,
    )

    @app.callback(
        Output(_OPENED, "data"), Input(_CELL, "data"), State(ids.SIDES, "data"), prevent_initial_call=True
    )
    def open_cell(cell: object, stored: object) -> Any:
        side = cell.get("side") if isinstance(cell, dict) else None
        if side not in SIDES or not stored:
            raise PreventUpdate
        clicked = compared(datasets.here(), *sides_of(stored)).sides[SIDES.index(side)]
        # Where all its incidents stand at one point, there is nothing to look closer at, and no list on this page.
        return opened(clicked, cell)[0]

    app.clientside_callback(
        ClientsideFunction("comparisonMaps", "lookAtCell"), Input(_OPENED, "data"), prevent_initial_call=True
    )

    @app.callback(
        *(Output(_HEADING[side], "children") for side in SIDES),
        *(Output(_FIGURES[side], "children") for side in SIDES),
        *(Output(_ALTERNATIVE[side], "children") for side in SIDES),
        Input(ids.SIDES, "data"),
        prevent_initial_call=True,
    )
    def tell(stored: object) -> tuple[Any, ...]:
        sides = compared(datasets.here(), *sides_of(stored)).sides
        headings = [heading(name, side) for name, side in zip(SIDES, sides, strict=True)]
        return *headings, *(figures(side) for side in sides), *(alternative(side) for side in sides)

    map_settings.follow_level(app)
    app.clientside_callback(
        ClientsideFunction("comparisonMaps", "restyle"),
        Input(ids.COLOUR_SCHEME, "data"),
        Input(NAMES, "value"),
        Input(LINES, "checked"),
        Input(GROUND, "value"),
        Input(GRATICULE, "checked"),
        *(State(GRAPHS[side], "figure") for side in SIDES),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("comparisonMaps", "moveTo"),
        Input(CAMERA, "data"),
        State(_BOUNDS, "data"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("comparisonMaps", "fit"),
        Input(_FIT, "n_clicks"),
        Input(_FOLLOW, "n_clicks"),
        State(_BOUNDS, "data"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("comparisonMaps", "zoom"),
        Input(_ZOOM_IN, "n_clicks"),
        Input(_ZOOM_OUT, "n_clicks"),
        prevent_initial_call=True,
    )


def heading(name: str, side: Summary) -> list[Any]:
    """A side's letter and its filter in words."""
    return [
        html.Span(name.upper(), className="comparison-letter"),
        " ",
        html.Span(filter_in_words(side.dataset, side.incident_filter)),
    ]


def figures(side: Summary) -> list[Any]:
    """A side's incidents and the people it asks for, and what of it the map cannot show."""
    return [figures_of(side), html.P(reconciled(side), className="headline-drawn")]


def reconciled(side: Summary) -> str:
    """ "154 on the map, 11 not mapped", or that nothing matches; and how many have no date."""
    if not side.incidents:
        nothing = _("Nothing matches this side. Choose another day or value.")
        return " ".join(filter(None, [nothing, undated_beside_nothing(side)]))
    if undated(side) or undated_left_out(side):
        return f"{incidents_with_undated(side)}: {_mapped(side)}"
    return _mapped(side)


def _mapped(side: Summary) -> str:
    drawn, rest = number_text(side.drawn), number_text(side.not_drawn)
    if not side.not_drawn:
        return _("{drawn} on the map").format(drawn=drawn)
    return _("{drawn} on the map, {rest} not mapped").format(drawn=drawn, rest=rest)


def alternative(side: Summary) -> str:
    """A map in a sentence, for readers who do not see it."""
    text = ngettext(
        "Map of {number} incident. The table below counts it by district.",
        "Map of {number} incidents. The table below counts them by district.",
        side.drawn,
    )
    return text.format(number=number_text(side.drawn))


def _side(everything: Summary, side: str, ground: str) -> html.Section:
    """One map, drawn at first with everything and without marks."""
    graph = dcc.Graph(
        id=GRAPHS[side],
        figure=map_figure(everything, "light", ground),
        config=CONFIG,
        responsive=True,
        className="incident-map-graph",
    )
    scale = html.Span(id=f"comparison-maps-{side}-scale")
    link = html.A(_("Open in the atlas"), id=OPEN[side], href="/", className="comparison-maps-open")
    return html.Section(
        [
            html.H2(id=_HEADING[side], children=side.upper()),
            html.Div(id=_FIGURES[side], className="headline"),
            link,
            html.P(id=_ALTERNATIVE[side], className="visually-hidden"),
            html.Div(
                [graph, html.Div(scale, className="incident-map-scale", **aria(hidden="true"))],
                className="incident-map-sheet",
                **script_texts(side.upper(), ground, everything.dataset),
                **address_of_selections(),
            ),
        ],
        className="comparison-maps-side incident-map",
        **aria(labelledby=_HEADING[side]),
    )


def _follow_button() -> html.Button:
    return html.Button(_("Follow the filter"), id=_FOLLOW, className="comparison-maps-follow", hidden=True)


def _view_buttons() -> html.Div:
    buttons = [
        (_ZOOM_IN, "+", _("Zoom both maps in")),
        (_ZOOM_OUT, "−", _("Zoom both maps out")),
        (_FIT, "⤢", _("Fit both maps to what is shown")),
    ]
    drawn = [html.Button(sign, id=key, title=name, **aria(label=name)) for key, sign, name in buttons]
    return html.Div(drawn, className="comparison-maps-buttons", role="group", **aria(label=_("Map view")))
