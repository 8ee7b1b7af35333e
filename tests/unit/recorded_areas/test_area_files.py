"""Files of areas: what is read, what is repaired, and that what cannot be used gets one clear sentence."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pytest
import shapely

from data.errors import FileError
from data.imports.areas.area_files import ReadAreas, read_area_file
from data.language import speaking
from data.limits import Work
from data.recorded_areas.kinds import AreaKind, kind_of
from data.wording.areas import area_name
from tests.unit.recorded_areas.area_files import collection, line, square, zipped_shapefile


def read(
    content: bytes, kind: AreaKind | None = AreaKind.MINEFIELD, file: str = "areas.geojson", **columns: str
) -> ReadAreas:
    return read_area_file(file, content, kind, columns, Work())


def problem(content: bytes, kind: AreaKind | None = AreaKind.MINEFIELD, **columns: str) -> str:
    with pytest.raises(FileError) as caught:
        read(content, kind, **columns)
    return str(caught.value)


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Hazard ID", "area_id"),
        ("Номер участка", "area_id"),
        ("Ərazinin adı", "name"),
        ("Անվանում", "name"),
        ("Current status", "status"),
        ("Survey Method", "method"),
        ("Date of survey", "date_recorded"),
        ("Completion date", "date_declared"),
        ("Declared on", "date_declared"),
        ("Surveyed on", "date_recorded"),
        ("Cleared by", "declared_by"),
        ("Организация", "declared_by"),
        ("Fuente", "source"),
    ],
)
def test_a_column_is_known_by_its_heading(heading: str, field: str) -> None:
    area = read(collection(({heading: "2020-01-02"}, square(46, 40)))).areas.iloc[0]
    assert area[field] == "2020-01-02"


def test_names_in_several_languages_are_kept_and_one_stands_for_those_that_are_missing() -> None:
    area = read(collection(({"id": "1", "name_ru": "Поле", "name:az": "Sahə"}, square(46, 40)))).areas.iloc[0]
    assert area[["name", "name_en", "name_az", "name_hy", "name_ru"]].tolist() == [
        "Sahə",
        "",
        "Sahə",
        "",
        "Поле",
    ]
    with speaking("ru"):
        assert area_name(area.to_dict()).endswith(" Поле (1)")
    with speaking("hy"):
        assert area_name(area.to_dict()).endswith(" Sahə (1)")


def test_a_shapefile_without_prj_takes_the_system_that_is_named(tmp_path: Path) -> None:
    square_of_metres = gpd.GeoDataFrame(geometry=[shapely.box(500_000, 4_400_000, 501_000, 4_401_000)])
    content = zipped_shapefile(square_of_metres.set_crs("EPSG:32638"), tmp_path, with_system=False)
    areas = read_area_file("a.zip", content, AreaKind.TASK, {}, Work(), "UTM 38N").areas
    assert areas.total_bounds == pytest.approx([45.0, 39.75, 45.01, 39.76], abs=0.01)
    with pytest.raises(FileError, match="name it with --crs"):
        read_area_file("a.zip", content, AreaKind.TASK, {}, Work())


def test_a_chosen_column_goes_before_the_one_that_its_heading_tells() -> None:
    content = collection(({"id": "1", "KOD": "MF-7"}, square(46, 40)))
    assert read(content, id="kod").areas["area_id"].tolist() == ["MF-7"]
    assert "no column “xyz”; it has id, KOD" in problem(content, id="xyz")


def test_columns_about_persons_are_never_read() -> None:
    content = collection(({"id": "1", "victim name": "somebody"}, square(46, 40)))
    assert "about persons" in problem(content, name="victim name")
    assert "somebody" not in read(content).areas.to_csv()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("SHA", "suspected_hazardous_area"),
        ("Confirmed Hazardous Area", "confirmed_hazardous_area"),
        ("Минное поле", "minefield"),
        ("BAC", "battle_area"),
        ("Cleared", "cleared_area"),
        ("area_of_responsibility", "area_of_responsibility"),
        ("Minalanmış sahə", "minefield"),
        ("Zone suspecte", "suspected_hazardous_area"),
    ],
)
def test_the_kind_of_each_area_is_read_from_its_column(text: str, kind: str) -> None:
    assert kind_of(text) == kind
    content = collection(({"id": "1", "Type": text}, square(46, 40)))
    assert read(content, None).areas["kind"].tolist() == [kind]


def test_a_kind_that_is_not_known_is_requested() -> None:
    content = collection(({"id": "1", "Type": "swamp"}, square(46, 40)))
    assert "“swamp” is no kind of area" in problem(content, None)
    assert "no column of kinds" in problem(collection(({"id": "1"}, square(46, 40))), None)
    assert read(content, AreaKind.TASK).areas["kind"].tolist() == ["task"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("2021-03-04", "2021-03-04"), ("04.03.2021 and later", "04.03.2021 and later"), ("2021", "2021")],
)
def test_a_date_that_is_no_single_day_stays_as_the_file_has_it(text: str, expected: str) -> None:
    content = collection(({"id": "1", "Completion date": text}, square(46, 40)))
    assert read(content).areas["date_declared"].tolist() == [expected]


def test_an_outline_that_crosses_itself_is_repaired_and_reported() -> None:
    bow = {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}
    found = read(collection(({"id": "1"}, bow)))
    assert found.areas.geometry.is_valid.all()
    assert any("crosses itself" in remark for remark in found.remarks)


def test_rows_without_an_outline_are_left_out_with_a_remark_that_names_them() -> None:
    point = {"type": "Point", "coordinates": [46, 40]}
    found = read(collection(({"id": "1"}, square(46, 40)), ({"id": "2"}, None), ({"id": "3"}, point)))
    assert found.areas["area_id"].tolist() == ["1"]
    assert any("no outline" in remark and remark.endswith(": 3.") for remark in found.remarks)
    assert any("point" in remark and remark.endswith(": 4.") for remark in found.remarks)


def test_rows_of_one_area_are_joined_and_different_ones_of_one_identifier_refused() -> None:
    same = collection(({"id": "1", "name": "x"}, square(46, 40)), ({"id": "1", "name": "x"}, square(47, 40)))
    assert read(same).areas.geometry.geom_type.tolist() == ["MultiPolygon"]
    other = collection(({"id": "1", "name": "x"}, square(46, 40)), ({"id": "1", "name": "y"}, square(47, 40)))
    assert "“1” stands for several areas that differ" in problem(other)


def test_an_identifier_can_stand_in_an_address() -> None:
    content = collection(({"id": "MF:12, north | a"}, square(46, 40)), ({"name": "none"}, square(47, 40)))
    assert read(content).areas["area_id"].tolist() == ["MF-12 north a", "areas-3"]


def test_lines_are_read_beside_areas() -> None:
    content = collection(({"id": "1"}, line((46, 40), (47, 41))), ({"id": "2"}, square(46, 40)))
    assert sorted(read(content).areas.geometry.geom_type) == ["LineString", "Polygon"]


def test_coordinates_beyond_180_are_turned_and_cut_ones_are_taken() -> None:
    cut = {
        "type": "MultiPolygon",
        "coordinates": [square(179, 0, 1)["coordinates"], square(-180, 0, 1)["coordinates"]],
    }
    found = read(
        collection(({"id": "1"}, square(184.5, 0)), ({"id": "2"}, square(179.95, 0)), ({"id": "3"}, cut))
    )
    assert found.areas.bounds["minx"].round(2).tolist() == [-175.5, 179.95, -180.0]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "empty"),
        (b"{", "not JSON"),
        (b'{"type": "FeatureCollection", "features": []}', "no GeoJSON"),
        (collection(({"id": "1"}, square(46, 40)))[:-40], "not JSON"),
        (collection(({"id": "1"}, None)), "no area or line that can be used"),
        (collection(({"id": "1"}, square(4_500_000, 500_000))), "no degrees"),
        (collection(({"id": "1"}, square(-170, 0, 340 / 2 + 170))), "no degrees"),
        (b"id,name\n1,x\n", "no outlines"),
        (b"\x89PNG....", "picture"),
        (b"PK\x03\x04broken", ""),
    ],
)
def test_what_cannot_be_used_gets_one_sentence(content: bytes, message: str) -> None:
    sentence = problem(content)
    assert message in sentence
    assert sentence.isprintable()
    assert "Traceback" not in sentence


def test_an_outline_around_half_of_the_globe_is_refused() -> None:
    wide = {"type": "Polygon", "coordinates": [[[-179, 0], [179, 0], [179, 1], [-179, 1], [-179, 0]]]}
    assert "half of the globe" in problem(collection(({"id": "1"}, wide)))


def ring(corners: int, radii: npt.NDArray[np.float64] | float = 1.0) -> dict[str, Any]:
    """A polygon around a point, as far from it as the radii say."""
    angles = np.linspace(0, 2 * np.pi, corners)
    points = np.column_stack([46 + radii * np.cos(angles), 40 + radii * np.sin(angles)]).tolist()
    return {"type": "Polygon", "coordinates": [[*points[:-1], points[0]]]}


def test_a_million_corners_and_more_are_refused() -> None:
    assert "at most 1,000,000 are taken" in problem(collection(({}, ring(1_000_001))))


def test_an_outline_of_very_many_corners_is_read() -> None:
    assert shapely.get_num_coordinates(read(collection(({}, ring(50_000)))).areas.geometry[0]) == 50_000


TANGLED: Final = (
    "and too many of its sides cross each other or lie side by side; draw it anew, or simplify it."
)


@pytest.mark.parametrize("corners", [2_000, 40_000])
def test_a_tangled_outline_is_refused_before_its_repair(corners: int) -> None:
    points = np.random.default_rng(1).random((corners, 2)).tolist()
    tangle = {"type": "Polygon", "coordinates": [[*points, points[0]]]}
    sentence = problem(collection(({}, square(1, 1)), ({}, tangle)))
    assert sentence == f"areas.geojson: The outline of row 3 has {corners + 1:,} corners, {TANGLED}"


def test_an_outline_of_very_many_long_spikes_is_refused_before_its_check() -> None:
    radii = np.random.default_rng(1).uniform(0.5, 1.0, 90_000)
    assert TANGLED in problem(collection(({}, ring(90_000, radii))))


@pytest.mark.parametrize("corners", [600, 6_000])
def test_the_part_that_an_outline_encloses_twice_stays_inside(corners: int) -> None:
    radii = 1 + 0.5 * np.cos(np.linspace(0, 2 * np.pi, corners) / 2)
    angles = np.linspace(0, 4 * np.pi, corners)
    points = np.column_stack([radii * np.cos(angles), radii * np.sin(angles)]).tolist()
    area = read(collection(({}, {"type": "Polygon", "coordinates": [[*points[:-1], points[0]]]}))).areas
    assert area.geometry.contains(shapely.Point(0, 0)).all()


def test_parts_that_overlap_are_one_area() -> None:
    parts = [square(46, 40, 1)["coordinates"], square(46.5, 40.5, 1)["coordinates"]]
    area = read(collection(({}, {"type": "MultiPolygon", "coordinates": parts}))).areas
    assert shapely.area(area.geometry.to_numpy()).tolist() == [pytest.approx(1.75)]


def made(**columns: Any) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(
        {"id": ["1"], **columns}, geometry=[shapely.box(46, 40, 46.1, 40.1)], crs="EPSG:4326"
    )


def test_a_file_in_another_coordinate_system_lands_in_its_place(tmp_path: Path) -> None:
    path = tmp_path / "areas.gpkg"
    made().to_crs("EPSG:32638").to_file(path)
    found = read(path.read_bytes(), file="areas.gpkg").areas
    assert found.total_bounds.round(3).tolist() == [46, 40, 46.1, 40.1]


def test_a_shapefile_without_coordinate_system_is_refused(tmp_path: Path) -> None:
    assert len(read(zipped_shapefile(made(), tmp_path), file="areas.zip").areas) == 1
    assert "no .prj" in problem(zipped_shapefile(made(), tmp_path, with_system=False))


def test_headings_that_a_shapefile_cut_are_known(tmp_path: Path) -> None:
    facts = {
        "Hazard localid": "H-1",
        "Hazard type": "SHA",
        "Hazard name": "Hill",
        "Date of survey": "2022-03-01",
        "Declared by": "A centre",
        "Clearance_method": "manual",
    }
    cut = {name.encode()[:10].decode(errors="ignore"): text for name, text in facts.items()}
    areas = gpd.GeoDataFrame([cut | {"geometry": shapely.box(46, 40, 46.1, 40.1)}], crs="EPSG:4326")
    found = read_area_file("a.zip", zipped_shapefile(areas, tmp_path), None, {}, Work())
    area = found.areas.iloc[0]
    assert area[["kind", "name", "date_recorded", "declared_by"]].tolist() == [
        "suspected_hazardous_area",
        "Hill",
        "2022-03-01",
        "A centre",
    ]
    # “clearance” begins the headings of several fields.
    assert area["method"] == ""
    assert any("columns not used: " in remark and "Clearance_" in remark for remark in found.remarks)
