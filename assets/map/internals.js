/* The names of Plotly and MapLibre that are not part of their public interface: components/map/private_names.py. A name
   that is not there is reported once, and the page goes on without what it is used for. */
"use strict";

(function () {
  const reported = new Set();

  function report(name) {
    if (reported.has(name)) return;
    reported.add(name);
    console.info(`The atlas goes on without “${name}”, which this version of Plotly does not have.`);
  }

  /* The layout of a drawn graph with all defaults; null without one. */
  function layoutOf(graph) {
    const isDrawn = Boolean(graph && graph.data);
    if (isDrawn && !graph._fullLayout) report("_fullLayout");
    return (isDrawn && graph._fullLayout) || null;
  }

  /* Plotly's part for the map of a graph; null while there is none. */
  function subplotOf(graph) {
    const layout = layoutOf(graph);
    if (!layout || !layout.map) return null;
    if (!layout.map._subplot && graph.querySelector(".maplibregl-canvas")) report("_subplot");
    return layout.map._subplot || null;
  }

  /* Whether a graph has its map on the page, but nothing leads to it. */
  function isOutOfReach(graph) {
    return Boolean(graph && graph.querySelector(".maplibregl-canvas")) && !subplotOf(graph);
  }

  /* The distance of the plot from the left and the bottom of its graph, in pixels. */
  function marginsOf(graph) {
    const layout = layoutOf(graph);
    if (layout && layout._size) return { left: layout._size.l, bottom: layout._size.b };
    report("_size");
    const outer = graph.getBoundingClientRect();
    const inner = graph.querySelector(".nsewdrag").getBoundingClientRect();
    return { left: inner.left - outer.left, bottom: outer.bottom - inner.bottom };
  }

  /* The identifier of a trace, with which the names of its layers begin; null where that cannot be known. */
  function uidOf(graph, trace) {
    if (graph._fullData) return graph._fullData[trace].uid;
    report("_fullData");
    return null;
  }

  /* Whether something listens to an event of a graph; null where that cannot be known. */
  function isListenedTo(graph, event) {
    if (graph._ev) return graph._ev.listenerCount(event) > 0;
    report("_ev");
    return null;
  }

  /* Whether the drawings of a map can be put together to one. */
  function canCoalesce(map) {
    const missing = ["_render", "_fadeDuration", "painter"].filter((name) => !(name in map));
    if (map.painter && typeof map.painter.render !== "function") missing.push("painter");
    // These are not set before the first frame; the function that prepares it names them.
    missing.push(...["_styleDirty", "_placementDirty"].filter((name) => !String(map._render).includes(name)));
    missing.forEach(report);
    return missing.length === 0;
  }

  window.atlas = window.atlas || {};
  window.atlas.internals = { layoutOf, subplotOf, isOutOfReach, marginsOf, uidOf, isListenedTo, canCoalesce };
})();
