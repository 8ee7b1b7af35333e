/* The map: where it looks, what a click selects, and its scale. A place is where a map stands on a page:
   the ids of its graph and its scale, and what is known of its view; a page may have several. */
"use strict";

window.dash_clientside = window.dash_clientside || {};

(function () {
  /* Asked for at each use: Dash sets it after this script is loaded. */
  const noUpdate = () => window.dash_clientside.no_update;
  const CLOSEST_CELL = 18;
  /* Of a move that a button of ours makes for the reader. */
  const BY_HAND = { originalEvent: true, isByHand: true };
  const NO_MAP_MS = 300;
  const LOOK_AGAIN_MS = 20;
  const LONGEST_REPAINT_MS = 5000;
  const LONGEST_MOVE_MS = 1000;
  const LONGEST_COVER_MS = 30000;
  /* Position of the trace of circles: components/map/figure.py, DOTS. */
  const DOTS = 5;

  /* `view.bounds` is the box of what matches, `view.fitted` that to which the map was fitted. A view that `follows` is
     not written to the address, and follows filter and window. Maps that move together share their `view`; the ids of
     its stores and of its button begin with its `name`. */
  const known = [];

  function placeOf(graph, scale, view) {
    const place = { graph, scale, view, lastStyleRequest: 0 };
    known.push(place);
    return place;
  }

  const viewed = (name) => ({ name, follows: true, fitted: null, bounds: null });

  /* What this script says, in the page's language. */
  const texts = () => document.querySelector(".incident-map-sheet").dataset;

  const main = placeOf("incident-map-graph", "incident-map-scale", viewed("incident-map"));

  const graphOf = (place) => document.querySelector(`#${place.graph} .js-plotly-plot`);

  const subplotOf = (place) => window.atlas.internals.subplotOf(graphOf(place));

  /* Calls `then` with the map when its style and traces are there; without it where nothing leads to the map, which
     then shows what Plotly is given, and follows nothing else. */
  function whenLoaded(place, then) {
    if (window.atlas.internals.isOutOfReach(graphOf(place))) return;
    const subplot = subplotOf(place);
    // There is none where the browser has no WebGL.
    const map = subplot && subplot.map;
    if (map) window.atlas.spareDrawings(map);
    const hasTraces = map && Object.keys(subplot.traceHash).length > 0;
    if (hasTraces) drawMarks(map, graphOf(place));
    if (hasTraces && map.isStyleLoaded()) then(map);
    else window.setTimeout(() => whenLoaded(place, then), LOOK_AGAIN_MS);
  }

  /* As soon as Plotly has layers for them, so that they are cut into tiles along with the ground. */
  function drawMarks(map, graph) {
    if (map.isMarkedByAtlas) return;
    map.isMarkedByAtlas = true;
    window.atlas.shades.watch(map, graph);
    window.atlas.circles.watch(map, graph);
  }

  /* Calls `then` once where nothing leads to the map of a place, and never where its map is there. */
  function whenOutOfReach(place, then) {
    if (window.atlas.internals.isOutOfReach(graphOf(place))) then(null);
    else if (!subplotOf(place)) window.setTimeout(() => whenOutOfReach(place, then), 50);
  }

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

  const viewOf = (map) => ({ lon: map.getCenter().lng, lat: map.getCenter().lat, zoom: map.getZoom() });

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

  function dress(map, style) {
    window.atlas.giveNames(map, style);
    for (const layer of style.layers) {
      for (const [name, value] of Object.entries(layer.paint || {})) map.setPaintProperty(layer.id, name, value);
      for (const [name, value] of Object.entries(layer.layout || {})) map.setLayoutProperty(layer.id, name, value);
    }
  }

  /* Whether its lightest shade is that of the style sheet. */
  function hasColoursOfThePage(graph) {
    const drawn = graph.data[0]?.colorscale?.[0]?.[1];
    const target = window.getComputedStyle(document.documentElement).getPropertyValue("--district-ramp-0").trim();
    return !drawn || !target || drawn.toLowerCase() === target.toLowerCase();
  }

  function prepare(place, map) {
    if (map.isPreparedByAtlas) return;
    map.isPreparedByAtlas = true;
    if (place === main) {
      // Not before it shows what the page opened with, in the page's colours: it is made of everything, in light ones.
      place.tell = () => {
        if (!place.isOfTheFilter || !hasColoursOfThePage(graphOf(place))) return;
        window.atlas.mapIsPainted();
        map.off("idle", place.tell);
      };
      map.on("idle", place.tell);
      // Of an answer that never comes the page tells; its map must not be covered for ever.
      window.setTimeout(expose, LONGEST_COVER_MS);
    }
    // As the style has it for its own: the edges of districts lie under lines.
    for (const id of map.getLayersOrder()) {
      if (map.getLayer(id).type === "fill") map.setPaintProperty(id, "fill-antialias", false);
    }
    window.atlas.completeGround(map);
    window.atlas.callouts.watch(map, graphOf(place));
    map.dragRotate.disable();
    map.touchZoomRotate.disableRotation();
    map.keyboard.disableRotation();
    map.getCanvas().setAttribute("aria-label", graphOf(place).closest(".incident-map-sheet").dataset.mapLabel);
    window.atlas.tellMovesOnly(place.graph, graphOf(place));
    map.on("movestart", (event) => camera().isByHand(event) && setFollows(place.view, false));
    const drawScale = () => window.atlas.drawScale(document.getElementById(place.scale), map, texts());
    map.on("move", drawScale);
    drawScale();
    window.atlas.detail.watch(place.view, map);
    if (place === main) window.atlas.mapTools.watch(map);
    if (place === main) window.atlas.watchState(map);
    if (place === main && window.atlas.watchAreas) window.atlas.watchAreas(map);
    const sheet = graphOf(place).parentElement;
    new ResizeObserver(() => window.requestAnimationFrame(() => follow(place, map))).observe(sheet);
    camera().watchCovers(map, () => {
      const { follows, fitted } = place.view;
      if (follows && fitted && !camera().isInSight(map, fitted)) fit(place, map, fitted);
    });
  }

  /* Goes to a camera or, where it names no place, to what is drawn: at once where that `isShown` already, otherwise when
     it comes. Then calls `isThere`. */
  function moveTo(place, requested, drawn, isShown, isThere) {
    whenOutOfReach(place, isThere);
    const isNamed = Boolean(requested) && requested.lon !== undefined;
    place.view.bounds = drawn;
    place.view.revealed = isNamed ? new URLSearchParams(window.location.search).get("incident") : null;
    setFollows(place.view, !isNamed);
    whenLoaded(place, (map) => {
      prepare(place, map);
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

  function whenPrepared(place, then) {
    const subplot = subplotOf(place);
    if (subplot && subplot.map && subplot.map.isPreparedByAtlas) then(subplot.map);
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

  /* Whom the ground is from: of the texts on the page, that of the ground map that is shown. */
  function showCredit(ground) {
    for (const text of document.querySelectorAll(".ground-credit")) text.hidden = text.dataset.ground !== ground;
  }

  /* Gives the style's own layers the theme, the names, the lines, the graticule and the ground map that are asked for. */
  function restyle(place, scheme, language, { lines, ground, graticule }, figure) {
    showCredit(ground);
    for (const id of ["map-legend-lines", "map-key-lines"]) {
      const part = document.getElementById(id);
      if (part) part.hidden = !lines;
    }
    if (!scheme || !figure) return;
    const address = new URL(figure.layout.map.style, window.location.href);
    address.searchParams.set("scheme", scheme);
    address.searchParams.set("lang", language);
    address.searchParams.set("lines", lines ? "1" : "0");
    // The style has it unless it is told otherwise: the address stays the one that was asked for with the page.
    if (graticule === false) address.searchParams.set("graticule", "0");
    else address.searchParams.delete("graticule");
    if (texts().firstGround && ground) address.searchParams.set("ground", ground);
    if (!place.lastStyleRequest && address.href === new URL(figure.layout.map.style, window.location.href).href) return;
    const requested = (place.lastStyleRequest += 1);
    fetch(address)
      .then((answer) => answer.json())
      .then((style) => whenLoaded(place, (map) => {
        if (requested === place.lastStyleRequest) dress(map, style);
      }));
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

  const isDot = (point) => Boolean(point) && point.curveNumber === DOTS && point.customdata !== undefined;

  const calm = (duration) => window.matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : duration;

  /* A cell is known by one of its points; null where a click was on none. */
  function cellOf(click, drawn) {
    const point = click && click.points && click.points[0];
    if (!isDot(point) || Array.isArray(point.customdata) || !drawn) return null;
    return { level: drawn.level, point: point.customdata };
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

  /* Whether Plotly has been given the circles of a figure. */
  function isGiven(figure) {
    const circles = (traces) => JSON.stringify(traces?.[DOTS]?.customdata ?? null);
    return !figure || circles(graphOf(main).data) === circles(figure.data);
  }

  function expose() {
    main.isOfTheFilter = true;
    main.tell();
  }

  /* Has the drawing of the first view taken away when the map has drawn `figure`, whole, however slow the machine is. */
  function uncover(map, figure) {
    main.figure = figure;
    if (main.isOfTheFilter || main.isUncovering) return;
    main.isUncovering = true;
    const wait = () => {
      map.waitForParts(LONGEST_MOVE_MS);
      map.whenDrawn(() => {
        if (main.isOfTheFilter) return;
        if (isGiven(main.figure) && map.loaded()) expose();
        else wait();
      });
      // Where its figure was right as it was made, nothing else draws it again.
      map.triggerRepaint();
    };
    wait();
  }

  window.dash_clientside.incidentMap = {
    /* What a click on a circle selects; a click on a district asks for it instead. */
    select(click) {
      const point = click && click.points && click.points[0];
      return isDot(point) && Array.isArray(point.customdata) ? [...point.customdata] : noUpdate();
    },

    askForCell(click, state) {
      return cellOf(click, state && state.drawn) || noUpdate();
    },

    lookAtCell(bounds) {
      lookAtCell(main, bounds);
    },

    noteDrawn(state, figure) {
      noteDrawn(main, state.drawn, state.bounds);
      if (!state.is_filtered) return;
      window.atlas.mapIsGiven(state.followed);
      whenPrepared(main, (map) => uncover(map, figure));
    },

    askForDistrict(click, stored) {
      const point = click && click.points && click.points[0];
      if (!point || point.curveNumber === DOTS || !point.location) return noUpdate();
      return { filter: window.atlas.toggled(stored || {}, "district", point.location) };
    },

    /* `filter` is that of the page, `request` the one asked for: what the page opens with. */
    moveTo(requested, state, filter, request) {
      const opened = window.atlas.ordered((request && request.filter) || filter || {});
      const isShown = window.atlas.same(opened, window.atlas.ordered(state.followed || {}));
      moveTo(main, requested, state.bounds, isShown, () => window.dash_clientside.set_props("incident-map-ready", { data: true }));
    },

    fit(_clicks, _again, state) {
      fitAgain(main, state.bounds);
    },

    restyle(scheme, language, lines, ground, graticule, figure) {
      restyle(main, scheme, language, { lines, ground, graticule }, figure);
    },

    /* Another level of the boundaries is another page; all the rest of the address stays. */
    shadeLevel(level) {
      const { level: shown, firstLevel } = texts();
      if (!level || !shown || level === shown) return;
      const query = new URLSearchParams(window.location.search);
      query.delete("level");
      if (level !== firstLevel) query.append("level", level);
      window.location.search = query.toString();
    },

    reveal(chosen) {
      reveal(main, chosen);
    },

    zoom() {
      zoomBy(main, window.atlas.clicked() === "incident-map-zoom-in" ? 1 : -1);
    },
  };

  window.atlas = window.atlas || {};

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

  window.atlas.mapView = (camera) => ownView(main, camera);

  /* For pages with maps of their own. */
  window.atlas.maps = { main, known, whenLoaded, whenPrepared, placeOf, viewed, moveTo, fitAgain, noteDrawn, restyle, zoomBy, cellOf, lookAtCell, ownView, viewOf };

  const isPrepared = () => Boolean(subplotOf(main) && subplotOf(main).map && subplotOf(main).map.isPreparedByAtlas);

  window.atlas.isMapReady = () => isPrepared() || window.atlas.internals.isOutOfReach(graphOf(main));

  /* Calls `then` once the map shows the change of its figure that is being asked for; soon where there is no map,
     and at last where nothing comes. */
  window.atlas.whenRepainted = function (then) {
    let isDue = true;
    const once = () => {
      if (isDue) then();
      isDue = false;
    };
    const isThere = isPrepared();
    if (isThere) subplotOf(main).map.whenDrawn(once);
    window.setTimeout(once, isThere ? LONGEST_REPAINT_MS : NO_MAP_MS);
  };
})();
