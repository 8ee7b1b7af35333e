/* Dates under a chart: of several choices the densest of which none touches another, at the width that there is. */
"use strict";

(function () {
  const GAP_PX = 10;

  /* Those of a choice that have room, from the left; `margin` pixels lie free on both sides. */
  function fitting(choice, { positionOf, widthOf, width, margin }) {
    let end = -GAP_PX - margin;
    return choice.filter(([place, text]) => {
      const [at, half] = [positionOf(place), widthOf(text) / 2];
      if (at - half < end + GAP_PX || at + half > width + margin) return false;
      end = at + half;
      return true;
    });
  }

  function densest(choices, room) {
    const whole = choices.find((choice) => fitting(choice, room).length === choice.length);
    return whole || fitting(choices[choices.length - 1] || [], room);
  }

  let pen = null;

  function measuring(box) {
    pen = pen || document.createElement("canvas").getContext("2d");
    // Not `font`: that is empty where a part of it, as of digits of one width, has no place in a shorthand.
    const { fontWeight, fontSize, fontFamily } = window.getComputedStyle(box);
    pen.font = `${fontWeight} ${fontSize} ${fontFamily}`;
    return (text) => pen.measureText(text).width;
  }

  window.atlas = window.atlas || {};
  window.atlas.densestTicks = densest;

  /* Writes the dates of a choice into `box`: each has the place of a bar, of which `positionOf` gives the middle in
     pixels from the left of the box, which is `width` wide with `margin` pixels free on
     both sides. Not again for the same `key`. */
  window.atlas.drawTicks = function (box, choices, positionOf, key, width = box.offsetWidth, margin = 0) {
    if (key === box.dataset.drawn) return;
    box.dataset.drawn = key;
    const room = { positionOf, widthOf: measuring(box), width, margin };
    box.replaceChildren(...densest(choices, room).map(([place, text]) => {
      const tick = document.createElement("span");
      tick.textContent = text;
      tick.dataset.place = place;
      tick.style.left = `${(100 * positionOf(place)) / width}%`;
      return tick;
    }));
  };
})();
