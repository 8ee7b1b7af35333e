"""Files of another shape: quirks 12, 13, 19, 23, 26 and 29."""

from __future__ import annotations

import io
import tempfile
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import openpyxl
import pandas as pd
import pyogrio
import shapely

from tests.unit.imports.made_quirks.made import Made, chance_of, puts, text


def _saved(book: openpyxl.Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def merged_headings(seed: int) -> Made:
    chance = chance_of(seed, "merged")
    killed, injured, groups, total = (
        ("Killed", "Injured", ("Men", "Women", "Boys", "Girls"), "Grand total"),
        ("Погибло", "Ранено", ("Мужчины", "Женщины", "Мальчики", "Девочки"), "Итого"),
        ("Muertos", "Heridos", ("Hombres", "Mujeres", "Niños", "Niñas"), "Total general"),
        ("Tués", "Blessés", ("Hommes", "Femmes", "Garçons", "Filles"), "Total général"),
        ("Killed", "Injured", ("Men", "Women", "Boys", "Girls"), "TOTAL"),
    )[seed]
    date_, province = (
        ("Date", "Province"),
        ("Дата", "Область"),
        ("Fecha", "Departamento"),
        ("Date", "Région"),
        ("Accident date", "Governorate"),
    )[seed]
    rows = puts(chance, 69, 34)
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Accidents"] if seed % 2 else ["Mine/ERW accidents, 2021"])
    sheet.append([])
    sheet.append([province, date_, killed, "", "", "", injured, "", "", "", "Lat", "Lon"])
    sheet.append(["", "", *groups, *groups, "", ""])
    for cells in ("C3:F3", "G3:J3", "A3:A4", "B3:B4", "K3:K4", "L3:L4"):
        sheet.merge_cells(cells)
    sums = [0] * 8
    for one in rows:
        people = [one.killed, 0, 0, 0, one.injured - 1, 0, 1, 0]
        sums = [old + new for old, new in zip(sums, people, strict=True)]
        sheet.append(["North", one.day, *people, one.latitude, one.longitude])
    sheet.append([total, "", *sums, "", ""])
    sheet.merge_cells(start_row=5, end_row=4 + len(rows), start_column=1, end_column=1)
    return Made("register.xlsx", _saved(book), tuple(rows), out_of_scope=1 + 1)


def sheet_a_year(seed: int) -> Made:
    chance = chance_of(seed, "sheets")
    dates = (
        ("Event date", "Date of event"),
        ("Дата", "Дата события"),
        ("Fecha", "Fecha del evento"),
        ("Date", "Accident date"),
        ("Tarih", "Olay tarihi"),
    )[seed]
    head = (
        ["ID", "Latitude", "Longitude", "Killed", "Injured"],
        ["№", "Широта", "Долгота", "Погибло", "Ранено"],
        ["ID", "Latitud", "Longitud", "Muertos", "Heridos"],
        ["No", "Lat", "Long", "Dead", "Wounded"],
        ["No", "Enlem", "Boylam", "Ölü", "Yaralı"],
    )[seed]
    rows = puts(chance, 44, 33)
    book = openpyxl.Workbook()
    first = book.worksheets[0]
    first.title = "READ ME"
    first.append(["This workbook holds accident data."])
    for half, name in enumerate(dates):
        sheet = book.create_sheet(f"Data {2021 + half}")
        sheet.append([head[0], name, *head[1:]])
        for number, one in enumerate(rows[half::2]):
            sheet.append([f"{half}-{number}", one.day, one.latitude, one.longitude, one.killed, one.injured])
    lists = book.create_sheet("Lists")
    lists.append(["Device", "Province"])
    lists.append(["AP mine", "Basra"])
    pivot = book.create_sheet("Pivot")
    pivot.append(["Row Labels", "Sum of Killed"])
    pivot.append(["2021", sum(one.killed for one in rows)])
    pivot.append(["Grand Total", sum(one.killed for one in rows)])
    hidden = book.create_sheet("Old")
    hidden.append([head[0], dates[0], *head[1:]])
    hidden.append(["old", rows[0].day, 33.0, 44.0, 70, 70])
    hidden.sheet_state = "hidden"
    ordered = (*rows[0::2], *rows[1::2])
    return Made("years.xlsx", _saved(book), ordered, out_of_scope=3, sentences=("Old",))


def layers_of_a_geopackage(seed: int) -> Made:
    chance = chance_of(seed, "layers")
    rows = puts(chance, 44, 36)
    points = gpd.GeoDataFrame(
        {
            "acc_id": [f"G{number}" for number in range(len(rows))],
            "acc_date": [str(one.day) for one in rows],
            "killed": [one.killed for one in rows],
            "injured": [one.injured for one in rows],
        },
        geometry=shapely.points([[one.longitude or 0.0, one.latitude or 0.0] for one in rows]),
        crs="EPSG:4326",
    )
    areas = gpd.GeoDataFrame(
        {"haz_id": ["A", "B"], "status": ["Confirmed", "Cleared"], "area_m2": [12000, 8000]},
        geometry=[shapely.box(44, 36, 44.1, 36.1), shapely.box(44.2, 36, 44.3, 36.1)],
        crs="EPSG:4326",
    )
    people = [
        {"acc_id": f"G{number}", "victim_no": victim, "outcome": outcome, "sex": "MF"[victim % 2]}
        for number, one in enumerate(rows)
        for outcome, count in (("killed", one.killed), ("injured", one.injured))
        for victim in range(count)
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.gpkg"
        layers = [("accidents", points), ("hazard_areas", areas)]
        for name, layer in layers[::-1] if seed % 2 else layers:
            layer.to_file(path, layer=name, engine="pyogrio")
        if seed < 3:
            pyogrio.write_dataframe(pd.DataFrame(people), path, layer="victims", append=True)
        content = path.read_bytes()
    return Made("layers.gpkg", content, tuple(rows), out_of_scope=2, sentences=("hazard_areas",))


_PLACES = (
    ("village of Madagiz", "с. Мадагиз", "Suqovuşan kəndi", "Madagiz village", "Մատաղիս գյուղ"),
    ("Agdam (city)", "г. Агдам", "Ağdam şəhəri", "town of Aghdam", "Former city of Agdam"),
)
"""Two places, and five ways to write each."""


def kinds_of_place(seed: int) -> Made:
    chance = chance_of(seed, "places")
    points = ((46.77, 40.33), (46.93, 39.99))
    cells, rows = [], []
    for one in puts(chance, 46, 40):
        place = chance.randrange(2)
        cells.append([one.day, _PLACES[place][seed], "Azerbaijan", one.killed, one.injured])
        rows.append(replace(one, longitude=points[place][0], latitude=points[place][1]))
    head = ["Date", "Place", "Country", "Killed", "Injured"]
    return Made("places.csv", text([head, *cells]), tuple(rows), degrees=0.06)


def sections(seed: int) -> Made:
    chance = chance_of(seed, "sections")
    rows = puts(chance, 36.4, 34.5)
    head, subtotal, total, names = (
        (["Date", "Lat", "Lon", "Killed", "Injured"], "Subtotal", "TOTAL", ("Homs", "Hama")),
        (["Дата", "Широта", "Долгота", "Погибло", "Ранено"], "Итого", "ВСЕГО", ("Homs", "Hama")),
        (["Fecha", "Lat", "Lon", "Muertos", "Heridos"], "Subtotal", "Total", ("Homs", "Hama")),
        (["التاريخ", "خط العرض", "خط الطول", "القتلى", "الجرحى"], "المجموع", "الإجمالي", ("حمص", "حماة")),
        (["Date", "Lat", "Lon", "Tués", "Blessés"], "Sous-total", "Total", ("Homs", "Hama")),
    )[seed]
    lines: list[list[object]] = []
    half = len(rows) // 2
    for name, part in zip(names, (rows[:half], rows[half:]), strict=True):
        lines += [[name, "", "", "", ""], [*head]]
        lines += [[one.day, one.latitude, one.longitude, one.killed, one.injured] for one in part]
        lines.append([subtotal, "", "", sum(one.killed for one in part), sum(one.injured for one in part)])
        lines.append([""] * 5)
    lines.append([total, "", "", sum(one.killed for one in rows), sum(one.injured for one in rows)])
    return Made("sections.csv", text(lines), tuple(rows), out_of_scope=5)


def reports_of_one_incident(seed: int) -> Made:
    chance = chance_of(seed, "reports")
    rows = puts(chance, 46.8, 40)
    head = ["report_id", "source", "url", "published", "incident_date", "lat", "lon", "killed", "injured"]
    cells, read = [], []
    for number, one in enumerate(rows):
        assert one.day is not None
        for paper in range(3 if number == seed % len(rows) else 1):
            cells.append(
                [
                    f"R{number}-{paper}",
                    f"Paper {paper}",
                    f"https://example.org/{number}/{paper}",
                    one.day,
                    one.day,
                    one.latitude,
                    one.longitude,
                    one.killed,
                    one.injured,
                ]
            )
            read.append(one)
    return Made("reports.csv", text([head, *cells]), tuple(read), groups=1)


KINDS = (
    merged_headings,
    sheet_a_year,
    layers_of_a_geopackage,
    kinds_of_place,
    sections,
    reports_of_one_incident,
)
