/* What is selected in space: its outline on every map, and the fields beside the map that select by distance. */
"use strict";

window.dash_clientside = window.dash_clientside || {};

(function () {
  const SOURCE = "selection";
  const CASING = "selection-casing";
  const LINE = "selection-line";
  /* The lowest layer of the style above land, shades and lines. */
  const BELOW = "under-1";

  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  const panel = () => document.getElementById("map-selection");
  const field = (name) => document.getElementById(`map-selection-${name}`);
  const wordsOf = (name) => panel().dataset[name];

  let filter = {};

  /* The answer of the server; `sentence` says what was not understood. */
  async function read(address, query) {
    const target = new URL(address, window.location.href);
    for (const [key, value] of Object.entries(query)) target.searchParams.set(key, value);
    target.searchParams.set("lang", document.documentElement.lang);
    try {
      return await (await fetch(target)).json();
    } catch {
      return { sentence: panel() ? wordsOf("failed") : "" };
    }
  }

  function paint(map) {
    if (!map.getLayer(LINE)) return;
    map.setPaintProperty(CASING, "line-color", colour("map-halo"));
    map.setPaintProperty(LINE, "line-color", colour("text"));
  }

  function draw(map, outline) {
    const source = map.getSource(SOURCE);
    if (source) {
      source.setData(outline || { type: "FeatureCollection", features: [] });
      return;
    }
    if (!outline) return;
    map.addSource(SOURCE, { type: "geojson", data: outline });
    const below = map.getLayer(BELOW) ? BELOW : undefined;
    map.addLayer({ id: CASING, type: "line", source: SOURCE, paint: { "line-width": 5, "line-opacity": 0.8 } }, below);
    map.addLayer({ id: LINE, type: "line", source: SOURCE, paint: { "line-width": 2, "line-dasharray": [3, 1.5] } }, below);
    paint(map);
  }

  /* Shows on the map of a place what `within` selects; nothing for "". */
  async function show(place, within) {
    if (place.within === within) return;
    place.within = within;
    const sheet = document.getElementById(place.graph).closest(".incident-map-sheet");
    const { selections } = within ? await read(sheet.dataset.selection, { within, of: "outline" }) : { selections: null };
    window.atlas.maps.whenLoaded(place, (map) => {
      // Of several under way the last one holds.
      if (place.within === within) draw(map, selections ? selections[0].outline : null);
    });
  }

  function say(text) {
    field("status").textContent = text;
    field("choices").replaceChildren();
  }

  function choose(texts, take) {
    field("choices").replaceChildren(...texts.map((text, at) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = text;
      button.addEventListener("click", () => take(at));
      return button;
    }));
  }

  function select({ within, area, label }) {
    const requested = area ? { area: [area] } : { within: [within] };
    window.dash_clientside.set_props("filter-request", { data: { filter: window.atlas.ordered({ ...filter, ...requested }) } });
    say(wordsOf("selected").replace("{selection}", label));
  }

  const address = () => document.querySelector(".incident-map-sheet").dataset.selection;

  /* Whether one is meant for certain: a name that is only similar is asked about. */
  const isClear = (found) => found.length === 1 && !found[0].similar;
  const question = (found) => wordsOf(found.every((one) => one.similar) ? "similar" : "several");

  /* Selects what a query of the address of selections reads; asks which where it reads several. */
  async function ask(query) {
    const { selections, sentence } = await read(address(), query);
    if (!selections) return say(sentence || wordsOf("failed"));
    if (isClear(selections)) return select(selections[0]);
    say(question(selections));
    return choose(selections.map((one) => one.label), (at) => select(selections[at]));
  }

  async function go(text) {
    const { points, sentence } = await read(address(), { go: text });
    if (!points) return say(sentence || wordsOf("failed"));
    const look = (at) => window.atlas.mapTools.lookAt(points[at]);
    if (isClear(points)) return look(0);
    say(question(points));
    return choose(points.map((one) => one.label), look);
  }

  document.addEventListener("submit", (event) => {
    if (!event.target.closest(".map-selection-form")) return;
    event.preventDefault();
    ask({ of: field("of").value, km: field("km").value });
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest && event.target.closest('[data-map-tool="go"]');
    if (button) go(field("of").value);
  });

  new MutationObserver(() => {
    for (const place of window.atlas.maps.known) {
      window.requestAnimationFrame(() => window.atlas.maps.whenPrepared(place, paint));
    }
  }).observe(document.documentElement, { attributes: true, attributeFilter: ["data-ag-theme-mode", "style", "class"] });

  /* By a class and not by :has() of the style sheet: with that, whatever changes anywhere below the page's main part has
     the browser work out the style of all of it. */
  new MutationObserver(() => {
    const tools = panel();
    tools?.closest(".page-main")?.classList.toggle("is-selecting", tools.open);
  }).observe(document.documentElement, { attributes: true, subtree: true, attributeFilter: ["open"] });

  window.atlas.whenFiltered((stored) => {
    filter = stored || {};
    show(window.atlas.maps.main, (filter.within || [""])[0]);
  });

  window.atlas = window.atlas || {};
  window.atlas.selection = {
    show,
    ask,
    say,
    km: () => field("km").value,
    /* Where a text is typed that is meant as a point, the map goes there, and says so with the map's tools. */
    goTo(text) {
      panel().open = true;
      go(text);
    },
  };
})();
