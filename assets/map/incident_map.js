/* The map: how it is prepared when it is there, what a click selects, and when it shows the page's filter. */
"use strict";

window.dash_clientside = window.dash_clientside || {};

(function () {
  /* Asked for at each use: Dash sets it after this script is loaded. */
  const noUpdate = () => window.dash_clientside.no_update;
  const NO_MAP_MS = 300;
  const LONGEST_REPAINT_MS = 5000;
  const LONGEST_MOVE_MS = 1000;
  const LONGEST_COVER_MS = 30000;
  /* Position of the trace of circles: components/map/figure.py, DOTS. */
  const DOTS = 5;

  /* Asked for at each use: what stands in other scripts may be loaded after this one. */
  const maps = () => window.atlas.maps;
  const graphOf = (place) => maps().graphOf(place);
  const camera = () => window.atlas.camera;

  /* Whether its lightest shade is that of the style sheet. */
  function hasColoursOfThePage(graph) {
    const drawn = graph.data[0]?.colorscale?.[0]?.[1];
    const target = window.getComputedStyle(document.documentElement).getPropertyValue("--district-ramp-0").trim();
    return !drawn || !target || drawn.toLowerCase() === target.toLowerCase();
  }

  function prepare(place, map) {
    if (map.isPreparedByAtlas) return;
    map.isPreparedByAtlas = true;
    const isMain = place === maps().main;
    if (isMain) {
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
    map.on("movestart", (event) => camera().isByHand(event) && maps().setFollows(place.view, false));
    const drawScale = () => window.atlas.drawScale(document.getElementById(place.scale), map, maps().texts());
    map.on("move", drawScale);
    drawScale();
    window.atlas.detail.watch(place.view, map);
    if (isMain) window.atlas.mapTools.watch(map);
    if (isMain) window.atlas.watchState(map);
    if (isMain && window.atlas.watchAreas) window.atlas.watchAreas(map);
    const sheet = graphOf(place).parentElement;
    new ResizeObserver(() => window.requestAnimationFrame(() => maps().follow(place, map))).observe(sheet);
    camera().watchCovers(map, () => {
      const { follows, fitted } = place.view;
      if (follows && fitted && !camera().isInSight(map, fitted)) maps().fit(place, map, fitted);
    });
  }

  const isDot = (point) => Boolean(point) && point.curveNumber === DOTS && point.customdata !== undefined;

  /* A cell is known by one of its points; null where a click was on none. */
  function cellOf(click, drawn) {
    const point = click && click.points && click.points[0];
    if (!isDot(point) || Array.isArray(point.customdata) || !drawn) return null;
    return { level: drawn.level, point: point.customdata };
  }

  /* Whether Plotly has been given the circles of a figure. */
  function isGiven(figure) {
    const circles = (traces) => JSON.stringify(traces?.[DOTS]?.customdata ?? null);
    return !figure || circles(graphOf(maps().main).data) === circles(figure.data);
  }

  function expose() {
    const { main } = maps();
    main.isOfTheFilter = true;
    main.tell();
  }

  /* Has the drawing of the first view taken away when the map has drawn `figure`, whole, however slow the machine is. */
  function uncover(map, figure) {
    const { main } = maps();
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
      maps().lookAtCell(maps().main, bounds);
    },

    noteDrawn(state, figure) {
      maps().noteDrawn(maps().main, state.drawn, state.bounds);
      if (!state.is_filtered) return;
      window.atlas.mapIsGiven(state.followed);
      maps().whenPrepared(maps().main, (map) => uncover(map, figure));
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
      maps().moveTo(maps().main, requested, state.bounds, isShown, () => window.dash_clientside.set_props("incident-map-ready", { data: true }));
    },

    fit(_clicks, _again, state) {
      maps().fitAgain(maps().main, state.bounds);
    },

    restyle(scheme, language, lines, ground, graticule, figure) {
      maps().restyle(maps().main, scheme, language, { lines, ground, graticule }, figure);
    },

    /* Another level of the boundaries is another page; all the rest of the address stays. */
    shadeLevel(level) {
      const { level: shown, firstLevel } = maps().texts();
      if (!level || !shown || level === shown) return;
      const query = new URLSearchParams(window.location.search);
      query.delete("level");
      if (level !== firstLevel) query.append("level", level);
      window.location.search = query.toString();
    },

    reveal(chosen) {
      maps().reveal(maps().main, chosen);
    },

    zoom() {
      maps().zoomBy(maps().main, window.atlas.clicked() === "incident-map-zoom-in" ? 1 : -1);
    },
  };

  window.atlas = window.atlas || {};

  window.atlas.maps = Object.assign(window.atlas.maps || {}, { prepare, cellOf });

  /* The page's map once it is prepared; null before, and where there is none. */
  const prepared = () => {
    const map = maps().subplotOf(maps().main)?.map;
    return map?.isPreparedByAtlas ? map : null;
  };

  window.atlas.isMapReady = () => prepared() !== null || window.atlas.internals.isOutOfReach(graphOf(maps().main));

  /* Calls `then` once the map shows the change of its figure that is being asked for; soon where there is no map,
     and at last where nothing comes. */
  window.atlas.whenRepainted = function (then) {
    let isDue = true;
    const once = () => {
      if (isDue) then();
      isDue = false;
    };
    const map = prepared();
    if (map) map.whenDrawn(once);
    window.setTimeout(once, map ? LONGEST_REPAINT_MS : NO_MAP_MS);
  };
})();
