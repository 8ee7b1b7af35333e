import assert from "node:assert/strict";
import { test } from "node:test";
import { windowOf } from "./page_script.js";

const { atlas } = windowOf("assets/pages/print_colours.js");

const COLOURS = { "#24292d": "#f6f3ec", "#f2cfe4": "#5a1846", "#16191c": "#fbfaf7", "#000000": "#ffffff" };
const bytes = (...colours) => new Uint8ClampedArray(colours.flatMap((colour) =>
  [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16)).concat(255)));
const lightened = (...colours) => {
  const pixels = bytes(...colours);
  atlas.printColours.lightened(pixels, COLOURS);
  return Array.from({ length: colours.length }, (_, at) => [...pixels.slice(4 * at, 4 * at + 4)]);
};

test("a colour of the dark palette becomes exactly that of the light one", () => {
  const dark = Object.keys(COLOURS);
  assert.deepEqual(lightened(...dark).flat(), [...bytes(...Object.values(COLOURS))]);
});

test("an edge between two colours lies between their light ones, and stays opaque", () => {
  const [[red, green, blue, opacity]] = lightened("#84747f");
  assert.ok(red > 0x5a && red < 0xfb && green > 0x18 && green < 0xfa && blue > 0x46 && blue < 0xf7);
  assert.equal(opacity, 255);
});

test("close to a colour it is nearly that of the light one", () => {
  const [[red, green, blue]] = lightened("#252a2e");
  assert.ok(Math.abs(red - 0xf6) < 6 && Math.abs(green - 0xf3) < 6 && Math.abs(blue - 0xec) < 12);
});
