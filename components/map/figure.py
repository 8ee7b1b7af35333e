"""The figure of the map: its traces, sent once and then patched."""

from __future__ import annotations

import json
import math
from typing import Any, Final

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from dash import Patch

from components.map.detail import USUAL_PX, Detail
from components.map.ground.layers import shaded_districts
from components.map.hovers import cell_texts, district_text, dot_texts
from components.map.legend import RING_PX
from components.map.style import BELOW_DOTS, OVER_ALL, shading_address, style_address
from components.theme import FONT, PALETTES, Palette, Scheme, outcome_colour, paper_colours
from data.filters.on_map.shade_classes import shade_classes
from data.filters.summary import Summary
from data.language import _, current, number_text, pgettext, short_number_text
from data.mercator import fitting_zoom
from data.tables.dataset import Dataset

SHADING, CHOSEN_DISTRICT, CHOSEN_POINT, RING, CASING, DOTS, ON_KILLED, ON_OTHERS = range(8)
"""Traces by position; their number and order never change, so that a patch can name them."""

_FROM_BELOW: Final = (SHADING, CHOSEN_DISTRICT, RING, CASING, DOTS, ON_KILLED, ON_OTHERS, CHOSEN_POINT)
"""Each lies under a layer of its own: traces that share one are taken out of the map and put back at every change."""

CONFIG: Final[Any] = {
    "displayModeBar": False,
    "scrollZoom": True,
    "showSendToCloud": False,
    "plotlyServerURL": "",
    "responsive": False,
}

_EXACT: Final = 7
"""Decimals that tell a centimetre in degrees."""
_DIGIT_PX: Final = 6.5
"""Width of a digit of the numbers on circles."""


def map_figure(summary: Summary, scheme: Scheme, ground: str = "") -> go.Figure:
    """The whole figure, sent once; afterwards it is only patched."""
    palette = PALETTES[scheme]
    shaded = shaded_districts(summary.dataset)
    here: dict[str, Any] = {"geojson": shading_address(summary.dataset)}
    here |= {"featureidkey": "properties.adm1_iso", "showscale": False, "hoverinfo": "skip"}
    codes = sorted(shaded["adm1_iso"].astype(str))
    line = {"color": palette.text, "width": 2.5}
    clear = [[0.0, "rgba(0,0,0,0)"], [1.0, "rgba(0,0,0,0)"]]
    traces = [
        go.Choroplethmap(
            **here | {"hoverinfo": None},
            locations=codes,
            z=[None] * len(codes),
            marker={"line": {"width": 2, "color": palette.district_ramp[-1]}},
        ),
        go.Choroplethmap(
            **here,
            locations=codes,
            z=[None] * len(codes),
            zmin=0,
            zmax=1,
            colorscale=clear,
            marker={"line": line},
        ),
        _circles(hoverinfo="skip", mode="markers+text", text=[""], textfont=_number_font(palette.on_killed)),
        _circles(hoverinfo="skip"),
        _circles(hoverinfo="skip"),
        _circles(),
        _numbers(palette.on_killed),
        _numbers(palette.on_injured),
    ]
    for number, name in zip(_FROM_BELOW, (BELOW_DOTS, *OVER_ALL), strict=True):
        traces[number].below = name
    figure = go.Figure(traces)
    bounds = summary.seen_bounds or (-180.0, -60.0, 180.0, 75.0)
    figure.update_layout(
        map={
            "style": style_address(summary.dataset, scheme, current(), shows_lines=False, ground=ground),
            "center": {"lon": (bounds[0] + bounds[2]) / 2, "lat": (bounds[1] + bounds[3]) / 2},
            # What is loaded at about the right zoom is of use when the map has its own size.
            "zoom": fitting_zoom(bounds, *USUAL_PX),
            "fitbounds": False,
        },
        autosize=True,
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        uirevision="constant",
        showlegend=False,
        font={"family": FONT, "size": 12},
        hoverlabel={"font": {"family": FONT, "size": 13}, "align": "left"},
        paper_bgcolor="rgba(0,0,0,0)",
    )
    return figure


def patch(detail: Detail, measure: str, palette: Palette, opens_lists: bool = True) -> Patch:
    """What a filter, a measure or a theme changes in the figure.

    `opens_lists` says whether a click on a circle lists its incidents.
    """
    change = circles_patch(detail, palette, opens_lists)
    _patch_shading(change["data"][SHADING], detail.summary, measure, palette)
    return change


def circles_patch(detail: Detail, palette: Palette, opens_lists: bool = True) -> Patch:
    """What another view of the same marks changes in the figure."""
    change = Patch()
    _write_circles(change, detail, palette, opens_lists)
    return change


def drawn_figure(detail: Detail, scheme: Scheme, ground: str = "") -> dict[str, Any]:
    """The figure as it is sent with the page: with its marks, so that the first drawing shows them."""
    summary, palette = detail.summary, PALETTES[scheme]
    figure: dict[str, Any] = json.loads(map_figure(summary, scheme, ground).to_json())
    for trace in figure["data"]:
        trace.setdefault("marker", {}).setdefault("line", {})
        trace.setdefault("textfont", {})
    _patch_shading(figure["data"][SHADING], summary, "incidents", palette)
    _write_circles(figure, detail, palette)
    return figure


def script_texts(name: str = "", ground: str = "", dataset: Dataset | None = None) -> dict[str, Any]:
    """What the scripts in assets/map say, in the page's language: properties of the sheet around a map.

    `name` tells this map from another one on the page; `ground` is the key of the ground map shown first; of a dataset with
    boundaries of several levels, `data-level` is the one that is shown.
    """
    label = _("Map; arrow keys move it, plus and minus zoom")
    levels = None if dataset is None else dataset.levels
    shown = {} if dataset is None or levels is None else {"level": dataset.level, "first-level": levels.shown}
    return {
        **{f"data-{name}": str(level) for name, level in shown.items()},
        "data-map-label": f"{name}: {label}" if name else label,
        "data-kilometres": _("{number} km"),
        "data-metres": _("{number} m"),
        "data-first-ground": ground,
        "data-paper-colours": json.dumps(paper_colours(), separators=(",", ":")),
        "data-map-north": pgettext("arrow of a map", "N"),
        "data-map-drawing": _("The map is being drawn for the new filter…"),
        "data-map-lost": _(
            "The browser has stopped drawing the map; it is drawn again when the browser can."
        ),
        "data-map-unanswered": _("The server did not answer: the map is of the filter before."),
        "data-map-unable": _(
            "This browser cannot draw the live map (it has no WebGL 2). What is drawn here is the view that the page "
            "opened with; headline, list, charts and table follow the filter."
        ),
    }


def _write_circles(change: Any, detail: Detail, palette: Palette, opens_lists: bool = True) -> None:
    """Write circles into a figure, or into a patch for one: both are indexed alike.

    No trace is left without a point: Plotly takes an empty one for hidden, and puts it on top when it returns.
    """
    # Small circles over large ones: Plotly also picks the smaller of two that lie under the pointer.
    table, rows = detail.features.table, detail.features.rows
    order = np.argsort(-table["casualties"].to_numpy(), kind="stable")
    # Column by column: a frame in that order takes as long to make as all of its lists.
    points = {str(name): column.to_numpy()[order] for name, column in table.items()}
    sizes = detail.diameters[order]
    outcomes = points["worst"].tolist()
    colours = [outcome_colour(palette, worst) for worst in outcomes]
    is_near = points["is_near"] & (rows is not None)

    texts = _numbers_on(points["incidents"].tolist(), sizes.tolist(), is_exact=rows is not None)
    has_text = np.array([bool(text) for text in texts], dtype=bool)
    is_killed = np.array([worst == "killed" for worst in outcomes], dtype=bool)
    on_killed, on_others = has_text & is_killed, has_text & ~is_killed
    traces = change["data"]

    everywhere = np.ones(len(order), dtype=bool)
    shown = {RING: is_near, CASING: everywhere, DOTS: everywhere, ON_KILLED: on_killed, ON_OTHERS: on_others}
    decimals = _decimals(detail.features.zoom) if rows is None else _EXACT
    # Equal numbers close to each other, so that an answer is compressed well.
    for axis, name in (("lon", "longitude"), ("lat", "latitude")):
        degrees = points[name].astype("f8").round(decimals)
        for trace, part in shown.items():
            traces[trace][axis] = degrees[part].tolist() or [None]
    across = {RING: sizes + RING_PX, CASING: sizes + np.where(is_near, RING_PX - 2.5, 2.5), DOTS: sizes}
    for trace, sizes_px in across.items():
        traces[trace]["marker"]["size"] = sizes_px[shown[trace]].round(
            _EXACT if rows is not None else 1
        ).tolist() or [0]

    near_colours = [colour for colour, near in zip(colours, is_near, strict=True) if near]
    casings = [palette.map_halo] * len(order)
    for trace, of_each in ((RING, near_colours), (CASING, casings), (DOTS, colours)):
        traces[trace]["marker"]["color"] = of_each
    for trace, part, colour in (
        (ON_KILLED, on_killed, palette.on_killed),
        (ON_OTHERS, on_others, palette.on_injured),
    ):
        traces[trace]["text"] = [text for text, is_here in zip(texts, part, strict=True) if is_here]
        traces[trace]["textfont"]["color"] = colour
    if rows is None:
        # A number opens a cell, a list of identifiers selects incidents.
        traces[DOTS]["customdata"] = points["point"].tolist()
        traces[DOTS]["hovertext"] = cell_texts(detail.summary, table.take(order), opens_lists)
    else:
        ordered = [rows[position] for position in order.tolist()]
        traces[DOTS]["customdata"] = _selectable(detail.features.holding, ordered)
        traces[DOTS]["hovertext"] = dot_texts(detail.features.holding, ordered, opens_lists)


def _patch_shading(trace: Any, summary: Summary, measure: str, palette: Palette) -> None:
    codes = summary.dataset.shaded_districts
    counts = summary.districts.reindex(pd.Index(codes), fill_value=0)
    ranges = shade_classes(summary.dataset, measure)
    values = counts[measure].to_numpy()
    steps = np.searchsorted(np.array([high for _, high in ranges], dtype=values.dtype), values)
    trace["z"] = [int(step) if value > 0 else None for step, value in zip(steps, values, strict=True)]
    trace["zmin"], trace["zmax"] = -0.5, len(ranges) - 0.5
    trace["colorscale"] = _stepped([*palette.district_ramp[: len(ranges)]])
    trace["marker"]["line"] = {"color": palette.shaded_line, "width": 1.5}
    names = summary.dataset.district_names
    # Whole numbers all of them.
    people = zip(codes, counts.to_numpy().tolist(), strict=True)
    columns = counts.columns.tolist()
    trace["hovertext"] = [
        district_text(summary, names[code], dict(zip(columns, row, strict=True))) for code, row in people
    ]
    trace["hovertemplate"] = "%{hovertext}<extra></extra>"
    # For assets/map/callouts.js: those with the most are named first, whatever is shaded.
    trace["customdata"] = counts["incidents"].tolist()


def _stepped(colours: list[str]) -> list[list[Any]]:
    """A colour scale of equal steps; one transparent colour when there are none."""
    if not colours:
        return [[0, "rgba(0,0,0,0)"], [1, "rgba(0,0,0,0)"]]
    edges = np.linspace(0, 1, len(colours) + 1)
    return [[float(edge), colour] for i, colour in enumerate(colours) for edge in edges[i : i + 2]]


def _circles(**settings: Any) -> go.Scattermap:
    # A colour for each point in all of them: the map makes another program for circles of one colour.
    marker = {"size": [0], "color": ["rgba(0,0,0,0)"], "opacity": 1.0, "allowoverlap": True}
    if "hoverinfo" not in settings:
        settings["hovertemplate"] = "%{hovertext}<extra></extra>"
    return go.Scattermap(lon=[None], lat=[None], marker=marker, **{"mode": "markers"} | settings)


def _numbers(colour: str) -> go.Scattermap:
    return go.Scattermap(
        lon=[None], lat=[None], text=[""], mode="text", textfont=_number_font(colour), hoverinfo="skip"
    )


def _number_font(colour: str) -> dict[str, Any]:
    return {"family": FONT, "size": 11, "color": colour, "weight": "bold"}


def _decimals(zoom: int) -> int:
    """Decimals of degrees that tell a quarter of a pixel until the next zoom."""
    return math.ceil(math.log10(4 * 512 * 2 ** (zoom + 1) / 360))


def _numbers_on(numbers: list[int], diameters_px: list[float], is_exact: bool) -> list[str]:
    """The number on each circle; "" for 1. Unless exact, in short or not at all where it does not fit."""
    if is_exact:
        return [number_text(number) if number > 1 else "" for number in numbers]
    return [_number_within(number, size) for number, size in zip(numbers, diameters_px, strict=True)]


def _number_within(number: int, diameter_px: float) -> str:
    """A number as it fits into a circle, in short where it must be; "" for 1 and where neither fits."""
    if number == 1 or diameter_px < 2 * _DIGIT_PX:
        return ""
    fitting = (diameter_px - 6) / _DIGIT_PX
    if len(text := number_text(number)) <= fitting:
        return text
    return text if len(text := short_number_text(number)) <= fitting else ""


def _selectable(summary: Summary, rows: list[list[int]]) -> list[list[str]]:
    together = np.array([row for circle in rows for row in circle], dtype=np.intp)
    keys = iter(summary.dataset.incidents["incident_id"].array.take(together).tolist())
    return [[next(keys) for _row in circle] for circle in rows]
