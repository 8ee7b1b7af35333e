"""The table of differences between two filters, and what it comes to in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from dash import Dash, Input, Output, html

from components import ids
from components.accessible import aria
from components.comparison.address import SIDES, sides_of
from components.content import CONTENT, box, content
from components.server.visit import Datasets
from data.filters.over_time.comparison import Comparison, Line, compared
from data.filters.ranking import NO_DISTRICT
from data.language import N_, _, capital, ngettext, number_text
from data.tables.count_range import CountRange
from data.tables.dataset import Dataset
from data.tables.vocabulary import Outcome
from data.wording.comparisons.difference import TOTALS, signed
from data.wording.filter_phrases import filter_in_words, option_label
from data.wording.phrases import doubt, figure_text, people

_TABLE: Final = "comparison-table"
_NEWS: Final = "comparison-table-news"

_OF_ACTOR: Final = {"killed": N_("{actor}: killed"), "injured": N_("{actor}: injured")}


def layout() -> html.Section:
    """An empty place for the table, and the live region that tells its result."""
    return html.Section(
        [
            html.H2(_("Differences"), id="comparison-table-heading"),
            html.P(id=_NEWS, role="status", className="comparison-table-news", **aria(live="polite")),
            box(_TABLE, tabIndex=-1),
        ],
        className="comparison-table",
        **aria(labelledby="comparison-table-heading"),
    )


def register(app: Dash, datasets: Datasets) -> None:
    """Follow the sides."""

    @app.callback(
        Output(_TABLE, CONTENT),
        Output(_NEWS, "children"),
        Input(ids.SIDES, "data"),
        prevent_initial_call=True,
    )
    def follow(stored: object) -> tuple[str, str]:
        comparison = compared(datasets.here(), *sides_of(stored))
        return content(table(comparison)), in_sentences(comparison)


def table(comparison: Comparison) -> html.Table:
    """A row for everything that is counted on either side: A, B, and B less A."""
    dataset = comparison.a.dataset
    groups = [
        (_("Altogether"), "", comparison.chosen_totals),
        (_("Incidents by district"), "district", comparison.districts),
        (_("People by affected actor and outcome"), "actor", comparison.actors),
        (_("Incidents by device"), "device", comparison.devices),
    ]
    return html.Table(
        [
            html.Caption(_("In brackets, what the lowest and highest figures of the sources make of it.")),
            _head(comparison),
            *(_group(dataset, name, key, lines) for name, key, lines in groups if lines),
        ],
        # Roles by name: on a phone its rows are grids, which some browsers take for no rows.
        role="table",
    )


def in_sentences(comparison: Comparison) -> str:
    """The result for somebody who uses a screen reader, and how many incidents are on both sides."""
    counted = [line for line in comparison.chosen_totals if line.measure in ("incidents", *Outcome)]
    return " ".join([*(_in_a_sentence(line) for line in counted), in_both(comparison)])


def _in_a_sentence(line: Line) -> str:
    name, a, b = _(TOTALS[line.measure]), people(line.a), people(line.b)
    if not line.difference.is_chosen:
        return _("{name}: {a} in A, {b} in B.").format(name=name, a=a, b=b)
    difference = signed(line)
    return _("{name}: {a} in A, {b} in B, difference {difference}.").format(
        name=name, a=a, b=b, difference=difference
    )


def in_both(comparison: Comparison) -> str:
    """How many incidents both sides count."""
    if not comparison.shared:
        return _("No incident is in both.")
    text = ngettext(
        "{number} incident is in both and counts on each side.",
        "{number} incidents are in both and count on each side.",
        comparison.shared,
    )
    return text.format(number=number_text(comparison.shared))


def line_name(dataset: Dataset, key: str, line: Line) -> str:
    """What a line counts, in words; `key` is the query key of its value, "" for a total."""
    if not key:
        return _(TOTALS[line.measure])
    if key == "district" and line.value == NO_DISTRICT:
        return _("No district, or not mapped")
    name = option_label(dataset, key, line.value)
    if key == "actor":
        return _(_OF_ACTOR[line.measure]).format(actor=name)
    return capital(name)


def _head(comparison: Comparison) -> html.Thead:
    columns = [
        html.Th(
            [
                html.Span(name.upper(), className="comparison-letter"),
                html.Small(filter_in_words(side.dataset, side.incident_filter)),
            ],
            scope="col",
            role="columnheader",
        )
        for name, side in zip(SIDES, comparison.sides, strict=True)
    ]
    return html.Thead(
        html.Tr(
            [
                html.Td(html.Span(_("Count"), className="visually-hidden"), role="columnheader"),
                *columns,
                html.Th([html.Span("B − A"), html.Small(_("difference"))], scope="col", role="columnheader"),
            ],
            role="row",
        ),
        role="rowgroup",
    )


def _group(dataset: Dataset, title: str, key: str, lines: Sequence[Line]) -> html.Tbody:
    heading = html.Th(title, scope="rowgroup", colSpan=4, role="rowheader")
    head = html.Tr(heading, className="comparison-group", role="row")
    return html.Tbody([head, *(_row(dataset, key, line) for line in lines)], role="rowgroup")


def _row(dataset: Dataset, key: str, line: Line) -> html.Tr:
    numbers = [_number(line.a), _number(line.b), _difference(line)]
    is_of_people = line.measure in ("killed", "injured")
    name = html.Span(
        line_name(dataset, key, line), className=f"outcome {line.measure}" if is_of_people else ""
    )
    cells = [html.Td(number, role="cell") for number in numbers]
    return html.Tr([html.Th(name, scope="row", role="rowheader"), *cells], role="row")


def _number(count: CountRange) -> list[Any]:
    remark = doubt(count)
    return [html.B(figure_text(count)), html.Small(f" {remark}")] if remark else [html.B(figure_text(count))]


def _difference(line: Line) -> list[Any]:
    best, bracket, remark = signed(line).partition(" (")
    return [html.B(best), html.Small(f"{bracket}{remark}")] if remark else [html.B(best)]
