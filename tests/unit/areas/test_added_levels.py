"""Boundaries of several levels from files with different columns, one after the other."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pytest

from app import main
from data.areas.boundary_table import BOUNDARIES, read_boundaries
from data.folders.boundaries_in_use import use_boundaries, use_read_boundaries
from data.folders.tables.atlas_tables import read_folder
from data.imports.areas.boundary_files import BoundaryFile, read_boundary_files
from data.limits import Work
from data.places.gazetteer import read_gazetteer
from tests.made_boundaries import nested_boundaries
from tests.tables import tables
from tests.unit.store.made_incidents import folder_of

NESTED = nested_boundaries([(2, 1), (2, 1), (2, 1)])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Tables, and beside them a file a level, each with other columns; the third names no parents."""
    made = tmp_path / "data"
    folder_of(made, tables())
    columns = ({"code": "KOD", "name_en": "AD"}, {"code": "RKOD", "parent": "PKOD"}, {"code": "ADM3_PCODE"})
    for level, names in enumerate(columns, start=1):
        rows = NESTED[NESTED["level"] == level].rename(columns=names)[[*names.values(), "geometry"]]
        (made / f"level{level}.geojson").write_text(rows.to_json(), encoding="utf-8")
    return made


def add(folder: Path, level: int, *options: str) -> int:
    file, by = str(folder / f"level{level}.geojson"), f"Office {level}"
    return main(["boundaries", "add", file, "--data", str(folder), "--attribution", by, *options])


FIRST = ("--columns", "code=KOD", "name_en=AD", "--level", "1")
SECOND = ("--columns", "code=RKOD", "parent=PKOD", "--level", "2")


def table_of(folder: Path) -> gpd.GeoDataFrame:
    table = read_boundaries(folder)
    assert table is not None
    return table.set_index("code")


def test_levels_are_added_one_after_the_other(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert add(folder, 1, *FIRST) == 0
    assert add(folder, 3, "--keep") == 0
    # Without level 2 the areas of level 3 lie in those of level 1.
    assert set(table_of(folder).query("level == 3")["parent"].str.len()) == {4}
    assert add(folder, 2, *SECOND, "--keep") == 0
    assert (
        "2 of level 1, 4 of level 2, 8 of level 3; districts are shaded by level 3" in capsys.readouterr().out
    )
    expected = NESTED.set_index("code")["parent"]
    assert table_of(folder)["parent"].to_dict() == expected.to_dict()
    dataset = read_folder(folder)
    assert dataset.levels is not None
    assert dataset.levels.attribution.split(" · ") == ["Office 1", "Office 3", "Office 2"]


def test_without_keep_a_file_replaces_what_is_there(folder: Path) -> None:
    assert add(folder, 1, *FIRST) == 0
    assert add(folder, 2, *SECOND) == 0
    assert set(table_of(folder)["level"]) == {2}


def test_a_level_of_a_country_that_is_there_is_replaced(folder: Path) -> None:
    assert add(folder, 1, *FIRST) == 0
    assert add(folder, 2, *SECOND, "--keep") == 0
    assert add(folder, 1, *FIRST, "--keep", "--shade", "1") == 0
    table = table_of(folder)
    assert table["level"].value_counts().to_dict() == {1: 2, 2: 4}
    assert set(table.loc[table["is_shaded"], "level"]) == {1}


def test_another_country_stands_beside(folder: Path) -> None:
    there = nested_boundaries([(1, 1)], (43.0, 39.0, 43.9, 41.0), "AM").rename(
        columns={"code": "KOD", "name_en": "AD"}
    )
    assert add(folder, 2, *SECOND) == 0
    (folder / "level1.geojson").write_text(there[["KOD", "AD", "geometry"]].to_json(), encoding="utf-8")
    assert add(folder, 1, *FIRST, "--keep") == 0
    table = table_of(folder)
    assert table["adm0"].value_counts().to_dict() == {"AZ": 4, "AM": 1}
    assert set(table["parent"]) == {""}


def test_a_code_that_is_kept_is_not_given_twice(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert add(folder, 1, *FIRST) == 0
    assert add(folder, 1, "--columns", "code=KOD", "--level", "2", "--keep") == 1
    assert "The code AZ00 stands for 2 areas; give each its own." in capsys.readouterr().err


def test_nothing_is_kept_where_nothing_is(folder: Path) -> None:
    assert add(folder, 1, *FIRST, "--keep") == 0
    assert set(table_of(folder)["level"]) == {1}
    (folder / BOUNDARIES).unlink()


@pytest.mark.parametrize(
    "heading", ["ADM{}_PCODE", "ADM{}PCODE", "adm{}_pcode", "admin{}Pcode", "admin{}_pcode"]
)
def test_every_edition_of_cod_ab_is_known_by_its_columns(heading: str) -> None:
    names = {"code": heading.format(2), "parent": heading.format(1)}
    name = "admin2Name_en" if "admin" in heading else "ADM2_EN"
    other = "admin2AltName1_en" if "admin" in heading else "ADM2ALT1EN"
    rows = NESTED[NESTED["level"] == 2].rename(columns=names)[[*names.values(), "name_en", "geometry"]]
    rows = rows.rename(columns={"name_en": name}).assign(**{other: "Another name"})
    areas, _remarks = read_boundary_files([BoundaryFile("adm2.geojson", rows.to_json().encode())], Work())
    assert set(areas["level"]) == {2}
    expected = NESTED[NESTED["level"] == 2].set_index("code")["name_en"]
    assert areas.set_index("code")["name_en"].to_dict() == expected.to_dict()
    assert areas["names"].str.contains("Another name").all()


def test_areas_of_one_name_are_distinguished_by_their_codes() -> None:
    rows = NESTED.assign(name_en="Kozeti", names="Kozeti")[NESTED["level"] == 2]
    use_read_boundaries(rows)
    try:
        located = read_gazetteer().locate("Kozeti", "AZ")
    finally:
        use_boundaries(None)
    assert "Kozeti (AZ0000), Kozeti (AZ0001)" in located.remarks[0]
