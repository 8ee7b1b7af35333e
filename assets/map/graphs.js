/* Spares maps what Dash's graphs draw once more without need. On a map each time is a whole drawing. */
"use strict";

(function () {
  /* A map that is not prepared yet has no style, without which Plotly fails; it takes its size when it is. */
  function isUnprepared(graph) {
    const subplot = internals().subplotOf(graph);
    return Boolean(internals().layoutOf(graph).map) && !internals().isOutOfReach(graph) &&
      !(subplot && subplot.map && subplot.map.isPreparedByAtlas);
  }

  const internals = () => window.atlas.internals;

  function hasItsSize(graph) {
    const { width, height } = graph.getBoundingClientRect();
    const drawn = internals().layoutOf(graph);
    return drawn !== null && Math.abs(drawn.width - width) < 1 && Math.abs(drawn.height - height) < 1;
  }

  /* What is laid out for paper has no graph: a map that took that for its size would be drawn, and printed, as another. */
  const isLaidOut = (element) => element.clientWidth > 0 && element.clientHeight > 0;

  /* Dash resizes every graph after its first drawing, and whenever a part of the page first has a size. */
  function spareResizes(plotly) {
    const resize = plotly.Plots.resize;
    plotly.Plots.resize = (graph) => {
      const isDrawn = internals().layoutOf(graph) !== null;
      return isDrawn && (!isLaidOut(graph) || hasItsSize(graph) || isUnprepared(graph)) ? Promise.resolve(graph) : resize(graph);
    };
  }

  let plotly;
  Object.defineProperty(window, "Plotly", {
    configurable: true,
    get: () => plotly,
    set(loaded) {
      plotly = loaded;
      spareResizes(loaded);
      spareChanges(loaded);
    },
  });

  const LONGEST_MAKING_MS = 5000;
  const LONGEST_CHANGE_MS = 1000;
  const LOOK_AGAIN_MS = 50;
  /* The status of an answer about a visitor's own data that are gone. */
  const ENDED = 410;
  /* With which Plotly rejects. */
  const MAP_ERROR = "Map error.";

  window.atlas = window.atlas || {};

  /* Has a map drawn once, whole, instead of once for each part that arrives: when it is made, and when its figure
     changes. And its names at once instead of fading in. Plotly makes the map, and lets nobody ask for either. */
  window.atlas.spareDrawings = function (map) {
    if (map.waitForParts) return;
    // Of data that have ended the page says so; whatever else does not come is reported as MapLibre would by itself.
    map.on("error", ({ error, source }) => {
      if (error?.status === ENDED) return;
      console.error(error?.message || error);
      // MapLibre's workers ask for the layers by themselves, and tell no address where nothing came.
      const address = error?.url || (typeof source?.data === "string" ? source.data : "");
      if (address) window.atlas.noteAnswer(address, error?.status);
    });
    spareData(map);
    spareMoves(map);
    if (!internals().canCoalesce(map)) {
      map.waitForParts = () => {};
      map.isWaitingForParts = () => !map.loaded();
      map.whenDrawn = (then) => map.once("idle", then) && map.triggerRepaint();
      map.drawAsItIs = () => map.redraw();
      return;
    }
    map._fadeDuration = 0;
    const { painter } = map;
    const draw = painter.render;
    let waitsUntil = 0;
    let isChange = false;
    const waiting = [];
    const isWaiting = () => performance.now() < waitsUntil;
    const isWhole = () => map.isPreparedByAtlas && (map.loaded() || map.isMoving());
    /* Until then a frame would be prepared and not be drawn, and the parts that arrive wait for that. */
    const render = map._render;
    map._render = (begun) => {
      const isIdle = map.isPreparedByAtlas && isWaiting() && !map._styleDirty && !map.isMoving() && !map.style.loaded();
      return isIdle ? map : render.call(map, begun);
    };
    painter.render = (style, options) => {
      // A tile that arrives is thrown away where the painter does not know its style.
      painter.style = style;
      map.isSkippedByAtlas = isWaiting() && !isWhole();
      if (map.isSkippedByAtlas) return;
      const hasWaited = waitsUntil > 0;
      const hasChanged = hasWaited && isChange;
      waitsUntil = 0;
      isChange = false;
      draw.call(painter, style, options);
      // With all parts there, names have their places; MapLibre would draw the same once more to make sure.
      if (hasWaited) map._placementDirty = false;
      // The page's next frame begins when this one has been given to the screen.
      if (hasChanged) waiting.splice(0).forEach((then) => window.requestAnimationFrame(() => window.setTimeout(then)));
    };
    map.isWaitingForParts = () => waitsUntil > 0 && isChange;
    /* Calls `then` when what is being waited for, or is asked for next, has been drawn. */
    map.whenDrawn = (then) => waiting.push(then);
    /* Parts that are not `asked` for by anybody, as names that move, are nothing that is waited for. */
    map.waitForParts = (longest, asked = true) => {
      waitsUntil = performance.now() + longest;
      isChange ||= asked;
      // A part that never comes must not keep the rest from being seen.
      window.setTimeout(() => waitsUntil && map.triggerRepaint(), longest);
    };
    /* Draws what is there in this task, and goes on waiting for the rest. */
    map.drawAsItIs = () => {
      const before = { waitsUntil, isChange };
      waitsUntil = 0;
      map.redraw();
      ({ waitsUntil, isChange } = before);
      if (isWaiting()) map.triggerRepaint();
    };
    map.waitForParts(LONGEST_MAKING_MS);
  };

  const isEmpty = (data) => Boolean(data) && ((data.type === "Point" && !data.coordinates.length) ||
    (data.type === "FeatureCollection" && !data.features.length));

  /* Plotly keeps four sources for each trace, for fillings, lines, circles and symbols, and gives all of them anew at
     each change, though all but one are empty. MapLibre would cut each of them into tiles again. */
  function spareData(map) {
    const getSource = map.getSource;
    map.getSource = (id) => {
      const source = getSource.call(map, id);
      if (source && source.setData && !source.isSparedByAtlas) {
        const setData = source.setData;
        let wasEmpty = false;
        source.isSparedByAtlas = true;
        source.setData = (data, ...more) => {
          const isStill = wasEmpty && isEmpty(data);
          wasEmpty = isEmpty(data);
          return isStill ? source : setData.call(source, data, ...more);
        };
      }
      return source;
    };
  }

  /* At each change Plotly sets place, zoom, bearing and pitch of the map, and has it measure itself, though all are as
     before. Each of them is a move, of which everything that follows the map hears. */
  function spareMoves(map) {
    // A ten-thousandth of a millimetre: the map rounds what it is given.
    const isClose = (one, other) => Math.abs(one - other) < 1e-9;
    const skip = (set, isAsBefore) => {
      const real = map[set];
      map[set] = (value, event) => (!event && isAsBefore(value) ? map : real.call(map, value, event));
    };
    skip("setCenter", ([east, north]) => isClose(east, map.getCenter().lng) && isClose(north, map.getCenter().lat));
    skip("setZoom", (zoom) => isClose(zoom, map.getZoom()));
    skip("setBearing", (bearing) => isClose(bearing, map.getBearing()));
    skip("setPitch", (pitch) => isClose(pitch, map.getPitch()));
    const resize = map.resize;
    let sized = "";
    map.resize = (...given) => {
      const box = map.getContainer();
      const size = `${box.clientWidth} ${box.clientHeight} ${map.getPixelRatio()}`;
      if (size === sized || !isLaidOut(box)) return map;
      sized = size;
      return resize.apply(map, given);
    };
  }

  /* Dash gives a changed figure to Plotly by `react`. */
  function spareChanges(plotly) {
    const react = plotly.react;
    plotly.react = (graph, ...figure) => {
      const subplot = internals().subplotOf(graph);
      const map = subplot && subplot.map;
      if (map && map.isPreparedByAtlas) map.waitForParts(LONGEST_CHANGE_MS);
      if (map && map.isMarkedByAtlas) {
        const traces = Array.isArray(figure[0]) ? figure[0] : figure[0].data;
        window.atlas.circles.give(map, traces);
        window.atlas.shades.give(map, traces);
      }
      return react(graph, ...figure).catch((/** @type {Error} */ error) => {
        if (error.message !== MAP_ERROR) throw error;
        return whenRestIsDrawn(graph);
      });
    };
  }

  /* Plotly rejects a drawing as soon as one source of the map does not come, and draws all others. Dash would neither catch
     that, nor ever listen to clicks on a graph whose first drawing was rejected. */
  function whenRestIsDrawn(graph) {
    return new Promise((resolve) => {
      const look = () => {
        const subplot = internals().subplotOf(graph);
        const isDrawn = subplot && subplot.map && Object.keys(subplot.traceHash).length > 0 && subplot.map.loaded();
        if (isDrawn || !graph.isConnected) resolve(graph);
        else window.setTimeout(look, LOOK_AGAIN_MS);
      };
      look();
    });
  }

  /* Nor does anybody catch what Plotly's own drawings reject, as after a resize, or where a layer that it asks for by itself
     does not come, which it names. */
  window.addEventListener("unhandledrejection", (event) => {
    const message = String(event.reason?.message || event.reason || "");
    if (message === MAP_ERROR) event.preventDefault();
    const [address] = message.match(/\/map\/\S+/) || [];
    if (address) window.atlas.noteAnswer(address);
  });

  window.atlas.hasItsSize = hasItsSize;

  /* After each move of a map Dash writes the view into the figure, which draws it again as a whole. Plotly keeps
     the reader's view by itself (uirevision), so only the move is told. Dash listens from the end of its first drawing. */
  window.atlas.tellMovesOnly = function (id, graph) {
    const isListenedTo = internals().isListenedTo(graph, "plotly_relayout");
    if (isListenedTo === null) return;
    if (!isListenedTo) {
      window.setTimeout(() => window.atlas.tellMovesOnly(id, graph), 20);
      return;
    }
    graph.removeAllListeners("plotly_relayout");
    const tell = (moved) => window.dash_clientside.set_props(id, { relayoutData: moved });
    graph.on("plotly_relayout", (moved) => {
      const map = internals().subplotOf(graph)?.map;
      // Where the map is about to draw what changed, it would wait for what Dash does of the move.
      if (map?.isWaitingForParts?.()) map.whenDrawn(() => tell(moved));
      else tell(moved);
    });
  };
})();
