"""A visitor's boundaries and areas: read beside own data, in place of the bundled districts, gone with them."""

from __future__ import annotations

import io
import json
import math
import time
from dataclasses import replace
from typing import Any, Final

import geopandas as gpd
import pytest
import shapely
from flask.testing import FlaskClient

from app import create_app
from components.own_data.addresses import GROUND, STATE, UPLOAD
from components.own_data.report import report
from components.server.visitors.own_datasets import OwnDatasets
from components.server.visitors.visitors_data import OwnData
from data import limits
from data.errors import FileError
from data.imports.areas.added_files import MOST_FILES, NO_ATTRIBUTION, AddedFile, Role, read_added
from data.language import speaking
from data.limits import Work
from data.statement import translated
from data.tables.dataset import Dataset
from tests.unit.recorded_areas.area_files import collection, square

OURS: Final = {"Sec-Fetch-Site": "same-origin"}
ROWS: Final = b"date,country,district,killed,lat,lon\n2020-05-03,AZ,,1,40.3,46.9\n2020-05-13,AZ,Westland,2,,\n2020-05-14,AZ,,1,40.3,48.5\n"
BY: Final = "Made for tests"


def boundaries(code: str = "ADM1_PCODE", crs: str = "EPSG:4326") -> bytes:
    """Azerbaijan in a western and an eastern half."""
    rows = [
        {code: f"AZ0{at}", "ADM1_EN": name, "geometry": shapely.box(west, 38.3, east, 42.0)}
        for at, (name, west, east) in enumerate([("Westland", 44.7, 48.0), ("Eastland", 48.0, 51.0)], start=1)
    ]
    return str(gpd.GeoDataFrame(rows, crs=crs).to_json()).encode()


MINEFIELDS: Final = collection(({"id": "MF-1", "name": "Field"}, square(46.85, 40.25)))


@pytest.fixture
def datasets() -> OwnDatasets:
    return OwnDatasets()


@pytest.fixture
def visitor(dataset: Dataset, datasets: OwnDatasets) -> FlaskClient:
    client: FlaskClient = create_app(dataset, own_datasets=datasets).server.test_client()
    return client


@pytest.fixture
def own(visitor: FlaskClient, datasets: OwnDatasets) -> OwnData:
    return read(visitor, datasets)


def read(visitor: FlaskClient, datasets: OwnDatasets) -> OwnData:
    """The rows as own data, read."""
    answer = visitor.post(f"{UPLOAD}?name=rows.csv", data=ROWS, headers=OURS)
    found = datasets.find(answer.json["token"])  # type: ignore[index]
    assert found is not None
    wait(visitor, found)
    assert found.problem == ""
    return found


def wait(visitor: FlaskClient, own: OwnData) -> None:
    last = time.monotonic() + 120
    while visitor.get(f"{STATE}?own={own.token}").json["reading"]:  # type: ignore[index]
        assert time.monotonic() < last
        time.sleep(0.1)


def add(visitor: FlaskClient, own: OwnData, content: bytes, status: int = 202, **options: str) -> str:
    """Adds a file; the sentence of its refusal, "" where it was read."""
    answer = visitor.post(GROUND, query_string={"own": own.token, **options}, data=content, headers=OURS)
    assert answer.status_code == status
    wait(visitor, own)
    return str((answer.json or {}).get("problem") or own.problem)


def figures(visitor: FlaskClient, own: OwnData, query: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(visitor.get(f"/summary.json?{query}&own={own.token}").text)
    return read


def test_boundaries_replace_the_bundled_districts_of_own_data(visitor: FlaskClient, own: OwnData) -> None:
    assert add(visitor, own, boundaries(), role="boundaries", name="adm1.geojson", attribution=BY) == ""
    assert figures(visitor, own, "district=AZ01")["incidents"] == 2
    assert figures(visitor, own, "district=AZ02")["incidents"] == 1
    assert own.dataset is not None
    assert own.dataset.shown_attribution[0].endswith(f"Boundaries: {BY}")
    shown = str(report(own))
    assert "adm1.geojson" in shown
    assert "joined by code" in shown


def test_areas_are_filtered_by_and_stay_when_the_table_is_read_again(
    visitor: FlaskClient, own: OwnData, datasets: OwnDatasets
) -> None:
    before = own.dataset
    assert add(visitor, own, MINEFIELDS, role="areas", name="mf.geojson", kind="minefield") == ""
    assert add(visitor, own, boundaries(), role="boundaries", name="adm1.geojson", attribution=BY) == ""
    datasets.read_later(own)
    wait(visitor, own)
    inside = figures(visitor, own, "area=MF-1")
    assert (inside["incidents"], inside["areas"]["possibly_inside"]) == (1, 1)
    assert own.dataset is not None
    assert before is not None
    assert own.dataset.sha256 != before.sha256


def test_columns_that_are_not_recognised_are_chosen_from_a_list(visitor: FlaskClient, own: OwnData) -> None:
    options: dict[str, Any] = {"role": "boundaries", "name": "rayon.geojson", "attribution": BY}
    assert "no columns of COD-AB" in add(visitor, own, boundaries("KOD"), **options)
    assert own.refused is not None
    assert own.refused.columns == ("KOD", "ADM1_EN")
    assert figures(visitor, own, "")["incidents"] == 3
    assert "Column: Code" in str(report(own))
    chosen: dict[str, Any] = {"again": "1", "code": "KOD", "name_en": "ADM1_EN", "level": "1"}
    assert add(visitor, own, b"", **options, **chosen) == ""
    assert figures(visitor, own, "district=AZ01")["incidents"] == 2
    assert own.refused is None


@pytest.mark.parametrize("language", ["az", "hy", "ru"])
def test_a_refusal_is_in_the_language_of_the_page(visitor: FlaskClient, own: OwnData, language: str) -> None:
    english = add(visitor, own, boundaries("KOD"), role="boundaries", name="rayon.geojson", attribution=BY)
    with speaking(language):
        options, shown = translated(own.problem), str(report(own))
    assert options.startswith("rayon.geojson: ")
    assert "ADM1_PCODE" in options
    assert "has no columns" not in options
    assert options in shown
    assert english not in shown


def test_too_many_corners_are_refused_before_they_are_looked_at() -> None:
    turn = [2 * math.pi * at / 100_000 for at in range(100_000)]
    ring = shapely.Polygon([(47 + math.cos(angle), 40 + math.sin(angle)) for angle in turn])
    file = io.BytesIO()
    gpd.GeoDataFrame({"ADM1_PCODE": ["AZ01"]}, geometry=[ring], crs="EPSG:4326").to_parquet(file)
    given = AddedFile(Role.BOUNDARIES, "adm1.parquet", file.getvalue(), {"attribution": BY})
    few = Work(replace(limits.UPLOAD, corners=100_000))
    with pytest.raises(FileError, match=r"1 areas with 100,001 corners, and at most 50,000 with 100,000"):
        read_added([given], few)
    assert limits.UPLOAD.corners < limits.COMMAND_LINE.corners
    assert read_added([given], Work()).boundaries is not None


def test_a_file_is_taken_out_again(visitor: FlaskClient, own: OwnData) -> None:
    add(visitor, own, MINEFIELDS, role="areas", name="mf.geojson", kind="minefield")
    answer = visitor.delete(GROUND, query_string={"own": own.token, "name": "mf.geojson"}, headers=OURS)
    assert answer.status_code == 202
    wait(visitor, own)
    assert own.dataset is not None
    assert (own.dataset.areas, own.added, own.accounts) == (None, (), ())


def test_nothing_of_them_is_stored_after_the_data_are_forgotten(visitor: FlaskClient, own: OwnData) -> None:
    add(visitor, own, MINEFIELDS, role="areas", name="mf.geojson", kind="minefield")
    visitor.delete(f"{UPLOAD}?own={own.token}", headers=OURS)
    assert (own.added, own.candidate, own.accounts, own.dataset) == ((), None, (), None)


@pytest.fixture(scope="module")
def unchanged(dataset: Dataset) -> tuple[FlaskClient, OwnData]:
    """A visitor and own data of all the refusals, of which none may change them."""
    datasets = OwnDatasets()
    visitor: FlaskClient = create_app(dataset, own_datasets=datasets).server.test_client()
    return visitor, read(visitor, datasets)


@pytest.mark.parametrize(
    ("content", "options", "status", "sentence"),
    [
        (boundaries(), {"role": "boundaries"}, 400, NO_ATTRIBUTION),
        (boundaries(), {"role": "ground"}, 400, "Choose what the file is"),
        (boundaries(), {"role": "boundaries", "attribution": BY, "level": "9"}, 400, "level from 1 to 5"),
        (boundaries(), {"role": "boundaries", "attribution": BY, "country": "AZE"}, 400, "two letters"),
        (MINEFIELDS, {"role": "areas", "kind": "garden"}, 400, "from the list"),
        (b"<OGRVRTDataSource/>", {"role": "areas", "kind": "task"}, 202, "not KML"),
        (b"\x00" * 400, {"role": "areas", "kind": "task"}, 202, ": "),
        (MINEFIELDS, {"role": "areas"}, 202, "has no column of kinds"),
        (b"PK\x03\x04 and nothing", {"role": "boundaries", "attribution": BY}, 202, "archive is damaged"),
    ],
)
def test_what_cannot_be_used_gets_one_sentence_and_changes_nothing(
    unchanged: tuple[FlaskClient, OwnData],
    content: bytes,
    options: dict[str, str],
    status: int,
    sentence: str,
) -> None:
    visitor, own = unchanged
    refusal = add(visitor, own, content, status, name="a.zip", **options)
    assert sentence in refusal
    assert "\n" not in refusal
    assert figures(visitor, own, "")["incidents"] == 3


def test_only_the_atlas_s_own_page_may_add_a_file_and_only_so_many(
    visitor: FlaskClient, own: OwnData, datasets: OwnDatasets
) -> None:
    other = visitor.post(
        GROUND, query_string={"own": own.token, "role": "areas"}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert other.status_code == 403
    assert visitor.post(GROUND, query_string={"own": "x" * 43}, headers=OURS).status_code == 410
    own.added = tuple(AddedFile(Role.AREAS, f"{at}.geojson", MINEFIELDS) for at in range(MOST_FILES))
    assert "remove one first" in add(
        visitor, own, MINEFIELDS, 503, role="areas", name="more.geojson", kind="task"
    )
