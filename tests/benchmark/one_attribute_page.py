"""The floor of a change on a map: a Dash page with the atlas's map alone, where one attribute of a trace is patched.

python -m tests.benchmark.one_attribute_page INCIDENTS PORT. It holds the same figure as the atlas of as many made-up
incidents, and its server does nothing but answer. It makes them itself: reading them takes twice the memory, and the
atlas of ten million stands beside it.
"""

from __future__ import annotations

import sys
from itertools import count

from dash import Dash, Input, Output, Patch, dcc, html

from components.map import style as map_style
from components.map.detail import details_of
from components.map.figure import CONFIG, DOTS, drawn_figure
from components.server.visit import Datasets, follow_visits
from data.filters.incident_filter import IncidentFilter
from data.filters.summary import summary_of
from tests.benchmark.made_collection import made_collection
from tests.benchmark.pages import MAP_STYLE


def main() -> None:
    dataset = made_collection(int(sys.argv[1]))
    datasets = Datasets(dataset)
    app = Dash("floor")
    map_style.register(app, datasets)
    follow_visits(app.server, datasets)
    drawn = drawn_figure(details_of([summary_of(dataset, IncidentFilter())], None)[0], "light")
    graph = dcc.Graph(id="map", figure=drawn, config=CONFIG, style=MAP_STYLE)
    app.layout = html.Div([dcc.Store(id="filter"), graph])
    times = count()

    @app.callback(Output("map", "figure"), Input("filter", "data"), prevent_initial_call=True)
    def change(_stored: object) -> Patch:
        changed = Patch()
        changed["data"][DOTS]["marker"]["opacity"] = 0.9 if next(times) % 2 else 1.0
        return changed

    app.run(host="127.0.0.1", port=int(sys.argv[2]), debug=False)


if __name__ == "__main__":
    main()
