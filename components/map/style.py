"""The map's own style: land, water, borders and labels, served from the bundled layers.

MapLibre draws labels with the reader's fonts because the style names no glyphs, and asks no other
machine because every source is an address of the atlas itself.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from hashlib import sha256
from typing import Any, Final

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
import shapely.affinity
from dash import Dash
from flask import Response, abort, request

from components.map import ground_tiles
from components.map.graticule import graticule_layers, graticule_lines, without_graticule
from components.map.ground_style import GroundLayers, ShownGround, ground_layers
from components.map.ground_tiles import base_of_tiles
from components.server.kept_files import keep
from components.server.visit import Datasets, own_here, with_level
from components.theme import FONT, PALETTES, Palette, Scheme, contrast
from data.filters.incident_filter import IncidentFilter
from data.filters.summary import summary_of
from data.language import current
from data.mercator import TILE_PX
from data.recorded_areas.drawing import HATCHING, HATCHING_PX, OUTLINE, PENS, drawn_areas, kinds_drawn
from data.recorded_areas.kinds import AreaKind
from data.tables.dataset import Dataset
from data.tables.districts import NAME_LANGUAGES, layer

SOURCES: Final = ("ground", "reference_lines", "names")
"""Few, because the map clips each source's tiles anew in every frame: what is drawn together is one."""
AREAS: Final = "areas"
"""The source of recorded areas, of a dataset that has any."""
NEAR_GROUND: Final = "near_ground"
"""What of the ground lies in the data's region: a page begins with it, and asks for all of it once its map is drawn."""
NAMES_IN: Final = {f"names_{language}": language for language in NAME_LANGUAGES}
"""The names in one language, of which a map shows no more at a time."""
LAYERS: Final = (*SOURCES, AREAS, "shaded_districts", NEAR_GROUND, *NAMES_IN)
DASHES: Final[dict[str, tuple[float, ...]]] = {"line_of_contact_1994": (3.0, 2.0), "oblast_1991": (1.0, 1.5)}
"""How each reference line is dashed, by its id, in multiples of its width; on screen and on paper."""

RIVER_WIDTHS: Final = ((5.0, 0.8), (11.0, 2.4))
"""Zooms, each with the width of rivers in pixels; on screen and on paper."""

BELOW_DOTS: Final = "over-shade"
"""Shaded districts go under this layer of the style, which draws nothing: waters, lines and labels stay readable."""

OVER_ALL: Final = tuple(f"under-{number}" for number in range(1, 8))
"""Layers that draw nothing, over all others, from below: what is drawn over the style stands under one each."""

REGION_MARGIN_DEGREES: Final = 3.0
"""District lines, water and towns are served for the data's region and this much around it."""

_AT_CIRCLE_DEGREES: Final = 0.02
_DISTRICT_ZOOM: Final = 6.5
_NAME_PX: Final = 50.0
"""Width of a district on screen from which its name is tried."""
_MIDDLE_OFFSETS_EM: Final = (0.8, 1.6)
"""How far the name of an area may stand from its middle, where circles lie."""
_FADED_ZOOM: Final = 9
"""From here the ground is seen through the shade of a district: assets/map/shade.js."""
_SMALL_TOWN_ZOOM: Final = 8.0
_LARGE_DISTRICT_ZOOM: Final = 8.5
"""From here on a district has room for its own name beside that of its town."""
"""Towns that come later than this come one zoom earlier than their own: names that do not fit are left out anyway."""


def style_address(
    dataset: Dataset, scheme: Scheme, language: str, shows_lines: bool, ground: str = ""
) -> str:
    """The address of the style for a theme, a name language, the reference lines and a ground map; with a graticule."""
    lines = "1" if shows_lines else "0"
    chosen = f"&ground={ground}" if ground else ""
    return with_level(
        f"/map/style.json?scheme={scheme}&lang={language}&lines={lines}&data={dataset.short_hash}{chosen}"
    )


def layer_address(dataset: Dataset, name: str) -> str:
    """The address of a layer as it is now: a browser that has it need not ask again."""
    return with_level(f"/map/{name}.geojson?made={_tag(dataset, name)}")


def shading_address(dataset: Dataset) -> str:
    """The address of the districts that may be shaded."""
    return layer_address(dataset, "shaded_districts")


def first_addresses(dataset: Dataset, ground: str = "") -> tuple[str, str]:
    """What a map asks for before it can begin, on every page of the language being spoken."""
    style = style_address(dataset, "light", current(), shows_lines=False, ground=ground)
    return style, shading_address(dataset)


def next_addresses(dataset: Dataset) -> tuple[str, ...]:
    """What a map then asks for; none of a visitor's own data, since nothing of them may be kept."""
    return () if own_here() else tuple(_first_layers(dataset, current()).values())


def _first_layers(dataset: Dataset, language: str) -> dict[str, str]:
    """The address of what each source of a map begins with."""
    first = {"ground": NEAR_GROUND, "names": f"names_{language}"}
    return {name: layer_address(dataset, first.get(name, name)) for name in sources_of(dataset)}


def sources_of(dataset: Dataset) -> tuple[str, ...]:
    """The layers that the style has of a dataset."""
    return SOURCES if dataset.areas is None else (*SOURCES, AREAS)


def register(app: Dash, datasets: Datasets, public_url: str = "") -> None:
    """Serve the style, its layers and the tiles of ground maps under /map."""
    ground_tiles.register(app, datasets)

    def style() -> Response:
        scheme, language = request.args.get("scheme", "light"), request.args.get("lang", "en")
        if scheme not in PALETTES or language not in NAME_LANGUAGES:
            abort(404)
        maps, key = datasets.ground_maps, request.args.get("ground", "")
        if key and key not in maps.keys:
            abort(404)
        shows_lines = request.args.get("lines") == "1"
        shown = ShownGround(maps, key, base_of_tiles(public_url))
        style = map_style(datasets.here(), PALETTES[scheme], language, shows_lines, shown)
        if request.args.get("graticule") == "0":
            style = without_graticule(style)
        style["metadata"] = _for_scripts(datasets.here(), style)
        return _answer(json.dumps(style, ensure_ascii=False))

    def geojson(name: str) -> Response:
        if name not in LAYERS:
            abort(404)
        dataset = datasets.here()
        answer = _answer(layer_geojson(dataset, name))
        if request.args.get("made") == _tag(dataset, name):
            keep(answer)
        return answer

    if datasets.own is not None:
        datasets.own.when_ended(_forget_layers)
    app.server.add_url_rule("/map/style.json", "map-style", style)
    app.server.add_url_rule("/map/<name>.geojson", "map-layer", geojson)


def map_style(
    dataset: Dataset, palette: Palette, language: str, shows_lines: bool, shown: ShownGround | None = None
) -> dict[str, Any]:
    """A MapLibre style (version 8) without glyphs and sprite, over the bundled ground or the one that is `shown`."""
    data = _first_layers(dataset, language)
    named = names_in(dataset) if shown and shown.maps else frozenset()
    under = ground_layers(shown or ShownGround(), palette, language, named)
    return style_over(data, under, palette, language, shows_lines, kinds_drawn(dataset))


def _for_scripts(dataset: Dataset, style: dict[str, Any]) -> dict[str, Any]:
    """For assets/map/ground.js: `region`, the west, south, east and north of the ground that a map begins with, null where
    it is in two parts; `ground`, the address of all of it; `names`, that of the names.
    """
    around = region(dataset)
    edges = shapely.bounds(around).tolist() if shapely.get_num_geometries(around) == 1 else None
    names = style["sources"]["names"]["data"]
    return {"region": edges, "ground": layer_address(dataset, "ground"), "names": names}


def style_over(
    data: Mapping[str, Any],
    under: GroundLayers,
    palette: Palette,
    language: str,
    shows_lines: bool,
    kinds: Sequence[AreaKind] = (),
) -> dict[str, Any]:
    """The style of layers by name, each an address or GeoJSON itself, over the layers of ground maps.

    `kinds` are those of the recorded areas, where AREAS is one of the layers.
    """
    names = (*SOURCES, AREAS) if kinds else SOURCES
    sources: dict[str, Any] = {name: {"type": "geojson", "data": data[name]} for name in names}
    sources["names"]["promoteId"] = "adm1_iso"
    waters = [
        _fill("lakes", palette.water, "lake"),
        _line("lake-lines", palette.water, 1.0, "lake"),
        _line("rivers", palette.water, _widening(RIVER_WIDTHS), "river"),
    ]
    over_shade = _nothing(BELOW_DOTS)
    return {
        "version": 8,
        "name": "Mine incident atlas",
        # What changes changes at once: a fade is a third of a second of drawings of the whole map.
        "transition": {"duration": 0, "delay": 0},
        "sources": sources | under.sources,
        "layers": [
            {"id": "sea", "type": "background", "paint": {"background-color": palette.sea}},
            _fill("land", palette.land, "land"),
            # A ground map has waters of its own, which lie under the shade with the rest of it.
            *([*waters, *under.areas, over_shade] if under.sources else [over_shade, *waters]),
            _line("district-lines", palette.district_line, 0.8, "district_border") | {"minzoom": 4.5},
            *under.lines,
            *graticule_layers(palette),
            _line("country-lines", palette.country_line, 1.3, "country_border"),
            *_reference_lines(palette, shows_lines),
            *_areas(kinds, palette),
            *under.names,
            _town_points(palette),
            *_labels(palette, f"name_{language}"),
            *map(_nothing, OVER_ALL),
        ],
    }


def _forget_layers(_dataset: Dataset) -> None:
    names_in.cache_clear()
    layer_geojson.cache_clear()
    _tag.cache_clear()


def prepare(dataset: Dataset) -> None:
    """Make the layers of a dataset's map, for which its first reader would wait."""
    for name in (*sources_of(dataset), "shaded_districts", NEAR_GROUND, "names_en"):
        layer_geojson(dataset, name)


@lru_cache(maxsize=128)
def layer_geojson(dataset: Dataset, name: str) -> str:
    """A layer of the style as GeoJSON text, cut to the data's region where the world would be heavy."""
    return str(_MADE[name](dataset).to_json(drop_id=True, na="drop"))


def countries(dataset: Dataset) -> gpd.GeoDataFrame:
    """`adm0` and polygons of all countries: in the data's region in full, outside of it generalised."""
    return _countries(region(dataset))


def _countries(around: shapely.Geometry) -> gpd.GeoDataFrame:
    frame = layer("countries")
    near = frame[frame.intersects(around)]
    far = layer("far_countries")
    is_near = far["adm0"].isin(near["adm0"])
    beyond = shapely.difference(
        shapely.make_valid(far[is_near].sort_values("adm0").geometry.to_numpy()), around
    )
    within = shapely.intersection(near.sort_values("adm0").geometry.to_numpy(), around)
    # Joined, because the edge of the region is no border.
    joined = gpd.GeoDataFrame(
        {"adm0": sorted(near["adm0"])}, geometry=shapely.union(within, beyond), crs=frame.crs
    )
    return gpd.GeoDataFrame(pd.concat([joined, far[~is_near]], ignore_index=True), crs=frame.crs)


def ground(dataset: Dataset) -> gpd.GeoDataFrame:
    """What lies under the incidents: `kind` (land, lake, river, country_border, district_border, graticule), geometry,
    and of the lines of a graticule `label`, `first_zoom` and `last_zoom`.
    """
    return ground_within(region(dataset), dataset.outlined_districts)


def near_ground(dataset: Dataset) -> gpd.GeoDataFrame:
    """The same, cut to the data's region, in which it is as exact."""
    whole = ground(dataset)
    cut = whole.set_geometry(shapely.intersection(whole.geometry.to_numpy(), region(dataset)), crs=whole.crs)
    return cut[~cut.geometry.is_empty]


def ground_within(around: shapely.Geometry, districts: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The same of any region, with the borders of these districts."""
    land = _countries(around)
    parts = [
        land[["geometry"]].assign(kind="land"),
        _around(around, "waters", "kind"),
        _around(around, "rivers").assign(kind="river"),
        borders(land).assign(kind="country_border"),
        borders(_near(around, districts)).assign(kind="district_border"),
        graticule_lines(around).assign(kind="graticule"),
    ]
    return gpd.GeoDataFrame(pd.concat(parts, ignore_index=True), crs=land.crs)


def borders(areas: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The borders of areas as one shape of lines, each once, though two areas share it."""
    lines = shapely.line_merge(shapely.union_all(areas.boundary.to_numpy()))
    return gpd.GeoDataFrame(geometry=[lines], crs=areas.crs)


def shaded_districts(dataset: Dataset) -> gpd.GeoDataFrame:
    """The districts to which the dataset codes incidents: `adm1_iso` and polygon."""
    districts = dataset.districts
    is_shaded = districts["adm1_iso"].isin([*dataset.shaded_districts])
    return districts.loc[is_shaded, ["adm1_iso", "geometry"]]


def name_points(dataset: Dataset) -> gpd.GeoDataFrame:
    """Where names stand: `kind` (country, district, town), `name_*`, `min_zoom`, `population` of towns, `adm1_iso` of
    districts and of what lies in one that may be shaded, a point.
    """
    names = [f"name_{language}" for language in NAME_LANGUAGES]
    parts = []
    for kind in ("countries", "districts"):
        frame = layer(kind)
        if kind == "districts":
            frame = dataset.named_districts
            frame = frame[frame.intersects(region(dataset))]
            if dataset.levels is not None:
                frame = frame.assign(min_zoom=_zoom_of_names(frame))
        points = gpd.points_from_xy(frame["label_longitude"], frame["label_latitude"], crs=frame.crs)
        part = gpd.GeoDataFrame(frame[names].copy(), geometry=points)
        if kind == "districts":
            part["adm1_iso"] = frame["adm1_iso"]
        part["kind"] = "country" if kind == "countries" else "district"
        part["min_zoom"] = frame.get("min_zoom", _DISTRICT_ZOOM)
        parts.append(part)
    columns = [*names, "population", "min_zoom", "geometry"]
    towns = _near(region(dataset), dataset.named_towns)[columns].assign(kind="town")
    in_district = _district_of(shaded_districts(dataset), towns)
    parts.append(towns.assign(stands_at_circle=_stands_at_circle(dataset, towns), adm1_iso=in_district))
    return gpd.GeoDataFrame(pd.concat(parts, ignore_index=True), crs="EPSG:4326")


def _names_in(dataset: Dataset, language: str) -> gpd.GeoDataFrame:
    """The same with the names of one language, and those that have one; `town_zoom` of a district is the zoom from
    which a town of its name is shown.
    """
    points, name = name_points(dataset), f"name_{language}"
    others = [f"name_{other}" for other in NAME_LANGUAGES if other != language]
    named = points[points[name].notna()].drop(columns=others)
    towns = named[named["kind"] == "town"].groupby(name)["min_zoom"].min()
    return named.assign(town_zoom=named[name].map(towns).where(named["kind"] == "district"))


def _zoom_of_names(areas: gpd.GeoDataFrame) -> npt.NDArray[np.float64]:
    """The zooms from which areas of any size have room for their name: thousands of small ones would slow the map."""
    width = (areas.bounds["maxx"] - areas.bounds["minx"]).clip(lower=1e-6).to_numpy(dtype=float)
    zooms: npt.NDArray[np.float64] = (
        np.log2(_NAME_PX * 360 / (TILE_PX * width)).clip(_DISTRICT_ZOOM, 16).round(1)
    )
    return zooms


@lru_cache(maxsize=16)
def names_in(dataset: Dataset) -> frozenset[str]:
    """The names of the region's towns in every language: a ground map names no town a second time."""
    towns = _near(region(dataset), dataset.named_towns)
    return frozenset(
        str(name) for language in NAME_LANGUAGES for name in towns[f"name_{language}"].dropna().unique()
    )


def _district_of(districts: gpd.GeoDataFrame, towns: gpd.GeoDataFrame) -> npt.NDArray[np.object_]:
    """The code of the district in which each town lies; None in none of these."""
    town, district = districts.sindex.query(towns.geometry.to_numpy(), predicate="within")
    codes = dict(zip(town.tolist(), districts["adm1_iso"].iloc[district].astype(str), strict=True))
    return np.array([codes.get(at) for at in range(len(towns))], dtype=object)


def _stands_at_circle(dataset: Dataset, towns: gpd.GeoDataFrame) -> npt.NDArray[np.bool_]:
    """Which towns stand where an incident does, whose circle would lie over the first letters of the name."""
    points = dataset.codes.points
    if points.empty or towns.empty:
        return np.zeros(len(towns), dtype=bool)
    circles = gpd.GeoSeries(gpd.points_from_xy(points["longitude"], points["latitude"]))
    near = circles.sindex.query(towns.geometry.to_numpy(), predicate="dwithin", distance=_AT_CIRCLE_DEGREES)[
        0
    ]
    return np.isin(np.arange(len(towns)), near)


def region(dataset: Dataset) -> shapely.Geometry:
    """The box around the dataset's points and districts with a margin, in two where it crosses the antimeridian; the
    whole world without any.
    """
    return region_around(summary_of(dataset, IncidentFilter()).bounds)


def region_around(bounds: tuple[float, float, float, float] | None) -> shapely.Geometry:
    """The same around west, south, east and north in degrees."""
    if bounds is None:
        return shapely.box(-180, -90, 180, 90)
    west, south, east, north = bounds
    margin = REGION_MARGIN_DEGREES
    edges = west - margin, south - margin, east + margin, north + margin
    box = shapely.box(*edges)
    turned = [shapely.affinity.translate(box, turn) for turn in (-360, 0, 360)]
    return shapely.intersection(shapely.union_all(turned), shapely.box(-180, -90, 180, 90))


def _around(around: shapely.Geometry, name: str, *columns: str) -> gpd.GeoDataFrame:
    """What of a bundled layer touches a region: these columns and the geometry."""
    return _near(around, layer(name))[[*columns, "geometry"]]


def _near(around: shapely.Geometry, frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return frame[frame.intersects(around)]


_MADE: Final[dict[str, Callable[[Dataset], gpd.GeoDataFrame]]] = {
    "ground": ground,
    "reference_lines": lambda dataset: _around(region(dataset), "reference_lines", "line_id"),
    "names": name_points,
    AREAS: drawn_areas,
    "shaded_districts": shaded_districts,
    NEAR_GROUND: near_ground,
    **{name: partial(_names_in, language=language) for name, language in NAMES_IN.items()},
}


def _nothing(name: str) -> dict[str, Any]:
    """A layer that draws nothing, under which others are put."""
    return {"id": name, "type": "background", "layout": {"visibility": "none"}}


def _fill(name: str, colour: str, kind: str) -> dict[str, Any]:
    # Smooth edges cost a good part of a frame where no graphics card draws, and lines lie on these.
    return _ground(name, "fill", kind, {"fill-color": colour, "fill-antialias": False})


def _line(name: str, colour: str, width: float | list[Any], kind: str) -> dict[str, Any]:
    return _ground(name, "line", kind, {"line-color": colour, "line-width": width})


def _ground(name: str, drawn_as: str, kind: str, paint: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": name,
        "type": drawn_as,
        "source": "ground",
        "filter": ["==", ["get", "kind"], kind],
        "paint": paint,
    }


def _widening(widths: tuple[tuple[float, float], ...]) -> list[Any]:
    return ["interpolate", ["linear"], ["zoom"], *(part for pair in widths for part in pair)]


def _reference_lines(palette: Palette, shows_lines: bool) -> list[dict[str, Any]]:
    drawn: list[dict[str, Any]] = []
    for line_id, dash in DASHES.items():
        paint = {"line-color": palette.reference_line, "line-width": 1.6, "line-dasharray": list(dash)}
        line: dict[str, Any] = {"id": line_id, "type": "line", "source": "reference_lines", "paint": paint}
        line["filter"] = ["==", ["get", "line_id"], line_id]
        line["layout"] = {"visibility": "visible" if shows_lines else "none"}
        drawn.append(line)
    return drawn


def _areas(kinds: Sequence[AreaKind], palette: Palette) -> list[dict[str, Any]]:
    """The hatching and the outline of each kind of recorded area that there is, over the hatching of all."""
    return [_area_line(kind, part, palette) for part in (HATCHING, OUTLINE) for kind in kinds]


def _area_line(kind: AreaKind, part: str, palette: Palette) -> dict[str, Any]:
    pen, is_outline = PENS[kind], part == OUTLINE
    paint: dict[str, Any] = {
        "line-color": palette.map_text,
        "line-width": pen.width_px if is_outline else HATCHING_PX,
        "line-opacity": 1.0 if is_outline else 0.8,
    }
    if is_outline and pen.dash:
        paint["line-dasharray"] = list(pen.dash)
    chosen = ["all", ["==", ["get", "kind"], kind.value], ["==", ["get", "part"], part]]
    return {"id": f"area-{part}-{kind}", "type": "line", "source": AREAS, "filter": chosen, "paint": paint}


def _town_points(palette: Palette) -> dict[str, Any]:
    paint = {
        "circle-radius": 1.8,
        "circle-color": palette.map_halo,
        "circle-stroke-color": palette.map_quiet_text,
        "circle-stroke-width": 0.9,
    }
    return {
        "id": "town-points",
        "type": "circle",
        "source": "names",
        "filter": _shown("town"),
        "paint": paint,
    }


def _shown(kind: str) -> list[Any]:
    """What chooses the names of a kind that the map's zoom has room for."""
    earlier = ["case", [">", ["get", "min_zoom"], _SMALL_TOWN_ZOOM], 1, 0] if kind == "town" else 0
    shown: list[Any] = [
        "all",
        ["==", ["get", "kind"], kind],
        ["<=", ["-", ["get", "min_zoom"], earlier], ["zoom"]],
    ]
    if kind == "district":
        # Where the district is small, the town of its name beside it would say the same twice.
        is_alone: list[Any] = ["<", ["zoom"], ["coalesce", ["get", "town_zoom"], _LARGE_DISTRICT_ZOOM]]
        shown.append(["any", is_alone, [">=", ["zoom"], _LARGE_DISTRICT_ZOOM]])
    return shown


def _labels(palette: Palette, name: str) -> list[dict[str, Any]]:
    towns = _label("town", name, 11, palette.map_text, palette)
    at_circle = ["==", ["get", "stands_at_circle"], True]
    towns["paint"] |= _on_shades(palette)
    towns["layout"] |= {
        "text-variable-anchor-offset": ["case", at_circle, _beside(1.5, 2.2), _beside(0.5)],
        "text-justify": "auto",
        "text-padding": 2,
    }
    # What is named first has the room: places of incidents, then the largest.
    size = ["+", ["case", at_circle, 1e9, 0], ["coalesce", ["get", "population"], 0]]
    towns["layout"]["symbol-sort-key"] = ["-", 0, size]
    # They stand on every shade, told from towns by their spacing.
    districts = _label("district", name, 12, palette.map_text, palette)
    districts["paint"] |= {"text-halo-width": 1.8, **_on_shades(palette)}
    districts["layout"] |= {"text-letter-spacing": 0.08, "text-max-width": 7, **_around_the_middle()}
    countries = _label("country", name, 13, palette.map_text, palette)
    countries["layout"] |= {"text-letter-spacing": 0.15, "text-transform": "uppercase", "text-max-width": 6}
    countries["layout"] |= _around_the_middle()
    return [towns, districts, _room_of_town_points(), countries]


def _room_of_town_points() -> dict[str, Any]:
    """Keeps the names of districts off the points of towns: circles take no room from names, letters do."""
    room = {"text-size": 9, "text-font": [FONT], "text-padding": 0, "text-allow-overlap": True}
    return {
        "id": "town-point-room",
        "type": "symbol",
        "source": "names",
        "filter": _shown("town"),
        "layout": {"text-field": "o"} | room,
        "paint": {"text-opacity": 0},
    }


def letters_on(shade: str, palette: Palette) -> str:
    """The colour of letters on a shade: light or dark, whichever has the higher contrast."""
    inks = (palette.map_halo, palette.text, palette.on_injured)
    return max(inks, key=lambda ink: contrast(ink, shade))


def _on_shades(palette: Palette) -> dict[str, Any]:
    """Letters and halo of a name in a district, by the step of its shade as assets/map/shade.js gives it; the ones of the
    ground where there is none, or it has faded.
    """
    step = ["number", ["feature-state", "shade"], -1]
    letters, halos = (
        ["match", step, *(part for at, shade in enumerate(palette.district_ramp) for part in (at, of(shade)))]
        for of in (partial(letters_on, palette=palette), str)
    )
    return {
        "text-color": ["step", ["zoom"], [*letters, palette.map_text], _FADED_ZOOM, palette.map_text],
        "text-halo-color": ["step", ["zoom"], [*halos, palette.map_halo], _FADED_ZOOM, palette.map_halo],
    }


def _beside(*offsets_em: float) -> list[Any]:
    """Where a name may stand beside its point, so far away: on each side, the nearest first."""
    sides = (("left", 1, 0), ("right", -1, 0), ("top", 0, 1), ("bottom", 0, -1))
    places = [
        [anchor, [across * offset, down * offset]] for offset in offsets_em for anchor, across, down in sides
    ]
    return ["literal", [part for place in places for part in place]]


def _around_the_middle() -> dict[str, Any]:
    """A name stands in the middle of its area or, where a circle lies there, beside it."""
    return {
        "text-variable-anchor-offset": ["center", [0, 0], *_beside(*_MIDDLE_OFFSETS_EM)[1]],
        "text-justify": "auto",
    }


def _label(kind: str, name: str, size: int, colour: str, palette: Palette) -> dict[str, Any]:
    return {
        "id": f"{kind}-labels",
        "type": "symbol",
        "source": "names",
        "filter": _shown(kind),
        "layout": {"text-field": ["get", name], "text-size": size, "text-font": [FONT], "text-padding": 4},
        "paint": {"text-color": colour, "text-halo-color": palette.map_halo, "text-halo-width": 1.4},
    }


@lru_cache(maxsize=128)
def _tag(dataset: Dataset, name: str) -> str:
    return sha256(layer_geojson(dataset, name).encode()).hexdigest()[:12]


def _answer(content: str) -> Response:
    """JSON with a tag of its content, so that a browser asks again but loads it once."""
    response = Response(content, mimetype="application/json")
    response.cache_control.no_cache = True
    # Weak, because it says the same of the answer as it is and compressed.
    response.add_etag(weak=True)
    response.make_conditional(request)
    return response
