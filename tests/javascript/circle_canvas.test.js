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
