"""The map of any table with geometries, on the atlas's own ground: one line in a notebook."""

from __future__ import annotations

import json
from html import escape
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import plotly.graph_objects as go
import shapely

from components.map.ground.layers import ground_within, region_around
from components.map.ground.style import GroundLayers
from components.map.style import BELOW_DOTS, style_over
from components.python_api.whole_map import framed
from components.theme import PALETTES, Palette, Scheme
from data.errors import AtlasError
from data.extent import Box
from data.tables.layers.districts import NAME_LANGUAGES, layer
from data.wording.phrases import DISCLAIMER

_NOTHING: Final[dict[str, Any]] = {"type": "FeatureCollection", "features": []}
_MOST_COLUMNS: Final = 8
"""Of a row that a hover shows."""
_CIRCLE_PX: Final = 11
_NOWHERE: Final[list[Any]] = [None]
"""The coordinates of a trace without points, which Plotly would hide."""


def map_of(
    frame: gpd.GeoDataFrame, title: str = "", *, width: int = 900, height: int = 600, scheme: Scheme = "light"
) -> go.Figure:
    """A Plotly figure of every geometry of a table, whatever its CRS; it asks no other machine for anything.

    Points are circles, areas are shaded, lines are lines, and a hover shows the first columns of a row. A row without
    a geometry is not drawn and counted above the map. Raises AtlasError for a table without a CRS.
    """
    if frame.crs is None:
        raise AtlasError("The table has no coordinate system; set it, for example frame.set_crs(4326).")
    shown = frame.to_crs(4326)
    missing = shown.geometry.isna() | shown.geometry.is_empty
    parts = shown[~missing].explode(index_parts=False)
    bounds = None if parts.empty else _bounds(parts)
    if bounds is not None and not np.isfinite(bounds).all():
        raise AtlasError(
            "Some geometries have no place on the globe; check the coordinate system of the table."
        )
    palette = PALETTES[scheme]
    kinds = parts.geom_type.str.replace("LinearRing", "LineString")
    texts = _texts(parts)
    figure = go.Figure(
        [
            _areas(parts[kinds == "Polygon"], texts[kinds == "Polygon"], palette),
            _lines(parts[kinds == "LineString"], texts[kinds == "LineString"], palette),
            _points(parts[kinds == "Point"], texts[kinds == "Point"], palette),
        ]
    )
    figure.update_layout(map={"style": _style(bounds, palette)})
    headline = f"{len(frame):,} rows" + (
        f", {int(missing.sum()):,} without a geometry" if missing.any() else ""
    )
    notes = ["Only what the table holds is drawn.", str(DISCLAIMER)]
    return framed(figure, escape(title), headline, notes, bounds, (width, height), scheme)


def _bounds(parts: gpd.GeoDataFrame) -> Box:
    """West, south, east and north in degrees."""
    west, south, east, north = map(float, parts.total_bounds)
    return west, south, east, north


def _style(bounds: Box | None, palette: Palette) -> dict[str, Any]:
    around = region_around(bounds)
    ground = ground_within(around, layer("districts"))
    names = [f"name_{language}" for language in NAME_LANGUAGES]
    found = []
    countries = layer("countries")
    labels = gpd.points_from_xy(countries["label_longitude"], countries["label_latitude"], crs=countries.crs)
    labelled = gpd.GeoDataFrame(countries.drop(columns="geometry"), geometry=labels)
    for kind, frame in (("country", labelled), ("town", layer("towns"))):
        columns_of_map = [
            name for name in [*names, "population", "min_zoom", "geometry"] if name in frame.columns
        ]
        found.append(frame[frame.intersects(around)][columns_of_map].assign(kind=kind))
    named = gpd.GeoDataFrame(pd.concat(found, ignore_index=True), crs="EPSG:4326")
    data = {"ground": _geojson(ground), "names": _geojson(named), "reference_lines": _NOTHING}
    return style_over(data, GroundLayers(), palette, "en", False)


def _geojson(frame: gpd.GeoDataFrame) -> dict[str, Any]:
    written: dict[str, Any] = json.loads(frame.to_json(drop_id=True))
    return written


def _areas(parts: gpd.GeoDataFrame, texts: pd.Series, palette: Palette) -> go.Choroplethmap:
    ids = list(map(str, range(len(parts))))
    features = [
        {"type": "Feature", "id": number, "properties": {}, "geometry": shapely.geometry.mapping(shape)}
        for number, shape in zip(ids, parts.geometry, strict=True)
    ]
    return go.Choroplethmap(
        geojson={"type": "FeatureCollection", "features": features},
        locations=ids,
        z=[1] * len(ids),
        colorscale=[[0, palette.accent], [1, palette.accent]],
        marker={"opacity": 0.35, "line": {"color": palette.accent, "width": 1.5}},
        showscale=False,
        below=BELOW_DOTS,
        hovertext=texts.tolist(),
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _lines(parts: gpd.GeoDataFrame, texts: pd.Series, palette: Palette) -> go.Scattermap:
    longitudes: list[float | None] = []
    latitudes: list[float | None] = []
    hovers: list[str] = []
    for shape, text in zip(parts.geometry, texts, strict=True):
        points = shapely.get_coordinates(shape)
        longitudes += [*points[:, 0].tolist(), None]
        latitudes += [*points[:, 1].tolist(), None]
        hovers += [text] * (len(points) + 1)
    return go.Scattermap(
        lon=longitudes or [None],
        lat=latitudes or [None],
        mode="lines",
        line={"color": palette.accent, "width": 2},
        hovertext=hovers,
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _points(parts: gpd.GeoDataFrame, texts: pd.Series, palette: Palette) -> go.Scattermap:
    return go.Scattermap(
        lon=[*parts.geometry.x.tolist()] or _NOWHERE,
        lat=[*parts.geometry.y.tolist()] or _NOWHERE,
        mode="markers",
        marker={"size": _CIRCLE_PX, "color": palette.accent, "opacity": 0.85},
        hovertext=texts.tolist() or [""],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _texts(parts: gpd.GeoDataFrame) -> pd.Series:
    columns = [name for name in parts.columns if name != parts.geometry.name][:_MOST_COLUMNS]
    lines = [
        "<br>".join(
            f"<b>{escape(str(name))}</b> {escape(str(value)[:80])}"
            for name, value in zip(columns, row, strict=True)
            if not (pd.api.types.is_scalar(value) and pd.isna(value))
        )
        for row in parts[columns].itertuples(index=False, name=None)
    ]
    return pd.Series(lines, index=parts.index, dtype="str")
