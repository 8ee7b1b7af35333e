"""The headline's figures as JSON, with the dataset that they are of."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from data.exports.headline import Headline, headline_of
from data.filters.summary import Summary
from data.filters.unknown_values import unknown_values
from data.tables.vocabulary import Outcome


def to_summary_json(summary: Summary) -> str:
    """The headline's figures, and which dataset they are of.

    null is a figure that the data never record (`not_recorded`), that the filter does not ask for (`not_chosen`), or
    otherwise that no source gave. `unknown_values` has a sentence for each value of the filter that no row has, where
    there is one: then 0 incidents answer nothing.
    """
    unknown = unknown_values(summary.dataset, summary.incident_filter)
    return headline_json(headline_of(summary), summary, unknown)


def headline_json(headline: Headline, summary: Summary, unknown: Sequence[str] = ()) -> str:
    """`to_summary_json` of these figures; of the summary only its dataset's description and its filter count."""
    figures = {outcome.value: headline.people(outcome) for outcome in Outcome}
    counts: dict[str, Any] = {"incidents": headline.incidents}
    counts |= {
        name: figure.best if figure.has_figure and figure.is_known else None
        for name, figure in figures.items()
    }
    counts |= {"not_drawn": headline.not_drawn, "undated": headline.undated}
    if headline.within is not None:
        counts["within"] = asdict(headline.within)
    if headline.areas is not None:
        counts["areas"] = asdict(headline.areas)
    if unknown:
        counts["unknown_values"] = [*unknown]
    for name, figure in figures.items():
        counts |= {
            f"{name}_low": figure.low if figure.has_figure else None,
            f"{name}_high": figure.high if figure.has_figure else None,
            f"{name}_is_at_least": figure.has_figure and figure.unknown > 0,
            f"{name}_without_upper_bound": figure.open if figure.has_figure else None,
        }
    not_recorded = [outcome.value for outcome in Outcome if outcome in summary.dataset.not_recorded]
    return json.dumps(
        {
            **counts,
            "not_recorded": not_recorded,
            "not_chosen": [outcome.value for outcome in summary.not_chosen],
            "dataset": dataset_entry(summary),
        },
        ensure_ascii=False,
    )


def dataset_entry(summary: Summary) -> dict[str, str]:
    """Name, hash and day of the dataset."""
    dataset = summary.dataset
    return {"name": dataset.name, "sha256": dataset.sha256, "as_of": dataset.as_of.isoformat()}
