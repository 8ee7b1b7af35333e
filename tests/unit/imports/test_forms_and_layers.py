"""Exports of forms, layers of one file and registers as field officers keep them, made by a generator."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest

from data.imports.import_tables import Import, read_upload

SEEDS = range(5)


def people(imported: Import, outcome: str) -> list[int]:
    """The numbers of people with an outcome, of each incident in order."""
    casualties = imported.dataset.casualties
    counts = casualties[casualties["outcome"] == outcome].groupby("incident_id")["count_best"].sum()
    return [int(counts.get(one, 0)) for one in imported.dataset.incidents["incident_id"]]


@pytest.mark.parametrize("seed", SEEDS)
def test_points_of_a_form_are_read_from_json_whatever_their_question_is_called(seed: int) -> None:
    question = ("place", "location", "where", "point", "accident_place")[seed]
    records = [
        {
            "__id": f"uuid:{number}",
            "__system": {
                "submitterName": "Anna A.",
                "reviewState": "approved",
                "submissionDate": "2024-05-09",
            },
            "accident": {
                "date": f"2024-0{number}-01",
                question: {"type": "Point", "coordinates": [38.7 + seed / 10, 13.4 + number / 10, 2080.0]},
                "village": "Romanat",
                "killed": number,
            },
            "victim": {"name": "Bob B.", "phone": "123"},
        }
        for number in (1, 2, 3)
    ]
    imported = read_upload("form.json", json.dumps({"value": records}).encode())
    incidents = imported.dataset.incidents
    assert incidents["longitude"].tolist() == pytest.approx([38.7 + seed / 10] * 3)
    assert incidents["place_name"].tolist() == ["Romanat"] * 3
    assert people(imported, "killed") == [1, 2, 3]
    written = "".join(content.decode("utf-8", "ignore") for content in imported.files.values())
    assert "Anna" not in written
    assert "Bob" not in written
    assert "approved" not in set(incidents["adm1_name"])


@pytest.mark.parametrize("seed", SEEDS)
def test_headings_that_a_shapefile_cut_are_known(seed: int) -> None:
    killed = ("NUM_KILLED", "PERSONS_KI", "PEOPLE_KIL", "KILLED", "TOTAL_KILL")[seed]
    injured = ("NUM_INJURE", "PERSONS_IN", "PEOPLE_INJ", "INJURED", "TOTAL_INJU")[seed]
    table = f"ACC_DATE,Latitude,Longitude,{killed},{injured}\n2022-08-11,47.07,32.80,0,1\n2022-09-02,47.02,33.22,2,3\n"
    imported = read_upload("table.csv", table.encode())
    assert people(imported, "killed") == [0, 2]
    assert people(imported, "injured") == [1, 3]


@pytest.mark.parametrize("seed", SEEDS)
def test_points_of_a_survey_beside_accidents_are_no_incidents(seed: int, tmp_path: Path) -> None:
    file = tmp_path / "layers.gpkg"
    at = gpd.points_from_xy([46.95, 46.97, 46.99], [40.01, 40.02, 39.97])
    accidents = {"acc_id": ["A1", "A2", "A3"], "acc_date": ["2021-04-03", "2021-05-11", "2021-06-20"]}
    accidents["device"] = ["AT mine", "AP mine", "unknown"]
    gpd.GeoDataFrame(accidents, geometry=at, crs=4326).to_file(file, layer="accidents", driver="GPKG")
    name = ("survey_points", "benchmarks", "turning points", "medical posts", "markers")[seed]
    others = {"no": ["B1", "B2", "B3"], "type": ["benchmark"] * 3, "date_set": ["2021-07-01"] * 3}
    gpd.GeoDataFrame(others, geometry=at, crs=4326).to_file(file, layer=name, driver="GPKG", mode="a")
    victims = pd.DataFrame(
        {
            "victim_id": [1, 2, 3, 4],
            "acc_id": ["A1", "A1", "A2", "A3"],
            "age": [40, 25, 15, 33],
            "injury": [
                "Fatal",
                "Amputation",
                ("Minor", "Severe", "Light", "Serious", "Injured")[seed],
                "Fatal",
            ],
        }
    )
    pyogrio.write_dataframe(victims, file, layer="victims", driver="GPKG", append=True)
    imported = read_upload("layers.gpkg", file.read_bytes())
    assert people(imported, "killed") == [1, 0, 1]
    assert people(imported, "injured") == [1, 1, 0]
    assert sorted(imported.dataset.casualties["age_group"]) == ["adult", "adult", "adult", "child"]
    account = imported.account
    assert (
        account.rows_in == sum(account.count(result) for result in account.counts or {})
        or account.rows_in == 10
    )
    assert int(account.rows["result"].eq("out of scope").sum()) == 3
    assert any("age (only child or adult was kept)" in column for column in account.columns_dropped)
    assert not any("how many people" in sentence for sentence in account.cannot_tell)


def test_a_table_of_victims_takes_their_occupation_where_the_type_is_no_role() -> None:
    table = (
        "Accident ID;Date of Accident;Latitude;Longitude;Device Type;Victim Type;Gender;Age at Accident;Injury Type;Occupation\n"
        "A1;15-Jun-2011;-15.6;32.4;AP mine;Direct;Male;17;Injured;Herder\n"
        "A1;15-Jun-2011;-15.6;32.4;AP mine;Indirect;Male;40;Killed;Deminer\n"
        "A2;03-Jan-2012;-18.4;34.2;UXO;Direct;Female;35;Killed;Farmer\n"
    )
    casualties = read_upload("victims.csv", table.encode()).dataset.casualties
    assert casualties["victim_category"].tolist() == ["civilian", "deminer", "civilian"]
    assert casualties["age_group"].tolist() == ["child", "adult", "adult"]


def test_a_lowest_figure_that_is_the_highest_is_the_figure() -> None:
    table = "Date,Latitude,Longitude,Killed (min),Killed (max)\n2020-01-02,40.1,46.2,1,1\n2020-01-03,40.1,46.2,1,3\n"
    casualties = read_upload("ranges.csv", table.encode()).dataset.casualties
    assert casualties["count_best"].fillna(-1).tolist() == [1, -1]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_heading_of_two_words_for_a_place_is_a_place(seed: int) -> None:
    heading = ("Köy/Mevki", "Village/Town", "Село/Місто", "Village/Address", "Aldeia / Bairro")[seed]
    table = f"Date,Latitude,Longitude,{heading},Killed\n2020-01-02,40.1,46.2,Xanlıq,1\n2020-01-03,40.1,46.2,Talış,3\n"
    assert read_upload("a.csv", table.encode()).dataset.incidents["place_name"].tolist() == [
        "Xanlıq",
        "Talış",
    ]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_column_of_notations_among_others_is_read(seed: int) -> None:
    texts = (
        "N39 48.918 E046 45.114",
        "lat 39.8153 / long 46.7519",
        "Ш 39.8153 Д 46.7519",
        "E046 45.114 N39 48.918",
        "x: 46.7519 y: 39.8153",
    )
    cells = [texts[seed], "hill 102", "38S PK 49948 08725", "old school", "the market"]
    rows = "".join(f'2020-01-0{day},"{cell}",1\n' for day, cell in enumerate(cells, 1))
    incidents = read_upload("a.csv", f"when,where,dead\n{rows}".encode()).dataset.incidents
    assert incidents["longitude"].iloc[0] == pytest.approx(46.7519, abs=1e-4)
    assert incidents["latitude"].iloc[2] == pytest.approx(39.8153, abs=1e-4)
    assert incidents["longitude"].isna().sum() == 3


def test_a_heading_of_what_exploded_is_no_kind_of_event_for_its_words() -> None:
    table = "Tarih;Enlem;Boylam;Patlayıcı Türü;Ölü\n12.03.2019;37,44;42,92;Mayın;1\n28.06.2019;38,45;40,65;çatışma atığı;1\n"
    imported = read_upload("a.csv", table.encode("cp1254"))
    assert imported.dataset.incidents["device_category"].tolist() == ["mine_unspecified", "erw_unspecified"]


def test_a_shapefile_without_system_and_with_cut_headings(tmp_path: Path) -> None:
    frame = gpd.GeoDataFrame(
        {"ACC_DATE": ["2022-08-11"], "EO_TYPE": ["ПОМ-3"], "NUM_KILLED": [0], "NUM_INJURE": [1]},
        geometry=gpd.points_from_xy([32.80], [47.07]),
        crs=4326,
    )
    frame.to_file(tmp_path / "acc.shp", encoding="cp1251", engine="pyogrio")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for file in tmp_path.iterdir():
            if file.suffix not in (".prj", ".cpg"):
                archive.write(file, file.name)
    imported = read_upload("acc.zip", packed.getvalue())
    assert people(imported, "injured") == [1]
    assert imported.dataset.incidents["device_category"].tolist() == ["antipersonnel_mine"]
