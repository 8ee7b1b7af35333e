/* The breakdown: a line or a figure asks for its part of the filter, a second click undoes that. */
"use strict";

window.dash_clientside = window.dash_clientside || {};

(function () {
  const noUpdate = () => window.dash_clientside.no_update;
  /* The figure chosen last: the filters before and after it, so that undoing brings back the first. */
  let chosen = null;

  function toggledFigure(filter, cell) {
    const id = `${cell.by} ${cell.value} ${cell.outcome}`;
    const { ordered, same } = window.atlas;
    const has = (key, value) => (filter[key] || []).includes(value);
    if (has(cell.by, cell.value) && has("outcome", cell.outcome)) {
      if (chosen && chosen.id === id && same(chosen.after, ordered(filter))) return chosen.before;
      const without = (key, value) => (filter[key] || []).filter((held) => held !== value);
      return ordered({ ...filter, [cell.by]: without(cell.by, cell.value), outcome: without("outcome", cell.outcome) });
    }
    const after = ordered({ ...filter, [cell.by]: [cell.value], outcome: [cell.outcome] });
    chosen = { id, before: ordered(filter), after };
    return after;
  }

  window.dash_clientside.casualtyBreakdown = {
    toggle(pressed, stored) {
      const filter = stored || {};
      if (pressed && pressed.type === "casualty-breakdown-cell") return { filter: toggledFigure(filter, pressed) };
      if (!pressed || pressed.type !== "casualty-breakdown-line") return noUpdate();
      return { filter: window.atlas.toggled(filter, pressed.by, pressed.value) };
    },
  };
})();
