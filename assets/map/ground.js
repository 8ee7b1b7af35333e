// @ts-check
/* What a map's style begins with, and what it is given later: the ground outside of the data's region, which is two
   thirds of it and seldom seen, and names in another language. */
"use strict";

(function () {
  /* Of a machine that never rests. */
  const LONGEST_WAIT_MS = 3000;

  const isWithin = (map, [west, south, east, north]) => {
    const seen = map.getBounds();
    return seen.getWest() >= west && seen.getEast() <= east && seen.getSouth() >= south && seen.getNorth() <= north;
  };

  /* By map: the address of the names that it shows, once they are others than it began with. */
  const named = new WeakMap();

  /* All of the ground: once the map is drawn, and at once where it shows more than it has. */
  function completeGround(map) {
    const { ground, region } = map.getStyle().metadata || {};
    if (!ground) return;
    let isDue = true;
    const complete = () => {
      if (isDue && map.getSource("ground")) map.getSource("ground").setData(ground);
      isDue = false;
      map.off("move", look);
    };
    const look = () => {
      if (!region || !isWithin(map, region)) complete();
    };
    map.on("move", look);
    map.once("idle", () => window.requestIdleCallback(complete, { timeout: LONGEST_WAIT_MS }));
    look();
  }

  window.atlas = window.atlas || {};
  window.atlas.completeGround = completeGround;

  /* Names in the language of another style. */
  window.atlas.giveNames = function (map, style) {
    const { names } = style.metadata || {};
    const shown = named.get(map) || (map.getStyle().metadata || {}).names;
    if (!names || names === shown) return;
    named.set(map, names);
    map.getSource("names").setData(names);
  };
})();
