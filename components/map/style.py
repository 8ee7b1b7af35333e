"""The map's own style: land, water, borders and labels, served from the bundled layers.

MapLibre draws labels with the reader's fonts because the style names no glyphs, and asks no other
machine because every source is an address of the atlas itself.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

import shapely
import shapely.affinity
from dash import Dash
from flask import Response, abort, request

from components.map.ground import tiles as ground_tiles
from components.map.ground.graticule import graticule_layers, without_graticule
from components.map.ground.layers import (
    AREAS,
    LAYERS,
    NEAR_GROUND,
    SOURCES,
    forget_layers,
    layer_geojson,
    names_in,
    region,
    sources_of,
    tag_of,
)
from components.map.ground.style import GroundLayers, ShownGround, ground_layers
from components.map.ground.tiles import base_of_tiles
from components.map.labels import CALLOUTS, callout_lines, labels, town_points
from components.server.lasting_files import keep
from components.server.visit import Datasets, own_here, with_level
from components.theme import PALETTES, Palette, Scheme
from data.language import current
from data.recorded_areas.drawing import HATCHING, HATCHING_PX, OUTLINE, PENS, kinds_drawn
from data.recorded_areas.kinds import AreaKind
from data.tables.dataset import Dataset
from data.tables.layers.districts import NAME_LANGUAGES

DASHES: Final[dict[str, tuple[float, ...]]] = {"line_of_contact_1994": (3.0, 2.0), "oblast_1991": (1.0, 1.5)}
"""How each reference line is dashed, by its id, in multiples of its width; on screen and on paper."""

RIVER_WIDTHS: Final = ((5.0, 0.8), (11.0, 2.4))
"""Zooms, each with the width of rivers in pixels; on screen and on paper."""

BELOW_DOTS: Final = "over-shade"
"""Shaded districts go under this layer of the style, which draws nothing: waters, lines and labels stay readable."""

_BUFFER_PX: Final = 24
"""What a tile of the ground has of its neighbours. MapLibre's own 128 of 512 pixels have each line and area that lies there
drawn twice; wide enough for half the widest line, and for a name along a meridian to begin there.
"""

OVER_ALL: Final = tuple(f"under-{number}" for number in range(1, 8))
"""Layers that draw nothing, over all others, from below: what is drawn over the style stands under one each."""


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
    return with_level(f"/map/{name}.geojson?made={tag_of(dataset, name)}")


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
        if request.args.get("made") == tag_of(dataset, name):
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
    sources["ground"]["buffer"] = _BUFFER_PX
    sources[CALLOUTS] = {"type": "geojson", "data": {"type": "FeatureCollection", "features": []}}
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
            *graticule_layers(palette, language),
            _line("country-lines", palette.country_line, 1.3, "country_border"),
            *_reference_lines(palette, shows_lines),
            *_areas(kinds, palette),
            *under.names,
            *callout_lines(palette),
            town_points(palette),
            *labels(palette, f"name_{language}"),
            *map(_nothing, OVER_ALL),
        ],
    }


def _forget_layers(_dataset: Dataset) -> None:
    forget_layers()


def prepare(dataset: Dataset) -> None:
    """Make the layers of a dataset's map, for which its first reader would wait."""
    for name in (*sources_of(dataset), "shaded_districts", NEAR_GROUND, "names_en"):
        layer_geojson(dataset, name)


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


def _answer(content: str) -> Response:
    """JSON with a tag of its content, so that a browser asks again but loads it once."""
    response = Response(content, mimetype="application/json")
    response.cache_control.no_cache = True
    # Weak, because it says the same of the answer as it is and compressed.
    response.add_etag(weak=True)
    response.make_conditional(request)
    return response
