"""A plain Dash page with deck.gl: each filter change sends the matching incidents, which one layer of circles draws.

python -m tests.benchmark.deck_page FOLDER PORT, with the folder of a collection. As its documentation has it: a row an
incident, and functions that take place, size and colour from it. Without tiles, so that nothing is asked of other machines.
deck.gl is the file for pages of its npm package, which `npm pack` brings into a temporary folder.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, Final

from dash import Dash, Input, Output, dcc, html
from flask import Response

from data.filters.incident_filter import IncidentFilter
from data.folders.tables.atlas_tables import read_folder
from data.tables.dataset import Dataset
from tests.benchmark.npm_packages import file_of, packed
from tests.benchmark.pages import MAP_STYLE
from tests.benchmark.plain_page import COLOURS, dots

VERSION: Final = "9.4.0"
_SCRIPT: Final = "dist.min.js"

DRAW: Final = """(rows) => {
  const colours = %s;
  const layer = new deck.ScatterplotLayer({
    id: "incidents",
    data: rows,
    getPosition: (row) => [row[0], row[1]],
    getRadius: (row) => 3 + 2 * Math.sqrt(row[2]),
    getFillColor: (row) => colours[row[3]],
    radiusUnits: "pixels",
  });
  if (window.shown) return void window.shown.setProps({ layers: [layer] });
  window.shown = new deck.Deck({
    parent: document.getElementById("map"),
    initialViewState: { longitude: 46.5, latitude: 39.8, zoom: 6.4 },
    controller: true,
    layers: [layer],
  });
}"""


def rows(dataset: Dataset, incident_filter: IncidentFilter) -> list[list[Any]]:
    """Longitude, latitude, casualties and worst outcome of each matching incident that has a dot."""
    return (
        dots(dataset, incident_filter)[["longitude", "latitude", "casualties", "worst"]].to_numpy().tolist()
    )


def is_there() -> bool:
    """Whether deck.gl can be had."""
    return packed("deck.gl", VERSION) is not None


def send_rows(app: Dash, dataset: Dataset, draw: str) -> None:
    """Let a page send the rows of each changed filter to `draw`, the text of a function that draws them in #map."""
    app.layout = html.Div(
        [
            dcc.Store(id="filter"),
            dcc.Store(id="rows", data=rows(dataset, IncidentFilter())),
            html.Div(id="map", style={**MAP_STYLE, "position": "relative"}),
            html.Div(id="drawn", hidden=True),
        ]
    )

    @app.callback(Output("rows", "data"), Input("filter", "data"), prevent_initial_call=True)
    def redraw(stored: object) -> list[list[Any]]:
        return rows(dataset, IncidentFilter.from_json(stored)[0])

    app.clientside_callback(draw, Output("drawn", "children"), Input("rows", "data"))


def page(dataset: Dataset) -> Dash:
    """The page, with all incidents that have a dot."""
    script = file_of("deck.gl", VERSION, _SCRIPT)
    app = Dash("deck", include_assets_files=False, external_scripts=["/deck.js"])
    app.server.add_url_rule("/deck.js", "deck", lambda: Response(script, content_type="text/javascript"))
    colours = {worst: [int(colour[at : at + 2], 16) for at in (1, 3, 5)] for worst, colour in COLOURS.items()}
    send_rows(app, dataset, DRAW % colours)
    return app


def main() -> None:
    page(read_folder(Path(sys.argv[1]))).run(host="127.0.0.1", port=int(sys.argv[2]), debug=False)


if __name__ == "__main__":
    main()
