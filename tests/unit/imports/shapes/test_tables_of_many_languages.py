"""Tables as registers of many countries write them: each row read as a careful reader reads it."""

from __future__ import annotations

import io

import openpyxl
import pytest

from data.imports.import_tables import Import, read_upload

Row = tuple[str, float, float, int, int]
"""First day, longitude, latitude, killed, injured."""

TABLES: dict[str, tuple[str, str, list[Row]]] = {
    "ukrainian": (
        "utf-8",
        "№;Дата події;Область;Населений пункт;Широта;Довгота;Загинуло;Поранено\n"
        "1;12 березня 2023 року;Харківська;Ізюм;49,2128;37,2569;1;2\n"
        "2;03.04.2023 р.;Херсонська;Снігурівка;47,0747;32,8056;0;1\nУсього;;;;;;1;3\n",
        [("2023-03-12", 37.2569, 49.2128, 1, 2), ("2023-04-03", 32.8056, 47.0747, 0, 1)],
    ),
    "arabic": (
        "utf-8",
        "التاريخ,المحافظة,القرية,خط العرض,خط الطول,عدد القتلى,عدد الجرحى\n"
        "١٢/٠٣/٢٠٢٢,حلب,منبج,٣٦٫٥٢٨١,٣٧٫٩٥٤٩,١,٢\n١٥ أبريل ٢٠٢٢,حلب,الباب,٣٦٫٣٧٠٥,٣٧٫٥١٥٨,٠,٣\nالمجموع,,,,,١,٥\n",
        [("2022-03-12", 37.9549, 36.5281, 1, 2), ("2022-04-15", 37.5158, 36.3705, 0, 3)],
    ),
    "dari": (
        "utf-8",
        "تاریخ,ولایت,ولسوالی,قریه,عرض جغرافیایی,طول جغرافیایی,کشته,زخمی\n"
        "۱۴۰۱/۰۵/۱۴,کندهار,پنجوایی,تلوکان,۳۱٫۵۳۱,۶۵٫۴۵۱,۱,۳\n۱۴۰۲-۰۱-۰۲,هلمند,نادعلی,مارجه,۳۱٫۵۲۱,۶۴٫۱۲۱,۰,۲\n",
        [("2022-08-05", 65.451, 31.531, 1, 3), ("2023-03-22", 64.121, 31.521, 0, 2)],
    ),
    "turkish in its code page": (
        "cp1254",
        "Tarih;İl;İlçe;Köy;Enlem;Boylam;Ölü;Yaralı\n05.06.2019;Şırnak;Uludere;Ortasu;37,4422;42,8011;1;0\n"
        "17 Ağustos 2019;Mardin;Nusaybin;Girmeli;37,0781;41,2178;0;2\nTOPLAM;;;;;;1;2\n",
        [("2019-06-05", 42.8011, 37.4422, 1, 0), ("2019-08-17", 41.2178, 37.0781, 0, 2)],
    ),
    "portuguese, L is east": (
        "utf-8",
        "Data do acidente,Província,Aldeia,Latitude,Longitude,Mortos,Feridos\n"
        "3 de março de 2018,Bié,Chicala,12º 23' 10\" S,16º 56' 20\" L,1,2\nTotal geral,,,,,1,2\n",
        [("2018-03-03", 16.9389, -12.3861, 1, 2)],
    ),
    "french, O is west": (
        "utf-8",
        "Date de l’accident;Localité;Coordonnées;Tués;Blessés\n"
        "12 février 2017;Diouloulou;13°02'12\"N 16°35'40\"O;1;2\nSous-total;;;1;2\n",
        [("2017-02-12", -16.5944, 13.0367, 1, 2)],
    ),
    "german, O is east": (
        "utf-8",
        "Datum;Ort;Koordinaten;Tote;Verletzte\n12.05.2021;Oranienburg;52°45'10\"N 13°14'20\"O;0;1\n",
        [("2021-05-12", 13.2389, 52.7528, 0, 1)],
    ),
    "german, the system in a column": (
        "utf-8",
        "Datum;Ort;Rechtswert;Hochwert;System;Tote;Verletzte\n"
        "12.05.2021;X;3383000;5847000;DHDN / Gauss-Krüger Zone 3 (EPSG:31467);0;1\n",
        [("2021-05-12", 7.2664, 52.7431, 0, 1)],
    ),
    "azerbaijani": (
        "utf-8",
        "Tarix;Rayon;Kənd;Şimal eni;Şərq uzunluğu;Həlak olub;Yaralanıb\n4 iyun 2021;Kəlbəcər;Susuzluq;40,1123;46,0312;3;4\n",
        [("2021-06-04", 46.0312, 40.1123, 3, 4)],
    ),
    "greek in its code page": (
        "iso-8859-7",
        "Ημερομηνία;Χωριό;Γεωγραφικό πλάτος;Γεωγραφικό μήκος;Νεκροί;Τραυματίες\n5 Μαΐου 2003;Καστανιές;41,6451;26,4812;2;1\n",
        [("2003-05-05", 26.4812, 41.6451, 2, 1)],
    ),
    "hebrew in its code page": (
        "cp1255",
        "תאריך;ישוב;קו רוחב;קו אורך;הרוגים;פצועים\n12.03.2020;מטולה;33.2781;35.5749;1;2\n",
        [("2020-03-12", 35.5749, 33.2781, 1, 2)],
    ),
    "russian of an old Macintosh": (
        "mac-cyrillic",
        "Дата;Село;Широта;Долгота;Погибло;Ранено\n12.03.2020;Мачкалашен;39.7281;47.0549;1;2\n15.04.2020;Тагавард;39.6705;46.9158;0;3\n",
        [("2020-03-12", 47.0549, 39.7281, 1, 2), ("2020-04-15", 46.9158, 39.6705, 0, 3)],
    ),
    "burmese": (
        "utf-8",
        "ရက်စွဲ,မြို့နယ်,ကျေးရွာ,လတ္တီတွဒ်,လောင်ဂျီတွဒ်,သေဆုံး,ဒဏ်ရာရ\n၁၂/၀၃/၂၀၂၂,ဘားအံ,လှိုင်းဘွဲ့,၁၇.၀၈၂၁,၉၇.၈၁၂၃,၁,၂\n",
        [("2022-03-12", 97.8123, 17.0821, 1, 2)],
    ),
    "khmer": (
        "utf-8",
        "កាលបរិច្ឆេទ,ខេត្ត,ស្រុក,ភូមិ,រយៈទទឹង,រយៈបណ្តោយ,ស្លាប់,របួស\n១២/០៣/២០២១,បាត់ដំបង,សំឡូត,តាសាញ,១២.៦៥១២,១០២.៨១២៣,១,០\n",
        [("2021-03-12", 102.8123, 12.6512, 1, 0)],
    ),
    "seconds since 1970": (
        "utf-8",
        "event_time,lat,lon,killed,injured\n1606089600,40.3123,46.8123,1,0\n",
        [("2020-11-23", 46.8123, 40.3123, 1, 0)],
    ),
    "as armed forces write": (
        "utf-8",
        "Date,Lat,Long,KIA,WIA\n23NOV2020,N40 18.123,E046 48.456,1,5\n231430ZNOV20,N39 59.5,E046 55.75,0,2\n",
        [("2020-11-23", 46.8076, 40.3021, 1, 5), ("2020-11-23", 46.9292, 39.9917, 0, 2)],
    ),
    "packed degrees": (
        "utf-8",
        "date,lat_dms,lon_dms,killed,injured\n2014-08-01,482015N,0374830E,2,0\n",
        [("2014-08-01", 37.8083, 48.3375, 2, 0)],
    ),
    "both axes in the heading": (
        "utf-8",
        'Date,Location,Coordinates (lat/lon),Casualties\n23 November 2020,Tartar,40.341 N / 46.931 E,"1 killed, 5 injured"\n',
        [("2020-11-23", 46.931, 40.341, 1, 5)],
    ),
    "people by who they were": (
        "utf-8",
        "Date,Lat,Lon,Civ killed,Mil killed,Civ injured,Mil injured\n2021-01-01,40.3123,46.8123,1,2,2,1\n",
        [("2021-01-01", 46.8123, 40.3123, 3, 3)],
    ),
    "numbers in words": (
        "utf-8",
        "Date,Lat,Lon,Killed,Injured\n2021-01-01,40.3123,46.8123,one,two persons\n2021-01-02,40.3223,46.8223,nil,3 ppl\n",
        [("2021-01-01", 46.8123, 40.3123, 1, 2), ("2021-01-02", 46.8223, 40.3223, 0, 3)],
    ),
}


def rows_of(found: Import) -> list[Row]:
    """What was read of each incident."""
    incidents, casualties = found.dataset.incidents, found.dataset.casualties
    rows = []
    for place, identifier in enumerate(incidents["incident_id"]):
        own = casualties[casualties["incident_id"] == identifier]
        people = [int(own.loc[own["outcome"] == one, "count_best"].sum()) for one in ("killed", "injured")]
        longitude, latitude = (
            float(incidents[name].fillna(-999.0).iloc[place]) for name in ("longitude", "latitude")
        )
        day = incidents["date_start"].iloc[place].strftime("%Y-%m-%d")
        rows.append((day, longitude, latitude, people[0], people[1]))
    return rows


@pytest.mark.parametrize("kind", TABLES)
def test_a_table_is_read_as_its_country_writes_it(kind: str) -> None:
    encoding, text, expected = TABLES[kind]
    found = read_upload("register.csv", text.encode(encoding))
    rounded = [(row[0], *(pytest.approx(one, abs=2e-4) for one in row[1:])) for row in expected]
    assert sorted(rows_of(found)) == rounded
    account = found.account
    assert account.rows_in == text.strip().count("\n")
    assert len(account.rows) == account.rows_in


def test_the_year_of_a_sheet_is_that_of_days_without_one() -> None:
    workbook = openpyxl.Workbook()
    for year, day in (("2019", "12 March"), ("Accidents 2020", "5 June")):
        sheet = workbook.create_sheet(year)
        sheet.append(["Date", "Place", "Lat", "Lon", "Killed", "Injured"])
        sheet.append([day, "Agdam", 39.9912, 46.9312, 1, 0])
    workbook.remove(workbook.worksheets[0])
    file = io.BytesIO()
    workbook.save(file)
    found = read_upload("register.xlsx", file.getvalue())
    assert [row[0] for row in rows_of(found)] == ["2019-03-12", "2020-06-05"]
    assert "that of the table’s title, sheet or file was used" in found.account.to_csv()


def test_a_zone_of_several_countries_is_requested() -> None:
    text = (
        "Датум;Место;Y (Gauss-Krüger 7. zona);X;Погинуло;Рањено\n12.03.2009.;Бујановац;7562345;4702345;1;0\n"
    )
    found = read_upload("register.csv", text.encode())
    options = [option.value for choice in found.open_choices for option in choice.options]
    assert "EPSG:31277" in options
    assert "name its coordinate system" in found.account.to_csv()
