"""What limits a finding: each caveat stands only where the rows give cause for it."""

from __future__ import annotations

from typing import Final

import pandas as pd

from data.filters.summary import Summary
from data.filters.unknown_values import unknown_values
from data.language import counted
from data.tables.vocabulary import DatePrecision, VerificationStatus, WherePrecision
from data.wording.incidents.incident_prose import upstream_counts
from data.wording.place_precision import NOWHERE, is_nowhere, why_not_mapped
from data.wording.prose import SourcedSentence, leading, listed, plain, verb, with_article, written_day
from data.wording.where import possibly_inside_in_words

_ONE_PLACE: Final = {
    WherePrecision.DISTRICT: "Of the place only the district is known.",
    WherePrecision.LARGER_AREA: "Of the place only a larger area is known.",
    WherePrecision.VAGUE: "The place is known only vaguely or along a line.",
    WherePrecision.COUNTRY: "Of the place only the country is known.",
    WherePrecision.WATER_OR_AIR: "The place is recorded as on water or in the air.",
}


_NEEDED: Final = [
    "where_prec",
    "place_name",
    "adm0",
    "adm1_iso",
    "date_prec",
    "emplacing_actor",
    "verification_status",
]


def caveats_of(summary: Summary) -> list[SourcedSentence]:
    """Every caveat that applies, from values that nobody has to place, date and sources; what absence means always stands last."""
    incidents = pd.DataFrame(summary.dataset.incidents[_NEEDED]).iloc[summary.rows]
    sources = summary.shown_sources
    texts = [
        *unknown_values(summary.dataset, summary.incident_filter),
        _places(incidents),
        possibly_inside_in_words(summary),
        _not_drawn(summary),
        _days(incidents),
        *_counts(summary),
        _claims(incidents),
        _disagreement(incidents),
        _single(incidents),
        _upstream(incidents, sources),
        _mirrors(sources),
        _coverage(summary),
    ]
    return [SourcedSentence(text) for text in texts if text]


def _places(incidents: pd.DataFrame) -> str:
    grades = incidents["where_prec"]
    if (grades == WherePrecision.EXACT).all():
        return ""
    if len(incidents) == 1:
        place = plain(incidents["place_name"].iloc[0]) or "the place as reported"
        if is_nowhere(incidents.iloc[0]):
            return ""
        near = f"The place is known only as near {place}, not as an exact point."
        return _ONE_PLACE.get(WherePrecision(int(grades.iloc[0])), near)
    numbers = [
        (int((grades == WherePrecision.EXACT).sum()), "as an exact place"),
        (int((grades == WherePrecision.NEAR_PLACE).sum()), "as near a named place"),
        (int((grades == WherePrecision.DISTRICT).sum()), "by district only"),
        (int((grades > WherePrecision.DISTRICT).sum()), "less closely than by district"),
    ]
    given = [(number, words) for number, words in numbers if number]
    if len(given) == 1:
        whole = "Both" if len(incidents) == 2 else f"All {len(incidents):,}"
        only = "only " if given[0][1].startswith("as ") else ""
        return f"{whole} places are known {only}{given[0][1]}."
    (first, words), *others = given
    opening = f"Of the {len(incidents):,} places, {first:,} {verb(first, 'is', 'are')} known {words}"
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


def _days(incidents: pd.DataFrame) -> str:
    spans = int((incidents["date_prec"] > DatePrecision.DAY).sum())
    if not spans:
        return ""
    if len(incidents) == 1:
        label = DatePrecision(int(incidents["date_prec"].iloc[0])).label
        return f"The day is not known exactly ({label})."
    return f"{_of(spans, len(incidents))} {verb(spans, 'is', 'are')} dated by a span of days, not by one day."


def _counts(summary: Summary) -> list[str]:
    rows = summary.dataset.casualties[summary.matches.casualties]
    low, best, high = (rows[f"count_{part}"] for part in ("low", "best", "high"))
    unknown, differ = int(best.isna().sum()), int(((low < best) | (high > best)).sum())
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


def _claims(incidents: pd.DataFrame) -> str:
    claims = int((~incidents["emplacing_actor"].isin(["", "unknown"])).sum())
    if not claims or len(incidents) == 1:
        return ""
    whose = (
        f"For {claims:,} of the {len(incidents):,} incidents somebody is said to have laid or left the device"
    )
    return f"{whose}; {verb(claims, 'that is a claim, not a finding', 'those are claims, not findings')}."


def _disagreement(incidents: pd.DataFrame) -> str:
    conflicts = int((incidents["verification_status"] == VerificationStatus.CONFLICTING.value).sum())
    if not conflicts or len(incidents) == 1:
        return ""
    return f"For {conflicts:,} of the {len(incidents):,} incidents the sources disagree on some fact."


def _single(incidents: pd.DataFrame) -> str:
    single = int((incidents["verification_status"] == VerificationStatus.SINGLE_SOURCE.value).sum())
    if not single:
        return ""
    if len(incidents) == 1:
        return "It is coded as resting on one publisher."
    return f"{_of(single, len(incidents))} {verb(single, 'is', 'are')} coded as resting on one publisher."


def _upstream(incidents: pd.DataFrame, sources: pd.DataFrame) -> str:
    repeated = [(name, number) for name, number in upstream_counts(sources).most_common() if number > 1]
    cited = repeated[: leading([number for _, number in repeated])]
    if not cited:
        return ""
    warning = "sources that repeat one statement do not confirm it independently"
    if len(incidents) == 1:
        return f"{warning.capitalize()}."
    (name, most), *others = cited
    numbers = [
        f"{most:,} cite {with_article(name)}",
        *(f"{number:,} {with_article(body)}" for body, number in others),
    ]
    silent = int((sources["upstream_source"].str.strip() == "").sum())
    unnamed = f", while {silent:,} {verb(silent, 'names', 'name')} no origin" if silent else ""
    return f"Of the {len(sources):,} sources, {listed(numbers)}{unnamed}; {warning}."


def _mirrors(sources: pd.DataFrame) -> str:
    mirrors = int((sources["mirror"] == "yes").sum())
    if not mirrors:
        return ""
    if len(sources) == 1:
        return "Its one source is coded as a copy of another outlet."
    copies = verb(mirrors, "is coded as a copy", "are coded as copies")
    return f"Of the {len(sources):,} sources, {mirrors:,} {copies} of another outlet."


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
