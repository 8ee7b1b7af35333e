"""Colombia's register and UCDP GED in small, with the quirks of the real files: totals equal a hand count.

The count reads the file with the standard library alone, row by row, as a person with a pencil would. The real
files are not the project's to pass on; what is written here has their columns, their odd values and their
repetitions, by command and as an upload.
"""

from __future__ import annotations

import csv
import io
import json
import random
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import pytest

import app
from app import create_app
from components.own_data.addresses import REPORT_FILE, STATE, UPLOAD
from components.server.visitors.own_datasets import OwnDatasets
from data.tables.dataset import Dataset
from tests.foreign_files import GED_EVENT, csv_file, geojson_file

REGISTER: Final = "register.csv"
EVENTS: Final = "events.geojson"
VICTIMS: Final = 900


@pytest.fixture(scope="module")
def register() -> bytes:
    """Victims of some twenty sites; a third of them equal to another, `estado` and `genero` exchanged."""
    chance = random.Random(12390)  # noqa: S311 - the same victims each time
    places = [
        ("ANTIOQUIA", "5", "GRANADA", "5,313", "6.143703", "-75.185183"),
        ("CAQUETA", "18", "MONTAÑITA", "18,410", "1.494944213", "-75.46308951"),
        ("NARIÑO", "52", "BARBACOAS", "52,079", "1.671667", "-78.139722"),
        ("NORTE DE SANTANDER", "54", "EL CARMEN", "54,245", "8.510556", "-73.448889"),
        ("META", "50", "VISTAHERMOSA", "50,711", "3.124444", "-73.751389"),
    ]
    sites = [
        "Sin información",
        "Sin información",
        "Vereda La Aurora",
        "Vereda Caño Blanco",
        "Vereda Guayabal",
    ]
    rows: list[dict[str, str]] = []
    while len(rows) < VICTIMS:
        if rows and chance.random() < 0.33:
            rows.append(chance.choice(rows))
            continue
        department, code, town, town_code, latitude, longitude = chance.choice(places)
        is_force = chance.random() < 0.6
        rows.append(
            {
                "departamento": department,
                "codigodanedepartamento": code,
                "municipio": town,
                "codigodanemunicipio": town_code,
                "tipoarea": chance.choice(["Rural", "Rural", "Urbana"]),
                "sitio": chance.choice(sites),
                "ano": f"{chance.randint(1990, 2023):,}",
                "mes": str(chance.randint(1, 12)),
                "rangoedad": chance.choice(["Mayor de 18 años"] * 8 + ["Menor de 18 años"]),
                "grupoetnico": chance.choice(["no", "Indígena"]),
                "condicion": "Fuerza pública" if is_force else "Civil",
                "estado": chance.choice(["Hombre"] * 9 + ["Mujer", "Sin Información"]),
                "genero": chance.choice(["Herido"] * 4 + ["Muerto"]),
                "latitudcabecera": latitude,
                "longitudcabecera": longitude,
                "tipoevento": chance.choice(["Sin informacion", "Caminos", "Campo"]),
                "Ubicación": f"({latitude}, {longitude})",
                "Actividad": chance.choice(["Sin Información", "Agricultura", "Pasando, estando cerca"]),
            }
        )
    return csv_file(rows)


@pytest.fixture(scope="module")
def events() -> bytes:
    """Events of one country of which few name a mine that explodes; others are about mines to dig in."""
    reports = [
        ("Clashes in town", 3),
        ("Attack on miners near Ndassima gold mine", 8),
        ("RCA : la mine d’or de Kolo annexée", 1),
        ("Security incidents at mine sites", 4),
        ("Mineral exports and mining permits", 2),
        ("RCA : trois morts dans une explosion d’une mine", 3),
        ("Bomb kills two police; tués dans une explosion des mines terrestres", 5),
        ("Truck hits landmine, nobody dies", 0),
        ("Usage d’engins explosifs condamné", 1),
        ("Peacekeepers killed by roadside IED", 4),
    ]
    rows = []
    for number in range(300):
        # The tenth part of the reports of ordnance: as rare among the others as in the real file.
        text, best = reports[number % 5] if number % 30 else reports[5 + number // 30 % 5]
        groups = {"deaths_a": "0", "deaths_b": "0", "deaths_civilians": str(best), "deaths_unknown": "0"}
        rows.append(
            GED_EVENT
            | groups
            | {
                "id": str(400000 + number),
                "source_headline": text,
                "source_article": f'"A,2021-05-17,{text}"',
            }
            | {"low": str(best), "best": str(best), "high": str(best + number % 2)}
        )
    return geojson_file(rows)


def by_command(name: str, content: bytes, folder: Path) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """The casualties and the account of `mine-atlas import`, as they stand in the folder that it writes."""
    (folder / name).write_bytes(content)
    assert app.main(["import", str(folder / name), "--out", str(folder / "out")]) == 0
    return tuple(  # type: ignore[return-value] # two names give two lists
        list(csv.DictReader(io.StringIO((folder / "out" / f"{table}.csv").read_text(encoding="utf-8"))))
        for table in ("casualties", "report")
    )


def by_browser(name: str, content: bytes, served: Dataset) -> tuple[dict[str, Any], list[dict[str, str]]]:
    """The figures of an upload at its own address, and its account."""
    visitor = create_app(served, own_datasets=OwnDatasets()).server.test_client()
    taken = visitor.post(
        UPLOAD, query_string={"name": name}, data=content, headers={"Sec-Fetch-Site": "same-origin"}
    )
    token = json.loads(taken.text)["token"]
    last = time.monotonic() + 60
    while json.loads(visitor.get(f"{STATE}?own={token}").text)["reading"]:
        assert time.monotonic() < last
        time.sleep(0.02)
    figures = json.loads(visitor.get(f"/summary.json?own={token}").text)
    return figures, list(csv.DictReader(io.StringIO(visitor.get(f"{REPORT_FILE}?own={token}").text)))


def people(casualties: Sequence[dict[str, str]], *columns: str) -> Counter[tuple[str, ...]]:
    """How many people of each combination of values."""
    counted: Counter[tuple[str, ...]] = Counter()
    for row in casualties:
        counted[tuple(row[column] for column in columns)] += int(row["count_best"])
    return counted


def test_the_register_is_kept_to_the_last_victim(register: bytes, tmp_path: Path, dataset: Dataset) -> None:
    rows = list(csv.DictReader(io.StringIO(register.decode())))
    repeated = len(rows) - len({tuple(row.values()) for row in rows})
    assert (len(rows), repeated > VICTIMS // 4) == (VICTIMS, True)
    words = {"Herido": "injured", "Muerto": "killed", "Hombre": "male", "Mujer": "female"}
    forces = {"Fuerza pública": "Public forces (army and police)", "Civil": "Civilians"}
    ages = {"Mayor de 18 años": "adult", "Menor de 18 años": "child"}
    by_hand = Counter(
        (
            words[row["genero"]],
            words.get(row["estado"], ""),
            ages[row["rangoedad"]],
            forces[row["condicion"]],
        )
        for row in rows
    )
    casualties, account = by_command(REGISTER, register, tmp_path)
    assert people(casualties, "outcome", "sex", "age_group", "affected_actor") == by_hand
    assert sum(people(casualties, "outcome").values()) == VICTIMS
    assert [row["row"] for row in account] == [str(line) for line in range(2, VICTIMS + 2)]
    assert {row["result"] for row in account} <= {"read", "read with a remark"}

    figures, own_account = by_browser(REGISTER, register, dataset)
    outcomes = Counter(words[row["genero"]] for row in rows)
    assert {"killed": figures["killed"], "injured": figures["injured"]} == dict(outcomes)
    assert figures["incidents"] == len({row["incident_id"] for row in account})
    assert own_account == account


def test_of_ged_the_events_of_ordnance_are_taken_with_all_their_dead(
    events: bytes, tmp_path: Path, dataset: Dataset
) -> None:
    features = [feature["properties"] for feature in json.loads(events)["features"]]
    ordnance = ("explosion", "landmine", "engins explosifs", "IED")
    taken = {
        str(event["id"]): int(event["best"])
        for event in features
        if any(word in event["source_headline"] for word in ordnance)
    }
    digging = {
        str(number)
        for number, event in enumerate(features, 1)
        if str(event["id"]) not in taken
        and any(
            word in event["source_headline"] for word in ("gold mine", "mine d’or", "mine sites", "mining")
        )
    }
    assert (len(features), len(taken), sum(taken.values())) == (300, 10, 26)

    casualties, account = by_command(EVENTS, events, tmp_path)
    assert people(casualties, "outcome") == {("killed",): 26}
    others = Counter(row["reason"] for row in account if row["result"] == "out of scope")
    assert others == {
        "No word of its report names a mine or other explosive ordnance.": 300 - 10 - len(digging),
        "The only mine in its report is one to dig in.": len(digging),
    }
    chosen = {row["incident_id"]: row["found"] for row in account if row["result"] != "out of scope"}
    assert set(chosen) == {f"GED-{identifier}" for identifier in taken}
    assert all(chosen.values())

    figures, own_account = by_browser(EVENTS, events, dataset)
    assert (figures["incidents"], figures["killed"], figures["injured"]) == (10, 26, None)
    assert own_account == account
