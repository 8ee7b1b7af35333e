"""The browser of the tests, the benchmarks and the pictures: where it is, how it starts, when its map is ready."""

from __future__ import annotations

import os
import shutil
from typing import Final

CHROMIUM: Final = os.environ.get("MINE_ATLAS_CHROMIUM") or shutil.which("chromium") or ""
PATIENCE_MS: Final = 60_000
"""How long a page may take for what is required of it: software draws the map, on a machine that may be busy."""

# No sandbox, because CI is root; SwiftShader, because there is no graphics card, and only for the map: with ANGLE on
# it for all, it draws the whole page too, and more slowly than Chromium by itself. The rest keeps
# Chromium itself from asking Google's machines.
ARGUMENTS: Final = (
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--enable-unsafe-swiftshader",
)

MAPS_ARE_IDLE: Final = """(patience) => {
  const names = location.pathname.endsWith("/compare") ? ["comparison-maps-a", "comparison-maps-b"] : ["incident-map"];
  const idle = (name) => new Promise((resolve) => {
    const look = () => {
      const graph = document.querySelector(`#${name}-graph .js-plotly-plot`);
      const subplot = graph && graph._fullLayout && graph._fullLayout.map && graph._fullLayout.map._subplot;
      const map = subplot && subplot.map;
      const isDrawn = graph && graph.data && graph.data[5] && graph.data[5].customdata;
      if (!isDrawn || !map || !(map.isPreparedByAtlas || map.isLinkedByAtlas)) return setTimeout(look, 20);
      const isSized = Math.abs(map.getCanvas().clientHeight - graph.parentElement.clientHeight) < 2;
      if (!isSized) return setTimeout(look, 20);
      map.once("idle", () => resolve(performance.now()));
      map.triggerRepaint();
    };
    look();
  });
  const late = new Promise((_resolve, refuse) => {
    setTimeout(() => refuse(new Error(`no idle map in ${names} after ${patience} ms`)), patience);
  });
  return Promise.race([Promise.all(names.map(idle)).then((times) => Math.max(...times)), late]);
}"""
"""Resolves to milliseconds since the page was opened, when every map of the page has drawn its incidents;
refused after as many milliseconds as it is given, since a page's own promises have no time limit."""
