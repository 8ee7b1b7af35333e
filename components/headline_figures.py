"""The numbers of a headline: each in bold in its sentence, with what is uncertain of it after it."""

from __future__ import annotations

from dash import html

from components.sentences import filled
from data.filters.summary import Summary
from data.language import ngettext, number_text
from data.tables.vocabulary import Outcome
from data.wording.phrases import doubt, holds_any, outcome_sentence, people_counted


def incidents_figure(number: int) -> html.Span:
    """ "165 incidents"."""
    sentence = ngettext("{number} incident", "{number} incidents", number)
    return html.Span(filled(sentence, number=html.B(number_text(number))), className="figure incidents")


def figures_of(summary: Summary) -> html.P:
    """Incidents, and people of the outcomes that the filter asks for."""
    figures = [incidents_figure(summary.incidents)]
    figures += [people_figure(summary, outcome) for outcome in summary.counted_outcomes]
    return html.P(figures, className="headline-figures")


def people_figure(summary: Summary, outcome: Outcome) -> html.Span:
    """ "at least 213 injured (210–216)", or in words that the data do not tell."""
    count = summary.people(outcome)
    if not (count.is_known and holds_any(summary.dataset, outcome)):
        return html.Span(people_counted(summary, outcome), className="figure figure-absent")
    sentence = filled(outcome_sentence(outcome, count), number=html.B(number_text(count.best)))
    remark = doubt(count)
    small = [html.Small(f" {remark}")] if remark else []
    return html.Span([*sentence, *small], className=f"figure {outcome}")
