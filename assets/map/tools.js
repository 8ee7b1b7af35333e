/* The tools that are used on the map: shapes to select by, and coordinates and distance of points. A sheet of its own lies
   over the map while one is in use, so that nothing below is pressed; the fields beside the map do the same by keyboard. */
"use strict";

(function () {
  const SVG = "http://www.w3.org/2000/svg";
  /* Beyond so many pixels a press was a drag. */
  const DRAG_PX = 6;
  const AROUND = 72;
  const EARTH_M = 6371008.8;
  const CLOSE_LOOK = 12;
  const REST_MS = 120;

  const panel = () => document.getElementById("map-selection");
  const wordsOf = (name) => panel().dataset[name];
  const buttonOf = (name) => panel().querySelector(`[data-map-tool="${name}"]`);
  const geodesy = () => window.atlas.geodesy;
  const place = () => window.atlas.maps.main;

  let tool = null;
  let corners = [];
  let pointer = null;
  let sheet = null;
  let pins = [];

  const withMap = (then) => window.atlas.maps.whenPrepared(place(), then);

  /* Points at a distance around another on a sphere: for the drawing alone, the server takes the ellipsoid. */
  function ring([lon, lat], metres) {
    const rad = Math.PI / 180;
    const away = metres / EARTH_M;
    return Array.from({ length: AROUND + 1 }, (_, at) => {
      const bearing = (at / AROUND) * 2 * Math.PI;
      const sine = Math.sin(lat * rad) * Math.cos(away) + Math.cos(lat * rad) * Math.sin(away) * Math.cos(bearing);
      const turn = Math.atan2(Math.sin(bearing) * Math.sin(away) * Math.cos(lat * rad), Math.cos(away) - Math.sin(lat * rad) * sine);
      return [lon + turn / rad, Math.asin(sine) / rad];
    });
  }

  const metresOf = (one, other) => (geodesy().inverse(one, other) || { metres: 0 }).metres;

  /* The corners of what is being drawn, with the pointer as the last. */
  function shape() {
    const path = pointer && !pins.length ? [...corners, pointer] : corners;
    if (path.length < 2) return path;
    const [[west, south], [east, north]] = [path[0], path[path.length - 1]];
    if (tool === "box") return [[west, south], [east, south], [east, north], [west, north], [west, south]];
    if (tool === "circle") return ring(path[0], metresOf(path[0], path[path.length - 1]));
    return tool === "polygon" ? [...path, path[0]] : path;
  }

  const element = (name, attributes) => {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
    return made;
  };

  function draw() {
    if (!sheet) return;
    withMap((map) => {
      const at = (corner) => map.project(corner);
      const path = shape().map(at).map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ");
      const dots = corners.map(at).map(({ x, y }) => element("circle", { cx: x, cy: y, r: 5 }));
      sheet.firstChild.replaceChildren(element("polyline", { points: path, class: "casing" }), element("polyline", { points: path }), ...dots);
    });
    if (tool === "circle" && corners.length && pointer) {
      window.atlas.selection.say(`${kilometres(metresOf(corners[0], pointer))}. ${wordsOf("circle")}`);
    }
  }

  function kilometres(metres) {
    const texts = document.querySelector(".incident-map-sheet").dataset;
    const [text, number] = metres >= 1000 ? [texts.kilometres, (metres / 1000).toFixed(2)] : [texts.metres, metres.toFixed(0)];
    return text.replace("{number}", Number(number).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 2 }));
  }

  const degree = (number) => number.toFixed(4);
  const written = ([lon, lat]) => `${degree(lat)} ${degree(geodesy().onGlobe(lon))}`;

  /* What was drawn, as an address writes it; "" where there is too little of it. */
  function text() {
    if (tool === "circle" && corners.length > 1) {
      const [lon, lat] = corners[0];
      const km = Math.max(metresOf(corners[0], corners[1]) / 1000, 0.01).toFixed(2);
      return `circle:${degree(lat)},${degree(geodesy().onGlobe(lon))},${km}`;
    }
    if (tool === "box" && corners.length > 1) {
      const [[a, b], [c, d]] = corners;
      const longitudes = [Math.min(a, c), Math.max(a, c)].map((lon) => degree(geodesy().onGlobe(lon)));
      return `box:${degree(Math.min(b, d))},${longitudes[0]},${degree(Math.max(b, d))},${longitudes[1]}`;
    }
    if (tool === "polygon" && corners.length > 2) return `polygon:${corners.map(written).join(",")}`;
    const km = window.atlas.selection.km().trim().replace(",", ".");
    return tool === "line" && corners.length > 1 ? `line:${corners.map(written).join(",")},${km || "1"}` : "";
  }

  function finish() {
    const within = text();
    if (!within) return;
    end();
    window.atlas.selection.ask({ within });
  }

  function end() {
    if (sheet) sheet.remove();
    [tool, corners, pointer, sheet] = [null, [], null, null];
    pins = [];
    for (const button of panel().querySelectorAll(".map-selection-tools [aria-pressed]")) button.setAttribute("aria-pressed", "false");
    for (const name of ["finish", "cancel"]) buttonOf(name).hidden = true;
    window.atlas.selection.say("");
  }

  function begin(name) {
    const isAgain = tool === name;
    if (tool) end();
    if (isAgain) return;
    withMap((map) => {
      tool = name;
      buttonOf(name).setAttribute("aria-pressed", "true");
      buttonOf("cancel").hidden = false;
      buttonOf("finish").hidden = !["polygon", "line"].includes(name);
      window.atlas.selection.say(wordsOf(name));
      lay(map);
    });
  }

  /* The sheet over the map. */
  function lay(map) {
    sheet = document.createElement("div");
    sheet.className = "map-tool-sheet";
    sheet.ariaHidden = "true";
    sheet.append(element("svg", {}));
    map.getContainer().closest(".incident-map-sheet").append(sheet);
    let pressed = null;
    const here = (event) => {
      const box = sheet.getBoundingClientRect();
      const { lng, lat } = map.unproject([event.clientX - box.left, event.clientY - box.top]);
      return [lng, lat];
    };
    const away = (event) => pressed && Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) > DRAG_PX;
    sheet.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      event.preventDefault();
      pressed = { x: event.clientX, y: event.clientY };
      sheet.setPointerCapture(event.pointerId);
      add(map, here(event));
    });
    sheet.addEventListener("pointermove", (event) => {
      pointer = here(event);
      readOut(pointer, "pointer");
      draw();
    });
    sheet.addEventListener("pointerup", (event) => {
      if (away(event) && ["box", "circle"].includes(tool) && corners.length === 1) add(map, here(event));
      pressed = null;
    });
    sheet.addEventListener("wheel", (event) => {
      event.preventDefault();
      map.easeTo({ zoom: map.getZoom() - event.deltaY / 300, around: here(event), duration: 0 }, { originalEvent: true, isByHand: true });
    }, { passive: false });
    if (!map.isFollowedByTools) {
      map.isFollowedByTools = true;
      map.on("move", draw);
    }
  }

  const near = (map, one, other) => {
    const [a, b] = [map.project(one), map.project(other)];
    return Math.hypot(a.x - b.x, a.y - b.y) < 2 * DRAG_PX;
  };

  function add(map, corner) {
    if (tool === "measure") return measure(corner);
    if (tool === "polygon" && corners.length > 2 && near(map, corner, corners[0])) return finish();
    if (corners.length && near(map, corner, corners[corners.length - 1])) return undefined;
    corners = [...corners, corner];
    pointer = corner;
    draw();
    return ["box", "circle"].includes(tool) && corners.length === 2 ? finish() : undefined;
  }

  /* One point, then another; a third begins anew. */
  function measure(corner) {
    corners = corners.length >= 2 ? [corner] : [...corners, corner];
    pins = corners;
    draw();
    list(corners);
  }

  const NOTATIONS = ["latlon", "dms", "mgrs", "utm"];
  const notation = (name, [lon, lat]) => name === "latlon" ? geodesy().decimal(lon, lat) : geodesy()[name](lon, lat);

  function copyButton(value, name) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "copy-button", textContent: wordsOf("copy") });
    Object.assign(button.dataset, { copy: value, copied: wordsOf("copied") });
    button.setAttribute("aria-label", `${wordsOf("copy")}: ${name}`);
    return button;
  }

  /* MGRS and UTM are called so in every language. */
  const nameOf = (name) => wordsOf(name) || name.toUpperCase();

  /* A point with its notations, each to copy, in a line. */
  function described(title, point) {
    const part = document.createElement("div");
    const heading = document.createElement("strong");
    heading.textContent = title;
    part.append(heading);
    for (const name of NOTATIONS) {
      const [written, value, shown] = [notation(name, point), document.createElement("span"), document.createElement("span")];
      // Figures and letters of no language.
      shown.lang = "zxx";
      shown.textContent = wordsOf(name) ? written : `${nameOf(name)} ${written}`;
      value.append(shown, " ", written ? copyButton(written, nameOf(name)) : wordsOf("none"));
      part.append(value);
    }
    return part;
  }

  function list(points) {
    const parts = points.map((point, at) => described(wordsOf("point").replace("{number}", String(at + 1)), point));
    const way = points.length === 2 ? geodesy().inverse(...points) : null;
    document.getElementById("map-coordinates").replaceChildren(...parts);
    if (!way) return;
    const bearing = (degrees) => (Math.round(degrees * 10) / 10).toLocaleString(document.documentElement.lang);
    window.atlas.selection.say(wordsOf("distance").replace("{distance}", kilometres(way.metres))
      .replace("{there}", bearing(way.there)).replace("{back}", bearing(way.back)));
  }

  /* Latitude and longitude beside the scale; all notations while the tools are unfolded and no point is listed. */
  function readOut(point, name) {
    const short = document.getElementById("incident-map-pointer");
    if (short) short.textContent = geodesy().decimal(...point);
    if (panel() && panel().open && corners.length === 0 && !pins.length) {
      document.getElementById("map-coordinates").replaceChildren(described(wordsOf(name), point));
    }
  }

  let rest = 0;

  /* Follows the pointer, and the middle of the map where there is none over it. */
  function watch(map) {
    if (map.isReadOut) return;
    map.isReadOut = true;
    const middle = () => [map.getCenter().lng, map.getCenter().lat];
    let isOver = false;
    map.on("mousemove", ({ lngLat }) => {
      isOver = true;
      window.clearTimeout(rest);
      rest = window.setTimeout(() => readOut([lngLat.lng, lngLat.lat], "pointer"), REST_MS / 10);
    });
    map.on("mouseout", () => {
      isOver = false;
      readOut(middle(), "centre");
    });
    map.on("moveend", () => {
      if (!isOver) readOut(middle(), "centre");
    });
    readOut(middle(), "centre");
    panel().addEventListener("toggle", () => panel().open && readOut(middle(), "centre"));
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest && event.target.closest("[data-map-tool]");
    if (!button) return;
    const name = button.dataset.mapTool;
    if (name === "finish") finish();
    else if (name === "cancel") end();
    else if (name !== "select" && name !== "go") begin(name);
  });

  /* Before the page takes Escape for what is selected. */
  window.addEventListener("keydown", (event) => {
    if (!tool || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName || "")) return;
    if (event.key === "Escape") end();
    else if (event.key === "Enter" && !event.target.closest('[data-map-tool="cancel"]') && text()) finish();
    else if (event.key === "Backspace") {
      corners = corners.slice(0, -1);
      draw();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }, true);

  window.atlas = window.atlas || {};
  window.atlas.mapTools = {
    watch,

    /* Goes to a point, marks it and lists its coordinates. */
    lookAt({ lon, lat, label }) {
      if (tool !== "measure") begin("measure");
      withMap((map) => {
        map.easeTo({ center: [lon, lat], zoom: Math.max(map.getZoom(), CLOSE_LOOK), duration: 0 }, { originalEvent: true, isByHand: true });
        corners = [];
        measure([lon, lat]);
        window.atlas.selection.say(label);
      });
    },
  };
})();
