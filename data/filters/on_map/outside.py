"""Which of the incidents on a map a part of the world leaves out."""

from __future__ import annotations

from collections.abc import Collection
from functools import singledispatch
from typing import Final

import numpy as np

from data.extent import Box
from data.filters.summary import Summary
from data.mercator import world_x, world_y

HIGHEST_LATITUDE: Final = 85.05
"""What lies beyond stands at the edge of the world."""


@singledispatch
def drawn_outside(summary: Summary, box: Box, districts: Collection[str]) -> int:
    """How many drawn incidents have their dot outside of a box, or have none and are coded to none of these districts.

    The box is west, south, east, north in shares of the world's width, from the point at 0°, 0°; it may reach over the
    antimeridian.
    """
    points, (west, south, east, north) = summary.points, box
    x = world_x(points["longitude"].to_numpy()) - 0.5
    x -= np.round(x - (west + east) / 2)
    y = 0.5 - world_y(np.clip(points["latitude"].to_numpy(), -HIGHEST_LATITUDE, HIGHEST_LATITUDE))
    is_inside = (x >= west) & (x <= east) & (y >= south) & (y <= north)
    places, counts = summary.dataset.codes.places, summary.tally.by_place["incidents"]
    is_unseen = places["is_drawn"] & (places["point"] < 0) & ~places["adm1_iso"].isin([*districts])
    return int(
        points["incidents"].to_numpy()[~is_inside].sum() + counts[is_unseen.to_numpy(dtype=bool)].sum()
    )
