/* Which parts of the page are of a filter before the one that the headline speaks of, on a slow machine, while an answer does not
   come or the timeline is brushed: then they say so, by the style sheet (assets/pages/outdated.css, components/views.py). */
"use strict";

(function () {
  /* In less the rest of the page follows where nothing else is to be done, and words would blink. */
  const UNTOLD_MS = 400;

  window.atlas = window.atlas || {};

  const ordered = (filter) => window.atlas.ordered(filter || {});
  let spoken = null;
  let written = null;
  let due = 0;

  function look() {
    const isOutdated = spoken !== null && written !== null && !window.atlas.same(spoken, written);
    if (isOutdated && due) return;
    window.clearTimeout(due);
    due = isOutdated ? window.setTimeout(() => document.body.classList.add("is-outdated"), UNTOLD_MS) : 0;
    if (!isOutdated) document.body.classList.remove("is-outdated");
  }

  /* The filter of the headline that is shown. */
  window.atlas.headlineIsOf = function (filter) {
    spoken = ordered(filter);
    look();
  };

  /* The filter of all other parts that come with it. */
  window.atlas.partsAreOf = function (filter) {
    written = ordered(filter);
    look();
  };

  // What the page opens with has the drawing and the list of its address.
  window.atlas.whenFiltered((filter) => written === null && window.atlas.partsAreOf(filter));
})();
