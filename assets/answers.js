/* Answers of the server that are to be there soon although the page is busy. A request of the page's own thread comes back in
   four steps, each of which waits for what Dash does meanwhile; a worker's answer in one. */
"use strict";

(function () {
  /* Runs in the worker: for each address what it gives, or null. */
  function answering() {
    self.onmessage = ({ data: { number, address } }) => {
      const tell = (given) => self.postMessage({ number, given });
      fetch(address).then((answer) => (answer.ok ? answer.json() : null)).then(tell, () => tell(null));
    };
  }

  /* A worker that has answered nothing by then is none. */
  const LONGEST_START_MS = 3000;

  /** @type {Worker | null | undefined} */
  let worker;
  let hasAnswered = false;
  let requested = 0;
  /** @type {Map<number, (given: unknown) => void>} */
  const waiting = new Map();

  function end(number, given) {
    const resolve = waiting.get(number);
    waiting.delete(number);
    if (resolve) resolve(given);
  }

  function started() {
    if (!window.Worker) return null;
    const script = URL.createObjectURL(new Blob([`(${answering})()`], { type: "text/javascript" }));
    const made = new window.Worker(script);
    made.onmessage = ({ data: { number, given } }) => {
      hasAnswered = true;
      end(number, given);
    };
    // Where the page stands that may start none: what is asked for next is asked by the page itself.
    made.onerror = () => {
      worker = null;
      for (const number of [...waiting.keys()]) end(number, null);
    };
    return made;
  }

  const byPage = (address) => window.fetch(address).then((answer) => (answer.ok ? answer.json() : null)).catch(() => null);

  window.atlas = window.atlas || {};

  function readyToAsk() {
    if (worker === undefined) worker = started();
  }

  /* A worker takes a moment to start, so it is there before it is asked, and where there is something to choose. */
  for (const sign of ["pointermove", "pointerdown", "keydown"]) {
    window.addEventListener(sign, () => document.querySelector(".filter-panel") && readyToAsk(), { capture: true, once: true });
  }

  /**
   * What an address of the atlas gives as JSON; null where it gives none.
   * @param {string} address
   * @returns {Promise<any>}
   */
  window.atlas.ask = function (address) {
    readyToAsk();
    if (!worker) return byPage(address);
    requested += 1;
    const number = requested;
    // A worker has an address of its own, of which the page's relative ones are not parts.
    worker.postMessage({ number, address: new URL(address, window.location.href).href });
    window.setTimeout(() => {
      if (hasAnswered || !waiting.has(number)) return;
      worker = null;
      byPage(address).then((given) => end(number, given));
    }, LONGEST_START_MS);
    return new Promise((resolve) => waiting.set(number, resolve));
  };
})();
