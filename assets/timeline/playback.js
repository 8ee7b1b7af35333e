/* Playback: each tick asks for other dates within those that the reader chose, and only once the map shows the tick
   before; in the end it gives the chosen ones back. One button opens its panel, and pauses what plays. */
"use strict";

window.dash_clientside = window.dash_clientside || {};

(function () {
  const PAUSE_MS = { slow: 2000, normal: 1000, fast: 350 };
  const MONTHS = { month: 1, quarter: 3, year: 12 };
  const FEWEST_STEPS = 3;
  const DAY_MS = 86400000;
  const ROW_PX = 36;
  const PLAY = "playback-play";
  const OPEN = "playback-open";

  let filter = {};
  let settings = { step: "year", speed: "normal", mode: "cumulative" };
  /* The run that goes on; null while nothing runs. A tick of an ended run does nothing. */
  let run = null;
  /* What the run asked for last, as text. */
  let lastRequest = null;
  let isFirstOfRun = false;
  /* First and last day that the reader chose, "" for none; and those that playback asked for last. */
  let chosen = ["", ""];
  let own = null;

  const controls = () => document.getElementById("playback");
  const setProps = (id, props) => window.dash_clientside.set_props(id, props);
  const wantsNoMotion = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const iso = (year, month, day) => new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);

  const datesOf = (dates) => [(dates.from || [])[0] || "", (dates.to || [])[0] || ""];

  /* What somebody else has asked for since is what the reader chose. */
  function keepChosen() {
    if (String(datesOf(filter)) !== own) chosen = datesOf(filter);
  }

  /* Each day that the timeline shows by day; otherwise first and last day of each step from the first to the last
     incident, within the chosen dates. Few steps are made shorter ones. */
  function steps() {
    const days = window.atlas.shownDays();
    if (days) return eachDay(...days);
    const { first, last } = controls().dataset;
    if (!first) return [];
    const begin = chosen[0] > first ? chosen[0] : first;
    const end = chosen[1] && chosen[1] < last ? chosen[1] : last;
    const lengths = Object.values(MONTHS).filter((months) => months <= MONTHS[settings.step]).reverse();
    const tried = lengths.map((months) => between(begin, end, months));
    return tried.find((found) => found.length >= FEWEST_STEPS) || tried.at(-1);
  }

  function between(begin, end, months) {
    const [year, month] = begin.split("-").map(Number);
    const found = [];
    for (let at = Math.floor((month - 1) / months) * months; iso(year, at, 1) <= end; at += months) {
      const [first, last] = [iso(year, at, 1), iso(year, at + months, 0)];
      found.push([first < chosen[0] ? chosen[0] : first, chosen[1] && last > chosen[1] ? chosen[1] : last]);
    }
    return found;
  }

  function eachDay(first, last) {
    const found = [];
    for (let at = Date.parse(first); at <= Date.parse(last); at += DAY_MS) {
      const day = new Date(at).toISOString().slice(0, 10);
      found.push([day, day]);
    }
    return found;
  }

  /* The step in which the chosen dates end; -1 before the first. */
  function place(all) {
    const [to] = filter.to || [];
    return to ? all.findIndex(([, last]) => to <= last) : -1;
  }

  function dated(all, at) {
    const from = settings.mode === "window" ? all[at][0] : all[0][0];
    return window.atlas.ordered({ ...filter, from: [from], to: [all[at][1]] });
  }

  function ask(next) {
    own = String(datesOf(next));
    window.atlas.keepTimeline(next);
    if (!window.atlas.same(next, window.atlas.ordered(filter))) setProps("filter-request", { data: { filter: next } });
  }

  const part = (id) => document.getElementById(id);

  /* What the buttons do now: "play", "one" step, or "pause". */
  function name(key) {
    const text = controls().dataset[key];
    setProps(PLAY, { title: text, "aria-label": text });
    setProps("playback-open-name", { children: key === "pause" ? text : controls().dataset.playback });
    for (const id of [PLAY, OPEN]) part(id).classList.toggle("is-playing", key === "pause");
  }

  const isOpen = () => !part("playback-panel").hidden;

  /* The panel lies over the map's row of controls, wherever that is. */
  function lay(panel) {
    const row = document.querySelector(".incident-map-margin");
    if (!row) return;
    const under = row.getBoundingClientRect().top + ROW_PX;
    panel.style.bottom = `${controls().closest(".timeline").getBoundingClientRect().bottom - under}px`;
  }

  function show(isShown) {
    const panel = part("playback-panel");
    panel.classList.toggle("is-by-day", window.atlas.shownDays() !== null);
    panel.hidden = !isShown;
    if (isShown) lay(panel);
    part(OPEN).setAttribute("aria-expanded", String(isShown));
    if (isShown) part(PLAY).focus();
  }

  function close() {
    if (!isOpen()) return;
    show(false);
    part(OPEN).focus();
  }

  function stop() {
    if (run === null) return;
    window.clearTimeout(run.timer);
    run = null;
    lastRequest = null;
    setProps("playing", { data: false });
    name(wantsNoMotion() ? "one" : "play");
  }

  function tick(mine) {
    if (run !== mine) return;
    const all = steps();
    const at = mine.isBegun ? place(all) + 1 : mine.start;
    isFirstOfRun = !mine.isBegun;
    mine.isBegun = true;
    if (at >= all.length) reach(mine, giveBack(), stop);
    else reach(mine, dated(all, at), () => wait(mine));
  }

  const giveBack = () => window.atlas.ordered({ ...filter, from: chosen[0] ? [chosen[0]] : [], to: chosen[1] ? [chosen[1]] : [] });

  function wait(mine) {
    mine.timer = window.setTimeout(() => tick(mine), Math.max(0, PAUSE_MS[settings.speed] - (Date.now() - mine.requested)));
  }

  /* Does what comes next when the map shows these dates. */
  function reach(mine, next, goOn) {
    mine.requested = Date.now();
    if (window.atlas.same(next, window.atlas.ordered(filter))) {
      goOn();
      return;
    }
    lastRequest = JSON.stringify(next);
    window.atlas.whenRepainted(() => {
      if (run === mine) goOn();
    });
    ask(next);
  }

  function play() {
    keepChosen();
    const all = steps();
    if (!all.length) return;
    const next = place(all) + 1;
    run = { timer: 0, requested: 0, isBegun: false, start: next >= all.length ? 0 : next };
    setProps("playing", { data: true });
    name("pause");
    close();
    tick(run);
  }

  function move(by) {
    stop();
    keepChosen();
    const all = steps();
    const at = Math.max(0, Math.min(all.length - 1, place(all) + by));
    if (all.length) ask(dated(all, at));
  }

  let isListening = false;

  /* Escape closes the panel alone; leaving it by keyboard or pressing elsewhere closes it too. */
  function listen() {
    if (isListening) return;
    isListening = true;
    controls().addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !isOpen()) return;
      event.stopPropagation();
      close();
    });
    controls().addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget && !controls().contains(relatedTarget)) show(false);
    });
    document.addEventListener("pointerdown", ({ target }) => {
      if (isOpen() && !controls().contains(target)) show(false);
    }, true);
  }

  window.dash_clientside.playback = {
    press() {
      const button = window.atlas.clicked();
      listen();
      if (button === "playback-back") move(-1);
      else if (button === "playback-on") move(1);
      else if (button === OPEN && run !== null) stop();
      else if (button === OPEN) show(!isOpen());
      else if (button === PLAY && run !== null) stop();
      else if (button === PLAY && wantsNoMotion()) {
        keepChosen();
        const all = steps();
        move(place(all) + 1 >= all.length ? -all.length : 1);
      } else if (button === PLAY) play();
    },

    choose(step, speed, mode) {
      settings = { step, speed, mode };
      if (run === null) name(wantsNoMotion() ? "one" : "play");
    },
  };

  /* What somebody else asks for ends the run. */
  window.atlas.whenFiltered((stored) => {
    filter = stored || {};
    if (run !== null && JSON.stringify(window.atlas.ordered(filter)) !== lastRequest) stop();
  });

  window.atlas = window.atlas || {};
  window.atlas.isPlaying = () => run !== null;

  /* Whether a filter is a later tick of a run: those do not become steps for the back button. */
  window.atlas.isTick = function (stored) {
    return !isFirstOfRun && lastRequest !== null && JSON.stringify(window.atlas.ordered(stored || {})) === lastRequest;
  };

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") stop();
  });
  window.matchMedia("(prefers-reduced-motion: reduce)").addEventListener("change", () => {
    if (wantsNoMotion()) stop();
    if (controls()) name(wantsNoMotion() ? "one" : "play");
  });
})();
