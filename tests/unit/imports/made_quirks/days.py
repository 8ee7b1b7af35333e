"""Files whose days and numbers are written in another way: quirks 9, 15, 25 and 27."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from tests.unit.imports.made_quirks.made import Made, chance_of, puts, text

_JALALI: Final = (
    ("1399/09/03", date(2020, 11, 23)),
    ("1400/01/01", date(2021, 3, 21)),
    ("1400-06-31", date(2021, 9, 22)),
    ("1401/01/01", date(2022, 3, 21)),
    ("1401/12/29", date(2023, 3, 20)),
    ("1402/07/15", date(2023, 10, 7)),
    ("1403/12/30", date(2025, 3, 20)),
)
"""Days of the Solar Hijri calendar with those of ours, from the published calendars of Iran."""
_NO_DAYS: Final = ("1400/12/30", "1402/12/30", "1401/13/01", "1399/07/31", "1400/00/05")


def solar_hijri(seed: int) -> Made:
    chance = chance_of(seed, "hijri")
    first = puts(chance, 64, 31.5)[:4]
    days = chance.sample(_JALALI, len(first))
    rows = [replace(one, day=day) for one, (_text, day) in zip(first, days, strict=True)]
    digits = str.maketrans("0123456789.", "۰۱۲۳۴۵۶۷۸۹٫")
    cells = [
        [number, written, one.latitude, one.longitude, one.killed, one.injured]
        for number, (one, (written, _day)) in enumerate(zip(rows, days, strict=True), start=1)
    ]
    cells.append([9, _NO_DAYS[seed], 31.6, 64.2, 1, 1])
    if seed % 2 == 0:
        cells = [[str(cell).translate(digits) for cell in row] for row in cells]
    heads = (
        "شماره,تاریخ,عرض البلد,طول البلد,کشته,زخمی",
        "No,Date (Solar),Latitude,Longitude,Killed,Injured",
        "شماره,تاریخ حادثه,عرض جغرافیایی,طول جغرافیایی,کشته ها,زخمی ها",
        "ID,Date (Jalali),Lat,Long,Killed,Injured",
        "نمبر,تاریخ,عرض البلد,طول البلد,تعداد کشته,تعداد زخمی",
    )
    return Made("solar.csv", text([heads[seed].split(","), *cells]), tuple(rows), refused=1)


_MONTHS: Final = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()
_UKRAINIAN: Final = (
    "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня".split()
)
_SPANISH: Final = (
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()
)
_ENGLISH: Final = (
    "January February March April May June July August September October November December".split()
)
_TURKISH: Final = "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık".split()


def _written(seed: int, number: int, day: date) -> tuple[str, date]:
    """The day in words of one of five languages, and the last day of what it says."""
    after = day + timedelta(days=1)
    month = (_MONTHS, _UKRAINIAN, _SPANISH, _ENGLISH, _TURKISH)[seed][day.month - 1]
    forms = (
        (
            (f"{day:%d.%m.%Y} г.", day),
            (f"{day.day} {month} {day.year} года", day),
            (f"{day.day}–{after.day}.{day:%m.%Y}", after),
            (f"в ночь на {after:%d.%m.%Y}", after),
        ),
        (
            (f"{day:%d.%m.%Y} р.", day),
            (f"{day.day} {month} {day.year} року", day),
            (f"{day.day}-{after.day}.{day:%m.%Y}", after),
            (f"у ніч на {after:%d.%m.%Y}", after),
        ),
        (
            (f"{day:%d/%m/%Y}", day),
            (f"{day.day} de {month} de {day.year}", day),
            (f"{day.day}-{after.day} de {month} de {day.year}", after),
            (f"{day.day} {month} {day.year}", day),
        ),
        (
            (f"{day.day} {month} {day.year}", day),
            (f"{month} {day.day}, {day.year}", day),
            (f"{day.day}-{after.day} {month} {day.year}", after),
            (f"{day.day:02}-{month[:3].upper()}-{day:%Y}", day),
        ),
        (
            (f"{day:%d.%m.%Y}", day),
            (f"{day.day} {month} {day.year}", day),
            (f"{day.day}-{after.day} {month} {day.year}", after),
            (f"{day.day} {month} {day.year}", day),
        ),
    )[seed]
    return forms[number % len(forms)]


def days_in_words(seed: int) -> Made:
    chance = chance_of(seed, "words")
    rows = []
    for one in puts(chance, (37, 37, -76, 44, 40)[seed], (48, 48, 6, 33, 37.2)[seed]):
        assert one.day is not None
        # A span of two days stays in its month, so that it can be written short.
        rows.append(replace(one, day=one.day.replace(day=min(one.day.day, 26))))
    cells = []
    for number, one in enumerate(rows):
        assert one.day is not None
        written, last = _written(seed, number, one.day)
        rows[number] = replace(one, last=last)
        cells.append([number, written, one.latitude, one.longitude, one.killed, one.injured])
    never = ("31.11.2020", "31.11.2020", "31/11/2020", "31 November 2020", "31.11.2020")[seed]
    head = (
        ["№", "Дата", "Широта", "Долгота", "Погибло", "Ранено"],
        ["№", "Дата події", "Широта", "Довгота", "Загинуло", "Поранено"],
        ["No", "Fecha", "Latitud", "Longitud", "Muertos", "Heridos"],
        ["No", "Date", "Latitude", "Longitude", "Killed", "Injured"],
        ["No", "Tarih", "Enlem", "Boylam", "Ölü", "Yaralı"],
    )[seed]
    cells.append([99, never, rows[0].latitude, rows[0].longitude, 1, 1])
    return Made("reports.csv", text([head, *cells], delimiter=";"), tuple(rows), refused=1)


def survey123(seed: int) -> Made:
    chance = chance_of(seed, "survey")
    rows = puts(chance, 44 + seed, 35)
    head = "ObjectID,GlobalID,Date of incident,Device type,Other - Device type,Fatalities,Injuries"
    cells = []
    for number, one in enumerate(rows, start=1):
        assert one.day is not None
        at = (one.day.month, one.day.day, one.day.year)
        written = "{}/{}/{} {}:15:00 AM".format(*at, 6 + number % 5)
        entered = "{}/{}/{} 6:12:00 PM".format(*at)
        device = ("mine_at", "", "") if number % 2 else ("other", "homemade", "")
        cells.append(
            [
                number,
                f"g-{number}",
                written,
                *device[:2],
                one.killed,
                one.injured,
                entered,
                "user",
                entered,
                "user",
                one.longitude,
                one.latitude,
            ]
        )
    # One day tells that the month stands first.
    day = date(2022, 11, 23)
    cells[-1][2] = "11/23/2022 9:15:00 AM"
    rows[-1] = replace(rows[-1], day=day)
    columns = [*head.split(","), "CreationDate", "Creator", "EditDate", "Editor", "x", "y"]
    return Made("survey.csv", text([columns, *cells]), tuple(rows), sentences=("Creator",))


def ranges_became_dates(seed: int) -> Made:
    """Counts of which one became a date in Excel: it is left unknown, with the reason, never 5 or 2022 people."""
    chance = chance_of(seed, "ranges")
    rows = puts(chance, 37, 48)
    spoilt = ("05-Mar", "2022-03-04", "03.May", "4-Jun", "02-Mar")[seed]
    cells: list[list[object]] = [
        [one.day, one.latitude, one.longitude, one.killed, one.injured, "mine"] for one in rows
    ]
    cells[0][4] = spoilt
    cells[1][4] = f"{rows[1].injured} (child)"
    rows[0] = replace(rows[0], injured=0)
    head = ["Date", "Lat", "Lon", "Killed", "Injured", "Weapon"]
    return Made("excel.csv", text([head, *cells]), tuple(rows), sentences=("It was left unknown.",))


KINDS = (solar_hijri, days_in_words, survey123, ranges_became_dates)
