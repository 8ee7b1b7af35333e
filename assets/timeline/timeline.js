/* The timeline: what is brushed, clicked or chosen by keyboard becomes the filter's dates. */
"use strict";

window.dash_clientside = window.dash_clientside || {};

(function () {
  /* The bars come after the map; without a map (no WebGL) they come anyway. */
  const PATIENCE_MS = 8000;
  const DAY_MS = 86400000;
  /* After this, a brush that was let go has not changed the filter. */
  const SETTLED_MS = 400;

  /* As the page's store has it. */
  let stored = {};
  let filter = {};
  /* What the brush would choose while it is dragged; null while it is not. */
  let brushed = null;
  let bars = [];
  let ticks = [];
  let drawn = null;
  /* Which bars there are; see time_step.js. */
  let timeStep = null;
  let shown = {};
  let requested = null;
  let isWaiting = true;
  let cursor = null;
  let anchor = null;

  const slider = () => document.getElementById("timeline-slider");
  const graph = () => document.querySelector("#timeline-graph .js-plotly-plot");
  const setProps = (id, props) => window.dash_clientside.set_props(id, props);

  function whenMapIsReady(then, since) {
    const isReady = window.atlas.isMapReady && window.atlas.isMapReady();
    if (isReady || Date.now() - since > PATIENCE_MS) then();
    else window.setTimeout(() => whenMapIsReady(then, since), 50);
  }

  /* The filter with the first and last day of these bars. Bars of unknown month span a year: they
     count only where nothing else is chosen. */
  function withDates(from, to) {
    const within = bars.slice(Math.min(from, to), Math.max(from, to) + 1);
    const known = within.filter((bar) => bar.known);
    const chosen = known.length ? known : within;
    if (!chosen.length) return filter;
    const first = chosen.map((bar) => bar.first).sort()[0];
    const last = chosen.map((bar) => bar.last).sort().pop();
    return dated(...withinShown(first, last));
  }

  const dated = (from, to) => window.atlas.ordered({ ...filter, from: from ? [from] : [], to: to ? [to] : [] });

  /* By day, a month whose days are not known ends with the days that are shown. */
  function withinShown(first, last) {
    const [from, to] = shown.period || [first, last];
    const [later, earlier] = [first > from ? first : from, last < to ? last : to];
    return later <= earlier ? [later, earlier] : [first, last];
  }

  /* Between two places of the axis, the first and the last bar that is touched. */
  function touched(range) {
    const first = Math.max(Math.ceil(Math.min(...range) - 0.5), 0);
    const last = Math.min(Math.floor(Math.max(...range) + 0.5), bars.length - 1);
    return first <= last ? [first, last] : null;
  }

  /* What is asked for counts as the filter at once: the next key may come before the answer. */
  function ask(next) {
    filter = next;
    window.atlas.keepTimeline(next);
    setProps("filter-request", { data: { filter: next } });
  }

  /* A second time, a bar gives back all dates, or all days that are shown. */
  function toggle(place) {
    if (!bars[place]) return;
    const next = withDates(place, place);
    ask(window.atlas.same(next, window.atlas.ordered(filter)) ? dated(...(shown.period || [])) : next);
  }

  /* Where a day stands on the axis, as a fraction of its bar. */
  function placeOf(day, isEnd) {
    const time = Date.parse(day) + (isEnd ? DAY_MS : 0);
    const known = bars.map((bar, place) => ({ ...bar, place })).filter((bar) => bar.known);
    if (!known.length) return isEnd ? bars.length - 0.5 : -0.5;
    for (const bar of known) {
      const [first, last] = [Date.parse(bar.first), Date.parse(bar.last) + DAY_MS];
      if (time < first || (!isEnd && time === first)) return bar.place - 0.5;
      if (isEnd ? time <= last : time < last) return bar.place - 0.5 + (time - first) / (last - first);
    }
    return bars.length - 0.5;
  }

  function stretch(part, from, to) {
    const drawn = graph();
    const layout = window.atlas.internals.layoutOf(drawn);
    part.hidden = from === null || !layout || !layout.xaxis || !bars.length;
    if (part.hidden) return;
    const margins = window.atlas.internals.marginsOf(drawn);
    const left = margins.left + layout.xaxis.l2p(from);
    part.style.left = `${left}px`;
    part.style.width = `${Math.max(margins.left + layout.xaxis.l2p(to) - left, 2)}px`;
    part.style.bottom = `${margins.bottom}px`;
  }

  function drawTicks(box) {
    const layout = window.atlas.internals.layoutOf(graph());
    if (!layout || !layout.xaxis) return;
    const { left } = window.atlas.internals.marginsOf(graph());
    const key = JSON.stringify([ticks, left, box.offsetWidth, layout.xaxis.range]);
    window.atlas.drawTicks(box, ticks, (place) => left + layout.xaxis.l2p(place), key);
  }

  const chosenDates = () => {
    const { from: [from] = [], to: [to] = [] } = brushed || filter;
    return [from, to];
  };

  function isAllChosen() {
    const [[from, to], [first, last]] = [chosenDates(), shown.period || []];
    return Boolean(first) && from === first && to === last;
  }

  /* From where to where the chosen dates reach; null without any, or where they are all that is shown. */
  function chosenPlaces() {
    const [from, to] = chosenDates();
    if (!(from || to) || isAllChosen()) return null;
    return [from ? placeOf(from, false) : -0.5, to ? placeOf(to, true) : bars.length - 0.5];
  }

  function draw() {
    if (!slider()) return;
    slider().closest(".timeline").classList.toggle("is-all-chosen", isAllChosen());
    const [from, to] = chosenPlaces() || [null, null];
    stretch(document.getElementById("timeline-span"), from, to);
    stretch(document.getElementById("timeline-cursor"), cursor === null ? null : cursor - 0.5, cursor + 0.5);
    drawTicks(document.getElementById("timeline-ticks"));
  }

  function say() {
    const words = document.getElementById("timeline-words");
    if (!words.dataset.hint) words.dataset.hint = words.textContent;
    const bar = bars[cursor];
    words.textContent = bar ? bar.words : words.dataset.hint;
    words.classList.toggle("is-hint", !bar);
    slider().setAttribute("aria-valuemax", String(Math.max(bars.length - 1, 0)));
    if (bar) {
      slider().setAttribute("aria-valuenow", String(cursor));
      slider().setAttribute("aria-valuetext", bar.words);
    }
  }

  function moveTo(place) {
    cursor = place === null || !bars.length ? null : Math.max(0, Math.min(bars.length - 1, place));
    draw();
    say();
  }

  /* Where the cursor begins: at what is chosen, or at the latest bar. */
  function beginning() {
    const [from] = filter.from || [];
    const at = from ? bars.findIndex((bar) => bar.known && bar.last >= from) : -1;
    return at < 0 ? bars.length - 1 : at;
  }

  const dayOf = (end, day) => (bars.find((bar) => bar[end] === day) || {})[`${end}_text`];

  function sayChosen(text) {
    window.atlas.give({ "timeline-chosen": text ? [text] : [] });
  }

  let sentenceBefore = "";

  function dragTo(...range) {
    const places = touched(range);
    const next = places && withDates(...places);
    if (!next || !next.from || window.atlas.same(next, brushed)) return;
    if (brushed === null) sentenceBefore = document.getElementById("timeline-chosen").textContent;
    brushed = next;
    const [first, last] = [dayOf("first", next.from[0]), dayOf("last", next.to[0])];
    const { chosen, chosenDay } = slider().dataset;
    sayChosen(first === last ? chosenDay.replace("{day}", first) : chosen.replace("{first}", first).replace("{last}", last));
    draw();
    window.atlas.brush.show(next);
  }

  /* Whether Plotly is still going to tell of a drag that Escape has ended. */
  let isCancelled = false;

  function cancel() {
    isCancelled = true;
    brushed = null;
    window.atlas.brush.end();
    sayChosen(sentenceBefore);
    draw();
    window.atlas.brush.show(stored, false);
  }

  /* Plotly says what was chosen. Where that is what was chosen before, or nothing, the page shows it again. */
  function release() {
    if (brushed === null) return;
    brushed = null;
    window.atlas.brush.end();
    const before = stored;
    window.setTimeout(() => {
      if (brushed !== null || stored !== before || !window.atlas.same(filter, stored)) return;
      sayChosen(sentenceBefore);
      draw();
      window.atlas.brush.show(stored, false);
    }, SETTLED_MS);
  }

  const STEPS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 };

  function press(event) {
    if (!bars.length || event.ctrlKey || event.metaKey || event.altKey) return;
    const now = cursor === null ? beginning() : cursor;
    if (event.key in STEPS) {
      moveTo(now + STEPS[event.key]);
      if (event.shiftKey) {
        if (anchor === null) anchor = now;
        ask(withDates(anchor, cursor));
      } else anchor = null;
    } else if (event.key === "Home" || event.key === "End") {
      moveTo(event.key === "Home" ? 0 : bars.length - 1);
      anchor = null;
    } else if (event.key === "Enter" || event.key === " ") {
      moveTo(now);
      toggle(now);
      anchor = null;
    } else return;
    event.preventDefault();
  }

  /* Plotly's own events, because Dash tells a click only when it differs from the one before. */
  function listen() {
    const drawn = graph();
    if (!drawn || !drawn.on) {
      window.setTimeout(listen, 50);
      return;
    }
    if (drawn.isHeardByTimeline) return;
    drawn.isHeardByTimeline = true;
    const placeIn = (event) => (event && event.points && event.points.length ? Math.round(event.points[0].x) : null);
    drawn.on("plotly_click", (event) => toggle(placeIn(event)));
    drawn.on("plotly_hover", (event) => moveTo(placeIn(event)));
    drawn.on("plotly_unhover", () => moveTo(null));
    drawn.on("plotly_afterplot", draw);
    drawn.on("plotly_selected", (event) => {
      if (!event || !event.range) return;
      // At the end of a drag Plotly tells once more of the bar on which it began.
      moveTo(null);
      const places = isCancelled ? null : touched(event.range.x || []);
      window.setTimeout(() => window.Plotly.relayout(drawn, { selections: [] }));
      if (places) ask(withDates(...places));
    });
    drawn.addEventListener("pointerdown", () => { isCancelled = false; });
    window.atlas.brush.watch(drawn, dragTo, release, cancel);
    slider().addEventListener("keydown", press);
    slider().addEventListener("focus", () => moveTo(beginning()));
    slider().addEventListener("blur", () => moveTo(null));
  }

  /* Asks for the bars, by day those of the days that are shown, otherwise those of the filter without its dates, where
     that is not what was asked before. */
  function askForBars() {
    const [from, to] = shown.period || [];
    const next = { filter: window.atlas.ordered({ ...stored, from: from ? [from] : [], to: to ? [to] : [] }), step: shown.step };
    if (requested !== null && window.atlas.same(next, requested)) return;
    const isFirst = requested === null;
    const isStepAlone = !isFirst && window.atlas.same(next.filter, requested.filter);
    requested = next;
    if (isFirst) {
      whenMapIsReady(() => {
        isWaiting = false;
        setProps("timeline-requested", { data: requested });
      }, Date.now());
    } else if (!isWaiting) {
      const ask = () => setProps("timeline-requested", { data: requested });
      // What the page does for a chart meanwhile, the map waits for.
      if (isStepAlone) ask();
      else window.atlas.whenRepainted(() => requested === next && ask());
    }
  }

  /* The control offers days where there is a period for them, and shows what the bars are. */
  function offer(selected) {
    const control = document.getElementById("timeline-step");
    const isOffered = control.dataset.hasDays === String(shown.hasDays);
    if (selected === shown.step && isOffered) return;
    control.dataset.hasDays = String(shown.hasDays);
    const choices = JSON.parse(slider().dataset.steps).map((choice) => (choice.value === "day" ? { ...choice, disabled: !shown.hasDays } : choice));
    setProps("timeline-step", { value: shown.step, data: choices });
  }

  /* Of control and bars what the page had last; null before. */
  let held = null;
  let isToldFilter = false;

  function follow() {
    // Both come before anything is drawn, in this order or the other.
    if (held === null || !isToldFilter) return;
    const { selected, given } = held;
    filter = stored;
    timeStep = timeStep || window.atlas.timeStep(slider().dataset);
    shown = timeStep.next(stored, selected);
    offer(selected);
    askForBars();
    if (given && given !== drawn) {
      drawn = given;
      ({ bars, ticks } = given);
      cursor = null;
      say();
    }
    listen();
    draw();
  }

  window.dash_clientside.timeline = {
    follow(selected, given) {
      held = { selected, given };
      follow();
    },
  };

  window.atlas.whenFiltered((inStore) => {
    // Other pages have no timeline.
    if (held !== null && inStore !== stored) window.atlas.brush.end();
    stored = inStore || {};
    isToldFilter = true;
    follow();
  });

  window.atlas = window.atlas || {};

  /* What is drawn, as components/panels/timeline.py sends it, and from where to where dates are chosen; null before. */
  window.atlas.drawnTimeline = () => drawn && { ...drawn, chosen: chosenPlaces() };

  /* A filter whose dates the timeline or its playback is about to ask for: the bars stay as they are. */
  window.atlas.keepTimeline = (filter) => timeStep && timeStep.keep(filter);

  /* First and last of the days that are shown; null for months and years. */
  window.atlas.shownDays = () => timeStep && timeStep.days();
})();
