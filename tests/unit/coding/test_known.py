"""Which incidents a new one may be."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.coding.known import known_incidents
from data.store.collection import Collection, open_collection
from data.store.records.documents import IncidentDocument
from data.store.records.records import State
from tests.tables import casualty, incident, source

NEW = {"date_start": "2021-05-04", "date_end": "2021-05-04", "adm0": "AZ", "adm1_iso": "AZ-AGM"}


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    with open_collection(str(tmp_path / "desk.sqlite")) as opened:
        yield opened


def made(incident_id: str, url: str = "", killed: str = "1", **cells: str) -> IncidentDocument:
    point = {"longitude": "", "latitude": "", "where_prec": "3", "coord_method": "none"}
    counts = {"outcome": "killed", "count_low": killed, "count_best": killed, "count_high": killed}
    cells = {"place_name": "", "location_as_reported": "", **point, **NEW, **cells}
    return IncidentDocument(
        incident(incident_id=incident_id, **cells), [casualty(**counts)], [source(url=url)]
    )


def found(collection: Collection, *saved: IncidentDocument, **cells: str) -> list[str]:
    """Identifiers of the saved incidents that a new one of these cells may be."""
    for document in saved:
        collection.save(document, who="A", why="", state=State.DRAFT)
    return [one.revision.incident_id for one in known_incidents(collection, made("NEW", **cells))]


def test_the_same_day_and_district_come_first_and_days_far_apart_do_not_come(collection: Collection) -> None:
    two_days = made("LATER", date_start="2021-05-06", date_end="2021-05-06")
    week = made("WEEK", date_start="2021-05-12", date_end="2021-05-12")
    assert found(collection, two_days, made("SAME"), week) == ["SAME", "LATER"]


def test_another_district_comes_only_with_the_same_numbers(collection: Collection) -> None:
    other = made("OTHER", adm1_iso="AZ-FUZ", killed="3")
    same = made("SAME-NUMBERS", adm1_iso="AZ-FUZ")
    assert found(collection, other, same) == ["SAME-NUMBERS"]


def test_points_are_compared_by_their_distance(collection: Collection) -> None:
    near = made(
        "NEAR", longitude="46.9", latitude="40", where_prec="2", coord_method="settlement", killed="9"
    )
    far = made("FAR", longitude="48.9", latitude="40", where_prec="2", coord_method="settlement", killed="9")
    point = {"longitude": "46.8", "latitude": "40", "where_prec": "2", "coord_method": "settlement"}
    assert found(collection, near, far, **point) == ["NEAR"]


def test_one_page_is_one_report_whatever_else_it_has(collection: Collection) -> None:
    cited = made("CITED", url="https://example.org/1", adm1_iso="AZ-FUZ", killed="9")
    assert found(collection, cited, url="https://example.org/1") == ["CITED"]


def test_a_decision_that_it_is_another_one_holds(collection: Collection) -> None:
    collection.save(made("NEW"), who="A", why="")
    collection.save(made("OLD"), who="A", why="")
    assert len(known_incidents(collection, made("NEW"))) == 1
    collection.decide("NEW", "OLD", is_same=False, who="A", why="")
    assert known_incidents(collection, made("NEW")) == []


def test_an_undated_incident_is_looked_for_by_its_place(collection: Collection) -> None:
    place = {"place_name": "Suqovuşan", "adm1_iso": "AZ-TAR"}
    undated = {"date_start": "", "date_end": "", "date_prec": "0"}
    assert found(collection, made("OLD", **place), **place, **undated) == ["OLD"]
