/* Says so when the atlas's server does not answer what the page needs, for as long as something of it is missing or old: Dash,
   Plotly and MapLibre write that to the console alone. */
"use strict";

(function () {
  const CALLBACK = "_dash-update-component";
  const FIRST_FAILURE = 500;
  const MAP = "incident-map-graph.figure";

  window.atlas = window.atlas || {};

  /* What failed and has not come since: the outputs of a callback, or an address. */
  const missing = new Set();
  let note = null;

  function show() {
    if (!missing.size) {
      if (note) note.remove();
      note = null;
      return;
    }
    if (note) return;
    note = document.createElement("p");
    note.className = "unanswered";
    note.setAttribute("role", "alert");
    document.body.append(note);
    const again = Object.assign(document.createElement("button"), { type: "button", textContent: document.body.dataset.loadAgain });
    again.addEventListener("click", () => window.location.reload());
    // An alert is read out for what changes in it.
    note.append(document.body.dataset.unanswered, " ", again);
  }

  /* Of a page that is left, all that is under way ends. */
  let isLeft = false;
  window.addEventListener("pagehide", () => { isLeft = true; });
  window.addEventListener("pageshow", () => { isLeft = false; });

  /**
   * The status with which something came that the page needs; none where nothing came.
   * @param {string} name
   * @param {number} [status]
   */
  window.atlas.noteAnswer = function (name, status) {
    const isThere = Boolean(status) && status < FIRST_FAILURE;
    if (isThere) missing.delete(name);
    else if (!isLeft) missing.add(name);
    if (!isThere && name.startsWith(CALLBACK) && name.includes(MAP)) window.atlas.mapIsUnanswered();
    show();
  };

  /* What is asked for, by a name that is the same for each filter; null for what the page does without, or tells of itself. */
  function nameOf(request, settings) {
    const address = new URL(request instanceof Request ? request.url : String(request), window.location.href);
    if (address.origin !== window.location.origin) return null;
    if (address.pathname.endsWith(CALLBACK)) {
      const body = settings && settings.body;
      return typeof body === "string" ? `${CALLBACK} ${JSON.parse(body).output}` : CALLBACK;
    }
    return /\/(_dash-layout|_dash-dependencies|map\/.*)$/.test(address.pathname) ? address.pathname : null;
  }

  const { fetch } = window;
  window.fetch = function (request, settings) {
    const answer = fetch.call(window, request, settings);
    const name = nameOf(request, settings);
    if (name !== null) {
      answer.then(
        ({ status }) => window.atlas.noteAnswer(name, status),
        (error) => error.name === "AbortError" || window.atlas.noteAnswer(name),
      );
    }
    return answer;
  };
})();
