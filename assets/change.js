/* What was reported in a period: a district goes into the filter, a group of incidents into the selection. */
"use strict";

window.dash_clientside = window.dash_clientside || {};

(function () {
  /* Asked for at each use: Dash sets it after this script is loaded. */
  const noUpdate = () => window.dash_clientside.no_update;

  window.dash_clientside.change = {
    toggleDistrict(pressed, stored) {
      if (!pressed || pressed.type !== "change-district") return noUpdate();
      return { filter: window.atlas.toggled(stored || {}, "district", pressed.code) };
    },

    toggleCluster(pressed, clusters, selected) {
      const group = pressed && pressed.type === "change-cluster" && (clusters || [])[pressed.number];
      if (!group) return noUpdate();
      return window.atlas.same(group, selected || []) ? [] : group;
    },

    showCluster(selected, clusters) {
      for (const button of document.querySelectorAll("#change-content [data-press*='change-cluster']")) {
        const { number } = JSON.parse(button.dataset.press);
        button.setAttribute("aria-pressed", String(window.atlas.same((clusters || [])[number], selected || [])));
      }
    },
  };
})();
