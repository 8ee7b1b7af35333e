/* The circles of incidents, and how many incidents each stands for. Plotly would draw them from several sources, each of which
   MapLibre cuts into tiles and draws for itself; here a canvas over the map has them, and Plotly the places that a pointer
   finds. The number of a covered circle is not drawn, for it would stand on the one that covers it. In the map's own layers a
   circle only takes its room, so that names go elsewhere. The page's maps and that of the HTML file use it. */
"use strict";

(function () {
  /* Positions of traces: components/map/figure.py. */
  const [CHOSEN_POINT, RING, CASING, DOTS, ON_KILLED, ON_OTHERS] = [2, 3, 4, 5, 6, 7];
  const SOURCE = "circle-rooms";
  /* An image of one pixel, which nothing shows: as large as a circle, it takes its room. */
  const ROOM = "circle-room";
  /* Of a circle's width: the corners of a square reach beyond its circle. */
  const SQUARE = 0.92;
  /* Names wait as long for circles that may be others again: each time they are placed is one more frame. */
  const PAUSE_MS = 60;
  const LONGEST_MS = 500;

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
    const [words, sizes] = [listOf(text), listOf(marker.size)];
    const fills = listOf(marker.color, sizes.length);
    const discs = sizes.map((size, at) => [(size || 0) / 2, fills[at]]);
    const size = sizes[0] || 0;
    return [feature(lon[0], lat[0], { order: 0, size: size * SQUARE, discs, text: words[words.length - 1] || "", colour: textfont.color })];
  }

  /* As assets/map/circle_canvas.js draws it. */
  function asDrawn({ geometry, properties }) {
    const { size, radius, fill, gap, ring, text, colour, discs } = properties;
    const outer = ring === undefined ? 0 : gap + ring;
    return {
      place: geometry.coordinates,
      discs: discs || [[radius, fill]],
      isOutlined: !discs,
      ring: outer ? { outer, inner: gap, fill } : null,
      reach: Math.max(size, outer, radius || 0) + 2,
      size,
      text,
      colour,
    };
  }

  const layerOf = (graph, trace, kind) => `plotly-trace-layer-${window.atlas.internals.uidOf(graph, trace)}-${kind}`;

  function addRooms(map) {
    map.addImage(ROOM, { width: 1, height: 1, data: new Uint8Array(4) });
    // A circle belongs to one tile; at an edge rounding may put it into the next.
    map.addSource(SOURCE, { type: "geojson", data: { type: "FeatureCollection", features: [] }, buffer: 1 });
    map.addLayer({
      id: SOURCE,
      type: "symbol",
      source: SOURCE,
      layout: { "icon-image": ROOM, "icon-size": ["get", "size"], "icon-padding": 0, "icon-allow-overlap": true },
      paint: { "icon-opacity": 0 },
    });
  }

  /** @type {WeakMap<object, { canvas: any, isFirst: boolean, isGone: boolean, pause: number }>} */
  const watched = new WeakMap();

  function takeRoom(map, features) {
    const small = features.map(({ geometry, properties: { size } }) => ({ type: "Feature", geometry, properties: { size } }));
    map.getSource(SOURCE)?.setData({ type: "FeatureCollection", features: small });
  }

  /* Once the circles are drawn, and not while they change again and again, as those of a brush that moves. */
  function takeRoomSoon(map, state, features) {
    window.clearTimeout(state.pause);
    state.pause = window.setTimeout(() => {
      if (state.isGone) return;
      if (window.atlas.brush?.isMoving()) {
        takeRoomSoon(map, state, features);
        return;
      }
      map.waitForParts?.(LONGEST_MS, false);
      takeRoom(map, features);
    }, PAUSE_MS);
  }

  /* Draws the circles that a figure's traces have; nothing before `watch`. */
  function give(map, traces) {
    const state = watched.get(map);
    if (!state || !traces[DOTS] || !traces[DOTS].lon) return;
    const features = numbered(traces);
    const halo = listOf(traces[CASING].marker.color)[0] || undefined;
    window.clearTimeout(state.pause);
    const { isFirst } = state;
    state.isFirst = false;
    // Those with which a map begins, along with the ground.
    if (isFirst) takeRoom(map, features);
    const look = { halo, font: traces[ON_OTHERS].textfont.family };
    state.canvas.show(features.map(asDrawn), look, () => isFirst || takeRoomSoon(map, state, features));
    window.atlas.callouts?.forget(map);
  }

  /* From now on `give` draws the circles of a map, and Plotly's own are not drawn. */
  function watch(map, graph) {
    if (window.atlas.internals.uidOf(graph, DOTS) === null || watched.has(map)) return;
    const circles = [CHOSEN_POINT, RING, CASING, DOTS].map((trace) => layerOf(graph, trace, "circle"));
    const symbols = [ON_KILLED, ON_OTHERS, CHOSEN_POINT].map((trace) => layerOf(graph, trace, "symbol"));
    if (![...circles, ...symbols].every((id) => map.getLayer(id))) return;
    const state = { canvas: window.atlas.circleCanvas.over(map), isFirst: true, isGone: false, pause: 0 };
    watched.set(map, state);
    /* A map that the browser gave up, or that was taken away, has no source that could be asked. */
    for (const end of ["remove", "webglcontextlost"]) map.on(end, () => { state.isGone = true; });
    map.on("webglcontextrestored", () => { state.isGone = false; });
    addRooms(map);
    for (const id of [...circles, ...symbols]) window.atlas.drawInstead(map, id);
    give(map, graph.data);
  }

  /* The canvas on which the circles of a map are drawn; null where the map has none. */
  const canvasOf = (map) => watched.get(map)?.canvas.canvas || null;

  /* The circles that are drawn now with the places on the screen where they are, in pixels of the map; the last on top. */
  const drawnOn = (map) => watched.get(map)?.canvas.drawn() || [];

  window.atlas = window.atlas || {};
  window.atlas.circles = { watch, give, numbered, canvasOf, drawnOn };
})();
