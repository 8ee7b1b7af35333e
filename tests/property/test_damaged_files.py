"""Whole files of every form with some bytes changed or cut: tables or a sentence, never anything else."""

from __future__ import annotations

import contextlib
from functools import cache

from hypothesis import HealthCheck, example, given
from hypothesis import strategies as st

from data.errors import FileError
from data.imports.formats.open_file import open_file
from data.limits import Limits, Work
from tests.examples import costly
from tests.foreign_files import csv_file, geojson_file, kml_file, xlsx_file, zip_file
from tests.hostile_files import ROW, STRANGE, package, shapes

LIMITS = Limits(2_000_000, 20_000_000, 5_000, 200, 20.0)
FORMS = ("csv", "xlsx", "geojson", "kml", "gpkg", "shp", *STRANGE)


@cache
def whole(form: str) -> bytes:
    match form:
        case "csv":
            return csv_file([ROW] * 3)
        case "xlsx":
            return xlsx_file({"a": [ROW] * 3})
        case "geojson":
            return geojson_file([ROW])
        case "kml":
            return kml_file([ROW])
        case "gpkg":
            return package()
        case "shp":
            return zip_file(shapes(3))
    return STRANGE[form]()


@example("csv", [], 0.0)
@costly(150, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(
    st.sampled_from(FORMS),
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.binary(min_size=1, max_size=6)), max_size=4),
    st.floats(0, 1),
)
def test_a_damaged_file_gives_tables_or_a_sentence(
    form: str, changes: list[tuple[float, bytes]], share: float
) -> None:
    content = bytearray(whole(form))
    for place, replacement in changes:
        at = int(place * len(content))
        content[at : at + len(replacement)] = replacement
    cut = bytes(content[: max(1, int(len(content) * share))]) if share > 0.5 else bytes(content)
    with contextlib.suppress(FileError):
        assert open_file("case", cut, Work(LIMITS))
