"""How many of the incidents have no date, wherever their number stands."""

from __future__ import annotations

from data.filters.over_time.timeline import undated, undated_left_out
from data.filters.summary import Summary
from data.language import ngettext, number_text
from data.wording.phrases import incidents_counted


def incidents_with_undated(summary: Summary) -> str:
    """ "165 incidents", "165 incidents, 12 of them undated", "40 incidents (12 undated left out)"."""
    incidents, without = incidents_counted(summary.incidents), undated(summary)
    if left_out := undated_left_out(summary):
        text = ngettext(
            "{incidents} ({number} undated left out)", "{incidents} ({number} undated left out)", left_out
        )
        return text.format(incidents=incidents, number=number_text(left_out))
    if not without:
        return incidents
    if without == summary.incidents:
        text = ngettext("{incidents}, undated", "{incidents}, all of them undated", without)
        return text.format(incidents=incidents)
    text = ngettext("{incidents}, {number} of them undated", "{incidents}, {number} of them undated", without)
    return text.format(incidents=incidents, number=number_text(without))


def undated_beside_nothing(summary: Summary) -> str:
    """What a filter that matches nothing leaves out for want of a date: a sentence, or ""."""
    if summary.incidents or not (left_out := undated_left_out(summary)):
        return ""
    text = ngettext(
        "{number} undated incident matches without the dates.",
        "{number} undated incidents match without the dates.",
        left_out,
    )
    return text.format(number=number_text(left_out))
