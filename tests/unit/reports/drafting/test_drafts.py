"""What is drafted from a report: the founding facts exactly, and the made-up reports nearly all."""

from __future__ import annotations

import json
import time
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from data.reports.drafting.drafts import drafts_of
from data.reports.report import CasualtyRow, Draft, Reason, Report

MADE_UP = Path(__file__).with_name("made_up_reports.jsonl")
"""Seventy made-up texts with the right coding; nothing in them happened."""

FURTHER = Path(__file__).with_name("further_reports.jsonl")
"""Made-up texts, each for a kind of wording: shared verbs, tolls, updates, exercises, statistics, anniversaries."""

FOUNDING = Report(
    title="Peacekeeper hurt as mine kills soldier in Nagorno-Karabakh",
    text=(
        "An Azerbaijani serviceman was killed and a Russian peacekeeper injured when a mine exploded in "
        "Nagorno-Karabakh, the Russian Defence Ministry said on Monday.\n\n"
        "Four workers of the emergency service of the unrecognised Nagorno-Karabakh republic were also injured, the "
        "ministry was quoted by Interfax as saying. The blast happened in the Tartar district during a search for "
        "missing soldiers.\n\n"
        "Related article: Who keeps the peace now?\n\n"
        "More than 100 people have been killed and almost 300 wounded by mines in the region since the 1990s, the "
        "United Nations said in 2005. Some 2,000 Russian peacekeepers watch over the agreement of 10 November. "
        "More than 4,000 civilians have been killed and over 8,000 wounded in the conflict."
    ),
    published=date(2020, 11, 24),
)


def only(report: Report) -> Draft:
    (draft,) = drafts_of(report).incidents
    return draft


def rows(draft: Draft) -> set[tuple[str, str, int | None]]:
    return {(row.victim_category, row.outcome, row.count_best) for row in draft.casualties}


def test_the_founding_facts_are_drafted_exactly() -> None:
    draft = only(FOUNDING)
    assert (draft.date_start, draft.date_end, draft.date_prec) == (date(2020, 11, 23), date(2020, 11, 23), 1)
    assert (draft.country, draft.adm1_iso, draft.where_prec, draft.longitude) == ("AZ", "AZ-TAR", 3, None)
    assert set(draft.casualties) == {
        CasualtyRow("Azerbaijani armed forces", "armed_forces", "killed", 1, 1, 1),
        CasualtyRow("Russian peacekeepers", "peacekeeper", "injured", 1, 1, 1),
        CasualtyRow("Nagorno-Karabakh emergency service", "emergency_service", "injured", 4, 4, 4),
    }
    assert (draft.device_category, draft.activity) == ("mine_unspecified", "search_and_recovery")
    assert (draft.upstream, draft.via, draft.emplacing_claim) == (
        ("Russian Ministry of Defence",),
        "Interfax",
        None,
    )


def test_the_founding_background_is_left_out_with_reasons() -> None:
    left_out = {one.reason: one.quote.text for one in drafts_of(FOUNDING).left_out}
    assert "Related article" in left_out[Reason.TEASER]
    assert "4,000" in left_out[Reason.TOTAL] or "100" in left_out[Reason.TOTAL]


def made_up() -> list[dict[str, Any]]:
    return [json.loads(line) for line in MADE_UP.read_text(encoding="utf-8").splitlines()]


def drafted(one: dict[str, Any]) -> Report:
    day = date.fromisoformat(one["published"])
    return Report(one["text"], one["title"], day, one["publisher"], one["language"])


@pytest.fixture(scope="module")
def all_drafts() -> list[tuple[dict[str, Any], tuple[Draft, ...]]]:
    return [(one, drafts_of(drafted(one)).incidents) for one in made_up()]


def test_every_value_rests_on_words_of_the_report(
    all_drafts: list[tuple[dict[str, Any], tuple[Draft, ...]]],
) -> None:
    for one, drafts in all_drafts:
        whole = f"{one['title']}\n{one['text']}"
        for draft in drafts:
            for quotes in draft.evidence.values():
                assert all(whole[quote.start : quote.end] == quote.text != "" for quote in quotes)
            assert not draft.casualties or draft.evidence["casualties"]
            assert draft.date_start is None or draft.evidence["date_start"]
            assert draft.device_category == "unknown" or draft.evidence["device_category"]
            assert not draft.place_name or draft.evidence["place_name"]


def test_nearly_all_made_up_incidents_are_found_and_none_is_invented(
    all_drafts: list[tuple[dict[str, Any], tuple[Draft, ...]]],
) -> None:
    counts: Counter[str] = Counter()
    for one, drafts in all_drafts:
        gold = one["gold"]["incidents"]
        counts["gold"] += len(gold)
        counts["missed"] += max(len(gold) - len(drafts), 0)
        counts["false"] += max(len(drafts) - len(gold), 0)
        days = {draft.date_start.isoformat() for draft in drafts if draft.date_start}
        counts["days"] += sum(incident["date_start"] in days for incident in gold)
    assert counts["missed"] <= 0.05 * counts["gold"]
    assert counts["false"] <= 3
    assert counts["days"] >= 0.95 * counts["gold"]


@pytest.mark.parametrize(
    "one", [json.loads(line) for line in FURTHER.read_text("utf-8").splitlines()], ids=lambda one: one["id"]
)
def test_each_kind_of_wording_gives_days_devices_and_casualty_rows(one: dict[str, Any]) -> None:
    drafts = drafts_of(drafted(one)).incidents
    found = [
        {
            "date_start": draft.date_start.isoformat() if draft.date_start else "",
            "device_category": draft.device_category,
            "adm1_iso": draft.adm1_iso,
            "casualties": rows(draft),
        }
        for draft in drafts
    ]
    expected = [
        {**incident, "casualties": {tuple(row) for row in incident["casualties"]}}
        for incident in one["incidents"]
    ]
    assert found == expected


def test_a_name_broken_at_its_hyphen_is_the_same_name() -> None:
    text = FOUNDING.text.replace(
        "Four workers of the emergency service of the unrecognised Nagorno-Karabakh republic",
        "Four emergency workers from the unrecognised ethnic Armenian republic of Nagorno-\nKarabakh",
    )
    assert text != FOUNDING.text
    draft = only(Report(text, FOUNDING.title, FOUNDING.published))
    assert {row.affected_actor for row in draft.casualties} == {
        "Azerbaijani armed forces",
        "Russian peacekeepers",
        "Nagorno-Karabakh emergency service",
    }


def test_a_report_takes_less_than_half_a_second() -> None:
    reports = [drafted(one) for one in made_up()[::4]]
    drafts_of(reports[0])
    for report in reports:
        words_are_compiled = drafts_of(report)
        started = time.process_time()
        assert drafts_of(report) == words_are_compiled
        assert time.process_time() - started < 0.5


def test_a_village_too_small_for_the_gazetteer_has_its_point_and_a_namesake_far_from_the_raion_none() -> None:
    told = "Тракторист подорвался на мине близ села Мачкалашен Мартунинского района Карабаха, он ранен."
    (village,) = drafts_of(Report(told, "", date(2021, 10, 14), "", "ru")).incidents
    assert village.longitude == pytest.approx(47.03, abs=0.02)
    assert village.latitude == pytest.approx(39.70, abs=0.02)
    assert village.evidence["place_name"]
    told = "A farmer was killed by a mine outside the village of Kamianka, Izium district, Kharkiv Oblast."
    (namesake,) = drafts_of(Report(told, "", date(2022, 10, 6), "", "en")).incidents
    assert (namesake.adm1_iso, namesake.longitude) == ("UA-63", None)


def test_animals_are_no_casualties() -> None:
    told = "A shepherd lost a foot to a mine near Penjwin, Iraq, on Tuesday; eleven sheep were killed."
    (draft,) = drafts_of(Report(told, "", date(2022, 3, 30), "", "en")).incidents
    assert rows(draft) == {("civilian", "injured", 1)}


def test_a_toll_of_another_source_widens_the_range_and_the_first_one_stays_best() -> None:
    told = (
        "At least nine people were killed on Monday when a mine exploded near Salamiyah, Syria, state media said. "
        "A monitor put the death toll at ten."
    )
    (draft,) = drafts_of(Report(told, "", date(2023, 2, 28), "", "en")).incidents
    assert [(row.count_low, row.count_best, row.count_high) for row in draft.casualties] == [(9, 9, 10)]


def test_a_village_lies_in_the_country_of_its_district_not_of_its_namesake() -> None:
    told = "В Суджанском районе у села Махновка на мине подорвался фермер, он ранен."
    (draft,) = drafts_of(Report(told, "", date(2024, 7, 16), "", "ru")).incidents
    assert (draft.country, draft.longitude) == ("RU", None)


def test_what_was_years_before_the_report_is_background() -> None:
    told = "Doña Rosa pisó una mina el 3 de marzo de 2006 en San Carlos y quedó sin pierna."
    assert not drafts_of(Report(told, "", date(2023, 4, 4), "", "es")).incidents
    assert drafts_of(Report(told, "", date(2006, 3, 7), "", "es")).incidents
