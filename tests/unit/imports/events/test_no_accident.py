"""Values that deny ordnance, or say that it was found, marked, cleared or destroyed, name no accident with it."""

from __future__ import annotations

from datetime import date
from typing import Final

import pytest

from data.imports.events.event_words import Names, names
from data.imports.import_tables import read_files
from data.imports.report.ledger import Result
from tests.foreign_files import csv_file

TODAY: Final = date(2026, 11, 28)


@pytest.mark.parametrize(
    "value",
    [
        "Non-explosive", "Non explosive", "NonExplosive", "Non-mine explosion", "Not a mine", "Explosive, not mine", "Explosive  not mine",
        "Non-IED attack", "Explosion other than mine", "Explosion (not caused by a mine)", "Other than landmine", "No mine accident",
        "Attack, no IED", "Explosion except mines", "Fire without explosives", "not a UXO", "Non-UXO", "Mine-free",
        "Взрыв, не минный", "Не минный взрыв", "Взрывы кроме мин", "Невзрывной", "Не мина", "Без мин", "Взрыв, не СВУ", "Не взрывоопасный предмет",
        "Вибух, не міна", "Крім мін", "Не вибухонебезпечний предмет", "Невибуховий",
        "Mina deyil", "Minadan başqa", "Mina olmayan partlayış", "Partlayıcı olmayan", "Qeyri-partlayıcı",
        "Mayın değil", "Mayın dışı patlama", "EYP olmayan saldırı",
        "Explosion, sauf mines", "Pas de mine", "Hors mines", "Non explosif", "Autre que mine", "À l’exception des mines",
        "No explosivo", "Explosión, no mina", "Excepto minas", "Sin minas", "No es mina", "Não explosivo",
        "Keine Mine", "Ohne Minen",
        "Ոչ ական", "Բացի ականից", "Ականից բացի", "Ոչ պայթուցիկ",
        "ليس لغماً", "غير الألغام", "ما عدا الألغام", "باستثناء الألغام", "بدون عبوة ناسفة", "به جز مین",
    ],
)  # fmt: skip
def test_what_is_denied_is_no_ordnance(value: str) -> None:
    assert names(value) is Names.OTHER_EVENT


@pytest.mark.parametrize(
    "value",
    [
        "UXO found and destroyed", "UXO destroyed", "Mine found", "IED Found/Cleared", "IED defused", "Mine clearance completed", "Mine field marked",
        "Landmine discovered", "Explosive device found and destroyed", "Explosive ordnance destroyed in controlled explosion", "UXO removed, no casualties",
        "ERW handed over", "Anti-tank mine lifted", "Cluster munition found",
        "Мина обнаружена", "Найдена мина", "Взрывоопасный предмет уничтожен", "СВУ обезврежено", "Неразорвавшийся снаряд найден и уничтожен",
        "Міну виявлено", "Вибухонебезпечний предмет знищено", "Знайдено міну",
        "Mina tapıldı", "Mina məhv edilib", "Mina aşkar edildi", "Mayın bulundu", "Mayın imha edildi",
        "Mine trouvée", "Engin explosif détruit", "Engin non explosé découvert", "Mina encontrada", "Artefacto explosivo destruido", "Campo de minas señalizado",
        "Mine gefunden", "Ական հայտնաբերվեց", "Ականը ոչնչացվեց", "العثور على لغم", "تدمير لغم", "کشف مین",
    ],
)  # fmt: skip
def test_work_on_ordnance_without_an_accident_is_none(value: str) -> None:
    assert names(value) is Names.OTHER_EVENT


@pytest.mark.parametrize(
    "value",
    [
        "Landmine", "Mine, not specified", "Mine (not known which)", "Mine or UXO", "IED, not a mine", "Not a mine but UXO", "Non-fatal mine accident",
        "Mine found and exploded", "UXO destroyed, two killed", "Mine clearance accident", "Explosion of a mine found by children", "IED exploded while being defused",
        "UXO", "Unexploded ordnance", "Non-exploded ordnance", "Improvised explosive device", "Explosive remnants of war",
        "Engin non explosé", "Munition non explosée", "Munición sin explotar", "Artefacto no explotado", "Подрыв на мине", "Неразорвавшийся боеприпас",
        "Взрыв обнаруженной мины", "Міна", "Mina partlayışı", "Mayın patlaması", "Ական", "انفجار لغم", "ذخائر غير منفجرة", "Взрывоопасный предмет",
    ],
)  # fmt: skip
def test_ordnance_and_accidents_with_it_stay(value: str) -> None:
    assert names(value) is Names.ORDNANCE


@pytest.mark.parametrize(
    "value", ["Found", "Destroyed", "Marked", "Not known", "No data", "Other, not specified"]
)
def test_words_without_ordnance_say_no_kind_of_their_own(value: str) -> None:
    assert names(value) in (Names.NOTHING, Names.OPEN)


def test_they_are_not_taken_by_themselves_but_listed_with_their_rows() -> None:
    kinds = [
        "Landmine",
        "Non-IED attack",
        "UXO found and destroyed",
        "UXO found and destroyed",
        "IED defused",
    ]
    rows = [
        {"Date": f"2024-01-{day:02}", "District": "Ağdam", "Event type": kind, "Killed": "1"}
        for day, kind in enumerate(kinds, start=1)
    ]
    found = read_files([("table.csv", csv_file(rows))], today=TODAY)
    assert len(found.dataset.incidents) == 1
    assert found.account.count(Result.OUT_OF_SCOPE) == 4
    first = found.account.notices[0]
    assert "taken: Landmine (1);" in first
    for left in ("UXO found and destroyed (2)", "Non-IED attack (1)", "IED defused (1)"):
        assert left in first.split("out of scope:")[1]
