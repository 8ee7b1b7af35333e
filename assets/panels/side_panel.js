/* The column beside the map: its tabs, and the incident card that takes their place while an incident is selected.
   The card gets the focus when it opens, and gives it back to where it came from when it closes. */
"use strict";

window.dash_clientside = window.dash_clientside || {};

(function () {
  const CARD = "incident-details";
  const NAMES = ["list", "charts"];
  const at = (id) => document.getElementById(id);
  const panel = () => at("side-panel");
  const isOpen = () => panel().classList.contains("has-card");

  /* The selection as the page holds it now, and the one whose card is shown. */
  let selected = [];
  let shown = [];
  /* The selection whose card the panel holds, though it may be hidden: the same answer again draws nothing. */
  let drawn = [];
  /* What had the focus when the card was opened, where the column was scrolled to, and whether the card takes the focus. */
  let opener = null;
  let scrolled = 0;
  let isForFocus = false;
  /* Where the screen was scrolled to, and how far down it was pressed last, in pixels. */
  let scrolledPage = 0;
  let pressedAt = 0;
  const NARROW = "(max-width: 900px)";
  const ROUND_PX = 40;

  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

  function isFocusable(element) {
    return Boolean(element) && element !== document.body && element.isConnected && element.getClientRects().length > 0;
  }

  /* Whether the focus is where the page puts it when its element goes, or in a part that this column hides. */
  function isFocusLost() {
    const { activeElement } = document;
    return activeElement === null || activeElement === document.body || panel().contains(activeElement);
  }

  function tabOpen() {
    return NAMES.find((name) => at(`side-panel-tab-${name}`).getAttribute("aria-selected") === "true");
  }

  function openTab(name, isFocused = false) {
    for (const each of NAMES) {
      const tab = at(`side-panel-tab-${each}`);
      tab.setAttribute("aria-selected", String(each === name));
      tab.tabIndex = each === name ? 0 : -1;
      at(`side-panel-${each}`).hidden = each !== name;
    }
    window.dash_clientside.set_props("side-panel-open", { data: name });
    if (isFocused) at(`side-panel-tab-${name}`).focus();
  }

  /* On a phone the card lies over the lower part of the screen: what was pressed on the map stays in sight above it,
     for anything else the map does. */
  function showAbove() {
    const map = document.querySelector(".incident-map-sheet");
    const top = window.innerHeight - at(CARD).offsetHeight;
    if (!map.contains(opener)) map.scrollIntoView({ block: "start" });
    else if (pressedAt > top - ROUND_PX) window.scrollBy(0, pressedAt - top + ROUND_PX);
  }

  function open() {
    const wasOpen = isOpen();
    if (!wasOpen) [scrolled, scrolledPage] = [panel().scrollTop, window.scrollY];
    panel().classList.add("has-card");
    at(CARD).hidden = false;
    at(CARD).scrollTop = 0;
    panel().scrollTop = 0;
    if (!wasOpen && window.matchMedia(NARROW).matches) showAbove();
    const heading = at(CARD).querySelector("h2");
    if (isForFocus && heading) heading.focus({ preventScroll: true });
    else if (heading) at("side-panel-news").textContent = heading.textContent;
    isForFocus = false;
  }

  /* The row of the list, of the table or whatever opened the card; else the tab. */
  function giveFocusBack() {
    const [incident] = shown;
    const row = window.atlas.incidentRow(incident);
    const back = [opener, row, at(`side-panel-tab-${tabOpen()}`)].find(isFocusable);
    if (back) back.focus({ preventScroll: back !== row });
  }

  function close() {
    if (!isOpen()) return;
    const wasLost = isFocusLost();
    panel().classList.remove("has-card");
    at(CARD).hidden = true;
    at("side-panel-news").textContent = "";
    panel().scrollTop = scrolled;
    if (window.matchMedia(NARROW).matches) window.scrollTo(0, scrolledPage);
    if (wasLost) giveFocusBack();
    opener = null;
    shown = [];
  }

  function show() {
    shown = selected;
    open();
  }

  window.dash_clientside.sidePanel = {
    select(next) {
      const before = selected;
      selected = Array.isArray(next) ? next : [];
      if (!selected.length) close();
      if (!selected.length || same(before, selected)) return;
      const { activeElement } = document;
      const isInTable = Boolean(activeElement && activeElement.closest("#incident-table"));
      if (!isOpen()) opener = activeElement;
      // Arrow keys go on in the table, and a page that was opened with an incident begins at its top.
      isForFocus = isForFocus || (!isInTable && window.atlas.wasTouched);
      if (same(drawn, selected)) show();
    },

    followCharts(name, filter) {
      return name === "charts" && filter ? filter : window.dash_clientside.no_update;
    },
  };

  window.atlas = window.atlas || {};
  window.atlas.openTab = openTab;
  /* The next card that opens takes the focus, wherever that is now. */
  window.atlas.focusNextCard = () => {
    isForFocus = true;
    if (same(shown, selected) && isOpen()) open();
  };

  /* Whether the reader has done anything yet. */
  for (const press of ["pointerdown", "keydown"]) {
    window.addEventListener(press, () => { window.atlas.wasTouched = true; }, true);
  }

  window.addEventListener("pointerdown", (event) => { pressedAt = event.clientY; }, true);

  const deselect = () => window.dash_clientside.set_props("selected-incidents", { data: [] });

  window.atlas.closeCard = () => {
    deselect();
    close();
  };

  document.addEventListener("contentdrawn", (event) => {
    if (event.target.id !== "incident-details-panel") return;
    drawn = event.target.childNodes.length ? JSON.parse(/** @type {HTMLElement} */ (event.target).dataset.shown) : [];
    if (!selected.length) return;
    if (same(drawn, selected)) show();
    // The answer to a card that was closed and opened again at once: the one that follows has the focus.
    else if (isOpen()) isForFocus = isForFocus || isFocusLost();
  });

  document.addEventListener("click", (event) => {
    const tab = event.target.closest && event.target.closest(".side-panel-tabs [role=tab]");
    if (tab) openTab(tab.id.replace("side-panel-tab-", ""));
  });

  document.addEventListener("keydown", (event) => {
    const tab = event.target.closest && event.target.closest(".side-panel-tabs [role=tab]");
    if (!tab) return;
    const now = NAMES.indexOf(tab.id.replace("side-panel-tab-", ""));
    const to = { ArrowRight: now + 1, ArrowLeft: now - 1, Home: 0, End: NAMES.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    openTab(NAMES[(to + NAMES.length) % NAMES.length], true);
  });

  /* Esc closes the card, unless it closes something that lies above it: a list, the sheet of filters, a dialog. */
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || !panel() || !isOpen()) return;
    const isElsewhere = event.target.closest(".page-filters, [role=dialog], [role=combobox], .mantine-Popover-dropdown");
    if (!isElsewhere) deselect();
  });
})();
