"""A plain Dash page with deck.gl: each filter change sends the matching incidents, which one layer of circles draws.

python -m tests.benchmark.deck_page FOLDER PORT, with the folder of a collection. As its documentation has it: a row an
incident, and functions that take place, size and colour from it. Without tiles, so that nothing is asked of other machines.
deck.gl is the file for pages of its npm package, which `npm pack` brings into a temporary folder.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any, Final

from dash import Dash, Input, Output, dcc, html
from flask import Response

from data.filters.incident_filter import IncidentFilter
from data.folders.atlas_tables import read_folder
from data.tables.dataset import Dataset
from tests.benchmark.pages import MAP_STYLE
from tests.benchmark.plain_page import COLOURS, dots

VERSION: Final = "9.4.0"
_SCRIPT: Final = "package/dist.min.js"
_SECONDS: Final = 120

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


def packed() -> Path | None:
    """The packed package, fetched once a machine; None where npm is not there or gives none."""
    folder = Path(tempfile.gettempdir()) / "mine-atlas-benchmark"
    found = folder / f"deck.gl-{VERSION}.tgz"
    if not found.exists() and shutil.which("npm"):
        folder.mkdir(exist_ok=True)
        command = ["npm", "pack", "--silent", f"deck.gl@{VERSION}"]
        subprocess.run(command, cwd=folder, check=False, timeout=_SECONDS, stdout=subprocess.DEVNULL)
    return found if found.exists() else None


def rows(dataset: Dataset, incident_filter: IncidentFilter) -> list[list[Any]]:
    """Longitude, latitude, casualties and worst outcome of each matching incident that has a dot."""
    return (
        dots(dataset, incident_filter)[["longitude", "latitude", "casualties", "worst"]].to_numpy().tolist()
    )


def page(dataset: Dataset, package: Path) -> Dash:
    """The page, with all incidents that have a dot."""
    with tarfile.open(package) as archive:
        member = archive.extractfile(_SCRIPT)
        assert member is not None
        script = member.read()
    app = Dash("deck", include_assets_files=False, external_scripts=["/deck.js"])
    app.server.add_url_rule("/deck.js", "deck", lambda: Response(script, content_type="text/javascript"))
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

    colours = {worst: [int(colour[at : at + 2], 16) for at in (1, 3, 5)] for worst, colour in COLOURS.items()}
    app.clientside_callback(DRAW % colours, Output("drawn", "children"), Input("rows", "data"))
    return app


def main() -> None:
    package = packed()
    if package is None:
        raise SystemExit(f"deck.gl {VERSION} is not there: install npm, and let it reach its registry.")
    page(read_folder(Path(sys.argv[1])), package).run(host="127.0.0.1", port=int(sys.argv[2]), debug=False)


if __name__ == "__main__":
    main()
