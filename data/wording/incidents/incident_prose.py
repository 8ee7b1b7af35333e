"""One incident as a careful report would tell it: every claim with whoever makes it."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Final

import numpy as np
import pandas as pd

from data.filters.summary import Summary
from data.tables.codes import people_in_rows
from data.tables.count_range import CountRange
from data.tables.dataset import Dataset
from data.tables.vocabulary import DatePrecision, DeviceCategory, Outcome, VerificationStatus, WherePrecision
from data.text.search_text import folded
from data.wording.phrases import doubt, figure_text
from data.wording.prose import (
    SourcedSentence,
    activity_phrase,
    device_phrase,
    listed,
    plain,
    quoted,
    two_days,
    verb,
    with_article,
    written_day,
)

_ADM1_WORDS: Final = {"AZ": "district", "AM": "province"}
"""What a country calls its first-level areas, where English has a word; others stand with their bare name."""

_LAID: Final = frozenset(DeviceCategory) - {
    DeviceCategory.CLUSTER_SUBMUNITION,
    DeviceCategory.UXO,
    DeviceCategory.AXO,
    DeviceCategory.ERW_UNSPECIFIED,
    DeviceCategory.OTHER,
    DeviceCategory.UNKNOWN,
}


def sentence_of_incident(summary: Summary, row: int, has_origin: bool = False) -> SourcedSentence:
    """What reportedly happened in the incident at position `row`, counting the matching casualties.

    With `has_origin` it also says how many sources report it and whom they cite.
    """
    sources = sources_of(summary.dataset, row)
    happened = happening(summary.dataset, row)
    hurt = people_hurt(summary, row)
    text = f"{happened}: {hurt}" if hurt else happened
    if has_origin:
        text += f", {origin(sources)}"
    nobody = "" if hurt else f"; {nobody_recorded(summary)}"
    return SourcedSentence(f"{text}{nobody}.", tuple(sources.index))


def happening(dataset: Dataset, row: int) -> str:
    """When, what, where and during what, without the people."""
    incident = dataset.incidents.iloc[row]
    is_undated = int(incident["date_prec"]) == DatePrecision.UNDATED
    on = "Undated:" if is_undated else on_day(incident["date_start"].date(), incident["date_end"].date())
    device = device_phrase(incident["device_category"])
    doing = activity_phrase(incident["activity"])
    text = f"{on} {device} reportedly exploded {place_phrase(dataset, incident)}"
    return f"{text} {doing}" if doing else text


def on_day(start: date, end: date) -> str:
    """ "On 23 November 2020", "On 22 or 23 November 2020", "On an unknown day between …"."""
    if start == end:
        return f"On {written_day(start)}"
    if (end - start).days == 1:
        return f"On {two_days(start, end, 'or')}"
    return f"On an unknown day between {two_days(start, end, 'and')}"


def place_phrase(dataset: Dataset, incident: pd.Series) -> str:
    """Where, no closer than it is known: "near Suqovuşan (also Madagiz) in the Tərtər district"."""
    grade = WherePrecision(int(incident["where_prec"]))
    place, district = plain(incident["place_name"]), _district(incident)
    reported = plain(incident["location_as_reported"])
    if grade <= WherePrecision.NEAR_PLACE and (place or reported):
        preposition = "at" if grade is WherePrecision.EXACT else "near"
        named = place or f"the place reported as {quoted(reported)}"
        other = _other_name(dataset, incident) if place else ""
        return " ".join(filter(None, [preposition, f"{named} (also {other})" if other else named, district]))
    if grade <= WherePrecision.DISTRICT and district:
        return district
    if reported:
        return f"at a place reported only as {quoted(reported)}"
    return f"somewhere {district or 'not stated'}".replace("somewhere in ", "somewhere in or around ")


def people_hurt(summary: Summary, row: int) -> str:
    """Killed and injured of the matching casualties with whom they belonged to; "" for nobody."""
    mask = summary.matches.casualties & (summary.dataset.casualty_incident == row)
    casualties = summary.dataset.casualties[mask]
    parts: list[str] = []
    for outcome in Outcome:
        with_outcome = casualties[casualties["outcome"] == outcome.value]
        count = CountRange.of(people_in_rows(with_outcome).sum())
        if is_anyone(count):
            belonging = _belonging(with_outcome)
            parts.append(f"{were_hurt(count, '' if parts else 'person')} {outcome} ({belonging})")
    return listed(parts) if parts else ""


def nobody_recorded(summary: Summary) -> str:
    """ "no casualties are recorded", or which of them this collection records at all."""
    missing = summary.dataset.not_recorded
    if not missing:
        return "no casualties are recorded"
    recorded = [_DEEDS[outcome] for outcome in Outcome if outcome not in missing]
    return listed([*(f"no {deeds} are recorded" for deeds in recorded), never_recorded(summary)])


def never_recorded(summary: Summary) -> str:
    """ "this collection does not record injuries"; "" where it records killed and injured."""
    deeds = [_DEEDS[outcome] for outcome in Outcome if outcome in summary.dataset.not_recorded]
    return f"this collection does not record {listed(deeds, 'or')}" if deeds else ""


_DEEDS: Final = {Outcome.KILLED: "deaths", Outcome.INJURED: "injuries"}


def is_anyone(count: CountRange) -> bool:
    """Whether a source says, or leaves open, that there was somebody."""
    return count.high > 0 or count.unknown > 0


def were_hurt(count: CountRange, noun: str, adverb: str = "") -> str:
    """ "1 person was", "63 people (63–66) were reportedly", "an unstated number (at least 1, …) were".

    `noun` is "person" or, where the sentence has named it, "".
    """
    if not (count.best or count.somebody):
        return " ".join(
            filter(None, ["it is not known whether anyone", doubt(count) if count.high else "", "was"])
        )
    if not count.is_known:
        subject = "an unstated number" + (" of people" if noun else "")
    else:
        number = figure_text(count)
        subject = f"{number} {verb(count.best, 'person', 'people')}" if noun else number
    return " ".join(filter(None, [subject, doubt(count), verb(count.best, "was", "were"), adverb]))


def origin(sources: pd.DataFrame) -> str:
    """How many sources report it and whom they cite: "according to 5 sources, 4 of which cite …"."""
    if sources.empty:
        return "for which the collection lists no source"
    cited = upstream_counts(sources).most_common(3)
    if len(sources) == 1:
        names = listed([with_article(name) for name, _ in cited]) if cited else ""
        publisher = plain(sources["publisher"].iloc[0])
        return f"according to {publisher}" + (f", which cites {names}" if names else "")
    text = f"according to {len(sources)} sources"
    if not cited:
        return text
    (name, most), *others = cited
    of_which = {len(sources): "both" if most == 2 else "all"}.get(most, str(most))
    rest = [f"{count} {with_article(other)}" for other, count in others]
    return f"{text}, {of_which} of which {verb(most, 'cites', 'cite')} {listed([with_article(name), *rest])}"


def upstream_counts(sources: pd.DataFrame) -> Counter[str]:
    """How many rows of sources cite each origin, by its literal name; in order of first mention."""
    counts: Counter[str] = Counter()
    for cited, number in sources["upstream_source"].astype("str").value_counts(sort=False).items():
        counts.update(dict.fromkeys(upstream_parts(str(cited)), int(number)))
    return counts


def upstream_parts(cited: str) -> list[str]:
    """The origins of one source, each once."""
    return list(dict.fromkeys(filter(None, map(plain, str(cited).split("|")))))


def sources_of(dataset: Dataset, row: int) -> pd.DataFrame:
    """The rows of sources of one incident; their index is their position."""
    return dataset.shown_sources.iloc[dataset.sources_of(np.array([row]))[0]]


def details(dataset: Dataset, row: int) -> list[SourcedSentence]:
    """What else the collection holds of one incident: its own words, names as reported, claims, disagreement."""
    incident = dataset.incidents.iloc[row]
    texts: list[str] = []
    if summary := plain(dataset.spelled(str(incident["summary"]))):
        texts.append(f"The collection's own summary reads: {quoted(summary)}")
    reported = plain(incident["location_as_reported"])
    if reported and quoted(reported) not in place_phrase(dataset, incident):
        texts.append(f"The place is reported as {quoted(reported)}.")
    device = plain(incident["device_as_reported"])
    if device and folded(device) not in folded(device_phrase(incident["device_category"])):
        texts.append(f"The device is reported as {quoted(device)}.")
    texts.append(_emplacement(incident))
    if incident["verification_status"] == VerificationStatus.CONFLICTING.value:
        notes = plain(incident["notes"])
        texts.append(
            f"The sources disagree; the collection notes: {quoted(notes)}"
            if notes
            else "The sources disagree."
        )
    return [SourcedSentence(text if text.endswith((".", ".”")) else f"{text}.") for text in texts]


def _emplacement(incident: pd.Series) -> str:
    actor, claimant = with_article(incident["emplacing_actor"]), plain(incident["attribution"])
    is_laid = DeviceCategory(incident["device_category"]) in _LAID
    if actor in ("", "unknown"):
        return "Who laid the device is not known." if is_laid else "Whose device it was is not known."
    deed = f"{actor} laid the device" if is_laid else f"{actor} left the device"
    return f"That {deed} is a claim ({claimant or 'whose is not stated'}), not a finding."


def _district(incident: pd.Series) -> str:
    name = plain(incident["adm1_name"]) or plain(incident["adm1_iso"])
    word = _ADM1_WORDS.get(str(incident["adm0"]), "")
    if not name:
        return ""
    return f"in the {name} {word}" if word else f"in {name}"


def _other_name(dataset: Dataset, incident: pd.Series) -> str:
    """The first other name of the place that the report uses too; "" without one."""
    places = dataset.places
    is_place = (places["place_name"] == incident["place_name"]) & (places["adm1_iso"] == incident["adm1_iso"])
    own, reported = folded(str(incident["place_name"])), f"{folded(str(incident['location_as_reported']))} "
    for aliases in places.loc[is_place, "aliases"]:
        for alias in map(plain, str(aliases).split("|")):
            if folded(alias) not in own and f"{folded(alias)} " in reported:
                return alias
    return ""


def _belonging(casualties: pd.DataFrame) -> str:
    """ "Azerbaijani armed forces", or, of several actors, each with its number."""
    actors = casualties["affected_actor"].astype("str")
    sums = people_in_rows(casualties).groupby(actors, sort=False).sum()
    if len(sums) == 1:
        return plain(sums.index[0])
    ordered = sums.sort_values("best", ascending=False, kind="stable")
    counts = [CountRange.of(figures) for figures in ordered.to_dict("records")]
    numbers = [figure_text(count) if count.is_known else "number not stated" for count in counts]
    return "; ".join(
        f"{plain(actor)}: {number}" for actor, number in zip(ordered.index, numbers, strict=True)
    )
