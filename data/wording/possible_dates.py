"""The dates of a filter in words, with the incidents that may have happened on another day."""

from __future__ import annotations

from data.filters.over_time.beyond_dates import beyond_dates
from data.filters.summary import Summary
from data.language import _
from data.wording.phrases import incidents_counted


def with_possible(summary: Summary, text: str, is_of_incidents: bool = True) -> str:
    """The words of a filter's dates, or of what is counted in them, as far as they are certain.

    "may have happened on 22 Mar 2021" where every incident may have happened on another day, "in 2023 (2 incidents
    may lie outside)" where some may. What does not count incidents is "possibly on 22 Mar 2021".
    """
    number = beyond_dates(summary)
    if not number:
        return text
    if number < summary.incidents:
        some = _("{text} ({incidents} may lie outside)")
        return some.format(text=text, incidents=incidents_counted(number))
    every = _("may have happened {text}") if is_of_incidents else _("possibly {text}")
    return every.format(text=text)
