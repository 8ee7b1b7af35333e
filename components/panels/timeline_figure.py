"""The figure of the timeline: sent once without bars, then patched; and each bar for the page's scripts."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go
from dash import Patch

from components.theme import FONT, Palette
from components.time_axis import places_and_width
from data.filters.over_time.timeline import Step
from data.filters.summary import Summary
from data.filters.tally import COUNTED
from data.language import day_text, number_text, short_number_text
from data.wording.bars import bar_in_words

INCIDENTS, KILLED, INJURED = range(3)
"""Traces by position; a patch names them."""

CONFIG: Final[Any] = {
    "displayModeBar": False,
    "showSendToCloud": False,
    "plotlyServerURL": "",
    "doubleClick": False,
    "showTips": False,
}

_LONGEST_NUMBER: Final = 100_000


def timeline_figure() -> go.Figure:
    """Two rows of bars over one axis of dates, without a bar: incidents, and people killed and injured.

    What stands under the bars and beside them is written by the page, in whose width it has to fit.
    """
    figure = go.Figure(
        [
            go.Bar(x=[], y=[], yaxis="y", hoverinfo="none"),
            go.Bar(x=[], y=[], yaxis="y2", hoverinfo="none"),
            go.Bar(x=[], y=[], yaxis="y2", hoverinfo="none"),
        ]
    )
    figure.update_traces(
        marker={"line": {"width": 0}},
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
    )
    count = {
        "fixedrange": True,
        "showgrid": False,
        "zeroline": True,
        "ticks": "",
        "tickangle": 0,
    }
    date = {
        "anchor": "y2",
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "showticklabels": False,
        "ticks": "",
    }
    figure.update_layout(
        barmode="stack",
        dragmode="select",
        selectdirection="h",
        clickmode="event",
        hovermode="x",
        hoverdistance=-1,
        autosize=True,
        showlegend=False,
        margin={"l": 40, "r": 24, "t": 4, "b": 18},
        font={"family": FONT, "size": 11},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        xaxis=date | {"range": [-0.5, 0.5]},
        yaxis=count | {"domain": [0.58, 1], "range": [0, 1], "tickvals": []},
        yaxis2=count | {"domain": [0, 0.5], "range": [0, 1], "tickvals": []},
    )
    return figure


def timeline_patch(rows: pd.DataFrame, palette: Palette) -> Patch:
    """What a filter, a step or a theme changes in the figure; `rows` as `data.filters.over_time.timeline.timeline` gives them."""
    change = Patch()
    room, width = places_and_width(len(rows))
    shapes = ["" if is_known else "/" for is_known in rows["is_known"]]
    for trace, count, colour in (
        (INCIDENTS, "incidents", palette.district_ramp[-1]),
        (KILLED, "killed", palette.killed),
        (INJURED, "injured", palette.injured),
    ):
        bars = change["data"][trace]
        bars["x"], bars["y"] = list(range(len(rows))), rows[count].tolist()
        bars["width"] = width
        bars["marker"]["color"] = colour
        bars["marker"]["pattern"] = {"shape": shapes, "fgcolor": palette.panel, "size": 4, "solidity": 0.4}
        bars["selectedpoints"] = None
    layout = change["layout"]
    layout["selections"] = []
    layout["font"]["color"] = palette.quiet_text
    middle = (len(rows) - 1) / 2
    layout["xaxis"]["range"] = [middle - room / 2, middle + room / 2]
    most = {"yaxis": rows["incidents"].max(), "yaxis2": (rows["killed"] + rows["injured"]).max()}
    for axis, value in most.items():
        highest = int(value) if len(rows) else 0
        layout[axis]["range"] = [0, max(highest, 1) * 1.06]
        layout[axis]["tickvals"] = [highest] if highest else []
        layout[axis]["ticktext"] = [_axis_number(highest)] if highest else []
        layout[axis]["zerolinecolor"] = palette.line
    for outline in ("activeselection", "newselection"):
        layout[outline] = _selection(outline, palette)
    return change


def _axis_number(number: int) -> str:
    """As long as its margin is wide; the words of the bar have it in full."""
    return number_text(number) if number < _LONGEST_NUMBER else short_number_text(number)


def bars(summary: Summary, rows: pd.DataFrame, step: Step) -> list[dict[str, Any]]:
    """Each bar for the script that moves along them and for paper: its first and last day, also as a reader sees
    them, its words and counts, whether it is a time of its own.
    """
    return [
        {
            "first": row["first_day"].isoformat(),
            "last": row["last_day"].isoformat(),
            "first_text": day_text(row["first_day"]),
            "last_text": day_text(row["last_day"]),
            "known": bool(row["is_known"]),
            "words": bar_in_words(summary, row, step),
            **{count: int(row[count]) for count in COUNTED[:3]},
        }
        for row in rows.to_dict("records")
    ]


def _selection(kind: str, palette: Palette) -> dict[str, Any]:
    if kind == "activeselection":
        return {"fillcolor": palette.accent, "opacity": 0.2}
    return {"line": {"color": palette.accent, "width": 1, "dash": "solid"}}
