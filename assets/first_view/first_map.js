/* Draws the SVG of the first view's map on a canvas, once. Where the browser paints with the graphics processor, or with
   a slow imitation of one, the SVG itself is drawn anew at each change around it, and each time costs more than the page. */
"use strict";

(function () {
  window.atlas = window.atlas || {};

  /* A line without length in a round cap, which a canvas leaves out. */
  const POINT = /^M(\S+) (\S+)h0$/;

  /* The opacity of shades at the zoom at which the drawing is seen, which on a large sheet is closer than it was drawn for. */
  function shadeOpacity(drawing, scale) {
    const look = getComputedStyle(drawing);
    const [begins, ends, before, after] = look.getPropertyValue("--fading").trim().split(" ").map(Number);
    if (!(ends > begins)) return null;
    const part = (Number(look.getPropertyValue("--zoom")) + Math.log2(scale) - begins) / (ends - begins);
    return before + (after - before) * Math.min(Math.max(part, 0), 1);
  }

  function drawPath(context, path, placed, shaded) {
    const look = getComputedStyle(path);
    const form = path.getAttribute("d");
    const point = POINT.exec(form);
    context.beginPath();
    if (point) {
      const { x, y } = new DOMPoint(Number(point[1]), Number(point[2])).matrixTransform(placed);
      context.fillStyle = look.stroke;
      context.arc(x, y, parseFloat(look.strokeWidth) / 2, 0, 2 * Math.PI);
      context.fill();
      return;
    }
    const onScreen = new Path2D();
    onScreen.addPath(new Path2D(form), placed);
    if (look.fill !== "none") {
      const isShade = shaded !== null && path.classList.value.startsWith("first-map-shade-");
      context.globalAlpha = isShade ? shaded : Number(look.fillOpacity);
      context.fillStyle = look.fill;
      context.fill(onScreen);
      context.globalAlpha = 1;
    }
    if (look.stroke === "none") return;
    context.globalAlpha = Number(look.opacity) * Number(look.strokeOpacity);
    context.strokeStyle = look.stroke;
    context.lineWidth = parseFloat(look.strokeWidth);
    context.lineJoin = "round";
    context.setLineDash(look.strokeDasharray === "none" ? [] : look.strokeDasharray.split(",").map(parseFloat));
    context.stroke(onScreen);
    context.globalAlpha = 1;
  }

  function draw(canvas, drawing) {
    const box = canvas.getBoundingClientRect();
    const dense = window.devicePixelRatio || 1;
    canvas.width = Math.round(box.width * dense);
    canvas.height = Math.round(box.height * dense);
    // Drawn by the processor, whatever paints the page.
    const context = canvas.getContext("2d", { willReadFrequently: true });
    const at = drawing.getScreenCTM();
    if (!context || !at || !canvas.width || !canvas.height) return false;
    context.scale(dense, dense);
    const placed = new DOMMatrix().translate(-box.x, -box.y).multiply(at);
    const shaded = shadeOpacity(drawing, at.a);
    for (const path of drawing.querySelectorAll("path")) drawPath(context, path, placed, shaded);
    return true;
  }

  /* Puts a canvas into the place of a drawing, at its size of now, and gives it; the drawing itself where that cannot be. */
  window.atlas.asCanvas = function (drawing) {
    const canvas = document.createElement("canvas");
    canvas.className = "first-map-canvas";
    canvas.setAttribute("aria-hidden", "true");
    drawing.before(canvas);
    if (draw(canvas, drawing)) {
      drawing.remove();
      return canvas;
    }
    canvas.remove();
    return drawing;
  };
})();
