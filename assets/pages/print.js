/* Before the page is printed, the map is copied as it stands: a map of the paper's size would have to be drawn anew,
   for which a browser does not wait, and what WebGL has drawn is gone by then. */
"use strict";

(function () {
  /* The scale bar shrinks and grows with the copy, in its lower right corner. */
  function drawScale(pen, { width, height, clientWidth }, north) {
    const bar = document.querySelector(".incident-map-scale span");
    if (!bar || !bar.textContent) return;
    const [ratio, margin] = [width / clientWidth, 10];
    const length = bar.getBoundingClientRect().width;
    pen.scale(ratio, ratio);
    const [right, bottom] = [width / ratio - margin, height / ratio - margin];
    pen.fillStyle = "rgba(255, 255, 255, 0.8)";
    pen.fillRect(right - length - 6, bottom - 22, length + 12, 28);
    pen.fillStyle = pen.strokeStyle = "#222222";
    pen.font = "11.5px sans-serif";
    pen.textAlign = "center";
    pen.fillText(bar.textContent, right - length / 2, bottom - 8);
    pen.beginPath();
    for (const [x, y] of [[right - length, bottom - 6], [right - length, bottom], [right, bottom], [right, bottom - 6]]) pen.lineTo(x, y);
    pen.stroke();
    drawNorth(pen, right - length - 26, bottom, north);
  }

  /* North is up on every map of the page. */
  function drawNorth(pen, x, bottom, north) {
    pen.fillStyle = "rgba(255, 255, 255, 0.8)";
    pen.fillRect(x - 10, bottom - 34, 20, 40);
    pen.fillStyle = "#222222";
    pen.beginPath();
    for (const [across, up] of [[0, 32], [5, 18], [0, 21], [-5, 18]]) pen.lineTo(x + across, bottom - up);
    pen.fill();
    pen.fillText(north, x, bottom - 4);
  }

  /* Words in lines that are at most as long as the pen's text may be. */
  function linesOf(pen, words, longest) {
    const lines = [""];
    for (const word of words.split(" ")) {
      const longer = `${lines[lines.length - 1]} ${word}`.trim();
      if (pen.measureText(longer).width <= longest) lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    return lines;
  }

  function writeAtop(pen, { width, clientWidth }, words) {
    if (!words) return;
    pen.save();
    pen.scale(width / clientWidth, width / clientWidth);
    pen.font = "bold 14px sans-serif";
    pen.textAlign = "center";
    const lines = linesOf(pen, words, clientWidth - 48);
    const length = Math.max(...lines.map((line) => pen.measureText(line).width));
    pen.fillStyle = "rgba(255, 255, 255, 0.9)";
    pen.fillRect((clientWidth - length) / 2 - 12, 12, length + 24, 12 + 18 * lines.length);
    pen.fillStyle = "#222222";
    lines.forEach((line, at) => pen.fillText(line, clientWidth / 2, 32 + 18 * at));
    pen.restore();
  }

  /* A map that is drawn has the colour of the sea, at least, everywhere. */
  function isBlank(pen, { width, height }) {
    return pen.getImageData(width / 2, height / 2, 1, 1).data[3] === 0;
  }

  function copyOf(map, sheet) {
    const drawn = map.getCanvas();
    const copy = document.createElement("canvas");
    copy.className = "print-map";
    copy.setAttribute("aria-hidden", "true");
    [copy.width, copy.height] = [drawn.width, drawn.height];
    if (map.drawAsItIs) map.drawAsItIs();
    else map.redraw();
    const pen = copy.getContext("2d", { willReadFrequently: true });
    pen.drawImage(drawn, 0, 0);
    const isThere = map.loaded() && !isBlank(pen, copy);
    const circles = window.atlas.circles.canvasOf(map);
    // None of a map that is hidden.
    if (circles && circles.width && circles.height) pen.drawImage(circles, 0, 0, drawn.width, drawn.height);
    window.atlas.printColours.lighten(copy, map, sheet);
    // What is not there yet cannot be copied, and a browser waits for nothing before it prints.
    const isLost = drawn.getContext("webgl2")?.isContextLost();
    if (!isThere) writeAtop(pen, drawn, (isLost ? sheet.dataset.mapLost : sheet.dataset.mapDrawing) || "");
    drawScale(pen, drawn, sheet.dataset.mapNorth || "N");
    return copy;
  }

  /* Narrower than any sheet: the dates under the bars have room on all. */
  const NARROW_PAPER_PX = 520;

  /* Opened for the paper alone. */
  let folded = null;

  window.addEventListener("beforeprint", () => {
    folded = document.querySelector(".map-legend:not([open])");
    if (folded) folded.open = true;
    const timeline = window.atlas.drawnTimeline();
    if (timeline) window.atlas.drawStrip(document.getElementById("timeline-paper"), timeline, NARROW_PAPER_PX);
    for (const graph of document.querySelectorAll(".incident-map-sheet .js-plotly-plot")) {
      const subplot = window.atlas.internals.subplotOf(graph);
      const sheet = graph.closest(".incident-map-sheet");
      for (const old of sheet.querySelectorAll(".print-map")) old.remove();
      if (subplot && subplot.map) sheet.prepend(copyOf(subplot.map, sheet));
    }
  });

  window.addEventListener("afterprint", () => {
    if (folded) folded.open = false;
    for (const copy of document.querySelectorAll(".print-map")) copy.remove();
  });
})();
