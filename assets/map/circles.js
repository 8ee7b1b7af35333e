/* The circles of incidents, and how many incidents each stands for. Plotly would draw them from three sources, each of which
   MapLibre cuts into tiles and draws for itself; here they are one, of which Plotly has the places that a pointer finds.
   MapLibre draws all circles of a layer and then all numbers, so that the number of a covered circle would stand on the one
   that covers it. So each circle takes its room on the map, that on top first: a number that finds none is left out, and
   names go elsewhere. The page's maps and that of the HTML file use it. */
"use strict";

(function () {
  /* Positions of traces: components/map/figure.py. */
  const [CHOSEN_POINT, RING, CASING, DOTS, ON_KILLED, ON_OTHERS] = [2, 3, 4, 5, 6, 7];
  const [SOURCE, RINGS, CIRCLES, NUMBERS] = ["circles", "circle-rings", "circles", "circle-numbers"];
  /* An image of one pixel, which nothing shows: as large as a circle, it takes its room. */
  const ROOM = "circle-room";
  /* Of a circle's width: the corners of a square reach beyond its circle. */
  const SQUARE = 0.92;
  /* With it two circles that overlap stay two. */
  const OUTLINE_PX = 1.25;

  const listOf = (values, length) => (Array.isArray(values) ? values : new Array(length).fill(values));
  const isPlace = (degrees) => typeof degrees === "number" && !Number.isNaN(degrees);

  function feature(lon, lat, properties) {
    return { type: "Feature", geometry: { type: "Point", coordinates: [lon, lat] }, properties };
  }

  /* What the traces have at each place, by the place. */
  function byPlace({ lon, lat }, valueAt) {
    const found = new Map();
    (lon || []).forEach((east, at) => found.set(`${east} ${lat[at]}`, valueAt(at)));
    return found;
  }

  /* The circles of a figure's traces with their numbers; `order` is least for that on top. A circle has the `radius` and the
     `fill` with which it is drawn, and one that is only near its place the `ring` around it, `gap` being the radius within. */
  function numbered(traces) {
    const numbers = new Map();
    for (const trace of [traces[ON_KILLED], traces[ON_OTHERS]]) {
      const { text, textfont } = trace;
      for (const [place, at] of byPlace(trace, (at) => at)) numbers.set(place, { text: listOf(text)[at] || "", colour: textfont.color });
    }
    const { lon, lat, marker } = traces[DOTS];
    const casing = listOf(traces[CASING].marker.size, lon.length);
    const sizes = casing.length === lon.length ? casing : listOf(marker.size, lon.length);
    const [across, fills] = [listOf(marker.size, lon.length), listOf(marker.color, lon.length)];
    const rings = byPlace(traces[RING], (at) => listOf(traces[RING].marker.size)[at]);
    const plain = { text: "", colour: traces[ON_OTHERS].textfont.color };
    const circles = lon.map((east, at) => {
      const place = `${east} ${lat[at]}`;
      const size = sizes[at] || 0;
      const ring = rings.has(place) ? { gap: size / 2, ring: (rings.get(place) - size) / 2 } : {};
      const drawn = { radius: (across[at] || 0) / 2, fill: fills[at], ...ring };
      return feature(east, lat[at], { order: lon.length - at, size: size * SQUARE, ...drawn, ...(numbers.get(place) || plain) });
    });
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

  /* Layers under those that Plotly has for the same; a circle without a place of its own has no circle here. */
  function addTo(map, [ring, circle], font = map.getLayoutProperty("town-labels", "text-font")) {
    const source = SOURCE;
    map.addImage(ROOM, { width: 1, height: 1, data: new Uint8Array(4) });
    // A circle belongs to one tile, which draws all of it; at an edge rounding may put it into the next.
    map.addSource(source, { type: "geojson", data: { type: "FeatureCollection", features: [] }, buffer: 1 });
    map.addLayer({
      id: RINGS,
      type: "circle",
      source,
      filter: ["has", "ring"],
      paint: { "circle-radius": ["get", "gap"], "circle-stroke-width": ["get", "ring"], "circle-stroke-color": ["get", "fill"] },
    }, ring);
    map.addLayer({
      id: CIRCLES,
      type: "circle",
      source,
      filter: ["has", "fill"],
      paint: { "circle-radius": ["get", "radius"], "circle-color": ["get", "fill"], "circle-stroke-width": OUTLINE_PX },
    }, circle);
    map.addLayer({
      id: NUMBERS,
      type: "symbol",
      source,
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

  /* Draws the circles that a figure's traces have; nothing before `watch`. */
  function give(map, traces) {
    const source = map.getSource(SOURCE);
    if (!source || !traces[DOTS] || !traces[DOTS].lon) return;
    source.setData({ type: "FeatureCollection", features: numbered(traces) });
    window.atlas.callouts?.forget(map);
    const halo = listOf(traces[CASING].marker.color)[0];
    if (!halo || halo === map.haloByAtlas) return;
    map.haloByAtlas = halo;
    map.setPaintProperty(RINGS, "circle-color", halo);
    map.setPaintProperty(CIRCLES, "circle-stroke-color", halo);
  }

  /* From now on `give` draws the circles of a map, and Plotly's own are not drawn. */
  function watch(map, graph) {
    if (window.atlas.internals.uidOf(graph, DOTS) === null || map.getSource(SOURCE)) return;
    const circles = [RING, CASING, DOTS].map((trace) => layerOf(graph, trace, "circle"));
    const symbols = [ON_KILLED, ON_OTHERS, CHOSEN_POINT].map((trace) => layerOf(graph, trace, "symbol"));
    if (![...circles, ...symbols].every((id) => map.getLayer(id))) return;
    addTo(map, [circles[0], circles[2]], symbols.map((id) => map.getLayoutProperty(id, "text-font")).find(Boolean));
    for (const id of [...circles, ...symbols]) window.atlas.drawInstead(map, id);
    give(map, graph.data);
  }

  window.atlas = window.atlas || {};
  window.atlas.circles = { watch, give, numbered };
})();
