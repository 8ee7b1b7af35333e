"""Which incidents are near one in space and time."""

from __future__ import annotations

from data.filters.on_map.neighbours import neighbours
from tests.tables import dataset_of, incident, no_rows


def near(*rows: dict[str, str]) -> list[str]:
    """Identifiers of the neighbours of the incident "here"."""
    here = incident(
        incident_id="here", date_start="2020-05-13", date_end="2020-05-13", longitude="46", latitude="40"
    )
    tables = no_rows()
    tables["incidents"] = [here, *rows]
    dataset = dataset_of(tables)
    row = dataset.row_of("here")
    assert row is not None
    return [str(dataset.incidents["incident_id"].iloc[other]) for other in neighbours(dataset, row)]


def one(name: str, day: str, longitude: str, latitude: str = "40", **cells: str) -> dict[str, str]:
    return incident(
        incident_id=name, date_start=day, date_end=day, longitude=longitude, latitude=latitude, **cells
    )


def test_neighbours_lie_within_ten_kilometres_nearest_first() -> None:
    # A degree of longitude at 40° N is 85.4 km: 0.1 is 8.5 km, 0.12 is 10.2 km.
    rows = one("b", "2020-05-13", "46.1"), one("a", "2020-05-13", "46.01"), one("far", "2020-05-13", "46.12")
    assert near(*rows) == ["a", "b"]


def test_thirty_days_before_and_after_belong_to_it() -> None:
    rows = (
        one("before", "2020-04-13", "46"),
        one("too early", "2020-04-12", "46"),
        one("after", "2020-06-12", "46"),
        one("too late", "2020-06-13", "46"),
    )
    assert sorted(near(*rows)) == ["after", "before"]


def test_an_incident_that_is_no_dot_is_no_neighbour() -> None:
    assert near(one("district", "2020-05-13", "46", where_prec="3", coord_method="district_point")) == []


def test_an_incident_without_a_dot_has_no_neighbours() -> None:
    tables = no_rows()
    tables["incidents"] = [
        one("a", "2020-05-13", "46", where_prec="3", coord_method="district_point"),
        one("b", "2020-05-13", "46"),
    ]
    dataset = dataset_of(tables)
    row = dataset.row_of("a")
    assert row is not None
    assert list(neighbours(dataset, row)) == []
