/* The timeline without Plotly, in shares of its width: for paper, and for the HTML file. */
"use strict";

(function () {
  /* Free beside the bars, for dates that are wider than theirs: assets/timeline/time_strip.css. */
  const SPARE_PX = 20;
  const ROWS = [["incidents"], ["killed", "injured"]];

  function bar(height, kind, isKnown, left, width, bottom) {
    const made = document.createElement("span");
    made.className = `${kind}${isKnown ? "" : " is-hatched"}`;
    Object.assign(made.style, { left: `${left}%`, width: `${width}%`, height: `${height}%`, bottom: `${bottom}%` });
    return made;
  }

  /* One row of bars, the counts of `kinds` on top of one another, with the highest sum beside it. */
  function row(kinds, bars, leftOf, width) {
    const sums = bars.map((each) => kinds.reduce((sum, kind) => sum + each[kind], 0));
    const most = Math.max(1, ...sums);
    const made = document.createElement("div");
    made.className = "time-strip-row";
    made.dataset.most = Math.max(0, ...sums) ? String(most).replace(/\B(?=(\d{3})+$)/g, ",") : "";
    bars.forEach((each, place) => {
      let bottom = 0;
      for (const kind of kinds.filter((name) => each[name])) {
        const height = (100 * each[kind]) / most;
        made.append(bar(height, kind, each.known, leftOf(place), width, bottom));
        bottom += height;
      }
    });
    return made;
  }

  window.atlas = window.atlas || {};

  /* What lies under a row where its dates are chosen. */
  function mark(left, width) {
    const made = document.createElement("span");
    made.className = "time-strip-chosen";
    Object.assign(made.style, { left: `${left}%`, width: `${width}%` });
    return made;
  }

  /* Draws `bars` into `box`, over an axis of so many `places`, each `width` wide of what is from one to the next;
     `bars` and `ticks` as components/panels/timeline.py sends them; `chosen` is from which place to which dates are chosen,
     or null. `pixels` is the width if the box has none yet. */
  window.atlas.drawStrip = function (box, { bars, ticks, places, width, chosen = null }, pixels = 0) {
    const share = 100 / places;
    const middleOf = (place) => (place - (bars.length - 1) / 2 + places / 2) * share;
    const axis = document.createElement("div");
    axis.className = "timeline-ticks";
    const rows = ROWS.map((kinds) => row(kinds, bars, (place) => middleOf(place) - (width * share) / 2, width * share));
    if (chosen) {
      const [left, right] = chosen.map((place) => Math.min(Math.max(middleOf(place), 0), 100));
      for (const each of rows) each.prepend(mark(left, right - left));
    }
    box.replaceChildren(...rows, axis);
    const across = axis.offsetWidth || pixels;
    window.atlas.drawTicks(axis, ticks, (place) => (middleOf(place) * across) / 100, "", across, SPARE_PX);
  };
})();
