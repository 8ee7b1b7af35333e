import assert from "node:assert/strict";
import { test } from "node:test";
import { plain, windowOf } from "./page_script.js";

const { atlas } = windowOf("assets/timeline/axis_ticks.js");

const every = (days) => days.map((day) => [day - 1, `${day} Nov`]);
const choices = [every([1, 3, 5, 7, 9]), every([1, 5, 9]), every([1])];
const room = (bars, width, margin) => ({
  positionOf: (place) => ((place + 0.5) * width) / bars, widthOf: (text) => text.length * 6, width, margin,
});

test("the densest choice of which no date touches another is taken", () => {
  assert.deepEqual(plain(atlas.densestTicks(choices, room(10, 400, 20))), choices[0]);
  assert.deepEqual(plain(atlas.densestTicks(choices, room(10, 150, 20))), choices[1]);
  assert.deepEqual(plain(atlas.densestTicks(choices, room(10, 60, 20))), choices[2]);
});

test("a date may reach beyond the first and the last bar by the free room, and no further", () => {
  const thirty = [every([1, 30])];
  assert.deepEqual(plain(atlas.densestTicks(thirty, room(30, 300, 20))), thirty[0]);
  assert.deepEqual(plain(atlas.densestTicks(thirty, room(30, 300, 0))), []);
});

test("without a choice there is no date", () => {
  assert.deepEqual(plain(atlas.densestTicks([], room(1, 300, 0))), []);
});
