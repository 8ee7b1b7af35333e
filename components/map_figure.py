"""The figure of the map: sent once, then patched; its traces, and the words of its hovers."""

from __future__ import annotations

import base64
import json
import math
from html import escape
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd
import plotly.graph_objects as go
from dash import Patch

from components.map_legend import classes, diameters, highest, shade_of
from components.map_style import BELOW_DOTS, shaded_districts, style_address
from components.theme import FONT, PALETTES, Palette, Scheme, outcome_colour
from components.visit import with_own
from data.dataset import Dataset
from data.language import _, current, number_text
from data.mercator import world_x, world_y
from data.summary import Summary
from data.wording import casualties_in_words, incident_sentence, incidents_counted, place_of

SHADING, CHOSEN_DISTRICT, CHOSEN_POINT, RING, CASING, DOTS, ON_KILLED, ON_OTHERS = range(8)
"""Traces by position; their number and order never change, so that a patch can name them."""

CONFIG: Final[Any] = {
    "displayModeBar": False,
    "scrollZoom": True,
    "showSendToCloud": False,
    "plotlyServerURL": "",
    "responsive": False,
}

TILE_PX: Final = 512
USUAL_PX: Final = (760.0, 420.0)
"""Width and height of the map on a usual screen, without a margin around the data."""
CLOSEST_FIT: Final = 10.0
"""A fitted map is no closer: assets/incident_map.js, CLOSEST_FIT."""

RING_PX: Final = 6.5
"""A ring is this much wider than its circle, at any zoom: it means "near", not kilometres."""


def map_figure(summary: Summary, scheme: Scheme) -> go.Figure:
    """The whole figure, sent once; afterwards it is only patched."""
    palette = PALETTES[scheme]
    shaded = shaded_districts(summary.dataset)
    here: dict[str, Any] = {
        "geojson": with_own(f"/map/shaded_districts.geojson?data={summary.dataset.short_hash}")
    }
    here |= {"featureidkey": "properties.adm1_iso", "showscale": False, "hoverinfo": "skip"}
    codes = sorted(shaded["adm1_iso"].astype(str))
    line = {"color": palette.text, "width": 2.5}
    clear = [[0.0, "rgba(0,0,0,0)"], [1.0, "rgba(0,0,0,0)"]]
    traces = [
        go.Choroplethmap(
            **here | {"hoverinfo": None},
            locations=codes,
            z=[None] * len(codes),
            below=BELOW_DOTS,
            marker={"line": {"width": 0}},
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
        _circles(hoverinfo="skip"),
        _circles(hoverinfo="skip"),
        _circles(hoverinfo="skip", marker={"color": palette.map_halo}),
        _circles(),
        _numbers(palette.on_killed),
        _numbers(palette.on_injured),
    ]
    figure = go.Figure(traces)
    bounds = summary.bounds or (-180.0, -60.0, 180.0, 75.0)
    figure.update_layout(
        map={
            "style": style_address(summary.dataset, scheme, current(), shows_lines=False),
            "center": {"lon": (bounds[0] + bounds[2]) / 2, "lat": (bounds[1] + bounds[3]) / 2},
            "zoom": first_zoom(bounds),
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


def first_zoom(bounds: tuple[float, float, float, float]) -> float:
    """About the zoom at which a map fits its data, so that what it loads before it has its size is of use then.

    `bounds` are west, south, east and north, in degrees.
    """
    west, south, east, north = bounds
    wide, high = world_x(east) - world_x(west), world_y(south) - world_y(north)
    zoom = math.log2(min(across / TILE_PX / max(part, 1e-9) for across, part in zip(USUAL_PX, (wide, high), strict=True)))
    return min(max(zoom, 0.0), CLOSEST_FIT)


def patch(
    summary: Summary, measure: str, palette: Palette, most: int | None = None, opens_lists: bool = True
) -> Patch:
    """What a filter, a measure or a theme changes in the figure.

    `most` is the figure that the shades reach up to where that is not the filter's own highest;
    `opens_lists` says whether a click on a circle lists its incidents.
    """
    change = Patch()
    _write_marks(change, summary, measure, palette, most, opens_lists)
    return change


def drawn_figure(summary: Summary, scheme: Scheme) -> dict[str, Any]:
    """The figure as it is sent with the page: with its marks, so that the first drawing shows them."""
    figure: dict[str, Any] = json.loads(map_figure(summary, scheme).to_json())
    for trace in figure["data"]:
        trace.setdefault("marker", {}).setdefault("line", {})
        trace.setdefault("textfont", {})
    _write_marks(figure, summary, "incidents", PALETTES[scheme])
    return figure


def said_by_scripts(name: str = "") -> dict[str, Any]:
    """What assets/incident_map.js says, in the page's language: properties of the sheet around a map.

    `name` tells this map from another one on the page.
    """
    label = _("Map; arrow keys move it, plus and minus zoom")
    return {
        "data-map-label": f"{name}: {label}" if name else label,
        "data-kilometres": _("{number} km"),
        "data-metres": _("{number} m"),
    }


def _write_marks(
    change: Any,
    summary: Summary,
    measure: str,
    palette: Palette,
    most: int | None = None,
    opens_lists: bool = True,
) -> None:
    """Write the marks of a summary into a figure, or into a patch for one: both are indexed alike."""
    most = highest(summary, measure) if most is None else most
    _patch_shading(change["data"][SHADING], summary, measure, palette, most)
    # Small circles over large ones: Plotly also picks the smaller of two that lie under the pointer.
    points = summary.dots.sort_values("casualties", ascending=False, kind="stable")
    sizes = diameters(points["casualties"])
    colours = [outcome_colour(palette, worst) for worst in points["worst"]]
    is_near = points["is_near"].to_numpy(dtype=bool)

    _place(change["data"][RING], points[is_near], sizes[is_near] + RING_PX)
    change["data"][RING]["marker"]["color"] = [
        colour for colour, near in zip(colours, is_near, strict=True) if near
    ]
    _place(change["data"][CASING], points, sizes + np.where(is_near, RING_PX - 2.5, 2.5))
    change["data"][CASING]["marker"]["color"] = palette.map_halo
    _place(change["data"][DOTS], points, sizes)
    change["data"][DOTS]["marker"]["color"] = colours
    change["data"][DOTS]["customdata"] = [_selectable(summary, rows) for rows in points["rows"]]
    change["data"][DOTS]["hovertext"] = [dot_text(summary, rows, opens_lists) for rows in points["rows"]]

    is_group = points["incidents"] > 1
    is_killed = points["worst"] == "killed"
    for trace, group, colour in (
        (ON_KILLED, is_group & is_killed, palette.on_killed),
        (ON_OTHERS, is_group & ~is_killed, palette.on_injured),
    ):
        _place(change["data"][trace], points[group])
        change["data"][trace]["text"] = [number_text(number) for number in points.loc[group, "incidents"]]
        change["data"][trace]["textfont"]["color"] = colour


def selection_patch(dataset: Dataset, rows: list[int], palette: Palette) -> Patch:
    """A ring around the selected incident's point, or an outline of its district when it has no dot."""
    change = Patch()
    with_dot = [row for row in rows if dataset.has_dot[row]][:1]
    in_district = [row for row in rows if dataset.is_drawn[row] and not dataset.has_dot[row]][:1]
    _place(change["data"][CHOSEN_POINT], dataset.incidents.iloc[with_dot], np.full(len(with_dot), 40.0))
    change["data"][CHOSEN_POINT]["marker"]["color"] = palette.accent
    change["data"][CHOSEN_POINT]["marker"]["opacity"] = 0.6
    chosen = set(dataset.incidents["adm1_iso"].iloc[in_district])
    codes = sorted(shaded_districts(dataset)["adm1_iso"].astype(str))
    change["data"][CHOSEN_DISTRICT]["z"] = [1 if code in chosen else None for code in codes]
    change["data"][CHOSEN_DISTRICT]["marker"]["line"]["color"] = palette.accent
    return change


def dot_text(summary: Summary, rows: list[int], opens_list: bool = True) -> str:
    """The hover of one circle, as text that Plotly shows literally."""
    if len(rows) == 1:
        return _wrapped(_sentence(summary, rows[0]))
    people = summary.per_incident.iloc[rows].sum()
    unknown = int(people["killed_unknown"] + people["injured_unknown"])
    hurt = casualties_in_words(int(people["killed_best"]), int(people["injured_best"]), unknown)
    place = place_of(summary.dataset.incidents.iloc[rows[0]])
    lines = [escape(place), f"<b>{escape(incidents_counted(len(rows)))}</b>: {escape(hurt)}"]
    return "<br>".join([*lines, escape(_("Click for the list."))] if opens_list else lines)


def district_text(name: str, counts: pd.Series) -> str:
    """The hover of one shaded district."""
    hurt = casualties_in_words(int(counts["killed"]), int(counts["injured"]))
    return f"<b>{escape(name)}</b><br>{escape(incidents_counted(int(counts['incidents'])))}: {escape(hurt)}"


def _patch_shading(trace: Any, summary: Summary, measure: str, palette: Palette, most: int) -> None:
    codes = sorted(shaded_districts(summary.dataset)["adm1_iso"].astype(str))
    counts = summary.districts.reindex(codes).fillna(0)
    ranges = classes(most)
    values = counts[measure].to_numpy()
    steps = np.searchsorted(np.array([high for _, high in ranges], dtype=values.dtype), values)
    trace["z"] = [int(step) if value > 0 else None for step, value in zip(steps, values, strict=True)]
    trace["zmin"], trace["zmax"] = -0.5, len(ranges) - 0.5
    trace["colorscale"] = _stepped(
        [palette.district_ramp[shade_of(index, len(ranges))] for index in range(len(ranges))]
    )
    names = summary.dataset.district_names
    trace["hovertext"] = [district_text(names[str(code)], row) for code, row in counts.iterrows()]
    trace["hovertemplate"] = "%{hovertext}<extra></extra>"


def _stepped(colours: list[str]) -> list[list[Any]]:
    """A colour scale of equal steps; one transparent colour when there are none."""
    if not colours:
        return [[0, "rgba(0,0,0,0)"], [1, "rgba(0,0,0,0)"]]
    edges = np.linspace(0, 1, len(colours) + 1)
    return [[float(edge), colour] for i, colour in enumerate(colours) for edge in edges[i : i + 2]]


def _circles(**settings: Any) -> go.Scattermap:
    marker = {"size": [0], "opacity": 1.0, "allowoverlap": True} | settings.pop("marker", {})
    if "hoverinfo" not in settings:
        settings["hovertemplate"] = "%{hovertext}<extra></extra>"
    return go.Scattermap(lon=[None], lat=[None], mode="markers", marker=marker, below="", **settings)


def _numbers(colour: str) -> go.Scattermap:
    font = {"family": FONT, "size": 11, "color": colour, "weight": "bold"}
    return go.Scattermap(
        lon=[None], lat=[None], text=[""], mode="text", textfont=font, below="", hoverinfo="skip"
    )


def _place(trace: Any, points: pd.DataFrame, sizes: npt.NDArray[np.float64] | None = None) -> None:
    # Never without a point: Plotly takes an empty trace for hidden, and puts it on top when it returns.
    nowhere = np.full(1, np.nan)
    longitudes, latitudes = (points[name].to_numpy(dtype="f8") for name in ("longitude", "latitude"))
    trace["lon"] = _typed(longitudes if len(points) else nowhere)
    trace["lat"] = _typed(latitudes if len(points) else nowhere)
    if sizes is not None:
        trace["marker"]["size"] = _typed((sizes if len(points) else np.zeros(1)).astype("f4"))


def _typed(values: npt.NDArray[Any]) -> dict[str, str]:
    """Numbers as plotly.js' typed arrays, which `Patch` does not make by itself."""
    return {"dtype": values.dtype.str[1:], "bdata": base64.b64encode(values.tobytes()).decode()}


def _selectable(summary: Summary, rows: list[int]) -> list[str]:
    return summary.dataset.incidents["incident_id"].iloc[rows].tolist()


def _sentence(summary: Summary, row: int) -> str:
    people = summary.per_incident.iloc[row]
    unknown = int(people["killed_unknown"] + people["injured_unknown"])
    incident = summary.dataset.incidents.iloc[row]
    return incident_sentence(incident, int(people["killed_best"]), int(people["injured_best"]), unknown)


def _wrapped(text: str, width: int = 46) -> str:
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return "<br>".join(escape(line) for line in lines)
