"""A dataset cut into parts answers with the bytes of one process that holds all of it, wherever it is cut."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, get_args
from unittest.mock import patch

import geopandas as gpd
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from data.areas.boundary_table import BOUNDARIES, written_boundaries
from data.cluster import clustered as module
from data.cluster.clustered import Clustered
from data.cluster.partitions import write_partitions
from data.cluster.parts_in_memory import PartsInMemory, release_all_but
from data.exports.rows import features, to_csv, to_geojson
from data.exports.summary_json import to_summary_json
from data.filters.matching import matching
from data.filters.on_map.grid import Tile
from data.filters.on_map.level_of_detail import features_of_tile
from data.filters.over_time.timeline import Step, timeline
from data.filters.summary import Summary
from data.folders.tables.atlas_tables import read_folder
from data.mercator import world_x, world_y
from data.recorded_areas.table import AREAS as AREAS_FILE
from data.recorded_areas.table import TEXTS, written_areas
from data.tables.dataset import Dataset
from tests.examples import costly
from tests.made_boundaries import nested_boundaries
from tests.property.strategies import AREAS, POINTS, collections, filter_of, small_questions
from tests.tables import COLUMNS, Tables, source, write_folder

TEAMS: Final = ["", "Alpha", "Beta, of 2", "=1+1"]
LEVELS: Final = [None, 1, 2]
"""The level that is requested in boundaries of two levels; None where the folder has none of its own."""
UPPER: Final = ["AZ00", "AZ01", "AZ02", "AZ03"]
DEEP: Final = [f"{code}0{at}" for code in UPPER for at in range(2)]
OWN: Final = ["team", "adm2_pcode", "adm2_name"]


@st.composite
def collections_with_text(draw: st.DrawFn) -> Tables:
    """A collection with undated incidents, sources in any order, and a column of its own."""
    tables = draw(collections())
    for row in tables["incidents"]:
        row["team"] = draw(st.sampled_from(TEAMS))
        row["adm2_pcode"] = draw(st.sampled_from(["", "", "AZ0199", *DEEP[::3]]))
        row["adm2_name"] = draw(st.sampled_from(["", "", "Level 2 AZ0301", "LEVEL 1 AZ02", "Elsewhere"]))
        if draw(st.integers(0, 3)) == 0:
            row |= {"adm1_iso": draw(st.sampled_from(UPPER))}
        if draw(st.integers(0, 4)) == 0:
            row |= {"date_start": "", "date_end": "", "date_prec": "0"}
    ids = [row["incident_id"] for row in tables["incidents"]]
    cited = [source(incident_id=name, url=f"https://example.org/{name}") for name in ids]
    return tables | {"sources": draw(st.permutations([*tables["sources"], *cited]))}


@contextmanager
def cut(tables: Tables, rows: int, level: int | None = None) -> Iterator[tuple[Dataset, Clustered]]:
    """A collection as a whole, and in parts of so many incidents; both at a level of a made country, of which some incidents
    have codes and names, some a point and some nothing. One of its areas ends during the days of the collections.
    """
    with (
        tempfile.TemporaryDirectory() as name,
        patch.dict(COLUMNS, incidents=[*COLUMNS["incidents"], *OWN]),
    ):
        folder, out = Path(name) / "folder", Path(name) / "parts"
        folder.mkdir()
        write_folder(folder, tables)
        recorded = [
            dict.fromkeys(TEXTS, "") | {"area_id": key, "kind": kind} for key, (kind, _) in AREAS.items()
        ]
        outlines = gpd.GeoSeries.from_wkt([outline for _, outline in AREAS.values()])
        areas = gpd.GeoDataFrame(recorded, geometry=outlines, crs="EPSG:4326")
        (folder / AREAS_FILE).write_bytes(written_areas(areas))
        if level is not None:
            (folder / BOUNDARIES).write_bytes(written_boundaries(made_country()))
        partitions = write_partitions(folder, out, rows)
        assert len(partitions.parts) == max(1, -(-len(tables["incidents"]) // rows))
        try:
            whole, parts = read_folder(folder), Clustered(out, PartsInMemory(out, partitions))
            yield whole.at_level(level or 0), parts.at_level(level or 0)
        finally:
            release_all_but(str(out), [])


def made_country() -> gpd.GeoDataFrame:
    country = nested_boundaries([(2, 2), (2, 1)])
    country.loc[country["code"] == DEEP[4], "valid_to"] = "2020-01-31"
    return country


def questions() -> st.SearchStrategy[dict[str, list[str]]]:
    nothing: dict[str, list[str]] = {}
    requested = st.one_of(st.just(nothing), small_questions())
    teams = st.lists(st.sampled_from([f"team={team}" for team in TEAMS[1:]]), max_size=2)
    nowhere: list[str] = []
    areas = st.one_of(st.just(nowhere), st.lists(st.sampled_from([*UPPER, *DEEP]), max_size=3, unique=True))
    return st.builds(
        lambda one, team, area: (
            one
            | ({"column": team} if team else {})
            | ({"district": [*one.get("district", []), *area]} if area else {})
        ),
        requested,
        teams,
        areas,
    )


@costly(60)
@given(
    tables=collections_with_text(),
    question=questions(),
    rows=st.integers(1, 9),
    level=st.sampled_from(LEVELS),
    size=st.integers(1, 3),
    data=st.data(),
)
def test_a_dataset_in_parts_answers_as_one_process_does(
    tables: Tables,
    question: dict[str, list[str]],
    rows: int,
    level: int | None,
    size: int,
    data: st.DataObject,
) -> None:
    incident_filter = filter_of(question)
    with cut(tables, rows, level) as (dataset, parts), patch.object(module, "ROWS_A_PART", size):
        whole = Summary(dataset, incident_filter, matching(dataset, incident_filter))
        assert parts.summary_json(incident_filter) == to_summary_json(whole)
        assert b"".join(parts.csv_parts(incident_filter)).decode() == to_csv(whole)
        assert b"".join(parts.geojson_parts(incident_filter)).decode() == to_geojson(whole)
        assert json.dumps(parts.options(incident_filter)) == json.dumps(whole.option_counts)
        assert_frame_equal(parts.districts(incident_filter), whole.districts)
        for step in get_args(Step):
            assert_frame_equal(parts.timeline(incident_filter, step), timeline(whole, step))
        begin, end = sorted(data.draw(st.tuples(st.integers(0, 9), st.integers(0, 9))))
        page = [json.loads(text) for text in features(whole, whole.rows[begin:end])]
        assert parts.page(incident_filter, begin, end) == page
        tile = data.draw(tiles())
        expected = features_of_tile(whole, tile, as_cells=True).table.drop(columns=["points", "point"])
        found = parts.cells_of_tile(incident_filter, tile).drop(columns=["points", "point"])
        assert_frame_equal(found, expected, check_like=True)


@st.composite
def tiles(draw: st.DrawFn) -> Tile:
    """A tile around one of the points of the collections."""
    longitude, latitude = map(float, draw(st.sampled_from(POINTS)))
    zoom = draw(st.integers(0, 14))
    return Tile(zoom, int(world_x(longitude) * 2**zoom), int(world_y(latitude) * 2**zoom))
