"""What the comparison shows: signs, names, one scale for both maps, controls that fit the sides."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient

from components.comparison.maps import figures, reconciled
from components.comparison.sides import WAYS, controls
from components.comparison.table import in_both, in_sentences, line_name, table
from components.map.detail import details_of
from components.map.figure import SHADING, patch
from components.map.legend import legend
from components.theme import PALETTES
from data.extent import around
from data.filters.incident_filter import IncidentFilter
from data.filters.over_time.comparison import DATES, Line, compared, split
from data.filters.over_time.comparison import WAYS as EVERY_WAY
from data.tables.count_range import CountRange
from data.tables.dataset import Dataset
from data.wording.comparisons.difference import signed, totals_named
from data.wording.phrases import people
from tests.tables import dataset_of, incident, summary, tables


@pytest.mark.parametrize(
    ("a", "b", "written"),
    [
        (CountRange(0, 0, 0), CountRange(0, 0, 0), "0"),
        (CountRange(1, 1, 1), CountRange(4, 4, 4), "+3"),
        (CountRange(1848, 1848, 1848), CountRange(0, 0, 0), "−1,848"),
        (CountRange(1, 1, 4), CountRange(20, 3, 23), "+19 (−1 to +22)"),
        (
            CountRange(9, 8, 9),
            CountRange(3, 1, 3, unknown=1),
            "−6 (−8 to −5, 1 count may be higher)",
        ),
        (CountRange(5, 5, 5, unknown=1), CountRange(5, 5, 5, unknown=1), "0 (2 counts may be higher)"),
        (CountRange(0, 0, 0, is_recorded=False), CountRange(0, 0, 0, is_recorded=False), "not recorded"),
        (CountRange(0, 0, 0), CountRange(0, 0, 1, unknown=1), "not known (0 to +1)"),
        (CountRange(0, 0, 1, unknown=1), CountRange(5, 5, 5), "not known (+4 to +5)"),
        (CountRange(0, 0, 1, unknown=1), CountRange(0, 0, 1, unknown=1), "not known (−1 to +1)"),
        (CountRange(0, 0, 0, unknown=1, open=1), CountRange(5, 5, 5), "not known"),
        (CountRange(2, 2, 2), CountRange(0, 0, 0, unknown=1, open=1), "not known"),
    ],
)
def test_a_difference_has_its_sign_and_its_range_and_none_from_what_nobody_knows(
    a: CountRange, b: CountRange, written: str
) -> None:
    assert signed(Line("", "killed", a, b)) == written


def test_the_difference_from_an_unknown_count_is_not_known(dataset: Dataset) -> None:
    day = date(2021, 3, 22)  # one incident, with 0–1 injured and no figure to use
    before = IncidentFilter(date_from=day.replace(day=21), date_to=day.replace(day=21))
    comparison = compared(dataset, before, IncidentFilter(date_from=day, date_to=day))
    assert "Injured: 0 in A, not known (0–1) in B, difference not known (0 to +1)." in in_sentences(
        comparison
    )
    assert '" (0 to +1)"' in texts([table(comparison)])


def test_every_line_is_named_in_words(dataset: Dataset) -> None:
    comparison = compared(dataset, *split(dataset, IncidentFilter(), DATES))
    assert [line_name(dataset, "", line) for line in comparison.totals] == [
        "Incidents",
        "Killed",
        "Injured",
        "On the map",
        "Not mapped",
    ]
    assert line_name(dataset, "district", comparison.districts[0]) == "Ağdam"
    assert line_name(dataset, "district", comparison.districts[-1]) == "No district, or not mapped"
    assert line_name(dataset, "actor", comparison.actors[0]) == "Civilians: killed"
    assert all(line_name(dataset, "device", line)[0].isupper() for line in comparison.devices)


def test_the_sentences_say_the_totals_and_what_is_in_both(dataset: Dataset) -> None:
    comparison = compared(dataset, IncidentFilter(), IncidentFilter(outcome=("killed",)))
    assert in_sentences(comparison).startswith("Incidents: 165 in A, ")
    assert in_both(comparison) == f"{comparison.b.incidents} incidents are in both and count on each side."
    apart = compared(dataset, *split(dataset, IncidentFilter(), DATES))
    assert in_both(apart) == "No incident is in both."


def test_only_the_outcomes_that_a_side_chooses_are_shown(dataset: Dataset) -> None:
    injured, all_of_them = IncidentFilter(outcome=("injured",)), IncidentFilter()
    assert "killed" not in texts(figures(summary(dataset, outcome=("injured",))))
    neither = compared(dataset, injured, injured)
    assert "Killed" not in in_sentences(neither) + texts([table(neither)])
    assert [name for name, _ in totals_named(neither)] == ["Incidents", "Injured", "On the map", "Not mapped"]
    one = compared(dataset, injured, all_of_them)
    assert "Killed: not chosen in A, 83 (83–86) in B. Injured" in in_sentences(one)
    killed = one.totals[1]
    assert (people(killed.a), signed(killed)) == ("not chosen", "–")


def test_a_value_that_a_side_leaves_out_is_not_chosen_rather_than_none(dataset: Dataset) -> None:
    sides = (IncidentFilter(district=(code,)) for code in ("AZ-AGM", "AZ-TAR"))
    by_district = {line.value: line for line in compared(dataset, *sides).districts}
    assert people(by_district["AZ-AGM"].b) == people(by_district["AZ-TAR"].a) == "not chosen"
    sides = (IncidentFilter(actor=(actor,)) for actor in ("Civilians", "Russian peacekeepers"))
    for line in compared(dataset, *sides).actors:
        assert "not chosen" in (people(line.a), people(line.b))


def test_a_side_tells_how_many_of_its_incidents_are_undated(dated: Dataset) -> None:
    assert reconciled(summary(dated)) == "3 incidents, 1 of them undated: 3 on the map"
    assert reconciled(summary(dated, date_from=date(1900, 1, 1))) == (
        "2 incidents (1 undated left out): 2 on the map"
    )


@pytest.fixture
def dated() -> Dataset:
    """Three incidents, one of them undated."""
    days = [("2020-11-23", "1"), ("2020-12-01", "1"), ("", "0")]
    rows = [
        incident(incident_id=str(number), date_start=day, date_end=day, date_prec=grade)
        for number, (day, grade) in enumerate(days)
    ]
    return dataset_of(tables(incidents=rows, casualties=[], sources=[]))


def test_the_table_has_a_row_for_every_line_and_no_claim(dataset: Dataset) -> None:
    comparison = compared(dataset, *split(dataset, IncidentFilter(), "actor"))
    drawn = json.dumps(table(comparison).to_plotly_json(), default=lambda part: part.to_plotly_json())
    lines = [*comparison.totals, *comparison.districts, *comparison.actors, *comparison.devices]
    assert drawn.count('"scope": "row"') == len(lines)
    assert "In brackets" in drawn
    assert "significan" not in drawn


def test_both_maps_have_the_shades_of_the_dataset(dataset: Dataset) -> None:
    few, many = summary(dataset, district=("AZ-TAR",)), summary(dataset)
    left, right = details_of([few, many], None)
    assert shades(patch(left, "incidents", PALETTES["light"])) == shades(
        patch(right, "incidents", PALETTES["light"])
    )
    assert texts(legend(few, "incidents")) == texts(legend(many, "incidents"))


def test_a_circle_invites_to_a_click_only_where_one_opens_a_list(dataset: Dataset) -> None:
    everything = details_of([summary(dataset)], None)[0]
    assert "Click" in str(patch(everything, "incidents", PALETTES["light"]).to_plotly_json())
    silent = patch(everything, "incidents", PALETTES["light"], opens_lists=False)
    assert "Click" not in str(silent.to_plotly_json())


@pytest.mark.parametrize("way", EVERY_WAY)
def test_the_controls_show_the_values_of_each_side(dataset: Dataset, way: str) -> None:
    assert way in WAYS
    a, b = split(dataset, IncidentFilter(), way)
    shown, day, hides_day, hides_values, options_a, chosen_a, _, chosen_b = controls(dataset, a, b, way)
    assert shown == way
    assert hides_day != hides_values
    if way == DATES:
        assert (day, chosen_a, chosen_b) == (str(b.date_from), [], [])
    else:
        assert (chosen_a, chosen_b) == ([str(v) for v in getattr(a, way)], [str(v) for v in getattr(b, way)])
        assert {value["value"] for value in options_a} >= {*chosen_a, *chosen_b}


def test_a_side_that_matches_nothing_says_what_to_do(dataset: Dataset) -> None:
    assert reconciled(summary(dataset, actor=("Nobody",))).startswith("Nothing matches")


def test_the_box_around_both_maps() -> None:
    assert around([None, (45.0, 39.0, 46.0, 40.0), (44.0, 39.5, 45.5, 41.0)]) == (44.0, 39.0, 46.0, 41.0)
    assert around([None, None]) is None


def test_the_page_is_served_with_its_parts_and_may_not_be_framed(client: FlaskClient) -> None:
    answer = client.get("/compare?lang=ru")
    assert answer.status_code == 200
    assert '<html lang="ru">' in answer.text
    assert answer.text.count("+oembed") == 2
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert client.get("/~ru/compare/_dash-layout").status_code == 200


def shades(change: Any) -> list[Any]:
    """What a patch says of the shading's scale."""
    operations = change.to_plotly_json()["operations"]
    return [
        operation["params"]["value"]
        for operation in operations
        if operation["location"][:2] == ["data", SHADING]
        and operation["location"][-1] in ("zmin", "zmax", "colorscale")
    ]


def texts(parts: list[Any]) -> str:
    return json.dumps(parts, default=lambda part: part.to_plotly_json())
