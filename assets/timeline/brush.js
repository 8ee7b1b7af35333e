/* While a brush is dragged, the page shows what it would choose. Each view asks for the newest filter, and only once
   it shows the one before: nothing queues, and what comes too late is thrown away. */
"use strict";

(function () {
  /* Where a map does not say that it was repainted, it is asked again all the same. */
  const PATIENCE_MS = 3000;
  /* Where no graphics card draws the map, headline and dates wait for its frames. A frame that takes longer than a
     reader notices is followed by a pause of so many times what it takes beyond that, unless the pointer rests: moves in
     that time wait longer than a tenth of a second, and are one in a hundred, for a redraw takes two such frames. */
  const UNNOTICED_MS = 50;
  const PAUSE_TIMES = 200;
  /* A frame of few changes is soon drawn, and the next one may not be: of so many the longest counts. */
  const FRAMES = 2;
  const FIRST_PAUSE_MS = 400;
  const REST_MS = 250;
  /* Below this Plotly takes a drag for a click. */
  const SHORTEST_PX = 8;

  const setProps = (id, props) => window.dash_clientside.set_props(id, props);

  /* Counts the drags: what was asked for in another one is not drawn. */
  let turn = 0;
  let isDragged = false;

  function follower(show) {
    let isBusy = false;
    let newest = null;
    const next = () => {
      if (isBusy || newest === null) return;
      const mine = turn;
      const latest = () => {
        const filter = mine === turn ? newest : null;
        if (filter !== null) newest = null;
        return filter;
      };
      latest.isLast = () => mine === turn && newest === null;
      isBusy = true;
      show(latest).finally(() => {
        isBusy = false;
        next();
      });
    };
    return {
      tell(filter) {
        newest = filter;
        next();
      },
      forget() {
        newest = null;
      },
    };
  }

  const askForHeadline = (latest) => window.atlas.headline.ask(latest());

  let movedAt = 0;
  let pause = FIRST_PAUSE_MS;
  /** @type {number[]} */
  let frames = [];

  /**
   * Soon, or once the pointer rests: what was asked for last by then.
   * @returns {Promise<void>}
   */
  function paused(begun) {
    return new Promise((resolve) => {
      const look = () => {
        const now = performance.now();
        if (now - movedAt >= REST_MS || now - begun >= pause) resolve();
        else window.setTimeout(look, REST_MS / 10);
      };
      look();
    });
  }

  /* Watches the page's frames; what comes back ends that, and gives the longest in milliseconds. */
  function longestFrame() {
    let longest = 0;
    let isWatching = true;
    let before = performance.now();
    const tick = (now) => {
      longest = Math.max(longest, now - before);
      before = now;
      if (isWatching) window.requestAnimationFrame(tick);
    };
    window.requestAnimationFrame(tick);
    return () => {
      isWatching = false;
      return longest;
    };
  }

  async function redrawMap(latest) {
    await paused(performance.now());
    const filter = latest();
    if (filter === null) return;
    const longest = longestFrame();
    await new Promise((resolve) => {
      window.atlas.whenRepainted(resolve);
      window.setTimeout(resolve, PATIENCE_MS);
      setProps("incident-map-brushed", { data: { filter } });
    });
    if (latest.isLast()) window.atlas.mapIsBehind(false);
    frames = [...frames, longest()].slice(-FRAMES);
    pause = PAUSE_TIMES * Math.max(0, Math.max(...frames) - UNNOTICED_MS);
  }

  const followers = [follower(askForHeadline), follower(redrawMap)];

  window.atlas = window.atlas || {};

  window.atlas.brush = {
    /* The filter that the brush would choose now; or that of the page, once it was let go and chose nothing else. */
    show(filter, isDrag = true) {
      isDragged = isDrag;
      window.atlas.mapIsBehind(true);
      for (const each of followers) each.tell(filter);
    },

    /* Whether the map is going to be drawn again soon: a brush is dragged and does not rest. */
    isMoving: () => isDragged && performance.now() - movedAt < REST_MS,

    /* What is still under way is not shown any more. */
    end() {
      turn += 1;
      for (const each of followers) each.forget();
      if (!isDragged) return;
      isDragged = false;
      window.atlas.mapIsBehind(false);
      window.atlas.headline.forget();
    },

    /* Tells of each move of a drag across a Plotly chart between which two places of its axis it spans, at once:
       Plotly itself tells every tenth of a second. Escape cancels it. */
    watch(drawn, moved, released, cancelled) {
      let from = null;
      let isDrag = false;
      const placeOf = (event) => {
        const { xaxis } = window.atlas.internals.layoutOf(drawn);
        const { left } = window.atlas.internals.marginsOf(drawn);
        return xaxis.p2l(event.clientX - drawn.getBoundingClientRect().left - left);
      };
      const stop = () => {
        if (from === null) return;
        from = null;
        if (isDrag) released();
        isDrag = false;
      };
      drawn.addEventListener("pointerdown", (event) => {
        const isOnBars = event.isPrimary && event.button === 0 && event.target.closest(".nsewdrag");
        if (isOnBars) from = { x: event.clientX, place: placeOf(event) };
      });
      window.addEventListener("pointermove", (event) => {
        if (from === null || !event.isPrimary) return;
        movedAt = performance.now();
        isDrag = isDrag || Math.abs(event.clientX - from.x) >= SHORTEST_PX;
        if (isDrag) moved(from.place, placeOf(event));
      });
      window.addEventListener("keydown", (event) => {
        if (event.key !== "Escape" || from === null) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        if (isDrag) cancelled();
        [from, isDrag] = [null, false];
      }, true);
      window.addEventListener("pointerup", stop);
      window.addEventListener("pointercancel", stop);
    },
  };
})();
