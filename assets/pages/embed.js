/* The embedded map: folds its legend where it is small, and tells the page around it its height. */
"use strict";

window.dash_clientside = window.dash_clientside || {};

window.dash_clientside.embed = {
  /* The reader's own theme; there is no button for another. */
  scheme() {
    const isDark = window.matchMedia("(prefers-color-scheme: dark)").matches;
    return isDark ? ["dark", "dark"] : ["light", "light"];
  },
};

(function () {
  if (!window.location.pathname.startsWith("/embed")) return;

  const RATIO = 0.62;
  const FOLD_BELOW_PX = 400;
  let sentHeight = 0;

  window.atlas = window.atlas || {};
  /* The legend is open where there is room for it, unless a reader has folded or opened it since. */
  window.atlas.settleLegend = function (sheet, legend) {
    const map = sheet.querySelector(".incident-map-sheet");
    const isSmall = sheet.clientWidth < FOLD_BELOW_PX || map.clientHeight < FOLD_BELOW_PX;
    if (legend.dataset.isSmall === String(isSmall)) return;
    legend.dataset.isSmall = String(isSmall);
    legend.open = !isSmall;
  };

  function settle() {
    const sheet = document.querySelector(".embed, .is-embedded");
    const map = sheet && sheet.querySelector(".incident-map-sheet");
    if (!map) return;
    const legend = document.getElementById("map-legend-fold");
    if (legend) window.atlas.settleLegend(sheet, legend);
    const around = sheet.scrollHeight - map.clientHeight;
    const height = Math.max(250, Math.round(around + map.clientWidth * RATIO));
    if (window.parent !== window && Math.abs(height - sentHeight) > 2) {
      sentHeight = height;
      window.parent.postMessage({ mineAtlasHeight: height }, "*");
    }
  }

  /* A sandbox without allow-same-origin: every request of this page to its own atlas is one of a stranger. */
  const sandboxed = document.getElementById("embed-sandboxed");
  if (window.origin === "null" && sandboxed) {
    sandboxed.hidden = false;
    document.getElementById("react-entry-point").hidden = true;
    return;
  }

  /* In the frame in which Dash has drawn it: an open legend would cover a small map until the next look. */
  const drawn = new MutationObserver(() => {
    if (!document.getElementById("map-legend-fold")) return;
    drawn.disconnect();
    settle();
  });
  drawn.observe(document.documentElement, { childList: true, subtree: true });

  window.addEventListener("load", () => {
    new ResizeObserver(settle).observe(document.body);
    window.setInterval(settle, 1000);
  });
})();
