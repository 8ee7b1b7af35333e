"""The address that reads what was drawn or typed, and how a selection stands in figures, list and files."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from flask.testing import FlaskClient

from app import create_app
from components.incidents.matches import listed
from components.panels.active_filter import parts
from data.areas.outline import outline_bounds
from data.areas.selection import read_selection
from data.filters.incident_filter import IncidentFilter
from data.filters.summary import summary_of
from data.wording.filter_phrases import filter_in_words
from data.wording.paragraphs.paragraph import paragraph_of
from tests.tables import bundled

FUZULI = "circle:39.60086,47.14529,40"


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    made: FlaskClient = create_app(bundled()).server.test_client()
    return made


def selected(client: FlaskClient, **requested: str) -> list[dict[str, Any]]:
    answer = client.get("/selection.json", query_string=requested)
    assert answer.status_code == 200
    found: list[dict[str, Any]] = answer.get_json()["selections"]
    return found


@pytest.mark.parametrize(
    ("of", "km", "within"),
    [
        ("Fuzuli", "10", "circle:39.6009,47.1453,10"),
        ("Физули", "2,5", "circle:39.6009,47.1453,2.5"),
        ("39.6003, 47.1431", "10", "circle:39.6003,47.1431,10"),
        ("38T PK 63000 67800", "1", "circle:40.3448,46.9192,1"),
        ("39 46; 40 47.5", "", "box:39,46,40,47.5"),
        ("39, 46; 40, 46; 40, 47.5", "", "polygon:BEg35XguicgxTAAwpd"),
        ("39, 46; 40, 47.5", "2", "line:BEg35XguicgxTwpd,2"),
        ("39, 46; 40, 46; 40, 47.5; 39, 46", "5", "polygon:BEg35XguicgxTAAwpd,5"),
        ("-20.5, 179; -19, -179", "", "box:-20.5,179,-19,-179"),
    ],
)
def test_what_is_typed_selects(client: FlaskClient, of: str, km: str, within: str) -> None:
    (found,) = selected(client, of=of, km=km)
    assert found["within"] == within
    assert found["outline"]["geometry"]["type"] == "Polygon"


def test_of_several_places_of_one_name_each_is_offered(client: FlaskClient) -> None:
    found = selected(client, of="Springfield", km="10")
    assert len(found) > 5
    assert len({one["within"] for one in found}) == len(found)
    assert {"Springfield (Missouri, US)", "Springfield (Illinois, US)"} <= {one["label"] for one in found}


def test_a_name_that_is_only_similar_needs_a_confirmation(client: FlaskClient) -> None:
    """ "Nowhereville" is one letter or two from a single place of the world, which nobody means."""
    (point,) = client.get("/selection.json", query_string={"go": "Nowhereville"}).get_json()["points"]
    assert point["similar"]
    assert [one["similar"] for one in selected(client, of="Nowhereville", km="10")] == [True]
    assert not any(one["similar"] for one in selected(client, of="Fuzuli", km="10"))


def test_the_outline_alone_is_answered_without_a_name(client: FlaskClient) -> None:
    within = "circle:39.6009,47.1453,10"
    (whole,), (alone,) = selected(client, within=within), selected(client, within=within, of="outline")
    assert alone == {"outline": whole["outline"]}


@pytest.mark.parametrize(
    ("requested", "sentence"),
    [
        ({"of": "", "km": "10"}, "Write a place or a coordinate, such as Fuzuli or 39.6003, 47.1431."),
        ({"of": "Xyzzyq", "km": "10"}, "“Xyzzyq” was not found; write another name of the place"),
        ({"of": "Fuzuli", "km": ""}, "Write within how many kilometres of it; a point has no inside."),
        ({"of": "Fuzuli", "km": "ten"}, "“ten” is not a number of kilometres; write it as 10 or 2.5."),
        ({"of": "Fuzuli", "km": "5000000000"}, "5000000000 km is not a distance to select by"),
        ({"of": "Fuzuli", "km": "nan"}, "“nan” is not a number of kilometres"),
        ({"of": "Fuzuli", "km": "1,500"}, "“1,500” is not a number of kilometres; write it as 10 or 2.5."),
        ({"of": "11,21", "km": "5"}, "Write a place or a coordinate, such as Fuzuli"),
        ({"of": "11,21; 12,22", "km": ""}, "Write a place or a coordinate, such as Fuzuli"),
        ({"of": "Nowhereville; Fuzuli", "km": "5"}, "“Nowhereville” was not found;"),
        ({"of": "Kakheti", "km": "5"}, "“Kakheti” is an area, not a point;"),
        ({"of": "Tartar district", "km": "5"}, "“Tartar district” is an area, not a point;"),
        ({"of": "95.2, 200", "km": "5"}, "95.2, 200 is not on the globe; write latitude, then longitude."),
        ({"of": "Springfield; Paris", "km": "5"}, "“Springfield” may be any of several places;"),
        ({"of": ";".join(["39.1, 46.1"] * 201), "km": "5"}, "The selection has more than 200 corners"),
        (
            {"within": "polygon:40 46,41 48,40.2 47.9,41 46.1"},
            "The outline of the polygon crosses or touches",
        ),
        ({"go": "Xyzzyq"}, "“Xyzzyq” was not found;"),
    ],
)
def test_what_cannot_be_read_gets_one_sentence(
    client: FlaskClient, requested: dict[str, str], sentence: str
) -> None:
    answer = client.get("/selection.json", query_string=requested)
    assert answer.status_code == 400
    assert answer.get_json()["sentence"].startswith(sentence)


def test_a_coordinate_in_any_notation_is_a_point_to_go_to(client: FlaskClient) -> None:
    for text in ("40.3453, 46.8901", "40°20′43.1″N 46°53′24.4″E", "38T PK 60527 67797", "38T 660527 4467797"):
        (point,) = client.get("/selection.json", query_string={"go": text}).get_json()["points"]
        assert (point["lat"], point["lon"]) == pytest.approx((40.3453, 46.8901), abs=2e-5)


def test_inside_and_possibly_inside_reconcile_everywhere(client: FlaskClient) -> None:
    strict, wide = (client.get(f"/summary.json?within={FUZULI}{end}").get_json() for end in ("", ",possible"))
    everything = client.get("/summary.json").get_json()["incidents"]
    assert strict["within"] == wide["within"]
    assert sum(strict["within"].values()) == everything
    assert strict["incidents"] == strict["within"]["inside"] > 0
    assert (
        wide["incidents"] == strict["incidents"] + strict["within"]["possibly_inside"] > strict["incidents"]
    )
    rows = list(
        csv.DictReader(io.StringIO(client.get(f"/incidents.csv?within={FUZULI},possible").text, newline=""))
    )
    members = [row["in_selection"] for row in rows]
    assert (members.count("inside"), members.count("possibly_inside")) == (
        strict["within"]["inside"],
        strict["within"]["possibly_inside"],
    )
    table = client.get(f"/incidents/page.json?within={FUZULI},possible&start=0&end=500").get_json()["rows"]
    marked = [row for row in table if "(possibly inside: only the district is known)" in row["place"]]
    assert len(marked) == strict["within"]["possibly_inside"]
    features = client.get(f"/incidents.geojson?within={FUZULI}").get_json()["features"]
    assert {feature["properties"]["in_selection"] for feature in features} == {"inside"}
    assert len(features) == strict["incidents"]
    items = client.get(f"/ogc/collections/incidents/items?within={FUZULI}").get_json()
    assert items["numberMatched"] == strict["incidents"]
    assert "in_selection" not in client.get("/incidents.csv").text.split("\r\n")[0]


def test_the_chip_the_button_the_list_and_the_brief_state_both_numbers() -> None:
    dataset, within = bundled(), read_selection(FUZULI)
    incident_filter = IncidentFilter(within=within)
    counts = summary_of(dataset, incident_filter).in_space
    assert counts is not None
    words = filter_in_words(dataset, incident_filter)
    assert (
        words == f"within 40 km of Füzuli: {counts.inside} inside, {counts.possibly_inside} possibly inside"
    )
    assert f"Count {counts.possibly_inside} possibly inside too" in json.dumps(
        [str(part) for part in parts(dataset, incident_filter)]
    )
    brief = paragraph_of(summary_of(dataset, incident_filter)).text
    assert " within 40 km of Füzuli" in brief
    assert f"{counts.possibly_inside} more incidents are possibly inside and not counted" in brief
    both = summary_of(dataset, IncidentFilter(within=read_selection(f"{FUZULI},possible")))
    tag = "possibly inside: only the district is known"
    assert str(listed(both)).count(tag) > 0
    assert tag not in str(listed(summary_of(dataset, incident_filter)))


def test_the_map_fits_the_whole_selection() -> None:
    incident_filter = IncidentFilter(within=read_selection(FUZULI))
    west, south, east, north = outline_bounds(read_selection(FUZULI))
    bounds = summary_of(bundled(), incident_filter).bounds
    assert bounds is not None
    assert bounds[0] <= west
    assert bounds[1] <= south
    assert bounds[2] >= east
    assert bounds[3] >= north


def test_a_picture_of_a_selection_over_the_antimeridian_is_drawn(client: FlaskClient) -> None:
    assert client.get("/brief.png?within=circle:10,179.9,100").status_code == 200
