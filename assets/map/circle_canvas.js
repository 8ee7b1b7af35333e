/* A canvas over a map, on which its circles and their numbers are drawn in the frame that the map draws. As layers of the map they
   would have to go through MapLibre's worker first, and its software drawing: more than all else of a changed filter on a small
   collection. The page's maps and that of the HTML file use it. */
"use strict";

(function () {
  /* With it two circles that overlap stay two. */
  const OUTLINE_PX = 1.25;
  const [NUMBER_PX, ROUND, WORLD] = [11, 2 * Math.PI, 360];
  /* Of the squares by which boxes that overlap are found, in pixels. */
  const SQUARE_PX = 32;

  /* Boxes that are taken: `put` takes one more, and of one that `isFree` none overlaps. */
  function room() {
    const squares = new Map();
    const around = ([west, north, east, south], then) => {
      for (let x = Math.floor(west / SQUARE_PX); x <= Math.floor(east / SQUARE_PX); x += 1) {
        for (let y = Math.floor(north / SQUARE_PX); y <= Math.floor(south / SQUARE_PX); y += 1) then(`${x} ${y}`);
      }
    };
    const overlap = (one, other) => one[0] < other[2] && one[2] > other[0] && one[1] < other[3] && one[3] > other[1];
    const put = (box) => around(box, (square) => {
      if (squares.has(square)) squares.get(square).push(box);
      else squares.set(square, [box]);
    });
    const isFree = (box) => {
      let isClear = true;
      around(box, (square) => { isClear &&= !(squares.get(square) || []).some((other) => overlap(box, other)); });
      return isClear;
    };
    return { put, isFree };
  }

  const boxAround = (x, y, across, high) => [x - across / 2, y - high / 2, x + across / 2, y + high / 2];

  /**
   * The numbers that no circle over their own covers; `drawn` are circles at `x` and `y`, the last on top.
   * @template {{ x: number, y: number, size: number, text: string }} Drawn
   * @param {Drawn[]} drawn
   * @param {(text: string) => number} widthOf
   * @returns {Drawn[]}
   */
  function uncovered(drawn, widthOf) {
    const taken = room();
    const shown = [];
    for (let at = drawn.length - 1; at >= 0; at -= 1) {
      const { x, y, size, text } = drawn[at];
      const box = text ? boxAround(x, y, widthOf(text), NUMBER_PX) : null;
      if (box && taken.isFree(box)) {
        shown.push(drawn[at]);
        taken.put(box);
      }
      taken.put(boxAround(x, y, size, size));
    }
    return shown;
  }

  /* Where circles stand on the map, in pixels; as often as the map shows the world. Those out of sight are left out. */
  function placed(map, circles) {
    const { clientWidth, clientHeight } = map.getCanvas();
    const bounds = map.getBounds();
    const reach = (bounds.getEast() - bounds.getWest()) / Math.max(clientWidth, 1);
    const isRound = map.getRenderWorldCopies();
    const seen = [];
    for (const circle of circles) {
      const [lon, lat] = circle.place;
      const margin = circle.reach * reach;
      const first = isRound ? lon + WORLD * Math.ceil((bounds.getWest() - margin - lon) / WORLD) : lon;
      for (let east = first; !isRound || east <= bounds.getEast() + margin; east += WORLD) {
        const { x, y } = map.project([east, lat]);
        if (y > -circle.reach && y < clientHeight + circle.reach) seen.push({ ...circle, x, y });
        if (!isRound) break;
      }
    }
    return seen;
  }

  function disc(pen, x, y, radius, fill) {
    pen.beginPath();
    pen.arc(x, y, radius, 0, ROUND);
    pen.fillStyle = fill;
    pen.fill();
  }

  function drawCircles(pen, drawn, halo) {
    for (const { x, y, ring } of drawn) {
      if (!ring) continue;
      disc(pen, x, y, ring.outer, ring.fill);
      disc(pen, x, y, ring.inner, halo);
    }
    for (const { x, y, discs, isOutlined } of drawn) {
      for (const [radius, fill] of discs) {
        if (isOutlined) disc(pen, x, y, radius + OUTLINE_PX, halo);
        disc(pen, x, y, radius, fill);
      }
    }
  }

  /* A canvas over that of a map. `show` gives it circles, which it draws in the map's next frame, the last on top, and then calls
     `then`: each has its `place` in degrees, `discs` of radius and colour, perhaps a `ring`, the `size` of the room that it takes,
     how far its `reach` is, all in pixels, and the `text` and the `colour` of its number. */
  function over(map) {
    const canvas = document.createElement("canvas");
    canvas.className = "map-circles";
    canvas.setAttribute("aria-hidden", "true");
    canvas.style.cssText = "position: absolute; left: 0; top: 0; pointer-events: none;";
    map.getCanvas().after(canvas);
    // Drawn by the processor: it goes to the screen with the rest of the page, whatever paints that.
    const pen = canvas.getContext("2d", { willReadFrequently: true });
    const widths = new Map();
    let [circles, drawn, halo, font, version, shown] = [[], [], "", "sans-serif", 0, ""];
    let whenDrawn = () => {};

    const widthOf = (text) => {
      const known = widths.get(text);
      if (known !== undefined) return known;
      const { width } = pen.measureText(text);
      widths.set(text, width);
      return width;
    };

    function draw() {
      const { lng, lat } = map.getCenter();
      const { clientWidth, clientHeight } = map.getCanvas();
      const dense = map.getPixelRatio();
      const query = [version, lng, lat, map.getZoom(), map.getBearing(), map.getPitch(), clientWidth, clientHeight, dense].join(" ");
      // Nothing of a frame that is not drawn; where all stands still, tiles that arrive change no circle.
      if (map.isSkippedByAtlas || query === shown) return;
      shown = query;
      const [width, height] = [Math.round(clientWidth * dense), Math.round(clientHeight * dense)];
      if (canvas.width !== width || canvas.height !== height) [canvas.width, canvas.height] = [width, height];
      [canvas.style.width, canvas.style.height] = [`${clientWidth}px`, `${clientHeight}px`];
      pen.setTransform(dense, 0, 0, dense, 0, 0);
      pen.clearRect(0, 0, clientWidth, clientHeight);
      pen.font = `bold ${NUMBER_PX}px ${font}`;
      pen.textAlign = "center";
      drawn = placed(map, circles);
      drawCircles(pen, drawn, halo);
      const { actualBoundingBoxAscent: high = NUMBER_PX * 0.72 } = pen.measureText("0");
      for (const { x, y, text, colour } of uncovered(drawn, widthOf)) {
        pen.fillStyle = colour;
        pen.fillText(text, x, y + high / 2);
      }
      whenDrawn();
      whenDrawn = () => {};
    }

    map.on("render", draw);
    return {
      canvas,
      drawn: () => drawn,
      show(given, look, then) {
        ({ halo = halo, font = font } = look);
        [circles, whenDrawn] = [given, then];
        version += 1;
        widths.clear();
        map.triggerRepaint();
      },
    };
  }

  window.atlas = window.atlas || {};
  window.atlas.circleCanvas = { over, uncovered };
})();
