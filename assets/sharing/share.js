/* The dialog for sharing: opens with the address that the page has at that moment. */
"use strict";

window.dash_clientside = window.dash_clientside || {};

(function () {
  const noUpdate = () => window.dash_clientside.no_update;

  window.dash_clientside.share = {
    open(clicks) {
      if (!clicks) return [noUpdate(), noUpdate()];
      const drawn = document.querySelector(".incident-map-sheet");
      const map = drawn ? [drawn.clientWidth, drawn.clientHeight] : null;
      return [true, { origin: window.location.origin, search: window.location.search, map, click: clicks }];
    },
  };
})();
