"""What the collection has beside what is counted officially, and what it leaves out; folded at first."""

from __future__ import annotations

from typing import Any, Final

from dash import Dash, Input, Output, html, no_update

from components.content import CONTENT, box, content
from components.panels.change_log import edition_list
from components.sentences import free_text
from components.server.visit import Datasets
from data.filters.coverage import Comparison, NotCompared, OfficialTotal, official_totals, share_in_words
from data.language import N_, _, day_text, list_text, month_text, number_text
from data.places.naming.country_names import country_name
from data.tables.dataset import Dataset
from data.tables.vocabulary import Outcome
from data.wording.filter_phrases import option_label
from data.wording.phrases import doubt, figure_text, injured_counted, killed_counted

_PANEL: Final = "coverage"
_CONTENT: Final = "coverage-content"

_FIGURES: Final = {
    ("civilians", Outcome.KILLED): N_("Civilians killed"),
    ("civilians", Outcome.INJURED): N_("Civilians injured"),
    ("military", Outcome.KILLED): N_("Military killed"),
    ("military", Outcome.INJURED): N_("Military injured"),
    ("all", Outcome.KILLED): N_("Killed"),
    ("all", Outcome.INJURED): N_("Injured"),
    ("all", None): N_("Killed and injured"),
}
_REASONS: Final = {
    NotCompared.POPULATION: N_("Not compared: the total is given neither for one side nor for one area."),
    NotCompared.START: N_("Not compared: the first day counted is not given."),
    NotCompared.FIGURES: N_("Not compared: no number of killed, injured or all casualties is given."),
}


def layout() -> html.Details:
    """Folded and empty; what stands in it is made when a reader opens it."""
    return html.Details([html.Summary(_("Coverage")), box(_CONTENT)], id=_PANEL, className="panel coverage")


def register(app: Dash, datasets: Datasets) -> None:
    """Fill the panel when it is opened; it does not follow the filter."""

    @app.callback(Output(_CONTENT, CONTENT), Input(_PANEL, "open"), prevent_initial_call=True)
    def fill(is_open: bool | None) -> Any:
        return content(totals(datasets.here())) if is_open else no_update


def totals(dataset: Dataset) -> list[Any]:
    """Official totals with those of the collection, the latest first, then what is left out and why."""
    official = official_totals(dataset)
    if not official:
        return [
            html.P(_("This dataset comes without official totals, so its coverage is not known.")),
            *_left_out(dataset),
            *edition_list(dataset),
        ]
    compared = [total for total in official if total.comparisons]
    others = [total for total in official if not total.comparisons]
    parts: list[Any] = [
        html.P(
            _(
                "How many people officials and monitors counted, and how many of them this collection has for "
                "the same side, area and time. These totals ignore the filter."
            )
        )
    ]
    for population in _by_population(compared):
        parts += [_compared(dataset, population[0]), *_earlier(dataset, population)]
    if compared:
        parts.append(_reading_help())
    return [
        *parts,
        *(_not_compared(dataset, total) for total in others),
        *_left_out(dataset),
        *edition_list(dataset),
    ]


def _by_population(compared: list[OfficialTotal]) -> list[list[OfficialTotal]]:
    """The totals of each side and area, those with the latest total first."""
    populations: dict[tuple[str, tuple[str, ...]], list[OfficialTotal]] = {}
    for total in compared:
        populations.setdefault((total.side, total.area), []).append(total)
    return list(populations.values())


def _compared(dataset: Dataset, total: OfficialTotal) -> html.Table:
    """One total beside what the collection has."""
    names = (_("People"), _("Official"), _("Here"), _("Share"))
    # Names stand over their figures, which takes the table's roles from its elements: they are named.
    head = html.Tr([html.Th(name, scope="col", role="columnheader") for name in names], role="row")
    caption = [html.B(_as_of(total)), *_cited(dataset, total), html.Small(_counted(dataset, total))]
    rows = [_row(comparison) for comparison in total.comparisons]
    parts = [html.Caption(caption), html.Thead(head, role="rowgroup"), html.Tbody(rows, role="rowgroup")]
    return html.Table(parts, role="table")


def _counted(dataset: Dataset, total: OfficialTotal) -> str:
    """ "Counted here: side “Azerbaijan”; area: Azerbaijan; incidents from 1 Jan 1991 to 26 Sep 2017."."""
    parts = []
    if total.side:
        parts.append(_("side “{side}”").format(side=option_label(dataset, "side", total.side)))
    if total.area:
        areas = list_text([_area_name(dataset, code) for code in total.area])
        parts.append(_("area: {area}").format(area=areas))
    span = _("incidents from {first} to {last}") if total.first_day else _("incidents to {last}")
    first = day_text(total.first_day) if total.first_day else ""
    parts.append(span.format(first=first, last=day_text(total.last_day)))
    return _("Counted here: {what}.").format(what="; ".join(parts))


def _area_name(dataset: Dataset, code: str) -> str:
    name = dataset.district_label(code, "") if "-" in code else country_name(code)
    return name or code


def _row(comparison: Comparison) -> html.Tr:
    name = _(_FIGURES[comparison.group, comparison.outcome])
    share = share_in_words(comparison.found.best, comparison.official)
    return html.Tr(
        [
            html.Th(name, scope="row", className=_outcome_class(comparison.outcome), role="rowheader"),
            html.Td(number_text(comparison.official), role="cell"),
            html.Td([figure_text(comparison.found), *_doubt(comparison)], role="cell"),
            html.Td(share or "–", role="cell"),
        ],
        role="row",
    )


def _doubt(comparison: Comparison) -> list[Any]:
    """What is not certain of the collection's figure, under it."""
    remark = doubt(comparison.found)
    return [" ", html.Small(remark)] if remark else []


def _outcome_class(outcome: Outcome | None) -> str:
    return f"outcome {outcome.value}" if outcome else ""


def _earlier(dataset: Dataset, totals: list[OfficialTotal]) -> list[Any]:
    """All totals after the first, folded."""
    if len(totals) < 2:
        return []
    tables = [_compared(dataset, total) for total in totals[1:]]
    return [html.Details([html.Summary(_("Earlier dates")), *tables], className="coverage-earlier")]


def _reading_help() -> html.P:
    return html.P(
        _(
            "“Military” are soldiers, border guards and police; everybody else, deminers and officials "
            "among them, counts as civilian, so a figure here can exceed the official one. "
            "A share is named only where the official figure is ten or more."
        ),
        className="coverage-note",
    )


def _not_compared(dataset: Dataset, total: OfficialTotal) -> html.Div:
    """A total that is not compared, with its qualifier where it has one, and why."""
    figures = [
        text(number).format(number=number_text(number))
        for text, number in ((killed_counted, total.killed), (injured_counted, total.injured))
        if number is not None
    ]
    words = free_text(*dataset.shown_qualifier(total.qualifier)) if total.qualifier else "; ".join(figures)
    assert total.not_compared is not None
    note = html.P(_(_REASONS[total.not_compared]), className="coverage-note")
    return html.Div(
        [html.B(_as_of(total)), html.P(words), *_cited(dataset, total), note], className="coverage-other"
    )


def _as_of(total: OfficialTotal) -> str:
    """ "As of 21 May 2024", "As of May 2024", "As of 2024"."""
    texts = {len("2024"): total.as_of, len("2024-05"): month_text(total.last_day)}
    return _("As of {day}").format(day=texts.get(len(total.as_of)) or day_text(total.last_day))


def _cited(dataset: Dataset, total: OfficialTotal) -> list[Any]:
    """Source, scope and what qualifies the figures."""
    is_link = total.url.startswith(("http://", "https://"))
    source: Any = free_text(total.source, dataset.language)
    if is_link:
        source = html.A(source, href=total.url, target="_blank", rel="noopener noreferrer")
    is_compared = bool(total.comparisons)
    parts = [html.Small(source)]
    if total.scope:
        parts.append(html.Small(free_text(*dataset.shown_scope(total.scope))))
    if is_compared and total.qualifier:
        parts.append(html.Small(free_text(*dataset.shown_qualifier(total.qualifier))))
    return parts


def _left_out(dataset: Dataset) -> list[Any]:
    if not dataset.limits:
        return []
    return [
        html.H3(_("What this collection leaves out, and why")),
        html.Ul([html.Li(free_text(*sentence)) for sentence in dataset.shown_limits]),
    ]
