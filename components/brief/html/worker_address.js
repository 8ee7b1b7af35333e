/* Lets MapLibre's worker start in a page opened from a disk: there a worker cannot load a blob, whose
   origin is "null", but it can load a data address. Runs before plotly.js. */
"use strict";

(function () {
  const scripts = new WeakMap();
  const original = URL.createObjectURL;

  window.Blob = class extends window.Blob {
    constructor(parts, options) {
      super(parts, options);
      if (options && options.type === "text/javascript") scripts.set(this, (parts || []).join(""));
    }
  };

  URL.createObjectURL = function (blob) {
    const script = scripts.get(blob);
    if (script === undefined) return original.call(URL, blob);
    /* MapLibre wraps a worker of another origin into a script that only imports it. */
    const wrapped = /^import ("data:text\/javascript[^"]*")$/.exec(script);
    if (wrapped) return JSON.parse(wrapped[1]);
    return `data:text/javascript;charset=utf-8,${encodeURIComponent(script)}`;
  };
})();
