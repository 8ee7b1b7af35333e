/* Where a map looks: at what matches, beside legend and controls, until a reader moves it by hand.
   A box is west, south, east, north in degrees; its east lies beyond 180 where it crosses the antimeridian.
   The page's maps and that of the HTML file use the same. */
"use strict";

(function () {
  const TILE_PX = 512;
  const TURN = 360;
  /* data/mercator.py, CLOSEST_FIT. */
  const CLOSEST_FIT = 10;
  /* Circles reach over the places where they stand; on a small map a margin may take this share of a side. */
  const PADDING_PX = 30;
  const MOST_PADDING = 0.11;
  const LEAST_ROOM_PX = 60;
  const HIGHEST_LATITUDE = 85.0511;

  const xOf = (longitude) => longitude / TURN + 0.5;
  const longitudeOf = (x) => (x - 0.5) * TURN;
  function yOf(latitude) {
    const sine = Math.sin((Math.max(-HIGHEST_LATITUDE, Math.min(HIGHEST_LATITUDE, latitude)) * Math.PI) / 180);
    return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
  }
  const latitudeOf = (y) => (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;

  /* Legend, settings and buttons of a map; the scale bar is to be seen through. */
  function partsOver(container) {
    const sheet = container.closest(".incident-map-sheet, .map-sheet");
    return sheet ? [...sheet.children].filter((part) => !part.contains(container) && part.ariaHidden !== "true") : [];
  }

  /* What lies over a map: rectangles in pixels from its upper left corner. */
  function coversOf(container) {
    const box = container.getBoundingClientRect();
    return partsOver(container)
      .map((part) => part.getBoundingClientRect())
      .filter((part) => part.width > 0 && part.height > 0)
      .map((part) => ({ x0: part.left - box.left, y0: part.top - box.top, x1: part.right - box.left, y1: part.bottom - box.top }))
      .filter((part) => part.x1 > 0 && part.y1 > 0 && part.x0 < box.width && part.y0 < box.height);
  }

  /* Calls `then` when one of them is unfolded or grows. */
  function watchCovers(map, then) {
    const sizes = new ResizeObserver(() => window.requestAnimationFrame(then));
    for (const part of partsOver(map.getContainer())) sizes.observe(part);
  }

  const overlaps = (one, other) => one.x0 < other.x1 && one.x1 > other.x0 && one.y0 < other.y1 && one.y1 > other.y0;

  /* Every rectangle of a map between edges of what lies over it, that nothing lies over. */
  function freeRooms(container) {
    const { width, height } = container.getBoundingClientRect();
    const covers = coversOf(container);
    const edges = (low, high, end) =>
      [...new Set([0, end, ...covers.flatMap((part) => [part[low], part[high]])])]
        .filter((at) => at >= 0 && at <= end).sort((a, b) => a - b);
    const [xs, ys] = [edges("x0", "x1", width), edges("y0", "y1", height)];
    const found = [];
    for (const x0 of xs) for (const x1 of xs) for (const y0 of ys) for (const y1 of ys) {
      if (x1 - x0 < LEAST_ROOM_PX || y1 - y0 < LEAST_ROOM_PX) continue;
      const room = { x0, y0, x1, y1 };
      if (!covers.some((part) => overlaps(room, part))) found.push(room);
    }
    return found.length ? found : [{ x0: 0, y0: 0, x1: width, y1: height }];
  }

  /* The room in which a box of the world, so wide and so high, is drawn largest; and at which zoom. */
  function bestRoom(container, wide, high, closest) {
    const { width, height } = container.getBoundingClientRect();
    const padding = Math.min(PADDING_PX, MOST_PADDING * width, MOST_PADDING * height);
    const inside = (side) => Math.max(side - 2 * padding, 1);
    const innerOf = (room) => [inside(room.x1 - room.x0), inside(room.y1 - room.y0)];
    const zoomIn = (/** @type {number[]} */ [across, up]) => Math.min(Math.log2(Math.min(across / wide, up / high) / TILE_PX), closest);
    const areaOf = ({ inner: [across, up] }) => across * up;
    const rooms = freeRooms(container).map((room) => ({ ...room, inner: innerOf(room), zoom: zoomIn(innerOf(room)) }));
    return rooms.reduce((best, room) =>
      room.zoom > best.zoom + 1e-9 || (room.zoom > best.zoom - 1e-9 && areaOf(room) > areaOf(best)) ? room : best);
  }

  /* The view of a map at which a box lies as large as possible where nothing lies over the map, and the `room` there. */
  function fittingView(map, box, closest = CLOSEST_FIT) {
    // Nothing matches: the map stays where it is, at first where all incidents are.
    if (!box) return { lon: map.getCenter().lng, lat: map.getCenter().lat, zoom: map.getZoom(), room: null };
    const [west, south, east, north] = box;
    const [x0, x1, y0, y1] = [xOf(west), xOf(east), yOf(north), yOf(south)];
    const container = map.getContainer();
    const room = bestRoom(container, Math.max(x1 - x0, 1e-9), Math.max(y1 - y0, 1e-9), closest);
    const { width, height } = container.getBoundingClientRect();
    const zoom = Math.max(room.zoom, 0);
    const px = TILE_PX * 2 ** zoom;
    const lon = longitudeOf((x0 + x1) / 2 + (width / 2 - (room.x0 + room.x1) / 2) / px);
    return { lon, lat: latitudeOf((y0 + y1) / 2 + (height / 2 - (room.y0 + room.y1) / 2) / px), zoom, room: room.inner };
  }

  /* Whether a map shows a box whole, and nothing lies over it. */
  function isInSight(map, [west, south, east, north]) {
    const container = map.getContainer();
    const { width, height } = container.getBoundingClientRect();
    const turns = Math.round((map.getCenter().lng - (west + east) / 2) / TURN) * TURN;
    const [low, high] = [map.project([west + turns, south]), map.project([east + turns, north])];
    const seen = { x0: low.x, y0: high.y, x1: high.x, y1: low.y };
    if (seen.x0 < 0 || seen.y0 < 0 || seen.x1 > width || seen.y1 > height) return false;
    return !coversOf(container).some((part) => overlaps({ x0: seen.x0 - 4, y0: seen.y0 - 4, x1: seen.x1 + 4, y1: seen.y1 + 4 }, part));
  }

  /* The box around two, which may stand on both sides of the antimeridian. */
  function around(one, other) {
    if (!one || !other) return one || other;
    const turns = Math.round((one[0] + one[2] - other[0] - other[2]) / 2 / TURN) * TURN;
    const [west, east] = [other[0] + turns, other[2] + turns];
    return [Math.min(one[0], west), Math.min(one[1], other[1]), Math.max(one[2], east), Math.max(one[3], other[3])];
  }

  const holds = (one, other) => Boolean(one) && around(one, other).every((edge, at) => Math.abs(edge - one[at]) < 1e-9);

  /* Moves as a reader would, so that Plotly keeps the view when the figure is patched. */
  function look(map, view) {
    map.jumpTo({ center: [view.lon, view.lat], zoom: view.zoom }, { originalEvent: true });
  }

  /* Whether an event of a map comes from the reader's hand: ours have `true` for an event. */
  const isByHand = (event) => Boolean(event.originalEvent && event.originalEvent.type) || Boolean(event.isByHand);

  window.atlas = window.atlas || {};
  window.atlas.camera = { fittingView, watchCovers, isInSight, around, holds, look, isByHand };
})();
