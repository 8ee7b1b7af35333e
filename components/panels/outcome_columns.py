"""The columns of a panel's table that count people: one for each outcome that the filter asks for."""

from __future__ import annotations

from data.filters.summary import Summary
from data.language import _, pgettext
from data.tables.count_range import Sums
from data.tables.vocabulary import Outcome
from data.wording.phrases import figure_text


def outcome_headings(summary: Summary) -> list[tuple[str, str]]:
    """Of each column its name for a narrow column, and its whole name."""
    names = {
        Outcome.KILLED: (pgettext("narrow column", "Killed"), _("Killed")),
        Outcome.INJURED: (pgettext("narrow column", "Injured"), _("Injured")),
    }
    return [names[outcome] for outcome in summary.outcomes]


def outcome_figures(summary: Summary, counts: Sums) -> list[str]:
    """Of each column the figure of a row with COUNTED."""
    return [figure_text(count) for count in summary.chosen_best_in(counts) if count.is_chosen]
