/* Before the page is printed, the map is copied as it stands: a map of the paper's size would have to be drawn anew,
   for which a browser does not wait, and what WebGL has drawn is gone by then. */
"use strict";

(function () {
  function copyOf(map) {
    const drawn = map.getCanvas();
    const copy = document.createElement("canvas");
    copy.className = "print-map";
    copy.setAttribute("aria-hidden", "true");
    [copy.width, copy.height] = [drawn.width, drawn.height];
    map.redraw();
    copy.getContext("2d").drawImage(drawn, 0, 0);
    return copy;
  }

  window.addEventListener("beforeprint", () => {
    for (const graph of document.querySelectorAll(".incident-map-sheet .js-plotly-plot")) {
      const { map } = graph._fullLayout || {};
      const sheet = graph.closest(".incident-map-sheet");
      for (const old of sheet.querySelectorAll(".print-map")) old.remove();
      if (map && map._subplot && map._subplot.map) sheet.prepend(copyOf(map._subplot.map));
    }
  });

  window.addEventListener("afterprint", () => {
    for (const copy of document.querySelectorAll(".print-map")) copy.remove();
  });
})();
