/* The breakdown: a line or a figure asks for its part of the filter, a second click undoes that. */
"use strict";

window.dash_clientside = window.dash_clientside || {};

(function () {
  const noUpdate = () => window.dash_clientside.no_update;
  /* The figure chosen last: the filters before and after it, so that undoing brings back the first. */
  let chosen = null;
  /* The button clicked last, as an id of the page. */
  let last = null;

  function toggledFigure(filter, cell, id) {
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
    toggle(_lines, _cells, stored) {
      const part = window.atlas.clicked();
      if (part === null) return noUpdate();
      const [cause] = window.dash_clientside.callback_context.triggered;
      last = cause.prop_id.slice(0, cause.prop_id.lastIndexOf("."));
      const filter = stored || {};
      return {
        filter: part.outcome
          ? toggledFigure(filter, part, last)
          : window.atlas.toggled(filter, part.by, part.value),
      };
    },
    /* The lines are made anew; who pressed one with the keyboard goes on from it. */
    keepFocus() {
      const id = last;
      last = null;
      if (id === null) return;
      requestAnimationFrame(() => {
        const button = document.getElementById(id);
        if (button && document.activeElement === document.body) button.focus();
      });
    },
  };
})();
