"""A folder's own boundaries: read, joined to the incidents, and in place of the bundled districts of their country."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from app import create_app, main
from data.areas.boundary_join import joined
from data.areas.boundary_table import generalised
from data.errors import FileError
from data.filters.incident_filter import IncidentFilter
from data.filters.matching import matching
from data.filters.option_counts import option_counts
from data.filters.summary import summary_of
from data.folders.boundaries_in_use import use_boundaries
from data.folders.tables.atlas_tables import read_folder
from data.imports.areas.boundary_files import BoundaryFile, read_boundary_files
from data.language import speaking
from data.limits import Work
from data.places.gazetteer import read_gazetteer
from data.places.naming.district_names import bundled_district_names
from data.statement import Statement
from data.tables.dataset import Dataset
from data.tables.layers.districts import BUNDLED, districts_of_the_world
from tests.made_boundaries import nested_boundaries

WEST, MIDDLE, EAST = 44.7, 46.9, 51.0
BY: Final = ["--attribution", "Made for tests"]
SOUTH, PARALLEL, NORTH = 38.3, 40.0, 42.0
BOUNDLESS: Final = shapely.Polygon([(1e308, 1e308), (-1e308, 1e308), (1e308, -1e308)])


def boundaries(level: int) -> gpd.GeoDataFrame:
    """Azerbaijan in two provinces, each in two districts, with the columns of COD-AB."""
    rows = []
    for province, (west, east) in enumerate([(WEST, MIDDLE), (MIDDLE, EAST)], start=1):
        parts = [(SOUTH, PARALLEL), (PARALLEL, NORTH)] if level == 2 else [(SOUTH, NORTH)]
        for number, (south, north) in enumerate(parts, start=1):
            row: dict[str, Any] = {
                "ADM0_PCODE": "AZ",
                "ADM1_PCODE": f"AZ0{province}",
                "validOn": "2024-01-01",
            }
            name = f"Province {province}" if level == 1 else f"District {province}.{number}"
            row |= {f"ADM{level}_EN": name, f"ADM{level}_RU": f"Квадрант {province}.{number}"}
            if level == 2:
                row["ADM2_PCODE"] = f"AZ0{province}0{number}"
            rows.append(row | {"geometry": shapely.box(west, south, east, north)})
    return gpd.GeoDataFrame(rows, crs="EPSG:4326")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the bundled tables with boundaries of two levels."""
    made = tmp_path_factory.mktemp("data")
    for name in ("incidents.csv", "casualties.csv", "sources.csv", "places.csv", "dataset.json"):
        (made / name).write_bytes((BUNDLED / name).read_bytes())
    files = []
    for level in (1, 2):
        files.append(made / f"adm{level}.geojson")
        files[-1].write_text(boundaries(level).to_json(), encoding="utf-8")
    assert main(["boundaries", "add", *map(str, files), "--data", str(made), *BY]) == 0
    return made


@pytest.fixture(scope="module")
def joined_dataset(folder: Path) -> Dataset:
    return read_folder(folder)


def rows(dataset: Dataset, **chosen: tuple[str, ...] | str) -> int:
    return len(matching(dataset, IncidentFilter(**chosen)).rows)  # type: ignore[arg-type]


class TestJoin:
    def test_points_are_joined_to_the_area_that_they_lie_in(self, joined_dataset: Dataset) -> None:
        incidents = joined_dataset.incidents
        has_dot = joined_dataset.has_dot & (incidents["adm0"] == "AZ").to_numpy()
        assert has_dot.sum() > 50
        east = incidents["longitude"] > MIDDLE
        north = incidents["latitude"] > PARALLEL
        expected = "AZ0" + (east + 1).astype(str) + "0" + (north + 1).astype(str)
        assert (incidents["adm1_iso"].astype(str)[has_dot] == expected[has_dot]).all()

    def test_what_is_in_no_area_keeps_its_district_and_stays_on_the_map(
        self, dataset: Dataset, joined_dataset: Dataset
    ) -> None:
        assert (
            summary_of(joined_dataset, IncidentFilter()).drawn == summary_of(dataset, IncidentFilter()).drawn
        )
        outside = joined_dataset.incidents["adm0"] == "AM"
        before = dataset.incidents.set_index("incident_id")["adm1_iso"]
        after = joined_dataset.incidents[outside].set_index("incident_id")["adm1_iso"]
        assert after.astype(str).equals(before.loc[after.index].astype(str))

    def test_the_log_for_the_host_has_how_many_were_joined_how(self, joined_dataset: Dataset) -> None:
        assert joined_dataset.boundary_remarks[0].startswith(
            "Boundaries: 0 incidents joined by code, 0 by name, "
        )

    def test_codes_come_first_then_names_and_a_point_elsewhere_is_a_remark(
        self, folder: Path, tmp_path: Path
    ) -> None:
        for file in folder.iterdir():
            (tmp_path / file.name).write_bytes(file.read_bytes())
        table = pd.read_csv(tmp_path / "incidents.csv", dtype=str, keep_default_na=False)
        here = table[
            (table["adm0"] == "AZ") & (table["where_prec"] == "2") & (table["longitude"] > "46.95")
        ].index[:3]
        table.loc[here[0], ["adm1_iso", "adm1_name"]] = ["AZ0101", "Elsewhere"]
        table.loc[here[1], ["adm1_iso", "adm1_name"]] = ["", "district 1.2"]
        table.loc[here[2], ["adm1_iso", "adm1_name"]] = ["AZ02", "Province 2"]
        table.to_csv(tmp_path / "incidents.csv", index=False)
        read = read_folder(tmp_path)
        coded = read.incidents.set_index("incident_id")["adm1_iso"].astype(str)
        keys = table.loc[here, "incident_id"].tolist()
        assert coded[keys[0]] == "AZ0101"
        assert coded[keys[1]] == "AZ0102"
        assert coded[keys[2]].startswith("AZ020")
        (_counts, disagreeing, out_of_time) = read.boundary_remarks
        assert "none of the areas at their place was valid" in out_of_time
        assert keys[0] in disagreeing
        assert keys[2] not in disagreeing

    def test_another_edition_of_the_boundaries_is_another_edition_of_the_data(
        self, dataset: Dataset, joined_dataset: Dataset
    ) -> None:
        assert joined_dataset.sha256 != dataset.sha256


class TestTime:
    """Areas that follow one another: an incident lies in the one that was there on its day."""

    @staticmethod
    def place(day: str, name: str = "") -> pd.DataFrame:
        row = {"incident_id": "I1", "adm0": "AZ", "adm1_iso": "", "adm1_name": name, "where_prec": 1}
        days = dict.fromkeys(("date_start", "date_end"), pd.Timestamp(day))
        return pd.DataFrame([row | {"longitude": 45.0, "latitude": 39.0} | days])

    @pytest.fixture
    def reformed(self) -> gpd.GeoDataFrame:
        table = nested_boundaries([(1, 1)])
        old, new = (table.assign(code=code) for code in ("AZ01", "AZ91"))
        old["valid_to"], new["valid_from"] = "2020-12-31", "2021-01-01"
        return gpd.GeoDataFrame(pd.concat([old, new], ignore_index=True), crs="EPSG:4326")

    @pytest.mark.parametrize(("day", "code"), [("2020-11-23", "AZ01"), ("2022-05-01", "AZ91")])
    def test_a_point_and_a_name_mean_the_area_of_their_day(
        self, reformed: gpd.GeoDataFrame, day: str, code: str
    ) -> None:
        for name in ("", "Level 1 AZ00"):
            join = joined(self.place(day, name), reformed)
            assert (join.areas.tolist(), join.out_of_time) == ([code], ())

    def test_where_none_was_valid_the_nearest_in_time_is_taken_and_named(
        self, reformed: gpd.GeoDataFrame
    ) -> None:
        join = joined(self.place("2019-01-01"), reformed[reformed["code"] == "AZ91"])
        assert (join.areas.tolist(), join.out_of_time) == (["AZ91"], ("I1",))
        assert "valid nearest in time: I1" in join.remarks[-1]


class TestGeneralised:
    def test_an_area_without_neighbours_has_fewer_corners_too_and_neighbours_share_their_border(self) -> None:
        ring = shapely.Point(0, 0).buffer(1, quad_segs=5_000)
        halves = [shapely.intersection(ring, shapely.box(*box)) for box in ((-2, -2, 0, 2), (0, -2, 2, 2))]
        shapes = [*halves, shapely.Point(5, 5).buffer(1, quad_segs=5_000)]
        drawn = generalised(gpd.GeoDataFrame({"level": [1, 1, 1]}, geometry=shapes, crs="EPSG:4326"))
        assert (shapely.get_num_coordinates(drawn.to_numpy()) < 500).all()
        assert shapely.is_valid(drawn.to_numpy()).all()
        assert (shapely.hausdorff_distance(drawn.to_numpy(), np.array(shapes)) < 0.01).all()
        assert shapely.area(shapely.intersection(drawn.iloc[0], drawn.iloc[1])) == 0
        assert shapely.coverage_is_valid(drawn.to_numpy()[:2])


class TestName:
    def test_a_name_is_looked_for_within_its_parent(self) -> None:
        country = nested_boundaries([(2, 1), (2, 1)]).assign(name_en="")
        country["names"] = ["Tartar", "Other", "Tartar", "East", "Tartar", "West"]
        table = pd.concat([TestTime.place("2020-11-23")] * 3, ignore_index=True)
        table = table.assign(where_prec=4, incident_id=["I1", "I2", "I3"], adm1_iso=["AZ01", "AZ00", ""])
        table = table.assign(adm1_name="Tartar", adm2_name=["", "Tartar", ""])
        # The second is called as its province; the third may mean the province or its part, or one in another.
        found = joined(table, country.assign(**dict.fromkeys(("name_az", "name_hy", "name_ru"), ""))).areas
        assert found.tolist() == ["AZ0100", "AZ0000", ""]


class TestLookUp:
    """Names, codes and points of imports, drafts and the search of places are those of the boundaries in use."""

    @pytest.fixture
    def in_use(self, folder: Path) -> Iterator[None]:
        use_boundaries(folder)
        yield
        use_boundaries(None)

    @pytest.mark.usefixtures("in_use")
    def test_districts_are_found_by_code_name_and_point(self) -> None:
        names = bundled_district_names()
        assert [one.adm1_iso for one in names.named("AZ0201")] == ["AZ0201"]
        at = names.at(47.0, 39.0)
        assert at is not None
        assert at.adm1_iso == "AZ0201"
        assert {one.adm1_iso for one in names.named("Tbilisi", "GE")} == {"GE-TB"}

    @pytest.mark.usefixtures("in_use")
    def test_a_place_lies_in_the_area_and_in_those_above_it(self) -> None:
        located = read_gazetteer().locate("Barda", "AZ", "AZ02")
        assert located.adm1_iso == "AZ0202"
        assert not read_gazetteer().locate("Barda", "AZ", "AZ01").answer

    def test_an_import_takes_them_and_its_folder_keeps_them(
        self, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        table = tmp_path / "in.csv"
        table.write_text(
            "date,country,district,killed\n2020-11-23,Azerbaijan,District 2.2,1\n", encoding="utf-8"
        )
        made = tmp_path / "made"
        assert main(["import", str(table), "--out", str(made), "--boundaries", str(folder)]) == 0
        use_boundaries(None)
        assert "unknown" not in capsys.readouterr().out.lower()
        read = read_folder(made)
        assert read.incidents["adm1_iso"].tolist() == ["AZ0202"]
        assert main(["check", str(table), "--boundaries", str(tmp_path)]) == 1
        assert "has no boundaries.parquet" in capsys.readouterr().err


class TestFilter:
    def test_a_parent_means_all_below(self, joined_dataset: Dataset) -> None:
        parts = rows(joined_dataset, district=("AZ0201",)) + rows(joined_dataset, district=("AZ0202",))
        assert rows(joined_dataset, district=("AZ02",)) == parts > 50

    def test_an_option_counts_what_it_would_match(self, joined_dataset: Dataset) -> None:
        summary = summary_of(joined_dataset, IncidentFilter())
        counts = option_counts(summary.incident_filter, summary.matches, summary.tally)["district"]
        assert {"AZ01", "AZ02", "AZ0201"} <= set(counts)
        for code, number in counts.items():
            assert rows(joined_dataset, district=(code,)) == number, code

    def test_every_address_takes_their_codes(self, joined_dataset: Dataset) -> None:
        client = create_app(joined_dataset).server.test_client()
        figures = json.loads(client.get("/summary.json?district=AZ02").text)
        assert figures["incidents"] == rows(joined_dataset, district=("AZ02",))
        assert client.get("/summary.json?district=tartar").status_code == 400
        features = json.loads(client.get("/map/shaded_districts.geojson").text)["features"]
        codes = {feature["properties"]["adm1_iso"] for feature in features}
        assert {"AZ0101", "AZ0102", "AZ0201", "AZ0202"} >= {code for code in codes if code.startswith("AZ0")}
        assert client.get("/?district=AZ02").status_code == 200

    def test_a_search_finds_an_area_in_every_language(self, joined_dataset: Dataset) -> None:
        everywhere = rows(joined_dataset, district=("AZ0101", "AZ0102", "AZ0201", "AZ0202"))
        assert rows(joined_dataset, words="квадрант") == everywhere > 50


class TestLayer:
    def test_the_bundled_districts_of_the_country_are_replaced(self, joined_dataset: Dataset) -> None:
        outlined = joined_dataset.outlined_districts
        here = set(outlined.loc[outlined["adm0"] == "AZ", "adm1_iso"])
        assert here == {"AZ0101", "AZ0102", "AZ0201", "AZ0202"}
        world = districts_of_the_world()
        elsewhere = set(world.loc[world["adm0"] == "AM", "adm1_iso"])
        assert elsewhere <= set(outlined["adm1_iso"])

    def test_names_are_in_the_language_spoken(self, joined_dataset: Dataset) -> None:
        assert joined_dataset.district_names["AZ0202"] == "District 2.2"
        with speaking("ru"):
            assert joined_dataset.district_names["AZ0202"] == "Квадрант 2.2"
        with speaking("hy"):
            assert joined_dataset.district_names["AZ0202"] == "District 2.2"
        assert joined_dataset.district_label("AZ02", "") == "Province 2"


class TestFiles:
    def test_a_file_that_is_not_cod_is_read_by_the_columns_that_are_named(self, tmp_path: Path) -> None:
        frame = boundaries(1).rename(columns={"ADM1_PCODE": "kod", "ADM1_EN": "ad"})[
            ["kod", "ad", "geometry"]
        ]
        frame["kod"] = ["01", "02"]
        path = tmp_path / "rayon.gpkg"
        frame.to_file(path, driver="GPKG")
        table, remarks = read(path, columns={"code": "kod", "name_en": "ad"}, level=1, country="AZ")
        assert table["code"].tolist() == ["AZ01", "AZ02"]
        assert (table["names"].tolist(), remarks) == (["Province 1", "Province 2"], [])

    def test_a_zipped_shapefile_in_metres_is_read_in_degrees(self, tmp_path: Path) -> None:
        boundaries(2).to_crs("EPSG:3857").to_file(tmp_path / "adm2.shp")
        with zipfile.ZipFile(tmp_path / "adm2.zip", "w") as archive:
            for part in tmp_path.glob("adm2.*"):
                if part.suffix != ".zip":
                    archive.write(part, f"folder/{part.name}")
        table, _remarks = read(tmp_path / "adm2.zip")
        assert table["code"].tolist() == ["AZ0101", "AZ0102", "AZ0201", "AZ0202"]
        assert table.total_bounds == pytest.approx([WEST, SOUTH, EAST, NORTH])
        # The parents are in no file that was given.
        assert set(table["parent"]) == {""}

    def test_a_shapefile_without_prj_needs_its_coordinate_system(self, tmp_path: Path) -> None:
        boundaries(1).to_crs("EPSG:32638").to_file(tmp_path / "adm1.shp")
        with zipfile.ZipFile(tmp_path / "adm1.zip", "w") as archive:
            for ending in (".shp", ".shx", ".dbf"):
                archive.write(tmp_path / f"adm1{ending}", f"adm1{ending}")
        with pytest.raises(FileError, match=r"has no \.prj"):
            read(tmp_path / "adm1.zip")
        with pytest.raises(FileError, match="is not known"):
            read(tmp_path / "adm1.zip", crs="of the army")
        table, _remarks = read(tmp_path / "adm1.zip", crs="UTM 38N")
        assert table["code"].tolist() == ["AZ01", "AZ02"]
        assert table.total_bounds == pytest.approx([WEST, SOUTH, EAST, NORTH], abs=0.05)

    def test_an_area_that_crosses_itself_is_repaired_and_reported(self, tmp_path: Path) -> None:
        crossing = shapely.Polygon([(0, 0), (2, 2), (2, 0), (0, 2)])
        frame = boundaries(1).set_geometry([crossing, shapely.box(4, 0, 6, 2)], crs="EPSG:4326")
        (tmp_path / "a.geojson").write_text(frame.to_json(), encoding="utf-8")
        table, remarks = read(tmp_path / "a.geojson")
        assert table.geometry.is_valid.all()
        assert remarks == ["a.geojson: areas that crossed themselves and were repaired: 1."]

    def test_a_tangled_area_is_refused_with_its_row(self, tmp_path: Path) -> None:
        tangle = shapely.Polygon(np.random.default_rng(1).random((20_000, 2)))
        frame = boundaries(1).set_geometry([shapely.box(4, 0, 6, 2), tangle], crs="EPSG:4326")
        (tmp_path / "a.geojson").write_text(frame.to_json(), encoding="utf-8")
        with pytest.raises(
            FileError, match=r"The outline of row 3 has 20,001 corners, and too many of its sides"
        ):
            read(tmp_path / "a.geojson")

    @pytest.mark.parametrize(
        ("content", "sentence"),
        [
            (b"", "file is empty"),
            (b"<OGRVRTDataSource/>", "not KML"),
            (b"{}", "no GeoJSON"),
            (b'{"type": "FeatureCollection", "features": [', "breaks off"),
            (b"PK\x03\x04 and nothing", "archive is damaged"),
            (b"SQLite format 3\x00 and nothing", "GeoPackage is damaged"),
            (b"code,name\nAZ01,Tartar\n", "no layer of polygons"),
            (boundaries(1)[["geometry"]].to_json().encode(), "no columns of COD-AB"),
            (boundaries(1).assign(ADM1_PCODE="AZ01").to_json().encode(), "stands for 2 areas"),
            (boundaries(1).assign(ADM1_PCODE=["1", "2"]).to_json().encode(), "is not a code such as"),
            (boundaries(1).set_geometry(boundaries(1).boundary).to_json().encode(), "no layer of polygons"),
            (boundaries(1).set_geometry([BOUNDLESS] * 2).to_json().encode(), "coordinates are no degrees"),
        ],
    )
    def test_a_file_that_cannot_be_used_gets_one_sentence(
        self, tmp_path: Path, content: bytes, sentence: str
    ) -> None:
        path = tmp_path / "a.geojson"
        path.write_bytes(content)
        with pytest.raises(FileError) as refused:
            read(path)
        assert sentence in str(refused.value)
        assert "\n" not in str(refused.value)

    def test_a_damaged_table_gets_one_sentence(self, folder: Path, tmp_path: Path) -> None:
        for file in folder.glob("*.*"):
            (tmp_path / file.name).write_bytes(file.read_bytes())
        (tmp_path / "boundaries.parquet").write_bytes(b"PAR1 and nothing")
        with pytest.raises(FileError, match="make it anew"):
            read_folder(tmp_path)


def read(path: Path, **options: Any) -> tuple[gpd.GeoDataFrame, list[Statement]]:
    return read_boundary_files([BoundaryFile(path.name, path.read_bytes(), **options)], Work())


NO_FOLDER: Final = "is no folder with a table of incidents"


def test_a_folder_without_incidents_takes_no_boundaries(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.geojson").write_text(boundaries(1).to_json(), encoding="utf-8")
    assert main(["boundaries", "add", str(tmp_path / "a.geojson"), "--data", str(tmp_path), *BY]) == 1
    assert NO_FOLDER in capsys.readouterr().err
    assert not (tmp_path / "boundaries.parquet").exists()
