"""Names on the map: which are shown at a zoom, where they stand, and in which colour."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import Any, Final

from components.map.legend import RING_PX, diameters
from components.theme import FONT, Palette, contrast

_MIDDLE_OFFSETS_EM: Final = (0.8, 1.6)
"""How far the name of an area may stand from its middle, where circles lie."""
FADING_ZOOMS: Final = (9.6, 9.9)
"""Between these zooms the shade of a district fades to its outline; in the script: assets/map/shade.js."""
_FADED_ZOOM: Final = sum(FADING_ZOOMS) / 2
"""From here the ground is seen through the shade of a district: assets/map/shade.js."""
_SMALL_TOWN_ZOOM: Final = 8.0
"""Towns that come later than this come one zoom earlier than their own: names that do not fit are left out anyway."""
_TOWN_PX: Final = 11
_DISTRICT_PX: Final = 12
CALLOUTS: Final = "callouts"
"""The source of names outside of their districts and the lines to them, empty in the style."""
_CIRCLE_BANDS: Final = (4, 15, 50)
"""Casualties from which on a name stands farther from its circle, which is larger."""
_GAP_PX: Final = 2.0
"""Between a circle with its ring and the name beside it."""
_APART_ZOOM: Final = 10
"""From here a town beside a circle, a kilometre or two away, is seen apart from it."""
_LARGE_DISTRICT_ZOOM: Final = 8.5
"""From here on a district has room for its own name beside that of its town."""
_UNLESS_STALE: Final[list[Any]] = ["case", ["boolean", ["feature-state", "stale"], False], 0, 1]
"""Hidden while circles of another filter may lie over it: assets/map/callouts.js."""


def town_points(palette: Palette) -> dict[str, Any]:
    """The layer of the points of towns."""
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


def labels(palette: Palette, name: str) -> list[dict[str, Any]]:
    """The layers of all names, from below; `name` is the column that has them in a language."""
    towns = _label("town", name, _TOWN_PX, palette.map_text, palette)
    at_circle = ["has", "circle_people"]
    shade = ["number", ["feature-state", "shade"], -1]
    towns["paint"] |= _on_shades(palette, shade)
    towns["layout"] |= {
        "text-variable-anchor-offset": _beside_circles(),
        "text-justify": "auto",
        "text-padding": 2,
    }
    # What is named first has the room: places of incidents, then those that are named from afar, then the largest.
    rank = ["*", 1e8, ["-", 30, ["get", "min_zoom"]]]
    size = ["+", ["case", at_circle, 1e10, 0], rank, ["coalesce", ["get", "population"], 0]]
    towns["layout"]["symbol-sort-key"] = ["-", 0, size]
    # They stand on every shade, distinguished from towns by their spacing.
    districts = _label("district", name, _DISTRICT_PX, palette.map_text, palette)
    districts["paint"] |= {"text-halo-width": 1.8, **_on_shades(palette, shade)}
    districts["layout"] |= {"text-letter-spacing": 0.08, "text-max-width": 7, **_around_the_middle()}
    countries = _label("country", name, 13, palette.map_text, palette)
    countries["layout"] |= {"text-letter-spacing": 0.15, "text-transform": "uppercase", "text-max-width": 6}
    countries["layout"] |= _around_the_middle()
    return [towns, districts, _room_of_town_points(), countries, _callouts(palette)]


def callout_lines(palette: Palette) -> list[dict[str, Any]]:
    """The layers of the lines to names outside of their districts, which assets/map/callouts.js fills."""
    line = {"type": "line", "source": CALLOUTS, "layout": {"line-cap": "round"}}
    is_line = ["==", ["geometry-type"], "LineString"]
    return [
        {
            "id": name,
            **line,
            "filter": is_line,
            "paint": {"line-color": colour, "line-width": width, "line-opacity": _UNLESS_STALE},
        }
        for name, colour, width in (
            ("callout-casing", palette.map_halo, 3.5),
            ("callout-lines", palette.map_text, 1.2),
        )
    ]


def _callouts(palette: Palette) -> dict[str, Any]:
    """Names that found room within their districts or outside of them, over all others."""
    layout = {"text-field": ["get", "text"], "text-size": _DISTRICT_PX, "text-font": [FONT]}
    return {
        "id": "callout-labels",
        "type": "symbol",
        "source": CALLOUTS,
        "filter": ["has", "text"],
        "layout": layout | {"text-letter-spacing": 0.08, "text-max-width": 40, "text-allow-overlap": True},
        "paint": {
            "text-halo-width": 1.8,
            "text-opacity": _UNLESS_STALE,
            **_on_shades(palette, ["number", ["get", "shade"], -1]),
        },
    }


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


def _on_shades(palette: Palette, step: list[Any]) -> dict[str, Any]:
    """Letters and halo of a name in a district, by the step of its shade; the ones of the ground where there is none, or it
    has faded.
    """
    letters, halos = (
        ["match", step, *(part for at, shade in enumerate(palette.district_ramp) for part in (at, of(shade)))]
        for of in (partial(letters_on, palette=palette), str)
    )
    return {
        "text-color": ["step", ["zoom"], [*letters, palette.map_text], _FADED_ZOOM, palette.map_text],
        "text-halo-color": ["step", ["zoom"], [*halos, palette.map_halo], _FADED_ZOOM, palette.map_halo],
    }


def _beside_circles() -> list[Any]:
    """Where the name of a town may stand: beside its point, or the circle there, close enough to belong to no other.

    From a zoom on a town that lies beside a circle has only its own point.
    """
    bands: list[Any] = ["step", ["get", "circle_people"]]
    for fewest, most in pairwise((0, *_CIRCLE_BANDS, _CIRCLE_BANDS[-1] * 4)):
        reach_px = (float(diameters(most)) + RING_PX) / 2 + _GAP_PX
        bands += [
            *([fewest] if fewest else []),
            _beside(*(round(px / _TOWN_PX, 2) for px in (reach_px, reach_px + 4))),
        ]
    far = ["case", ["has", "circle_people"], bands, _beside(0.5)]
    is_at = ["all", ["has", "circle_people"], ["!", ["to-boolean", ["get", "is_beside"]]]]
    return ["step", ["zoom"], far, _APART_ZOOM, ["case", is_at, bands, _beside(0.5)]]


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
