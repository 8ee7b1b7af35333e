"""/incidents.csv, /incidents.geojson and /summary.json: what other programs rely on."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import unquote, urlencode

import geopandas as gpd
import pytest
from flask.testing import FlaskClient

from app import create_app
from components.address import IGNORED, LONGEST_QUERY, View
from data.errors import DatasetError
from data.filters.filter_keys import KEYS, LONGEST_VALUE
from data.tables.dataset import Dataset
from tests.tables import casualty, dataset_of, incident, source, tables

ADDRESSES: Final = ("/incidents.csv", "/incidents.geojson", "/summary.json")

COLUMNS: Final = [
    "incident_id", "date_start", "date_end", "date_prec", "location_as_reported", "place_name", "adm0", "adm1_name",
    "adm1_iso", "longitude", "latitude", "where_prec", "coord_method", "device_category", "device_as_reported",
    "emplacing_actor", "attribution", "activity", "verification_status", "summary", "notes",
    "killed_low", "killed_best", "killed_high", "injured_low", "injured_best", "injured_high",
    "killed_all", "injured_all", "at_least", "sources",
]  # fmt: skip
"""Other programs name these; a column may be added, none renamed."""

FOUNDING_DAY: Final = "from=2020-11-23&to=2020-11-23"
NOT_UNDERSTOOD: Final = {
    "colour=red": "“colour” is not a key of a filter; use from, to, actor,",
    "From=2020-11-23": "“From” is not a key of a filter",
    "utm=1": "“utm” is not a key of a filter",
    "=1": "“” is not a key of a filter",
    "from=23.11.2020": "“23.11.2020” is not a day for “from”; write it as 2020-11-23.",
    "from=2020-11-31": "“2020-11-31” is not a day for “from”",
    "from=": "“” is not a day for “from”",
    "to=2020-11": "“2020-11” is not a day for “to”",
    "from=2020-12-01&to=2020-11-01": "The first day 2020-12-01 is after the last day 2020-11-01.",
    "from=2020-11-01&from=2020-11-02": "“from” occurs 2 times; give it once.",
    "q=mine&q=tractor": "“q” occurs 2 times; give it once.",
    "outcome=Killed": "“Killed” is not a value of “outcome”; use one of: killed, injured.",
    "outcome=killed&outcome=unhurt": "“unhurt” is not a value of “outcome”",
    "victim=soldier": "“soldier” is not a value of “victim”; use one of: civilian,",
    "device=mine": "“mine” is not a value of “device”; use one of: antipersonnel_mine,",
    "activity=walking": "“walking” is not a value of “activity”; use one of: travelling,",
    "district=Tartar": "“Tartar” is not a district; write its ISO 3166-2 code, such as AZ-TAR.",
    "precision=0": "“0” is not a value of “precision”; use a grade from 1 to 7.",
    "precision=8": "“8” is not a value of “precision”",
    "verification=yes": "“yes” is not a value of “verification”; use one of: single_source,",
    "actor=": "“actor” has no value; leave it out or name one.",
    "q=%00": "The value of “q” contains a control character; take it out.",
    f"actor={'x' * (LONGEST_VALUE + 1)}": "“actor” asks for too much",
    "actor=%FF": "The address has characters that are not UTF-8; copy it again.",
    f"q={'x' * LONGEST_QUERY}": "The address is longer than 20,000 characters and was cut.",
    "lon=181": "“181” is not a value of “lon”; write a number from -180 to 180.",
    "lat=north": "“north” is not a value of “lat”",
    "zoom=nan": "“nan” is not a value of “zoom”",
    "zoom=1&zoom=2": "“zoom” occurs more than once; give it once.",
    "measure=deaths": "“deaths” is not a value of “measure”; use incidents,",
    "lang=de": "“de” is not a value of “lang”; use en, az, hy, ru.",
    "lines=yes": "“yes” is not a value of “lines”; use 0 or 1.",
    "controls=2": "“2” is not a value of “controls”; use 0 or 1.",
    "data=latest": "“data” is the beginning of a dataset's hash",
    "incident=": "“incident” names one incident by its identifier.",
}
"""Queries with the sentence that answers them."""

VIEW: Final = {
    "lon": "46.5",
    "lat": "40.1",
    "zoom": "8.25",
    "measure": "killed",
    "lang": "az",
    "names": "ru",
    "lines": "1",
    "controls": "1",
    "ground": "bundled",
    "graticule": "0",
    "level": "1",
    "data": "0123abcdef",
    "incident": "KAR-20201123-01",
}


class TestAnswers:
    @pytest.mark.parametrize(
        ("address", "content_type"),
        [
            ("/incidents.csv", "text/csv; charset=utf-8"),
            ("/incidents.geojson", "application/geo+json"),
            ("/summary.json", "application/json"),
        ],
    )
    def test_each_address_has_its_content_type_and_file_name(
        self, client: FlaskClient, address: str, content_type: str
    ) -> None:
        answer = client.get(address)
        assert answer.status_code == 200
        assert answer.content_type == content_type
        assert answer.headers["Content-Disposition"] == f'inline; filename="karabakh-{address[1:]}"'

    @pytest.mark.parametrize("name", ["Qarabağ", 'a "quoted" name', "two\nlines: of text", ""])
    def test_a_name_that_cannot_be_a_file_name_is_refused_at_the_door(self, name: str) -> None:
        with pytest.raises(DatasetError, match=r"dataset\.json, column name"):
            dataset_of(tables(), name=name)

    def test_the_summary_of_everything_is_that_of_the_bundled_data(
        self, client: FlaskClient, dataset: Dataset
    ) -> None:
        assert _summary(client) == {
            "incidents": 165,
            "killed": 83,
            "injured": 213,
            "not_drawn": 11,
            "undated": 0,
            "killed_low": 83,
            "killed_high": 86,
            "killed_is_at_least": False,
            "killed_without_upper_bound": 0,
            "injured_low": 210,
            "injured_high": 216,
            "injured_is_at_least": True,
            "injured_without_upper_bound": 1,
            "not_recorded": [],
            "not_chosen": [],
            "dataset": {"name": "karabakh", "sha256": dataset.sha256, "as_of": "2026-11-28"},
        }

    @pytest.mark.parametrize(
        ("query", "sentence"),
        [
            ("district=AZ-ZZZ", "There is no district with the code “AZ-ZZZ”."),
            ("actor=Russian%20peacekeeper", "No row has “Russian peacekeeper” as “actor”."),
            ("side=Nobody", "No row has “Nobody” as “side”."),
        ],
    )
    def test_a_value_that_nobody_has_is_named_beside_the_zero(
        self, client: FlaskClient, query: str, sentence: str
    ) -> None:
        found = _summary(client, query)
        assert found["incidents"] == 0
        assert found["unknown_values"][0].startswith(sentence)
        for address in ("/summary.json", "/incidents.csv", "/incidents.geojson", "/incidents.parquet"):
            header = client.get(f"{address}?{query}").headers["Atlas-Unknown-Values"]
            assert unquote(header).startswith(sentence)

    def test_a_value_that_somebody_has_needs_no_such_word(self, client: FlaskClient) -> None:
        answer = client.get("/summary.json?district=AZ-TAR&actor=Russian%20peacekeepers&outcome=killed")
        assert (answer.json or {})["incidents"] == 0
        assert "unknown_values" not in (answer.json or {})
        assert "Atlas-Unknown-Values" not in answer.headers

    def test_rows_and_summary_reconcile(self, client: FlaskClient) -> None:
        for query in (
            "",
            "outcome=killed",
            "actor=Russian%20peacekeepers",
            "q=tractor",
            "precision=5&precision=6",
        ):
            counted = _summary(client, query)
            rows = _csv(client, query)
            features = _features(client, query)
            assert len(rows) == len(features) == counted["incidents"]
            for outcome in ("killed", "injured"):
                assert (counted[outcome] is None) == ("outcome=" in query and outcome not in query)
                assert sum(int(row[f"{outcome}_best"] or 0) for row in rows) == (counted[outcome] or 0)

    @pytest.mark.parametrize("query", ["q=nothing-has-this-word", "from=1950-01-01&to=1950-12-31"])
    def test_nothing_that_matches_is_an_answer_too(self, client: FlaskClient, query: str) -> None:
        assert _summary(client, query)["incidents"] == 0
        assert client.get(f"/incidents.csv?{query}").text == ",".join(COLUMNS) + "\r\n"
        assert _features(client, query) == []


class TestFoundingCase:
    def test_the_day_gives_the_one_incident_with_all_its_casualties(self, client: FlaskClient) -> None:
        [row] = _csv(client, FOUNDING_DAY)
        assert row["incident_id"] == "KAR-20201123-01"
        assert _people(row) == {"killed": "1", "injured": "5", "killed_all": "1", "injured_all": "5"}
        assert (row["place_name"], row["adm1_iso"], row["where_prec"]) == ("Suqovuşan", "AZ-TAR", "2")
        assert (row["longitude"], row["latitude"]) == ("46.75082", "40.32612")
        assert len(row["sources"].split(" | ")) == 5

    def test_figures_count_what_matches_and_all_of_the_incident(self, client: FlaskClient) -> None:
        [row] = _csv(client, f"{FOUNDING_DAY}&actor=Russian%20peacekeepers")
        assert _people(row) == {"killed": "0", "injured": "1", "killed_all": "1", "injured_all": "5"}
        assert _summary(client, f"{FOUNDING_DAY}&victim=peacekeeper")["injured"] == 1

    def test_actor_and_outcome_hold_for_one_casualty_row(self, client: FlaskClient) -> None:
        assert _csv(client, f"{FOUNDING_DAY}&actor=Russian%20peacekeepers&outcome=killed") == []
        assert len(_csv(client, f"{FOUNDING_DAY}&actor=Russian%20peacekeepers&outcome=injured")) == 1

    @pytest.mark.parametrize("words", ["Мадагиз", "madagiz", "SUQOVUSAN", "Тертер search"])
    def test_it_is_found_under_every_name_of_its_place(self, client: FlaskClient, words: str) -> None:
        answer = client.get(
            "/incidents.csv", query_string={"q": words, "from": "2020-11-23", "to": "2020-11-23"}
        )
        assert "KAR-20201123-01" in answer.text


class TestQuery:
    @pytest.mark.parametrize("query", NOT_UNDERSTOOD, ids=lambda query: str(query)[:30])
    def test_what_is_not_understood_is_answered_with_one_sentence(
        self, client: FlaskClient, query: str
    ) -> None:
        for address in ADDRESSES:
            answer = client.get(f"{address}?{query}")
            assert answer.status_code == 400
            assert answer.content_type == "text/plain; charset=utf-8"
            assert answer.text.startswith(NOT_UNDERSTOOD[query])
            assert answer.text.endswith(".\n")
            assert answer.text.count("\n") == 1
            assert "Content-Disposition" not in answer.headers

    @pytest.mark.parametrize("query", NOT_UNDERSTOOD, ids=lambda query: str(query)[:30])
    def test_the_page_opens_all_the_same(self, client: FlaskClient, query: str) -> None:
        assert client.get(f"/?{query}").status_code == 200

    def test_keys_that_other_services_add_are_ignored(self, client: FlaskClient) -> None:
        added = "&".join(["utm_source=a", "utm_=", "utm_source=b", *(f"{key}=x&{key}=y" for key in IGNORED)])
        for address in ADDRESSES:
            assert (
                client.get(f"{address}?{added}&{FOUNDING_DAY}").text
                == client.get(f"{address}?{FOUNDING_DAY}").text
            )
        assert set(IGNORED) == {"fbclid", "gclid"}

    @pytest.mark.parametrize("key", VIEW)
    def test_the_view_changes_no_row(self, client: FlaskClient, key: str) -> None:
        for address in ADDRESSES:
            expected = client.get(f"{address}?{FOUNDING_DAY}").text
            assert client.get(f"{address}?{FOUNDING_DAY}&{key}={VIEW[key]}").text == expected

    def test_every_key_of_the_view_is_tried_here(self) -> None:
        assert set(VIEW) == set(View.__dataclass_fields__)

    def test_the_keys_of_the_filter_are_those_that_are_documented(self) -> None:
        documented = "from to actor side outcome victim device activity district precision verification column area within q"
        assert set(KEYS) == set(documented.split())

    def test_the_order_of_keys_and_values_does_not_matter(self, client: FlaskClient) -> None:
        one = "outcome=killed&device=uxo&device=mine_unspecified"
        other = "device=mine_unspecified&device=uxo&device=uxo&outcome=killed"
        for address in ADDRESSES:
            assert client.get(f"{address}?{one}").text == client.get(f"{address}?{other}").text


class TestCsv:
    def test_the_columns_are_those_that_are_documented(self, client: FlaskClient) -> None:
        answer = client.get("/incidents.csv").text
        assert answer.split("\r\n", 1)[0] == ",".join(COLUMNS)
        assert all(
            len(row) == len(COLUMNS) for row in csv.reader(io.StringIO(answer, newline=""), strict=True)
        )

    def test_coordinates_stand_only_where_there_is_a_dot(self, client: FlaskClient) -> None:
        for row in _csv(client):
            is_close = row["where_prec"] in "12"
            assert bool(row["longitude"]) == bool(row["latitude"]) == is_close, row["incident_id"]

    def test_a_cell_that_a_spreadsheet_would_calculate_is_guarded(self) -> None:
        formula = '=HYPERLINK("x")'
        row = _csv(_visitor(incident(summary=formula, notes="-1", device_as_reported="a = b")))[0]
        assert (row["summary"], row["notes"], row["device_as_reported"]) == (f"'{formula}", "'-1", "a = b")

    def test_quotes_commas_and_lines_survive(self) -> None:
        text = 'one, "two"\nthree; ə'
        assert _csv(_visitor(incident(summary=text)))[0]["summary"] == text


class TestGeoJson:
    def test_it_opens_in_geopandas(self, client: FlaskClient) -> None:
        frame = gpd.read_file(io.BytesIO(client.get("/incidents.geojson").data))
        assert len(frame) == 165
        assert frame.crs == "EPSG:4326"
        assert set(COLUMNS) <= set(frame.columns)
        has_point = frame["where_prec"] <= 2
        points = gpd.GeoSeries(frame.geometry[has_point])
        assert points.geom_type.eq("Point").all()
        assert points.x.between(43, 51).all()
        assert frame.geometry[~has_point].isna().all()

    def test_the_properties_are_those_that_are_documented(self, client: FlaskClient) -> None:
        for feature in _features(client):
            assert list(feature["properties"]) == COLUMNS
            assert feature["id"] == feature["properties"]["incident_id"]
            for cited in feature["properties"]["sources"]:
                assert list(cited) == ["publisher", "url", "published", "language", "upstream_source"]

    def test_it_says_where_it_comes_from(self, client: FlaskClient, dataset: Dataset) -> None:
        collection = json.loads(client.get("/incidents.geojson").data)
        assert collection["type"] == "FeatureCollection"
        assert collection["dataset"] == _summary(client)["dataset"]
        assert collection["attribution"] == dataset.attribution
        assert collection["licence"] == dataset.licence

    def test_longitude_stands_before_latitude(self, client: FlaskClient) -> None:
        [feature] = _features(client, FOUNDING_DAY)
        assert feature["geometry"] == {"type": "Point", "coordinates": [46.75082, 40.32612]}

    def test_it_holds_the_rows_of_the_csv(self, client: FlaskClient) -> None:
        rows = _csv(client, "outcome=killed")
        features = _features(client, "outcome=killed")
        assert [row["incident_id"] for row in rows] == [feature["id"] for feature in features]
        for row, feature in zip(rows, features, strict=True):
            figures = [name for name in COLUMNS if name.startswith(("killed_", "injured_"))]
            assert [row[name] for name in figures] == [
                "" if feature["properties"][name] is None else str(feature["properties"][name])
                for name in figures
            ]


class TestText:
    MARKUP = '<img src=x onerror="alert(1)">&amp;'

    def test_markup_in_the_data_stays_text(self) -> None:
        visitor = _visitor(incident(summary=self.MARKUP), casualties=[casualty(affected_actor=self.MARKUP)])
        assert _csv(visitor)[0]["summary"] == self.MARKUP
        assert _features(visitor)[0]["properties"]["summary"] == self.MARKUP
        assert _summary(visitor, urlencode({"actor": self.MARKUP}))["incidents"] == 1

    def test_markup_in_a_query_comes_back_as_plain_text(self, client: FlaskClient) -> None:
        answer = client.get("/summary.json", query_string={"from": "<script>alert(1)</script>"})
        assert (answer.status_code, answer.content_type) == (400, "text/plain; charset=utf-8")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"

    def test_a_source_without_an_address_is_named_alone(self) -> None:
        visitor = _visitor(
            incident(), sources=[source(url=""), source(publisher="Another", url="https://example.org/b")]
        )
        assert _csv(visitor)[0]["sources"] == "A newspaper | Another https://example.org/b"

    def test_a_figure_that_nobody_gave_is_empty(self) -> None:
        hurt = casualty(count_low="", count_best="", count_high="")
        visitor = _visitor(incident(), casualties=[hurt])
        row = _csv(visitor)[0]
        assert [row[f"injured_{part}"] for part in ("low", "best", "high", "all")] == ["", "", "", ""]
        assert _features(visitor)[0]["properties"]["injured_best"] is None
        assert _summary(visitor)["injured"] is None

    def test_a_lowest_figure_stands_for_a_best_one_and_says_that_it_is_a_minimum(self) -> None:
        visitor = _visitor(incident(), casualties=[casualty(count_low="14", count_best="", count_high="")])
        row = _csv(visitor)[0]
        assert [row[f"injured_{part}"] for part in ("low", "best", "high", "all")] == ["14", "14", "", "14"]
        assert (row["at_least"], _summary(visitor)["injured_is_at_least"]) == ("injured", True)


def _visitor(*incidents: dict[str, str], **others: list[dict[str, str]]) -> FlaskClient:
    """A visitor of an atlas of these incidents."""
    rows = tables(incidents=list(incidents), casualties=[], sources=[]) | others
    visitor: FlaskClient = create_app(dataset_of(rows)).server.test_client()
    return visitor


def _summary(visitor: FlaskClient, query: str = "") -> Any:
    answer = visitor.get(f"/summary.json?{query}")
    assert answer.status_code == 200
    return json.loads(answer.data)


def _csv(visitor: FlaskClient, query: str = "") -> list[dict[str, str]]:
    answer = visitor.get(f"/incidents.csv?{query}")
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.text, newline=""), strict=True))


def _features(visitor: FlaskClient, query: str = "") -> list[Any]:
    answer = visitor.get(f"/incidents.geojson?{query}")
    assert answer.status_code == 200
    features: list[Any] = json.loads(answer.data)["features"]
    return features


def _people(row: Mapping[str, str]) -> dict[str, str]:
    return {
        "killed": row["killed_best"],
        "injured": row["injured_best"],
        "killed_all": row["killed_all"],
        "injured_all": row["injured_all"],
    }
