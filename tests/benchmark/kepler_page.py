"""A plain Dash page with kepler.gl: each filter change sends the matching incidents, which one layer of points draws.

python -m tests.benchmark.kepler_page FOLDER PORT, with the folder of a collection. As its documentation has it: a Redux store
and rows with named fields, given anew with `replaceDataInMap`, which keeps the layer's settings. Without a ground map, so that
nothing is asked of other machines. kepler.gl and what it needs are the files for pages of their npm packages.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, Final

from dash import Dash
from flask import Response

from data.folders.tables.atlas_tables import read_folder
from data.tables.dataset import Dataset
from tests.benchmark.deck_page import send_rows
from tests.benchmark.npm_packages import file_of, packed
from tests.benchmark.pages import MAP_PX
from tests.benchmark.plain_page import COLOURS

VERSION: Final = "3.2.6"
FILES: Final = {
    "redux.js": ("redux", "4.2.1", "dist/redux.min.js"),
    "react-redux.js": ("react-redux", "8.1.3", "dist/react-redux.min.js"),
    "styled-components.js": ("styled-components", "6.1.8", "dist/styled-components.min.js"),
    "kepler.js": ("kepler.gl", VERSION, "umd/keplergl.min.js"),
}
"""By name at this server: package, version and file; in the order in which they need each other. React is Dash's."""

FIELDS: Final = ("longitude", "latitude", "casualties", "worst")
SETTINGS: Final[dict[str, Any]] = {
    "version": "v1",
    "config": {
        "visState": {
            "layers": [
                {
                    "id": "incidents",
                    "type": "point",
                    "config": {
                        "dataId": "incidents",
                        "label": "incidents",
                        "color": [90, 24, 70],
                        "columns": {"lat": "latitude", "lng": "longitude"},
                        "isVisible": True,
                        "visConfig": {
                            "radius": 10,
                            "radiusRange": [3, 20],
                            "opacity": 1,
                            "colorRange": {
                                "name": "outcomes",
                                "type": "custom",
                                "category": "Custom",
                                "colors": list(COLOURS.values()),
                            },
                        },
                    },
                    "visualChannels": {
                        "colorField": {"name": "worst", "type": "string"},
                        "colorScale": "ordinal",
                        "sizeField": {"name": "casualties", "type": "integer"},
                        "sizeScale": "sqrt",
                    },
                }
            ]
        },
        "mapState": {"longitude": 46.5, "latitude": 39.8, "zoom": 6.4},
        "mapStyle": {"styleType": "no_map"},
    },
}

SCRIPT: Final = """
window.readyKepler = (async () => {
  while (!window.React || !window.ReactDOM) await new Promise((go) => setTimeout(go, 20));
  const { createElement } = React;
  const jsx = (type, { children, ...props }, key) =>
    createElement(type, key === undefined ? props : { ...props, key }, ...(children === undefined ? [] : [].concat(children)));
  window["react/jsx-runtime"] = { jsx, jsxs: jsx, Fragment: React.Fragment };
  window.process = window.process || { env: {} };
  for (const name of FILES) {
    await new Promise((go, refuse) => {
      const script = document.createElement("script");
      [script.src, script.onload, script.onerror] = [`/kepler/${name}`, go, refuse];
      document.head.append(script);
    });
  }
  const { keplerGlReducer, enhanceReduxMiddleware } = KeplerGl;
  const uiState = { readOnly: true, currentModal: null };
  const reducer = Redux.combineReducers({ keplerGl: keplerGlReducer.initialState({ uiState }) });
  const store = Redux.createStore(reducer, {}, Redux.applyMiddleware(...enhanceReduxMiddleware([])));
  const map = createElement(KeplerGl.KeplerGl, {
    id: "map", mapboxApiAccessToken: "", width: WIDTH, height: HEIGHT, mapStyles: [], mapStylesReplaceDefault: true,
  });
  ReactDOM.createRoot(document.getElementById("map")).render(createElement(ReactRedux.Provider, { store }, map));
  return store;
})();
window.giveKepler = async (rows) => {
  const store = await window.readyKepler;
  while (!store.getState().keplerGl.map) await new Promise((go) => setTimeout(go, 20));
  const isFirst = !window.keplerStore;
  window.keplerStore = store;
  const types = ["real", "real", "integer", "string"];
  const fields = NAMES.map((name, at) => ({ name, type: types[at], format: "", analyzerType: ["FLOAT", "FLOAT", "INT", "STRING"][at] }));
  const held = { info: { id: "incidents", label: "incidents" }, data: { fields, rows } };
  const options = { centerMap: false, readOnly: true, keepExistingConfig: !isFirst };
  store.dispatch(isFirst
    ? KeplerGl.addDataToMap({ datasets: held, options, config: SETTINGS })
    : KeplerGl.replaceDataInMap({ datasetToReplaceId: "incidents", datasetToUse: held, options }));
};
"""


def is_there() -> bool:
    """Whether kepler.gl and all that it needs can be had."""
    return all(packed(package, version) for package, version, _path in FILES.values())


def script() -> str:
    """The page's own script."""
    values = {
        "FILES": [*FILES],
        "WIDTH": MAP_PX[0],
        "HEIGHT": MAP_PX[1],
        "NAMES": FIELDS,
        "SETTINGS": SETTINGS,
    }
    written = SCRIPT
    for name, value in values.items():
        written = written.replace(name, json.dumps(value), 1)
    return written


def page(dataset: Dataset) -> Dash:
    """The page, with all incidents that have a dot."""
    app = Dash("kepler", include_assets_files=False)
    app.index_string = app.index_string.replace("{%config%}", f"<script>{script()}</script>{{%config%}}")
    for name, (package, version, path) in FILES.items():
        content = file_of(package, version, path)
        app.server.add_url_rule(
            f"/kepler/{name}",
            name,
            lambda content=content: Response(content, content_type="text/javascript"),
        )
    send_rows(app, dataset, "(rows) => { window.giveKepler(rows); return String(rows.length); }")
    return app


def main() -> None:
    page(read_folder(Path(sys.argv[1]))).run(host="127.0.0.1", port=int(sys.argv[2]), debug=False)


if __name__ == "__main__":
    main()
