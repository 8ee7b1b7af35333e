/* The comparison: two maps that move together, and the address that holds both sides. */
"use strict";

window.dash_clientside = window.dash_clientside || {};

(function () {
  let pair = null;

  /* The two maps and the view that they share; made when first asked for, after all scripts are there. */
  function places() {
    if (!pair) {
      const { placeOf, viewed } = window.atlas.maps;
      const view = viewed("comparison-maps");
      pair = ["a", "b"].map((side) =>
        placeOf(`comparison-maps-${side}-graph`, `comparison-maps-${side}-scale`, view));
    }
    return pair;
  }

  /* Passed on is what a reader moves, or we in their name: not an echo, and not what Plotly sets on redrawing. */
  function link(maps) {
    maps.forEach((map, position) => {
      const other = maps[1 - position];
      const echo = (settings) => (event) => {
        if (event.isEcho || !event.originalEvent) return;
        const { lon, lat, zoom } = window.atlas.maps.viewOf(map);
        other.jumpTo({ center: [lon, lat], zoom }, { ...settings, isEcho: true });
      };
      map.on("move", echo({}));
      // Told as a reader's move only at its end, so that Plotly keeps the view without doing so at each step.
      map.on("moveend", echo({ originalEvent: true }));
    });
  }

  window.dash_clientside.comparisonMaps = {
    /* What the page opens with is drawn only when both maps are there; then `holds` looks at it. */
    moveTo(camera, drawn) {
      const there = [];
      for (const place of places()) {
        window.atlas.maps.moveTo(place, camera, drawn, false, (map) => {
          if (!map) return window.dash_clientside.set_props("comparison-maps-ready", { data: true });
          if (map.isLinkedByAtlas) return undefined;
          there.push(map);
          if (there.length < 2) return undefined;
          for (const each of there) each.isLinkedByAtlas = true;
          link(there);
          return window.dash_clientside.set_props("comparison-maps-ready", { data: true });
        });
      }
    },

    outline(sides) {
      places().forEach((place, at) => window.atlas.selection.show(place, (((sides || {})["ab"[at]] || {}).within || [""])[0]));
    },

    fit(_clicks, _again, drawn) {
      window.atlas.maps.fitAgain(places()[0], drawn);
    },

    zoom() {
      window.atlas.maps.zoomBy(places()[0], window.atlas.clicked() === "comparison-maps-zoom-in" ? 1 : -1);
    },

    noteDrawn(drawn, bounds) {
      if (bounds) window.atlas.maps.noteDrawn(places()[0], drawn, bounds);
      else window.atlas.detail.noteDrawn(places()[0].view, drawn);
    },

    /* Arguments: the last click on each map, and what is drawn. */
    askForCell(clickA, clickB, drawn) {
      const side = window.dash_clientside.callback_context.triggered.some((cause) =>
        cause.prop_id.startsWith(`${places()[0].graph}.`)) ? "a" : "b";
      const cell = window.atlas.maps.cellOf(side === "a" ? clickA : clickB, drawn);
      return cell ? { side, ...cell } : window.dash_clientside.no_update;
    },

    lookAtCell(bounds) {
      window.atlas.maps.lookAtCell(places()[0], bounds);
    },

    restyle(scheme, language, lines, ground, graticule, ...figures) {
      places().forEach((place, at) => window.atlas.maps.restyle(place, scheme, language, { lines, ground, graticule }, figures[at]));
    },
  };

  const queryOf = (filter) => window.atlas.appendFilter(new URLSearchParams(), filter);

  function viewQuery(measure, names, lines, ground, graticule, camera) {
    const view = window.atlas.maps.ownView(places()[0], camera);
    return window.atlas.appendView(new URLSearchParams(), view, { measure, names, lines, ground, graticule });
  }

  let lastRead = null;

  window.dash_clientside.compare = {
    /* Changed sides are a step for the back button; moved maps are not. Gives each side's own address. */
    writeAddress(sides, measure, names, lines, ground, graticule, _movedA, _movedB, camera) {
      const noUpdate = window.dash_clientside.no_update;
      if (!sides) return [noUpdate, noUpdate];
      const view = viewQuery(measure, names, lines, ground, graticule, camera);
      const [a, b] = [queryOf(sides.a), queryOf(sides.b)];
      const query = new URLSearchParams([["a", a.toString()], ["b", b.toString()], ...view]);
      const target = `${window.location.pathname}?${query}`;
      const isFromAddress = sides.search !== undefined && lastRead !== sides;
      if (isFromAddress) lastRead = sides;
      if (target !== window.location.pathname + window.location.search) {
        const now = new URLSearchParams(window.location.search);
        const isSame = now.get("a") === a.toString() && now.get("b") === b.toString();
        window.history[isFromAddress || isSame ? "replaceState" : "pushState"](null, "", target);
      }
      return [a, b].map((side) => {
        const whole = new URLSearchParams([...side, ...view]).toString();
        return whole ? `/?${whole}` : "/";
      });
    },
  };

  /* The way from the full page: its filter and view as they are now, for the comparison to split. */
  function aim(event) {
    const link = event.target.closest && event.target.closest("a.open-compare");
    if (!link) return;
    const query = new URLSearchParams(window.location.search);
    query.delete("incident");
    link.search = query.toString();
  }

  for (const name of ["pointerdown", "focusin", "click"]) document.addEventListener(name, aim, true);
})();
