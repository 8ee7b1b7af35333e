"""Tables that say which kind of event a row is: only explosive ordnance is taken until a person has chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from data.errors import FileError
from data.imports.columns.column_mapping import ColumnMapping
from data.imports.events.event_words import Names, names
from data.imports.events.kinds_of_event import parsed_choice
from data.imports.import_tables import Import, read_files
from data.imports.report.ledger import Result
from tests.foreign_files import csv_file

QUIRKS: Final = Path(__file__).parents[3] / "quirks"
TODAY: Final = date(2026, 11, 28)


def read(name: str, kinds: Mapping[str, Sequence[str]] | None = None) -> Import:
    columns = ColumnMapping({}, kinds=kinds) if kinds else None
    return read_files([(name, (QUIRKS / name).read_bytes())], columns, today=TODAY)


def of_rows(rows: Sequence[Mapping[str, str]], kinds: Mapping[str, Sequence[str]] | None = None) -> Import:
    columns = ColumnMapping({}, kinds=kinds) if kinds else None
    return read_files([("table.csv", csv_file(rows))], columns, today=TODAY)


def figures(found: Import) -> tuple[int, int, int]:
    """Incidents, killed, and rows out of scope; every row of the file has one result."""
    assert sum(found.account.count(result) for result in Result) == found.account.rows_in
    killed = int(found.dataset.casualties["count_best"].sum())
    return len(found.dataset.incidents), killed, found.account.count(Result.OUT_OF_SCOPE)


def attacks(*kinds: str, column: str = "type") -> list[dict[str, str]]:
    return [
        {"date": f"2007-02-{day:02}", "longitude": "44.84", "latitude": "33.75", "killed": "1", column: kind}
        for day, kind in enumerate(kinds, start=1)
    ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("01_ucdp_candidate_newlines.csv", (1, 3, 1)),
        ("02_acled_2025_text_codes_maritime.csv", (2, 3, 1)),
        ("04_hdx_acled_aggregate_admin2.csv", (0, 0, 4)),
        ("33_acled_cut_to_fifteen_columns.csv", (1, 2, 4)),
        ("34_acled_cut_to_five_columns.csv", (0, 0, 6)),
        ("35_acled_layout_of_2016.csv", (1, 2, 3)),
        ("36_attacks_with_a_type_column.csv", (3, 0, 3)),
    ],
)
def test_only_explosive_ordnance_is_taken(name: str, expected: tuple[int, int, int]) -> None:
    assert figures(read(name)) == expected


def test_the_first_line_says_what_was_taken_and_what_was_not() -> None:
    first = read("36_attacks_with_a_type_column.csv").account.to_text().splitlines()[0]
    assert "IED (2), Mine strike (1)" in first
    assert "SAF (2), other (1)" in first
    assert "--kinds" in first


def test_a_person_chooses_the_kinds_that_count() -> None:
    chosen = read("36_attacks_with_a_type_column.csv", {"Type": ("saf", "IED")})
    assert figures(chosen) == (4, 0, 2)
    assert "chosen" in chosen.account.notices[0]
    assert "--kinds" not in chosen.account.notices[0]


def test_of_acled_another_kind_can_be_chosen_too() -> None:
    grenades = read("33_acled_cut_to_fifteen_columns.csv", {"sub_event_type": ("Grenade",)})
    assert figures(grenades) == (1, 1, 4)
    remote = read("34_acled_cut_to_five_columns.csv", {"event_type": ("Explosions/Remote violence",)})
    assert figures(remote) == (1, 4, 5)


def test_acled_with_other_headings_is_known_by_its_values() -> None:
    rows = [
        {"When": "2022-03-04", "Lat": "33.1", "Lon": "65.2", "Deaths": "2", "What": kind}
        for kind in ("Remote explosive/landmine/IED", "Armed clash", "Air/drone strike")
    ]
    found = of_rows(rows)
    assert figures(found) == (1, 2, 2)
    assert found.source == "Armed Conflict Location & Event Data"
    assert any("the injured are not recorded" in sentence for sentence in found.account.cannot_tell)


def test_ucdp_cut_to_some_columns_is_known_and_chosen_by_its_reports() -> None:
    event = {
        "date_start": "2021-05-16",
        "latitude": "5.9",
        "longitude": "15.6",
        "type_of_violence": "1",
        "conflict_name": "Somewhere: Government",
        "dyad_name": "A - B",
        "best": "3",
    }
    mine = event | {"source_headline": "Landmine kills three"}
    clash = event | {"source_headline": "Three die in clash"}
    found = of_rows([mine, clash])
    assert figures(found) == (1, 3, 1)
    assert found.source == "UCDP Georeferenced Event Dataset"
    assert figures(of_rows([event, event])) == (0, 0, 2)


def test_a_value_with_commas_can_be_chosen_by_command() -> None:
    column, values = parsed_choice("type=SAF, light,IED")
    assert figures(of_rows(attacks("SAF, light", "IED", "other"), {column: values})) == (2, 2, 1)


@pytest.mark.parametrize("text", ["type", "=IED", "type="])
def test_a_choice_of_another_form_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(FileError, match="COLUMN=VALUE"):
        parsed_choice(text)


def test_a_choice_of_what_the_table_has_not_is_refused_in_a_sentence() -> None:
    with pytest.raises(FileError, match="no value “tank”; its values are"):
        of_rows(attacks("SAF", "IED"), {"type": ("tank",)})
    with pytest.raises(FileError, match="no column “kind”"):
        of_rows(attacks("SAF", "IED"), {"kind": ("IED",)})


def test_a_choice_is_kept_in_the_columns_file() -> None:
    mapping = ColumnMapping({"date": "date"}, kinds={"type": ("IED", "Mine, anti-tank")})
    assert ColumnMapping.from_json("columns.json", mapping.to_json()).kinds == mapping.kinds


@pytest.mark.parametrize(
    ("column", "kinds", "taken"),
    [
        ("event_type", ("Обстрел", "Подрыв на мине", "ДТП", "Взрыв"), 1),
        ("Тип события", ("Артобстрел", "СВУ", "Авиаудар"), 1),
        (
            "incident type",
            ("IED Explosion", "Direct Fire", "Mine Strike", "Detain", "Unexploded Ordnance"),
            3,
        ),
        ("attacktype1_txt", ("Bombing/Explosion", "Armed Assault", "Hostage Taking (Kidnapping)"), 0),
        ("cause", ("Landmine", "Gunshot", "Burns"), 1),
        ("weapon", ("small arms fire", "IED", "Grenade"), 1),
        ("نوع الحادث", ("لغم أرضي", "قصف", "اشتباك"), 1),
        ("anything", ("Protest", "Ambush", "IED", "Kidnapping"), 1),
    ],
)
def test_a_column_of_kinds_is_found_in_any_language(column: str, kinds: Sequence[str], taken: int) -> None:
    found = of_rows(attacks(*kinds, column=column))
    assert figures(found) == (taken, taken, len(kinds) - taken)


@pytest.mark.parametrize(
    ("column", "values"),
    [
        ("type", ("AP mine", "AT mine", "Grenade", "other", "unknown")),
        ("device", ("PMN-2", "Mortar", "Small arms ammunition", "Fuze")),
        ("accident type", ("Demining accident", "Accident", "Fatal")),
        ("activity", ("Farming", "Military patrol", "Combat", "Travelling")),
        ("type of area", ("Rural", "Urban", "Military")),
    ],
)
def test_a_register_of_mine_accidents_is_read_as_before(column: str, values: Sequence[str]) -> None:
    assert figures(of_rows(attacks(*values, column=column))) == (len(values), len(values), 0)


def test_numbers_of_events_are_no_incidents() -> None:
    rows = [
        {"Province": "Herat", "Month": "2021-03", "Number of incidents": number, "Killed": "2"}
        for number in ("3", "0", "1")
    ]
    found = of_rows(rows)
    assert figures(found) == (0, 0, 3)
    assert "number of events" in found.account.notices[0]


def test_words_are_distinguished() -> None:
    assert names("coal mine collapse") is Names.NOTHING
    assert names("Remote explosive/landmine/IED") is Names.ORDNANCE
    assert names("Explosions/Remote violence") is Names.OPEN
    assert names("Violence against civilians") is Names.OTHER_EVENT


@pytest.mark.parametrize("names", ["best low high", "best_est low_est high_est"])
def test_a_cut_table_of_ucdp_is_known_by_its_type_of_violence(names: str) -> None:
    best, low, high = names.split()
    rows = [
        {"id": "1", "type_of_violence": "3", best: "3", low: "3", high: "5", "date_start": "2020-05-03", "date_end": "2020-05-03",
         "latitude": "40.33", "longitude": "46.93", "source_headline": "Two killed by landmine"},
        {"id": "2", "type_of_violence": "1", best: "5", low: "5", high: "5", "date_start": "2020-05-04", "date_end": "2020-05-04",
         "latitude": "40.34", "longitude": "46.94", "source_headline": "Clashes kill five"},
    ]  # fmt: skip
    assert figures(of_rows(rows)) == (1, 3, 1)
