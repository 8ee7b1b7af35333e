"""`mine-atlas areas`: areas in a folder, in its hash, and as a filter."""

from __future__ import annotations

from pathlib import Path

import pytest

from app import main
from data.filters.incident_filter import IncidentFilter
from data.filters.summary import summary_of
from data.filters.unknown_values import unanswerable
from data.folders.tables.atlas_tables import read_folder
from data.language import LANGUAGES, speaking
from data.recorded_areas.table import AREAS
from data.tables.dataset import Dataset
from data.tables.layers.districts import BUNDLED
from data.wording.areas import declared_in_words
from data.wording.filter_phrases import filter_in_words
from tests.unit.recorded_areas.area_files import collection, line, square


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """As `made_folder`."""
    return made_folder(tmp_path)


def made_folder(tmp_path: Path) -> Path:
    """A copy of the bundled tables, and files of areas beside it."""
    made = tmp_path / "data"
    made.mkdir()
    for name in ("incidents.csv", "casualties.csv", "sources.csv", "places.csv", "dataset.json"):
        (made / name).write_bytes((BUNDLED / name).read_bytes())
    (tmp_path / "minefields.geojson").write_bytes(
        collection(({"id": "MF-1", "name": "North"}, square(46.9, 39.9, 0.2)))
    )
    cleared = {"id": "C-1", "cleared by": "An operator", "completion date": "2022-05-06"}
    (tmp_path / "cleared.geojson").write_bytes(
        collection((cleared, square(47.1, 39.7)), ({"id": "C-2"}, square(47.1, 39.9)))
    )
    (tmp_path / "roads.geojson").write_bytes(collection(({"id": "R-1"}, line((46.7, 40.1), (47.1, 39.6)))))
    return made


def add(folder: Path, file: str, *options: str) -> int:
    return main(["areas", "add", str(folder.parent / file), "--data", str(folder), *options])


def with_areas(folder: Path) -> Dataset:
    assert add(folder, "minefields.geojson", "--kind", "minefield") == 0
    assert add(folder, "cleared.geojson", "--kind", "cleared_area") == 0
    assert add(folder, "roads.geojson", "--kind", "road") == 0
    return read_folder(folder)


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """The bundled tables with areas, read once."""
    return with_areas(made_folder(tmp_path_factory.mktemp("areas")))


def incidents(dataset: Dataset, *values: str) -> int:
    incident_filter, errors = IncidentFilter.from_query([("area", value) for value in values])
    assert not errors
    return summary_of(dataset, incident_filter).incidents


def test_areas_count_into_the_hash_and_go_with_their_file(folder: Path) -> None:
    before = read_folder(folder)
    assert before.areas is None
    dataset = with_areas(folder)
    assert dataset.areas is not None
    assert dataset.areas["area_id"].tolist() == ["MF-1", "C-1", "C-2", "R-1"]
    assert dataset.sha256 != before.sha256
    for name in ("minefields.geojson", "cleared.geojson", "roads.geojson"):
        assert main(["areas", "remove", name, "--data", str(folder)]) == 0
    assert not (folder / AREAS).exists()
    assert read_folder(folder).sha256 == before.sha256


def test_a_file_of_the_same_name_replaces_its_areas(folder: Path) -> None:
    with_areas(folder)
    (folder.parent / "cleared.geojson").write_bytes(collection(({"id": "C-9"}, square(47.1, 39.7))))
    assert add(folder, "cleared.geojson", "--kind", "cleared_area") == 0
    areas = read_folder(folder).areas
    assert areas is not None
    assert areas["area_id"].tolist() == ["MF-1", "C-9", "R-1"]


def test_an_identifier_of_another_file_is_refused_and_nothing_changes(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = with_areas(folder).sha256
    (folder.parent / "other.geojson").write_bytes(collection(({"id": "MF-1"}, square(47.1, 39.7))))
    assert add(folder, "other.geojson", "--kind", "task") != 0
    assert "stands for an area of minefields.geojson already" in capsys.readouterr().err
    assert read_folder(folder).sha256 == before


def test_a_damaged_table_is_refused_in_a_sentence(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with_areas(folder)
    (folder / AREAS).write_bytes((folder / AREAS).read_bytes()[:200])
    assert add(folder, "roads.geojson", "--kind", "road") != 0
    assert "cannot be read; make it anew" in capsys.readouterr().err


def test_what_lies_inside_possibly_inside_and_outside_is_all_that_there_is(dataset: Dataset) -> None:
    counts = summary_of(dataset, IncidentFilter.from_query([("area", "kind:hazardous")])[0]).in_areas
    assert counts is not None
    assert counts.inside + counts.possibly_inside + counts.outside + counts.not_mapped == 165
    assert incidents(dataset, "kind:hazardous") == counts.inside > 0
    assert incidents(dataset, "MF-1") == counts.inside
    assert incidents(dataset, "MF-1,possible") == counts.inside + counts.possibly_inside
    assert incidents(dataset, "outside:MF-1") == counts.outside
    assert incidents(dataset, "MF-1", "outside:MF-1") == counts.inside + counts.outside
    assert incidents(dataset, "MF-1,20") > counts.inside


def test_what_the_data_have_not_gets_a_sentence(dataset: Dataset) -> None:
    for value, expected in (
        ("MF-9", "no area “MF-9”"),
        ("R-1", "is a line"),
        ("kind:camp", "no area of the kind “camp”"),
        ("outside:kind:camp", "no area of the kind “camp”"),
    ):
        (found,) = unanswerable(dataset, IncidentFilter.from_query([("area", value)])[0])
        assert expected in str(found)
    assert unanswerable(dataset, IncidentFilter.from_query([("area", "R-1,2")])[0]) == []
    without = read_folder(BUNDLED)
    assert "no areas" in str(unanswerable(without, IncidentFilter.from_query([("area", "MF-1")])[0])[0])


def test_a_cleared_area_says_who_declared_it_and_when_or_that_the_file_does_not_say(dataset: Dataset) -> None:
    areas = dataset.areas
    assert areas is not None
    expected = {row["area_id"]: declared_in_words(row) for row in areas.to_dict("records")}
    assert expected == {
        "MF-1": "",
        "C-1": "Declared by An operator, 6 May 2022",
        "C-2": "The file does not say who declared it, or when",
        "R-1": "",
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_filter_is_in_words(dataset: Dataset, language: str) -> None:
    incident_filter = IncidentFilter.from_query([("area", "outside:kind:hazardous,1")])[0]
    with speaking(language):
        words = filter_in_words(dataset, incident_filter)
    assert ("more than 1 km from any recorded hazardous area" in words) == (language == "en")
    assert "safe" not in words
