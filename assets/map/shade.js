/* Close to the ground the shade of a district says less than the places in it: it fades to its outline,
   which tells the lightest shade from the ground at any zoom. And the name of a district is written in the colour that
   is read on its shade: components/map/style.py. */
"use strict";

(function () {
  /* Within a short way: a shade half gone looks like the one of a lower class. */
  const [BEGINS, ENDS] = [9.6, 9.9];
  const fading = (from, to) => ["interpolate", ["linear"], ["zoom"], BEGINS, from, ENDS, to];

  /* By map: the step of each shaded district, by its code; the names are told what has changed. */
  const stepsOfMaps = new WeakMap();

  window.atlas = window.atlas || {};

  /* `shading` is the trace of the shaded districts. */
  window.atlas.nameShades = function (map, { locations, z }) {
    if (!map.getSource("names") || !locations || !z) return;
    const before = stepsOfMaps.get(map) || new Map();
    stepsOfMaps.set(map, before);
    locations.forEach((/** @type {string} */ id, /** @type {number} */ at) => {
      const shade = z[at] ?? -1;
      if ((before.get(id) ?? -1) !== shade) map.setFeatureState({ source: "names", id }, { shade });
      before.set(id, shade);
    });
  };

  /* Also has the page know when the shades are gone, so that no legend speaks of them.
     Plotly sets what its layers are painted with at each change: for the first trace, the shades, this stays. */
  window.atlas.fadeShades = function (map, graph) {
    const shades = window.atlas.internals.uidOf(graph, 0);
    if (shades === null) return;
    const begin = `plotly-trace-layer-${shades}`;
    const original = new Map([
      [`${begin}-fill fill-opacity`, fading(1, 0.03)],
      [`${begin}-line line-width`, fading(1.5, 2)],
    ]);
    const set = map.setPaintProperty;
    map.setPaintProperty = (id, name, value, ...more) => set.call(map, id, name, original.get(`${id} ${name}`) || value, ...more);
    const tell = () => document.body.classList.toggle("has-no-shade", map.getZoom() >= ENDS);
    map.on("zoom", tell);
    tell();
    for (const key of original.keys()) {
      const [id, name] = key.split(" ");
      if (map.getLayer(id)) map.setPaintProperty(id, name, original.get(key));
    }
  };
})();
