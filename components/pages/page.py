"""The full page: where the panels stand, and how the address and what they show hold each other."""

from __future__ import annotations

from typing import Any, Final

import dash_mantine_components as dmc
from dash import ClientsideFunction, Dash, Input, Output, State, dcc, html

from components import ids
from components.accessible import aria
from components.address import answerable_part, camera_of, problems_of, read_address, refused, sent_text
from components.areas import exposure
from components.areas import panel as areas_panel
from components.incidents import details as incident_details
from components.incidents import matches as incident_list
from components.map import incident_map
from components.map import settings as map_settings
from components.map.credits import credits_of
from components.own_data import panel as own_data
from components.own_data.addresses import PROMISE
from components.panels import (
    active_filter,
    casualty_breakdown,
    change,
    coverage,
    district_ranking,
    filter_panel,
    headline,
    incident_table,
    playback,
    side_panel,
    timeline,
)
from components.sentences import free_text
from components.server.visit import Datasets, with_level
from components.sharing import share
from components.theme import mantine_theme
from components.views import LaterView, show_later
from data.folders.editions import Editions
from data.ground_maps.ground_map import NO_GROUND_MAPS, GroundMaps
from data.language import LANGUAGES, N_, _, current, pgettext
from data.tables.dataset import Dataset
from data.tables.licence import licence_text
from data.wording.phrases import day

_PROVIDER: Final = "page-provider"
ADDRESS_NOTICE: Final = "page-address-notice"
_FILTER_NOTICE: Final = "page-filter-notice"
_FILTERS: Final = "page-filters"
_SHOW_FILTERS: Final = "page-show-filters"
_HIDE_FILTERS: Final = "page-hide-filters"
_SWITCH_SCHEME: Final = "page-switch-scheme"
_LANGUAGE: Final = "page-language"
_NOT_ON_A_CLUSTER: Final = N_(
    "This atlas counts on a cluster: recorded areas and exposure need one that runs without."
)
FAILURE: Final = "page-failure"
"""Where a failed callback says so."""


def layout(dataset: Dataset, ground_maps: GroundMaps = NO_GROUND_MAPS, promise: str = PROMISE) -> Any:
    """The page of a dataset; `promise` says where data that visitors bring are (`own_data.addresses.promise_of`)."""
    return dmc.MantineProvider(
        [
            dcc.Location(id=ids.ADDRESS, refresh=False),
            dcc.Store(id=ids.REQUEST),
            dcc.Store(id=ids.FILTER, data={}),
            dcc.Store(id=ids.FILTER_DEFERRED, data={}),
            dcc.Store(id=ids.SELECTED, data=[]),
            dcc.Store(id=ids.COLOUR_SCHEME),
            dcc.Store(id=ids.PLAYING, data=False),
            dcc.Store(id=ids.PRESSED),
            share.layout(dataset),
            own_data.layout(promise),
            html.A(_("Skip to the table"), href="#incident-table", className="skip-link"),
            html.Div(
                [
                    _header(dataset),
                    _filters(dataset),
                    _main(dataset, ground_maps),
                    _aside(dataset),
                    html.Section(
                        incident_table.layout(dataset), className="page-table", **aria(label=_("Table"))
                    ),
                ],
                className="page",
            ),
        ],
        id=_PROVIDER,
        theme=mantine_theme(),
        forceColorScheme="light",
    )


def register(app: Dash, datasets: Datasets, public_url: str, editions: Editions) -> None:
    """All panels, the address, the theme and the sheet of filters."""
    incident_map.register(app, datasets, _AT_ONCE)
    show_later(app, datasets, _LATER)
    show_later(app, datasets, _CHARTS, side_panel.CHARTS_FILTER)
    for panel in (timeline, playback, incident_list, incident_table, change, coverage):
        panel.register(app, datasets)
    if datasets.served.has_rows:
        for panel in (areas_panel, exposure):
            panel.register(app, datasets)
    filter_panel.register(app)
    active_filter.register(app)
    headline.register(app)
    headline.serve(app, datasets)
    side_panel.register(app)
    incident_details.register(app, datasets, public_url)
    share.register(app, datasets, public_url)
    own_data.register(app, datasets)

    @app.callback(
        Output(ids.REQUEST, "data"),
        Output(ids.SELECTED, "data"),
        Output(map_settings.MEASURE, "value"),
        Output(map_settings.NAMES, "value"),
        Output(map_settings.LINES, "checked"),
        Output(map_settings.GROUND, "value"),
        Output(map_settings.GRATICULE, "checked"),
        Output(incident_map.CAMERA, "data"),
        Output(ADDRESS_NOTICE, "children"),
        Input(ids.ADDRESS, "search"),
    )
    def open_address(sent: object) -> tuple[Any, ...]:
        dataset, search = datasets.here(), sent_text(sent)
        read = read_address(search)
        address, view = answerable_part(read, dataset), read.view
        selected = [view.incident] if dataset.has_incident(view.incident) else []
        return (
            {"filter": address.incident_filter.to_json(), "search": search},
            selected,
            view.measure,
            view.map_names,
            view.lines,
            datasets.ground_maps.key_of(view.ground),
            view.graticule,
            camera_of(view),
            notice(
                problems_of(read, dataset, editions, datasets.ground_maps),
                refused(read, dataset) is not None,
            ),
        )

    # One callback for all buttons of drawn contents: Dash tells two that share inputs and outputs not apart.
    app.clientside_callback(
        ClientsideFunction("content", "press"),
        Output(ids.REQUEST, "data", allow_duplicate=True),
        Output(ids.SELECTED, "data", allow_duplicate=True),
        Input(ids.PRESSED, "data"),
        State(ids.FILTER, "data"),
        State(ids.SELECTED, "data"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("page", "writeAddress"),
        Input(ids.FILTER, "data"),
        Input(ids.SELECTED, "data"),
        Input(map_settings.MEASURE, "value"),
        Input(map_settings.NAMES, "value"),
        Input(map_settings.LINES, "checked"),
        Input(map_settings.GROUND, "value"),
        Input(map_settings.GRATICULE, "checked"),
        Input(incident_map.GRAPH, "relayoutData"),
        State(incident_map.CAMERA, "data"),
        State(ids.REQUEST, "data"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("page", "scheme"),
        Output(ids.COLOUR_SCHEME, "data"),
        Output(_PROVIDER, "forceColorScheme"),
        Input(_SWITCH_SCHEME, "n_clicks"),
        State(ids.COLOUR_SCHEME, "data"),
    )
    app.clientside_callback(
        ClientsideFunction("page", "speak"), Input(_LANGUAGE, "value"), prevent_initial_call=True
    )
    app.clientside_callback(
        ClientsideFunction("page", "showFilters"),
        Input(_SHOW_FILTERS, "n_clicks"),
        Input(_HIDE_FILTERS, "n_clicks"),
        prevent_initial_call=True,
    )


def notice(sentences: list[str], has_errors: bool = True) -> Any:
    """Sentences that a reader can close; nothing for none. Without errors they are about the link alone."""
    if not sentences:
        return []
    return dmc.Alert(
        [html.P(sentence) for sentence in sentences],
        title=_("Part of this was not understood; the rest applies") if has_errors else _("About this link"),
        color="gray",
        variant="light",
        withCloseButton=True,
        closeButtonLabel=_("Close this notice"),
    )


_AT_ONCE: Final = (
    headline.VIEW,
    timeline.VIEW,
    active_filter.VIEW,
    incident_table.VIEW,
)
"""What follows the filter with the map."""

_LATER: Final = (
    LaterView(
        (Output(_FILTER_NOTICE, "children"),), lambda followed: (notice([*map(str, followed.errors)]),)
    ),
    headline.DEFERRED_VIEW,
    filter_panel.DEFERRED_VIEW,
    incident_list.DEFERRED_VIEW,
)
"""What follows it when the map is drawn."""

_CHARTS: Final = (
    district_ranking.DEFERRED_VIEW,
    casualty_breakdown.DEFERRED_VIEW,
)
"""What follows it while the tab of charts is open."""


def _header(dataset: Dataset) -> html.Section:
    switch = _("Change between light and dark")
    title = html.P(free_text(*dataset.shown_title), className="dataset-title")
    as_of = _("As of {day}").format(day=day(dataset.as_of))
    stand = html.Span(f"{as_of} · {licence_text(dataset.licence)}", className="as-of")
    # No <header>: an open dialog has one, and two of them are two banners to those who use a screen reader.
    return html.Section(
        [
            html.Div([html.H1(_("Mine incident atlas")), stand, title]),
            html.Div(
                [
                    dmc.Select(
                        id=_LANGUAGE,
                        data=[{"value": code, "label": name} for code, name in LANGUAGES.items()],
                        value=current(),
                        allowDeselect=False,
                        size="xs",
                        className="choose-language",
                        **aria(label=_("Language")),
                    ),
                    html.Button(
                        "◐",
                        id=_SWITCH_SCHEME,
                        className="switch-scheme",
                        title=switch,
                        **aria(label=switch),
                    ),
                    _compare(),
                    html.Button(_("Your own data"), id=own_data.OPEN, className="open-own-data"),
                    html.Button(pgettext("button", "Share"), id=share.OPEN, className="open-share"),
                    html.Button(
                        _("Filters"), id=_SHOW_FILTERS, className="show-filters", **aria(controls=_FILTERS)
                    ),
                ],
                className="header-actions",
            ),
            own_data.bar(),
        ],
        className="page-header",
        **aria(label=_("Mine incident atlas")),
    )


def _compare() -> html.A:
    return html.A(_("Compare"), href=with_level("/compare"), className="open-compare")


def _filters(dataset: Dataset) -> html.Aside:
    done = html.Button(_("Show the map"), id=_HIDE_FILTERS, className="hide-filters")
    return html.Aside(
        [done, filter_panel.layout(dataset)],
        id=_FILTERS,
        className="page-filters",
        **aria(label=_("Filters")),
    )


def _main(dataset: Dataset, ground_maps: GroundMaps) -> html.Main:
    return html.Main(
        [
            html.Div(id=ADDRESS_NOTICE),
            html.Div(id=_FILTER_NOTICE),
            html.Div(id=FAILURE, role="alert"),
            html.Div([headline.layout(dataset), active_filter.layout(dataset)], className="page-headline"),
            incident_map.layout(dataset, ground_maps),
            timeline.layout(dataset, playback.layout(dataset)),
            credits_of(dataset, ground_maps),
        ],
        className="page-main",
    )


def _aside(dataset: Dataset) -> html.Aside:
    charts = [casualty_breakdown.layout(), district_ranking.layout(), change.layout()]
    if dataset.has_rows:
        charts += [areas_panel.layout(dataset), exposure.layout(dataset)]
    charts.append(coverage.layout())
    if not dataset.has_rows:
        charts.append(html.P(_(_NOT_ON_A_CLUSTER), className="empty"))
    return side_panel.layout(incident_list.layout(dataset), charts, incident_details.layout())
