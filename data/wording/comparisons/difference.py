"""A difference between two sides in words, and the names of what is counted on both."""

from __future__ import annotations

from typing import Final

from data.filters.over_time.comparison import Comparison, Line
from data.language import N_, _, ngettext, number_text
from data.tables.count_range import CountRange

TOTALS: Final = {
    "incidents": N_("Incidents"),
    "killed": N_("Killed"),
    "injured": N_("Injured"),
    "drawn": N_("On the map"),
    "not_drawn": N_("Not mapped"),
}
"""Each total of a comparison, by its measure, with its words."""


def totals_named(comparison: Comparison) -> list[tuple[str, Line]]:
    """The totals that a comparison asks for, each with its name in the language spoken now."""
    return [(_(TOTALS[line.measure]), line) for line in comparison.chosen_totals]


def signed(line: Line) -> str:
    """B less A with its sign, and in brackets its range: "+19 (+19 to +22)"; "–" where one side does not ask.

    "not known (0 to +1)" where one side has no figure to use, and no range where one has no highest figure either.
    """
    difference = line.difference
    if not difference.is_chosen:
        return "–"
    if not difference.is_recorded:
        return _("not recorded")
    if not (line.a.is_known and line.b.is_known):
        span = [] if difference.open else [_range(difference)]
        return _("not known") + _in_brackets(span)
    remarks = [_range(difference)] if difference.low != difference.high else []
    if difference.unknown:
        unknown = ngettext(
            "{number} count may be higher", "{number} counts may be higher", difference.unknown
        )
        remarks.append(unknown.format(number=number_text(difference.unknown)))
    return _with_sign(difference.best) + _in_brackets(remarks)


def _range(difference: CountRange) -> str:
    return _("{low} to {high}").format(low=_with_sign(difference.low), high=_with_sign(difference.high))


def _in_brackets(remarks: list[str]) -> str:
    return f" ({', '.join(remarks)})" if remarks else ""


def _with_sign(number: int) -> str:
    sign = "+" if number > 0 else "−" if number < 0 else ""
    return f"{sign}{number_text(abs(number))}"
