"""What a title names of a filter."""

from __future__ import annotations

import pytest

from data.filters.incident_filter import IncidentFilter
from data.filters.summary import summary_of
from data.tables.dataset import Dataset
from data.wording.subject import LONGEST, subject

ACTORS = ["Russian peacekeepers", "ANAMA deminers", "Civilians", "Azerbaijani armed forces"]


@pytest.mark.parametrize(
    ("query", "written"),
    [
        ([], ""),
        ([("outcome", "killed")], ""),
        ([("actor", ACTORS[0])], "Russian peacekeepers"),
        ([("actor", ACTORS[0]), ("outcome", "injured")], "Russian peacekeepers"),
        ([("victim", "civilian"), ("district", "AZ-AGM")], "civilian · Ağdam"),
        ([("from", "2020-11-23"), ("to", "2020-12-31")], "23 Nov 2020 – 31 Dec 2020"),
        ([("device", "uxo")], "unexploded ordnance"),
        (
            [("within", "circle:40,47,60"), ("actor", ACTORS[0])],
            "Russian peacekeepers · within 60 km of 40.0000, 47.0000",
        ),
        ([("actor", actor) for actor in ACTORS], "4 actors"),
        ([*(("actor", actor) for actor in ACTORS), ("victim", "civilian")], "4 actors · civilian"),
        ([("actor", "x" * 200)], f"{'x' * 34}…"),
        (
            [
                ("actor", ACTORS[0]),
                ("from", "2020-11-23"),
                ("to", "2020-12-31"),
                ("q", "near the bridge of it"),
            ],
            "23 Nov 2020 – 31 Dec 2020 · Russian peacekeepers",
        ),
    ],
)
def test_a_title_names_the_people_chosen_and_what_else_is_short(
    dataset: Dataset, query: list[tuple[str, str]], written: str
) -> None:
    incident_filter, errors = IncidentFilter.from_query(query)
    assert not errors
    found = subject(summary_of(dataset, incident_filter))
    assert len(found) <= LONGEST
    assert found == written
