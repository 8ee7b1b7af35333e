/* Names of the districts with matching incidents: within where circles leave room, otherwise outside, at the end of a short
   line. The rules are those of components/map/callouts.py, and both pass the cases of tests/callouts.json. The layers are
   in the style: components/map/labels.py. The page's maps and that of the HTML file use it. */
"use strict";

(function () {
  const ALL_DISTRICTS_ZOOM = 6;
  const MOST_ON_SMALL_MAP = 3;
  /* Before, the map draws no lines of districts: components/map/style.py. */
  const DISTRICTS_ZOOM = 4.5;
  const [LONGEST, SHORTEST, STEP, STARTS, INSET, APART, PARTS] = [0.13, 8, 8, 15, 2.5, 3, 16];
  /* Of half the width of a name: where it may not lie in another district with incidents; within its own, its ends may. */
  const [ALL_OF_IT, MOST_OF_IT] = [[-1, -0.5, 0, 0.5, 1], [-0.5, 0, 0.5]];
  const SOURCE = "callouts";
  const LABELS = "callout-labels";
  /* Sources with which the names of the ground take other places. */
  const NAMES_MOVE = ["names", "circle-rooms"];
  /* Of the name's letters: components/map/labels.py. */
  const [LETTER_PX, LINE_PX] = [12, 14];
  const PAUSE_MS = 150;
  const SPOTS = 17;
  /* Corners of a district that are closer to each other look like one. */
  const CORNER_PX = 0.7;
  /* Positions of traces: components/map/figure.py. */
  const [SHADING, CASING, DOTS] = [0, 4, 5];

  /** @type {WeakMap<number[][][], number[]>} */
  const bounds = new WeakMap();

  /* Least x and y, largest x and y, of rings that nobody changes. */
  function boundsOf(rings) {
    const known = bounds.get(rings);
    if (known) return known;
    const found = [Infinity, Infinity, -Infinity, -Infinity];
    for (const ring of rings) {
      for (const [x, y] of ring) {
        found[0] = Math.min(found[0], x);
        found[1] = Math.min(found[1], y);
        found[2] = Math.max(found[2], x);
        found[3] = Math.max(found[3], y);
      }
    }
    bounds.set(rings, found);
    return found;
  }

  /* `area` is rings of one or several polygons; by the parity of its edges to one side. */
  function isIn(area, x, y) {
    const [west, south, east, north] = boundsOf(area);
    if (x < west || x > east || y < south || y > north) return false;
    let inside = false;
    for (const ring of area) {
      for (let at = 0, before = ring.length - 1; at < ring.length; before = at, at += 1) {
        const [[x0, y0], [x1, y1]] = [ring[at], ring[before]];
        if (y0 > y !== y1 > y && x < ((x1 - x0) * (y - y0)) / (y1 - y0) + x0) inside = !inside;
      }
    }
    return inside;
  }

  function startsIn(area, circles) {
    const [west, south, east, north] = boundsOf(area);
    const inside = [];
    for (let up = 0; up < STARTS; up += 1) {
      for (let across = 0; across < STARTS; across += 1) {
        const [x, y] = [west + ((east - west) * (across + 0.5)) / STARTS, south + ((north - south) * (up + 0.5)) / STARTS];
        if (isIn(area, x, y)) inside.push([x, y]);
      }
    }
    const deep = inside.filter(([x, y]) => [[INSET, 0], [-INSET, 0], [0, INSET], [0, -INSET]].every(([dx, dy]) => isIn(area, x + dx, y + dy)));
    const kept = deep.length ? deep : inside;
    const seen = kept.filter(([x, y]) => circles.every((circle) => Math.hypot(circle[0] - x, circle[1] - y) >= circle[2]));
    return seen.length ? seen : kept;
  }

  const overlap = (one, other) => one[0] < other[2] && one[2] > other[0] && one[1] < other[3] && one[3] > other[1];
  const turn = (/** @type {number[]} */ [x0, y0, x1, y1], x, y) => (x1 - x0) * (y - y0) - (y1 - y0) * (x - x0);
  const meet = (one, other) =>
    turn(one, other[0], other[1]) * turn(one, other[2], other[3]) < 0 && turn(other, one[0], one[1]) * turn(other, one[2], one[3]) < 0;

  function meetsBox(line, /** @type {number[]} */ [west, south, east, north]) {
    const isWithin = (x, y) => west < x && x < east && south < y && y < north;
    if (isWithin(line[0], line[1]) || isWithin(line[2], line[3])) return true;
    return meet(line, [west, south, east, north]) || meet(line, [west, north, east, south]);
  }

  function distance(/** @type {number[]} */ [x0, y0, x1, y1], [x, y]) {
    const [across, up] = [x1 - x0, y1 - y0];
    const whole = across * across + up * up;
    const part = whole ? Math.min(Math.max(((x - x0) * across + (y - y0) * up) / whole, 0), 1) : 0;
    return Math.hypot(x0 + part * across - x, y0 + part * up - y);
  }

  function isFree(x, y, half, { circles, boxes, lines }) {
    const [across, up] = [half[0] + APART, half[1] + APART];
    const isClear = (circle) =>
      Math.hypot(Math.max(Math.abs(circle[0] - x) - across, 0), Math.max(Math.abs(circle[1] - y) - up, 0)) >= circle[2];
    const own = [x - across, y - up, x + across, y + up];
    return circles.every(isClear) && !boxes.some((box) => overlap(own, box)) && !lines.some((line) => meetsBox(line, own));
  }

  const isInAny = (areas, x, y) => areas.some((each) => isIn(each, x, y));

  /* Whether a part of a name lies in one of some areas. */
  const reachesInto = (areas, x, y, half, parts) => parts.some((part) => isInAny(areas, x + part * half[0], y));

  const within = (at, middle, reach) => Math.min(Math.max(at, middle - reach), middle + reach);

  /* The start that is nearest to the box of a name. */
  function nearest(starts, x, y, half) {
    let [best, length] = [starts[0], Infinity];
    for (const start of starts) {
      const away = Math.hypot(Math.max(Math.abs(start[0] - x) - half[0], 0), Math.max(Math.abs(start[1] - y) - half[1], 0));
      if (away < length) [best, length] = [start, away];
    }
    return { start: best, length };
  }

  /* As callout() in components/map/callouts.py: the middle of the name and its line; null where all places are too far.
     `largest` is the largest polygon of the area. */
  function callout(area, largest, shaded, half, size, taken) {
    const starts = startsIn(largest, taken.circles);
    if (!starts.length) return null;
    const longest = LONGEST * Math.min(...size);
    const edges = boundsOf(largest);
    const [least, most] = [
      [0, 1].map((at) => Math.max(edges[at] - longest - half[at], half[at] + APART)),
      [0, 1].map((at) => Math.min(edges[at + 2] + longest + half[at], size[at] - half[at] - APART)),
    ];
    const crossesShaded = (/** @type {number[]} */ [x0, y0, x1, y1]) => {
      for (let part = 1; part <= PARTS; part += 1) {
        if (isInAny(shaded, x0 + ((x1 - x0) * part) / PARTS, y0 + ((y1 - y0) * part) / PARTS)) return true;
      }
      return false;
    };
    const found = [];
    for (let x = least[0]; x < most[0]; x += STEP) {
      for (let y = least[1]; y < most[1]; y += STEP) {
        const { start, length } = nearest(starts, x, y, half);
        if (length < SHORTEST || length > longest || isIn(area, x, y) || !isFree(x, y, half, taken)) continue;
        if (reachesInto(shaded, x, y, half, ALL_OF_IT)) continue;
        found.push({ x, y, length, line: [...start, within(start[0], x, half[0]), within(start[1], y, half[1])] });
      }
    }
    const rounded = (length) => Math.round(length * 1e6);
    found.sort((one, other) => rounded(one.length) - rounded(other.length) || one.x - other.x || one.y - other.y);
    for (const numbers of [taken.numbers, []]) {
      const clear = found.find(({ line }) =>
        !numbers.some((circle) => distance(line, circle) < circle[2]) &&
        !taken.boxes.some((box) => meetsBox(line, box)) && !taken.lines.some((other) => meet(line, other)) && !crossesShaded(line));
      if (clear) return { x: clear.x, y: clear.y, line: clear.line };
    }
    return null;
  }

  const boxAround = (x, y, half) => [x - half[0], y - half[1], x + half[0], y + half[1]];

  /* Whether a box lies within an area, whole: its middle does, and no edge of the area meets it. */
  function holdsBox(area, /** @type {number[]} */ box) {
    return isIn(area, (box[0] + box[2]) / 2, (box[1] + box[3]) / 2) &&
      !area.some((ring) => ring.some(([x, y], at) => meetsBox([...ring[at ? at - 1 : ring.length - 1], x, y], box)));
  }

  /* As inside() in components/map/callouts.py: the clear place nearest to the usual one where a name lies in its area,
     whole or else with its middle, and then hardly in another of `shaded`; null where there is none. */
  function inside(area, usual, half, size, taken, shaded) {
    const [west, south, east, north] = boundsOf(area);
    const spots = [usual];
    for (let up = 0; up < SPOTS; up += 1) {
      for (let across = 0; across < SPOTS; across += 1) {
        spots.push([west + ((east - west) * across) / (SPOTS - 1), south + ((north - south) * up) / (SPOTS - 1)]);
      }
    }
    const away = ([x, y]) => Math.hypot(x - usual[0], y - usual[1]);
    const isOnMap = (spot) => spot.every((at, side) => at > half[side] + APART && at < size[side] - half[side] - APART);
    const clear = spots.filter((spot) => isOnMap(spot) && isIn(area, spot[0], spot[1]) && isFree(spot[0], spot[1], half, taken))
      .sort((one, other) => away(one) - away(other));
    return clear.find(([x, y]) => holdsBox(area, boxAround(x, y, half))) ||
      clear.find(([x, y]) => !reachesInto(shaded, x, y, half, MOST_OF_IT)) || null;
  }

  /* By district, its polygons as the map shows them; of one address, or of the layer itself in the HTML file. */
  const polygonsOf = ({ geometry }) => (geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates || []);
  const layers = new Map();
  async function districtsOf(layer) {
    if (typeof layer !== "string") return layer.features;
    if (!layers.has(layer)) layers.set(layer, fetch(layer).then((answer) => answer.json()).then(({ features }) => features));
    return layers.get(layer);
  }

  const areaOf = (ring) => Math.abs(ring.reduce((sum, [x, y], at) => sum + turn([0, 0, x, y], ring[(at + 1) % ring.length][0], ring[(at + 1) % ring.length][1]), 0));

  /* The corners of a ring in pixels, without those that look like the one before; the first and the last stay. */
  function seenCorners(map, ring) {
    const seen = [];
    let [before, above] = [Infinity, Infinity];
    ring.forEach((place, at) => {
      const { x, y } = map.project(place);
      if (at < ring.length - 1 && Math.abs(x - before) < CORNER_PX && Math.abs(y - above) < CORNER_PX) return;
      seen.push([x, y]);
      [before, above] = [x, y];
    });
    return seen;
  }

  function onScreen(map, feature) {
    const polygons = polygonsOf(feature).map((polygon) => polygon.map((ring) => seenCorners(map, ring)));
    const largest = polygons.reduce((one, other) => (areaOf(other[0]) > areaOf(one[0]) ? other : one));
    return { area: polygons.flat(), largest };
  }

  /* The names of districts, in the language of the map. */
  function namesOf(map, codes) {
    const key = map.getLayoutProperty("district-labels", "text-field")[1];
    const named = new Map();
    for (const { properties, geometry } of map.querySourceFeatures("names", { filter: ["==", ["get", "kind"], "district"] })) {
      const { adm1_iso: code, [key]: text } = properties;
      if (codes.has(code) && text) named.set(code, { text, usual: geometry.coordinates });
    }
    const shown = map.queryRenderedFeatures({ layers: ["district-labels", "town-labels"] });
    return { named, shown: new Set(shown.map(({ properties }) => properties[key])) };
  }

  const pen = document.createElement ? document.createElement("canvas").getContext("2d") : null;
  /* As letters are spaced in the style. */
  const spaced = (text) => [...text].length * 0.08 * LETTER_PX;

  function halfOf(map, text) {
    pen.font = `${LETTER_PX}px ${map.getLayoutProperty(LABELS, "text-font").join(",")}`;
    return [(pen.measureText(text).width + spaced(text)) / 2 + 2, LINE_PX / 2];
  }

  function circlesOf(map, traces) {
    const [{ lon, lat }, casing, dots] = [traces[DOTS], traces[CASING].marker.size, traces[DOTS].marker.size];
    /* Without incidents a trace has one point that is nowhere. */
    return (lon || []).flatMap((east, at) => {
      if (![east, lat[at]].every(Number.isFinite)) return [];
      const { x, y } = map.project([east, lat[at]]);
      return [[x, y, ((Array.isArray(casing) ? casing[at] : casing) || (Array.isArray(dots) ? dots[at] : dots) || 0) / 2 + 3]];
    });
  }

  /* Districts with matching incidents on the screen, those with the most first. */
  function ranked(trace, features) {
    const counts = new Map(trace.locations.map((code, at) => [code, (trace.customdata || [])[at] || 0]));
    return features.map((feature) => ({ feature, code: feature.properties.adm1_iso, count: counts.get(feature.properties.adm1_iso) || 0 }))
      .filter(({ count }) => count > 0)
      .sort((one, other) => other.count - one.count || (one.code < other.code ? -1 : 1));
  }

  function calloutsOf(map, traces, features) {
    if (map.getZoom() < DISTRICTS_ZOOM) return [];
    const order = ranked(traces[SHADING], features);
    const asked = map.getZoom() < ALL_DISTRICTS_ZOOM ? order.slice(0, MOST_ON_SMALL_MAP) : order;
    const { named, shown } = namesOf(map, new Set(asked.map(({ code }) => code)));
    const shapes = new Map(order.map(({ feature, code }) => [code, onScreen(map, feature)]));
    const { clientWidth, clientHeight } = map.getCanvas();
    const size = [clientWidth, clientHeight];
    const { locations, z } = traces[SHADING];
    const steps = new Map(locations.map((code, at) => [code, (z || [])[at] ?? -1]));
    const circles = circlesOf(map, traces);
    const taken = { circles, numbers: circles, boxes: [], lines: [] };
    const [made, left] = [[], []];
    const others = (code) => [...shapes].filter(([other]) => other !== code).map(([, shape]) => shape.area);
    for (const { code } of asked) {
      const { text, usual } = named.get(code) || {};
      if (!text || shown.has(text)) continue;
      const { area } = shapes.get(code);
      const half = halfOf(map, text);
      const { x, y } = map.project(usual);
      const spot = inside(area, [x, y], half, size, taken, others(code));
      if (spot) {
        taken.boxes.push(boxAround(spot[0], spot[1], half));
        made.push({ text, x: spot[0], y: spot[1], shade: steps.get(code) });
      } else left.push({ code, text, half });
    }
    for (const { code, text, half } of left) {
      const { area, largest } = shapes.get(code);
      const place = callout(area, largest, others(code), half, size, taken);
      if (!place) continue;
      taken.lines.push(place.line);
      taken.boxes.push(boxAround(place.x, place.y, half));
      made.push({ text, ...place });
    }
    return made;
  }

  function featuresOf(map, callouts) {
    const at = (x, y) => map.unproject([x, y]).toArray();
    const feature = (type, coordinates, properties) => ({ type: "Feature", geometry: { type, coordinates }, properties });
    return callouts.flatMap(({ text, x, y, line, shade }) => [
      ...(line ? [feature("LineString", [at(line[0], line[1]), at(line[2], line[3])], {})] : []),
      feature("Point", at(x, y), { text, shade: shade ?? -1 }),
    ]);
  }

  const watched = new WeakMap();

  async function draw(map, state) {
    const shading = state.graph.data[SHADING];
    const features = await districtsOf(shading.geojson).catch(() => null);
    if (!features || state.isGone) return;
    const made = calloutsOf(map, state.graph.data, features);
    const query = JSON.stringify(made.map(({ text, x, y, shade }) => [text, Math.round(x), Math.round(y), shade]));
    const isAsBefore = query === state.query;
    if (isAsBefore && !state.isHidden) return;
    state.isHidden = false;
    state.query = query;
    const source = map.getSource(SOURCE);
    if (!source) return;
    if (isAsBefore) map.removeFeatureState({ source: SOURCE });
    else {
      // With new identifiers: what is hidden stays so until the new names are there.
      const features = featuresOf(map, made).map((feature) => ({ ...feature, id: (state.last += 1) }));
      state.ids = features.map(({ id }) => id);
      source.setData({ type: "FeatureCollection", features });
    }
  }

  /* What circles may lie over is hidden at once, without a turn of MapLibre's worker and without a change of the style, each of
     which is one more frame; it is set anew when the map has drawn them. */
  function forget(map) {
    const state = watched.get(map);
    if (!state) return;
    if (!state.isHidden && state.ids.length && !state.isGone) {
      map.removeFeatureState({ source: SOURCE });
      for (const id of state.ids) map.setFeatureState({ source: SOURCE, id }, { stale: true });
    }
    state.isHidden = true;
    state.isDue = true;
  }

  function watch(map, graph) {
    if (watched.has(map) || !map.getSource(SOURCE)) return;
    const state = { graph, query: "[]", ids: [], last: 0, isHidden: false, isDue: true, isGone: false, pause: 0 };
    watched.set(map, state);
    const isBusy = () => map.isMoving() || Boolean(window.atlas.isPlaying?.()) || Boolean(window.atlas.brush?.isMoving());
    const wait = () => {
      window.clearTimeout(state.pause);
      state.pause = window.setTimeout(() => {
        if (isBusy()) {
          wait();
          return;
        }
        state.isDue = false;
        draw(map, state);
      }, PAUSE_MS);
    };
    map.on("moveend", () => { state.isDue = true; });
    map.on("sourcedata", ({ sourceId, isSourceLoaded }) => { state.isDue ||= NAMES_MOVE.includes(sourceId) && isSourceLoaded; });
    map.on("idle", () => state.isDue && wait());
    /* A map that the browser gave up, or that was taken away, has no style that could be asked. */
    const end = () => {
      state.isGone = true;
      window.clearTimeout(state.pause);
    };
    map.on("webglcontextlost", end);
    map.on("remove", end);
    map.on("webglcontextrestored", () => { [state.isGone, state.isDue] = [false, true]; });
  }

  window.atlas = window.atlas || {};
  window.atlas.callouts = { callout, inside, watch, forget };
})();
