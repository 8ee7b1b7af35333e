"""Easting and northing as a table writes them, in metres."""

from __future__ import annotations

from math import isfinite


def metres_of(text: str) -> float | None:
    """The number of metres that a cell has; None where it has none."""
    compact = text.replace("\u00a0", " ").strip().removesuffix("m").strip()
    for separator in (" ", "'", "’"):
        compact = compact.replace(separator, "")
    if "," in compact and "." in compact:
        # Of both signs the last one stands before the decimals.
        thousands = "," if compact.rindex(".") > compact.rindex(",") else "."
        compact = compact.replace(thousands, "")
    if compact.count(",") == 1 and len(compact.partition(",")[2]) != 3:
        compact = compact.replace(",", ".")
    try:
        metres = float(compact.replace(",", ""))
    except ValueError:
        return None
    # “inf” and “nan” are numbers to Python alone.
    return metres if isfinite(metres) else None
