"""Words of scripts whose vowels are marks are distinguished by them."""

from __future__ import annotations

import pandas as pd
import pytest

from data.imports.columns.counts.group_counts import group_count, of_one_outcome
from data.imports.columns.words.term_words import device_categories, outcomes, victim_categories


@pytest.mark.parametrize("heading", ["ဒဏ်ရာရ", "ဒဏ်ရာရသူ", "သေဆုံး", "របួស", "ស្លាប់", "ผู้บาดเจ็บ"])
def test_a_heading_of_an_outcome_names_no_role(heading: str) -> None:
    assert group_count(heading) is None


@pytest.mark.parametrize(
    ("heading", "outcome"),
    [("ဒဏ်ရာရ", "injured"), ("သေဆုံး", "killed"), ("របួស", "injured"), ("ស្លាប់", "killed")],
)
def test_a_heading_names_its_outcome(heading: str, outcome: str) -> None:
    assert of_one_outcome(heading) == outcome


def test_the_words_themselves_are_known() -> None:
    assert victim_categories(pd.Series(["ရဲ"])) == {"ရဲ": "police_security"}
    assert outcomes(pd.Series(["ဒဏ်ရာရ", "ស្លាប់"])) == {"ဒဏ်ရာရ": "injured", "ស្លាប់": "killed"}
    devices = {"မြေမြှုပ်မိုင်း": "mine_unspecified", "លក់": None, "មីនប្រឆាំងរថក្រោះ": "antivehicle_mine"}
    assert device_categories(pd.Series([*devices])) == devices


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("AP", "antipersonnel_mine"),
        ("AT", "antivehicle_mine"),
        ("ПТ", "antivehicle_mine"),
        ("PMA-2", "antipersonnel_mine"),
        ("PROM-1", "antipersonnel_mine"),
        ("МОН-50", "antipersonnel_mine"),
        ("TMA-4", "antivehicle_mine"),
        ("TMRP-6", "antivehicle_mine"),
        ("TM-83", "antivehicle_mine"),
        ("ПТМ-3", "antivehicle_mine"),
        ("9N235", "cluster_submunition"),
        ("РПГ-7", "uxo"),
        ("لغم فردي", "antipersonnel_mine"),
        ("ماین ضد پرسونل", "antipersonnel_mine"),
        ("مهمات منفجرناشده", "uxo"),
        ("çatışma atığı", "erw_unspecified"),
        ("found at the road", None),
    ],
)
def test_models_and_letters_name_their_kind(text: str, kind: str | None) -> None:
    assert device_categories(pd.Series([text]))[text] == kind
