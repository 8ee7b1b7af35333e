"""What differs among incidents, once, and which of it each incident is."""

from __future__ import annotations

import numpy as np
import pytest

from data.tables.codes import MONTH_NOT_KNOWN, PLACES_OF_A_YEAR, joined
from data.tables.dataset import Dataset
from tests.tables import Row, bundled, casualty, dataset_of, incident, no_rows, tables


def of(incidents: list[Row], casualties: list[Row]) -> Dataset:
    return dataset_of(tables(incidents=incidents, casualties=casualties, sources=[]))


def patterns(*victims: list[Row]) -> list[int]:
    """The pattern of an incident of each list of casualties."""
    rows = [row | {"incident_id": f"I-{number}"} for number, rows in enumerate(victims) for row in rows]
    codes = of([incident(incident_id=f"I-{number}") for number in range(len(victims))], rows).codes
    return [int(pattern) for pattern in codes.pattern]


class TestPatterns:
    """Incidents with equal casualty rows have one pattern."""

    KILLED = casualty(outcome="killed")
    INJURED = casualty(outcome="injured")
    POLICE = casualty(affected_actor="Police")

    def test_equal_rows_in_any_order_are_one_pattern(self) -> None:
        one, other = patterns([self.KILLED, self.INJURED], [self.INJURED, self.KILLED])
        assert one == other

    def test_no_casualties_are_a_pattern_too(self) -> None:
        none, some, again = patterns([], [self.KILLED], [])
        assert none == again != some

    def test_rows_that_go_on_are_another_pattern(self) -> None:
        victims = [
            [self.KILLED],
            [self.INJURED],
            [self.KILLED, self.INJURED],
            [self.KILLED, self.POLICE],
            [self.KILLED, self.INJURED, self.POLICE],
        ]
        assert len(set(patterns(*victims))) == len(victims)

    @pytest.mark.parametrize(
        "cells", [{"count_best": "", "count_low": ""}, {"count_high": "3"}, {"affected_side": "another"}]
    )
    def test_another_number_or_side_is_another_pattern(self, cells: Row) -> None:
        one, other = patterns([self.KILLED], [self.KILLED | cells])
        assert one != other

    def test_one_number_written_in_two_ways_is_one_pattern(self) -> None:
        empty, given = self.KILLED | {"count_low": ""}, self.KILLED | {"count_low": self.KILLED["count_best"]}
        one, other = patterns([empty], [given])
        assert one == other

    def test_every_casualty_row_is_found_again_in_its_incidents_pattern(self) -> None:
        dataset = bundled()
        codes = dataset.codes
        for row in range(len(dataset.incidents)):
            lines = codes.people_of_line[codes.pattern_of_line == codes.pattern[row]]
            assert sorted(lines) == sorted(codes.people_of_casualty[dataset.casualty_incident == row])


class TestTables:
    """The tables of what differs say what the rows say."""

    def test_each_incidents_kind_and_place_are_its_own(self) -> None:
        dataset = bundled()
        codes, incidents = dataset.codes, dataset.incidents
        for table, code in ((codes.kinds, codes.kind), (codes.places, codes.place)):
            assert len(table.drop_duplicates()) == len(table)
            for name in {*table.columns} & {*incidents.columns}:
                assert table[name].astype("str").take(code).tolist() == incidents[name].astype("str").tolist()

    def test_each_dot_is_at_its_point_and_others_are_at_none(self) -> None:
        dataset = bundled()
        point = dataset.codes.places["point"].to_numpy()[dataset.codes.place]
        assert np.array_equal(point >= 0, dataset.has_dot)
        at = dataset.codes.points.take(point[dataset.has_dot])
        for name in ("longitude", "latitude"):
            assert at[name].tolist() == dataset.incidents.loc[dataset.has_dot, name].tolist()

    def test_an_incident_counts_in_its_district_only_where_it_is_drawn(self) -> None:
        rows = [incident(incident_id="a"), incident(incident_id="b", where_prec="5")]
        codes = of(rows, []).codes
        assert codes.places["counts_in"].take(codes.place).tolist() == ["AZ-TAR", ""]

    def test_months_are_numbered_from_the_first_year_and_the_unknown_come_last(self) -> None:
        rows = [
            incident(incident_id="a", date_start="2019-03-01", date_end="2019-03-01"),
            incident(incident_id="b", date_start="2020-01-30", date_end="2020-02-02", date_prec="2"),
            incident(incident_id="c", date_start="2020-12-31", date_end="2020-12-31"),
        ]
        codes = of(rows, []).codes
        assert (codes.first_year, codes.months, codes.longest_days) == (2019, 2 * PLACES_OF_A_YEAR + 1, 3)
        assert codes.month.tolist() == [2, PLACES_OF_A_YEAR + MONTH_NOT_KNOWN, PLACES_OF_A_YEAR + 11]

    def test_no_incidents_have_empty_tables(self) -> None:
        codes = dataset_of(no_rows()).codes
        assert (codes.patterns, codes.months, len(codes.places), len(codes.people)) == (0, 1, 0, 0)


@pytest.mark.parametrize("largest", [1, 10**9])
def test_joined_numbers_each_combination_once_and_names_its_first_row(largest: int) -> None:
    one, other = np.array([3, 0, 3, 3, 0]) * largest, np.array([1, 0, 1, 0, 0])
    code, first = joined(one, other)
    assert len({*code.tolist()}) == len(first) == 3
    assert code[0] == code[2] != code[3]
    assert code[1] == code[4]
    assert sorted(first.tolist()) == [0, 1, 3]
    assert code[first].tolist() == [0, 1, 2]
