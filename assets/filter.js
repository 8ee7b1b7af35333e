/* The filter on the page: the controls and the store hold each other, other panels ask for changes.
   A filter is a mapping of query keys to lists of texts, as IncidentFilter.to_json writes it. */
"use strict";

window.dash_clientside = window.dash_clientside || {};

(function () {
  /* Asked for at each use: Dash sets it after this script is loaded. */
  const noUpdate = () => window.dash_clientside.no_update;
  const SINGLE = ["from", "to", "q"];
  const LISTS = ["actor", "district", "side", "column", "outcome", "victim", "device", "activity", "precision", "verification"];
  const CONTROLS = [...SINGLE, ...LISTS];
  /* The order in which an address is written: data/filters/incident_filter.py, KEYS. */
  const KEYS = ["from", "to", "actor", "side", "outcome", "victim", "device", "activity", "district", "precision", "verification", "column", "area", "within", "q"];

  function ordered(filter) {
    const filled = {};
    for (const key of KEYS) {
      const values = (filter[key] || []).filter((value) => value !== "");
      if (values.length) filled[key] = [...values].sort();
    }
    return filled;
  }

  function same(one, other) {
    return JSON.stringify(one) === JSON.stringify(other);
  }

  /* The query string, with the keys of the filter at its end. */
  function appendFilter(query, filter) {
    for (const key of KEYS) for (const value of (filter || {})[key] || []) query.append(key, value);
    return query;
  }

  function without(filter, key, value) {
    const rest = { ...filter };
    if (key === "dates") {
      delete rest.from;
      delete rest.to;
    } else if (value === "") {
      delete rest[key];
    } else {
      rest[key] = (rest[key] || []).filter((current) => current !== value);
    }
    return ordered(rest);
  }

  const asList = (value) => (Array.isArray(value) ? value : value ? [value] : []);

  /* A date field repeats what it was given, a moment later; after the next value that would undo it. */
  const ECHO_MS = 10000;
  let given = [];

  function isEcho(key, value) {
    const mine = given.filter((one) => one.key === key);
    const field = document.getElementById(`filter-panel-${key}`);
    const isTyped = field !== null && field.contains(document.activeElement);
    return !isTyped && mine.slice(0, -1).some((one) => same(asList(one.value), asList(value)));
  }

  /* The id of the component that was clicked; null when it was only drawn. */
  function clicked() {
    const [cause] = window.dash_clientside.callback_context.triggered;
    if (!cause || !cause.value) return null;
    const id = cause.prop_id.slice(0, cause.prop_id.lastIndexOf("."));
    return id.startsWith("{") ? JSON.parse(id) : id;
  }

  /** @type {((filter: Record<string, string[]>) => void)[]} */
  const followers = [];

  /* Has `then` called with each filter that the page's store holds, the first one included. */
  const whenFiltered = (then) => followers.push(then);

  Object.assign((window.atlas = window.atlas || {}), { KEYS, ordered, same, clicked, appendFilter, whenFiltered });

  /* One callback for all scripts that follow the filter: for each callback Dash asks every component several times whether
     it has changed, while the page waits for the map's answer. */
  window.dash_clientside.filter = {
    tell(stored) {
      for (const then of followers) then(stored);
    },
  };

  /* Whether a control tells what it was given, and not what a reader chose. */
  function isGiven(key, value) {
    const last = given.filter((one) => one.key === key).at(-1);
    return last !== undefined && same(asList(last.value), asList(value));
  }

  /* Not by outputs of the callback: Dash draws every component anew whose value a callback may change, before and after it. */
  function give(key, value) {
    given.push({ key, value, at: Date.now() });
    window.dash_clientside.set_props(`filter-panel-${key}`, { value });
  }

  window.dash_clientside.filterPanel = {
    /* Arguments: the request, each control's value in the order of CONTROLS, the stored filter. */
    hold(request, ...rest) {
      const inStore = ordered(rest.pop() || {});
      const stored = window.atlas.headline.before(inStore);
      const isUntaken = stored !== inStore;
      const causes = window.dash_clientside.callback_context.triggered.map((cause) => cause.prop_id);
      const isRequest = causes.includes("filter-request.data");
      const hasChanged = (key) => !isRequest && causes.includes(`filter-panel-${key}.value`);
      given = given.filter((one) => Date.now() - one.at < ECHO_MS);
      // What is selected in space, and areas, have no control among these.
      const current = { area: stored.area || [], within: stored.within || [] };
      CONTROLS.forEach((key, position) => {
        const value = rest[position];
        // A coordinate is where to go, not words to look for.
        const isPoint = key === "q" && Boolean(value) && window.atlas.geodesy.looksLikePoint(value);
        if (isPoint && hasChanged(key) && !isGiven(key, value)) window.atlas.selection.goTo(value);
        // Another control may not show yet what was stored since this call was made.
        current[key] = !hasChanged(key) || isPoint || isEcho(key, value) ? stored[key] || [] : asList(value);
      });
      const filter = ordered(isRequest && request ? request.filter : current);
      const shown = window.atlas.headline.expect(filter, inStore, !isRequest);
      CONTROLS.forEach((key, position) => {
        const values = isRequest ? filter[key] || [] : current[key];
        if ((isRequest || hasChanged(key)) && !same(values, asList(rest[position]))) give(key, SINGLE.includes(key) ? values[0] || "" : values);
      });
      // What was told before and is not stored yet may still come to the store.
      return same(filter, inStore) && !isUntaken ? noUpdate() : shown || filter;
    },
  };

  window.dash_clientside.activeFilter = {
    reset() {
      return clicked() === null ? noUpdate() : { filter: {} };
    },
  };

  window.atlas.toggled = function (filter, key, value) {
    const values = filter[key] || [];
    const next = values.includes(value) ? values.filter((current) => current !== value) : [...values, value];
    return ordered({ ...filter, [key]: next });
  };

  const toggledDistrict = (pressed, filter) => ({ filter: window.atlas.toggled(filter, "district", pressed.code) });
  const selectedIncident = (pressed) => ({ selected: [pressed.incident] });

  const presses = (window.atlas.presses = window.atlas.presses || {});
  presses["active-filter-part"] = (pressed, filter) => ({ filter: without(filter, pressed.key, pressed.value) });
  presses["selection-possible"] = (pressed, filter) => ({ filter: ordered({ ...filter, within: [pressed.within] }) });
  presses["district-ranking-row"] = toggledDistrict;
  presses["change-district"] = toggledDistrict;
  presses["incident-details-choose"] = selectedIncident;
  presses["incident-details-close"] = () => ({ selected: [] });
  presses["incident-details-turn"] = (pressed) => {
    window.dash_clientside.set_props("incident-details-first", { data: pressed.first });
    return {};
  };
})();
