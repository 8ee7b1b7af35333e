"""What a dataset says about its own rows."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import date
from itertools import product
from typing import Final

import pytest

from data.tables.dataset import Dataset
from tests.tables import casualty, dataset_of, incident, no_rows, place, tables

NO_POINT: Final = {"longitude": "", "latitude": "", "coord_method": "none"}


def of_incidents(*rows: dict[str, str]) -> Dataset:
    return dataset_of(tables(incidents=list(rows), casualties=[], sources=[]))


def test_drawn_is_a_dot_for_grades_1_and_2_and_a_known_district_for_3_and_4() -> None:
    rows, dots, drawn = [], [], []
    for number, (grade, has_point, code) in enumerate(
        product(range(1, 8), [True, False], ["AZ-TAR", "AZ-ZZZ", ""])
    ):
        place_known = {} if has_point else NO_POINT
        rows.append(
            incident(incident_id=f"A-{number:02}", where_prec=str(grade), adm1_iso=code) | place_known
        )
        dots.append(grade in (1, 2) and has_point)
        drawn.append(dots[-1] or (grade in (3, 4) and code == "AZ-TAR"))
    dataset = of_incidents(*rows)
    assert dataset.has_dot.tolist() == dots
    assert dataset.is_drawn.tolist() == drawn


def test_a_point_is_in_longitude_and_latitude_and_empty_where_there_is_none() -> None:
    points = of_incidents(incident(incident_id="a"), incident(incident_id="b") | NO_POINT).incidents.geometry
    assert points.crs == "EPSG:4326"
    assert (points.x.iloc[0], points.y.iloc[0]) == (46.773, 40.327)
    assert points.is_empty.tolist() == [False, True]


def test_incidents_stand_in_order_of_first_day_then_identifier_and_casualties_with_them() -> None:
    days = {"c": "2020-01-02", "b": "2020-01-02", "a": "2021-01-01"}
    rows = [incident(incident_id=name, date_start=day, date_end=day) for name, day in days.items()]
    victims = [
        casualty(incident_id=name, outcome=outcome) for name in "abc" for outcome in ("killed", "injured")
    ]
    dataset = dataset_of(tables(incidents=rows, casualties=victims, sources=[]))
    assert list(dataset.incidents["incident_id"]) == ["b", "c", "a"]
    assert list(dataset.incidents.index) == [0, 1, 2]
    assert "".join(dataset.casualties["incident_id"]) == "bbccaa"
    assert list(dataset.casualties["outcome"]) == ["killed", "injured"] * 3
    assert dataset.casualty_incident.tolist() == [0, 0, 1, 1, 2, 2]
    assert [dataset.row_of(name) for name in ("a", "b", "z", "")] == [2, 0, None, None]


def test_a_district_is_called_as_the_tables_call_it_or_else_as_the_layer_does() -> None:
    dataset = of_incidents(
        incident(incident_id="a", adm1_name=""),
        incident(incident_id="b", adm1_name="Tərtər"),
        incident(incident_id="c", adm1_name="", adm1_iso="AM-TV"),
        incident(incident_id="d", adm1_name="Somewhere", adm1_iso=""),
    )
    assert dataset.district_names == {"AZ-TAR": "Tərtər", "AM-TV": "Tavush"}


def test_first_and_last_day_are_those_of_the_spans() -> None:
    dataset = of_incidents(
        incident(incident_id="a", date_start="2019-12-30", date_end="2020-01-05", date_prec="3"),
        incident(incident_id="b", date_start="2019-12-31", date_end="2020-01-30", date_prec="4"),
    )
    assert (dataset.first_day, dataset.last_day) == (date(2019, 12, 30), date(2020, 1, 30))


def test_the_text_that_is_searched_holds_every_name_of_place_and_district() -> None:
    dataset = dataset_of(tables(places=[place(aliases="Мадагиз|Մատաղիս")]))
    for name in ("suqovusan", "мадагиз", "մատաղիս", "terter", "тертерскии", "tartar", "road", "exploded"):
        assert dataset.search_index.has_word(name)[0]
    assert not dataset.search_index.has_word("ozan").any()


def test_a_dataset_without_rows_has_no_days_and_draws_nothing() -> None:
    dataset = dataset_of(no_rows())
    assert (dataset.first_day, dataset.last_day) == (None, None)
    assert dataset.is_drawn.tolist() == dataset.has_dot.tolist() == dataset.casualty_incident.tolist() == []
    assert dataset.district_names == {}
    assert dataset.search_index.has_word("a").tolist() == []
    assert dataset.row_of("A-1") is None


def test_the_short_hash_begins_the_hash() -> None:
    dataset = dataset_of(tables())
    assert dataset.sha256.startswith(dataset.short_hash)
    assert len(dataset.short_hash) == 12


def test_a_dataset_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        dataset_of(no_rows()).name = "x"  # type: ignore[misc]
