"""What a change says in plain sentences: reported incidents, nothing of what caused a difference."""

from __future__ import annotations

from data.filters.incident_filter import IncidentFilter
from data.filters.over_time.change import FEWEST_PERIODS, Change, Reading, Verdict
from data.filters.over_time.clusters import DAYS, FEWEST, MOST_INCIDENTS, RADIUS_KM, Cluster, Clusters
from data.language import _, day_text, ngettext, number_text
from data.tables.dataset import Dataset
from data.wording.filter_phrases import option_label
from data.wording.phrases import casualties_in_words


def period_sentence(change: Change, query: IncidentFilter) -> str:
    """Where the period comes from."""
    days = number_text(change.period.days)
    if query.date_from and query.date_to and query.date_to > change.period.last:
        return _(
            "The days of the filter, cut to {day}, the last day that these data can cover. Days: {days}."
        ).format(day=day_text(change.period.last), days=days)
    if query.date_from and query.date_to:
        return _("The days of the filter. Days: {days}.").format(days=days)
    if query.date_from:
        return _("From the first day of the filter to the last check of the data. Days: {days}.").format(
            days=days
        )
    if query.date_to:
        return _("The {days} days until the last day of the filter.").format(days=days)
    return _(
        "The {days} days until the last check of the data. Give both days in the filter for another period."
    ).format(days=days)


def history_sentence(change: Change, reading: Reading) -> str:
    """The count, and what at least 95 % of the earlier periods had at most; the count alone where there are too few."""
    number, days = number_text(reading.incidents), number_text(change.period.days)
    if reading.verdict is Verdict.TOO_FEW:
        return ngettext(
            "{number} incident was reported.", "{number} incidents were reported.", reading.incidents
        ).format(number=number)
    if reading.usual is None:
        return ngettext(
            "{number} incident was reported. Fewer than {fewest} earlier periods of {days} days lie in the collection, too few to say what is usual.",
            "{number} incidents were reported. Fewer than {fewest} earlier periods of {days} days lie in the collection, too few to say what is usual.",
            reading.incidents,
        ).format(number=number, days=days, fewest=FEWEST_PERIODS)
    return ngettext(
        "{number} incident was reported; 95 % of the {periods} earlier {days}-day periods had at most {usual}.",
        "{number} incidents were reported; 95 % of the {periods} earlier {days}-day periods had at most {usual}.",
        reading.incidents,
    ).format(
        number=number,
        days=days,
        periods=number_text(change.earlier_periods),
        usual=number_text(reading.usual),
    )


def gaps_sentence(reading: Reading) -> str:
    """How many earlier periods have nothing; "" for none, or where nothing is stated about what is usual."""
    if reading.usual is None or not reading.periods_without or reading.verdict is Verdict.TOO_FEW:
        return ""
    return ngettext(
        "{number} of those periods has no incident here; that may be a gap of the collection.",
        "{number} of those periods have no incident here; these may be gaps of the collection.",
        reading.periods_without,
    ).format(number=number_text(reading.periods_without))


def comparison_sentence(reading: Reading) -> str:
    """The period beside the one before it; no claim where the counts are too small for one."""
    before = number_text(reading.incidents_before)
    now = number_text(reading.incidents)
    if reading.verdict is Verdict.MORE:
        return _(
            "More incidents were reported than in the period before: {now} after {before}. This is a clear "
            "difference; what changed may be the reporting."
        ).format(now=now, before=before)
    if reading.verdict is Verdict.FEWER:
        return _(
            "Fewer incidents were reported than in the period before: {now} after {before}. This is a clear "
            "difference; what changed may be the reporting, and reports may still come in."
        ).format(now=now, before=before)
    if reading.verdict is Verdict.AS_MANY:
        return _("The period before had the same number: {before}.").format(before=before)
    if reading.verdict is Verdict.NOT_DISTINGUISHED:
        return _("The period before had {before}: no clear difference.").format(before=before)
    if reading.verdict is Verdict.TOO_FEW:
        return _("The period before had {before}: too few incidents to compare.").format(before=before)
    return _("The collection does not reach back over the whole period before, so nothing is compared.")


def short_comparison(reading: Reading) -> str:
    """The same beside a district's counts, in a few words."""
    return {
        Verdict.MORE: _("More reported than in the period before."),
        Verdict.FEWER: _("Fewer reported than in the period before."),
        Verdict.AS_MANY: _("As many as in the period before."),
        Verdict.NOT_DISTINGUISHED: _("No clear difference from the period before."),
        Verdict.TOO_FEW: _("Too few to compare."),
        Verdict.NOTHING_BEFORE: _("Nothing to compare with."),
    }[reading.verdict]


def spans_sentences(change: Change) -> list[str]:
    """Incidents whose days reach over an end of the period; nothing without any."""
    sentences = []
    if change.reaching_in:
        sentences.append(
            ngettext(
                "{number} more incident may have happened in the period, but counts before it, by its first possible day.",
                "{number} more incidents may have happened in the period, but count before it, by their first possible day.",
                change.reaching_in,
            ).format(number=number_text(change.reaching_in))
        )
    if change.reaching_out:
        sentences.append(
            ngettext(
                "{number} incident of the period may have happened after it.",
                "{number} incidents of the period may have happened after it.",
                change.reaching_out,
            ).format(number=number_text(change.reaching_out))
        )
    return sentences


def cluster_sentence(dataset: Dataset, cluster: Cluster) -> str:
    """ "4 incidents around Şuşa, 3 Mar 2021 to 28 Mar 2021: 1 killed, 5 injured"."""
    place = dataset.place_label(cluster.place_name, cluster.district)
    if not place and cluster.district:
        place = option_label(dataset, "district", cluster.district)
    if place:
        text = _("{number} incidents around {place}, {first} to {last}: {casualties}")
    else:
        text = _("{number} incidents, {first} to {last}: {casualties}")
    return text.format(
        number=number_text(len(cluster.incident_ids)),
        place=place,
        first=day_text(cluster.first),
        last=day_text(cluster.last),
        casualties=casualties_in_words(cluster.killed, cluster.injured),
    )


def clusters_sentence(clusters: Clusters) -> str:
    """What was looked for among which incidents, and what came of it."""
    considered = number_text(clusters.considered)
    if clusters.is_too_many:
        return _(
            "{considered} matching incidents have a point and a day: too many to look for clusters among. "
            "Choose a district or a period so that at most {most} are left."
        ).format(considered=considered, most=number_text(MOST_INCIDENTS))
    values = {"considered": considered, "fewest": FEWEST, "radius": number_text(RADIUS_KM), "days": DAYS}
    if not clusters.found:
        return _(
            "Nowhere do {fewest} or more incidents lie within {radius} km and {days} days of one another. Matching "
            "incidents with a point and a day: {considered}."
        ).format(**values)
    return _(
        "Groups of at least {fewest} reported incidents, each within {radius} km and {days} days of another "
        "in its group. Matching, with a point and a day: {considered}."
    ).format(**values)
