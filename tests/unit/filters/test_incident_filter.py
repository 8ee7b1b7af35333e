"""What a filter matches, and how it travels as an address and as JSON."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import date
from typing import Any, Final

import pytest

from data.areas.selection import Selection, Shape
from data.errors import FilterError
from data.filters.filter_keys import KEYS, LONGEST_VALUE, MOST_VALUES
from data.filters.incident_filter import IncidentFilter
from data.filters.matching import matching
from data.filters.summary import summary_of
from data.recorded_areas.choice import AreaChoice
from data.tables.dataset import Dataset
from tests.tables import casualty, dataset_of, incident, no_rows, place, source, tables

EVERYTHING: Final = IncidentFilter()
A_DAY: Final = date(2020, 11, 23)


def incidents_matching(dataset: Dataset, **fields: Any) -> list[str]:
    return list(dataset.incidents["incident_id"][matching(dataset, IncidentFilter(**fields)).incidents])


def of_incidents(*rows: dict[str, str], **others: list[dict[str, str]]) -> Dataset:
    """A dataset of these incidents, without casualties and sources unless given."""
    return dataset_of(tables(incidents=list(rows), casualties=[], sources=[]) | others)


def read(*pairs: tuple[str, str]) -> tuple[IncidentFilter, list[str]]:
    """The filter of a query and the keys that were refused."""
    incident_filter, errors = IncidentFilter.from_query(pairs)
    return incident_filter, [error.key for error in errors]


@pytest.fixture(scope="module")
def dated() -> Dataset:
    return of_incidents(
        incident(incident_id="day"),
        incident(incident_id="week", date_start="2020-11-20", date_end="2020-11-26", date_prec="3"),
        incident(incident_id="year", date_start="2020-01-01", date_end="2020-12-31", date_prec="5"),
    )


class TestDates:
    """Both ends are inclusive; spans overlap."""

    def test_last_day_is_inclusive(self, dated: Dataset) -> None:
        assert incidents_matching(dated, date_to=A_DAY) == ["year", "week", "day"]
        assert incidents_matching(dated, date_to=date(2020, 11, 22)) == ["year", "week"]

    def test_first_day_is_inclusive(self, dated: Dataset) -> None:
        assert incidents_matching(dated, date_from=A_DAY) == ["year", "week", "day"]
        assert incidents_matching(dated, date_from=date(2020, 11, 24)) == ["year", "week"]

    def test_a_span_matches_when_it_overlaps(self, dated: Dataset) -> None:
        assert incidents_matching(dated, date_to=date(2020, 11, 20)) == ["year", "week"]
        assert incidents_matching(dated, date_from=date(2020, 11, 26)) == ["year", "week"]
        assert incidents_matching(dated, date_from=date(2020, 11, 27)) == ["year"]
        assert incidents_matching(dated, date_from=date(2020, 3, 1), date_to=date(2020, 3, 1)) == ["year"]

    def test_the_first_day_may_be_the_last(self, dated: Dataset) -> None:
        assert incidents_matching(dated, date_from=A_DAY, date_to=A_DAY) == ["year", "week", "day"]

    def test_a_first_day_after_the_last_is_impossible(self) -> None:
        with pytest.raises(FilterError, match="2020-11-24 is after the last day 2020-11-23"):
            IncidentFilter(date_from=date(2020, 11, 24), date_to=A_DAY)


@pytest.fixture(scope="module")
def hurt() -> Dataset:
    victims = [
        casualty(incident_id="both", affected_actor="Peacekeepers", outcome="injured"),
        casualty(incident_id="both", affected_actor="Soldiers", outcome="killed", affected_side=""),
        casualty(
            incident_id="one", affected_actor="Peacekeepers", victim_category="peacekeeper", outcome="killed"
        ),
    ]
    happened = [incident(incident_id=name) for name in ("both", "none", "one")]
    return of_incidents(*happened, casualties=victims)


class TestCasualtyRows:
    """What is required of casualties holds for one row."""

    def test_actor_and_outcome_hold_for_the_same_row(self, hurt: Dataset) -> None:
        assert incidents_matching(hurt, actor=("Peacekeepers",), outcome=("killed",)) == ["one"]
        assert incidents_matching(hurt, actor=("Peacekeepers",), outcome=("injured",)) == ["both"]

    def test_several_values_of_a_field_mean_any_of_them(self, hurt: Dataset) -> None:
        assert incidents_matching(hurt, outcome=("killed", "injured")) == ["both", "one"]
        assert incidents_matching(hurt, victim=("peacekeeper", "deminer")) == ["both", "one"]

    def test_several_fields_mean_all_of_them(self, hurt: Dataset) -> None:
        requested = {"actor": ("Peacekeepers",), "victim": ("peacekeeper",), "side": ("one_side",)}
        assert incidents_matching(hurt, **requested) == ["one"]
        assert incidents_matching(hurt, **requested, outcome=("injured",)) == []

    def test_only_the_rows_that_match_are_counted(self, hurt: Dataset) -> None:
        found = matching(hurt, IncidentFilter(actor=("Peacekeepers",)))
        assert list(hurt.casualties["outcome"][found.casualties]) == ["injured", "killed"]
        assert found.incidents.tolist() == [True, False, True]

    def test_actors_are_compared_with_their_case(self, hurt: Dataset) -> None:
        assert incidents_matching(hurt, actor=("peacekeepers",)) == []

    @pytest.mark.parametrize(
        "field", [{"actor": "Soldiers"}, {"side": "one_side"}, {"outcome": "killed"}, {"victim": "deminer"}]
    )
    def test_an_incident_without_casualties_matches_no_question_about_them(
        self, hurt: Dataset, field: dict[str, str]
    ) -> None:
        assert "none" in incidents_matching(hurt)
        assert "none" not in incidents_matching(hurt, **{key: (value,) for key, value in field.items()})

    def test_casualties_of_incidents_that_do_not_match_do_not_match(self) -> None:
        dataset = dataset_of(tables())
        found = matching(dataset, IncidentFilter(date_to=A_DAY))
        assert list(dataset.casualties["incident_id"][found.casualties]) == ["A-1"]


@pytest.fixture(scope="module")
def coded() -> Dataset:
    return of_incidents(
        incident(
            incident_id="a",
            device_category="uxo",
            activity="travelling",
            verification_status="conflicting",
        ),
        incident(incident_id="b", where_prec="3", adm1_iso="AM-TV", adm1_name="Tavush"),
        incident(incident_id="c", where_prec="6", adm1_iso="", adm1_name=""),
    )


class TestIncidentFields:
    """What is required of an incident's coding."""

    @pytest.mark.parametrize(
        ("field", "expected"),
        [
            ({"device": ("uxo", "axo")}, ["a"]),
            ({"device": ("axo",)}, []),
            ({"activity": ("travelling", "journalism")}, ["a"]),
            ({"activity": ("search_and_recovery",)}, ["b", "c"]),
            ({"district": ("AZ-TAR", "AM-TV")}, ["a", "b"]),
            ({"district": ("XX-1",)}, []),
            ({"precision": (3, 6)}, ["b", "c"]),
            ({"verification": ("single_source",)}, ["b", "c"]),
            ({"verification": ("single_source",), "precision": (2, 3)}, ["b"]),
        ],
    )
    def test_a_coded_field_matches_any_of_its_values(
        self, coded: Dataset, field: dict[str, Any], expected: list[str]
    ) -> None:
        assert incidents_matching(coded, **field) == expected


@pytest.fixture(scope="module")
def named() -> Dataset:
    return of_incidents(
        incident(
            incident_id="a", location_as_reported="on the road to Talish", summary="A lorry hit a mine."
        ),
        incident(incident_id="b", place_name="Qazançı", adm1_iso="AZ-AGM", adm1_name="Ağdam"),
        incident(incident_id="c", place_name="Qazançı", adm1_iso="", adm1_name="Aşağı Oba"),
        places=[place(), place(place_name="Qazançı", adm1_iso="AZ-AGM", aliases="Gazanchy|Казанчи")],
    )


class TestWords:
    """What is requested in words."""

    @pytest.mark.parametrize(
        ("words", "expected"),
        [
            ("suqovusan", ["a"]),
            ("SUQOVUŞAN", ["a"]),
            ("Мадагиз", ["a"]),
            ("madag", ["a"]),
            ("qazanci", ["b", "c"]),
            ("казан", ["b", "c"]),
            ("talish lorry", ["a"]),
            ("lorry talish", ["a"]),
            ("lorry agdam", []),
            ("Тертер", ["a"]),
            ("tartar", ["a", "b", "c"]),
            ("terter", ["a"]),
            ("asagi oba", ["c"]),
            ("alish", []),
            ("lorry, hit!", ["a"]),
        ],
    )
    def test_every_word_begins_a_word_of_place_district_or_description(
        self, named: Dataset, words: str, expected: list[str]
    ) -> None:
        assert incidents_matching(named, words=words) == expected

    def test_aliases_of_a_namesake_in_another_district_do_not_count(self, named: Dataset) -> None:
        assert incidents_matching(named, words="Gazanchy") == ["b"]

    def test_notes_and_sources_are_not_searched(self) -> None:
        described = incident(notes="unmistakable", device_as_reported="unmistakable")
        dataset = of_incidents(described, sources=[source(publisher="unmistakable")])
        assert incidents_matching(dataset, words="unmistakable") == []


class TestQuery:
    """From an address and back."""

    def test_no_condition_is_everything(self) -> None:
        assert read() == (EVERYTHING, [])
        assert EVERYTHING.to_query() == []
        assert str(EVERYTHING) == ""

    def test_each_key_sets_its_field(self) -> None:
        pairs = [
            ("from", "2020-01-01"),
            ("to", "2020-12-31"),
            ("actor", "Russian peacekeepers"),
            ("side", "other"),
            ("outcome", "killed"),
            ("victim", "peacekeeper"),
            ("device", "uxo"),
            ("activity", "demining"),
            ("district", "AZ-TAR"),
            ("precision", "2"),
            ("verification", "conflicting"),
            ("column", "Team=Alpha"),
            ("area", "MF-12,2"),
            ("within", "circle:39.6,47.1,10"),
            ("q", "Madagiz"),
        ]
        requested, refused = read(*pairs)
        assert refused == []
        assert requested == IncidentFilter(
            date_from=date(2020, 1, 1),
            date_to=date(2020, 12, 31),
            actor=("Russian peacekeepers",),
            side=("other",),
            outcome=("killed",),
            victim=("peacekeeper",),
            device=("uxo",),
            activity=("demining",),
            district=("AZ-TAR",),
            area=(AreaChoice("MF-12", 2.0),),
            precision=(2,),
            verification=("conflicting",),
            column=("Team=Alpha",),
            within=Selection(Shape.CIRCLE, ((47.1, 39.6),), 10),
            words="Madagiz",
        )
        assert requested.to_query() == pairs
        assert tuple(key for key, _ in pairs) == KEYS

    def test_a_filter_is_written_as_an_address_is(self) -> None:
        incident_filter = IncidentFilter(actor=("Police & guards", "ANAMA"), words="Suqovuşan")
        assert str(incident_filter) == "actor=ANAMA&actor=Police+%26+guards&q=Suqovu%C5%9Fan"

    def test_the_order_and_repetition_of_values_do_not_matter(self) -> None:
        one, _ = read(("outcome", "killed"), ("outcome", "injured"), ("outcome", "killed"))
        other, _ = read(("outcome", "injured"), ("outcome", "killed"))
        assert one == other
        assert hash(one) == hash(other)

    @pytest.mark.parametrize("words", ["", " ", "   "])
    def test_an_empty_q_asks_for_nothing(self, words: str) -> None:
        assert read(("q", words)) == (EVERYTHING, [])

    @pytest.mark.parametrize("words", [".", "…", "–", "( )", "“”", "_", "٪", "\u0301"])
    def test_a_q_of_punctuation_alone_is_refused(self, words: str) -> None:
        assert read(("q", words)) == (EVERYTHING, ["q"])

    @pytest.mark.parametrize(
        ("key", "text"),
        [
            ("from", ""),
            ("from", "2020-02-31"),
            ("from", "20201123"),
            ("from", "2020-W48-1"),
            ("to", "2020-11-23T00:00"),
            ("to", " 2020-11-23"),
            ("to", "٢٠٢٠-١١-٢٣"),
            ("actor", ""),
            ("actor", "a\nb"),
            ("side", " "),
            ("outcome", "Killed"),
            ("outcome", ""),
            ("victim", "soldier"),
            ("device", "mine"),
            ("activity", "Demining"),
            ("district", "Tartar"),
            ("district", "az-tar"),
            ("precision", "0"),
            ("precision", "8"),
            ("precision", "02"),
            ("precision", "２"),
            ("verification", "verified"),
            ("q", "a\x00b"),
            ("q", "\ud800"),
            ("q", "x" * (LONGEST_VALUE + 1)),
            ("actors", "Police"),
            ("FROM", "2020-11-23"),
            ("", ""),
        ],
    )
    def test_a_malformed_value_or_unknown_key_is_refused_in_a_sentence(self, key: str, text: str) -> None:
        incident_filter, errors = IncidentFilter.from_query(
            [(key, text), ("device", "uxo")] if key != "device" else [(key, text)]
        )
        assert [error.key for error in errors] == [key]
        assert str(errors[0]).endswith(".")
        assert incident_filter == (IncidentFilter(device=("uxo",)) if key != "device" else EVERYTHING)

    def test_one_bad_value_of_several_leaves_the_good_ones(self) -> None:
        requested, refused = read(
            ("outcome", "killed"), ("outcome", "wounded"), ("precision", "9"), ("precision", "1")
        )
        assert requested == IncidentFilter(outcome=("killed",), precision=(1,))
        assert refused == ["outcome", "precision"]

    def test_first_day_after_last_drops_both_with_one_error(self) -> None:
        requested, refused = read(("to", "2020-11-23"), ("from", "2020-11-24"), ("outcome", "killed"))
        assert requested == IncidentFilter(outcome=("killed",))
        assert refused == ["from"]

    @pytest.mark.parametrize(("key", "value"), [("from", "2020-11-23"), ("to", "2020-11-23"), ("q", "mine")])
    def test_a_key_with_one_value_is_refused_when_repeated(self, key: str, value: str) -> None:
        assert read((key, value), (key, value)) == (EVERYTHING, [key])

    def test_the_known_keys_are_named_when_a_key_is_unknown(self) -> None:
        _, errors = IncidentFilter.from_query([("colour", "red")])
        assert all(key in str(errors[0]) for key in KEYS)

    def test_too_many_values_are_refused_together(self) -> None:
        most = [("actor", f"Actor {number}") for number in range(MOST_VALUES)]
        requested, refused = read(*most)
        assert (len(requested.actor), refused) == (MOST_VALUES, [])
        assert read(*most, ("actor", "One more")) == (EVERYTHING, ["actor"])

    def test_a_long_key_is_not_repeated_in_full(self) -> None:
        _, errors = IncidentFilter.from_query([("k" * 5000, "")])
        assert len(str(errors[0])) < 300


class TestJson:
    """From a store and back."""

    def test_a_store_holds_lists_of_texts(self) -> None:
        incident_filter = IncidentFilter(date_from=A_DAY, precision=(1, 2), words="mine")
        stored = incident_filter.to_json()
        assert stored == {"from": ["2020-11-23"], "precision": ["1", "2"], "q": ["mine"]}
        assert IncidentFilter.from_json(stored) == (incident_filter, [])

    @pytest.mark.parametrize("stored", [None, [], "from=2020-11-23", 7, True])
    def test_what_is_not_a_mapping_resets_the_filter_and_says_so(self, stored: object) -> None:
        incident_filter, errors = IncidentFilter.from_json(stored)
        assert incident_filter == EVERYTHING
        assert [str(error) for error in errors] == ["The stored filter cannot be read; the filter was reset."]

    def test_values_that_are_not_texts_are_read_as_such_or_refused(self) -> None:
        incident_filter, errors = IncidentFilter.from_json(
            {"precision": [1, 2.5, None], "outcome": "killed", "from": {"x": 1}, "actor": [], 3: ["x"]}
        )
        assert incident_filter == IncidentFilter(precision=(1,), outcome=("killed",))
        assert [error.key for error in errors] == ["precision", "precision", "from", "3"]

    def test_nothing_is_requested_under_a_key_that_was_taken_out(self) -> None:
        incident_filter = IncidentFilter(date_from=A_DAY, date_to=A_DAY, outcome=("killed",), words="mine")
        assert incident_filter.without("from", "to") == IncidentFilter(outcome=("killed",), words="mine")
        assert incident_filter.without("q", "outcome", "actor") == IncidentFilter(
            date_from=A_DAY, date_to=A_DAY
        )


def test_a_filter_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        EVERYTHING.words = "x"  # type: ignore[misc]


def test_no_filter_finds_anything_in_a_dataset_without_rows() -> None:
    dataset = dataset_of(no_rows())
    for incident_filter in (
        EVERYTHING,
        IncidentFilter(date_from=A_DAY, actor=("Police",), precision=(1,), words="mine"),
    ):
        found = matching(dataset, incident_filter)
        assert (found.incidents.tolist(), found.casualties.tolist()) == ([], [])
        counts = summary_of(dataset, incident_filter).option_counts
        assert set(counts) == set(KEYS) - {"from", "to", "area", "within", "q"}
        assert not any(counts.values())
