/* The map of this file: the figure of components/map/figure.py, its marks set here by the same rules. */
"use strict";

(function () {
  const { OUTCOMES, add, noPeople, counted, casualtiesInWords } = window.atlas;
  /* Traces by position, as in components/map/figure.py. */
  const [SHADING, CHOSEN_DISTRICT, CHOSEN_POINT, RING, CASING, DOTS, ON_KILLED, ON_OTHERS] = [0, 1, 2, 3, 4, 5, 6, 7];
  const HALO_PX = [21, 14];
  const OUTCOME_COLOUR = { killed: "killed", injured: "injured", "": "no_casualties" };
  const RANK = { killed: 2, injured: 1, "": 0 };

  /* One entry a point: incidents at the same place are one circle. Large ones first, so that small
     ones lie over them. */
  function dots(matching) {
    const points = new Map();
    for (const match of matching) {
      const { longitude, latitude, isNear } = match.incident;
      if (longitude === null) continue;
      const key = `${longitude} ${latitude}`;
      const point = points.get(key) || {
        longitude, latitude, isNear: false, matches: [], worst: "",
        killed: noPeople(), injured: noPeople(), everyone: { killed: noPeople(), injured: noPeople() },
      };
      point.matches.push(match);
      point.isNear = point.isNear || isNear;
      add(point.killed, match.killed);
      add(point.injured, match.injured);
      for (const outcome of OUTCOMES) add(point.everyone[outcome], match.everyone[outcome]);
      if (RANK[match.worst] > RANK[point.worst]) point.worst = match.worst;
      points.set(key, point);
    }
    const drawn = [...points.values()];
    for (const point of drawn) point.casualties = point.killed.best + point.injured.best;
    drawn.sort((one, other) => one.longitude - other.longitude || one.latitude - other.latitude);
    return drawn.sort((one, other) => other.casualties - one.casualties);
  }

  const noLine = () => ({ incidents: 0, casualties: 0, killed: 0, injured: 0, killedUnknown: 0, injuredUnknown: 0 });

  /* Matching incidents on the map and their people by district code, dots included. */
  function districts(matching) {
    const counts = new Map();
    for (const { incident, killed, injured } of matching) {
      if (!incident.isDrawn || !incident.district) continue;
      const line = counts.get(incident.district) || noLine();
      line.incidents += 1;
      line.killed += killed.best;
      line.injured += injured.best;
      line.casualties += killed.best + injured.best;
      line.killedUnknown += killed.unknown;
      line.injuredUnknown += injured.unknown;
      counts.set(incident.district, line);
    }
    return counts;
  }

  const diameter = (casualties, sizes) =>
    Math.min(sizes.smallest + sizes.growth * Math.sqrt(casualties), sizes.largest);

  /* Text that Plotly shows literally. */
  const literal = (text) =>
    text.replace(/[&<>"']/g, (letter) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;" })[letter]);

  function wrapped(text, width = 46) {
    const lines = [""];
    for (const word of text.split(/\s+/).filter(Boolean)) {
      const last = lines[lines.length - 1];
      if (last && last.length + 1 + word.length > width) lines.push(word);
      else lines[lines.length - 1] = `${last} ${word}`.trim();
    }
    return lines.map(literal).join("<br>");
  }

  function sentence(match) {
    return `${match.incident.when}, ${match.incident.place}: ${casualtiesInWords(match.everyone)}; ${match.incident.deviceLabel}.`;
  }

  const ofPeopleChosen = (people, outcomes) => `of the people chosen: ${casualtiesInWords(people, outcomes)}`;

  /* `outcomes` are those that the filter asks for where it chooses people; null where it does not. */
  function dotText(point, outcomes) {
    const chosen = outcomes ? `<br>${ofPeopleChosen(point, outcomes)}` : "";
    if (point.matches.length === 1) return wrapped(sentence(point.matches[0])) + chosen;
    const count = counted(point.matches.length, "incident");
    const people = casualtiesInWords(point.everyone);
    return `${literal(point.matches[0].incident.place)}<br><b>${count}</b>: ${people}${chosen}<br>Click for the list.`;
  }

  function districtText(name, line, outcomes) {
    const people = {
      killed: { best: line.killed, unknown: line.killedUnknown },
      injured: { best: line.injured, unknown: line.injuredUnknown },
    };
    const words = outcomes ? ofPeopleChosen(people, outcomes) : casualtiesInWords(people);
    return `<b>${literal(name)}</b><br>${counted(line.incidents, "incident")}: ${words}`;
  }

  /* Never without a point: Plotly takes an empty trace for hidden, and puts it on top when it returns. */
  function place(trace, points, sizes) {
    trace.lon = points.length ? points.map((point) => point.longitude) : [NaN];
    trace.lat = points.length ? points.map((point) => point.latitude) : [NaN];
    if (sizes) trace.marker = { ...trace.marker, size: points.length ? sizes : [0] };
  }

  function stepped(colours) {
    if (!colours.length) return [[0, "rgba(0,0,0,0)"], [1, "rgba(0,0,0,0)"]];
    return colours.flatMap((colour, i) => [[i / colours.length, colour], [(i + 1) / colours.length, colour]]);
  }

  /* `ranges` are those of the dataset: no filter changes what a shade means. */
  function setShading(trace, lines, { measure, ranges, names, outcomes }, palette) {
    const values = trace.locations.map((code) => (lines.get(code) || noLine())[measure]);
    trace.z = values.map((value) => (value > 0 ? ranges.findIndex(([, high]) => value <= high) : null));
    trace.zmin = -0.5;
    trace.zmax = ranges.length - 0.5;
    trace.colorscale = stepped(palette.district_ramp.slice(0, ranges.length));
    trace.marker = { ...trace.marker, line: { color: palette.shaded_line, width: 1.5 } };
    trace.hovertext = trace.locations.map((code) => districtText(names[code] || code, lines.get(code) || noLine(), outcomes));
    trace.hovertemplate = "%{hovertext}<extra></extra>";
    trace.customdata = trace.locations.map((code) => (lines.get(code) || noLine()).incidents);
  }

  function setCircles(traces, points, sizes, palette, outcomes) {
    const across = points.map((point) => diameter(point.casualties, sizes));
    const colours = points.map((point) => palette[OUTCOME_COLOUR[point.worst]]);
    const near = points.map((point, position) => position).filter((position) => points[position].isNear);
    place(traces[RING], near.map((position) => points[position]), near.map((position) => across[position] + sizes.ring));
    traces[RING].marker.color = near.map((position) => colours[position]);
    place(traces[CASING], points, across.map((size, i) => size + (points[i].isNear ? sizes.ring - 2.5 : 2.5)));
    traces[CASING].marker.color = points.map(() => palette.map_halo);
    place(traces[DOTS], points, across);
    traces[DOTS].marker.color = colours;
    traces[DOTS].customdata = points.map((point) => point.matches.map((match) => match.incident.id));
    traces[DOTS].hovertext = points.map((point) => dotText(point, outcomes));
    const groups = points.filter((point) => point.matches.length > 1);
    for (const [trace, isOnKilled, colour] of [[ON_KILLED, true, palette.on_killed], [ON_OTHERS, false, palette.on_injured]]) {
      const mine = groups.filter((point) => (point.worst === "killed") === isOnKilled);
      place(traces[trace], mine);
      traces[trace].text = mine.map((point) => String(point.matches.length));
      traces[trace].textfont = { ...traces[trace].textfont, color: colour };
    }
  }

  /* The chosen incident's circle over all others, in a ring: components/map/chosen_incident.py. */
  function setChosen(traces, chosen, points, sizes, palette) {
    const incident = chosen && chosen.isDrawn ? chosen : null;
    const point = incident && points.find((each) => each.matches.some((match) => match.incident === incident));
    const trace = traces[CHOSEN_POINT];
    const circles = point ? chosenCircles(point, diameter(point.casualties, sizes), sizes, palette) : [];
    place(trace, circles.map(() => point), circles.map(([size]) => size));
    trace.marker.color = circles.length ? circles.map(([, colour]) => colour) : [palette.accent];
    const number = point && point.matches.length > 1 ? String(point.matches.length) : "";
    trace.text = circles.length ? [...circles.slice(1).map(() => ""), number] : [""];
    trace.textfont = { ...trace.textfont, color: point && point.worst === "killed" ? palette.on_killed : palette.on_injured };
    const code = incident && incident.longitude === null ? incident.district : null;
    traces[CHOSEN_DISTRICT].z = traces[CHOSEN_DISTRICT].locations.map((each) => (each === code ? 1 : null));
    traces[CHOSEN_DISTRICT].marker = { line: { color: palette.accent, width: 2.5 } };
  }

  function chosenCircles(point, size, sizes, palette) {
    const colour = palette[OUTCOME_COLOUR[point.worst]];
    const [outside, inside] = HALO_PX;
    const ring = point.isNear ? [[size + sizes.ring, colour], [size + sizes.ring - 2.5, palette.map_halo]] : [];
    return [[size + outside, palette.accent], [size + inside, palette.map_halo], ...ring, [size, colour]];
  }

  /* The box of an incident's dot or district; null where it is not on the map. */
  function boxOf(incident, boxes) {
    const { longitude, latitude } = incident;
    if (longitude !== null) return [longitude, latitude, longitude, latitude];
    return (incident.isDrawn && boxes[incident.district]) || null;
  }

  /* The box around what is drawn; null without anything. */
  function boundsOf(matching, boxes) {
    const { around } = window.atlas.camera;
    // A district's box lies around dots in it that are coded to it.
    const corners = matching.flatMap(({ incident }) => [boxOf(incident, boxes), (incident.isDrawn && boxes[incident.district]) || null]);
    return corners.reduce((sum, box) => around(sum, box), null);
  }

  /* Draws into `graph`; the promise gives the map's own functions. */
  async function start(graph, data, layers, scheme, on) {
    const { figure, styles, palettes, sizes, measure, ranges, districtNames, config } = data;
    const state = {
      scheme, follows: true, fitted: null, bounds: data.bounds, matching: [], outcomes: null, chosen: null, drawing: null,
    };
    const filled = new WeakSet();
    figure.data[SHADING].geojson = figure.data[CHOSEN_DISTRICT].geojson = layers.shaded_districts;
    figure.layout.map.style = styles[scheme];
    await window.Plotly.newPlot(graph, figure.data, figure.layout, config);
    const map = graph._fullLayout.map._subplot.map;

    /* The style names empty sources: plotly.js copies the whole style at each update. */
    const fill = () => {
      for (const [name, layer] of Object.entries(layers)) {
        const source = map.getSource(name);
        if (source && !filled.has(source)) {
          filled.add(source);
          source.setData(layer);
        }
      }
    };
    map.on("styledata", fill);
    fill();

    /* Past the figure: Plotly loses its traces when one style replaces another while they change. */
    function dress() {
      for (const layer of styles[state.scheme].layers) {
        for (const [name, value] of Object.entries(layer.paint || {})) map.setPaintProperty(layer.id, name, value);
      }
    }

    function draw() {
      const palette = palettes[state.scheme];
      const traces = graph.data;
      const { outcomes } = state;
      const points = dots(state.matching);
      setShading(traces[SHADING], districts(state.matching), { measure, ranges, names: districtNames, outcomes }, palette);
      setCircles(traces, points, sizes, palette, outcomes);
      setChosen(traces, state.chosen, points, sizes, palette);
      window.atlas.circles.give(map, traces);
      window.atlas.shades.give(map, traces);
      state.drawing = window.Plotly.react(graph, traces.map((trace) => ({ ...trace })), graph.layout, config);
    }

    const { camera } = window.atlas;

    function setFollows(follows) {
      state.follows = follows;
      document.getElementById("follow").hidden = follows;
    }

    /* What matches, and the incident that is chosen; without either the map stays where it is. */
    function fit() {
      const target = camera.around(state.bounds, state.chosen && boxOf(state.chosen, data.districtBoxes));
      if (!target && state.fitted) return;
      state.fitted = target;
      camera.look(map, camera.fittingView(map, target));
    }

    function followAgain() {
      setFollows(true);
      fit();
    }

    const texts = { kilometres: "{number} km", metres: "{number} m" };
    const drawScale = () => window.atlas.drawScale(document.getElementById("scale"), map, texts);

    window.atlas.shades.watch(map, graph);
    window.atlas.circles.watch(map, graph);
    window.atlas.callouts.watch(map, graph);
    map.dragRotate.disable();
    map.touchZoomRotate.disableRotation();
    map.keyboard.disableRotation();
    map.getCanvas().setAttribute("aria-label", "Map; arrow keys move it, plus and minus zoom");
    map.on("move", drawScale);
    map.on("movestart", (event) => camera.isByHand(event) && setFollows(false));
    /* plotly.js gives the map a size of its own, which follows that of its box only on a call. */
    new ResizeObserver(async () => {
      if (!graph.clientWidth || !graph.clientHeight) return;
      await state.drawing;
      await window.Plotly.Plots.resize(graph);
      map.resize();
      if (state.follows) fit();
      drawScale();
    }).observe(graph);
    camera.watchCovers(map, () => state.follows && state.fitted && !camera.isInSight(map, state.fitted) && fit());
    graph.on("plotly_click", (click) => {
      const point = click.points[0];
      if (point.curveNumber === DOTS) on.choose([...point.customdata]);
      else if (point.location) on.district(point.location);
    });
    setFollows(!data.camera);
    if (data.camera) camera.look(map, data.camera);
    else fit();
    drawScale();

    return {
      map,
      fit: followAgain,
      drawn: () => state.drawing,
      zoom: (by) => map.easeTo({ zoom: map.getZoom() + by, duration: 200 }, { originalEvent: true, isByHand: true }),
      show(matching, outcomes) {
        state.matching = matching;
        state.outcomes = outcomes;
        state.chosen = null;
        state.bounds = boundsOf(matching, data.districtBoxes);
        draw();
        if (state.follows) fit();
      },
      /* With what matches while the map follows that; otherwise no closer than the reader has gone. */
      choose(incident) {
        state.chosen = incident;
        const box = incident && boxOf(incident, data.districtBoxes);
        if (box && !camera.isInSight(map, box)) {
          if (state.follows) fit();
          else camera.look(map, camera.fittingView(map, box, map.getZoom()));
        }
        draw();
      },
      recolour(next) {
        state.scheme = next;
        dress();
        draw();
      },
    };
  }

  Object.assign(window.atlas, { dots, districts, diameter, boundsOf, sentence, startMap: start });
})();
