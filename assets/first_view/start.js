/* Starts the page when its first view is painted: what can be read is seen before Dash, Plotly and the rest are. */
"use strict";

(function () {
  /* A window that nobody sees paints nothing. */
  const LONGEST_UNPAINTED_MS = 300;

  /* Until Dash sets its own, what a reader presses or folds has nothing to change. */
  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.set_props = () => {};

  const { plotly } = document.currentScript.dataset;
  const waiting = (selector) => [...document.querySelectorAll(`${selector}[type="text/plain"]`)];

  function load(address, isInOrder, isNeeded = true) {
    return new Promise((resolve) => {
      const script = document.createElement("script");
      script.async = !isInOrder;
      script.src = address;
      // Without one of them the page goes as far as it can, as it would if it had named them itself.
      script.onload = resolve;
      script.onerror = () => {
        if (isNeeded) window.atlas.noteAnswer(address);
        resolve(undefined);
      };
      document.head.append(script);
    });
  }

  const isThere = (promise) => promise.then(() => {}, () => {});

  /* Dash says in English alone, and not what to do, that it was not answered: in the very element of "Loading...". */
  function sayWhyNothingLoads() {
    const entry = document.getElementById("react-entry-point");
    const { notLoaded, loadAgain } = document.body.dataset;
    new MutationObserver((_changes, observer) => {
      const refused = entry.querySelector("._dash-error");
      if (refused || entry.querySelector(".page, main")) observer.disconnect();
      if (!refused) return;
      const again = Object.assign(document.createElement("a"), { href: window.location.href, textContent: loadAgain });
      refused.classList.add("not-loaded");
      refused.setAttribute("role", "alert");
      refused.replaceChildren(notLoaded, " ", again);
    }).observe(entry, { childList: true, subtree: true, attributeFilter: ["class"] });
  }

  async function start() {
    sayWhyNothingLoads();
    window.atlas.standApart();
    // Dash has a Plotly of its own where that does not come.
    const drawn = load(plotly, false, false).then(() => isThere(Promise.resolve(window.atlas.plotly)));
    const scripts = waiting("script[src]:not(#without-plotly)");
    await Promise.all([drawn, ...scripts.map((script) => load(script.getAttribute("src"), true))]);
    if (!window.regeneratorRuntime) await load(document.getElementById("without-plotly").getAttribute("src"), true);
    for (const { text } of waiting("#_dash-renderer")) {
      document.head.append(Object.assign(document.createElement("script"), { text }));
    }
  }

  let isDue = true;
  function once() {
    if (isDue) start();
    isDue = false;
  }
  window.requestAnimationFrame(() => window.setTimeout(once));
  window.setTimeout(once, LONGEST_UNPAINTED_MS);
})();
