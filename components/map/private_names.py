"""Names of Plotly, MapLibre and Dash on which the page relies, though they are not part of their public interface.

The scripts reach those of Plotly and MapLibre through assets/map/internals.js alone, which does without a name that is not there. Tests compare
this list with the scripts, and with the plotly.js that is installed, where the names stand unmangled; its version is
pinned exactly.
"""

from __future__ import annotations

from typing import Final

PLOTLY: Final = {
    "_fullLayout": "the layout with defaults, in which the map and the plot's margins stand",
    "_subplot": "the map of a layout, which holds MapLibre's own map",
    "_size": "the margins of the plot, between which the timeline's brush lies",
    "_fullData": "the traces with defaults, whose identifiers name the layers of shades that fade, of circles and of their numbers",
    "_ev": "the listeners of a graph, to know when Dash listens to moves",
}
"""Name in plotly.js, and what it is used for."""

MAPLIBRE: Final = {
    "_render": "prepares a frame; skipped while parts of a changed map are still under way",
    "painter": "draws a frame; skipped likewise, so that a change is drawn once and whole",
    "_styleDirty": "whether the style has changed, when a frame must be prepared",
    "_placementDirty": "whether names must be placed once more, which draws the same frame again",
    "_fadeDuration": "how long names fade in, during which each frame is drawn",
}
"""Name in MapLibre, and what it is used for. All of them save drawings; the map is the same without."""

DASH: Final = {
    "_dash-error": "the class of the element that says, in English alone, that no layout came; without the name it stays so",
}
"""Class in Dash's renderer, and what it is used for."""
