"""A plain Dash page with dash-leaflet: each filter change sends the matching incidents as GeoJSON, the page clusters them.

python -m tests.benchmark.leaflet_page FOLDER PORT, with the folder of a collection. As its documentation has it:
`cluster=True`, circles for what stands alone, and properties no more than needed. Without tiles, so that nothing
is asked of other machines. Each cluster's number stands in its title too, where it is not rounded, and the number of
incidents sent in `#number`, so that a measurement can tell when all are drawn.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, Final

import pandas as pd
from dash import Dash, Input, Output, dcc, html

from data.filters.incident_filter import IncidentFilter
from data.folders.tables.atlas_tables import read_folder
from data.tables.dataset import Dataset
from tests.benchmark.pages import MAP_STYLE
from tests.benchmark.plain_pandas import plain_dots

SCRIPT: Final = """
window.dashExtensions = { benchmark: {
  one: (feature, at) => L.circleMarker(at, { radius: 5, weight: 0, fillColor: "#5a1846", fillOpacity: 0.9 }),
  cluster: (feature, at) => {
    const { point_count: number, point_count_abbreviated: shown } = feature.properties;
    const size = number > 1000 ? "large" : number > 100 ? "medium" : "small";
    const icon = L.divIcon({
      html: `<div><span>${shown}</span></div>`,
      className: `marker-cluster marker-cluster-${size}`,
      iconSize: L.point(40, 40),
    });
    return L.marker(at, { icon, title: number });
  },
} };
"""


ZOOM: Final = 7
"""The closest at which all dots of a made collection are in view."""


def geojson(dots: pd.DataFrame) -> dict[str, Any]:
    """A point for each row."""
    places = zip(dots["longitude"].tolist(), dots["latitude"].tolist(), strict=True)
    features = [
        {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": place}}
        for place in places
    ]
    return {"type": "FeatureCollection", "features": features}


def page(dataset: Dataset) -> Dash:
    """The page, with all incidents that have a dot in view."""
    import dash_leaflet as leaflet  # only the optional packages of the benchmark have it

    app = Dash("leaflet", include_assets_files=False)
    app.index_string = app.index_string.replace("{%config%}", f"<script>{SCRIPT}</script>{{%config%}}")
    everything = plain_dots(dataset, IncidentFilter())
    drawn = leaflet.GeoJSON(
        id="incidents",
        data=geojson(everything),
        cluster=True,
        pointToLayer={"variable": "dashExtensions.benchmark.one"},
        clusterToLayer={"variable": "dashExtensions.benchmark.cluster"},
    )
    middle = [(everything[name].min() + everything[name].max()) / 2 for name in ("latitude", "longitude")]
    shown = leaflet.Map(drawn, id="map", center=middle, zoom=ZOOM, style=MAP_STYLE)
    number = html.Div(len(everything), id="number", hidden=True)
    app.layout = html.Div([dcc.Store(id="filter"), shown, number])

    @app.callback(
        Output("incidents", "data"),
        Output("number", "children"),
        Input("filter", "data"),
        prevent_initial_call=True,
    )
    def redraw(stored: object) -> tuple[dict[str, Any], int]:
        dots = plain_dots(dataset, IncidentFilter.from_json(stored)[0])
        return geojson(dots), len(dots)

    return app


def main() -> None:
    page(read_folder(Path(sys.argv[1]))).run(host="127.0.0.1", port=int(sys.argv[2]), debug=False)


if __name__ == "__main__":
    main()
