"""How long a page takes from a changed filter to its painted map: what each kind of page of the measurement is asked.

A page that asks another machine for anything is not measured.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page

from tests.benchmark.whole_frame import CHANGED_FRAME

PATIENCE_MS: Final = 180_000
"""Whole figures of a million incidents take minutes."""

MAP_IS_LOADED: Final = """() => {
  const graph = document.querySelector("#map .js-plotly-plot");
  const subplot = graph && graph._fullLayout && graph._fullLayout.map && graph._fullLayout.map._subplot;
  return Boolean(subplot && subplot.map && subplot.map.loaded());
}"""

MAP_PAINTED: Final = f"""([asked, patience]) => new Promise((resolve, refuse) => {{
  {CHANGED_FRAME}
  const painted = changedFrame(document.querySelector("#map .js-plotly-plot"));
  const began = performance.now();
  painted.then((time) => resolve(time - began));
  setTimeout(() => refuse(new Error("the map was not painted")), patience);
  dash_clientside.set_props("filter", {{ data: asked }});
}})"""

_CLUSTERS: Final = """
  const map = document.querySelector("#map");
  const sent = () => document.querySelector("#number").textContent;
  const isWhole = () => {
    const clusters = [...map.querySelectorAll(".leaflet-marker-icon")].map((marker) => Number(marker.title));
    const alone = map.querySelectorAll(".leaflet-overlay-pane path").length;
    const drawn = clusters.reduce((sum, number) => sum + number, alone);
    return drawn === Number(sent());
  };
"""
"""All incidents that the server sent are drawn: the clusters' numbers and the circles make up as many."""

CLUSTERS_ARE_THERE: Final = f"""() => {{
  if (!document.querySelector("#map .leaflet-marker-icon")) return false;
  {_CLUSTERS}
  return isWhole();
}}"""

CLUSTERS_PAINTED: Final = f"""([asked, patience]) => new Promise((resolve, refuse) => {{
  {_CLUSTERS}
  const before = sent();
  const began = performance.now();
  const watch = new MutationObserver(() => {{
    if (sent() === before || !isWhole()) return;
    watch.disconnect();
    requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
  }});
  watch.observe(document.body, {{ subtree: true, childList: true, characterData: true }});
  setTimeout(() => refuse(new Error("the clusters were not drawn")), patience);
  dash_clientside.set_props("filter", {{ data: asked }});
}})"""
"""Until the frame after the markers that the new filter leaves are in the page; it must leave another number."""

_IMAGE: Final = """
  const models = [...Bokeh.documents[0]._all_models.values()];
  const image = models.find((model) => model.type === "GlyphRenderer" && /^Image/.test(model.glyph.type));
  const view = image && Bokeh.index.get_one(models.find((model) => model.type === "Figure"));
  const canvas = view && view.canvas_view && view.canvas_view.primary.canvas;
  const pixels = () => canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
"""

IMAGE_IS_THERE: Final = f"""() => {{
  if (!window.Bokeh || !Bokeh.documents.length) return false;
  {_IMAGE}
  return Boolean(canvas && canvas.width && pixels().some((value) => value));
}}"""

IMAGE_PAINTED: Final = f"""([asked, patience]) => new Promise((resolve, refuse) => {{
  {_IMAGE}
  const before = pixels();
  const changed = image.data_source.properties.data.change;
  const field = models.find((model) => model.type.endsWith("TextInput"));
  const began = performance.now();
  const look = () => requestAnimationFrame(() => {{
    const now = performance.now();
    if (pixels().every((value, at) => value === before[at])) return look();
    resolve(now - began);
  }});
  const arrived = () => {{
    changed.disconnect(arrived);
    requestAnimationFrame(look);
  }};
  changed.connect(arrived);
  setTimeout(() => refuse(new Error("the image was not painted")), patience);
  field.value = JSON.stringify(asked);
}})"""
"""Until the first frame in which the pixels of the plot are others; Bokeh paints them one frame after the image came,
so that the one before it is not looked at."""


LAYER_IS_THERE: Final = """() => Boolean(
  window.shown && window.shown.isInitialized && window.shown.props.layers[0].isLoaded
)"""

LAYER_PAINTED: Final = """([asked, patience]) => new Promise((resolve, refuse) => {
  const before = window.shown.props.layers[0];
  const began = performance.now();
  const drawn = () => {
    const [layer] = window.shown.props.layers;
    if (layer === before || !layer.isLoaded) return;
    window.shown.setProps({ onAfterRender: () => {} });
    requestAnimationFrame(() => resolve(performance.now() - began));
  };
  window.shown.setProps({ onAfterRender: drawn });
  setTimeout(() => refuse(new Error("the layer was not drawn")), patience);
  dash_clientside.set_props("filter", { data: asked });
})"""
"""Until the frame after one that deck.gl has drawn with the layer of the new filter."""


_INSTANCES: Final = """
  // How many of a layer's circles were drawn at once since it was last asked.
  if (!window.drawnAtOnce) {
    window.drawnAtOnce = new Set();
    for (const name of ["drawArraysInstanced", "drawElementsInstanced"]) {
      const real = WebGL2RenderingContext.prototype[name];
      WebGL2RenderingContext.prototype[name] = function (...given) {
        window.drawnAtOnce.add(given.at(-1));
        return real.apply(this, given);
      };
    }
  }
"""

KEPLER_IS_THERE: Final = """() => {
  const map = window.keplerStore && window.keplerStore.getState().keplerGl.map;
  const [layer] = map ? map.visState.layers : [];
  return Boolean(layer && document.querySelector("#map canvas") && Object.keys(map.visState.layerData[0] || {}).length);
}"""

KEPLER_PAINTED: Final = f"""([asked, patience]) => new Promise((resolve, refuse) => {{
  {_INSTANCES}
  const held = () => window.keplerStore.getState().keplerGl.map.visState.datasets.incidents;
  const before = held();
  const began = performance.now();
  const look = () => {{
    const now = held();
    if (now === before) window.drawnAtOnce.clear();
    const isPainted = now !== before && window.drawnAtOnce.has(now.length);
    requestAnimationFrame(isPainted ? () => resolve(performance.now() - began) : look);
  }};
  requestAnimationFrame(look);
  setTimeout(() => refuse(new Error("the layer was not drawn")), patience);
  dash_clientside.set_props("filter", {{ data: asked }});
}})"""
"""Until the frame after one that has drawn as many circles at once as the new dataset has rows."""

PLOT_IS_THERE: Final = "() => Boolean(window.mosaicShown && window.mosaicShown.drawn())"

PLOT_PAINTED: Final = """([asked, patience]) => new Promise((resolve, refuse) => {
  const { plot, drawn, expected, choose } = window.mosaicShown;
  expected(asked).then((number) => {
    if (number === drawn()) return refuse(new Error("the filter leaves as many dots as there are"));
    const began = performance.now();
    const watch = new MutationObserver(() => {
      if (drawn() !== number) return;
      watch.disconnect();
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
    });
    watch.observe(plot, { subtree: true, childList: true });
    return choose(asked);
  }, refuse);
  setTimeout(() => refuse(new Error("the dots were not drawn")), patience);
})"""
"""Until the frame after the dots that the new filter leaves are in the page; it must leave another number."""


@dataclass(frozen=True)
class MeasuredPage:
    """A page that is drawn, and what tells that it has painted a changed filter."""

    page: Page
    until_painted: str
    requests: list[str]
    """Addresses that the page has requested so far."""

    def painted_ms(self, requested: Mapping[str, Any]) -> float:
        """Milliseconds from the change of the filter until the map is painted."""
        taken = float(self.page.evaluate(self.until_painted, [requested, PATIENCE_MS]))
        if outside := [url for url in self.requests if not is_of(url, self.page.url)]:
            raise RuntimeError(f"The page at {self.page.url} asks other machines: {', '.join(outside)}")
        return taken


def opened(browser: Browser, address: str, is_there: str, until_painted: str) -> MeasuredPage:
    """The page at `address`, once `is_there` is true on it."""
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.set_default_timeout(PATIENCE_MS)
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(address)
    page.wait_for_function(is_there, polling=50)
    return MeasuredPage(page, until_painted, requests)


def is_of(url: str, address: str) -> bool:
    """Whether a page of `address` stays on its own server, or in itself, when it asks for `url`."""
    return urlsplit(url).scheme in ("blob", "data") or urlsplit(url).netloc == urlsplit(address).netloc
