/* The timeline of this file: what matches, counted in the bars that the atlas has made for its incidents. */
"use strict";

(function () {
  const { add, noPeople, number, counted, isKnown, outcomeInWords, OUTCOMES } = window.atlas;
  const at = (id) => document.getElementById(id);

  const bestOf = (outcome, count) => (isKnown(outcome, count) ? `${count.unknown ? "at least " : ""}${number(count.best)}` : outcomeInWords(outcome, count));

  /* Each bar with the incidents and people of what matches. */
  function filled({ bars, barOfEach }, incidents, matching) {
    const barOf = new Map(incidents.map((incident, place) => [incident, barOfEach[place]]));
    const sums = bars.map((bar) => ({ ...bar, incidents: 0, people: { killed: noPeople(), injured: noPeople() } }));
    let undated = 0;
    for (const match of matching) {
      const bar = sums[barOf.get(match.incident)];
      if (!bar) {
        undated += 1;
        continue;
      }
      bar.incidents += 1;
      for (const outcome of OUTCOMES) add(bar.people[outcome], match[outcome]);
    }
    for (const bar of sums) for (const outcome of OUTCOMES) bar[outcome] = bar.people[outcome].best;
    return { sums, undated };
  }

  function cell(tag, text, scope) {
    const made = document.createElement(tag);
    made.textContent = text;
    if (scope) made.scope = scope;
    return made;
  }

  function line(name, bar) {
    const made = document.createElement("tr");
    made.append(cell("th", name, "row"), cell("td", number(bar.incidents)),
      ...OUTCOMES.map((outcome) => cell("td", bestOf(outcome, bar.people[outcome]))));
    return made;
  }

  function caption(sums, undated, unit) {
    const rough = sums.reduce((sum, bar) => sum + (bar.known ? 0 : bar.incidents), 0);
    const parts = [counted(sums.reduce((sum, bar) => sum + bar.incidents, 0), "incident")];
    if (rough) parts.push(`hatched: ${number(rough)} whose ${unit === "Day" ? "day" : "month"} is not known`);
    if (undated) parts.push(`${number(undated)} undated, in no bar`);
    return `${parts.join("; ")}.`;
  }

  /* What was drawn last: the dates under the bars have room by the width, which changes with the window. */
  let drawn = null;
  let width = 0;

  function draw() {
    width = at("timeline-strip").offsetWidth;
    if (drawn && width) window.atlas.drawStrip(at("timeline-strip"), drawn);
  }

  new ResizeObserver(() => {
    if (at("timeline-strip").offsetWidth !== width) draw();
  }).observe(at("timeline-strip"));

  /* Shows what matches; a file without an incident has no timeline. */
  window.atlas.showTimeline = function (data, matching) {
    const { timeline } = data;
    const isEmpty = !data.incidents.length || !timeline.bars.length;
    at("timeline").hidden = isEmpty;
    if (isEmpty) return;
    const { sums, undated } = filled(timeline, data.incidents, matching);
    const all = { incidents: 0, people: { killed: noPeople(), injured: noPeople() } };
    for (const bar of sums) {
      all.incidents += bar.incidents;
      for (const outcome of OUTCOMES) add(all.people[outcome], bar.people[outcome]);
    }
    at("timeline-unit").textContent = timeline.unit;
    at("timeline-caption").textContent = caption(sums, undated, timeline.unit);
    at("timeline-rows").replaceChildren(...sums.map((bar) => line(bar.name, bar)));
    at("timeline-total").replaceChildren(line("All", all));
    for (const outcome of OUTCOMES) at(`timeline-${outcome}`).textContent = data.notRecorded.includes(outcome) ? `${outcome[0].toUpperCase()}${outcome.slice(1)}: not recorded` : `${outcome[0].toUpperCase()}${outcome.slice(1)}`;
    drawn = { ...timeline, bars: sums };
    draw();
  };
})();
