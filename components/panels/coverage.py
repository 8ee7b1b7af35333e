"""What the collection has beside what is counted officially, and what it leaves out; folded at first."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, Final

from dash import Dash, Input, Output, html, no_update

from components.content import CONTENT, box, content
from components.server.visit import Datasets
from data.filters.coverage import Comparison, OfficialTotal, official_totals, share_in_words
from data.language import N_, _, day_text, number_text
from data.tables.dataset import Dataset
from data.tables.vocabulary import Outcome
from data.wording.phrases import injured_counted, killed_counted, option_label, people

_PANEL: Final = "coverage"
_CONTENT: Final = "coverage-content"

_FIGURES: Final = {
    ("civilians", Outcome.KILLED): N_("Civilians killed"),
    ("civilians", Outcome.INJURED): N_("Civilians injured"),
    ("military", Outcome.KILLED): N_("Military killed"),
    ("military", Outcome.INJURED): N_("Military injured"),
    ("all", Outcome.KILLED): N_("Killed"),
    ("all", Outcome.INJURED): N_("Injured"),
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
            html.P(
                _("This dataset comes without official totals, so nothing says how much of all it holds.")
            ),
            *_left_out(dataset),
        ]
    compared = [total for total in official if total.comparisons]
    others = [total for total in official if not total.comparisons]
    parts: list[Any] = [
        html.P(
            _(
                "How many people officials counted up to a day, and how many of them this collection has. "
                "These totals ignore the filter."
            )
        )
    ]
    if compared:
        parts += [_compared(dataset, compared[0]), *_earlier(dataset, compared), _reading_help()]
    return [*parts, *(_told(total) for total in others), *_left_out(dataset)]


def _compared(dataset: Dataset, total: OfficialTotal, above: OfficialTotal | None = None) -> html.Table:
    """One total; whom it counts is said again only where that differs from the table above."""
    names = (_("People"), _("Official"), _("Here"), _("Share"))
    head = html.Tr([html.Th(name, scope="col") for name in names])
    caption = [html.B(_as_of(total)), *_cited(total)]
    if above is None or (above.side, above.since) != (total.side, total.since):
        caption.append(html.Small(_counted(dataset, total)))
    rows = [_row(comparison) for comparison in total.comparisons]
    return html.Table([html.Caption(caption), html.Thead(head), html.Tbody(rows)])


def _counted(dataset: Dataset, total: OfficialTotal) -> str:
    assert total.since is not None
    return _("Counted here: people of the side “{side}” in incidents that began since {day}.").format(
        side=option_label(dataset, "side", total.side), day=day_text(total.since)
    )


def _row(comparison: Comparison) -> html.Tr:
    name = _(_FIGURES[comparison.group, comparison.outcome])
    share = share_in_words(comparison.found.best, comparison.official)
    return html.Tr(
        [
            html.Th(name, scope="row", className=f"outcome {comparison.outcome.value}"),
            html.Td(number_text(comparison.official)),
            html.Td(people(comparison.found)),
            html.Td(share or "–"),
        ]
    )


def _earlier(dataset: Dataset, totals: list[OfficialTotal]) -> list[Any]:
    """All totals after the first, folded."""
    if len(totals) < 2:
        return []
    tables = [_compared(dataset, total, above) for above, total in pairwise(totals)]
    return [html.Details([html.Summary(_("Earlier dates")), *tables], className="coverage-earlier")]


def _reading_help() -> html.P:
    return html.P(
        _(
            "“Military” are soldiers, border guards and police; everybody else, deminers and officials "
            "among them, stands with the civilians, so a figure here can exceed the official one. "
            "A share is named only where the official figure is ten or more."
        ),
        className="coverage-note",
    )


def _told(total: OfficialTotal) -> html.Div:
    """A total that is not compared, in its own words where it has any."""
    figures = [
        text(number).format(number=number_text(number))
        for text, number in ((killed_counted, total.killed), (injured_counted, total.injured))
        if number is not None
    ]
    words = f"“{total.qualifier}”" if total.qualifier else "; ".join(figures)
    note = _("It is given neither for one side nor from a known day on, so nothing is set beside it.")
    return html.Div(
        [html.B(_as_of(total)), html.P(words), *_cited(total), html.P(note, className="coverage-note")],
        className="coverage-told",
    )


def _as_of(total: OfficialTotal) -> str:
    return _("As of {day}").format(day=day_text(total.day) if total.day else total.as_of)


def _cited(total: OfficialTotal) -> list[Any]:
    """Source, scope and the source's own words, each as the table has it."""
    is_link = total.url.startswith(("http://", "https://"))
    source: Any = total.source
    if is_link:
        source = html.A(total.source, href=total.url, target="_blank", rel="noopener noreferrer")
    is_compared = bool(total.comparisons)
    texts = [total.scope, f"“{total.qualifier}”" if is_compared and total.qualifier else ""]
    return [html.Small(source), *(html.Small(text) for text in texts if text)]


def _left_out(dataset: Dataset) -> list[Any]:
    if not dataset.limits:
        return []
    return [
        html.H3(_("What this collection leaves out, and why")),
        html.Ul([html.Li(sentence) for sentence in dataset.limits]),
    ]
