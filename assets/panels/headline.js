/* The headline of a filter that was just chosen: asked for at once, by an address of its own, so that it can be there before
   the answer that brings map and panels, which holds the same headline once more. */
"use strict";

(function () {
  /* Servers refuse longer addresses; such a filter's headline comes with the map alone. */
  const LONGEST_QUERY = 2000;

  /* The filter that the page shows, or is going to show; null until one is known. */
  let expected = null;
  /* Of two answers under way only that to the newest question is shown. */
  let asked = 0;
  /* Whether the filter that is expected is not stored yet, and what is called when it is. */
  let isAhead = false;
  /** @type {(value?: unknown) => void} */
  let whenStored = () => {};

  const { same } = window.atlas;
  const ordered = (filter) => window.atlas.ordered(filter || {});

  /**
   * Shows the headline of a filter when it is there and `isDue`, unless another has been asked for since.
   * @param {Record<string, string[]>} filter
   * @returns {Promise<void>} kept when it was shown, or is not going to be
   */
  function ask(filter, isDue = Promise.resolve()) {
    expected = ordered(filter);
    const mine = (asked += 1);
    const query = window.atlas.appendFilter(new URLSearchParams(), filter).toString();
    if (query.length > LONGEST_QUERY) return Promise.resolve();
    return window.fetch(`${document.getElementById("headline").dataset.address}?${query}`)
      .then((answer) => (answer.ok ? answer.json() : null))
      .then((nodes) => isDue.then(() => {
        if (nodes !== null && mine === asked) window.atlas.give({ headline: nodes });
      }))
      // Map and panels are asked for too, and the page says when they fail.
      .catch(() => {});
  }

  window.atlas.headline = {
    ask,

    /* A filter that was chosen, and is going to be stored unless it is what is `stored` already. */
    expect(filter, stored) {
      const isNew = !same(filter, stored);
      if (isNew !== isAhead) window.atlas.mapIsBehind(isNew);
      isAhead = isNew;
      if (same(filter, expected || stored)) return;
      // The page shows no filter that its store does not hold: its address and its next change are made of that.
      const isDue = new Promise((resolve) => {
        whenStored = resolve;
      });
      if (!isNew) whenStored();
      ask(filter, isDue);
    },

    /* The filter that the page's store holds from now on. */
    follow(filter) {
      if (isAhead && expected !== null && !same(ordered(filter), expected)) return;
      expected = ordered(filter);
      isAhead = false;
      whenStored();
    },

    /* Nothing that is under way is shown any more. */
    forget() {
      asked += 1;
      expected = null;
    },

    /* Whether an answer with a headline is of an older filter than that which is expected. */
    isOlder: (filter) => expected !== null && !same(ordered(filter), expected),
  };
})();
