import assert from "node:assert/strict";
import { test } from "node:test";
import { plain, windowOf } from "./page_script.js";

const { atlas } = windowOf("components/brief/html/matching.js");

const row = (actor, outcome, best) => ({ actor, side: "", outcome, victim: "civilian", low: best, best, high: best, counts: true });

const incident = (first, last, ...casualties) => ({
  first, last, device: "mine_unspecified", activity: "unknown", district: "AZ-TAR", precision: "2",
  verification: "single_source", isDrawn: true, casualties,
});

test("both ends of a period belong to it, and a span matches when it overlaps", () => {
  const week = incident("2020-11-20", "2020-11-26");
  assert.ok(atlas.matches(week, { from: ["2020-11-26"] }));
  assert.ok(!atlas.matches(week, { from: ["2020-11-27"] }));
  assert.ok(atlas.matches(week, { to: ["2020-11-20"] }));
  assert.ok(!atlas.matches(week, { to: ["2020-11-19"] }));
});

test("actor and outcome hold for the same casualty row", () => {
  const founding = incident("2020-11-23", "2020-11-23", row("Soldiers", "killed", 1), row("Peacekeepers", "injured", 1));
  assert.ok(atlas.matches(founding, { actor: ["Peacekeepers"], outcome: ["injured"] }));
  assert.ok(!atlas.matches(founding, { actor: ["Peacekeepers"], outcome: ["killed"] }));
});

test("an incident without casualties matches only when no casualty is filter for", () => {
  const nobody = incident("2020-11-23", "2020-11-23");
  assert.ok(atlas.matches(nobody, { device: ["mine_unspecified"] }));
  assert.ok(!atlas.matches(nobody, { outcome: ["injured"] }));
});

test("the count of an option leaves its own field out", () => {
  const incidents = [
    incident("2020-11-23", "2020-11-23", row("Soldiers", "killed", 1)),
    incident("2020-11-24", "2020-11-24", row("Peacekeepers", "injured", 2)),
  ];
  const counts = atlas.optionCounts(incidents, { actor: ["Soldiers"] }, "actor");
  assert.deepEqual(plain([...counts]), [["Soldiers", 1], ["Peacekeepers", 1]]);
});

test("values of one own column mean any, several own columns mean all, and an option counts alone", () => {
  const incidents = [["Team=Alpha", "Area=North"], ["Team=Alpha", "Area=South"], ["Team=Beta", "Area=South"], ["Area=South"]]
    .map((column) => ({ ...incident("2020-11-23", "2020-11-23"), column }));
  const found = (column) => incidents.map((each, at) => (atlas.matches(each, { column }) ? at : -1)).filter((at) => at >= 0);
  assert.deepEqual(found(["Team=Alpha"]), [0, 1]);
  assert.deepEqual(found(["Team=Alpha", "Team=Beta"]), [0, 1, 2]);
  assert.deepEqual(found(["Team=Alpha", "Area=South"]), [1]);
  assert.deepEqual(found(["Nothing=Alpha"]), []);
  const counts = atlas.optionCounts(incidents, { column: ["Team=Alpha"] }, "column");
  assert.deepEqual(plain([...counts]), [["Team=Alpha", 2], ["Area=North", 1], ["Area=South", 1], ["Team=Beta", 1]]);
});

test("a place that was not found is not one that is known only roughly", () => {
  const found = incident("2020-11-23", "2020-11-23");
  const rough = { ...found, isDrawn: false, isNowhere: false };
  const nowhere = { ...rough, isNowhere: true };
  const words = (...incidents) => atlas.drawnInWords(atlas.totals(atlas.found(incidents, {})));
  const roughly = "location known only to a larger area, a country or a line";
  assert.equal(words(found, nowhere), "2 incidents: 1 on the map, 1 not mapped (place not found or not stated)");
  assert.equal(words(found, rough), `2 incidents: 1 on the map, 1 not mapped (${roughly})`);
  assert.equal(words(rough, nowhere), `2 incidents: 0 on the map, 2 not mapped (place not found or not stated, or ${roughly})`);
});

test("a count without an upper bound may be higher, beside what the accounts give", () => {
  assert.equal(atlas.doubt({ low: 210, best: 213, high: 216, unknown: 2, open: 1 }), "(accounts give 210–216; 1 count may be higher)");
  assert.equal(atlas.doubt({ low: 83, best: 83, high: 86, unknown: 0, open: 0 }), "(83–86)");
  assert.equal(atlas.doubt({ low: 14, best: 14, high: 14, unknown: 2, open: 2 }), "(2 counts may be higher)");
});

test("own columns whose names begin alike before a sign are two", () => {
  atlas.columnOfChoice = { "size=m=2": "size=m", "size=km=3": "size=km" };
  const both = { ...incident("2020-11-23", "2020-11-23"), column: ["size=m=2", "size=km=3"] };
  const one = { ...incident("2020-11-23", "2020-11-23"), column: ["size=m=2"] };
  const filter = { column: ["size=m=2", "size=km=3"] };
  assert.equal(atlas.matches(both, filter), true);
  assert.equal(atlas.matches(one, filter), false);
  atlas.columnOfChoice = {};
});
