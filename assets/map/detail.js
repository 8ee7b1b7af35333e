/* Which part of the world a map shows, for a server that draws large collections by parts: a map asks for the
   circles of what it shows where those that it has are not enough. Small collections are drawn once, and never ask. */
"use strict";

(function () {
  /* Of the map's width and height on each side, so that small steps find their circles there. */
  const MARGIN = 0.25;
  const PAUSE_MS = 120;
  const TURN = 360;
  /* Web maps end here. */
  const NORTH = 85.0511;

  const clamped = (latitude) => Math.min(Math.max(latitude, -NORTH), NORTH);

  function boxOf(map, margin) {
    const bounds = map.getBounds();
    let [west, east] = [bounds.getWest(), bounds.getEast()];
    let [south, north] = [bounds.getSouth(), bounds.getNorth()];
    const [wide, high] = [(east - west) * margin, (north - south) * margin];
    [west, east, south, north] = [west - wide, east + wide, clamped(south - high), clamped(north + high)];
    if (east - west >= TURN) [west, east] = [-TURN / 2, TURN / 2];
    // West within one turn of the map's middle, however often a reader has gone around.
    const turns = Math.floor((west + TURN / 2) / TURN) * TURN;
    return { west: west - turns, south, east: east - turns, north };
  }

  function isEnough(drawn, map) {
    const [zoom, here] = [Math.floor(map.getZoom()), boxOf(map, 0)];
    if (drawn.is_single ? zoom < drawn.zoom : zoom !== drawn.zoom) return false;
    const [west, south, east, north] = drawn.box;
    if (here.south < south - 1e-9 || here.north > north + 1e-9) return false;
    return east - west >= TURN ||
      [-TURN, 0, TURN].some((turn) => here.west + turn >= west && here.east + turn <= east);
  }

  let requests = 0;

  function request(view, map) {
    if (!view.drawn || isEnough(view.drawn, map)) return;
    // An answer that is not enough for what was requested would not be the next time.
    const query = JSON.stringify([view.seen, view.drawn.shown]);
    if (query === view.lastQuery) return;
    view.lastQuery = query;
    requests += 1;
    window.dash_clientside.set_props(`${view.name}-requested`, { data: requests });
  }

  function see(view, map) {
    const room = view.follows ? view.room : null;
    view.seen = { ...boxOf(map, MARGIN), zoom: Math.min(Math.max(map.getZoom(), 0), 24), room };
    window.dash_clientside.set_props(`${view.name}-seen`, { data: view.seen });
    window.clearTimeout(view.pause);
    view.pause = window.setTimeout(() => request(view, map), PAUSE_MS);
  }

  window.atlas = window.atlas || {};

  window.atlas.detail = {
    /* Whether a map has the circles of all that it shows. */
    isEnoughFor(map) {
      return !map.drawnByAtlas || isEnough(map.drawnByAtlas, map);
    },

    /* Follows a map whose view is in the stores of `view`. */
    watch(view, map) {
      view.map = map;
      map.drawnByAtlas = view.drawn;
      map.on("moveend", () => see(view, map));
    },

    /* The view for which the circles that the map now has are enough; nothing for every view. */
    noteDrawn(view, drawn) {
      view.drawn = drawn;
      if (view.map) view.map.drawnByAtlas = drawn;
      // The map may have moved on while they were under way.
      if (drawn && view.map) see(view, view.map);
    },
  };
})();
