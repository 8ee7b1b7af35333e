"""Tables of other people as a dataset: each source with its quirks, its totals counted by hand, its account."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

import pandas as pd
import pytest

from data.errors import AtlasError, FileError
from data.exports.rows import to_csv, to_geojson
from data.filters.incident_filter import IncidentFilter
from data.filters.summary import summary_of
from data.folders.atlas_tables import read_folder
from data.imports.columns.cells import UNDATED_ROWS
from data.imports.columns.column_mapping import ColumnMapping, Grain
from data.imports.columns.days.days import DayOrder
from data.imports.dates.numbers import MIXED_ORDER
from data.imports.dates.span import EMPTY, NOT_A_DAY, NOT_UNDERSTOOD, UNKNOWN
from data.imports.import_tables import Import, read_files, read_upload
from data.imports.report.ledger import NOT_READ, Result
from data.imports.rows import casualties as casualties_of_rows
from data.imports.rows import incidents as incidents_of_rows
from data.imports.sources import acled, any_table, colombia_register, imsma, ucdp_ged
from data.imports.sources.acled_kinds import MINE_EVENT
from tests.foreign_files import GED_EVENT, csv_file, geojson_file, layer, xlsx_file, zip_file
from tests.tables import COLUMNS, casualty, incident, source, summary, tables, write_folder

TODAY: Final = date(2026, 11, 22)

Row = dict[str, Any]


def imported(rows: Sequence[Mapping[str, Any]], columns: ColumnMapping | None = None) -> Import:
    """The rows as a CSV file, imported; its sums add up and its folder gives the same dataset."""
    found = read_files([("table.csv", csv_file(rows))], columns, today=TODAY)
    assert_that_it_adds_up(found, len(rows))
    return found


def assert_that_it_adds_up(found: Import, rows: int) -> None:
    account = found.account
    assert account.rows_in == rows
    assert sum(account.count(result) for result in Result) == rows
    assert sum(account.refused_by_reason.values()) == account.count(Result.REFUSED)
    ids = set(account.rows["incident_id"]) - {""}
    assert ids == set(found.dataset.incidents["incident_id"])
    assert sum(account.out_of_scope_by_reason.values()) == account.count(Result.OUT_OF_SCOPE)
    is_read = ~account.rows["result"].isin(NOT_READ)
    assert (account.rows["incident_id"] != "").equals(is_read)


def people(found: Import, **chosen: str) -> int:
    """The best figure of the casualties with these values."""
    rows = found.dataset.casualties
    for name, value in chosen.items():
        rows = rows[rows[name] == value]
    return int(rows["count_best"].sum())


def only(found: Import) -> pd.Series:
    """The one incident."""
    (row,) = found.dataset.incidents.itertuples()
    return found.dataset.incidents.iloc[0] if row is not None else pd.Series()


def result_of(found: Import, row: int) -> tuple[str, str]:
    """What became of a row, and the reason."""
    entry = found.account.rows.set_index("row").loc[row]
    return str(entry["result"]), str(entry["reason"])


def test_what_several_tables_are_is_stated_once_each() -> None:
    row = {"date": "2020-11-23", "killed": "1", "latitude": "40.3", "longitude": "46.9"}
    two = [(f"{year}.csv", csv_file([row | {"date": f"{year}-11-23"}])) for year in (2020, 2021)]
    ged = ("ged.csv", csv_file([GED_EVENT]))
    any_title, ged_title = any_table.AnyTable.title, ucdp_ged.UcdpGed.title
    assert read_files(two, None, today=TODAY).source == any_title
    assert read_files([*two, ged], None, today=TODAY).source == f"{any_title}; {ged_title}"


class TestColombia:
    """Victims, one a row, as the register's export has them."""

    def victim(self, **cells: str) -> Row:
        return {
            "departamento": "ANTIOQUIA",
            "codigodanedepartamento": "5",
            "municipio": "GRANADA",
            "codigodanemunicipio": "5,313",
            "tipoarea": "Rural",
            "sitio": "Vereda La Aurora",
            "ano": "2,006",
            "mes": "1",
            "rangoedad": "Mayor de 18 años",
            "grupoetnico": "no",
            "condicion": "Civil",
            "estado": "Hombre",
            "genero": "Herido",
            "latitudcabecera": "6.143703",
            "longitudcabecera": "-75.185183",
            "tipoevento": "Sin informacion",
            "Ubicación": "(6.143703, -75.185183)",
            "Actividad": "Pasando, estando cerca",
        } | cells

    def test_equal_rows_are_different_people_of_one_record(self) -> None:
        found = imported([self.victim(), self.victim(), self.victim(genero="Muerto", estado="Mujer")])
        assert (people(found, outcome="injured"), people(found, outcome="killed")) == (2, 1)
        assert people(found, outcome="killed", sex="female", age_group="adult") == 1
        row = only(found)
        assert (str(row["date_start"].date()), str(row["date_end"].date()), row["date_prec"]) == (
            "2006-01-01",
            "2006-01-31",
            4,
        )
        assert (row["adm0"], row["adm1_iso"], row["where_prec"], row["coord_method"]) == (
            "CO",
            "CO-ANT",
            2,
            "settlement",
        )
        assert row["notes"].startswith("3 victims are recorded here in this month")
        assert [(total.what, total.in_input, total.in_dataset) for total in found.account.totals] == [
            ("Victims", 3, 3),
            ("Killed", 1, 1),
            ("Injured", 2, 2),
        ]

    def test_swapped_headers_are_recognised_by_the_values(self) -> None:
        swapped = imported([self.victim(estado="Mujer", genero="Muerto")])
        right = imported([self.victim(estado="Muerto", genero="Mujer")])
        for found in (swapped, right):
            assert people(found, outcome="killed", sex="female") == 1
        assert colombia_register.SWAPPED in swapped.account.about
        assert colombia_register.SWAPPED not in right.account.about

    def test_without_a_site_each_victim_stands_alone_in_the_department(self) -> None:
        found = imported([self.victim(sitio="Sin información")] * 2)
        assert len(found.dataset.incidents) == 2
        assert set(found.dataset.incidents["where_prec"]) == {3}
        assert people(found) == 2

    def test_what_the_register_cannot_tell_is_reported(self) -> None:
        found = imported([self.victim(condicion="Fuerza pública", Actividad="Fuerza pública")])
        assert people(found, victim_category="security_forces_unspecified") == 1
        assert only(found)["device_category"] == "unknown"
        assert any("what exploded" in sentence for sentence in found.account.cannot_tell)
        assert "table.csv: grupoetnico" in found.account.retained_columns

    def test_a_victim_of_unknown_fate_is_refused_by_name(self) -> None:
        found = imported([self.victim(), self.victim(genero="Sin información")])
        assert result_of(found, 3) == ("refused", colombia_register.NO_OUTCOME)
        assert [(total.in_input, total.in_dataset) for total in found.account.totals] == [
            (2, 1),
            (0, 0),
            (1, 1),
        ]


class TestUcdpGed:
    """Events of organised violence, of which those of mines are chosen."""

    def event(self, **cells: Any) -> Row:
        return GED_EVENT | cells

    def test_an_event_whose_report_names_a_mine_is_taken_with_its_groups_and_articles(self) -> None:
        found = imported([self.event()])
        row = only(found)
        assert (row["incident_id"], row["adm0"], row["adm1_iso"], row["where_prec"]) == (
            "GED-1001",
            "CF",
            "CF-NM",
            1,
        )
        assert row["device_category"] == "unknown"
        assert row["device_as_reported"] == "in the report: explosion of a mine; landmine"
        assert (
            people(
                found, affected_actor="Government of Somewhere", victim_category="security_forces_unspecified"
            )
            == 2
        )
        assert people(found, affected_actor="Civilians", victim_category="civilian", outcome="killed") == 1
        sources = found.dataset.sources
        assert sources["publisher"].tolist() == ["Radio A", "B"]
        assert sources["published"].dt.strftime("%Y-%m-%d").tolist() == ["2021-05-17", "2021-05-18"]
        assert result_of(found, 2) == ("read with a remark", ucdp_ged.CHOSEN)
        assert any("the injured are not recorded" in sentence for sentence in found.account.cannot_tell)

    def test_other_events_are_out_of_scope_with_their_reason_and_counted(self) -> None:
        gold = self.event(source_article="near a gold mine", source_headline="Massacre at gold mine")
        grenade = self.event(source_article="Grenade attack", source_headline="Grenade attack", best="7")
        found = imported([self.event(), gold, grenade])
        assert found.account.out_of_scope_by_reason == {ucdp_ged.ONLY_MINING: 1, ucdp_ged.NO_WORD: 1}
        assert "Events: 3 in the input." in found.account.about
        assert "Events whose report names explosive ordnance: 1 in the input." in found.account.about
        assert "Killed, in all events: 13 in the input." in found.account.about
        assert [(total.what, total.in_input, total.in_dataset) for total in found.account.totals] == [
            ("Killed", 3, 3)
        ]

    def test_the_older_layout_without_descriptions_is_read_too(self) -> None:
        older = {name: value for name, value in self.event().items() if name != "where_description"}
        found = imported([older | {"source_article": "Reuters 17/5-21: landmine kills three"}])
        assert only(found)["location_as_reported"] == "Bouar town"
        assert found.dataset.sources["publisher"].tolist() == ["Reuters 17/5-21: landmine kills three"]

    def test_as_geojson_the_geometry_gives_the_point(self) -> None:
        found = read_upload("ged.geojson", geojson_file([self.event()]))
        assert (only(found)["longitude"], only(found)["latitude"]) == (15.59317, 5.933314)

    def test_the_range_of_one_group_is_kept_and_of_several_is_not_divided(self) -> None:
        one = imported([self.event(deaths_a="0", deaths_civilians="3", low="2", high="5")]).dataset.casualties
        assert one[["count_low", "count_best", "count_high"]].to_numpy().tolist() == [[2, 3, 5]]
        several = imported([self.event(low="2", high="5")])
        assert (several.dataset.casualties["count_low"] == several.dataset.casualties["count_best"]).all()
        assert ucdp_ged.RANGE_OF_THE_WHOLE in result_of(several, 2)[1]
        assert "2 to 5 killed in the event" in only(several)["notes"]

    def test_an_event_without_a_best_figure_keeps_its_highest(self) -> None:
        nobody = self.event(deaths_a="0", deaths_civilians="0", low="0", best="0", high="4")
        casualties = imported([nobody]).dataset.casualties
        assert casualties[["count_low", "count_best", "count_high"]].to_numpy().tolist() == [[0, 0, 4]]

    def test_a_precision_that_does_not_fit_the_days_is_taken_from_them(self) -> None:
        found = imported(
            [self.event(date_end="2021-05-19", date_prec="1"), self.event(id="2", date_prec="5")]
        )
        assert found.dataset.incidents["date_prec"].tolist() == [2, 1]
        assert ucdp_ged.GRADE_CHANGED in result_of(found, 2)[1]


class TestAcled:
    def event(self, **cells: str) -> Row:
        return {
            "event_id_cnty": "AZE1",
            "event_date": "23 November 2020",
            "year": "2020",
            "time_precision": "1",
            "event_type": "Explosions/Remote violence",
            "sub_event_type": MINE_EVENT,
            "actor1": "Unidentified Armed Group",
            "actor2": "Civilians",
            "iso": "31",
            "country": "Azerbaijan",
            "admin1": "Tartar",
            "location": "Madagiz",
            "latitude": "40.327",
            "longitude": "46.773",
            "geo_precision": "1",
            "source": "Interfax; TASS",
            "notes": "A mine exploded during a search.",
            "fatalities": "1",
        } | cells

    def test_mine_events_are_taken_without_giving_their_dead_to_anybody(self) -> None:
        found = imported(
            [self.event(), self.event(event_id_cnty="AZE2", sub_event_type="Grenade", fatalities="9")]
        )
        row = only(found)
        assert (row["incident_id"], row["adm1_iso"], row["where_prec"], row["coord_method"]) == (
            "ACLED-AZE1",
            "AZ-TAR",
            2,
            "settlement",
        )
        assert (
            people(found, affected_actor="Not stated", victim_category="unknown", outcome="killed")
            == people(found)
            == 1
        )
        assert found.dataset.sources["publisher"].tolist() == ["Interfax", "TASS"]
        reason = acled.NOT_A_MINE_EVENT.format(kind="Grenade", counted=MINE_EVENT)
        assert found.account.out_of_scope_by_reason == {reason: 1}
        assert any("deaths only" in sentence for sentence in found.account.cannot_tell)

    def test_rough_times_and_places_are_coded_roughly(self) -> None:
        found = imported(
            [
                self.event(time_precision="2", geo_precision="2"),
                self.event(event_id_cnty="AZE3", time_precision="3", geo_precision="3", fatalities="0"),
            ]
        )
        rows = found.dataset.incidents.set_index("incident_id")
        week, month = rows.loc["ACLED-AZE1"], rows.loc["ACLED-AZE3"]
        assert (str(week["date_start"].date()), str(week["date_end"].date()), week["date_prec"]) == (
            "2020-11-20",
            "2020-11-26",
            3,
        )
        assert (str(month["date_start"].date()), str(month["date_end"].date()), month["date_prec"]) == (
            "2020-11-01",
            "2020-11-30",
            4,
        )
        assert (week["where_prec"], month["where_prec"]) == (3, 4)
        assert people(found) == 1


class TestImsma:
    """An accident form with the repeated part of its victims."""

    def accident(self, **cells: str) -> Row:
        return {
            "ac_code": "SY-1",
            "ac_date_known": "yes",
            "ac_date": "2020-11-23",
            "ac_governorate_name": "Aleppo",
            "ac_district_name": "Menbij",
            "ac_subdistrict_name": "",
            "ac_community_name": "Manbij",
            "ac_location": "a field",
            "ac_latitude": "36.528",
            "ac_longitude": "37.955",
            "ac_gps_accuracy": "5 m",
            "casualty": "yes",
            "killed": "1",
            "injured": "2",
            "casualty_number": "3",
            "ac_eo": "Anti-personnel mine",
            "ac_cause": "stepped on it",
            "ac_area": "Agricultural",
        } | cells

    def victim(self, **cells: str) -> Row:
        return {
            "va_id": "V-1",
            "ac_id_victim": "SY-1",
            "vi_name": "N. N.",
            "vi_birth": "2010-01-01",
            "vi_gender": "Male",
            "vi_age_accident": "10",
            "vi_status_prior": "Civilian",
            "vi_activity_accident": "Farming",
            "vi_death": "no",
            "key_name": "N. N.",
            "key_phone": "000",
        } | cells

    def assert_as_counted_by_hand(self, found: Import) -> None:
        """One killed woman, one injured boy, one injured person of whom nothing is listed."""
        assert (people(found, outcome="killed"), people(found, outcome="injured")) == (1, 2)
        assert (
            people(found, outcome="injured", sex="male", age_group="child", affected_actor="Civilians") == 1
        )
        assert people(found, outcome="killed", sex="female", age_group="adult") == 1
        assert people(found, outcome="injured", affected_actor="Not stated") == 1
        row = only(found)
        assert (row["incident_id"], row["adm1_iso"], row["where_prec"]) == ("IMSMA-SY-1", "SY-HL", 1)
        assert row["device_category"] == "antipersonnel_mine"

    def test_in_one_table_totals_are_counted_once(self) -> None:
        dead = self.victim(va_id="V-2", vi_gender="Female", vi_age_accident="40", vi_death="yes")
        found = imported([self.accident() | self.victim(), self.accident() | dead])
        self.assert_as_counted_by_hand(found)

    def test_in_two_tables_victims_are_joined_by_the_code(self) -> None:
        dead = self.victim(va_id="V-2", vi_gender="Female", vi_age_accident="40", vi_death="yes")
        stray = self.victim(va_id="V-3", ac_id_victim="SY-9")
        found = read_upload(
            "form.xlsx", xlsx_file({"accident": [self.accident()], "victim": [self.victim(), dead, stray]})
        )
        self.assert_as_counted_by_hand(found)
        rows = found.account.rows
        assert rows[["sheet", "row", "result"]].to_numpy().tolist() == [
            ["accident", 2, "read"],
            ["victim", 2, "read"],
            ["victim", 3, "read"],
            ["victim", 4, "refused"],
        ]
        assert found.account.refused_by_reason == {imsma.NO_SUCH_ACCIDENT: 1}

    def test_in_two_tables_the_columns_of_both_are_read(self) -> None:
        found = read_upload(
            "form.xlsx", xlsx_file({"accident": [self.accident()], "victim": [self.victim(vi_re_prior="no")]})
        )
        assert only(found)["activity"] == "farming_herding"
        assert found.account.columns_not_read == ("form.xlsx (victim): vi_re_prior",)

    def test_accidents_without_a_list_of_victims_need_no_remark(self) -> None:
        found = imported([self.accident(), self.accident(ac_code="SY-2", ac_date="2021-03-04")])
        assert found.account.rows["result"].tolist() == ["read", "read"]
        assert (people(found, outcome="killed"), people(found, outcome="injured")) == (2, 4)

    def test_what_is_personal_is_dropped_and_listed(self) -> None:
        found = imported([self.accident() | self.victim()])
        assert found.account.columns_dropped == (
            "table.csv: vi_name",
            "table.csv: vi_birth",
            "table.csv: vi_age_accident (only child or adult was kept)",
            "table.csv: key_name",
            "table.csv: key_phone",
        )
        everything = b"".join(found.files.values())
        assert b"N. N." not in everything
        assert b"2010-01-01" not in everything

    def test_more_victims_than_the_totals_are_all_counted(self) -> None:
        found = imported([self.accident(killed="0", injured="0") | self.victim()])
        assert people(found) == 1
        assert imsma.MORE_VICTIMS in result_of(found, 2)[1]


class TestAnyTable:
    """Tables that no other reader knows."""

    def row(self, **cells: Any) -> Row:
        return {
            "No": "1",
            "Date": "2020-11-23",
            "Village": "Madagiz",
            "District": "Tartar",
            "Longitude": "46.773",
            "Latitude": "40.327",
            "Killed": "1",
            "Injured": "5",
            "Device": "anti-tank mine",
            "Description": "A mine exploded.",
            "Source": "Interfax",
        } | cells

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
        found = imported([self.row()])
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
        found = imported([self.row(), self.row(Killed="2", Injured="0")], self.mapping("No"))
        assert (
            len(found.dataset.incidents),
            people(found, outcome="killed"),
            people(found, outcome="injured"),
        ) == (1, 3, 5)
        assert incidents_of_rows.SAME_IDENTIFIER in result_of(found, 2)[1]

    def mapping(self, identifier: str = "") -> ColumnMapping:
        names = {
            "date": "Date",
            "place": "Village",
            "district": "District",
            "longitude": "Longitude",
            "latitude": "Latitude",
            "killed": "Killed",
            "injured": "Injured",
        }
        return ColumnMapping(names | ({"incident_id": identifier} if identifier else {}))

    def test_a_place_is_found_by_its_name_where_no_point_is_given(self) -> None:
        found = imported([self.row(Longitude="", Latitude="")])
        row = only(found)
        assert (row["where_prec"], row["coord_method"], row["adm1_iso"]) == (2, "settlement", "AZ-TAR")
        assert (row["longitude"], row["latitude"]) == pytest.approx((46.773, 40.327), abs=0.05)
        assert found.dataset.places["place_name"].tolist() == [row["place_name"]]

    def test_a_district_alone_is_coded_as_a_district(self) -> None:
        row = only(imported([self.row(Longitude="", Latitude="", Village="")]))
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
        found = imported([self.row(Longitude="", Latitude="", Village="", District="")], self.mapping())
        assert any_table is not None
        assert not found.dataset.is_drawn.any()
        assert result_of(found, 2)[0] == "read with a remark"

    @pytest.mark.parametrize(
        ("longitude", "latitude"), [("NaN", "NaN"), ("0", "0"), ("400", "40"), ("inf", "1"), ("=1+1", "<b>")]
    )
    def test_a_point_that_is_none_is_left_out_with_a_remark(self, longitude: str, latitude: str) -> None:
        found = imported(
            [self.row(Longitude=longitude, Latitude=latitude, Village="", District="")], self.mapping()
        )
        assert only(found)["coord_method"] == "none"
        assert result_of(found, 2)[0] == "read with a remark"
        named = imported([self.row(Longitude=longitude, Latitude=latitude)], self.mapping())
        assert only(named)["coord_method"] == "settlement"
        assert "was not used" in result_of(named, 2)[1]

    def test_dates_that_are_none_refuse_their_row(self) -> None:
        found = imported([self.row(), self.row(Date="31/02/2020")])
        assert found.account.refused_by_reason == {NOT_A_DAY: 1}

    @pytest.mark.parametrize(
        ("text", "reason"), [("", EMPTY), ("unknown", UNKNOWN), ("some day in spring", NOT_UNDERSTOOD)]
    )
    def test_a_row_that_claims_no_day_is_undated_among_dated_ones(self, text: str, reason: str) -> None:
        found = imported([self.row(), self.row(Date=text)])
        assert found.dataset.incidents["date_prec"].tolist() == [1, 0]
        assert found.dataset.incidents["date_start"].isna().tolist() == [False, True]
        result, remarks = result_of(found, 3)
        assert (result, UNDATED_ROWS[reason] in remarks) == ("read with a remark", True)
        assert text in found.account.rows.iloc[1]["found"]
        assert "1 of 2 incidents has no date and is undated." in found.account.notices

    def test_a_note_below_the_table_is_no_undated_incident(self) -> None:
        note = dict.fromkeys(self.row(), "") | {"Date": "Source: the register"}
        found = imported([self.row(), note])
        assert found.account.refused_by_reason == {NOT_UNDERSTOOD: 1}

    def test_dates_of_which_none_is_understood_refuse_their_rows(self) -> None:
        found = imported([self.row(Date="first"), self.row(Date="second")])
        assert found.account.refused_by_reason == {NOT_UNDERSTOOD: 2}

    def test_a_mixed_order_of_day_and_month_is_refused_where_it_could_be_either(self) -> None:
        dates = ["23/11/2020", "11/24/2020", "03/04/2020"]
        found = imported([self.row(Date=text) for text in dates])
        assert result_of(found, 4) == ("refused", MIXED_ORDER)
        chosen = ColumnMapping(self.mapping().columns, day_order=DayOrder.MONTH_FIRST)
        assert result_of(imported([self.row(Date="03/04/2020")], chosen), 2)[0] == "read"

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
        found = imported([self.row(Description="<script>alert(1)</script>", Source="=cmd()")])
        assert only(found)["summary"] == "<script>alert(1)</script>"
        assert found.dataset.sources["publisher"].tolist() == ["=cmd()"]
        assert b"'=cmd()" in found.files["sources.csv"]

    def test_columns_that_fit_no_sheet_are_named(self) -> None:
        book = xlsx_file({"first": [self.row()], "notes": [{"Note": "made for trying"}]})
        columns = dict(self.mapping().columns) | {"device": "Nope"}
        with pytest.raises(FileError, match="There is no column “Nope” for “device”"):
            read_upload("book.xlsx", book, ColumnMapping(columns))

    def test_a_sheet_without_a_date_is_out_of_scope_beside_one_that_has_some(self) -> None:
        book = xlsx_file({"Read me": [{"a": "about"}, {"a": "this"}], "Data": [self.row()]})
        found = read_upload("book.xlsx", book)
        assert found.account.count(Result.OUT_OF_SCOPE) == 2
        assert found.account.rows_in == 3
        assert len(found.dataset.incidents) == 1

    def test_a_table_without_a_date_says_what_to_do(self) -> None:
        with pytest.raises(FileError, match="No column was found that gives a date"):
            read_upload("a.csv", b"x,y\nfoo,bar\n")

    def test_a_layer_in_another_crs_is_placed(self, tmp_path: Path) -> None:
        rows = [self.row(Longitude=None, Latitude=None) | {"longitude": 46.773, "latitude": 40.327}]
        path = tmp_path / "layer.gpkg"
        layer(rows, "EPSG:32638").to_file(path)
        row = only(read_upload("layer.gpkg", path.read_bytes()))
        assert (row["longitude"], row["latitude"]) == pytest.approx((46.773, 40.327), abs=1e-5)


class TestOwnTables:
    def test_a_workbook_of_the_atlas_s_tables_gives_the_dataset(self) -> None:
        rows = tables()
        found = read_upload("atlas.xlsx", xlsx_file(rows))
        assert found.dataset.incidents["incident_id"].tolist() == ["A-1", "A-2"]
        assert found.account.count(Result.READ) == found.account.rows_in == sum(map(len, rows.values()))

    def test_an_archive_keeps_the_description(self, tmp_path: Path) -> None:
        folder = write_folder(tmp_path, tables(), title="Of an archive", licence="CC BY 4.0")
        found = read_upload("all.zip", zip_file({path.name: path.read_bytes() for path in folder.iterdir()}))
        assert (found.dataset.title, found.dataset.licence) == ("Of an archive", "CC BY 4.0")
        assert found.dataset.casualties.equals(read_folder(folder).casualties)

    def test_an_incident_at_fault_is_refused_with_all_its_rows(self) -> None:
        rows = tables(incidents=[incident(date_start="soon"), incident(incident_id="A-2")])
        found = read_upload("atlas.xlsx", xlsx_file(rows))
        assert found.dataset.incidents["incident_id"].tolist() == ["A-2"]
        refused = found.account.rows[found.account.rows["result"] == "refused"]
        assert refused[["sheet", "row"]].to_numpy().tolist() == [
            ["incidents", 2],
            ["casualties", 2],
            ["sources", 2],
        ]
        assert refused["reason"].iloc[0].startswith("date_start: Write a day as YYYY-MM-DD")

    def test_what_the_atlas_exports_it_reads_again(self) -> None:
        from tests.tables import dataset_of

        dataset = dataset_of(
            tables(
                casualties=[
                    casualty(count_low="1", count_best="2", count_high="4"),
                    casualty(incident_id="A-2", outcome="killed"),
                ]
            )
        )
        found = read_upload("incidents.csv", to_csv(summary(dataset)).encode())
        assert found.dataset.incidents["incident_id"].tolist() == ["A-1", "A-2"]
        assert (
            found.dataset.sources[["publisher", "url"]].to_numpy().tolist()
            == dataset.sources[["publisher", "url"]].to_numpy().tolist()
        )
        assert found.dataset.casualties[
            ["outcome", "count_low", "count_best", "count_high"]
        ].to_numpy().tolist() == [["injured", 1, 2, 4], ["killed", 1, 1, 1]]

    def test_the_sources_of_an_exported_geojson_are_read_again(self) -> None:
        from tests.tables import dataset_of

        second = source(
            publisher="[{Second}]", url="", published="2020-11-24", upstream_source="Ministry|Interfax"
        )
        dataset = dataset_of(tables(sources=[source(), second, source(incident_id="A-2")]))
        found = read_upload("incidents.geojson", to_geojson(summary(dataset)).encode())
        facts = ["incident_id", "publisher", "url", "published", "language", "upstream_source"]
        assert found.dataset.sources[facts].equals(dataset.sources[facts])

    def test_the_read_me_of_an_export_is_no_table(self) -> None:
        parts = {f"{name}.csv": csv_file(rows) for name, rows in tables().items() if rows}
        prose = b"Mines, in short; by one\n\nIncidents: 2, of which; drawn, 1\n"
        found = read_upload("export.zip", zip_file({"README.txt": prose, **parts}))
        assert found.account.count(Result.REFUSED) == 0
        assert found.account.columns_not_read == ()
        assert set(found.account.rows["file"]) == set(parts)


class TestImport:
    def test_the_folder_gives_the_same_dataset_with_the_same_hash(self, tmp_path: Path) -> None:
        rows = [
            TestAnyTable().row(),
            TestAnyTable().row(Date="2021-01-05", Village="Talış", Longitude="", Latitude=""),
        ]
        found = read_upload("my table.csv", csv_file(rows))
        for name, content in found.files.items():
            (tmp_path / name).write_bytes(content)
        again = read_folder(tmp_path)
        assert again.limits == found.dataset.limits == found.account.cannot_tell
        assert (again.sha256, again.name, again.title) == (found.dataset.sha256, "my-table", "my table")
        assert again.incidents.equals(found.dataset.incidents)
        assert again.casualties.equals(found.dataset.casualties)
        assert again.places.equals(found.dataset.places)

    def test_several_files_are_one_dataset_whose_identifiers_are_distinguished(self) -> None:
        content = csv_file([TestAnyTable().row(No="7")])
        found = read_files(
            [("a.csv", content), ("b.csv", content)], TestAnyTable().mapping("No"), today=TODAY
        )
        assert_that_it_adds_up(found, 2)
        assert found.dataset.incidents["incident_id"].tolist() == ["2-7", "7"]

    def test_possible_duplicates_are_pointed_out_and_not_merged(self) -> None:
        rows = [
            TestAnyTable().row(),
            TestAnyTable().row(Date="2020-11-24", Injured="6"),
            TestAnyTable().row(Date="2020-11-30"),
        ]
        found = imported(rows)
        assert found.account.possible_duplicates[
            ["incident_id", "other_incident_id"]
        ].to_numpy().tolist() == [["row-2", "row-3"]]
        assert len(found.dataset.incidents) == 3

    def test_every_view_of_an_imported_dataset_works(self) -> None:
        found = imported(
            [TestAnyTable().row(), TestAnyTable().row(Village="", District="", Longitude="", Latitude="")],
            TestAnyTable().mapping(),
        )
        views = summary_of(found.dataset, IncidentFilter())
        assert views.incidents == views.drawn + views.not_drawn == 2

    def test_a_file_of_which_no_row_is_read_gives_a_dataset_without_incidents(self) -> None:
        for row, result in (
            (TestAnyTable().row(Date="soon"), Result.REFUSED),
            (TestAcled().event(sub_event_type="Grenade"), Result.OUT_OF_SCOPE),
        ):
            found = imported([row])
            assert found.dataset.incidents.empty
            assert found.account.count(result) == 1

    def test_the_progress_is_reported(self) -> None:
        steps: list[tuple[str, float]] = []
        read_upload(
            "a.csv", csv_file([TestAnyTable().row()]), progress=lambda step, part: steps.append((step, part))
        )
        assert steps
        assert all(0 <= part <= 1 for _, part in steps)


class TestColumnMapping:
    MAPPING: Final = ColumnMapping(
        {"date": "Date", "killed": "Killed"}, Grain.EVENT, DayOrder.DAY_FIRST, "AZ", "Sheet"
    )

    def test_a_saved_mapping_is_the_same_again(self) -> None:
        assert ColumnMapping.from_json("columns.json", self.MAPPING.to_json()) == self.MAPPING

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            ({"format": "x"}, "format"),
            ({"columns": ["Date"]}, "columns"),
            ({"columns": {"when": "Date"}}, "“when” is no field"),
            ({"grain": "person"}, "“grain” must be one of event, victim, source"),
            ({"day_order": 1}, "day_order"),
            ({"country": None}, "“country” must be a text"),
        ],
    )
    def test_a_mapping_that_cannot_be_used_says_why(self, change: dict[str, Any], words: str) -> None:
        content = json.dumps(json.loads(self.MAPPING.to_json()) | change)
        with pytest.raises(FileError, match=words):
            ColumnMapping.from_json("columns.json", content)

    def test_a_mapping_of_another_table_or_of_personal_columns_is_refused(self) -> None:
        content = csv_file([{"Date": "2020", "Victim name": "N. N."}])
        with pytest.raises(AtlasError, match="There is no column “Killed”"):
            read_upload("a.csv", content, self.MAPPING)
        with pytest.raises(AtlasError, match="personal and is never read"):
            read_upload("a.csv", content, ColumnMapping({"date": "Date", "summary": "Victim name"}))


def test_the_columns_of_the_tests_are_those_of_the_schema() -> None:
    assert set(source()) == set(COLUMNS["sources"])


@pytest.mark.parametrize(
    ("ragged", "sentence"),
    [
        ("2021-03-04,Ağdam,1,a car, on a road\n", "The cells of 1 refused row could not be read"),
        ("2021-03-04,Ağdam,1,a car, on a road\n" * 2, "The cells of 2 refused rows could not be read"),
        ("", None),
    ],
)
def test_people_of_rows_without_readable_cells_are_reported_in_no_total(
    ragged: str, sentence: str | None
) -> None:
    others = "2021-03-06,Füzuli,0,a farmer\n" * 4
    text = f"date,place,killed,note\n{ragged}2021-03-05,Füzuli,2,a tractor\n{others}"
    account = read_files([("table.csv", text.encode())], None, today=TODAY).account
    assert [total.in_input for total in account.totals if total.what == "Killed"] == [2]
    found = [line for line in account.about if "could not be read" in line]
    assert [line.split(";")[0] for line in found] == ([sentence] if sentence else [])
