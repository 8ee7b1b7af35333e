"""The page that compares: two filters side by side, on maps that move together and in a table of differences."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, Final

import dash_mantine_components as dmc
from dash import ClientsideFunction, Dash, Input, Output, State, ctx, dcc, html, no_update

from components import ids
from components.accessible import aria
from components.address import camera_of, sent_text
from components.comparison import maps as comparison_maps
from components.comparison import share
from components.comparison import table as comparison_table
from components.comparison.address import EMBEDDED, SIDES, read_comparison, sides_of
from components.comparison.sides import DAY, DAY_FIELD, VALUES, VALUES_FIELD, WAY, WAYS, controls
from components.comparison.sides import layout as controls_layout
from components.map import settings as map_settings
from components.sentences import free_text
from components.server.visit import Datasets, with_own
from components.theme import mantine_theme
from data.errors import FilterError
from data.filters.incident_filter import IncidentFilter
from data.filters.over_time.comparison import (
    DATES,
    common_base,
    compared,
    dividing_day,
    in_common,
    split,
    split_at,
    way_of,
    with_values,
)
from data.filters.over_time.periods import opening
from data.folders.editions import Editions
from data.ground_maps.ground_map import NO_GROUND_MAPS, GroundMaps
from data.language import LANGUAGES, _, current, pgettext
from data.tables.dataset import Dataset
from data.tables.licence import licence_text
from data.wording.comparisons.caveat import caveat
from data.wording.comparisons.comparison_message import message
from data.wording.phrases import day

PREFIX: Final = "/compare/"
"""Where the page's own parts are served; the page itself is at /compare."""

EMBEDDED_PREFIX: Final = f"{EMBEDDED}/"
"""Where the parts of the embedded comparison are served."""

FAILURE: Final = "compare-failure"
"""Where a failed callback says so."""

_PROVIDER: Final = "compare-provider"
_NOTICE: Final = "compare-notice"
_MESSAGE: Final = "compare-message"
_CAVEAT: Final = "compare-caveat"
_LANGUAGE: Final = "compare-language"
_SWITCH_SCHEME: Final = "compare-switch-scheme"


def layout(dataset: Dataset, ground_maps: GroundMaps = NO_GROUND_MAPS, *, is_embedded: bool = False) -> Any:
    """The page of a dataset, before its address is read; embedded, it is message, maps, legend and notes."""
    return dmc.MantineProvider(
        [
            dcc.Location(id=ids.ADDRESS, refresh=False),
            dcc.Store(id=ids.SIDES),
            dcc.Store(id=ids.COLOUR_SCHEME),
            html.A(_("Skip to the differences"), href="#comparison-table", className="skip-link"),
            share.layout(),
            html.Div(
                [
                    _header(dataset),
                    html.Main(
                        [
                            html.H2(id=_MESSAGE, className="compare-message"),
                            html.P(id=_CAVEAT, className="compare-caveat"),
                            controls_layout(),
                            html.Div(id=_NOTICE, className="compare-notice", role="status"),
                            html.Div(id=FAILURE, role="alert"),
                            comparison_maps.layout(dataset, ground_maps),
                            comparison_table.layout(),
                        ]
                    ),
                ],
                className="compare is-embedded" if is_embedded else "compare",
            ),
        ],
        id=_PROVIDER,
        theme=mantine_theme(),
        forceColorScheme="light",
    )


def register(app: Dash, datasets: Datasets, editions: Editions, public_url: str = "") -> None:
    """The address, the controls and the two sides hold each other; maps and table follow the sides."""
    comparison_maps.register(app, datasets)
    comparison_table.register(app, datasets)
    share.register(app, datasets, editions, public_url)

    @app.callback(
        Output(map_settings.MEASURE, "value"),
        Output(map_settings.NAMES, "value"),
        Output(map_settings.LINES, "checked"),
        Output(map_settings.GROUND, "value"),
        Output(map_settings.GRATICULE, "checked"),
        Output(comparison_maps.CAMERA, "data"),
        Input(ids.ADDRESS, "search"),
    )
    def open_view(sent: object) -> tuple[Any, ...]:
        view = read_comparison(sent_text(sent), datasets.here(), editions).view
        ground = datasets.ground_maps.key_of(view.ground)
        return view.measure, view.map_names, view.lines, ground, view.graticule, camera_of(view)

    @app.callback(
        Output(ids.SIDES, "data"),
        Output(_NOTICE, "children"),
        Output(WAY, "value"),
        Output(DAY, "value"),
        Output(DAY_FIELD, "hidden"),
        Output(VALUES_FIELD, "hidden"),
        *(Output(VALUES[side], name) for side in SIDES for name in ("data", "value")),
        Input(ids.ADDRESS, "search"),
        Input(WAY, "value"),
        Input(DAY, "value"),
        *(Input(VALUES[side], "value") for side in SIDES),
        State(ids.SIDES, "data"),
    )
    def choose(
        sent: object, way: object, first_of_b: object, a: object, b: object, stored: object
    ) -> list[Any]:
        dataset = datasets.here()
        if stored is None or ctx.triggered_id == ids.ADDRESS:
            search = sent_text(sent)
            opened = read_comparison(search, dataset, editions, datasets.ground_maps)
            sides = opened.a, opened.b
            written = {"search": search, **_stored(*sides)}
            reason = (opened.reason,) if opened.reason else ()
            return [
                written,
                _sentences((*opened.sentences, *reason)),
                *controls(dataset, *sides, way_of(*sides)),
            ]
        before = sides_of(stored)
        way = way if isinstance(way, str) and way in WAYS else DATES
        try:
            if ctx.triggered_id == WAY:
                sides = split(dataset, common_base(dataset, *before), way)
            elif ctx.triggered_id == DAY:
                sides = _divided(dataset, *before, first_of_b)
            else:
                sides = with_values(before[0], way, _texts(a)), with_values(before[1], way, _texts(b))
        except FilterError:
            sentence = _("That day leaves one side without any day; choose another.")
            return [no_update, _sentences((sentence,)), *controls(dataset, *before, way)]
        return [
            _stored(*sides) if sides != before else no_update,
            [],
            *controls(dataset, *sides, way),
        ]

    @app.callback(
        Output(_MESSAGE, "children"),
        Output(_CAVEAT, "children"),
        Output(comparison_maps.CAVEAT, "children"),
        Input(ids.SIDES, "data"),
        prevent_initial_call=True,
    )
    def entitle(stored: object) -> tuple[str, str, str]:
        comparison = compared(datasets.here(), *sides_of(stored))
        words = caveat(comparison)
        return message(comparison), words, words

    _register_in_the_browser(app)


def _register_in_the_browser(app: Dash) -> None:
    app.clientside_callback(
        ClientsideFunction("compare", "writeAddress"),
        *(Output(link, "href") for link in comparison_maps.OPEN.values()),
        Input(ids.SIDES, "data"),
        Input(map_settings.MEASURE, "value"),
        Input(map_settings.NAMES, "value"),
        Input(map_settings.LINES, "checked"),
        Input(map_settings.GROUND, "value"),
        Input(map_settings.GRATICULE, "checked"),
        *(Input(graph, "relayoutData") for graph in comparison_maps.GRAPHS.values()),
        State(comparison_maps.CAMERA, "data"),
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


def _stored(a: IncidentFilter, b: IncidentFilter) -> dict[str, Any]:
    return {"a": a.to_json(), "b": b.to_json()}


def _divided(
    dataset: Dataset, a: IncidentFilter, b: IncidentFilter, first_of_b: object
) -> tuple[IncidentFilter, IncidentFilter]:
    """The sides before and after a typed day; unchanged while none is typed.

    A day outside of both begins a period of its own, beside the same time before. Raises FilterError.
    """
    try:
        first = date.fromisoformat(str(first_of_b))
    except ValueError:
        return a, b
    if first == dividing_day(a, b):
        return a, b
    whole = in_common(a, b)
    is_outside = (whole.date_from is not None and first <= whole.date_from) or (
        whole.date_to is not None and first > whole.date_to
    )
    if is_outside:
        opened = opening(dataset, replace(whole, date_from=first, date_to=None))
        return opened.a, opened.b
    return split_at(a, b, first)


def _texts(values: object) -> list[str]:
    return [str(value) for value in values] if isinstance(values, list) else []


def _sentences(sentences: tuple[str, ...]) -> list[html.P]:
    return [html.P(sentence) for sentence in sentences]


def _header(dataset: Dataset) -> html.Header:
    switch = _("Change between light and dark")
    title = html.P(free_text(*dataset.shown_title), className="dataset-title")
    whole = "/" if current() == "en" else f"/?lang={current()}"
    as_of = _("As of {day}").format(day=day(dataset.as_of))
    return html.Header(
        [
            html.Div([html.H1(pgettext("heading", "Compare")), title]),
            html.Div(
                [
                    html.Span(f"{as_of} · {licence_text(dataset.licence)}", className="as-of"),
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
                    html.A(_("Back to the atlas"), href=with_own(whole), className="compare-back"),
                    share.button(),
                ],
                className="header-actions",
            ),
        ],
        className="page-header",
    )
