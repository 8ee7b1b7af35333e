"""Killed and injured in the words of one cell."""

from __future__ import annotations

import pytest

from data.imports.columns.counts.figures_in_words import people_in_words
from data.imports.import_tables import Import, read_upload


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("1 killed 5 injured", "1", "5"),
        ("2 injured", "", "2"),
        ("Killed: 2, wounded: 3", "2", "3"),
        ("2 KIA, 3 WIA", "2", "3"),
        ("1 civilian killed; 2 soldiers killed, 1 child injured", "1 + 2", "1"),
        ("один погиб, двое ранены", "1", "2"),
        ("2-4 injured", "", "2-4"),
        ("0", "0", "0"),
    ],
)
def test_words_tell_the_outcome_of_each_number(text: str, killed: str, injured: str) -> None:
    assert people_in_words(text) == (killed, injured)


@pytest.mark.parametrize("text", ["5", "1-5", "several hurt", "3 vehicles damaged", "2 of 3 killed"])
def test_other_words_are_not_understood(text: str) -> None:
    assert people_in_words(text) is None


def read(text: str) -> Import:
    return read_upload("list.csv", text.encode())


class TestColumn:
    def test_gives_two_counts_and_says_so(self) -> None:
        found = read(
            "Date,Lon,Lat,Casualties\n2020-11-23,46.91,40.34,1 killed 5 injured\n2020-11-24,46.92,40.35,2 injured\n"
        )
        people = found.dataset.casualties.groupby("outcome")["count_best"].sum()
        assert people.to_dict() == {"killed": 1, "injured": 7}
        assert any("in words" in line for line in found.account.about)

    def test_a_cell_that_is_not_understood_has_a_remark_with_its_words(self) -> None:
        found = read(
            "Date,Lon,Lat,Casualties\n2020-11-23,46.91,40.34,1 killed\n2020-11-24,46.92,40.35,2 injured\n"
            "2020-11-25,46.93,40.36,many of them\n"
        )
        last = found.account.rows.iloc[-1]
        assert "not understood" in last["reason"]
        assert "many of them" in last["found"]

    def test_of_bare_numbers_stays_one(self) -> None:
        found = read("Date,Lon,Lat,Casualties\n2020-11-23,46.91,40.34,3\n2020-11-24,46.92,40.35,2\n")
        assert found.dataset.casualties.empty
