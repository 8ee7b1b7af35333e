/* What was reported in a period: a group of incidents goes into the selection, a second press takes it out. */
"use strict";

window.dash_clientside = window.dash_clientside || {};

(function () {
  const incidentsOf = (group) => JSON.parse(group.incidents);
  const isSelected = (group, selected) => window.atlas.same(incidentsOf(group), selected || []);

  window.atlas = window.atlas || {};
  const presses = (window.atlas.presses = window.atlas.presses || {});
  presses["change-cluster"] = (pressed, _filter, selected) => ({
    selected: isSelected(pressed, selected) ? [] : incidentsOf(pressed),
  });

  window.dash_clientside.change = {
    showCluster(selected) {
      for (const button of document.querySelectorAll(".change-clusters [data-press]")) {
        button.setAttribute("aria-pressed", String(isSelected(JSON.parse(button.dataset.press), selected)));
      }
    },
  };
})();
