/* The map: where it looks, what a click selects, and its scale. A place is where a map stands on a page:
   the ids of its graph and its scale, and what is known of its view; a page may have several. */
"use strict";

window.dash_clientside = window.dash_clientside || {};

(function () {
  /* Asked for at each use: Dash sets it after this script is loaded. */
  const noUpdate = () => window.dash_clientside.no_update;
  const TILE_PX = 512;
  const PADDING_PX = 36;
  const CLOSEST_FIT = 10;
  const CLOSEST_CELL = 18;
  const METRES_AROUND = 40075016.686;
  const SCALE_PX = 100;
  const NO_MAP_MS = 300;
  const LONGEST_REPAINT_MS = 5000;
  /* Position of the trace of circles: components/map/figure.py, DOTS. */
  const DOTS = 5;

  /* `view.fitted` is where a map was fitted by us: such a view is not written to the address, and follows
     the window. Maps that move together share their `view`; its stores' ids begin with its `name`. */
  const placeOf = (graph, scale, view) => ({ graph, scale, view, lastStyleAsked: 0 });
  const viewed = (name) => ({ name, fitted: null, bounds: null });

  /* What this script says, in the page's language. */
  const texts = () => document.querySelector(".incident-map-sheet").dataset;

  const main = placeOf("incident-map-graph", "incident-map-scale", viewed("incident-map"));

  const graphOf = (place) => document.querySelector(`#${place.graph} .js-plotly-plot`);

  function subplotOf(place) {
    const drawn = graphOf(place);
    return drawn && drawn._fullLayout && drawn._fullLayout.map && drawn._fullLayout.map._subplot;
  }

  function whenLoaded(place, then) {
    const subplot = subplotOf(place);
    if (subplot) window.atlas.spareDrawings(subplot.map);
    const hasTraces = subplot && Object.keys(subplot.traceHash).length > 0;
    if (hasTraces && subplot.map.isStyleLoaded()) then(subplot.map);
    else window.setTimeout(() => whenLoaded(place, then), 50);
  }

  const northing = (latitude) => {
    const sine = Math.sin((latitude * Math.PI) / 180);
    return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
  };
  const latitudeOf = (north) => (Math.atan(Math.sinh(Math.PI * (1 - 2 * north))) * 180) / Math.PI;

  function fittingView(map, bounds, closest = CLOSEST_FIT) {
    if (!bounds) return { lon: 0, lat: 20, zoom: 1 };
    const [west, south, east, north] = bounds;
    const box = map.getContainer().getBoundingClientRect();
    const wide = Math.max((east - west) / 360, 1e-9);
    const high = Math.max(northing(south) - northing(north), 1e-9);
    const room = (side) => Math.max(side - 2 * PADDING_PX, 80) / TILE_PX;
    const zoom = Math.log2(Math.min(room(box.width) / wide, room(box.height) / high));
    return {
      lon: (west + east) / 2,
      lat: latitudeOf((northing(south) + northing(north)) / 2),
      zoom: Math.min(Math.max(zoom, 0), closest),
    };
  }

  /* Moves as a reader would, so that Plotly keeps the view when the figure is patched. */
  function look(map, view) {
    map.jumpTo({ center: [view.lon, view.lat], zoom: view.zoom }, { originalEvent: true });
  }

  function fit(place, map) {
    const view = fittingView(map, place.view.bounds);
    place.view.fitted = view;
    look(map, view);
  }

  function isFitted(place, view) {
    const { fitted } = place.view;
    const close = (one, other, by) => Math.abs(one - other) < by;
    return Boolean(fitted) && close(view.lon, fitted.lon, 1e-4) && close(view.lat, fitted.lat, 1e-4) &&
      close(view.zoom, fitted.zoom, 1e-3);
  }

  const viewOf = (map) => ({ lon: map.getCenter().lng, lat: map.getCenter().lat, zoom: map.getZoom() });

  function drawScale(place, map) {
    const scale = document.getElementById(place.scale);
    if (!scale) return;
    const across = METRES_AROUND * Math.cos((map.getCenter().lat * Math.PI) / 180);
    const metresPerPx = across / (TILE_PX * 2 ** map.getZoom());
    const most = metresPerPx * SCALE_PX;
    const power = 10 ** Math.floor(Math.log10(most));
    const length = [5, 2, 1].map((step) => step * power).find((step) => step <= most);
    scale.style.width = `${length / metresPerPx}px`;
    const [text, number] = length >= 1000 ? [texts().kilometres, length / 1000] : [texts().metres, length];
    scale.textContent = text.replace("{number}", number.toLocaleString(document.documentElement.lang, { useGrouping: false }));
  }

  /* Takes the size of the sheet, and fits again what was fitted. */
  function follow(place, map) {
    const drawn = graphOf(place);
    const wasFitted = isFitted(place, viewOf(map));
    const settle = () => {
      if (wasFitted) fit(place, map);
    };
    if (window.atlas.hasItsSize(drawn)) return;
    // Plotly writes its default size into a layout without one, and then takes it for the reader's wish.
    delete drawn.layout.width;
    delete drawn.layout.height;
    // A resize that another overtakes is refused; the map has its size either way.
    Promise.resolve(window.Plotly.Plots.resize(drawn)).then(settle, settle);
  }

  function dress(map, style) {
    for (const layer of style.layers) {
      for (const [name, value] of Object.entries(layer.paint || {})) map.setPaintProperty(layer.id, name, value);
      for (const [name, value] of Object.entries(layer.layout || {})) map.setLayoutProperty(layer.id, name, value);
    }
  }

  function prepare(place, map) {
    if (map.isPreparedByAtlas) return;
    map.isPreparedByAtlas = true;
    // As the style has it for its own: the edges of districts lie under lines.
    for (const id of map.getLayersOrder()) {
      if (map.getLayer(id).type === "fill") map.setPaintProperty(id, "fill-antialias", false);
    }
    map.dragRotate.disable();
    map.touchZoomRotate.disableRotation();
    map.keyboard.disableRotation();
    map.getCanvas().setAttribute("aria-label", graphOf(place).closest(".incident-map-sheet").dataset.mapLabel);
    window.atlas.tellMovesOnly(place.graph, graphOf(place));
    map.on("move", () => drawScale(place, map));
    drawScale(place, map);
    window.atlas.detail.watch(place.view, map);
    const sheet = graphOf(place).parentElement;
    new ResizeObserver(() => window.requestAnimationFrame(() => follow(place, map))).observe(sheet);
  }

  /* Goes to a camera, or to what is drawn where it names no place; then says so. */
  function moveTo(place, camera, drawn, isThere) {
    place.view.bounds = drawn;
    whenLoaded(place, (map) => {
      prepare(place, map);
      isThere(map);
      if (camera && camera.lon !== undefined) look(map, camera);
      else fit(place, map);
    });
  }

  function fitAgain(place, drawn) {
    place.view.bounds = drawn;
    whenLoaded(place, (map) => fit(place, map));
  }

  /* Gives the style's own layers the theme, the names and the lines that are asked for. */
  function restyle(place, scheme, language, lines, figure) {
    if (!scheme || !figure) return;
    const address = new URL(figure.layout.map.style, window.location.href);
    address.searchParams.set("scheme", scheme);
    address.searchParams.set("lang", language);
    address.searchParams.set("lines", lines ? "1" : "0");
    if (!place.lastStyleAsked && address.href === new URL(figure.layout.map.style, window.location.href).href) return;
    const asked = (place.lastStyleAsked += 1);
    fetch(address)
      .then((answer) => answer.json())
      .then((style) => whenLoaded(place, (map) => {
        if (asked === place.lastStyleAsked) dress(map, style);
      }));
  }

  function zoomBy(place, by) {
    whenLoaded(place, (map) => map.easeTo({ zoom: map.getZoom() + by, duration: 200 }, { originalEvent: true }));
  }

  /* The reader's own view of a map; null when it is a fitted one. A map that is not there yet is
     going to look where `camera` says. */
  function ownView(place, camera) {
    const subplot = subplotOf(place);
    const map = subplot && subplot.map;
    if (!map || !map.isPreparedByAtlas) return camera && camera.lon !== undefined ? camera : null;
    const view = viewOf(map);
    return isFitted(place, view) ? null : view;
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
      const { lon, lat, zoom } = fittingView(map, bounds, CLOSEST_CELL);
      // Closer in any case, so that a click never leads nowhere.
      const closer = Math.max(zoom, Math.min(map.getZoom() + 1, CLOSEST_CELL));
      map.easeTo({ center: [lon, lat], zoom: closer, duration: calm(400) }, { originalEvent: true });
    });
  }

  window.dash_clientside.incidentMap = {
    /* What a click on a circle selects; a click on a district asks for it instead. */
    select(click) {
      const point = click && click.points && click.points[0];
      return isDot(point) && Array.isArray(point.customdata) ? [...point.customdata] : noUpdate();
    },

    askForCell(click, told) {
      return cellOf(click, told && told.drawn) || noUpdate();
    },

    lookAtCell(bounds) {
      lookAtCell(main, bounds);
    },

    holds(told) {
      window.atlas.detail.hear(main.view, told.drawn);
    },

    askForDistrict(click, stored) {
      const point = click && click.points && click.points[0];
      if (!point || point.curveNumber === DOTS || !point.location) return noUpdate();
      return { filter: window.atlas.toggled(stored || {}, "district", point.location) };
    },

    moveTo(camera, told) {
      moveTo(main, camera, told.bounds, () => window.dash_clientside.set_props("incident-map-ready", { data: true }));
    },

    fit(_clicks, told) {
      fitAgain(main, told.bounds);
    },

    restyle(scheme, language, lines, figure) {
      restyle(main, scheme, language, lines, figure);
    },

    /* Brings the selected incident into sight when it is outside. */
    reveal(point) {
      if (!point) return;
      whenLoaded(main, (map) => {
        if (map.getBounds().contains(point)) return;
        map.easeTo({ center: point, duration: calm(300) }, { originalEvent: true });
      });
    },

    zoom() {
      zoomBy(main, window.atlas.clicked() === "incident-map-zoom-in" ? 1 : -1);
    },
  };

  window.atlas = window.atlas || {};

  window.atlas.mapView = (camera) => ownView(main, camera);

  /* For pages with maps of their own. */
  window.atlas.maps = { placeOf, viewed, moveTo, fitAgain, restyle, zoomBy, cellOf, lookAtCell, ownView, viewOf };

  window.atlas.isMapReady = () => Boolean(subplotOf(main) && subplotOf(main).map && subplotOf(main).map.isPreparedByAtlas);

  /* Calls `then` once the map shows the change of its figure that is being asked for; soon where there is no map,
     and at last where nothing comes. */
  window.atlas.whenRepainted = function (then) {
    let isDue = true;
    const once = () => {
      if (isDue) then();
      isDue = false;
    };
    const isThere = window.atlas.isMapReady();
    if (isThere) subplotOf(main).map.whenDrawn(once);
    window.setTimeout(once, isThere ? LONGEST_REPAINT_MS : NO_MAP_MS);
  };
})();
