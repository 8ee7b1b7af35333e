/* The list of incidents: its further parts, and those alone that are not mapped, asked for as they are wanted. */
"use strict";

(function () {
  const LIST = "incident-list";
  const at = (id) => document.getElementById(id);
  let filter = {};
  /* Counts what was asked for: an answer to something older is thrown away. */
  let requested = 0;

  function say(sentence) {
    const place = at("incident-list-failure");
    if (place.textContent !== sentence) place.textContent = sentence;
  }

  function ask(start, scope, then) {
    const mine = (requested += 1);
    const query = window.atlas.appendFilter(new URLSearchParams({ start, scope }), filter);
    fetch(`${at(LIST).dataset.address}?${query}`)
      .then((answer) => (answer.ok ? answer.text() : Promise.reject(new Error(`${answer.status}`))))
      .then((text) => {
        if (mine !== requested) return;
        say("");
        then(text);
      })
      .catch(() => {
        if (mine === requested) say(at(LIST).dataset.failure);
      });
  }

  function append(text) {
    const made = window.atlas.elements(JSON.parse(text));
    const rows = at(LIST).querySelector(".incident-rows");
    const added = made.flatMap((part) => (part.matches(".incident-rows") ? [...part.children] : []));
    for (const old of at(LIST).querySelectorAll(".incident-list-end, .incident-list-extent")) old.remove();
    rows.append(...added);
    rows.before(...made.filter((part) => part.matches(".incident-list-extent")));
    at(LIST).append(...made.filter((part) => !part.matches(".incident-rows, .incident-list-extent")));
    if (added.length) added[0].querySelector("button").focus();
  }

  window.atlas = window.atlas || {};

  /* The row of an incident; undefined where it is not among those that are listed. */
  window.atlas.incidentRow = (incident) => [...document.querySelectorAll(`#${LIST} [data-press]`)].find(
    (button) => JSON.parse(button.dataset.press).incident === incident,
  );

  const presses = (window.atlas.presses = window.atlas.presses || {});
  presses["incident-list-row"] = (pressed) => ({ selected: [pressed.incident] });
  presses["incident-list-more"] = (pressed, now) => {
    filter = now;
    ask(pressed.start, pressed.scope, append);
    return {};
  };
  presses["incident-list-scope"] = (pressed, now) => {
    filter = now;
    ask(0, pressed.scope, (text) => { at(LIST).dataset.content = text; });
    return {};
  };

  /* The headline's link to what is not mapped. */
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest('a[href="#not-mapped"]');
    if (!link || !at(LIST)) return;
    event.preventDefault();
    window.atlas.closeCard();
    window.atlas.openTab("list");
    const button = at(LIST).querySelector('[data-press*="not-mapped"]');
    if (!button) return;
    button.click();
    button.focus();
    button.scrollIntoView({ block: "nearest" });
  }, true);
})();
