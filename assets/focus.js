/* Keeps the focus from being lost to the body when what has it goes: a day that was chosen in a calendar, a button that
   hides itself, a list that a press beside it closes. It goes to the nearest part that stayed, or to what had it before. */
"use strict";

(function () {
  const FOCUSABLE = "a[href], button:not([disabled]), input:not([disabled]), summary, [tabindex='0']";
  const FIELD = "input:not([type='checkbox'], [type='radio']), textarea";
  const LONGEST_MEMORY = 10;
  /* A part that holds more than this is not near any more. */
  const MOST_IN_A_PART = 12;
  /* When a press that hides something has had its effect: at once, after an answer. */
  const LOOK_MS = [60, 300, 900];
  /* Whoever takes something away may give the focus to another part first. */
  const AFTER_CHANGE_MS = 60;

  /* What had the focus, the latest first, and the parts that held the latest, from the inside. */
  let before = [];
  let parts = [];

  const isSeen = (element) => element.isConnected && element.checkVisibility({ visibilityProperty: true });

  function partsOf(element) {
    const found = [];
    for (let part = element.parentElement; part && part !== document.body; part = part.parentElement) found.push(part);
    return found;
  }

  document.addEventListener("focusin", ({ target }) => {
    before = [target, ...before.filter((element) => element !== target)].slice(0, LONGEST_MEMORY);
    parts = partsOf(target);
  });

  function near() {
    const part = parts.find(isSeen);
    if (!part) return null;
    const inside = [...part.querySelectorAll(FOCUSABLE)].filter(isSeen);
    if (inside.length > MOST_IN_A_PART) return null;
    if (!inside.length) part.tabIndex = -1;
    return inside[0] || part;
  }

  function recover() {
    const [latest] = before;
    if (document.activeElement !== document.body || !latest || isSeen(latest)) return;
    const next = near() || before.find(isSeen);
    if (next) next.focus({ preventScroll: true });
  }

  /* Tab out of a list that closes finds nothing in some browsers: the next part of the page then has the focus. */
  function goOn(isBack) {
    const [latest] = before;
    if (document.activeElement !== document.body || !latest || !isSeen(latest)) return;
    const after = isBack ? Node.DOCUMENT_POSITION_PRECEDING : Node.DOCUMENT_POSITION_FOLLOWING;
    const others = [...document.querySelectorAll(FOCUSABLE)]
      .filter((element) => isSeen(element) && latest.compareDocumentPosition(element) & after && !latest.contains(element));
    const next = isBack ? others.at(-1) : others[0];
    if (next) next.focus();
  }

  /* A field has the focus no more when something is pressed that takes none. The part around it then has it: the field
     itself would open its list again. */
  function stay(field) {
    if (document.activeElement !== document.body || !isSeen(field)) return;
    field.parentElement.tabIndex = -1;
    field.parentElement.focus({ preventScroll: true });
  }

  document.addEventListener("pointerdown", ({ target }) => {
    const field = document.activeElement;
    if (!field || !field.matches(FIELD) || field.contains(/** @type {Node} */ (target))) return;
    document.addEventListener("click", () => window.setTimeout(stay, 0, field), { once: true });
  }, true);

  const look = () => LOOK_MS.forEach((ms) => window.setTimeout(recover, ms));
  let isDue = false;
  const lookOnce = () => {
    if (isDue || document.activeElement !== document.body) return;
    isDue = true;
    window.setTimeout(() => {
      isDue = false;
      recover();
    }, AFTER_CHANGE_MS);
  };

  // However late the answer comes that takes it away.
  new MutationObserver(lookOnce).observe(document.documentElement, { childList: true, subtree: true });
  document.addEventListener("click", look, true);
  document.addEventListener("keydown", (event) => {
    if (["Enter", " ", "Escape"].includes(event.key)) look();
    if (event.key === "Tab") window.setTimeout(goOn, LOOK_MS[0], event.shiftKey);
  }, true);
})();
