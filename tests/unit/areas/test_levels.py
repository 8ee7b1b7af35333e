"""A reader's choice of the level of boundaries: what matches stays, what is shaded, ranked and written changes."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
import shapely
from flask.testing import FlaskClient

from app import create_app, main
from data.filters.area_counts import area_counts
from data.filters.incident_filter import IncidentFilter
from data.filters.option_counts import option_counts
from data.filters.ranking import NO_DISTRICT
from data.filters.summary import summary_of
from data.folders.boundaries_in_use import use_boundaries
from data.folders.tables.atlas_tables import read_folder
from data.folders.tables.dataset_of_tables import on_boundaries
from data.recorded_areas.kinds import AreaKind
from data.recorded_areas.table import TEXTS, in_order
from data.tables.dataset import Dataset
from tests.made_boundaries import nested_boundaries
from tests.unit.areas.test_boundaries import folder, joined_dataset, rows

__all__ = ["folder", "joined_dataset"]


@pytest.fixture(scope="module")
def client(joined_dataset: Dataset) -> FlaskClient:
    visitor: FlaskClient = create_app(joined_dataset).server.test_client()
    return visitor


def answered(client: FlaskClient, address: str) -> Any:
    """The JSON that an address answers with."""
    return client.get(address).json


def test_another_level_shades_and_ranks_others_and_adds_up_to_the_same(joined_dataset: Dataset) -> None:
    upper = joined_dataset.at_level(1)
    deep, coarse = (summary_of(one, IncidentFilter()) for one in (joined_dataset, upper))
    assert (coarse.incidents, coarse.drawn) == (deep.incidents, deep.drawn)
    ranked = coarse.districts.drop(index=NO_DISTRICT)["incidents"]
    assert {"AZ01", "AZ02"} <= set(ranked.index)
    below = deep.districts["incidents"]
    assert ranked["AZ02"] == below[["AZ0201", "AZ0202"]].sum()
    assert set(upper.outlined_districts["adm1_iso"]) >= {"AZ01", "AZ02"}
    assert not set(upper.districts["adm1_iso"]) & {"AZ0101", "AZ0201"}


def test_the_same_level_is_the_same_dataset_and_comes_back(joined_dataset: Dataset) -> None:
    upper = joined_dataset.at_level(1)
    assert upper is joined_dataset.at_level(1)
    assert upper.at_level(2) is joined_dataset is upper.first
    assert joined_dataset.at_level(7) is joined_dataset


def test_a_code_below_the_shaded_level_matches_and_is_counted(joined_dataset: Dataset) -> None:
    upper = joined_dataset.at_level(1)
    assert rows(upper, district=("AZ0201",)) == rows(joined_dataset, district=("AZ0201",)) > 0
    incident_filter = IncidentFilter(district=("AZ0201",))
    summary = summary_of(upper, incident_filter)
    counts = option_counts(incident_filter, summary.matches, summary.tally)["district"]
    assert counts["AZ0201"] == summary.incidents
    assert counts["AZ02"] == rows(upper, district=("AZ02",))


@pytest.mark.parametrize("words", ["Suqovuşan", "Мадагиз", "District 2.2", "Province 2"])
def test_words_find_the_same_at_each_level(joined_dataset: Dataset, words: str) -> None:
    found = rows(joined_dataset, words=words)
    assert found == rows(joined_dataset.at_level(1), words=words) > 0


def test_files_have_the_codes_of_the_level_and_no_other_rows(client: FlaskClient) -> None:
    for level, codes in (("1", {"AZ01", "AZ02"}), ("2", {"AZ0101", "AZ0201"})):
        answer = client.get(f"/incidents.csv?district=AZ&level={level}".replace("district=AZ&", ""))
        written = list(csv.DictReader(io.StringIO(answer.text.lstrip("\ufeff"))))
        assert {row["adm1_iso"] for row in written} >= codes
        assert len(written) == answered(client, "/summary.json")["incidents"]


def test_an_answer_of_one_level_is_not_taken_for_that_of_another(client: FlaskClient) -> None:
    tags = {client.get(f"/incidents.csv{query}").headers["ETag"] for query in ("", "?level=1", "?level=2")}
    assert len(tags) == 2


def test_a_level_that_is_not_there_gets_one_sentence(client: FlaskClient) -> None:
    answer = client.get("/incidents.csv?level=4")
    assert (answer.status_code, answer.text.strip()) == (400, "The boundaries have no level 4; use 1, 2.")
    assert client.get("/?level=4").status_code == 200


def test_pages_and_their_requests_carry_the_level(client: FlaskClient) -> None:
    page = client.get("/?level=1").text
    assert "/~en-1/" in page
    assert "Level 1: 2 areas" in client.get("/~en-1/_dash-layout").text
    layer = answered(client, "/~en-1/map/shaded_districts.geojson")
    assert "AZ01" in {one["properties"]["adm1_iso"] for one in layer["features"]}
    assert answered(client, "/~en-1/map/style.json")["sources"]["ground"]["data"].endswith("&level=1")
    for address in ("/embed?level=1", "/compare?level=1", "/brief.html?level=1"):
        assert client.get(address).status_code == 200


@pytest.fixture(scope="module")
def of_five_thousand(dataset: Dataset) -> Dataset:
    """The bundled incidents in a made-up country of three levels: 20, 500 and 5,000 areas."""
    return on_boundaries(dataset, nested_boundaries([(5, 4), (5, 5), (5, 2)]))


def test_a_country_of_five_thousand_polygons_has_each_point_where_it_lies(of_five_thousand: Dataset) -> None:
    assert of_five_thousand.levels is not None
    assert of_five_thousand.levels.numbers == {1: 20, 2: 500, 3: 5_000}
    areas = of_five_thousand.levels.areas
    shapes = dict(zip(areas["adm1_iso"], areas.geometry, strict=True))
    has_dot = of_five_thousand.has_dot & (of_five_thousand.incidents["adm0"] == "AZ").to_numpy()
    codes = of_five_thousand.levels.of_incidents[has_dot].astype(str)
    points = of_five_thousand.incidents.geometry[has_dot]
    assert (codes.str.len() == 8).all()
    assert all(shapes[code].intersects(point) for code, point in zip(codes, points, strict=True))


def test_every_level_of_it_adds_up(of_five_thousand: Dataset) -> None:
    totals = {len(of_five_thousand.incidents)}
    for level in (1, 2, 3):
        shown = of_five_thousand.at_level(level)
        summary = summary_of(shown, IncidentFilter())
        totals.add(int(summary.districts["incidents"].sum()))
        own = [code for code in summary.districts.index if str(code)[2:].isdigit()]
        assert {len(str(code)) for code in own} == {2 + 2 * level}
    assert len(totals) == 1


def test_parents_that_go_in_a_circle_end(dataset: Dataset) -> None:
    areas = nested_boundaries([(1, 1), (2, 1)])
    areas.loc[areas["code"] == "AZ00", "parent"] = "AZ0001"
    shown = on_boundaries(dataset, areas).at_level(1)
    assert rows(shown, district=("AZ0001",)) == rows(shown, district=("AZ00",)) > 50
    assert summary_of(shown, IncidentFilter()).incidents == len(dataset.incidents)


def test_the_first_view_that_is_kept_is_that_of_the_level(joined_dataset: Dataset) -> None:
    def shades(visitor: FlaskClient, address: str) -> list[str]:
        return re.findall("first-map-shade-.*?/>", visitor.get(address).text)

    visitor, other = (create_app(joined_dataset).server.test_client() for _each in range(2))
    above = shades(visitor, "/~en-1/")
    assert above
    assert above != shades(visitor, "/") == shades(other, "/")


def test_what_is_possibly_inside_a_recorded_area_does_not_depend_on_the_level(
    folder: Path, tmp_path: Path
) -> None:
    table, made = tmp_path / "in.csv", tmp_path / "made"
    table.write_text("date,country,district,killed\n2020-11-23,Azerbaijan,District 2.2,1\n", encoding="utf-8")
    try:
        assert main(["import", str(table), "--out", str(made), "--boundaries", str(folder)]) == 0
    finally:
        use_boundaries(None)
    row = dict.fromkeys(TEXTS, "") | {"area_id": "A", "kind": AreaKind.MINEFIELD.value}
    outline = gpd.GeoDataFrame([row], geometry=[shapely.box(40, 35, 55, 45)], crs="EPSG:4326")
    marked = replace(read_folder(made), areas=in_order(outline))
    for level in (1, 2):
        counts = area_counts(marked.at_level(level), IncidentFilter(), 0.0)
        assert counts.hazardous is not None
        assert (counts.hazardous.possibly_inside, counts.hazardous.outside) == (1, 0)
        assert counts.possibly.tolist() == [1]
