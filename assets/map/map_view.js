/* Where maps look: at what matches and at the incident that is selected, until a reader moves them. */
"use strict";

(function () {
  const CLOSEST_CELL = 18;
  /* Of a move that a button of ours makes for the reader. */
  const BY_HAND = { originalEvent: true, isByHand: true };
  const LONGEST_MOVE_MS = 1000;

  const { main, texts, graphOf, subplotOf, whenLoaded, whenOutOfReach, whenPrepared, viewOf } = window.atlas.maps;

  const camera = () => window.atlas.camera;

  /* What a map that follows shows: what matches, and the incident that is selected. */
  const boxToFit = ({ bounds, chosen }) => camera().around(bounds, chosen);

  /* Where there is nothing to show, the map stays where it is. */
  function fit(place, map, box = boxToFit(place.view)) {
    if (!box && place.view.fitted) return;
    const next = camera().fittingView(map, box);
    place.view.fitted = box;
    place.view.room = next.room;
    camera().look(map, next);
  }

  function setFollows(view, follows) {
    view.follows = follows;
    const button = document.getElementById(`${view.name}-follow`);
    if (button) button.hidden = follows;
  }

  /* The map looks at what is to be shown now, unless a reader has moved it. While the playback runs, the view only
     grows, so that nothing jumps from step to step. */
  function followView(place, map) {
    const { view } = place;
    let target = boxToFit(view);
    if (!view.follows || !target) return;
    if (window.atlas.isPlaying && window.atlas.isPlaying()) target = camera().around(view.fitted, target);
    if (view.fitted && target.every((edge, at) => edge === view.fitted[at])) return;
    map.waitForParts(LONGEST_MOVE_MS);
    fit(place, map, target);
  }

  /* Takes the size of the sheet, and fits again what was fitted. */
  function follow(place, map) {
    const drawn = graphOf(place);
    const settle = () => {
      if (place.view.follows) fit(place, map, place.view.fitted || undefined);
    };
    if (window.atlas.hasItsSize(drawn) || !drawn.clientHeight) return;
    // Plotly writes its default size into a layout without one, and then takes it for the reader's wish.
    delete drawn.layout.width;
    delete drawn.layout.height;
    // A resize that another overtakes is refused; the map has its size either way.
    Promise.resolve(window.Plotly.Plots.resize(drawn)).then(settle, settle);
  }

  const calm = (duration) => window.matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : duration;

  /* Goes to a camera or, where it names no place, to what is drawn: at once where that `isShown` already, otherwise when
     it comes. Then calls `isThere`. */
  function moveTo(place, requested, drawn, isShown, isThere) {
    whenOutOfReach(place, isThere);
    const isNamed = Boolean(requested) && requested.lon !== undefined;
    place.view.bounds = drawn;
    place.view.revealed = isNamed ? new URLSearchParams(window.location.search).get("incident") : null;
    setFollows(place.view, !isNamed);
    whenLoaded(place, (map) => {
      window.atlas.maps.prepare(place, map);
      isThere(map);
      if (isNamed) camera().look(map, requested);
      else if (isShown) fit(place, map);
    });
  }

  function fitAgain(place, drawn) {
    place.view.bounds = drawn;
    setFollows(place.view, true);
    whenLoaded(place, (map) => fit(place, map));
  }

  /* What is drawn now, and the box of what matches. */
  function noteDrawn(place, drawn, bounds) {
    window.atlas.detail.noteDrawn(place.view, drawn);
    place.view.bounds = bounds;
    whenPrepared(place, (map) => followView(place, map));
  }

  /* Has the selected incident in sight: together with what matches while the map follows that, and otherwise no closer
     than the reader has gone. The view that an address names holds for the incident that it names. */
  function reveal(place, chosen) {
    const { view } = place;
    const isNew = (chosen ? chosen.incident : null) !== view.revealed;
    [view.chosen, view.revealed] = chosen ? [chosen.box, chosen.incident] : [null, null];
    if (!isNew || !chosen) return;
    whenPrepared(place, (map) => {
      if (camera().isInSight(map, chosen.box)) return;
      if (view.follows) followView(place, map);
      else {
        const { lon, lat, zoom } = camera().fittingView(map, chosen.box, map.getZoom());
        map.easeTo({ center: [lon, lat], zoom, duration: calm(300) }, { originalEvent: true });
      }
    });
  }

  function zoomBy(place, by) {
    whenLoaded(place, (map) => map.easeTo({ zoom: map.getZoom() + by, duration: calm(200) }, BY_HAND));
  }

  /* The reader's own view of a map; null while it follows the filter. A map that is not there yet is
     going to look where `requested` says. */
  function ownView(place, requested) {
    const subplot = subplotOf(place);
    const map = subplot && subplot.map;
    if (!map || !map.isPreparedByAtlas) return requested && requested.lon !== undefined ? requested : null;
    return place.view.follows ? null : viewOf(map);
  }

  function lookAtCell(place, bounds) {
    if (!bounds) return;
    whenLoaded(place, (map) => {
      const { lon, lat, zoom } = camera().fittingView(map, bounds, CLOSEST_CELL);
      // Closer in any case, so that a click never leads nowhere.
      const closer = Math.max(zoom, Math.min(map.getZoom() + 1, CLOSEST_CELL));
      map.easeTo({ center: [lon, lat], zoom: closer, duration: calm(400) }, BY_HAND);
    });
  }

  /* Adds what a page shows beside its filter: where a map looks that does not follow the filter, its settings, the level of
     the boundaries where it is another than the first, and the token of own data. */
  window.atlas.appendView = (query, view, { measure, names, lines, ground, graticule }) => {
    const language = document.documentElement.lang;
    const { level, firstLevel, firstGround } = texts();
    if (view) {
      query.append("lon", view.lon.toFixed(4));
      query.append("lat", view.lat.toFixed(4));
      query.append("zoom", view.zoom.toFixed(2));
    }
    if (measure && measure !== "incidents") query.append("measure", measure);
    if (language && language !== "en") query.append("lang", language);
    if (names && names !== language) query.append("names", names);
    // Not where it is the one that the atlas shows first.
    if (ground && firstGround && ground !== firstGround) query.append("ground", ground);
    if (lines) query.append("lines", "1");
    if (graticule === false) query.append("graticule", "0");
    if (level && level !== firstLevel) query.append("level", level);
    const own = new URLSearchParams(window.location.search).get("own");
    if (own) query.append("own", own);
    return query;
  };

  window.atlas.mapView = (requested) => ownView(main, requested);

  window.atlas.maps = Object.assign(window.atlas.maps || {}, {
    fit, follow, setFollows, moveTo, fitAgain, noteDrawn, reveal, zoomBy, ownView, lookAtCell,
  });
})();
