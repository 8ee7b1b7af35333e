/* A box, an option or a part of the filter that is pressed: its headline is asked for when the press begins and shown when it
   ends, before controls and Dash do their work, which on a slow processor takes longer than the answer. */
"use strict";

(function () {
  /* Buttons of drawn contents whose press gives a filter of the filter before, and does nothing else. */
  const FORESEEN = ["active-filter-part", "selection-possible", "district-ranking-row", "change-district"];
  /* Boxes and options of a key stand in an element that its control's label names. */
  const LABEL = /^filter-panel-(\w+)-label$/;

  function keyOf(element) {
    const part = element.closest('[role="group"][aria-labelledby], [role="listbox"][aria-labelledby]');
    const named = part && LABEL.exec(part.getAttribute("aria-labelledby"));
    return named && window.atlas.KEYS.includes(named[1]) ? named[1] : null;
  }

  /* The filter of a value that is chosen, or not any more. */
  function filterWith(filter, key, value, isChosen) {
    const rest = (filter[key] || []).filter((control) => control !== value);
    return window.atlas.ordered({ ...filter, [key]: isChosen ? [...rest, value] : rest });
  }

  function filterOfButton(button, filter) {
    const pressed = JSON.parse(button.dataset.press);
    return FORESEEN.includes(pressed.type) ? window.atlas.presses[pressed.type](pressed, filter).filter : null;
  }

  /* The filter that a press of `target` asks for; null where that is not known beforehand. */
  function foreseen(target, isClicked) {
    const filter = window.atlas.headline.newest();
    if (!filter || !target.closest || !document.getElementById("headline")) return null;
    const control = target.closest("input, label, button, [role='option']");
    if (!control || control.disabled) return null;
    if (control.dataset.press) return filterOfButton(control, filter);
    if (control.id === "active-filter-reset") return {};
    const box = control.control || control;
    const key = keyOf(control);
    if (key === null) return null;
    // Options that are chosen already are not in their list.
    if (control.getAttribute("role") === "option") return filterWith(filter, key, control.getAttribute("value"), true);
    // A click on a label is followed by that on its box, which is changed by then.
    if (box.type !== "checkbox" || (isClicked && box !== target)) return null;
    return filterWith(filter, key, box.value, isClicked === box.checked);
  }

  function begin({ target }) {
    const filter = foreseen(target, false);
    if (filter) window.atlas.headline.prepare(filter);
  }

  window.addEventListener("pointerdown", (event) => event.button === 0 && begin(event), true);
  window.addEventListener("keydown", (event) => [" ", "Enter"].includes(event.key) && !event.repeat && begin(event), true);
  window.addEventListener("click", ({ target }) => {
    const filter = foreseen(target, true);
    if (filter) window.atlas.headline.choose(filter);
  }, true);

  window.atlas.foreseen = foreseen;
})();
