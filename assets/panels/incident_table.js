/* The table: its grid asks for the pages that come into sight, and marks the selected incident. */
"use strict";

window.dash_clientside = window.dash_clientside || {};

(function () {
  const GRID = "incident-table-grid";
  /* A filter that is being dragged asks for rows when it rests this long. */
  const REST_MS = 80;

  const panel = () => document.getElementById("incident-table");

  /* AG Grid's own interface; null until the table was opened. */
  let grid = null;
  let filter = {};
  /* The filter whose rows the grid has, or is asking for; null when it has none. */
  let shown = null;
  let sorts = [];
  let marked = null;
  let resting = 0;

  function addressOf(requested, start, end, found) {
    const query = new URLSearchParams({ start, end });
    for (const sort of sorts) query.append("sort", `${sort.colId}.${sort.sort}`);
    window.atlas.appendFilter(query, requested);
    if (found) query.append("find", found);
    return `${panel().dataset.pages}?${query}`;
  }

  function ask(address, signal) {
    return fetch(address, { signal }).then((answer) => {
      if (!answer.ok) throw new Error(`${answer.status}`);
      return answer.json();
    });
  }

  function say(sentence) {
    const place = document.getElementById("incident-table-failure");
    if (place.textContent !== sentence) place.textContent = sentence;
  }

  /* The rows of one filter. Once another one is shown, what still comes for this one is thrown away. */
  function rowsOf(requested) {
    const stop = new AbortController();
    let isFirst = true;
    return {
      getRows(params) {
        sorts = params.sortModel;
        const found = isFirst ? marked : null;
        isFirst = false;
        ask(addressOf(requested, params.startRow, params.endRow, found), stop.signal).then((answer) => {
          if (stop.signal.aborted) return;
          say("");
          params.successCallback(answer.rows, answer.count);
          window.atlas.fitTable(answer.count);
          if (answer.count) grid.hideOverlay();
          else grid.showNoRowsOverlay();
          markLoaded();
          if (found === null || found !== marked || answer.position === null) return;
          // The grid measures its new height in the next frame, and stays at its top until then.
          window.requestAnimationFrame(() => window.requestAnimationFrame(() => {
            if (!stop.signal.aborted && found === marked) bringIntoSight(answer.position);
          }));
        }).catch(() => {
          if (stop.signal.aborted) return;
          params.failCallback();
          say(panel().dataset.failure);
        });
      },
      destroy() {
        stop.abort();
      },
    };
  }

  /* Gives the grid the rows of the filter; a folded table waits until it is opened. */
  function load() {
    if (!grid || !panel().open || window.atlas.same(shown, filter)) return;
    shown = filter;
    grid.setGridOption("datasource", rowsOf(filter));
  }

  function markLoaded() {
    grid.forEachNode((node) => {
      const isMarked = marked !== null && node.id === marked;
      if (node.isSelected() !== isMarked && node.data) node.setSelected(isMarked);
    });
  }

  function bringIntoSight(position) {
    const isSeen = position > grid.getFirstDisplayedRowIndex() && position < grid.getLastDisplayedRowIndex();
    grid.ensureIndexVisible(position, isSeen ? null : "middle");
  }

  /* Brings the selected incident into sight, on whatever page it stands. */
  function reveal() {
    if (marked === null || shown === null) return;
    const node = grid.getRowNode(marked);
    if (node) {
      bringIntoSight(node.rowIndex);
      return;
    }
    const [found, requested] = [marked, shown];
    ask(addressOf(requested, 0, 1, found)).then((answer) => {
      if (answer.position !== null && found === marked && requested === shown) bringIntoSight(answer.position);
    }).catch(() => say(panel().dataset.failure));
  }

  /* Set past Dash's graph, because the selection also decides which row is marked. */
  function choose(event) {
    const next = event.api.getSelectedRows().map((row) => row.id);
    if (next.length && next[0] !== marked) window.dash_clientside.set_props("selected-incidents", { data: next });
  }

  /* Enter opens the card of a row and goes there; Space and a click mark the row, and stay. */
  function openCard({ event, node }) {
    if (event.key !== "Enter" || !node.data) return;
    window.atlas.focusNextCard();
    node.setSelected(true);
  }

  /* The component gives the grid rows of its own when it is ready, which would take the place of ours. */
  function begin(there) {
    if (!there.getGridOption("datasource")) {
      window.setTimeout(() => begin(there), 10);
      return;
    }
    if (!grid) {
      there.addEventListener("selectionChanged", choose);
      there.addEventListener("cellKeyDown", openCard);
    }
    grid = there;
    load();
  }

  window.dash_clientside.incidentTable = {
    show(place, requested) {
      filter = requested || {};
      if (!place) return;
      window.clearTimeout(resting);
      if (grid) resting = window.setTimeout(load, REST_MS);
      else window.dash_ag_grid.getApiAsync(GRID).then(begin);
    },

    mark(selected) {
      marked = Array.isArray(selected) && selected.length === 1 ? selected[0] : null;
      if (!grid) return;
      markLoaded();
      reveal();
    },
  };

  let gridScript = null;

  function askForGrid() {
    gridScript = gridScript || new Promise((resolve, refuse) => {
      const script = document.createElement("script");
      script.src = panel().dataset.grid;
      script.onload = resolve;
      script.onerror = refuse;
      document.head.append(script);
    });
    return gridScript;
  }

  document.addEventListener("toggle", (event) => {
    if (event.target !== panel()) return;
    const { open } = event.target;
    askForGrid().then(() => {
      window.dash_clientside.set_props("incident-table", { open });
      load();
    }).catch(() => {
      gridScript = null;
      say(panel().dataset.failure);
    });
  }, true);

  /* A cell with its language; React stands ready when the grid draws it. */
  const cells = (window.dashAgGridComponentFunctions = window.dashAgGridComponentFunctions || {});
  cells.FreeText = (cell) => window.React.createElement("span", { lang: cell.lang }, cell.value);
})();
