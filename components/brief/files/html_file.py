"""A view as one HTML file that opens from a disk, without a network: map, filter, incidents and sources."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from functools import cache
from html import escape
from pathlib import Path
from string import Template
from typing import Any, Final

import numpy as np
import pandas as pd
from plotly.offline import get_plotlyjs

from components.address import camera_of
from components.brief.contents import Brief
from components.brief.files.html_timeline import timeline_data
from components.map.figure import CONFIG, map_figure
from components.map.ground.graticule import without_graticule
from components.map.ground.layers import layer_geojson, sources_of
from components.map.legend import GROWTH_PX, LARGEST_PX, RING_PX, SMALLEST_PX
from components.map.legend_words import (
    colour_note,
    nothing_shaded,
    outcomes_in_words,
    shade_heading,
    size_heading,
)
from components.map.style import map_style
from components.theme import PALETTES, Palette, style_variables
from data.filters.filter_keys import CASUALTY_COLUMNS, CHOICE_COLUMNS, INCIDENT_COLUMNS, OWN
from data.filters.incident_filter import IncidentFilter
from data.filters.on_map.shade_classes import shade_classes
from data.filters.over_time.timeline import undated_left_out
from data.filters.summary import summary_of
from data.language import counted
from data.tables.dataset import Dataset
from data.tables.own_columns import find_choice, written_choice
from data.tables.vocabulary import DeviceCategory, Outcome, VictimCategory, WherePrecision
from data.wording.incidents.incident_facts import facts
from data.wording.phrases import DISCLAIMER, SAFETY_LINE, day, happened, option_label, place_of
from data.wording.place_precision import is_nowhere, precision_label

MOST_INCIDENTS: Final = 5_000
"""More would make a file that a browser opens slowly and a mailbox refuses."""

_PARTS: Final = Path(__file__).parent / "html"
_SHARED: Final = Path(__file__).parents[3] / "assets"
"""Where the page's own scripts and styles are, of which the file has some."""
_SCRIPTS: Final = (
    _SHARED / "map" / "internals.js",
    _SHARED / "map" / "camera.js",
    _SHARED / "map" / "scale.js",
    _SHARED / "map" / "shade.js",
    _SHARED / "map" / "circle_canvas.js",
    _SHARED / "map" / "circles.js",
    _SHARED / "map" / "callouts.js",
    _SHARED / "timeline" / "axis_ticks.js",
    _SHARED / "timeline" / "time_strip.js",
    _PARTS / "matching.js",
    _PARTS / "timeline.js",
    _PARTS / "map.js",
    _PARTS / "page.js",
)

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

_NARROWED_TO_NOTHING: Final = "No incident of this file matches. Reset the filter, or remove a part of it."
_HOLDS_NOTHING: Final = (
    "No incident matches the filter that this file was made for. Make the file again with a wider filter."
)

_BUNDLED_GROUND: Final = "On the bundled ground: “{title}” is shown in the atlas, not in this file"
_NO_FEATURES: Final = {"type": "FeatureCollection", "features": []}


def html_brief(brief: Brief) -> bytes:
    """One HTML file, UTF-8, that asks nothing of any machine. The same brief gives the same bytes.

    It holds the matching incidents with all their casualties and sources; its own filter narrows them
    down further. `files` refuses more than MOST_INCIDENTS.
    """
    scripts = [_part("worker_address.js"), get_plotlyjs(), *map(_text, _SCRIPTS)]
    blocks = {"data": _in_script(page_data(brief))}
    blocks |= {f"layer-{name}": _escaped(layer_geojson(brief.dataset, name)) for name in _layers(brief)}
    page = Template(_part("page.html")).substitute(
        {name: escape(text) for name, text in texts(brief).items()},
        policy=content_policy(scripts),
        figures=_figures(brief),
        styles="\n".join(
            [style_variables(), _text(_SHARED / "timeline" / "time_strip.css"), _part("page.css")]
        ),
        data="\n".join(
            f'<script type="application/json" id="{name}">{text}</script>' for name, text in blocks.items()
        ),
        scripts="\n".join(f"<script>{script}</script>" for script in scripts),
    )
    return page.encode()


def content_policy(scripts: Iterable[str]) -> str:
    """A content policy under which these inline scripts alone run, and nothing can be fetched.

    Map workers come from data addresses, see html/worker_address.js; Plotly sets styles in the page.
    """
    hashes = " ".join(f"'sha256-{_digest(script)}'" for script in scripts)
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {hashes}",
            "style-src 'unsafe-inline'",
            "img-src data: blob:",
            "worker-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def texts(brief: Brief) -> dict[str, str]:
    """What the file says outside its data, by the names of html/page.html; plain text."""
    dataset = brief.dataset
    return {
        "title": brief.title,
        "filter": brief.filter_text,
        "drawn": brief.drawn_text,
        "edition": brief.edition_text,
        "sources": counted(brief.source_count, "source"),
        "nothing": _NARROWED_TO_NOTHING if brief.summary.incidents else _HOLDS_NOTHING,
        "safety": SAFETY_LINE,
        "disclaimer": DISCLAIMER,
        "attribution": _attribution(brief),
        "licence": dataset.licence,
        "sha256": dataset.sha256,
        "address": brief.origin or f"{'Address' if brief.public_url else 'In the atlas'}: {brief.address}",
    }


def _attribution(brief: Brief) -> str:
    """The file has the bundled ground alone, and says so where the view has another."""
    note = _BUNDLED_GROUND.format(title=brief.ground_map.title) if brief.ground_map else ""
    return " · ".join(filter(None, [brief.data_attribution, note]))


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
        "layers": _layers(brief),
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


def incidents(brief: Brief) -> list[dict[str, Any]]:
    """The matching incidents in order of time, each with its facts, all its casualties and its sources."""
    dataset, found = brief.dataset, brief.summary.matches
    hits: dict[int, list[dict[str, Any]]] = {}
    of_matching = np.flatnonzero(found.incidents[dataset.casualty_incident])
    for position, counts, row in zip(
        dataset.casualty_incident[of_matching].tolist(),
        found.casualties[of_matching].tolist(),
        dataset.casualties.iloc[of_matching].to_dict("records"),
        strict=True,
    ):
        hits.setdefault(position, []).append(_casualty(row, counts))
    listed: dict[str, list[dict[str, str]]] = {}
    for row in brief.summary.shown_sources.to_dict("records"):
        listed.setdefault(str(row["incident_id"]), []).append(_source(row))
    return [
        _incident(dataset, int(row))
        | {
            "casualties": hits.get(int(row), []),
            "sources": listed.get(str(dataset.incidents["incident_id"].iloc[row]), []),
        }
        for row in brief.summary.rows
    ]


def choices(brief: Brief, key: str) -> list[tuple[str, str]]:
    """The values of a field that occur among what matches, with their words, in the page's order."""
    summary, dataset = brief.summary, brief.dataset
    if key == OWN:
        counts = summary.option_counts[key].items()
        return [(value, option_label(dataset, key, value)) for value, number in counts if number]
    column = CHOICE_COLUMNS[key]
    if key in CASUALTY_COLUMNS:
        present = dataset.casualties[column][summary.matches.casualties]
    else:
        present = dataset.incidents[column].iloc[summary.rows]
    values = [value for value in summary.option_counts[key] if value in set(present.astype(str))]
    labelled = [(value, option_label(dataset, key, value)) for value in values]
    return sorted(labelled, key=lambda pair: pair[1].casefold()) if key == "district" else labelled


def _iso(day: Any, otherwise: str) -> str:
    return otherwise if pd.isna(day) else str(day.date().isoformat())


def _incident(dataset: Dataset, row: int) -> dict[str, Any]:
    incident = dataset.incidents.iloc[row]
    has_dot = bool(dataset.has_dot[row])
    coded = {key: str(incident[column]) for key, column in INCIDENT_COLUMNS.items()}
    own = [
        written_choice(name, column.values[column.code[row]])
        for name, column in dataset.own_choices.items()
        if column.values[column.code[row]]
    ]
    return coded | {
        OWN: own,
        "id": str(incident["incident_id"]),
        # Undated: after every last day that is asked for, and before every first one.
        "first": _iso(incident["date_start"], "9999-12-31"),
        "last": _iso(incident["date_end"], "0000-01-01"),
        "when": happened(incident),
        "place": place_of(incident, dataset),
        "whereLabel": precision_label(incident),
        "deviceLabel": DeviceCategory(incident["device_category"]).label,
        "longitude": float(incident["longitude"]) if has_dot else None,
        "latitude": float(incident["latitude"]) if has_dot else None,
        "isNear": int(incident["where_prec"]) == WherePrecision.NEAR_PLACE,
        "isNowhere": is_nowhere(incident),
        "isDrawn": bool(dataset.is_drawn[row]),
        "summary": dataset.spelled(str(incident["summary"])),
        "facts": [*facts(dataset, incident), *_own_facts(dataset, incident)],
    }


def columns_of_choices(dataset: Dataset) -> dict[str, str]:
    """The own column of each choice whose name has the sign in it that stands before the value."""
    texts = [
        written_choice(name, value)
        for name, column in dataset.own_choices.items()
        for value in column.values
        if value
    ]
    return {text: find_choice(dataset.own_choices, text)[0] for text in texts if text.count("=") > 1}


def _own_facts(dataset: Dataset, incident: Any) -> list[tuple[str, str]]:
    return [(name, str(incident[name])) for name in dataset.own_columns if str(incident[name])]


def _casualty(row: dict[Any, Any], counts: bool) -> dict[str, Any]:
    coded = {key: str(row[column]) for key, column in CASUALTY_COLUMNS.items()}
    people = {
        part: None if pd.isna(row[f"count_{part}"]) else int(row[f"count_{part}"])
        for part in ("low", "best", "high")
    }
    return coded | people | {"counts": counts, "victimLabel": VictimCategory(row["victim_category"]).label}


def _source(row: dict[Any, Any]) -> dict[str, str]:
    published = day(row["published"].date()) if pd.notna(row["published"]) else "date not shown"
    remarks = [published, row["language"]]
    if row["upstream_source"]:
        remarks.append("citing " + ", ".join(row["upstream_source"].split("|")))
    if row["via"]:
        remarks.append(f"via {row['via']}")
    if row["mirror"] == "yes":
        remarks.append("copy of another outlet")
    details = " · ".join(remark for remark in remarks if remark)
    return {"publisher": str(row["publisher"]), "url": str(row["url"]), "details": details}


def _figures(brief: Brief) -> str:
    """The headline as markup, for readers without scripts."""
    shown = []
    for figure in brief.figures:
        number = f"<b>{escape(figure.number)}</b>" if figure.number else ""
        rest = [escape(figure.word), f"<small>{escape(figure.remark)}</small>" if figure.remark else ""]
        shown.append(f'<span class="figure">{" ".join(filter(None, [figure.lead, number, *rest]))}</span>')
    return " ".join(shown)


def _layers(brief: Brief) -> list[str]:
    """The layers that the file's map has."""
    required_sources = [
        name for name in sources_of(brief.dataset) if name != "reference_lines" or brief.view.lines
    ]
    return [*required_sources, "shaded_districts"]


def _style(brief: Brief, palette: Palette) -> dict[str, Any]:
    style = map_style(brief.dataset, palette, brief.map_names, brief.view.lines)
    return style if brief.view.graticule else without_graticule(style)


def _without_data(style: dict[str, Any]) -> dict[str, Any]:
    """The style with its sources empty: html/map.js fills them once, past plotly.js."""
    empty = {name: {**source, "data": _NO_FEATURES} for name, source in style["sources"].items()}
    return style | {"sources": empty}


def _in_script(value: object) -> str:
    return _escaped(json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")))


def _escaped(text: str) -> str:
    """JSON that no HTML parser and no script takes for anything else."""
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return text


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def _part(name: str) -> str:
    return _text(_PARTS / name)


@cache
def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8")
