/* The shaded districts. Plotly would give MapLibre all their borders anew at each change; here they stay on the map, and a
   change tells the step of each. Close to the ground the shade of a district says less than the places in it: it fades to its
   outline, which tells the lightest shade from the ground at any zoom. And the name of a district is written in the colour
   that is read on its shade: components/map/style.py. The page's maps and that of the HTML file use it. */
"use strict";

(function () {
  /* Positions of traces: components/map/figure.py. */
  const [SHADING, CHOSEN_DISTRICT] = [0, 1];
  const [SOURCE, FILLS, LINES] = ["shades", "shades", "shade-lines"];
  /* Within a short way: a shade half gone looks like the one of a lower class. */
  const [BEGINS, ENDS] = [9.6, 9.9];
  const fading = (from, to) => ["interpolate", ["linear"], ["zoom"], BEGINS, from, ENDS, to];
  /* What a tile has of its neighbours: enough for half a line. MapLibre's own 128 are drawn twice. */
  const BUFFER_PX = 8;
  const CLEAR = "rgba(0,0,0,0)";
  /* A layer that begins at the closest zoom is neither laid out nor drawn. */
  const NEVER = 24;
  const STEP = ["number", ["feature-state", "shade"], -1];

  window.atlas = window.atlas || {};

  /* What a layer of Plotly's would draw is drawn by one of ours: it is not shown, and its source keeps the data that it has. */
  window.atlas.drawInstead = function (map, id) {
    map.setLayerZoomRange(id, NEVER, NEVER);
    const source = map.getSource(map.getLayer(id).source);
    source.setData = () => source;
  };

  /* By map: of each of its sources the step of each district, by its code; a source is given what has changed. */
  const stepsOfMaps = new WeakMap();

  function tell(map, source, { locations, z }) {
    if (!map.getSource(source)) return;
    const known = stepsOfMaps.get(map) || {};
    stepsOfMaps.set(map, known);
    const before = (known[source] = known[source] || new Map());
    locations.forEach((/** @type {string} */ id, /** @type {number} */ at) => {
      const shade = z[at] ?? -1;
      if ((before.get(id) ?? -1) !== shade) map.setFeatureState({ source, id }, { shade });
      before.set(id, shade);
    });
  }

  /* The colours of a scale of equal steps, each of which has two entries. */
  const coloursOf = (scale) => scale.filter((_entry, at) => at % 2 === 0).map(([, colour]) => colour);

  function paint(map, { colorscale, marker }) {
    const colours = coloursOf(colorscale || []);
    const key = JSON.stringify([colours, marker?.line?.color]);
    if (!colours.length || !map.getLayer(FILLS) || map.shadesByAtlas === key) return;
    map.shadesByAtlas = key;
    map.setPaintProperty(FILLS, "fill-color", ["match", STEP, ...colours.flatMap((colour, at) => [at, colour]), CLEAR]);
    map.setPaintProperty(LINES, "line-color", ["case", [">=", STEP, 0], marker.line.color, CLEAR]);
  }

  /* Shows the steps and colours that a figure's traces have. */
  function give(map, traces) {
    const [shading, chosen] = [traces[SHADING], traces[CHOSEN_DISTRICT]];
    if (!shading || !shading.locations || !shading.z) return;
    tell(map, "names", shading);
    tell(map, SOURCE, shading);
    paint(map, shading);
    if (map.chosenByAtlas && chosen?.z) map.chosenByAtlas(chosen.z.some((one) => one !== null && one !== undefined));
  }

  const layersOf = (graph, trace) => {
    const uid = window.atlas.internals.uidOf(graph, trace);
    return uid === null ? null : ["fill", "line"].map((kind) => `plotly-trace-layer-${uid}-${kind}`);
  };

  /* From now on `give` draws the shades of a map, and Plotly's own are not drawn. */
  function draw(map, graph) {
    const layers = layersOf(graph, SHADING);
    const { geojson } = graph.data[SHADING];
    if (!layers || !geojson || map.getSource(SOURCE) || !layers.every((id) => map.getLayer(id))) return;
    const source = SOURCE;
    map.addSource(source, { type: "geojson", data: geojson, promoteId: "adm1_iso", buffer: BUFFER_PX });
    map.addLayer({
      id: FILLS, type: "fill", source, paint: { "fill-color": CLEAR, "fill-antialias": false, "fill-opacity": fading(1, 0.03) },
    }, layers[0]);
    map.addLayer({ id: LINES, type: "line", source, paint: { "line-color": CLEAR, "line-width": fading(1.5, 2) } }, layers[0]);
    for (const id of layers) window.atlas.drawInstead(map, id);
  }

  /* The outline of the selected district costs a part of each frame, also where none is selected. */
  function outlineChosen(map, graph) {
    const layers = layersOf(graph, CHOSEN_DISTRICT);
    if (!layers || !layers.every((id) => map.getLayer(id))) return;
    let isShown = true;
    map.chosenByAtlas = (/** @type {boolean} */ isChosen) => {
      if (isChosen === isShown) return;
      isShown = isChosen;
      for (const id of layers) map.setLayerZoomRange(id, isChosen ? 0 : NEVER, NEVER);
    };
  }

  /* Also has the page know when the shades are gone, so that no legend speaks of them. */
  function watch(map, graph) {
    draw(map, graph);
    outlineChosen(map, graph);
    const say = () => document.body.classList.toggle("has-no-shade", map.getZoom() >= ENDS);
    map.on("zoom", say);
    say();
    give(map, graph.data);
  }

  window.atlas.shades = { watch, give };
})();
