/* For a page that embeds the atlas: gives each of its frames of full width the height that the map asks for. */
(function () {
  "use strict";
  window.addEventListener("message", (event) => {
    const requested = event.data && event.data.mineAtlasHeight;
    if (typeof requested !== "number" || !(requested >= 250 && requested <= 2000)) return;
    for (const frame of document.querySelectorAll("iframe")) {
      if (frame.contentWindow !== event.source || !frame.width.endsWith("%")) continue;
      if (new URL(frame.src, document.baseURI).origin === event.origin) frame.style.height = `${Math.round(requested)}px`;
    }
  });
})();
