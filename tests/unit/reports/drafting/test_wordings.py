"""How many were killed and injured in single sentences, in the wordings of eight languages."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from data.reports.drafting.drafts import drafts_of
from data.reports.report import Draft, Report

WORDINGS = Path(__file__).with_name("wordings.jsonl")
"""Made-up sentences with the right numbers; null where the sentence gives none. Nothing in them happened."""

ROWS = Path(__file__).with_name("rows_of_wordings.jsonl")
"""Made-up sentences with the right rows: relatives, comrades, parts of people, and lists in any order."""

DEVICES = Path(__file__).with_name("devices_of_wordings.jsonl")
"""Made-up sentences with the right device, named by its kind, its model, or by what was done with it."""

THURSDAY = date(2024, 5, 16)


def wordings(path: Path = WORDINGS) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def only(text: str, language: str) -> Draft:
    (draft,) = drafts_of(Report(text, "", THURSDAY, "", language)).incidents
    return draft


def total(draft: Draft, outcome: str) -> int | None:
    counts = [row.count_best for row in draft.casualties if row.outcome == outcome]
    return None if None in counts else sum(count for count in counts if count is not None)


@pytest.mark.parametrize("one", wordings(), ids=lambda one: f"{one['language']}: {one['text'][:60]}")
def test_a_sentence_gives_its_numbers_of_killed_and_injured(one: dict[str, Any]) -> None:
    draft = only(one["text"], one["language"])
    assert (total(draft, "killed"), total(draft, "injured")) == (one["killed"], one["injured"])


@pytest.mark.parametrize("one", wordings(ROWS), ids=lambda one: f"{one['language']}: {one['text'][:60]}")
def test_a_sentence_gives_its_rows(one: dict[str, Any]) -> None:
    counts: Counter[tuple[str, str]] = Counter()
    for row in only(one["text"], one["language"]).casualties:
        assert row.count_best is not None
        counts[(row.victim_category, row.outcome)] += row.count_best
    assert counts == {(category, outcome): count for category, outcome, count in one["rows"]}


@pytest.mark.parametrize("one", wordings(DEVICES), ids=lambda one: f"{one['language']}: {one['text'][:60]}")
def test_a_sentence_gives_its_device(one: dict[str, Any]) -> None:
    assert only(one["text"], one["language"]).device_category == one["device"]


def test_people_of_other_work_are_told_apart_from_those_they_are_among() -> None:
    draft = only("Seven people, including two soldiers, were killed when their bus hit a mine.", "en")
    assert {(row.victim_category, row.count_best) for row in draft.casualties} == {
        ("armed_forces", 2),
        ("civilian", 5),
    }


def test_a_distance_with_a_direction_moves_the_point() -> None:
    draft = only("A mine killed a herder 40 km north of Faya-Largeau, Chad, on Tuesday.", "en")
    assert draft.longitude == pytest.approx(19.1, abs=0.1)
    assert draft.latitude == pytest.approx(18.29, abs=0.1)


def test_a_name_that_only_says_where_another_lies_is_not_the_place() -> None:
    draft = only("A mine killed a herder near Maadan, east of Raqqa, in Syria on Tuesday.", "en")
    raqqa = 39.01
    assert draft.adm1_iso == "SY-RA"
    assert draft.longitude is None or draft.longitude > raqqa + 0.3


@pytest.mark.parametrize(
    ("text", "language", "name", "longitude"),
    [
        ("Une mine a tué un berger à une dizaine de kilomètres de Ngouboua, dans la province du Lac, au Tchad.", "fr", "Ngouboua", 14.0),
        ("A mine killed a donkey driver in Al Mualla, north of Taiz city, in Yemen.", "en", "Taiz", 44.02),
    ],
)  # fmt: skip
def test_a_village_and_the_town_of_a_province_are_found(
    text: str, language: str, name: str, longitude: float
) -> None:
    draft = only(text, language)
    assert draft.longitude == pytest.approx(longitude, abs=0.2), name


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("A mine killed three people, two of them women, near Mosul, according to a local official.", "en"),
        ("Une mine a fait trois morts, dont deux femmes, près de Gao, selon un élu local.", "fr"),
    ],
)
def test_who_says_it_is_none_of_the_victims(text: str, language: str) -> None:
    assert {row.victim_category for row in only(text, language).casualties} == {"civilian"}


def test_a_road_from_a_town_is_where_it_was() -> None:
    draft = only(
        "A minibus struck a mine on the road from Balakliia to Savyntsi in Kharkiv region; the driver died.",
        "en",
    )
    assert draft.longitude == pytest.approx(36.9, abs=0.3)


@pytest.mark.parametrize(
    ("text", "language", "longitude"),
    [
        ("Una mina mató a un campesino en el corregimiento de Llorente, a 40 minutos de Tumaco, Nariño, Colombia.", "es", -78.57),
        ("Чоловік підірвався на міні в лісі між Снігурівкою та Павлівкою на Миколаївщині й загинув.", "uk", 32.8),
    ],
)  # fmt: skip
def test_of_namesakes_the_one_beside_the_other_place_of_its_sentence_is_meant(
    text: str, language: str, longitude: float
) -> None:
    assert only(text, language).longitude == pytest.approx(longitude, abs=0.3)


def test_a_name_of_two_countries_is_left_open_with_both_as_candidates() -> None:
    draft = only("Водитель погиб при подрыве на мине под Токмаком.", "ru")
    assert draft.longitude is None
    assert {place.adm0 for place in draft.candidates} == {"KG", "UA"}


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("Двое пастухов погибли. Взрыв мины прогремел накануне.", "ru", date(2024, 5, 15)),
        ("Un berger a été tué par une mine, a annoncé mardi l'armée. Les faits se sont produits la veille.", "fr", date(2024, 5, 13)),
        ("Про це сьогодні, 16 травня, розповіли в ОВА. Чоловік підірвався на міні вчора ввечері й загинув.", "uk", date(2024, 5, 15)),
        ("Mayın 10-da 1967-ci il təvəllüdlü Əli M. minaya düşərək həlak olub.", "az", date(2024, 5, 10)),
    ],
)  # fmt: skip
def test_days_count_from_the_day_that_the_sentence_means(text: str, language: str, day: date) -> None:
    assert only(text, language).date_start == day


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Under the scenario, a vehicle with five people hit an anti-tank mine and three were wounded.",
            "en",
        ),
        ("За легендою двоє рятувальників підірвалися на розтяжці.", "uk"),
    ],
)
def test_a_staged_blast_is_no_incident(text: str, language: str) -> None:
    assert drafts_of(Report(text, "", THURSDAY, "", language)).incidents == ()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Several people were injured when a mine went off near Mosul, a police lieutenant among them.",
        ),
        ("ru", "При взрыве мины ранены несколько человек, среди них офицер полиции."),
        ("uk", "Постраждали кілька людей, зокрема офіцер поліції: на узбіччі здетонувала міна."),
        ("az", "Mina partlayışı nəticəsində bir neçə nəfər, o cümlədən bir polis zabiti yaralanıb."),
        ("hy", "Ականի պայթյունից վիրավորվել են մի քանի հոգի, այդ թվում՝ մեկ ոստիկան։"),
        (
            "es",
            "Varias personas resultaron heridas por una mina cerca de Tame, entre ellas un oficial de la Policía.",
        ),
        (
            "fr",
            "Plusieurs personnes ont été blessées par une mine près de Dakar, dont un officier de gendarmerie.",
        ),
        ("ar", "أصيب عدة أشخاص بينهم ضابط شرطة بانفجار لغم في ريف حماة."),
    ],
)
def test_an_officer_among_several_has_a_row_and_the_others_no_number(language: str, text: str) -> None:
    rows = {one.victim_category: one.count_best for one in only(text, language).casualties}
    assert rows == {"civilian": None, "police_security": 1}


def test_the_injuries_of_some_are_told_again_and_count_nobody_twice() -> None:
    told = "При взрыве мины ранены пятеро солдат, травмы двоих тяжёлые."
    assert [(one.outcome, one.count_best) for one in only(told, "ru").casualties] == [("injured", 5)]


def test_news_told_on_one_day_of_another_has_the_other_day_and_not_the_mines_that_were_seen() -> None:
    told = (
        "On 13 May medical staff at the hospital in Luhansk told the mission by telephone that a man had been brought "
        "in on 10 May with shrapnel wounds. He had set off a tripwire while fishing. On the next road the mission saw "
        "14 anti-tank mines."
    )
    draft = only(told, "en")
    assert (draft.date_start, draft.device_category) == (date(2024, 5, 10), "booby_trap")
    assert [(one.outcome, one.count_best) for one in draft.casualties] == [("injured", 1)]


def test_a_paragraph_that_opens_with_another_day_and_place_is_another_incident() -> None:
    told = (
        "Le 8 mai, deux Casques bleus ont été blessés par l'explosion d'une mine près de Bandiagara.\n\n"
        "Lundi, une mine a explosé au passage d'un camion à l'entrée de Gao. Le chauffeur et son apprenti sont décédés."
    )
    first, second = drafts_of(Report(told, "", THURSDAY, "", "fr")).incidents
    assert [(one.outcome, one.count_best) for one in first.casualties] == [("injured", 2)]
    assert second.date_start == date(2024, 5, 13)
    assert sum(one.count_best or 0 for one in second.casualties if one.outcome == "killed") == 2
