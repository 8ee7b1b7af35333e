"""Files whose points are written in another way: quirks 6, 8, 11, 16, 18, 20 and 21."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import geopandas as gpd
import mgrs
import pyproj
import shapely

from tests.foreign_files import zip_file
from tests.unit.imports.made_quirks.made import Made, as_json, chance_of, puts, text


def mgrs_column(seed: int) -> Made:
    chance = chance_of(seed, "mgrs")
    rows = puts(chance, 44 + seed, 33 + seed)
    digits = (5, 5, 4, 3, 5)[seed]
    squares = [mgrs.MGRS().toMGRS(one.latitude, one.longitude, MGRSPrecision=digits) for one in rows]
    written = [
        square
        if number % 2
        else f"{square[:3]} {square[3:5]} {square[5 : 5 + digits]} {square[5 + digits :]}"
        for number, square in enumerate(squares)
    ]
    head = [
        ["Accident ID", "Date of accident", "MGRS", "Killed", "Injured"],
        ["No", "Date", "Grid reference", "KIA", "WIA"],
        ["Incident no.", "Incident date", "MGRS coordinates", "Fatalities", "Injuries"],
        ["ID", "Date", "Grid", "Dead", "Wounded"],
        ["Ref", "Date", "USNG", "Killed", "Injured"],
    ][seed]
    cells = [
        [f"A-{number}", one.day, square, one.killed, one.injured]
        for number, (one, square) in enumerate(zip(rows, written, strict=True))
    ]
    return Made("grid.csv", text([head, *cells]), tuple(rows), degrees=2 * 10.0**-digits)


def _sexagesimal(degrees: float) -> tuple[int, int, float]:
    whole, minutes = int(degrees), degrees % 1 * 60
    return whole, int(minutes), minutes % 1 * 60


def pair_in_one_cell(seed: int) -> Made:
    chance = chance_of(seed, "pair")
    rows = puts(chance, 44 + seed, 38)
    written = []
    for number, one in enumerate(rows):
        x, y = one.longitude or 0.0, one.latitude or 0.0
        (xd, xm, xs), (yd, ym, ys) = _sexagesimal(x), _sexagesimal(y)
        forms = (
            f"{yd}°{ym}'{ys:.1f}\"N {xd}°{xm}'{xs:.1f}\"E",
            f"N {yd}° {y % 1 * 60:.3f}' E {xd:03}° {x % 1 * 60:.3f}'",
            f"{y:.4f} N; {x:.4f} E".replace(".", ","),
            f"{y:.4f}, {x:.4f}",
            f"{yd}º {ym}´ {ys:.2f}´´ N, {xd}º {xm}´ {xs:.2f}´´ E",
        )
        written.append(forms[(number + seed) % len(forms)])
    cells = [
        [number, one.day, pair, f"{one.killed} killed {one.injured} injured"]
        for number, (one, pair) in enumerate(zip(rows, written, strict=True))
    ]
    return Made("pairs.csv", text([["No", "Date", "Coordinates", "Casualties"], *cells]), tuple(rows))


def arabic_digits(seed: int) -> Made:
    chance = chance_of(seed, "arabic")
    rows = puts(chance, 36.2, 34)
    digits = str.maketrans("0123456789.", "٠١٢٣٤٥٦٧٨٩٫")
    months = (
        "كانون الثاني,شباط,آذار,نيسان,أيار,حزيران,تموز,آب,أيلول,تشرين الأول,تشرين الثاني,كانون الأول".split(
            ","
        )
    )
    cells = []
    for number, one in enumerate(rows):
        assert one.day is not None
        day = (
            f"{one.day:%Y/%m/%d}"
            if number % 2
            else f"{one.day.day} {months[one.day.month - 1]} {one.day.year}"
        )
        row = [number, day, one.latitude, one.longitude, one.killed, one.injured]
        cells.append([str(cell).translate(digits) for cell in row])
    heads = (
        "الرقم,التاريخ,خط العرض,خط الطول,عدد القتلى,عدد الجرحى",
        "رقم,تاريخ الحادث,دائرة العرض,خط الطول,القتلى,الجرحى",
        "م,تاريخ الانفجار,خط العرض,خط الطول,الوفيات,الإصابات",
        "الرقم,تاريخ الحادث,خط العرض,خط الطول,قتلى,جرحى",
        "رقم الحادث,التاريخ,خط العرض,خط الطول,عدد الوفيات,عدد المصابين",
    )
    encoding = "utf-8-sig" if seed % 2 else "utf-8"
    return Made("made.csv", text([heads[seed].split(","), *cells], encoding=encoding), tuple(rows))


def instruction_to_excel(seed: int) -> Made:
    chance = chance_of(seed, "sep")
    rows = [
        replace(one, injured=one.injured * 1000 if not number else one.injured)
        for number, one in enumerate(puts(chance, 37, 48))
    ]
    heads = (
        "№;Дата;Широта;Долгота;Погибло;Ранено",
        "№;Дата події;Широта;Довгота;Загинуло;Поранено",
        "Nr;Datum;Breite;Länge;Getötet;Verletzt",
        "N;Data;Latitude;Longitude;Mortos;Feridos",
        "No;Date;Latitude;Longitude;Tués;Blessés",
    )
    encoding = ("cp1251", "cp1251", "cp1252", "utf-16", "cp1252")[seed]
    lines = ["sep=;", heads[seed]]
    for number, one in enumerate(rows, start=1):
        assert one.day is not None
        degrees = [f"{value:.4f}".replace(".", ",") for value in (one.latitude, one.longitude)]
        injured = f"{one.injured:,}".replace(",", " ")
        lines.append(f"{number};{one.day:%d.%m.%Y};{degrees[0]};{degrees[1]};{one.killed};{injured}")
    return Made("export.csv", "\r\n".join(lines).encode(encoding), tuple(rows))


def arcgis_features(seed: int) -> Made:
    chance = chance_of(seed, "arcgis")
    zone = 36 + seed
    rows = puts(chance, 6 * zone - 182, 34)
    to_metres = pyproj.Transformer.from_crs(4326, 32600 + zone, always_xy=True)
    features = []
    for number, one in enumerate(rows):
        assert one.day is not None
        at = datetime(one.day.year, one.day.month, one.day.day, 8, tzinfo=UTC)
        x, y = to_metres.transform(one.longitude, one.latitude)
        is_without_point = number == 1
        features.append(
            {
                "type": "Feature",
                "geometry": None if is_without_point else {"type": "Point", "coordinates": [x, y, 411.5]},
                "properties": {
                    "OBJECTID": number,
                    "accident_date": int(at.timestamp() * 1000),
                    "killed": one.killed,
                    "injured": one.injured,
                },
            }
        )
        if is_without_point:
            rows[number] = replace(one, longitude=None, latitude=None)
    crs = {"type": "name", "properties": {"name": f"urn:ogc:def:crs:EPSG::{32600 + zone}"}}
    content = as_json({"type": "FeatureCollection", "crs": crs, "features": features})
    return Made("layer.geojson", content, tuple(rows), sentences=("no geometry",))


def shapefile_without_prj(seed: int) -> Made:
    chance = chance_of(seed, "shapefile")
    rows = puts(chance, 37.2, 48)
    crs = ("EPSG:28407", "EPSG:32637", "EPSG:28407", "EPSG:32637", "EPSG:28407")[seed]
    names = (
        ("дата_прои", "насел_пун", "погибло", "ранено"),
        ("date_acc", "village", "killed", "injured"),
        ("дата", "место", "погиб", "ранен"),
        ("дата_под", "нас_пункт", "загинуло", "поранено"),
        ("datum", "ort", "tote", "verletzte"),
    )[seed]
    layer = gpd.GeoDataFrame(
        {
            names[0]: [str(one.day) for one in rows],
            names[1]: ["Тестовка" if seed in (0, 2, 3) else "Testovka" for _ in rows],
            names[2]: [one.killed for one in rows],
            names[3]: [one.injured for one in rows],
        },
        geometry=shapely.points([[one.longitude or 0.0, one.latitude or 0.0] for one in rows]),
        crs="EPSG:4326",
    ).to_crs(crs)
    with tempfile.TemporaryDirectory() as folder:
        layer.to_file(Path(folder) / "made.shp", encoding="cp1251", engine="pyogrio")
        parts = {
            path.name: path.read_bytes()
            for path in Path(folder).iterdir()
            if path.suffix in (".shp", ".shx", ".dbf")
        }
    return Made("made.zip", zip_file(parts), tuple(rows), crs=crs, degrees=3e-3)


def antimeridian(seed: int) -> Made:
    chance = chance_of(seed, "antimeridian")
    first = puts(chance, 179.4, -17)
    cells, rows = [], []
    for number, put in enumerate(first):
        one, x = put, put.longitude or 0.0
        match number % 4:
            case 1:  # east of the line, written as it is
                x = round(-360 + x + 0.8, 4)
                written, one = x, replace(one, longitude=x)
            case 2:  # beyond 180
                written = round(x + 1, 4)
                one = replace(one, longitude=round(x + 1 - 360, 4))
            case 3:  # no place at all
                written, one = 0.0, replace(one, longitude=None, latitude=None)
            case _:
                written = x
        y = 0.0 if one.latitude is None else one.latitude
        rows.append(one)
        cells.append([f"P{number}", one.day, y, written, one.killed, one.injured])
    head = ["id", "date", "lat", "lon", "killed", "injured"]
    return Made("pacific.csv", text([head, *cells]), tuple(rows), sentences=())


KINDS = (
    mgrs_column,
    pair_in_one_cell,
    arabic_digits,
    instruction_to_excel,
    arcgis_features,
    shapefile_without_prj,
    antimeridian,
)
