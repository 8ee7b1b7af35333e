/* Where maps stand: a place is where a map stands on a page, the ids of its graph and its scale, and what is known of its view;
   a page may have several. */
"use strict";

(function () {
  const LOOK_AGAIN_MS = 20;

  /* `view.bounds` is the box of what matches, `view.fitted` that to which the map was fitted. A view that `follows` is
     not written to the address, and follows filter and window. Maps that move together share their `view`; the ids of
     its stores and of its button begin with its `name`. */
  const known = [];

  function placeOf(graph, scale, view) {
    const place = { graph, scale, view, lastStyleRequest: 0 };
    known.push(place);
    return place;
  }

  const viewed = (name) => ({ name, follows: true, fitted: null, bounds: null });

  const main = placeOf("incident-map-graph", "incident-map-scale", viewed("incident-map"));

  /* What these scripts say, in the page's language. */
  const texts = () => document.querySelector(".incident-map-sheet").dataset;

  const graphOf = (place) => document.querySelector(`#${place.graph} .js-plotly-plot`);

  const subplotOf = (place) => window.atlas.internals.subplotOf(graphOf(place));

  /* Calls `then` with the map when its style and traces are there; without it where nothing leads to the map, which
     then shows what Plotly is given, and follows nothing else. */
  function whenLoaded(place, then) {
    if (window.atlas.internals.isOutOfReach(graphOf(place))) return;
    const subplot = subplotOf(place);
    // There is none where the browser has no WebGL.
    const map = subplot && subplot.map;
    if (map) window.atlas.spareDrawings(map);
    const hasTraces = map && Object.keys(subplot.traceHash).length > 0;
    if (hasTraces) drawMarks(map, graphOf(place));
    if (hasTraces && map.isStyleLoaded()) then(map);
    else window.setTimeout(() => whenLoaded(place, then), LOOK_AGAIN_MS);
  }

  /* As soon as Plotly has layers for them, so that they are cut into tiles along with the ground. */
  function drawMarks(map, graph) {
    if (map.isMarkedByAtlas) return;
    map.isMarkedByAtlas = true;
    window.atlas.shades.watch(map, graph);
    window.atlas.circles.watch(map, graph);
  }

  /* Calls `then` once where nothing leads to the map of a place, and never where its map is there. */
  function whenOutOfReach(place, then) {
    if (window.atlas.internals.isOutOfReach(graphOf(place))) then(null);
    else if (!subplotOf(place)) window.setTimeout(() => whenOutOfReach(place, then), 50);
  }

  function whenPrepared(place, then) {
    const subplot = subplotOf(place);
    if (subplot && subplot.map && subplot.map.isPreparedByAtlas) then(subplot.map);
  }

  const viewOf = (map) => ({ lon: map.getCenter().lng, lat: map.getCenter().lat, zoom: map.getZoom() });

  window.atlas = window.atlas || {};
  window.atlas.maps = Object.assign(window.atlas.maps || {}, {
    main, known, texts, placeOf, viewed, graphOf, subplotOf, whenLoaded, whenOutOfReach, whenPrepared, viewOf,
  });
})();
