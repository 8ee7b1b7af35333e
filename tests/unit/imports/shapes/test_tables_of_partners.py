"""Tables as partners send them: forms, answers of addresses, databases of events, registers in other words."""

from __future__ import annotations

import json

import pytest

from data.imports.import_tables import Import, read_upload


def read(text: str, name: str = "list.csv") -> Import:
    return read_upload(name, text.encode())


def people(found: Import) -> dict[str, int]:
    sums = found.dataset.casualties.groupby("outcome")["count_best"].sum()
    return {str(outcome): int(count) for outcome, count in sums.items()}


def days(found: Import) -> list[str]:
    return [str(day) for day in found.dataset.incidents["date_start"].dt.strftime("%Y-%m-%d")]


def reasons(found: Import) -> str:
    return " ".join(found.account.rows["reason"])


class TestAnswersOfAddresses:
    def test_a_point_of_geojson_in_a_record_has_the_longitude_first(self) -> None:
        point = {"type": "Point", "coordinates": [18.456, 9.123, 400]}
        record = {"accident": {"date": "2022-03-01", "point": point}, "killed": 1, "injured": 0}
        found = read(json.dumps({"value": [record]}), "odata.json")
        incident = found.dataset.incidents.iloc[0]
        assert (incident["longitude"], incident["latitude"]) == (18.456, 9.123)

    def test_the_only_list_of_records_is_read_whatever_it_is_called(self) -> None:
        record = {"date": "2022-03-01", "lon": 18.456, "lat": 9.123, "killed": 1}
        found = read(json.dumps({"TotalCount": 1, "Accidents": [record], "tags": ["a"]}), "answer.json")
        assert days(found) == ["2022-03-01"]

    def test_a_further_page_is_reported(self) -> None:
        record = {"date": "2022-03-01", "lon": 18.456, "lat": 9.123, "killed": 1}
        answer = {"Result": [record], "NextPageUrl": "https://example.org/?page=2"}
        found = read(json.dumps(answer), "answer.json")
        assert any("further page" in line for line in found.account.about)


class TestOutcomesInWords:
    def test_sentences_of_several_people_are_figures_and_no_persons(self) -> None:
        found = read(
            "Date,Lat,Lon,Outcome\n2021-03-12,48.5,37.9,two killed and three wounded\n"
            '2021-03-13,48.6,37.8,a child was injured\n2021-03-14,48.7,37.7,no casualties\n2021-03-15,48.8,37.6,"killed: 1, injured: 4 (2 children)"\n'
        )
        assert people(found) == {"killed": 3, "injured": 8}

    def test_of_single_persons_stay_persons(self) -> None:
        found = read(
            "Accident ID,Date,Lat,Lon,Outcome\nA,2021-03-12,48.5,37.9,killed\nA,2021-03-12,48.5,37.9,injured\n"
            "B,2021-03-13,48.6,37.8,a man was killed\n"
        )
        assert people(found) == {"killed": 2, "injured": 1}
        assert len(found.dataset.incidents) == 2

    def test_figures_among_persons_are_refused_with_the_reason(self) -> None:
        rows = [f"2021-03-{day},48.5,37.9,killed" for day in range(10, 20)]
        found = read("\n".join(["Date,Lat,Lon,Outcome", *rows, "2021-03-20,48.5,37.9,2 killed 3 injured"]))
        assert people(found) == {"killed": 10}
        assert "counts people" in reasons(found)


class TestKindsOfEventBesideDevices:
    def test_the_device_says_what_explosives_leave_open(self) -> None:
        found = read(
            "Date,Lat,Lon,Weapon used,Type of explosive,Killed,Injured\n2022-02-01,14.5,-4.2,Explosives,Roadside IED,1,2\n"
            "2022-02-05,16.2,-0.04,Firearms,,0,1\n2022-02-06,16.2,-0.05,Firearms,,0,1\n"
        )
        assert days(found) == ["2022-02-01"]
        assert "“Weapon used” is “Firearms”" in reasons(found)

    def test_a_task_that_found_a_mine_is_no_incident(self) -> None:
        found = read(
            "Date,Lat,Lon,Event type,Device,Killed,Injured\n2022-02-01,14.5,-4.2,Explosion,AP mine,1,2\n"
            "2022-02-05,16.2,-0.04,Clearance,AP mine,0,0\n2022-02-06,16.2,-0.04,Mine accident,AP mine,0,1\n"
        )
        assert days(found) == ["2022-02-06"]

    def test_numbered_headings_of_a_database_of_attacks(self) -> None:
        found = read(
            "iyear,imonth,iday,country_txt,provstate,latitude,longitude,attacktype1_txt,weapsubtype1_txt,nkill,nwound\n"
            "2015,6,11,Mali,Kidal,18.44,1.41,Bombing/Explosion,Landmine,2,3\n2015,8,3,Mali,Gao,16.27,-0.04,Armed Assault,Handgun,1,0\n"
        )
        assert days(found) == ["2015-06-11"]
        assert people(found) == {"killed": 2, "injured": 3}


class TestDevicesKnownByTheirWords:
    @pytest.mark.parametrize(
        ("heading", "word"),
        [("Тип ВОП", "ПМН-2"), ("ប្រភេទ", "មីន"), ("အမျိုးအစား", "မိုင်း"), ("Tür", "Kara mayını"), ("type", "UXO")],
    )
    def test_a_column_called_type_is_the_device(self, heading: str, word: str) -> None:
        found = read(f"Date,Lat,Lon,Killed,Injured,{heading}\n2021-03-12,38.5,37.9,1,0,{word}\n")
        assert found.dataset.incidents["device_as_reported"].tolist() == [word]
        assert found.dataset.incidents["device_category"].tolist() != ["unknown"]
        assert any(f"“{heading}” was read as the device" in line for line in found.account.about)

    def test_work_is_no_device(self) -> None:
        found = read("Date,Lat,Lon,Killed,Injured,Task type\n2021-03-12,38.5,37.9,1,0,Mine clearance\n")
        assert found.dataset.incidents.empty
        assert "does not name explosive ordnance" in reasons(found)

    def test_two_kinds_in_one_cell_have_a_remark(self) -> None:
        found = read(
            'Date,Lat,Lon,Killed,Injured,Device\n2021-03-12,38.5,37.9,1,0,mine_ap uxo\n2021-03-13,38.5,37.8,1,0,"Mine, anti-tank"\n'
        )
        assert found.account.rows["reason"].str.contains("several kinds").tolist() == [True, False]


class TestDays:
    def test_day_month_and_year_in_columns_of_their_own_in_turkish(self) -> None:
        found = read(
            "Yıl;Ay;Gün;Enlem;Boylam;Ölü;Yaralı\n1994;Mayıs;3;37,33;42,19;1;2\n1995;Ağustos;14;38,46;40,65;0;1\n"
        )
        assert days(found) == ["1994-05-03", "1995-08-14"]

    def test_the_thirteenth_month_of_the_ethiopian_year_says_nothing_of_the_order(self) -> None:
        found = read(
            "Date (EC),Latitude,Longitude,Killed,Injured\n12/07/2013,13.51,39.52,1,0\n5/13/2013,13.73,39.31,0,1\n"
        )
        assert days(found) == ["2021-03-21", "2021-09-10"]

    def test_parts_of_a_year_show_a_column_of_days(self) -> None:
        found = read(
            "Reported period,Lat,Lon,Killed,Injured\nQ3 2021,33.51,44.52,0,1\nBetween 3 and 5 March 2021,33.21,44.22,0,1\n"
            '"March 7-9, 2021",33.31,44.32,0,1\n2021,33.81,44.82,0,1\n'
        )
        assert sorted(days(found)) == ["2021-01-01", "2021-03-03", "2021-03-07", "2021-07-01"]

    def test_date_time_groups_show_a_column_of_days(self) -> None:
        found = read("When,Lat,Lon,KIA,WIA\n231430ZNOV20,33.51,44.52,0,1\n240600ZNOV20,33.21,44.22,0,1\n")
        assert days(found) == ["2020-11-23", "2020-11-24"]


class TestPoints:
    def test_headings_with_the_name_of_a_group(self) -> None:
        found = read("date,location_lat,location_lon,killed,injured\n2022-02-02,15.41,44.22,0,2\n")
        assert found.dataset.incidents["latitude"].tolist() == [15.41]

    def test_columns_without_headings_may_be_rough(self) -> None:
        found = read(
            ",,,,killed,injured\n2021-03-12,Village A,48.5,37.9,1,0\n2021-03-13,Village B,48.6,37.8,0,1\n"
        )
        assert found.dataset.incidents["latitude"].tolist() == [48.5, 48.6]

    def test_columns_that_may_be_degrees_have_a_remark_on_each_row(self) -> None:
        found = read(
            "date,place,aa,bb,killed,injured\n2021-03-12,Village A,48.51,37.92,1,0\n2021-03-13,Village B,48.62,37.83,0,1\n"
        )
        assert found.account.rows["reason"].str.contains("“aa” and “bb” may be degrees").all()

    def test_a_zone_without_letter_is_in_the_half_of_the_others(self) -> None:
        found = read(
            "date,easting,northing,zone,killed,injured\n2015-06-11,417250,2050300,48Q,0,1\n"
            '2015-06-12,417 350,2 050 400,48,1,1\n2015-06-13,"417,450.5","2,050,500.2",48N,0,2\n'
        )
        assert found.dataset.incidents["latitude"].round(3).tolist() == [18.542, 18.543, 18.544]
        assert found.account.rows["reason"].str.contains("half of the globe of the other rows").sum() == 1

    @pytest.mark.parametrize("below", ["", "Note: coordinates in EPSG:32637,,,,\n"])
    def test_a_title_or_a_note_names_the_system(self, below: str) -> None:
        title = "" if below else "Register of accidents (coordinates in UTM 37N),,,,\n"
        rows = "2022-06-01,567890,5372345,0,1\n2022-06-02,568890,5373345,1,0\n2022-06-03,568990,5373345,1,0\n"
        found = read(f"{title}Date,Easting,Northing,Killed,Injured\n{rows}{below}")
        assert found.dataset.incidents["latitude"].round(2).tolist() == [48.5, 48.51, 48.51]

    def test_a_region_whose_name_has_the_letters_of_a_system_names_none(self) -> None:
        rows = "2022-06-01,567890,5372345,0,1\n2022-06-02,568890,5373345,1,0\n"
        found = read(f"Славянский район зона 7,,,,\nDate,Easting,Northing,Killed,Injured\n{rows}")
        assert found.dataset.incidents["latitude"].isna().all()


class TestLatinLetters:
    def test_russian_and_ukrainian_headings_as_shapefiles_have_them(self) -> None:
        found = read("DATA,SHIROTA,DOLGOTA,POGIBLO,RANENO\n2021-03-12,48.51,37.92,1,2\n")
        assert people(found) == {"killed": 1, "injured": 2}
        found = read("DATA,SHYROTA,DOVHOTA,ZAHYNULO,PORANENO\n2021-03-12,48.51,37.92,1,2\n")
        assert people(found) == {"killed": 1, "injured": 2}


class TestText:
    def test_commas_of_headings_and_decimals_are_no_delimiter(self) -> None:
        found = read(
            "№;Дата;Село;Широта;Долгота;Погибло, чел.;Ранено, чел.;Обстоятельства\n"
            '1;12.03.2021;Тестовка;48,51;37,92;1;-;Подрыв "на тракторе"; работы\n2;13.03.2021;Пробное;48,52;37,93;нет;2 чел.;"Подрыв; двое"\n'
        )
        assert people(found) == {"injured": 2}
        assert "more cells" in reasons(found)
