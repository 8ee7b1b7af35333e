/* Recorded areas: what the panel's buttons ask for, and the card of an area that is clicked on the map. */
"use strict";

(function () {
  const REACH_PX = 5;
  window.atlas = window.atlas || {};
  const presses = (window.atlas.presses = window.atlas.presses || {});

  function choose(area) {
    window.dash_clientside.set_props("areas-chosen", { data: area });
  }

  presses["areas-filter"] = (pressed, filter) => ({ filter: window.atlas.toggled(filter, "area", pressed.area) });
  presses["areas-incident"] = (pressed) => ({ selected: [pressed.incident] });
  presses["areas-choose"] = (pressed) => {
    choose(pressed.area);
    return {};
  };

  /* Opens the card of the area whose outline or hatching was clicked, unless a circle lies there. */
  window.atlas.watchAreas = function (map) {
    const isOf = (layer) => layer.id.startsWith("area-outline-") || layer.id.startsWith("area-hatching-");
    map.on("click", ({ point }) => {
      const panel = document.getElementById("areas");
      if (!panel || panel.hidden) return;
      const box = [[point.x - REACH_PX, point.y - REACH_PX], [point.x + REACH_PX, point.y + REACH_PX]];
      const found = map.queryRenderedFeatures(box);
      const area = found.find(({ layer }) => isOf(layer));
      if (!area || found.some(({ layer }) => layer.type === "circle" && !layer.id.startsWith("town"))) return;
      panel.open = true;
      choose(area.properties.area_id);
      document.getElementById("side-panel-tab-charts").click();
      panel.scrollIntoView({ block: "nearest" });
    });
  };
})();
