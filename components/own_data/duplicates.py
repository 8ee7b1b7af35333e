"""Incidents of a file that may be one, each with what a visitor says of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dash import dcc, html

from components.own_data.account_of_rows import ACCOUNT_LANGUAGE, MOST_LINES
from components.own_data.read_again import read_again
from data.imports.report.duplicate_clusters import Cluster, Judgement
from data.language import N_, _, ngettext, number_text

DUPLICATE: Final = "own-data-duplicate"
"""Type of the ids of what is stated about incidents that may be one; the index is the position in `Import.clusters`."""
JUDGEMENTS: Final = {
    Judgement.SAME: N_("The same"),
    Judgement.DIFFERENT: N_("Not the same"),
    Judgement.UNSURE: N_("Not sure"),
}


def duplicates(clusters: Sequence[Cluster]) -> html.Details | None:
    """Incidents that may be one, the likeliest first, each with what a visitor says of them."""
    if not clusters:
        return None
    options = [{"value": str(judgement), "label": _(label)} for judgement, label in JUDGEMENTS.items()]
    title = ngettext(
        "{number} group of incidents that may be one",
        "{number} groups of incidents that may be one each",
        len(clusters),
    ).format(number=number_text(len(clusters)))
    entries = [
        html.Li(
            [
                html.B(", ".join(cluster.incident_ids)),
                " ",
                html.Span(cluster.reasons[0], lang=ACCOUNT_LANGUAGE),
                dcc.RadioItems(
                    id={"type": DUPLICATE, "index": position},
                    options=options,
                    value=cluster.judgement or None,
                    inline=True,
                    className="own-data-judgement",
                ),
            ]
        )
        for position, cluster in enumerate(clusters[:MOST_LINES])
    ]
    return html.Details(
        [
            html.Summary(title),
            html.P(
                _(
                    "“The same” makes one incident of them, with the sources of all and the range of their figures."
                )
            ),
            html.Ul(entries),
            read_again(1_001),
        ],
        className="own-data-part",
    )
