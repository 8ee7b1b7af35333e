"""What the scripts of an HTML file read beside its texts: incidents, choices, and how the map is drawn."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any, Final

from components.address import camera_of
from components.brief.contents import Brief
from components.brief.html.incidents import choices, columns_of_choices, incidents
from components.brief.html.timeline_data import timeline_data
from components.map.figure import CONFIG, map_figure
from components.map.ground.graticule import without_graticule
from components.map.ground.layers import sources_of
from components.map.legend import GROWTH_PX, LARGEST_PX, RING_PX, SMALLEST_PX
from components.map.legend_words import (
    colour_note,
    nothing_shaded,
    outcomes_in_words,
    shade_heading,
    size_heading,
)
from components.map.style import map_style
from components.theme import PALETTES, Palette
from data.filters.filter_keys import OWN
from data.filters.incident_filter import IncidentFilter
from data.filters.on_map.shade_classes import shade_classes
from data.filters.over_time.timeline import undated_left_out
from data.filters.summary import summary_of
from data.tables.vocabulary import Outcome

_CHOICES: Final = {
    "actor": "Who was affected",
    "outcome": "Outcome",
    "victim": "Victim category",
    "device": "Device",
    "activity": "Activity",
    "district": "District",
    OWN: "Own columns",
}
"""Fields that the file can be filtered by, beside the dates, with the words for them."""
_MAIN_CHOICES: Final = ("actor", "outcome")
"""Those that stand open."""
_NO_FEATURES: Final = {"type": "FeatureCollection", "features": []}


def page_data(brief: Brief) -> dict[str, Any]:
    """What the file's scripts read: the incidents, and how the map is drawn."""
    summary, dataset, view = brief.summary, brief.dataset, brief.view
    shown = incidents(brief)
    return {
        "incidents": shown,
        "choices": [
            {"key": key, "label": label, "values": values}
            for key, label in _CHOICES.items()
            if len(values := choices(brief, key)) > 1
        ],
        "mainChoices": _MAIN_CHOICES,
        "days": [
            min((each["first"] for each in shown), default=""),
            max((each["last"] for each in shown), default=""),
        ],
        "districtNames": dataset.district_names,
        "districtBoxes": dataset.district_boxes,
        "figure": json.loads(map_figure(summary, "light").to_json()),
        "config": CONFIG | {"responsive": False},
        "styles": {scheme: _without_data(_style(brief, palette)) for scheme, palette in PALETTES.items()},
        "palettes": {scheme: asdict(palette) for scheme, palette in PALETTES.items()},
        "sizes": {"smallest": SMALLEST_PX, "growth": GROWTH_PX, "largest": LARGEST_PX, "ring": RING_PX},
        "measure": view.measure,
        "timeline": timeline_data(brief),
        "ranges": shade_classes(dataset, view.measure),
        "legend": _legend(brief),
        "columnOfChoice": columns_of_choices(dataset),
        "notRecorded": [outcome.value for outcome in Outcome if outcome in dataset.not_recorded],
        "choosesPeople": summary.chooses_people,
        "filter": summary.incident_filter.to_json(),
        "undatedLeftOut": undated_left_out(summary),
        "bounds": (summary if summary.bounds else summary_of(dataset, IncidentFilter())).bounds,
        "camera": camera_of(view) or None,
        "chosen": view.incident,
        "layers": layers(brief),
    }


def _legend(brief: Brief) -> dict[str, Any]:
    """The legend's texts; of those that speak of people one for all of them, and one for those whom a filter chooses."""
    dataset, measure = brief.dataset, brief.view.measure
    return {
        "outcomes": outcomes_in_words(dataset),
        "size": [size_heading(dataset, chooses_people) for chooses_people in (False, True)],
        "shade": [shade_heading(measure, chooses_people) for chooses_people in (False, True)],
        "note": colour_note(chooses_people=True),
        "nothingShaded": nothing_shaded(dataset, measure),
    }


def layers(brief: Brief) -> list[str]:
    """The layers that the file's map has."""
    required_sources = [
        name for name in sources_of(brief.dataset) if name != "reference_lines" or brief.view.lines
    ]
    return [*required_sources, "shaded_districts"]


def _style(brief: Brief, palette: Palette) -> dict[str, Any]:
    style = map_style(brief.dataset, palette, brief.map_names, brief.view.lines)
    return style if brief.view.graticule else without_graticule(style)


def _without_data(style: dict[str, Any]) -> dict[str, Any]:
    """The style with its sources empty: map.js fills them once, past plotly.js."""
    empty = {name: {**source, "data": _NO_FEATURES} for name, source in style["sources"].items()}
    return style | {"sources": empty}
