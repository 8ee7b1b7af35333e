import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { plain, windowOf } from "./page_script.js";

const { atlas } = windowOf("assets/timeline/time_step.js");
const cases = JSON.parse(readFileSync(new URL("../short_periods.json", import.meta.url), "utf8"));

const long = () => atlas.timeStep({ first: "1997-05-01", last: "2026-11-20", long: "year" });
const dates = (from, to) => ({ ...(from ? { from: [from] } : {}), ...(to ? { to: [to] } : {}) });

test("a period of less than three months is short", () => {
  for (const { first, last, is_short: isShort } of cases) assert.equal(atlas.isShortPeriod(first, last), isShort, `${first} – ${last}`);
});

test("dates from elsewhere that are short are shown by day, longer ones and none by year", () => {
  const step = long();
  assert.deepEqual(plain(step.next({}, "year")), { step: "year", period: null, hasDays: false });
  const november = { step: "day", period: ["2020-11-01", "2020-11-30"], hasDays: true };
  assert.deepEqual(plain(step.next(dates("2020-11-01", "2020-11-30"), "year")), november);
  assert.equal(step.next(dates("2020-11-01", "2021-01-31"), "day").step, "year");
  assert.equal(step.next(dates("2026-10-01"), "year").step, "day");
  assert.equal(step.next({}, "day").step, "year");
});

test("dates chosen on the timeline leave its bars as they are and offer days", () => {
  const step = long();
  step.next({}, "year");
  step.keep(dates("2020-11-01", "2020-11-30"));
  assert.deepEqual(plain(step.next(dates("2020-11-01", "2020-11-30"), "year")), { step: "year", period: null, hasDays: true });
  assert.equal(step.next(dates("2020-11-01", "2020-11-30"), "day").step, "day");
  step.keep(dates("2020-11-23", "2020-11-23"));
  assert.deepEqual(plain(step.next(dates("2020-11-23", "2020-11-23"), "day").period), ["2020-11-01", "2020-11-30"]);
  assert.deepEqual(plain(step.days()), ["2020-11-01", "2020-11-30"]);
  assert.equal(step.next(dates("2020-11-23", "2020-11-23"), "month").step, "month");
  assert.equal(step.days(), null);
});

test("a choice that the control shows a moment later is not taken for the reader's", () => {
  const step = long();
  step.next({}, "year");
  step.next(dates("2020-11-01", "2020-11-30"), "year");
  assert.equal(step.next({ ...dates("2020-11-01", "2020-11-30"), outcome: ["killed"] }, "year").step, "day");
  assert.equal(step.next(dates("2020-11-01", "2020-11-30"), "day").step, "day");
  assert.equal(step.next(dates("2020-11-01", "2020-11-30"), "year").step, "year");
});

test("a short collection is shown by day, whole, whatever dates are chosen", () => {
  const step = atlas.timeStep({ first: "2020-11-02", last: "2020-11-23", long: "month" });
  assert.deepEqual(plain(step.next({}, "day")), { step: "day", period: null, hasDays: true });
  assert.deepEqual(plain(step.next(dates("2020-11-05", "2020-11-06"), "day")), { step: "day", period: null, hasDays: true });
  assert.deepEqual(plain(step.days()), ["2020-11-02", "2020-11-23"]);
});

test("without a date there are no days", () => {
  const step = atlas.timeStep({ first: "", last: "", long: "year" });
  assert.deepEqual(plain(step.next({}, "year")), { step: "year", period: null, hasDays: false });
  assert.equal(step.next(dates("2020-11-05", "2020-11-06"), "year").step, "year");
});
