/* What the first answer shows, until the page shows the same: it lies over the page, which is filled below it. Its map
   stays over the live one until that is painted. */
"use strict";

(function () {
  /* The same words in both: then the page has caught up. */
  const COMPARED = [".headline", ".active-filter-parts", ".incident-rows", ".incident-details h2"];
  const LOOK_AGAIN_MS = 50;
  const LONGEST_MS = 15000;

  let isPainted = false;
  let map = null;

  window.atlas = window.atlas || {};
  window.atlas.mapIsPainted = () => {
    isPainted = true;
    if (map) map.remove();
  };

  const host = document.getElementById("first-view");
  window.atlas.standApart = () => {};
  if (!host) return;

  /* In a root of its own: else every script would find two of what it looks for. */
  function apart() {
    const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText));
    const style = new CSSStyleSheet();
    style.replaceSync(rules.join("\n").replaceAll("html:not(:lang(en))", ":host(:not(:lang(en)))"));
    const root = host.attachShadow({ mode: "closed" });
    root.adoptedStyleSheets = [style];
    root.append(...host.childNodes);
    return root;
  }

  /* Once the page's own size of the map is there. */
  function drawMap() {
    const legend = host.querySelector(".map-legend");
    if (legend) window.atlas.openLegend(legend);
    const drawing = host.querySelector("svg.first-map");
    if (drawing && !map && !isPainted) map = window.atlas.asCanvas(drawing);
  }
  document.addEventListener("DOMContentLoaded", drawMap);

  let view = null;
  const entry = document.getElementById("react-entry-point");

  const wordsOf = (root, selector) => root.querySelector(selector)?.textContent.replace(/\s+/g, " ").trim();

  /* Instead of the page: the sentence of data that have ended, or that Dash was answered nothing. */
  const isRefused = () => entry.querySelector(".own-data-ended, .not-loaded") !== null;

  const isCaughtUp = () => isRefused() || COMPARED.every((selector) => {
    const words = wordsOf(view, selector);
    return words === undefined || words === wordsOf(entry, selector);
  });

  function keepMap() {
    const sheet = entry.querySelector(".incident-map-sheet");
    if (map && sheet && !isPainted) sheet.append(map);
  }

  let last = 0;
  function end() {
    if (!isCaughtUp() && performance.now() < last) {
      window.setTimeout(end, LOOK_AGAIN_MS);
      return;
    }
    const top = host.scrollTop;
    keepMap();
    host.remove();
    entry.inert = false;
    if (top) window.scrollTo(0, top);
  }

  /* Before the page is filled. */
  window.atlas.standApart = () => {
    drawMap();
    view = apart();
    entry.inert = true;
    last = performance.now() + LONGEST_MS;
    end();
  };
})();
