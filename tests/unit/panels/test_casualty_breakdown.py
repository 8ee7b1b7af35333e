"""What the breakdown shows, without a browser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from dash import html
from dash.development.base_component import Component

from components.panels.casualty_breakdown import MOST_SHOWN, table
from data.filters.breakdown import VIEWS
from data.tables.dataset import Dataset
from tests.tables import bundled, casualty, dataset_of, incident, summary, tables
from tests.unit.filters.filter_cases import made


def parts(tree: Any, kind: type[Component]) -> Iterator[Any]:
    """The components of a kind, in the order of the page."""
    for child in tree if isinstance(tree, list | tuple) else [tree]:
        if isinstance(child, kind):
            yield child
        if isinstance(child, Component):
            yield from parts(getattr(child, "children", None) or [], kind)


def text(tree: Any) -> str:
    if isinstance(tree, Component):
        return text(getattr(tree, "children", None))
    if isinstance(tree, list | tuple):
        return " ".join(filter(None, map(text, tree)))
    return "" if tree is None else str(tree)


def many_actors(number: int) -> Dataset:
    casualties = [casualty(affected_actor=f"Unit {place:02}") for place in range(number)]
    return dataset_of(tables(incidents=[incident()], casualties=casualties, sources=[]))


@pytest.mark.parametrize("by", VIEWS)
def test_the_last_line_has_the_figures_of_the_headline(by: str) -> None:
    [foot] = parts(table(summary(bundled()), by), html.Tfoot)
    assert text(foot) == "All together 165 83 83–86 at least 213 210–216"


def test_ranges_and_counts_not_known_stand_under_the_figure() -> None:
    rows = {text(next(parts(row, html.Th))): row for row in parts(table(summary(made()), "actor"), html.Tr)}
    assert [text(cell) for cell in parts(rows["Soldiers"], html.Td)] == ["2", "1 1–2", "not known"]
    assert [text(cell) for cell in parts(rows["Civilians"], html.Td)] == ["2", "1", "1"]


def test_figures_are_buttons_only_where_somebody_was_hurt_and_the_outcome_is_of_the_line() -> None:
    cells = [
        button.id
        for button in parts(table(summary(made()), "actor"), html.Button)
        if button.id["type"].endswith("cell")
    ]
    assert {
        "type": "casualty-breakdown-cell",
        "by": "actor",
        "value": "Soldiers",
        "outcome": "injured",
    } in cells
    assert {
        "type": "casualty-breakdown-cell",
        "by": "actor",
        "value": "Rescuers",
        "outcome": "killed",
    } not in cells
    kinds = {button.id["type"] for button in parts(table(summary(made()), "device"), html.Button)}
    assert kinds == {"casualty-breakdown-line"}


def test_what_is_chosen_is_pressed() -> None:
    views = summary(made(), actor=("Soldiers",), outcome=("killed",))
    pressed = {
        (button.id["value"], button.id.get("outcome", "")): getattr(button, "aria-pressed")
        for button in parts(table(views, "actor"), html.Button)
    }
    assert pressed == {("Soldiers", ""): "true", ("Soldiers", "killed"): "true"}


def test_incidents_without_casualties_are_a_line_that_cannot_be_pressed() -> None:
    last = [*parts(next(parts(table(summary(made()), "victim"), html.Tbody)), html.Tr)][-1]
    assert text(last).startswith("No casualties reported")
    assert not [*parts(last, html.Button)]


@pytest.mark.parametrize(("number", "folded"), [(MOST_SHOWN + 1, 0), (MOST_SHOWN + 3, 3)])
def test_many_lines_are_folded(number: int, folded: int) -> None:
    made_table = table(summary(many_actors(number)), "actor")
    open_rows, *more = [len([*parts(body, html.Tr)]) for body in parts(made_table, html.Tbody)]
    assert (open_rows, sum(more)) == (number - folded, folded)
    assert [text(each) for each in parts(made_table, html.Summary)] == (
        [f"and {folded} more"] if folded else []
    )


@pytest.mark.parametrize("number", [2, MOST_SHOWN + 3])
def test_the_sum_stands_below_all_lines(number: int) -> None:
    rows = [text(row) for row in parts(table(summary(many_actors(number)), "actor"), html.Tr)]
    assert [at for at, row in enumerate(rows) if row.startswith("All together")] == [len(rows) - 1]


@pytest.mark.parametrize(
    ("by", "sentences"),
    [
        ("actor", ["An incident with several actors counts for each of them."]),
        ("victim", ["An incident with victims of several categories counts for each category."]),
        ("device", []),
        ("activity", []),
    ],
)
def test_it_says_when_incidents_count_several_times(by: str, sentences: list[str]) -> None:
    assert [text(each) for each in parts(table(summary(bundled()), by), html.P)] == sentences


def test_it_does_not_say_so_when_none_does() -> None:
    assert not [*parts(table(summary(bundled(), actor=("Journalists",)), "actor"), html.P)]


def test_nothing_that_matches_says_what_to_do() -> None:
    [sentences] = table(summary(made(), words="nowhere"), "actor")
    assert text(sentences).startswith("Nothing matches.")


def test_an_actor_is_shown_as_the_dataset_writes_it_and_a_term_in_words() -> None:
    rows = casualty(affected_actor="<b>police</b>", victim_category="police_security")
    dataset = dataset_of(tables(incidents=[incident()], casualties=[rows], sources=[]))
    names = {
        by: text(next(parts(table(summary(dataset), by), html.Button)))
        for by in ("actor", "victim", "activity")
    }
    assert names == {
        "actor": "<b>police</b>",
        "victim": "Police or border guard",
        "activity": "Search and recovery",
    }
