/* The headline of a filter that was just chosen: asked for at once, by an address of its own, so that it can be there before
   the answer that brings map and panels, which holds the same headline once more. */
"use strict";

(function () {
  /* Servers refuse longer addresses; such a filter's headline comes with the map alone. */
  const LONGEST_QUERY = 2000;
  /* A control that was pressed has given its value by then, or is not going to. */
  const LONGEST_UNCONFIRMED_MS = 5000;
  /* A machine on which controls take longer to tell is a slow one, and there what is yet to be shown has to be painted before
     Dash goes on; but for no longer than a reader would notice on the map. */
  const UNNOTICED_MS = 50;
  const LONGEST_UNPAINTED_MS = 150;

  /* The filter that the page shows, or is going to show; null until one is known. */
  let expected = null;
  /* Of two answers under way only that to the newest question is shown. */
  let requested = 0;
  /* Whether the filter that is expected is not stored yet, and what is called when it is. */
  let isAhead = false;
  /** @type {(value?: unknown) => void} */
  let whenStored = () => {};
  /* The filter that the page's store holds, or is going to hold. */
  let stored = null;
  /* The filter that is going to be stored, and all that the store may hold until then: what it held, and the filters before
     this one that were not stored yet either. */
  let pending = null;
  let replaced = [];
  /* The filter of a press that no control has confirmed yet, when it ended, and the timer that takes it back. */
  let pressed = null;
  let pressedAt = 0;
  let unconfirmed = 0;
  /* Whether controls took long to tell of the last press, and what is kept when the newest headline is painted. */
  let isSlow = false;
  let painted = Promise.resolve();
  /* The answer that a press has asked for when it began: to which query, its promise, and when. */
  let prepared = null;

  const { same } = window.atlas;
  const ordered = (filter) => window.atlas.ordered(filter || {});
  const queryOf = (filter) => window.atlas.appendFilter(new URLSearchParams(), filter).toString();

  /**
   * What the server gives for a query; null where it gives none.
   * @param {string} query
   * @returns {Promise<unknown>}
   */
  function fetched(query) {
    if (query.length > LONGEST_QUERY) return Promise.resolve(null);
    // Map and panels are asked for too, and the page says when they fail.
    return window.atlas.ask(`${document.getElementById("headline").dataset.address}?${query}`);
  }

  /* A press that was let go elsewhere leaves an answer that is not for later. */
  function isPrepared(query) {
    return prepared !== null && prepared.query === query && window.performance.now() - prepared.at < LONGEST_UNCONFIRMED_MS;
  }

  /**
   * Shows the headline of a filter when it is there and `isDue`, unless another has been asked for since.
   * @param {Record<string, string[]>} filter
   * @returns {Promise<void>} kept when it was shown, or is not going to be
   */
  function ask(filter, isDue = Promise.resolve()) {
    expected = ordered(filter);
    const mine = (requested += 1);
    const query = queryOf(filter);
    const answer = isPrepared(query) ? prepared.answer : fetched(query);
    prepared = null;
    return answer.then((nodes) => nodes !== null && isDue.then(() => {
      if (mine !== requested) return;
      window.atlas.give({ headline: nodes });
      window.atlas.headlineIsOf?.(filter);
    }));
  }

  /**
   * Kept when what is in the page now has been painted; never where nobody sees the page.
   * @returns {Promise<void>}
   */
  function nextFrame() {
    return new Promise((resolve) => {
      window.requestAnimationFrame(() => window.setTimeout(resolve));
    });
  }

  function setAhead(isNew) {
    if (isNew !== isAhead) window.atlas.mapIsBehind(isNew);
    isAhead = isNew;
  }

  function takeBack() {
    pressed = null;
    setAhead(false);
    ask(stored);
  }

  window.atlas.headline = {
    ask,

    /* The filter that the next press changes; null until the page has one. */
    newest: () => pressed || stored,

    /* A filter that is going to be chosen if what was pressed is let go there. */
    prepare(filter) {
      const query = queryOf(filter);
      if (!isPrepared(query)) prepared = { query, answer: fetched(query), at: window.performance.now() };
    },

    /* A filter that was chosen by a press, of which the page's controls are going to tell. */
    choose(filter) {
      pressed = filter;
      pressedAt = window.performance.now();
      window.clearTimeout(unconfirmed);
      unconfirmed = window.setTimeout(takeBack, LONGEST_UNCONFIRMED_MS);
      setAhead(true);
      painted = ask(filter).then(nextFrame);
    },

    /**
     * What a control changes: what the page's store holds, or what it is going to hold.
     * @param {Record<string, string[]>} inStore
     */
    before: (inStore) => (pending !== null && replaced.some((filter) => same(inStore, filter)) ? pending : inStore),

    /**
     * A filter that is going to be stored unless the store has it already.
     * @param {Record<string, string[]>} filter
     * @param {Record<string, string[]>} inStore
     * @param {boolean} [isChosen] whether a control tells it
     * @returns {Promise<Record<string, string[]>> | null} what is to be stored, once the headline had its time; null for at once
     */
    expect(filter, inStore, isChosen = false) {
      const isPressed = pressed !== null;
      if (isPressed) isSlow = window.performance.now() - pressedAt > UNNOTICED_MS;
      const isEager = isSlow && (isPressed || isChosen);
      pressed = null;
      window.clearTimeout(unconfirmed);
      stored = filter;
      const isNew = !same(filter, inStore);
      setAhead(isNew);
      // What was to be stored before may still come to the store, though this filter is there already.
      const isUntaken = pending !== null && !same(filter, pending);
      [pending, replaced] = isNew || isUntaken ? [filter, pending === null ? [inStore] : [...replaced, pending, inStore]] : [null, []];
      if (!same(filter, expected || inStore)) {
        // The page shows no filter that its store does not hold: unless a slow machine would show none for long.
        const isDue = new Promise((resolve) => {
          whenStored = resolve;
        });
        if (!isNew || isEager) whenStored();
        painted = ask(filter, isDue).then(nextFrame);
      }
      if (!isEager || !isNew) return null;
      const isLate = new Promise((resolve) => window.setTimeout(resolve, LONGEST_UNPAINTED_MS));
      // Where the controls tell again meanwhile, Dash may forget this call or not.
      return Promise.race([painted, isLate]).then(() => stored);
    },

    /* The filter that the page's store holds from now on. */
    follow(filter) {
      const now = ordered(filter);
      if (pending === null || same(now, pending)) [stored, pending, replaced] = [now, null, []];
      if (isAhead && expected !== null && !same(now, expected)) return;
      expected = now;
      isAhead = false;
      whenStored();
    },

    /* Nothing that is under way is shown any more. */
    forget() {
      requested += 1;
      expected = null;
    },

    /* Whether an answer with a headline is of an older filter than that which is expected. */
    isOlder: (filter) => expected !== null && !same(ordered(filter), expected),
  };
})();
