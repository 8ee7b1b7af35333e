"""What limits a finding: each caveat stands only where the rows give cause for it."""

from __future__ import annotations

from collections import Counter
from typing import Final

import pandas as pd

from data.filters.single_incidents import in_order_of_time
from data.filters.summary import Summary
from data.filters.unknown_values import unknown_values
from data.language import counted
from data.tables.dataset import Dataset
from data.tables.vocabulary import DatePrecision, VerificationStatus, WherePrecision
from data.wording.incidents.incident_prose import upstream_parts
from data.wording.paragraphs.evidence import Evidence
from data.wording.place_precision import NOWHERE, is_nowhere, why_not_mapped
from data.wording.prose import leading, listed, plain, verb, with_article, written_day
from data.wording.where import possibly_inside_in_words

_ONE_PLACE: Final = {
    WherePrecision.DISTRICT: "Of the place only the district is known.",
    WherePrecision.LARGER_AREA: "Of the place only a larger area is known.",
    WherePrecision.VAGUE: "The place is known only vaguely or along a line.",
    WherePrecision.COUNTRY: "Of the place only the country is known.",
    WherePrecision.WATER_OR_AIR: "The place is recorded as on water or in the air.",
}


def caveats_of(summary: Summary, evidence: Evidence) -> list[str]:
    """Every caveat that applies, from values that nobody has to place, date and sources; what absence means always stands last."""
    incidents = summary.incidents
    texts = [
        *unknown_values(summary.dataset, summary.incident_filter),
        _place(_only(summary)) if incidents == 1 else _places(evidence.grades, incidents),
        possibly_inside_in_words(summary),
        _not_drawn(summary),
        _days(summary, evidence.spans),
        *_counts(evidence),
        _claims(evidence.claims, incidents),
        _disagreement(evidence, incidents),
        _single(evidence, incidents),
        _upstream(summary.dataset, evidence, incidents),
        _mirrors(evidence),
        _coverage(summary),
    ]
    return [text for text in texts if text]


def _only(summary: Summary) -> pd.Series:
    """The one incident that matches."""
    few, rows = in_order_of_time(summary)
    only: pd.Series = few.dataset.incidents.iloc[int(rows[0])]
    return only


def _place(incident: pd.Series) -> str:
    grade = WherePrecision(int(incident["where_prec"]))
    if grade is WherePrecision.EXACT or is_nowhere(incident):
        return ""
    place = plain(incident["place_name"]) or "the place as reported"
    near = f"The place is known only as near {place}, not as an exact point."
    return _ONE_PLACE.get(grade, near)


def _places(grades: Counter[int], incidents: int) -> str:
    if grades[WherePrecision.EXACT] == incidents:
        return ""
    numbers = [
        (grades[WherePrecision.EXACT], "as an exact place"),
        (grades[WherePrecision.NEAR_PLACE], "as near a named place"),
        (grades[WherePrecision.DISTRICT], "by district only"),
        (
            sum(number for grade, number in grades.items() if grade > WherePrecision.DISTRICT),
            "less closely than by district",
        ),
    ]
    given = [(number, words) for number, words in numbers if number]
    if len(given) == 1:
        whole = "Both" if incidents == 2 else f"All {incidents:,}"
        only = "only " if given[0][1].startswith("as ") else ""
        return f"{whole} places are known {only}{given[0][1]}."
    (first, words), *others = given
    opening = f"Of the {incidents:,} places, {first:,} {verb(first, 'is', 'are')} known {words}"
    return listed([opening, *(f"{number:,} {words}" for number, words in others)]) + "."


def _not_drawn(summary: Summary) -> str:
    rough = summary.not_drawn
    if not rough:
        return ""
    why = why_not_mapped(summary)
    if summary.incidents == 1:
        if why == NOWHERE:
            return "It is not mapped: its place was not found, or not stated."
        return "It is not mapped: its location is known only to a larger area, a country or a line."
    are = f"{verb(rough, 'is', 'are')} not mapped ({why})"
    return f"{_of(rough, summary.incidents)} {are} and {verb(rough, 'counts', 'count')} in no district."


def _days(summary: Summary, spans: int) -> str:
    if not spans:
        return ""
    if summary.incidents == 1:
        label = DatePrecision(int(_only(summary)["date_prec"])).label
        return f"The day is not known exactly ({label})."
    return (
        f"{_of(spans, summary.incidents)} {verb(spans, 'is', 'are')} dated by a span of days, not by one day."
    )


def _counts(evidence: Evidence) -> list[str]:
    unknown, differ = evidence.without_figure, evidence.differing
    texts = []
    if differ:
        texts.append(
            f"On {counted(differ, 'count')} of casualties the accounts differ; "
            f"the {verb(differ, 'range runs', 'ranges run')} from the lowest to the highest figure."
        )
    if unknown:
        groups = counted(unknown, "group")
        texts.append(
            f"For {groups} of casualties no figure to use was given; the totals count "
            f"{verb(unknown, 'its lowest figure', 'their lowest figures')} and are a minimum."
        )
    return texts


def _claims(claims: int, incidents: int) -> str:
    if not claims or incidents == 1:
        return ""
    whose = f"For {claims:,} of the {incidents:,} incidents somebody is said to have laid or left the device"
    return f"{whose}; {verb(claims, 'that is a claim, not a finding', 'those are claims, not findings')}."


def _disagreement(evidence: Evidence, incidents: int) -> str:
    conflicts = evidence.verification[VerificationStatus.CONFLICTING.value]
    if not conflicts or incidents == 1:
        return ""
    return f"For {conflicts:,} of the {incidents:,} incidents the sources disagree on some fact."


def _single(evidence: Evidence, incidents: int) -> str:
    single = evidence.verification[VerificationStatus.SINGLE_SOURCE.value]
    if not single:
        return ""
    if incidents == 1:
        return "It is coded as resting on one publisher."
    return f"{_of(single, incidents)} {verb(single, 'is', 'are')} coded as resting on one publisher."


def _upstream(dataset: Dataset, evidence: Evidence, incidents: int) -> str:
    counts: Counter[str] = Counter()
    for text, number in evidence.cited.items():
        counts.update(dict.fromkeys(upstream_parts(dataset.spelled(text)), number))
    repeated = sorted(
        ((name, number) for name, number in counts.items() if number > 1), key=lambda one: (-one[1], one[0])
    )
    cited = repeated[: leading([number for _, number in repeated])]
    if not cited:
        return ""
    warning = "sources that repeat one statement do not confirm it independently"
    if incidents == 1:
        return f"{warning.capitalize()}."
    (name, most), *others = cited
    numbers = [
        f"{most:,} cite {with_article(name)}",
        *(f"{number:,} {with_article(body)}" for body, number in others),
    ]
    silent = sum(number for text, number in evidence.cited.items() if not text.strip())
    unnamed = f", while {silent:,} {verb(silent, 'names', 'name')} no origin" if silent else ""
    return f"Of the {evidence.sources:,} sources, {listed(numbers)}{unnamed}; {warning}."


def _mirrors(evidence: Evidence) -> str:
    mirrors = evidence.mirrors
    if not mirrors:
        return ""
    if evidence.sources == 1:
        return "Its one source is coded as a copy of another outlet."
    copies = verb(mirrors, "is coded as a copy", "are coded as copies")
    return f"Of the {evidence.sources:,} sources, {mirrors:,} {copies} of another outlet."


def _coverage(summary: Summary) -> str:
    checked = written_day(summary.dataset.as_of)
    return (
        f"The collection, last checked on {checked}, holds only incidents that were reported and found; "
        "the absence of reports does not mean that an area is safe."
    )


def _of(number: int, total: int) -> str:
    if number == total:
        return "Both incidents" if total == 2 else f"All {total:,} incidents"
    return f"Of the {total:,} incidents, {number:,}"
