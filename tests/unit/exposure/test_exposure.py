"""Exposure: what is read of points and grids, and what is summed around the matching incidents."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from pyproj import Geod

from app import main
from components.areas.exposure import contents
from components.content import content
from data.errors import FileError
from data.exposure.sums import exposure_of
from data.exposure.table import COLUMNS, ExposureKind
from data.filters.incident_filter import IncidentFilter
from data.filters.summary import summary_of
from data.folders.tables.atlas_tables import read_folder
from data.imports.exposure.exposure_file import read_exposure_file
from data.language import LANGUAGES, speaking
from data.limits import Work
from data.tables.dataset import Dataset
from data.tables.layers.districts import BUNDLED
from tests.tables import bundled

SCHOOLS = b"name,lon,lat,pupils\nA,46.9,39.9,100\nB,47.1,39.6,\nC,300,1,5\nD,46.8,40.3,many\n"
GRID = b"ncols 2\nnrows 2\nxllcorner 46\nyllcorner 39\ncellsize 0.5\nNODATA_value -9999\n10 -9999\n0 2.5\n"


def read(content: bytes, people: str = "", name: str = "points.csv") -> tuple[pd.DataFrame, list[str]]:
    return read_exposure_file(name, content, ExposureKind.SCHOOL, people, Work())


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    """The bundled data with a thousand points of people and three schools."""
    chance = np.random.default_rng(5)
    people = pd.DataFrame(
        {
            "what": "people",
            "name": "",
            "people": chance.integers(0, 50, 1000).astype(float),
            "longitude": chance.uniform(45, 48, 1000),
            "latitude": chance.uniform(39, 41, 1000),
            "file": "grid.asc",
        }
    )
    schools = read(SCHOOLS, "pupils")[0]
    return replace(bundled(), exposure=pd.concat([people, schools], ignore_index=True))


def test_points_are_read_and_rows_that_cannot_be_used_are_named() -> None:
    points, remarks = read(SCHOOLS, "pupils")
    assert list(points.columns) == [*COLUMNS]
    assert points["name"].tolist() == ["A", "B", "D"]
    assert points["people"].fillna(-1).tolist() == [100, -1, -1]
    assert any("without a point on the globe" in remark and remark.endswith(": 1 (4).") for remark in remarks)
    assert any("number of people" in remark and remark.endswith(": 1 (5).") for remark in remarks)


def test_a_grid_gives_the_middle_of_each_cell_with_people() -> None:
    points, _ = read(GRID, name="people.asc")
    assert points[["longitude", "latitude", "people"]].to_numpy().tolist() == [
        [46.25, 39.75, 10],
        [46.75, 39.25, 2.5],
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "empty"),
        (b"a,b\n1,2\n", "no points"),
        (GRID[:-4], "damaged"),
        (GRID.replace(b"46", b"4600000"), "no degrees"),
        (b"lon,lat\n999,1\n", "no point that can be used"),
    ],
)
def test_what_cannot_be_used_gets_one_sentence(content: bytes, message: str) -> None:
    with pytest.raises(FileError) as caught:
        read(content)
    assert message in str(caught.value)
    assert str(caught.value).isprintable()


def test_the_sums_are_those_of_plain_distances(dataset: Dataset) -> None:
    assert dataset.exposure is not None
    summary = summary_of(dataset, IncidentFilter.from_query([("outcome", "killed")])[0])
    found = exposure_of(summary, 5.0)
    dots = summary.points[["longitude", "latitude"]].to_numpy()
    near = []
    for longitude, latitude in dataset.exposure[["longitude", "latitude"]].to_numpy():
        ones = np.ones(len(dots))
        metres = Geod(ellps="WGS84").inv(longitude * ones, latitude * ones, dots[:, 0], dots[:, 1])[2]
        near.append(metres.min() <= 5000)
    for one in found.kinds:
        is_kind = (dataset.exposure["what"] == one.kind).to_numpy() & np.array(near)
        assert one.points == is_kind.sum()
        assert one.people == pytest.approx(dataset.exposure["people"][is_kind].sum())
    assert found.incidents + found.left_out == summary.incidents


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_panel_says_how_it_was_counted_and_never_speaks_of_risk(dataset: Dataset, language: str) -> None:
    with speaking(language):
        made = content(contents(summary_of(dataset, IncidentFilter()), 2.0))
    assert ("a point that lies near to several counts once" in made) == (language == "en")
    assert "risk" not in made
    assert "риск" not in made
    assert contents(summary_of(bundled(), IncidentFilter()), 2.0) == []


def test_the_command_adds_points_that_count_into_the_hash(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    for name in ("incidents.csv", "casualties.csv", "sources.csv", "places.csv", "dataset.json"):
        (folder / name).write_bytes((BUNDLED / name).read_bytes())
    (tmp_path / "schools.csv").write_bytes(SCHOOLS)
    options = ["exposure", "add", str(tmp_path / "schools.csv"), "--what", "school", "--data", str(folder)]
    assert main([*options, "--people", "pupils"]) == 0
    assert main(options) == 0
    dataset = read_folder(folder)
    assert dataset.exposure is not None
    assert len(dataset.exposure) == 3
    assert dataset.sha256 != bundled().sha256


@pytest.mark.parametrize("language", ["ru", "az", "hy"])
@pytest.mark.parametrize(
    ("name", "content", "people"),
    [
        ("a.csv", b"name,place\nA,B\n", ""),
        ("a.csv", b"lon,lat\n999,999\n", ""),
        ("a.csv", b"lon,lat\n46,39\n", "people"),
        ("a.asc", b"ncols 2\nnrows 2\n", ""),
        ("a.asc", GRID.replace(b"xllcorner 46", b"xllcorner 460000"), ""),
        ("a.tif", b"II*\x00 cut short", ""),
    ],
)
def test_a_refusal_is_in_the_language_spoken(language: str, name: str, content: bytes, people: str) -> None:
    refusals = []
    for spoken in ("en", language):
        with speaking(spoken), pytest.raises(FileError) as refusal:
            read_exposure_file(name, content, ExposureKind.SCHOOL, people, Work())
        refusals.append(refusal.value.sentence)
    english, translated = refusals
    assert translated != english
    assert not {"file", "grid", "points", "export", "damaged"} & {*translated.lower().split()}
