/* The scale bar of a map, true at the map's middle. */
"use strict";

(function () {
  const METRES_AROUND = 40075016.686;
  const TILE_PX = 512;
  const LONGEST_PX = 100;

  window.atlas = window.atlas || {};

  /* Draws the longest round distance; `texts` are `kilometres` and `metres` with their "{number}". */
  window.atlas.drawScale = function (scale, map, texts) {
    if (!scale) return;
    const across = METRES_AROUND * Math.cos((map.getCenter().lat * Math.PI) / 180);
    const metresPerPx = across / (TILE_PX * 2 ** map.getZoom());
    const power = 10 ** Math.floor(Math.log10(metresPerPx * LONGEST_PX));
    const length = [5, 2, 1].map((step) => step * power).find((step) => step <= metresPerPx * LONGEST_PX);
    scale.style.width = `${length / metresPerPx}px`;
    const [text, number] = length >= 1000 ? [texts.kilometres, length / 1000] : [texts.metres, length];
    scale.textContent = text.replace("{number}", number.toLocaleString(document.documentElement.lang, { useGrouping: false }));
  };
})();
