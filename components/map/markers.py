"""The markers that a filter, a measure or a theme puts on the map, and the map in a sentence."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from dash import Patch, no_update

from components.map import legend as map_legend
from components.map.detail import details_of, drawn_view, is_on_the_map
from components.map.figure import circles_patch, patch
from components.map.legend import legend
from components.measures import MEASURES
from components.theme import PALETTES, scheme_of
from data.filters.incident_filter import IncidentFilter
from data.filters.ranking import NO_DISTRICT
from data.filters.summary import Summary, summary_of
from data.language import _, ngettext, number_text
from data.tables.dataset import Dataset

ALTERNATIVE: Final = "incident-map-alternative"


class _Markers(NamedTuple):
    """What changes on the map."""

    summary: Summary
    figure: Patch
    drawn: object
    """The view for which they are enough."""
    words: dict[str, Any]
    """Content of the map's own boxes."""
    bounds: object = no_update
    """Of what is shown, where they may be others."""


def markers_of(
    dataset: Dataset,
    stored: object,
    brushed: object,
    measure: str,
    scheme: object,
    seen: object,
    drawn: object,
) -> _Markers:
    """The markers of a filter; `brushed` is that of a brush being dragged, which the map alone shows, or None."""
    is_brushed = brushed is not None
    stored = brushed if is_brushed else stored
    summary = summary_of(dataset, IncidentFilter.from_json(stored)[0])
    shade = measure_of(measure)
    palette, shown = PALETTES[scheme_of(scheme)], shown_of(stored, measure, scheme)
    if is_brushed:
        # Not what the page shows: then all texts of the map have to follow once the brush is released.
        shown.append("brushed")
    details = details_of([summary], seen)
    words: dict[str, Any] = {map_legend.LEGEND: legend(summary, shade, fullest=details[0].fullest)}
    enough_for = drawn_view(details, shown)
    if is_on_the_map(drawn, shown):
        return _Markers(summary, circles_patch(details[0], palette), enough_for, words)
    changed = patch(details[0], shade, palette)
    if is_brushed:
        return _Markers(
            summary, changed, enough_for, words | {map_legend.KEY: map_legend.key(summary, shade)}
        )
    words |= {ALTERNATIVE: alternative(summary)}
    return _Markers(summary, changed, enough_for, words, summary.bounds)


def measure_of(requested: object) -> str:
    """The measure that is requested, or else the number of incidents."""
    return requested if isinstance(requested, str) and requested in MEASURES else "incidents"


def shown_of(stored: object, measure: object, scheme: object) -> list[object]:
    """All that a map's markers depend on but its view."""
    return [stored, measure, scheme]


def alternative(summary: Summary) -> str:
    """The map in a sentence, for readers who do not see it."""
    ranked = [pair for pair in summary.districts["incidents"].items() if pair[0] != NO_DISTRICT][:3]
    names = summary.dataset.district_names
    counts = [f"{names[str(code)]} {number_text(count)}" for code, count in ranked]
    sentences = [
        ngettext("Map of {number} incident.", "Map of {number} incidents.", summary.drawn).format(
            number=number_text(summary.drawn)
        ),
        _("Districts with most incidents: {districts}.").format(districts=", ".join(counts))
        if counts
        else "",
    ]
    return " ".join(sentence for sentence in sentences if sentence)
