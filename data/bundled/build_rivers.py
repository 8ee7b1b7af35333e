"""Rivers of the region around the incidents, from the World Data Bank II as GSHHG has it."""

from pathlib import Path
from typing import Any, Final

import geopandas
import numpy
import shapely
from numpy.typing import NDArray

WEST, SOUTH, EAST, NORTH = 43, 37, 51, 43
"""Degrees: Kura and Araz with their tributaries."""

# The source's levels: 0 wide rivers drawn by both banks, 1 major rivers, 2 and 3 further ones, 4 minor ones that
# always carry water; those above carry it at times, or are canals.
LAST_LEVEL: Final = 4
LAST_MAJOR_LEVEL: Final = 3
MIN_ZOOMS: Final = (5.0, 7.0)
"""Where major rivers begin to be drawn, and where the others do."""
RIVER_DEGREES: Final = 0.0008
"""By how much a course may be off, in degrees: about 80 metres."""
_UNITS_A_DEGREE: Final = 65_535


def read_rivers(path: Path) -> geopandas.GeoDataFrame:
    """One row a class of river: `min_zoom` and the courses as one MultiLineString."""
    import h5py  # only the build needs it

    with h5py.File(path) as opened:
        source = {name: numpy.asarray(values) for name, values in opened.items()}
    lines, levels = [], []
    columns = int(source["N_bins_in_360_longitude_range"][0])
    for south in range(SOUTH, NORTH):
        for west in range(WEST, EAST):
            cell = (89 - south) * columns + west
            first = int(source["Id_of_first_segment_in_a_bin"][cell])
            for segment in range(first, first + int(source["N_segments_in_a_bin"][cell])):
                level = int(source["Hierarchial_level_of_a_segment"][segment])
                if level <= LAST_LEVEL:
                    lines.append(shapely.LineString(course(source, segment, west, south)))
                    levels.append(level)
    is_major = numpy.array(levels) <= LAST_MAJOR_LEVEL
    shapes = [joined(numpy.array(lines)[part]) for part in (is_major, ~is_major)]
    return geopandas.GeoDataFrame({"min_zoom": list(MIN_ZOOMS)}, geometry=shapes, crs="EPSG:4326")


def course(source: dict[str, NDArray[Any]], segment: int, west: int, south: int) -> NDArray[numpy.float64]:
    """Longitude and latitude of the points of a segment, shape (points, 2)."""
    first = int(source["Id_of_first_point_in_a_segment"][segment])
    points = slice(first, first + int(source["N_points_for_a_segment"][segment]))
    # Signed in the file, unsigned in meaning.
    across, up = (
        source[f"Relative_{axis}_from_SW_corner_of_bin"][points].astype("u2") / _UNITS_A_DEGREE
        for axis in ("longitude", "latitude")
    )
    return numpy.column_stack([west + across, south + up])


def joined(lines: NDArray[Any]) -> shapely.MultiLineString:
    """Courses joined where cells cut them, simplified, with four decimals: about ten metres."""
    merged = shapely.line_merge(shapely.union_all(shapely.set_precision(lines, 0.0001)))
    parts = shapely.get_parts(shapely.simplify(merged, RIVER_DEGREES))
    return shapely.normalize(
        shapely.MultiLineString(list(shapely.transform(parts, lambda points: points.round(4))))
    )
