/* How many incidents each circle stands for, and that no name lies under a circle. MapLibre draws all circles of a layer
   and then all numbers, so that the number of a covered circle would stand on the one that covers it. Here each circle takes
   its room on the map, that on top first: a number that finds none is left out, and names go elsewhere. Also draws the
   outline of each circle with it, so that two which overlap stay two. The page's maps and that of the HTML file use it. */
"use strict";

(function () {
  /* Positions of traces: components/map/figure.py. */
  const [CHOSEN_POINT, CASING, DOTS, ON_KILLED, ON_OTHERS] = [2, 4, 5, 6, 7];
  const LAYER = "circle-numbers";
  /* An image of one pixel, which nothing shows: as large as a circle, it takes its room. */
  const ROOM = "circle-room";
  /* Of a circle's width: the corners of a square reach beyond its circle. */
  const SQUARE = 0.92;
  const OUTLINE_PX = 1.25;
  /* A layer that begins at the closest zoom is neither laid out nor drawn. */
  const NEVER = 24;

  const listOf = (values, length) => (Array.isArray(values) ? values : new Array(length).fill(values));
  const isPlace = (degrees) => typeof degrees === "number" && !Number.isNaN(degrees);

  function feature(lon, lat, properties) {
    return { type: "Feature", geometry: { type: "Point", coordinates: [lon, lat] }, properties };
  }

  /* The circles of a figure's traces with their numbers; `order` is least for that on top. */
  function numbered(traces) {
    const numbers = new Map();
    for (const { lon, lat, text, textfont } of [traces[ON_KILLED], traces[ON_OTHERS]]) {
      (lon || []).forEach((east, at) => numbers.set(`${east} ${lat[at]}`, { text: listOf(text)[at] || "", colour: textfont.color }));
    }
    const { lon, lat, marker } = traces[DOTS];
    const casing = listOf(traces[CASING].marker.size, lon.length);
    const sizes = casing.length === lon.length ? casing : listOf(marker.size, lon.length);
    const plain = { text: "", colour: traces[ON_OTHERS].textfont.color };
    const circles = lon.map((east, at) => feature(east, lat[at], {
      order: lon.length - at, size: (sizes[at] || 0) * SQUARE, ...(numbers.get(`${east} ${lat[at]}`) || plain),
    }));
    return [...circles, ...chosen(traces[CHOSEN_POINT])].filter(({ geometry }) => geometry.coordinates.every(isPlace));
  }

  /* The selected incident's circle in its ring, over all others: the outermost comes first, the number last. */
  function chosen({ lon, lat, marker, text, textfont }) {
    if (!lon || !lon.length) return [];
    const words = listOf(text);
    const size = listOf(marker.size)[0] || 0;
    return [feature(lon[0], lat[0], { order: 0, size: size * SQUARE, text: words[words.length - 1] || "", colour: textfont.color })];
  }

  const layerOf = (graph, trace, kind) => `plotly-trace-layer-${window.atlas.internals.uidOf(graph, trace)}-${kind}`;

  function addTo(map, font = map.getLayoutProperty("town-labels", "text-font")) {
    map.addImage(ROOM, { width: 1, height: 1, data: new Uint8Array(4) });
    map.addSource(LAYER, { type: "geojson", data: { type: "FeatureCollection", features: [] } });
    map.addLayer({
      id: LAYER,
      type: "symbol",
      source: LAYER,
      layout: {
        "symbol-sort-key": ["get", "order"],
        "icon-image": ROOM,
        "icon-size": ["get", "size"],
        "icon-padding": 0,
        "icon-allow-overlap": true,
        "text-field": ["get", "text"],
        "text-size": 11,
        "text-font": font,
        "text-padding": 0,
        "text-optional": true,
      },
      paint: { "text-color": ["get", "colour"], "icon-opacity": 0 },
    });
  }

  /* Numbers of the circles that a figure's traces have; nothing before `watch`. */
  function give(map, traces) {
    const source = map.getSource(LAYER);
    if (!source || !traces[DOTS] || !traces[DOTS].lon) return;
    source.setData({ type: "FeatureCollection", features: numbered(traces) });
    window.atlas.callouts?.forget(map);
    const halo = listOf(traces[CASING].marker.color)[0];
    if (halo) map.setPaintProperty(map.outlinedByAtlas, "circle-stroke-color", halo);
  }

  /* From now on `give` writes the numbers of a map, and Plotly's own are not drawn. */
  function watch(map, graph) {
    if (window.atlas.internals.uidOf(graph, DOTS) === null || map.getSource(LAYER)) return;
    const plotlys = [ON_KILLED, ON_OTHERS, CHOSEN_POINT].map((trace) => layerOf(graph, trace, "symbol")).filter((id) => map.getLayer(id));
    map.outlinedByAtlas = layerOf(graph, DOTS, "circle");
    if (!plotlys.length || !map.getLayer(map.outlinedByAtlas)) return;
    addTo(map, plotlys.map((id) => map.getLayoutProperty(id, "text-font")).find(Boolean));
    for (const id of plotlys) map.setLayerZoomRange(id, NEVER, NEVER);
    map.setPaintProperty(map.outlinedByAtlas, "circle-stroke-width", OUTLINE_PX);
    give(map, graph.data);
  }

  window.atlas = window.atlas || {};
  window.atlas.circleNumbers = { watch, give, numbered };
})();
