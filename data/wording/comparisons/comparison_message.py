"""What a comparison comes to, as the title of its page, slide and picture; and how its sides were chosen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from data.filters.incident_filter import IncidentFilter
from data.filters.over_time.comparison import Comparison
from data.filters.over_time.periods import Opening, begins_unchecked, is_time_before, last_known_day
from data.filters.summary import Summary
from data.language import _, capital, day_text, number_text, year_text
from data.tables.dataset import Dataset
from data.tables.vocabulary import Outcome
from data.wording.filter_phrases import filter_parts
from data.wording.phrases import (
    EVERYTHING,
    figure_text,
    holds_any,
    incidents_counted,
    outcome_counted,
    people_counted,
)
from data.wording.possible_dates import with_possible
from data.wording.where import with_possibly_there


def message(comparison: Comparison) -> str:
    """ "3 injured since 2023, 3 in the same time before": incidents, or people where one outcome is chosen."""
    a, b = comparison.sides
    if begins_unchecked(b.dataset, b.incident_filter):
        return capital(_no_data(b))
    if is_time_before(b.dataset, a.incident_filter, b.incident_filter):
        text = _("{number} {period}, {before} in the same time before").format(
            number=with_possibly_there(b, counted(b)),
            period=with_possible(b, period(b.incident_filter), _outcome(b.incident_filter) is None),
            before=with_possibly_there(a, with_possible(a, number_alone(a), is_of_incidents=False)),
        )
        common = _others(b.dataset, b.incident_filter)
        return capital(f"{text} · {common}" if common else text)
    shared = _common(a, b)
    texts = [
        _("{filter}: {number}").format(
            filter=_in_words(side, shared), number=with_possibly_there(side, counted(side))
        )
        for side in (b, a)
    ]
    return capital(" · ".join(["; ".join(texts), *shared]))


def _no_data(side: Summary) -> str:
    """ "No data since 2027: these data were last checked on 28 Nov 2026"."""
    checked = last_known_day(side.dataset)
    text = _("no data {period}: these data were last checked on {day}").format(
        period=period(side.incident_filter), day=day_text(checked)
    )
    return " · ".join(filter(None, (text, _others(side.dataset, side.incident_filter))))


def counted(side: Summary) -> str:
    """What a side counts, in words, without ranges: "3 injured", "at least 3 injured", or "12 incidents"."""
    outcome = _outcome(side.incident_filter)
    if outcome is None:
        return incidents_counted(side.incidents)
    count = side.people(outcome)
    is_there = not count.is_recorded or holds_any(side.dataset, outcome)
    return outcome_counted(outcome, count) if is_there else people_counted(side, outcome)


def number_alone(side: Summary) -> str:
    """The same without its noun where it is a number: "3"; words and all where it is not."""
    outcome = _outcome(side.incident_filter)
    if outcome is None:
        return number_text(side.incidents)
    count = side.people(outcome)
    is_number = count.is_recorded and count.is_known and holds_any(side.dataset, outcome)
    return figure_text(count) if is_number else counted(side)


def period(query: IncidentFilter) -> str:
    """ "since 2023", "since 1 Mar 2023", "in 2023", "from 1 Mar 2023 to 5 May 2024"."""
    first, last = query.date_from, query.date_to
    if first is None:
        return ""
    if last is None:
        if (first.month, first.day) == (1, 1):
            return _("since {year}").format(year=year_text(first.year))
        return _("since {day}").format(day=day_text(first))
    if (first, last) == (date(first.year, 1, 1), date(first.year, 12, 31)):
        return _("in {year}").format(year=year_text(first.year))
    if first == last:
        return _("on {day}").format(day=day_text(first))
    return _("from {first} to {last}").format(first=day_text(first), last=day_text(last))


def reason_in_words(opening: Opening, dataset: Dataset) -> str:
    """How the sides of a comparison that opens were chosen; "" where they are one and the same."""
    if not opening.reason:
        return ""
    if opening.reason == "until":
        return _(
            "The filter has no first day, so there is no same time before it: A is until its last day, B after it."
        )
    if opening.reason == "year":
        text = _(
            "The filter has no period: B is the last twelve months of these data, A the twelve months before."
        )
    elif opening.reason == "latest":
        text = _(
            "The filter has no period, and nothing matches it in the last twelve months of these data: B is the "
            "twelve months that end with the month of its last incident, A the twelve months before."
        )
    else:
        text = _("B is the period of the filter, A the same time before it.")
    ends = [day for day in (opening.b.date_from, opening.b.date_to) if day is not None]
    if ends and max(ends) > (checked := last_known_day(dataset)):
        text = f"{text} " + _("These data were last checked on {day}; later days are not known.").format(
            day=day_text(checked)
        )
    first = opening.a.date_from
    if first is not None and dataset.first_day is not None and first < dataset.first_day:
        text = f"{text} " + _("The first incident of these data is of {day}; A begins before it.").format(
            day=day_text(dataset.first_day)
        )
    return text


def _outcome(query: IncidentFilter) -> Outcome | None:
    return Outcome(query.outcome[0]) if len(query.outcome) == 1 else None


def _others(dataset: Dataset, query: IncidentFilter) -> str:
    """The filter in words without its dates, and without an outcome that the number names."""
    return " · ".join(_other_parts(dataset, query))


def _other_parts(dataset: Dataset, query: IncidentFilter) -> list[str]:
    named = {"dates"} | ({"outcome"} if _outcome(query) is not None else set())
    # The numbers of incidents inside and possibly inside stand beside what each side counts.
    return [part.label for part in filter_parts(dataset, query) if part.key not in named]


def _common(a: Summary, b: Summary) -> list[str]:
    """What both sides filter by, to be stated once; nothing where a side filters by nothing else."""
    of_a, of_b = (_other_parts(side.dataset, side.incident_filter) for side in (a, b))
    common = [part for part in of_b if part in of_a]
    return common if all(_own_parts(side, common) for side in (a, b)) else []


def _own_parts(side: Summary, common: Sequence[str]) -> list[str]:
    dates = period(side.incident_filter)
    if not dates and side.incident_filter.date_to is not None:
        dates = _("until {day}").format(day=day_text(side.incident_filter.date_to))
    others = [part for part in _other_parts(side.dataset, side.incident_filter) if part not in common]
    return [dates, *others] if dates else others


def _in_words(side: Summary, common: Sequence[str]) -> str:
    parts = _own_parts(side, common)
    has_dates = side.incident_filter.date_from is not None or side.incident_filter.date_to is not None
    if has_dates:
        parts[0] = with_possible(side, parts[0], _outcome(side.incident_filter) is None)
    return " · ".join(parts) or _(EVERYTHING)
