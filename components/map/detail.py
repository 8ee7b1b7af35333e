"""What the maps of a page draw of their filters for the part that is seen, and what their script knows of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from dash import no_update
from dash.exceptions import PreventUpdate

from components.map.legend import cell_diameters, diameters, fullest_shown
from data.extent import Box, around
from data.filters.on_map.grid import View
from data.filters.on_map.level_of_detail import (
    Features,
    casualties_of_cells,
    features_of,
    needs_a_view,
    opened_cell,
)
from data.filters.summary import Summary
from data.mercator import TILE_PX, fitting_zoom

USUAL_PX: Final = (740, 430)
"""Width and height of a usual map, for which a view is made up while none is known."""
_WORLD: Final = (-180.0, -60.0, 180.0, 75.0)
_EVERYWHERE: Final = View(-180, -90, 180, 90, 0)


@dataclass(frozen=True, eq=False)
class Detail:
    """The circles of one filter for one view."""

    summary: Summary
    features: Features
    fullest: int | None
    """Casualties of the largest circles where cells are drawn; None where single incidents are."""

    @property
    def diameters(self) -> npt.NDArray[np.float64]:
        """Of each circle, in pixels."""
        casualties = self.features.table["casualties"]
        return diameters(casualties) if self.fullest is None else cell_diameters(casualties, self.fullest)


def details_of(summaries: Sequence[Summary], stored: object) -> list[Detail]:
    """What maps that stand beside each other draw, alike: all of them cells where one needs cells, on one scale.

    `stored` is the view as the script stores it; without one, it is made up to show everything.
    """
    if any(needs_a_view(summary) for summary in summaries):
        view = _view_of(stored) or _fitting_view(summaries, _room_of(stored))
    else:
        view = _EVERYWHERE
    features = [features_of(summary, view) for summary in summaries]
    if all(each.is_single for each in features):
        return [Detail(summary, each, None) for summary, each in zip(summaries, features, strict=True)]
    features = [
        features_of(summary, view, as_cells=True) if each.is_single else each
        for summary, each in zip(summaries, features, strict=True)
    ]
    grid = min((each.grid for each in features), key=lambda grid: grid.level)
    fullest = max(fullest_shown(casualties_of_cells(summary, grid)) for summary in summaries)
    return [Detail(summary, each, fullest) for summary, each in zip(summaries, features, strict=True)]


def refitted(stored: object) -> object:
    """The view of a map that is going to be fitted to what matches: its room alone, where it follows the filter."""
    room = stored.get("room") if isinstance(stored, dict) else None
    return {"room": room} if room else stored


def drawn_view(details: Sequence[Detail], shown: object) -> dict[str, Any] | None:
    """The view for which what is drawn is enough, for the script; None where it is enough for every view.

    `shown` is everything else that the marks follow, so that an answer can tell what is on the map.
    """
    if not any(needs_a_view(detail.summary) for detail in details):
        return None
    # Maps that stand beside each other are drawn for one view.
    features = details[0].features
    west, south, east, north = features.grid.box
    return {
        "shown": json.dumps(shown, sort_keys=True),
        "zoom": features.zoom,
        "level": features.grid.level,
        "is_single": features.is_single,
        "box": [max(west, -1_000.0), south, east, north],
    }


def is_on_the_map(drawn: object, shown: object) -> bool:
    """Whether the map shows all of this but for another view, by what was drawn last."""
    return isinstance(drawn, dict) and drawn.get("shown") == json.dumps(shown, sort_keys=True)


def opened(summary: Summary, cell: object) -> tuple[Any, Any]:
    """What a click on a cell leads to: the box of its incidents to look at or, where they stand at one point,
    their identifiers; of more than MOST_SINGLE the latest.
    """
    try:
        level, point = (int(cell[key]) for key in ("level", "point")) if isinstance(cell, dict) else (-1, -1)
        ends, incidents = opened_cell(summary, level, point)
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise PreventUpdate from error
    return [*ends] if ends else no_update, incidents or no_update


def _view_of(stored: object) -> View | None:
    """The view in a store; None where it is none."""
    if not isinstance(stored, dict):
        return None
    try:
        return View(*(float(stored[edge]) for edge in ("west", "south", "east", "north", "zoom")))
    except (KeyError, TypeError, ValueError, OverflowError):
        return None


def _room_of(stored: object) -> tuple[float, float]:
    """Width and height in pixels to which a map is fitted; those of a usual map where they are not known."""
    try:
        width, height = (float(side) for side in stored["room"]) if isinstance(stored, dict) else USUAL_PX
    except (KeyError, TypeError, ValueError):
        return USUAL_PX
    return (width, height) if 1 <= width <= 20_000 and 1 <= height <= 20_000 else USUAL_PX


def _around(summaries: Sequence[Summary]) -> Box:
    return (
        around([one.bounds for one in summaries]) or around([one.seen_bounds for one in summaries]) or _WORLD
    )


def _fitting_view(summaries: Sequence[Summary], room_px: tuple[float, float]) -> View:
    """A view around everything that is drawn, on a map that is fitted into a room of this size."""
    west, south, east, north = _around(summaries)
    zoom = fitting_zoom((west, south, east, north), *room_px)
    # The sheet is wider or higher than what it shows, and has a margin around.
    wide, high = (180 * side / TILE_PX / 2**zoom * 2 for side in room_px)
    middle = (west + east) / 2, (south + north) / 2
    return View(
        max(middle[0] - wide, -360.0),
        max(middle[1] - high, -90.0),
        min(middle[0] + wide, 360.0),
        min(middle[1] + high, 90.0),
        zoom,
    )
