/* What was reported in a period: a district goes into the filter, a group of incidents into the selection. */
"use strict";

window.dash_clientside = window.dash_clientside || {};

(function () {
  /* Asked for at each use: Dash sets it after this script is loaded. */
  const noUpdate = () => window.dash_clientside.no_update;

  const PATIENCE_MS = 5000;

  /* The list is made anew after a click; who came by keyboard goes on from the same button. */
  function keepFocus(button) {
    const observer = new MutationObserver(() => {
      const anew = document.getElementById(button);
      if (anew && document.activeElement === document.body) anew.focus();
    });
    observer.observe(document.getElementById("change-content"), { childList: true, subtree: true });
    setTimeout(() => observer.disconnect(), PATIENCE_MS);
  }

  window.dash_clientside.change = {
    toggleDistrict(_clicks, stored) {
      const item = window.atlas.clicked();
      if (item === null) return noUpdate();
      if (document.activeElement) keepFocus(document.activeElement.id);
      return { filter: window.atlas.toggled(stored || {}, "district", item.code) };
    },

    toggleCluster(_clicks, clusters, selected) {
      const item = window.atlas.clicked();
      const group = item && (clusters || [])[item.number];
      if (!group) return noUpdate();
      return window.atlas.same(group, selected || []) ? [] : group;
    },

    showCluster(selected, clusters) {
      const shown = window.dash_clientside.callback_context.outputs_list;
      return shown.map((output) => String(window.atlas.same((clusters || [])[output.id.number], selected || [])));
    },
  };
})();
