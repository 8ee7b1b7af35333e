"""Five files of each kind of table, made anew: every row has one result, and the people are those that were put in."""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

import pytest

from data.imports.import_tables import read_files
from data.imports.report.ledger import Result
from tests.examples import seeds

Row = tuple[str, str, float, float, int, int]
"""Day, kind of event, longitude, latitude, killed, injured."""
OTHER_KINDS: Final = ("SAF", "Protest", "Air strike", "Kidnapping", "Shelling")
ORDNANCE: Final = ("IED", "Landmine", "UXO", "Mine strike", "Cluster munition")


def made(seed: int) -> list[Row]:
    chance = random.Random(seed)  # noqa: S311 - for a table, not a secret
    first = date(2019, 1, 1)
    return [
        (
            (first + timedelta(days=40 * number + chance.randrange(30))).isoformat(),
            chance.choice(ORDNANCE),
            round(36 + chance.random(), 4),
            round(34 + chance.random(), 4),
            chance.randrange(1, 4),
            chance.randrange(1, 6),
        )
        for number in range(chance.randrange(4, 9))
    ]


def text(rows: list[list[object]]) -> bytes:
    file = io.StringIO()
    csv.writer(file).writerows(rows)
    return file.getvalue().encode()


def with_kinds(rows: list[Row]) -> bytes:
    others = [
        [day, kind, x, y, 9, 9]
        for (day, _kind, x, y, _killed, _injured), kind in zip(rows, OTHER_KINDS, strict=False)
    ]
    return text([["date", "type", "lon", "lat", "killed", "injured"], *map(list, rows), *others])


def with_totals(rows: list[Row]) -> bytes:
    sums = [sum(row[4] for row in rows), sum(row[5] for row in rows)]
    return text(
        [
            ["date", "device", "lon", "lat", "killed", "injured"],
            *map(list, rows),
            ["Total", "", "", "", *sums],
        ]
    )


def with_two_headings(rows: list[Row]) -> bytes:
    heads: list[list[object]] = [
        ["Date", "Device", "Lon", "Lat", "Killed", "", "Injured", ""],
        ["", "", "", "", "Men", "Women", "Men", "Women"],
    ]
    return text([*heads, *[[*row[:4], row[4] - 1, 1, row[5] - 1, 1] for row in rows]])


def with_repeated_heading(rows: list[Row]) -> bytes:
    head: list[object] = ["date", "device", "lon", "lat", "killed", "injured"]
    half = len(rows) // 2
    return text([head, *map(list, rows[:half]), head, *map(list, rows[half:])])


def with_ranges(rows: list[Row]) -> bytes:
    head: list[object] = [
        "date",
        "device",
        "lon",
        "lat",
        "killed min",
        "killed best",
        "killed max",
        "injured",
    ]
    return text([head, *[[*row[:4], row[4] - 1, row[4], row[4] + 1, row[5]] for row in rows]])


def as_records(rows: list[Row]) -> bytes:
    names = ("date", "device", "lon", "lat", "killed", "injured")
    return json.dumps({"data": [dict(zip(names, row, strict=True)) for row in rows]}).encode()


def with_own_columns(rows: list[Row]) -> bytes:
    head: list[object] = ["date", "device", "lon", "lat", "killed", "injured", "Team", "Task ID"]
    return text([head, *[[*row, f"T{number % 3}", number] for number, row in enumerate(rows)]])


HEAD: Final[list[object]] = ["date", "device", "lon", "lat", "killed", "injured"]


def with_people_in_words(rows: list[Row]) -> bytes:
    words = [[*row[:4], f"{row[4]} killed, {row[5]} injured"] for row in rows]
    return text([[*HEAD[:4], "casualties"], *words])


def with_degrees_and_minutes(rows: list[Row]) -> bytes:
    def pair(x: float, y: float) -> str:
        return f"N {int(y)}° {(y % 1) * 60:.3f}' E {int(x):03}° {(x % 1) * 60:.3f}'"

    return text(
        [
            ["date", "device", "coordinates", "killed", "injured"],
            *[[day, kind, pair(x, y), killed, injured] for day, kind, x, y, killed, injured in rows],
        ]
    )


def with_russian_days_and_commas(rows: list[Row]) -> bytes:
    lines = ["Дата;Устройство;Долгота;Широта;Погибло;Ранено"]
    for day, kind, x, y, killed, injured in rows:
        year, month, number = day.split("-")
        degrees = [str(value).replace(".", ",") for value in (x, y)]
        lines.append(f"{number}.{month}.{year} г.;{kind};{degrees[0]};{degrees[1]};{killed};{injured}")
    return "\n".join(["sep=;", *lines]).encode("cp1251")


def with_parts_of_dates(rows: list[Row]) -> bytes:
    return text(
        [
            ["year", "month", "day", *HEAD[1:]],
            *[[*map(int, row[0].split("-")), *row[1:]] for row in rows],
        ]
    )


def with_an_undated_row(rows: list[Row]) -> bytes:
    written: list[list[object]] = [[*row] for row in rows]
    written[0][0] = ""
    return text([HEAD, *written])


def with_cells_to_fill_down(rows: list[Row]) -> bytes:
    lines: list[list[object]] = [["Alpha" if number == 0 else "", *row] for number, row in enumerate(rows)]
    lines[-1][0] = "Beta"
    return text([["Team", *HEAD], *lines])


def with_other_in_words(rows: list[Row]) -> bytes:
    head: list[object] = ["date", "device", "device_other", *HEAD[2:]]
    return text([head, *[[row[0], "other", row[1], *row[2:]] for row in rows]])


def as_features(rows: list[Row]) -> bytes:
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [row[2], row[3]]},
            "properties": dict(zip(("date", "device"), row[:2], strict=True))
            | {"killed": row[4], "injured": row[5]},
        }
        for row in rows
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


KINDS: Final[dict[str, Callable[[list[Row]], bytes]]] = {
    function.__name__: function
    for function in (
        with_kinds,
        with_totals,
        with_two_headings,
        with_repeated_heading,
        with_ranges,
        as_records,
        with_own_columns,
        with_people_in_words,
        with_degrees_and_minutes,
        with_russian_days_and_commas,
        with_parts_of_dates,
        with_an_undated_row,
        with_cells_to_fill_down,
        with_other_in_words,
        as_features,
    )
}


@pytest.mark.parametrize("seed", seeds(5))
@pytest.mark.parametrize("kind", KINDS)
def test_every_row_has_one_result_and_the_people_are_those_put_in(kind: str, seed: int) -> None:
    rows = made(seed)
    name = {"as_records": "made.json", "as_features": "made.geojson"}.get(kind, "made.csv")
    found = read_files([(name, KINDS[kind](rows))], today=date(2026, 11, 28))
    account = found.account
    assert sum(account.count(result) for result in Result) == account.rows_in == len(account.rows)
    assert account.count(Result.REFUSED) == 0
    best = found.dataset.casualties.groupby("outcome", observed=True)["count_best"].sum()
    assert len(found.dataset.incidents) == len(rows)
    assert best["killed"] == sum(row[4] for row in rows)
    assert best["injured"] == sum(row[5] for row in rows)
