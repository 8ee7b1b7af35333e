"""The tables that parts add up to, as JSON for other programs: null is a figure that the data do not tell."""

from __future__ import annotations

import pandas as pd

from data.exports.row_texts import json_objects, json_values, text_joined
from data.exports.rows import known_figures
from data.filters.summary import Summary
from data.text.text_arrays import text_array

FIGURES = ("incidents", "casualties", "killed", "injured", "at_least")
_EXTENT = ("longitude", "latitude", "west", "south", "east", "north")


def districts_json(districts: pd.DataFrame, summary: Summary) -> str:
    """The ranking, as `Summary.districts`; the code "" is of what counts in no district."""
    codes = districts.index.astype("str")
    dataset = summary.dataset
    names = [dataset.district_names.get(code) or dataset.district_label(code, code) for code in codes]
    return _json(known_figures(summary, districts).assign(code=codes, name=names)[["code", "name", *FIGURES]])


def timeline_json(timeline: pd.DataFrame, summary: Summary) -> str:
    """The rows of `data.filters.timeline.timeline`; `is_known` is false where an incident's own time is longer than it."""
    casualties = timeline["killed"] + timeline["injured"]
    figures = known_figures(summary, timeline.assign(casualties=casualties))
    days = {name: timeline[name].astype("str") for name in ("first_day", "last_day")}
    made = figures.assign(**days, is_known=timeline["is_known"])
    return _json(made[["first_day", "last_day", "is_known", *FIGURES]])


def cells_json(cells: pd.DataFrame, summary: Summary) -> str:
    """The circles of a tile, in degrees: each at the mean of its incidents, with how far they reach."""
    more = {name: cells[name] for name in ("worst", "is_near", *_EXTENT)}
    made = known_figures(summary, cells).assign(**more)
    return _json(made[[*_EXTENT, *FIGURES, "worst", "is_near"]])


def _json(table: pd.DataFrame) -> str:
    if table.empty:
        return "[]"
    objects = json_objects({str(name): json_values(table[name]) for name in table.columns})
    return f"[{text_joined(text_array(pd.Series(objects.to_pandas(), dtype='str')), ', ').decode()}]"
