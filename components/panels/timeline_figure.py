"""The figure of the timeline: sent once without bars, then patched; and each bar in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from dash import Patch

from components.theme import FONT, Palette
from data.filters.summary import best_in
from data.filters.timeline import Step
from data.language import _, day_text, month_text, number_text
from data.tables.dataset import Dataset
from data.tables.vocabulary import Outcome
from data.wording.phrases import incidents_counted, outcome_counted

INCIDENTS, KILLED, INJURED = range(3)
"""Traces by position; a patch names them."""

CONFIG: Final[Any] = {
    "displayModeBar": False,
    "showSendToCloud": False,
    "plotlyServerURL": "",
    "doubleClick": False,
    "showTips": False,
}

FEWEST_PLACES: Final = 12
"""The axis has room for at least so many bars: a single one is not as wide as the page."""
MOST_TICKS: Final = 8
"""Dates under the bars; more would touch on a phone."""
MOST_MONTH_TICKS: Final = 4
"""The same where a date is a month with its year."""
_SHORT_MONTHS: Final = 30
"""Up to this many bars by month, the dates under them are months; above, years."""


def timeline_figure() -> go.Figure:
    """Two rows of bars over one axis of dates, without a bar: incidents, and people killed and injured."""
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
        "side": "right",
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
        "tickangle": 0,
        "ticks": "outside",
    }
    figure.update_layout(
        barmode="stack",
        bargap=0.15,
        dragmode="select",
        selectdirection="h",
        clickmode="event",
        hovermode="x",
        hoverdistance=-1,
        autosize=True,
        showlegend=False,
        margin={"l": 0, "r": 34, "t": 4, "b": 18},
        font={"family": FONT, "size": 11},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        xaxis=date | {"ticklen": 3, "range": [-0.5, 0.5], "tickvals": []},
        yaxis=count | {"domain": [0.58, 1], "range": [0, 1], "tickvals": []},
        yaxis2=count | {"domain": [0, 0.5], "range": [0, 1], "tickvals": []},
    )
    return figure


def timeline_patch(rows: pd.DataFrame, step: Step, palette: Palette) -> Patch:
    """What a filter, a step or a theme changes in the figure; `rows` as `data.filters.timeline.timeline` gives them."""
    change = Patch()
    places = list(range(len(rows)))
    shapes = ["" if is_known else "/" for is_known in rows["is_month_known"]]
    for trace, count, colour in (
        (INCIDENTS, "incidents", palette.district_ramp[-1]),
        (KILLED, "killed", palette.killed),
        (INJURED, "injured", palette.injured),
    ):
        bars = change["data"][trace]
        bars["x"], bars["y"] = places, rows[count].tolist()
        bars["marker"]["color"] = colour
        bars["marker"]["pattern"] = {"shape": shapes, "fgcolor": palette.panel, "size": 4, "solidity": 0.4}
        bars["selectedpoints"] = None
    layout = change["layout"]
    layout["selections"] = []
    layout["font"]["color"] = palette.quiet_text
    layout["xaxis"]["range"] = [-0.5, max(len(rows), FEWEST_PLACES) - 0.5]
    layout["xaxis"]["tickvals"], layout["xaxis"]["ticktext"] = date_ticks(rows, step)
    layout["xaxis"]["tickcolor"] = palette.line
    most = {"yaxis": rows["incidents"].max(), "yaxis2": (rows["killed"] + rows["injured"]).max()}
    for axis, value in most.items():
        highest = int(value) if len(rows) else 0
        layout[axis]["range"] = [0, max(highest, 1) * 1.06]
        layout[axis]["tickvals"] = [highest] if highest else []
        layout[axis]["ticktext"] = [number_text(highest)] if highest else []
        layout[axis]["zerolinecolor"] = palette.line
    for outline in ("activeselection", "newselection"):
        layout[outline] = _selection(outline, palette)
    return change


def date_ticks(rows: pd.DataFrame, step: Step) -> tuple[list[int], list[str]]:
    """Positions of the bars that have their date under them, and the dates: years, or months of a short span."""
    is_known = rows["is_month_known"].to_numpy(dtype=bool)
    days = rows["first_day"].tolist()
    if step == "month" and len(rows) <= _SHORT_MONTHS:
        places = [place for place in range(len(rows)) if is_known[place]]
        spacing = -(-len(places) // MOST_MONTH_TICKS) or 1
        chosen = places[::spacing]
        return chosen, [month_text(days[place]) for place in chosen]
    first_of_year = {days[place].year: place for place in reversed(np.flatnonzero(is_known).tolist())}
    years = sorted(first_of_year)
    spacing = next((gap for gap in (1, 2, 5, 10, 20, 50, 100) if len(years) <= gap * MOST_TICKS), 200)
    named = [year for year in years if year % spacing == 0] or years[:1]
    return [first_of_year[year] for year in named], [str(year) for year in named]


def bars(dataset: Dataset, rows: pd.DataFrame, step: Step) -> list[dict[str, Any]]:
    """Each bar for the script that moves along them: its first and last day, also as a reader sees them, its
    words, whether it is a time of its own."""
    return [
        {
            "first": row["first_day"].isoformat(),
            "last": row["last_day"].isoformat(),
            "first_text": day_text(row["first_day"]),
            "last_text": day_text(row["last_day"]),
            "known": bool(row["is_month_known"]),
            "words": bar_in_words(dataset, row, step),
        }
        for row in rows.to_dict("records")
    ]


def bar_in_words(dataset: Dataset, row: Mapping[Any, Any], step: Step) -> str:
    """ "2021: 36 incidents, 18 killed, at least 44 injured"."""
    killed, injured = best_in(dataset, row)
    return _("{when}: {incidents}, {killed}, {injured}").format(
        when=bar_name(row, step),
        incidents=incidents_counted(int(row["incidents"])),
        killed=outcome_counted(Outcome.KILLED, killed),
        injured=outcome_counted(Outcome.INJURED, injured),
    )


def bar_name(row: Mapping[Any, Any], step: Step) -> str:
    """ "2021", "Nov 2021" or "2021, month not known"."""
    first = row["first_day"]
    if step == "year":
        return str(first.year)
    if not row["is_month_known"]:
        return _("{year}, month not known").format(year=first.year)
    return month_text(first)


def _selection(kind: str, palette: Palette) -> dict[str, Any]:
    if kind == "activeselection":
        return {"fillcolor": palette.accent, "opacity": 0.2}
    return {"line": {"color": palette.accent, "width": 1, "dash": "solid"}}
