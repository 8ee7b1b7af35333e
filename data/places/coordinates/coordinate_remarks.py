"""The sentences about a coordinate: what is wrong with it, and what was made of it."""

from __future__ import annotations

from typing import Final

from data.language import N_

HALF_MISSING: Final = N_("Only one of longitude and latitude is given; the coordinate was not used.")
NOT_A_NUMBER: Final = N_("“{longitude}”, “{latitude}” is not a longitude and a latitude; it was not used.")
DECIMAL_COMMA: Final = N_("The decimal comma of the coordinate was read as a decimal point.")
SEXAGESIMAL: Final = N_("“{longitude}”, “{latitude}” was read as degrees, minutes and seconds.")
SAME_AXIS: Final = N_(
    "The letters of “{longitude}”, “{latitude}” name the same axis twice; the coordinate was not used."
)
LETTERS_EXCHANGED: Final = N_(
    "The letters of “{longitude}”, “{latitude}” say that longitude and latitude stand in each other's column; they were exchanged."
)
ZERO: Final = N_(
    "The coordinate 0, 0 lies in the Gulf of Guinea and usually means that none is known; it was not used."
)
OFF_THE_GLOBE: Final = N_(
    "Longitude {longitude}, latitude {latitude} is not on the globe; the coordinate was not used."
)
PROJECTED: Final = N_(
    "Longitude {longitude}, latitude {latitude} is not on the globe: these are metres of a projected grid, or numbers without their decimal point. The coordinate was not used; name its coordinate system, or the country."
)
WRAPPED: Final = N_("The longitude {longitude} is counted on beyond 180 degrees; it was read as {wrapped}.")
OUTSIDE_COUNTRY: Final = N_("The point lies {km} km outside {country}; the coordinate was not used.")
OFF_THE_COAST: Final = N_("The point lies in no country, {km} km outside {country}; it was kept.")
OUTSIDE_DISTRICT: Final = N_("The point lies {km} km outside the stated district {district}; both were kept.")
COUNTRY_UNKNOWN: Final = N_(
    "The country “{country}” is not known, so the coordinate was not compared with it."
)
DISTRICT_UNKNOWN: Final = N_(
    "The district “{district}” is not among the first-level districts that the atlas has, so the coordinate was not compared with it."
)
CORRECTED: Final = N_(
    "Longitude {longitude}, latitude {latitude} lies outside {country}; {correction} it lies inside, and was used so."
)
PROPOSED: Final = N_("It would lie in {area} {correction}.")
SWAPPED: Final = N_("with longitude and latitude exchanged")
EAST_WEST: Final = N_("with the other sign of the longitude")
NORTH_SOUTH: Final = N_("with the other sign of the latitude")
BOTH_SIGNS: Final = N_("with the other signs of both")
SWAPPED_EAST_WEST: Final = N_("with the two exchanged and the other sign of the longitude")
SWAPPED_NORTH_SOUTH: Final = N_("with the two exchanged and the other sign of the latitude")
DECIMAL_POINT: Final = N_("with the decimal points that got lost")
