"""Remarks on points: what they were read from, how roughly they are written, and what was not read."""

from __future__ import annotations

from typing import Final

READ_FROM: Final = "The point was read from {notation}, written to {size}."
COARSE: Final = "The coordinate is written to {size} only; the location precision is {grade}."
FROM_SYSTEM: Final = "The coordinate was read in the system {system}."
NOT_IN_SYSTEM: Final = "The coordinate lies outside the area of the system {system}; it was not used."
NOTE: Final = "The coordinate is written to {size}."
AMONG_WORDS: Final = "The point stands among the words of the place."
NOT_READ: Final = (
    "Something among the words looks like a coordinate and was not read; write it in a column of its own."
)
NOT_READ_COLUMN: Final = (
    "The column “{column}” has what looks like a coordinate and was not read; choose it for the point."
)
NOT_READ_PAIR: Final = "The columns “{one}” and “{other}” may be degrees and were not read; choose them for latitude and longitude."
HALF_A_GRID: Final = "Only one of easting and northing is given; the coordinate was not used."
