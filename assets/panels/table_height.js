/* How tall the drawer of the table is: as its rows need, while the map keeps half of the screen; or as its edge is
   dragged, by pointer or keys. */
"use strict";

(function () {
  const ROW_PX = 34;
  const HEAD_PX = 36;
  const EDGES_PX = 2;
  const FEWEST_ROWS = 2;
  const PAGE_ROWS = 5;
  /* Shares of the window that the map keeps: by itself, and where a reader drags the edge. */
  const MAP_SHARE = 0.5;
  const LEAST_MAP_SHARE = 0.25;
  const NARROW = "(max-width: 900px)";
  const NARROW_SHARE = 0.7;

  const at = (id) => document.getElementById(id);
  const edge = () => at("incident-table-edge");
  const place = () => at("incident-table-place");

  /* Rows of the filter: the table's title has their number at once, the grid later. */
  const rowsOfTitle = () => Number(document.querySelector("#incident-table data").value);
  let rows = 0;
  /* The height that a reader chose, in pixels; null for the one that the rows need. */
  let chosen = null;
  /** @type {Element | null} */
  let watched = null;

  /* One row needs no room for two; what stands in an empty table does. */
  const fewest = () => (rows === 1 ? 1 : FEWEST_ROWS);

  const rowsHeight = (number) => {
    const view = place().querySelector(".ag-body-horizontal-scroll");
    return HEAD_PX + number * ROW_PX + EDGES_PX + (view ? view.offsetHeight : 0);
  };

  /* A browser measures what is folded too. */
  const height = () => (at("incident-table").open ? place().offsetHeight : 0);

  /* The tallest drawer that leaves a share of the window to the map, which keeps its least height and shows its upper part
     where that is more, and the line of safety under it, which the attribution at the lower edge does not cover. What is
     below is reached by scrolling. */
  function tallest(share) {
    if (window.matchMedia(NARROW).matches) return window.innerHeight * NARROW_SHARE;
    const main = document.querySelector(".page-main");
    const map = document.querySelector(".incident-map-sheet");
    const above = map.getBoundingClientRect().top - main.getBoundingClientRect().top + main.scrollTop;
    const lines = [".incident-map-notes", ".page-main > .incident-map-credits"]
      .reduce((sum, line) => sum + document.querySelector(line).offsetHeight, 0);
    return main.clientHeight + height() - above - window.innerHeight * share - lines;
  }

  function set(height) {
    const least = rowsHeight(fewest());
    const most = Math.max(least, Math.min(rowsHeight(rows), tallest(LEAST_MAP_SHARE)));
    const px = Math.round(Math.max(least, Math.min(height, most)));
    // Not on the page's root, of which every element inherits: the browser would work out the style of them all.
    place().style.setProperty("--table-height", `${px}px`);
    const values = { "aria-valuemin": least, "aria-valuemax": Math.round(most), "aria-valuenow": px };
    for (const [name, value] of Object.entries(values)) edge().setAttribute(name, String(value));
    return px;
  }

  function settle() {
    // The embedded map and the comparison have no table.
    const table = at("incident-table");
    if (!table || !table.open) return;
    fit();
  }

  function fit() {
    set(chosen === null ? Math.min(rowsHeight(Math.max(rows, fewest())), tallest(MAP_SHARE)) : chosen);
  }

  /* The grid has its sideways scroll bar after its rows, which would lie over the last of them. */
  function watchScroll() {
    const view = place().querySelector(".ag-body-horizontal-scroll");
    if (!view || view === watched) return;
    watched = view;
    new ResizeObserver(settle).observe(view);
  }

  window.atlas = window.atlas || {};
  /* The number of rows that the table has. */
  window.atlas.fitTable = (number) => {
    rows = number;
    settle();
    watchScroll();
  };

  /* The drawer has its height when it opens, before its grid is there: the map below it is drawn once. */
  document.addEventListener("click", ({ target }) => {
    if (!target.closest || !target.closest("#incident-table > summary")) return;
    rows = rowsOfTitle();
    fit();
  }, true);

  document.addEventListener("keydown", (event) => {
    if (event.target !== edge()) return;
    const now = place().offsetHeight;
    const next = {
      ArrowUp: now + ROW_PX, ArrowDown: now - ROW_PX, Home: 0, End: Infinity,
      PageUp: now + PAGE_ROWS * ROW_PX, PageDown: now - PAGE_ROWS * ROW_PX,
    }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    chosen = set(next);
  });

  document.addEventListener("pointerdown", (event) => {
    if (event.target !== edge()) return;
    const [from, height] = [event.clientY, place().offsetHeight];
    edge().setPointerCapture(event.pointerId);
    const move = (moved) => { chosen = set(height + from - moved.clientY); };
    const end = () => edge().removeEventListener("pointermove", move);
    edge().addEventListener("pointermove", move);
    edge().addEventListener("lostpointercapture", end, { once: true });
  });

  /* As its rows need again. */
  document.addEventListener("dblclick", (event) => {
    if (event.target !== edge()) return;
    chosen = null;
    settle();
  });

  window.addEventListener("resize", () => window.requestAnimationFrame(settle));
})();
