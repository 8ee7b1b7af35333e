/* What a filter matches among the incidents of this file, and the numbers that follow; nothing here
   touches the page. A filter maps query keys to lists of texts, as IncidentFilter.to_json writes it.
   The definition is data/filters/incident_filter.py; both are tested on tests/unit/filters/filter_cases.py. */
"use strict";

(function () {
  const INCIDENT_KEYS = ["device", "activity", "district", "precision", "verification"];
  const CASUALTY_KEYS = ["actor", "side", "outcome", "victim"];
  const OUTCOMES = ["killed", "injured"];

  const asks = (filter, key) => Boolean(filter[key] && filter[key].length);
  const holds = (filter, key, value) => !asks(filter, key) || filter[key].includes(value);

  /* As components/brief/html/html_file.py writes it. */
  const isUndated = (incident) => incident.first === "9999-12-31";

  /* The casualty rows that match, all of which fulfil every question about casualties at once. A row
     that the file's own filter leaves out never matches. */
  function casualtiesThatMatch(incident, filter) {
    return incident.casualties.filter(
      (row) => row.counts && CASUALTY_KEYS.every((key) => holds(filter, key, row[key])),
    );
  }

  /* Values of the user's own columns, "Team=Alpha": those of one column mean any, several columns mean all. */
  const columnOf = (text) => window.atlas.columnOfChoice[text] ?? text.slice(0, text.indexOf("="));

  function ownColumnsHold(incident, filter) {
    const columns = filter.column || [];
    return [...new Set(columns.map(columnOf))].every((name) =>
      (incident.column || []).some((value) => columnOf(value) === name && columns.includes(value)));
  }

  /* The filter without what it asks for in a field; of own columns in that of one value. */
  const withoutField = (filter, key, value) => ({
    ...filter,
    [key]: key === "column" ? (filter.column || []).filter((other) => columnOf(other) !== columnOf(value)) : [],
  });

  /* Days are texts, YYYY-MM-DD, and both ends belong to the filter; a span matches when it overlaps. */
  function matches(incident, filter) {
    if (asks(filter, "from") && incident.last < filter.from[0]) return false;
    if (asks(filter, "to") && incident.first > filter.to[0]) return false;
    if (!INCIDENT_KEYS.every((key) => holds(filter, key, incident[key]))) return false;
    if (!ownColumnsHold(incident, filter)) return false;
    return !choosesPeople(filter) || casualtiesThatMatch(incident, filter).length > 0;
  }

  /* Whether a filter counts only some of an incident's casualties. */
  const choosesPeople = (filter) => CASUALTY_KEYS.some((key) => asks(filter, key));

  const noPeople = () => ({ best: 0, low: 0, high: 0, unknown: 0, open: 0, somebody: 0 });

  function add(sum, part) {
    for (const name of Object.keys(sum)) sum[name] += part[name];
  }

  /* People of one casualty row; null where no figure was given. */
  function peopleOf(row) {
    const { low, best, high } = row;
    const unknown = best === null ? 1 : 0;
    return {
      best: best ?? low ?? 0, low: low ?? best ?? 0, high: high ?? best ?? low ?? 0,
      unknown, open: unknown && high === null ? 1 : 0, somebody: unknown && high === null && low !== 0 ? 1 : 0,
    };
  }

  /* All people of an incident, whatever the filter. */
  function everyoneOf(incident) {
    const people = { killed: noPeople(), injured: noPeople() };
    for (const row of incident.casualties) add(people[row.outcome], peopleOf(row));
    return people;
  }

  /* The worst outcome of people: "killed", "injured" or "". */
  function worstOf(everyone) {
    return OUTCOMES.find((outcome) => everyone[outcome].best > 0 || everyone[outcome].somebody > 0) || "";
  }

  /* The matching incidents in order of time, each with its matching people. */
  function found(incidents, filter) {
    return incidents
      .filter((incident) => matches(incident, filter))
      .map((incident) => {
        const people = { killed: noPeople(), injured: noPeople() };
        for (const row of casualtiesThatMatch(incident, filter)) add(people[row.outcome], peopleOf(row));
        const everyone = everyoneOf(incident);
        return { incident, ...people, everyone, worst: worstOf(everyone) };
      });
  }

  function totals(matching) {
    const sums = { killed: noPeople(), injured: noPeople() };
    for (const match of matching) OUTCOMES.forEach((outcome) => add(sums[outcome], match[outcome]));
    const drawn = matching.filter((match) => match.incident.isDrawn).length;
    const undated = matching.filter((match) => isUndated(match.incident)).length;
    const nowhere = matching.filter((match) => match.incident.isNowhere).length;
    return { incidents: matching.length, ...sums, drawn, notDrawn: matching.length - drawn, nowhere, undated };
  }

  /* Incidents without a date that match a filter but for its dates; 0 where it asks for none. */
  function undatedLeftOut(incidents, filter) {
    if (!asks(filter, "from") && !asks(filter, "to")) return 0;
    const rest = { ...filter, from: [], to: [] };
    return incidents.filter((incident) => isUndated(incident) && matches(incident, rest)).length;
  }

  /* The outcomes that filters ask for: those chosen, or all of them. */
  const outcomesOf = (...filters) =>
    OUTCOMES.filter((outcome) => filters.every((filter) => holds(filter, "outcome", outcome)));

  /* For each value of a field, how many incidents would match if it alone were chosen there. */
  function optionCounts(incidents, filter, key) {
    const counts = new Map();
    if (key === "column") {
      for (const incident of incidents) {
        for (const value of incident.column || []) {
          if (matches(incident, withoutField(filter, key, value))) counts.set(value, (counts.get(value) || 0) + 1);
        }
      }
      return counts;
    }
    const others = withoutField(filter, key);
    for (const incident of incidents) {
      if (!matches(incident, others)) continue;
      const values = CASUALTY_KEYS.includes(key)
        ? casualtiesThatMatch(incident, others).map((row) => row[key])
        : [incident[key]];
      for (const value of new Set(values)) counts.set(value, (counts.get(value) || 0) + 1);
    }
    return counts;
  }

  /* Words: the same as data/wording/phrases.py. */
  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const number = (value) => String(value).replace(/\B(?=(\d{3})+$)/g, ",");
  const counted = (value, singular, plural) =>
    `${number(value)} ${value === 1 ? singular : plural || `${singular}s`}`;

  function day(text) {
    const [year, month, date] = text.split("-").map(Number);
    return `${date} ${MONTHS[month - 1]} ${year}`;
  }

  const isRecorded = (outcome) => !window.atlas.notRecorded.includes(outcome);
  const isKnown = (outcome, count) => isRecorded(outcome) && Boolean(count.best || !count.unknown);

  /* The range and the open counts behind a number of people; "" when nothing is uncertain. */
  function doubt(count) {
    if (!count.best && !count.high) return "";
    const differing = count.low === count.high ? "" : `${number(count.low)}–${number(count.high)}`;
    if (!count.open) return differing && `(${differing})`;
    const accounts = differing && `accounts give ${differing}; `;
    return `(${accounts}${counted(count.open, "count", "counts")} may be higher)`;
  }

  /* "2 killed", "at least 14 injured", "number of injured not known", "injured not recorded". */
  function outcomeInWords(outcome, count) {
    if (!isRecorded(outcome)) return `${outcome} not recorded`;
    if (!isKnown(outcome, count)) return `number of ${outcome} not known`;
    return `${count.unknown ? "at least " : ""}${number(count.best)} ${outcome}`;
  }

  /* It leaves out what the filter does not ask for. */
  function casualtiesInWords(counts, chosen = OUTCOMES) {
    const gaps = chosen.filter((outcome) => !isRecorded(outcome));
    if (gaps.length === chosen.length) return "casualties not recorded";
    const parts = chosen.filter((outcome) => counts[outcome].best || counts[outcome].unknown)
      .map((outcome) => outcomeInWords(outcome, counts[outcome]));
    if (!parts.length && (gaps.length || chosen.length < OUTCOMES.length)) {
      parts.push(...chosen.filter(isRecorded).map((outcome) => `nobody reported ${outcome}`));
    }
    return [...parts, ...gaps.map((outcome) => `${outcome} not recorded`)].join(", ") || "no casualties reported";
  }

  /* "165 incidents, 12 of them undated", as data/wording/undated.py. */
  function incidentsWithUndated({ incidents, undated }, leftOut) {
    const every = counted(incidents, "incident");
    if (leftOut) return `${every} (${number(leftOut)} undated left out)`;
    if (!undated) return every;
    if (undated === incidents) return incidents === 1 ? `${every}, undated` : `${every}, all of them undated`;
    return `${every}, ${number(undated)} of them undated`;
  }

  function drawnInWords(sums, leftOut = 0) {
    const { incidents, drawn, notDrawn, nowhere } = sums;
    if (!incidents) {
      const nothing = "Nothing matches. Remove a part of the filter to see more.";
      const others = counted(leftOut, "undated incident matches", "undated incidents match");
      return leftOut ? `${nothing} ${others} without the dates.` : nothing;
    }
    /* As why_not_mapped in data/wording.place_precision.py. */
    const where = [
      nowhere && "place not found or not stated",
      notDrawn > nowhere && "location known only to a larger area, a country or a line",
    ].filter(Boolean).join(", or ");
    const rest = notDrawn ? `, ${number(notDrawn)} not mapped (${where})` : "";
    return `${incidentsWithUndated(sums, leftOut)}: ${number(drawn)} on the map${rest}`;
  }

  window.atlas = Object.assign(window.atlas || {}, {
    INCIDENT_KEYS, CASUALTY_KEYS, OUTCOMES, matches, casualtiesThatMatch, choosesPeople, found, totals, optionCounts, undatedLeftOut, outcomesOf,
    add, noPeople, number, counted, day, doubt, isKnown, outcomeInWords, casualtiesInWords, drawnInWords,
    /* Outcomes that the data never record; the page sets it. */
    notRecorded: [],
    /* Own column by choice, "Team=Alpha", where a name has the sign in it too; the page sets it. */
    columnOfChoice: {},
  });
})();
