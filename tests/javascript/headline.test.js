import assert from "node:assert/strict";
import { test } from "node:test";
import { plain, windowOf } from "./page_script.js";

const { atlas: filters } = windowOf("assets/filter.js");
const [everything, killed, injured] = [{}, { outcome: ["killed"] }, { outcome: ["injured"] }];

/* The script on a page of its own: `answers` has one for each headline that was requested, `shown` what was given to the
   page, `behind` whether the map was called behind, `now` its clock, `takeBack` what it does when nothing tells of a press. */
function opened() {
  const page = { answers: [], shown: [], behind: [], now: 0, takeBack: () => {} };
  const window = {
    atlas: {
      ...filters,
      give: ({ headline }) => page.shown.push(headline),
      mapIsBehind: (isBehind) => page.behind.push(isBehind),
      ask: (address) => new Promise((resolve) => page.answers.push({ address, give: resolve })),
    },
    performance: { now: () => page.now },
    requestAnimationFrame: (frame) => setTimeout(frame),
    setTimeout: (call, milliseconds = 0) => (milliseconds > 1000 ? (page.takeBack = call) : setTimeout(call, milliseconds)),
    clearTimeout() {},
  };
  page.headline = windowOf("assets/panels/headline.js", window, { headline: { dataset: { address: "/headline.json" } } }).atlas.headline;
  return page;
}

const turn = () => new Promise((resolve) => setTimeout(resolve));

test("a filter that was chosen is filter for once, and shown when it is there", async () => {
  const page = opened();
  page.headline.expect(killed, everything);
  page.headline.expect(killed, everything);
  page.headline.follow(killed);
  page.headline.expect(killed, killed);
  assert.deepEqual(page.answers.map(({ address }) => address), ["/headline.json?outcome=killed"]);
  page.answers[0].give(["54 incidents"]);
  await turn();
  assert.deepEqual(plain(page.shown), [["54 incidents"]]);
});

test("an answer to an older filter is not shown, neither of this address nor of that which brings the map", async () => {
  const page = opened();
  page.headline.expect(killed, everything);
  page.headline.follow(killed);
  page.headline.expect(injured, killed);
  assert.equal(page.headline.isOlder(killed), true);
  assert.equal(page.headline.isOlder(injured), false);
  page.headline.follow(injured);
  page.answers[1].give(["injured"]);
  page.answers[0].give(["killed"]);
  await turn();
  assert.deepEqual(plain(page.shown), [["injured"]]);
});

test("a filter that is taken back before it was stored is filter for again, and the map is not behind any more", () => {
  const page = opened();
  page.headline.follow(everything);
  page.headline.expect(killed, everything);
  page.headline.expect(everything, everything);
  assert.deepEqual(page.answers.map(({ address }) => address), ["/headline.json?outcome=killed", "/headline.json?"]);
  assert.deepEqual(page.behind, [true, false]);
  assert.equal(page.headline.isOlder(everything), false);
});

test("a control that tells what it was given changes nothing", () => {
  const page = opened();
  page.headline.expect(killed, everything);
  page.headline.follow(killed);
  page.headline.expect(killed, killed);
  assert.equal(page.answers.length, 1);
  assert.deepEqual(page.behind, [true]);
});

test("a headline waits until the page's store holds its filter", async () => {
  const page = opened();
  page.headline.expect(killed, everything);
  page.answers[0].give(["54 incidents"]);
  await turn();
  assert.deepEqual(page.shown, []);
  page.headline.follow(everything);
  await turn();
  assert.deepEqual(page.shown, []);
  page.headline.follow(killed);
  await turn();
  assert.deepEqual(plain(page.shown), [["54 incidents"]]);
});

test("what was dragged is forgotten with its answer, and a filter too long for an address comes with the map", async () => {
  const page = opened();
  const dragged = page.headline.ask(killed);
  page.headline.forget();
  page.answers[0].give(["killed"]);
  await dragged;
  assert.deepEqual(page.shown, []);
  assert.equal(page.headline.isOlder(everything), false);
  await page.headline.ask({ district: ["x".repeat(3000)] });
  assert.equal(page.answers.length, 1);
});

test("a press asks when it begins, and its answer is shown when it ends, before any control has told", async () => {
  const page = opened();
  page.headline.follow(everything);
  page.headline.prepare(killed);
  page.answers[0].give(["killed"]);
  await turn();
  assert.deepEqual(page.shown, []);
  page.headline.choose(killed);
  await turn();
  assert.deepEqual(plain(page.shown), [["killed"]]);
  page.headline.expect(killed, everything, true);
  page.headline.follow(killed);
  assert.deepEqual(page.answers.map(({ address }) => address), ["/headline.json?outcome=killed"]);
  assert.deepEqual(page.behind, [true]);
});

test("a press that ends elsewhere shows nothing, and what it filter for is not taken for another filter", async () => {
  const page = opened();
  page.headline.follow(everything);
  page.headline.prepare(killed);
  page.headline.choose(injured);
  page.answers[0].give(["killed"]);
  page.answers[1].give(["injured"]);
  await turn();
  assert.deepEqual(plain(page.shown), [["injured"]]);
});

test("what a press filter for long ago is filter for again", () => {
  const page = opened();
  page.headline.follow(everything);
  page.headline.prepare(killed);
  page.now = 6000;
  page.headline.choose(killed);
  assert.equal(page.answers.length, 2);
});

test("the next press changes what the one before chose, though nothing has told of that yet", async () => {
  const page = opened();
  page.headline.follow(everything);
  page.headline.choose(killed);
  assert.deepEqual(plain(page.headline.newest()), killed);
  const both = { outcome: ["killed"], victim: ["deminer"] };
  page.headline.choose(both);
  page.answers[1].give(["both"]);
  page.answers[0].give(["killed"]);
  await turn();
  assert.deepEqual(plain(page.shown), [["both"]]);
  assert.equal(page.headline.isOlder(killed), true);
});

test("where a control tells another filter than was foreseen, the headline is of what it tells", async () => {
  const page = opened();
  page.headline.follow(everything);
  page.headline.choose(killed);
  page.headline.expect(injured, everything, true);
  page.headline.follow(injured);
  page.answers[1].give(["injured"]);
  page.answers[0].give(["killed"]);
  await turn();
  assert.deepEqual(plain(page.shown), [["injured"]]);
});

test("a press of which no control tells is taken back", async () => {
  const page = opened();
  page.headline.follow(injured);
  page.headline.choose(killed);
  page.answers[0].give(["killed"]);
  await turn();
  page.takeBack();
  page.answers[1].give(["injured"]);
  await turn();
  assert.deepEqual(plain(page.shown), [["killed"], ["injured"]]);
  assert.deepEqual(page.behind, [true, false]);
  assert.deepEqual(plain(page.headline.newest()), injured);
});

test("on a slow machine the filter is stored when its headline is painted, and after the longest wait all the same", async () => {
  const page = opened();
  page.headline.follow(everything);
  page.headline.choose(killed);
  page.now = 60;
  const expected = page.headline.expect(killed, everything, true);
  let stored = null;
  expected.then((filter) => { stored = filter; });
  await turn();
  assert.equal(stored, null);
  page.answers[0].give(["killed"]);
  assert.deepEqual(plain(await expected), killed);
  assert.deepEqual(plain(page.shown), [["killed"]]);
  page.headline.follow(killed);
  const unanswered = page.headline.expect({}, killed, true);
  assert.deepEqual(plain(await unanswered), everything);
});

test("a filter that waits for its headline is what the next control changes, and never stored after a newer one", async () => {
  const page = opened();
  page.headline.follow(everything);
  page.headline.choose(killed);
  page.now = 60;
  const first = page.headline.expect(killed, everything, true);
  assert.deepEqual(plain(page.headline.before(everything)), killed);
  assert.equal(page.headline.expect(everything, everything, true), null);
  assert.deepEqual(plain(await first), everything);
  assert.deepEqual(plain(page.headline.before(everything)), everything);
});

test("a filter that comes to the store after a newer one was chosen is not taken for what a control changes", () => {
  const page = opened();
  const both = { outcome: ["injured", "killed"] };
  page.headline.follow(both);
  page.headline.expect(killed, both);
  page.headline.expect(everything, both);
  page.headline.follow(killed);
  assert.deepEqual(plain(page.headline.before(killed)), everything);
  page.headline.follow(everything);
  // What is stored by somebody else afterwards is.
  assert.deepEqual(plain(page.headline.before(killed)), killed);
});

test("on a fast machine, and where no control told it, a filter is stored at once", () => {
  const page = opened();
  page.headline.follow(everything);
  page.headline.choose(killed);
  page.now = 20;
  assert.equal(page.headline.expect(killed, everything, true), null);
  page.headline.follow(killed);
  page.headline.choose(injured);
  page.now = 100;
  assert.notEqual(page.headline.expect(injured, killed, true), null);
  page.headline.follow(injured);
  assert.equal(page.headline.expect(everything, injured), null);
});

test("a filter that is taken back is what controls change, even when the one before it comes to the store after all", () => {
  const page = opened();
  page.headline.follow(everything);
  page.headline.expect(killed, everything);
  page.headline.expect(everything, everything);
  // The call that stored it was answered before it was taken back.
  page.headline.follow(killed);
  assert.deepEqual(plain(page.headline.before(killed)), everything);
  page.headline.follow(everything);
  assert.deepEqual(plain(page.headline.before(killed)), killed);
});

test("a reset holds, though what was chosen before it comes to the store between the reset and its controls", () => {
  const page = opened();
  const { atlas, dash_clientside: clientside } = windowOf("assets/filter.js");
  atlas.headline = page.headline;
  clientside.set_props = () => {};
  const district = 4;
  const hold = (cause, request, values, store) => {
    clientside.callback_context = { triggered: [{ prop_id: cause }] };
    const controls = Array.from({ length: 13 }, (_none, at) => (at === district ? values : at < 3 ? "" : []));
    return plain(clientside.filterPanel.hold(request, ...controls, store));
  };
  const [empty, chosen] = [{ filter: {} }, { district: ["AZ-FUZ"] }];
  // As a control is emptied a second time, what it says is taken for the echo of the first.
  for (const _turn of [1, 2]) {
    page.headline.follow(everything);
    assert.deepEqual(hold("filter-panel-district.value", empty, ["AZ-FUZ"], everything), chosen);
    assert.deepEqual(hold("filter-request.data", empty, ["AZ-FUZ"], everything), everything);
    page.headline.follow(chosen);
    assert.deepEqual(hold("filter-panel-district.value", empty, [], chosen), everything);
  }
});
