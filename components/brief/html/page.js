/* The page of this file: its filter, headline, list and legend. Every text that comes from the data is
   set as text, never as markup. */
"use strict";

(function () {
  const {
    found, totals, optionCounts, choosesPeople, number, counted, day, doubt, isKnown, outcomeInWords, casualtiesInWords,
    drawnInWords, undatedLeftOut, outcomesOf,
  } = window.atlas;
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const at = (id) => document.getElementById(id);
  const data = read("data");
  window.atlas.notRecorded = data.notRecorded;
  window.atlas.columnOfChoice = data.columnOfChoice;
  const LISTED = 100;
  const NARROW = window.matchMedia("(max-width: 860px)");
  const DARK = window.matchMedia("(prefers-color-scheme: dark)");

  const state = { filter: {}, only: null, listed: LISTED, chosen: null, problem: "" };
  let map = null;
  let matching = [];

  /* An element with properties and children; texts among the children stay texts. */
  function make(tag, properties, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties || {})) {
      if (name in element) element[name] = value;
      else element.setAttribute(name, value);
    }
    element.append(...children.filter((child) => child !== null && child !== ""));
    return element;
  }

  const schemeNow = () => (DARK.matches ? "dark" : "light");

  /* Filter */

  function drawFilter() {
    for (const { key, label, values } of data.choices) {
      const options = values.map(([value, text]) => {
        const box = make("input", { type: "checkbox", name: key, value });
        const count = make("span", { className: "count" });
        return make("label", { className: "option" }, box, make("span", { className: "option-text" }, text), count);
      });
      const field = make("fieldset", { className: "choice" }, make("legend", {}, label), make("div", { className: "options" }, ...options));
      field.dataset.key = key;
      (data.mainChoices.includes(key) ? at("choices") : at("more-choices")).append(field);
    }
    for (const id of ["from", "to"]) [at(id).min, at(id).max] = data.days;
    at("more").hidden = !at("more-choices").children.length;
    at("filter").addEventListener("change", readFilter);
    at("filter").addEventListener("submit", (event) => event.preventDefault());
    for (const button of document.querySelectorAll(".reset")) button.addEventListener("click", reset);
  }

  function readFilter() {
    const filter = {};
    for (const box of at("filter").querySelectorAll("input[type=checkbox]:checked")) {
      (filter[box.name] = filter[box.name] || []).push(box.value);
    }
    const [from, to] = [at("from").value, at("to").value];
    const isReversed = from && to && from > to;
    state.problem = isReversed ? `The first day, ${day(from)}, is after the last day, ${day(to)}; both are left out.` : "";
    if (from && !isReversed) filter.from = [from];
    if (to && !isReversed) filter.to = [to];
    change(filter);
  }

  function setFilter(filter) {
    at("from").value = (filter.from || [""])[0];
    at("to").value = (filter.to || [""])[0];
    for (const box of at("filter").querySelectorAll("input[type=checkbox]")) {
      box.checked = (filter[box.name] || []).includes(box.value);
    }
    readFilter();
  }

  function reset() {
    setFilter({});
    at("from").focus();
  }

  function change(filter) {
    state.filter = filter;
    state.only = null;
    state.listed = LISTED;
    draw();
  }

  function drawCounts() {
    for (const field of document.querySelectorAll(".choice")) {
      const counts = optionCounts(data.incidents, state.filter, field.dataset.key);
      for (const box of field.querySelectorAll("input")) {
        const count = counts.get(box.value) || 0;
        const option = box.parentElement;
        option.lastChild.textContent = number(count);
        option.classList.toggle("is-empty", !count && !box.checked);
      }
    }
  }

  /* What the reader asks for, in words; "" for nothing. */
  function filterInWords() {
    const [from] = state.filter.from || [];
    const [to] = state.filter.to || [];
    const parts = [];
    if (from && to) parts.push(from === to ? day(from) : `${day(from)} – ${day(to)}`);
    else if (from) parts.push(`from ${day(from)}`);
    else if (to) parts.push(`until ${day(to)}`);
    for (const { key, values } of data.choices) {
      for (const [value, text] of values) if ((state.filter[key] || []).includes(value)) parts.push(text);
    }
    return parts.join(" · ");
  }

  /* Headline */

  const isOfChosen = () => data.choosesPeople || choosesPeople(state.filter);
  const outcomesChosen = () => (isOfChosen() ? outcomesOf(data.filter, state.filter) : null);

  function peopleFigure(outcome, count) {
    const remark = doubt(count);
    const range = remark ? make("small", {}, ` ${remark}`) : "";
    const parts = isKnown(outcome, count)
      ? [count.unknown ? "at least " : "", make("b", {}, number(count.best)), ` ${outcome}`]
      : [outcomeInWords(outcome, count)];
    return make("span", { className: `figure ${outcome}` }, ...parts, range);
  }

  function drawHeadline(sums) {
    // Without an incident there is nobody to count: components/headline_figures.py.
    const outcomes = sums.incidents ? outcomesOf(data.filter, state.filter) : [];
    const people = outcomes.flatMap((outcome) => [" ", peopleFigure(outcome, sums[outcome])]);
    at("figures").replaceChildren(
      make("span", { className: "figure incidents" },
        make("b", {}, number(sums.incidents)), sums.incidents === 1 ? " incident" : " incidents"), ...people,
    );
    const words = filterInWords();
    const leftOut = words ? undatedLeftOut(data.incidents, state.filter) : data.undatedLeftOut;
    if (data.incidents.length) at("drawn").textContent = drawnInWords(sums, leftOut);
    at("active-filter").textContent = state.problem || (words ? `Narrowed down to: ${words}` : "");
    at("active-filter-line").hidden = !words && !state.problem;
    at("active-filter").classList.toggle("problem", Boolean(state.problem));
  }

  /* List */

  function link(source) {
    let address;
    try {
      address = new URL(source.url);
    } catch {
      return make("span", {}, source.publisher);
    }
    if (!["http:", "https:"].includes(address.protocol)) return make("span", {}, source.publisher);
    return make("a", { href: address.href, target: "_blank", rel: "noopener noreferrer" }, source.publisher);
  }

  function peopleText({ low, best, high }) {
    if (best === null && low && high !== null) return `at least ${number(low)} (${number(low)}–${number(high)})`;
    if (best === null && low) return `at least ${number(low)}, number not given`;
    if (best === null) return high === null ? "number not given" : `not known (0–${number(high)})`;
    const isRange = low !== null && high !== null && (low !== best || high !== best);
    return number(best) + (isRange ? ` (${number(low)}–${number(high)})` : "");
  }

  function casualtyTable(incident) {
    const gaps = data.notRecorded.map((outcome) => `${outcome} not recorded`).join(", ");
    const missing = gaps ? make("p", {}, `${gaps[0].toUpperCase()}${gaps.slice(1)}.`) : null;
    if (!incident.casualties.length) return missing || make("p", {}, "No casualties reported.");
    const head = ["Who", "Outcome", "People"].map((name) => make("th", { scope: "col" }, name));
    const lines = incident.casualties.map((row) => make("tr", {},
      make("th", { scope: "row" }, row.actor, make("small", {}, row.victimLabel)),
      make("td", {}, make("span", { className: `swatch circle ${row.outcome}` }), ` ${row.outcome}`),
      make("td", {}, peopleText(row))));
    const table = make("table", { className: "casualties" }, make("thead", {}, make("tr", {}, ...head)), make("tbody", {}, ...lines));
    return missing ? make("div", {}, table, missing) : table;
  }

  function card(incident) {
    const facts = incident.facts.flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, value)]);
    const sources = incident.sources.map((source) =>
      make("li", {}, link(source), make("small", {}, source.details)));
    return [
      make("p", { className: "summary" }, incident.summary),
      casualtyTable(incident),
      make("dl", {}, ...facts),
      make("h3", {}, counted(sources.length, "source")),
      sources.length ? make("ol", {}, ...sources) : "",
      make("p", { className: "identifier" }, `Incident ${incident.id}`),
    ];
  }

  function item(match) {
    const { incident } = match;
    const [everyone, chosen] = [casualtiesInWords(match.everyone), casualtiesInWords(match)];
    const rough = incident.isDrawn ? "" : make("span", { className: "tag" }, `not on the map: ${incident.whereLabel}`);
    const line = make("summary", {},
      make("span", { className: `swatch circle ${match.worst || "none"}`, ariaHidden: "true" }),
      make("span", { className: "line" },
        make("b", {}, incident.when), make("span", { className: "place" }, incident.place),
        make("span", { className: "hurt" }, `${everyone}; ${incident.deviceLabel}`),
        chosen === everyone ? "" : make("span", { className: "hurt" }, `of the people chosen: ${chosen}`), rough));
    const box = make("details", { className: "incident" }, line);
    box.dataset.incident = incident.id;
    box.addEventListener("toggle", () => {
      if (box.open && box.childElementCount === 1) box.append(make("div", { className: "card" }, ...card(incident).filter(Boolean)));
      if (box.open) choose(incident, box);
      else if (state.chosen === incident) choose(null);
    });
    return box;
  }

  function choose(incident, box) {
    if (state.chosen === incident) return;
    state.chosen = incident;
    for (const other of at("list").querySelectorAll("details[open]")) if (other !== box) other.open = false;
    if (map) map.choose(incident);
  }

  function drawList() {
    const newest = matching.filter((match) => !state.only || state.only.includes(match.incident.id)).reverse();
    at("list-title").textContent = state.only ? `${counted(newest.length, "incident")} at this point` : counted(newest.length, "incident");
    at("all").hidden = !state.only;
    at("order").hidden = newest.length < 2;
    at("list").replaceChildren(...newest.slice(0, state.listed).map((match) => make("li", {}, item(match))));
    at("nothing").hidden = newest.length > 0;
    at("rest").hidden = newest.length <= state.listed;
    at("rest").textContent = `Show ${number(Math.min(LISTED, newest.length - state.listed))} more`;
  }

  /* What a click on a circle shows: its incident, or the list of those at this point. */
  function chooseOnMap(ids) {
    if (ids.length > 1) {
      state.only = ids;
      drawList();
      at("list-title").focus();
      return;
    }
    const box = openIncident(ids[0]);
    box.scrollIntoView({ block: "start" });
    box.querySelector("summary").focus({ preventScroll: true });
  }

  /* The entry of an incident that matches, opened; the list is made long enough to hold it. */
  function openIncident(id) {
    if (state.only && !state.only.includes(id)) state.only = null;
    const position = [...matching].reverse().findIndex((match) => match.incident.id === id);
    state.listed = Math.max(state.listed, position + 1);
    drawList();
    const box = [...at("list").querySelectorAll("details")].find((each) => each.dataset.incident === id);
    box.open = true;
    return box;
  }

  function toggleDistrict(code) {
    const districts = state.filter.district || [];
    const district = districts.includes(code) ? districts.filter((other) => other !== code) : [...districts, code];
    setFilter({ ...state.filter, district });
  }

  /* Legend */

  function drawLegend() {
    const { legend, ranges } = data;
    const ofChosen = isOfChosen() ? 1 : 0;
    const kinds = [...Object.entries(legend.outcomes), ["ring", "ring: near this place"]];
    at("outcomes").replaceChildren(...kinds.map(([kind, words]) =>
      make("li", {}, make("span", { className: `swatch circle ${kind || "none"}` }), words)));
    at("colour-note").textContent = legend.note;
    at("colour-note").hidden = !ofChosen;
    at("size-heading").textContent = legend.size[ofChosen];
    at("sizes").hidden = at("size-heading").hidden = !legend.size[ofChosen];
    at("shade-heading").textContent = legend.shade[ofChosen];
    const shades = ranges.map(([low, high], shade) => make("li", {},
      make("span", { className: `swatch shade-${shade}` }), low === high ? number(low) : `${number(low)}–${number(high)}`));
    at("shades").replaceChildren(...(shades.length ? shades : [make("li", {}, legend.nothingShaded)]));
  }

  function drawSizes() {
    at("sizes").replaceChildren(...[1, 5, 15].map((people) => {
      const swatch = make("span", { className: "swatch circle size" });
      swatch.style.width = swatch.style.height = `${Math.round(window.atlas.diameter(people, data.sizes))}px`;
      return make("li", {}, swatch, String(people));
    }));
  }

  function draw() {
    matching = found(data.incidents, state.filter);
    drawHeadline(totals(matching));
    drawCounts();
    drawList();
    drawLegend();
    window.atlas.showTimeline(data, matching);
    state.chosen = null;
    if (map) map.show(matching, outcomesChosen());
  }

  function recolour() {
    document.documentElement.setAttribute("data-mantine-color-scheme", schemeNow());
    drawLegend();
    if (map) map.recolour(schemeNow());
  }

  async function startMap() {
    const layers = Object.fromEntries(data.layers.map((name) => [name, read(`layer-${name}`)]));
    try {
      map = await window.atlas.startMap(at("map"), data, layers, schemeNow(), { choose: chooseOnMap, district: toggleDistrict });
    } catch {
      at("no-map").hidden = false;
      return;
    }
    at("zoom-in").addEventListener("click", () => map.zoom(1));
    at("zoom-out").addEventListener("click", () => map.zoom(-1));
    for (const id of ["fit", "follow"]) at(id).addEventListener("click", () => map.fit());
    map.show(matching, outcomesChosen());
    if (matching.some((match) => match.incident.id === data.chosen)) {
      const box = openIncident(data.chosen);
      if (!NARROW.matches) box.scrollIntoView({ block: "start" });
    }
    window.atlas.page = { data, map, setFilter, isNarrowed: () => matching.length < data.incidents.length };
  }

  document.documentElement.setAttribute("data-mantine-color-scheme", schemeNow());
  document.documentElement.classList.add("has-script");
  at("filters").open = !NARROW.matches;
  at("legend").open = !NARROW.matches;
  NARROW.addEventListener("change", () => { at("filters").open = !NARROW.matches; });
  DARK.addEventListener("change", recolour);
  at("all").addEventListener("click", () => { state.only = null; drawList(); });
  at("rest").addEventListener("click", () => { state.listed += LISTED; drawList(); });
  at("filter-panel").hidden = !data.incidents.length;
  drawFilter();
  drawSizes();
  draw();
  startMap();
})();
