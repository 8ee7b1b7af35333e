import assert from "node:assert/strict";
import { test } from "node:test";
import { plain, windowOf } from "./page_script.js";

const { atlas } = windowOf("assets/map/circle_canvas.js");

const circle = (x, y, text, size = 20) => ({ x, y, size, text });
const numbersOf = (drawn) => plain(atlas.circleCanvas.uncovered(drawn, (text) => 6 * text.length)).map(({ text }) => text);

test("circles apart from each other have all their numbers", () => {
  assert.deepEqual(numbersOf([circle(10, 10, "2"), circle(60, 10, "3"), circle(10, 60, "4")]).sort(), ["2", "3", "4"]);
});

test("the number of a circle that a later one covers is left out, that of the later one is not", () => {
  assert.deepEqual(numbersOf([circle(10, 10, "12"), circle(14, 12, "3")]), ["3"]);
});

test("a circle without a number covers numbers too", () => {
  assert.deepEqual(numbersOf([circle(10, 10, "2"), circle(12, 10, "")]), []);
});

test("circles that overlap at their edges alone keep both numbers", () => {
  assert.deepEqual(numbersOf([circle(10, 10, "2", 30), circle(32, 10, "3", 30)]).sort(), ["2", "3"]);
});

test("what overlaps is found across the borders of the squares in which it is looked for", () => {
  for (const at of [30, 31, 32, 33, 63, 64, -1, -32]) {
    assert.deepEqual(numbersOf([circle(at, at, "5"), circle(at + 4, at + 4, "6")]), ["6"]);
  }
});

/* A map of 400 by 200 pixels, four to a degree, whose middle is 0° E 0° N; what its canvas is calls to draw is in `drawn`. */
function drawnMap(changes = {}) {
  const drawn = [];
  const pen = {
    setTransform() {}, beginPath() {}, fill() { drawn.push([...this.at, this.fillStyle]); }, clearRect() { drawn.length = 0; },
    arc(x, y, radius) { this.at = [x, y, radius]; }, measureText: (text) => ({ width: 6 * text.length }),
    fillText(text, x) { drawn.push([text, x]); },
  };
  const canvas = { style: {}, setAttribute() {}, getContext: () => pen };
  const map = {
    frames: 0,
    on(_event, draw) { this.render = draw; },
    getCanvas: () => ({ clientWidth: 400, clientHeight: 200, after() {} }),
    getCenter: () => ({ lng: 0, lat: 0 }), getZoom: () => 2, getBearing: () => 0, getPitch: () => 0, getPixelRatio: () => 1,
    getBounds: () => ({ getWest: () => -50, getEast: () => 50 }),
    getRenderWorldCopies: () => true,
    project: ([lon, lat]) => ({ x: 200 + 4 * lon, y: 100 - 4 * lat }),
    triggerRepaint() { this.frames += 1; },
    ...changes,
  };
  const page = windowOf("assets/map/circle_canvas.js", {}, {}, { createElement: () => canvas });
  const over = page.atlas.circleCanvas.over(map);
  return { map, drawn, over };
}

const dot = (lon, lat, more = {}) => ({
  place: [lon, lat], discs: [[5, "maroon"]], isOutlined: true, ring: null, reach: 12, size: 10, text: "", colour: "white", ...more,
});
const LOOK = { halo: "ivory", font: "sans-serif" };

test("circles are drawn in the map's next whole frame, each in its outline, and then `then` is called once", () => {
  const { map, drawn, over } = drawnMap();
  let calls = 0;
  over.show([dot(10, 5)], LOOK, () => { calls += 1; });
  assert.deepEqual([map.frames, drawn.length, calls], [1, 0, 0]);
  map.isSkippedByAtlas = true;
  map.render();
  assert.deepEqual([drawn.length, calls], [0, 0]);
  map.isSkippedByAtlas = false;
  map.render();
  map.render();
  assert.deepEqual(drawn, [[240, 80, 6.25, "ivory"], [240, 80, 5, "maroon"]]);
  assert.equal(calls, 1);
});

test("rings lie under all circles, and a number is written over its own", () => {
  const { map, drawn, over } = drawnMap();
  over.show([dot(0, 0, { text: "2" }), dot(20, 0, { ring: { outer: 8, inner: 7, fill: "maroon" } })], LOOK, () => {});
  map.render();
  assert.deepEqual(drawn.map((one) => one.at(-1)), ["maroon", "ivory", "ivory", "maroon", "ivory", "maroon", 200]);
});

test("a map that shows the world several times has each circle as often, and none that is out of sight", () => {
  const wide = { getBounds: () => ({ getWest: () => -400, getEast: () => 400 }) };
  const { map, over } = drawnMap(wide);
  over.show([dot(10, 0), dot(10, 80)], LOOK, () => {});
  map.render();
  assert.deepEqual(plain(over.drawn()).map(({ x }) => (x - 200) / 4), [-350, 10, 370]);
  const { map: near, over: one } = drawnMap();
  one.show([dot(10, 0), dot(179, 0)], LOOK, () => {});
  near.render();
  assert.deepEqual(plain(one.drawn()).map(({ x }) => (x - 200) / 4), [10]);
});
