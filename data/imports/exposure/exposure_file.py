"""A file of points, or a grid of people, as the table `exposure`; what cannot be used is named."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Final

import numpy as np
import pandas as pd

from data.errors import FileError
from data.exposure.table import COLUMNS, MOST_POINTS, ExposureKind, check_size
from data.imports.exposure.geotiff import TIFF, Grid, read_geotiff
from data.imports.formats.open_file import open_file
from data.imports.formats.text.text_table import TextTable
from data.language import N_, _, number_text
from data.limits import Work
from data.personal_columns import is_personal
from data.text.excerpt import excerpt
from data.text.plain_text import writable
from data.text.search_text import folded_words

_NUMBER: Final = re.compile(r"\d{1,9}(?:\.\d{1,9})?", re.ASCII)
_GRID: Final = re.compile(rb"\s*ncols\s+\d", re.IGNORECASE)
_LONGITUDES: Final = ("longitude", "lon", "long", "lng", "x", "долгота", "uzunluq", "երկայնություն")
_LATITUDES: Final = ("latitude", "lat", "y", "широта", "enlik", "լայնություն")
_NAMES: Final = ("name", "название", "ad", "adı", "անվանում", "nom", "nombre")

_NO_POINT: Final = N_("Rows without a point on the globe, left out: {number} ({rows}).")
_NO_NUMBER: Final = N_("Rows whose number of people is not understood: {number} ({rows}).")


def read_exposure_file(
    name: str, content: bytes, kind: ExposureKind, people: str, work: Work
) -> tuple[pd.DataFrame, list[str]]:
    """The points of a file with COLUMNS, and remarks; `people` is its column of numbers, "" for none. Raises FileError."""
    file = PurePosixPath(name.replace("\\", "/")).name or "file"
    remarks: list[str] = []
    if content.startswith(TIFF):
        points = _with_people(file, read_geotiff(file, content))
    elif _GRID.match(content):
        points = _with_people(file, _ascii_grid(file, content))
    else:
        points = pd.concat([_points(table, people, remarks) for table in open_file(file, content, work)])
    if points.empty:
        raise FileError(file, " ".join([_("The file has no point that can be used."), *remarks]))
    points = points.assign(what=kind.value, file=file)[[*COLUMNS]].reset_index(drop=True)
    check_size(points)
    return points, remarks


def _points(table: TextTable, people: str, remarks: list[str]) -> pd.DataFrame:
    columns = [str(column) for column in table.rows.columns]
    longitude, latitude = table.point_columns or (_named(columns, _LONGITUDES), _named(columns, _LATITUDES))
    if not longitude or not latitude:
        raise FileError(
            table.title, _("The file has no points; it needs a geometry, or columns longitude and latitude.")
        )
    if people and people not in columns:
        sentence = _("The file has no column “{column}”; it has {columns}.")
        listed = {"column": excerpt(people, 60), "columns": ", ".join(columns[:20])}
        raise FileError(table.title, sentence.format(**listed))
    east, north = (pd.to_numeric(table.rows[one], errors="coerce") for one in (longitude, latitude))
    is_there = (east.abs() <= 180) & (north.abs() <= 90)
    _remark(table, remarks, table.rows.index[~is_there], _NO_POINT)
    counts = table.rows[people].str.strip() if people else pd.Series("", table.rows.index)
    is_number = counts.map(lambda text: bool(_NUMBER.fullmatch(text)))
    _remark(
        table,
        remarks,
        table.rows.index[(counts != "") & ~is_number],
        _NO_NUMBER,
    )
    called = _named(columns, _NAMES)
    names = table.rows[called] if called and not is_personal(called) else pd.Series("", table.rows.index)
    found = pd.DataFrame(
        {
            "name": names.map(lambda text: writable(text).strip()[:200]),
            "people": pd.to_numeric(counts.where(is_number), errors="coerce").astype(float),
            "longitude": east.astype(float),
            "latitude": north.astype(float),
        }
    )
    return found[is_there]


def _ascii_grid(file: str, content: bytes) -> Grid:
    """Raises FileError."""
    head: dict[str, float] = {}
    try:
        lines = content.decode("ascii").splitlines()
        while lines and (found := re.fullmatch(r"\s*([A-Za-z_]+)\s+(\S+)\s*", lines[0])):
            head[found[1].lower()] = float(found[2])
            lines.pop(0)
        columns, rows, size = int(head["ncols"]), int(head["nrows"]), head["cellsize"]
        west = head["xllcorner"] if "xllcorner" in head else head["xllcenter"] - size / 2
        south = head["yllcorner"] if "yllcorner" in head else head["yllcenter"] - size / 2
        cells = np.array(" ".join(lines).split(), dtype=float).reshape(rows, columns)
    except (UnicodeDecodeError, ValueError, KeyError, OverflowError) as error:
        raise FileError(file, _("The grid is damaged or cut short; export it again.")) from error
    cells[cells == head.get("nodata_value", -9999.0)] = np.nan
    return Grid(cells, west, south + rows * size, size, size)


def _with_people(file: str, grid: Grid) -> pd.DataFrame:
    """The cells of a grid that have people, each as its middle. Raises FileError."""
    rows, columns = grid.cells.shape
    east, south = grid.west + columns * grid.width, grid.north - rows * grid.height
    has_size = grid.width > 0 and grid.height > 0
    if not (has_size and grid.west >= -180 and east <= 180.001 and south >= -90.001 and grid.north <= 90.001):
        raise FileError(file, _("Its corners are no degrees; export the grid in EPSG:4326."))
    row, column = np.nonzero(np.isfinite(grid.cells) & (grid.cells > 0))
    if len(row) > MOST_POINTS:
        sentence = _(
            "The grid has {number} cells with people, and at most {most} are taken; use larger cells."
        )
        numbers = {"number": number_text(len(row)), "most": number_text(MOST_POINTS)}
        raise FileError(file, sentence.format(**numbers))
    return pd.DataFrame(
        {
            "name": "",
            "people": grid.cells[row, column],
            "longitude": grid.west + (column + 0.5) * grid.width,
            "latitude": grid.north - (row + 0.5) * grid.height,
        }
    )


def _named(columns: list[str], names: tuple[str, ...]) -> str:
    headings = [folded_words(name) for name in names]
    return next((column for column in columns if folded_words(column) in headings), "")


def _remark(table: TextTable, remarks: list[str], rows: pd.Index, what: str) -> None:
    if len(rows):
        listed = ", ".join(map(str, rows[:5])) + (" …" if len(rows) > 5 else "")
        sentence = _(what).format(number=number_text(len(rows)), rows=listed)
        remarks.append(f"{table.title}: {sentence}")
