import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { windowOf } from "./page_script.js";

const { geodesy } = windowOf("assets/map/geodesy.js").atlas;
const table = JSON.parse(readFileSync(new URL("../coordinates.json", import.meta.url), "utf8"));

test("UTM and MGRS are those of the table, to a metre", () => {
  for (const { longitude, latitude, zone, easting, northing, mgrs } of table.points) {
    const [written, east, north] = geodesy.utm(longitude, latitude).split(" ");
    assert.equal(written, zone);
    assert.ok(Math.abs(east - easting) <= 1 && Math.abs(north - northing) <= 1, `${longitude} ${latitude}`);
    assert.equal(geodesy.mgrs(longitude, latitude).slice(0, -12), mgrs.slice(0, -12));
    const [metres, expected] = [geodesy.mgrs(longitude, latitude), mgrs].map((text) => text.slice(-11).split(" ").map(Number));
    assert.ok(metres.every((value, at) => Math.abs(value - expected[at]) <= 1), `${longitude} ${latitude}`);
  }
});

test("distances and bearings are those of the table, to a centimetre", () => {
  for (const { from, to, metres, there, back } of table.ways) {
    const found = geodesy.inverse(from, to);
    assert.ok(Math.abs(found.metres - metres) < 0.01, `${from} ${to}`);
    if (!metres) continue;
    assert.ok(Math.abs(((found.there - there + 540) % 360) - 180) < 1e-5, `${from} ${to}: ${found.there} ${there}`);
    assert.ok(Math.abs(((found.back - back + 540) % 360) - 180) < 1e-5, `${from} ${to}: ${found.back} ${back}`);
  }
});

test("degrees are written with latitude first, and carry", () => {
  assert.equal(geodesy.decimal(46.8901, 40.3453), "40.34530, 46.89010");
  assert.equal(geodesy.dms(46.8901, 40.3453), "40°20′43.1″N 46°53′24.4″E");
  assert.equal(geodesy.dms(-0.9999999, -1.99999999), "2°00′00.0″S 1°00′00.0″W");
  assert.equal(geodesy.decimal(190, 0), "0.00000, -170.00000");
  assert.equal(geodesy.utm(10, 85), "");
  assert.equal(geodesy.mgrs(10, -81), "");
});

test("a coordinate is told from words to search for", () => {
  for (const text of ["40.3453, 46.8901", "40,345 46,789", "40°20′43″N 46°53′24″E", "N40°20′43″ E46°53′24″", "38T PK 63000 67800", "38tpk6300067800",
    "38T 663000 4467800", "8HG7J4XX+2C", "geo:40.1,46.2", "-51.25; 179.6"]) assert.ok(geodesy.looksLikePoint(text), text);
  for (const text of ["mine", "35 km", "Fuzuli", "2020", "23 Nov 2020", "tractor 2.5", "M12 road", "1.5 2", "N 12", "38 killed"])
    assert.ok(!geodesy.looksLikePoint(text), text);
});
