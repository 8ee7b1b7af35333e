"""A report is cut where its sentences end, and nothing of it is lost."""

from __future__ import annotations

import pytest

from data.reports.text.sentences import MOST_LETTERS, body_of, tokens


def sentences(text: str) -> list[str]:
    """Those of a report whose title is empty."""
    body = body_of(f"\n{text}")
    return [body.whole[one.start : one.end] for one in body.sentences]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A mine exploded. Two men died.", ["A mine exploded.", "Two men died."]),
        ("Dr. Aliyev and Col. Petrov were hurt.", ["Dr. Aliyev and Col. Petrov were hurt."]),
        ("It was 5 p.m. in Tartar.", ["It was 5 p.m. in Tartar."]),
        ("В г. Агдам погиб человек. Трое ранены.", ["В г. Агдам погиб человек.", "Трое ранены."]),
        ("He died in 2020. She lived.", ["He died in 2020.", "She lived."]),
        ("“A mine!” she said.", ["“A mine!” she said."]),
        ("", []),
    ],
)
def test_a_sentence_ends_at_its_mark_and_not_at_an_abbreviation(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_a_line_broken_by_the_edge_of_a_page_goes_on_and_a_short_line_ends() -> None:
    assert sentences("A mine exploded near the village of\nmany people.") == [
        "A mine exploded near the village of\nmany people."
    ]
    assert sentences("Ministry of Defence\nA mine exploded.") == ["Ministry of Defence", "A mine exploded."]
    assert sentences("One.\n\nTwo.") == ["One.", "Two."]


def test_the_title_is_the_first_paragraph() -> None:
    body = body_of("Mine blast\nTwo men died.", len("Mine blast"))
    assert [(one.paragraph, one.number) for one in body.sentences] == [(0, 0), (1, 1)]


def test_positions_of_the_plain_form_are_those_of_the_report() -> None:
    text = "Ağdam’da “mina”\u00a0partladı. İki nəfər öldü."
    body = body_of(text)
    assert (body.whole, len(body.plain)) == (text, len(text))


def test_every_letter_of_a_report_is_in_a_sentence_and_more_than_is_read_is_cut() -> None:
    text = "word " * 400
    assert "".join(sentences(text)).replace(" ", "") == text.replace(" ", "")
    assert len(body_of("a" * (MOST_LETTERS + 5)).whole) == MOST_LETTERS


def test_words_and_marks_are_tokens_with_their_places() -> None:
    assert [(one.start, one.text) for one in tokens("two men's, 3", 4, 12)] == [
        (4, "men's"),
        (9, ","),
        (11, "3"),
    ]
