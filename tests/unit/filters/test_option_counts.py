"""How many incidents each choice would show, beside the other choices as they are."""

from __future__ import annotations

from typing import Final

import pytest

from data.filters.filter_keys import LONGEST_VALUE
from data.filters.incident_filter import IncidentFilter
from data.filters.matching import matching
from data.filters.summary import summary_of
from data.tables.dataset import Dataset
from tests.tables import casualty, dataset_of, incident, tables

EVERYTHING: Final = IncidentFilter()


def of_incidents(*rows: dict[str, str], casualties: list[dict[str, str]]) -> Dataset:
    return dataset_of(tables(incidents=list(rows), casualties=casualties, sources=[]))


def option_counts_of(dataset: Dataset, incident_filter: IncidentFilter) -> dict[str, dict[str, int]]:
    return summary_of(dataset, incident_filter).option_counts


@pytest.fixture(scope="module")
def counted() -> Dataset:
    victims = [
        casualty(incident_id="a", affected_actor="Police", outcome="killed"),
        casualty(incident_id="a", affected_actor="Police", outcome="injured"),
        casualty(incident_id="a", affected_actor="Civilians", affected_side="", outcome="injured"),
        casualty(incident_id="b", affected_actor="Civilians", outcome="killed"),
    ]
    happened = [
        incident(incident_id="a", device_category="uxo"),
        incident(incident_id="b", where_prec="3"),
        incident(incident_id="c", device_category="antipersonnel_mine", adm1_iso=""),
    ]
    return of_incidents(*happened, casualties=victims)


class TestOptionCounts:
    """What choosing one value alone would find."""

    def test_an_incident_counts_once_however_many_of_its_rows_match(self, counted: Dataset) -> None:
        assert option_counts_of(counted, EVERYTHING)["actor"] == {"Civilians": 2, "Police": 1}

    def test_the_other_fields_hold_and_the_own_field_does_not(self, counted: Dataset) -> None:
        counts = option_counts_of(counted, IncidentFilter(actor=("Police",), outcome=("injured",)))
        assert counts["actor"] == {"Civilians": 1, "Police": 1}
        assert counts["outcome"] == {"killed": 1, "injured": 1}
        assert counts["device"] == {"antipersonnel_mine": 0, "mine_unspecified": 0, "uxo": 1}

    def test_an_option_counts_an_incident_without_casualties_only_while_none_are_requested(
        self, counted: Dataset
    ) -> None:
        assert option_counts_of(counted, EVERYTHING)["device"]["antipersonnel_mine"] == 1
        assert (
            option_counts_of(counted, IncidentFilter(outcome=("killed",)))["device"]["antipersonnel_mine"]
            == 0
        )

    def test_only_values_of_the_dataset_are_options_and_empty_is_none(self, counted: Dataset) -> None:
        counts = option_counts_of(counted, EVERYTHING)
        assert counts["side"] == {"one_side": 2}
        assert counts["district"] == {"AZ-TAR": 2}
        assert counts["precision"] == {"2": 2, "3": 1}
        assert counts["victim"] == {"deminer": 2}

    def test_terms_stand_in_their_vocabularys_order_and_texts_in_the_alphabets(
        self, counted: Dataset
    ) -> None:
        counts = option_counts_of(counted, EVERYTHING)
        assert list(counts["outcome"]) == ["killed", "injured"]
        assert list(counts["device"]) == ["antipersonnel_mine", "mine_unspecified", "uxo"]
        assert list(counts["actor"]) == ["Civilians", "Police"]

    def test_every_option_can_be_requested(self) -> None:
        odd = ["Peace\u00a0keepers", "Zero\u200cwidth", "x" * LONGEST_VALUE, "a, b & c=d", "“Ö”", "Ополченцы"]
        dataset = of_incidents(
            incident(), casualties=[casualty(affected_actor=text, affected_side=text) for text in odd]
        )
        for key in ("actor", "side"):
            options = option_counts_of(dataset, EVERYTHING)[key]
            assert sorted(options) == sorted(odd)
            for option in options:
                incident_filter, refused = IncidentFilter.from_query([(key, option)])
                assert refused == []
                assert matching(dataset, incident_filter).casualties.sum() == 1
