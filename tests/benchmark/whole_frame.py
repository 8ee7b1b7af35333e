"""When a map has painted: JavaScript that the measurements of maps share.

A map is painted when a frame with all its parts has been drawn, with what was requested in it, and the browser goes
on to its next frame. MapLibre's `idle` and Plotly's `plotly_afterplot` come one or two drawings later.
"""

from __future__ import annotations

from typing import Final

WHOLE_FRAME: Final = """
  const wholeFrame = (map, isAsked) => new Promise((resolve) => {
    const { gl } = map.painter.context;
    let isDrawn = false;
    const draw = gl.drawElements;
    gl.drawElements = (...given) => {
      isDrawn = true;
      return draw.apply(gl, given);
    };
    const look = () => {
      const isWhole = isDrawn && map.loaded() && isAsked();
      isDrawn = false;
      if (!isWhole) return;
      map.off("render", look);
      delete gl.drawElements;
      requestAnimationFrame(() => resolve(performance.now()));
    };
    map.on("render", look);
  });
"""
"""`wholeFrame(map, isAsked)` resolves to the time of the frame after a whole one for which `isAsked()` holds.

It asks for no frame itself: one that nothing else needs would be paid for by what is measured.
"""

CHANGED_FRAME: Final = f"""
  {WHOLE_FRAME}
  const changedFrame = (graph) => {{
    const map = graph._fullLayout.map._subplot.map;
    const react = Plotly.react;
    let isGiven = false;
    let isTaken = false;
    Plotly.react = (on, ...figure) => {{
      if (on === graph) isGiven = true;
      return react(on, ...figure);
    }};
    const take = () => {{ isTaken = isTaken || isGiven; }};
    const pen = graph.querySelector(".map-circles")?.getContext("2d");
    if (pen) pen.clearRect = (...box) => {{
      take();
      return CanvasRenderingContext2D.prototype.clearRect.apply(pen, box);
    }};
    else map.on("dataloading", take);
    return wholeFrame(map, () => isTaken).finally(() => {{
      map.off("dataloading", take);
      Plotly.react = react;
      if (pen) delete pen.clearRect;
    }});
  }};
"""
"""`changedFrame(graph)` resolves when the graph has been given a figure that its map took data from, and painted it. On a map
of the atlas the canvas of its circles must have been drawn anew too, which it is in the map's own frame."""
