"""Which reports name a mine that explodes, and which one to dig in."""

from __future__ import annotations

import pytest

from data.imports.events.mine_words import ordnance_words, speaks_of_mining


@pytest.mark.parametrize(
    ("report", "word"),
    [
        ("Landmine kills three farmers", "landmine"),
        ("Two hurt when their car hit a mine near Bria", "hit a mine"),
        ("A soldier stepped on an anti-personnel mine", "anti-personnel mine"),
        ("Truck destroyed in mine blast", "mine blast"),
        ("Roadside bomb kills peacekeepers", "roadside bomb"),
        ("IED attack on convoy", "ied"),
        ("Children play with UXO", "uxo"),
        ("unexploded shell kills boy", "unexploded"),
        ("RCA : trois morts dans une explosion d’une mine sur l’axe Yéléwa", "explosion d’une mine"),
        ("Deux explosions distinctes de mines font des victimes", "explosions distinctes de mines"),
        ("des mines ont causé des victimes humanitaires", "mines ont"),
        ("tués dans une explosion des mines terrestres", "explosion des mines"),
        ("l’usage d’engins explosifs", "engins explosifs"),
        ("muere al pisar una mina antipersonal", "pisar una mina"),
        ("Подрыв на противопехотной мине", "противопехотной"),
        ("Gold mine workers killed by a landmine", "landmine"),
    ],
)
def test_a_report_of_ordnance_is_a_match(report: str, word: str) -> None:
    assert word in ordnance_words(report)


@pytest.mark.parametrize(
    "report",
    [
        "near Ndassima gold mine, Ouaka",
        "Massacre at a diamond mine",
        "raided villages and mine sites around Louba",
        "Dengolo mine site (25 km from Bakala)",
        "la mine d’or de Kolo à Mingala annexée",
        "Russian mercenaries accused of deadly attacks on mines on Sudan-CAR border",
        "Coal mine explosion kills 12",
        "Gold mine blast kills six",
        "rebels seize key mining town",
        "In a mine near the village of Diya",
        "viol sur mineur",
        "explosion in a mine",
    ],
)
def test_a_mine_to_dig_in_is_no_match(report: str) -> None:
    assert ordnance_words(report) == ()


@pytest.mark.parametrize(
    "report", ["Grenade attack on a funeral", "Planes bomb rebels", "battle at Bombo village", ""]
)
def test_other_violence_is_no_match(report: str) -> None:
    assert ordnance_words(report) == ()


def test_a_place_to_dig_is_distinguished_from_a_report_without_any_mine() -> None:
    assert speaks_of_mining("near Ndassima gold mine, Ouaka")
    assert not speaks_of_mining("Grenade attack on a funeral")
