"""The lists give one past form of Azerbaijani and Armenian verbs; the others are found, too."""

from __future__ import annotations

import pytest

from data.reports.text.inflected import inflected
from data.reports.text.words import compiled, plain


@pytest.mark.parametrize(
    ("language", "phrase", "forms"),
    [
        ("az", "boğulub", ["boğulub", "boğuldu", "boğulmuşdu", "boğulublar", "boğulmuşdur", "boğulur"]),
        ("az", "təslim edib", ["təslim edib", "təslim etdi", "təslim etmişdilər"]),
        ("az", "görməyib", ["görməyib", "görmədi", "görməmişdi"]),
        ("hy", "այրվել է", ["այրվել է", "այրվել էին", "այրվեց", "այրվեցին"]),
        ("hy", "հեռացել", ["հեռացել", "հեռացավ", "հեռացան"]),
    ],
)
def test_a_verb_is_found_in_its_past_forms(language: str, phrase: str, forms: list[str]) -> None:
    pattern = compiled(inflected(language, "outcome.killed.before", [phrase]))
    assert pattern is not None
    for form in forms:
        assert pattern.fullmatch(plain(form)), form


def test_other_words_lists_and_languages_stay_as_they_are() -> None:
    assert inflected("az", "outcome.killed.before", ["öl*", "məktəb", "ölü"]) == ["öl*", "məktəb", "ölü"]
    assert inflected("az", "people.civilian.one", ["katib"]) == ["katib"]
    assert inflected("ru", "outcome.killed.before", ["зуb"]) == ["зуb"]
