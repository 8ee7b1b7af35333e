"""Damaged files of every form, made by coverage-guided mutation (atheris), until a reader raises what is no sentence.

    pip install atheris
    python -m tests.fuzz.readers tables -max_total_time=600 -rss_limit_mb=4000

The first word names the reader: tables, areas, exposure, boundaries, tiles or reports; after it come atheris's own
options and folders of cases. Whatever it finds is written to crash-*; turn it into a case of tests/hostile_files.py.
"""

from __future__ import annotations

import contextlib
import gzip
import io
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

import atheris
import xlwt

with atheris.instrument_imports(include=["data.imports", "data.ground_maps", "data.reports"]):
    from data.ground_maps.opening import open_ground_maps
    from data.imports.areas.area_files import read_area_file
    from data.imports.areas.boundary_files import BoundaryFile, read_boundary_files
    from data.imports.exposure.exposure_file import read_exposure_file
    from data.imports.formats.open_file import open_file
    from data.reports.files.open_reports import reports_in

from data.errors import FileError
from data.exposure.table import ExposureKind
from data.ground_maps.unpacking import TileError
from data.limits import Limits, Work
from data.recorded_areas.kinds import AreaKind
from tests.foreign_files import csv_file, geojson_file, kml_file, ods_file, xlsx_file, zip_file
from tests.hostile_files import ROW, STRANGE, package, shapes
from tests.tiles import pmtiles, write_mbtiles
from tests.unit.exposure.test_geotiff import geotiff

LIMITS: Final = Limits(2_000_000, 20_000_000, 5_000, 200, 20.0)
SQUARE: Final = (
    b'{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"ADM1_PCODE": "XX01",'
    b' "ADM1_EN": "Left", "ADM0_PCODE": "XX", "id": "A-1", "status": "open", "people": 12}, "geometry":'
    b' {"type": "Polygon", "coordinates": [[[46, 39], [47, 39], [47, 40], [46, 40], [46, 39]]]}}]}'
)
GRID: Final = (
    b"ncols 2\nnrows 2\nxllcorner 46\nyllcorner 39\ncellsize 0.5\nNODATA_value -9999\n1 2\n3 -9999\n"
)
REPORT: Final = "Baku, 12 March 2021. Two men were injured by a mine near Fuzuli, the ministry said.\n"


def open_tables(content: bytes) -> None:
    """Open a file of rows."""
    open_file("case", content, Work(LIMITS))


def open_areas(content: bytes) -> None:
    """Read a file of recorded areas."""
    read_area_file("case", content, AreaKind.TASK, {}, Work(LIMITS))


def open_exposure(content: bytes) -> None:
    """Read a file of points with people."""
    read_exposure_file("case", content, ExposureKind.SETTLEMENT, "", Work(LIMITS))


def open_boundaries(content: bytes) -> None:
    """Read a file of boundaries."""
    read_boundary_files([BoundaryFile("case", content, {}, 1, "XX")], Work(LIMITS))


def open_tiles(content: bytes) -> None:
    """Open a file of tiles and the tiles around the middle of the map."""
    path = Path(tempfile.gettempdir()) / "fuzzed.tiles"
    path.write_bytes(content)
    ground = open_ground_maps([[str(path)]])
    for found in ground:
        for place in ((0, 0, 0), (1, 1, 0), (6, 40, 24)):
            with contextlib.suppress(TileError):
                found.tile(*place)


def open_reports(content: bytes) -> None:
    """Read a file of reports."""
    list(reports_in("case", content))


READERS: Final[dict[str, Callable[[bytes], None]]] = {
    "tables": open_tables,
    "areas": open_areas,
    "exposure": open_exposure,
    "boundaries": open_boundaries,
    "tiles": open_tiles,
    "reports": open_reports,
}


def old_workbook() -> bytes:
    """A workbook of Excel 97."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("a")
    for column, (heading, value) in enumerate(ROW.items()):
        sheet.write(0, column, heading)
        sheet.write(1, column, value)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def mbtiles() -> bytes:
    """One empty vector tile in an SQLite file."""
    with tempfile.TemporaryDirectory() as folder:
        path = write_mbtiles(Path(folder) / "a.mbtiles", {(0, 0, 0): gzip.compress(b"")}, {"format": "pbf"})
        return path.read_bytes()


def seeds() -> dict[str, bytes]:
    """Whole files of every form, from which mutation begins; each reader gets all of them."""
    whole = {
        "a.csv": csv_file([ROW] * 3),
        "a.xlsx": xlsx_file({"a": [ROW] * 3}),
        "a.xls": old_workbook(),
        "a.ods": ods_file("<table:table-row><table:table-cell/></table:table-row>"),
        "a.geojson": geojson_file([ROW]),
        "square.geojson": SQUARE,
        "a.kml": kml_file([ROW]),
        "a.gpkg": package(),
        "a.zip": zip_file(shapes(3)),
        "a.asc": GRID,
        "a.tif": geotiff(),
        "a.pmtiles": pmtiles({(0, 0, 0): b""}),
        "a.mbtiles": mbtiles(),
        "a.txt": REPORT.encode(),
        "a.html": f"<html><body><p>{REPORT}</p></body></html>".encode(),
        "a.eml": f"From: a@example.org\nDate: Fri, 12 Mar 2021 10:00:00 +0400\nSubject: Mine\n\n{REPORT}".encode(),
        "a.jsonl": b'{"id": "1", "text": "A mine exploded.", "published": "2021-03-12"}\n',
    }
    return whole | {name: make() for name, make in STRANGE.items()}


def main() -> None:
    """Fuzz one reader from the seeds and from the folders that are named."""
    program, reader, *options = sys.argv
    opened = READERS[reader]

    def try_one(content: bytes) -> None:
        with contextlib.suppress(FileError):
            opened(content)

    folder = Path(tempfile.mkdtemp(prefix="seeds"))
    for name, content in seeds().items():
        (folder / name).write_bytes(content)
    atheris.Setup([program, *options, str(folder)], try_one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
