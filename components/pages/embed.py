"""The embedded map: the same view without the page around it, for an iframe on another site."""

from __future__ import annotations

from typing import Any, Final

import dash_mantine_components as dmc
from dash import ClientsideFunction, Dash, Input, Output, dcc, html

from components import ids
from components.address import answerable_part, camera_of, problems_of, read_address, sent_text
from components.map import incident_map
from components.map import settings as map_settings
from components.map.credits import credits_of
from components.panels import headline
from components.sentences import free_text
from components.server.visit import Datasets
from components.theme import mantine_theme
from data.folders.editions import Editions
from data.ground_maps.ground_map import NO_GROUND_MAPS, GroundMaps
from data.language import _
from data.tables.dataset import Dataset
from data.wording.filter_phrases import chosen_in_words
from data.wording.phrases import day

PREFIX: Final = "/embed/"
"""Where the embedded map's own parts are served; the map itself is at /embed."""

_PROVIDER: Final = "embed-provider"
_SHEET: Final = "embed-sheet"
_TITLE: Final = "embed-title"
FILTER: Final = "embed-filter"
NOTICE: Final = "embed-notice"
_WHOLE: Final = "embed-whole"


def layout(dataset: Dataset, ground_maps: GroundMaps = NO_GROUND_MAPS) -> Any:
    """Headline, map, legend, safety line and attribution; controls stay hidden unless requested."""
    heading = html.Header(
        [
            html.Div(
                [
                    html.H1(free_text(*dataset.shown_title), id=_TITLE),
                    html.P(id=FILTER, className="embed-filter"),
                ],
                className="embed-heading",
            ),
            headline.layout(dataset),
        ],
        className="embed-header",
    )
    whole = html.A(_("Open in the atlas"), id=_WHOLE, href="/", target="_blank", rel="noopener")
    edition = html.Span([_("data {hash}").format(hash=dataset.short_hash), " · "], className="edition-hash")
    as_of = _("As of {day}").format(day=day(dataset.as_of))
    footer = html.P([as_of, " · ", edition, whole], className="embed-edition")
    return dmc.MantineProvider(
        [
            dcc.Location(id=ids.ADDRESS, refresh=False),
            dcc.Store(id=ids.REQUEST),
            dcc.Store(id=ids.FILTER),
            dcc.Store(id=ids.SELECTED, data=[]),
            dcc.Store(id=ids.COLOUR_SCHEME),
            html.Main(
                [
                    heading,
                    html.Div(id=NOTICE, className="embed-notice"),
                    incident_map.layout(
                        dataset,
                        ground_maps,
                        is_followed=False,
                        # A frame without room for them has them with its legend.
                        legend_notes=[html.Div(credits_of(dataset, ground_maps), className="embed-credits")],
                    ),
                    credits_of(dataset, ground_maps),
                    footer,
                ],
                id=_SHEET,
                className="embed",
            ),
        ],
        id=_PROVIDER,
        theme=mantine_theme(),
        forceColorScheme="light",
    )


def register(app: Dash, datasets: Datasets, editions: Editions) -> None:
    """The address decides what is shown; the reader's own theme how."""
    incident_map.register(app, datasets, [headline.VIEW])

    @app.callback(
        Output(ids.FILTER, "data"),
        Output(ids.SELECTED, "data"),
        Output(map_settings.MEASURE, "value"),
        Output(map_settings.NAMES, "value"),
        Output(map_settings.LINES, "checked"),
        Output(map_settings.GROUND, "value"),
        Output(map_settings.GRATICULE, "checked"),
        Output(incident_map.CAMERA, "data"),
        Output(_SHEET, "className"),
        Output(FILTER, "children"),
        Output(NOTICE, "children"),
        Output(_WHOLE, "href"),
        Input(ids.ADDRESS, "search"),
    )
    def open_address(sent: object) -> tuple[Any, ...]:
        dataset, search = datasets.here(), sent_text(sent)
        read = read_address(search)
        address, view = answerable_part(read, dataset), read.view
        return (
            address.incident_filter.to_json(),
            [view.incident] if view.incident else [],
            view.measure,
            view.map_names,
            view.lines,
            datasets.ground_maps.key_of(view.ground),
            view.graticule,
            camera_of(view),
            "embed has-controls" if view.controls else "embed",
            chosen_in_words(dataset, address.incident_filter),
            [html.P(sentence) for sentence in problems_of(read, dataset, editions, datasets.ground_maps)],
            f"/{search}",
        )

    app.clientside_callback(
        ClientsideFunction("embed", "scheme"),
        Output(ids.COLOUR_SCHEME, "data"),
        Output(_PROVIDER, "forceColorScheme"),
        Input(_PROVIDER, "id"),
    )
