/* The map: where it looks, what a click selects, and its scale. */
"use strict";

window.dash_clientside = window.dash_clientside || {};

(function () {
  /* Asked for at each use: Dash sets it after this script is loaded. */
  const noUpdate = () => window.dash_clientside.no_update;
  const TILE_PX = 512;
  const PADDING_PX = 36;
  const CLOSEST_FIT = 10;
  const METRES_AROUND = 40075016.686;
  const SCALE_PX = 100;
  /* Position of the trace of circles: components/map_figure.py, DOTS. */
  const DOTS = 5;

  /* Where the map was fitted by us: such a view is not written to the address, and follows the window. */
  let fitted = null;
  let bounds = null;

  /* What this script says, in the page's language. */
  const texts = () => document.querySelector(".incident-map-sheet").dataset;

  const graph = () => document.querySelector("#incident-map-graph .js-plotly-plot");

  function whenLoaded(then) {
    const drawn = graph();
    const subplot = drawn && drawn._fullLayout && drawn._fullLayout.map && drawn._fullLayout.map._subplot;
    const hasTraces = subplot && Object.keys(subplot.traceHash).length > 0;
    if (hasTraces && subplot.map.isStyleLoaded()) then(subplot.map);
    else window.setTimeout(() => whenLoaded(then), 50);
  }

  const northing = (latitude) => {
    const sine = Math.sin((latitude * Math.PI) / 180);
    return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
  };
  const latitudeOf = (north) => (Math.atan(Math.sinh(Math.PI * (1 - 2 * north))) * 180) / Math.PI;

  function fittingView(map) {
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
      zoom: Math.min(Math.max(zoom, 0), CLOSEST_FIT),
    };
  }

  /* Moves as a reader would, so that Plotly keeps the view when the figure is patched. */
  function look(map, view) {
    map.jumpTo({ center: [view.lon, view.lat], zoom: view.zoom }, { originalEvent: true });
  }

  function fit(map) {
    const view = fittingView(map);
    fitted = view;
    look(map, view);
  }

  function isFitted(view) {
    const close = (one, other, by) => Math.abs(one - other) < by;
    return Boolean(fitted) && close(view.lon, fitted.lon, 1e-4) && close(view.lat, fitted.lat, 1e-4) &&
      close(view.zoom, fitted.zoom, 1e-3);
  }

  const viewOf = (map) => ({ lon: map.getCenter().lng, lat: map.getCenter().lat, zoom: map.getZoom() });

  function drawScale(map) {
    const scale = document.getElementById("incident-map-scale");
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

  /* Takes the size of the sheet. Dash would do it too, but so early that Plotly fails on a map without style. */
  function follow(map) {
    const wasFitted = isFitted(viewOf(map));
    const settle = () => {
      if (wasFitted) fit(map);
    };
    // A resize that another overtakes is refused; the map has its size either way.
    Promise.resolve(window.Plotly.Plots.resize(graph())).then(settle, settle);
  }

  let lastStyleAsked = 0;

  function dress(map, style) {
    for (const layer of style.layers) {
      for (const [name, value] of Object.entries(layer.paint || {})) map.setPaintProperty(layer.id, name, value);
      for (const [name, value] of Object.entries(layer.layout || {})) map.setLayoutProperty(layer.id, name, value);
    }
  }

  function prepare(map) {
    if (map.isPreparedByAtlas) return;
    map.isPreparedByAtlas = true;
    map.dragRotate.disable();
    map.touchZoomRotate.disableRotation();
    map.keyboard.disableRotation();
    map.getCanvas().setAttribute("aria-label", texts().mapLabel);
    map.on("move", () => drawScale(map));
    drawScale(map);
    new ResizeObserver(() => window.requestAnimationFrame(() => follow(map))).observe(graph().parentElement);
  }

  window.dash_clientside.incidentMap = {
    /* What a click on a circle selects; a click on a district asks for it instead. */
    select(click) {
      const point = click && click.points && click.points[0];
      return point && point.curveNumber === DOTS && point.customdata ? [...point.customdata] : noUpdate();
    },

    askForDistrict(click, stored) {
      const point = click && click.points && click.points[0];
      if (!point || point.curveNumber === DOTS || !point.location) return noUpdate();
      return { filter: window.atlas.toggled(stored || {}, "district", point.location) };
    },

    moveTo(camera, drawn) {
      bounds = drawn;
      whenLoaded((map) => {
        prepare(map);
        window.dash_clientside.set_props("incident-map-ready", { data: true });
        if (camera && camera.lon !== undefined) look(map, camera);
        else fit(map);
      });
    },

    fit(_clicks, drawn) {
      bounds = drawn;
      whenLoaded(fit);
    },

    /* Gives the style's own layers the theme, the names and the lines that are asked for. */
    restyle(scheme, language, lines, figure) {
      if (!scheme || !figure) return;
      const address = new URL(figure.layout.map.style, window.location.href);
      address.searchParams.set("scheme", scheme);
      address.searchParams.set("lang", language);
      address.searchParams.set("lines", lines ? "1" : "0");
      if (!lastStyleAsked && address.href === new URL(figure.layout.map.style, window.location.href).href) return;
      const asked = (lastStyleAsked += 1);
      fetch(address)
        .then((answer) => answer.json())
        .then((style) => whenLoaded((map) => {
          if (asked === lastStyleAsked) dress(map, style);
        }));
    },

    /* Brings the selected incident into sight when it is outside. */
    reveal(point) {
      if (!point) return;
      whenLoaded((map) => {
        if (map.getBounds().contains(point)) return;
        const duration = window.matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 300;
        map.easeTo({ center: point, duration }, { originalEvent: true });
      });
    },

    zoom() {
      const by = window.atlas.clicked() === "incident-map-zoom-in" ? 1 : -1;
      whenLoaded((map) => map.easeTo({ zoom: map.getZoom() + by, duration: 200 }, { originalEvent: true }));
    },
  };

  window.atlas = window.atlas || {};

  /* The reader's own view of the map; null when it is a fitted one. A map that is not there yet is
     going to look where `camera` says. */
  window.atlas.mapView = function (camera) {
    const drawn = graph();
    const subplot = drawn && drawn._fullLayout && drawn._fullLayout.map && drawn._fullLayout.map._subplot;
    const map = subplot && subplot.map;
    if (!map || !map.isPreparedByAtlas) return camera && camera.lon !== undefined ? camera : null;
    const view = viewOf(map);
    return isFitted(view) ? null : view;
  };
})();
