"""What the middle of a circle is called: a settlement whose point it is, or its coordinates."""

from __future__ import annotations

from typing import Final

import numpy as np

from data.areas.selection import Selection
from data.language import current
from data.places.index import places_of_the_world
from data.tables.dataset import Dataset

SAME_DEGREES: Final = 0.0006
"""A point this near to a settlement's is the settlement's: selections are written with four decimals, gazetteers differ."""


def middle_of(dataset: Dataset, selection: Selection) -> str:
    """The settlement at a circle's middle in the language spoken now, or its latitude and longitude."""
    longitude, latitude = selection.corners[0]
    return settlement_at(dataset, longitude, latitude) or f"{latitude:.4f}, {longitude:.4f}"


def settlement_at(dataset: Dataset, longitude: float, latitude: float) -> str:
    """The settlement whose point this is: the dataset's own, then the map's towns, then the gazetteer's; else ""."""
    own = dataset.places
    east, north = (own[name].to_numpy(dtype=float, na_value=np.nan) for name in ("longitude", "latitude"))
    if (row := _nearest(east, north, longitude, latitude)) is not None:
        return dataset.place_label(str(own["place_name"].iloc[row]), str(own["adm1_iso"].iloc[row]))
    towns = dataset.named_towns
    points = towns.geometry
    if (row := _nearest(points.x.to_numpy(), points.y.to_numpy(), longitude, latitude)) is not None:
        name = towns[f"name_{current()}"].iloc[row]
        return str(name if isinstance(name, str) else towns["name_en"].iloc[row])
    world = places_of_the_world()
    row = _nearest(world.longitude, world.latitude, longitude, latitude)
    return "" if row is None else world.names[row]


def _nearest(longitudes: np.ndarray, latitudes: np.ndarray, longitude: float, latitude: float) -> int | None:
    """The position of the nearest point that is as good as the same; None without one."""
    away = np.maximum(np.abs(longitudes - longitude), np.abs(latitudes - latitude))
    if not len(away) or not (away <= SAME_DEGREES).any():
        return None
    return int(np.nanargmin(away))
