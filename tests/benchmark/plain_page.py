"""A plain Dash page of one collection: each filter change sends a whole figure of `plotly.express`.

python -m tests.benchmark.plain_page FOLDER PORT, with the folder of a collection. It draws what the atlas draws as dots, coloured by the worst
outcome and sized by casualties, as the documentation of Dash would have it written.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd
import plotly.express as px
from dash import Dash, Input, Output, dcc, html

from data.filters.incident_filter import IncidentFilter
from data.filters.matching import matching
from data.filters.summary import Summary
from data.filters.tally import WORST_OUTCOMES, worst_outcomes
from data.folders.tables.atlas_tables import read_folder
from data.tables.dataset import Dataset
from tests.benchmark.pages import MAP_STYLE

NO_TILES: Final = {
    "version": 8,
    "name": "paper",
    "sources": {},
    "layers": [{"id": "paper", "type": "background", "paint": {"background-color": "#f6f3ec"}}],
}
"""A style that asks no other machine for anything."""
STYLE: Final = "/style.json"
COLOURS: Final = {"killed": "#5a1846", "injured": "#b96a00", "": "#6f777d"}


def dots(dataset: Dataset, incident_filter: IncidentFilter) -> pd.DataFrame:
    """One row a matching incident with a dot."""
    views = Summary(dataset, incident_filter, matching(dataset, incident_filter))
    rows = views.rows[dataset.has_dot[views.rows]]
    people = views.people_of(rows)
    located = dataset.incidents.loc[rows, ["incident_id", "longitude", "latitude"]]
    casualties = (people["killed_best"] + people["injured_best"]).to_numpy()
    return located.assign(casualties=casualties, worst=np.array(WORST_OUTCOMES)[worst_outcomes(people)])


def figure(shown: pd.DataFrame) -> Any:
    """All of it, anew."""
    drawn = px.scatter_map(
        shown,
        lat="latitude",
        lon="longitude",
        color="worst",
        size="casualties",
        size_max=20,
        hover_name="incident_id",
        color_discrete_map=COLOURS,
        center={"lon": 46.5, "lat": 39.8},
        zoom=6.4,
        map_style=STYLE,
    )
    return drawn.update_layout(uirevision="constant", margin={"l": 0, "r": 0, "t": 0, "b": 0})


def main() -> None:
    dataset = read_folder(Path(sys.argv[1]))
    _ = dataset.codes
    app = Dash("plain", include_assets_files=False)
    app.server.add_url_rule(STYLE, "style", lambda: NO_TILES)
    graph = dcc.Graph(id="map", figure=figure(dots(dataset, IncidentFilter())), style=MAP_STYLE)
    app.layout = html.Div([dcc.Store(id="filter"), graph])

    @app.callback(Output("map", "figure"), Input("filter", "data"), prevent_initial_call=True)
    def redraw(stored: object) -> Any:
        return figure(dots(dataset, IncidentFilter.from_json(stored)[0]))

    app.run(host="127.0.0.1", port=int(sys.argv[2]), debug=False)


if __name__ == "__main__":
    main()
