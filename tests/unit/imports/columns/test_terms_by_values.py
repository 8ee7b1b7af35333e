"""Devices, roles and activities are found by their words where no heading tells of them."""

from __future__ import annotations

import pytest

from data.imports.import_tables import Import, read_files, read_upload

ROWS = (
    ("2021-03-02", "Agdam", "anti-tank mine", "deminer", "farming"),
    ("2021-04-02", "Fuzuli", "UXO", "civilian", "demining"),
    ("2021-05-02", "Lachin", "anti-personnel mine", "soldier", "travelling"),
)


def read(heading: str, *columns: int, rows: tuple[tuple[str, ...], ...] = ROWS) -> Import:
    lines = [heading, *(",".join(row[at] for at in (0, 1, *columns)) + ",1" for row in rows)]
    return read_files([("table.csv", "\n".join(lines).encode())])


@pytest.mark.parametrize("name", ["what", "x", "column 3", "detail"])
def test_a_column_of_devices_is_read_whatever_it_is_called(name: str) -> None:
    found = read(f"date,place,{name},killed", 2)
    assert found.dataset.incidents["device_category"].tolist() == [
        "antivehicle_mine",
        "uxo",
        "antipersonnel_mine",
    ]
    assert f"The column “{name}” was read as the device" in found.account.to_text()


def test_roles_and_activities_are_read_beside_them() -> None:
    found = read("date,place,c1,c2,c3,killed", 2, 3, 4)
    assert found.dataset.casualties["victim_category"].tolist() == ["deminer", "civilian", "armed_forces"]
    assert found.dataset.incidents["activity"].tolist() == ["farming_herding", "demining", "travelling"]


def test_a_heading_that_tells_of_the_device_is_believed() -> None:
    rows = tuple((*row[:3], "mine", *row[3:]) for row in ROWS)
    found = read("date,place,what,device,killed", 2, 3, rows=rows)
    assert set(found.dataset.incidents["device_category"]) == {"mine_unspecified"}


@pytest.mark.parametrize(
    "values",
    [
        ("a mine went off under a tractor on the way to the field", "UXO", "mine"),
        ("SAF", "IED", "other"),
        ("mine", "mine", "mine"),
        ("1", "2", "3"),
    ],
)
def test_sentences_other_words_and_one_word_alone_are_no_devices(values: tuple[str, ...]) -> None:
    rows = tuple((*row[:2], value) for row, value in zip(ROWS, values, strict=True))
    found = read("date,place,what,killed", 2, rows=rows)
    assert "was read as the device" not in found.account.to_text()


def test_of_two_columns_of_devices_none_is_taken() -> None:
    found = read("date,place,a,b,killed", 2, 2)
    assert "was read as the device" not in found.account.to_text()


@pytest.mark.parametrize("known", ["Longitude", "Latitude"])
def test_degrees_beside_the_only_known_axis_are_the_other(known: str) -> None:
    other = "cd2"
    head = [other, known] if known == "Longitude" else [known, other]
    lines = [
        "Date," + ",".join(head) + ",Killed",
        "2021-01-01,34.51234,69.18765,1",
        "2021-02-01,34.5234,69.1976,0",
    ]
    found = read_upload("a.csv", "\n".join(lines).encode())
    assert found.dataset.incidents[["longitude", "latitude"]].to_numpy().tolist() == [
        [69.18765, 34.51234],
        [69.1976, 34.5234],
    ]
    assert any(f"The column “{other}” was read as the" in sentence for sentence in found.account.about)


@pytest.mark.parametrize(
    ("heading", "role", "category"),
    [
        ("Who", "deminer", "deminer"),
        ("Victim", "shepherd", "civilian"),
        ("Кто пострадал", "сапёр", "deminer"),
        ("Пострадавший", "мирный житель", "civilian"),
        ("Kim zərər çəkib", "minaaxtaran", "deminer"),
        ("Ով է տուժել", "սակրավոր", "deminer"),
    ],
)
def test_a_column_that_asks_who_was_hurt_is_read_in_a_table_of_one_row(
    heading: str, role: str, category: str
) -> None:
    found = read(f"date,place,{heading},killed", 2, rows=(("2021-03-02", "Agdam", role),))
    assert found.dataset.casualties["victim_category"].tolist() == [category]
    assert heading not in found.dataset.own_columns


def test_a_few_words_that_nobody_knows_leave_it_the_role() -> None:
    rows = (
        ("2021-03-02", "Agdam", "deminer"),
        ("2021-04-02", "Agdam", "deminer"),
        ("2021-05-02", "Agdam", "zyxwv"),
    )
    found = read("date,place,who,killed", 2, rows=rows)
    assert found.dataset.casualties["victim_category"].tolist() == ["deminer", "deminer", "unknown"]


@pytest.mark.parametrize(
    "value", ["Anna B", "3", "Alpha", "the two sons of a family that moved here in spring"]
)
def test_names_figures_and_sentences_below_such_a_heading_are_no_roles(value: str) -> None:
    found = read("date,place,who,killed", 2, rows=(("2021-03-02", "Agdam", value),))
    assert "was read as the victim category" not in found.account.to_text()
