"""The desk looks names, codes and points up in the boundaries of its collection, and publishes them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from components.desk.server import create_desk
from data.areas.boundary_table import BOUNDARIES, written_boundaries
from data.coding.places import placed, places_for
from data.folders.boundaries_in_use import use_boundaries
from data.store.collection import Collection
from data.store.records.records import State
from tests.made_boundaries import nested_boundaries
from tests.unit.desk.conftest import Desk
from tests.unit.store.made_incidents import WHO, document


@pytest.fixture(autouse=True)
def bundled_afterwards() -> Iterator[None]:
    """Other tests look places up in the bundled districts."""
    yield
    use_boundaries(None)


def add_boundaries(collection: Collection) -> None:
    table = nested_boundaries([(2, 1), (1, 2)])
    collection.save_layer(BOUNDARIES, written_boundaries(table), **WHO)


def test_an_open_desk_takes_up_the_boundaries_that_are_added(desk: Desk) -> None:
    cells = {"adm0": "AZ", "adm1_name": "Level 2 AZ0001"}
    assert placed({}, 46.8, 40.3)[0]["adm1_iso"] == "AZ-TAR"
    add_boundaries(desk.collection)
    assert desk.get("/desk").status_code == 200
    assert placed({}, 46.8, 40.3)[0]["adm1_iso"] == "AZ0001"
    assert [one.text for one in places_for(cells)] == ["Level 2 AZ0001: the district only"]
    desk.collection.save_layer(BOUNDARIES, None, **WHO)
    desk.get("/desk")
    assert placed({}, 46.8, 40.3)[0]["adm1_iso"] == "AZ-TAR"


def test_drafts_of_a_known_report_are_made_anew_in_them(desk: Desk) -> None:
    desk.reads()
    before = desk.get("/desk/report/1").text
    add_boundaries(desk.collection)
    after = desk.get("/desk/report/1").text
    assert ("AZ-TAR" in before, "AZ-TAR" in after) == (True, False)


def test_a_desk_that_is_opened_later_has_them(desk: Desk) -> None:
    add_boundaries(desk.collection)
    create_desk(desk.collection)
    assert placed({}, 46.8, 40.3)[0]["adm1_iso"] == "AZ0001"


def test_the_page_publishes_an_edition_with_boundaries_alone(desk: Desk) -> None:
    add_boundaries(desk.collection)
    assert "Nothing became ready" in desk.get("/desk/publish").text
    desk.collection.save(document(), **WHO, state=State.READY)
    desk.collection.publish(**WHO)
    assert "Nothing became ready" in desk.get("/desk/publish").text
    desk.collection.save_layer(BOUNDARIES, None, **WHO)
    page = desk.get("/desk/publish").text
    assert "Also changed: boundaries." in page
    assert desk.post("/desk/publish", why="without boundaries", edition="1").status_code == 303
    assert [one.number for one in desk.collection.editions()] == [2, 1]
