/* Words on a map that does not show what the page speaks of: while a changed filter is on its way to it, and where this
   browser cannot draw it. A map is never empty, nor of another filter, without them. */
"use strict";

window.dash_clientside = window.dash_clientside || {};

(function () {
  /* A filter is painted in less where nothing else is to be done, and words would blink. */
  const UNTOLD_MS = 400;
  const LOOK_AGAIN_MS = 100;
  const LONGEST_MAKING_MS = 3000;
  /* Of words that nothing takes away, as when an answer fails: the page then says that by itself. */
  const LONGEST_DRAWING_MS = 30000;

  const GRAPH = "#incident-map-graph .js-plotly-plot";

  const maps = () => window.atlas.maps;

  const sheetOf = () => document.querySelector(".incident-map-sheet");

  /* The reasons that hold now, the weightiest first. */
  const reasons = { lost: false, unable: false, unanswered: false, drawing: false };
  const wordsOf = (sheet) => ({
    lost: sheet.dataset.mapLost,
    unable: sheet.dataset.mapUnable,
    unanswered: sheet.dataset.mapUnanswered,
    drawing: sheet.dataset.mapDrawing,
  });

  function show() {
    const sheet = sheetOf();
    if (!sheet) return;
    const reason = Object.keys(reasons).find((name) => reasons[name]);
    let note = sheet.querySelector(".map-state");
    if (!note) {
      note = document.createElement("p");
      note.className = "map-state";
      note.setAttribute("role", "status");
      sheet.append(note);
    }
    const words = reason ? wordsOf(sheet)[reason] : "";
    // The headline has said so already to who hears the page.
    note.setAttribute("aria-hidden", String(reason === "drawing"));
    if (note.textContent !== words) note.textContent = words;
  }

  function set(reason, holds) {
    if (reasons[reason] === holds) return;
    reasons[reason] = holds;
    show();
  }

  function canDraw() {
    const context = document.createElement("canvas").getContext("webgl2");
    const way = context && context.getExtension("WEBGL_lose_context");
    if (way) way.loseContext();
    return Boolean(context);
  }

  /* A browser gives a canvas up when it has too many, or its graphics driver fails; MapLibre draws again when it can. */
  function watch(map) {
    const canvas = map.getCanvas();
    canvas.addEventListener("webglcontextlost", () => set("lost", true));
    canvas.addEventListener("webglcontextrestored", () => map.once("idle", () => set("lost", false)));
  }

  let changes = 0;
  let followed;
  /* The filter whose circles Plotly was given last. */
  let given = null;
  const ordered = (filter) => window.atlas.ordered(filter || {});
  const isGiven = (filter) => given !== null && window.atlas.same(given, ordered(filter));

  /* The timer of words for a filter that headline or timeline show already, and since when they do. */
  let behind = 0;
  let behindSince = 0;

  /* A filter that the page speaks of from now on. */
  window.atlas.whenFiltered((filter) => {
    window.atlas.headline.follow(filter);
    const isFirst = followed === undefined;
    followed = filter;
    const change = (changes += 1);
    set("unanswered", false);
    let isDue = !isFirst;
    const end = () => {
      isDue = false;
      if (change === changes) set("drawing", false);
    };
    /* A frame alone says nothing: it may be that of a filter before, or of the rest of the ground. */
    const look = () => {
      if (window.atlas.internals.isOutOfReach(document.querySelector(GRAPH))) end();
      else if (isGiven(filter)) maps().whenPrepared(maps().main, (map) => map.isWaitingForParts() || end());
      if (isDue) window.setTimeout(look, LOOK_AGAIN_MS);
    };
    const untold = behind ? Math.max(0, UNTOLD_MS - (performance.now() - behindSince)) : UNTOLD_MS;
    window.clearTimeout(behind);
    behind = 0;
    // The drawing of the first view is of the address's filter, and so is the map that takes its place.
    if (isFirst) end();
    if (!isDue) return;
    look();
    window.setTimeout(() => isDue && change === changes && set("drawing", true), untold);
    window.setTimeout(end, LONGEST_DRAWING_MS);
  });

  window.atlas = window.atlas || {};
  window.atlas.watchState = watch;

  /* The filter that the page speaks of comes to no map: what is drawn is of another, and no longer on its way. */
  window.atlas.mapIsUnanswered = function () {
    if (followed === undefined || isGiven(followed)) return;
    changes += 1;
    set("drawing", false);
    set("unanswered", true);
  };

  /* The filter of a figure that Plotly is given in the same task; from then on the map waits for its parts. */
  window.atlas.mapIsGiven = function (filter) {
    window.setTimeout(() => { given = ordered(filter); });
  };

  /* Whether headline or timeline follow a filter, of a brush or one just chosen, that the map is not even asked for yet. */
  window.atlas.mapIsBehind = function (isBehind) {
    if (isBehind && behind) return;
    window.clearTimeout(behind);
    behindSince = performance.now();
    behind = isBehind ? window.setTimeout(() => set("drawing", true), UNTOLD_MS) : 0;
    if (!isBehind) set("drawing", false);
  };

  window.setTimeout(() => {
    if (sheetOf() && !window.atlas.isMapReady() && !canDraw()) set("unable", true);
  }, LONGEST_MAKING_MS);
})();
