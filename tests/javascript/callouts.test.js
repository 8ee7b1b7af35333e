import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { plain, windowOf } from "./page_script.js";

const { atlas } = windowOf("assets/map/callouts.js");
const CASES = JSON.parse(readFileSync(new URL("../callouts.json", import.meta.url), "utf8"));

const rounded = (value) => JSON.parse(JSON.stringify(value), (_key, part) => (typeof part === "number" ? Math.round(part * 1000) / 1000 : part));

for (const { name, area, shaded, half, size, callout, ...taken } of CASES.outside) {
  test(`a name outside of its district: ${name}`, () => {
    const found = atlas.callouts.callout(area, area, shaded.map((ring) => [ring]), half, size, taken);
    assert.deepEqual(rounded(plain(found)), callout);
  });
}

for (const { name, area, usual, half, size, inside, shaded, ...taken } of CASES.inside) {
  test(`a name within its district: ${name}`, () => {
    assert.deepEqual(rounded(plain(atlas.callouts.inside(area, usual, half, size, taken, shaded.map((ring) => [ring])))), inside);
  });
}
