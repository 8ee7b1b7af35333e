import assert from "node:assert/strict";
import { test } from "node:test";
import { plain, windowOf } from "./page_script.js";

const { atlas } = windowOf("assets/map/circles.js");

const none = { lon: [null], lat: [null], text: [""], marker: { size: [0] }, textfont: { color: "white" } };

/* Traces as components/map/figure.py has them. */
const traces = (changes) => {
  const dots = { lon: [46, 46.1], lat: [40, 40], marker: { size: [30, 10] } };
  const casing = { ...dots, marker: { size: [34, 12.5] } };
  const killed = { lon: [46], lat: [40], text: ["4"], textfont: { color: "white" } };
  const others = { lon: [46.1], lat: [40], text: ["2"], textfont: { color: "black" } };
  const drawn = [{}, {}, none, none, casing, dots, killed, others];
  for (const [at, trace] of Object.entries(changes || {})) drawn[at] = trace;
  return drawn;
};

const propertiesOf = (features) => plain(features).map(({ properties }) => properties);

test("the circle on top takes its room first, each as large as its casing", () => {
  const [below, above] = propertiesOf(atlas.circles.numbered(traces()));
  assert.deepEqual([below.text, below.colour, above.text, above.colour], ["4", "white", "2", "black"]);
  assert.ok(above.order < below.order);
  assert.ok(below.size > 30 && below.size < 34 && above.size > 10 && above.size < 12.5);
});

test("each circle has the radius and the colour that it is drawn with, and a ring where it is only near its place", () => {
  const dots = { lon: [46, 46.1], lat: [40, 40], marker: { size: [30, 10], color: ["maroon", "brown"] } };
  const casing = { ...dots, marker: { size: [34, 12.5], color: ["white", "white"] } };
  const ring = { lon: [46], lat: [40], marker: { size: [36.5], color: ["maroon"] } };
  const [near, exact] = propertiesOf(atlas.circles.numbered(traces({ 3: ring, 4: casing, 5: dots })));
  assert.deepEqual([near.radius, near.fill, near.gap, near.ring], [15, "maroon", 17, 1.25]);
  assert.deepEqual([exact.radius, exact.fill, "ring" in exact], [5, "brown", false]);
});

test("a circle of one incident takes room without a number", () => {
  const [, above] = propertiesOf(atlas.circles.numbered(traces({ 7: { ...none, textfont: { color: "black" } } })));
  assert.equal(above.text, "");
  assert.ok(above.size > 10);
});

test("the selected circle comes before all others, as large as its ring", () => {
  const chosen = { lon: [46, 46, 46], lat: [40, 40, 40], marker: { size: [51, 44, 30] }, text: ["", "", "4"], textfont: { color: "white" } };
  const all = propertiesOf(atlas.circles.numbered(traces({ 2: chosen })));
  const first = all.reduce((one, other) => (other.order < one.order ? other : one));
  assert.equal(first.text, "4");
  assert.ok(first.size > 44);
  assert.equal(all.length, 3);
});

test("a map without a circle has no number", () => {
  const nothing = { ...none, marker: { size: [0], color: [] } };
  assert.deepEqual(plain(atlas.circles.numbered(traces({ 4: nothing, 5: nothing, 6: none, 7: none }))), []);
});
