"""What only a person can decide is listed with all that may be meant, and a decision holds for all its rows."""

from __future__ import annotations

import json

import pytest

from data.imports.columns.column_mapping import ColumnMapping
from data.imports.columns_file import columns_file
from data.imports.import_tables import Import, read_upload
from data.imports.isolation.parcels import packed_import, unpacked_import

GORANBOY = (46.64436, 40.44222)
SEVERAL = (
    "Date,Village,Country,Killed\n"
    "23/11/2020,Yenikənd,AZ,1\n"
    "24/11/2020,5 km north of Yenikənd,AZ,1\n"
    "25/11/2020,Yenikənd,AZ,1\n"
)


def read(content: str, **chosen_by_hand: object) -> Import:
    mapping = ColumnMapping({}, **chosen_by_hand) if chosen_by_hand else None  # type: ignore[arg-type]
    return read_upload("rows.csv", content.encode(), mapping)


def decided(found: Import, **choices: str) -> ColumnMapping:
    """The columns file of an import with decisions, read back as the command reads it."""
    content = json.loads(columns_file(found) or "")
    content["choices"] |= choices
    return ColumnMapping.from_json("columns.json", json.dumps(content))


def test_a_name_of_several_places_is_a_choice_with_their_points() -> None:
    found = read(SEVERAL)
    choice = next(one for one in found.open_choices if one.key == "place: Yenikənd | AZ")
    assert choice.rows == 2
    assert choice.is_open
    assert len(choice.options) >= 2
    assert all(option.longitude and option.latitude for option in choice.options)
    assert {"place: Yenikənd | AZ", "place: 5 km north of Yenikənd | AZ"} == {
        one.key for one in found.open_choices
    }
    assert "Choose one" in found.account.to_text()


def test_the_columns_file_lists_what_is_to_be_chosen() -> None:
    content = json.loads(columns_file(read(SEVERAL)) or "")
    candidates = content["choices_to_make"]["place: Yenikənd | AZ"]
    assert any("Goranboy" in label for label in candidates.values())


def test_a_decision_holds_for_every_row_of_the_name_and_stays_listed() -> None:
    found = read(SEVERAL)
    source = next(
        option.value
        for option in found.open_choices[0].options
        if (option.longitude, option.latitude) == GORANBOY
    )
    again = read_upload("rows.csv", SEVERAL.encode(), decided(found, **{"place: Yenikənd | AZ": source}))
    incidents = again.dataset.incidents
    of_name = incidents[incidents["location_as_reported"] == "Yenikənd"]
    assert len(of_name) == 2
    assert of_name["longitude"].tolist() == pytest.approx([GORANBOY[0]] * 2)
    assert of_name["where_prec"].tolist() == [2, 2]
    settled = next(one for one in again.open_choices if one.key == "place: Yenikənd | AZ")
    assert settled.chosen == source
    assert not any("“place: Yenikənd" in line for line in again.account.choices)


def test_a_described_offset_holds_from_the_chosen_place() -> None:
    found = read(SEVERAL)
    key = "place: 5 km north of Yenikənd | AZ"
    choice = next(one for one in found.open_choices if one.key == key)
    source = next(one.value for one in choice.options if one.longitude == pytest.approx(GORANBOY[0]))
    again = read(SEVERAL, choices={key: source})
    moved = again.dataset.incidents.set_index("location_as_reported").loc["5 km north of Yenikənd"]
    assert moved["latitude"] == pytest.approx(GORANBOY[1] + 0.045, abs=0.001)
    assert moved["coord_method"] == "described_offset"


def test_none_of_them_leaves_the_rows_without_a_point() -> None:
    again = read(SEVERAL, choices={"place: Yenikənd | AZ": "none"})
    assert again.dataset.incidents["longitude"].isna().all()
    assert not any(line.startswith("“place: Yenikənd") for line in again.account.choices)


def test_a_district_of_several_is_a_choice() -> None:
    content = "Date,Place,Killed\n2020-11-23,Central province,1\n"
    found = read(content)
    (choice,) = found.open_choices
    assert {"GH-CP", "ZM-02"} <= {option.value for option in choice.options}
    again = read(content, choices={choice.key: "GH-CP"})
    assert again.dataset.incidents["adm1_iso"].tolist() == ["GH-CP"]


def test_a_stated_district_of_several_is_a_choice() -> None:
    content = "Date,Region,Killed\n2020-11-23,Central,1\n"
    found = read(content)
    (choice,) = found.open_choices
    assert choice.subject == "district"
    again = read(content, choices={choice.key: "ZM-02"})
    assert again.dataset.incidents["adm1_iso"].tolist() == ["ZM-02"]
    assert again.dataset.incidents["adm0"].tolist() == ["ZM"]


def test_metres_without_a_system_offer_those_that_lie_in_the_country() -> None:
    content = "Date,Easting,Northing,Country,Killed\n2020-11-23,500100,4417000,Armenia,1\n"
    (choice,) = read(content).open_choices
    assert [option.value for option in choice.options] == ["UTM 38N"]
    again = read(content, crs="UTM 38N")
    assert again.dataset.incidents["longitude"].tolist() == pytest.approx([45.00117], abs=1e-4)
    assert [one.chosen for one in again.open_choices] == ["UTM 38N"]


def test_an_order_of_days_that_nothing_shows_is_a_choice() -> None:
    content = "Date,Place,Country,Killed\n03/04/2020,Baku,AZ,1\n05/06/2020,Baku,AZ,1\n"
    (choice,) = read(content).open_choices
    assert (choice.key, choice.rows) == ("day_order", 2)
    assert [(one.value, one.label) for one in choice.options] == [
        ("day_first", "2020-04-03"),
        ("month_first", "2020-03-04"),
    ]
    again = read_upload("rows.csv", content.encode(), decided(read(content), day_order="month_first"))
    assert again.dataset.incidents["date_start"].dt.month.tolist() == [3, 5]


def test_choices_come_through_the_process_that_reads() -> None:
    found = read(SEVERAL)
    assert unpacked_import(packed_import(found)).open_choices == found.open_choices


def test_a_table_in_which_nothing_is_left_open_has_no_choices() -> None:
    found = read("Date,Place,Country,Killed\n2020-11-23,Baku,AZ,1\n")
    assert found.open_choices == ()
    assert "Choose one" not in found.account.to_text()


class TestDistrictsThatThePointSettles:
    ROWS = (
        "date,province,lat,lon,killed\n"
        "2021-03-12,Central,-15.0123,28.3123,1\n"
        "2021-03-13,Central,,,1\n"
        "2021-03-14,Northern,9.5123,-0.9123,1\n"
        "2021-03-15,Central,48.2812,38.9512,1\n"
    )

    def test_only_rows_without_a_point_ask_for_a_choice(self) -> None:
        found = read(self.ROWS)
        assert [(one.key, one.rows) for one in found.open_choices] == [("district: Central", 1)]
        codes = dict(
            zip(found.dataset.incidents["incident_id"], found.dataset.incidents["adm1_iso"], strict=True)
        )
        assert codes == {"row-2": "ZM-02", "row-3": "", "row-4": "GH-NP", "row-5": "UA-09"}
        assert "1 × The district is not one that the atlas knows" in found.account.to_text()

    def test_no_choice_is_requested_where_all_have_points(self) -> None:
        rows = "".join(line for line in self.ROWS.splitlines(keepends=True) if ",,," not in line)
        assert not read(rows).open_choices

    def test_what_a_person_chose_beats_the_point(self) -> None:
        mapping = decided(read(self.ROWS), **{"district: Central": "BW-CE"})
        found = read_upload("table.csv", self.ROWS.encode(), mapping)
        codes = found.dataset.incidents.set_index("incident_id")["adm1_iso"]
        assert codes[["row-2", "row-3", "row-5"]].tolist() == ["BW-CE"] * 3
