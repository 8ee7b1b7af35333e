import assert from "node:assert/strict";
import { test } from "node:test";
import { plain, windowOf } from "./page_script.js";

const { atlas: filters } = windowOf("assets/filter.js");
const [everything, killed, injured] = [{}, { outcome: ["killed"] }, { outcome: ["injured"] }];

/* The script on a page of its own: `answers` has one for each headline that was asked for, `shown` what was given to the
   page, `behind` whether the map was called behind. */
function opened() {
  const page = { answers: [], shown: [], behind: [] };
  const window = {
    atlas: { ...filters, give: ({ headline }) => page.shown.push(headline), mapIsBehind: (isBehind) => page.behind.push(isBehind) },
    fetch: (address) => new Promise((resolve) => {
      const give = (nodes) => resolve({ ok: true, json: () => Promise.resolve(nodes) });
      page.answers.push({ address, give });
    }),
  };
  page.headline = windowOf("assets/panels/headline.js", window, { headline: { dataset: { address: "/headline.json" } } }).atlas.headline;
  return page;
}

const turn = () => new Promise((resolve) => setTimeout(resolve));

test("a filter that was chosen is asked for once, and shown when it is there", async () => {
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

test("a filter that is taken back before it was stored is asked for again, and the map is not behind any more", () => {
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
