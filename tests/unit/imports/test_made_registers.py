"""Registers made by a generator: nothing is lost, words are mapped once for all rows, judgements of duplicates hold."""

from __future__ import annotations

import csv
import io
import json
import random

import pytest

from data.imports.columns.column_mapping import ColumnMapping
from data.imports.columns_file import columns_file
from data.imports.import_tables import Import, read_upload

ROWS = 12
OWN = (
    ("Operator", "Team", "Task ID"),
    ("Оператор", "Бригада", "Номер завдання"),
    ("المنظمة", "الفريق", "ملاحظة الفريق"),
    ("Kurum", "Ekip", "Görev no"),
    ("Organisation", "Trupp", "Auftragsnummer"),
)
"""Columns of a register's own, which mean nothing to the atlas."""
PEOPLE = ("Victim name", "ПІБ потерпілого", "اسم الضحية", "Ad Soyad", "Name des Opfers")
ODD_WORDS = ("gizmo", "пукавка", "جهاز غريب", "garip şey", "Dingsbums")


def register(seed: int) -> bytes:
    """Incidents of which each third is reported by three papers with other numbers, with own columns and odd words."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    file = io.StringIO()
    rows = csv.writer(file)
    rows.writerow(
        [
            "ID",
            "Date",
            "Latitude",
            "Longitude",
            "Killed",
            "Injured",
            "Device",
            "Source",
            *OWN[seed],
            PEOPLE[seed],
        ]
    )
    for number in range(ROWS):
        point = [f"{39 + number / 10 + seed / 1000:.4f}", f"{46 + number / 20:.4f}"]
        device = ODD_WORDS[seed] if number % 4 == 0 else chance.choice(["anti-tank mine", "UXO"])
        own = [chance.choice(["A", "B"]), f"T{number % 3}", f"task {number}"]
        for paper in range(3 if number % 3 == 0 else 1):
            people = [1, 2 + paper % 2]
            rows.writerow(
                [
                    f"{number}-{paper}",
                    f"2021-{number + 1:02}-05",
                    *point,
                    *people,
                    device,
                    f"Paper {paper}",
                    *own,
                    "X Y",
                ]
            )
    return file.getvalue().encode()


def again(found: Import, seed: int, **corrections: object) -> Import:
    """The register read once more with what a person wrote into its columns file."""
    written = columns_file(found)
    assert written is not None
    columns = ColumnMapping.from_json("columns.json", json.dumps(json.loads(written) | corrections))
    return read_upload(f"register-{seed}.csv", register(seed), columns)


@pytest.mark.parametrize("seed", range(len(OWN)))
def test_own_columns_stay_and_those_about_people_go(seed: int) -> None:
    found = read_upload(f"register-{seed}.csv", register(seed))
    incidents = found.dataset.incidents
    assert list(OWN[seed]) == [name for name in incidents.columns if name in OWN[seed]]
    assert set(incidents[OWN[seed][0]]) == {"A", "B"}
    assert PEOPLE[seed] not in incidents.columns
    assert found.account.columns_dropped == (f"register-{seed}.csv: {PEOPLE[seed]}",)
    assert PEOPLE[seed].encode() not in found.files["incidents.csv"]
    assert b"X Y" not in b"".join(found.files.values())


@pytest.mark.parametrize("seed", range(len(OWN)))
def test_a_word_is_mapped_once_for_all_rows(seed: int) -> None:
    found = read_upload(f"register-{seed}.csv", register(seed))
    unknown = {
        one.value: one.rows for one in found.unknown if one.field == "device" and one.is_not_understood
    }
    with_it = found.dataset.incidents["device_as_reported"] == ODD_WORDS[seed]
    assert unknown == {ODD_WORDS[seed]: int(with_it.sum())}
    mapped = again(found, seed, values={"device": {ODD_WORDS[seed]: "booby_trap"}})
    assert (mapped.dataset.incidents.loc[with_it, "device_category"] == "booby_trap").all()
    assert not [one for one in mapped.unknown if one.field == "device" and one.is_not_understood]


@pytest.mark.parametrize("seed", range(len(OWN)))
def test_judgements_of_duplicates_hold_at_the_next_import(seed: int) -> None:
    found = read_upload(f"register-{seed}.csv", register(seed))
    assert {len(one.incident_ids) for one in found.clusters} == {3}
    assert len(found.clusters) == ROWS // 3
    same, different, unsure = (one.key for one in found.clusters[:3])
    judged = again(found, seed, duplicates={same: "same", different: "not the same", unsure: "not sure"})
    assert len(judged.dataset.incidents) == len(found.dataset.incidents) - 2
    merged = set(same.split(" | ")) & set(judged.dataset.incidents["incident_id"])
    assert len(merged) == 1
    of_merged = judged.dataset.casualties[judged.dataset.casualties["incident_id"].isin(merged)]
    injured = of_merged[of_merged["outcome"] == "injured"].iloc[0]
    assert (injured["count_low"], injured["count_high"]) == (2, 3)
    assert judged.dataset.sources["incident_id"].isin(merged).sum() == 3
    left = {one.key: one.judgement for one in judged.clusters}
    assert different not in left
    assert left[unsure] == "not sure"
    assert list(left)[-1] == unsure
    assert judged.judged[same] == "same"
