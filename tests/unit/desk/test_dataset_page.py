"""The description of the dataset, its places and official totals on the desk."""

from __future__ import annotations

from tests.unit.desk.conftest import Desk


def sends(desk: Desk, part: str, **values: str) -> tuple[int, str]:
    answer = desk.post("/desk/dataset", part=part, why="", **values)
    return answer.status_code, answer.text


def test_the_description_is_saved_and_a_wrong_name_is_refused_in_a_sentence(desk: Desk) -> None:
    described = {
        "description.name": "field-records",
        "description.title": "Field records",
        "description.as_of": "2026-11-01",
        "description.licence": "CC BY 4.0",
        "description.attribution": "An office",
        "description.cannot_tell": "injured",
    }
    assert sends(desk, "description", based_on="0", **described)[0] == 303
    stored, number = desk.collection.description()
    assert (stored["title"], stored["cannot_tell"], number) == ("Field records", ["injured"], 1)
    status, text = sends(desk, "description", based_on="1", **described | {"description.name": "No Name"})
    assert status == 400
    assert "No Name" in text
    status, text = sends(desk, "description", based_on="0", **described)
    assert status == 400
    assert "saved this meanwhile" in text


def test_a_place_is_saved_and_another_window_does_not_overwrite_it(desk: Desk) -> None:
    place = {"place.place_name": "Madagiz", "place.adm1_iso": "AZ-TAR", "place.aliases": "Suqovuşan|Мадагиз"}
    assert sends(desk, "place", based_on="0", **place)[0] == 303
    assert "Suqovuşan" in desk.get("/desk/dataset?place=Madagiz&district=AZ-TAR").text
    status, text = sends(desk, "place", based_on="0", **place | {"place.note": "mine"})
    assert status == 400
    assert "saved this meanwhile" in text
    assert sends(desk, "place", based_on="1", **place | {"place.note": "mine"})[0] == 303
    assert desk.collection.places()[0]["note"] == "mine"


def test_official_totals_are_saved_checked_and_removed(desk: Desk) -> None:
    row = {"totals.0.as_of": "2024-05", "totals.0.source": "An office", "totals.0.killed": "12"}
    assert sends(desk, "totals", based_on="0", **row)[0] == 303
    assert desk.collection.official_totals()[0][0]["killed"] == "12"
    status, text = sends(desk, "totals", based_on="1", **row | {"totals.0.as_of": "May"})
    assert status == 400
    assert "May" in text
    assert sends(desk, "totals", based_on="1")[0] == 303
    assert desk.collection.official_totals()[0] == []
