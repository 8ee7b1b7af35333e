"""Whose people the casualties are, where only some of them are said to be somebody's."""

from __future__ import annotations

from datetime import date

from data.reports.drafting.drafts import drafts_of
from data.reports.report import Report


def actors(text: str) -> list[str]:
    (draft,) = drafts_of(Report(text, published=date(2022, 3, 3), language="en")).incidents
    return [row.affected_actor for row in draft.casualties]


def test_a_nation_is_not_passed_on_to_peacekeepers_told_of_far_away() -> None:
    far = "The road was closed. Nobody came. The mission sent a team. The village was empty."
    text = "A Ghanaian peacekeeper was killed by a mine near Tessalit on Monday. {}A peacekeeper was wounded later."
    assert actors(text.format(f"{far} ")) == ["Ghanaian peacekeepers", "Peacekeepers"]
    assert actors(text.format("")) == ["Ghanaian peacekeepers", "Ghanaian peacekeepers"]


def test_a_nation_is_not_passed_on_where_several_are_named() -> None:
    text = (
        "A Malian soldier and a Ghanaian peacekeeper were killed by a mine near Tessalit on Monday. "
        "Two soldiers were wounded."
    )
    assert actors(text) == ["Malian armed forces", "Ghanaian peacekeepers", "Armed forces"]
