"""Whatever is requested, the paragraph's numbers are the summary's and its footnotes are in order."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from hypothesis import given
from hypothesis import strategies as st

from data.filters.incident_filter import IncidentFilter
from data.filters.matching import matching
from data.filters.summary import Summary
from data.tables.count_range import CountRange
from data.tables.vocabulary import Activity, DeviceCategory, VictimCategory
from data.wording.paragraphs.paragraph import Paragraph, paragraph_of
from data.wording.phrases import people
from tests.examples import costly
from tests.property.strategies import collections, questions, small_questions
from tests.tables import Tables, bundled, dataset_of

BUNDLED_QUESTIONS: Final = questions(
    st.dates(date(1997, 1, 1), date(2026, 12, 31)),
    {
        "actor": sorted(bundled().casualties["affected_actor"].unique()),
        "outcome": ["killed", "injured"],
        "victim": [term.value for term in VictimCategory],
        "device": [term.value for term in DeviceCategory],
        "activity": [term.value for term in Activity],
        "district": sorted(bundled().district_names),
        "precision": ["2", "3", "4", "5", "6"],
        "verification": ["single_source", "multiple_sources", "conflicting"],
    },
    ["agdam", "mine", "road", "Тертер"],
)

HURT: Final = (
    r"(it is not known whether anyone|an unstated number(?: of people)?|(?:at least )?[\d,]+(?: people| person)?)"
    r"((?: \([^()]*\))?) (?:was|were)(?: reportedly)?"
)
"""How many, the range in brackets, and the verb; the outcome follows."""


def filter_of(question: dict[str, list[str]]) -> IncidentFilter:
    incident_filter, errors = IncidentFilter.from_json(question)
    assert not errors
    return incident_filter


@costly(100)
@given(collections(), small_questions())
def test_a_made_up_collection(rows: Tables, question: dict[str, list[str]]) -> None:
    dataset, incident_filter = dataset_of(rows), filter_of(question)
    assert_sound(Summary(dataset, incident_filter, matching(dataset, incident_filter)))


@costly(100)
@given(BUNDLED_QUESTIONS)
def test_the_dataset_that_ships(question: dict[str, list[str]]) -> None:
    dataset, incident_filter = bundled(), filter_of(question)
    assert_sound(Summary(dataset, incident_filter, matching(dataset, incident_filter)))


def assert_sound(summary: Summary) -> None:
    paragraph = paragraph_of(summary)
    assert_numbers_agree(paragraph.findings[0].text, summary)
    assert_footnotes_are_in_order(paragraph)
    for sentence in (*paragraph.findings, *paragraph.caveats):
        assert sentence.text.strip() == sentence.text
        assert sentence.text.endswith((".", ".”")), sentence.text
        assert sentence.text[0].isupper() or sentence.text[0].isdigit(), sentence.text
    texts = [paragraph.text, *(note.text for note in paragraph.footnotes)]
    for text in texts:
        assert not re.search(r"  |None|\bnan\b|NaT|<NA>|\(\)|“”| [,.;:]|\.\.|\n", text), text
    assert paragraph.text.endswith(".")


def assert_numbers_agree(text: str, summary: Summary) -> None:
    if summary.incidents == 0:
        assert text.startswith("This collection holds no incident")
    elif summary.incidents > 1:
        assert text.startswith(f"This collection holds {summary.incidents:,} incidents")
    # Filters and places are quoted before the numbers of people, and may hold anything.
    found = {outcome: re.findall(f"{HURT} {outcome}", text) for outcome in ("killed", "injured")}
    for outcome, count in (("killed", summary.killed), ("injured", summary.injured)):
        assert [
            (re.sub(" of people$| people$| person$", "", number), remark.strip())
            for number, remark in found[outcome]
        ] == expected(count), text


def expected(count: CountRange) -> list[tuple[str, str]]:
    """Number and remark as the sentence must give them; nothing for nobody."""
    if count.high == 0 and not count.unknown:
        return []
    is_unstated = count.best == 0 and count.unknown > 0
    if is_unstated and not count.somebody:
        return [("it is not known whether anyone", f"(0–{count.high:,})" if count.high else "")]
    number = f"at least {count.best:,}" if count.unknown else f"{count.best:,}"
    remark = re.search(r"\(.*\)", people(count))
    return [("an unstated number" if is_unstated else number, remark[0] if remark else "")]


def assert_footnotes_are_in_order(paragraph: Paragraph) -> None:
    mentioned = [
        number for sentence in (*paragraph.findings, *paragraph.caveats) for number in sentence.footnotes
    ]
    numbers = [note.number for note in paragraph.footnotes]
    assert list(dict.fromkeys(mentioned)) == numbers == list(range(1, len(numbers) + 1))
    assert all(note.publisher for note in paragraph.footnotes)
