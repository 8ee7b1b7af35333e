"""Tables as Parquet give what the same tables as CSV give, and the same sentences for what is wrong."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from data.errors import DatasetError
from data.folders.tables import written_tables
from data.folders.tables.atlas_tables import PARQUET, read_folder
from data.folders.tables.dataset_of_tables import dataset_from
from data.folders.tables.description import read_description
from data.folders.tables.written_tables import dataset_of
from data.tables.checks.row_checks import check
from data.tables.dataset import Dataset
from data.tables.layers.districts import BUNDLED
from data.tables.schema import TABLES
from tests.tables import casualty, frames, incident, no_rows, tables, write_folder


def as_parquet(folder: Path, *names: str) -> Path:
    """The folder, with these tables as Parquet instead of CSV, all of them text."""
    for name in names:
        csv = folder / f"{name}.csv"
        pd.read_csv(csv, dtype="str", keep_default_na=False).to_parquet(csv.with_suffix(PARQUET), index=False)
        csv.unlink()
    return folder


def stored(folder: Path, incidents: pd.DataFrame) -> Path:
    """The folder, with these incidents as Parquet."""
    (folder / "incidents.csv").unlink()
    incidents.to_parquet(folder / "incidents.parquet", index=False)
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_folder(tmp_path, tables())


@pytest.fixture
def typed(folder: Path) -> pd.DataFrame:
    """Incidents with the types that other programs give their columns."""
    texts = frames(tables())["incidents"]
    return texts.assign(
        date_start=pd.to_datetime(texts["date_start"]),
        date_end=[date.fromisoformat(day) for day in texts["date_end"]],
        date_prec=texts["date_prec"].astype("float32"),
        where_prec=texts["where_prec"].astype("int16"),
        longitude=texts["longitude"].astype("float64"),
        latitude=texts["latitude"].astype("float64"),
        device_category=texts["device_category"].astype("category"),
        notes=None,
    )


def refusal(folder: Path) -> str:
    with pytest.raises(DatasetError) as refused:
        read_folder(folder)
    return str(refused.value)


def same(one: Dataset, other: Dataset) -> bool:
    return all(
        getattr(one, name).equals(getattr(other, name))
        for name in ("incidents", "casualties", "sources", "places", "official_totals")
    )


def test_text_tables_are_read_as_from_csv(folder: Path) -> None:
    before = read_folder(folder)
    after = read_folder(as_parquet(folder, *(table.name for table in TABLES)))
    assert same(before, after)
    assert before.sha256 != after.sha256  # other bytes


def test_the_bundled_tables_are_the_same_as_parquet(tmp_path: Path) -> None:
    for file in BUNDLED.glob("*"):
        if file.name == "dataset.json" or file.stem in {table.name for table in TABLES}:
            (tmp_path / file.name).write_bytes(file.read_bytes())
    before = read_folder(tmp_path)
    assert same(before, read_folder(as_parquet(tmp_path, "incidents", "casualties", "sources")))


def test_typed_columns_are_read_as_their_texts(folder: Path, typed: pd.DataFrame) -> None:
    before = read_folder(folder)
    assert same(before, read_folder(stored(folder, typed)))


@pytest.mark.parametrize("as_categories", [False, True])
@pytest.mark.parametrize("rows_a_group", [1, 2, 5])
def test_texts_that_repeat_are_stored_once_over_the_parts_of_a_file(
    folder: Path, typed: pd.DataFrame, rows_a_group: int, as_categories: bool
) -> None:
    many = pd.concat([typed.head(1)] * 5, ignore_index=True)
    text = pd.Series(["b", None, " b ", "", "a"], dtype="str")
    many = many.assign(
        incident_id=[f"A-{number}" for number in range(1, 6)],
        notes=text.astype("category") if as_categories else text,
    )
    stored(folder, many).joinpath("incidents.parquet").unlink()
    many.to_parquet(folder / "incidents.parquet", index=False, row_group_size=rows_a_group)
    incidents = read_folder(folder).incidents
    assert incidents["notes"].tolist() == ["b", "", "b", "", "a"]
    assert incidents["notes"].cat.categories.tolist() == ["", "a", "b"]
    assert incidents["summary"].cat.categories.tolist() == [typed["summary"].iloc[0]]
    assert incidents["date_end"].equals(incidents["date_start"])


def test_many_texts_of_which_most_differ_stay_texts() -> None:
    rows = [incident(incident_id=f"A-{number}", notes=f"Seen by {number}") for number in range(10_000)]
    typed, problems = check(frames(no_rows() | {"incidents": rows}))
    assert not problems
    assert [str(typed["incidents"][name].dtype) for name in ("notes", "summary")] == ["str", "category"]


def test_missing_values_of_any_type_are_empty_cells(folder: Path, typed: pd.DataFrame) -> None:
    lost: dict[str, Any] = {
        "longitude": np.nan,
        "latitude": np.nan,
        "coord_method": "none",
        "place_name": None,
        "where_prec": 3,
    }
    dataset = read_folder(stored(folder, typed.assign(**lost)))
    assert dataset.incidents["longitude"].isna().all()
    assert dataset.incidents["place_name"].tolist() == ["", ""]


def test_numbers_close_to_zero_are_not_taken_for_texts(folder: Path, typed: pd.DataFrame) -> None:
    dataset = read_folder(stored(folder, typed.assign(latitude=0.000012, longitude=-0.5)))
    assert dataset.incidents["latitude"].tolist() == [0.000012, 0.000012]


def test_points_of_a_geoparquet_file_are_the_coordinates_where_there_are_no_columns(
    folder: Path, typed: pd.DataFrame
) -> None:
    before = read_folder(folder)
    points = gpd.points_from_xy(typed["longitude"], typed["latitude"], crs="EPSG:4326").to_crs("EPSG:32638")
    located = gpd.GeoDataFrame(typed.drop(columns=["longitude", "latitude"]), geometry=points)
    after = read_folder(stored(folder, located))
    for axis in ("longitude", "latitude"):
        assert after.incidents[axis].to_numpy() == pytest.approx(before.incidents[axis].to_numpy(), abs=1e-8)
    assert after.columns_not_read == ()


def test_a_geometry_that_is_no_point_is_refused_with_its_row(folder: Path, typed: pd.DataFrame) -> None:
    shapes = [shapely.box(46, 40, 47, 41), shapely.Point(46.773, 40.327)]
    located = gpd.GeoDataFrame(
        typed.drop(columns=["longitude", "latitude"]), geometry=shapes, crs="EPSG:4326"
    )
    text = refusal(stored(folder, located))
    assert "incidents.parquet, row 2, column longitude: found “not a point”; Write degrees east" in text
    assert "row 3" not in text


@pytest.mark.parametrize(
    ("column", "value", "sentence"),
    [
        (
            "date_start",
            pd.Timestamp("2020-11-23 13:30"),
            "found “2020-11-23T13:30:00”; Write a day as YYYY-MM-DD",
        ),
        ("date_prec", 1.5, "found “1.5”; Use a grade from 0 to 5."),
        ("latitude", 95.0, "found “95”; Write degrees north as a decimal number from -90 to 90"),
        ("latitude", np.inf, "found “inf”; Write degrees north"),
        ("device_category", "bomb", "found “bomb”; Use one of: antipersonnel_mine"),
        ("incident_id", None, "A value is required here."),
        ("incident_id", "A-1", "Each incident has one row; make it unique."),
    ],
)
def test_wrong_values_are_refused_with_file_row_and_column(
    folder: Path, typed: pd.DataFrame, column: str, value: object, sentence: str
) -> None:
    typed[column] = [typed[column].iloc[0], value]
    text = refusal(stored(folder, typed))
    assert f"incidents.parquet, row 3, column {column}:" in text
    assert sentence in text


def test_a_wrong_value_among_very_many_rows_is_named_as_among_few() -> None:
    many = 20_001
    rows = [incident(incident_id=f"A-{number}") for number in range(many)]
    rows[17_000] |= {"device_category": "bomb", "notes": " spaces "}
    rows[18_000] |= {"where_prec": "9"}
    _, problems = check(frames(no_rows() | {"incidents": rows}))
    assert [(problem.row, problem.column, problem.value) for problem in problems] == [
        (18_002, "where_prec", "9"),
        (17_002, "device_category", "bomb"),
    ]
    typed, problems = check(frames(no_rows() | {"incidents": rows[:17_000]}))
    few, _ = check(frames(no_rows() | {"incidents": rows[:100]}))
    assert not problems
    assert typed["incidents"].head(100).equals(few["incidents"])


def test_a_table_that_is_there_twice_is_refused(folder: Path) -> None:
    pd.DataFrame({"incident_id": ["A-1"]}).to_parquet(folder / "sources.parquet")
    assert "sources.parquet: The table is there as sources.csv too; keep one of them." in refusal(folder)


@pytest.mark.parametrize("content", [b"", b"PAR1", b"incident_id\nA-1\n"])
def test_a_damaged_file_is_refused(folder: Path, content: bytes) -> None:
    (folder / "incidents.csv").unlink()
    (folder / "incidents.parquet").write_bytes(content)
    assert "incidents.parquet: This is not a table in Parquet" in refusal(folder)


def test_a_file_damaged_in_its_middle_is_refused(folder: Path, typed: pd.DataFrame) -> None:
    content = bytearray((stored(folder, typed) / "incidents.parquet").read_bytes())
    content[4:200] = bytes(196)
    (folder / "incidents.parquet").write_bytes(content)
    assert "incidents.parquet: This is not a table in Parquet, or it is damaged" in refusal(folder)


def test_columns_that_the_atlas_does_not_have_are_named(folder: Path, typed: pd.DataFrame) -> None:
    dataset = read_folder(
        stored(folder, typed.assign(colour="red", parts=pd.Series([[1], [2]], typed.index, dtype="object")))
    )
    assert dataset.columns_not_read == ("incidents.parquet: parts",)
    assert dataset.own_columns == ("colour",)


def test_a_missing_column_is_named(folder: Path, typed: pd.DataFrame) -> None:
    text = refusal(stored(folder, typed.drop(columns=["summary"])))
    assert "incidents.parquet, row 1, column summary: The column is missing" in text


def test_the_progress_goes_from_nothing_to_all(folder: Path) -> None:
    steps: list[tuple[str, float]] = []
    read_folder(as_parquet(folder, "incidents"), lambda step, part: steps.append((step, part)))
    parts = [part for _, part in steps]
    assert parts == sorted(parts)
    assert (parts[0], parts[-1]) == (0.0, 1.0)
    assert steps[0][0] == "Reading incidents.parquet"


def test_a_large_import_is_written_as_geoparquet_that_gives_the_same_dataset(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(written_tables, "LARGE_ROWS", 1)
    stored_tables = tables(
        casualties=[
            casualty(count_best="", count_low=""),
            casualty(incident_id="A-2", count_best="3", count_high="4"),
        ]
    )
    stored_tables["incidents"].append(
        incident(incident_id="=A-3", longitude="", latitude="", coord_method="none", where_prec="3")
    )
    texts = frames(stored_tables)
    typed, problems = check(texts)
    assert not problems
    folder = write_folder(tmp_path, {})
    described = read_description((folder / "dataset.json").read_bytes())
    made, files = dataset_of(texts, typed, described)
    assert {"incidents.parquet", "casualties.parquet", "sources.parquet"} <= files.keys()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    read = read_folder(folder)
    assert same(made, read)
    assert same(dataset_from(typed, described, ""), read)
    assert made.sha256 == read.sha256
    points = gpd.read_parquet(folder / "incidents.parquet")
    assert points.crs == "EPSG:4326"
    assert points.geometry.isna().tolist() == [False, False, True]
