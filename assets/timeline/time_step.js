/* Which bars the timeline has: years, months, or the days of a period of less than three months. */
"use strict";

(function () {
  const DAY_MS = 86400000;
  const MONTHS_OF_DAYS = 3;

  /* The same day of a later month, the first of the next where that month is shorter. */
  function monthsLater(day, months) {
    const [year, month, date] = day.split("-").map(Number);
    const at = (inYear, inMonth, onDay) => new Date(0).setUTCFullYear(inYear, inMonth, onDay);
    return Math.min(at(year, month - 1 + months, date), at(year, month + months, 1));
  }

  /* As `is_under_three_months` of data/filters/over_time/periods.py; tests/short_periods.json holds the cases of both. */
  const isShort = (first, last) => first <= last && first < "9999" && Date.parse(last) + DAY_MS < monthsLater(first, MONTHS_OF_DAYS);

  const within = ([first, last], [from, to]) => from >= first && to <= last;

  /* What is known of the choice between two filters. `long` is what a reader chose last for longer periods;
     `period` the days that are shown, null where they are those of the whole dataset. */
  function timeStep({ first, last, long }) {
    const isDataShort = Boolean(first) && isShort(first, last);
    let step = isDataShort ? "day" : long;
    let period = null;
    let dates = "";
    let chosenDates = null;
    let seen = null;

    const periodOf = ({ from: [from] = [], to: [to] = [] }) => (first && (from || to) ? [from || first, to || last] : null);
    const isShortPeriod = (chosen) => chosen !== null && isShort(...chosen);

    function toDays(chosen) {
      step = "day";
      period = isDataShort ? null : chosen;
    }

    function toLong() {
      step = long;
      period = null;
    }

    /* A reader's own choice of bars. */
    function choose(selected, chosen) {
      if (selected !== "day") {
        long = selected;
        toLong();
      } else if (isDataShort || isShortPeriod(chosen)) toDays(chosen);
    }

    /* Dates that were chosen on the timeline leave its bars as they are, so that none moves under the pointer. */
    function follow(chosen, isOwn) {
      if (isDataShort || (isOwn && step !== "day")) return;
      if (isOwn && chosen && within(period, chosen)) return;
      if (isShortPeriod(chosen)) toDays(chosen);
      else if (step === "day") toLong();
    }

    return {
      /* Dates that are about to be asked for by the timeline or its playback. */
      keep: (filter) => { chosenDates = `${filter.from || ""} ${filter.to || ""}`; },

      /* The bars for a filter; `selected` is what the control shows, which follows a change made here a moment later. */
      next(filter, selected) {
        const chosen = periodOf(filter);
        const now = `${filter.from || ""} ${filter.to || ""}`;
        const isChosen = selected !== seen && selected !== step;
        seen = selected;
        if (isChosen) choose(selected, chosen);
        else if (now !== dates) follow(chosen, now === chosenDates);
        if (now !== dates) chosenDates = null;
        dates = now;
        return { step, period, hasDays: isDataShort || isShortPeriod(chosen) || step === "day" };
      },

      /* First and last day of the days that are shown; null for longer bars. */
      days: () => (step === "day" ? period || [first, last] : null),
    };
  }

  window.atlas = window.atlas || {};
  Object.assign(window.atlas, { isShortPeriod: isShort, timeStep });
})();
