/* While a brush is dragged, the page shows what it would choose. Whoever follows it is told the newest filter, and
   only once it shows the one before: nothing queues, and what comes too late is thrown away. */
"use strict";

(function () {
  /* Where a map does not say that it was repainted, it is asked again all the same. */
  const PATIENCE_MS = 3000;
  /* Below this Plotly takes a drag for a click. */
  const SHORTEST_PX = 8;

  const setProps = (id, props) => window.dash_clientside.set_props(id, props);

  /* Counts the drags: an answer that was asked for in another one is not shown. */
  let turn = 0;

  function follower(show) {
    let isBusy = false;
    let wanted = null;
    const next = () => {
      if (isBusy || wanted === null) return;
      const [asked, mine] = [wanted, turn];
      wanted = null;
      isBusy = true;
      show(asked, () => mine === turn).finally(() => {
        isBusy = false;
        next();
      });
    };
    return {
      tell(filter) {
        wanted = filter;
        next();
      },
      forget() {
        wanted = null;
      },
    };
  }

  function askForHeadline(filter, isStill) {
    const query = new URLSearchParams();
    for (const key of window.atlas.KEYS) for (const value of filter[key] || []) query.append(key, value);
    return fetch(`${document.getElementById("headline").dataset.address}?${query}`)
      .then((answer) => (answer.ok ? answer.text() : null))
      .then((content) => {
        if (content !== null && isStill()) setProps("headline", { "data-content": content });
      })
      // The filter that the drag ends with is asked for by the page, which says what failed.
      .catch(() => {});
  }

  function redrawMap(filter) {
    return new Promise((resolve) => {
      window.atlas.whenRepainted(resolve);
      window.setTimeout(resolve, PATIENCE_MS);
      setProps("incident-map-brushed", { data: { filter } });
    });
  }

  const followers = [follower(askForHeadline), follower(redrawMap)];

  window.atlas = window.atlas || {};

  window.atlas.brush = {
    /* The filter that the brush would choose now. */
    show(filter) {
      for (const each of followers) each.tell(filter);
    },

    /* What is still under way is not shown any more. */
    end() {
      turn += 1;
      for (const each of followers) each.forget();
    },

    /* Tells of each move of a drag across a Plotly chart between which two places of its axis it spans, at once:
       Plotly itself tells every tenth of a second. */
    watch(drawn, moved, released) {
      let from = null;
      let isDrag = false;
      const placeOf = (event) => {
        const { xaxis, _size } = drawn._fullLayout;
        return xaxis.p2l(event.clientX - drawn.getBoundingClientRect().left - _size.l);
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
        isDrag = isDrag || Math.abs(event.clientX - from.x) >= SHORTEST_PX;
        if (isDrag) moved(from.place, placeOf(event));
      });
      window.addEventListener("pointerup", stop);
      window.addEventListener("pointercancel", stop);
    },
  };
})();
