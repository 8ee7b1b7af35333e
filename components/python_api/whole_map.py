"""The map of incidents as a figure that is complete in itself: its style and layers stand in it."""

from __future__ import annotations

import json
from textwrap import wrap
from typing import Any, Final

import plotly.graph_objects as go

from components.map.detail import details_of
from components.map.figure import CHOSEN_DISTRICT, SHADING, drawn_figure
from components.map.ground.layers import layer_geojson, sources_of
from components.map.ground.style import GroundLayers
from components.map.legend_words import outcomes_in_words
from components.map.style import style_over
from components.theme import FONT, PALETTES, Palette, Scheme
from data.filters.summary import Summary
from data.mercator import fitting_zoom
from data.recorded_areas.drawing import kinds_drawn
from data.tables.dataset import Dataset
from data.wording.phrases import DISCLAIMER, SAFETY_LINE

LETTER_PX: Final = 6.2
"""A letter of the notes is no wider on average."""
TOP_PX, BOTTOM_PX = 58, 90
"""Above the map its title and headline, below it the safety line, the disclaimer and the attribution."""


def whole_map(summary: Summary, headline: str, size_px: tuple[int, int], scheme: Scheme) -> go.Figure:
    """The map as the page shows it, with headline, safety line and attribution around it."""
    dataset = summary.dataset
    figure = drawn_figure(details_of([summary], {"room": list(size_px)})[0], scheme)
    for trace in figure["data"]:
        if not trace["textfont"]:
            del trace["textfont"]
        if not trace["marker"]["line"]:
            del trace["marker"]["line"]
    shaded = json.loads(layer_geojson(dataset, "shaded_districts"))
    for trace in (SHADING, CHOSEN_DISTRICT):
        figure["data"][trace]["geojson"] = shaded
    data = {name: json.loads(layer_geojson(dataset, name)) for name in sources_of(dataset)}
    kinds = kinds_drawn(dataset)
    figure["layout"]["map"]["style"] = style_over(data, GroundLayers(), PALETTES[scheme], "en", False, kinds)
    drawn = f"{headline} · {summary.drawn:,} on the map, {summary.not_drawn:,} not mapped"
    notes = [
        _key(dataset, PALETTES[scheme]),
        SAFETY_LINE,
        DISCLAIMER,
        f"{dataset.attribution} · as of {dataset.as_of} · {dataset.licence}",
    ]
    return framed(go.Figure(figure), dataset.title, drawn, notes, summary.bounds, size_px, scheme)


def _key(dataset: Dataset, palette: Palette) -> str:
    """What colours, rings and shades mean, in the words of the page's legend."""
    colours = {"killed": palette.killed, "injured": palette.injured, "": palette.no_casualties}
    words = outcomes_in_words(dataset).items()
    worst = ", ".join(f'<span style="color:{colours[kind]}">●</span> {meaning}' for kind, meaning in words)
    return f"Whole incident: {worst}. A ring: near the place. Shaded: incidents in the district."


def _lines(notes: list[str], width_px: int) -> list[str]:
    """The notes in lines that fit below a map of this width; one with markup stays whole."""
    letters = max(int(width_px / LETTER_PX), 20)
    return [line for note in notes for line in ([note] if "<" in note else wrap(note, letters))]


def framed(
    figure: go.Figure,
    title: str,
    headline: str,
    notes: list[str],
    bounds: tuple[float, float, float, float] | None,
    size_px: tuple[int, int],
    scheme: Scheme,
) -> go.Figure:
    """The figure of a size, fitted to what it shows, with words above and below its map."""
    west, south, east, north = bounds or (-180.0, -60.0, 180.0, 75.0)
    width, height = size_px[0], size_px[1] - TOP_PX - BOTTOM_PX
    palette = PALETTES[scheme]
    below: dict[str, Any] = {"xref": "paper", "yref": "paper", "x": 0, "y": 0, "showarrow": False}
    below |= {"xanchor": "left", "yanchor": "top", "align": "left", "font": {"size": 11}}
    figure.update_layout(
        map={
            "center": {"lon": (west + east) / 2, "lat": (south + north) / 2},
            "zoom": fitting_zoom((west, south, east, north), width, max(height, 100)),
        },
        width=size_px[0],
        height=size_px[1],
        autosize=False,
        margin={"l": 8, "r": 8, "t": TOP_PX, "b": BOTTOM_PX},
        title={"text": f"{title}<br><sub>{headline}</sub>", "font": {"size": 16}, "x": 0.01, "y": 0.97},
        annotations=[{**below, "text": "<br>".join(_lines(notes, width))}],
        font={"family": FONT, "color": palette.text},
        paper_bgcolor=palette.paper,
        showlegend=False,
    )
    return figure
