/* The breakdown: a line or a figure asks for its part of the filter, a second press undoes that. */
"use strict";

(function () {
  /* The figure chosen last: the filters before and after it, so that undoing brings back the first. */
  let chosen = null;

  function toggledFigure(filter, cell) {
    const { ordered, same } = window.atlas;
    const id = `${cell.by} ${cell.value} ${cell.outcome}`;
    const has = (key, value) => (filter[key] || []).includes(value);
    if (has(cell.by, cell.value) && has("outcome", cell.outcome)) {
      if (chosen && chosen.id === id && same(chosen.after, ordered(filter))) return chosen.before;
      const without = (key, value) => (filter[key] || []).filter((other) => other !== value);
      return ordered({ ...filter, [cell.by]: without(cell.by, cell.value), outcome: without("outcome", cell.outcome) });
    }
    const after = ordered({ ...filter, [cell.by]: [cell.value], outcome: [cell.outcome] });
    chosen = { id, before: ordered(filter), after };
    return after;
  }

  window.atlas = window.atlas || {};
  const presses = (window.atlas.presses = window.atlas.presses || {});
  presses["casualty-breakdown-line"] = (pressed, filter) => ({
    filter: window.atlas.toggled(filter, pressed.by, pressed.value),
  });
  presses["casualty-breakdown-cell"] = (pressed, filter) => ({ filter: toggledFigure(filter, pressed) });
})();
