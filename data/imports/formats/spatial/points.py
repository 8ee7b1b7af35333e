"""Geometries of a file as longitude and latitude columns of a text table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyproj
import pyproj.network
import shapely
from pyproj.exceptions import CRSError, ProjError

from data.errors import FileError
from data.imports.formats.text.text_table import RowNote, TextTable, text_table
from data.limits import Work

WGS84: Final = "EPSG:4326"
NOT_A_POINT: Final = "The geometry is not a point; a point inside it stands for a larger area or a line."
NO_GEOMETRY: Final = "The row has no geometry."
_AREAS: Final = (int(shapely.GeometryType.POLYGON), int(shapely.GeometryType.MULTIPOLYGON))
_DECIMALS: Final = 7
"""About a centimetre: what a change of CRS adds beyond is noise."""


def crs_of(file: str, text: str) -> pyproj.CRS:
    """The CRS of a code (EPSG:32638, urn:ogc:def:crs:…) or of well-known text; EPSG:4326 for "".

    Grids on disk and PROJ pipelines are no part of a CRS here. Raises FileError when it is not known.
    """
    text = text.strip()
    if not text:
        return pyproj.CRS.from_user_input(WGS84)
    is_code = re.fullmatch(r"(?i)[a-z]+:[a-z0-9]+|(urn|https?):[\w.:/-]{1,120}", text)
    is_well_known_text = re.match(r"(?i)\s*(PROJ|GEO|BOUND|COMPOUND)[A-Z0-9]*\s*\[", text)
    if (is_code or is_well_known_text) and not re.search(r"(?i)nadgrids|geoidgrids|\.(gsb|gtx|tif)\b", text):
        try:
            return pyproj.CRS.from_user_input(text)
        except CRSError:
            pass
    raise FileError(file, f"The coordinate system “{text[:80]}” is not known; give the file in EPSG:4326.")


def with_points(
    file: str,
    sheet: str,
    attributes: Sequence[dict[str, str]] | pd.DataFrame,
    geometries: npt.NDArray[np.object_],
    crs: pyproj.CRS,
    work: Work,
) -> TextTable:
    """The table of features: their attributes, and longitude and latitude of each in EPSG:4326.

    What is not a point is stood for by a point inside it, with a remark. The first feature is row 2.
    """
    work.check_rows(file, len(geometries))
    frame = (
        attributes if isinstance(attributes, pd.DataFrame) else pd.DataFrame(list(attributes), dtype="str")
    )
    names = [str(name) for name in frame.columns]
    longitude, latitude = _free_name("longitude", names), _free_name("latitude", names)
    try:
        degrees, notes = _degrees(geometries, crs)
    except ProjError as error:
        raise _no_degrees(file, crs) from error
    frame = frame.astype(object).fillna("")
    cells = [frame[name].tolist() for name in frame.columns] + [_texts(degrees[:, 0]), _texts(degrees[:, 1])]
    rows = ((number, row) for number, row in enumerate(zip(*cells, strict=True), start=2))
    header = (1, [*names, longitude, latitude])
    table = text_table(file, sheet, _after(header, rows), work, len(geometries), notes)
    are_areas = np.isin(shapely.get_type_id(geometries), _AREAS) & ~shapely.is_empty(geometries)
    return replace(
        table,
        point_columns=(longitude, latitude),
        heading=None,
        areas=float(are_areas.mean()) if len(geometries) else 0.0,
        geometries=geometries,
        crs=crs,
    )


def outlines_in_degrees(table: TextTable) -> npt.NDArray[np.object_]:
    """The geometries of a table in EPSG:4326, without heights; None for a row without one. Raises FileError.

    The first belongs to row 2; none for a table of a file without geometries.
    """
    if table.geometries is None or table.crs is None:
        return np.empty(0, dtype=object)
    flat: npt.NDArray[np.object_] = shapely.force_2d(table.geometries)
    if table.crs == pyproj.CRS.from_user_input(WGS84):
        return flat
    pyproj.network.set_network_enabled(active=False)  # type: ignore[attr-defined]
    try:
        to_degrees = pyproj.Transformer.from_crs(table.crs, WGS84, always_xy=True)

        def moved(degrees: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
            return np.column_stack(to_degrees.transform(degrees[:, 0], degrees[:, 1]))

        return shapely.transform(flat, moved)
    except ProjError as error:
        raise _no_degrees(table.file, table.crs) from error


def _no_degrees(file: str, crs: pyproj.CRS) -> FileError:
    sentence = (
        f"The coordinate system “{crs.name[:80]}” cannot be turned into degrees; give the file in EPSG:4326."
    )
    return FileError(file, sentence)


def _after(first: Any, rows: Any) -> Any:
    yield first
    yield from rows


def _free_name(name: str, taken: Sequence[str]) -> str:
    """The name, or one like it where the attributes have it already."""
    return name if name not in taken else f"{name} of the geometry"


def _degrees(
    geometries: npt.NDArray[np.object_], crs: pyproj.CRS
) -> tuple[npt.NDArray[np.float64], list[RowNote]]:
    """Longitude and latitude of each geometry, NaN where it has none."""
    kind = shapely.get_type_id(geometries)
    is_missing = (kind < 0) | shapely.is_empty(geometries)
    single = (kind == shapely.GeometryType.MULTIPOINT) & (shapely.get_num_geometries(geometries) == 1)
    geometries = np.where(single, shapely.get_geometry(geometries, 0), geometries)
    is_point = (shapely.get_type_id(geometries) == shapely.GeometryType.POINT) & ~is_missing
    others = ~is_point & ~is_missing
    notes = [RowNote(int(row) + 2, NO_GEOMETRY) for row in np.flatnonzero(is_missing)]
    notes += [
        RowNote(int(row) + 2, NOT_A_POINT, str(geometries[row].geom_type)) for row in np.flatnonzero(others)
    ]
    points = geometries.copy()
    # Of coordinates without an end it warns; they are refused with a sentence where they are read.
    with np.errstate(invalid="ignore", over="ignore"):
        points[others] = shapely.point_on_surface(geometries[others])
    points[is_missing] = None
    degrees = np.column_stack([shapely.get_x(points), shapely.get_y(points)]).astype("float64")
    if crs != pyproj.CRS.from_user_input(WGS84):
        # Grids for a finer transformation would be fetched, and no request leaves the machine.
        pyproj.network.set_network_enabled(active=False)  # type: ignore[attr-defined]
        to_degrees = pyproj.Transformer.from_crs(crs, WGS84, always_xy=True)
        degrees = np.column_stack(to_degrees.transform(degrees[:, 0], degrees[:, 1]))
    degrees[~np.isfinite(degrees).all(axis=1)] = np.nan
    return degrees, notes


def _texts(degrees: npt.NDArray[np.float64]) -> list[str]:
    return ["" if np.isnan(value) else f"{value:.{_DECIMALS}f}".rstrip("0").rstrip(".") for value in degrees]
