"""A plain Dash page with Mosaic: the page's own DuckDB has all incidents, and each filter is a question to it.

python -m tests.benchmark.mosaic_page FOLDER PORT, with the folder of a collection. As its documentation has it: a plot of dots
with a selection, over a table of DuckDB compiled for browsers. Mosaic has no map: the plot has degrees for axes, and
draws a dot for each incident in colours of the worst outcome. What it needs comes from npm, and is put together by esbuild.
0.12 is the version: what 0.21 and later need (@uwdata/wk-geojson) the registry does not have.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from dash import Dash, dcc, html
from flask import Response, send_file

from data.filters.incident_filter import IncidentFilter
from data.folders.tables.atlas_tables import read_folder
from data.tables.dataset import Dataset
from tests.benchmark.pages import MAP_PX, MAP_STYLE
from tests.benchmark.plain_page import COLOURS, dots

VERSION: Final = "0.12.2"
_PACKAGES: Final = (f"@uwdata/vgplot@{VERSION}", "@duckdb/duckdb-wasm@1.32.0", "esbuild@0.28.2")
_ENTRY: Final = 'export * as vg from "@uwdata/vgplot"; export * as duckdb from "@duckdb/duckdb-wasm";'
_DUCKDB: Final = "node_modules/@duckdb/duckdb-wasm/dist"
_SECONDS: Final = 600
_NOBODY: Final = "nobody"
"""Worst outcome of an incident without casualties: an empty field would be no value, which has no dot."""

SCRIPT: Final = """
// Keys that are of people hold for the same casualty row: killed/side/victim.
const asked = ({ from, to, device, district, outcome, side, victim }) => {
  const people = [outcome, side, victim].map((values) => (values ? `(${values.join("|")})` : "[^/;]*")).join("/");
  return [
    from && `last_day >= '${from[0]}'`,
    to && `first_day <= '${to[0]}'`,
    device && `device IN (${device.map((one) => `'${one}'`)})`,
    district && `district IN (${district.map((one) => `'${one}'`)})`,
    (outcome || side || victim) && `regexp_matches(people, '(^|;)${people}(;|$)')`,
  ].filter(Boolean).join(" AND ") || "TRUE";
};
window.mosaicReady = (async () => {
  const { vg, duckdb } = Mosaic;
  const database = new duckdb.AsyncDuckDB(new duckdb.VoidLogger(), new Worker("/mosaic/worker.js"));
  await database.instantiate(`${location.origin}/mosaic/duckdb.wasm`);
  const coordinator = vg.coordinator();
  coordinator.logger({ debug() {}, info() {}, log() {}, warn() {}, error: console.error, group() {}, groupCollapsed() {}, groupEnd() {} });
  coordinator.databaseConnector(vg.wasmConnector({ duckdb: database, log: false }));
  await database.registerFileText("rows.csv", await (await fetch("/rows.csv")).text());
  const types = "{'first_day': 'VARCHAR', 'last_day': 'VARCHAR', 'people': 'VARCHAR'}";
  await coordinator.exec(`CREATE TABLE incidents AS SELECT * FROM read_csv('rows.csv', header = true, types = ${types})`);
  const chosen = vg.Selection.single();
  const plot = vg.plot(
    vg.dot(vg.from("incidents", { filterBy: chosen }), { x: "longitude", y: "latitude", fill: "worst", r: 3 }),
    vg.colorDomain(NAMES), vg.colorRange(COLOURS), vg.xDomain(DEGREES_EAST), vg.yDomain(DEGREES_NORTH),
    vg.width(WIDTH), vg.height(HEIGHT),
  );
  document.getElementById("map").append(plot);
  const source = {};
  window.mosaicShown = {
    drawn: () => plot.querySelectorAll("circle").length,
    expected: async (filter) => {
      const found = await coordinator.query(`SELECT count(*)::INTEGER AS n FROM incidents WHERE ${asked(filter)}`, { cache: false });
      return Number(found.toArray()[0].n);
    },
    choose: (filter) => chosen.update({ source, value: filter, predicate: vg.sql([asked(filter)]) }),
    plot,
  };
})();
"""


def packed() -> Path | None:
    """The folder with the packages and `mosaic.js`, made once a machine; None where npm is not there or gives none."""
    folder = Path(tempfile.gettempdir()) / "mine-atlas-benchmark" / f"mosaic-{VERSION}"
    made = folder / "mosaic.js"
    if not made.exists() and shutil.which("npm"):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "entry.js").write_text(_ENTRY, encoding="utf-8")
        (folder / "package.json").write_text("{}", encoding="utf-8")
        bundle = "--bundle --minify --format=iife --global-name=Mosaic --outfile=mosaic.js".split()
        for command in (
            ["npm", "install", "--silent", "--no-audit", "--no-fund", *_PACKAGES],
            ["npx", "--no-install", "esbuild", "entry.js", *bundle],
        ):
            subprocess.run(command, cwd=folder, check=False, timeout=_SECONDS, capture_output=True)
    return folder if made.exists() else None


def table(dataset: Dataset) -> str:
    """What DuckDB reads: one row an incident with a dot, its casualties as outcome/side/victim."""
    shown = dots(dataset, IncidentFilter())
    rows = dataset.incidents.loc[shown.index]
    hurt = dataset.casualties
    each = (
        hurt["outcome"].astype(str)
        + "/"
        + hurt["affected_side"].astype(str)
        + "/"
        + hurt["victim_category"].astype(str)
    )
    people = each.groupby(hurt["incident_id"].astype(str)).agg(";".join)
    written = shown[["longitude", "latitude"]].assign(
        worst=shown["worst"].replace("", _NOBODY),
        first_day=rows["date_start"].dt.strftime("%Y-%m-%d"),
        last_day=rows["date_end"].dt.strftime("%Y-%m-%d"),
        device=rows["device_category"].astype(str),
        district=rows["adm1_iso"].astype(str),
        people=shown["incident_id"].astype(str).map(people).fillna(""),
    )
    return str(written.to_csv(index=False))


def script(dataset: Dataset) -> str:
    """The page's own script."""
    shown = dots(dataset, IncidentFilter())
    values = {
        "NAMES": [name or _NOBODY for name in COLOURS],
        "COLOURS": [*COLOURS.values()],
        "DEGREES_EAST": [float(shown["longitude"].min()), float(shown["longitude"].max())],
        "DEGREES_NORTH": [float(shown["latitude"].min()), float(shown["latitude"].max())],
        "WIDTH": MAP_PX[0],
        "HEIGHT": MAP_PX[1],
    }
    written = SCRIPT
    for name, value in values.items():
        written = written.replace(f"({name})", f"({value!r})")
    return written


def page(dataset: Dataset, folder: Path) -> Dash:
    """The page, with all incidents that have a dot."""
    app = Dash("mosaic", include_assets_files=False, external_scripts=["/mosaic/mosaic.js"])
    own = '<script defer src="/mosaic/own.js"></script>'
    app.index_string = app.index_string.replace("</body>", f"{own}</body>")
    rows, own_script = table(dataset), script(dataset)
    waiting = 'while (!document.getElementById("map") || !window.Mosaic) await new Promise((go) => setTimeout(go, 20));'
    own_script = own_script.replace("(async () => {", f"(async () => {{ {waiting}", 1)
    files = {
        "mosaic.js": folder / "mosaic.js",
        "worker.js": folder / _DUCKDB / "duckdb-browser-eh.worker.js",
        "duckdb.wasm": folder / _DUCKDB / "duckdb-eh.wasm",
    }
    for name, path in files.items():
        app.server.add_url_rule(f"/mosaic/{name}", name, lambda path=path: send_file(path))
    app.server.add_url_rule(
        "/mosaic/own.js", "own", lambda: Response(own_script, content_type="text/javascript")
    )
    app.server.add_url_rule("/rows.csv", "rows", lambda: Response(rows, content_type="text/csv"))
    app.layout = html.Div([dcc.Store(id="filter"), html.Div(id="map", style=MAP_STYLE)])
    return app


def main() -> None:
    folder = packed()
    if folder is None:
        raise SystemExit(f"Mosaic {VERSION} is not there: install npm, and let it reach its registry.")
    page(read_folder(Path(sys.argv[1])), folder).run(host="127.0.0.1", port=int(sys.argv[2]), debug=False)


if __name__ == "__main__":
    main()
