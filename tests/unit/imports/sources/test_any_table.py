"""Any table as a dataset, through a guessed or a given mapping of its columns."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from data.errors import FileError
from data.filters.incident_filter import IncidentFilter
from data.filters.summary import summary_of
from data.imports.columns.column_mapping import ColumnMapping, Grain
from data.imports.columns.day_cells import UNDATED_ROWS
from data.imports.columns.days.days import DayOrder
from data.imports.dates.numbers import MIXED_ORDER
from data.imports.dates.span import EMPTY, NOT_A_DAY, NOT_UNDERSTOOD, UNKNOWN
from data.imports.import_tables import read_files, read_upload
from data.imports.report.ledger import Result
from data.imports.rows import casualties as casualties_of_rows
from data.imports.rows import incidents as incidents_of_rows
from data.imports.sources import any_table
from tests.foreign_files import csv_file, layer, xlsx_file
from tests.unit.imports.imported import TODAY, imported, only, people, result_of, village_mapping, village_row


class TestAnyTable:
    """Tables that no other reader knows."""

    def test_the_only_column_of_days_and_that_of_places_are_known_by_their_values(self) -> None:
        found = imported(
            [
                {"Tag": "23.11.2020", "Hely": "Madagiz", "killed": "1", "Rest": "x1"},
                {"Tag": "02.12.2020", "Hely": "Тертер", "killed": "0", "Rest": "x2"},
            ]
        )
        assert found.mapping is not None
        assert dict(found.mapping.columns) == {"date": "Tag", "place": "Hely", "killed": "killed"}
        assert {"Tag", "Hely"} == {text.split("“")[1].split("”")[0] for text in found.mapping.remarks}
        assert list(found.dataset.incidents["date_start"].dt.strftime("%Y-%m-%d")) == [
            "2020-11-23",
            "2020-12-02",
        ]
        assert list(found.dataset.incidents["adm1_iso"]) == ["AZ-TAR", "AZ-TAR"]

    def test_of_two_columns_of_days_none_is_taken_for_its_values(self) -> None:
        rows = [{"Tag": "23.11.2020", "Meldung": "25.11.2020", "killed": "1"}] * 2
        with pytest.raises(FileError, match="gives a date"):
            read_files([("table.csv", csv_file(rows))], None, today=TODAY)

    def test_a_number_or_a_birth_is_no_day_of_an_incident(self) -> None:
        for header, value in (("Nr", "43158"), ("Jahrgang", "1980"), ("Birth date", "01.02.1980")):
            with pytest.raises(FileError, match="gives a date"):
                read_files([("table.csv", csv_file([{header: value, "killed": "1"}] * 2))], None, today=TODAY)

    def test_columns_are_guessed_and_the_founding_case_is_read(self) -> None:
        found = imported([village_row()])
        assert found.mapping is not None
        assert dict(found.mapping.columns) == {
            "date": "Date",
            "district": "District",
            "place": "Village",
            "longitude": "Longitude",
            "latitude": "Latitude",
            "killed": "Killed",
            "injured": "Injured",
            "device": "Device",
            "summary": "Description",
            "publisher": "Source",
        }
        row = only(found)
        assert (row["adm0"], row["adm1_iso"], row["adm1_name"], row["where_prec"]) == (
            "AZ",
            "AZ-TAR",
            "Tərtər",
            2,
        )
        assert row["device_category"] == "antivehicle_mine"
        assert (people(found, outcome="killed"), people(found, outcome="injured")) == (1, 5)

    @pytest.mark.parametrize(
        "headers",
        [
            "Дата;Село;Район;Долгота;Широта;Погибло;Ранено;Тип мины",
            "Tarix;Kənd;Rayon;Uzunluq;Enlik;Ölən;Yaralanan;Mina növü",
            "Ամսաթիվ;Գյուղ;Շրջան;Երկայնություն;Լայնություն;Զոհվածներ;Վիրավորներ;Ական տեսակ",
            "Fecha;Pueblo;Provincia;Longitud;Latitud;Muertos;Heridos;Tipo de mina",
            "Date;Localité;Région;Longitude;Latitude;Morts;Blessés;Type de mine",
        ],
    )
    def test_headers_are_understood_in_six_languages(self, headers: str) -> None:
        values = ["23.11.2020", "Madagiz", "Tartar", "46.773", "40.327", "1", "5", "PMN"]
        found = imported([dict(zip(headers.split(";"), values, strict=True))])
        assert found.mapping is not None
        assert list(found.mapping.columns) == [
            "date",
            "district",
            "place",
            "longitude",
            "latitude",
            "killed",
            "injured",
            "device",
        ]
        assert (people(found, outcome="killed"), people(found, outcome="injured")) == (1, 5)
        assert only(found)["device_category"] == "antipersonnel_mine"

    def test_a_row_a_victim_is_put_together_by_date_and_place(self) -> None:
        rows = [
            {
                "date": "2020-11-23",
                "village": "Madagiz",
                "country": "AZ",
                "status": status,
                "gender": sex,
                "age": age,
            }
            for status, sex, age in [
                ("killed", "male", "30"),
                ("wounded", "female", "9"),
                ("wounded", "male", "41"),
            ]
        ]
        found = imported([*rows, {**rows[0], "date": "2020-11-24"}])
        assert len(found.dataset.incidents) == 2
        assert (people(found, outcome="killed"), people(found, outcome="injured")) == (2, 2)
        assert people(found, outcome="injured", sex="female", age_group="child") == 1
        assert found.account.columns_dropped == ("table.csv: age (only child or adult was kept)",)

    def test_a_row_a_source_counts_people_once_and_keeps_every_source(self) -> None:
        rows = [
            {
                "incident_id": "A",
                "date": "2020-11-23",
                "country": "AZ",
                "killed": "1",
                "injured": "5",
                "publisher": name,
                "url": f"https://example.org/{name}",
            }
            for name in ("interfax", "tass", "bbc")
        ]
        found = imported(rows)
        assert found.mapping is not None
        assert found.mapping.grain is Grain.SOURCE
        assert (people(found, outcome="killed"), people(found, outcome="injured")) == (1, 5)
        assert found.dataset.sources["publisher"].tolist() == ["interfax", "tass", "bbc"]
        assert only(found)["verification_status"] == "multiple_sources"

    def test_a_table_of_reports_is_known_though_their_numbers_differ(self) -> None:
        rows = [
            {"incident_id": "A", "date": "2020-11-23", "killed": killed, "publisher": name, "role": role}
            for killed, name, role in (("1", "interfax", "soldier"), ("2", "tass", "soldier"))
        ]
        found = imported(rows)
        assert found.mapping is not None
        assert found.mapping.grain is Grain.SOURCE
        assert people(found, outcome="killed") == 1
        assert [(total.what, total.in_input, total.in_dataset) for total in found.account.totals] == [
            ("Killed", 1, 1)
        ]
        assert "Killed (a report counted each time): 3 in the input." in found.account.about
        for parts in (
            [rows[0], rows[1] | {"role": "civilian"}],
            [rows[0], rows[1] | {"publisher": "interfax"}],
        ):
            assert people(imported(parts), outcome="killed") == 3

    def test_a_bare_name_is_a_person_s_where_a_row_is_a_person(self) -> None:
        row = {"case": "A", "date": "2020-11-23", "status": "killed", "sex": "male", "Name": "N. N."}
        found = imported([row, row | {"status": "injured", "sex": "female"}])
        assert found.account.columns_dropped == ("table.csv: Name (name of a person)",)
        assert b"N. N." not in b"".join(found.files.values())
        assert len(found.dataset.incidents) == 1
        of_a_place = imported([{"date": "2020-11-23", "Name": "Madagiz", "killed": "1"}])
        assert of_a_place.account.columns_dropped == ()
        assert of_a_place.account.retained_columns == ("table.csv: Name",)

    def test_reports_that_differ_make_a_range(self) -> None:
        rows = [
            {
                "incident_id": "A",
                "date": "2020-11-23",
                "country": "AZ",
                "killed": killed,
                "publisher": f"p{killed}",
            }
            for killed in ("2", "1", "4")
        ]
        mapping = ColumnMapping(
            {
                "incident_id": "incident_id",
                "date": "date",
                "country": "country",
                "killed": "killed",
                "publisher": "publisher",
            },
            Grain.SOURCE,
        )
        found = imported(rows, mapping)
        assert found.dataset.casualties[["count_low", "count_best", "count_high"]].to_numpy().tolist() == [
            [1, 2, 4]
        ]
        assert casualties_of_rows.NUMBERS_DIFFER in result_of(found, 3)[1]

    def test_rows_of_one_identifier_are_parts_of_one_incident(self) -> None:
        found = imported([village_row(), village_row(Killed="2", Injured="0")], village_mapping("No"))
        assert (
            len(found.dataset.incidents),
            people(found, outcome="killed"),
            people(found, outcome="injured"),
        ) == (1, 3, 5)
        assert incidents_of_rows.SAME_IDENTIFIER in result_of(found, 2)[1]

    def test_a_place_is_found_by_its_name_where_no_point_is_given(self) -> None:
        found = imported([village_row(Longitude="", Latitude="")])
        row = only(found)
        assert (row["where_prec"], row["coord_method"], row["adm1_iso"]) == (2, "settlement", "AZ-TAR")
        assert (row["longitude"], row["latitude"]) == pytest.approx((46.773, 40.327), abs=0.05)
        assert found.dataset.places["place_name"].tolist() == [row["place_name"]]

    def test_a_district_alone_is_coded_as_a_district(self) -> None:
        row = only(imported([village_row(Longitude="", Latitude="", Village="")]))
        assert (row["where_prec"], row["coord_method"], row["adm1_iso"]) == (3, "district_point", "AZ-TAR")

    def test_a_district_spelt_in_another_way_is_taken_where_only_one_sounds_so(self) -> None:
        rows = [
            {"Date": f"2020-11-{day}", "Country": "Azerbaijan", "District": district, "Killed": "1"}
            for day, district in enumerate(("Кельбаджар", "Nowhere", "Kəlbəcər"), 10)
        ]
        found = imported(rows)
        assert found.dataset.incidents["adm1_iso"].tolist() == ["AZ-KAL", "", "AZ-KAL"]
        assert "was taken for Kalbajar" in result_of(found, 2)[1]
        assert "not one that the atlas knows" in result_of(found, 3)[1]
        assert "was taken for" not in result_of(found, 4)[1]

    def test_a_row_without_any_place_is_kept_and_not_drawn(self) -> None:
        found = imported([village_row(Longitude="", Latitude="", Village="", District="")], village_mapping())
        assert any_table is not None
        assert not found.dataset.is_drawn.any()
        assert result_of(found, 2)[0] == "read with a remark"

    @pytest.mark.parametrize(
        ("longitude", "latitude"), [("NaN", "NaN"), ("0", "0"), ("400", "40"), ("inf", "1"), ("=1+1", "<b>")]
    )
    def test_a_point_that_is_none_is_left_out_with_a_remark(self, longitude: str, latitude: str) -> None:
        found = imported(
            [village_row(Longitude=longitude, Latitude=latitude, Village="", District="")], village_mapping()
        )
        assert only(found)["coord_method"] == "none"
        assert result_of(found, 2)[0] == "read with a remark"
        named = imported([village_row(Longitude=longitude, Latitude=latitude)], village_mapping())
        assert only(named)["coord_method"] == "settlement"
        assert "was not used" in result_of(named, 2)[1]

    def test_dates_that_are_none_refuse_their_row(self) -> None:
        found = imported([village_row(), village_row(Date="31/02/2020")])
        assert found.account.refused_by_reason == {NOT_A_DAY: 1}

    @pytest.mark.parametrize(
        ("text", "reason"), [("", EMPTY), ("unknown", UNKNOWN), ("some day in spring", NOT_UNDERSTOOD)]
    )
    def test_a_row_that_claims_no_day_is_undated_among_dated_ones(self, text: str, reason: str) -> None:
        found = imported([village_row(), village_row(Date=text)])
        assert found.dataset.incidents["date_prec"].tolist() == [1, 0]
        assert found.dataset.incidents["date_start"].isna().tolist() == [False, True]
        result, remarks = result_of(found, 3)
        assert (result, UNDATED_ROWS[reason] in remarks) == ("read with a remark", True)
        assert text in found.account.rows.iloc[1]["found"]
        assert "1 of 2 incidents has no date and is undated." in found.account.notices

    def test_a_note_below_the_table_is_no_undated_incident(self) -> None:
        note = dict.fromkeys(village_row(), "") | {"Date": "Source: the register"}
        found = imported([village_row(), note])
        assert found.account.refused_by_reason == {NOT_UNDERSTOOD: 1}

    def test_dates_of_which_none_is_understood_refuse_their_rows(self) -> None:
        found = imported([village_row(Date="first"), village_row(Date="second")])
        assert found.account.refused_by_reason == {NOT_UNDERSTOOD: 2}

    def test_a_mixed_order_of_day_and_month_is_refused_where_it_could_be_either(self) -> None:
        dates = ["23/11/2020", "11/24/2020", "03/04/2020"]
        found = imported([village_row(Date=text) for text in dates])
        assert result_of(found, 4) == ("refused", MIXED_ORDER)
        chosen = ColumnMapping(village_mapping().columns, day_order=DayOrder.MONTH_FIRST)
        assert result_of(imported([village_row(Date="03/04/2020")], chosen), 2)[0] == "read"

    def test_numbers_that_are_not_known_are_kept_as_not_known(self) -> None:
        """ "n/a", "5+" and "2-3" are what tables have, and no reason to lose the incident."""
        texts = ("2", "n/a", "many", "-1", "", "0", "5+", "2-3", "2,006")
        rows = [
            {"Date": f"2020-11-{day:02d}", "Killed": text, "Injured": "1"}
            for day, text in enumerate(texts, 1)
        ]
        found = imported(rows)
        assert found.account.count(Result.REFUSED) == 0
        casualties = found.dataset.casualties
        killed = casualties[casualties["outcome"] == "killed"].set_index("incident_id")
        dates = found.dataset.incidents.set_index("incident_id")["date_start"]
        figures = {
            texts[dates[str(incident)].day - 1]: tuple(
                None if pd.isna(row[f"count_{part}"]) else int(row[f"count_{part}"])
                for part in ("low", "best", "high")
            )
            for incident, row in killed.iterrows()
        }
        assert figures == {
            "2": (2, 2, 2),
            "n/a": (0, None, None),
            "": (0, None, None),
            "many": (None, None, None),
            "-1": (None, None, None),
            "5+": (5, None, None),
            "2-3": (2, None, 3),
            "2,006": (2006, 2006, 2006),
        }
        assert people(found, outcome="injured") == len(texts)
        assert {total.what: (total.in_input, total.in_dataset) for total in found.account.totals} == {
            "Killed": (2015, 2015),
            "Injured": (9, 9),
        }
        assert summary_of(found.dataset, IncidentFilter()).killed.unknown == 6
        assert result_of(found, 4)[1].startswith("The number of people is not understood")

    def test_killed_and_injured_not_distinguished_are_counted_as_neither(self) -> None:
        found = imported([{"date": "2020-11-23", "country": "AZ", "casualties": "6"}])
        assert found.dataset.casualties.empty
        assert "not told apart: 6." in only(found)["notes"]
        assert incidents_of_rows.NOT_DISTINGUISHED in result_of(found, 2)[1]

    def test_html_and_formulas_stay_text_and_are_guarded_in_the_files(self) -> None:
        found = imported([village_row(Description="<script>alert(1)</script>", Source="=cmd()")])
        assert only(found)["summary"] == "<script>alert(1)</script>"
        assert found.dataset.sources["publisher"].tolist() == ["=cmd()"]
        assert b"'=cmd()" in found.files["sources.csv"]

    def test_columns_that_fit_no_sheet_are_named(self) -> None:
        book = xlsx_file({"first": [village_row()], "notes": [{"Note": "made for trying"}]})
        columns = dict(village_mapping().columns) | {"device": "Nope"}
        with pytest.raises(FileError, match="There is no column “Nope” for “device”"):
            read_upload("book.xlsx", book, ColumnMapping(columns))

    def test_a_sheet_without_a_date_is_out_of_scope_beside_one_that_has_some(self) -> None:
        book = xlsx_file({"Read me": [{"a": "about"}, {"a": "this"}], "Data": [village_row()]})
        found = read_upload("book.xlsx", book)
        assert found.account.count(Result.OUT_OF_SCOPE) == 2
        assert found.account.rows_in == 3
        assert len(found.dataset.incidents) == 1

    def test_a_table_without_a_date_says_what_to_do(self) -> None:
        with pytest.raises(FileError, match="No column was found that gives a date"):
            read_upload("a.csv", b"x,y\nfoo,bar\n")

    def test_a_layer_in_another_crs_is_placed(self, tmp_path: Path) -> None:
        rows = [village_row(Longitude=None, Latitude=None) | {"longitude": 46.773, "latitude": 40.327}]
        path = tmp_path / "layer.gpkg"
        layer(rows, "EPSG:32638").to_file(path)
        row = only(read_upload("layer.gpkg", path.read_bytes()))
        assert (row["longitude"], row["latitude"]) == pytest.approx((46.773, 40.327), abs=1e-5)
