"""How far a point lies from a country, by the bundled outlines."""

from __future__ import annotations

from functools import lru_cache

import shapely

from data.places.naming.district_names import km_to
from data.tables.layers.districts import layer


def km_outside_country(adm0: str, longitude: float, latitude: float) -> float:
    """How far outside the country's outline; 0 inside, and where the layer has no outline to compare with."""
    outline = _country_outline(adm0)
    return 0.0 if shapely.is_empty(outline) else km_to(outline, longitude, latitude)


@lru_cache(maxsize=300)
def _country_outline(adm0: str) -> shapely.Geometry:
    """The country's outline; an empty one where the layer has none."""
    countries = layer("countries")
    outlines = countries.geometry[countries["adm0"] == adm0]
    outline: shapely.Geometry = outlines.iloc[0] if len(outlines) else shapely.Polygon()
    shapely.prepare(outline)
    return outline
