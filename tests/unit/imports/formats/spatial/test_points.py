"""Coordinate systems by code and by text, and geometries as longitude and latitude."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from data.errors import FileError
from data.imports.formats.spatial.points import NO_GEOMETRY, NOT_A_POINT, WGS84, crs_of, with_points
from data.imports.formats.text.text_table import TextTable
from data.limits import Work


def table(*geometries: object, crs: str = WGS84) -> TextTable:
    shapes = np.empty(len(geometries), dtype=object)
    shapes[:] = geometries
    rows = [{"id": str(number)} for number in range(len(geometries))]
    return with_points("a", "", rows, shapes, crs_of("a", crs), Work())


def degrees(found: TextTable) -> list[list[str]]:
    assert found.point_columns is not None
    return found.rows[list(found.point_columns)].to_numpy().tolist()


def test_a_system_is_known_by_code_by_urn_and_by_well_known_text() -> None:
    expected = crs_of("a", "EPSG:32638")
    assert crs_of("a", "urn:ogc:def:crs:EPSG::32638") == expected
    assert crs_of("a", expected.to_wkt()) == expected
    assert crs_of("a", " ").to_epsg() == 4326


@pytest.mark.parametrize(
    "text", ["EPSG:999999", "+proj=longlat +nadgrids=/etc/passwd", "a town", 'PROJCS["x", "nadgrids=/a.gsb"]']
)
def test_an_unknown_system_and_one_that_names_a_grid_on_disk_are_refused(text: str) -> None:
    with pytest.raises(FileError, match="is not known; give the file in EPSG:4326"):
        crs_of("a", text)


def test_points_of_a_projected_system_become_degrees() -> None:
    [[longitude, latitude]] = degrees(table(shapely.Point(500_000, 4_427_757), crs="EPSG:32638"))
    assert (float(longitude), float(latitude)) == pytest.approx((45.0, 40.0), abs=1e-5)


def test_an_area_is_stood_for_by_a_point_inside_it_and_a_missing_geometry_by_nothing() -> None:
    ring = shapely.box(0, 0, 10, 10).difference(shapely.box(1, 1, 9, 9))
    found = table(ring, None, shapely.Point())
    inside, *none = degrees(found)
    assert ring.covers(shapely.Point(*map(float, inside)))
    assert none == [["", ""], ["", ""]]
    reasons = {note.row: note.reason for note in found.notes}
    assert reasons == {2: NOT_A_POINT, 3: NO_GEOMETRY, 4: NO_GEOMETRY}
    assert found.areas == pytest.approx(1 / 3)
