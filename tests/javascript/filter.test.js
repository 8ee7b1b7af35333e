import assert from "node:assert/strict";
import { test } from "node:test";
import { plain, windowOf } from "./page_script.js";

const { atlas, dash_clientside: clientside } = windowOf("assets/filter.js");

test("a filter keeps its keys in the order of the address and its values sorted", () => {
  const filter = atlas.ordered({ victim: ["deminer", "civilian"], to: ["2021-01-01"], from: ["2020-01-01"] });
  assert.deepEqual(Object.keys(filter), ["from", "to", "victim"]);
  assert.deepEqual(plain(filter.victim), ["civilian", "deminer"]);
});

test("empty values and unknown keys do not enter a filter", () => {
  assert.deepEqual(plain(atlas.ordered({ from: [""], actor: [], q: ["Madagiz"], colour: ["red"] })), { q: ["Madagiz"] });
});

test("ordering twice changes nothing and leaves the given filter as it was", () => {
  const given = { actor: ["b", "a"] };
  const once = atlas.ordered(given);
  assert.ok(atlas.same(once, atlas.ordered(once)));
  assert.deepEqual(given.actor, ["b", "a"]);
});

test("a query string repeats a key for each value", () => {
  const query = atlas.appendFilter(new URLSearchParams("lang=ru"), { outcome: ["killed", "injured"], from: ["2020-11-23"] });
  assert.equal(query.toString(), "lang=ru&from=2020-11-23&outcome=killed&outcome=injured");
});

test("toggling a value twice gives the filter without it", () => {
  const once = atlas.toggled({ actor: ["a"] }, "district", "AZ-TAR");
  assert.deepEqual(plain(once), { actor: ["a"], district: ["AZ-TAR"] });
  assert.deepEqual(plain(atlas.toggled(once, "district", "AZ-TAR")), { actor: ["a"] });
});

test("removing the dates of the filter removes both ends", () => {
  const press = atlas.presses["active-filter-part"];
  const filter = { from: ["2020-01-01"], to: ["2020-12-31"], actor: ["a", "b"] };
  assert.deepEqual(plain(press({ key: "dates", value: "" }, filter).filter), { actor: ["a", "b"] });
  assert.deepEqual(plain(press({ key: "actor", value: "a" }, filter).filter.actor), ["b"]);
});

test("a reset asks for the empty filter only when its button was pressed", () => {
  const reset = clientside.activeFilter.reset;
  clientside.callback_context = { triggered: [{ prop_id: "active-filter-reset.n_clicks", value: undefined }] };
  assert.equal(reset(), clientside.no_update);
  clientside.callback_context = { triggered: [{ prop_id: "active-filter-reset.n_clicks", value: 1 }] };
  assert.deepEqual(plain(reset()), { filter: {} });
});

test("every script that follows the filter is told it, in the order in which they asked", () => {
  const told = [];
  atlas.whenFiltered((filter) => told.push(["one", filter]));
  atlas.whenFiltered((filter) => told.push(["other", filter]));
  clientside.filter.tell({ outcome: ["killed"] });
  assert.deepEqual(plain(told), [["one", { outcome: ["killed"] }], ["other", { outcome: ["killed"] }]]);
});
