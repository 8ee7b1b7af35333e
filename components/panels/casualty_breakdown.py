"""Who was affected, in which victim category, by which device, at what activity; a click on a line filters by it."""

from __future__ import annotations

from collections import Counter
from typing import Any, Final

import dash_mantine_components as dmc
from dash import Input, Output, html

from components.accessible import aria
from components.content import CONTENT, box, content
from components.panels.outcome_columns import outcome_headings
from components.views import Followed, LaterView
from data.filters.breakdown import NO_CASUALTIES, VIEWS, Line, breakdown
from data.filters.filter_keys import CASUALTY_COLUMNS
from data.filters.summary import Summary
from data.language import N_, _, capital, ngettext, number_text, pgettext
from data.tables.count_range import CountRange, hurt_in
from data.tables.dataset import Dataset
from data.tables.vocabulary import Outcome
from data.wording.filter_phrases import option_label
from data.wording.phrases import casualties_in_words, figure_text, people

_PANEL: Final = "casualty-breakdown"
_VIEW: Final = "casualty-breakdown-view"
_TABLE: Final = "casualty-breakdown-table"
_LINE: Final = "casualty-breakdown-line"
_CELL: Final = "casualty-breakdown-cell"

MOST_SHOWN: Final = 12
"""Lines that stand open; further ones are folded away."""

_NAMES: Final = {
    "actor": N_("Actor"),
    "victim": N_("Victim category"),
    "device": N_("Device"),
    "activity": N_("Activity"),
}
_SEVERAL: Final = {
    "actor": N_("An incident with several actors counts for each of them."),
    "victim": N_("An incident with victims of several categories counts for each category."),
}
"""Why the lines of a view may hold more incidents than there are."""


WIDE_FIGURES: Final = 100_000
"""From here on figures need more of the panel's width than names."""


def layout() -> html.Details:
    """The breakdown, empty until its tab is opened."""
    return html.Details(
        [
            html.Summary(html.H2(_("Breakdown"))),
            dmc.SegmentedControl(
                id=_VIEW,
                data=[{"value": key, "label": name} for key, name in _tabs().items()],
                value=VIEWS[0],
                size="xs",
                fullWidth=True,
                attributes={"root": {"aria-label": _("Break down by")}},
            ),
            box(_TABLE),
        ],
        id=_PANEL,
        open=True,
        className="panel casualty-breakdown",
    )


def table(summary: Summary, by: str) -> list[Any]:
    """The lines of a view, folded where there are many, with all of them added up below the last."""
    lines = breakdown(summary, by)
    if not lines:
        return [html.P(_("Nothing matches. Remove a part of the filter to see more."), className="empty")]
    longest = max(line.casualties for line in lines) or 1
    rows = [_row(summary, by, line, longest) for line in lines]
    # One line more costs less room than the fold that would hide it.
    cut = MOST_SHOWN if len(rows) > MOST_SHOWN + 1 else len(rows)
    figures = (summary.incidents, summary.killed.best, summary.injured.best)
    width = "wide-figures" if max(figures) >= WIDE_FIGURES else ""
    width = " ".join(filter(None, [width, "one-outcome" if len(summary.outcomes) == 1 else ""]))
    rest = rows[cut:]
    shown = [_head(summary, by), html.Tbody(rows[:cut], role="rowgroup")]
    # The sum stands below all that it adds up, also below what is folded.
    sums = [] if rest else [_foot(summary)]
    parts: list[Any] = [html.Table([*shown, *sums], className=width, role="table")]
    if rest:
        more = ngettext("and {count} more", "and {count} more", len(rest)).format(
            count=number_text(len(rest))
        )
        folded = html.Table(
            [_head(summary, by, "visually-hidden"), html.Tbody(rest, role="rowgroup")],
            className=width,
            role="table",
        )
        parts.append(html.Details([html.Summary(more), folded]))
        whole = [_head(summary, by, "visually-hidden"), _foot(summary)]
        parts.append(html.Table(whole, className=width, role="table"))
    if by in _SEVERAL and sum(line.incidents for line in lines) > summary.incidents:
        parts.append(html.P(_(_SEVERAL[by]), className="casualty-breakdown-note"))
    return parts


def _head(summary: Summary, by: str, class_name: str = "") -> html.Thead:
    columns = [
        html.Th(_(_NAMES[by]), scope="col", role="columnheader"),
        _column(pgettext("narrow column", "Incidents"), _("Incidents")),
        *(_column(short, name) for short, name in outcome_headings(summary)),
    ]
    return html.Thead(html.Tr(columns, role="row"), className=class_name, role="rowgroup")


def _column(short: str, name: str) -> html.Th:
    return html.Th(short, title=name, scope="col", role="columnheader")


def _tabs() -> dict[str, str]:
    return {
        "actor": pgettext("narrow column", "Actor"),
        "victim": _("Victim category"),
        "device": pgettext("narrow column", "Device"),
        "activity": _("Activity"),
    }


def _plain(shown: Any, class_name: str = "") -> html.Td:
    """A cell. Names stand over their figures, which takes the table's roles from its elements: they are named."""
    return html.Td(shown, className=class_name, role="cell")


def _foot(summary: Summary) -> html.Tfoot:
    counts = [_figure(summary.people(outcome)) for outcome in summary.outcomes]
    cells = [_plain(number_text(summary.incidents)), *(_plain(count) for count in counts)]
    total = html.Th(_("All together"), scope="row", role="rowheader")
    return html.Tfoot(html.Tr([total, *cells], role="row"), role="rowgroup")


def _row(summary: Summary, by: str, line: Line, longest: int) -> html.Tr:
    name = _name(summary.dataset, by, line.value)
    is_chosen = line.value in getattr(summary.incident_filter, by)
    if line.value == NO_CASUALTIES:
        label: Any = html.Span(name, className="casualty-breakdown-nobody")
    else:
        label = html.Button(
            name,
            id={"type": _LINE, "by": by, "value": line.value},
            title=_("Click to show all again") if is_chosen else _("Click to show only this"),
            **aria(pressed="true" if is_chosen else "false"),
        )
    figures = [_cell(summary, by, line, name, outcome) for outcome in summary.outcomes]
    return html.Tr(
        [
            html.Th([label, _bar(line, longest)], scope="row", role="rowheader"),
            _plain(number_text(line.incidents)),
            *figures,
        ],
        role="row",
    )


def _cell(summary: Summary, by: str, line: Line, name: str, outcome: Outcome) -> html.Td:
    count = line.killed if outcome is Outcome.KILLED else line.injured
    if by not in CASUALTY_COLUMNS or not (count.high or count.unknown):
        return _plain(
            _figure(count),
            f"{outcome} none" if not (count.high or count.unknown) else str(outcome),
        )
    is_chosen = (
        line.value in getattr(summary.incident_filter, by)
        and outcome.value in summary.incident_filter.outcome
    )
    sentences = {Outcome.KILLED: _("{count} killed: {name}"), Outcome.INJURED: _("{count} injured: {name}")}
    button = html.Button(
        _figure(count),
        id={"type": _CELL, "by": by, "value": line.value, "outcome": outcome.value},
        title=_("Click to show all again") if is_chosen else _("Click to show only these"),
        **aria(
            pressed="true" if is_chosen else "false",
            label=sentences[outcome].format(count=people(count), name=name),
        ),
    )
    return _plain(button, str(outcome))


def _figure(count: CountRange) -> list[Any]:
    """The figure to use, and under it the range of the sources."""
    is_range = count.is_recorded and count.low != count.high
    ends = html.Small(f"{number_text(count.low)}–{number_text(count.high)}")
    return [figure_text(count), *([ends] if is_range else [])]


def _bar(line: Line, longest: int) -> html.Span:
    """Killed and injured as one bar, as long as the line's share of the longest."""
    parts = [
        html.Span(className=outcome, style={"width": f"{100 * count.best / longest:.1f}%"})
        for outcome, count in (("killed", line.killed), ("injured", line.injured))
        if count.best
    ]
    return html.Span(parts, className="casualty-breakdown-bar", **aria(hidden="true"))


def _name(dataset: Dataset, by: str, value: str) -> str:
    if value == NO_CASUALTIES:
        return capital(casualties_in_words(*hurt_in(dataset, Counter())))
    label = option_label(dataset, by, value)
    return label[:1].upper() + label[1:] if by != "actor" else label


def _draw(followed: Followed, by: object) -> tuple[str]:
    return (content(table(followed.summary, str(by) if by in VIEWS else VIEWS[0])),)


DEFERRED_VIEW: Final = LaterView((Output(_TABLE, CONTENT),), _draw, (Input(_VIEW, "value"),))
