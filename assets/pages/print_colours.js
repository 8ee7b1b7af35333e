/* The copy of a dark map in the colours of the light one, for paper. The map itself cannot be switched for a printer: what
   it draws comes from workers, for which a browser does not wait before it prints. */
"use strict";

(function () {
  /* Steps of a channel, between which colours are taken for one where they are none of the palette's. */
  const STEP = 8;
  const STEPS = 256 / STEP;
  /* How fast the pull of a colour of the palette falls with its distance. */
  const FALL = 3;

  const channels = (colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));

  /* The light colour of what lies between dark ones, as an edge does: nearer ones count more. */
  function between(colour, pairs) {
    const sums = [0, 0, 0, 0];
    for (const [dark, light] of pairs) {
      const square = dark.reduce((sum, part, at) => sum + (part - colour[at]) ** 2, 0);
      const weight = 1 / Math.max(square, 1) ** FALL;
      for (const at of [0, 1, 2]) sums[at] += weight * light[at];
      sums[3] += weight;
    }
    return sums.slice(0, 3).map((sum) => Math.round(sum / sums[3]));
  }

  /** @param {number[]} colour */
  const packed = ([red, green, blue]) => (0xff000000 | (blue << 16) | (green << 8) | red) >>> 0;

  /* Changes pixels of red, green, blue and opacity in place; `colours` are the light ones by the dark ones. */
  function lightened(pixels, colours) {
    const pairs = Object.entries(colours).map((pair) => pair.map(channels));
    const exact = new Map(pairs.map(([dark, light]) => [packed(dark), packed(light)]));
    const mixed = new Map();
    const whole = new Uint32Array(pixels.buffer, pixels.byteOffset, pixels.length / 4);
    whole.forEach((colour, at) => {
      const known = exact.get(colour);
      if (known !== undefined) {
        whole[at] = known;
        return;
      }
      const parts = [colour & 255, (colour >> 8) & 255, (colour >> 16) & 255].map((part) => Math.floor(part / STEP));
      const key = (parts[0] * STEPS + parts[1]) * STEPS + parts[2];
      if (!mixed.has(key)) mixed.set(key, packed(between(parts.map((part) => (part + 0.5) * STEP), pairs)));
      whole[at] = mixed.get(key);
    });
  }

  /* Whether the map is drawn in dark colours, and in nothing else: imagery has colours of its own. */
  function isDark(map, colours) {
    const { layers } = map.getStyle();
    const isSeen = ({ type, layout }) => type === "raster" && (layout || {}).visibility !== "none";
    return Boolean(colours[map.getPaintProperty("sea", "background-color")]) && !layers.some(isSeen);
  }

  window.atlas = window.atlas || {};
  window.atlas.printColours = {
    lightened,

    /* Gives a copy of a map the colours of paper; `sheet` is that around the map. */
    lighten(copy, map, sheet) {
      const colours = JSON.parse(sheet.dataset.paperColours || "{}");
      if (!isDark(map, colours)) return;
      const pen = copy.getContext("2d");
      const image = pen.getImageData(0, 0, copy.width, copy.height);
      lightened(image.data, colours);
      pen.putImageData(image, 0, 0);
    },
  };
})();
